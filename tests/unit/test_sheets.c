/* The sheets that change or compare a design: decisions, waivers, leaving. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/app_rig.h"

static const char shop[] =
	"troika: 1\nname: Shop\nbudget: 1000\n"
	"platforms:\n"
	"  heroku: {vendor: heroku, name: Heroku, why: apps}\n"
	"  aws: {vendor: aws, name: AWS}\n"
	"components:\n"
	"  portal: {kind: heroku.web, on: heroku, name: Portal, at: [4, 4], size: standard-1x}\n"
	"  jobs: {kind: heroku.worker, on: heroku, name: Jobs, at: [4, 12], size: standard-1x}\n"
	"  files: {kind: aws.s3, on: aws, name: Files, at: [44, 4], gb: 10}\n";

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
	rig_keys(&rig, "u");
	assert_null(design_find(&rig.session.design, id));
	assert_int_equal(rig_count(&rig, CLASS_LINK), 0);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_choice_becomes_a_decision),
		cmocka_unit_test(other_lists_have_nothing_to_decide),
		cmocka_unit_test(a_waiver_has_a_reason_and_may_have_a_day),
		cmocka_unit_test(leaving_counts_what_differs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
