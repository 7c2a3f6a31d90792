/* A forked copy answers through a pipe: '+' and the answer, or '-' and the reason why there is none. */
#include "config.h"

#include "tui/errand.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "model/memory.h"

struct Errand {
	pid_t pid;              /* 0: reaped */
	int from;               /* the pipe; never blocks */
	time_t since;           /* of the monotonic clock */
	Text answer;
};

static time_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec;
}

/* --- in the copy -------------------------------------------------------------------- */

/* The handlers of the editor would restore a terminal that is not ours to touch. */
static void forget_editor(pid_t parent)
{
	sigset_t none;

	for (int s = 1; s < 32; s++)
		if (s != SIGKILL && s != SIGSTOP)
			signal(s, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	mem_set_exhausted_hook(NULL);
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	if (getppid() != parent)
		_exit(1);
}

static void put(int to, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t wrote = write(to, bytes, length);

		if (wrote < 0 && errno != EINTR)
			_exit(1);
		if (wrote > 0) {
			bytes += wrote;
			length -= (size_t)wrote;
		}
	}
}

static _Noreturn void work(int to, pid_t parent, ErrandRun run, const void *context)
{
	Text answer = {0};
	Error err = {0};

	forget_editor(parent);
	if (run(context, &answer, &err)) {
		put(to, "+", 1);
		put(to, text_str(&answer), answer.length);
	} else {
		put(to, "-", 1);
		put(to, err.text ? err.text : "", err.text ? strlen(err.text) : 0);
	}
	_exit(0);
}

/* --- in the editor ------------------------------------------------------------------ */

Errand *errand_start(ErrandRun run, const void *context, Error *err)
{
	int ends[2] = {-1, -1};
	pid_t parent = getpid(), pid = pipe(ends) == 0 ? fork() : -1;
	Errand *errand;

	if (pid == 0)
		work(ends[1], parent, run, context);
	if (pid < 0)
		error_set(err, "the work cannot be started: %s", strerror(errno));
	if (ends[1] >= 0)
		close(ends[1]);
	if (pid < 0) {
		if (ends[0] >= 0)
			close(ends[0]);
		return NULL;
	}
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[0], F_SETFL, fcntl(ends[0], F_GETFL) | O_NONBLOCK);
	errand = mem_alloc(sizeof *errand);
	*errand = (Errand){.pid = pid, .from = ends[0], .since = now()};
	return errand;
}

static int reap(Errand *errand)
{
	int status = 0;

	while (waitpid(errand->pid, &status, 0) < 0 && errno == EINTR)
		;
	errand->pid = 0;
	return status;
}

/* Reads what is there. False: nothing more will come. */
static bool receive(Errand *errand)
{
	char buffer[65536];
	ssize_t got;

	while ((got = read(errand->from, buffer, sizeof buffer)) > 0)
		text_add_n(&errand->answer, buffer, (size_t)got);
	return got < 0 && (errno == EAGAIN || errno == EINTR);
}

static ErrandState judge(Errand *errand, Text *out, Error *err)
{
	int status = reap(errand);
	const char *answer = text_str(&errand->answer);

	if (WIFSIGNALED(status))
		error_set(err, "the work ended early (%s); nothing was changed", strsignal(WTERMSIG(status)));
	else if (*answer == '-')
		error_set(err, "%s", answer + 1);
	else if (*answer != '+')
		error_set(err, "the work ended without an answer; nothing was changed");
	else
		text_add_n(out, answer + 1, errand->answer.length - 1);
	return *answer == '+' && !WIFSIGNALED(status) ? ERRAND_DONE : ERRAND_FAILED;
}

ErrandState errand_step(Errand *errand, int milliseconds, Text *out, Error *err)
{
	struct pollfd from = {.fd = errand->from, .events = POLLIN};

	if (!errand->pid) {
		error_set(err, "the work is over");
		return ERRAND_FAILED;
	}
	do {
		if (poll(&from, 1, milliseconds) > 0 && !receive(errand))
			return judge(errand, out, err);
	} while (milliseconds < 0);
	return ERRAND_RUNNING;
}

int errand_seconds(const Errand *errand)
{
	return (int)(now() - errand->since);
}

void errand_end(Errand *errand)
{
	if (!errand)
		return;
	close(errand->from);
	if (errand->pid) {
		kill(errand->pid, SIGKILL);
		reap(errand);
	}
	text_clear(&errand->answer);
	free(errand);
}
