/* Presenting: scenes in order, by clicker and digit; what each shows; and that nothing of it stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/app_rig.h"

static const char talk[] =
	"troika: 1\nname: Shop\nsummary: All of it.\n"
	"platforms:\n"
	"  heroku: {vendor: heroku, name: Heroku}\n"
	"  aws: {vendor: aws, name: AWS}\n"
	"components:\n"
	"  portal: {kind: heroku.web, on: heroku, name: Portal, at: [4, 4]}\n"
	"  jobs: {kind: heroku.worker, on: heroku, name: Jobs, at: [4, 12]}\n"
	"  files: {kind: aws.s3, on: aws, name: Files, at: [44, 4]}\n"
	"links:\n  portal-files: {from: portal, to: files, via: custom, label: put}\n";

static const char views[] =
	"views:\n"
	"  end: {name: Thanks, scene: 3, note: Questions?}\n"
	"  begin: {name: The shop, scene: 1, note: This is the whole.}\n"
	"  money: {name: Money, lens: cost}\n"
	"  store: {name: Store, scene: 2, show: [files, jobs], select: files, zoom: detail}\n";

static void open_talk(Rig *rig, bool with_views, int width, int height)
{
	Text text = {0};

	text_addf(&text, "%s%s", talk, with_views ? views : "");
	rig_open(rig, text_str(&text), width, height);
	text_clear(&text);
}

static void clicker_goes_through_all(void **state)
{
	Rig rig;

	(void)state;
	open_talk(&rig, true, 60, 14);
	rig_keys(&rig, "P");
	rig_shows(&rig, "The shop");
	rig_shows(&rig, "This is the whole.");
	rig_shows(&rig, "1 / 3");
	rig_hides(&rig, "? help");
	rig_keys(&rig, "<PgDn>");
	rig_shows(&rig, "Store");
	rig_shows(&rig, "Files");
	rig_hides(&rig, "Portal");
	rig_shows(&rig, "PgDn");                /* the key is echoed */
	rig_keys(&rig, "<PgDn>");
	rig_shows(&rig, "Questions?");
	rig_keys(&rig, "<PgDn>");
	rig_shows(&rig, "last scene");
	rig_shows(&rig, "3 / 3");
	rig_keys(&rig, "<PgUp><PgUp>");
	rig_shows(&rig, "The shop");
	rig_keys(&rig, "<PgUp>");
	rig_shows(&rig, "first scene");
	rig_keys(&rig, "<Esc>");
	rig_shows(&rig, "? help");
	rig_close(&rig);
}

static void digits_blank_and_the_ends(void **state)
{
	Rig rig;

	(void)state;
	open_talk(&rig, true, 60, 14);
	rig_keys(&rig, "<F5>3");
	rig_shows(&rig, "Thanks");
	rig_keys(&rig, "2");
	rig_shows(&rig, "Store");
	rig_keys(&rig, "9");
	rig_shows(&rig, "last scene");
	rig_keys(&rig, ".");
	rig_hides(&rig, "Store");
	rig_keys(&rig, ".");
	rig_shows(&rig, "Store");
	rig_keys(&rig, ".<Right>");
	rig_shows(&rig, "Thanks");
	rig_keys(&rig, "<Home>");
	rig_shows(&rig, "The shop");
	rig_keys(&rig, "<End><Click 5,5>");
	rig_shows(&rig, "last scene");
	rig_keys(&rig, "<RightClick 5,5>");
	rig_shows(&rig, "Store");
	rig_keys(&rig, "x");
	rig_shows(&rig, "x");
	assert_int_equal(rig.session.history_count, 0);
	rig_close(&rig);
}

static void without_views_the_whole_and_each_platform(void **state)
{
	Rig rig;

	(void)state;
	open_talk(&rig, false, 80, 24);
	rig_keys(&rig, "P");
	rig_shows(&rig, "All of it.");
	rig_shows(&rig, "1 / 3");
	rig_shows(&rig, "█");                   /* the title is large */
	rig_keys(&rig, "<Right>");
	rig_shows(&rig, "Files");
	rig_hides(&rig, "Jobs");
	rig_keys(&rig, "<Right>");
	rig_shows(&rig, "Jobs");
	rig_hides(&rig, "Files");
	rig_close(&rig);
}

/* A scene looks through the lens of its view; of a part it tells what holds in the whole. */
static void lenses_are_those_of_the_views(void **state)
{
	Rig rig;

	(void)state;
	open_talk(&rig, true, 80, 24);
	rig_keys(&rig, ":set store lens=cost<Enter>:set files gb=1000<Enter>P");
	rig_hides(&rig, "cost:");
	rig_keys(&rig, "2");
	rig_shows(&rig, "cost:");
	rig_shows(&rig, "%━");
	rig_keys(&rig, "1");
	rig_hides(&rig, "cost:");
	rig_keys(&rig, "2<Esc>");
	assert_null(rig.app->world.lens);
	rig_close(&rig);
}

static void nothing_of_it_stays(void **state)
{
	Rig rig;
	char *before;

	(void)state;
	open_talk(&rig, true, 80, 24);
	rig_keys(&rig, "/portal<Enter>Z");
	rig_keys(&rig, "w");
	before = mem_copy(rig_frame(&rig));
	rig_keys(&rig, "P<Right><Right><Right><Left>.<Esc>");
	assert_string_equal(rig.app->theme->name, "default");
	assert_string_equal(rig_frame(&rig), before);
	free(before);
	rig_close(&rig);
}

/* The scenes follow the design: a view that goes takes its scene with it. */
static void edits_while_presenting(void **state)
{
	Rig rig;

	(void)state;
	open_talk(&rig, true, 60, 14);
	rig_keys(&rig, "P<End>:remove end<Enter>");
	rig_shows(&rig, "2 / 2");
	rig_keys(&rig, ":remove begin<Enter>:remove store<Enter>:remove money<Enter>");
	rig_shows(&rig, "/ 3");
	rig_keys(&rig, ":remove heroku<Enter>:remove aws<Enter>");
	rig_shows(&rig, "1 / 1");
	rig_keys(&rig, "<Esc>u");
	rig_close(&rig);
}

static void a_scene_is_kept_from_what_is_seen(void **state)
{
	Rig rig;
	const Element *view;

	(void)state;
	open_talk(&rig, true, 80, 24);
	rig_keys(&rig, "/portal<Enter><Space>/files<Enter><Space>IThe upload<Enter>");
	view = design_find(&rig.session.design, "scene");
	assert_non_null(view);
	assert_string_equal(element_get(view, "name"), "The upload");
	assert_string_equal(element_get(view, "scene"), "4");
	assert_string_equal(element_get(view, "show"), "portal,files");
	assert_string_equal(element_get(view, "select"), "files");
	rig_keys(&rig, "P<End>");
	rig_shows(&rig, "4 / 4");
	rig_hides(&rig, "Jobs");
	rig_close(&rig);
}

static void the_program_can_present_alone(void **state)
{
	AppOptions options = {.width = 60, .height = 14, .present = true};
	Rig rig;

	(void)state;
	open_talk(&rig, true, 60, 14);
	app_free(rig.app);
	rig.app = app_new(&rig.session, &options);
	rig_shows(&rig, "The shop");
	rig_keys(&rig, "<Right>");
	assert_false(app_wants_quit(rig.app));
	rig_keys(&rig, "<Esc>");
	assert_true(app_wants_quit(rig.app));
	rig_close(&rig);
}

static void any_size_will_do(void **state)
{
	static const int sizes[][2] = {{1, 1}, {2, 30}, {30, 2}, {10, 5}, {40, 10}, {300, 100}, {80, 16}};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		Rig rig;

		open_talk(&rig, true, 80, 24);
		rig_keys(&rig, "P");
		app_resize(rig.app, sizes[i][0], sizes[i][1]);
		for (int n = 0; n < 3; n++) {
			rig_frame(&rig);
			rig_keys(&rig, "<Right>");
		}
		rig_close(&rig);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clicker_goes_through_all),
		cmocka_unit_test(digits_blank_and_the_ends),
		cmocka_unit_test(without_views_the_whole_and_each_platform),
		cmocka_unit_test(lenses_are_those_of_the_views),
		cmocka_unit_test(nothing_of_it_stays),
		cmocka_unit_test(edits_while_presenting),
		cmocka_unit_test(a_scene_is_kept_from_what_is_seen),
		cmocka_unit_test(the_program_can_present_alone),
		cmocka_unit_test(any_size_will_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
