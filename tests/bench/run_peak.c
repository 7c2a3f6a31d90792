/* What one run of a program costs: time and the largest memory of it and its children.
 *
 *   run_peak NAME PROGRAM [ARGUMENT...]    PROGRAM by its whole path; its output is thrown away */
#include <stdio.h>
#include <sys/wait.h>

#include "tests/bench/bench.h"

enum { ROUNDS = 3, MOST_ROUNDS = 1000, TOO_LONG_S = 20 };

int main(int argc, char **argv)
{
	static double seconds[MOST_ROUNDS];
	int count = rounds(ROUNDS), done = 0;
	long peak = 0;

	if (argc < 3) {
		fprintf(stderr, "usage: run_peak NAME PROGRAM [ARGUMENT...]\n");
		return 2;
	}
	while (done < count) {
		Run run = run_program(&argv[2]);

		if (!WIFEXITED(run.status) || WEXITSTATUS(run.status)) {
			printf("  %-28s failed or was stopped after %.1f s, %.1f MiB\n", argv[1],
				(double)run.wall_ns / 1e9, (double)run.peak_kib / 1024);
			return 0;
		}
		seconds[done++] = (double)run.wall_ns / 1e9;
		peak = run.peak_kib > peak ? run.peak_kib : peak;
		if (seconds[done - 1] > TOO_LONG_S)
			break;
	}
	printf("  %-28s %7.2f s  %7.1f MiB  (median of %d)\n", argv[1], median(seconds, (size_t)done),
		(double)peak / 1024, done);
	return 0;
}
