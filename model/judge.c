/* The judge: runs the rules, applies the waivers, sorts, counts and names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/date.h"
#include "model/finding_private.h"

const Rule *rule_find(const char *id)
{
	for (const Rule *const *rule = rule_table; *rule; rule++)
		if (!strcmp((*rule)->id, id))
			return *rule;
	return NULL;
}

/* ---- order and names ------------------------------------------------------------------ */

static int compare_elements(const Element *a, const Element *b)
{
	if (a->class != b->class)
		return a->class < b->class ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

/* By rule and element: the order in which they are named and waived. */
static int compare_subjects(const void *a, const void *b)
{
	const Finding *x = a, *y = b;
	int order;

	if (x->rule != y->rule)
		return strcmp(x->rule->id, y->rule->id);
	order = compare_elements(x->element, y->element);
	return order ? order : strcmp(x->message, y->message);
}

static int compare_findings(const void *a, const void *b)
{
	const Finding *x = a, *y = b;

	if (x->severity != y->severity)
		return x->severity < y->severity ? -1 : 1;
	return compare_subjects(a, b);
}

static int compare_undecided(const void *a, const void *b)
{
	const Undecided *x = a, *y = b;
	int order;

	if (x->rule != y->rule)
		return strcmp(x->rule->id, y->rule->id);
	order = compare_elements(x->element, y->element);
	return order ? order : strcmp(x->missing, y->missing);
}

/* What several places of one element want for is said once. */
static void sort_undecided(Findings *findings)
{
	Undecided *items = findings->undecided;
	size_t kept = 0;

	if (findings->undecided_count)
		qsort(items, findings->undecided_count, sizeof *items, compare_undecided);
	for (size_t i = 0; i < findings->undecided_count; i++)
		if (!kept || compare_undecided(&items[kept - 1], &items[i]) != 0)
			items[kept++] = items[i];
	findings->undecided_count = kept;
}

static int compare_quotas(const void *a, const void *b)
{
	const Quota *x = a, *y = b;
	Decimal of_x = quota_factor(x), of_y = quota_factor(y);
	int order;

	if (of_x != of_y)
		return of_x < of_y ? -1 : 1;
	order = strcmp(x->rule->id, y->rule->id);
	return order ? order : compare_elements(x->element, y->element);
}

static const char *key_text(Findings *findings, const Finding *finding, size_t number)
{
	size_t rule = strlen(finding->rule->id), id = strlen(finding->element->id);
	char *key = arena_alloc(&findings->arena, rule + id + 32);

	memcpy(key, finding->rule->id, rule);
	key[rule] = '@';
	memcpy(key + rule + 1, finding->element->id, id);
	if (number > 1)
		snprintf(key + rule + 1 + id, 24, "#%zu", number);
	return key;
}

/* Checks speak mostly in order, so that there is often nothing to sort. */
static void sort(Findings *findings, int (*compare)(const void *, const void *))
{
	for (size_t i = 1; i < findings->count; i++)
		if (compare(&findings->items[i - 1], &findings->items[i]) > 0) {
			qsort(findings->items, findings->count, sizeof *findings->items, compare);
			return;
		}
}

/* Those of one rule at one element stand together. */
static void name_findings(Findings *findings)
{
	size_t number = 0;

	for (size_t i = 0; i < findings->count; i++) {
		Finding *finding = &findings->items[i];
		bool same = i && finding[-1].rule == finding->rule &&
			    finding[-1].element == finding->element;

		number = same ? number + 1 : 1;
		finding->key = key_text(findings, finding, number);
	}
}

/* ---- the judgement ---------------------------------------------------------------------- */

static void run_rules(Findings *findings, const Graph *graph, bool late)
{
	for (const Rule *const *rule = rule_table; *rule; rule++) {
		const RuleText *words = (*rule)->late == late ? catalog_rule(graph->catalog, (*rule)->id) : NULL;

		if (words && finding_begin(findings, graph, words))
			(*rule)->check(graph, findings);
	}
	findings->rule = NULL;
}

static void study_clear(Study *study)
{
	for (size_t i = 0; i < sizeof study->walk / sizeof *study->walk; i++)
		walk_clear(&study->walk[i]);
	cost_clear(&study->sheet);
	free(study->waivers);
}

void findings_judge(Findings *findings, const Graph *graph)
{
	CostSheet price;

	findings_judge_priced(findings, graph, &price);
	cost_clear(&price);
}

void findings_judge_priced(Findings *findings, const Graph *graph, CostSheet *price)
{
	const MoreRules *more = findings->more;
	Study study = {0};
	char today[11];

	memcpy(today, findings->today, sizeof today);
	*findings = (Findings){.catalog = graph->catalog, .study = &study, .more = more};
	memcpy(findings->today, today, sizeof today);
	if (!*findings->today)
		date_today(findings->today);
	run_rules(findings, graph, false);
	if (more)
		more->run(more, graph, findings);
	sort(findings, compare_subjects);
	sort_undecided(findings);      /* all: rules about waivers are never undecided */
	waivers_apply(findings, graph);
	run_rules(findings, graph, true);
	sort(findings, compare_subjects);
	name_findings(findings);
	sort(findings, compare_findings);
	if (findings->quota_count)
		qsort(findings->quotas, findings->quota_count, sizeof *findings->quotas, compare_quotas);
	findings_count(findings);
	finding_weight(findings, graph);
	findings->weight = study.weight;
	*price = *finding_cost(findings, graph);
	study.sheet = (CostSheet){0};
	study_clear(&study);
	findings->study = NULL;
}

void findings_clear(Findings *findings)
{
	if (!findings)
		return;
	free(findings->items);
	free(findings->undecided);
	free(findings->runs);
	free(findings->stale);
	free(findings->quotas);
	weight_clear(&findings->weight);
	arena_clear(&findings->arena);
	*findings = (Findings){0};
}

bool finding_fix(const Graph *graph, const Finding *finding, Edit *edit)
{
	const Rule *rule = rule_find(finding->rule->id);

	if (!rule || !rule->fix || !rule->fix(graph, finding, edit))
		return false;
	if (!edit->label)
		edit_set_label(edit, "fix %s", finding->key);
	return true;
}
