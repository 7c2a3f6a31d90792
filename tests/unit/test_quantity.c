/* Quantities: every unit, and what the error says of a wrong one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/quantity.h"

static void assert_value(const char *text, Dimension dimension, const char *unit,
                         const char *expected)
{
	Quantity quantity;
	Error err = {0};
	Text got = {0};

	if (!quantity_parse(text, dimension, unit, &quantity, &err))
		fail_msg("%s: %s", text, err.text);
	decimal_add_text(&got, quantity.value);
	assert_string_equal(text_str(&got), expected);
	assert_int_equal(quantity.dimension, dimension);
	text_clear(&got);
}

static void assert_refused(const char *text, Dimension dimension, const char *part)
{
	Quantity quantity;
	Error err = {0};

	assert_false(quantity_parse(text, dimension, NULL, &quantity, &err));
	if (!strstr(err.text, part))
		fail_msg("'%s' does not say '%s'", err.text, part);
	error_clear(&err);
}

static void counts_take_suffixes(void **state)
{
	(void)state;
	assert_value("20k", DIMENSION_COUNT, NULL, "20000");
	assert_value("1.5 M", DIMENSION_COUNT, NULL, "1500000");
	assert_value("2G", DIMENSION_COUNT, NULL, "2000000000");
	assert_value("500 users", DIMENSION_COUNT, "users", "500");
	assert_value("5k users", DIMENSION_COUNT, "users", "5000");
	assert_refused("20kB", DIMENSION_COUNT, "k, M or G");
	assert_refused("500 users", DIMENSION_COUNT, "is not a number");
	assert_refused("-3", DIMENSION_COUNT, "less than nothing");
	assert_refused("", DIMENSION_COUNT, "is not a number");
}

static void rates_are_a_month_of_730_hours(void **state)
{
	(void)state;
	assert_value("24k/day", DIMENSION_RATE, NULL, "730000");
	assert_value("1/s", DIMENSION_RATE, NULL, "2628000");
	assert_value("2 / min", DIMENSION_RATE, NULL, "87600");
	assert_value("1M/month", DIMENSION_RATE, NULL, "1000000");
	assert_value("48", DIMENSION_RATE, "/day", "1460");
	assert_value("7", DIMENSION_RATE, NULL, "7");
	assert_refused("20 GB", DIMENSION_RATE, "/s, /min, /h, /day or /month");
}

static void sizes_are_powers_of_ten_or_of_two(void **state)
{
	(void)state;
	assert_value("500 GB", DIMENSION_BYTES, NULL, "500000000000");
	assert_value("2GiB", DIMENSION_BYTES, NULL, "2147483648");
	assert_value("2.5 MB", DIMENSION_BYTES, NULL, "2500000");
	assert_value("500", DIMENSION_BYTES, "GB", "500000000000");
	assert_value("50 GB/month", DIMENSION_BYTE_RATE, NULL, "50000000000");
	assert_value("24 MB/day", DIMENSION_BYTE_RATE, NULL, "730000000");
	assert_value("50", DIMENSION_BYTE_RATE, "GB/month", "50000000000");
	assert_refused("5 bananas", DIMENSION_BYTES, "B, kB, MB, GB, TB or KiB");
	assert_refused("50 GB", DIMENSION_BYTE_RATE, "50 GB/month");
}

static void times_are_seconds(void **state)
{
	(void)state;
	assert_value("30 s", DIMENSION_TIME, NULL, "30");
	assert_value("250 ms", DIMENSION_TIME, NULL, "0.25");
	assert_value("72", DIMENSION_TIME, "h", "259200");
	assert_value("7 days", DIMENSION_TIME, NULL, "604800");
	assert_refused("5m", DIMENSION_TIME, "ms, s, min, h or days");
}

static void money_carries_its_currency(void **state)
{
	Quantity quantity;

	(void)state;
	assert_true(quantity_parse("12.50 EUR", DIMENSION_MONEY, NULL, &quantity, NULL));
	assert_string_equal(quantity.currency, "EUR");
	assert_true(quantity_parse("$15k", DIMENSION_MONEY, NULL, &quantity, NULL));
	assert_string_equal(quantity.currency, "USD");
	assert_true(quantity.value == decimal_from(15000));
	assert_true(quantity_parse("5GBP", DIMENSION_MONEY, NULL, &quantity, NULL));
	assert_string_equal(quantity.currency, "GBP");
	assert_true(quantity_parse("95000", DIMENSION_MONEY, NULL, &quantity, NULL));
	assert_string_equal(quantity.currency, "");
	assert_refused("12.50 eur", DIMENSION_MONEY, "12.50 EUR");
	assert_refused("$1 EUR", DIMENSION_MONEY, "amount of money");
	assert_value("99.95 %", DIMENSION_PERCENT, NULL, "99.95");
}

static void a_failed_reading_leaves_the_result_alone(void **state)
{
	Quantity quantity = {.value = 5};

	(void)state;
	assert_false(quantity_parse("x", DIMENSION_TIME, NULL, &quantity, NULL));
	assert_true(quantity.value == 5);
	assert_false(quantity_parse("99999999999999999999 TiB", DIMENSION_BYTES, NULL, &quantity, NULL));
}

static void units_name_their_dimension(void **state)
{
	(void)state;
	assert_int_equal(quantity_dimension("GB"), DIMENSION_BYTES);
	assert_int_equal(quantity_dimension("/day"), DIMENSION_RATE);
	assert_int_equal(quantity_dimension("GB/month"), DIMENSION_BYTE_RATE);
	assert_int_equal(quantity_dimension("ms"), DIMENSION_TIME);
	assert_int_equal(quantity_dimension("%"), DIMENSION_PERCENT);
	assert_int_equal(quantity_dimension("shards"), DIMENSION_COUNT);
	assert_int_equal(quantity_dimension("GB-s"), DIMENSION_COUNT);
	assert_int_equal(quantity_dimension(""), DIMENSION_COUNT);
}

static void a_quantity_is_counted_in_a_unit(void **state)
{
	Decimal out;

	(void)state;
	assert_true(quantity_in(decimal_from(500000000000), DIMENSION_BYTES, "GB", &out));
	assert_true(out == decimal_from(500));
	assert_true(quantity_in(decimal_from(50000000000), DIMENSION_BYTE_RATE, "GB/month", &out));
	assert_true(out == decimal_from(50));
	assert_true(quantity_in(decimal_from(1000), DIMENSION_RATE, "/day", &out));
	assert_true(out == decimal_from(1000));
	assert_true(quantity_in(decimal_from(7200), DIMENSION_TIME, "h", &out));
	assert_true(out == decimal_from(2));
	assert_true(quantity_in(decimal_from(9), DIMENSION_COUNT, "users", &out));
	assert_true(out == decimal_from(9));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_take_suffixes),
		cmocka_unit_test(rates_are_a_month_of_730_hours),
		cmocka_unit_test(sizes_are_powers_of_ten_or_of_two),
		cmocka_unit_test(times_are_seconds),
		cmocka_unit_test(money_carries_its_currency),
		cmocka_unit_test(a_failed_reading_leaves_the_result_alone),
		cmocka_unit_test(units_name_their_dimension),
		cmocka_unit_test(a_quantity_is_counted_in_a_unit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
