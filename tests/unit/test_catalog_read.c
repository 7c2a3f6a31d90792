/* The reader of catalogue files: what a user writes, and every way to get it wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/catalog_extend.h"
#include "model/file.h"
#include "model/text.h"
#include "tests/unit/random.h"

/* Reads TEXT as a file on top of the built-in catalogue. */
static bool read_own(const char *text, Catalog *out, Diagnostics *list)
{
	CatalogReader *reader = catalog_reader_new(catalog_builtin());
	bool ok = catalog_reader_add(reader, "own.yaml", text, strlen(text), list);

	ok = catalog_reader_finish(reader, out, list) && ok;
	catalog_reader_free(reader);
	return ok;
}

/* The first error of TEXT is at LINE and COLUMN and says WHAT. */
static void expect_fault(const char *text, int line, int column, const char *what)
{
	Diagnostics list = {0};
	Catalog catalog = {0};

	if (read_own(text, &catalog, &list))
		fail_msg("nothing was found wrong with:\n%s", text);
	diagnostics_sort(&list);
	if (list.items[0].line != line || list.items[0].column != column ||
	    !strstr(list.items[0].text, what))
		fail_msg("wanted %d:%d %s\n   got %d:%d %s\n   of\n%s", line, column, what, list.items[0].line,
		         list.items[0].column, list.items[0].text, text);
	assert_string_equal(list.items[0].file, "own.yaml");
	assert_null(catalog.kinds);
	catalog_clear(&catalog);
	diagnostics_clear(&list);
}

#define KIND "kinds:\n  external.erp:\n    name: ERP\n    role: books\n"
#define PATTERN "patterns:\n  wire:\n    name: Wire\n    label: wire\n    mode: sync\n    depends: from\n"
#define PRICE "item: a, model: flat, as-of: 2026-01-31, source: seed"

static void every_mistake_has_its_place(void **state)
{
	(void)state;
	expect_fault("[a]\n", 1, 1, "a catalogue is a map");
	expect_fault("kids: {}\n", 1, 1, "a catalogue has no 'kids'");
	expect_fault("kinds: []\n", 1, 8, "'kinds' wants a map");
	expect_fault("kinds:\n  erp: {name: a, role: b}\n", 2, 3, "must begin with its vendor");
	expect_fault("kinds:\n  ERP: {name: a, role: b}\n", 2, 3, "'ERP' is no id");
	expect_fault("kinds:\n  external.erp: x\n", 2, 17, "a kind is written as a map");
	expect_fault("kinds:\n  external.erp: {name: a}\n", 2, 17, "the kind has no 'role'");
	expect_fault(KIND "    rolle: x\n", 5, 5, "did you mean 'role'?");
	expect_fault(KIND "    banana: x\n", 5, 5, "remove it");
	expect_fault(KIND "    container: perhaps\n", 5, 16, "true or false, not 'perhaps'");
	expect_fault(KIND "    availability: high\n", 5, 19, "a decimal number");
	expect_fault(KIND "    capabilities: crm\n", 5, 19, "wants a list");
	expect_fault(KIND "    limits: [a]\n", 5, 13, "wants a map");
	expect_fault(KIND "    name: [a]\n", 5, 5, "");
	expect_fault(KIND "    lifecycle: dead\n", 5, 16, "write one of active");
	expect_fault(KIND "    sources: [seed, hearsay]\n", 5, 21, "no source 'hearsay'");
	expect_fault(KIND "    notes: no stop\n", 5, 12, "ends with a full stop");
	expect_fault(KIND "    fields: {a: {type: number}}\n", 5, 17, "the field has no 'sentence'");
	expect_fault(KIND "    fields: {a: {type: num, sentence: A.}}\n", 5, 24, "write one of text");
	expect_fault(KIND "    fields: {a: {type: choice, sentence: A.}}\n", 5, 17, "choices: belong");
	expect_fault(KIND "    fields: {a: {type: choice, choices: [x], default: y, sentence: A.}}\n", 5, 55,
	             "'y' is no value");
	expect_fault(KIND "    fields: {a: {type: quantity, unit: furlong, sentence: A.}}\n", 5, 40, "no unit");
	expect_fault(KIND "    fields: {a: {type: text, min: 1, sentence: A.}}\n", 5, 17, "only numbers");
	expect_fault(KIND "    fields: {a: {type: number, min: 5, max: 1.5, sentence: A.}}\n", 5, 37, "min: 5 is above max: 1.5");
	expect_fault(KIND "    fields: {a: {type: number, min: 5, default: 4, sentence: A.}}\n", 5, 49, "default 4 is outside");
	expect_fault(KIND "    fields: {a: {type: number, max: 5, default: 6, sentence: A.}}\n", 5, 49, "default 6 is outside");
}

static void every_mistake_in_a_price_has_its_place(void **state)
{
	(void)state;
	expect_fault(KIND "    prices: [{" PRICE "}]\n", 5, 14, "'a' has no amount");
	expect_fault(KIND "    prices: [{" PRICE ", amount: 1}]\n", 5, 14, "'a' has no unit");
	expect_fault(KIND "    prices: [{" PRICE ", amount: -5, unit: u}]\n", 5, 78, "more than zero");
	expect_fault(KIND "    prices: [{" PRICE ", amount: 0.00, unit: u}]\n", 5, 78, "free the model is included");
	expect_fault(KIND "    prices: [{" PRICE ", amount: 1e3, unit: u}]\n", 5, 78, "a decimal number");
	expect_fault(KIND "    prices: [{item: a, model: flat, as-of: 2026-02-29, source: seed}]\n", 5, 44,
	             "a date as 2026-08-13, not '2026-02-29'");
	expect_fault(KIND "    prices: [{" PRICE ", amount: 1, unit: u, per: 0}]\n", 5, 95, "more than zero");
	expect_fault(KIND "    prices: [{" PRICE ", amount: 1, unit: u, metric: seats}]\n", 5, 98,
	             "the metric 'seats'");
	expect_fault(KIND "    prices: [{" PRICE ", amount: 1, unit: u, metric: 2**3}]\n", 5, 98, "the metric ''");
	expect_fault(KIND "    prices: [{" PRICE ", amount: 1, unit: u, when: plan}]\n", 5, 96, "field=value");
	expect_fault(KIND "    prices: [{" PRICE ", amount: 1, unit: u, when: plan=x}]\n", 5, 96, "no field 'plan'");
	expect_fault(KIND "    prices: [{" PRICE ", amount: 1, unit: u, currency: euro}]\n", 5, 100, "no currency");
	expect_fault(KIND "    prices: [{" PRICE ", amount: 1, unit: u, region: moon}]\n", 5, 98, "no region 'moon'");
	expect_fault(KIND "    prices: [{" PRICE ", amount: 1, unit: u, tiers: 10 0.1}]\n", 5, 97, "tiers: are");
	expect_fault(KIND "    prices: [{" PRICE ", amount: 1, unit: u, tiers: next 10 0.1}]\n", 5, 97, "tiers: are");
	expect_fault(KIND "    prices: [{item: a, model: quote, amount: 1, unit: u, as-of: 2026-01-31, source: seed}]\n",
	             5, 46, "has no amount");
	expect_fault("prices:\n  external.erp: []\n", 2, 3, "no kind 'external.erp' to price");
	expect_fault("prices:\n  aws.s3:\n    - {" PRICE ", amount: 1, unit: u, metric: acres}\n", 3, 91,
	             "the metric 'acres'");
}

static void every_mistake_in_a_pattern_has_its_place(void **state)
{
	(void)state;
	expect_fault(PATTERN "    from: [aws.s3]\n", 3, 5, "the pattern has no 'to'");
	expect_fault(PATTERN "    from: [aws.s4]\n    to: ['*']\n", 7, 12, "no kind fits 'aws.s4'");
	expect_fault(PATTERN "    from: []\n    to: ['*']\n", 7, 11, "names no kind");
	expect_fault(PATTERN "    from: ['*']\n    to: ['capability:x']\n", 8, 10, "no kind fits 'capability:x'");
	expect_fault(PATTERN "    from: ['*']\n    to: ['*']\n    temporal: 5\n", 9, 15, "from 0 to 4");
	expect_fault(PATTERN "    from: ['*']\n    to: ['*']\n    requires: [has moon]\n", 9, 16, "no kind 'moon'");
	expect_fault(PATTERN "    from: ['*']\n    to: ['*']\n    requires: [luck]\n", 9, 16, "no prerequisite");
	expect_fault(PATTERN "    from: ['*']\n    to: ['*']\n    alternatives: [rope]\n", 9, 20, "no pattern 'rope'");
	expect_fault("patterns:\n  wire:\n    name: Wire\n    label: a label that is too long\n    mode: sync\n"
	             "    depends: from\n    from: ['*']\n    to: ['*']\n", 4, 12, "at most 20 characters");
	expect_fault(PATTERN "    from: ['*']\n    to: ['*']\n    expands: remove {from}\n", 9, 14, "begin with add, link or set");
	expect_fault(PATTERN "    from: ['*']\n    to: ['*']\n    expands: set {who} a=b\n", 9, 14, "not {who}");
	expect_fault(PATTERN "    from: ['*']\n    to: ['*']\n    expands: link {from} {to} via=wire\n", 9, 14,
	             "'wire' is no hop");
	expect_fault(PATTERN "    from: ['*']\n    to: ['*']\n    expands: link {from} {to} via nothing\n", 9, 14,
	             "no pattern 'nothing'");
	expect_fault("regions:\n  azure: {}\n", 2, 3, "'azure' is no vendor");
	expect_fault("regions:\n  aws:\n    mars: {name: Mars, jurisdiction: m, alias-of: moon}\n", 3, 51,
	             "no region 'moon'");
	expect_fault("fields:\n  planet: {}\n", 2, 3, "'planet' is no class");
	expect_fault("rules:\n  a/b: {severity: error, title: t, why: w., remedy: r.}\n", 2, 3, "there is no rule 'a/b'");
	expect_fault("rules:\n  a/b: {severity: bad, title: t, why: w., remedy: r.}\n", 2, 19, "write one of error");
}

static void own_kinds_join_the_others(void **state)
{
	static const char text[] = KIND
		"    synonyms: [sap]\n"
		"    fields: {seats: {type: number, sentence: Seats.}}\n"
		"    prices: [{item: Seat, metric: seats, amount: 9.5, unit: seat, model: seat, as-of: 2026-02-28, "
		"source: seed}]\n"
		PATTERN "    from: [external.erp]\n    to: [aws.*]\n    score: 0.5\n";
	const Catalog *base = catalog_builtin();
	Diagnostics list = {0};
	Catalog own = {0};
	const Kind *erp;

	(void)state;
	assert_true(read_own(text, &own, &list));
	assert_int_equal(own.kind_count, base->kind_count + 1);
	erp = catalog_kind(&own, "external.erp");
	assert_non_null(erp);
	assert_string_equal(erp->vendor, "external");
	assert_string_equal(erp->prices[0].currency, "USD");
	assert_string_equal(erp->prices[0].per, "1");
	assert_string_equal(erp->prices[0].grade, "A");
	assert_ptr_equal(catalog_field(&own, CLASS_COMPONENT, erp, NULL, "seats"), &erp->fields[0]);
	for (size_t i = 0; i < base->kind_count; i++)
		assert_non_null(catalog_kind(&own, base->kinds[i].id));
	for (size_t i = 0; i < own.kind_count; i++)
		assert_int_equal(pattern_takes_to(&own, catalog_pattern(&own, "wire"), &own.kinds[i]),
		                 text_starts(own.kinds[i].id, "aws."));
	assert_true(pattern_takes_from(&own, catalog_pattern(&own, "custom"), erp));
	assert_string_equal(catalog_nearest_kind(&own, "heroku.sap"), "external.erp");
	catalog_clear(&own);
	diagnostics_clear(&list);
}

static void an_override_keeps_what_it_does_not_say(void **state)
{
	const Kind *before = catalog_kind(catalog_builtin(), "heroku.connect"), *after;
	Diagnostics list = {0};
	Catalog own = {0};

	(void)state;
	assert_true(read_own("kinds:\n  heroku.connect: {name: Our Connect}\n", &own, &list));
	after = catalog_kind(&own, "heroku.connect");
	assert_string_equal(after->name, "Our Connect");
	assert_string_equal(after->role, before->role);
	assert_int_equal(after->price_count, before->price_count);
	assert_int_equal(own.kind_count, catalog_builtin()->kind_count);
	catalog_clear(&own);
	diagnostics_clear(&list);
}

static void a_price_replaces_the_line_of_the_same_item(void **state)
{
	static const char text[] =
		"prices:\n"
		"  heroku.connect:\n"
		"    - {item: Heroku Connect, when: plan=contract, amount: 2000, unit: contract-month, model: flat, "
		"as-of: 2026-11-01, source: seed}\n"
		"    - {item: Support, amount: 100, unit: month, model: flat, as-of: 2026-11-01, source: seed}\n";
	const Kind *before = catalog_kind(catalog_builtin(), "heroku.connect"), *after;
	Diagnostics list = {0};
	Catalog own = {0};

	(void)state;
	assert_true(read_own(text, &own, &list));
	after = catalog_kind(&own, "heroku.connect");
	assert_int_equal(after->price_count, before->price_count + 1);
	assert_string_equal(after->prices[1].amount, "2000");
	assert_string_equal(after->prices[2].item, "Support");
	assert_string_equal(before->prices[1].model, "quote");
	catalog_clear(&own);
	diagnostics_clear(&list);
}

static void an_id_stands_in_one_file_alone(void **state)
{
	static const char text[] = KIND;
	CatalogReader *reader = catalog_reader_new(catalog_builtin());
	Diagnostics list = {0};
	Catalog own = {0};

	(void)state;
	assert_true(catalog_reader_add(reader, "a.yaml", text, strlen(text), &list));
	assert_false(catalog_reader_add(reader, "b.yaml", text, strlen(text), &list));
	assert_string_equal(list.items[0].file, "b.yaml");
	assert_non_null(strstr(list.items[0].text, "a.yaml line 2"));
	assert_false(catalog_reader_finish(reader, &own, &list));
	catalog_reader_free(reader);
	diagnostics_clear(&list);
}

static void broken_bytes_are_refused(void **state)
{
	static const char *const texts[] = {"", "# nothing\n", "\t", "{", "\xff", "kinds: &a {}", "a: 1\n---\nb: 2\n", "~"};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		Diagnostics list = {0};
		Catalog own = {0};
		bool empty = texts[i][0] == '\0' || texts[i][0] == '#';

		assert_int_equal(read_own(texts[i], &own, &list), empty);
		catalog_clear(&own);
		diagnostics_clear(&list);
	}
}

/* --- damage ---------------------------------------------------------------------- */

static char *catalog_file(const char *name, size_t *length)
{
	const char *source = getenv("TROIKA_SRCDIR");
	char path[1024], *bytes = NULL;

	snprintf(path, sizeof path, "%s/model/catalog/%s", source ? source : ".", name);
	assert_true(file_read(path, &bytes, length, NULL));
	return bytes;
}

/* Changes a few bytes, mostly where lines and values begin. */
static void damage(char *bytes, size_t length)
{
	static const char with[] = "\n :{}[],-#&*!|>'\"%@`0123456789aZ~\t\x01\xc3\xff";

	for (unsigned i = 0, times = 1 + random_below(4); i < times; i++)
		bytes[random_below(length)] = with[random_below(sizeof with - 1)];
}

static void damaged_files_are_refused_or_read(void **state)
{
	static const char *const names[] = {"kinds-external.yaml", "patterns.yaml", "fields.yaml", "regions.yaml"};

	(void)state;
	random_start("damaged catalogue files");
	for (int round = 0; round < 400; round++) {
		Diagnostics list = {0};
		Catalog own = {0};
		size_t length;
		char *bytes = catalog_file(names[round % 4], &length);

		damage(bytes, length);
		if (read_own(bytes, &own, &list))
			assert_true(own.kind_count >= catalog_builtin()->kind_count);
		else
			assert_true(list.errors > 0);
		catalog_clear(&own);
		diagnostics_clear(&list);
		free(bytes);
	}
}

/* --- files ----------------------------------------------------------------------- */

static char folder[] = "/tmp/troika-catalog-XXXXXX";

static void write_file(const char *name, const char *text)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static int make_folder(void **state)
{
	char path[256];

	(void)state;
	if (!mkdtemp(folder))
		return 1;
	setenv("XDG_CONFIG_HOME", folder, 1);
	snprintf(path, sizeof path, "%s/design", folder);
	return mkdir(path, 0700);
}

static int remove_folder(void **state)
{
	static const char *const names[] = {
		"troika/catalog/b.yaml", "troika/catalog/a.yaml", "troika/catalog/c.txt", "troika/catalog", "troika",
		"design/own.yaml", "design/out.yaml", "design", "outside.yaml"
	};
	char path[256];

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		remove(path);
	}
	return rmdir(folder);
}

/* What catalog_open() says of a design with TEXT; NULL in *FAULT when it went well. */
static const Catalog *open_design(Catalog *own, const char *text, Text *fault)
{
	const Catalog *catalog;
	Diagnostics list = {0};
	char path[256];

	snprintf(path, sizeof path, "%s/design/d.yaml", folder);
	catalog = catalog_open(own, path, text, strlen(text), &list);
	text_reset(fault);
	if (list.count)
		text_addf(fault, "%d:%d %s", list.items[0].line, list.items[0].column, list.items[0].text);
	assert_int_equal(catalog == NULL, list.errors > 0);
	diagnostics_clear(&list);
	return catalog;
}

static void a_design_brings_its_own_catalogue(void **state)
{
	Catalog own = {0};
	Text fault = {0};
	char path[256];

	(void)state;
	write_file("design/own.yaml", KIND);
	write_file("outside.yaml", KIND);
	snprintf(path, sizeof path, "%s/design/out.yaml", folder);
	assert_int_equal(symlink("../outside.yaml", path), 0);

	assert_ptr_equal(open_design(&own, "troika: 1\n", &fault), catalog_builtin());
	assert_ptr_equal(open_design(&own, "troika: 1\nsummary: a catalog of things\n", &fault), catalog_builtin());
	assert_ptr_equal(open_design(&own, "troika: 1\ncatalog: [own.yaml]\n", &fault), &own);
	assert_non_null(catalog_kind(&own, "external.erp"));
	catalog_clear(&own);
	assert_ptr_equal(open_design(&own, "troika: 1\ncatalog: own.yaml\n", &fault), &own);
	catalog_clear(&own);
	assert_null(open_design(&own, "catalog: [none.yaml]\n", &fault));
	assert_non_null(strstr(text_str(&fault), "no such file"));
	assert_null(open_design(&own, "catalog: [../outside.yaml]\n", &fault));
	assert_non_null(strstr(text_str(&fault), "1:11 \"../outside.yaml\" is not in the folder"));
	assert_null(open_design(&own, "catalog: [out.yaml]\n", &fault));
	assert_non_null(strstr(text_str(&fault), "1:11 \"out.yaml\" is not in the folder"));
	assert_null(open_design(&own, "catalog: [/etc/passwd]\n", &fault));
	assert_null(open_design(&own, "catalog: {a: b}\n", &fault));
	text_clear(&fault);
}

static void the_users_folder_is_read_in_order(void **state)
{
	const Catalog *catalog;
	Catalog own = {0};
	Text fault = {0};
	char path[256];

	(void)state;
	snprintf(path, sizeof path, "%s/troika", folder);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(path, sizeof path, "%s/troika/catalog", folder);
	assert_int_equal(mkdir(path, 0700), 0);
	write_file("troika/catalog/b.yaml", "prices: {external.erp: [{" PRICE ", amount: 1, unit: u}]}\n");
	write_file("troika/catalog/a.yaml", KIND);
	write_file("troika/catalog/c.txt", "not read");
	catalog = open_design(&own, "troika: 1\n", &fault);
	assert_string_equal(text_str(&fault), "");
	assert_int_equal(catalog_kind(catalog, "external.erp")->price_count, 1);
	catalog_clear(&own);
	text_clear(&fault);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_mistake_has_its_place),
		cmocka_unit_test(every_mistake_in_a_price_has_its_place),
		cmocka_unit_test(every_mistake_in_a_pattern_has_its_place),
		cmocka_unit_test(own_kinds_join_the_others),
		cmocka_unit_test(an_override_keeps_what_it_does_not_say),
		cmocka_unit_test(a_price_replaces_the_line_of_the_same_item),
		cmocka_unit_test(an_id_stands_in_one_file_alone),
		cmocka_unit_test(broken_bytes_are_refused),
		cmocka_unit_test(damaged_files_are_refused_or_read),
		cmocka_unit_test(a_design_brings_its_own_catalogue),
		cmocka_unit_test(the_users_folder_is_read_in_order),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
