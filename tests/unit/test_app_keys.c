/* Every key in every state does something or says why not; hints, palette and sizes hold what they promise. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/utf8.h"
#include "tests/unit/app_spots.h"
#include "tui/command_table.h"

static void add_keys(Keys *keys)
{
	Text script = {0};

	for (char c = '!'; c < 127; c++)
		text_addf(&script, "%s", c == '<' ? "<lt>" : (char[]){c, '\0'});
	text_add(&script, "<Enter><Esc><Tab><S-Tab><Space><BS><Del><Ins><Up><Down><Left><Right><Home><End><PgUp><PgDn>"
	         "<F1><F2><F3><F4><F5><F12><C-c><C-f><C-l><C-n><C-o><C-p><C-r><C-s><C-u><C-w><C-x><C-z><A-x><S-Up>é日"
	         "<Paste \"d:q!\"><Click 48,7><RightClick 48,7><Wheel 1 10,10><Wheel -1 79,23><Click 0,0><Click 79,23>");
	assert_true(keys_parse(text_str(&script), keys, NULL));
	text_clear(&script);
}

static int silent;              /* keys that did nothing and said nothing */

static void press(Rig *rig, const Spot *place, const Key *key)
{
	Shot before = {0}, after = {0};
	Text name = {0};
	AppWants wants;
	uint64_t version = rig->session.design.version;

	take(rig, &before);
	text_reset(&rig->app->message);
	rig_key(rig, key);
	take(rig, &after);
	key_add_text(&name, key);
	wants = app_take_wants(rig->app);
	if (!rig->app->message.length && same(&before, &after) && !wants.quit && !wants.suspend && !wants.repaint &&
	    !key_is_mouse(key)) {

		print_message("%s: %s does nothing and says nothing\n", place->name, text_str(&name));
		silent++;
	}
	assert_true(design_check(&rig->session.design, catalog_builtin(), NULL, NULL));
	if (key->code == CODE_PASTE)
		assert_int_equal(rig->session.design.version, version);
	free(before.cells);
	free(after.cells);
	text_clear(&name);
}

static void no_key_does_nothing_silently(void **state)
{
	Keys keys = {0};
	Shot start = {0}, now = {0};

	(void)state;
	add_keys(&keys);
	for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
		Rig rig;

		open_spot(&rig, &places[p], &start);
		for (size_t i = 0; i < keys.count; i++) {
			press(&rig, &places[p], &keys.items[i]);
			rig.app->pending_count = 0;
			text_reset(&rig.app->message);
			take(&rig, &now);
			if (same(&start, &now))
				continue;
			rig_close(&rig);        /* it went somewhere else: begin anew */
			open_spot(&rig, &places[p], &start);
		}
		assert_int_equal(chdir("/"), 0);
		rig_close(&rig);
	}
	free(start.cells);
	free(now.cells);
	keys_clear(&keys);
	assert_int_equal(silent, 0);
}

/* What the help lists for a state is run by its key there. */
static void every_command_answers_in_its_states(void **state)
{
	(void)state;
	for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
		Rig rig;

		rig_open(&rig, two, 80, 24);
		for (size_t i = 0; i < rig.app->keymap.count; i++) {
			const Binding *binding = &rig.app->keymap.items[i];
			const Command *found = NULL;

			if (!(binding->states & places[p].state))
				continue;
			assert_int_equal(keymap_find(&rig.app->keymap, places[p].state, binding->keys, binding->count, &found),
			                 MAP_COMMAND);
			assert_ptr_equal(found, binding->command);
		}
		rig_close(&rig);
	}
}

/* --- hints ------------------------------------------------------------------------- */

static bool is_hint_word(const char *word)
{
	for (const Command *c = command_table; c->name; c++) {
		char *copy = mem_copy(c->hint);
		bool found = false;

		for (char *at = strtok(copy, " "); at; at = strtok(NULL, " "))
			found |= strcmp(at, word) == 0;
		free(copy);
		if (found)
			return true;
	}
	return false;
}

static void hints_are_whole_words_at_every_width(void **state)
{
	static const char *const more[] = {"", "a", "m", "c", "<Enter>", "B"};
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	for (size_t s = 0; s < sizeof more / sizeof *more; s++) {
		rig_keys(&rig, more[s]);
		for (int w = 20; w <= 300; w++) {
			Text row = {0};

			app_resize(rig.app, w, 24);
			rig_frame(&rig);
			for (int x = 0; x < w; x++)
				text_add(&row, canvas_at(&rig.canvas, x, 23)->bytes);
			if (!strstr(text_str(&row), "? help") && !(s == 1 && strstr(text_str(&row), "help")))
				fail_msg("no help at width %d: %s", w, text_str(&row));
			for (char *word = strtok(row.s, " ,"); word; word = strtok(NULL, " ,"))
				if (!is_hint_word(word) && strlen(word) > 2 && strncmp(word, "Ctrl", 4) != 0 &&
				    strncmp(word, "Shift", 5) != 0 && !strstr("Enter Esc Space Tab Left Right", word))
					fail_msg("\"%s\" at width %d is no whole hint", word, w);
			text_clear(&row);
		}
		app_resize(rig.app, 80, 24);
		rig_keys(&rig, "<Esc><Esc>");
	}
	rig_close(&rig);
}

/* --- palette ------------------------------------------------------------------------ */

static void type(Rig *rig, const char *text)
{
	rig_keys(rig, "<C-u>");
	for (const char *at = text; *at; at++) {
		Key key = key_char((char[]){*at, '\0'});

		rig_key(rig, &key);
	}
}

static bool in_top_three(const Rig *rig, const char *word)
{
	for (size_t i = 0; i < 3; i++) {
		const PickRow *row = picker_shown(&app_layer(rig->app)->picker, i);

		if (row && strcmp(row->id, word) == 0)
			return true;
	}
	return false;
}

static void expect_found(Rig *rig, const Command *c, const char *typed)
{
	type(rig, typed);
	if (!in_top_three(rig, c->word))
		fail_msg("\"%s\" does not find %s:\n%s", typed, c->word, rig_frame(rig));
}

static void the_palette_finds_every_command(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, two, 100, 40);
	rig_keys(&rig, ":");
	for (const Command *c = command_table; c->name; c++) {
		Text keys = {0};

		if (*c->keys && !(c->states & STATE_SELECT))
			continue;       /* of a tool or a list: of no use from here */
		expect_found(&rig, c, c->name);
		expect_found(&rig, c, c->word);
		keymap_add_keys(&rig.app->keymap, c, STATE_SELECT, &keys);
		if (keys.length && strcmp(text_str(&keys), "?") != 0)
			expect_found(&rig, c, text_str(&keys));
		text_clear(&keys);
	}
	expect_found(&rig, command_find(command_table, "delete"), "remove");
	expect_found(&rig, command_find(command_table, "undo"), "take back");
	expect_found(&rig, command_find(command_table, "cost"), "budget");
	expect_found(&rig, command_find(command_table, "write"), "sav");
	rig_close(&rig);
}

/* A line of the edit language is told how it is written, whether it can run, and why not; a refused one stays. */
static void an_edit_line_is_helped_along(void **state)
{
	static const char *const whole[] = {
		"move portal 3,4", "set portal name=Web", "rename portal web", "remove portal ", "add heroku.web name=Foo",
	};
	Rig rig;

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, ":");
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
		type(&rig, whole[i]);
		rig_shows(&rig, "Enter runs this line");
		rig_hides(&rig, "0 of 0");
	}
	type(&rig, "move ");
	rig_shows(&rig, "move ID X,Y");
	type(&rig, "set portl name=Web");
	rig_shows(&rig, "\"portl\"; did you mean portal?");
	rig_hides(&rig, "Enter runs");
	rig_keys(&rig, "<Enter>");
	rig_shows(&rig, ": set portl name=Web");
	rig_says(&rig, "portl");
	rig_keys(&rig, "<Tab>");
	rig_says(&rig, "nothing to complete");
	type(&rig, "set portal name=Web");
	rig_keys(&rig, "<Enter>");
	assert_null(app_layer(rig.app));
	assert_string_equal(element_get(design_find(&rig.session.design, "portal"), "name"), "Web");
	rig_close(&rig);
}

/* --- bars ---------------------------------------------------------------------------- */

/* Row Y of the frame, in OUT. */
static void frame_row(Rig *rig, int y, Text *out)
{
	const char *at = rig_frame(rig);

	while (y-- > 0)
		at += strcspn(at, "\n") + 1;
	text_reset(out);
	text_add_n(out, at, strcspn(at, "\n"));
}

static void bars_keep_what_counts(void **state)
{
	Rig rig;
	Text row = {0};

	(void)state;
	rig_open(&rig, two, 80, 24);
	snprintf(rig.session.source.path, strlen(rig.session.source.path) + 1, "%s", "a-design-of-a-long.yaml");
	for (int w = 60; w < 130; w++) {
		app_resize(rig.app, w, 24);
		frame_row(&rig, 0, &row);
		if (!strstr(text_str(&row), "  SELECT  ") || !strstr(text_str(&row), "/mo"))
			fail_msg("the title at %d columns: %s", w, text_str(&row));
	}
	app_resize(rig.app, 80, 24);
	app_say(rig.app, "%s", "▲ 1/2 a finding that says so much that there is no room at all for the rest of it   f fix");
	frame_row(&rig, 22, &row);
	if (!strstr(text_str(&row), "…   f fix   ! more"))
		fail_msg("the status: %s", text_str(&row));
	text_clear(&row);
	rig_close(&rig);
}

/* Where the drawing goes on, the mark stands beside it, not on it. */
static void marks_of_scrolling_spare_the_drawing(void **state)
{
	static const char *const marks[] = {"‹", "›", "↑", "↓"};
	Rig rig;

	(void)state;
	rig_sample(&rig, "customer-portal.yaml", 70, 20);
	for (int y = 0; y < 30; y++) {
		size_t drawn, kept = 0, shown = 0;
		Canvas bare;

		rig.app->oy = y;
		rig.app->ox = y / 2;
		app_view_clamp(rig.app);
		rig_frame(&rig);
		assert_true(canvas_init(&bare, 70, 20));
		scene_draw(&rig.app->world.scene, &(SceneFocus){0}, &bare, 0, 2, 70, 16, rig.app->ox, rig.app->oy);
		for (int i = 2 * 70; i < 18 * 70; i++) {
			for (size_t m = 0; m < 4; m++) {
				drawn = strcmp(rig.canvas.cells[i].bytes, marks[m]) == 0;
				shown += drawn;
				kept += drawn && strcmp(bare.cells[i].bytes, " ") == 0;
			}
		}
		assert_true(shown > 0);
		assert_int_equal(kept, shown);
		canvas_clear(&bare);
	}
	rig_close(&rig);
}

/* In the smallest window what can be chosen stands below the words, not on them. */
static void the_quick_fix_is_legible_when_small(void **state)
{
	static const int sizes[][2] = {{20, 5}, {20, 3}, {30, 8}, {40, 10}};
	Rig rig;
	Text row = {0};

	(void)state;
	rig_open(&rig, two, 80, 24);
	rig_keys(&rig, "nf");
	assert_string_equal(app_layer(rig.app)->kind->name, "fix");
	for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
		size_t shown = app_layer(rig.app)->picker.shown_count;
		bool begun = false;
		size_t rows = 0;

		app_resize(rig.app, sizes[s][0], sizes[s][1]);
		for (int y = 0; y < sizes[s][1] - 2; y++) {
			const char *at;

			frame_row(&rig, y, &row);
			at = text_str(&row);
			at += text_starts(at, "│ ") ? strlen("│ ") : 0;
			begun = begun || text_starts(at, "> ");
			if (begun && !text_starts(at, "└") && *at) {
				rows++;
				if (!text_starts(at, "> ") && !text_starts(at, "  "))
					fail_msg("at %dx%d:\n%s", sizes[s][0], sizes[s][1], rig_frame(&rig));
			}
		}
		assert_true(rows >= 1 && rows <= shown + 1);
	}
	text_clear(&row);
	rig_close(&rig);
}

/* --- sizes --------------------------------------------------------------------------- */

static void check_canvas(const Canvas *canvas)
{
	for (int y = 0; y < canvas->height; y++) {
		for (int x = 0; x < canvas->width; x++) {
			const Cell *cell = canvas_at(canvas, x, y);

			if (cell->width == 2)
				assert_true(x + 1 < canvas->width && canvas_at(canvas, x + 1, y)->width == 0);
			else if (cell->width == 0)
				assert_true(x > 0 && canvas_at(canvas, x - 1, y)->width == 2);
			assert_true(cell->width == 0 || cell->bytes[0]);
			assert_true(cell->style < STYLE_COUNT);
		}
	}
	assert_true(canvas->cursor_x < canvas->width && canvas->cursor_y < canvas->height);
}

static void every_size_is_drawn_in_every_state(void **state)
{
	static const int widths[] = {0, 1, 2, 5, 12, 20, 40, 59, 60, 80, 99, 100, 120, 160, 300};
	static const int heights[] = {0, 1, 2, 3, 5, 10, 15, 16, 24, 30, 45, 100};

	(void)state;
	for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
		Rig rig;

		rig_open(&rig, two, 80, 24);
		rig_keys(&rig, places[p].keys);
		for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
			for (size_t h = p % 2; h < sizeof heights / sizeof *heights; h += 2) {
				app_resize(rig.app, widths[w], heights[h]);
				rig_frame(&rig);
				check_canvas(&rig.canvas);
			}
		}
		rig_close(&rig);
	}
}

static void ascii_frames_hold_no_byte_above_127(void **state)
{
	(void)state;
	for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
		Rig rig;

		rig_open(&rig, two, 120, 40);
		rig.app->ascii = true;
		app_refresh(rig.app);
		rig_keys(&rig, "rä日<Enter>");
		rig_keys(&rig, places[p].keys);
		for (const char *c = rig_frame(&rig); *c; c++)
			if ((unsigned char)*c > 126)
				fail_msg("%s:\n%s", places[p].name, rig_frame(&rig));
		rig_close(&rig);
	}
}

/* Names of every width and script keep the columns straight, at any size. */
static void hostile_names_keep_the_columns(void **state)
{
	static const char *const names[] = {
		"日本語の名前です日本語の名前です日本語の名前です", "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81" "bc", "👩‍👩‍👧‍👦 family 👍🏽",
		"שלום עולם", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy",
		"%s%n%d", "\\\"quoted\\\"",
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		static const int sizes[][2] = {{80, 24}, {120, 40}, {40, 10}, {20, 5}};
		Rig rig;
		Edit edit = {0};

		rig_open(&rig, two, 80, 24);
		edit_add(&edit, "portal", "name", "Portal", names[i]);
		assert_true(app_commit(rig.app, &edit, "renamed"));
		for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
			rig_keys(&rig, places[p].keys);
			for (size_t s = 0; s < 4; s++) {
				app_resize(rig.app, sizes[s][0], sizes[s][1]);
				rig_frame(&rig);
				check_canvas(&rig.canvas);
			}
			rig_keys(&rig, "<Esc><Esc><Esc><Esc>gg");
		}
		rig_close(&rig);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_key_does_nothing_silently),
		cmocka_unit_test(every_command_answers_in_its_states),
		cmocka_unit_test(hints_are_whole_words_at_every_width),
		cmocka_unit_test(the_palette_finds_every_command),
		cmocka_unit_test(an_edit_line_is_helped_along),
		cmocka_unit_test(bars_keep_what_counts),
		cmocka_unit_test(marks_of_scrolling_spare_the_drawing),
		cmocka_unit_test(the_quick_fix_is_legible_when_small),
		cmocka_unit_test(every_size_is_drawn_in_every_state),
		cmocka_unit_test(ascii_frames_hold_no_byte_above_127),
		cmocka_unit_test(hostile_names_keep_the_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
