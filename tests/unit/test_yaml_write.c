/* Writing texts so that every YAML reader sees the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/yaml.h"
#include "model/yaml_write.h"

static const char *const plain[] = {
	"word", "two words", "20k/day", "99.95 %", "12.50 EUR", "heroku.postgres", "https://e.org/a?b=c#d", "a:b", "it's",
	"a \"b\"", "größe", "日本", "x#y", "v1.2", "a-b", "$(id)", "\\N", "(x)", "/path", "100 GB", "a'", "0001-portal",
};

/* Words that are null, a boolean, a number, a date or a time for some reader. */
static const char *const other[] = {
	"", "~", "null", "NULL", "Null", "true", "True", "FALSE", "yes", "No", "on", "OFF", "y", "N", "1", "-5", "+3", "1.10", ".5",
	"1e5", "1e309", "0x1F", "0o14", "014", "0b1", "1_000", "12:30", "1:20:30", "2027-03-31", "2027-03-31T10:00:00Z", ".inf",
	"-.INF", ".NaN", "<<", "=",
};

static const char *const never_plain[] = {
	" lead", "trail ", "- item", "-", "? a", ": a", ", a", "[a", "]a", "{a", "}a", "# a", "&a", "*a", "!a", "|", "> a", "'a", "\"a",
	"%a", "@a", "`a", "a: b", "a:", "a #b", "tab\there", "line\nend", "--- a", "=a", "~a",
};

static void check(const char *s, YamlQuotes wish, bool flow, bool typed, const char *expected)
{
	Text out = {0};

	yaml_add_text(&out, s, wish, flow, typed);
	if (strcmp(out.s, expected) != 0)
		fail_msg("'%s' is written %s, not %s", s, out.s, expected);
	text_clear(&out);
}

static void plain_texts_stay_plain(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		check(plain[i], QUOTES_NONE, false, false, plain[i]);
	check("a, b", QUOTES_NONE, false, false, "a, b");
	check("a, b", QUOTES_NONE, true, false, "\"a, b\"");
	check("a?", QUOTES_NONE, true, false, "\"a?\"");
}

static void words_of_other_types_are_quoted_unless_meant(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
		Text quoted = {0};

		text_addf(&quoted, "\"%s\"", other[i]);
		check(other[i], QUOTES_NONE, false, false, quoted.s);
		text_clear(&quoted);
	}
	check("500", QUOTES_NONE, true, true, "500");
	check("-5", QUOTES_NONE, true, true, "-5");
	check("2027-03-31", QUOTES_NONE, false, true, "2027-03-31");
	check("true", QUOTES_NONE, false, true, "true");
	check("", QUOTES_NONE, false, true, "\"\"");
	check("~", QUOTES_NONE, false, true, "\"~\"");
}

static void quotes_are_kept_where_they_can(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof never_plain / sizeof *never_plain; i++)
		assert_false(yaml_stands_plain(never_plain[i], false));
	check("it's", QUOTES_SINGLE, false, false, "'it''s'");
	check("a\nb", QUOTES_SINGLE, false, false, "\"a\\nb\"");
	check("say \"x\\y\"\t", QUOTES_NONE, false, false, "\"say \\\"x\\\\y\\\"\\t\"");
	check("word", QUOTES_DOUBLE, false, false, "\"word\"");
}

/* Every text, in every manner, is read back as it was. */
static void what_is_written_is_read(void **state)
{
	static const char *const *const all[] = {plain, other, never_plain};
	static const size_t counts[] = {
		sizeof plain / sizeof *plain, sizeof other / sizeof *other, sizeof never_plain / sizeof *never_plain,
	};

	(void)state;
	for (size_t i = 0; i < 3 * 64; i++) {
		const char *s = all[i / 64][i % 64 % counts[i / 64]];

		for (unsigned manner = 0; manner < 6; manner++) {
			Text out = {0};
			Diagnostics list = {0};
			YamlDoc doc;
			bool flow = manner >= 3;

			text_add(&out, flow ? "k: [x, " : "k: ");
			yaml_add_text(&out, s, (YamlQuotes)(manner % 3), flow, false);
			text_add(&out, flow ? "]\n" : "   # end\n");
			if (!yaml_read(&doc, "t", out.s, out.length, &list))
				fail_msg("%s: %s", out.s, list.items[0].text);
			assert_string_equal((flow ? doc.root->first->first->next : doc.root->first)->text, s);
			yaml_clear(&doc);
			text_clear(&out);
		}
	}
}

static void blocks_are_read_as_written(void **state)
{
	static const char *const texts[] = {"one", "one\ntwo", "one\ntwo\n", "a\n\n\nb\n\n", "#x\n- y\nz: w", "é\n"};
	static const char *const refused[] = {"", " a", "\na", "a \nb", "a\tb", "\t", "a ", "a\rb"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		Text out = {0};
		Diagnostics list = {0};
		YamlDoc doc;

		text_add(&out, "a:\n  k: ");
		assert_true(yaml_add_block(&out, texts[i], 4, i % 2 ? "\r\n" : "\n"));
		text_add(&out, i % 2 ? "\r\nb: c\r\n" : "\nb: c\n");
		if (!yaml_read(&doc, "t", out.s, out.length, &list))
			fail_msg("%s: %s", out.s, list.items[0].text);
		assert_string_equal(yaml_get(yaml_get(doc.root, "a"), "k")->text, texts[i]);
		yaml_clear(&doc);
		text_clear(&out);
	}
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		Text out = {0};

		assert_false(yaml_add_block(&out, refused[i], 2, "\n"));
		assert_int_equal(out.length, 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_texts_stay_plain),
		cmocka_unit_test(words_of_other_types_are_quoted_unless_meant),
		cmocka_unit_test(quotes_are_kept_where_they_can),
		cmocka_unit_test(what_is_written_is_read),
		cmocka_unit_test(blocks_are_read_as_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
