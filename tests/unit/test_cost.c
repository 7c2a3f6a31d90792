/* The cost sheet: each way a price can count, and what is not known. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/cost.h"
#include "tests/unit/small_design.h"

#define FIELD(name, field_type, field_unit, default_) \
	{.key = name, .type = field_type, .unit = field_unit, .fallback = default_, .min = "", \
	 .max = "", .refers = -1, .sentence = ""}
#define PRICE(item_, when_, metric_, amount_, per_, model_, ...) \
	{.item = item_, .when = when_, .metric = metric_, .amount = amount_, .per = per_, \
	 .unit = "", .model = model_, .as_of = "2026-01-01", .source = "", .grade = "A", \
	 .tiers = "", .free = "", .currency = "USD", .region = "", __VA_ARGS__}
#define PRICED(kind_id, kind_vendor, fields_, prices_) \
	{.id = kind_id, .vendor = kind_vendor, .name = kind_id, .role = "", \
	 .capabilities = NONE_AT_ALL, .synonyms = NONE_AT_ALL, .fields = fields_, \
	 .field_count = sizeof fields_ / sizeof *fields_, .prices = prices_, \
	 .price_count = sizeof prices_ / sizeof *prices_, .availability = "", .lifecycle = "", \
	 .sources = NONE_AT_ALL, .notes = ""}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"

static const FieldSpec bucket_fields[] = {
	FIELD("gets", FIELD_QUANTITY, "/month", "0"), FIELD("storage", FIELD_QUANTITY, "GB", ""),
	FIELD("egress", FIELD_QUANTITY, "GB/month", "0"),
};
static const Price bucket_prices[] = {
	PRICE("storage", "", "storage", "0.023", "1", "usage", .region = "us-east-1"),
	PRICE("storage", "", "storage", "0.0245", "1", "usage", .region = "eu-central-1"),
	PRICE("GET", "", "gets", "0.0004", "1000", "usage"),
	PRICE("egress", "", "egress", "0.05", "1", "usage", .free = "100",
	      .tiers = "first 10 TB 0.09; next 40 TB 0.085; then 0.07"),
};
static const FieldSpec dyno_fields[] = {
	FIELD("dynos", FIELD_NUMBER, "", "1"), FIELD("hours", FIELD_NUMBER, "", ""),
	FIELD("size", FIELD_TEXT, "", ""),
};
static const Price dyno_prices[] = {
	PRICE("Standard-1X", "size=standard-1x", "dynos", "25", "1", "hourly"),
	PRICE("Performance-M", "size=performance-m|performance-n", "dynos", "250", "1", "hourly"),
};
static const FieldSpec seat_fields[] = {
	FIELD("users", FIELD_NUMBER, "", ""), FIELD("edition", FIELD_TEXT, "", "enterprise"),
};
static const Price seat_prices[] = {
	PRICE("Enterprise seats", "edition=enterprise", "users", "175", "1", "seat"),
	PRICE("Enterprise seats", "edition=enterprise", "users", "170", "1", "seat", .currency = "EUR"),
	PRICE("Unlimited seats", "edition=unlimited", "users", "350", "1", "seat"),
};
static const Price shield_prices[] = {PRICE("Shield", "", "1", "30", "1", "percent")};
static const FieldSpec shard_fields[] = {FIELD("shards", FIELD_NUMBER, "", "")};
static const Price shard_prices[] = {PRICE("shard-hours", "", "shards*730", "0.015", "1", "flat")};
static const Price free_prices[] = {PRICE("none", "", "", "", "1", "included")};
static const Price quote_prices[] = {PRICE("rows", "", "", "", "1", "quote")};
static const Price addon_prices[] = {PRICE("add-ons", "", "shards", "", "1", "quote")};

static const Kind kinds[] = {
	PRICED("aws.addons", "aws", shard_fields, addon_prices),
	PRICED("aws.bucket", "aws", bucket_fields, bucket_prices),
	{.id = "aws.custom", .vendor = "aws", .name = "Custom", .role = "", .capabilities = NONE_AT_ALL,
	 .synonyms = NONE_AT_ALL, .availability = "", .lifecycle = "", .sources = NONE_AT_ALL, .notes = ""},
	PRICED("aws.iam", "aws", shard_fields, free_prices),
	PRICED("aws.shards", "aws", shard_fields, shard_prices),
	PRICED("external.seats", "external", seat_fields, seat_prices),
	PRICED("heroku.connect", "heroku", shard_fields, quote_prices),
	PRICED("heroku.dyno", "heroku", dyno_fields, dyno_prices),
	PRICED("salesforce.seats", "salesforce", seat_fields, seat_prices),
	PRICED("salesforce.shield", "salesforce", shard_fields, shield_prices),
};

#pragma GCC diagnostic pop

static const Region regions[] = {
	{.vendor = "aws", .id = "eu-central-1", .name = "", .jurisdiction = "eu", .alias_of = ""},
	{.vendor = "aws", .id = "frankfurt", .name = "", .jurisdiction = "eu", .alias_of = "eu-central-1"},
	{.vendor = "aws", .id = "us-east-1", .name = "", .jurisdiction = "us", .alias_of = ""},
	{.vendor = "aws", .id = "us-west-1", .name = "", .jurisdiction = "us", .alias_of = ""},
};

static const Catalog catalog = {
	.kinds = kinds, .kind_count = sizeof kinds / sizeof *kinds,
	.regions = regions, .region_count = sizeof regions / sizeof *regions,
};

typedef struct Case {
	Design design;
	Graph graph;
	CostSheet sheet;
} Case;

static void case_open(Case *test, Decimal scale, const char *const *lines)
{
	small_design(&test->design, lines);
	graph_build(&test->graph, &test->design, &catalog);
	cost_price(&test->sheet, &test->graph, scale);
}

#define CASE(test, ...) \
	case_open(test, DECIMAL_ONE, (const char *const[]){__VA_ARGS__, NULL})

static void case_close(Case *test)
{
	cost_clear(&test->sheet);
	graph_clear(&test->graph);
	design_clear(&test->design);
}

static void assert_amount(Decimal amount, const char *expected)
{
	Text text = {0};

	decimal_add_fixed(&text, amount, 2, false);
	assert_string_equal(text_str(&text), expected);
	text_clear(&text);
}

static void assert_totals(const CostSheet *sheet, const char *low, const char *total, const char *high)
{
	assert_amount(sheet->low, low);
	assert_amount(sheet->total, total);
	assert_amount(sheet->high, high);
}

static void seats_count_by_person(void **state)
{
	Case test;

	(void)state;
	CASE(&test, "platform sf vendor=salesforce", "component crm kind=salesforce.seats on=sf users=500");
	assert_int_equal(test.sheet.count, 1);
	assert_true(test.sheet.lines[0].fixed);
	assert_true(test.sheet.lines[0].quantity == decimal_from(500));
	assert_totals(&test.sheet, "61250.00", "87500.00", "96250.00");
	assert_amount(test.sheet.platform_total[0], "87500.00");
	case_close(&test);
	CASE(&test, "component bi kind=external.seats users=500 edition=unlimited");
	assert_totals(&test.sheet, "175000.00", "175000.00", "192500.00");
	case_close(&test);
}

/* facts.yaml: cost.dyno_examples. */
static void dyno_hours_are_capped_at_720(void **state)
{
	Case test;

	(void)state;
	CASE(&test, "component a kind=heroku.dyno size=standard-1x hours=730",
	     "component b kind=heroku.dyno size=standard-1x hours=300",
	     "component c kind=heroku.dyno size=performance-m hours=365",
	     "component d kind=heroku.dyno size=performance-n dynos=2");
	assert_amount(test.sheet.lines[0].amount, "25.00");
	assert_amount(test.sheet.lines[1].amount, "10.42");
	assert_amount(test.sheet.lines[2].amount, "126.74");
	assert_amount(test.sheet.lines[3].amount, "500.00");
	assert_totals(&test.sheet, "662.16", "662.16", "662.16");
	case_close(&test);
}

static void usage_is_metered_in_the_unit_of_its_field(void **state)
{
	Case test;

	(void)state;
	CASE(&test, "component s3 kind=aws.bucket storage=0.5TB gets=1M egress=500GB/month");
	assert_int_equal(test.sheet.count, 3);
	assert_amount(test.sheet.lines[0].amount, "11.50");
	assert_amount(test.sheet.lines[1].amount, "0.40");
	assert_amount(test.sheet.lines[2].amount, "45.00");
	assert_totals(&test.sheet, "28.45", "56.90", "113.80");
	assert_amount(test.sheet.usage, "56.90");
	assert_amount(test.sheet.fixed, "0.00");
	case_close(&test);
	case_open(&test, decimal_from(10), (const char *const[]){
		"component s3 kind=aws.bucket storage=500 gets=1M", "component k kind=aws.shards shards=1", NULL});
	assert_amount(test.sheet.usage, "119.00");
	assert_amount(test.sheet.fixed, "10.95");
	case_close(&test);
}

static void steps_are_cumulative(void **state)
{
	Case test;

	(void)state;
	CASE(&test, "component s3 kind=aws.bucket storage=0 egress=60TB/month");
	assert_int_equal(test.sheet.count, 1);
	assert_amount(test.sheet.total, "5000.00");
	assert_true(test.sheet.lines[0].unit_price == DECIMAL_ONE / 1000000 * 83333);
	case_close(&test);
	CASE(&test, "component s3 kind=aws.bucket storage=0 egress=500GB/month");
	assert_true(test.sheet.lines[0].unit_price == DECIMAL_ONE / 100 * 9);
	case_close(&test);
	CASE(&test, "design free-tier=true", "component s3 kind=aws.bucket storage=0 egress=600GB/month",
	     "component s4 kind=aws.bucket storage=0 egress=99GB/month");
	assert_amount(test.sheet.total, "45.00");
	case_close(&test);
}

static void a_percentage_is_of_the_seats_of_its_platform(void **state)
{
	Case test;

	(void)state;
	CASE(&test, "platform sf vendor=salesforce", "platform sg vendor=salesforce",
	     "component a-shield kind=salesforce.shield on=sf",
	     "component crm kind=salesforce.seats on=sf users=100",
	     "component other kind=salesforce.seats on=sg users=100",
	     "component shield kind=salesforce.shield on=sg discount=50%");
	assert_string_equal(test.sheet.lines[0].element->id, "a-shield");
	assert_amount(test.sheet.lines[0].amount, "5250.00");
	assert_amount(test.sheet.lines[3].amount, "2625.00");
	assert_amount(test.sheet.lines[0].low, "3675.00");
	case_close(&test);
}

static const char *only_gap(const Case *test)
{
	assert_int_equal(test->sheet.unpriced_count, 1);
	return test->sheet.unpriced[0].reason;
}

static void what_is_not_known_is_listed_and_never_zero(void **state)
{
	Case test;

	(void)state;
	CASE(&test, "component sync kind=heroku.connect");
	assert_string_equal(only_gap(&test), "price on request");
	assert_int_equal(test.sheet.count, 0);
	case_close(&test);
	CASE(&test, "component none kind=aws.addons shards=0", "component some kind=aws.addons shards=2");
	assert_string_equal(only_gap(&test), "price on request");
	assert_string_equal(test.sheet.unpriced[0].element->id, "some");
	case_close(&test);
	CASE(&test, "component s3 kind=aws.bucket");
	assert_string_equal(only_gap(&test), "s3 has no size: set storage");
	assert_true(test.sheet.unpriced[0].unsized);
	case_close(&test);
	CASE(&test, "component web kind=heroku.dyno");
	assert_string_equal(only_gap(&test), "web has no size: set size");
	case_close(&test);
	CASE(&test, "component web kind=heroku.dyno size=mega");
	assert_string_equal(only_gap(&test), "no price known for size=mega");
	case_close(&test);
	CASE(&test, "component x kind=aws.custom");
	assert_string_equal(only_gap(&test), "no list price: set price");
	assert_true(test.sheet.unpriced[0].free_form);
	case_close(&test);
	CASE(&test, "component i kind=aws.iam");
	assert_int_equal(test.sheet.unpriced_count, 0);
	case_close(&test);
}

static void an_agreed_price_and_a_discount_replace_the_list(void **state)
{
	Case test;

	(void)state;
	CASE(&test, "platform hk vendor=heroku", "platform sf vendor=salesforce discount=10%",
	     "component sync kind=heroku.connect on=hk price=2000",
	     "component crm kind=salesforce.seats on=sf users=500",
	     "component old kind=salesforce.seats on=sf users=10 discount=0");
	assert_amount(test.sheet.lines[0].amount, "2000.00");
	assert_ptr_equal(test.sheet.lines[0].price, &cost_negotiated);
	assert_amount(test.sheet.lines[1].amount, "78750.00");
	assert_amount(test.sheet.lines[1].low, "78750.00");
	assert_amount(test.sheet.lines[2].low, "1225.00");
	assert_int_equal(test.sheet.unpriced_count, 0);
	case_close(&test);
}

static void a_region_has_its_own_list(void **state)
{
	Case test;

	(void)state;
	CASE(&test, "platform aws vendor=aws region=frankfurt", "component s3 kind=aws.bucket on=aws storage=100");
	assert_amount(test.sheet.total, "2.45");
	case_close(&test);
	CASE(&test, "platform aws vendor=aws region=us-west-1", "component s3 kind=aws.bucket on=aws storage=100");
	assert_non_null(strstr(only_gap(&test), "no price known in us-west-1"));
	case_close(&test);
	CASE(&test, "platform aws vendor=aws region=us-west-1 price-region=us-east-1",
	     "component s3 kind=aws.bucket on=aws storage=100");
	assert_amount(test.sheet.total, "2.30");
	case_close(&test);
}

static void another_currency_needs_a_rate(void **state)
{
	Case test;

	(void)state;
	CASE(&test, "design currency=EUR budget=100", "component k kind=aws.shards shards=1",
	     "component crm kind=salesforce.seats users=1");
	assert_non_null(strstr(only_gap(&test), "set rates.USD"));
	assert_amount(test.sheet.total, "170.00");
	assert_true(test.sheet.has_budget);
	case_close(&test);
	CASE(&test, "design currency=EUR rates.USD=0.9 budget=100USD", "component k kind=aws.shards shards=1");
	assert_amount(test.sheet.total, "9.86");
	assert_amount(test.sheet.budget, "90.00");
	case_close(&test);
	CASE(&test, "design budget=5GBP");
	assert_false(test.sheet.has_budget);
	assert_non_null(strstr(only_gap(&test), "GBP"));
	case_close(&test);
}

static void absurd_numbers_do_not_wrap(void **state)
{
	Case test;

	(void)state;
	CASE(&test, "component crm kind=salesforce.seats users=99999999999999999999999999",
	     "component two kind=salesforce.seats users=10");
	assert_string_equal(only_gap(&test), "the amount is too large to count");
	assert_amount(test.sheet.total, "1750.00");
	case_close(&test);
}

static void money_is_written_with_its_currency(void **state)
{
	Text text = {0};

	(void)state;
	cost_add_money(&text, "USD", -(DECIMAL_ONE * 184240 / 100));
	text_add_char(&text, ' ');
	cost_add_money(&text, "EUR", DECIMAL_ONE * 184240 / 100);
	assert_string_equal(text_str(&text), "-$1,842.40 1,842.40 EUR");
	text_clear(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(seats_count_by_person),
		cmocka_unit_test(dyno_hours_are_capped_at_720),
		cmocka_unit_test(usage_is_metered_in_the_unit_of_its_field),
		cmocka_unit_test(steps_are_cumulative),
		cmocka_unit_test(a_percentage_is_of_the_seats_of_its_platform),
		cmocka_unit_test(what_is_not_known_is_listed_and_never_zero),
		cmocka_unit_test(an_agreed_price_and_a_discount_replace_the_list),
		cmocka_unit_test(a_region_has_its_own_list),
		cmocka_unit_test(another_currency_needs_a_rate),
		cmocka_unit_test(absurd_numbers_do_not_wrap),
		cmocka_unit_test(money_is_written_with_its_currency),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
