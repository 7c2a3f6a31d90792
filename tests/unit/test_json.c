/* The JSON writer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/json.h"

static void items_stand_where_they_should(void **state)
{
	static const char *const words[] = {"a", "b", NULL};
	Text out = {0};
	Json json = {.out = &out};

	(void)state;
	json_open(&json, '{');
	json_put_number(&json, "version", 1);
	json_key(&json, "list");
	json_open(&json, '[');
	json_open_line(&json, '{');
	json_put_text(&json, "x", "1");
	json_put_words(&json, "y", words);
	json_close(&json);
	json_open(&json, '{');
	json_close(&json);
	json_null(&json);
	json_close(&json);
	json_key(&json, "none");
	json_open(&json, '[');
	json_close(&json);
	json_put_bool(&json, "yes", true);
	json_put_text(&json, "no", NULL);
	json_close(&json);
	assert_string_equal(out.s, "{\n  \"version\": 1,\n  \"list\": [\n    {\"x\": \"1\", \"y\": [\"a\", \"b\"]},\n"
	                           "    {},\n    null\n  ],\n  \"none\": [],\n  \"yes\": true,\n  \"no\": null\n}\n");
	text_clear(&out);
}

static void texts_are_escaped(void **state)
{
	Text out = {0};
	Json json = {.out = &out};

	(void)state;
	json_open_line(&json, '[');
	json_text(&json, "say \"hi\" \\ \n\t\x1b\x7f");
	json_text(&json, "\xc2\x9b \xe2\x80\xae \xff\xc0\xaf \xed\xa0\x80 日本 ☁️");
	json_close(&json);
	assert_string_equal(out.s, "[\"say \\\"hi\\\" \\\\ \\n\\t\\u001b\\u007f\", \"\\u009b \\u202e \\ufffd\\ufffd\\ufffd "
	                           "\\ufffd\\ufffd\\ufffd 日本 ☁️\"]\n");
	text_clear(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(items_stand_where_they_should),
		cmocka_unit_test(texts_are_escaped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
