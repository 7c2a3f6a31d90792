/* Cost: is it known, and is it what the business wants to pay? */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/date.h"
#include "model/cost_share.h"
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

	if (!graph->component_count || graph_get(graph, the_design(graph), GRAPH_BUDGET) || is_sketch(findings, graph))
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

static void check_over_budget(const Graph *graph, Findings *findings)
{
	const CostSheet *sheet = finding_cost(findings, graph);

	if (!sheet->has_budget)
		finding_undecided(findings, the_design(graph), "budget");
	else if (sheet->total > sheet->budget)
		say_over(findings, sheet, the_design(graph), NOWHERE, sheet->total, sheet->budget);
	else
		undecided_places(findings, graph, "a price or size that is not known", sheet->unpriced_count);
	for (size_t i = 0; i < graph->platform_count; i++) {
		const Element *platform = graph->platforms[i].element;
		Decimal budget;

		if (cost_platform_budget(sheet, graph, (int)i, &budget) && sheet->platform_total[i] > budget)
			say_over(findings, sheet, platform, (int)i, sheet->platform_total[i], budget);
	}
}

const Rule rule_cost_over_budget = {"cost/over-budget", check_over_budget, NULL, false};

/* ---- cost/high-range ---------------------------------------------------------------- */

static void check_high_range(const Graph *graph, Findings *findings)
{
	const CostSheet *sheet = finding_cost(findings, graph);
	Text high = {0}, budget = {0};

	if (!sheet->has_budget) {
		finding_undecided(findings, the_design(graph), "budget");
	} else if (sheet->total <= sheet->budget && sheet->high > sheet->budget) {
		finding_add(findings, the_design(graph),
		            "%s in the high case (a tenth more seats, double usage) is over the budget of %s",
		            money(&high, sheet, sheet->high), money(&budget, sheet, sheet->budget));
	} else if (sheet->total <= sheet->budget) {
		undecided_places(findings, graph, "a price or size that is not known", sheet->unpriced_count);
	}
	text_clear(&high);
	text_clear(&budget);
}

const Rule rule_cost_high_range = {"cost/high-range", check_high_range, NULL, false};

/* ---- cost/unpriced, cost/unsized ------------------------------------------------------- */

static void check_unpriced(const Graph *graph, Findings *findings)
{
	const CostSheet *sheet = finding_cost(findings, graph);
	const Element *before = NULL;

	for (size_t i = 0; i < sheet->unpriced_count; i++) {
		const CostGap *gap = &sheet->unpriced[i];

		if (gap->unsized || gap->free_form || gap->element == before)
			continue;
		before = gap->element;
		if (strcmp(gap->item, "budget") == 0) {
			finding_add(findings, gap->element, "the budget cannot be compared with the total: %s", gap->reason);
			finding_set_remedy(findings, "Say what that currency is worth (rates), or write the budget in the design's own.");
		} else {
			finding_add(findings, gap->element, "%s has no price: %s", gap->item, gap->reason);
		}
	}
}

const Rule rule_cost_unpriced = {"cost/unpriced", check_unpriced, NULL, false};

static void check_unsized(const Graph *graph, Findings *findings)
{
	const CostSheet *sheet = finding_cost(findings, graph);
	const Element *before = NULL;
	NameList names = {.limit = 5};
	const char *first = NULL;

	for (size_t i = 0; i < sheet->unpriced_count; i++) {
		const CostGap *gap = &sheet->unpriced[i];

		if (!gap->unsized || gap->element == before)
			continue;
		before = gap->element;
		first = first ? first : gap->reason;
		names_add(&names, gap->element->id);
	}
	if (names.count && (sheet->has_budget || !is_sketch(findings, graph)))
		finding_add(findings, the_design(graph), "the cost of %s is not counted: %s%s",
		            names_text(&names), first, names.count > 1 ? ", and so on" : "");
	names_clear(&names);
}

const Rule rule_cost_unsized = {"cost/unsized", check_unsized, NULL, false};

/* ---- cost/one-line-dominates ------------------------------------------------------------- */

static bool line_is_seat(const CostLine *line)
{
	return !strcmp(line->price->model, "seat");
}

/* Without licences of people, which are what they are. */
static void check_dominates(const Graph *graph, Findings *findings)
{
	const CostSheet *sheet = finding_cost(findings, graph);
	Decimal sum = 0, limit, largest = 0, own = 0;
	const Element *element = NULL, *current = NULL;
	size_t components = 0;
	Text a = {0}, b = {0};

	for (size_t i = 0; i < sheet->count; i++) {
		if (line_is_seat(&sheet->lines[i]))
			continue;
		if (sheet->lines[i].element != current) {
			current = sheet->lines[i].element;
			own = 0;
			components++;
		}
		own += sheet->lines[i].amount;
		sum += sheet->lines[i].amount;
		if (own > largest) {
			largest = own;
			element = sheet->lines[i].element;
		}
	}
	if (components > 2 && sum >= finding_param(findings, graph, "from") &&
	    decimal_multiply(sum, finding_param(findings, graph, "share"), &limit) && largest > limit)
		finding_add(findings, element, "%s of the %s that is not for licences, %d %%",
		            money(&a, sheet, largest), money(&b, sheet, sum),
		            (int)(100.0 * decimal_double(largest) / decimal_double(sum) + 0.5));
	text_clear(&a);
	text_clear(&b);
}

const Rule rule_cost_one_line_dominates = {"cost/one-line-dominates", check_dominates, NULL, false};

/* ---- cost/old-price ------------------------------------------------------------------------ */

static bool has_rates(const Element *design)
{
	for (uint32_t i = 0; i < design->field_count; i++)
		if (text_starts(design->fields[i].key, "rates."))
			return true;
	return false;
}

/* Exchange rates grow old as prices do. */
static void check_rates(const Graph *graph, Findings *findings, const char *limit)
{
	const Element *design = the_design(graph);
	const char *date = element_get(design, "rates-date");

	if (!has_rates(design))
		return;
	if (!date)
		finding_undecided(findings, design, "rates-date");
	else if (strcmp(date, limit) < 0)
		finding_add(findings, design, "the exchange rates are of %s", date);
}

static void check_old_price(const Graph *graph, Findings *findings)
{
	const CostSheet *sheet = finding_cost(findings, graph);
	int months = (int)(finding_param(findings, graph, "months") / DECIMAL_ONE);
	const Price *before = NULL, *oldest = NULL;
	NameList names = {.limit = 3};
	char limit[DATE_SIZE];

	date_months_before(findings->today, months, limit);
	for (size_t i = 0; i < sheet->count; i++) {
		const Price *price = sheet->lines[i].price;

		if (!*price->as_of || strcmp(price->as_of, limit) >= 0 || price == before)
			continue;
		before = price;
		if (!oldest || strcmp(price->as_of, oldest->as_of) < 0)
			oldest = price;
		names_add(&names, price->item);
	}
	if (oldest)
		finding_add(findings, the_design(graph), "the price of %s is older than %d months, the oldest of %s",
		            names_text(&names), months, oldest->as_of);
	check_rates(graph, findings, limit);
	names_clear(&names);
}

const Rule rule_cost_old_price = {"cost/old-price", check_old_price, NULL, false};

/* ---- cost/eco-in-production ------------------------------------------------------------------ */

/* Dynos that share the hours of a pool, as Eco dynos of an account do. */
static void check_pool(const Graph *graph, Findings *findings)
{
	Decimal *hours = mem_alloc((graph->platform_count + 1) * sizeof *hours), pool = 0, dynos, each, own;
	Text used = {0}, most = {0};

	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];

		if (component->platform != NOWHERE && component_limit(graph, component, "pool-hours", "size", &pool) &&
		    component_number(graph, component, "dynos", &dynos) &&
		    component_number(graph, component, "hours", &each) && decimal_multiply(dynos, each, &own))
			decimal_add(hours[component->platform], own, &hours[component->platform]);
	}
	for (size_t p = 0; p < graph->platform_count; p++) {
		if (hours[p] <= pool)
			continue;
		text_reset(&used);
		text_reset(&most);
		add_number(&used, hours[p]);
		add_number(&most, pool);
		finding_add(findings, graph->platforms[p].element, "%s hours a month of dynos that share a pool of %s: "
		            "when it is used up, they sleep for the rest of the month", text_str(&used), text_str(&most));
		finding_set_remedy(findings, "Choose size=basic or larger for some of them, or set the hours that they run.");
	}
	free(hours);
	text_clear(&used);
	text_clear(&most);
}

static void check_eco(const Graph *graph, Findings *findings)
{
	check_pool(graph, findings);
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const char *size, *environment;

		if (component->vendor_id != VENDOR_HEROKU || !(component->traits & TRAIT_COMPUTE))
			continue;
		size = element_get(component->element, "size");
		environment = field_text(graph, component->element, GRAPH_ENVIRONMENT);
		if (size && param_lists(findings, graph, "sizes", size) &&
		    (!*environment || !strcmp(environment, "production")))
			finding_add(findings, component->element,
			            "a production process on %s, which does not scale out", size);
	}
}

static bool fix_eco(const Graph *graph, const Finding *finding, Edit *edit)
{
	(void)graph;
	if (finding->element->class != CLASS_COMPONENT)
		return false;
	fix_by_field(finding->element, "size", "standard-1x", edit);
	return true;
}

const Rule rule_cost_eco_in_production = {"cost/eco-in-production", check_eco, fix_eco, false};

/* ---- cost/idle-capacity ------------------------------------------------------------------------ */

static void check_idle(const Graph *graph, Findings *findings)
{
	Decimal limit = finding_param(findings, graph, "percent"), used;
	Text text = {0};
	size_t missing = 0;

	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];

		if (!(component->traits & TRAIT_COMPUTE) || component->vendor_id == VENDOR_SALESFORCE)
			continue;
		if (!has_field(component->has, GRAPH_UTILISATION)) {
			missing++;
			continue;
		}
		if (!component_quantity(graph, component, GRAPH_UTILISATION, &used) || used >= limit)
			continue;
		text_reset(&text);
		add_number(&text, used);
		finding_add(findings, component->element, "only %s %% of what is paid for is used", text_str(&text));
	}
	undecided_places(findings, graph, "utilisation", missing);
	text_clear(&text);
}

const Rule rule_cost_idle_capacity = {"cost/idle-capacity", check_idle, NULL, false};

/* ---- cost/unpriced-egress ------------------------------------------------------------------------ */

typedef struct Leaving {        /* an AWS component, over its links to other platforms */
	Decimal gigabytes;      /* a month */
	size_t missing;         /* links of which that is not known */
} Leaving;

static Leaving *leaving(const Graph *graph)
{
	Leaving *all = mem_alloc((graph->component_count + 1) * sizeof *all);

	for (size_t i = 0; i < graph->link_count; i++) {
		int source = transfer_source(graph, &graph->links[i]);
		Decimal gigabytes;

		if (source == NOWHERE)
			continue;
		if (transfer_gigabytes(graph, &graph->links[i], &gigabytes))
			decimal_add(all[source].gigabytes, gigabytes, &all[source].gigabytes);
		else
			all[source].missing++;
	}
	return all;
}

/* Is there a way out for the field `egress` to price, and nothing set? */
static bool egress_unset(const Graph *graph, const GraphComponent *component)
{
	Decimal priced;

	return !has_field(component->has, GRAPH_PRICE) &&
	       catalog_field(graph->catalog, CLASS_COMPONENT, component->kind, NULL, "egress") &&
	       !(component_number(graph, component, "egress", &priced) && priced > 0);
}

static void check_egress(const Graph *graph, Findings *findings)
{
	Decimal limit = finding_param(findings, graph, "gb");
	Leaving *all = leaving(graph);
	size_t missing = 0;
	Text text = {0};

	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		Decimal gigabytes = all[i].gigabytes;

		if ((gigabytes <= limit && !all[i].missing) || !egress_unset(graph, component))
			continue;
		missing += all[i].missing;
		if (gigabytes <= limit)
			continue;
		text_reset(&text);
		add_number(&text, gigabytes);
		finding_add(findings, component->element,
		            "%s GB a month leave AWS over its links, and egress is not set", text_str(&text));
		text_reset(&text);
		decimal_add_text(&text, decimal_round(gigabytes, 0));
		finding_set_remedy(findings, "Set egress=%sGB/month, so that the transfer is priced.",
		                   text_str(&text));
	}
	undecided_places(findings, graph, "volume and payload of links that leave AWS", missing);
	free(all);
	text_clear(&text);
}

static bool fix_egress(const Graph *graph, const Finding *finding, Edit *edit)
{
	Leaving *all = leaving(graph);
	Text egress = {0};

	decimal_add_text(&egress, decimal_round(all[finding->element->index].gigabytes, 0));
	text_add(&egress, " GB/month");
	fix_by_field(finding->element, "egress", text_str(&egress), edit);
	edit_set_label(edit, "price what leaves %s", finding->element->id);
	free(all);
	text_clear(&egress);
	return true;
}

const Rule rule_cost_unpriced_egress = {"cost/unpriced-egress", check_egress, fix_egress, false};

/* ---- cost/wrong-licence ----------------------------------------------------------------------------- */

/* What the list asks a month for the component under another value of `licence`. */
static bool list_total(const Graph *graph, const GraphComponent *component, const char *licence, Decimal *out)
{
	const Kind *kind = component->kind;

	for (size_t i = 0; i < kind->price_count; i++) {
		const Price *price = &kind->prices[i];
		Decimal quantity, amount;

		if (!text_starts(price->when, "licence=") || strcmp(price->when + 8, licence))
			continue;
		return component_number(graph, component, price->metric, &quantity) &&
		       decimal_parse(price->amount, &amount, NULL) &&
		       decimal_multiply(quantity, amount, out) && *out > 0;
	}
	return false;
}

static void check_licence(const Graph *graph, Findings *findings)
{
	Decimal times = finding_param(findings, graph, "times");

	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const FieldSpec *field;
		const char *licence;
		Decimal now, other, limit;
		Text a = {0}, b = {0};
		bool unsized = false, said = false;

		if (!(component->traits & TRAIT_CUSTOMER_IDENTITY))
			continue;
		field = catalog_field(graph->catalog, CLASS_COMPONENT, component->kind, NULL, "licence");
		if (!field || !field->choices)
			continue;
		licence = element_get(component->element, "licence");
		licence = licence ? licence : field->fallback;
		if (!list_total(graph, component, licence, &now)) {
			finding_undecided(findings, component->element, "how many use it (members, logins)");
			continue;
		}
		for (const char *const *choice = field->choices; *choice && !said; choice++) {
			if (!list_total(graph, component, *choice, &other)) {
				unsized = true;
				continue;
			}
			if (!decimal_multiply(other, times, &limit) || now <= limit)
				continue;
			decimal_add_fixed(&a, now, 2, true);
			decimal_add_fixed(&b, other, 2, true);
			finding_add(findings, component->element, "licence %s asks %s a month, %s only %s", licence,
			            text_str(&a), *choice, text_str(&b));
			said = true;
		}
		if (unsized && !said)
			finding_undecided(findings, component->element, "how many use it (members, logins)");
		text_clear(&a);
		text_clear(&b);
	}
}

const Rule rule_cost_wrong_licence = {"cost/wrong-licence", check_licence, NULL, false};
