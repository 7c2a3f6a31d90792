/* The main path of the editor: keys in, frames out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/app_designs.h"
#include "tests/unit/app_rig.h"
#include "tui/command_table.h"

static void an_empty_design_says_what_to_press(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, NULL, 80, 24);
	rig_shows(&rig, "An empty design. Begin with a.");
	rig_shows(&rig, "a     add a component");
	rig_shows(&rig, "? help");
	rig_keys(&rig, "j");
	rig_says(&rig, "no component yet");
	rig_close(&rig);
}

static void placing_takes_five_keys_and_makes_the_platform(void **state)
{
	Rig rig;
	const Element *s3;

	(void)state;
	rig_open(&rig, NULL, 80, 24);
	rig_keys(&rig, "as3<Enter>");
	rig_shows(&rig, "PLACE");
	rig_shows(&rig, "on a new platform AWS");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 0);
	rig_keys(&rig, "<Enter>");
	rig_says(&rig, "added Amazon S3");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 1);
	assert_int_equal(rig_count(&rig, CLASS_PLATFORM), 1);
	assert_int_equal(session_undo_depth(&rig.session), 1);
	s3 = design_at(&rig.session.design, CLASS_COMPONENT, 0);
	assert_string_equal(element_get(s3, "kind"), "aws.s3");
	assert_non_null(element_get(s3, "at"));
	rig_keys(&rig, "u");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 0);
	assert_int_equal(rig_count(&rig, CLASS_PLATFORM), 0);
	rig_keys(&rig, "U");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 1);
	rig_shows(&rig, "Amazon S3");
	rig_close(&rig);
}

static void a_ghost_can_be_moved_and_put_back(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "alambda<Enter><Down><Right>");
	rig_shows(&rig, "AWS Lambda on AWS");
	rig_shows(&rig, "AWS Lambda ┃");
	rig_keys(&rig, "<Esc>");
	rig_hides(&rig, "AWS Lambda");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 3);
	rig_keys(&rig, "alambda<Enter><Space>");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 4);
	rig_shows(&rig, "PLACE");
	rig_keys(&rig, "<Enter>");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 5);
	rig_close(&rig);
}

static void connecting_takes_a_tag_and_a_pattern(void **state)
{
	Rig rig;
	const Element *link;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "c");
	rig_shows(&rig, "connect Portal to");
	rig_keys(&rig, "as");
	rig_shows(&rig, "Connect  Portal → Login");
	rig_shows(&rig, "adds/mo");
	rig_keys(&rig, "<Tab>");
	rig_shows(&rig, "it ends at");
	rig_keys(&rig, "<Tab><Enter>");
	rig_says(&rig, "connected Portal → Login");
	assert_int_equal(rig_count(&rig, CLASS_LINK), 2);
	link = design_find(&rig.session.design, "portal-login");
	assert_non_null(link);
	assert_string_equal(rig.app->selected, "portal-login");
	rig_close(&rig);
}

/* "iam" is aws.iam, and not the first name that begins so. */
static void an_id_without_its_vendor_finds_its_kind(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, NULL, 80, 24);
	rig_keys(&rig, "aiam<Enter><Enter>");
	rig_says(&rig, "added AWS IAM");
	rig_close(&rig);
}

/* Where the drawing goes on stands a mark, beside what is drawn there and not on it. */
static void marks_of_more_hide_nothing(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, "troika: 1\nname: Wide\ncomponents:\n"
		"  a: {kind: external.custom, name: In sight, at: [0, 0]}\n"
		"  b: {kind: external.custom, name: The lowest row of all, at: [28, 17]}\n"
		"  c: {kind: external.custom, name: Out of sight, at: [0, 60]}\n", 80, 24);
	rig_shows(&rig, "└╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌┘");
	rig_shows(&rig, "↓");
	rig_close(&rig);
}

/* What the title says on the left never runs into what it says on the right. */
static void the_title_keeps_its_sides_apart(void **state)
{
	Rig rig;

	(void)state;
	rig_sample(&rig, "warehouse-analytics.yaml", 80, 24);
	for (int width = 30; width <= 130; width++) {
		Key size = {.code = CODE_SIZE, .x = width, .y = 24};
		const char *verdict;

		rig_key(&rig, &size);
		verdict = strstr(rig_frame(&rig), "✓");
		if (verdict && verdict[-1] != ' ')
			fail_msg("at %d columns: %.120s", width, text_str(&rig.frame));
	}
	rig_close(&rig);
}

/* The portal is one row higher than the window: what is in sight already is selected where it stands. */
static void selecting_scrolls_only_for_what_is_hidden(void **state)
{
	Rig rig;

	(void)state;
	rig_sample(&rig, "customer-portal.yaml", 80, 24);
	rig_keys(&rig, "/portal data<Enter>");
	rig.app->oy = 0;
	rig_keys(&rig, "gg");
	assert_int_equal(rig.app->oy, 0);
	rig_keys(&rig, "ga");
	assert_true(rig.app->oy > 0);
	rig_close(&rig);
}

/* Exports go beside the design; a file that is there is only replaced by a letter, never by Enter. */
static void an_export_replaces_nothing_unasked(void **state)
{
	char path[128];
	Rig rig;
	char *bytes;
	size_t length;

	(void)state;
	rig_open(&rig, two, 80, 24);
	snprintf(path, sizeof path, "%s/design.svg", rig.folder);
	rig_keys(&rig, "eesvg");
	rig_shows(&rig, "a drawing for documents");
	rig_keys(&rig, "<Enter>");
	rig_shows(&rig, "Export svg to");
	rig_keys(&rig, "<Enter>");
	rig_says(&rig, "wrote");
	assert_true(file_read(path, &bytes, &length, NULL));
	assert_non_null(strstr(bytes, "<svg"));
	free(bytes);
	rig_write(path, "mine");
	rig_keys(&rig, "es<Enter>");
	rig_shows(&rig, "design.svg is there already");
	rig_keys(&rig, "<Enter>");
	rig_says(&rig, "is as it was");
	rig_keys(&rig, "es<Enter><Esc>es<Enter>");
	assert_true(file_read(path, &bytes, &length, NULL));
	assert_string_equal(bytes, "mine");
	free(bytes);
	rig_keys(&rig, "r");
	rig_says(&rig, "wrote");
	assert_true(file_read(path, &bytes, &length, NULL));
	assert_non_null(strstr(bytes, "<svg"));
	free(bytes);
	unlink(path);
	rig_keys(&rig, "es<C-u>/nowhere/x.svg<Enter>");
	assert_int_equal(rig.app->message_style, STYLE_ERROR);
	rig_close(&rig);
}

static void what_is_out_of_sight_is_connected_by_name(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 20, 5);
	rig_keys(&rig, "/portal<Enter>c/login<Enter><Enter>");
	rig_says(&rig, "connected Portal → Login");
	rig_close(&rig);
	rig_open(&rig, NULL, 80, 24);
	rig_keys(&rig, "as3<Enter><Enter>c");
	rig_says(&rig, "there is nothing to connect to yet");
	rig_close(&rig);
}

/* The logs of a whole platform go to the observer: the platform is the end of the link. */
static void a_whole_platform_is_connected_as_well(void **state)
{
	Rig rig;
	const Element *link;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "]c");
	rig_says(&rig, "select a component or a platform first");
	rig_keys(&rig, "adatadog<Enter><Enter>ghc");
	rig_shows(&rig, "connect Heroku to");
	rig_keys(&rig, "/datadog<Enter>");
	rig_shows(&rig, "Connect  Heroku → Datadog");
	rig_keys(&rig, "<Enter>");
	rig_says(&rig, "connected Heroku → Datadog by logs");
	link = design_find(&rig.session.design, "heroku-datadog");
	assert_non_null(link);
	assert_string_equal(element_get(link, "via"), "log-drain");
	rig_close(&rig);
}

/* Keys that come before the frame they belong to mean the same. */
static void blind_typing_makes_the_same_design(void **state)
{
	Rig slow, fast;
	Keys keys = {0};
	Text a = {0}, b = {0};

	(void)state;
	rig_open(&slow, NULL, 80, 24);
	rig_open(&fast, NULL, 80, 24);
	assert_true(keys_parse("as3<Enter><Enter>alambda<Enter><Enter>caa<Enter>rX<Enter>", &keys, NULL));
	for (size_t i = 0; i < keys.count; i++) {
		rig_key(&slow, &keys.items[i]);
		rig_frame(&slow);
		app_key(fast.app, &keys.items[i]);
	}
	assert_int_equal(rig_count(&slow, CLASS_LINK), 1);
	assert_true(design_splice(&slow.session.source, &slow.session.design, catalog_builtin(), &a, NULL));
	assert_true(design_splice(&fast.session.source, &fast.session.design, catalog_builtin(), &b, NULL));
	assert_string_equal(text_str(&a), text_str(&b));
	text_clear(&a);
	text_clear(&b);
	keys_clear(&keys);
	rig_close(&slow);
	rig_close(&fast);
}

static void arrows_select_the_nearest(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	assert_string_equal(rig.app->selected, "portal");
	rig_keys(&rig, "l");
	assert_string_equal(rig.app->selected, "files");
	rig_keys(&rig, "<Down>");
	assert_string_equal(rig.app->selected, "login");
	rig_keys(&rig, "j");
	rig_says(&rig, "no component that way");
	rig_keys(&rig, "h");
	assert_string_equal(rig.app->selected, "portal");
	rig_keys(&rig, "gb");
	assert_string_equal(rig.app->selected, "login");
	rig_keys(&rig, ";aa");
	assert_string_equal(rig.app->selected, "portal");
	rig_keys(&rig, "w");
	assert_string_equal(rig.app->selected, "files");
	rig_keys(&rig, "]");
	assert_string_equal(rig.app->selected, "portal-files");
	rig_keys(&rig, "<gt>");
	assert_string_equal(rig.app->selected, "portal");
	rig_keys(&rig, "/login<Enter>");
	assert_string_equal(rig.app->selected, "login");
	rig_close(&rig);
}

static void moving_is_one_edit_and_can_be_put_back(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "mjjl");
	rig_shows(&rig, "moving Portal  +1,+2");
	rig_keys(&rig, "<Esc>");
	assert_int_equal(session_undo_depth(&rig.session), 0);
	rig_keys(&rig, "m<Enter>");
	assert_int_equal(session_undo_depth(&rig.session), 0);
	rig_keys(&rig, "mJl<Enter>");
	assert_int_equal(session_undo_depth(&rig.session), 1);
	assert_string_equal(element_get(design_find(&rig.session.design, "portal"), "at"), "5,9");
	rig_keys(&rig, "u");
	assert_string_equal(element_get(design_find(&rig.session.design, "portal"), "at"), "4,4");
	rig_close(&rig);
}

static void a_box_in_the_way_stops_the_ghost_and_can_be_swapped(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "lmjjjjjjjj");
	rig_shows(&rig, "Login is in the way");
	rig_keys(&rig, "<Enter>");
	rig_says(&rig, "Login is in the way");
	assert_int_equal(session_undo_depth(&rig.session), 0);
	rig_keys(&rig, "s");
	assert_int_equal(session_undo_depth(&rig.session), 1);
	assert_string_equal(element_get(design_find(&rig.session.design, "files"), "at"), "44,12");
	assert_string_equal(element_get(design_find(&rig.session.design, "login"), "at"), "44,4");
	rig_close(&rig);
}

static void deleting_says_what_went_and_undo_brings_it_back(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "d");
	rig_says(&rig, "deleted Portal and 1 link, u undoes");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 2);
	assert_int_equal(rig_count(&rig, CLASS_LINK), 0);
	rig_keys(&rig, "u");
	rig_says(&rig, "undone: delete Portal");
	assert_int_equal(rig_count(&rig, CLASS_LINK), 1);
	assert_string_equal(rig.app->selected, "portal");
	rig_keys(&rig, "gad");
	rig_says(&rig, "deleted AWS with 2 components and 1 link, u undoes");
	rig_close(&rig);
}

static void marks_make_verbs_work_on_many(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "lA");
	rig_says(&rig, "2 marked");
	rig_keys(&rig, "mJ<Enter>");
	assert_string_equal(element_get(design_find(&rig.session.design, "files"), "at"), "44,9");
	assert_string_equal(element_get(design_find(&rig.session.design, "login"), "at"), "44,17");
	assert_int_equal(session_undo_depth(&rig.session), 1);
	rig_keys(&rig, "d");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 1);
	rig_keys(&rig, "uu<Space><Esc>");
	rig_says(&rig, "marks cleared");
	rig_keys(&rig, "hy");
	rig_says(&rig, "copied 1 element");
	rig_keys(&rig, "p");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 4);
	assert_string_equal(rig.app->selected, "portal-2");
	rig_keys(&rig, "u");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 3);
	rig_close(&rig);
}

static void copies_bring_their_links(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "<Space>l<Space>yp");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 5);
	assert_int_equal(rig_count(&rig, CLASS_LINK), 2);
	assert_string_equal(element_get(design_find(&rig.session.design, "portal-files-2"), "from"), "portal-2");
	assert_string_equal(element_get(design_find(&rig.session.design, "portal-files-2"), "to"), "files-2");
	rig_close(&rig);
}

static void the_inspector_edits_fields(void **state)
{
	Rig rig;
	const Element *portal;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "<Enter>");
	rig_shows(&rig, "INSPECTOR");
	rig_shows(&rig, "‹ standard-1x ›");
	rig_shows(&rig, "default");
	rig_keys(&rig, "<Enter><C-u>Shop<Enter>");
	portal = design_find(&rig.session.design, "portal");
	assert_string_equal(element_get(portal, "name"), "Shop");
	rig_keys(&rig, "<Esc>");
	rig_shows(&rig, "║ Shop ╟");
	rig_keys(&rig, "rPortal 2<Enter>");
	assert_string_equal(element_get(design_find(&rig.session.design, "portal"), "name"), "ShopPortal 2");
	rig_close(&rig);
}

/* Goes to the row of the inspector whose field is KEY. */
static void go_to_row(Rig *rig, const char *key)
{
	for (int i = 0; i < 60; i++) {
		const char *at;
		char want[80];

		snprintf(want, sizeof want, " %s ", key);
		at = strstr(rig_frame(rig), want);
		if (at) {
			int y = 0;

			for (const char *c = rig->frame.s; c < at; c++)
				y += *c == '\n';
			if (canvas_at(&rig->canvas, 42, y)->style == STYLE_FOCUS)
				return;
		}
		rig_keys(rig, "<Down>");
	}
	fail_msg("no row %s:\n%s", key, rig_frame(rig));
}

static void choices_turn_and_numbers_step(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "<Enter>");
	go_to_row(&rig, "size");
	rig_keys(&rig, "<Right>");
	assert_string_not_equal(element_get(design_find(&rig.session.design, "portal"), "size"), "standard-1x");
	rig_keys(&rig, "<Left>");
	assert_string_equal(element_get(design_find(&rig.session.design, "portal"), "size"), "standard-1x");
	go_to_row(&rig, "dynos");
	rig_keys(&rig, "<Right><Right>");
	assert_string_equal(element_get(design_find(&rig.session.design, "portal"), "dynos"), "3");
	rig_keys(&rig, "<Enter><C-u>many");
	rig_shows(&rig, "number");
	rig_keys(&rig, "<Enter>");
	assert_string_equal(element_get(design_find(&rig.session.design, "portal"), "dynos"), "3");
	rig_shows(&rig, "TYPE");
	rig_close(&rig);
}

static void the_prompt_runs_the_edit_language(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, ":set portal dynos=4<Enter>");
	assert_string_equal(element_get(design_find(&rig.session.design, "portal"), "dynos"), "4");
	rig_keys(&rig, ":set portal dynos=lots<Enter>");        /* refused: it stays to be mended */
	assert_string_equal(element_get(design_find(&rig.session.design, "portal"), "dynos"), "4");
	assert_int_equal(rig.app->message_style, STYLE_ERROR);
	rig_shows(&rig, ": set portal dynos=lots");
	rig_keys(&rig, "<C-u>rename portal web<Enter>");
	assert_non_null(design_find(&rig.session.design, "web"));
	rig_keys(&rig, ":set web dy<Tab>7<Enter>");
	assert_string_equal(element_get(design_find(&rig.session.design, "web"), "dynos"), "7");
	rig_keys(&rig, ":cost<Enter>");
	rig_shows(&rig, "Cost a month");
	rig_keys(&rig, "<Esc>:<Up>");
	rig_shows(&rig, ": cost");
	rig_close(&rig);
}

static void a_verb_alone_is_helped_along(void **state)
{
	static const char *const lines[] = {"set", "add", "link", "unset", "move", "rename", "remove"};
	Rig rig;

	(void)state;
	rig_sample(&rig, "customer-portal.yaml", 80, 24);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		Text keys = {0};

		if (command_find(rig.app->commands, lines[i]))
			continue;               /* the name of a command runs as that */
		text_addf(&keys, ":%s<Enter>", lines[i]);
		rig_keys(&rig, text_str(&keys));
		assert_int_equal(rig.app->layer_count, 1);
		assert_int_equal(rig.app->message_style, STYLE_ERROR);
		rig_keys(&rig, "<Esc>");
		text_clear(&keys);
	}
	rig_keys(&rig, ":remove lin");
	rig_shows(&rig, "one of this class");
	rig_keys(&rig, "<Tab>");
	rig_shows(&rig, "remove link ");
	rig_close(&rig);
}

static void saving_writes_and_quitting_asks(void **state)
{
	Rig rig;
	char *bytes;
	size_t length;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "rX<Enter>q");
	rig_shows(&rig, "1 element is not saved");
	assert_false(app_wants_quit(rig.app));
	rig_keys(&rig, "<Esc>");
	assert_false(app_wants_quit(rig.app));
	rig_keys(&rig, "<C-s>");
	rig_says(&rig, "saved");
	assert_true(file_read(rig.path, &bytes, &length, NULL));
	assert_non_null(strstr(bytes, "PortalX"));
	free(bytes);
	rig_keys(&rig, "q");
	assert_true(app_wants_quit(rig.app));
	assert_true(app_take_wants(rig.app).quit);
	assert_false(app_wants_quit(rig.app));
	rig_keys(&rig, "rY<Enter>qd");
	assert_true(app_wants_quit(rig.app));
	assert_string_equal(element_get(design_find(&rig.session.design, "portal"), "name"), "PortalX");
	rig_close(&rig);
}

static void help_is_made_from_the_table(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 100, 60);
	rig_keys(&rig, "?");
	for (const Command *c = command_table; c->name; c++) {
		if (!(c->states & STATE_SELECT) || !*c->keys)
			continue;
		rig_keys(&rig, "<C-u>");
		for (const char *at = c->name; *at; at++) {
			char one[2] = {*at, 0};
			Key key = key_char(one);

			rig_key(&rig, &key);
		}
		rig_shows(&rig, c->name);
	}
	rig_keys(&rig, "<C-u>?");
	rig_shows(&rig, "all keys and commands");
	rig_keys(&rig, "cost sheet<Enter>");
	rig_shows(&rig, "Cost a month");
	rig_close(&rig);
}

static void findings_are_gone_through_and_fixed(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	assert_true(rig.app->world.findings.count > 0);
	rig_keys(&rig, "n");
	rig_says(&rig, "1/");
	rig_keys(&rig, "n");
	rig_says(&rig, "2/");
	rig_keys(&rig, "N");
	rig_says(&rig, "1/");
	rig_keys(&rig, "f");
	rig_shows(&rig, "Quick fix");
	rig_shows(&rig, "Explain the rule");
	rig_keys(&rig, "<Esc>Wit is meant so<Enter>");
	assert_int_equal(rig_count(&rig, CLASS_WAIVER), 1);
	rig_close(&rig);
}

static void a_key_without_meaning_says_so(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "Y");
	rig_says(&rig, "Y has no meaning here");
	rig_keys(&rig, "gq");
	rig_says(&rig, "g q has no meaning here");
	rig_keys(&rig, "md");
	rig_says(&rig, "d (delete) works on the canvas");
	rig_keys(&rig, "<Esc><Enter>c");
	rig_says(&rig, "c (connect) works on the canvas: Esc first");
	rig_keys(&rig, "<Esc>:describe<Enter>.");
	rig_says(&rig, ". (repeat) works on the canvas: Esc first");
	rig_keys(&rig, "<Esc>M");
	rig_says(&rig, " belongs on Heroku, and there is no other platform of it");
	rig_keys(&rig, "m");
	rig_keys(&rig, "<Esc><Paste \"equation for queue\">");
	rig_says(&rig, "pasted text");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 3);
	rig_close(&rig);
}

static void what_repeats_repeats(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, ".");
	rig_says(&rig, "nothing to repeat");
	rig_keys(&rig, "l<Enter><Enter><C-u>Docs<Enter><Esc>j.");
	assert_string_equal(element_get(design_find(&rig.session.design, "login"), "name"), "Docs");
	rig_keys(&rig, "as3<Enter><Enter>.<Enter>");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 5);
	rig_close(&rig);
}

static void a_new_box_stands_in_line_with_its_neighbour(void **state)
{
	Rig rig;
	const char *first, *second;
	int x1, y1, x2, y2;

	(void)state;
	rig_open(&rig, "troika: 1\nname: t\n", 80, 24);
	rig_keys(&rig, "aheroku postgres<Enter><Enter>aweb dyno<Enter><Enter>");
	first = element_get(design_at(&rig.session.design, CLASS_COMPONENT, 0), "at");
	second = element_get(design_at(&rig.session.design, CLASS_COMPONENT, 1), "at");
	assert_non_null(first);
	assert_non_null(second);
	assert_int_equal(sscanf(first, "%d,%d", &x1, &y1), 2);
	assert_int_equal(sscanf(second, "%d,%d", &x2, &y2), 2);
	assert_true(x1 == x2 || y1 == y2);
	rig_close(&rig);
}

static void a_link_named_the_wrong_way_round_is_turned(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, "troika: 1\nname: t\n", 80, 24);
	rig_keys(&rig, "asales cloud<Enter><Enter>aheroku postgres<Enter><Enter>caa");
	rig_shows(&rig, "Connect  Sales Cloud → Heroku Postgres");
	rig_shows(&rig, "> Heroku Connect");
	rig_keys(&rig, "<Left>");
	rig_shows(&rig, "Connect  Heroku Postgres → Sales Cloud");
	rig_close(&rig);
}

static void the_mouse_selects_moves_and_connects(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "<Click 48,7>");
	assert_string_equal(rig.app->selected, "files");
	rig_keys(&rig, "<Drag 48,7 50,7>");
	assert_string_equal(element_get(design_find(&rig.session.design, "files"), "at"), "46,4");
	assert_int_equal(session_undo_depth(&rig.session), 1);
	rig_keys(&rig, "<Drag 50,7 50,7>");
	assert_int_equal(session_undo_depth(&rig.session), 1);
	rig_keys(&rig, "<Drag 4,7 48,15>");
	rig_shows(&rig, "Connect  Portal → Login");
	rig_keys(&rig, "<Esc><DoubleClick 48,15>");
	rig_shows(&rig, "INSPECTOR");
	rig_keys(&rig, "<Esc><Drag 30,3 79,20>");
	rig_says(&rig, "2 marked");
	rig_keys(&rig, "<Click 1,23>");
	rig_shows(&rig, "Help: the keys here");
	rig_close(&rig);
}

static void an_unplaced_design_stays_where_it_was_drawn(void **state)
{
	static const char free_[] =
		"troika: 1\n"
		"platforms:\n  aws: {vendor: aws}\n"
		"components:\n  a: {kind: aws.s3, on: aws}\n  b: {kind: aws.sqs, on: aws}\n  c: {kind: aws.lambda, on: aws}\n";
	Rig rig;
	Rect before, after;

	(void)state;
	rig_open(&rig, free_, 80, 24);
	assert_true(app_bounds(rig.app, "c", &before));
	rig_keys(&rig, "adynamo<Enter><Enter>");
	assert_int_equal(rig_count(&rig, CLASS_COMPONENT), 4);
	assert_true(app_bounds(rig.app, "c", &after));
	assert_int_equal(before.x, after.x);
	assert_int_equal(before.y, after.y);
	assert_int_equal(session_undo_depth(&rig.session), 1);
	rig_close(&rig);
}

/* A zone that has to leave its place takes boxes with it that were shifted before. */
static void a_component_may_be_put_on_any_platform(void **state)
{
	static const char *const moves[] = {"jobs on=services", "iam on=salesforce", "crm on=aws", "okta on=heroku"};

	(void)state;
	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		Rig rig;
		Keys keys = {0};
		Text script = {0};

		rig_sample(&rig, "customer-portal.yaml", 80, 24);
		text_addf(&script, ":set %s<Enter>", moves[i]);
		assert_true(keys_parse(text_str(&script), &keys, NULL));
		for (size_t k = 0; k < keys.count; k++)
			rig_key(&rig, &keys.items[k]);
		assert_int_equal(session_undo_depth(&rig.session), 1);
		keys_clear(&keys);
		text_clear(&script);
		rig_close(&rig);
	}
}

static void the_start_screen_opens_designs(void **state)
{
	AppOptions options = {.width = 80, .height = 24};
	char folder[] = "/tmp/troika-start-XXXXXX", script[128], command[64];
	List recent = {0};
	Rig rig = {0};

	(void)state;
	assert_non_null(mkdtemp(folder));
	setenv("XDG_STATE_HOME", folder, 1);
	rig.app = app_new(NULL, &options);
	rig_shows(&rig, "New design");
	rig_keys(&rig, "<Esc>");
	rig_says(&rig, "q leaves");
	rig_keys(&rig, "?");
	rig_shows(&rig, "Help: the keys here");
	rig_keys(&rig, "<Esc>");
	rig_shows(&rig, "New design");
	rig_keys(&rig, ":cost<Enter>");
	rig_says(&rig, "no design is open");
	rig_keys(&rig, "q");
	assert_true(app_take_wants(rig.app).quit);
	rig_keys(&rig, ":open /tmp<Enter>");
	assert_int_equal(rig.app->message_style, STYLE_ERROR);
	assert_null(app_session(rig.app));
	snprintf(script, sizeof script, "<Enter>%s/new.yaml<Enter>", folder);
	rig_keys(&rig, script);
	rig_shows(&rig, "An empty design");
	rig_keys(&rig, "as3<Enter><Enter><C-s>");
	rig_says(&rig, "saved");
	rig_shows(&rig, "kept");
	app_free(rig.app);
	/* The next time it is among the recent; before a design is open there is nothing for panels to show. */
	snprintf(script, sizeof script, "%s/new.yaml", folder);
	list_add(&recent, script);
	options.recent = &recent;
	options.width = 120;
	options.height = 40;
	rig.app = app_new(NULL, &options);
	rig_shows(&rig, "Recent");
	rig_hides(&rig, "INSPECTOR");
	rig_keys(&rig, "new.yaml<Enter>");
	rig_says(&rig, "opened");
	rig_shows(&rig, "Amazon S3");
	rig_shows(&rig, "INSPECTOR");
	app_free(rig.app);
	list_clear(&recent);
	canvas_clear(&rig.canvas);
	text_clear(&rig.frame);
	unsetenv("XDG_STATE_HOME");
	snprintf(command, sizeof command, "rm -rf %s", folder);
	assert_int_equal(system(command), 0);
}

static void arrows_mark_while_going(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "vlj");
	rig_says(&rig, "");
	assert_int_equal(rig.app->marks.count, 3);
	rig_keys(&rig, "<Esc>h");
	assert_int_equal(rig.app->marks.count, 0);
	rig_close(&rig);
}

static void a_change_goes_to_all_that_are_marked(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "lA<Enter>");
	rig_shows(&rig, "changes go to all marked");
	go_to_row(&rig, "name");
	rig_keys(&rig, "<Enter><C-u>Both<Enter>");
	assert_string_equal(element_get(design_find(&rig.session.design, "files"), "name"), "Both");
	assert_string_equal(element_get(design_find(&rig.session.design, "login"), "name"), "Both");
	assert_string_equal(element_get(design_find(&rig.session.design, "portal"), "name"), "Portal");
	assert_int_equal(session_undo_depth(&rig.session), 1);
	rig_close(&rig);
}

static void a_pinned_route_is_let_go(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "R");
	rig_says(&rig, "select a link");
	rig_keys(&rig, "]R");
	rig_says(&rig, "no route is pinned");
	rig_keys(&rig, ":set portal-files route=\"\\\"30,5\\\"\"<Enter>");
	assert_string_equal(element_get(design_find(&rig.session.design, "portal-files"), "route"), "\"30,5\"");
	rig_keys(&rig, "tr");
	rig_says(&rig, "routes are found anew");
	assert_null(element_get(design_find(&rig.session.design, "portal-files"), "route"));
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_design_says_what_to_press),
		cmocka_unit_test(placing_takes_five_keys_and_makes_the_platform),
		cmocka_unit_test(a_ghost_can_be_moved_and_put_back),
		cmocka_unit_test(connecting_takes_a_tag_and_a_pattern),
		cmocka_unit_test(selecting_scrolls_only_for_what_is_hidden),
		cmocka_unit_test(marks_of_more_hide_nothing),
		cmocka_unit_test(the_title_keeps_its_sides_apart),
		cmocka_unit_test(an_export_replaces_nothing_unasked),
		cmocka_unit_test(what_is_out_of_sight_is_connected_by_name),
		cmocka_unit_test(a_whole_platform_is_connected_as_well),
		cmocka_unit_test(an_id_without_its_vendor_finds_its_kind),
		cmocka_unit_test(blind_typing_makes_the_same_design),
		cmocka_unit_test(arrows_select_the_nearest),
		cmocka_unit_test(moving_is_one_edit_and_can_be_put_back),
		cmocka_unit_test(a_box_in_the_way_stops_the_ghost_and_can_be_swapped),
		cmocka_unit_test(deleting_says_what_went_and_undo_brings_it_back),
		cmocka_unit_test(marks_make_verbs_work_on_many),
		cmocka_unit_test(copies_bring_their_links),
		cmocka_unit_test(the_inspector_edits_fields),
		cmocka_unit_test(choices_turn_and_numbers_step),
		cmocka_unit_test(the_prompt_runs_the_edit_language),
		cmocka_unit_test(a_verb_alone_is_helped_along),
		cmocka_unit_test(saving_writes_and_quitting_asks),
		cmocka_unit_test(help_is_made_from_the_table),
		cmocka_unit_test(findings_are_gone_through_and_fixed),
		cmocka_unit_test(a_key_without_meaning_says_so),
		cmocka_unit_test(what_repeats_repeats),
		cmocka_unit_test(a_new_box_stands_in_line_with_its_neighbour),
		cmocka_unit_test(a_link_named_the_wrong_way_round_is_turned),
		cmocka_unit_test(the_mouse_selects_moves_and_connects),
		cmocka_unit_test(an_unplaced_design_stays_where_it_was_drawn),
		cmocka_unit_test(a_component_may_be_put_on_any_platform),
		cmocka_unit_test(the_start_screen_opens_designs),
		cmocka_unit_test(arrows_mark_while_going),
		cmocka_unit_test(a_pinned_route_is_let_go),
		cmocka_unit_test(a_change_goes_to_all_that_are_marked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
