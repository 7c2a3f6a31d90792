/* Folding of paragraphs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/wrap.h"

static void assert_folded(const char *s, int indent, int columns, const char *expected)
{
	Text out = {0};

	wrap_add(&out, s, 0, indent, columns);
	assert_string_equal(out.s, expected);
	text_clear(&out);
}

static void words_fold_at_the_column(void **state)
{
	(void)state;
	assert_folded("one two three", 2, 7, "one two\n  three\n");
	assert_folded("one  two", 0, 80, "one two\n");
	assert_folded("", 0, 80, "\n");
	assert_folded("a\nb", 1, 80, "a\n b\n");
	assert_folded("a\n\nb", 0, 80, "a\n\nb\n");
	assert_folded("日本 日本", 0, 8, "日本\n日本\n");
	assert_folded("ends\n", 0, 80, "ends\n");
}

static void long_words_are_broken(void **state)
{
	(void)state;
	assert_folded("abcdefghij", 0, 4, "abcd\nefgh\nij\n");
	assert_folded("docs/regions/eu", 2, 9, "docs/\n  regions\n  /eu\n");
	assert_folded("日本日本", 0, 3, "日\n本\n日\n本\n");
	assert_folded("日", 0, 1, "日\n");
}

static void text_is_made_safe(void **state)
{
	Text out = {0};

	(void)state;
	wrap_add(&out, "a\x1b[31mb \x9b", 0, 0, 80);
	assert_null(strchr(out.s, '\x1b'));
	assert_null(strchr(out.s, '\x9b'));
	text_clear(&out);
}

static void entries_stand_in_columns(void **state)
{
	Text out = {0};

	(void)state;
	wrap_add_entry(&out, 2, "id", 6, "what");
	wrap_add_entry(&out, 2, "longer-id", 6, "what");
	assert_string_equal(out.s, "  id  what\n  longer-id\n      what\n");
	text_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_fold_at_the_column),
		cmocka_unit_test(long_words_are_broken),
		cmocka_unit_test(text_is_made_safe),
		cmocka_unit_test(entries_stand_in_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
