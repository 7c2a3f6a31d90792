/* Errands: what a copy of the process answers, and the editor that waits for one and can give it up. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>

#include "tests/unit/app_rig.h"
#include "tui/errand.h"

/* --- the copy ----------------------------------------------------------------------- */

static bool answers(const void *context, Text *out, Error *err)
{
	(void)err;
	text_add_repeat(out, "a", *(const size_t *)context);
	return true;
}

static bool refuses(const void *context, Text *out, Error *err)
{
	text_add(out, "half");
	return error_set(err, "there is no %s", (const char *)context);
}

static bool dies(const void *context, Text *out, Error *err)
{
	(void)context;
	(void)out;
	(void)err;
	raise(SIGKILL);
	return true;
}

static bool goes_on_for_ever(const void *context, Text *out, Error *err)
{
	(void)context;
	(void)out;
	(void)err;
	while (getppid() > 0)
		pause();
	return false;
}

static Errand *start(ErrandRun run, const void *context)
{
	Error err = {0};
	Errand *errand = errand_start(run, context, &err);

	if (!errand)
		fail_msg("%s", err.text);
	return errand;
}

static void an_answer_comes_back_whole(void **state)
{
	static const size_t sizes[] = {0, 1, 65536, 1 << 20};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		Errand *errand = start(answers, &sizes[i]);
		Text out = {0};

		assert_int_equal(errand_step(errand, -1, &out, NULL), ERRAND_DONE);
		assert_int_equal(out.length, sizes[i]);
		errand_end(errand);
		text_clear(&out);
	}
}

static void a_failure_says_why(void **state)
{
	Errand *errand = start(refuses, "way");
	Text out = {0};
	Error err = {0};

	(void)state;
	assert_int_equal(errand_step(errand, -1, &out, &err), ERRAND_FAILED);
	assert_string_equal(err.text, "there is no way");
	assert_int_equal(out.length, 0);
	errand_end(errand);
	error_clear(&err);
	errand = start(dies, NULL);
	assert_int_equal(errand_step(errand, -1, &out, &err), ERRAND_FAILED);
	assert_non_null(strstr(err.text, "ended early"));
	errand_end(errand);
	error_clear(&err);
}

static void work_can_be_given_up(void **state)
{
	Errand *errand = start(goes_on_for_ever, NULL);
	Text out = {0};

	(void)state;
	assert_int_equal(errand_step(errand, 0, &out, NULL), ERRAND_RUNNING);
	errand_end(errand);
	errand_end(NULL);
}

/* --- the editor --------------------------------------------------------------------- */

enum { MANY = 202 };                    /* components: more than are placed at once */

static void open_large(Rig *rig)
{
	Text yaml = {0};

	text_add(&yaml, "troika: 1\nname: Large\nplatforms:\n  heroku: {vendor: heroku, name: Heroku}\ncomponents:\n");
	for (int i = 0; i < MANY; i++)
		text_addf(&yaml, "  c%d: {kind: heroku.worker, on: heroku, name: C%d, at: [%d, %d]}\n", i, i,
		          2 + i % 10 * 20, 2 + i / 10 * 9);
	rig_open(rig, text_str(&yaml), 80, 24);
	text_clear(&yaml);
}

/* Keys one after the other, with no time between them. */
static void type_at_once(Rig *rig, const char *script)
{
	Keys keys = {0};

	assert_true(keys_parse(script, &keys, NULL));
	for (size_t i = 0; i < keys.count; i++)
		app_key(rig->app, &keys.items[i]);
	keys_clear(&keys);
}

static void a_large_tidy_shows_that_it_works(void **state)
{
	Rig rig;

	(void)state;
	open_large(&rig);
	type_at_once(&rig, "ta");
	assert_true(app_busy(rig.app));
	rig_shows(&rig, "placing 202 boxes …");
	type_at_once(&rig, "<Down><Esc>");
	rig_says(&rig, "given up");
	rig_hides(&rig, "placing");
	assert_int_equal(rig.session.history_count, 0);
	rig_keys(&rig, "ta");
	rig_shows(&rig, "Tidy all: shown behind");
	rig_keys(&rig, "<Enter>");
	rig_says(&rig, "tidied");
	assert_int_equal(rig.session.history_count, 1);
	rig_keys(&rig, "u");
	type_at_once(&rig, "ta<Enter>");        /* Enter before it is there */
	app_settle(rig.app);
	rig_says(&rig, "tidied");
	rig_close(&rig);
}

static void a_large_export_can_be_given_up(void **state)
{
	Rig rig;
	Text name = {0}, keys = {0};

	(void)state;
	open_large(&rig);
	text_addf(&name, "%s/out.txt", rig.folder);
	text_addf(&keys, "et<C-u>%s<Enter>", text_str(&name));
	type_at_once(&rig, text_str(&keys));
	rig_shows(&rig, "drawing out.txt …");
	type_at_once(&rig, "<Esc>");
	app_settle(rig.app);
	assert_int_not_equal(access(text_str(&name), F_OK), 0);
	rig_keys(&rig, text_str(&keys));
	rig_says(&rig, "wrote ");
	assert_int_equal(access(text_str(&name), F_OK), 0);
	unlink(text_str(&name));
	text_clear(&name);
	text_clear(&keys);
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_comes_back_whole),
		cmocka_unit_test(a_failure_says_why),
		cmocka_unit_test(work_can_be_given_up),
		cmocka_unit_test(a_large_tidy_shows_that_it_works),
		cmocka_unit_test(a_large_export_can_be_given_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
