/* The domain document is carried whole: each of its sentences by kinds, patterns, rules, samples
 * or texts that say or do what it says. The table is tests/domain/sentences, which tells its own
 * form; where the document is at hand (TROIKA_DOMAIN names it) the table is held against it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "model/file.h"
#include "model/finding.h"
#include "model/state_folder.h"
#include "tests/unit/read_source.h"
#include "tests/unit/sample.h"
#include "tui/explain.h"

enum { SENTENCES_MAX = 200, SAMPLES_MAX = 12, LINE_BYTES = 600 };

typedef struct Judged {
	char name[64];
	Opened opened;
	Findings findings;
} Judged;

typedef struct Table {
	char number[SENTENCES_MAX][8];  /* LINE.SENTENCE */
	uint64_t hash[SENTENCES_MAX];
	size_t count;
	size_t promised;
	uint64_t digest;
	char line[LINE_BYTES];          /* of the carrier that is looked at */
} Table;

static Table table;
static Judged samples[SAMPLES_MAX];
static size_t sample_count;

/* Does TEXT say WORDS, however it is folded and capitalised? */
static bool says(const char *text, const char *words)
{
	for (; *text; text++) {
		const char *t = text, *w = words;

		while (*w && *t) {
			if (isspace((unsigned char)*w))
				w++;
			else if (isspace((unsigned char)*t))
				t++;
			else if (tolower((unsigned char)*t) == tolower((unsigned char)*w))
				t++, w++;
			else
				break;
		}
		if (!*w)
			return true;
	}
	return false;
}

/* Splits "A -> B via C" in place; *VIA is NULL without it. False: WORDS is no arrow. */
static bool split_arrow(char *words, char **to, char **via)
{
	char *arrow = strstr(words, " -> ");

	if (!arrow)
		return false;
	*arrow = '\0';
	*to = arrow + strlen(" -> ");
	*via = strstr(*to, " via ");
	if (*via) {
		**via = '\0';
		*via += strlen(" via ");
	}
	return true;
}

/* --- what carries a sentence --------------------------------------------------- */

static bool page_says(const char *id, const char *words)
{
	Text page = {0};
	bool said = explain_add(catalog_builtin(), id, &page) && says(text_str(&page), words);

	text_clear(&page);
	return said;
}

static bool kind_carries(const char *id, char *words)
{
	return catalog_kind(catalog_builtin(), id) && page_says(id, words);
}

static bool field_carries(const char *id, char *words)
{
	return !catalog_kind(catalog_builtin(), id) && strchr(id, '.') && page_says(id, words);
}

/* A rule speaks only when there is a check behind its words. */
static bool rule_carries(const char *id, char *words)
{
	return catalog_rule(catalog_builtin(), id) && rule_find(id) && page_says(id, words);
}

static bool pattern_carries(const char *id, char *words)
{
	const Catalog *catalog = catalog_builtin();
	const Pattern *pattern = catalog_pattern(catalog, id);
	const Kind *from, *to;
	char *target, *via;

	if (!pattern || !split_arrow(words, &target, &via))
		return pattern && page_says(id, words);
	from = catalog_kind(catalog, words);
	to = catalog_kind(catalog, target);
	return from && to && pattern_takes_from(catalog, pattern, from) && pattern_takes_to(catalog, pattern, to);
}

static const Judged *judged_sample(const char *name)
{
	Judged *sample;

	for (size_t i = 0; i < sample_count; i++)
		if (strcmp(samples[i].name, name) == 0)
			return &samples[i];
	assert_true(sample_count < SAMPLES_MAX);
	sample = &samples[sample_count++];
	snprintf(sample->name, sizeof sample->name, "%s", name);
	open_sample(&sample->opened, name);
	strcpy(sample->findings.today, "2026-11-22");
	findings_judge(&sample->findings, &sample->opened.graph);
	return sample;
}

/* The kind of a component, the vendor of a platform. */
static const char *end_kind(const Graph *graph, GraphEnd end)
{
	if (end.component != NOWHERE)
		return graph->components[end.component].kind->id;
	return end.platform != NOWHERE ? graph->platforms[end.platform].vendor : "";
}

static bool has_link(const Graph *graph, const char *from, const char *to, const char *via)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (via && strcmp(link->pattern->id, via) == 0 &&
		    strcmp(end_kind(graph, graph_from(link)), from) == 0 &&
		    strcmp(end_kind(graph, graph_to(link)), to) == 0)
			return true;
	}
	return false;
}

static bool has_data(const Graph *graph, const char *class, const char *kind)
{
	for (size_t i = 0; i < graph->data_count; i++) {
		const GraphData *data = &graph->data[i];
		const char *own = element_get(data->element, "class");

		if (own && strcmp(own, class) == 0 && data->home != NOWHERE &&
		    strcmp(graph->components[data->home].kind->id, kind) == 0)
			return true;
	}
	return false;
}

static bool has_kind(const Graph *graph, const char *kind)
{
	for (size_t i = 0; i < graph->component_count; i++)
		if (strcmp(graph->components[i].kind->id, kind) == 0)
			return true;
	return false;
}

static bool speaks(const Findings *findings, const char *rule)
{
	for (size_t i = 0; i < findings->count; i++)
		if (strcmp(findings->items[i].rule->id, rule) == 0 && !findings->items[i].waiver)
			return true;
	return false;
}

static bool sample_carries(const char *name, char *words)
{
	const Judged *sample = judged_sample(name);
	const Graph *graph = &sample->opened.graph;
	char *to, *via;

	if (catalog_rule(catalog_builtin(), words))
		return speaks(&sample->findings, words);
	if (catalog_kind(catalog_builtin(), words))
		return has_kind(graph, words);
	if (!split_arrow(words, &to, &via))
		return says(sample->opened.source.bytes, words);
	if (text_starts(words, "data "))
		return has_data(graph, words + strlen("data "), to);
	return has_link(graph, words, to, via);
}

static bool text_carries(const char *path, char *words)
{
	char *bytes = read_source(path);
	bool said = says(bytes, words);

	free(bytes);
	return said;
}

static const struct {
	const char *name;
	bool (*carries)(const char *id, char *words);
} carriers[] = {
	{"kind", kind_carries},
	{"pattern", pattern_carries},
	{"rule", rule_carries},
	{"field", field_carries},
	{"sample", sample_carries},
	{"text", text_carries},
};

/* --- the table ------------------------------------------------------------------ */

/* "TYPE ID: WORDS; WORDS": each of the words must hold. */
static void check_carrier(const char *sentence, char *line)
{
	size_t type = 0;
	char *id = strchr(line, ' '), *words = strstr(line, ": ");

	snprintf(table.line, sizeof table.line, "%s", line);
	if (!id || !words || id > words)
		fail_msg("sentence %s: '%s' is no carrier", sentence, table.line);
	*id++ = '\0';
	*words = '\0';
	words += strlen(": ");
	while (type < sizeof carriers / sizeof *carriers && strcmp(carriers[type].name, line) != 0)
		type++;
	if (type == sizeof carriers / sizeof *carriers)
		fail_msg("sentence %s: nothing is carried by a '%s'", sentence, line);
	for (char *next; words; words = next) {
		next = strstr(words, "; ");
		if (next) {
			*next = '\0';
			next += strlen("; ");
		}
		if (!*words || !carriers[type].carries(id, words))
			fail_msg("sentence %s: not carried: '%s' by '%s'", sentence, words, table.line);
	}
}

static void read_sentence(const char *line)
{
	size_t i = table.count++;
	int end = 0;

	assert_true(i < SENTENCES_MAX);
	if (sscanf(line, "%7s %16" SCNx64 " %n", table.number[i], &table.hash[i], &end) != 2 || !line[end])
		fail_msg("no LINE.SENTENCE, hash and key phrase: '%s'", line);
}

static void every_sentence_is_carried(void **state)
{
	char *bytes = read_source("tests/domain/sentences"), *rest = bytes;
	size_t carried = 0;

	(void)state;
	for (char *line; (line = strsep(&rest, "\n"));) {
		if (!*line || *line == '#' ||
		    sscanf(line, "digest %zu %" SCNx64, &table.promised, &table.digest) == 2)
			continue;
		if (*line == '\t') {
			assert_true(table.count > 0);
			check_carrier(table.number[table.count - 1], line + 1);
			carried = table.count;
			continue;
		}
		if (carried != table.count)
			fail_msg("sentence %s: nothing carries it", table.number[table.count - 1]);
		read_sentence(line);
	}
	assert_int_equal(carried, table.count);
	free(bytes);
}

static void no_sentence_is_left_out(void **state)
{
	Text all = {0};

	(void)state;
	for (size_t i = 0; i < table.count; i++)
		text_addf(&all, "%016" PRIx64, table.hash[i]);
	assert_int_equal(table.count, table.promised);
	assert_int_equal(hash_long(text_str(&all)), table.digest);
	text_clear(&all);
}

/* --- the document itself --------------------------------------------------------- */

/* Behind "- " or "12. " at the begin of LINE. */
static char *behind_marker(char *line)
{
	size_t digits = strspn(line, "0123456789");

	if (text_starts(line, "- "))
		return line + 2;
	return digits && text_starts(line + digits, ". ") ? line + digits + 2 : line;
}

/* Cuts the first sentence off: at its mark, a space and a capital. NULL: there was no more. */
static char *cut_sentence(char **rest)
{
	char *begin = *rest;

	if (!begin)
		return NULL;
	for (char *s = begin; *s; s++)
		if (strchr(".?!", s[0]) && s[1] == ' ' && isupper((unsigned char)s[2])) {
			s[1] = '\0';
			*rest = s + 2;
			return begin;
		}
	*rest = NULL;
	return begin;
}

static void the_document_has_these_sentences(void **state)
{
	const char *path = getenv("TROIKA_DOMAIN");
	char *bytes, *rest;
	size_t length, found = 0, number = 0;
	Error err = {0};

	(void)state;
	if (!path)
		skip();
	if (!file_read(path, &bytes, &length, &err))
		fail_msg("%s", err.text);
	rest = bytes;
	for (char *line; (line = strsep(&rest, "\n"));) {
		char *left = *line ? behind_marker(line) : NULL;
		char at[32];

		number++;
		for (size_t k = 1; left; k++, found++) {
			const char *sentence = cut_sentence(&left);

			snprintf(at, sizeof at, "%zu.%zu", number, k);
			if (found >= table.count || strcmp(table.number[found], at) != 0 ||
			    table.hash[found] != hash_long(sentence))
				fail_msg("sentence %s is not in the table: %s", at, sentence);
		}
	}
	assert_int_equal(found, table.count);
	free(bytes);
}

static int close_samples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sample_count; i++) {
		findings_clear(&samples[i].findings);
		close_sample(&samples[i].opened);
	}
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sentence_is_carried),
		cmocka_unit_test(no_sentence_is_left_out),
		cmocka_unit_test(the_document_has_these_sentences),
	};

	return cmocka_run_group_tests(tests, NULL, close_samples);
}
