/* The design file read: what becomes of it, and every fault with its place. */
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

#include "model/design_file.h"
#include "tests/unit/own_catalog.h"

static const char good[] =
	"troika: 1\n"
	"name: Portal\n"
	"budget: 95000\n"
	"requires: [crm, \"a, b\"]\n"
	"residency:\n"
	"  customers: {allowed: [eu, uk], transfer: {us: SCC}}\n"
	"platforms:\n"
	"  salesforce: {vendor: salesforce}\n"
	"  heroku:\n"
	"    vendor: heroku\n"
	"    why: |\n"
	"      Own\n"
	"      apps.\n"
	"components:\n"
	"  crm:\n"
	"    kind: salesforce.test-crm\n"
	"    on: salesforce\n"
	"    users: 500\n"
	"    at: [2, 4]\n"
	"    critical: True\n"
	"    owner: ~\n"
	"    name: no\n"
	"    tags:\n"
	"      - a\n"
	"      - \"b\"\n"
	"  space: {kind: heroku.test-space, on: heroku}\n"
	"  web: {kind: heroku.test-web, in: space, on: heroku}\n"
	"links:\n"
	"  crm-web: {from: web, to: crm, via: custom, route: [[1, 2], [3, 4]]}\n"
	"data:\n"
	"  customers: {class: master, home: crm}\n"
	"flows:\n"
	"  f: {steps: [\"crm-web: ask\"]}\n"
	"views:\n";

static const char *value(const Design *design, const char *id, const char *key)
{
	return element_get(design_find(design, id), key);
}

static void all_sorts_of_values_are_read(void **state)
{
	Diagnostics list = {0};
	Design design;

	(void)state;
	design_init(&design);
	if (!design_read_bytes(&design, own_catalog(), "t.yaml", good, strlen(good), &list))
		fail_msg("%d:%d: %s", list.items[0].line, list.items[0].column, list.items[0].text);
	assert_int_equal(list.count, 1);        /* nothing offers "a, b" */
	assert_string_equal(value(&design, "design", "budget"), "95000");
	assert_string_equal(value(&design, "design", "requires"), "crm,\"a, b\"");
	assert_string_equal(value(&design, "design", "residency.customers.allowed"), "eu,uk");
	assert_string_equal(value(&design, "design", "residency.customers.transfer.us"), "SCC");
	assert_null(value(&design, "design", "troika"));
	assert_string_equal(value(&design, "heroku", "why"), "Own\napps.\n");
	assert_string_equal(value(&design, "crm", "at"), "2,4");
	assert_string_equal(value(&design, "crm", "critical"), "true");
	assert_string_equal(value(&design, "crm", "name"), "no");
	assert_string_equal(value(&design, "crm", "tags"), "a,b");
	assert_null(value(&design, "crm", "owner"));
	assert_string_equal(value(&design, "crm-web", "route"), "\"1,2\",\"3,4\"");
	assert_int_equal(design_find(&design, "crm")->line, 15);
	assert_int_equal(design_find(&design, "crm")->column, 3);
	assert_true(design_check(&design, own_catalog(), NULL, NULL));
	design_clear(&design);
	diagnostics_clear(&list);
}

/* A fault: SAYS is a part of the message at that place. */
typedef struct Bad {
	const char *source;
	int line, column;
	const char *says;
} Bad;

#define HEAD "troika: 1\nplatforms:\n  heroku: {vendor: heroku}\n"

static const Bad bad[] = {
	{"", 0, 0, "empty"},
	{"# nothing\n", 0, 0, "empty"},
	{"name: x\n", 1, 1, "no version"},
	{"troika: 2\n", 1, 9, "newer troika"},
	{"troika: 99999999999999999999\n", 1, 9, "newer troika"},
	{"troika: one\n", 1, 9, "whole number"},
	{"troika: 0\n", 1, 9, "whole number"},
	{"[1, 2]\n", 1, 1, "no design"},
	{"hello\n", 1, 1, "no design"},
	{"troika: 1\ncomponents: [a, b]\n", 2, 13, "map"},
	{"troika: 1\ncomponents: yes\n", 2, 13, "map"},
	{HEAD "components:\n  Orders: {kind: heroku.test-web}\n", 5, 3, "no id"},
	{HEAD "components:\n  design: {kind: heroku.test-web}\n", 5, 3, "reserved"},
	{HEAD "components:\n  ../../x: {kind: heroku.test-web}\n", 5, 3, "no id"},
	{HEAD "components:\n  -rf: {kind: heroku.test-web}\n", 5, 3, "no id"},
	{HEAD "components:\n  a: 5\n", 5, 6, "key: value"},
	{HEAD "components:\n  heroku: {kind: heroku.test-web}\n", 5, 3, "platform in line 3"},
	{HEAD "components:\n  a: {on: heroku}\n", 5, 3, "no kind"},
	{HEAD "components:\n  a:\n", 5, 3, "no kind"},
	{HEAD "components:\n  a: {kind: heroku.test-wab}\n", 5, 13, "heroku.test-web"},
	{HEAD "components:\n  a: {kind: heroku.test-web, on: herokku}\n", 5, 34, "heroku"},
	{HEAD "components:\n  a: {kind: heroku.test-web, on: [heroku]}\n", 5, 34, "one value"},
	{HEAD "components:\n  a: {kind: heroku.test-web, on: {x: y}}\n", 5, 34, "not a map"},
	{HEAD "components:\n  a: {kind: heroku.test-web, dynos: many}\n", 5, 37, "dynos"},
	{HEAD "components:\n  a: {kind: heroku.test-web, dynos: 0x10}\n", 5, 37, "dynos"},
	{HEAD "components:\n  a: {kind: heroku.test-web, dynos: 1e309}\n", 5, 37, "dynos"},
	{HEAD "components:\n  a: {kind: heroku.test-web, dynos: .nan}\n", 5, 37, "dynos"},
	{HEAD "components:\n  a: {kind: heroku.test-web, critical: yes}\n", 5, 40, "true"},
	{HEAD "components:\n  a: {kind: heroku.test-web, tags: [x, {a: b}]}\n", 5, 40, "map"},
	{HEAD "components:\n  a: {kind: heroku.test-web, tags: [x, ~]}\n", 5, 40, "empty"},
	{HEAD "components:\n  a: {kind: heroku.test-web, in: a}\n", 5, 34, "can stand"},
	{HEAD "components:\n  a: {kind: heroku.test-space, in: b}\n  b: {kind: heroku.test-space, in: a}\n",
	 5, 36, "stands in itself"},
	{HEAD "components:\n  a: {kind: heroku.test-web}\nlinks:\n  l: {from: a, to: a, via: heroku-conect}\n",
	 7, 28, "heroku-connect"},
	{HEAD "components:\n  a: {kind: heroku.test-web}\nlinks:\n  l: {from: a, to: b, via: custom}\n", 7, 20, "b"},
	{HEAD "components:\n  a: {kind: heroku.test-web}\ndata:\n  d:\n    class: file\n    copies: [a, x, a]\n",
	 9, 17, "x"},
	{HEAD "include: [x.yaml]\n", 4, 10, "files only"},
	{HEAD "currency: DOLLAR\n", 4, 11, "no currency"},
	{HEAD "currency: USB\n", 4, 11, "did you mean USD?"},
	{HEAD "currency: eur\n", 4, 11, "did you mean EUR?"},
	{HEAD "budget: 90 XYZ\n", 4, 9, "no currency"},
	{HEAD "components:\n  a: {kind: heroku.test-web, tags: [x, [y, z]]}\n", 5, 40, "a list in a list"},
	{HEAD "components:\n  a: {kind: heroku.test-web}\nlinks:\n  l: {from: a, to: a, via: custom, route: [[1, x]]}\n",
	 7, 43, "not a place"},
};

static void faults_have_their_place(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		Diagnostics list = {0};
		Design design;
		bool taken, told = false;

		design_init(&design);
		taken = design_read_bytes(&design, own_catalog(), "t.yaml", bad[i].source, strlen(bad[i].source), &list);
		for (size_t k = 0; k < list.count; k++)
			told |= !list.items[k].warning && list.items[k].line == bad[i].line &&
			        list.items[k].column == bad[i].column && strstr(list.items[k].text, bad[i].says);
		if (taken || !told) {
			wrong++;
			print_error("case %zu is %s:\n%s\n", i, taken ? "taken" : "told otherwise", bad[i].source);
			for (size_t k = 0; k < list.count; k++)
				print_error("  %d:%d: %s\n", list.items[k].line, list.items[k].column, list.items[k].text);
		}
		design_clear(&design);
		diagnostics_clear(&list);
	}
	assert_int_equal(wrong, 0);
}

/* KEY of the field table with every `*` as `some`, of which the first COUNT segments, with VALUE behind them. */
static size_t add_nested(Text *out, const char *key, size_t count, const char *value)
{
	size_t depth = 0;

	for (;; key++) {
		size_t length = strcspn(key, ".");

		text_add_n(out, *key == '*' ? "some" : key, *key == '*' ? 4 : length);
		text_add(out, ": ");
		key += length;
		if (++depth == count || !*key)
			break;
		text_add_char(out, '{');
	}
	text_add(out, value);
	text_add_repeat(out, "}", depth - 1);
	return depth;
}

/* A design with VALUE at the first COUNT segments of KEY must be refused there with the words SAYS. */
static void refuse_shape(ElementClass class, const char *key, size_t count, const char *value, const char *says)
{
	Text text = {0};
	Diagnostics list = {0};
	Design design;
	bool told = false;

	text_add(&text, "troika: 1\n");
	if (class != CLASS_DESIGN)
		text_addf(&text, "%s:\n  x:\n    %s\n    ", class_section(class),
		          class == CLASS_COMPONENT && strcmp(key, "kind") ? "kind: heroku.test-web"
		          : class == CLASS_LINK && strcmp(key, "via") ? "via: custom" : "");
	add_nested(&text, key, count, value);
	text_add_char(&text, '\n');
	design_init(&design);
	assert_false(design_read_bytes(&design, own_catalog(), "t.yaml", text.s, text.length, &list));
	for (size_t i = 0; i < list.count; i++)
		told |= !list.items[i].warning && list.items[i].line == (class == CLASS_DESIGN ? 2 : 5) &&
		        strstr(list.items[i].text, says);
	if (!told)
		fail_msg("no \"%s\" about:\n%s", says, text.s);
	design_clear(&design);
	diagnostics_clear(&list);
	text_clear(&text);
}

static void every_field_wants_its_shape(void **state)
{
	const Catalog *catalog = own_catalog();

	(void)state;
	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++) {
		for (size_t i = 0; i < catalog->field_count[class]; i++) {
			const FieldSpec *spec = &catalog->fields[class][i];
			bool listed = field_is_list(spec);
			size_t depth = 1;

			if (strcmp(spec->key, "troika") == 0)
				continue;
			for (const char *c = spec->key; *c; c++)
				depth += *c == '.';
			for (size_t count = 1; count < depth; count++) {
				refuse_shape(class, spec->key, count, "text", "takes a map, not a value");
				refuse_shape(class, spec->key, count, "[a, b]", "takes a map, not a value");
			}
			refuse_shape(class, spec->key, depth, "{a: b}", "not a map");
			refuse_shape(class, spec->key, depth, listed ? "text" : "[a, b]", listed ? "takes a list" : "not a list");
		}
	}
}

static void every_section_is_a_map(void **state)
{
	(void)state;
	for (ElementClass class = CLASS_PLATFORM; class < CLASS_COUNT; class++) {
		refuse_shape(CLASS_DESIGN, class_section(class), 1, "text", "must be a map");
		refuse_shape(CLASS_DESIGN, class_section(class), 1, "[a, b]", "must be a map");
		refuse_shape(CLASS_DESIGN, class_section(class), 1, "{x: text}", "x: {key: value}");
		refuse_shape(CLASS_DESIGN, class_section(class), 1, "{x: [a]}", "x: {key: value}");
	}
}

static void all_faults_are_told_at_once(void **state)
{
	static const char source[] =
		"troika: 1\n"
		"components:\n"
		"  a: {kind: nothing.here, onn: x}\n"
		"  A: {}\n"
		"links:\n"
		"  l: {from: b, to: c, via: custom}\n"
		"nodes: {x: {y: z}}\n";
	Diagnostics list = {0};
	Design design;

	(void)state;
	design_init(&design);
	assert_false(design_read_bytes(&design, own_catalog(), "t.yaml", source, strlen(source), &list));
	assert_int_equal(list.errors, 4);
	assert_int_equal(list.warnings, 1);
	assert_int_equal(list.items[0].line, 3);
	assert_int_equal(list.items[1].line, 4);
	assert_int_equal(list.items[2].line, 6);
	assert_int_equal(list.items[3].line, 6);
	assert_int_equal(list.items[4].line, 7);
	assert_true(list.items[4].warning);
	design_clear(&design);
	diagnostics_clear(&list);
}

static void unknown_keys_are_warned_about_and_kept(void **state)
{
	static const char source[] =
		"troika: 1\n"
		"components:\n"
		"  a: {kind: heroku.test-web, ownr: me, \"x.y\": 1, deep: [{a: b}], meta: {k: v}}\n"
		"  b: {kind: heroku.test-web, owned: [owned]}\n";
	Diagnostics list = {0};
	Design design;

	(void)state;
	design_init(&design);
	assert_true(design_read_bytes(&design, own_catalog(), "t.yaml", source, strlen(source), &list));
	assert_int_equal(list.warnings, 5);
	assert_int_equal(list.items[4].line, 4);
	assert_int_equal(list.items[4].column, 30);     /* the key, though the words name the item as well */
	assert_int_equal(list.items[0].line, 3);
	assert_int_equal(list.items[0].column, 30);
	assert_non_null(strstr(list.items[0].text, "owner"));
	assert_string_equal(value(&design, "a", "ownr"), "me");
	assert_string_equal(value(&design, "a", "meta.k"), "v");
	assert_null(value(&design, "a", "x.y"));
	design_clear(&design);
	diagnostics_clear(&list);
}

static void names_that_mean_nothing_are_warned_about(void **state)
{
	static const struct {
		const char *line, *says;
	} cases[] = {
		{"residency: {custmers: {allowed: [eu]}}", "no such data; did you mean customers?"},
		{"severity: {coupling/cycel: warning}", "no such rule; did you mean coupling/cycle?"},
		{"parameters: {coupling/fan-inn: {max: 3}}", "no such rule; did you mean coupling/fan-in?"},
		{"rates: {EURO: 1.1}", "no currency"},
		{"requires: [crmm]", "offers that; did you mean crm?"},
		{"requires: [crm, of-our-own]", NULL},
		{"severity: {team/own: warning}\nrules: [team]", NULL},
		{"rates: {EUR: 1.1}", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		Text source = {0};
		Diagnostics list = {0};
		Design design;

		text_addf(&source, "troika: 1\n%s\ncomponents:\n  a: {kind: heroku.test-web, capabilities: [of-our-own]}\n"
		          "data: {customers: {class: master}}\n", cases[i].line);
		design_init(&design);
		assert_true(design_read_bytes(&design, own_catalog(), "t.yaml", source.s, source.length, &list));
		if (cases[i].says ? list.warnings != 1 || !strstr(list.items[0].text, cases[i].says) : list.count > 0)
			fail_msg("%s: %s", cases[i].line, list.count ? list.items[0].text : "nothing is told");
		if (cases[i].says)
			assert_int_equal(list.items[0].line, 2);
		design_clear(&design);
		diagnostics_clear(&list);
		text_clear(&source);
	}
}

static void warnings_push_out_no_error(void **state)
{
	Text source = {0};
	Diagnostics list = {0};
	Design design;

	(void)state;
	text_add(&source, "troika: 1\ncomponents:\n");
	for (int i = 0; i < 200; i++)
		text_addf(&source, "  c%d: {kind: heroku.test-web, odd: x}\n", i);
	text_add(&source, "  z: {kind: no.such}\n");
	design_init(&design);
	assert_false(design_read_bytes(&design, own_catalog(), "t.yaml", source.s, source.length, &list));
	assert_int_equal(list.errors, 1);
	assert_int_equal(list.warnings, 200);
	assert_int_equal(list.count, DIAGNOSTICS_MAX);
	assert_false(list.items[DIAGNOSTICS_MAX - 1].warning);
	assert_int_equal(list.items[DIAGNOSTICS_MAX - 1].line, 203);
	design_clear(&design);
	diagnostics_clear(&list);
	text_clear(&source);
}

/* --- includes ---------------------------------------------------------------------- */

static char folder[] = "test_design_read.XXXXXX";
static char here[4096];

static int enter(void **state)
{
	(void)state;
	if (!getcwd(here, sizeof here) || !mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	return mkdir("d", 0700) || mkdir("d/sub", 0700);
}

static int leave(void **state)
{
	(void)state;
	return chdir(here) || system("rm -rf test_design_read.??????");
}

static void put(const char *name, const char *text)
{
	FILE *file = fopen(name, "wb");

	fputs(text, file);
	fclose(file);
}

static bool read_main(const char *text, Design *design, DesignSource *source, Diagnostics *list)
{
	put("d/main.yaml", text);
	design_init(design);
	return design_read(design, own_catalog(), source, "d/main.yaml", list);
}

static void included_files_belong_to_the_design(void **state)
{
	DesignSource source;
	Diagnostics list = {0};
	Design design;

	(void)state;
	put("d/sub/p.yaml", "platforms:\n  heroku: {vendor: heroku}\ninclude: [q.yaml]\n");
	put("d/sub/q.yaml", "troika: 1\ncomponents:\n  b: {kind: heroku.test-web, on: heroku}\n");
	if (!read_main("troika: 1\ninclude: [sub/p.yaml]\ncomponents:\n  a: {kind: heroku.test-web, on: heroku}\n",
	               &design, &source, &list))
		fail_msg("%s:%d: %s", list.items[0].file, list.items[0].line, list.items[0].text);
	assert_int_equal(source.include_count, 2);
	assert_string_equal(design_find(&design, "b")->file, "d/sub/q.yaml");
	assert_int_equal(design_find(&design, "b")->line, 3);
	assert_null(design_find(&design, "a")->file);
	assert_string_equal(value(&design, "design", "include"), "sub/p.yaml");
	design_clear(&design);
	design_source_clear(&source);
	diagnostics_clear(&list);
}

typedef struct BadInclude {
	const char *name;
	const char *says;
} BadInclude;

static void includes_stay_in_the_folder(void **state)
{
	static const BadInclude cases[] = {
		{"/etc/passwd", "relative"}, {"../outside.yaml", "relative"}, {"sub/../../outside.yaml", "relative"},
		{"link.yaml", "leads out"}, {"linkdir/outside.yaml", "leads out"}, {"none.yaml", "no such file"},
		{"main.yaml", "itself"}, {"sub/../main.yaml", "relative"}, {"pipe", "FIFO"}, {"sub", "folder"},
		{"selflink", "itself"}, {"", "not a file name"}, {"circle.yaml", "circle"}, {"./sub/x.yaml, ./sub/x.yaml", "already"},
	};

	(void)state;
	put("outside.yaml", "components: {}\n");
	put("d/circle.yaml", "include: [sub/back.yaml]\n");
	put("d/sub/back.yaml", "include: [link-to-circle]\n");
	put("d/sub/x.yaml", "");
	assert_int_equal(symlink("../circle.yaml", "d/sub/link-to-circle"), 0);
	assert_int_equal(symlink("../outside.yaml", "d/link.yaml"), 0);
	assert_int_equal(symlink("..", "d/linkdir"), 0);
	assert_int_equal(symlink("main.yaml", "d/selflink"), 0);
	assert_int_equal(mkfifo("d/pipe", 0600), 0);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		DesignSource source;
		Diagnostics list = {0};
		Design design;
		Text text = {0};
		bool told = false;

		text_addf(&text, "troika: 1\ninclude: [%s]\n", *cases[i].name ? cases[i].name : "''");
		if (read_main(text.s, &design, &source, &list))
			fail_msg("%s is included", cases[i].name);
		for (size_t k = 0; k < list.count; k++)
			told |= strstr(list.items[k].text, cases[i].says) && list.items[k].line > 0 &&
			        list.items[k].column > 0;
		if (!told)
			fail_msg("%s: says %s", cases[i].name, list.items[0].text);
		design_clear(&design);
		design_source_clear(&source);
		diagnostics_clear(&list);
		text_clear(&text);
	}
}

static void faults_name_the_included_file(void **state)
{
	DesignSource source;
	Diagnostics list = {0};
	Design design;

	(void)state;
	put("d/sub/f.yaml", "name: x\ncomponents:\n  a: {kind: no.such}\n  b: {kind: heroku.test-web}\n");
	assert_false(read_main("troika: 1\ninclude: [sub/f.yaml]\ncomponents:\n  b: {kind: heroku.test-web}\n",
	                       &design, &source, &list));
	assert_int_equal(list.errors, 3);
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(list.items[i].file, "d/sub/f.yaml");
	assert_int_equal(list.items[0].line, 1);
	assert_int_equal(list.items[1].line, 3);
	assert_int_equal(list.items[1].column, 13);
	assert_non_null(strstr(list.items[2].text, "line 4"));
	design_clear(&design);
	design_source_clear(&source);
	diagnostics_clear(&list);
}

static void what_is_no_file_is_told(void **state)
{
	static const BadInclude cases[] = {{"d/none.yaml", "no such"}, {"d", "folder"}, {"d/pipe", "FIFO"}, {"/dev/null", "device"}};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		DesignSource source;
		Diagnostics list = {0};
		Design design;

		design_init(&design);
		assert_false(design_read(&design, own_catalog(), &source, cases[i].name, &list));
		assert_int_equal(list.count, 1);
		assert_string_equal(list.items[0].file, cases[i].name);
		assert_non_null(strstr(list.items[0].text, cases[i].says));
		assert_false(text_starts(list.items[0].text, cases[i].name));
		design_clear(&design);
		design_source_clear(&source);
		diagnostics_clear(&list);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_sorts_of_values_are_read),
		cmocka_unit_test(faults_have_their_place),
		cmocka_unit_test(every_field_wants_its_shape),
		cmocka_unit_test(every_section_is_a_map),
		cmocka_unit_test(all_faults_are_told_at_once),
		cmocka_unit_test(unknown_keys_are_warned_about_and_kept),
		cmocka_unit_test(names_that_mean_nothing_are_warned_about),
		cmocka_unit_test(warnings_push_out_no_error),
		cmocka_unit_test(included_files_belong_to_the_design),
		cmocka_unit_test(includes_stay_in_the_folder),
		cmocka_unit_test(faults_name_the_included_file),
		cmocka_unit_test(what_is_no_file_is_told),
	};

	return cmocka_run_group_tests(tests, enter, leave);
}
