/* `troika check` of a design as a ratio to a bare libyaml event loop over the
 * same file, run in turn: processor time of the whole process.
 *
 *   check_ratio TROIKA BARE_YAML DESIGN */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "tests/bench/bench.h"

enum { ROUNDS = 11, MOST_ROUNDS = 1000 };

int main(int argc, char **argv)
{
	static double ours[MOST_ROUNDS], bound[MOST_ROUNDS], ratio[MOST_ROUNDS];
	int count = rounds(ROUNDS);
	long peak = 0;

	if (argc != 4) {
		fprintf(stderr, "usage: check_ratio TROIKA BARE_YAML DESIGN\n");
		return 2;
	}
	for (int i = -1; i < count; i++) {
		Run a = run_program((char *[]){argv[1], "check", "--fail-on", "never", argv[3], NULL});
		Run b = run_program((char *[]){argv[2], argv[3], NULL});

		if (!WIFEXITED(a.status) || WEXITSTATUS(a.status) || !WIFEXITED(b.status) || WEXITSTATUS(b.status)) {
			fprintf(stderr, "check_ratio: a run failed\n");
			return 2;
		}
		if (i < 0)
			continue;               /* the first round warms the caches */
		ours[i] = (double)a.cpu_ns / 1e6;
		bound[i] = (double)b.cpu_ns / 1e6;
		ratio[i] = ours[i] / bound[i];
		peak = a.peak_kib > peak ? a.peak_kib : peak;
	}
	printf("check: %.1f ms, libyaml event loop: %.1f ms, ratio %.2f (median of %d), peak %ld KiB\n",
		median(ours, (size_t)count), median(bound, (size_t)count), median(ratio, (size_t)count), count, peak);
	return 0;
}
