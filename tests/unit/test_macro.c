/* Macros: keys recorded and typed again, each time one edit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/app_rig.h"

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
		cmocka_unit_test(test_session),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
