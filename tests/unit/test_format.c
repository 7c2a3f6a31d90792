/* The canonical form: what it looks like, and what holds of it for every design: nothing is lost, nothing means
 * something else, and doing it again changes nothing. TROIKA_ROUNDS makes it longer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "model/format.h"
#include "tests/unit/random_design.h"
#include "tests/unit/splice_tool.h"
#include "tests/unit/wild_print.h"

static void format(const char *bytes, size_t length, Text *out)
{
	DesignSource source = {.path = (char[]){"t.yaml"}, .bytes = mem_copy_n(bytes, length), .length = length};
	Error err = {0};

	if (!design_format(&source, own_catalog(), out, &err))
		fail_msg("%s\n--- of\n%s\n--- got\n%s", err.text, bytes, text_str(out));
	free(source.bytes);
}

/* --- what holds of every design --------------------------------------------------------------------- */

static void read_text(Design *design, const char *bytes, size_t length, Diagnostics *list)
{
	design_init(design);
	design_read_bytes(design, own_catalog(), "t.yaml", bytes, length, list);
}

static void assert_same_design(const char *before, size_t length, const Text *after)
{
	Diagnostics list = {0}, other = {0};
	Edit edit = {0};
	Design a, b;

	read_text(&a, before, length, &list);
	read_text(&b, after->s, after->length, &other);
	design_diff(&a, &b, &edit);
	if (edit.count || list.errors != other.errors)
		fail_msg("%s %s reads otherwise (%s)\n--- before\n%s\n--- after\n%s", edit.count ? edit.ops[0].id : "",
		         edit.count ? edit.ops[0].key : "", other.count ? other.items[0].text : "", before, after->s);
	edit_clear(&edit);
	diagnostics_clear(&list);
	diagnostics_clear(&other);
	design_clear(&a);
	design_clear(&b);
}

static size_t count_of(const char *text, const char *words, size_t length)
{
	size_t count = 0;

	for (; *text; text++)
		count += strncmp(text, words, length) == 0;
	return count;
}

/* The comments of random designs are `# no. 3: {x` and `# line 4: - a`, each with a number of its own. */
static void assert_comments_kept(const char *before, const char *after)
{
	for (const char *at = before; (at = strchr(at, '#')); at++) {
		size_t length = strcspn(at, "\r\n");

		if (strncmp(at, "# no. ", 6) != 0 && strncmp(at, "# line ", 7) != 0)
			continue;
		if (count_of(after, at, length) != 1)
			fail_msg("lost: %.*s\n--- before\n%s\n--- after\n%s", (int)length, at, before, after);
	}
}

static void assert_canonical(const Text *text)
{
	Text again = {0};

	format(text->s, text->length, &again);
	if (strcmp(again.s, text->s) != 0)
		fail_msg("formatted again it differs\n--- first\n%s\n--- second\n%s", text->s, again.s);
	text_clear(&again);
}

static void assert_holds(const char *bytes, size_t length)
{
	Text out = {0};

	format(bytes, length, &out);
	assert_same_design(bytes, length, &out);
	assert_comments_kept(bytes, out.s);
	assert_canonical(&out);
	assert_true(text_ends(out.s, "\n") || text_ends(out.s, "\r"));
	text_clear(&out);
}

/* --- cases ------------------------------------------------------------------------------------------- */

static const struct {
	const char *before, *after;
} cases[] = {
	/* sections, fields, indentation, quotes, the line end at the end */
	{"platforms:\n    heroku:\n        region: 'eu'\n        vendor: \"heroku\"\nname: \"Portal\"\ntroika: 1",
	 "troika: 1\nname: Portal\n\nplatforms:\n  heroku:\n    vendor: heroku\n    region: eu\n"},
	/* values that are not texts for every reader keep their quotes, typed ones need none */
	{"troika: 1\nname: 'no'\nbudget: '95000'\nsummary: \"1.10\"\ncurrency: \"EUR\"\nx-own: '12:30'\n",
	 "troika: 1\nname: 'no'\nsummary: \"1.10\"\ncurrency: EUR\nbudget: 95000\n\nx-own: '12:30'\n"},
	/* elements keep their order and the blank lines between, fields have none */
	{"troika: 1\ncomponents:\n\n  b:\n    on: p\n\n    kind: heroku.web\n\n\n\n  a: { kind: heroku.web , on: p }\n",
	 "troika: 1\n\ncomponents:\n  b:\n    kind: heroku.web\n    on: p\n\n  a: {kind: heroku.web, on: p}\n"},
	/* braces open where they grow long, and close where they fit */
	{"troika: 1\ndata: {d: {home: a, name: A name that is long enough to push the whole line over, class: master, "
	 "personal: true}}\nrequires: [\n  crm,\n  object-store\n]\n",
	 "troika: 1\nrequires: [crm, object-store]\n\ndata:\n  d:\n    name: A name that is long enough to push the whole line "
	 "over\n    class: master\n    home: a\n    personal: true\n"},
	/* comments: the head, above an entry, on its line, at the end of a section, at the end of the file */
	{"# yaml-language-server: $schema=x\n# head\n\n# the links\nlinks:\n  # of a\n  a: {from: x, to: y} # on a\n"
	 "  # below a\n# name\nname: N   # on name\ntroika: 1\n# the end\n",
	 "# yaml-language-server: $schema=x\n# head\n\ntroika: 1\n# name\nname: N  # on name\n\n# the links\nlinks:\n  # of a\n"
	 "  a: {from: x, to: y}  # on a\n  # below a\n# the end\n"},
	/* comments of adjacent lines stand below each other */
	{"troika: 1 # one\nname: Longer # two\nsummary: s\nbudget: 5 # three\n",
	 "troika: 1     # one\nname: Longer  # two\nsummary: s\nbudget: 5  # three\n"},
	/* comments in braces open them */
	{"troika: 1\nrequires: [crm, # the first\n  # then\n  object-store # last\n  # end\n] # all\n",
	 "troika: 1\nrequires:  # all\n  - crm    # the first\n  # then\n  - object-store  # last\n  # end\n"},
	{"troika: 1\ncomponents: { # none yet\n}\n", "troika: 1\n\ncomponents: {}  # none yet\n"},
	{"troika: 1\nname: # why\n  N # because\n", "troika: 1\n# because\nname: N  # why\n"},
	/* texts of several lines */
	{"troika: 1\nsummary: >+ # long\n      one\n       two\n\n\nname: a\n   b\n\n   c\n",
	 "troika: 1\nname: a\n  b\n\n  c\nsummary: >+  # long\n  one\n   two\n\n\n"},
	{"troika: 1\nsummary: |\n  text", "troika: 1\nsummary: |-\n  text\n"},
	{"troika: 1\nsummary: |1\n   deep\n  less\n", "troika: 1\nsummary: |2\n    deep\n   less\n"},
	{"troika: 1\nsummary: |+\n\n\n", "troika: 1\nsummary: \"\\n\\n\"\n"},
	{"troika: 1\nsummary: |\n    t\n  # no text\nplatforms: {}\n", "troika: 1\nsummary: |\n  t\n\n# no text\nplatforms: {}\n"},
	{"troika: 1\nsummary: \"a \\\n    b\\ \n  c\"\n", "troika: 1\nsummary: \"a \\\n  b\\ \n  c\"\n"},
	/* what only the file knows keeps its order */
	{"troika: 1\nx-b: {z: 1, a: [ {y: 2, b: 3} ]}\nx-a:\n- - 1\n  - 2\n-\n  k: v\n  j: w\nname: N\n",
	 "troika: 1\nname: N\n\nx-b: {z: 1, a: [{y: 2, b: 3}]}\nx-a:\n  - - 1\n    - 2\n  - k: v\n    j: w\n"},
	{"troika: 1\nx-a:\n- # one-\n  # two\n  - a: # three\n      - b\n-   # four -\n    c\n",
	 "troika: 1\n\nx-a:\n  -  # one-\n    # two\n    - a:  # three\n        - b\n  - c  # four -\n"},
	/* line ends, marks, an empty value, an odd key */
	{"troika: 1\r\nname: N\r\nplatforms:\r\n  p: {vendor: aws}", "troika: 1\r\nname: N\r\n\r\nplatforms:\r\n  p: {vendor: aws}\r\n"},
	{"\xef\xbb\xbf%YAML 1.1\n---\nname: N\ntroika: 1\n...\n", "\xef\xbb\xbf%YAML 1.1\n---\ntroika: 1\nname: N\n"},
	{"troika: 1\ncomponents:\n  a:\n    # none\nname:\n", "troika: 1\nname:\n\ncomponents:\n  a:\n    # none\n"},
	{"troika: 1\ncomponents:\n  'on': {\"on\": p, 'kind': k}\n", "troika: 1\n\ncomponents:\n  'on': {kind: k, on: p}\n"},
	/* JSON stays JSON */
	{"{\"components\": {\"a\": {\"on\":\"p\",\"kind\":\"heroku.web\"}}, \"troika\":1}",
	 "{\n  \"troika\": 1,\n  \"components\": {\n    \"a\": {\"kind\": \"heroku.web\", \"on\": \"p\"}\n  }\n}\n"},
	{"{components: {a: {on: p}}, troika: 1} # c", "# c\ntroika: 1\n\ncomponents:\n  a: {on: p}\n"},
};

static void looks_as_written_here(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		Text out = {0};

		format(cases[i].before, strlen(cases[i].before), &out);
		if (strcmp(out.s, cases[i].after) != 0)
			fail_msg("--- of\n%s\n--- comes\n%s\n--- not\n%s", cases[i].before, out.s, cases[i].after);
		assert_holds(cases[i].before, strlen(cases[i].before));
		text_clear(&out);
	}
}

/* --- files ---------------------------------------------------------------------------------------------- */

/* Every file below FOLDER that is a design by itself. */
static size_t hold_below(const char *folder, int depth)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	size_t count = 0;

	while (dir && (entry = readdir(dir))) {
		Text path = {0};
		Diagnostics list = {0};
		DesignSource source = {0};
		Design design;

		text_addf(&path, "%s/%s", folder, entry->d_name);
		design_init(&design);
		if (entry->d_name[0] != '.' && depth > 0)
			count += hold_below(path.s, depth - 1);
		if (text_ends(path.s, ".yaml") && design_read(&design, own_catalog(), &source, path.s, &list)) {
			assert_holds(source.bytes, source.length);
			count++;
		}
		design_clear(&design);
		design_source_clear(&source);
		diagnostics_clear(&list);
		text_clear(&path);
	}
	if (dir)
		closedir(dir);
	return count;
}

static void holds_for_every_file(void **state)
{
	static const char *const folders[] = {"samples", "tests/hostile", "tests/rules"};
	const char *root = getenv("TROIKA_SRCDIR");

	(void)state;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		Text path = {0};

		text_addf(&path, "%s/%s", root ? root : ".", folders[i]);
		assert_true(hold_below(path.s, 2) >= 5);
		text_clear(&path);
	}
}

static void samples_are_canonical(void **state)
{
	const char *root = getenv("TROIKA_SRCDIR");
	Text folder = {0};
	struct dirent *entry;
	DIR *dir;

	(void)state;
	text_addf(&folder, "%s/samples", root ? root : ".");
	dir = opendir(folder.s);
	assert_non_null(dir);
	while ((entry = readdir(dir))) {
		Text path = {0}, out = {0};
		char *bytes;
		size_t length;

		text_addf(&path, "%s/%s", folder.s, entry->d_name);
		if (text_ends(path.s, ".yaml") && file_read(path.s, &bytes, &length, NULL)) {
			format(bytes, length, &out);
			if (strcmp(out.s, bytes) != 0)
				fail_msg("%s: run troika fmt on it", entry->d_name);
			free(bytes);
		}
		text_clear(&path);
		text_clear(&out);
	}
	closedir(dir);
	text_clear(&folder);
}

/* --- random designs ----------------------------------------------------------------------------------------- */

static void holds_for_random_designs(void **state)
{
	const char *rounds = getenv("TROIKA_ROUNDS");

	(void)state;
	for (int i = rounds ? atoi(rounds) : 300; i > 0; i--) {
		Design design;
		Wild wild = {0};

		random_design(&design);
		if (i % 8 == 0)
			wild_json(&wild.out, own_catalog(), &design);
		else
			wild_print(&wild, own_catalog(), &design);
		assert_holds(wild.out.s, wild.out.length);
		wild_clear(&wild);
		design_clear(&design);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(looks_as_written_here),
		cmocka_unit_test(holds_for_every_file),
		cmocka_unit_test(samples_are_canonical),
		cmocka_unit_test(holds_for_random_designs),
	};

	random_start("test_format");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
