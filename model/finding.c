/* What rules say and ask: findings, what the design has set for a rule, and studies that rules share. */
#include "model/finding.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "model/finding_private.h"

static const char *const severity_names[SEVERITY_COUNT] = {"error", "warning", "advice"};

const char *severity_name(Severity severity)
{
	return severity_names[severity];
}

bool severity_from_name(const char *name, Severity *out)
{
	for (int i = 0; i < SEVERITY_COUNT; i++)
		if (!strcmp(severity_names[i], name)) {
			*out = (Severity)i;
			return true;
		}
	return false;
}

/* ---- what checks say --------------------------------------------------------- */

static PRINTF_LIKE(2, 0) const char *keep(Findings *findings, const char *format, va_list args)
{
	char small[256], *copy;
	va_list again;
	int length;

	va_copy(again, args);
	length = vsnprintf(small, sizeof small, format, again);
	va_end(again);
	if (length < 0)
		return "";
	if ((size_t)length < sizeof small)
		return arena_copy_n(&findings->arena, small, (size_t)length);
	copy = arena_alloc(&findings->arena, (size_t)length + 1);
	vsnprintf(copy, (size_t)length + 1, format, args);
	return copy;
}

static void add(Findings *findings, Severity severity, const Element *element, const char *message)
{
	MEM_GROW(findings->items, findings->cap, findings->count + 1);
	findings->items[findings->count++] = (Finding){
		.rule = findings->rule, .severity = severity, .element = element, .message = message,
	};
}

void finding_add(Findings *findings, const Element *element, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(findings, findings->severity, element, keep(findings, format, args));
	va_end(args);
}

void finding_add_as(Findings *findings, Severity severity, const Element *element,
                    const char *format, ...)
{
	va_list args;

	va_start(args, format);
	add(findings, findings->remapped ? findings->severity : severity, element,
	    keep(findings, format, args));
	va_end(args);
}

void finding_set_remedy(Findings *findings, const char *format, ...)
{
	va_list args;

	assert(findings->count);
	va_start(args, format);
	findings->items[findings->count - 1].remedy = keep(findings, format, args);
	va_end(args);
}

void finding_quota(Findings *findings, const Element *element, const char *what, Decimal used, Decimal allowed)
{
	if (used <= 0)
		return;                 /* never reached */
	MEM_GROW(findings->quotas, findings->quota_cap, findings->quota_count + 1);
	findings->quotas[findings->quota_count++] = (Quota){findings->rule, element, what, used, allowed};
}

Decimal quota_factor(const Quota *quota)
{
	Decimal factor;

	return decimal_divide(quota->allowed, quota->used, &factor) ? factor : 0;
}

void finding_undecided(Findings *findings, const Element *element, const char *missing)
{
	MEM_GROW(findings->undecided, findings->undecided_cap, findings->undecided_count + 1);
	findings->undecided[findings->undecided_count++] = (Undecided){
		findings->rule, element, arena_copy_n(&findings->arena, missing, strlen(missing))};
}

bool finding_is_open(const Finding *finding)
{
	return !finding->waiver && !finding->known;
}

void findings_count(Findings *findings)
{
	memset(findings->by_severity, 0, sizeof findings->by_severity);
	findings->waived = findings->known = 0;
	for (size_t i = 0; i < findings->count; i++) {
		const Finding *finding = &findings->items[i];

		findings->waived += finding->waiver != NULL;
		findings->known += !finding->waiver && finding->known;
		findings->by_severity[finding->severity] += finding_is_open(finding);
	}
}

const char *finding_remedy(const Finding *finding)
{
	return finding->remedy ? finding->remedy : finding->rule->remedy;
}

/* ---- what the design has set ---------------------------------------------------- */

/* The value of the design's field PREFIX.RULE[.NAME]; NULL: not set. */
const char *rule_setting(const Graph *graph, const char *prefix, const char *rule,
                                  const char *name)
{
	char key[192];
	int length = snprintf(key, sizeof key, "%s.%s%s%s", prefix, rule, name ? "." : "",
	                      name ? name : "");

	if (length < 0 || (size_t)length >= sizeof key)
		return NULL;
	return element_get(design_at(graph->design, CLASS_DESIGN, 0), key);
}

/* False: the design has turned the rule off. */
static bool settle_severity(Findings *findings, const Graph *graph)
{
	const char *set = rule_setting(graph, "severity", findings->rule->id, NULL);

	if (!severity_from_name(findings->rule->severity, &findings->severity))
		findings->severity = SEVERITY_WARNING;
	findings->remapped = set && severity_from_name(set, &findings->severity);
	return !set || strcmp(set, "off");
}

bool finding_begin(Findings *findings, const Graph *graph, const RuleText *rule)
{
	RuleRun *run;

	findings->rule = rule;
	MEM_GROW(findings->runs, findings->run_cap, findings->run_count + 1);
	run = &findings->runs[findings->run_count++];
	*run = (RuleRun){rule, settle_severity(findings, graph) ? RULE_RAN : RULE_OFF};
	findings->ran += run->outcome == RULE_RAN;
	findings->skipped += run->outcome == RULE_OFF;
	return run->outcome == RULE_RAN;
}

void finding_fail(Findings *findings, const Graph *graph, const char *file, int line, const char *fault)
{
	Finding *finding;

	while (findings->count && findings->items[findings->count - 1].rule == findings->rule)
		findings->count--;
	findings->runs[findings->run_count - 1].outcome = RULE_FAILED;
	findings->ran--;
	findings->failed++;
	add(findings, SEVERITY_ERROR, design_at(graph->design, CLASS_DESIGN, 0),
	    arena_copy_n(&findings->arena, fault, strlen(fault)));
	finding = &findings->items[findings->count - 1];
	finding->file = arena_copy_n(&findings->arena, file, strlen(file));
	finding->line = line;
	finding->remedy = "Mend the rule; `troika schema --sql` says what it can ask.";
}

/* ---- parameters ---------------------------------------------------------------- */

const char *finding_param_text(const Findings *findings, const Graph *graph, const char *name)
{
	const RuleText *rule = findings->rule;
	const char *set = rule_setting(graph, "parameters", rule->id, name);

	for (size_t i = 0; i < rule->param_count && !set; i++)
		if (!strcmp(rule->params[i].name, name))
			set = rule->params[i].value;
	assert(set);
	return set;
}

Decimal finding_param(const Findings *findings, const Graph *graph, const char *name)
{
	Decimal value = 0;

	if (decimal_parse(finding_param_text(findings, graph, name), &value, NULL))
		return value;
	/* What the design has set is no number: the rule's own stands. */
	for (size_t i = 0; i < findings->rule->param_count; i++)
		if (!strcmp(findings->rule->params[i].name, name))
			decimal_parse(findings->rule->params[i].value, &value, NULL);
	return value;
}

/* ---- shared studies ---------------------------------------------------------------- */

const Walk *finding_walk(Findings *findings, const Graph *graph, WalkLinks which)
{
	Study *study = findings->study;

	if (!study->walked[which])
		walk_build(&study->walk[which], graph, which);
	study->walked[which] = true;
	return &study->walk[which];
}

const CostSheet *finding_cost(Findings *findings, const Graph *graph)
{
	Study *study = findings->study;

	if (!study->priced)
		cost_price(&study->sheet, graph, DECIMAL_ONE);
	study->priced = true;
	return &study->sheet;
}

/* Up to so many GB Salesforce keeps files well: the threshold of the rule about them. */
static Decimal files_on_salesforce(const Graph *graph)
{
	const RuleText *rule = catalog_rule(graph->catalog, "data/files-outside-object-store");
	Findings asking = {.rule = rule};

	return rule ? finding_param(&asking, graph, "gb") : 0;
}

const WeightTable *finding_weight(Findings *findings, const Graph *graph)
{
	Study *study = findings->study;

	if (!study->weighed)
		weight_judge(&study->weight, graph, finding_cost(findings, graph), files_on_salesforce(graph));
	study->weighed = true;
	return &study->weight;
}
