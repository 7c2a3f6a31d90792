/* Decimals: exact, rounded half up, and refused rather than wrapped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "model/decimal.h"

static Decimal number(const char *text)
{
	Decimal value = 0;

	assert_true(decimal_parse(text, &value, NULL));
	return value;
}

static void assert_text(Decimal value, const char *expected)
{
	Text text = {0};

	decimal_add_text(&text, value);
	assert_string_equal(text_str(&text), expected);
	text_clear(&text);
}

static void assert_fixed(const char *value, int places, const char *expected)
{
	Text text = {0};

	decimal_add_fixed(&text, number(value), places, true);
	assert_string_equal(text_str(&text), expected);
	text_clear(&text);
}

static void numbers_are_read_exactly(void **state)
{
	static const char *const same[] = {
		"0", "12", "-0.5", "0.000000000001", "0.0000166667", "123456789012345678901.5",
		"99999999999999999999999999.999999999999",
	};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof *same; i++)
		assert_text(number(same[i]), same[i]);
	assert_text(number("007.500"), "7.5");
	assert_text(number("-0"), "0");
	assert_text(number("0.1000000000000000"), "0.1");
}

static void what_is_no_number_is_refused(void **state)
{
	static const char *const wrong[] = {
		"", "-", ".", ".5", "5.", "1e3", "+1", " 1", "1 ", "0x10", "1,000", "--1", "nan",
		"0.0000000000001", "999999999999999999999999999999999", "1.2.3",
		"340282366920938463463374607431768211456",
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		Decimal value = 77;

		assert_false(decimal_parse(wrong[i], &value, NULL));
		assert_true(value == 77);
	}
}

static void the_end_of_a_number_is_found(void **state)
{
	Decimal value;
	const char *end;

	(void)state;
	assert_true(decimal_parse("20k/day", &value, &end));
	assert_string_equal(end, "k/day");
	assert_true(decimal_parse("3. June", &value, &end));
	assert_string_equal(end, ". June");
}

static void products_and_quotients_round_at_the_last_place(void **state)
{
	Decimal out;

	(void)state;
	assert_true(decimal_multiply(number("176000"), number("0.0000166667"), &out));
	assert_text(out, "2.9333392");
	assert_true(decimal_multiply(number("0.000001"), number("0.0000005"), &out));
	assert_text(out, "0.000000000001");
	assert_true(decimal_multiply(number("-0.000001"), number("0.0000004"), &out));
	assert_text(out, "0");
	assert_true(decimal_divide(number("25"), number("720"), &out));
	assert_text(out, "0.034722222222");
	assert_true(decimal_divide(number("-2"), number("3"), &out));
	assert_text(out, "-0.666666666667");
}

/* Numbers whose product passes 128 bits take the long way; it must agree. */
static void large_numbers_take_the_long_way(void **state)
{
	Decimal out;

	(void)state;
	assert_true(decimal_multiply(number("30000000000000"), number("2000000000000.5"), &out));
	assert_text(out, "60000000000015000000000000");
	assert_true(decimal_multiply(number("99999999999999999999.25"), number("-1000000"), &out));
	assert_text(out, "-99999999999999999999250000");
	assert_true(decimal_divide(number("99999999999999999999999999"), number("3"), &out));
	assert_text(out, "33333333333333333333333333");
	assert_true(decimal_divide(number("20000000000000000000000000"), number("3"), &out));
	assert_text(out, "6666666666666666666666666.666666666667");
}

static void too_large_is_refused(void **state)
{
	Decimal big = number("100000000000000000000000000"), out;

	(void)state;
	assert_false(decimal_multiply(big, number("10"), &out));
	assert_false(decimal_multiply(big, big, &out));
	assert_false(decimal_divide(big, number("0.000000000001"), &out));
	assert_false(decimal_divide(big, 0, &out));
	assert_false(decimal_add(big, big, &out));
	assert_true(decimal_add(big, -big, &out));
	assert_text(out, "0");
}

static void rounding_is_half_up_away_from_zero(void **state)
{
	(void)state;
	assert_fixed("0.005", 2, "0.01");
	assert_fixed("0.00499", 2, "0.00");
	assert_fixed("-0.005", 2, "-0.01");
	assert_fixed("-0.004", 2, "0.00");
	assert_fixed("126.736111111111", 2, "126.74");
	assert_fixed("0.5", 0, "1");
	assert_fixed("91612.395", 2, "91,612.40");
	assert_fixed("1234567.1", 1, "1,234,567.1");
	assert_fixed("999", 0, "999");
	assert_fixed("1000", 0, "1,000");
	assert_fixed("99999999999999999999999999.999999999999", 0,
	             "100,000,000,000,000,000,000,000,000");
}

/* Whole numbers that fit in 64 bits: the processor knows the answers. */
static void random_products_agree_with_the_machine(void **state)
{
	uint64_t seed = 20261122;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		int64_t a, b;
		Decimal out;

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		a = (int64_t)(seed >> 33) - (1 << 30);
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		b = (int64_t)(seed >> 33) - (1 << 30);
		assert_true(decimal_multiply(decimal_from(a), decimal_from(b), &out));
		assert_true(out == decimal_from(a * b));
		if (b == 0)
			continue;
		assert_true(decimal_divide(out, decimal_from(b), &out));
		assert_true(out == decimal_from(a));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_read_exactly),
		cmocka_unit_test(what_is_no_number_is_refused),
		cmocka_unit_test(the_end_of_a_number_is_found),
		cmocka_unit_test(products_and_quotients_round_at_the_last_place),
		cmocka_unit_test(large_numbers_take_the_long_way),
		cmocka_unit_test(too_large_is_refused),
		cmocka_unit_test(rounding_is_half_up_away_from_zero),
		cmocka_unit_test(random_products_agree_with_the_machine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
