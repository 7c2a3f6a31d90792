/* The notation of keys, the bindings of the command table, and what is typed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "tui/command_table.h"
#include "tui/keymap.h"
#include "tui/text_field.h"

static void round_trip(const char *script, const char *want)
{
	Keys keys = {0}, again = {0};
	Text text = {0}, text2 = {0};
	Error err = {0};

	if (!keys_parse(script, &keys, &err))
		fail_msg("%s: %s", script, err.text);
	for (size_t i = 0; i < keys.count; i++)
		key_add_text(&text, &keys.items[i]);
	assert_string_equal(text_str(&text), want);
	assert_true(keys_parse(text_str(&text), &again, &err));
	for (size_t i = 0; i < again.count; i++)
		key_add_text(&text2, &again.items[i]);
	assert_string_equal(text_str(&text2), want);
	text_clear(&text);
	text_clear(&text2);
	keys_clear(&keys);
	keys_clear(&again);
}

static void scripts_are_read_and_printed(void **state)
{
	(void)state;
	round_trip("a s3<Enter><Enter>", "a<Space>s3<Enter><Enter>");
	round_trip("<Esc><Tab><S-Tab><BS><Del><Up><Down><Left><Right><Home><End><PgUp><PgDn>",
	           "<Esc><Tab><S-Tab><BS><Del><Up><Down><Left><Right><Home><End><PgUp><PgDn>");
	round_trip("<C-s><C-S><A-x><F1><F12><lt><gt>é→", "<C-s><C-s><A-x><F1><F12><lt>>é→");
	round_trip("<Click 10,4>", "<Press 10,4><Release 10,4>");
	round_trip("<Drag 10,4 20,4>", "<Press 10,4><Move 20,4><Release 20,4>");
	round_trip("<Wheel -1 10,4><SideWheel 1 0,0>", "<Wheel -1 10,4><SideWheel 1 0,0>");
	round_trip("<Paste \"a>\\n\\\"b\\\" \\u00e9\">", "<Paste \"a>\\u000a\\\"b\\\" é\">");
	round_trip("a\nb\r\nc", "abc");
	round_trip("<Size 80x24>", "<Size 80x24>");
}

static void wheel_up_takes_a_sign(void **state)
{
	Keys keys = {0};

	(void)state;
	assert_true(keys_parse("<Wheel +2 1,2>", &keys, NULL));
	assert_int_equal(keys.items[0].amount, 2);
	assert_int_equal(keys.items[0].x, 1);
	assert_int_equal(keys.items[0].y, 2);
	keys_clear(&keys);
}

static void what_is_no_key_is_refused_with_its_place(void **state)
{
	static const char *const bad[] = {
		"ab<Foo>", "<", "<>", "<Click 1>", "<Click 1,2 3>", "<Drag 1,2>", "<Wheel 0 1,1>", "<F13>", "<F0>",
		"<Paste \"x>", "<Paste x>", "<Paste \"\\q\">", "<Size 8>", "<C->", "a\x01", "\xff", "<Click a,b>",
		"<Wheel 1>", "<Size -1x2>", "<Click 99999,1>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		Keys keys = {0};
		Error err = {0};

		if (keys_parse(bad[i], &keys, &err))
			fail_msg("%s was taken", bad[i]);
		assert_non_null(strstr(err.text, "keys, character "));
		error_clear(&err);
		keys_clear(&keys);
	}
}

/* --- bindings ------------------------------------------------------------------ */

static void a_recording_has_remarks(void **state)
{
	Keys keys = {0};
	Text text = {0};
	Error err = {0};

	(void)state;
	assert_true(keys_parse_recording("# why <\na#\n\n# more\n<Enter>\r\n#", &keys, &err));
	for (size_t i = 0; i < keys.count; i++)
		key_add_text(&text, &keys.items[i]);
	assert_string_equal(text_str(&text), "a#<Enter>");
	assert_false(keys_parse_recording("# x\n<Nonsense>", &keys, &err));
	assert_non_null(strstr(err.text, "character 5"));
	error_clear(&err);
	text_clear(&text);
	keys_clear(&keys);
}

static void every_binding_is_unique_in_its_state(void **state)
{
	Keymap map = {0};

	(void)state;
	keymap_build(&map, command_table);
	for (const Command *c = command_table; c->name; c++) {
		State where = STATE_SELECT;
		const Command *other = keymap_taken(&map, c, &where);

		if (other)
			fail_msg("%s and %s begin alike in %s", c->word, other->word, state_name(where));
	}
	keymap_clear(&map);
}

static void every_command_is_whole(void **state)
{
	(void)state;
	for (const Command *c = command_table; c->name; c++) {
		Keys keys = {0};
		Error err = {0};

		assert_non_null(c->run);
		assert_true(*c->name && *c->word && *c->group && *c->sentence);
		assert_null(strchr(c->word, ' '));
		assert_true(*c->keys ? c->states != 0 : 1);
		for (const Command *other = c + 1; other->name; other++)
			if (strcmp(c->word, other->word) == 0)
				fail_msg("two commands are called %s", c->word);
		if (!keys_parse(c->keys, &keys, &err))
			fail_msg("%s: %s", c->word, err.text);
		keys_clear(&keys);
	}
}

/* Alt, function keys and what tmux, screen and the terminal take may only be second names. */
static void no_command_needs_a_key_that_is_taken(void **state)
{
	(void)state;
	for (const Command *c = command_table; c->name; c++) {
		Keys keys = {0};
		size_t length = strcspn(c->keys, " ");
		char *first = mem_copy_n(c->keys, length);

		assert_true(keys_parse(first, &keys, NULL));
		for (size_t i = 0; i < keys.count; i++) {
			const Key *key = &keys.items[i];

			assert_int_not_equal(key->code, CODE_FUNCTION);
			assert_false(key->mods & MOD_ALT);
			if (key->mods & MOD_CTRL)
				assert_null(strchr("abijmhq\\d[", key->bytes[0]));
		}
		keys_clear(&keys);
		free(first);
	}
}

static void keys_can_be_given_anew(void **state)
{
	Keymap map = {0};
	Error err = {0};
	const Command *found = NULL;
	State where = STATE_ANY;
	Key key = key_char(",");

	(void)state;
	keymap_build(&map, command_table);
	assert_true(keymap_set(&map, command_find(command_table, "cost"), ",", &err));
	assert_int_equal(keymap_find(&map, STATE_SELECT, &key, 1, &found), MAP_COMMAND);
	assert_string_equal(found->word, "cost");
	assert_null(keymap_taken(&map, found, &where));
	assert_false(keymap_set(&map, found, "<Foo>", &err));
	assert_int_equal(keymap_find(&map, STATE_SELECT, &key, 1, &found), MAP_COMMAND);
	assert_true(keymap_set(&map, command_find(command_table, "export"), "a", &err));
	assert_string_equal(keymap_taken(&map, command_find(command_table, "export"), &where)->word, "add-component");
	assert_int_equal(where, STATE_SELECT);
	assert_false(keymap_set(&map, command_find(command_table, "list-toggle"), "x", &err));
	assert_non_null(strstr(err.text, "typed text"));
	error_clear(&err);
	keymap_clear(&map);
}

/* --- fields ---------------------------------------------------------------------- */

static void type(TextField *field, const char *script)
{
	Keys keys = {0};

	assert_true(keys_parse(script, &keys, NULL));
	for (size_t i = 0; i < keys.count; i++)
		field_key(field, &keys.items[i]);
	keys_clear(&keys);
}

static void a_field_edits_whole_clusters(void **state)
{
	TextField field = {0};

	(void)state;
	type(&field, "añ日b<Left><BS>");
	assert_string_equal(field_value(&field), "añb");
	type(&field, "<Home><Del>x<End>!<C-w>");
	assert_string_equal(field_value(&field), "");
	type(&field, "one two<C-w>");
	assert_string_equal(field_value(&field), "one ");
	type(&field, "<C-u>");
	assert_string_equal(field_value(&field), "");
	field_clear(&field);
}

static void typing_replaces_a_proposal(void **state)
{
	static const struct { const char *keys, *value; } cases[] = {
		{"p", "p"}, {"po<BS>", "p"}, {"<BS>", ""}, {"<Del>", ""}, {"<Paste \"x.yaml\">", "x.yaml"},
		{"<End>s", "design.yamls"}, {"<Left>x", "design.yamxl"}, {"<C-u>", ""}, {"<Tab>", "design.yaml"},
		{"<Paste \"\\u001b\">x", "x"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		TextField field = {0};

		field_suggest(&field, "design.yaml");
		type(&field, cases[i].keys);
		assert_string_equal(field_value(&field), cases[i].value);
		field_clear(&field);
	}
}

static void a_paste_is_one_literal_line(void **state)
{
	TextField field = {0};
	char *large = mem_alloc(FIELD_LIMIT + 2);
	Key key = {.code = CODE_PASTE, .text = large, .length = FIELD_LIMIT + 1};

	(void)state;
	type(&field, "<Paste \":q!\\nd\\u001b[31m x\\ty\">");
	assert_string_equal(field_value(&field), ":q! d[31m x y");
	memset(large, 'a', FIELD_LIMIT + 1);
	assert_int_equal(field_key(&field, &key), FIELD_FULL);
	assert_string_equal(field_value(&field), ":q! d[31m x y");
	free(large);
	field_clear(&field);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(scripts_are_read_and_printed),
		cmocka_unit_test(wheel_up_takes_a_sign),
		cmocka_unit_test(what_is_no_key_is_refused_with_its_place),
		cmocka_unit_test(a_recording_has_remarks),
		cmocka_unit_test(every_binding_is_unique_in_its_state),
		cmocka_unit_test(every_command_is_whole),
		cmocka_unit_test(no_command_needs_a_key_that_is_taken),
		cmocka_unit_test(keys_can_be_given_anew),
		cmocka_unit_test(a_field_edits_whole_clusters),
		cmocka_unit_test(typing_replaces_a_proposal),
		cmocka_unit_test(a_paste_is_one_literal_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
