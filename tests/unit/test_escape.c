/* Escapes: one small language each. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/utf8.h"
#include "render/escape.h"
#include "tests/unit/nasty.h"

typedef void (*Escape)(Text *out, const char *s);

static void assert_escaped(Escape escape, const char *s, const char *expected)
{
	Text out = {0};

	escape(&out, s);
	assert_string_equal(text_str(&out), expected);
	text_clear(&out);
}

static void xml_has_five_letters_to_hide(void **state)
{
	(void)state;
	assert_escaped(escape_xml, "a<b>&\"c'", "a&lt;b&gt;&amp;&quot;c'");
	assert_escaped(escape_xml, "a\nb\tc", "a&#10;b&#9;c");
	assert_escaped(escape_xml, "\x1b\xff\xef\xbf\xbe", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	assert_escaped(escape_xml, "\xe2\x80\xae", "&#8238;");
	assert_escaped(escape_xml, "]]>", "]]&gt;");
}

static void dot_shows_what_it_is_given(void **state)
{
	(void)state;
	assert_escaped(escape_dot, "say \"hi\"", "\"say \\\"hi\\\"\"");
	assert_escaped(escape_dot, "\\N C:\\", "\"\\\\N C:\\\\\"");
	assert_escaped(escape_dot, "<b>", "\"<b>\"");
	assert_escaped(escape_dot, "a\nb", "\"a\\nb\"");
	assert_escaped(escape_dot, "a & b", "\"a & b\"");
	assert_escaped(escape_dot, "&lt; &#60; &#x3c;", "\"&amp;lt; &amp;#60; &amp;#x3c;\"");
	assert_escaped(escape_dot, "&; &x &#;", "\"&; &x &#;\"");
	assert_escaped(escape_dot, "", "\"\"");
}

static void csv_quotes_and_disarms(void **state)
{
	(void)state;
	assert_escaped(escape_csv, "plain", "plain");
	assert_escaped(escape_csv, "a,b", "\"a,b\"");
	assert_escaped(escape_csv, "say \"hi\"", "\"say \"\"hi\"\"\"");
	assert_escaped(escape_csv, "a\nb", "\"a\nb\"");
	assert_escaped(escape_csv, "=1+1", "\"'=1+1\"");
	assert_escaped(escape_csv, "-1", "\"'-1\"");
	assert_escaped(escape_csv, "@x", "\"'@x\"");
	assert_escaped(escape_csv, "", "");
}

static void github_hides_lines_and_properties(void **state)
{
	(void)state;
	assert_escaped(escape_github, "100%\r\n::x", "100%25%0D%0A::x");
	assert_escaped(escape_github_property, "a:b,c\n", "a%3Ab%2Cc%0A");
}

static void markdown_stays_in_its_cell(void **state)
{
	(void)state;
	assert_escaped(escape_markdown, "a|b", "a\\|b");
	assert_escaped(escape_markdown, "<b> & [x](y)", "&lt;b&gt; &amp; \\[x\\](y)");
	assert_escaped(escape_markdown, "# no", "\\# no");
	assert_escaped(escape_markdown, "- no - yes", "\\- no - yes");
	assert_escaped(escape_markdown, "a\nb", "a<br>b");
	assert_escaped(escape_markdown, "@you", "&#64;you");
}

static void paths_become_references(void **state)
{
	(void)state;
	assert_escaped(escape_uri_path, "a b/c%.yaml", "a%20b/c%25.yaml");
	assert_escaped(escape_uri_path, "é:#?", "%C3%A9%3A%23%3F");
}

static void nothing_escapes_as_unclean_text(void **state)
{
	static const Escape all[] = {escape_xml, escape_dot, escape_csv, escape_github, escape_github_property,
	                             escape_markdown, escape_uri_path};

	(void)state;
	for (size_t e = 0; e < sizeof all / sizeof *all; e++)
		for (size_t i = 0; i < FORBIDDEN_COUNT; i++) {
			Text out = {0};
			bool line_break = all[e] == escape_csv;

			all[e](&out, forbidden_labels[i]);
			if (!utf8_clean(text_str(&out), out.length, line_break, NULL))
				fail_msg("escape %zu lets label %zu through: %s", e, i, out.s);
			text_clear(&out);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(xml_has_five_letters_to_hide),
		cmocka_unit_test(dot_shows_what_it_is_given),
		cmocka_unit_test(csv_quotes_and_disarms),
		cmocka_unit_test(github_hides_lines_and_properties),
		cmocka_unit_test(markdown_stays_in_its_cell),
		cmocka_unit_test(paths_become_references),
		cmocka_unit_test(nothing_escapes_as_unclean_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
