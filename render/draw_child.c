/* Starting, feeding, watching and judging the drawing helper. */
#include "config.h"

#include "render/draw_child.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "model/memory.h"
#include "render/draw_check.h"

enum {
	CPU_SECONDS = 60,
	MEMORY_MIB = 2048,
	FILES_MOST = 64,
	ANSWER_MIB_MOST = 128,
	COMPLAINT_MOST = 2000           /* bytes of its standard error that a message repeats */
};

#define OWN_COMPLAINT "troika-draw: "   /* begins the line that says why it gave up */

struct DrawChild {
	pid_t pid;
	int in, out, complaints;        /* pipes; -1: closed */
	Text input;
	size_t sent;
	Text answer, complaint;
	char format[8];
	int64_t deadline;               /* of the monotonic clock, in milliseconds */
};

static int deadline_ms = 60000;         /* a layout that takes longer is not worth waiting for */

void draw_child_set_deadline(int milliseconds)
{
	deadline_ms = milliseconds;
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- finding it ------------------------------------------------------------ */

static bool try_path(char *path, size_t size, const char *folder, size_t length, const char *rest)
{
	int used = snprintf(path, size, "%.*s/%s", (int)length, folder, rest);
	struct stat info;

	return used > 0 && (size_t)used < size && stat(path, &info) == 0 && S_ISREG(info.st_mode) &&
	       access(path, X_OK) == 0;
}

static bool find_helper(char *path, size_t size, Error *err)
{
	const char *named = getenv("TROIKA_DRAW");
	char self[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);

	if (named && *named) {
		if ((size_t)snprintf(path, size, "%s", named) < size && access(path, X_OK) == 0)
			return true;
		return error_set(err, "TROIKA_DRAW names %s, which cannot be run: %s", named, strerror(errno));
	}
	while (length > 0 && self[length - 1] != '/')
		length--;
	if (length > 1 && (try_path(path, size, self, (size_t)length - 1, "troika-draw") ||
	                   try_path(path, size, self, (size_t)length - 1, "../libexec/troika-draw")))
		return true;
	if (try_path(path, size, TROIKA_LIBEXECDIR, strlen(TROIKA_LIBEXECDIR), "troika-draw"))
		return true;
	return error_set(err, "the drawing helper troika-draw is not there (looked beside the program and in %s); "
	                      "install it or name it in TROIKA_DRAW", TROIKA_LIBEXECDIR);
}

/* --- starting it ----------------------------------------------------------- */

static void limit(unsigned what, rlim_t most)
{
	struct rlimit old, new_ = {most, most};

	if (getrlimit(what, &old) == 0 && old.rlim_max != RLIM_INFINITY && old.rlim_max < most)
		new_.rlim_cur = new_.rlim_max = old.rlim_max;
	setrlimit(what, &new_);
}

static void set_limits(void)
{
#ifndef SANITIZED
	limit(RLIMIT_AS, (rlim_t)MEMORY_MIB << 20);     /* a sanitizer maps terabytes that it never uses */
#endif
	limit(RLIMIT_CPU, CPU_SECONDS);
	limit(RLIMIT_FSIZE, 0);
	limit(RLIMIT_NOFILE, FILES_MOST);
	limit(RLIMIT_CORE, 0);
}

static void close_others(void)
{
	long most = sysconf(_SC_OPEN_MAX);

#ifdef __linux__
	if (close_range(3, ~0U, 0) == 0)
		return;
#endif
	for (int fd = 3; fd < (most > 0 && most < 4096 ? most : 4096); fd++)
		close(fd);
}

/* Only what fonts and reproducible output need. */
static char **clean_environment(void)
{
	static const char *const kept[] = {"HOME", "SOURCE_DATE_EPOCH", "FONTCONFIG_FILE", "FONTCONFIG_PATH"};
	enum { KEPT = sizeof kept / sizeof *kept };
	char **environment = mem_alloc((KEPT + 2) * sizeof *environment);
	size_t count = 0;

	environment[count++] = mem_copy("LC_ALL=C.UTF-8");
	for (size_t i = 0; i < KEPT; i++) {
		const char *value = getenv(kept[i]);
		Text line = {0};

		if (!value)
			continue;
		text_addf(&line, "%s=%s", kept[i], value);
		environment[count++] = text_take(&line);
	}
	return environment;
}

static void free_environment(char **environment)
{
	for (char **at = environment; *at; at++)
		free(*at);
	free(environment);
}

/* In the child, between fork and exec: only calls that are safe there. */
static _Noreturn void become_helper(const char *path, char **arguments, char **environment, const int ends[3],
                                    pid_t parent)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	for (int s = 1; s < 32; s++)
		if (s != SIGKILL && s != SIGSTOP)
			signal(s, SIG_DFL);
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(127);
#else
	(void)parent;
#endif
	setsid();
	for (int fd = 0; fd < 3; fd++)
		if (dup2(ends[fd], fd) < 0)
			_exit(127);
	close_others();
	if (chdir("/") != 0)
		_exit(127);
	set_limits();
	execve(path, arguments, environment);
	_exit(127);
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Six ends above the standard descriptors, so that dup2 never runs over one that is still needed. */
static bool make_pipes(int pipes[3][2])
{
	for (int i = 0; i < 3; i++) {
		int made[2];

		if (pipe(made) != 0)
			return false;
		for (int e = 0; e < 2; e++) {
			pipes[i][e] = fcntl(made[e], F_DUPFD_CLOEXEC, 3);
			close(made[e]);
		}
		if (pipes[i][0] < 0 || pipes[i][1] < 0)
			return false;
	}
	return true;
}

static void unblock(int fd)
{
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

DrawChild *draw_child_start(const char *format, const char *layout, const Text *input, Error *err)
{
	int pipes[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
	char path[PATH_MAX];
	char *arguments[] = {"troika-draw", (char *)format, (char *)layout, NULL};
	char **environment;
	DrawChild *child;
	pid_t parent = getpid(), pid = -1;

	if (!find_helper(path, sizeof path, err))
		return NULL;
	environment = clean_environment();
	if (make_pipes(pipes)) {
		int ends[3] = {pipes[0][0], pipes[1][1], pipes[2][1]};

		pid = fork();
		if (pid == 0)
			become_helper(path, arguments, environment, ends, parent);
	}
	if (pid < 0)
		error_set(err, "cannot start the drawing helper: %s", strerror(errno));
	free_environment(environment);
	close_fd(&pipes[0][0]);
	close_fd(&pipes[1][1]);
	close_fd(&pipes[2][1]);
	if (pid < 0) {
		close_fd(&pipes[0][1]);
		close_fd(&pipes[1][0]);
		close_fd(&pipes[2][0]);
		return NULL;
	}
	child = mem_alloc(sizeof *child);
	*child = (DrawChild){.pid = pid, .in = pipes[0][1], .out = pipes[1][0], .complaints = pipes[2][0],
	                     .deadline = now_ms() + deadline_ms};
	snprintf(child->format, sizeof child->format, "%s", format);
	text_add_n(&child->input, text_str(input), input->length);
	unblock(child->in);
	unblock(child->out);
	unblock(child->complaints);
	return child;
}

/* --- talking to it --------------------------------------------------------- */

static void send_some(DrawChild *child)
{
	void (*handler)(int) = signal(SIGPIPE, SIG_IGN);        /* a helper that hangs up is no reason to die */
	ssize_t wrote = 0;

	while (child->sent < child->input.length) {
		wrote = write(child->in, child->input.s + child->sent, child->input.length - child->sent);
		if (wrote <= 0)
			break;
		child->sent += (size_t)wrote;
	}
	signal(SIGPIPE, handler);
	if (child->sent == child->input.length || (wrote < 0 && errno != EAGAIN && errno != EINTR))
		close_fd(&child->in);
}

/* Reads what is there into TEXT, which keeps at most MOST bytes; false: more than that came. */
static bool receive_some(int *fd, Text *text, size_t most)
{
	char buffer[65536];
	ssize_t got = read(*fd, buffer, sizeof buffer);
	size_t room;

	if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
		close_fd(fd);
	if (got <= 0)
		return true;
	room = most - text->length;
	text_add_n(text, buffer, (size_t)got < room ? (size_t)got : room);
	return (size_t)got <= room;
}

/* What the helper itself says, else the first line of what its libraries say. */
static const char *best_complaint(const DrawChild *child)
{
	const char *said = text_str(&child->complaint), *own = strstr(said, OWN_COMPLAINT);

	return own ? own + strlen(OWN_COMPLAINT) : said;
}

static DrawState fail(const DrawChild *child, Error *err, const char *why)
{
	const char *said = best_complaint(child);

	if (*said)
		error_set(err, "the drawing helper %s: %.*s", why, (int)strcspn(said, "\n"), said);
	else
		error_set(err, "the drawing helper %s", why);
	return DRAW_FAILED;
}

static DrawState judge(DrawChild *child, int status, Text *out, Error *err)
{
	const Text *answer = &child->answer;
	char why[96];
	bool sound;

	if (WIFSIGNALED(status)) {
		if (WTERMSIG(status) == SIGXCPU)
			snprintf(why, sizeof why, "was stopped after %d seconds of work", CPU_SECONDS);
		else
			snprintf(why, sizeof why, "died (%s)", strsignal(WTERMSIG(status)));
		return fail(child, err, why);
	}
	if (WEXITSTATUS(status) == 127)
		return fail(child, err, "could not be run");
	if (WEXITSTATUS(status) != 0)
		return fail(child, err, "gave up");
	if (strcmp(child->format, "svg") == 0)
		sound = svg_sound(text_str(answer), answer->length, err);
	else if (strcmp(child->format, "png") == 0)
		sound = png_sound(text_str(answer), answer->length, err);
	else if (strcmp(child->format, "plain") == 0)
		sound = plain_sound(text_str(answer), answer->length, err);
	else
		sound = true;
	if (!sound)
		return DRAW_FAILED;
	text_clear(out);
	*out = child->answer;
	child->answer = (Text){0};
	return DRAW_DONE;
}

static void kill_child(DrawChild *child)
{
	if (child->pid <= 0)
		return;
	kill(-child->pid, SIGKILL);     /* its group: whatever it has started; */
	kill(child->pid, SIGKILL);      /* itself, when it has not come to make the group */
	while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
		;
	child->pid = 0;
}

/* Its pipes are closed, so that it is about to end; but nobody says that it does. */
static bool reap(DrawChild *child, int *status)
{
	*status = 0;
	for (;;) {
		pid_t ended = waitpid(child->pid, status, WNOHANG);

		if (ended == child->pid || (ended < 0 && errno != EINTR)) {
			child->pid = 0;
			return true;
		}
		if (now_ms() >= child->deadline)
			return false;
		poll(NULL, 0, 1);
	}
}

static DrawState too_long(DrawChild *child, Error *err)
{
	kill_child(child);
	return fail(child, err, "took too long and was stopped; a smaller design or the layout 'canvas' will do");
}

DrawState draw_child_step(DrawChild *child, int milliseconds, Text *out, Error *err)
{
	int64_t until = milliseconds < 0 ? child->deadline : now_ms() + milliseconds;
	int status;

	while (child->out >= 0 || child->complaints >= 0) {
		struct pollfd fds[] = {{child->in, POLLOUT, 0}, {child->out, POLLIN, 0}, {child->complaints, POLLIN, 0}};
		int64_t now = now_ms(), left = (until < child->deadline ? until : child->deadline) - now;

		if (now >= child->deadline)
			return too_long(child, err);
		if (poll(fds, 3, left > 0 ? (int)left : 0) < 0 && errno != EINTR)
			return fail(child, err, strerror(errno));
		if (fds[0].revents)
			send_some(child);
		if (fds[1].revents && !receive_some(&child->out, &child->answer, (size_t)ANSWER_MIB_MOST << 20)) {
			kill_child(child);
			return fail(child, err, "answered more than can be right and was stopped");
		}
		if (fds[2].revents)
			receive_some(&child->complaints, &child->complaint, COMPLAINT_MOST);
		if (left <= 0 && now < child->deadline)
			return DRAW_RUNNING;
	}
	return reap(child, &status) ? judge(child, status, out, err) : too_long(child, err);
}

void draw_child_end(DrawChild *child)
{
	if (!child)
		return;
	kill_child(child);
	close_fd(&child->in);
	close_fd(&child->out);
	close_fd(&child->complaints);
	text_clear(&child->input);
	text_clear(&child->answer);
	text_clear(&child->complaint);
	free(child);
}

bool draw_child_run(const char *format, const char *layout, const Text *input, Text *out, Error *err)
{
	DrawChild *child = draw_child_start(format, layout, input, err);
	DrawState state;

	if (!child)
		return false;
	state = draw_child_step(child, -1, out, err);
	assert(state != DRAW_RUNNING);
	draw_child_end(child);
	return state == DRAW_DONE;
}

void draw_child_describe(Text *out)
{
	char path[PATH_MAX];
	Text none = {0}, answer = {0};
	Error err = {0};

	if (find_helper(path, sizeof path, &err) && draw_child_run("probe", NULL, &none, &answer, &err))
		text_addf(out, "drawing helper: %s\n%s", path, text_str(&answer));
	else
		text_addf(out, "drawing helper: %s\n", err.text);
	error_clear(&err);
	text_clear(&answer);
}
