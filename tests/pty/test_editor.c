/* The editor itself in a terminal in memory: what it promises about work and about the terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/memory.h"
#include "tests/pty/pty.h"
#include "tests/unit/work_folder.h"

static char troika[4096];
static char folder[WORK_FOLDER_LONGEST], design[96], state_home[96], config_home[96];
static const char *environment[] = {"TERM=xterm-256color", "LC_ALL=C.UTF-8", state_home, config_home,
                                    "NO_COLOR", "ESCDELAY", "TROIKA_AUTHOR", NULL};

static const char small[] =
	"troika: 1\n"
	"name: Portal\n"
	"platforms:\n"
	"  heroku: {vendor: heroku, region: eu, why: the apps and their data are built and run here}\n"
	"components:\n"
	"  web: {kind: heroku.web, on: heroku, name: Portal app, at: [3, 2]}\n"
	"  db: {kind: heroku.postgres, on: heroku, name: Orders, plan: standard-0, at: [30, 2]}\n";

static void write_design(const char *text)
{
	FILE *file = fopen(design, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static char *read_design(void)
{
	FILE *file = fopen(design, "r");
	char part[4096];
	Text text = {0};
	size_t got;

	while (file && (got = fread(part, 1, sizeof part, file)) > 0)
		text_add_n(&text, part, got);
	if (file)
		fclose(file);
	return text_take(&text);
}

static int make_folder(void **state)
{
	(void)state;
	if (!work_folder(folder, "editor"))
		return -1;
	snprintf(design, sizeof design, "%s/portal.yaml", folder);
	snprintf(state_home, sizeof state_home, "XDG_STATE_HOME=%s/state", folder);
	snprintf(config_home, sizeof config_home, "XDG_CONFIG_HOME=%s/config", folder);
	write_design(small);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	remove_tree(folder);
	return 0;
}

static void open_editor(Pty *pty, int width, int height, const char *option)
{
	const char *const argv[] = {troika, option ? option : design, option ? design : NULL, NULL};

	pty_start(pty, width, height, argv, environment);
}

static void start(Pty *pty)
{
	open_editor(pty, 80, 24, NULL);
	pty_wait(pty, "? help");
}

static void quit_keeping(Pty *pty)
{
	pty_send(pty, "q");
	pty_wait(pty, "not saved to the file");
	pty_send(pty, "k");
	pty_wait_end(pty);
	assert_int_equal(pty->status, 0);
	pty_check_restored(pty);
	pty_close(pty);
}

static void rename_portal(Pty *pty, const char *name)
{
	Text keys = {0}, line = {0};

	text_addf(&keys, ":set web name=%s\r", name);
	text_addf(&line, "set web name=%s", name);
	pty_send(pty, text_str(&keys));
	pty_wait(pty, name);
	pty_wait(pty, "undo");
	text_clear(&keys);
	text_clear(&line);
}

static void kept_edits_come_back(void **state)
{
	char *file;
	Pty pty;

	(void)state;
	start(&pty);
	rename_portal(&pty, "Renamed");
	quit_keeping(&pty);
	file = read_design();
	assert_string_equal(file, small);
	free(file);
	start(&pty);
	assert_true(pty_shows(&pty, "Renamed"));
	pty_send(&pty, "u");
	pty_wait(&pty, "Portal app");
	pty_send(&pty, "U");
	pty_wait(&pty, "Renamed");
	pty_send(&pty, "\023");
	pty_wait(&pty, "saved");
	pty_send(&pty, "q");
	pty_wait_end(&pty);
	assert_int_equal(pty.status, 0);
	pty_close(&pty);
	file = read_design();
	assert_non_null(strstr(file, "name: Renamed"));
	free(file);
}

static void every_end_keeps_the_work(void **state)
{
	static const int numbers[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		char name[16];
		Pty pty;

		snprintf(name, sizeof name, "Name%zu", i);
		start(&pty);
		rename_portal(&pty, name);
		kill(i % 2 ? pty.job : pty_editor(&pty), numbers[i]);
		pty_wait_end(&pty);
		assert_int_equal(pty.status, 128 + numbers[i]);
		pty_check_restored(&pty);
		pty_close(&pty);
		start(&pty);
		assert_true(pty_shows(&pty, name));
		quit_keeping(&pty);
	}
}

/* The rows but the last two, which tell what happened last. */
static char *picture(Pty *pty)
{
	char *text = mem_copy(pty_screen(pty));
	size_t rows = 0;

	for (char *at = text; *at; at++)
		if (*at == '\n' && ++rows + 2 == (size_t)pty->height)
			at[1] = '\0';
	return text;
}

static void crashes_bring_the_same_view_back(void **state)
{
	static const int numbers[] = {SIGSEGV, SIGKILL, SIGABRT, SIGBUS};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		char *before, *after;
		Pty pty;

		open_editor(&pty, 120, 40, NULL);
		pty_wait(&pty, "? help");
		pty_send(&pty, "l3Z");                  /* another selection, a panel less, another zoom */
		pty_wait(&pty, "overview");
		rename_portal(&pty, "Renamed");
		pty_pump(&pty, 30);
		before = picture(&pty);
		kill(pty_editor(&pty), numbers[i]);
		pty_wait(&pty, "started again after");
		after = picture(&pty);
		assert_string_equal(after, before);
		free(before);
		free(after);
		quit_keeping(&pty);
		remove_folder(NULL);
		make_folder(NULL);
	}
}

static void crashes_in_a_row_ask_about_the_last_edit(void **state)
{
	Pty pty;

	(void)state;
	start(&pty);
	rename_portal(&pty, "Renamed");
	kill(pty_editor(&pty), SIGKILL);
	pty_wait(&pty, "started again after SIGKILL");
	kill(pty_editor(&pty), SIGKILL);
	pty_wait(&pty, "Take it back? [y/N]");
	assert_false(pty.alternate);
	pty_send(&pty, "y\r");
	pty_wait(&pty, "? help");
	pty_wait(&pty, "Portal app");
	kill(pty_editor(&pty), SIGKILL);
	pty_wait_end(&pty);
	assert_int_equal(pty.status, 3);
	assert_true(pty_shows(&pty, "Every edit is kept in"));
	pty_check_restored(&pty);
	pty_close(&pty);
}

static void idle_writes_nothing(void **state)
{
	size_t length;
	Pty pty;

	(void)state;
	start(&pty);
	rename_portal(&pty, "Renamed");
	pty_pump(&pty, 300);
	length = pty.log.length;
	pty_pump(&pty, 700);                    /* some looks at what other terminals do */
	assert_int_equal(pty.log.length, length);
	pty_send(&pty, "l");
	pty_pump(&pty, 200);
	assert_true(pty.log.length > length);
	assert_true(pty.log.length - length <= 400);
	quit_keeping(&pty);
}

static void a_pan_writes_little(void **state)
{
	char sample[512];
	const char *source = getenv("TROIKA_SRCDIR");
	const char *const argv[] = {troika, sample, NULL};
	size_t length;
	Pty pty;

	(void)state;
	snprintf(sample, sizeof sample, "%s/samples/customer-portal.yaml", source ? source : ".");
	pty_start(&pty, 120, 40, argv, environment);
	pty_wait(&pty, "? help");
	for (const char *key = "LJHK"; *key; key++) {
		pty_pump(&pty, 60);
		length = pty.log.length;
		pty_send_n(&pty, key, 1);
		pty_pump(&pty, 60);
		assert_true(pty.log.length - length <= 8000);
	}
	pty_send(&pty, "q");
	pty_wait_end(&pty);
	pty_close(&pty);
}

static void pastes_change_nothing(void **state)
{
	static const char *const ways[] = {"", "c", "m", "?", "1", "2", "3", "z"};
	static const char paste[] = "\033[200~equation for queue\rdddq\033[201~";

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		Pty pty;

		start(&pty);
		pty_send(&pty, ways[i]);
		pty_pump(&pty, 40);
		pty_send(&pty, paste);
		pty_pump(&pty, 60);
		pty_send(&pty, "\033");
		pty_pump(&pty, 40);
		pty_send(&pty, "\033");
		pty_pump(&pty, 40);
		pty_send(&pty, "\033");
		pty_pump(&pty, 40);
		assert_false(pty.ended);
		assert_true(pty_shows(&pty, "undo 0"));
		kill(pty.job, SIGTERM);
		pty_wait_end(&pty);
		pty_close(&pty);
	}
}

static void two_terminals_see_each_other(void **state)
{
	Pty one, two;

	(void)state;
	start(&one);
	start(&two);
	rename_portal(&one, "FromOne");
	pty_wait(&two, "FromOne");
	pty_wait(&two, "in another terminal");
	rename_portal(&two, "FromTwo");
	pty_wait(&one, "FromTwo");
	pty_send(&one, ":set db name=Third\r");
	pty_wait(&two, "Third");
	assert_true(pty_shows(&two, "FromTwo"));
	quit_keeping(&one);
	quit_keeping(&two);
	start(&one);
	assert_true(pty_shows(&one, "FromTwo"));
	assert_true(pty_shows(&one, "Third"));
	quit_keeping(&one);
}

static void resizes_end_where_a_fresh_start_would(void **state)
{
	unsigned seed = 11;
	char *stormed;
	Pty pty;

	(void)state;
	start(&pty);
	for (int i = 0; i < 200; i++) {
		pty_resize(&pty, 1 + (int)(rand_r(&seed) % 300), 1 + (int)(rand_r(&seed) % 100));
		pty_pump(&pty, 0);
	}
	pty_resize(&pty, 1, 1);
	pty_pump(&pty, 20);
	pty_resize(&pty, 90, 28);
	pty_send(&pty, "\014");
	pty_pump(&pty, 200);
	stormed = picture(&pty);
	pty_send(&pty, "q");
	pty_wait_end(&pty);
	pty_close(&pty);
	open_editor(&pty, 90, 28, NULL);
	pty_wait(&pty, "? help");
	pty_pump(&pty, 100);
	{
		char *fresh = picture(&pty);

		assert_string_equal(stormed, fresh);
		free(fresh);
	}
	free(stormed);
	pty_close(&pty);
}

static void clicks_reach_far_cells(void **state)
{
	char click[64];
	int x, y;
	Pty pty;

	(void)state;
	write_design("troika: 1\n"
	             "platforms: {heroku: {vendor: heroku, region: eu}}\n"
	             "components:\n"
	             "  web: {kind: heroku.web, on: heroku, name: Near, at: [3, 2]}\n"
	             "  db: {kind: heroku.postgres, on: heroku, name: Farther, at: [205, 72]}\n");
	open_editor(&pty, 300, 100, NULL);
	pty_wait(&pty, "? help");
	pty_wait(&pty, "Farther");
	pty_find(&pty, "Farther", &x, &y);
	assert_true(x > 223);                   /* what reports of one byte could say */
	snprintf(click, sizeof click, "\033[<0;%d;%dM\033[<0;%d;%dm", x + 1, y + 1, x + 1, y + 1);
	pty_send(&pty, click);
	pty_wait(&pty, "Farther   Heroku Postgres");
	pty_send(&pty, "q");
	pty_wait_end(&pty);
	assert_int_equal(pty.status, 0);
	pty_close(&pty);
}

static void suspends_and_comes_back(void **state)
{
	char *before, *after;
	Pty pty;

	(void)state;
	start(&pty);
	rename_portal(&pty, "Renamed");
	pty_pump(&pty, 30);
	before = picture(&pty);
	pty_send(&pty, "\032");
	pty_wait_stop(&pty);
	pty_check_restored(&pty);
	pty_continue(&pty);
	pty_wait(&pty, "Renamed");
	pty_wait(&pty, "? help");
	after = picture(&pty);
	assert_string_equal(before, after);
	free(before);
	free(after);
	quit_keeping(&pty);
}

static void moved_designs_are_asked_about(void **state)
{
	char other[96];
	const char *const argv[] = {troika, other, NULL};
	Pty pty;

	(void)state;
	start(&pty);
	rename_portal(&pty, "Renamed");
	quit_keeping(&pty);
	snprintf(other, sizeof other, "%s/other.yaml", folder);
	assert_int_equal(rename(design, other), 0);
	pty_start(&pty, 80, 24, argv, environment);
	pty_wait(&pty, "Renamed");              /* the same file: known again */
	quit_keeping(&pty);
	unlink(other);
	strcpy(strrchr(other, '/'), "/third.yaml");
	{
		char *keep = mem_copy(design);

		strcpy(design, other);
		write_design(small);            /* only looks the same */
		strcpy(design, keep);
		free(keep);
	}
	pty_start(&pty, 100, 24, argv, environment);
	pty_wait(&pty, "\nTake them over? [y/N]");
	pty_send(&pty, "y\r");
	pty_wait(&pty, "Renamed");
	quit_keeping(&pty);
}

static void without_a_state_folder_all_works_but_keeping(void **state)
{
	char state_folder[96];
	FILE *file;
	Pty pty;

	(void)state;
	snprintf(state_folder, sizeof state_folder, "%s/state", folder);
	file = fopen(state_folder, "w");
	assert_non_null(file);
	fclose(file);
	open_editor(&pty, 120, 40, NULL);
	pty_wait(&pty, "NOT KEPT");
	rename_portal(&pty, "Renamed");
	pty_send(&pty, "\023");
	pty_wait(&pty, "saved");
	pty_send(&pty, "q");
	pty_wait_end(&pty);
	assert_int_equal(pty.status, 0);
	pty_close(&pty);
}

static void bad_files_are_told_before_the_screen(void **state)
{
	Pty pty;

	(void)state;
	write_design("troika: 1\ncomponents: {a: {kind: heroku.wep}}\n");
	open_editor(&pty, 100, 24, NULL);
	pty_wait_end(&pty);
	assert_int_equal(pty.status, 2);
	assert_non_null(strstr(text_str(&pty.log), "heroku.web"));
	assert_null(strchr(text_str(&pty.log), '\033'));
	pty_check_restored(&pty);
	pty_close(&pty);
}

static void a_vanished_terminal_ends_it(void **state)
{
	Pty pty;
	pid_t editor;
	int tries = 0;

	(void)state;
	start(&pty);
	rename_portal(&pty, "Renamed");
	editor = pty_editor(&pty);
	close(pty.fd);
	pty.fd = -1;
	while (kill(editor, 0) == 0 && tries++ < 300)
		pty_pump(&pty, 10);
	assert_true(tries < 300);
	pty_wait_end(&pty);
	pty_close(&pty);
	start(&pty);
	assert_true(pty_shows(&pty, "Renamed"));
	quit_keeping(&pty);
}

/* --- typing before anything is seen ---------------------------------------------- */

static void save_and_quit(Pty *pty)
{
	pty_send(pty, "\023");
	pty_wait(pty, "saved");
	pty_send(pty, "q");
	pty_wait_end(pty);
	assert_int_equal(pty->status, 0);
	pty_check_restored(pty);
	pty_close(pty);
}

/* The file that KEYS lead to, sent byte by byte, each answered, or SLICE bytes in one write. */
static char *typed(const char *keys, size_t slice, int delay)
{
	size_t length = strlen(keys);
	Pty pty;

	write_design("");
	open_editor(&pty, 80, 24, NULL);
	pty.deaf = delay > 0;                   /* the terminal's answers are under way as long as the keys */
	pty_wait(&pty, "An empty design");
	for (size_t i = 0; i < length; i += slice) {
		pty_send_n(&pty, keys + i, length - i < slice ? length - i : slice);
		pty_pump(&pty, delay ? delay : 2);
		if (i == 0 && delay)
			pty_send(&pty, "\033[2;2R");    /* the width of a line, late */
	}
	pty.deaf = false;
	save_and_quit(&pty);
	return read_design();
}

static void blind_typing_makes_the_same_design(void **state)
{
	static const char keys[] = "as3\r\raweb dyno\r\rcaa\rggrX\rmj\ru";
	char *slowly, *at_once, *late, *again;

	(void)state;
	slowly = typed(keys, 1, 0);
	at_once = typed(keys, sizeof keys, 0);
	late = typed(keys, 5, 300);
	again = typed("as3\r\r", 6, 300);
	assert_non_null(strstr(slowly, "s3-file-reference"));
	assert_string_equal(slowly, at_once);
	assert_string_equal(slowly, late);
	assert_non_null(strstr(again, "aws.s3"));
	free(slowly);
	free(at_once);
	free(late);
	free(again);
}

/* Two hundred keys in one write, among them arrows and Esc at the end. */
static void two_hundred_keys_in_one_write_lose_none(void **state)
{
	char *slowly, *at_once;
	Text keys = {0};

	(void)state;
	text_add(&keys, "as3\r\raweb dyno\r\r");
	while (keys.length < 200)
		text_add(&keys, "mj\rml\033[B\033[C\rrab\ru");
	text_add(&keys, "m\033[A\r");
	slowly = typed(text_str(&keys), 1, 0);
	at_once = typed(text_str(&keys), keys.length, 0);
	assert_non_null(strstr(slowly, "heroku.web"));
	assert_string_equal(slowly, at_once);
	free(slowly);
	free(at_once);
	text_clear(&keys);
}

/* What is too long for the clipboard of a terminal is in a file, whole, and it is said where. */
static void long_copies_go_to_a_file(void **state)
{
	Text yaml = {0}, path = {0};
	struct stat st;
	Pty pty;

	(void)state;
	text_add(&yaml, "troika: 1\nplatforms: {heroku: {vendor: heroku}}\ncomponents:\n");
	for (int i = 0; i < 40; i++) {
		text_addf(&yaml, "  c%d: {kind: heroku.web, on: heroku, name: C%d, why: \"", i, i);
		text_add_repeat(&yaml, "reason ", 250);
		text_add(&yaml, "\"}\n");
	}
	write_design(text_str(&yaml));
	open_editor(&pty, 160, 30, NULL);
	pty_wait(&pty, "? help");
	pty_send(&pty, "*y");
	pty_wait(&pty, "too long for the clipboard of a terminal: the");
	assert_null(strstr(text_str(&pty.log), "\033]52;"));
	pty_send(&pty, "q");
	pty_wait_end(&pty);
	pty_close(&pty);
	text_addf(&path, "%s/state/troika/copied.txt", folder);
	assert_int_equal(stat(text_str(&path), &st), 0);
	assert_true(st.st_size > 40 * 250 * 7);
	text_clear(&path);
	text_clear(&yaml);
}

/* --- terminals ---------------------------------------------------------------------- */

static void every_terminal_is_drawn_on_and_given_back(void **state)
{
	static const char *const terms[] = {"xterm-256color", "tmux-256color", "screen-256color", "linux", "vt100",
	                                    "xterm-mono", "no-such-terminal"};

	(void)state;
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		char term[64];
		const char *const env[] = {term, "LC_ALL=C.UTF-8", state_home, config_home, "NO_COLOR", NULL};
		const char *const argv[] = {troika, design, NULL};
		Pty pty;

		snprintf(term, sizeof term, "TERM=%s", terms[i]);
		pty_start(&pty, 80, 24, argv, env);
		pty_wait(&pty, "? help");
		assert_true(pty_shows(&pty, "Portal app"));
		pty_send(&pty, "l");
		pty_wait(&pty, "Orders   Heroku Postgres");
		pty_send(&pty, "q");
		pty_wait_end(&pty);
		assert_int_equal(pty.status, 0);
		pty_check_restored(&pty);
		pty_close(&pty);
	}
}

static void without_a_terminal_it_says_so(void **state)
{
	static const char *const ways[] = {"</dev/null", ">/dev/null"};
	const char *const dumb[] = {"TERM=dumb", "LC_ALL=C.UTF-8", state_home, config_home, NULL};
	const char *const straight[] = {troika, design, NULL};
	Pty pty;

	(void)state;
	pty_start(&pty, 80, 24, straight, dumb);
	pty_wait_end(&pty);
	assert_int_equal(pty.status, 2);
	assert_non_null(strstr(text_str(&pty.log), "TERM=dumb"));
	assert_null(strchr(text_str(&pty.log), '\033'));
	pty_close(&pty);
	for (size_t i = 0; i < 2; i++) {
		Text line = {0};
		const char *const argv[] = {"/bin/sh", "-c", NULL, NULL};
		const char *shell[4];

		memcpy(shell, argv, sizeof shell);
		text_addf(&line, "%s %s %s", troika, design, ways[i]);
		shell[2] = text_str(&line);
		pty_start(&pty, 80, 24, shell, environment);
		pty_wait_end(&pty);
		assert_int_equal(pty.status, 2);
		assert_non_null(strstr(text_str(&pty.log), "terminal"));
		assert_null(strchr(text_str(&pty.log), '\033'));
		text_clear(&line);
		pty_close(&pty);
	}
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(kept_edits_come_back),
		IN_FOLDER(every_end_keeps_the_work),
		IN_FOLDER(crashes_bring_the_same_view_back),
		IN_FOLDER(crashes_in_a_row_ask_about_the_last_edit),
		IN_FOLDER(idle_writes_nothing),
		IN_FOLDER(a_pan_writes_little),
		IN_FOLDER(pastes_change_nothing),
		IN_FOLDER(two_terminals_see_each_other),
		IN_FOLDER(resizes_end_where_a_fresh_start_would),
		IN_FOLDER(clicks_reach_far_cells),
		IN_FOLDER(suspends_and_comes_back),
		IN_FOLDER(moved_designs_are_asked_about),
		IN_FOLDER(without_a_state_folder_all_works_but_keeping),
		IN_FOLDER(bad_files_are_told_before_the_screen),
		IN_FOLDER(a_vanished_terminal_ends_it),
		IN_FOLDER(blind_typing_makes_the_same_design),
		IN_FOLDER(two_hundred_keys_in_one_write_lose_none),
		IN_FOLDER(long_copies_go_to_a_file),
		IN_FOLDER(every_terminal_is_drawn_on_and_given_back),
		IN_FOLDER(without_a_terminal_it_says_so),
	};
	const char *build = getenv("TROIKA_BUILDDIR");

	setlocale(LC_ALL, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	snprintf(troika, sizeof troika, "%s/troika", build ? build : ".");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
