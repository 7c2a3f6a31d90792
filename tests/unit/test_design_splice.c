/* The save that touches only what changed: texts before and after, and random
 * designs in random styles under random edits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/design_tree.h"
#include "tests/unit/own_catalog.h"
#include "tests/unit/splice_tool.h"

typedef struct Case {
	const char *name;
	const char *before;
	const char *script;
	const char *after;
} Case;

#define TOP "troika: 1   # the format\n\n"

static const Case cases[] = {
	{"a value keeps its quotes and its comment",
	 TOP "name: 'Old'   # why\nsummary: \"a\"\nbudget: 5 # b\n",
	 "set design name It's\nset design summary say \"hi\"\nset design budget 9",
	 TOP "name: 'It''s'   # why\nsummary: \"say \\\"hi\\\"\"\nbudget: 9 # b\n"},
	{"a plain value gets quotes when it needs them",
	 TOP "name: Old\nsummary: s\ncurrency: USD\n",
	 "set design name no\nset design summary a: b #c\nset design currency 1.10",
	 TOP "name: \"no\"\nsummary: \"a: b #c\"\ncurrency: \"1.10\"\n"},
	{"fields of the design are added where a reader expects them",
	 "# top\ntroika: 1\n# mid\nbudget: 5\n\ncomponents: {}\n",
	 "set design name Nn\nset design summary S\nset design include a.yaml",
	 "# top\ntroika: 1\nname: Nn\nsummary: S\n# mid\nbudget: 5\n\ncomponents: {}\ninclude: [a.yaml]\n"},
	{"a block element gets a field at its end",
	 "troika: 1\ncomponents:\n  a:\n    kind: heroku.test-web   # k\n    # inside a\n\n  b: {kind: heroku.test-web}\n",
	 "set a dynos 4\nset b dynos 2",
	 "troika: 1\ncomponents:\n  a:\n    kind: heroku.test-web   # k\n    dynos: 4\n    # inside a\n\n  b: {kind: heroku.test-web, dynos: 2}\n"},
	{"a new element is written like its neighbours: lines",
	 "troika: 1\ncomponents:\n    a:\n        kind: heroku.test-web\n\n    b:\n        kind: heroku.test-web\n# end\n",
	 "add component c\nset c kind heroku.test-web\nset c at 3,4",
	 "troika: 1\ncomponents:\n    a:\n        kind: heroku.test-web\n\n    b:\n        kind: heroku.test-web\n"
	 "\n    c:\n        kind: heroku.test-web\n        at: [3, 4]\n# end\n"},
	{"a new element is written like its neighbours: flow",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web}\n  # b: later\nlinks: {}\n",
	 "add component c\nset c kind heroku.test-web\nset c name C: x\nadd component d\nset d kind heroku.test-web",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web}\n  c: {kind: heroku.test-web, name: \"C: x\"}\n"
	 "  d: {kind: heroku.test-web}\n  # b: later\nlinks: {}\n"},
	{"empty sections are filled",
	 "troika: 1\nplatforms:   # none yet\ncomponents: {}   # none\nlinks:\n",
	 "add platform heroku\nset heroku vendor heroku\nadd component a\nset a kind heroku.test-web",
	 "troika: 1\nplatforms:   # none yet\n  heroku:\n    vendor: heroku\ncomponents:   # none\n  a:\n    kind: heroku.test-web\nlinks:\n"},
	{"new sections come in their order",
	 "troika: 1\nname: x\n\nplatforms:\n  heroku: {vendor: heroku}\n\nnotes:\n  n: {text: t}\n",
	 "add component a\nset a kind heroku.test-web\nadd data d\nset d class file",
	 "troika: 1\nname: x\n\nplatforms:\n  heroku: {vendor: heroku}\n\ncomponents:\n  a:\n    kind: heroku.test-web\n"
	 "\ndata:\n  d:\n    class: file\n\nnotes:\n  n: {text: t}\n"},
	{"an element goes with its lines",
	 "troika: 1\ncomponents:\n  # first\n  a:\n    kind: heroku.test-web\n    # of a\n  # second\n  b: {kind: heroku.test-web} # b\n  c: {kind: heroku.test-web}\n",
	 "del a\ndel b",
	 "troika: 1\ncomponents:\n  # first\n  # second\n  c: {kind: heroku.test-web}\n"},
	{"a paragraph of its own goes with its comment",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web}\n\n  # about b\n  # and more\n  b: {kind: heroku.test-web}\n\n  # about c\n  c: {kind: heroku.test-web}\n",
	 "del b",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web}\n\n  # about c\n  c: {kind: heroku.test-web}\n"},
	{"the last element leaves an empty section",
	 "troika: 1\ncomponents:   # c\n  a: {kind: heroku.test-web}\nlinks: {}\n", "del a",
	 "troika: 1\ncomponents: {}   # c\nlinks: {}\n"},
	{"a file without a line end keeps none",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web}\n  b: {kind: heroku.test-web}", "del b\nset a dynos 2",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web, dynos: 2}"},
	{"adding to a file without a line end",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web}", "add component b\nset b kind heroku.test-web",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web}\n  b: {kind: heroku.test-web}"},
	{"line ends of Windows stay",
	 "troika: 1\r\ncomponents:\r\n  a:\r\n    kind: heroku.test-web\r\n    dynos: 1\r\n",
	 "set a name A\nunset a dynos\nadd platform p\nset p vendor aws",
	 "troika: 1\r\nplatforms:\r\n  p:\r\n    vendor: aws\r\ncomponents:\r\n  a:\r\n    kind: heroku.test-web\r\n    name: A\r\n"},
	{"entries of a flow map come and go",
	 "troika: 1\ncomponents: {a: { kind: heroku.test-web, dynos: 1, name: A }, b: {kind: heroku.test-web}}\n",
	 "unset a dynos\nunset a name\nset b at 1,2\nadd component c\nset c kind heroku.test-web",
	 "troika: 1\ncomponents: {a: { kind: heroku.test-web }, b: {kind: heroku.test-web, at: [1, 2]}, c: {kind: heroku.test-web}}\n"},
	{"the first entry of a flow map goes",
	 "troika: 1\ncomponents:\n  a: {name: A, dynos: 1, kind: heroku.test-web}\n", "unset a name\nunset a dynos",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web}\n"},
	{"a flow map over several lines",
	 "troika: 1\ncomponents:\n  a: {\n    kind: heroku.test-web, # k\n    dynos: 1,          # d\n    name: A            # n\n  }\n",
	 "unset a name\nset a owner me",
	 "troika: 1\ncomponents:\n  a: {\n    kind: heroku.test-web, # k\n    dynos: 1,          # d\n    owner: me\n  }\n"},
	{"comments of a flow map over several lines stay where a line loses an entry",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web, name: A,   # one\n      dynos: 1, owner: me,  # two\n      size: standard-1x}    # three\n",
	 "unset a name\nunset a owner\nunset a size",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web,   # one\n      dynos: 1  # two\n      }    # three\n"},
	{"and where the comma begins the next line",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web, name: A # one\n      , dynos: 1 # two\n      }\n",
	 "unset a name",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web, # one\n       dynos: 1 # two\n      }\n"},
	{"a blank line between two groups is not taken for one between all",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web}\n  b: {kind: heroku.test-web}\n\n  # more\n  c: {kind: heroku.test-web}\n",
	 "add component d\nset d kind heroku.test-web",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web}\n  b: {kind: heroku.test-web}\n\n  # more\n  c: {kind: heroku.test-web}\n  d: {kind: heroku.test-web}\n"},
	{"a section is set apart where most are",
	 "troika: 1\nplatforms:\n  p: {vendor: aws}\ncomponents:\n  a: {kind: heroku.test-web}\n\n# c\ndata:\n  d: {class: file}\n",
	 "add note n1\nset n1 text T",
	 "troika: 1\nplatforms:\n  p: {vendor: aws}\ncomponents:\n  a: {kind: heroku.test-web}\n\n# c\ndata:\n  d: {class: file}\nnotes:\n  n1:\n    text: T\n"},
	{"JSON stays JSON",
	 "{\n  \"troika\": 1,\n  \"components\": {\n    \"a\": {\n      \"kind\": \"heroku.test-web\",\n      \"dynos\": 1\n    }\n  }\n}\n",
	 "set a dynos 2\nset a name A\nset a at 1,2\nadd component b\nset b kind heroku.test-web\nadd platform p\nset p vendor aws",
	 "{\n  \"troika\": 1,\n  \"platforms\": {\"p\": {\"vendor\": \"aws\"}},\n  \"components\": {\n    \"a\": {\n      \"kind\": \"heroku.test-web\",\n      \"dynos\": 2,\n"
	 "      \"name\": \"A\",\n      \"at\": [1, 2]\n    },\n    \"b\": {\"kind\": \"heroku.test-web\"}\n  }\n}\n"},
	{"only the items of a list that differ are touched",
	 "troika: 1\ncomponents:\n  a:\n    kind: heroku.test-web\n    at: [1,  2]\n    tags: [x, 'y', z] # t\n    capabilities:\n      - one   # 1\n      - two   # 2\n      - three # 3\n",
	 "set a at 1,7\nset a tags x,q,z,w\nset a capabilities one,three,four",
	 "troika: 1\ncomponents:\n  a:\n    kind: heroku.test-web\n    at: [1,  7]\n    tags: [x, 'q', z, w] # t\n    capabilities:\n      - one   # 1\n      - three # 3\n      - four\n"},
	{"a list without items, and items at the begin",
	 "troika: 1\ncomponents:\n  a:\n    kind: heroku.test-web\n    tags:   # t\n    - x\n    - y\n    capabilities: [b]\n",
	 "set a tags\nset a capabilities a,b",
	 "troika: 1\ncomponents:\n  a:\n    kind: heroku.test-web\n    tags: []\n    capabilities: [a, b]\n"},
	{"one text becomes a list",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web, tags: x}\n", "set a tags x,z",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web, tags: [x, z]}\n"},
	{"way-points stay lists",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web}\nlinks:\n  l: {from: a, to: a, via: custom, route: [[1, 2], [3, 4]]}\n",
	 "set l route \"1,2\",\"9,4\",\"5,6\"",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web}\nlinks:\n  l: {from: a, to: a, via: custom, route: [[1, 2], [9, 4], [5, 6]]}\n"},
	{"nested maps are changed inside",
	 "troika: 1\nresidency:\n  d: {allowed: [eu], transfer: {us: SCC}}   # d\n  e:\n    allowed: [us]\ndata: {d: {}, e: {}, f: {}}\n",
	 "set design residency.d.allowed eu,uk\nset design residency.d.transfer.uk SCC\nunset design residency.d.transfer.us\nunset design residency.e.allowed\nset design residency.f.allowed us",
	 "troika: 1\nresidency:\n  d: {allowed: [eu, uk], transfer: {uk: SCC}}   # d\n  f: {allowed: [us]}\ndata: {d: {}, e: {}, f: {}}\n"},
	{"a nested map comes as a whole, and goes",
	 "troika: 1\nseverity: {coupling/cycle: error}\ndata: {d: {}}\n",
	 "set design residency.d.allowed eu\nset design residency.d.transfer.us SCC\nunset design severity.coupling/cycle",
	 "troika: 1\nresidency:\n  d:\n    allowed: [eu]\n    transfer: {us: SCC}\ndata: {d: {}}\n"},
	{"unknown keys stay",
	 "troika: 1\nx-meta: [{a: 1}]   # mine\ncomponents:\n  a:\n    kind: heroku.test-web\n    deep: [{b: c}]\n    'a.b': 1\n",
	 "set a dynos 3",
	 "troika: 1\nx-meta: [{a: 1}]   # mine\ncomponents:\n  a:\n    kind: heroku.test-web\n    deep: [{b: c}]\n    'a.b': 1\n    dynos: 3\n"},
	{"a block text stays one",
	 "troika: 1\nsummary: |\n   one\n   two\n\n# c\nname: x\n", "set design summary three\nunset design name",
	 "troika: 1\nsummary: |-\n   three\n"},
	{"an empty value is filled",
	 "troika: 1\nname:   # who\nsummary: ~\ncomponents:\n  a: {kind: heroku.test-web, name: , owner: null}\n",
	 "set design name Nn\nset design summary S\nset a name A\nset a owner me",
	 "troika: 1\nname: Nn   # who\nsummary: S\ncomponents:\n  a: {kind: heroku.test-web, name: A, owner: me}\n"},
	{"a new name changes the key alone",
	 "troika: 1\ncomponents:\n  # the web\n  a:   # a\n    dynos: 2 # two\n    kind: heroku.test-web\n  b: {kind: heroku.test-web}\n",
	 "mv a web\nset web name W\nmv b no",
	 "troika: 1\ncomponents:\n  # the web\n  web:   # a\n    dynos: 2 # two\n    kind: heroku.test-web\n    name: W\n  \"no\": {kind: heroku.test-web}\n"},
	{"an element without fields gets some",
	 "troika: 1\ndata:\n  d:   # d\n  e: {}\n  f: {class: file}\n", "set d class file\nset e class file\nunset f class",
	 "troika: 1\ndata:\n  d:   # d\n    class: file\n  e: {class: file}\n  f: {}\n"},
	{"a file of comments is kept above",
	 "# my design\n", "set design name Nn\nadd data d", "# my design\ntroika: 1\nname: Nn\n\ndata:\n  d: {}\n"},
	{"fields change while elements come",
	 "troika: 1\ncomponents:\n  a:\n    kind: heroku.test-web\n    dynos: 2\n",
	 "unset a dynos\nadd component b\nset b kind heroku.test-web\nadd note hm\nset hm text hm",
	 "troika: 1\ncomponents:\n  a:\n    kind: heroku.test-web\n  b:\n    kind: heroku.test-web\nnotes:\n  hm:\n    text: hm\n"},
	{"another class with the same id",
	 "troika: 1\ncomponents:\n  a: {kind: heroku.test-web}\n  b: {kind: heroku.test-web}\n", "del a\nadd data a",
	 "troika: 1\ncomponents:\n  b: {kind: heroku.test-web}\ndata:\n  a: {}\n"},
	{"a document mark stays",
	 "%YAML 1.2\n---\ntroika: 1\nname: x\n...\n", "set design budget 4",
	 "%YAML 1.2\n---\ntroika: 1\nname: x\nbudget: 4\n...\n"},
	{"what cannot be changed in place is written anew, alone",
	 "troika: 1\ncomponents:\n  b: {kind: heroku.test-web}   # b\n  a: {kind: heroku.test-web, x-own: 1}   # a\n",
	 "unset a x-own\nset a x-own.k v\nset b dynos 2",
	 "troika: 1\ncomponents:\n  b: {kind: heroku.test-web, dynos: 2}   # b\n  a:\n    kind: heroku.test-web\n    x-own: {k: v}   # a\n"},
	{"a key without a colon",
	 "troika: 1\ncomponents: {a: {kind: heroku.test-web, owner}, b: {kind: heroku.test-web}}\n", "set a owner me",
	 "troika: 1\ncomponents: {a: {kind: heroku.test-web, owner: me}, b: {kind: heroku.test-web}}\n"},
	{"a mark at the begin stays",
	 "\xef\xbb\xbftroika: 1\nname: größer\nsummary: 日本\n", "set design summary 日本語",
	 "\xef\xbb\xbftroika: 1\nname: größer\nsummary: 日本語\n"},
};

static void read_text(const char *text, DesignSource *source, Design *design)
{
	Diagnostics list = {0};

	*source = (DesignSource){.path = strdup("t.yaml"), .bytes = strdup(text), .length = strlen(text)};
	design_init(design);
	design_read_bytes(design, own_catalog(), "t.yaml", text, strlen(text), &list);
	diagnostics_clear(&list);
}

static void texts_change_as_by_a_careful_hand(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		DesignSource source;
		Design design;
		Text out = {0};
		Error err = {0};

		read_text(cases[i].before, &source, &design);
		tool_script(&design, cases[i].script);
		if (!design_splice(&source, &design, own_catalog(), &out, &err) || strcmp(out.s, cases[i].after) != 0) {
			print_error("--- %s\n%s\n--- became\n%s\n--- expected\n%s\n", cases[i].name, cases[i].before,
			            err.text ? err.text : out.s, cases[i].after);
			wrong++;
		}
		error_clear(&err);
		text_clear(&out);
		design_clear(&design);
		design_source_clear(&source);
	}
	assert_int_equal(wrong, 0);
}

/* A list of tens of thousands of items costs no square of it. */
static void long_lists_are_changed_at_their_place(void **state)
{
	DesignSource source;
	Design design;
	Text text = {0}, value = {0}, out = {0};
	Error err = {0};

	(void)state;
	text_add(&text, "troika: 1\nrequires:\n");
	for (int i = 0; i < 30000; i++) {
		text_addf(&text, "  - item-%d   # %d\n", i, i);
		if (i != 29000)
			text_addf(&value, "%sitem-%d", i ? "," : "", i);
	}
	read_text(text.s, &source, &design);
	tool_set(&design, "design", "requires", value.s);
	if (!design_splice(&source, &design, own_catalog(), &out, &err))
		fail_msg("%s", err.text);
	assert_null(strstr(out.s, "item-29000"));
	assert_non_null(strstr(out.s, "  - item-28999   # 28999\n  - item-29001   # 29001\n"));
	text_clear(&text);
	text_clear(&value);
	text_clear(&out);
	design_clear(&design);
	design_source_clear(&source);
}

/* --- refusals ------------------------------------------------------------------------ */

static void what_would_be_lost_is_not_saved(void **state)
{
	DesignSource source;
	Design design;
	Text out = {0};
	Error err = {0};

	(void)state;
	read_text("troika: 1\ncomponents:\n  a: {kind: heroku.test-web, x-own: 1, deep: [{b: c}]}\n", &source, &design);
	tool_script(&design, "unset a x-own\nset a x-own.k v");
	assert_false(design_splice(&source, &design, own_catalog(), &out, &err));
	assert_non_null(strstr(err.text, "component a"));
	assert_int_equal(out.length, 0);
	error_clear(&err);
	text_clear(&out);
	design_clear(&design);
	design_source_clear(&source);
}

static void edits_of_included_elements_are_refused(void **state)
{
	static const char included[] = "platforms:\n  heroku: {vendor: heroku}\n";
	static const char *const scripts[] = {"set heroku name H", "del heroku", "mv heroku h"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		DesignSource source;
		Diagnostics list = {0};
		Design design;
		Text out = {0};
		Error err = {0};

		read_text("troika: 1\ninclude: [p.yaml]\n", &source, &design);
		source.includes = calloc(1, sizeof *source.includes);
		source.includes[0] = (IncludedFile){strdup("p.yaml"), strdup(included), strlen(included)};
		source.include_count = 1;
		design_clear(&design);
		design_init(&design);
		assert_true(design_read_source(&design, own_catalog(), &source, &list));
		assert_true(design_splice(&source, &design, own_catalog(), &out, &err));
		assert_string_equal(out.s, source.bytes);
		tool_script(&design, "add component a\nset a kind heroku.test-web\nset a on heroku");
		assert_true(design_splice(&source, &design, own_catalog(), &out, &err));
		assert_non_null(strstr(out.s, "on: heroku"));
		tool_script(&design, scripts[i]);
		assert_false(design_splice(&source, &design, own_catalog(), &out, &err));
		assert_non_null(strstr(err.text, "p.yaml, line 2"));
		error_clear(&err);
		text_clear(&out);
		design_clear(&design);
		design_source_clear(&source);
		diagnostics_clear(&list);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_change_as_by_a_careful_hand),
		cmocka_unit_test(long_lists_are_changed_at_their_place),
		cmocka_unit_test(what_would_be_lost_is_not_saved),
		cmocka_unit_test(edits_of_included_elements_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
