/* Cost: is it known, and is it what the business wants to pay? */
#include <string.h>

#include "model/rule_kit.h"

static const char *money(Text *text, const CostSheet *sheet, Decimal amount)
{
	text_reset(text);
	cost_add_money(text, sheet->currency, amount);
	return text_str(text);
}

/* ---- cost/no-budget -------------------------------------------------------------- */

static void check_no_budget(const Graph *graph, Findings *findings)
{
	const CostSheet *sheet;
	Text total = {0};

	if (graph->component_count <= SKETCH || graph_get(graph, the_design(graph), GRAPH_BUDGET))
		return;
	sheet = finding_cost(findings, graph);
	finding_add(findings, the_design(graph), "%s a month, and no budget to hold it against",
	            money(&total, sheet, sheet->total));
	text_clear(&total);
}

const Rule rule_cost_no_budget = {"cost/no-budget", check_no_budget, NULL, false};

/* ---- cost/over-budget ------------------------------------------------------------- */

/* "Enterprise seats of crm $87,500.00": the dearest lines, dearest first. */
static void add_dearest(Text *out, const CostSheet *sheet, int platform)
{
	const CostLine *before = NULL;

	for (int rank = 0; rank < 3; rank++) {
		const CostLine *best = NULL;

		for (size_t i = 0; i < sheet->count; i++) {
			const CostLine *line = &sheet->lines[i];

			if (platform != NOWHERE && line->platform != platform)
				continue;
			if (before && (line->amount > before->amount ||
			               (line->amount == before->amount && line <= before)))
				continue;
			if (!best || line->amount > best->amount)
				best = line;
		}
		if (!best)
			return;
		text_addf(out, "%s%s of %s ", rank ? ", " : "", best->item, best->element->id);
		cost_add_money(out, sheet->currency, best->amount);
		before = best;
	}
}

static void say_over(Findings *findings, const CostSheet *sheet, const Element *element, int platform,
                     Decimal total, Decimal budget)
{
	Text a = {0}, b = {0}, c = {0}, dearest = {0};

	finding_add(findings, element, "%s a month is %s over the budget of %s", money(&a, sheet, total),
	            money(&b, sheet, total - budget), money(&c, sheet, budget));
	add_dearest(&dearest, sheet, platform);
	finding_set_remedy(findings, "Look at the dearest lines first (%s), or raise the budget.",
	                   text_str(&dearest));
	text_clear(&a);
	text_clear(&b);
	text_clear(&c);
	text_clear(&dearest);
}

static void undecided_for_gaps(Findings *findings, const Graph *graph, const CostSheet *sheet)
{
	Text missing = {0};

	text_addf(&missing, "%zu price%s or sizes that are not known", sheet->unpriced_count,
	          sheet->unpriced_count == 1 ? "" : "s");
	finding_undecided(findings, the_design(graph), text_str(&missing));
	text_clear(&missing);
}

static void check_over_budget(const Graph *graph, Findings *findings)
{
	const CostSheet *sheet = finding_cost(findings, graph);

	if (!sheet->has_budget)
		finding_undecided(findings, the_design(graph), "budget");
	else if (sheet->total > sheet->budget)
		say_over(findings, sheet, the_design(graph), NOWHERE, sheet->total, sheet->budget);
	else if (sheet->unpriced_count)
		undecided_for_gaps(findings, graph, sheet);
	for (size_t i = 0; i < graph->platform_count; i++) {
		const Element *platform = graph->platforms[i].element;
		Decimal budget;

		if (cost_platform_budget(sheet, graph, (int)i, &budget) && sheet->platform_total[i] > budget)
			say_over(findings, sheet, platform, (int)i, sheet->platform_total[i], budget);
	}
}

const Rule rule_cost_over_budget = {"cost/over-budget", check_over_budget, NULL, false};
