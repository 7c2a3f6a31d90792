/* What the benchmarks share: clocks, medians, and running a program once. */
#ifndef TROIKA_TESTS_BENCH_H
#define TROIKA_TESTS_BENCH_H

#include <stddef.h>
#include <stdint.h>

typedef struct Run {
	int64_t cpu_ns;         /* user and system time of the child */
	int64_t wall_ns;
	int64_t first_ns;       /* on a pty: from exec to the last byte of the first frame; else 0 */
	long peak_kib;          /* largest resident set */
	int status;             /* as of wait(2) */
} Run;

/* Runs ARGV with its output thrown away. */
Run run_program(char *const argv[]);
/* Runs ARGV on a pty of COLUMNS x ROWS until it has drawn its first frame (one with WORDS in it, and
 * no byte for 40 ms), then sends KEYS and waits for its end. */
Run run_on_pty(char *const argv[], int columns, int rows, const char *words, const char *keys);

/* Keys pressed one after the other in a running program. */
typedef struct KeyTimes {
	double first_ms[2000];  /* from the key to the first byte of its answer */
	double bytes[2000];     /* of its answer */
	size_t count;           /* keys that were answered */
	size_t silent;          /* keys without an answer */
} KeyTimes;

/* Runs ARGV on a pty as above, then presses COUNT keys (at most 2000), each when the answer to the one
 * before it is complete: KEYS in turn, one byte each. Ends the program with q. */
void press_on_pty(char *const argv[], int columns, int rows, const char *words, const char *keys, size_t count,
	KeyTimes *times);

/* The value below which PERCENT of VALUES lie; sorts them. */
double percentile(double *values, size_t count, double percent);
double median(double *values, size_t count);            /* sorts VALUES */
int rounds(int fallback);                               /* TROIKA_BENCH_ROUNDS, else FALLBACK */

#endif
