/* Characters, quotes and lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/list.h"
#include "model/quote.h"
#include "model/utf8.h"

static void clean_text_has_no_controls(void **state)
{
	static const struct {
		const char *s;
		size_t length;
		int at;         /* -1: clean */
		bool prose;
	} cases[] = {
		{"plain", 5, -1, false},
		{"日本 ☁️ é", 16, -1, false},
		{"a\tb", 3, 1, false},
		{"a\tb\n", 4, -1, true},
		{"a\rb", 3, 1, true},
		{"a\0b", 3, 1, true},
		{"\x1b[31m", 5, 0, true},
		{"x\x7f", 2, 1, true},
		{"x\xc2\x9b", 3, 1, true},                      /* CSI of C1 */
		{"ab\xe2\x80\xae", 5, 2, false},                /* right-to-left override */
		{"ab\xe2\x81\xa7", 5, 2, false},                /* isolate */
		{"\xe2\x80\xa8", 3, 0, true},                   /* line separator */
		{"\xef\xbb\xbfx", 4, 0, true},                  /* byte order mark */
		{"\xef\xbf\xbe", 3, 0, true},                   /* U+FFFE */
		{"\xc0\xaf", 2, 0, true},                       /* overlong */
		{"\xed\xa0\x80", 3, 0, true},                   /* surrogate */
		{"ok\xe6\x97", 4, 2, true},                     /* cut off */
		{"\xf4\x90\x80\x80", 4, 0, true},               /* past U+10FFFF */
		{"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9", 11, -1, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t at = 99;
		bool clean = utf8_clean(cases[i].s, cases[i].length, cases[i].prose, &at);

		assert_int_equal(clean, cases[i].at < 0);
		if (!clean)
			assert_int_equal(at, cases[i].at);
	}
}

static void clusters_have_their_width(void **state)
{
	char marks[1 + 80 * 2 + 1] = "e";
	int width;

	(void)state;
	for (int i = 0; i < 80; i++)
		memcpy(&marks[1 + i * 2], "\xcc\x81", 3);
	assert_int_equal(utf8_cluster(marks, strlen(marks), &width), 161);
	assert_int_equal(width, 1);
	assert_int_equal(utf8_cluster("日本", 6, &width), 3);
	assert_int_equal(width, 2);
	assert_int_equal(utf8_cluster("\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9x", 12, &width), 11);
	assert_int_equal(width, 2);
	assert_int_equal(utf8_cluster("\xff\xfe", 2, &width), 1);
	assert_int_equal(width, 1);
	assert_int_equal(utf8_cluster("", 0, &width), 0);
	assert_int_equal(utf8_width("a日e\xcc\x81"), 4);
	assert_int_equal(utf8_length("a日e\xcc\x81", 6), 4);
}

static void cut_is(const char *s, int width, bool ascii, const char *expected)
{
	Text out = {0};

	utf8_add_cut(&out, s, width, ascii);
	assert_string_equal(text_str(&out), expected);
	assert_true(utf8_width(text_str(&out)) <= (width > 0 ? width : 0));
	text_clear(&out);
}

static void cutting_keeps_clusters_whole(void **state)
{
	(void)state;
	cut_is("portal", 6, false, "portal");
	cut_is("portal", 5, false, "port…");
	cut_is("portal", 5, true, "po...");
	cut_is("portal", 2, true, "..");
	cut_is("portal", 0, false, "");
	cut_is("portal", -3, false, "");
	cut_is("日本語", 5, false, "日本…");
	cut_is("日本語", 4, false, "日…");
	cut_is("e\xcc\x81\xcc\x81xy", 2, false, "e\xcc\x81\xcc\x81…");
}

static void nothing_printed_drives_a_terminal(void **state)
{
	Text out = {0};

	(void)state;
	utf8_add_safe(&out, "a\x1b]0;x\a\n\r\t\xc2\x9b\xe2\x80\xae\xff日\xef\xbb\xbf");
	assert_string_equal(text_str(&out), "a\\x1b]0;x\\x07\\n\\r\\t\\x9b\\u202e\\xff日\\ufeff");
	text_clear(&out);
	for (unsigned i = 0; i < 0x1000000; i += 257) {
		char s[4] = {(char)(i >> 16), (char)(i >> 8), (char)i, 0};

		utf8_add_safe(&out, s);
		assert_true(utf8_clean(text_str(&out), out.length, false, NULL));
		text_reset(&out);
	}
	text_clear(&out);
}

static void folding_finds_letters_of_any_script(void **state)
{
	Text out = {0};

	(void)state;
	utf8_add_lower(&out, "ÀB\xc3\x9fΣX\xff");
	assert_string_equal(text_str(&out), "àbssσx\xff");
	text_clear(&out);
}

static void quotes_come_back(void **state)
{
	static const char *const texts[] = {
		"", "plain", "say \"hi\"", "C:\\path", "a\nb\tc", "\x1b[0m\r", "日本 ☁️", "\xf0\x9f\x98\x80",
		"\xef\xbf\xbe", "\xe2\x80\xae", "\x7f\xc2\x9b", "\xf4\x8f\xbf\xbf",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		Text quoted = {0}, read = {0};
		const char *at;

		quote_add(&quoted, texts[i]);
		assert_true(utf8_clean(quoted.s, quoted.length, false, NULL));
		at = quoted.s;
		assert_true(quote_read(&at, &read, NULL));
		assert_string_equal(at, "");
		assert_string_equal(text_str(&read), texts[i]);
		text_clear(&quoted);
		text_clear(&read);
	}
}

static void bad_quotes_are_refused_where_they_are_bad(void **state)
{
	static const struct {
		const char *s;
		int at;
	} cases[] = {
		{"\"open", 5}, {"\"a\nb\"", 2}, {"\"\\x\"", 2}, {"\"\\u12\"", 2}, {"\"\\u0000\"", 2},
		{"\"\\ud800\"", 2}, {"\"\\udc00\\ud800\"", 2}, {"\"\\ud800\\u0041\"", 2}, {"\"\\", 2},
		{"\"\\ud800\\", 2}, {"\"\\udc00\\udc00\"", 2}, {"\"\\ud800x\"", 2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		Text read = {0};
		Error err = {0};
		const char *at = cases[i].s;

		assert_false(quote_read(&at, &read, &err));
		assert_non_null(err.text);
		assert_int_equal(at - cases[i].s, cases[i].at);
		error_clear(&err);
		text_clear(&read);
	}
}

static void short_quotes_are_cut_between_characters(void **state)
{
	char text[3 * 30 + 1];
	Text out = {0};

	(void)state;
	for (int i = 0; i < 30; i++)
		memcpy(&text[i * 3], "日", 4);
	quote_add_short(&out, text);
	assert_int_equal(utf8_length(out.s, out.length), 20 + 3);
	assert_true(text_ends(out.s, "日…\""));
	text_reset(&out);
	quote_add_short(&out, NULL);
	assert_string_equal(text_str(&out), "unset");
	text_clear(&out);
}

static void lists_come_back(void **state)
{
	static const char *const items[] = {"a", "", "b,c", "say \"hi\"", " before", "after ", "x\ny", "\\", "日本"};
	List list = {0}, again = {0};
	Text text = {0};

	(void)state;
	for (size_t i = 0; i < sizeof items / sizeof *items; i++)
		list_add(&list, items[i]);
	list_join(&list, &text);
	assert_string_equal(text_str(&text), "a,\"\",\"b,c\",\"say \\\"hi\\\"\",\" before\",\"after \",\"x\\ny\",\\,日本");
	assert_true(list_split(text_str(&text), &again, NULL));
	assert_int_equal(again.count, list.count);
	for (size_t i = 0; i < list.count; i++)
		assert_string_equal(again.items[i], list.items[i]);
	assert_true(list_has(text_str(&text), "a"));
	assert_true(list_has(text_str(&text), "b,c"));
	assert_false(list_has(text_str(&text), "b"));
	list_clear(&list);
	list_clear(&again);
	text_clear(&text);
}

static void lists_typed_by_hand_are_understood(void **state)
{
	List list = {0};
	Error err = {0};

	(void)state;
	assert_true(list_split(" eu , uk,,", &list, &err));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0], "eu");
	assert_string_equal(list.items[1], "uk");
	list_clear(&list);
	assert_true(list_split(NULL, &list, &err));
	assert_int_equal(list.count, 0);
	assert_false(list_split("a,\"b", &list, &err));
	assert_non_null(err.text);
	list_clear(&list);
	assert_false(list_split("\"b\"c", &list, &err));
	list_clear(&list);
	error_clear(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clean_text_has_no_controls),
		cmocka_unit_test(clusters_have_their_width),
		cmocka_unit_test(cutting_keeps_clusters_whole),
		cmocka_unit_test(nothing_printed_drives_a_terminal),
		cmocka_unit_test(folding_finds_letters_of_any_script),
		cmocka_unit_test(quotes_come_back),
		cmocka_unit_test(bad_quotes_are_refused_where_they_are_bad),
		cmocka_unit_test(short_quotes_are_cut_between_characters),
		cmocka_unit_test(lists_come_back),
		cmocka_unit_test(lists_typed_by_hand_are_understood),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
