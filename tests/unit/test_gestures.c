/* What hands do: type ahead, paste, point, and count keys. Each gesture is one undo, and a flow takes the keys it may take. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sys/stat.h>

#include "tests/unit/app_designs.h"
#include "tests/unit/app_rig.h"
#include "tests/unit/random.h"

static char *model(const Rig *rig)
{
	DesignSource none = {0};
	Text text = {0};

	assert_true(design_splice(&none, &rig->session.design, catalog_builtin(), &text, NULL));
	return text_take(&text);
}

/* The whole drawing, without what is selected. */
static char *drawing(const Rig *rig)
{
	const Scene *scene = &rig->app->world.scene;
	Canvas canvas = {0};
	Text text = {0};

	assert_true(canvas_init(&canvas, scene->width, scene->height));
	scene_draw(scene, NULL, &canvas, 0, 0, scene->width, scene->height, scene->left, scene->top);
	canvas_add_text(&canvas, true, &text);
	scene_add_legend(scene, 0, &text);
	canvas_clear(&canvas);
	return text_take(&text);
}

static const char *value(const Rig *rig, const char *id, const char *key)
{
	return element_get(design_find(&rig->session.design, id), key);
}

static size_t depth(const Rig *rig)
{
	return session_undo_depth(&rig->session);
}

/* --- typing ahead ------------------------------------------------------------------ */

/* Two hundred keys, taken in one go, or each with its frame and all that waits done. */
static void keys_in_one_go_mean_the_same(void **state)
{
	static const char *const pieces[] = {
		"as3<Enter><Enter>", "alambda<Enter><Down><Enter>", "caa<Enter>", "rX<Enter>", "mjl<Enter>", "u", "U", "wl", "d",
		"nf<Enter>", "hyp", "zZ", "<Enter><Enter>Y<Enter><Esc>", ":set portal dynos=3<Enter>", "ta<Enter>", "gg;aa", "q<Esc>",
	};

	(void)state;
	random_start("test_gestures");
	for (int round = 0; round < 4; round++) {
		Rig slow, fast;
		Keys keys = {0};
		Text script = {0};
		char *a, *b;

		while (keys.count < 200) {
			keys_clear(&keys);
			text_add(&script, pieces[random_below(sizeof pieces / sizeof *pieces)]);
			assert_true(keys_parse(text_str(&script), &keys, NULL));
		}
		rig_open(&slow, two, 80, 24);
		rig_open(&fast, two, 80, 24);
		for (size_t i = 0; i < keys.count; i++) {
			rig_key(&slow, &keys.items[i]);
			rig_frame(&slow);
			app_key(fast.app, &keys.items[i]);
		}
		a = model(&slow);
		b = model(&fast);
		if (strcmp(a, b) != 0)
			fail_msg("%s\nslowly:\n%s\nin one go:\n%s", text_str(&script), a, b);
		free(a);
		free(b);
		keys_clear(&keys);
		text_clear(&script);
		rig_close(&slow);
		rig_close(&fast);
	}
}

/* --- pasting ------------------------------------------------------------------------- */

static void a_paste_runs_nothing_anywhere(void **state)
{
	static const char *const ways[] = {
		"", "]", "gd", "alambda<Enter>", "m", "c", ";", "B", "!", "nf", "<Enter>", "<S-Tab>", "rX<Enter>q", "C", "g", "t", "e",
	};

	(void)state;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		Rig rig;
		size_t said;
		uint64_t version;

		rig_open(&rig, two, 80, 24);
		rig_keys(&rig, ways[i]);
		said = rig.app->said;
		version = rig.session.design.version;
		rig_keys(&rig, "<Paste \"equation for queue\\u000dd:q!\\u001b[A\">");
		assert_int_equal(rig.session.design.version, version);
		assert_false(app_wants_quit(rig.app));
		if (rig.app->said != said + 1)
			fail_msg("%s: said %zu things, not one", ways[i], rig.app->said - said);
		rig_says(&rig, "paste");
		rig_close(&rig);
	}
}

static void a_field_takes_a_paste_as_it_is(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "r<C-u><Paste \"equation for\\u000aqueue :q! dd\">");
	rig_shows(&rig, "equation for queue :q! dd");
	rig_keys(&rig, "<Enter>");
	assert_string_equal(value(&rig, "portal", "name"), "equation for queue :q! dd");
	assert_int_equal(depth(&rig), 1);
	rig_close(&rig);
}

static void a_paste_too_long_is_told(void **state)
{
	static const char *const ways[] = {"r", ":", "/", "a", "<Enter><Enter>"};
	char *big = mem_alloc((1 << 20) + 1);

	(void)state;
	memset(big, 'q', 1 << 20);
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		Key paste = {.code = CODE_PASTE, .text = big, .length = 1 << 20};
		Rig rig;

		rig_open(&rig, two, 80, 24);
		rig_keys(&rig, ways[i]);
		rig_key(&rig, &paste);
		rig_says(&rig, "nothing was added");
		assert_int_equal(depth(&rig), 0);
		rig_close(&rig);
	}
	free(big);
}

/* --- pointing -------------------------------------------------------------------------- */

static void mouse(Rig *rig, KeyCode code, int x, int y)
{
	Key key = {.code = code, .button = 1, .clicks = 1, .x = x, .y = y};

	rig_key(rig, &key);
}

static void a_drag_is_one_undo_or_none(void **state)
{
	Rig rig;
	char *before, *after;

	(void)state;
	rig_open(&rig, two, 80, 24);
	before = model(&rig);
	mouse(&rig, CODE_PRESS, 48, 7);
	for (int x = 48; x < 56; x++)
		mouse(&rig, CODE_MOVE, x, 7 + (x - 48) / 4);
	mouse(&rig, CODE_RELEASE, 55, 8);
	assert_int_equal(depth(&rig), 1);
	rig_keys(&rig, "u");
	after = model(&rig);
	assert_string_equal(before, after);
	free(after);
	mouse(&rig, CODE_PRESS, 48, 7);                 /* there and back again */
	mouse(&rig, CODE_MOVE, 52, 8);
	mouse(&rig, CODE_MOVE, 48, 7);
	mouse(&rig, CODE_RELEASE, 48, 7);
	assert_int_equal(depth(&rig), 0);
	after = model(&rig);
	assert_string_equal(before, after);
	free(before);
	free(after);
	rig_close(&rig);
}

/* The drawing stands still under the pointer, whatever the box is near; Esc leaves all as it was. */
static void a_drag_does_not_scroll(void **state)
{
	Rig rig;
	Rect box, r;
	char *before;
	int ox, oy;

	(void)state;
	rig_sample(&rig, "customer-portal.yaml", 120, 40);
	assert_true(app_bounds(rig.app, "sessions", &box));
	r = rig.app->layout.canvas;
	ox = rig.app->ox;
	oy = rig.app->oy;
	for (int way = 0; way < 2; way++) {
		int x = box.x - ox + r.x + 3, y = box.y - oy + r.y + 1;

		mouse(&rig, CODE_PRESS, x, y);
		before = mem_copy(rig_frame(&rig));
		for (int step = 1; step <= 5; step++) {
			mouse(&rig, CODE_MOVE, way ? x : x + step, way ? y + step : y);
			assert_int_equal(rig.app->ox, ox);
			assert_int_equal(rig.app->oy, oy);
		}
		rig_keys(&rig, "<Esc>");
		text_reset(&rig.app->message);
		assert_string_equal(rig_frame(&rig), before);
		mouse(&rig, CODE_RELEASE, x, y);
		free(before);
	}
	rig_close(&rig);
}

/* What is shown is what is dropped: with a box in the way, the last free place. */
static void a_drag_ends_where_the_ghost_is(void **state)
{
	Rig rig;
	Rect box, ghost, dropped;
	int x, y;

	(void)state;
	rig_sample(&rig, "customer-portal.yaml", 120, 40);
	assert_true(app_bounds(rig.app, "sessions", &box));
	x = box.x - rig.app->ox + rig.app->layout.canvas.x + 3;
	y = box.y - rig.app->oy + rig.app->layout.canvas.y + 1;
	mouse(&rig, CODE_PRESS, x, y);
	for (int step = 1; step <= 5; step++)
		mouse(&rig, CODE_MOVE, x, y + step);
	assert_true(rig.app->move.blocked);
	assert_true(app_bounds(rig.app, "sessions", &ghost));
	assert_true(ghost.y > box.y);
	mouse(&rig, CODE_RELEASE, x, y + 5);
	assert_int_equal(depth(&rig), 1);
	assert_true(app_bounds(rig.app, "sessions", &dropped));
	assert_int_equal(dropped.x, ghost.x);
	assert_int_equal(dropped.y, ghost.y);
	rig_close(&rig);
}

/* At the window's edge the drawing scrolls on under the box; Esc brings the view back too. */
static void a_drag_scrolls_at_the_edge(void **state)
{
	Rig rig;
	Rect r;
	int ox, oy;

	(void)state;
	rig_open(&rig, two, 80, 24);
	r = rig.app->layout.canvas;
	ox = rig.app->ox;
	oy = rig.app->oy;
	mouse(&rig, CODE_PRESS, 48, 7);
	for (int x = 49; x < r.x + r.w; x++)
		mouse(&rig, CODE_MOVE, x, 7);
	assert_true(rig.app->ox > ox);
	assert_int_equal(rig.app->oy, oy);
	rig_keys(&rig, "<Esc>");
	assert_int_equal(rig.app->ox, ox);
	assert_int_equal(rig.app->oy, oy);
	rig_close(&rig);
}

/* Released outside, or never: the drag ends with at most one undo, and the next click is a click. */
static void a_drag_ends_however_it_ends(void **state)
{
	static const int outside[][2] = {{500, 300}, {-20, -9}, {48, 23}, {48, 0}, {79, 500}};
	static const char *const instead[] = {"<Esc>", "<Click 6,7>", "j", "<Enter>", "<C-l>", "<Wheel 1 10,10>"};

	(void)state;
	for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
		Rig rig;

		rig_open(&rig, two, 80, 24);
		mouse(&rig, CODE_PRESS, 48, 7);
		mouse(&rig, CODE_MOVE, 50, 7);
		mouse(&rig, CODE_MOVE, outside[i][0], outside[i][1]);
		mouse(&rig, CODE_RELEASE, outside[i][0], outside[i][1]);
		assert_true(depth(&rig) <= 1);
		assert_int_equal(app_state(rig.app), STATE_SELECT);
		mouse(&rig, CODE_MOVE, 20, 10);         /* without a button */
		assert_true(depth(&rig) <= 1);
		assert_false(rig.app->previewing);
		rig_close(&rig);
	}
	for (size_t i = 0; i < sizeof instead / sizeof *instead; i++) {
		Rig rig;
		uint64_t version;

		rig_open(&rig, two, 80, 24);
		mouse(&rig, CODE_PRESS, 48, 7);
		mouse(&rig, CODE_MOVE, 50, 7);
		rig_keys(&rig, instead[i]);
		rig_keys(&rig, "<Click 6,7>");
		assert_true(depth(&rig) <= 1);
		assert_false(rig.app->previewing);
		assert_int_equal(app_state(rig.app), STATE_SELECT);
		assert_string_equal(rig.app->selected, "portal");
		version = rig.session.design.version;
		mouse(&rig, CODE_MOVE, 30, 12);
		mouse(&rig, CODE_RELEASE, 30, 12);
		assert_int_equal(rig.session.design.version, version);
		rig_close(&rig);
	}
}

/* --- one undo each ------------------------------------------------------------------------ */

static void every_gesture_is_one_undo(void **state)
{
	static const char *const gestures[] = {
		"as3<Enter><Enter>", "cas<Enter>", "mjl<Enter>", "d", "rX<Enter>", "nf<Enter>", "<Space>l<Space>yp", "gad",
		":set portal dynos=3<Enter>", "A<Enter><Enter><C-u>Both<Enter>", "Wbecause<Enter>", "]x", "]d",
	};

	(void)state;
	for (size_t i = 0; i < sizeof gestures / sizeof *gestures; i++) {
		Rig rig;
		char *before, *after;

		rig_open(&rig, two, 80, 24);
		if (gestures[i][0] == 'W')
			rig_keys(&rig, "n");
		before = model(&rig);
		rig_keys(&rig, gestures[i]);
		if (depth(&rig) != 1)
			fail_msg("%s takes %zu undos, and says %s", gestures[i], depth(&rig), rig_said(&rig));
		rig_keys(&rig, "<Esc><Esc><Esc>u");
		after = model(&rig);
		assert_string_equal(before, after);
		free(before);
		free(after);
		rig_close(&rig);
	}
}

/* A name so long that links must go around the box: with the name, their routes go back as well. */
static void undo_takes_the_drawing_back(void **state)
{
	static const char *const gestures[] = {
		"/jobs<Enter>r and a long name<Enter>", "/sessions<Enter>r日本<Enter>", "/portal<Enter>mH<Enter>", "/jobs<Enter>d",
		"/okta<Enter>mjj<Enter>", "/sessions<Enter>mL<Enter>", "as3<Enter><Enter>", "gsd", "Zz",
	};

	(void)state;
	for (size_t i = 0; i < sizeof gestures / sizeof *gestures; i++) {
		Rig rig;
		char *before, *after;
		size_t undos;

		rig_sample(&rig, "customer-portal.yaml", 80, 24);
		before = drawing(&rig);
		rig_keys(&rig, gestures[i]);
		for (undos = depth(&rig); undos > 0; undos--)
			rig_keys(&rig, "u");
		after = drawing(&rig);
		assert_string_equal(before, after);
		free(before);
		free(after);
		rig_close(&rig);
	}
}

static void tidying_is_one_undo(void **state)
{
	Rig rig;
	char *before, *after;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "mjjjjlll<Enter>");
	before = model(&rig);
	rig_keys(&rig, "ta");
	assert_int_equal(depth(&rig), 1);
	rig_keys(&rig, "<Enter>");
	assert_int_equal(depth(&rig), 2);
	rig_keys(&rig, "u");
	after = model(&rig);
	assert_string_equal(before, after);
	free(before);
	free(after);
	rig_close(&rig);
}

/* --- what a flow costs --------------------------------------------------------------------- */

/* A flow and the keys it may take; words that must be on the screen then. */
static const struct { const char *keys; size_t most; const char *shown; } flows[] = {
	{"as3<Enter><Enter>", 5, "added Amazon S3"},
	{"cas<Enter>", 4, "connected Portal → Login"},
	{"mj<Enter>", 3, "moved Portal"},
	{"nf<Enter>", 3, "undo 1"},
	{"ta<Enter>", 3, "idied"},
	{"d", 1, "deleted Portal"},
	{"rX<Enter>", 3, "PortalX"},
	{"/log<Enter>", 5, "Login   Amazon Cognito"},
	{"l", 1, "Files   "},
	{"]x", 2, "undo 1"},
	{"yp", 2, "pasted 1 element"},
	{"B", 1, "Cost a month"},
	{"?", 1, "Help"},
	{"z", 1, "zoom detail"},
	{"Z", 1, "zoom overview"},
	{"es<Enter>", 3, "wrote "},
};

static void flows_take_the_keys_they_may(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof flows / sizeof *flows; i++) {
		Keys keys = {0};
		char svg[96];
		Rig rig;

		rig_open(&rig, two, 100, 30);
		assert_true(keys_parse(flows[i].keys, &keys, NULL));
		if (keys.count > flows[i].most)
			fail_msg("%s takes %zu keys", flows[i].keys, keys.count);
		rig_keys(&rig, flows[i].keys);
		rig_shows(&rig, flows[i].shown);
		keys_clear(&keys);
		snprintf(svg, sizeof svg, "%s/design.svg", rig.folder);
		unlink(svg);
		rig_close(&rig);
	}
}

/* --- a file that cannot be written ----------------------------------------------------------- */

static void a_save_that_fails_keeps_all(void **state)
{
	char other[128];
	Rig rig;
	char *bytes;
	size_t length;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "rX<Enter>");
	snprintf(other, sizeof other, "%s/kept", rig.folder);
	assert_int_equal(rename(rig.path, other), 0);
	assert_int_equal(mkdir(rig.path, 0700), 0);     /* no file can go there, whoever asks */
	rig_keys(&rig, "<C-s>");
	assert_int_equal(rig.app->message_style, STYLE_ERROR);
	rig_says(&rig, "design.yaml");
	assert_true(session_dirty(&rig.session));
	assert_string_equal(value(&rig, "portal", "name"), "PortalX");
	assert_int_equal(rmdir(rig.path), 0);
	assert_int_equal(rename(other, rig.path), 0);
	rig_keys(&rig, "<C-s>");
	rig_says(&rig, "saved");
	assert_true(file_read(rig.path, &bytes, &length, NULL));
	assert_non_null(strstr(bytes, "PortalX"));
	free(bytes);
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_in_one_go_mean_the_same),
		cmocka_unit_test(a_paste_runs_nothing_anywhere),
		cmocka_unit_test(a_field_takes_a_paste_as_it_is),
		cmocka_unit_test(a_paste_too_long_is_told),
		cmocka_unit_test(a_drag_is_one_undo_or_none),
		cmocka_unit_test(a_drag_does_not_scroll),
		cmocka_unit_test(a_drag_ends_where_the_ghost_is),
		cmocka_unit_test(a_drag_scrolls_at_the_edge),
		cmocka_unit_test(a_drag_ends_however_it_ends),
		cmocka_unit_test(every_gesture_is_one_undo),
		cmocka_unit_test(undo_takes_the_drawing_back),
		cmocka_unit_test(tidying_is_one_undo),
		cmocka_unit_test(flows_take_the_keys_they_may),
		cmocka_unit_test(a_save_that_fails_keeps_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
