/* The parent does next to nothing, so it has next to nothing to crash on: it waits, passes signals
 * on, stops when the editor stops, and restores the terminal from shared memory. */
#include "tui/guardian.h"

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tui/restore.h"
#include "tui/signals.h"

enum {
	STARTS_WATCHED = 4,             /* within a minute; this many are too many */
	STARTS_DOUBTED = 3,
	MINUTE = 60,
	VIEW_LONGEST = 4096,
	PLACE_LONGEST = 4096,
	STATUS_OUT_OF_MEMORY = 3
};

/* What both see. The editor writes one of the two views while the other is valid. */
typedef struct Shared {
	Restore restore;
	volatile sig_atomic_t view;     /* which is valid: 1 or 2; 0: none */
	volatile sig_atomic_t again;    /* the editor ended itself to be started again */
	char views[2][VIEW_LONGEST];
	char place[PLACE_LONGEST];
} Shared;

static Shared *shared;                  /* NULL: there is no guardian */
static int leash[2] = {-1, -1};         /* the editor reads, the guardian only holds the other end */
static int last_crash, starts;
static volatile sig_atomic_t child;

int guardian_fd(void)
{
	return shared ? leash[0] : -1;
}

void guardian_keep_view(const char *view)
{
	int other;

	if (!shared || strlen(view) >= VIEW_LONGEST)
		return;
	other = shared->view == 1 ? 2 : 1;
	strcpy(shared->views[other - 1], view);
	shared->view = other;
}

const char *guardian_view(void)
{
	return shared && shared->view && last_crash && !guardian_doubts() ?
	       shared->views[shared->view - 1] : NULL;
}

int guardian_crash(void)
{
	return last_crash;
}

bool guardian_doubts(void)
{
	return starts >= STARTS_DOUBTED;
}

void guardian_keep_place(const char *place)
{
	if (shared)
		snprintf(shared->place, sizeof shared->place, "%s", place);
}

void guardian_out_of_memory(void)
{
	restore_now();
	if (shared)
		shared->again = 1;
}

/* --- the parent ------------------------------------------------------------------------ */

/* Passes on what was sent to this process alone; what the terminal sends reaches both. */
static void pass_on(int number, siginfo_t *info, void *context)
{
	int before = errno;

	(void)context;
	if (info->si_code <= 0 && child > 0)
		kill((pid_t)child, number);
	errno = before;
}

static const int passed[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
enum { PASSED_COUNT = sizeof passed / sizeof *passed };

static void catch_signals(struct sigaction before[PASSED_COUNT])
{
	struct sigaction action = {.sa_sigaction = pass_on, .sa_flags = SA_SIGINFO | SA_RESTART};

	for (size_t i = 0; i < PASSED_COUNT; i++) {
		sigaction(passed[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN)
			sigaction(passed[i], &action, NULL);
	}
}

/* Stops as the editor has, until the shell wakes us; it usually wakes both. A second SIGCONT could
 * undo a second stop, so the editor gets one only if it had none. Did its *STATUS change meanwhile? */
static bool stop_too(int *status)
{
	int news;

	restore_now();
	raise(SIGTSTP);
	if (waitpid((pid_t)child, &news, WUNTRACED | WCONTINUED | WNOHANG) != (pid_t)child) {
		kill((pid_t)child, SIGCONT);
		return false;
	}
	if (WIFCONTINUED(news))
		return false;
	*status = news;
	return true;
}

/* Waits for the end of the editor; stops and goes on with it. Its wait status. */
static int watch(void)
{
	int status = 0;

	for (;;) {
		pid_t got = waitpid((pid_t)child, &status, WUNTRACED);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return 0;
		while (WIFSTOPPED(status) && stop_too(&status))
			;
		if (!WIFSTOPPED(status))
			return status;
	}
}

/* Did the editor die of what it did, and not because somebody asked it to go? */
static bool is_crash(int status)
{
	if (WIFEXITED(status))
		return WEXITSTATUS(status) == STATUS_OUT_OF_MEMORY && shared->again;
	for (size_t i = 0; i < PASSED_COUNT; i++)
		if (WTERMSIG(status) == passed[i])
			return false;
	return true;
}

/* How many starts there were within the last minute, this one included. */
static int count_starts(void)
{
	static time_t times[STARTS_WATCHED];
	struct timespec now;
	int count = 0;

	clock_gettime(CLOCK_MONOTONIC, &now);
	memmove(times + 1, times, sizeof times - sizeof *times);
	times[0] = now.tv_sec + 1;
	for (int i = 0; i < STARTS_WATCHED; i++)
		count += times[i] && times[i] > now.tv_sec + 1 - MINUTE;
	return count;
}

static int give_up(void)
{
	fprintf(stderr, "troika: the editor died %d times within a minute, the last time by %s.\n",
	        STARTS_WATCHED - 1, signal_word(last_crash));
	if (shared->place[0])
		fprintf(stderr, "%s\n", shared->place);
	return STATUS_OUT_OF_MEMORY;
}

static int status_to_exit(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* What a new child keeps of the parent: nothing but the pipe and the shared memory. */
static void become_editor(const struct sigaction before[PASSED_COUNT], const sigset_t *mask)
{
	close(leash[1]);
	for (size_t i = 0; i < PASSED_COUNT; i++)
		sigaction(passed[i], &before[i], NULL);
	sigprocmask(SIG_SETMASK, mask, NULL);
}

static bool prepare(void)
{
	if (pipe(leash) < 0)
		return false;
	fcntl(leash[0], F_SETFD, FD_CLOEXEC);
	fcntl(leash[1], F_SETFD, FD_CLOEXEC);
	shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED) {
		shared = NULL;
		return false;
	}
	restore_use(&shared->restore);
	restore_remember(STDOUT_FILENO);
	return true;
}

void guardian_start(bool on)
{
	struct sigaction before[PASSED_COUNT];
	sigset_t all, mask;

	if (!on || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) || !prepare())
		return;
	catch_signals(before);
	sigfillset(&all);
	for (;;) {
		int status;
		pid_t pid;

		starts = count_starts();
		if (starts >= STARTS_WATCHED)
			exit(give_up());
		sigprocmask(SIG_BLOCK, &all, &mask);
		shared->again = 0;
		pid = fork();
		if (pid == 0) {
			become_editor(before, &mask);
			return;
		}
		child = pid;
		sigprocmask(SIG_SETMASK, &mask, NULL);
		if (pid < 0)            /* too many processes: go on unguarded */
			return;
		status = watch();
		restore_now();
		if (!is_crash(status))
			exit(status_to_exit(status));
		last_crash = WIFSIGNALED(status) ? WTERMSIG(status) : SIGABRT;
	}
}
