/* The cost sheet: the plan of a kind is read once (model/cost_plan.h), then
 * each component is a few comparisons and multiplications.
 *
 * Lines that are a percentage of seats come in a second pass over a platform,
 * when all its seats are known. */
#include "model/cost.h"

#include <stdlib.h>
#include <string.h>

#include "model/cost_private.h"

const Price cost_negotiated = {
	.item = "agreed price", .when = "", .metric = "1", .amount = "", .per = "1",
	.unit = "month", .model = "flat", .tiers = "", .free = "", .currency = "", .region = "",
	.as_of = "", .source = "", .grade = "",
};

/* ---- components ---------------------------------------------------------------------- */

static CostPlan *plan_of(Pricer *pricer, const Kind *kind)
{
	CostPlan *plan;

	for (size_t i = 0; i < pricer->plan_count; i++)
		if (pricer->plans[i].kind == kind)
			return pricer->plans[i].plan;
	plan = arena_alloc(&pricer->arena, sizeof *plan);
	cost_plan_read(plan, pricer->graph, kind, &pricer->arena);
	MEM_GROW(pricer->plans, pricer->plan_cap, pricer->plan_count + 1);
	pricer->plans[pricer->plan_count++] = (PlanSlot){kind, plan};
	return plan;
}

static void read_values(Pricer *pricer)
{
	const CostPlan *plan = pricer->plan;
	const Element *element = pricer->component->element;

	for (size_t k = 0; k < plan->key_count; k++) {
		pricer->values[k] = NULL;
		for (uint32_t i = 0; plan->keys[k].interned && i < element->field_count; i++)
			if (element->fields[i].key == plan->keys[k].interned)
				pricer->values[k] = element->fields[i].value;
	}
}

static Decimal percent_field(const Graph *graph, const Element *element, GraphKey key)
{
	const char *value = graph_get(graph, element, key);
	Quantity quantity;

	if (!value || !quantity_parse(value, DIMENSION_PERCENT, NULL, &quantity, NULL) ||
	    quantity.value > COST_PERCENT)
		return 0;
	return quantity.value;
}

static Decimal component_discount(const Pricer *pricer)
{
	const Graph *graph = pricer->graph;
	const GraphComponent *component = pricer->component;

	if (graph_get(graph, component->element, GRAPH_DISCOUNT) || component->platform == NOWHERE)
		return percent_field(graph, component->element, GRAPH_DISCOUNT);
	return percent_field(graph, graph->platforms[component->platform].element, GRAPH_DISCOUNT);
}

/* A price agreed for the component replaces its list. */
static bool price_agreed(Pricer *pricer)
{
	const char *value = pricer->component->has & GRAPH_BIT(GRAPH_PRICE)
			    ? graph_get(pricer->graph, pricer->component->element, GRAPH_PRICE) : NULL;
	CostLine line = cost_new_line(pricer, cost_negotiated.item, &cost_negotiated);
	Quantity quantity;
	Decimal rate;

	if (!value || !quantity_parse(value, DIMENSION_MONEY, NULL, &quantity, NULL))
		return false;
	if (!cost_exchange_rate(pricer, *quantity.currency ? quantity.currency : pricer->sheet->currency, &rate)) {
		cost_gap_currency(pricer, line.item, "priced", quantity.currency);
		return true;
	}
	line.discount = 0;
	line.quantity = DECIMAL_ONE;
	if (!decimal_multiply(quantity.value, rate, &line.unit_price))
		return true;
	line.amount = line.low = line.high = decimal_round(line.unit_price, 2);
	if (cost_sells_seats(pricer))
		cost_count_seats(pricer, &line);
	cost_add_line(pricer, &line);
	return true;
}

/* A value of a deciding field that no item names: "no price known for plan=x". */
static void check_decided(Pricer *pricer)
{
	CostPlan *plan = pricer->plan;

	for (size_t k = 0; k < plan->key_count; k++) {
		const char *value = plan->keys[k].decides ? cost_key_value(pricer, (int)k) : NULL;
		Text reason = {0};

		if (!value || cost_plan_accepts(plan, (int)k, value))
			continue;
		text_addf(&reason, "no price known for %s=%s", plan->keys[k].key, value);
		cost_gap_text(pricer, plan->kind->name, false, &reason);
	}
}

static void price_component(Pricer *pricer, const GraphComponent *component, bool percentages)
{
	pricer->component = component;
	pricer->plan = plan_of(pricer, component->kind);
	pricer->discount = component_discount(pricer);
	pricer->reported = 0;
	pricer->region_known = false;
	read_values(pricer);
	if (component->has & GRAPH_BIT(GRAPH_PRICE)) {
		if (percentages || price_agreed(pricer))
			return;
	}
	if (!component->kind->price_count) {
		if (!percentages && *component->kind->id)
			cost_add_gap(pricer, component->kind->name, false, "no list price: set price");
		return;
	}
	for (size_t i = 0; i < pricer->plan->item_count; i++)
		cost_price_item(pricer, &pricer->plan->items[i], percentages);
	if (!percentages)
		check_decided(pricer);
}

/* ---- the sheet -------------------------------------------------------------------------- */

/* The budget of the design or a platform; *CODE gets a currency that cannot be converted. */
static bool budget_of(const Pricer *pricer, const Element *element, Decimal *budget, char code[4])
{
	const char *value = graph_get(pricer->graph, element, GRAPH_BUDGET);
	Quantity quantity;
	Decimal rate;

	code[0] = '\0';
	if (!value || !quantity_parse(value, DIMENSION_MONEY, NULL, &quantity, NULL))
		return false;
	if (!cost_exchange_rate(pricer, *quantity.currency ? quantity.currency : pricer->sheet->currency, &rate)) {
		memcpy(code, quantity.currency, 4);
		return false;
	}
	return decimal_multiply(quantity.value, rate, budget);
}

static void read_budget(Pricer *pricer)
{
	CostSheet *sheet = pricer->sheet;
	char code[4];

	sheet->has_budget = budget_of(pricer, design_at(pricer->graph->design, CLASS_DESIGN, 0),
	                              &sheet->budget, code);
	if (*code)
		cost_gap_currency(pricer, "budget", "it is", code);
}

bool cost_platform_budget(const CostSheet *sheet, const Graph *graph, int platform, Decimal *budget)
{
	CostSheet copy = *sheet;
	Pricer pricer = {.sheet = &copy, .graph = graph};
	char code[4];

	return budget_of(&pricer, graph->platforms[platform].element, budget, code);
}

/* Component indexes by platform, those without one last. */
static uint32_t *by_platform(const Graph *graph)
{
	uint32_t *order = mem_alloc((graph->component_count + 1) * sizeof *order);
	uint32_t *start = mem_alloc((graph->platform_count + 2) * sizeof *start);

	for (size_t c = 0; c < graph->component_count; c++) {
		int platform = graph->components[c].platform;

		start[platform == NOWHERE ? graph->platform_count + 1 : (size_t)platform + 1]++;
	}
	for (size_t p = 1; p < graph->platform_count + 2; p++)
		start[p] += start[p - 1];
	for (size_t c = 0; c < graph->component_count; c++) {
		int platform = graph->components[c].platform;

		order[start[platform == NOWHERE ? graph->platform_count : (size_t)platform]++] = (uint32_t)c;
	}
	free(start);
	return order;
}

static int platform_rank(int platform)
{
	return platform == NOWHERE ? INT32_MAX : platform;
}

static int compare_lines(const void *a, const void *b)
{
	const CostLine *x = a, *y = b;

	if (x->platform != y->platform)
		return platform_rank(x->platform) < platform_rank(y->platform) ? -1 : 1;
	if (x->element != y->element)
		return x->element->index < y->element->index ? -1 : 1;
	return x->price < y->price ? -1 : x->price > y->price;
}

/* Prices the components ORDER[FIRST] … of one platform; returns the end of it. */
static size_t price_platform(Pricer *pricer, const uint32_t *order, size_t first)
{
	const Graph *graph = pricer->graph;
	int platform = graph->components[order[first]].platform;
	size_t end = first, line = pricer->sheet->count;
	bool percentages = false;

	pricer->seats = pricer->seats_low = pricer->seats_high = 0;
	pricer->shared_count = 0;
	for (; end < graph->component_count && graph->components[order[end]].platform == platform; end++) {
		price_component(pricer, &graph->components[order[end]], false);
		for (size_t i = 0; i < pricer->plan->item_count; i++)
			percentages = percentages || pricer->plan->items[i].model == PRICE_PERCENT;
	}
	if (!percentages)
		return end;
	for (size_t c = first; c < end; c++)
		price_component(pricer, &graph->components[order[c]], true);
	if (pricer->sheet->count > line)
		qsort(pricer->sheet->lines + line, pricer->sheet->count - line, sizeof(CostLine), compare_lines);
	return end;
}

static bool has_kind(const Graph *graph, const Kind *kind)
{
	for (size_t c = 0; c < graph->component_count; c++)
		if (graph->components[c].kind == kind)
			return true;
	return false;
}

/* A link whose pattern is a product of its own costs what that product costs: one that is not drawn is told, once. */
static void list_products_not_drawn(Pricer *pricer)
{
	const Graph *graph = pricer->graph;
	const char *told[8];
	size_t count = 0;

	for (size_t i = 0; i < graph->link_count; i++) {
		const Pattern *pattern = graph->links[i].pattern;
		const Kind *kind = pattern && pattern->product && *pattern->product ? catalog_kind(graph->catalog, pattern->product) : NULL;
		bool known = !kind;
		Text reason = {0};

		for (size_t k = 0; k < count && !known; k++)
			known = !strcmp(told[k], kind->id);
		if (known || count == sizeof told / sizeof *told || has_kind(graph, kind))
			continue;
		told[count++] = kind->id;
		pricer->link = graph->links[i].element;
		text_addf(&reason, "no %s is in the design, so what it costs is not counted; add %s", kind->name, kind->id);
		cost_gap_text(pricer, kind->name, false, &reason);
	}
	pricer->link = NULL;
}

void cost_price(CostSheet *sheet, const Graph *graph, Decimal scale)
{
	const Element *design = design_at(graph->design, CLASS_DESIGN, 0);
	const char *currency = graph_get(graph, design, GRAPH_CURRENCY);
	Pricer pricer = {.sheet = sheet, .graph = graph, .scale = scale};
	uint32_t *order = by_platform(graph);

	*sheet = (CostSheet){.platform_count = graph->platform_count};
	sheet->platform_total = mem_alloc((graph->platform_count + 1) * sizeof *sheet->platform_total);
	memcpy(sheet->currency, currency && strlen(currency) == 3 ? currency : "USD", 4);
	pricer.free_tier = text_equal(element_get(design, "free-tier"), "true");
	for (size_t first = 0; first < graph->component_count;)
		first = price_platform(&pricer, order, first);
	pricer.component = NULL;
	list_products_not_drawn(&pricer);
	read_budget(&pricer);
	arena_clear(&pricer.arena);
	free(pricer.plans);
	free(pricer.shared);
	free(order);
}

void cost_clear(CostSheet *sheet)
{
	if (!sheet)
		return;
	free(sheet->lines);
	free(sheet->unpriced);
	free(sheet->platform_total);
	arena_clear(&sheet->arena);
	*sheet = (CostSheet){0};
}

void cost_add_money(Text *out, const char *currency, Decimal amount)
{
	bool dollars = !strcmp(currency, "USD");

	if (dollars && amount < 0)
		text_add_char(out, '-');
	if (dollars)
		text_add_char(out, '$');
	decimal_add_fixed(out, dollars && amount < 0 ? -amount : amount, 2, true);
	if (!dollars)
		text_addf(out, " %s", currency);
}
