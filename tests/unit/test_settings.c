/* The user's own files: settings and keys, what is wrong with them, and how a change is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sys/stat.h>

#include "tests/unit/app_rig.h"
#include "tests/unit/work_folder.h"
#include "tui/conf.h"
#include "tui/user_config.h"

static void write_file(const char *name, const char *text)
{
	char path[256];

	snprintf(path, sizeof path, "%s/troika/%s", getenv("XDG_CONFIG_HOME"), name);
	rig_write(path, text);
}

static void holds(const char *name, const char *expected)
{
	char path[256], *bytes;
	size_t length;

	snprintf(path, sizeof path, "%s/troika/%s", getenv("XDG_CONFIG_HOME"), name);
	assert_true(file_read(path, &bytes, &length, NULL));
	assert_string_equal(bytes, expected);
	free(bytes);
}

static void fault(const Config *config, size_t i, int line, int column, const char *words)
{
	assert_true(i < config->faults.count);
	assert_int_equal(config->faults.items[i].line, line);
	assert_int_equal(config->faults.items[i].column, column);
	if (!strstr(config->faults.items[i].text, words))
		fail_msg("\"%s\" is not in \"%s\"", words, config->faults.items[i].text);
}

/* --- files --------------------------------------------------------------------- */

static void no_file_is_all_defaults(void **state)
{
	Config config = {0};

	(void)state;
	config_read(&config);
	assert_int_equal(config.faults.count, 0);
	assert_string_equal(setting_value(&config.settings, SETTING_THEME), "default");
	assert_int_equal(setting_number(&config.settings, SETTING_ESCAPE_WAIT), 25);
	config_clear(&config);
}

static void a_file_is_read_by_line(void **state)
{
	Config config = {0};

	(void)state;
	write_file("troika.conf", "# mine\r\n\n  theme=high   # for the beamer\r\nmouse = false\nprompt-history=7");
	config_read(&config);
	assert_int_equal(config.faults.count, 0);
	assert_true(setting_is(&config.settings, SETTING_THEME, "high"));
	assert_true(setting_is(&config.settings, SETTING_MOUSE, "false"));
	assert_int_equal(setting_number(&config.settings, SETTING_PROMPT_HISTORY), 7);
	config_clear(&config);
}

static void every_fault_has_its_place(void **state)
{
	Config config = {0};

	(void)state;
	write_file("troika.conf", "theme = darkk\nmosue = true\nfoo\nzoom = detail\n zoom = normal\nescape-wait = 0\n= x\n");
	config_read(&config);
	fault(&config, 0, 1, 9, "did you mean dark");
	fault(&config, 1, 2, 1, "did you mean mouse");
	fault(&config, 2, 3, 1, "NAME = VALUE");
	fault(&config, 3, 5, 2, "twice");
	fault(&config, 4, 6, 15, "escape-wait");
	fault(&config, 5, 7, 1, "NAME = VALUE");
	assert_true(setting_is(&config.settings, SETTING_THEME, "default"));
	assert_true(setting_is(&config.settings, SETTING_ZOOM, "detail"));
	assert_true(text_starts(config.notices.items[0], "troika.conf:1:9: "));
	config_clear(&config);
}

static void bad_bytes_are_told_and_nothing_is_taken(void **state)
{
	Config config = {0};

	(void)state;
	write_file("troika.conf", "theme = high\n# \x1b[31m\nzoom = \xff\n");
	config_read(&config);
	assert_int_not_equal(config.faults.errors, 0);
	assert_int_equal(config.faults.items[0].line, 2);
	assert_true(setting_is(&config.settings, SETTING_THEME, "default"));
	config_clear(&config);
}

static void a_value_is_changed_in_place(void **state)
{
	static const struct { const char *before, *after; } cases[] = {
		{"", "theme = dark\n"},
		{"# a\n", "# a\ntheme = dark\n"},
		{"# a", "# a\ntheme = dark\n"},
		{"theme = high # b\nmouse = false\n", "theme = dark # b\nmouse = false\n"},
		{" theme=high\r\n", " theme= dark\r\n"},
		{"theme =\n", "theme = dark\n"},
		{"theme =   # none\n", "theme =   dark # none\n"},
		{"#theme = high\n\nx = theme\n", "#theme = high\n\nx = theme\ntheme = dark\n"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		Text text = {0};

		conf_set(cases[i].before, "theme", "dark", &text);
		assert_string_equal(text_str(&text), cases[i].after);
		text_clear(&text);
	}
}

/* --- keys ------------------------------------------------------------------------ */

static void keys_are_those_of_the_file(void **state)
{
	Config config = {0};
	const Command *found = NULL;
	Key d = key_char("d"), x = key_char("x");

	(void)state;
	write_file("keys.conf", "delete = x\nreverse = d  # the two change places\ntheme = ,t\nnote =\n");
	config_read(&config);
	assert_int_equal(config.faults.count, 0);
	assert_int_equal(keymap_find(&config.keymap, STATE_SELECT, &x, 1, &found), MAP_COMMAND);
	assert_string_equal(found->word, "delete");
	assert_int_equal(keymap_find(&config.keymap, STATE_SELECT, &d, 1, &found), MAP_COMMAND);
	assert_string_equal(found->word, "reverse");
	config_clear(&config);
}

static void faulty_keys_leave_the_table_as_it_is(void **state)
{
	Config config = {0};
	const Command *found = NULL;
	Key d = key_char("d");

	(void)state;
	write_file("keys.conf", "delete = a\ndelte = x\nhelp =\nundo = <Foo>\nlist-toggle = x\nexport = abcd\n");
	config_read(&config);
	fault(&config, 0, 1, 10, "those of add-component in the state SELECT");
	fault(&config, 1, 2, 1, "did you mean delete");
	fault(&config, 2, 3, 7, "without a key");
	fault(&config, 3, 4, 8, "no key has this name");
	fault(&config, 4, 5, 15, "typed text");
	fault(&config, 5, 6, 10, "one to three keys");
	assert_int_equal(keymap_find(&config.keymap, STATE_SELECT, &d, 1, &found), MAP_COMMAND);
	assert_string_equal(found->word, "delete");
	config_clear(&config);
}

/* --- in the editor ------------------------------------------------------------------ */

static void open_with(Rig *rig, const Config *config)
{
	AppOptions options = {.width = 100, .height = 30, .settings = &config->settings, .keymap = &config->keymap,
	                      .notices = &config->notices};

	rig_sample(rig, "customer-portal.yaml", 100, 30);
	app_free(rig->app);
	rig->app = app_new(&rig->session, &options);
}

static void help_shows_the_keys_as_they_are(void **state)
{
	Config config = {0};
	Rig rig;

	(void)state;
	write_file("keys.conf", "cost = ,\n");
	config_read(&config);
	open_with(&rig, &config);
	rig_keys(&rig, "?cost sheet");
	rig_shows(&rig, ",          cost sheet");
	rig_keys(&rig, "<Esc>,");
	rig_shows(&rig, "Enterprise seats");
	rig_close(&rig);
	config_clear(&config);
}

static void faults_are_told_at_the_start(void **state)
{
	Config config = {0};
	Rig rig;

	(void)state;
	write_file("troika.conf", "mosue = true\n");
	config_read(&config);
	open_with(&rig, &config);
	rig_says(&rig, "troika.conf:1:1: there is no setting mosue");
	rig_close(&rig);
	config_clear(&config);
}

static void the_sheet_writes_the_file(void **state)
{
	Config config = {0};
	Rig rig;

	(void)state;
	write_file("troika.conf", "# mine\ntheme = high # loud\n");
	config_read(&config);
	open_with(&rig, &config);
	assert_string_equal(rig.app->theme->name, "high");
	rig_keys(&rig, ":options<Enter>");
	rig_shows(&rig, "theme              high");
	rig_keys(&rig, "<Right>");
	assert_string_equal(rig.app->theme->name, "mono");
	holds("troika.conf", "# mine\ntheme = mono # loud\n");
	rig_keys(&rig, "<Down><Down><Enter>");
	assert_false(rig.app->mouse);
	holds("troika.conf", "# mine\ntheme = mono # loud\nmouse = false\n");
	rig_keys(&rig, "<Esc>:options escape-wait<Enter><Enter><C-u>9999<Enter>");
	rig_says(&rig, "5000");         /* refused, the field stays */
	rig_keys(&rig, "<C-u>60<Enter>");
	rig_says(&rig, "escape-wait = 60");
	holds("troika.conf", "# mine\ntheme = mono # loud\nmouse = false\nescape-wait = 60\n");
	rig_close(&rig);
	config_clear(&config);
}

static void panels_follow_the_settings(void **state)
{
	Config config = {0};
	Rig rig;

	(void)state;
	write_file("troika.conf", "catalogue = hide\nproblems = hide\nzoom = overview\n");
	config_read(&config);
	open_with(&rig, &config);
	rig_hides(&rig, "CATALOGUE");
	rig_shows(&rig, "INSPECTOR");
	assert_int_equal(rig.app->zoom, 1);
	rig_close(&rig);
	config_clear(&config);
}

static void in_folder(const char *name, char path[256])
{
	snprintf(path, 256, "%s/troika%s", getenv("XDG_CONFIG_HOME"), name);
}

static int clean(void **state)
{
	char path[256];

	(void)state;
	in_folder("/troika.conf", path);
	unlink(path);
	in_folder("/keys.conf", path);
	unlink(path);
	return 0;
}

static int begin(void **state)
{
	char folder[WORK_FOLDER_LONGEST], path[256];

	(void)state;
	if (!work_folder(folder, "settings"))
		return -1;
	setenv("XDG_CONFIG_HOME", folder, 1);
	in_folder("", path);
	return mkdir(path, 0700);
}

static int end(void **state)
{
	char path[256];

	clean(state);
	in_folder("", path);
	rmdir(path);
	return rmdir(getenv("XDG_CONFIG_HOME"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(no_file_is_all_defaults, clean),
		cmocka_unit_test_setup(a_file_is_read_by_line, clean),
		cmocka_unit_test_setup(every_fault_has_its_place, clean),
		cmocka_unit_test_setup(bad_bytes_are_told_and_nothing_is_taken, clean),
		cmocka_unit_test_setup(a_value_is_changed_in_place, clean),
		cmocka_unit_test_setup(keys_are_those_of_the_file, clean),
		cmocka_unit_test_setup(faulty_keys_leave_the_table_as_it_is, clean),
		cmocka_unit_test_setup(help_shows_the_keys_as_they_are, clean),
		cmocka_unit_test_setup(faults_are_told_at_the_start, clean),
		cmocka_unit_test_setup(the_sheet_writes_the_file, clean),
		cmocka_unit_test_setup(panels_follow_the_settings, clean),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
