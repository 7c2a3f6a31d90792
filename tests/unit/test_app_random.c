/* Random keys, text, pastes, mouse and windows: nothing breaks, what was done can be undone, and what
 * is saved opens as it was. TROIKA_KEYS=N presses about N keys, TROIKA_SEED=N repeats one round. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/app_rig.h"
#include "tests/unit/random.h"

enum { ROUNDS = 12, STEPS = 260 };

static void random_char(Key *key)
{
	static const char *const chars[] = {"é", "日", "\xe2\x80\xae", "👍", "ß", "\t", "a\xcc\x81"};

	if (random_below(12))
		*key = key_char((char[]){(char)(' ' + random_below(95)), '\0'});
	else
		*key = key_char(chars[random_below(sizeof chars / sizeof *chars)]);
}

static void random_mouse(Key *key)
{
	static const KeyCode codes[] = {CODE_PRESS, CODE_MOVE, CODE_MOVE, CODE_RELEASE, CODE_WHEEL, CODE_SIDE_WHEEL};

	*key = (Key){.code = codes[random_below(6)], .button = 1 + (random_below(5) == 0) * 2, .clicks = 1 + (random_below(4) == 0),
	             .amount = random_below(2) ? 1 : -1, .x = (int)random_below(130) - 5, .y = (int)random_below(50) - 5};
}

static void random_key(const Rig *rig, Key *key)
{
	static const char *const pastes[] = {
		"set portal dynos=2", ":q!\nd\x1b[31m", "equation for queue", "\xff\xfe", "a,b,\"c\"", "10",
	};
	unsigned kind = random_below(100);

	if (kind < 45) {
		const Binding *binding = &rig->app->keymap.items[random_below((unsigned)rig->app->keymap.count)];

		*key = binding->keys[random_below((unsigned)binding->count)];
	} else if (kind < 65) {
		random_char(key);
	} else if (kind < 80) {
		random_mouse(key);
	} else if (kind < 84) {
		*key = (Key){.code = CODE_SIZE, .x = (int)random_below(200), .y = (int)random_below(60)};
	} else if (kind < 87) {
		const char *text = pastes[random_below(sizeof pastes / sizeof *pastes)];

		*key = (Key){.code = CODE_PASTE, .text = text, .length = strlen(text)};
	} else if (kind < 94) {
		*key = key_code(CODE_ENTER, 0);
	} else {
		*key = key_code(CODE_ESC, 0);
	}
}

/* The frame is whole: every cell is a character or the right half of one. */
static void check_frame(Rig *rig)
{
	rig_frame(rig);
	for (int i = 0; i < rig->canvas.width * rig->canvas.height; i++) {
		const Cell *cell = &rig->canvas.cells[i];

		assert_true(cell->width <= 2 && cell->style < STYLE_COUNT);
		assert_true(cell->width == 0 || (unsigned char)cell->bytes[0] >= ' ');
	}
}

static void check_design(Rig *rig)
{
	Error err = {0};

	if (!design_check(&rig->session.design, catalog_builtin(), NULL, &err))
		fail_msg("%s", err.text);
	if (!rig->app->previewing)
		assert_ptr_equal(rig->app->world.design, &rig->session.design);
	assert_int_equal(rig->app->world.scene.box_count, rig->app->world.graph.component_count);
	if (*rig->app->selected && !rig->app->previewing)
		assert_non_null(design_find(&rig->session.design, rig->app->selected));
}

static void as_text(const Rig *rig, Text *out)
{
	DesignSource none = {0};

	text_reset(out);
	assert_true(design_splice(&none, &rig->session.design, catalog_builtin(), out, NULL));
}

/* Saved and opened again, the design is what it was on the screen. */
static void check_reopened(Rig *rig, uint64_t seed)
{
	char path[128];
	Session again = {0};
	Diagnostics list = {0};
	Edit difference = {0};
	Error err = {0};

	snprintf(path, sizeof path, "%s/reopened.yaml", rig->folder);
	if (!session_save_as(&rig->session, path, &err))
		fail_msg("seed %llu: %s", (unsigned long long)seed, err.text);
	if (!session_open(&again, catalog_builtin(), path, false, &list))
		fail_msg("seed %llu: %s", (unsigned long long)seed, list.count ? list.items[0].text : "not opened");
	design_diff(&rig->session.design, &again.design, &difference);
	if (difference.count)
		fail_msg("seed %llu: %zu differences after saving and opening", (unsigned long long)seed, difference.count);
	edit_clear(&difference);
	diagnostics_clear(&list);
	session_close(&again);
}

static void undo_all(Rig *rig)
{
	for (int i = 0; i < 6; i++)
		rig_keys(rig, "<Esc>");
	while (session_undo_depth(&rig->session))
		assert_true(session_undo(&rig->session, NULL));
	app_refresh(rig->app);
}

static void remove_all(const Rig *rig)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf '%s'", rig->folder);
	assert_int_equal(chdir("/"), 0);
	assert_int_equal(system(command), 0);
}

/* Presses KEY; a slow one is told, with what it was, when that is asked for. */
static void timed_key(Rig *rig, const Key *key)
{
	clock_t start = clock();
	double seconds;

	app_key(rig->app, key);
	seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	if (getenv("TROIKA_SHOW_SLOW") && seconds > 0.2) {
		Text text = {0};

		key_add_text(&text, key);
		fprintf(stderr, "%.2f s: %s (%s) %s\n", seconds, text_str(&text), state_name(app_state(rig->app)), rig_said(rig));
		text_clear(&text);
	}
}

/* From the start screen, in a folder of its own. */
static void start_round(uint64_t seed)
{
	AppOptions options = {.width = 80, .height = 24};
	Rig rig = {0};

	random_state = seed;
	strcpy(rig.folder, "/tmp/troika-app-XXXXXX");
	assert_non_null(mkdtemp(rig.folder));
	assert_int_equal(chdir(rig.folder), 0);
	setenv("XDG_STATE_HOME", rig.folder, 1);
	print_message("seed %llu\n", (unsigned long long)seed);
	rig.app = app_new(NULL, &options);
	for (int i = 0; i < STEPS; i++) {
		Key key;

		random_key(&rig, &key);
		timed_key(&rig, &key);
		app_take_wants(rig.app);
		check_frame(&rig);
	}
	app_free(rig.app);
	canvas_clear(&rig.canvas);
	text_clear(&rig.frame);
	remove_all(&rig);
}

static void one_round(uint64_t seed)
{
	Rig rig;
	Text script = {0}, before = {0}, after = {0};

	random_state = seed;
	rig_sample(&rig, "customer-portal.yaml", 80, 24);
	assert_int_equal(chdir(rig.folder), 0);
	as_text(&rig, &before);
	print_message("seed %llu\n", (unsigned long long)seed);
	for (int i = 0; i < STEPS; i++) {
		Key key;

		random_key(&rig, &key);
		key_add_text(&script, &key);
		if (getenv("TROIKA_SHOW_KEYS")) {
			fprintf(stderr, "%s\n", text_str(&script));
			text_reset(&script);
		}
		timed_key(&rig, &key);
		if (random_below(3) == 0)
			app_idle(rig.app);
		app_take_wants(rig.app);
		if (app_session(rig.app) != &rig.session)
			break;          /* it opened another file */
		check_frame(&rig);
		if (i % 8 == 0)
			check_design(&rig);
	}
	if (app_session(rig.app) == &rig.session) {
		check_design(&rig);
		check_reopened(&rig, seed);
		undo_all(&rig);
		as_text(&rig, &after);
		if (strcmp(text_str(&before), text_str(&after)) != 0)
			fail_msg("seed %llu: undo does not lead back", (unsigned long long)seed);
	}
	text_clear(&script);
	text_clear(&before);
	text_clear(&after);
	app_free(rig.app);
	session_close(&rig.session);
	canvas_clear(&rig.canvas);
	text_clear(&rig.frame);
	remove_all(&rig);
}

static void random_keys_break_nothing(void **state)
{
	const char *given = getenv("TROIKA_SEED"), *keys = getenv("TROIKA_KEYS");
	uint64_t rounds = keys ? strtoull(keys, NULL, 10) / STEPS + 1 : ROUNDS;

	(void)state;
	if (given) {
		(strtoull(given, NULL, 10) % 4 == 3 ? start_round : one_round)(strtoull(given, NULL, 10));
		return;
	}
	for (uint64_t seed = 1; seed <= rounds; seed++)
		(seed % 4 == 3 ? start_round : one_round)(seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_keys_break_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
