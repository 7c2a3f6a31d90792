/* The terminal contract, byte by byte, with the demo application. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/memory.h"
#include "tests/pty/pty.h"

static char demo[4096];
static char report[64];

static const char *const usual[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8", "NO_COLOR", "LINES", "COLUMNS",
                                    "ESCDELAY", NULL};

static void start_with(Pty *pty, int width, int height, const char *const *env, const char *option)
{
	const char *const argv[] = {demo, option, NULL};

	pty_start(pty, width, height, argv, env);
}

static void start(Pty *pty)
{
	start_with(pty, 60, 10, usual, NULL);
	pty_wait(pty, "end.");
}

static bool said(const Pty *pty, const char *bytes)
{
	return strstr(text_str(&pty->log), bytes) != NULL;
}

static void modes_go_on_and_off(void **state)
{
	Pty pty;

	(void)state;
	start(&pty);
	assert_true(pty.alternate);
	assert_false(pty.cursor);
	assert_true(said(&pty, "\033[?1002h"));
	assert_true(said(&pty, "\033[?1006h"));
	assert_true(said(&pty, "\033[?2004h"));
	assert_true(pty_shows(&pty, "demo 60x10\n┌──┐ é 日本 ▲!\n"));
	pty_send(&pty, "q");
	pty_wait_end(&pty);
	assert_int_equal(pty.status, 0);
	pty_check_restored(&pty);
	pty_close(&pty);
}

static void mouse_is_let_go(void **state)
{
	Pty pty;

	(void)state;
	start_with(&pty, 60, 10, usual, "--no-mouse");
	pty_wait(&pty, "end.");
	assert_false(said(&pty, "\033[?1002h"));
	pty_send(&pty, "%x");
	pty_wait(&pty, "\nx\n");
	assert_int_not_equal(pty.mouse, 0);
	pty_send(&pty, "%z");
	pty_wait(&pty, "\nxz\n");
	assert_int_equal(pty.mouse, 0);
	pty_close(&pty);
}

static void idle_writes_nothing(void **state)
{
	Pty pty;
	size_t length;

	(void)state;
	start(&pty);
	pty_pump(&pty, 50);
	length = pty.log.length;
	pty_send(&pty, "nn\033[97;5u");         /* keys that change nothing */
	pty_pump(&pty, 400);
	assert_int_equal(pty.log.length, length);
	pty_send(&pty, "x");
	pty_wait(&pty, "\nx\n");
	assert_true(pty.log.length - length < 40);
	pty_close(&pty);
}

static void escape_is_quick_and_arrows_may_split(void **state)
{
	Pty pty;

	(void)state;
	start(&pty);
	pty_send(&pty, "\033");
	pty_wait(&pty, "\n<Esc>\n");
	pty_send(&pty, "\033");
	pty_pump(&pty, 8);
	pty_send(&pty, "[A");
	pty_wait(&pty, "\n<Esc><Up>\n");
	pty_send(&pty, "\033[");
	pty_pump(&pty, 60);
	pty_send(&pty, "B");
	pty_wait(&pty, "\n<Esc><Up><Down>\n");
	pty_close(&pty);
}

static void pastes_run_nothing(void **state)
{
	Text big = {0};
	Pty pty;

	(void)state;
	start(&pty);
	pty_send(&pty, "\033[200~:q!\rqS\033[201~.");
	pty_wait(&pty, "<Paste \":q!\\u000dqS\">.");
	text_add(&big, "\033[200~");
	text_add_repeat(&big, "q", 1 << 20);
	text_add(&big, "\033[201~~");
	pty_send_n(&pty, big.s, big.length);
	pty_send(&pty, "\014x");
	pty_pump(&pty, 20);
	assert_false(pty.ended);
	pty_send(&pty, "q");
	pty_wait_end(&pty);
	assert_int_equal(pty.status, 0);
	text_clear(&big);
	pty_close(&pty);
}

static void keys_in_one_write_are_all_taken(void **state)
{
	Text keys = {0};
	Pty pty;

	(void)state;
	start_with(&pty, 250, 10, usual, NULL);
	pty_wait(&pty, "end.");
	for (int i = 0; i < 200; i++)
		text_add_char(&keys, (char)('a' + i % 5));
	pty_send(&pty, text_str(&keys));
	pty_wait(&pty, text_str(&keys));
	text_clear(&keys);
	pty_close(&pty);
}

static void work_that_waits_is_done(void **state)
{
	Pty pty;

	(void)state;
	start(&pty);
	pty_send(&pty, "w");
	pty_wait(&pty, "w(worked)");
	pty_close(&pty);
}

static void copies_go_to_the_clipboard(void **state)
{
	Pty pty;

	(void)state;
	start(&pty);
	pty_send(&pty, "y");
	pty_wait(&pty, "copied 6 bytes");
	assert_true(said(&pty, "\033]52;c;Y29waWVk\a"));
	pty_close(&pty);
}

static void ends_with(int number, bool to_editor, const char *option)
{
	Pty pty;

	start_with(&pty, 60, 10, usual, option);
	pty_wait(&pty, "end.");
	kill(to_editor ? pty_editor(&pty) : pty.job, number);
	pty_wait_end(&pty);
	assert_int_equal(pty.status, 128 + number);
	pty_check_restored(&pty);
	pty_close(&pty);
}

static void signals_end_it_cleanly(void **state)
{
	static const int numbers[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		ends_with(numbers[i], true, NULL);
		ends_with(numbers[i], false, NULL);
		ends_with(numbers[i], false, "--no-guardian");
	}
}

/* The rig does what a shell does: a run under nohup, or with signals blocked, tests the same. */
static void what_the_tests_inherit_changes_nothing(void **state)
{
	sigset_t set, before;

	(void)state;
	sigemptyset(&set);
	sigaddset(&set, SIGQUIT);
	sigprocmask(SIG_BLOCK, &set, &before);
	signal(SIGHUP, SIG_IGN);
	ends_with(SIGHUP, true, NULL);
	ends_with(SIGQUIT, true, NULL);
	signal(SIGHUP, SIG_DFL);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

static void control_backslash_aborts(void **state)
{
	Pty pty;

	(void)state;
	start(&pty);
	pty_send(&pty, "\034");
	pty_wait_end(&pty);
	assert_int_equal(pty.status, 128 + SIGQUIT);
	pty_check_restored(&pty);
	pty_close(&pty);
}

static void control_backslash_ends_even_what_hangs(void **state)
{
	static const char *const options[] = {NULL, "--no-guardian"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		Pty pty;

		start_with(&pty, 60, 10, usual, options[i]);
		pty_wait(&pty, "end.");
		pty_send(&pty, "H");
		pty_pump(&pty, 100);
		pty_send(&pty, "\034");
		pty_wait_end(&pty);
		assert_int_equal(pty.status, 128 + SIGQUIT);
		pty_check_restored(&pty);
		pty_close(&pty);
	}
}

static void crashes_bring_you_back(void **state)
{
	static const char *const ways[] = {"S", "A", "B", "F", "K", "O"};

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		Pty pty;
		pid_t before;

		start(&pty);
		pty_send(&pty, "abc");
		pty_wait(&pty, "\nabc\n");
		before = pty_editor(&pty);
		pty_send(&pty, ways[i]);
		pty_wait(&pty, "started again");
		assert_true(pty_shows(&pty, "\nabc\n"));
		assert_int_not_equal(pty_editor(&pty), before);
		pty_send(&pty, "q");
		pty_wait_end(&pty);
		assert_int_equal(pty.status, 0);
		pty_check_restored(&pty);
		pty_close(&pty);
	}
}

static void crashes_without_guardian_restore(void **state)
{
	static const struct { const char *key; int number; } ways[] = {
		{"S", SIGSEGV}, {"A", SIGABRT}, {"B", SIGBUS}, {"F", SIGFPE}};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		Pty pty;

		start_with(&pty, 60, 10, usual, "--no-guardian");
		pty_wait(&pty, "end.");
		pty_send(&pty, ways[i].key);
		pty_wait_end(&pty);
		assert_int_equal(pty.status, 1000 + ways[i].number);
		pty_check_restored(&pty);
		pty_close(&pty);
	}
}

static void crashes_again_and_again_end_it(void **state)
{
	Pty pty;

	(void)state;
	start(&pty);
	pty_send(&pty, "abc");
	pty_wait(&pty, "\nabc\n");
	pty_send(&pty, "K");
	pty_wait(&pty, "started again");
	assert_true(pty_shows(&pty, "\nabc\n"));
	pty_send(&pty, "K");
	pty_wait_gone(&pty, "abc");             /* without the view, which may be the reason */
	pty_wait(&pty, "end.");
	pty_send(&pty, "K");
	pty_wait_end(&pty);
	assert_int_equal(pty.status, 3);
	assert_true(pty_shows(&pty, "SIGKILL"));
	assert_true(pty_shows(&pty, "the work is safe"));
	pty_check_restored(&pty);
	pty_close(&pty);
}

static void crash_reports_hold_addresses_only(void **state)
{
	char env[96], line[1024];
	const char *const more[] = {usual[0], usual[1], env, NULL};
	struct stat st;
	FILE *file;
	Pty pty;

	(void)state;
	snprintf(env, sizeof env, "DEMO_REPORT=%s", report);
	start_with(&pty, 60, 10, more, NULL);
	pty_wait(&pty, "end.");
	pty_send(&pty, "secretS");
	pty_wait(&pty, "started again");
	file = fopen(report, "r");
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	assert_null(strstr(line, "secret"));
	assert_true(text_starts(line, "troika "));
	assert_non_null(strstr(line, " signal 11 10 at "));
	assert_true(line[strspn(line, "troika signlmf0123456789abcde.\n")] == '\0');
	assert_null(fgets(line, sizeof line, file));
	fclose(file);
	assert_int_equal(stat(report, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	unlink(report);
	pty_close(&pty);
}

static void the_editor_goes_when_its_guardian_dies(void **state)
{
	Pty pty;
	pid_t editor;

	(void)state;
	start(&pty);
	editor = pty_editor(&pty);
	kill(pty.job, SIGKILL);
	for (int i = 0; i < 1000 && kill(editor, 0) == 0; i++)
		pty_pump(&pty, 10);
	assert_int_equal(kill(editor, 0), -1);
	pty_check_restored(&pty);
	pty_close(&pty);
}

static void stops_and_goes_on_as_a_job(void **state)
{
	static const char *const options[] = {NULL, "--no-guardian"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char *before;
		Pty pty;

		start_with(&pty, 60, 10, usual, options[i]);
		pty_wait(&pty, "end.");
		pty_send(&pty, "abc");
		pty_wait(&pty, "\nabc\n");
		before = mem_copy(pty_screen(&pty));
		pty_send(&pty, "\032");
		pty_wait_stop(&pty);
		pty_check_restored(&pty);
		pty_continue(&pty);
		pty_wait(&pty, "\nabc\n");
		assert_string_equal(pty_screen(&pty), before);
		free(before);
		assert_true(pty.alternate);
		pty_send(&pty, "\032");
		pty_wait_stop(&pty);
		pty_resize(&pty, 40, 8);
		pty_continue(&pty);
		pty_wait(&pty, "demo 40x8");
		pty_send(&pty, "q");
		pty_wait_end(&pty);
		pty_check_restored(&pty);
		pty_close(&pty);
	}
}

static void stopped_from_outside_it_comes_back(void **state)
{
	Pty pty;

	(void)state;
	start(&pty);
	pty_send(&pty, "T");                    /* SIGSTOP: nothing can be done before it */
	pty_wait_stop(&pty);
	pty_check_restored(&pty);               /* but the guardian can */
	pty_continue(&pty);
	pty_wait(&pty, "\nT\n");
	pty_send(&pty, "x");
	pty_wait(&pty, "\nTx\n");
	assert_true(pty.alternate);
	pty_send(&pty, "q");
	pty_wait_end(&pty);
	pty_check_restored(&pty);
	pty_close(&pty);
}

static void a_vanished_terminal_ends_it(void **state)
{
	static const char *const options[] = {NULL, "--no-guardian"};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		Pty pty;
		pid_t editor;
		int tries = 0;

		start_with(&pty, 60, 10, usual, options[i]);
		pty_wait(&pty, "end.");
		editor = i ? pty.job : pty_editor(&pty);
		close(pty.fd);
		pty.fd = -1;
		while (kill(editor, 0) == 0 && tries++ < 300)
			pty_pump(&pty, 10);
		assert_true(tries < 300);
		pty_wait_end(&pty);
		assert_true(pty.status == 128 + SIGHUP);
		pty_close(&pty);
	}
}

static void any_size_is_survived(void **state)
{
	unsigned seed = 7;
	char *stormed;
	Pty pty;

	(void)state;
	start(&pty);
	for (int i = 0; i < 200; i++) {
		pty_resize(&pty, 1 + (int)(rand_r(&seed) % 300), 1 + (int)(rand_r(&seed) % 100));
		pty_send(&pty, "n");
		pty_pump(&pty, 0);
	}
	pty_resize(&pty, 50, 9);
	pty_wait(&pty, "demo 50x9");
	pty_wait(&pty, "end.");
	stormed = mem_copy(pty_screen(&pty));
	pty_close(&pty);
	start_with(&pty, 50, 9, usual, NULL);
	pty_wait(&pty, "end.");
	assert_string_equal(pty_screen(&pty), stormed);
	free(stormed);
	pty_close(&pty);
}

static void absurd_sizes_are_capped(void **state)
{
	const char *const env[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8", "LINES=30000", "COLUMNS=30000", NULL};
	Pty pty;

	(void)state;
	start_with(&pty, 60, 10, env, NULL);
	pty_wait(&pty, "demo 60x10");
	pty_resize(&pty, 1, 1);
	pty_pump(&pty, 20);
	pty_resize(&pty, 0, 0);                 /* 80 by 24 then */
	pty_pump(&pty, 20);
	pty_resize(&pty, 1, 65000);
	pty_pump(&pty, 20);
	pty_resize(&pty, 30, 7);
	pty_send(&pty, "\014");
	pty_wait(&pty, "demo 30x7");
	pty_send(&pty, "q");
	pty_wait_end(&pty);
	assert_int_equal(pty.status, 0);
	pty_close(&pty);
}

static void unknown_terminals_are_guessed(void **state)
{
	static char long_name[5100] = "TERM=";
	const char *const names[] = {"TERM=no-such-terminal", "TERM=", "TERM", "TERM=../../etc/passwd", long_name};

	(void)state;
	memset(long_name + 5, 'A', 5000);
	for (size_t i = 0; i < 5; i++) {
		const char *const env[] = {names[i], "LC_ALL=C.UTF-8", NULL};
		Pty pty;

		start_with(&pty, 100, 10, env, NULL);
		pty_wait(&pty, "treated as xterm-256color");
		pty_send(&pty, "q");
		pty_wait_end(&pty);
		pty_check_restored(&pty);
		pty_close(&pty);
	}
}

static void useless_terminals_are_refused_in_plain_words(void **state)
{
	const char *const env[] = {"TERM=dumb", NULL};
	Text command = {0};
	Pty pty;

	(void)state;
	start_with(&pty, 100, 10, env, NULL);
	pty_wait_end(&pty);
	assert_int_equal(pty.status, 2);
	assert_true(said(&pty, "TERM=dumb cannot place the cursor"));
	assert_null(strchr(text_str(&pty.log), '\033'));
	pty_check_restored(&pty);
	pty_close(&pty);

	text_addf(&command, "%s </dev/null", demo);
	{
		const char *const argv[] = {"/bin/sh", "-c", text_str(&command), NULL};

		pty_start(&pty, 80, 10, argv, usual);
	}
	pty_wait_end(&pty);
	assert_int_equal(pty.status, 2);
	assert_true(said(&pty, "needs a terminal"));
	assert_null(strchr(text_str(&pty.log), '\033'));
	text_clear(&command);
	pty_close(&pty);
}

/* Are there colours (SGR 30-49, 90-107) in the log? */
static bool has_colours(const Pty *pty)
{
	const char *at = text_str(&pty->log);

	while ((at = strstr(at, "\033["))) {
		const char *end = at + 2 + strspn(at + 2, "0123456789;");

		if (*end == 'm')
			for (const char *p = at + 2; p < end; p = strpbrk(p, ";m") + 1) {
				int n = atoi(p);

				if ((n >= 30 && n <= 48 && n != 39) || (n >= 90 && n <= 107))
					return true;
			}
		at = end;
	}
	return false;
}

static void colours_only_where_they_are_wanted(void **state)
{
	const char *const none[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8", "NO_COLOR=1", NULL};
	static const char *const terms[] = {"TERM=xterm-mono", "TERM=vt100", "TERM=linux", "TERM=xterm-direct",
	                                    "TERM=tmux-256color", "TERM=screen-256color"};
	Pty pty;

	(void)state;
	start(&pty);
	assert_true(has_colours(&pty));
	pty_close(&pty);
	start_with(&pty, 60, 10, none, NULL);
	pty_wait(&pty, "end.");
	assert_false(has_colours(&pty));
	pty_close(&pty);
	for (size_t i = 0; i < 6; i++) {
		const char *const env[] = {terms[i], "LC_ALL=C.UTF-8", "NO_COLOR", NULL};

		start_with(&pty, 60, 10, env, NULL);
		pty_wait(&pty, "end.");
		assert_int_equal(has_colours(&pty), i >= 2);
		assert_true(pty_shows(&pty, "┌──┐ é 日本"));
		pty_send(&pty, "\033[Aq");
		pty_wait_end(&pty);
		pty_check_restored(&pty);
		pty_close(&pty);
	}
}

static void ascii_where_the_locale_says_so(void **state)
{
	const char *const env[] = {"TERM=xterm-256color", "LC_ALL=C", NULL};
	Pty pty;

	(void)state;
	start_with(&pty, 60, 10, env, NULL);
	pty_wait(&pty, "end.");
	assert_true(pty_shows(&pty, "+--+ ? ? ?  ^!"));
	for (size_t i = 0; i < pty.log.length; i++)
		assert_true((unsigned char)pty.log.s[i] < 128);
	pty_close(&pty);
	start_with(&pty, 60, 10, usual, "--ascii");
	pty_wait(&pty, "end.");
	assert_true(pty_shows(&pty, "+--+"));
	pty_close(&pty);
}

static void ascii_where_lines_are_two_columns_wide(void **state)
{
	Pty pty;

	(void)state;
	start_with(&pty, 60, 10, usual, NULL);
	pty.deaf = true;
	pty_wait(&pty, "┌──┐");                 /* nothing waits for the answer */
	pty_send(&pty, "\033[2;3R");
	pty_wait(&pty, "+--+");
	assert_true(pty_shows(&pty, "\n\n"));   /* and it was no key */
	pty_close(&pty);
	start(&pty);
	pty_send(&pty, "\014x");
	pty_wait(&pty, "\nx\n");
	assert_true(pty_shows(&pty, "┌──┐"));
	pty_close(&pty);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(modes_go_on_and_off),
		cmocka_unit_test(mouse_is_let_go),
		cmocka_unit_test(idle_writes_nothing),
		cmocka_unit_test(escape_is_quick_and_arrows_may_split),
		cmocka_unit_test(pastes_run_nothing),
		cmocka_unit_test(keys_in_one_write_are_all_taken),
		cmocka_unit_test(work_that_waits_is_done),
		cmocka_unit_test(copies_go_to_the_clipboard),
		cmocka_unit_test(signals_end_it_cleanly),
		cmocka_unit_test(what_the_tests_inherit_changes_nothing),
		cmocka_unit_test(control_backslash_aborts),
		cmocka_unit_test(control_backslash_ends_even_what_hangs),
		cmocka_unit_test(crashes_bring_you_back),
		cmocka_unit_test(crashes_without_guardian_restore),
		cmocka_unit_test(crashes_again_and_again_end_it),
		cmocka_unit_test(crash_reports_hold_addresses_only),
		cmocka_unit_test(the_editor_goes_when_its_guardian_dies),
		cmocka_unit_test(stops_and_goes_on_as_a_job),
		cmocka_unit_test(stopped_from_outside_it_comes_back),
		cmocka_unit_test(a_vanished_terminal_ends_it),
		cmocka_unit_test(any_size_is_survived),
		cmocka_unit_test(absurd_sizes_are_capped),
		cmocka_unit_test(unknown_terminals_are_guessed),
		cmocka_unit_test(useless_terminals_are_refused_in_plain_words),
		cmocka_unit_test(colours_only_where_they_are_wanted),
		cmocka_unit_test(ascii_where_the_locale_says_so),
		cmocka_unit_test(ascii_where_lines_are_two_columns_wide),
	};
	const char *build = getenv("TROIKA_BUILDDIR");

	setlocale(LC_ALL, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	snprintf(demo, sizeof demo, "%s/tests/pty/demo", build ? build : ".");
	snprintf(report, sizeof report, "/tmp/troika-report-%d", (int)getpid());
	return cmocka_run_group_tests(tests, NULL, NULL);
}
