/* The YAML reader: the tree, its places, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/text.h"
#include "model/yaml_tree.h"
#include "tests/unit/random.h"

static YamlDoc read_good(const char *source)
{
	Diagnostics list = {0};
	YamlDoc doc;

	if (!yaml_read(&doc, "t.yaml", source, strlen(source), &list))
		fail_msg("%d:%d: %s", list.items[0].line, list.items[0].column, list.items[0].text);
	assert_int_equal(list.count, 0);
	diagnostics_clear(&list);
	return doc;
}

static void places_are_told(void **state)
{
	YamlDoc doc = read_good("# c\na: 1\nb:\n  - x\n  - \"y\"\nc: {d: [1, 2], e: f}   # end\n");
	const YamlNode *b = yaml_get(doc.root, "b"), *c = yaml_get(doc.root, "c");

	(void)state;
	assert_int_equal(doc.root->type, YAML_MAP);
	assert_int_equal(doc.root->count, 3);
	assert_int_equal(yaml_get(doc.root, "a")->line, 2);
	assert_int_equal(yaml_get(doc.root, "a")->column, 4);
	assert_int_equal(b->type, YAML_LIST);
	assert_int_equal(b->count, 2);
	assert_int_equal(b->key->line, 3);
	assert_false(b->flow);
	assert_true(b->first->next->quoted);
	assert_memory_equal(doc.source + b->first->next->start, "\"y\"", b->first->next->end - b->first->next->start);
	assert_int_equal(b->end, b->first->next->end);
	assert_true(c->flow);
	assert_int_equal(doc.source[c->end - 1], '}');
	assert_string_equal(yaml_get(c, "e")->text, "f");
	assert_null(yaml_get(c, "nothing"));
	assert_null(yaml_get(b, "a"));
	yaml_clear(&doc);
}

static void offsets_are_bytes_and_columns_characters(void **state)
{
	YamlDoc doc = read_good("\xef\xbb\xbf" "größe: ärger\r\n日本: {ü: 'ö', x: y}\r\n");
	const YamlNode *x = yaml_get(yaml_get(doc.root, "日本"), "x");

	(void)state;
	assert_int_equal(x->line, 2);
	assert_int_equal(x->column, 17);
	assert_memory_equal(doc.source + x->start, "y}", 2);
	assert_int_equal(doc.source[x->end], '}');
	yaml_clear(&doc);
}

static void block_texts_end_where_they_end(void **state)
{
	YamlDoc doc = read_good("a: |\n  one\n  two\n\n\n# c\nb: >-\n  x\n  y\nc:\nd: |\n\ne: f\n");
	const YamlNode *a = yaml_get(doc.root, "a");

	(void)state;
	assert_string_equal(a->text, "one\ntwo\n");
	assert_true(a->block);
	assert_memory_equal(doc.source + a->end - 3, "two\n", 4);
	assert_string_equal(yaml_get(doc.root, "b")->text, "x y");
	assert_string_equal(yaml_get(doc.root, "c")->text, "");
	assert_int_equal(doc.source[yaml_get(doc.root, "d")->end - 1], '|');
	yaml_clear(&doc);
}

static void nothing_is_a_document(void **state)
{
	static const char *const empty[] = {"", "\n\n", "# only a comment\n", "\xef\xbb\xbf"};

	(void)state;
	for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++) {
		YamlDoc doc = read_good(empty[i]);

		assert_null(doc.root);
		yaml_clear(&doc);
	}
}

static void many_keys_are_told_apart(void **state)
{
	Text source = {0};
	YamlDoc doc;

	(void)state;
	for (int i = 0; i < 20000; i++)
		text_addf(&source, "key-%d: %d\n", i, i);
	doc = read_good(source.s);
	assert_int_equal(doc.root->count, 20000);
	assert_string_equal(yaml_get(doc.root, "key-19999")->text, "19999");
	yaml_clear(&doc);
	text_clear(&source);
}

/* --- the visitor ------------------------------------------------------------------------ */

static bool wants_b(void *context, const YamlNode *key)
{
	(void)context;
	return strcmp(key->text, "b") == 0;
}

static void note_entry(void *context, const YamlDoc *doc, const YamlNode *key, const YamlNode *entry)
{
	const YamlNode *x = yaml_get(entry, "x");

	assert_string_equal(doc->file, "t.yaml");
	text_addf(context, "%s.%s=%s@%u ", key->text, entry->key->text, entry->type == YAML_MAP ? x->text : entry->text,
	          (unsigned)entry->key->line);
}

/* What the visitor takes is not in the tree, whoever reads the text. */
static void entries_go_to_the_visitor(void **state)
{
	static const char plain[] = "a: {x: 1}\nb:\n  k: {x: 2}\n  l:\n    x: 3\n  m: 4\nc:\n  n: {x: 5}\n";
	static const char odd[] = "a: {x: 1}\nb:\n  k: {x: \"\\x32\"}\n  l:\n    x: 3\n  m: 4\nc:\n  n: {x: 5}\n";

	(void)state;
	for (int i = 0; i < 2; i++) {
		const char *source = i ? odd : plain;
		Text seen = {0};
		const YamlVisitor visitor = {wants_b, note_entry, &seen};
		Diagnostics list = {0};
		YamlDoc doc;

		assert_true(yaml_visit(&doc, "t.yaml", source, strlen(source), &visitor, &list));
		assert_string_equal(seen.s, "b.k=2@3 b.l=3@4 b.m=4@6 ");
		assert_null(yaml_get(doc.root, "b")->first);
		assert_int_equal(yaml_get(doc.root, "b")->count, 3);
		assert_int_equal(source[yaml_get(doc.root, "b")->end - 1], '4');
		assert_string_equal(yaml_get(yaml_get(yaml_get(doc.root, "c"), "n"), "x")->text, "5");
		yaml_clear(&doc);
		text_clear(&seen);
	}
}

typedef struct Bad {
	const char *source;
	size_t length;          /* 0: strlen */
	int line, column;
	const char *says;
} Bad;

static const Bad bad[] = {
	{"a: *b\n", 0, 1, 4, "aliases"},
	{"a: &b c\n", 0, 1, 4, "anchors"},
	{"&a [*a]\n", 0, 1, 1, "anchors"},
	{"a: !!str x\n", 0, 1, 4, "tags"},
	{"a: !!python/object:os.system x\n", 0, 1, 4, "tags"},
	{"%TAG ! tag:x,2000:\n---\na: b\n", 0, 1, 1, "TAG"},
	{"a: b\n---\nc: d\n", 0, 2, 1, "second document"},
	{"a: b\n...\n---\nc: d\n", 0, 3, 1, "second document"},
	{"%YAML 1.3\n---\na: b\n", 0, 1, 1, "1.1 and 1.2"},
	{"a: 1\n\"a\": 2\n", 0, 2, 1, "twice, first in line 1"},
	{"{a: 1, b: 2, 'a': 3}", 0, 1, 14, "twice"},
	{"a: 1\n\"\\x61\": 2\n", 0, 2, 1, "twice"},
	{"? [a, b]\n: c\n", 0, 1, 3, "one plain word"},
	{"? a\n: c\n", 0, 1, 3, "one plain word"},
	{"{? a : b}\n", 0, 1, 4, "one plain word"},
	{"{[a]: b}\n", 0, 1, 2, "one plain word"},
	{"{: a}\n", 0, 1, 2, "missing"},
	{"\"\": a\n", 0, 1, 1, "empty"},
	{"a: \"\\e]0;x\\a\"\n", 0, 1, 4, "U+001B"},
	{"a: \"ok\\0x\"\n", 0, 1, 4, "U+0000"},
	{"a: \"x\\u202ey\"\n", 0, 1, 4, "U+202E"},
	{"a: \"\\x9b31m\"\n", 0, 1, 4, "U+009B"},
	{"a: x\xe2\x80\xaey\n", 0, 1, 4, "U+202E"},
	{"a: b\0c\n", 7, 1, 5, "zero byte"},
	{"a: b\x1b[0m\n", 0, 1, 5, "control character"},
	{"a: \xc0\xaf\n", 0, 1, 4, "not UTF-8"},
	{"ä: \xff\n", 0, 1, 4, "not UTF-8"},
	{"a: \xed\xa0\x80\n", 0, 1, 4, "not UTF-8"},
	{"a: \xe2\x82", 0, 1, 4, "not UTF-8"},
	{"a: b\nc: \xef\xbb\xbf" "d\n", 0, 2, 4, "byte order mark"},
	{"\xff\xfe" "a\0:\0", 6, 1, 1, "UTF-16"},
	{"a\0:\0 \0b\0", 8, 1, 1, "UTF-16"},
	{"a:\n\tb: c\n", 0, 2, 1, "tab"},
	{"a:\n  b: 1\n\tc: 2\n", 0, 3, 1, "tab"},
	{"a: b: c\n", 0, 1, 5, "quotes"},
	{"a: [1, 2\nb: 3\n", 0, 2, 2, "]"},
	{"a: \"open\nb: c\n", 0, 1, 4, "never closed"},
	{"a: b\nword\nc: d\n", 0, 2, 1, "key: value"},
	{"a: \"\\q\"\n", 0, 1, 5, "backslash"},
	{"a: @x\n", 0, 1, 4, "quotes"},
	{"a: b\n  c: d\n", 0, 2, 4, "colon"},
	{"a: %x\n", 0, 1, 4, "quotes"},
	{"a: 'x' y\n", 0, 1, 8, "key"},
	{"- a\nb: c\n", 0, 2, 1, "list item"},
};

static void faults_have_place_cause_and_remedy(void **state)
{
	size_t wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		Diagnostics list = {0};
		YamlDoc doc;
		size_t length = bad[i].length ? bad[i].length : strlen(bad[i].source);
		bool good = yaml_read(&doc, "t.yaml", bad[i].source, length, &list);

		if (good || !list.count) {
			print_error("case %zu is taken: %s\n", i, bad[i].source);
			wrong++;
			continue;
		}
		if (list.items[0].line != bad[i].line || list.items[0].column != bad[i].column ||
		    !strstr(list.items[0].text, bad[i].says) || list.items[0].warning) {
			print_error("case %zu, %s: says %d:%d: %s\n", i, bad[i].source, list.items[0].line,
			            list.items[0].column, list.items[0].text);
			wrong++;
		}
		if (!strchr(list.items[0].text, ';'))
			fail_msg("case %zu, %s has no remedy: %s", i, bad[i].source, list.items[0].text);
		diagnostics_clear(&list);
		yaml_clear(&doc);
	}
	assert_int_equal(wrong, 0);
}

static void deep_input_is_refused_at_once(void **state)
{
	static const char *const openers[] = {"[", "{a: ", "- ", "[{a: "};

	(void)state;
	for (size_t i = 0; i < sizeof openers / sizeof openers[0]; i++) {
		Text source = {0};
		Diagnostics list = {0};
		YamlDoc doc;

		text_add_repeat(&source, openers[i], 80000);
		assert_false(yaml_read(&doc, "t.yaml", source.s, source.length, &list));
		assert_int_equal(list.count, 1);
		assert_non_null(strstr(list.items[0].text, "deeper than 64"));
		assert_int_equal(list.items[0].line, 1);
		diagnostics_clear(&list);
		yaml_clear(&doc);
		text_clear(&source);
	}
}

static void all_faults_are_listed_up_to_fifty(void **state)
{
	Text source = {0};
	Diagnostics list = {0};
	YamlDoc doc;

	(void)state;
	for (int i = 0; i < 1000; i++)
		text_addf(&source, "k%d: &a%d x\n", i, i);
	assert_false(yaml_read(&doc, "t.yaml", source.s, source.length, &list));
	assert_int_equal(list.count, DIAGNOSTICS_MAX);
	assert_int_equal(list.errors, 1000);
	assert_int_equal(list.items[49].line, 50);
	diagnostics_clear(&list);
	yaml_clear(&doc);
	text_clear(&source);
}

static void too_large_is_refused_before_it_is_read(void **state)
{
	size_t length = (size_t)YAML_BYTES_MAX + 1;
	char *source = mem_alloc(length);
	Diagnostics list = {0};
	YamlDoc doc;

	(void)state;
	assert_false(yaml_read(&doc, "t.yaml", source, length, &list));
	assert_non_null(strstr(list.items[0].text, "MB"));
	diagnostics_clear(&list);
	yaml_clear(&doc);
	free(source);
}

/* --- two readers, one tree ------------------------------------------------------------- */

/* Pieces of files; a newline begins a line that is indented like the one before, or nearly. */
static const char *const pieces[] = {
	"\n", "\n", "\n", "\n", "\n", "\n", "a: ", "b: ", "key: ", "key:", "key:", "c:", "- ", "- ", "-", "x", "word", "two words",
	"1.10", "~", "no", "[a, b]", "[]", "{}", "{a: b}", "{a: [b, {c: d}], e: 'f'}", "[a, ]", "{a: }", "[[1, 2], [3, 4]]",
	"{a: b, a: c}", "'q'", "'it''s'", "\"d\"", "\"\\n\"", "\"open", "# note", " # note", "#", ":", ": ", ",", "]", "}", "|", "> ",
	"?", "? ", "&a", "*a", "!t", "%x", "@", "`", "---", "...", "\t", "  ", " ", "\r\n", "ä", "日本", "http://x/y?z=1#f", "a,b",
	"x-y_z.w/v: 1", "12:30", "=", "<<: x", "a b: c", "'k': v", "\"k\": v", "-5", "-x", "a:b", "{a:b}", "[a:b, c]", "[a: b]",
	"{a: b}# x", "{a: b} # x", "x#y", "x #y", "\\", "\xe2\x80\xae", "\xc2\xa0", "$(a)", "a'b", "a\"b", "k :",
};

static void add_random_text(Text *out, unsigned count)
{
	unsigned indent = 0;

	for (unsigned i = 0; i < count; i++) {
		const char *piece = pieces[random_below(sizeof pieces / sizeof *pieces)];

		text_add(out, piece);
		if (strchr(piece, '\n')) {
			indent = random_below(4) ? indent : random_below(3) * 2 + random_below(8) / 7;
			text_add_repeat(out, " ", indent);
			text_add(out, pieces[6 + random_below(10)]);
		}
	}
}

/* Mostly sound: nested keys with values. */
static void add_sound_text(Text *out, unsigned indent, unsigned depth)
{
	unsigned keys = 1 + random_below(4);

	for (unsigned i = 0; i < keys; i++) {
		unsigned kind = random_below(8);

		text_add_repeat(out, " ", indent);
		text_addf(out, "k%u:", random_below(20) ? i : 0);
		if (kind < 3 && depth < 4) {
			text_add(out, random_below(3) ? "\n" : "  # c\n");
			add_sound_text(out, indent + (random_below(8) ? 2 : random_below(4)), depth + 1);
		} else if (kind == 3) {
			unsigned dash = indent + random_below(2) * 2;

			text_add(out, "\n");
			for (unsigned k = random_below(3) + 1; k > 0; k--) {
				text_add_repeat(out, " ", dash);
				text_addf(out, "- %s\n", pieces[15 + random_below(20)]);
			}
		} else {
			text_addf(out, " %s%s\n", pieces[15 + random_below(sizeof pieces / sizeof *pieces - 15)],
			          random_below(10) ? "" : pieces[random_below(sizeof pieces / sizeof *pieces)]);
		}
		if (random_below(10) == 0)
			text_add(out, random_below(2) ? "\n" : "   # deep\n");
	}
}

static void assert_same_node(const YamlNode *a, const YamlNode *b, const char *source)
{
	const YamlNode *left, *right;

	if (!a || !b || a->type != b->type || a->flow != b->flow || a->quoted != b->quoted || a->line != b->line ||
	    a->column != b->column || a->start != b->start || a->end != b->end || a->count != b->count ||
	    a->length != b->length || memcmp(a->text, b->text, a->length + 1) != 0)
		fail_msg("a node in line %u differs:\n%s", a ? (unsigned)a->line : 0, source);
	if (a->key)
		assert_same_node(a->key, b->key, source);
	for (left = a->first, right = b->first; left && right; left = left->next, right = right->next)
		assert_same_node(left, right, source);
	assert_true(!left && !right);
}

/* A carriage return alone, in a comment, is more than the plain reader takes: libyaml reads it. */
static bool compare_readers(const char *source, size_t length)
{
	YamlDoc plain = {.file = "t.yaml", .source = source, .length = length}, full;
	Diagnostics list = {0}, other = {0};
	YamlTree tree = {.doc = &plain, .list = &list};
	Text longer = {0};
	bool ascii, good;

	if (!yaml_source_check("t.yaml", source, length, &ascii, &list) || !yaml_read_plain(&tree, ascii)) {
		yaml_clear(&plain);
		diagnostics_clear(&list);
		return false;
	}
	text_add_n(&longer, source, length);
	text_add(&longer, "\n#\r");
	good = yaml_read(&full, "t.yaml", longer.s, longer.length, &other);
	if (good != (list.errors == 0))
		fail_msg("libyaml says %d:%d %s, the plain reader %s:\n%s", other.count ? other.items[0].line : 0,
		         other.count ? other.items[0].column : 0, other.count ? other.items[0].text : "good",
		         list.count ? list.items[0].text : "good", source);
	if (good && (plain.root || full.root))
		assert_same_node(plain.root, full.root, source);
	if (!good)
		assert_string_equal(list.items[0].text, other.items[0].text);
	yaml_clear(&plain);
	yaml_clear(&full);
	diagnostics_clear(&list);
	diagnostics_clear(&other);
	text_clear(&longer);
	return true;
}

static void the_plain_reader_reads_as_libyaml(void **state)
{
	const char *rounds = getenv("TROIKA_ROUNDS");
	int plain = 0, all = rounds ? atoi(rounds) : 6000;

	(void)state;
	random_start("test_yaml");
	for (int i = 0; i < all; i++) {
		Text source = {0};

		if (i % 2)
			add_sound_text(&source, 0, 0);
		else
			add_random_text(&source, 1 + random_below(12));
		plain += compare_readers(text_str(&source), source.length);
		text_clear(&source);
	}
	assert_true(plain > all / 30);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places_are_told),
		cmocka_unit_test(offsets_are_bytes_and_columns_characters),
		cmocka_unit_test(block_texts_end_where_they_end),
		cmocka_unit_test(nothing_is_a_document),
		cmocka_unit_test(many_keys_are_told_apart),
		cmocka_unit_test(entries_go_to_the_visitor),
		cmocka_unit_test(faults_have_place_cause_and_remedy),
		cmocka_unit_test(the_plain_reader_reads_as_libyaml),
		cmocka_unit_test(deep_input_is_refused_at_once),
		cmocka_unit_test(all_faults_are_listed_up_to_fifty),
		cmocka_unit_test(too_large_is_refused_before_it_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
