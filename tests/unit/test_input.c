/* Bytes of the terminal to keys: whole sequences, split ones, hostile ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/text.h"
#include "tests/unit/random.h"
#include "tui/input.h"

/* The keys that BYTES give, in the notation; STEP bytes at a time, and at the end silence. */
static char *keys_of(const char *bytes, size_t length, size_t step)
{
	Input input = {0};
	Text out = {0};
	Key key;

	for (size_t at = 0; at < length; at += step) {
		input_feed(&input, bytes + at, length - at < step ? length - at : step);
		while (input_next(&input, 0, false, &key))
			key_add_text(&out, &key);
	}
	for (int i = 0; i < 3 && input_wait(&input, 25) >= 0; i++)
		while (input_next(&input, 0, true, &key))
			key_add_text(&out, &key);
	assert_int_equal(input_wait(&input, 25), -1);
	input_clear(&input);
	return text_take(&out);
}

static void expect(const char *bytes, size_t length, const char *keys)
{
	for (size_t step = 1; step <= length; step++) {
		char *got = keys_of(bytes, length, step);

		if (strcmp(got, keys) != 0)
			fail_msg("step %zu: \"%s\" instead of \"%s\"", step, got, keys);
		free(got);
	}
}

#define EXPECT(bytes, keys) expect(bytes, sizeof(bytes) - 1, keys)

static void keys_are_read_however_they_arrive(void **state)
{
	(void)state;
	EXPECT("as3\r", "as3<Enter>");
	EXPECT("a\n\t\b\177 ", "a<Enter><Tab><BS><BS><Space>");
	EXPECT("\003\023\032\034", "<C-c><C-s><C-z><C-\\>");
	EXPECT("\033[A\033OB\033[1;2C\033[1;5D", "<Up><Down><S-Right><C-Left>");
	EXPECT("\033[H\033[F\033[1~\033[4~\033OH\033[7~\033[8~", "<Home><End><Home><End><Home><Home><End>");
	EXPECT("\033[2~\033[3~\033[5~\033[6~\033[Z", "<Ins><Del><PgUp><PgDn><S-Tab>");
	EXPECT("\033OP\033[11~\033[[B\033[15~\033[24~\033[1;2R", "<F1><F1><F2><F5><F12><S-F3>");
	EXPECT("\xc3\xa9\xe2\x94\x80\xf0\x9f\x98\x80", "\xc3\xa9\xe2\x94\x80\xf0\x9f\x98\x80");
}

static void escape_is_a_key_of_its_own(void **state)
{
	(void)state;
	EXPECT("\033", "<Esc>");
	EXPECT("\033\033", "<Esc><Esc>");
	EXPECT("\033x", "<Esc>x");
	EXPECT("\033\033[A", "<Esc><Up>");
	EXPECT("\033:q\r", "<Esc>:q<Enter>");
	EXPECT("\033O", "<Esc>O");
	EXPECT("\033[", "<Esc>[");
}

static void what_is_not_known_runs_nothing(void **state)
{
	char big[5000];

	(void)state;
	EXPECT("\033[?62;4cx", "x");
	EXPECT("\033[97;5ux", "x");
	EXPECT("\033[12;40Rx", "x");
	EXPECT("\033[Ix\033[Oy", "xy");
	EXPECT("\033[1;2", "");
	EXPECT("\033]11;rgb:0000/0000/0000\033\\x", "x");
	EXPECT("\033]52;c;ZDpx\ax", "x");
	EXPECT("\033P1+r544e=787465\033\\x", "x");
	EXPECT("\033]0;dddd\033[Ax", "<Up>x");
	EXPECT("\033[12\033[Ax", "<Up>x");
	EXPECT("\x80\xff\xc3(\xe2\x94(\xed\xa0\x80\xc2\x9bx", "((x");
	memset(big, '1', sizeof big);
	memcpy(big, "\033[", 2);
	memcpy(big + sizeof big - 2, "mx", 2);
	for (size_t step = 1; step < 200; step += 7) {
		char *got = keys_of(big, sizeof big, step);

		assert_string_equal(got, "x");
		free(got);
	}
}

static void pastes_are_one_key(void **state)
{
	(void)state;
	EXPECT("\033[200~:q!\r\033[201~x", "<Paste \":q!\\u000d\">x");
	EXPECT("\033[200~\033[A\033[20\033[201~x", "<Paste \"\\u001b[A\\u001b[20\">x");
	EXPECT("\033[200~\033[201~x", "<Paste \"\">x");
	EXPECT("\033[200~lost its end", "<Paste \"lost its end\">");
}

static void mouse_reports_are_cells(void **state)
{
	(void)state;
	EXPECT("\033[<0;251;91M\033[<0;251;91m", "<Press 250,90><Release 250,90>");
	EXPECT("\033[<64;1;1M\033[<65;3;2M\033[<66;1;1M", "<Wheel -1 0,0><Wheel 1 2,1><SideWheel -1 0,0>");
	EXPECT("\033[<35;4;4M\033[<32;4;4M", "");
	EXPECT("\033[<0;1;1M\033[<32;2;1M\033[<0;2;1m", "<Press 0,0><Move 1,0><Release 1,0>");
	EXPECT("\033[<0;1;1M\033[<32;2;1M\033[O", "<Press 0,0><Move 1,0><Release 1,0>");
	EXPECT("\033[<0;1;1M\033[<32;2;1M\033[<0;9;9M", "<Press 0,0><Move 1,0><Release 1,0><Press 8,8>");
	EXPECT("\033[M \x21\x22\033[M#\x21\x22", "<Press 0,1><Release 0,1>");
	EXPECT("\033[<0;99999999999;0M", "<Press 9998,0>");
}

static void second_press_is_a_double_click(void **state)
{
	static const char click[] = "\033[<0;5;5M\033[<0;5;5m";
	int64_t times[] = {0, 300, 500, 2000};
	int clicks[] = {1, 2, 1, 1};
	Input input = {0};

	(void)state;
	for (int i = 0; i < 4; i++) {
		Key key;

		input_feed(&input, click, sizeof click - 1);
		assert_true(input_next(&input, 1000 + times[i], false, &key));
		assert_int_equal(key.clicks, clicks[i]);
		assert_true(input_next(&input, 1000 + times[i], false, &key));
		assert_int_equal(key.code, CODE_RELEASE);
	}
	input_clear(&input);
}

/* Random bytes of the alphabet of sequences: every byte is taken, every wait ends. */
static void random_bytes_are_survived(void **state)
{
	static const char alphabet[] = "\033\033\033[[[]OPM<?;0123456789~mMRAIx\a\\\xc3\xa9\xf0\200\x01 ";
	unsigned seed = (unsigned)random_seed();

	(void)state;
	print_message("TROIKA_SEED=%u\n", seed);
	for (int round = 0; round < 3000; round++) {
		char bytes[60];
		size_t length = (size_t)rand_r(&seed) % sizeof bytes;

		for (size_t i = 0; i < length; i++)
			bytes[i] = alphabet[(size_t)rand_r(&seed) % (sizeof alphabet - 1)];
		free(keys_of(bytes, length, 1 + (size_t)rand_r(&seed) % 9));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_are_read_however_they_arrive),
		cmocka_unit_test(escape_is_a_key_of_its_own),
		cmocka_unit_test(what_is_not_known_runs_nothing),
		cmocka_unit_test(pastes_are_one_key),
		cmocka_unit_test(mouse_reports_are_cells),
		cmocka_unit_test(second_press_is_a_double_click),
		cmocka_unit_test(random_bytes_are_survived),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
