/* Running a program once, and its price in time and memory. */
#include "tests/bench/bench.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { QUIET_MS = 40, SILENT_MS = 1000, DEADLINE_MS = 60000 };

static int64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static int64_t timeval_ns(struct timeval t)
{
	return (int64_t)t.tv_sec * 1000000000 + (int64_t)t.tv_usec * 1000;
}

static void finish(Run *run, pid_t child, int64_t start)
{
	struct rusage usage = {0};

	if (wait4(child, &run->status, 0, &usage) != child) {
		perror("wait4");
		exit(2);
	}
	run->wall_ns = now_ns() - start;
	run->cpu_ns = timeval_ns(usage.ru_utime) + timeval_ns(usage.ru_stime);
	run->peak_kib = usage.ru_maxrss;
}

Run run_program(char *const argv[])
{
	Run run = {0};
	int64_t start = now_ns();
	pid_t child = fork();

	if (child < 0) {
		perror("fork");
		exit(2);
	}
	if (child == 0) {
		int nowhere = open("/dev/null", O_RDWR);

		dup2(nowhere, STDIN_FILENO);
		dup2(nowhere, STDOUT_FILENO);
		execv(argv[0], argv);
		_exit(127);
	}
	finish(&run, child, start);
	return run;
}

/* Reads what comes until WORDS were among it (NULL: anything) and then nothing for QUIET_MS; the
 * time of the last byte, or 0. */
static int64_t drain(int master, const char *words)
{
	static char bytes[1 << 20];
	struct pollfd ready = {master, POLLIN, 0};
	size_t length = 0;
	bool seen = false;
	int64_t last = 0;

	while (poll(&ready, 1, seen ? QUIET_MS : DEADLINE_MS) > 0) {
		ssize_t got;

		if (length > sizeof bytes / 2) {
			memmove(bytes, bytes + length - 100, 100);
			length = 100;
		}
		got = read(master, bytes + length, sizeof bytes - 1 - length);
		if (got <= 0)
			break;
		length += (size_t)got;
		bytes[length] = '\0';
		last = now_ns();
		seen = seen || !words || strstr(bytes, words);
	}
	return seen ? last : 0;
}

static pid_t start_on_pty(char *const argv[], int columns, int rows, int *master)
{
	struct winsize size = {(unsigned short)rows, (unsigned short)columns, 0, 0};
	pid_t child = forkpty(master, NULL, NULL, &size);

	if (child < 0) {
		perror("forkpty");
		exit(2);
	}
	if (child == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		execv(argv[0], argv);
		_exit(127);
	}
	return child;
}

Run run_on_pty(char *const argv[], int columns, int rows, const char *words, const char *keys)
{
	Run run = {0};
	int master;
	int64_t start = now_ns(), last;
	pid_t child = start_on_pty(argv, columns, rows, &master);

	last = drain(master, words);
	run.first_ns = last ? last - start : 0;
	if (write(master, keys, strlen(keys)) < 0)
		perror("write");
	while (drain(master, NULL))
		;
	kill(child, SIGKILL);           /* one that does not end on KEYS */
	finish(&run, child, start);
	close(master);
	return run;
}

/* Presses KEY and takes in its answer; false when none comes. */
static bool press(int master, char key, double *first_ms, double *bytes)
{
	struct pollfd ready = {master, POLLIN, 0};
	static char answer[1 << 16];
	int64_t start = now_ns();
	bool any = false;

	*bytes = 0;
	if (write(master, &key, 1) != 1)
		return false;
	while (poll(&ready, 1, any ? QUIET_MS : SILENT_MS) > 0) {
		ssize_t got;

		if (!any)
			*first_ms = (double)(now_ns() - start) / 1e6;
		got = read(master, answer, sizeof answer);
		if (got <= 0)
			break;
		any = true;
		*bytes += (double)got;
	}
	return any;
}

void press_on_pty(char *const argv[], int columns, int rows, const char *words, const char *keys, size_t count,
	KeyTimes *times)
{
	int master;
	int64_t start = now_ns();
	pid_t child = start_on_pty(argv, columns, rows, &master);
	size_t room = sizeof times->bytes / sizeof *times->bytes;

	*times = (KeyTimes){0};
	if (drain(master, words))
		for (size_t i = 0; i < count && i < room; i++) {
			size_t at = times->count;

			if (press(master, keys[i % strlen(keys)], &times->first_ms[at], &times->bytes[at]))
				times->count++;
			else
				times->silent++;
		}
	if (write(master, "q", 1) < 0)
		perror("write");
	while (drain(master, NULL))
		;
	kill(child, SIGKILL);
	finish(&(Run){0}, child, start);
	close(master);
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double percentile(double *values, size_t count, double percent)
{
	size_t at = (size_t)((double)count * percent / 100);

	qsort(values, count, sizeof *values, compare);
	return count ? values[at < count ? at : count - 1] : 0;
}

double median(double *values, size_t count)
{
	qsort(values, count, sizeof *values, compare);
	return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

int rounds(int fallback)
{
	const char *text = getenv("TROIKA_BENCH_ROUNDS");
	int count = text ? atoi(text) : fallback;

	return count < 1 ? 1 : count > 1000 ? 1000 : count;
}
