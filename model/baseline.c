/* Reads the JSON of an earlier check, which is YAML as well, and matches its findings with those of now. */
#include "model/baseline.h"

#include <stdlib.h>
#include <string.h>

#include "model/file.h"
#include "model/finding_private.h"
#include "model/yaml.h"

/* ---- reading ------------------------------------------------------------------ */

static const char *keep(Baseline *baseline, const YamlNode *map, const char *key)
{
	const YamlNode *node = yaml_get(map, key);

	return node && node->type == YAML_TEXT ? arena_copy_n(&baseline->arena, node->text, node->length) : NULL;
}

static int compare_entries(const void *a, const void *b)
{
	const BaselineEntry *x = a, *y = b;
	int order = strcmp(x->rule, y->rule);

	order = order ? order : strcmp(x->element, y->element);
	return order ? order : strcmp(x->message, y->message);
}

/* What was waived then is no finding that was known: without its waiver it is new. */
static bool is_waived(const YamlNode *node)
{
	const YamlNode *waived = yaml_get(node, "waived");

	return waived && waived->type == YAML_TEXT && strcmp(waived->text, "true") == 0;
}

static const YamlNode *items_of(const YamlNode *map, const char *key)
{
	const YamlNode *list = yaml_get(map, key);

	return list && list->type == YAML_LIST ? list : NULL;
}

static bool read_design(Baseline *baseline, const YamlNode *node)
{
	BaselineDesign *design = &baseline->designs[baseline->count++];
	const YamlNode *findings = items_of(node, "findings");

	design->file = keep(baseline, node, "file");
	if (!design->file || !findings)
		return false;
	design->entries = arena_alloc(&baseline->arena, (findings->count + 1) * sizeof *design->entries);
	for (const YamlNode *one = findings->first; one; one = one->next) {
		BaselineEntry entry = {
			keep(baseline, one, "rule"), keep(baseline, one, "element"), keep(baseline, one, "message"),
		};

		if (!entry.rule || !entry.element || !entry.message)
			return false;
		if (!is_waived(one))
			design->entries[design->count++] = entry;
	}
	if (design->count)
		qsort(design->entries, design->count, sizeof *design->entries, compare_entries);
	return true;
}

static bool read_all(Baseline *baseline, const YamlDoc *doc)
{
	const YamlNode *designs = items_of(doc->root, "designs");
	const YamlNode *version = yaml_get(doc->root, "version");

	if (!designs || !version || version->type != YAML_TEXT || strcmp(version->text, "1") != 0)
		return false;
	baseline->designs = arena_alloc(&baseline->arena, (designs->count + 1) * sizeof *baseline->designs);
	for (const YamlNode *one = designs->first; one; one = one->next)
		if (!read_design(baseline, one))
			return false;
	return true;
}

bool baseline_read(Baseline *baseline, const char *path, Diagnostics *list)
{
	YamlDoc doc = {0};
	Error err = {0};
	char *bytes = NULL;
	size_t length = 0, errors = list->errors;

	*baseline = (Baseline){0};
	if (!file_read(path, &bytes, &length, &err))
		diagnostics_add(list, false, path, 0, 0, "%s",
		                text_starts(err.text, path) ? err.text + strlen(path) + 2 : err.text);
	else if (yaml_read(&doc, path, bytes, length, list) && !read_all(baseline, &doc))
		diagnostics_add(list, false, path, 0, 0, "this is no baseline; write one with "
		                "`troika check --format json DESIGN > FILE`");
	error_clear(&err);
	yaml_clear(&doc);
	free(bytes);
	return list->errors == errors;
}

void baseline_clear(Baseline *baseline)
{
	arena_clear(&baseline->arena);
	*baseline = (Baseline){0};
}

/* ---- matching ------------------------------------------------------------------- */

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* By path; else the only one with that name, as when the check runs from another folder. */
static const BaselineDesign *find_design(const Baseline *baseline, const char *file)
{
	const BaselineDesign *found = NULL;
	size_t named = 0;

	for (size_t i = 0; i < baseline->count; i++) {
		const BaselineDesign *design = &baseline->designs[i];

		if (strcmp(design->file, file) == 0)
			return design;
		if (strcmp(base_name(design->file), base_name(file)) == 0) {
			found = design;
			named++;
		}
	}
	return named == 1 ? found : NULL;
}

/* The first entry that is not before ENTRY. */
static size_t lower_bound(const BaselineDesign *design, const BaselineEntry *entry)
{
	size_t low = 0, high = design->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_entries(&design->entries[middle], entry) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Takes an entry of the rule and element of FINDING that no other has taken; EXACT: with its message. */
static bool take_entry(const BaselineDesign *design, bool *taken, const Finding *finding, bool exact)
{
	BaselineEntry wanted = {finding->rule->id, finding->element->id, exact ? finding->message : ""};

	for (size_t i = lower_bound(design, &wanted); i < design->count; i++) {
		const BaselineEntry *entry = &design->entries[i];

		if (strcmp(entry->rule, wanted.rule) != 0 || strcmp(entry->element, wanted.element) != 0 ||
		    (exact && strcmp(entry->message, wanted.message) != 0))
			return false;
		if (!taken[i]) {
			taken[i] = true;
			return true;
		}
	}
	return false;
}

static bool has_run(const Findings *findings, const char *rule)
{
	for (size_t i = 0; i < findings->run_count; i++)
		if (strcmp(findings->runs[i].rule->id, rule) == 0)
			return true;
	return false;
}

static void add_stale(Findings *findings, const BaselineEntry *entry, const char *reason)
{
	MEM_GROW(findings->stale, findings->stale_cap, findings->stale_count + 1);
	findings->stale[findings->stale_count++] = (StaleEntry){
		arena_copy_n(&findings->arena, entry->rule, strlen(entry->rule)),
		arena_copy_n(&findings->arena, entry->element, strlen(entry->element)), reason,
	};
}

static void judge_rest(const BaselineDesign *known, const bool *taken, const Design *design, Findings *findings)
{
	for (size_t i = 0; i < known->count; i++) {
		const BaselineEntry *entry = &known->entries[i];

		if (taken[i])
			continue;
		if (!design_find(design, entry->element))
			add_stale(findings, entry, "the design has no such element any more");
		else if (!has_run(findings, entry->rule))
			add_stale(findings, entry, "no such rule has run");
		else
			findings->dropped++;
	}
}

bool baseline_apply(const Baseline *baseline, const char *file, const Design *design, Findings *findings)
{
	const BaselineDesign *known = find_design(baseline, file);
	bool *taken;

	findings->compared = true;
	if (!known)
		return false;
	taken = mem_alloc((known->count + 1) * sizeof *taken);
	for (int exact = 1; exact >= 0; exact--)
		for (size_t i = 0; i < findings->count; i++) {
			Finding *finding = &findings->items[i];

			if (!finding->known && !finding->file)
				finding->known = take_entry(known, taken, finding, exact);
		}
	judge_rest(known, taken, design, findings);
	findings_count(findings);
	free(taken);
	return true;
}
