/* Key to first byte on a pty, beside a bare ncurses program that moves a
 * highlight on the same terminal.
 *
 *   key_latency TROIKA BARE_CURSES DESIGN KEYS [COLUMNSxROWS]
 *
 * KEYS are pressed in turn, each when the one before it is answered. */
#include <stdio.h>

#include "tests/bench/bench.h"

enum { KEYS = 200 };

int main(int argc, char **argv)
{
	static KeyTimes ours, bound;
	int columns = 80, rows = 24;
	size_t count = (size_t)rounds(KEYS);
	double mine, bare;

	if (argc < 5 || !*argv[4] || (argc > 5 && sscanf(argv[5], "%dx%d", &columns, &rows) != 2)) {
		fprintf(stderr, "usage: key_latency TROIKA BARE_CURSES DESIGN KEYS [COLUMNSxROWS]\n");
		return 2;
	}
	press_on_pty((char *[]){argv[2], NULL}, columns, rows, "Orders", argv[4], count, &bound);
	press_on_pty((char *[]){argv[1], argv[3], NULL}, columns, rows, "help", argv[4], count, &ours);
	if (!ours.count || !bound.count) {
		fprintf(stderr, "key_latency: no key was answered\n");
		return 2;
	}
	mine = median(ours.first_ms, ours.count);
	bare = median(bound.first_ms, bound.count);
	printf("keys %s: first byte after %.2f ms (99 %%: %.2f), bare ncurses %.2f ms, ratio %.2f; "
		"%.0f bytes a key (most %.0f); %zu answered, %zu silent\n",
		argv[4], mine, percentile(ours.first_ms, ours.count, 99), bare, mine / bare,
		median(ours.bytes, ours.count), percentile(ours.bytes, ours.count, 100), ours.count, ours.silent);
	return 0;
}
