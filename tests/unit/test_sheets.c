/* The sheets that change or compare a design: decisions, waivers, leaving, history, comparisons. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/past.h"
#include "tests/unit/app_designs.h"
#include "tests/unit/app_rig.h"

static const char *field(Rig *rig, const char *id, const char *key)
{
	const Element *element = design_find(&rig->session.design, id);

	if (!element)
		fail_msg("there is no %s", id);
	return element_get(element, key);
}

static void holds(const char *text, const char *words)
{
	if (!text || !strstr(text, words))
		fail_msg("\"%s\" is not in: %s", words, text ? text : "nothing");
}

/* --- decisions -------------------------------------------------------------------- */

static void a_choice_becomes_a_decision(void **state)
{
	Rig rig;
	const char *id = "0001-portal-files";

	(void)state;
	setenv("SOURCE_DATE_EPOCH", "1800000000", 1);
	rig_open(&rig, shop, 120, 40);
	rig_keys(&rig, "/portal<Enter>c<Right><Enter>");
	rig_shows(&rig, "Connect  Portal → Files");
	rig_keys(&rig, "<Down><C-t>");
	rig_says(&rig, "wrote the decision");
	assert_int_equal(rig.session.history_count, 1);
	assert_int_equal(rig_count(&rig, CLASS_LINK), 1);
	assert_string_equal(rig.app->selected, "portal-files");
	assert_string_equal(field(&rig, id, "status"), "accepted");
	assert_string_equal(field(&rig, id, "date"), "2027-01-15");
	assert_string_equal(field(&rig, id, "about"), "portal-files,portal,files");
	holds(field(&rig, id, "context"), "Portal and Files are to be connected");
	holds(field(&rig, id, "choice"), "Over:\n- ");
	holds(field(&rig, id, "choice"), "a month");
	rig_keys(&rig, ":decisions<Enter>");
	rig_shows(&rig, "Portal to Files by ");
	rig_shows(&rig, "accepted  2027-01-15");
	rig_shows(&rig, "Over:");
	rig_keys(&rig, "<Enter>");
	assert_string_equal(rig.app->selected, id);
	rig_keys(&rig, "<Esc>u");
	assert_null(design_find(&rig.session.design, id));
	assert_int_equal(rig_count(&rig, CLASS_LINK), 0);
	rig_keys(&rig, ":decisions<Enter>");
	rig_shows(&rig, "no decision yet");
	rig_keys(&rig, "<Esc>");
	rig_keys(&rig, "U/jobs<Enter>c<Right><Enter><C-t>");
	assert_non_null(design_find(&rig.session.design, "0002-jobs-files"));
	rig_close(&rig);
	unsetenv("SOURCE_DATE_EPOCH");
}

static void other_lists_have_nothing_to_decide(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, shop, 120, 40);
	rig_keys(&rig, "/<C-t>");
	rig_says(&rig, "only the choice of a pattern");
	rig_keys(&rig, "<Esc>/portal<Enter>c<Right><Enter><Tab><End><C-t>");
	assert_int_equal(rig.session.history_count, 0);
	rig_close(&rig);
}

/* --- waivers ------------------------------------------------------------------------ */

static void a_waiver_has_a_reason_and_may_have_a_day(void **state)
{
	static const struct { const char *typed, *why, *until; } cases[] = {
		{"it is meant", "it is meant", NULL},
		{"it is meant until 2099-03-31", "it is meant", "2099-03-31"},
		{"until 2099-03-31", "until 2099-03-31", NULL},
		{"not until 2099-13-31", "not until 2099-13-31", NULL},
		{"for good, until then", "for good, until then", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		Rig rig;
		const Element *waiver;
		Text keys = {0};

		rig_open(&rig, shop, 120, 40);
		text_addf(&keys, "nW%s<Enter>", cases[i].typed);
		rig_keys(&rig, text_str(&keys));
		rig_says(&rig, "waived");
		assert_int_equal(rig_count(&rig, CLASS_WAIVER), 1);
		waiver = design_at(&rig.session.design, CLASS_WAIVER, 0);
		assert_string_equal(element_get(waiver, "why"), cases[i].why);
		assert_true(text_equal(element_get(waiver, "until"), cases[i].until));
		text_clear(&keys);
		rig_close(&rig);
	}
}

/* --- quick fixes ----------------------------------------------------------------------- */

static const char slow[] =
	"troika: 1\nname: Slow\n"
	"platforms:\n  heroku: {vendor: heroku, why: apps}\n"
	"components:\n"
	"  shop: {kind: heroku.web, on: heroku, name: Shop, size: eco, environment: production}\n";

static void several_fixes_are_offered(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, slow, 120, 40);
	rig_keys(&rig, "nf");
	rig_shows(&rig, "Quick fix  cost/eco-in-production  (1 of ");
	rig_shows(&rig, "set shop size=standard-1x");
	rig_hides(&rig, "environment=test");
	rig_keys(&rig, "<Right>");
	rig_shows(&rig, "(2 of ");
	rig_hides(&rig, "set shop size=standard-1x");
	rig_keys(&rig, "<Left><Left><Right>");
	rig_shows(&rig, "(1 of ");
	rig_keys(&rig, "<Right><Enter>");
	rig_says(&rig, "fixed cost/eco-in-production");
	assert_int_equal(rig.session.history_count, 1);
	assert_string_not_equal(field(&rig, "shop", "size"), "eco");
	assert_string_not_equal(field(&rig, "shop", "size"), "standard-1x");
	rig_keys(&rig, "u");
	assert_string_equal(field(&rig, "shop", "size"), "eco");
	rig_close(&rig);
}

static void a_fix_can_be_seen_before(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, slow, 120, 40);
	rig_keys(&rig, "nfp");
	rig_says(&rig, "as it would be");
	assert_string_equal(element_get(design_find(rig.app->world.design, "shop"), "size"), "standard-1x");
	assert_string_equal(field(&rig, "shop", "size"), "eco");
	rig_keys(&rig, "p");
	assert_string_equal(element_get(design_find(rig.app->world.design, "shop"), "size"), "eco");
	rig_keys(&rig, "p<Esc>");
	assert_string_equal(element_get(design_find(rig.app->world.design, "shop"), "size"), "eco");
	assert_int_equal(rig.session.history_count, 0);
	rig_close(&rig);
}

/* --- messages ------------------------------------------------------------------------ */

static void a_sheet_of_one_line_has_its_frame(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, shop, 80, 24);
	rig_keys(&rig, "!");
	rig_shows(&rig, "┌─ Messages");
	rig_keys(&rig, "<Esc><Size 40x6>!");
	rig_shows(&rig, "the sheet ends here");
	rig_close(&rig);
}

/* --- saving -------------------------------------------------------------------------- */

/* The file of the rig with ASKED files in gigabytes. */
static void other_writes(Rig *rig, const char *gb)
{
	const char *at = strstr(shop, "gb: 10");
	Text text = {0};

	text_add_n(&text, shop, (size_t)(at - shop));
	text_addf(&text, "gb: %s}\n", gb);
	rig_write(rig->path, text_str(&text));
	text_clear(&text);
}

static void a_changed_file_is_merged_or_asked_about(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, shop, 80, 24);
	rig_keys(&rig, ":set portal dynos=2<Enter>");
	other_writes(&rig, "20");
	rig_keys(&rig, "<C-s>");
	rig_says(&rig, "saved");
	rig_says(&rig, "! lists it");
	assert_string_equal(field(&rig, "files", "gb"), "20");
	assert_string_equal(field(&rig, "portal", "dynos"), "2");
	rig_keys(&rig, ":set files gb=30<Enter>");
	other_writes(&rig, "40");
	rig_keys(&rig, "<C-s>");
	rig_shows(&rig, "The file has changed in the same places");
	rig_shows(&rig, "the file now says \"40\"");
	rig_keys(&rig, "x");
	rig_shows(&rig, "The file has changed in the same places");
	rig_keys(&rig, "<Esc>q");
	rig_shows(&rig, "not saved to the file");
	rig_keys(&rig, "s");
	rig_shows(&rig, "The file has changed in the same places");
	assert_string_equal(field(&rig, "files", "gb"), "30");
	rig_keys(&rig, "m");
	assert_true(app_wants_quit(rig.app));
	assert_string_equal(field(&rig, "files", "gb"), "30");
	rig_close(&rig);
}

/* --- leaving -------------------------------------------------------------------------- */

static void leaving_counts_what_differs(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, shop, 80, 24);
	rig_keys(&rig, ":set portal dynos=2<Enter>:set portal dynos=3<Enter>:set portal size=standard-2x<Enter>q");
	rig_shows(&rig, "1 element is not saved");
	rig_keys(&rig, "<Esc>:set jobs dynos=2<Enter>:add data orders<Enter>q");
	rig_shows(&rig, "3 elements are not saved");
	rig_keys(&rig, "<Esc>u" "u" "uuuq");
	assert_true(app_wants_quit(rig.app));
	rig_close(&rig);
}

/* --- history ---------------------------------------------------------------------------- */

static const char *const edits = ":set portal dynos=2<Enter>:rename jobs worker<Enter>:remove files<Enter>";

static void going_through_the_history_shows_it(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, shop, 120, 40);
	rig_keys(&rig, edits);
	rig_keys(&rig, "gt");
	rig_shows(&rig, "after 3 of 3 edits");
	rig_keys(&rig, "<Down>");
	rig_shows(&rig, "after 2 of 3 edits");
	rig_says(&rig, "as it was");
	assert_non_null(design_find(rig.app->world.design, "files"));
	rig_keys(&rig, "<Down>");
	assert_non_null(design_find(rig.app->world.design, "jobs"));
	rig_keys(&rig, "<End>");
	assert_null(element_get(design_find(rig.app->world.design, "portal"), "dynos"));
	rig_keys(&rig, "<Home>");
	rig_says(&rig, "as it is now");
	assert_null(design_find(rig.app->world.design, "files"));
	rig_keys(&rig, "<Down><Esc>");
	assert_null(design_find(rig.app->world.design, "files"));
	assert_int_equal(rig.session.history_count, 3);
	rig_close(&rig);
}

static void the_past_comes_back_as_one_edit(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, shop, 120, 40);
	rig_keys(&rig, edits);
	rig_keys(&rig, "gt<Down><Down><Enter>");
	rig_says(&rig, "restored");
	assert_non_null(design_find(&rig.session.design, "files"));
	assert_non_null(design_find(&rig.session.design, "jobs"));
	assert_string_equal(field(&rig, "portal", "dynos"), "2");
	assert_int_equal(rig.session.history_count, 4);
	rig_keys(&rig, "u");
	assert_null(design_find(&rig.session.design, "files"));
	rig_keys(&rig, "gt<Enter>");
	rig_says(&rig, "how it is now");
	rig_keys(&rig, "gtthe beginning<Enter>");       /* words find the moment */
	assert_non_null(design_find(&rig.session.design, "jobs"));
	rig_close(&rig);
}

static void moments_have_names(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, shop, 120, 40);
	rig_keys(&rig, ":checkpoint first<Enter>");
	rig_says(&rig, "checkpoint first");
	rig_keys(&rig, ":set portal dynos=2<Enter>gt<Right>two dynos<Enter>");
	rig_shows(&rig, "[two dynos]");
	rig_shows(&rig, "[first] the beginning");
	rig_keys(&rig, "<Esc>:set portal dynos=3<Enter>:compare two dynos<Enter>");
	rig_shows(&rig, "Changed since two dynos");
	rig_shows(&rig, "dynos  2 → 3");
	rig_keys(&rig, "<Esc>:compare first<Enter>");
	rig_shows(&rig, "dynos  (not set) → 3");
	rig_keys(&rig, "<Esc>:compare second<Enter>");
	rig_says(&rig, "no checkpoint and no file");
	rig_keys(&rig, "gt<Down><Left>");
	rig_shows(&rig, "Changed since [two dynos]");
	rig_close(&rig);
}

/* Names are kept beside the edits, and outlive the program. */
static void names_are_kept(void **state)
{
	char folder[] = "/tmp/troika-names-XXXXXX", path[64], command[64];
	Diagnostics list = {0};
	Session session = {0};
	Error err = {0};
	size_t at = 99;

	(void)state;
	assert_non_null(mkdtemp(folder));
	setenv("XDG_STATE_HOME", folder, 1);
	snprintf(path, sizeof path, "%s/d.yaml", folder);
	rig_write(path, shop);
	assert_true(session_open(&session, catalog_builtin(), path, true, &list));
	assert_false(checkpoint_put(&session, "too early", 0, &err));   /* it would be lost */
	assert_true(session_run(&session, "set portal dynos=2", NULL, &err));
	assert_true(checkpoint_put(&session, "two", session.history[0].seq, &err));
	assert_true(session_run(&session, "set portal dynos=3", NULL, &err));
	assert_false(checkpoint_put(&session, "a\nb", 1, &err));
	assert_false(checkpoint_put(&session, "", 1, &err));
	session_close(&session);
	assert_true(session_open(&session, catalog_builtin(), path, true, &list));
	assert_true(checkpoint_find(&session, "two", &at));
	assert_int_equal(at, 1);
	session_close(&session);
	error_clear(&err);
	diagnostics_clear(&list);
	unsetenv("XDG_STATE_HOME");
	snprintf(command, sizeof command, "rm -rf %s", folder);
	assert_int_equal(system(command), 0);
}

/* --- comparing ---------------------------------------------------------------------------- */

static void what_changed_is_listed_and_marked(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, shop, 120, 40);
	rig_keys(&rig, "C");
	rig_shows(&rig, "nothing: the two are the same");
	rig_keys(&rig, "<Esc>:set portal dynos=2<Enter>:remove files<Enter>:add heroku.web w2 on=heroku<Enter>C");
	rig_shows(&rig, "+1 -1 ~1");
	rig_shows(&rig, "~ component Portal");
	rig_shows(&rig, "- component Files");
	rig_shows(&rig, "+ component w2");
	rig_keys(&rig, "<Esc>:link portal jobs via custom<Enter>");
	rig_shows(&rig, "═~═");
	rig_shows(&rig, "═+═");
	rig_shows(&rig, "compared: + and heavy lines are new");
	rig_keys(&rig, "C<Esc>");
	rig_shows(&rig, "┃");           /* the new line is heavy */
	rig_keys(&rig, "<Esc>");
	rig_says(&rig, "comparison is over");
	rig_hides(&rig, "═~═");
	rig_close(&rig);
}

static void another_file_can_be_compared(void **state)
{
	char other[128], keys[200];
	Rig rig;

	(void)state;
	rig_open(&rig, shop, 120, 40);
	snprintf(other, sizeof other, "%s/other.yaml", rig.folder);
	rig_write(other, "troika: 1\nplatforms:\n  heroku: {vendor: heroku, name: Heroku, why: apps}\n");
	snprintf(keys, sizeof keys, ":compare %s<Enter>", other);
	rig_keys(&rig, keys);
	rig_shows(&rig, "+ component Portal");
	rig_shows(&rig, "+ platform AWS");
	rig_write(other, "troika: 1\ncomponents: [\n");
	rig_keys(&rig, "<Esc>");
	rig_keys(&rig, keys);
	assert_int_equal(rig.app->message_style, STYLE_ERROR);
	unlink(other);
	rig_close(&rig);
}

static void what_cannot_be_kept_is_not_offered(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, shop, 80, 24);           /* the rig keeps nothing */
	rig_keys(&rig, ":set portal dynos=2<Enter>qk");
	rig_says(&rig, "nothing can be kept: s saves, d discards");
	rig_shows(&rig, "NOT KEPT");
	rig_shows(&rig, "Save and quit");
	assert_false(app_wants_quit(rig.app));
	rig_keys(&rig, "x<Down><Enter>");
	rig_shows(&rig, "Save and quit");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 3);
	rig_keys(&rig, "s");
	assert_true(app_wants_quit(rig.app));
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_choice_becomes_a_decision),
		cmocka_unit_test(other_lists_have_nothing_to_decide),
		cmocka_unit_test(a_waiver_has_a_reason_and_may_have_a_day),
		cmocka_unit_test(several_fixes_are_offered),
		cmocka_unit_test(a_fix_can_be_seen_before),
		cmocka_unit_test(a_sheet_of_one_line_has_its_frame),
		cmocka_unit_test(a_changed_file_is_merged_or_asked_about),
		cmocka_unit_test(leaving_counts_what_differs),
		cmocka_unit_test(what_cannot_be_kept_is_not_offered),
		cmocka_unit_test(going_through_the_history_shows_it),
		cmocka_unit_test(the_past_comes_back_as_one_edit),
		cmocka_unit_test(moments_have_names),
		cmocka_unit_test(names_are_kept),
		cmocka_unit_test(what_changed_is_listed_and_marked),
		cmocka_unit_test(another_file_can_be_compared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
