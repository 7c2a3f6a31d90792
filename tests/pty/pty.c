/* A terminal in memory. The program runs as a job of a mini shell, so that stopping and going on
 * work as they do for a person. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/pty/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

enum { PATIENCE = 10000 };      /* ms before a test fails */

typedef struct Event {          /* from the mini shell */
	char kind;              /* 'p' pid, 's' stopped, 'e' ended */
	int value;
} Event;

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- the mini shell ---------------------------------------------------------------------- */

static void tell(int fd, char kind, int value)
{
	Event event = {kind, value};

	if (write(fd, &event, sizeof event) != sizeof event)
		_exit(1);
}

static void set_environment(const char *const *env)
{
	for (; env && *env; env++)
		if (strchr(*env, '='))
			putenv((char *)(uintptr_t)*env);
		else
			unsetenv(*env);
}

/* What a shell gives its jobs, whatever the tests were started with (nohup, a runner that blocks signals). */
static void default_signals(void)
{
	sigset_t none;

	for (int number = 1; number < NSIG; number++)
		if (number != SIGKILL && number != SIGSTOP)
			signal(number, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static void shell(int events, int orders, const char *const *argv, const char *const *env)
{
	pid_t job = fork();
	char order;
	int status;

	if (job == 0) {
		setpgid(0, 0);
		signal(SIGTTOU, SIG_IGN);
		tcsetpgrp(0, getpid());
		default_signals();
		close(events);
		close(orders);
		set_environment(env);
		execv(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	signal(SIGTTOU, SIG_IGN);
	signal(SIGHUP, SIG_IGN);
	setpgid(job, job);
	tell(events, 'p', job);
	while (waitpid(job, &status, WUNTRACED) == job) {
		tcsetpgrp(0, getpid());
		if (!WIFSTOPPED(status)) {
			tell(events, 'e', WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status));
			break;
		}
		tell(events, 's', 0);
		if (read(orders, &order, 1) != 1)
			break;
		tcsetpgrp(0, job);
		kill(-job, SIGCONT);
	}
	/* stay until the test is done: with the leader of the session the terminal would go */
	while (read(orders, &order, 1) < 0 && errno == EINTR)
		;
	kill(-job, SIGKILL);
	_exit(0);
}

/* --- the terminal ------------------------------------------------------------------------ */

static int set_property(VTermProp property, VTermValue *value, void *user)
{
	Pty *pty = user;

	if (property == VTERM_PROP_ALTSCREEN)
		pty->alternate = value->boolean;
	else if (property == VTERM_PROP_CURSORVISIBLE)
		pty->cursor = value->boolean;
	else if (property == VTERM_PROP_MOUSE)
		pty->mouse = value->number;
	return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = set_property};

static void answer(const char *bytes, size_t length, void *user)
{
	Pty *pty = user;

	if (!pty->deaf && pty->fd >= 0 && write(pty->fd, bytes, length) < 0)
		pty->deaf = true;
}

static void open_vterm(Pty *pty)
{
	pty->vterm = vterm_new(pty->height, pty->width);
	vterm_set_utf8(pty->vterm, 1);
	vterm_output_set_callback(pty->vterm, answer, pty);
	pty->screen = vterm_obtain_screen(pty->vterm);
	vterm_screen_enable_altscreen(pty->screen, 1);
	vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
	pty->cursor = true;
	vterm_screen_reset(pty->screen, 1);
}

static void take_event(Pty *pty)
{
	Event event;

	if (read(pty->events, &event, sizeof event) != sizeof event)
		fail_msg("the mini shell died");
	switch (event.kind) {
	case 'p': pty->job = event.value; break;
	case 's': pty->stopped = true; break;
	case 'e': pty->ended = true; pty->status = event.value; break;
	}
}

void pty_start(Pty *pty, int width, int height, const char *const *argv, const char *const *env)
{
	struct winsize size = {.ws_col = (unsigned short)width, .ws_row = (unsigned short)height};
	int up[2], down[2], slave;

	*pty = (Pty){.width = width, .height = height};
	open_vterm(pty);
	assert_int_equal(pipe(up), 0);
	assert_int_equal(pipe(down), 0);
	assert_int_equal(openpty(&pty->fd, &slave, NULL, NULL, &size), 0);
	tcgetattr(slave, &pty->before);
	pty->pid = fork();
	if (pty->pid == 0) {
		for (int fd = 3; fd < 256; fd++)        /* also those of other terminals */
			if (fd != up[1] && fd != down[0] && fd != slave)
				close(fd);
		login_tty(slave);
		fcntl(up[1], F_SETFD, FD_CLOEXEC);
		fcntl(down[0], F_SETFD, FD_CLOEXEC);
		shell(up[1], down[0], argv, env);
	}
	close(slave);
	close(up[1]);
	close(down[0]);
	fcntl(pty->fd, F_SETFD, FD_CLOEXEC);
	fcntl(up[0], F_SETFD, FD_CLOEXEC);
	fcntl(down[1], F_SETFD, FD_CLOEXEC);
	pty->events = up[0];
	pty->orders = down[1];
	take_event(pty);
	assert_true(pty->job > 0);
}

void pty_close(Pty *pty)
{
	close(pty->orders);
	close(pty->events);
	if (pty->fd >= 0)
		close(pty->fd);
	waitpid(pty->pid, NULL, 0);
	vterm_free(pty->vterm);
	text_clear(&pty->log);
}

void pty_send_n(Pty *pty, const char *bytes, size_t length)
{
	while (length > 0) {
		struct pollfd out = {.fd = pty->fd, .events = POLLOUT};
		ssize_t done;

		/* a program that writes while we write must not be made to wait for ever */
		while (poll(&out, 1, 0) == 0)
			pty_pump(pty, 1);
		done = write(pty->fd, bytes, length < 512 ? length : 512);
		assert_true(done > 0);
		bytes += done;
		length -= (size_t)done;
	}
}

void pty_send(Pty *pty, const char *bytes)
{
	pty_send_n(pty, bytes, strlen(bytes));
}

void pty_resize(Pty *pty, int width, int height)
{
	struct winsize size = {.ws_col = (unsigned short)width, .ws_row = (unsigned short)height};

	pty->width = width;
	pty->height = height;
	if (width > 1 && height > 1 && height < 1000)    /* others crash libvterm 0.1 */
		vterm_set_size(pty->vterm, height, width);
	ioctl(pty->fd, TIOCSWINSZ, &size);
}

void pty_continue(Pty *pty)
{
	pty->stopped = false;
	assert_int_equal(write(pty->orders, "c", 1), 1);
}

static void take_bytes(Pty *pty)
{
	char bytes[8192];
	ssize_t got = read(pty->fd, bytes, sizeof bytes);

	if (got <= 0)
		return;
	text_add_n(&pty->log, bytes, (size_t)got);
	vterm_input_write(pty->vterm, bytes, (size_t)got);
}

/* Takes in one thing, waiting at most MS. False: nothing came. */
static bool take(Pty *pty, int ms)
{
	struct pollfd from[2] = {{.fd = pty->events, .events = POLLIN}, {.fd = pty->fd, .events = POLLIN}};

	if (pty->ended)
		from[0].fd = -1;
	if (poll(from, 2, ms) <= 0)
		return false;
	if (from[1].revents)
		take_bytes(pty);
	else if (from[0].revents)       /* after all bytes that were written before */
		take_event(pty);
	return true;
}

void pty_pump(Pty *pty, int ms)
{
	int64_t end = now_ms() + ms;

	for (int64_t left = ms; left >= 0; left = end - now_ms())
		take(pty, (int)left);
}

const char *pty_screen(Pty *pty)
{
	static Text out;

	text_reset(&out);
	for (int y = 0; y < pty->height; y++) {
		size_t end = out.length;

		for (int x = 0; x < pty->width; x++) {
			VTermScreenCell cell;
			char bytes[8];

			vterm_screen_get_cell(pty->screen, (VTermPos){.row = y, .col = x}, &cell);
			if (cell.chars[0] == (uint32_t)-1)
				continue;
			for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++) {
				int n = wctomb(bytes, (wchar_t)cell.chars[i]);

				text_add_n(&out, bytes, n > 0 ? (size_t)n : 0);
			}
			if (!cell.chars[0])
				text_add_char(&out, ' ');
			else if (cell.chars[0] != ' ')
				end = out.length;
		}
		out.length = end;
		text_add_char(&out, '\n');
	}
	return text_str(&out);
}

bool pty_shows(Pty *pty, const char *words)
{
	return strstr(pty_screen(pty), words) != NULL;
}

static bool stands_at(Pty *pty, const char *words, int x, int y)
{
	for (int i = 0; words[i]; i++) {
		VTermScreenCell cell;

		if (x + i >= pty->width)
			return false;
		vterm_screen_get_cell(pty->screen, (VTermPos){.row = y, .col = x + i}, &cell);
		if (cell.chars[0] != (unsigned char)words[i])
			return false;
	}
	return true;
}

void pty_find(Pty *pty, const char *words, int *x, int *y)
{
	for (*y = 0; *y < pty->height; ++*y)
		for (*x = 0; *x < pty->width; ++*x)
			if (stands_at(pty, words, *x, *y))
				return;
	fail_msg("\"%s\" is not on the screen:\n%s", words, pty_screen(pty));
}

static void give_up(Pty *pty, const char *what, const char *words)
{
	fail_msg("waited in vain for %s \"%s\"%s; the screen:\n%s", what, words,
	         pty->ended ? " (the program ended)" : "", pty_screen(pty));
}

void pty_wait(Pty *pty, const char *words)
{
	int64_t end = now_ms() + PATIENCE;

	while (!pty_shows(pty, words)) {
		if (now_ms() > end || (pty->ended && !take(pty, 0)))
			give_up(pty, "words", words);
		take(pty, 100);
	}
}

void pty_wait_gone(Pty *pty, const char *words)
{
	int64_t end = now_ms() + PATIENCE;

	while (pty_shows(pty, words)) {
		if (now_ms() > end || (pty->ended && !take(pty, 0)))
			give_up(pty, "the end of", words);
		take(pty, 100);
	}
}

void pty_wait_end(Pty *pty)
{
	int64_t end = now_ms() + PATIENCE;

	while (!pty->ended && now_ms() < end)
		take(pty, 100);
	if (!pty->ended)
		give_up(pty, "the end", "");
	while (take(pty, 0))
		;
}

void pty_wait_stop(Pty *pty)
{
	int64_t end = now_ms() + PATIENCE;

	while (!pty->stopped && now_ms() < end)
		take(pty, 100);
	if (!pty->stopped)
		give_up(pty, "the stop", "");
	while (take(pty, 0))
		;
}

/* Every private mode that was switched on is off again at the end of the log. */
static void check_modes(Pty *pty)
{
	char last[10000] = {0};
	const char *at = text_str(&pty->log);

	while ((at = strstr(at, "\033[?"))) {
		char *end;

		at += 3;
		do {
			unsigned long mode = strtoul(at, &end, 10);
			size_t run = strspn(end, "0123456789;");

			if (mode < sizeof last && (end[run] == 'h' || end[run] == 'l'))
				last[mode] = end[run];
			at = end + 1;
		} while (*end == ';');
	}
	for (size_t mode = 0; mode < sizeof last; mode++)
		if (last[mode] == (mode == 25 || mode == 7 ? 'l' : 'h'))
			fail_msg("mode %zu is left %s", mode, last[mode] == 'h' ? "on" : "off");
}

void pty_check_restored(Pty *pty)
{
	struct termios now;

	assert_int_equal(tcgetattr(pty->fd, &now), 0);
	assert_int_equal(now.c_lflag, pty->before.c_lflag);
	assert_int_equal(now.c_iflag, pty->before.c_iflag);
	assert_int_equal(now.c_oflag, pty->before.c_oflag);
	assert_false(pty->alternate);
	assert_true(pty->cursor);
	assert_int_equal(pty->mouse, 0);
	check_modes(pty);
}

pid_t pty_editor(Pty *pty)
{
	char path[64];
	pid_t child = 0;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)pty->job, (int)pty->job);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_int_equal(fscanf(file, "%d", &child), 1);
	fclose(file);
	return child;
}
