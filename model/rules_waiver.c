/* Waivers that no longer say what they once said. */
#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "model/nearest.h"
#include "model/rule_fixes.h"
#include "model/rule_kit.h"

/* Has the judge a rule that PATTERN names? If not, NEAREST may know what was meant. */
static bool rule_exists(const Findings *findings, const char *pattern, Nearest *nearest)
{
	for (size_t i = 0; i < findings->run_count; i++) {
		if (text_glob(pattern, findings->runs[i].rule->id))
			return true;
		nearest_try(nearest, findings->runs[i].rule->id);
	}
	return false;
}

static void add_orphaned(Findings *findings, const Element *waiver, const char *rule, const char *at)
{
	Nearest nearest = {.wanted = rule};
	Text hint = {0};

	if (rule_exists(findings, rule, &nearest)) {
		finding_add(findings, waiver, "a waiver of %s at %s matches no finding", rule, at);
		return;
	}
	if (nearest.best)
		nearest_add(&nearest, &hint);
	else
		text_add(&hint, "; rules of a team take part by --rules");
	finding_add(findings, waiver, "there is no rule %s%s", rule, text_str(&hint));
	text_clear(&hint);
}

static void check_state(const Graph *graph, Findings *findings, WaiverState wanted)
{
	for (size_t i = 0; i < design_count(graph->design, CLASS_WAIVER); i++) {
		const Element *waiver = design_at(graph->design, CLASS_WAIVER, i);
		const char *rule = element_get(waiver, "rule"), *at = element_get(waiver, "at");
		const char *why;

		if (finding_waiver_state(findings, i, &why) != wanted)
			continue;
		rule = rule ? rule : "*";
		at = at ? at : "*";
		if (wanted == WAIVER_EXPIRED)
			finding_add(findings, waiver, "%s at %s was accepted until %s", rule, at,
			            element_get(waiver, "until"));
		else if (wanted == WAIVER_REOPENED)
			finding_add(findings, waiver, "%s at %s is open again: %s", rule, at, why);
		else if (wanted == WAIVER_ORPHANED)
			add_orphaned(findings, waiver, rule, at);
		else
			finding_add(findings, waiver, "other waivers cover all that %s at %s matches", rule, at);
	}
}

static void check_expired(const Graph *graph, Findings *findings)
{
	check_state(graph, findings, WAIVER_EXPIRED);
}

static void check_ineffective(const Graph *graph, Findings *findings)
{
	check_state(graph, findings, WAIVER_INEFFECTIVE);
}

static void check_orphaned(const Graph *graph, Findings *findings)
{
	check_state(graph, findings, WAIVER_ORPHANED);
}

static void check_reopened(const Graph *graph, Findings *findings)
{
	check_state(graph, findings, WAIVER_REOPENED);
}

static bool fix_remove(const Graph *graph, const Finding *finding, Edit *edit)
{
	return edit_remove_element(edit, graph->design, graph->catalog, finding->element->id, NULL);
}

static bool is_wide(const char *pattern)
{
	return !pattern || strchr(pattern, '*');
}

/* One that names no single place or rule and sets an error aside, whoever wrote it. */
static void check_owner(const Graph *graph, Findings *findings)
{
	size_t *errors = mem_alloc((design_count(graph->design, CLASS_WAIVER) + 1) * sizeof *errors);

	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].waiver && findings->items[i].severity == SEVERITY_ERROR)
			errors[findings->items[i].waiver->index]++;
	for (size_t i = 0; i < design_count(graph->design, CLASS_WAIVER); i++) {
		const Element *waiver = design_at(graph->design, CLASS_WAIVER, i);
		const char *rule = element_get(waiver, "rule"), *at = element_get(waiver, "at");
		const char *owner = element_get(waiver, "owner");

		if (errors[i] && !(owner && *owner) && (is_wide(rule) || is_wide(at)))
			finding_add(findings, waiver, "%s at %s sets %zu error%s aside, and nobody answers for it",
			            rule ? rule : "*", at ? at : "*", errors[i], errors[i] == 1 ? "" : "s");
	}
	free(errors);
}

const Rule rule_waiver_no_owner = {"waiver/no-owner", check_owner, NULL, true};
const Rule rule_waiver_expired = {"waiver/expired", check_expired, fix_remove, true};
const Rule rule_waiver_ineffective = {"waiver/ineffective", check_ineffective, fix_remove, true};
const Rule rule_waiver_orphaned = {"waiver/orphaned", check_orphaned, fix_remove, true};
const Rule rule_waiver_reopened = {"waiver/reopened", check_reopened, fix_remove, true};
