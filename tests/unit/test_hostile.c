/* Every file of tests/hostile/ is told with its place, or taken and saved as it is; what is too large
 * for a file is made here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/design_file.h"

static char *path_of(const char *name)
{
	const char *folder = getenv("TROIKA_SRCDIR");
	Text path = {0};

	text_addf(&path, "%s/tests/hostile/%s", folder ? folder : ".", name);
	return text_take(&path);
}

static bool told(const Diagnostics *list, int line, int column, const char *words)
{
	for (size_t i = 0; i < list->count; i++)
		if (!list->items[i].warning && list->items[i].line == line && list->items[i].column == column &&
		    strstr(list->items[i].text, words))
			return true;
	return false;
}

static void print_all(const Diagnostics *list)
{
	for (size_t i = 0; i < list->count; i++)
		print_error("  %s:%d:%d: %s\n", list->items[i].file, list->items[i].line, list->items[i].column,
		            list->items[i].text);
}

/* What is taken is written back byte for byte. */
static bool saved_alike(const DesignSource *source, const Design *design)
{
	Text out = {0};
	Error err = {0};
	bool alike = design_splice(source, design, catalog_builtin(), &out, &err) && out.length == source->length &&
	             memcmp(out.s, source->bytes, out.length) == 0;

	if (err.text)
		print_error("%s\n", err.text);
	error_clear(&err);
	text_clear(&out);
	return alike;
}

/* One line of the index: file|line|column|words. */
static bool as_expected(char *entry)
{
	const char *name = strtok(entry, "|"), *line = strtok(NULL, "|"), *column = strtok(NULL, "|");
	const char *words = strtok(NULL, "\n");
	Text file = {0};
	DesignSource source = {0};
	Diagnostics list = {0};
	Design design;
	char *path;
	bool taken, good;

	text_addf(&file, "%s.yaml", name);
	path = path_of(file.s);
	design_init(&design);
	taken = design_read(&design, catalog_builtin(), &source, path, &list);
	good = atoi(line) < 0 ? taken && saved_alike(&source, &design)
	                      : !taken && told(&list, atoi(line), atoi(column), words);
	if (!good) {
		print_error("%s is %s, but not told at %s:%s '%s'\n", name, taken ? "taken" : "refused", line, column,
		            words ? words : "");
		print_all(&list);
	}
	design_clear(&design);
	design_source_clear(&source);
	diagnostics_clear(&list);
	text_clear(&file);
	free(path);
	return good;
}

static void each_file_is_told_with_its_place(void **state)
{
	char *path = path_of("index"), *bytes, *at, *next;
	size_t length, wrong = 0, count = 0;

	(void)state;
	assert_true(file_read(path, &bytes, &length, NULL));
	for (at = bytes; *at; at = next) {
		size_t line = strcspn(at, "\n");

		next = at + line + (at[line] == '\n');
		at[line] = '\0';
		if (*at == '#')
			continue;
		count++;
		wrong += !as_expected(at);
	}
	assert_int_equal(wrong, 0);
	assert_true(count > 100);
	free(bytes);
	free(path);
}

/* --- made here ---------------------------------------------------------------------- */

typedef struct Large {
	const char *head;
	const char *piece;      /* repeated */
	size_t times;
	int line, column;       /* of the fault; 0, 0: anywhere; -1: none */
	const char *words;
} Large;

static const Large large[] = {
	{"", "[", 80000, 1, 65, "deeper"},
	{"", "{a: ", 80000, 1, 257, "deeper"},
	{"", "- ", 80000, 1, 129, "deeper"},
	{"troika: 1\nx: ", "[", 80000, 2, 67, "deeper"},
	{"troika: 1\nx: ", "{\"a\":", 50000, 2, 319, "deeper"},
	{"troika: 1\nname: ", "a", 2000000, -1, 0, ""},
	{"troika: 1\nname: \"", "\\e", 100000, 2, 7, "never closed"},
	{"troika: 1\nx:\n", " - &a b\n", 50000, 3, 4, "anchors"},
	{"troika: 1\nx:\n", " - *b\n", 50000, 3, 4, "aliases"},
	{"troika: 1\n", "a: b\n", 50000, 3, 1, "twice"},
	{"troika: 1\n", "# comment\n", 200000, -1, 0, ""},
	{"troika: 1\n", "\n", 1000000, -1, 0, ""},
	{"troika: 1\n", "---\n", 100000, 2, 1, "second document"},
	{"troika: 1\ncomponents:\n  a: {kind: heroku.web, tags: [", "a, ", 200000, 0, 0, "]"},
	{"troika: 1\nname: ", "'", 500001, 2, 7, "never closed"},
	{"troika: 1\n", "? ", 50000, 0, 0, ""},
	{"troika: 1\nname: |\n", "  line\n", 200000, 0, 0, ""},
};

static void large_input_ends_soon(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof large / sizeof large[0]; i++) {
		Text source = {0};
		Diagnostics list = {0};
		Design design;
		bool taken;

		text_add(&source, large[i].head);
		text_add_repeat(&source, large[i].piece, large[i].times);
		design_init(&design);
		taken = design_read_bytes(&design, catalog_builtin(), "large.yaml", source.s, source.length, &list);
		if (taken != (large[i].line < 0) ||
		    (large[i].line > 0 && !told(&list, large[i].line, large[i].column, large[i].words))) {
			print_all(&list);
			fail_msg("case %zu: %.20s%.20s", i, large[i].head, large[i].piece);
		}
		design_clear(&design);
		diagnostics_clear(&list);
		text_clear(&source);
	}
}

/* Tens of thousands of faults of one sort: each costs little, and only 50 are kept. */
static void many_faults_end_soon(void **state)
{
	static const char *const lines[] = {
		"  c%d: {kind: heroku.wab}\n", "  c%d: {kind: heroku.web, on: nowhere}\n", "  c%d: {kind: heroku.web, odd%d: 1}\n",
		"  C%d: {kind: heroku.web}\n", "  c%d: {kind: heroku.web, in: c%d}\n", "  same: {kind: heroku.web}\n",
		"  c%d: {kind: heroku.web, at: [a, b]}\n", "  c%d: [a]\n", "  c%d: {kind: heroku.web, name: \"\\e%d\"}\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		Text source = {0};
		Diagnostics list = {0};
		Design design;

		text_add(&source, "troika: 1\ncomponents:\n");
		for (int k = 0; k < 20000; k++) {
			char line[100];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
			snprintf(line, sizeof line, lines[i], k, k);
#pragma GCC diagnostic pop
			text_add(&source, line);
		}
		design_init(&design);
		design_read_bytes(&design, catalog_builtin(), "many.yaml", source.s, source.length, &list);
		assert_int_equal(list.count, DIAGNOSTICS_MAX);
		assert_true(list.errors + list.warnings >= 19999);
		design_clear(&design);
		diagnostics_clear(&list);
		text_clear(&source);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_file_is_told_with_its_place),
		cmocka_unit_test(large_input_ends_soon),
		cmocka_unit_test(many_faults_end_soon),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
