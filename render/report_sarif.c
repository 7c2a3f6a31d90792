/* SARIF 2.1.0 (OASIS): one run, the catalogue's rules as its driver, a result a finding. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/memory.h"
#include "render/escape.h"
#include "render/report_parts.h"

static const char *level_of(const char *severity)
{
	if (strcmp(severity, "error") == 0)
		return "error";
	return strcmp(severity, "warning") == 0 ? "warning" : "note";
}

static void put_message(Json *json, const char *key, const char *text)
{
	json_key(json, key);
	json_open_line(json, '{');
	json_put_text(json, "text", text);
	json_close(json);
}

/* --- rules ----------------------------------------------------------------- */

/* The rules that have something to say, sorted by id; results name them by index. */
typedef struct RuleSet {
	const RuleText **items;
	size_t count, cap;
} RuleSet;

static int by_id(const void *a, const void *b)
{
	return strcmp((*(const RuleText *const *)a)->id, (*(const RuleText *const *)b)->id);
}

static RuleSet gather_rules(const Report *report)
{
	RuleSet set = {0};
	size_t kept = 0;

	for (size_t d = 0; d < report->count; d++)
		for (size_t i = 0; i < report->designs[d].findings->count; i++) {
			const RuleText *rule = report->designs[d].findings->items[i].rule;

			if (set.count && set.items[set.count - 1] == rule)
				continue;       /* findings come rule by rule */
			MEM_GROW(set.items, set.cap, set.count + 1);
			set.items[set.count++] = rule;
		}
	if (set.count)
		qsort(set.items, set.count, sizeof *set.items, by_id);
	for (size_t i = 0; i < set.count; i++)
		if (!i || strcmp(set.items[i]->id, set.items[kept - 1]->id) != 0)
			set.items[kept++] = set.items[i];
	set.count = kept;
	return set;
}

static size_t rule_index(const RuleSet *set, const RuleText *rule)
{
	const RuleText **found = bsearch(&rule, set->items, set->count, sizeof *set->items, by_id);

	return (size_t)(found - set->items);
}

static void add_rule(Json *json, const RuleText *rule)
{
	Text help = {0};

	text_add(&help, rule->remedy);
	if (*rule->question)
		text_addf(&help, " To verify: %s", rule->question);
	json_open(json, '{');
	json_put_text(json, "id", rule->id);
	put_message(json, "shortDescription", rule->title);
	put_message(json, "fullDescription", rule->why);
	put_message(json, "help", help.s);
	json_key(json, "defaultConfiguration");
	json_open_line(json, '{');
	json_put_text(json, "level", level_of(rule->severity));
	json_close(json);
	json_close(json);
	text_clear(&help);
}

/* --- results --------------------------------------------------------------- */

/* A path below the present folder becomes relative to it; another absolute one a file URI. */
static void add_uri(Json *json, const char *path)
{
	char folder[4096];
	size_t length = getcwd(folder, sizeof folder) ? strlen(folder) : 0;
	Text uri = {0};

	if (*path == '/' && length > 1 && strncmp(path, folder, length) == 0 && path[length] == '/')
		path += length + 1;
	while (text_starts(path, "./"))
		path += 2;
	if (*path == '/')
		text_add(&uri, "file://");
	escape_uri_path(&uri, path);
	json_put_text(json, "uri", text_str(&uri));
	text_clear(&uri);
}

static void add_physical(Json *json, ReportPlace place)
{
	json_key(json, "physicalLocation");
	json_open_line(json, '{');
	json_key(json, "artifactLocation");
	json_open(json, '{');
	add_uri(json, place.file);
	json_close(json);
	json_key(json, "region");
	json_open(json, '{');
	json_put_number(json, "startLine", place.line);
	json_put_number(json, "startColumn", place.column);
	json_close(json);
	json_close(json);
}

static void add_location(Json *json, const ReportDesign *design, const Finding *finding)
{
	const Element *element = finding->element;

	json_key(json, "locations");
	json_open(json, '[');
	json_open(json, '{');
	add_physical(json, report_place(design, finding));
	json_key(json, "logicalLocations");
	json_open_line(json, '[');
	json_open(json, '{');
	json_put_text(json, "name", element->id);
	json_put_text(json, "kind", class_name(element->class));
	json_close(json);
	json_close(json);
	json_close(json);
	json_close(json);
}

static void add_suppression(Json *json, const Element *waiver)
{
	const char *why = element_get(waiver, "why");

	json_key(json, "suppressions");
	json_open_line(json, '[');
	json_open(json, '{');
	json_put_text(json, "kind", "inSource");
	if (why)
		json_put_text(json, "justification", why);
	json_close(json);
	json_close(json);
}

static void add_result(Json *json, const RuleSet *rules, const ReportDesign *design, const Finding *finding)
{
	bool compared = design->findings->compared;
	Text message = {0};

	report_add_sentences(finding, &message);
	json_open(json, '{');
	json_put_text(json, "ruleId", finding->rule->id);
	json_put_number(json, "ruleIndex", (int64_t)rule_index(rules, finding->rule));
	json_put_text(json, "level", level_of(severity_name(finding->severity)));
	put_message(json, "message", message.s);
	add_location(json, design, finding);
	json_key(json, "partialFingerprints");
	json_open_line(json, '{');
	json_put_text(json, "findingKey/v1", finding->key);
	json_close(json);
	if (compared)
		json_put_text(json, "baselineState", finding->known ? "unchanged" : "new");
	if (finding->waiver)
		add_suppression(json, finding->waiver);
	json_close(json);
	text_clear(&message);
}

/* --- the run --------------------------------------------------------------- */

static void add_driver(Json *json, const RuleSet *rules)
{
	json_key(json, "tool");
	json_open(json, '{');
	json_key(json, "driver");
	json_open(json, '{');
	json_put_text(json, "name", PACKAGE_NAME);
	json_put_text(json, "version", PACKAGE_VERSION);
	json_put_text(json, "informationUri", PACKAGE_BUGREPORT);
	json_key(json, "rules");
	json_open(json, '[');
	for (size_t i = 0; i < rules->count; i++)
		add_rule(json, rules->items[i]);
	json_close(json);
	json_close(json);
	json_close(json);
}

/* What could not be read is a fault of the run, not a result. */
static void add_invocation(Json *json, const Report *report)
{
	json_key(json, "invocations");
	json_open(json, '[');
	json_open(json, '{');
	json_put_bool(json, "executionSuccessful", !report->fault_count);
	if (report->fault_count) {
		json_key(json, "toolExecutionNotifications");
		json_open(json, '[');
	}
	for (size_t i = 0; i < report->fault_count; i++) {
		json_open(json, '{');
		json_put_text(json, "level", "error");
		put_message(json, "message", report->faults[i].message);
		json_key(json, "locations");
		json_open(json, '[');
		json_open(json, '{');
		add_physical(json, report->faults[i].place);
		json_close(json);
		json_close(json);
		json_close(json);
	}
	if (report->fault_count)
		json_close(json);
	json_close(json);
	json_close(json);
}

static void add_figures(Json *json, const Report *report)
{
	json_key(json, "properties");
	json_open(json, '{');
	json_key(json, "designs");
	json_open(json, '[');
	for (size_t i = 0; i < report->count; i++) {
		const Findings *findings = report->designs[i].findings;

		json_open(json, '{');
		json_put_text(json, "file", report->designs[i].file);
		json_put_number(json, "rulesRan", (int64_t)findings->ran);
		json_put_number(json, "rulesSkipped", (int64_t)findings->skipped);
		json_put_number(json, "rulesFailed", (int64_t)findings->failed);
		json_put_number(json, "undecided", (int64_t)findings->undecided_count);
		json_put_number(json, "stale", (int64_t)findings->stale_count);
		report_add_platforms(json, &report->designs[i]);
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

void report_sarif(const Report *report, Text *out)
{
	Json json = {.out = out};
	RuleSet rules = gather_rules(report);

	json_open(&json, '{');
	json_put_text(&json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
	json_put_text(&json, "version", "2.1.0");
	json_key(&json, "runs");
	json_open(&json, '[');
	json_open(&json, '{');
	add_driver(&json, &rules);
	add_invocation(&json, report);
	json_put_text(&json, "columnKind", "unicodeCodePoints");
	json_key(&json, "results");
	json_open(&json, '[');
	for (size_t d = 0; d < report->count; d++)
		for (size_t i = 0; i < report->designs[d].findings->count; i++)
			add_result(&json, &rules, &report->designs[d], &report->designs[d].findings->items[i]);
	json_close(&json);
	add_figures(&json, report);
	json_close(&json);
	json_close(&json);
	json_close(&json);
	free(rules.items);
}
