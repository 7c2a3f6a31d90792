/* Start to first frame of the editor as a ratio to a bare ncurses program on
 * the same pty, run in turn.
 *
 *   first_frame TROIKA BARE_CURSES DESIGN [COLUMNSxROWS] */
#include <stdio.h>
#include <stdlib.h>

#include "tests/bench/bench.h"

enum { ROUNDS = 11, MOST_ROUNDS = 1000 };

int main(int argc, char **argv)
{
	static double ours[MOST_ROUNDS], bound[MOST_ROUNDS], ratio[MOST_ROUNDS], cpu[MOST_ROUNDS];
	int count = rounds(ROUNDS), columns = 120, rows = 40;
	long peak = 0;

	if (argc < 4 || (argc > 4 && sscanf(argv[4], "%dx%d", &columns, &rows) != 2)) {
		fprintf(stderr, "usage: first_frame TROIKA BARE_CURSES DESIGN [COLUMNSxROWS]\n");
		return 2;
	}
	for (int i = -1; i < count; i++) {
		Run a = run_on_pty((char *[]){argv[1], argv[3], NULL}, columns, rows, "help", "q");
		Run b = run_on_pty((char *[]){argv[2], NULL}, columns, rows, "Orders", "q");

		if (!a.first_ns || !b.first_ns) {
			fprintf(stderr, "first_frame: no frame came\n");
			return 2;
		}
		if (i < 0)
			continue;               /* the first round warms the caches */
		ours[i] = (double)a.first_ns / 1e6;
		bound[i] = (double)b.first_ns / 1e6;
		ratio[i] = ours[i] / bound[i];
		cpu[i] = (double)a.cpu_ns / (double)b.cpu_ns;
		peak = a.peak_kib > peak ? a.peak_kib : peak;
	}
	printf("first frame: %.2f ms, bare ncurses: %.2f ms, ratio %.2f, processor time ratio %.2f (median of %d), peak %ld KiB\n",
		median(ours, (size_t)count), median(bound, (size_t)count), median(ratio, (size_t)count),
		median(cpu, (size_t)count), count, peak);
	return 0;
}
