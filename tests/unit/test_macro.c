/* Doing things again: macros, repeat, and the lines of the prompt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/stat.h>

#include "tests/unit/app_rig.h"
#include "tests/unit/work_folder.h"
#include "tui/prompt_history.h"

static const char three[] =
	"troika: 1\nname: Three\n"
	"platforms:\n"
	"  heroku: {vendor: heroku, name: Heroku}\n"
	"components:\n"
	"  a: {kind: heroku.web, on: heroku, name: Ann, at: [4, 4]}\n"
	"  b: {kind: heroku.web, on: heroku, name: Bob, at: [4, 12]}\n"
	"  c: {kind: heroku.postgres, on: heroku, name: Cid, at: [30, 4]}\n";

static const char *name_of(Rig *rig, const char *id)
{
	return element_get(design_find(&rig->session.design, id), "name");
}

static void test_record_and_replay(void **state)
{
	Rig rig;
	size_t before;

	(void)state;
	rig_open(&rig, three, 100, 30);
	rig_keys(&rig, "/Ann<Enter>Q");
	rig_says(&rig, "recording");
	rig_shows(&rig, "REC 0");
	rig_keys(&rig, "r<C-u><Paste \"New name\"><Enter>:set a dynos=2<Enter>");
	rig_shows(&rig, "REC ");
	rig_keys(&rig, "Q");
	rig_says(&rig, "recorded");
	rig_hides(&rig, "REC ");
	assert_string_equal(name_of(&rig, "a"), "New name");
	rig_keys(&rig, "/Bob<Enter>:set a dynos=1<Enter>");
	before = rig.session.history_count;
	rig_keys(&rig, "@");
	rig_says(&rig, "one undo takes it back");
	assert_string_equal(name_of(&rig, "b"), "New name");
	assert_string_equal(element_get(design_find(&rig.session.design, "a"), "dynos"), "2");
	assert_int_equal(rig.session.history_count, before + 1);
	rig_keys(&rig, "u");
	assert_string_equal(name_of(&rig, "b"), "Bob");
	assert_string_equal(element_get(design_find(&rig.session.design, "a"), "dynos"), "1");
	rig_keys(&rig, "U");
	assert_string_equal(name_of(&rig, "b"), "New name");
	rig_close(&rig);
}

/* The command that ends the recording may come from the palette. */
static void test_end_by_name(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, three, 100, 30);
	rig_keys(&rig, "/Ann<Enter>:record<Enter>r!<Enter>:record<Enter>");
	rig_says(&rig, "recorded 3 keys");
	rig_keys(&rig, "@");
	assert_string_equal(name_of(&rig, "a"), "Ann!!");
	rig_keys(&rig, ":replay 3<Enter>");
	assert_string_equal(name_of(&rig, "a"), "Ann!!!!!");
	rig_says(&rig, "3 times");
	rig_keys(&rig, "u");
	assert_string_equal(name_of(&rig, "a"), "Ann!!");
	rig_close(&rig);
}

/* A key that does not do what it says ends the replay; what was done until then is one undo. */
static void test_stops(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, three, 100, 30);
	rig_keys(&rig, "/Ann<Enter>Qr?<Enter>:set a dynos=many<Enter><Esc>r?<Enter>Q");
	assert_string_equal(name_of(&rig, "a"), "Ann??");
	rig_keys(&rig, "@");
	rig_says(&rig, "the macro stopped");
	assert_string_equal(name_of(&rig, "a"), "Ann???");
	rig_keys(&rig, "<Esc>u");
	assert_string_equal(name_of(&rig, "a"), "Ann??");
	rig_close(&rig);
}

static void test_refusals(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, three, 100, 30);
	rig_keys(&rig, "@");
	rig_says(&rig, "nothing is recorded");
	rig_keys(&rig, "Q@");
	rig_says(&rig, "cannot type itself");
	rig_keys(&rig, "<Click 10,10><Esc>");
	rig_keys(&rig, "Q:replay 0<Enter>");
	rig_says(&rig, "A number from 1");
	rig_close(&rig);
}

static void test_no_undo_or_save_inside(void **state)
{
	Rig rig;
	size_t before;

	(void)state;
	rig_open(&rig, three, 100, 30);
	rig_keys(&rig, "/Ann<Enter>:set b dynos=3<Enter>Qr1<Enter>uQ");
	before = rig.session.history_count;
	rig_keys(&rig, "@");
	rig_says(&rig, "one step");
	assert_int_equal(rig.session.history_count, before + 1);
	assert_string_equal(element_get(design_find(&rig.session.design, "b"), "dynos"), "3");
	rig_keys(&rig, "Qr2<Enter><C-s>Q@");
	rig_says(&rig, "cannot be saved");
	assert_true(session_dirty(&rig.session));
	rig_close(&rig);
}

/* What a command does with the edit it has just made works while edits are held. */
static void test_connect_selects_the_new_link(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, three, 100, 30);
	rig_keys(&rig, "/Ann<Enter>Qc<Right><Enter><Enter>rSQL<Enter>Q");
	assert_int_equal(rig_count(&rig, CLASS_LINK), 1);
	rig_keys(&rig, "u/Ann<Enter>u@");
	assert_int_equal(rig_count(&rig, CLASS_LINK), 1);
	assert_string_equal(element_get(design_at(&rig.session.design, CLASS_LINK, 0), "label"), "SQL");
	rig_keys(&rig, "u");
	assert_int_equal(rig_count(&rig, CLASS_LINK), 0);
	rig_close(&rig);
}

/* `.` makes the last edit again, whichever command made it, on what is selected now. */
static void test_repeat(void **state)
{
	Rig rig;
	const Element *link;

	(void)state;
	rig_open(&rig, three, 100, 30);
	rig_keys(&rig, ".");
	rig_says(&rig, "nothing to repeat");
	rig_keys(&rig, "/Ann<Enter>:set a dynos=3<Enter>/Bob<Enter>.");
	assert_string_equal(element_get(design_find(&rig.session.design, "b"), "dynos"), "3");
	rig_keys(&rig, ":link a c via custom<Enter>:link b c via custom<Enter>/Ann<Enter>]x/Bob<Enter>].");
	link = design_find(&rig.session.design, "b-c");
	assert_string_equal(element_get(link, "from"), "c");
	rig_keys(&rig, "/Ann<Enter>d/Bob<Enter>.");
	assert_null(design_find(&rig.session.design, "a"));
	assert_null(design_find(&rig.session.design, "b"));
	rig_keys(&rig, "u.");
	assert_null(design_find(&rig.session.design, "b"));
	rig_close(&rig);
}

/* Lines of the prompt come back with Up, also in the next run. */
static void test_prompt_history(void **state)
{
	char folder[WORK_FOLDER_LONGEST], path[WORK_FOLDER_LONGEST + 32];
	struct stat st;
	List lines = {0};
	AppOptions options = {.width = 100, .height = 30, .lines = &lines, .entered = prompt_history_add};
	Rig rig;

	(void)state;
	assert_true(work_folder(folder, "prompt"));
	setenv("XDG_STATE_HOME", folder, 1);
	rig_open(&rig, three, 100, 30);
	for (int run = 0; run < 2; run++) {
		prompt_history_read(&lines);
		app_free(rig.app);
		rig.app = app_new(&rig.session, &options);
		if (!run)
			rig_keys(&rig, ":set a dynos=3<Enter>:messages<Enter><Esc>:messages<Enter><Esc>");
		list_clear(&lines);
	}
	rig_keys(&rig, ":<Up>");
	assert_string_equal(field_value(&app_layer(rig.app)->picker.filter), "messages");
	rig_keys(&rig, "<Up>");
	assert_string_equal(field_value(&app_layer(rig.app)->picker.filter), "set a dynos=3");
	snprintf(path, sizeof path, "%s/troika/prompt", folder);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	rig_write(path, "a\nb\n\x1b[2J\nc\n");        /* others can write there too */
	prompt_history_add("d", 2);
	prompt_history_read(&lines);
	assert_int_equal(lines.count, 2);
	assert_string_equal(lines.items[0], "c");
	assert_string_equal(lines.items[1], "d");
	list_clear(&lines);
	prompt_history_add("e", 0);
	prompt_history_read(&lines);
	assert_true(lines.count == 0);
	rig_close(&rig);
	unlink(path);
	snprintf(path, sizeof path, "%s/troika", folder);
	rmdir(path);
	rmdir(folder);
	unsetenv("XDG_STATE_HOME");
}

/* Held edits are one edit in the session, or none at all. */
static void test_session(void **state)
{
	Rig rig;
	Error err = {0};

	(void)state;
	rig_open(&rig, three, 80, 24);
	session_hold(&rig.session);
	assert_true(session_run(&rig.session, "set a name=X", NULL, &err));
	assert_true(session_run(&rig.session, "add heroku.web d on=heroku", NULL, &err));
	assert_true(session_run(&rig.session, "remove d", NULL, &err));
	assert_int_equal(rig.session.history_count, 0);
	assert_true(session_release(&rig.session, "both", &err));
	assert_int_equal(rig.session.history_count, 1);
	assert_int_equal(rig.session.history[0].count, 1);
	assert_string_equal(rig.session.history[0].label, "both");
	session_hold(&rig.session);
	assert_true(session_run(&rig.session, "set a name=Y", NULL, &err));
	assert_true(session_run(&rig.session, "set a name=X", NULL, &err));
	assert_true(session_release(&rig.session, "nothing", &err));
	assert_int_equal(rig.session.history_count, 1);
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_record_and_replay),
		cmocka_unit_test(test_end_by_name),
		cmocka_unit_test(test_stops),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_no_undo_or_save_inside),
		cmocka_unit_test(test_connect_selects_the_new_link),
		cmocka_unit_test(test_repeat),
		cmocka_unit_test(test_prompt_history),
		cmocka_unit_test(test_session),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
