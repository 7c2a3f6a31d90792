/* Strings, the pool and the arena. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "model/error.h"
#include "model/pool.h"
#include "model/text.h"

static void text_grows_and_stays_terminated(void **state)
{
	Text text = {0};

	(void)state;
	assert_string_equal(text_str(&text), "");
	for (int i = 0; i < 1000; i++)
		text_addf(&text, "%d,", i);
	assert_int_equal(text.length, strlen(text.s));
	assert_true(text_ends(text.s, "998,999,"));
	text_clear(&text);
	assert_null(text.s);
}

static void glob_matches_runs(void **state)
{
	(void)state;
	assert_true(text_glob("heroku.*", "heroku.web"));
	assert_true(text_glob("*a*b", "xxaxxab"));
	assert_false(text_glob("*a*b", "xxaxxa"));
	assert_true(text_glob("*", ""));
	assert_false(text_glob("", "x"));
}

static void distance_counts_edits(void **state)
{
	(void)state;
	assert_int_equal(text_distance("postgres", "postgers", 3), 1);
	assert_int_equal(text_distance("kitten", "sitting", 5), 3);
	assert_int_equal(text_distance("", "abc", 5), 3);
	assert_int_equal(text_distance("abc", "xyz", 1), 2);
}

static void pool_keeps_each_text_once(void **state)
{
	Pool pool = {0};
	const char *seven;

	(void)state;
	seven = pool_add(&pool, "k7");
	for (int i = 0; i < 5000; i++) {
		char name[16];

		snprintf(name, sizeof name, "k%d", i);
		pool_add(&pool, name);
	}
	assert_int_equal(pool.count, 5000);
	assert_ptr_equal(pool_add_n(&pool, "k7xx", 2), seven);
	assert_ptr_equal(pool_find(&pool, "k7"), seven);
	assert_null(pool_find(&pool, "absent"));
	pool_clear(&pool);
}

static void an_error_may_quote_the_one_it_replaces(void **state)
{
	Error err = {0};

	(void)state;
	assert_false(error_set(&err, "inner"));
	error_set(&err, "outer: %s", err.text);
	assert_string_equal(err.text, "outer: inner");
	error_clear(&err);
	assert_null(err.text);
}

static void diagnostics_keep_fifty_and_count_all(void **state)
{
	Diagnostics list = {0};

	(void)state;
	for (int i = 60; i > 0; i--)
		diagnostics_add(&list, false, "a.yaml", i, 1, "fault %d", i);
	assert_int_equal(list.count, DIAGNOSTICS_MAX);
	assert_int_equal(list.errors, 60);
	diagnostics_sort(&list);
	assert_int_equal(list.items[0].line, 11);
	diagnostics_clear(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_grows_and_stays_terminated),
		cmocka_unit_test(glob_matches_runs),
		cmocka_unit_test(distance_counts_edits),
		cmocka_unit_test(pool_keeps_each_text_once),
		cmocka_unit_test(an_error_may_quote_the_one_it_replaces),
		cmocka_unit_test(diagnostics_keep_fifty_and_count_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
