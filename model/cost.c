/* The cost sheet: the plan of a kind is read once (model/cost_plan.h), then
 * each component is a few comparisons and multiplications.
 *
 * Lines that are a percentage of seats come in a second pass over a platform,
 * when all its seats are known. */
#include "model/cost.h"

#include <stdlib.h>
#include <string.h>

#include "model/cost_plan.h"

const Price cost_negotiated = {
	.item = "agreed price", .when = "", .metric = "1", .amount = "", .per = "1",
	.unit = "month", .model = "flat", .tiers = "", .free = "", .currency = "", .region = "",
	.as_of = "", .source = "", .grade = "",
};

/* Product choices (facts: cost.ranges); 2 is 200 percent. */
#define LOW_USAGE (DECIMAL_ONE / 2)
#define HIGH_USAGE (DECIMAL_ONE * 2)
#define LOW_SEATS (DECIMAL_ONE / 10 * 7)
#define HIGH_SEATS (DECIMAL_ONE / 10 * 11)
#define CAP_HOURS decimal_from(720)
#define PERCENT decimal_from(100)

enum { MEAN_PLACES = 6 };       /* of a unit price that is a mean over steps */

typedef struct PlanSlot {
	const Kind *kind;
	CostPlan *plan;
} PlanSlot;

typedef struct Pricer {
	CostSheet *sheet;
	const Graph *graph;
	Decimal scale;
	bool free_tier;
	PlanSlot *plans;        /* of the kinds met so far */
	size_t plan_count, plan_cap;
	Arena arena;            /* the plans */
	const char *rates_key;  /* room for "rates.USD" */
	/* of the component at hand: */
	const GraphComponent *component;
	const CostPlan *plan;
	const char *values[PLAN_KEYS];
	uint64_t reported;      /* keys whose absence was said */
	Decimal discount;       /* percent */
	/* of the platform at hand: */
	Decimal seats, seats_low, seats_high;
} Pricer;

static void add_gap(Pricer *pricer, const char *item, bool unsized, const char *reason)
{
	CostSheet *sheet = pricer->sheet;

	MEM_GROW(sheet->unpriced, sheet->unpriced_cap, sheet->unpriced_count + 1);
	sheet->unpriced[sheet->unpriced_count++] = (CostGap){
		.element = pricer->component ? pricer->component->element
			   : design_at(pricer->graph->design, CLASS_DESIGN, 0),
		.item = item,
		.reason = arena_copy_n(&sheet->arena, reason, strlen(reason)),
		.unsized = unsized,
		.free_form = pricer->component && text_ends(pricer->component->kind->id, ".custom"),
	};
}

static void gap_text(Pricer *pricer, const char *item, bool unsized, Text *reason)
{
	add_gap(pricer, item, unsized, text_str(reason));
	text_clear(reason);
}

/* ---- currency ------------------------------------------------------------------ */

/* What one unit of CODE is worth in the design's currency; false: not said. */
static bool exchange_rate(const Pricer *pricer, const char *code, Decimal *rate)
{
	char key[] = "rates.XXX";
	const char *value;

	*rate = DECIMAL_ONE;
	if (!*code)
		code = "USD";
	if (!strcmp(code, pricer->sheet->currency))
		return true;
	if (strlen(code) != 3)
		return false;
	memcpy(key + strlen("rates."), code, 3);
	value = element_get(design_at(pricer->graph->design, CLASS_DESIGN, 0), key);
	return value && decimal_parse(value, rate, NULL) && *rate > 0;
}

static void gap_currency(Pricer *pricer, const char *item, const char *code)
{
	Text reason = {0};

	text_addf(&reason, "priced in %s, the design counts in %s: set rates.%s", *code ? code : "USD",
	          pricer->sheet->currency, *code ? code : "USD");
	gap_text(pricer, item, false, &reason);
}

/* ---- lines --------------------------------------------------------------------- */

/* The exact price of QUANTITY at the option's list: steps, then the amount for the rest. */
static bool list_amount(const PlanOption *option, Decimal quantity, Decimal *out)
{
	Decimal sum = 0, part;

	for (size_t i = 0; i < option->step_count && quantity > 0; i++) {
		Decimal here = quantity < option->steps[i].size ? quantity : option->steps[i].size;

		if (!decimal_multiply(here, option->steps[i].amount, &part) ||
		    !decimal_add(sum, part, &sum))
			return false;
		quantity -= here;
	}
	return decimal_multiply(quantity, option->amount, &part) && decimal_add(sum, part, &sum) &&
	       decimal_divide(sum, option->per, out);
}

/* What one of QUANTITY costs: in the first step its amount, past it the mean. */
static bool unit_amount(const PlanOption *option, Decimal quantity, Decimal *out)
{
	Decimal sum;

	*out = option->amount;
	if (!option->step_count)
		return true;
	*out = option->steps[0].amount;
	if (quantity <= option->steps[0].size)
		return true;
	if (!list_amount(option, quantity, &sum) || !decimal_multiply(sum, option->per, &sum) ||
	    !decimal_divide(sum, quantity, out))
		return false;
	*out = decimal_round(*out, MEAN_PLACES);
	return true;
}

/* QUANTITY times FACTOR at the list, times RATE, rounded to the cent. */
static bool line_amount(const PlanOption *option, Decimal quantity, Decimal factor, Decimal rate,
                        Decimal *out)
{
	Decimal amount;

	if (!decimal_multiply(quantity, factor, &quantity) ||
	    !list_amount(option, quantity, &amount) || !decimal_multiply(amount, rate, &amount))
		return false;
	*out = decimal_round(amount, 2);
	return true;
}

static bool sum_up(CostSheet *sheet, const CostLine *line)
{
	Decimal *part = line->fixed ? &sheet->fixed : &sheet->usage;
	Decimal *platform = line->platform == NOWHERE ? NULL : &sheet->platform_total[line->platform];
	Decimal total, low, high, of_part, of_platform = 0;

	if (!decimal_add(sheet->total, line->amount, &total) ||
	    !decimal_add(sheet->low, line->low, &low) ||
	    !decimal_add(sheet->high, line->high, &high) ||
	    !decimal_add(*part, line->amount, &of_part) ||
	    (platform && !decimal_add(*platform, line->amount, &of_platform)))
		return false;
	sheet->total = total;
	sheet->low = low;
	sheet->high = high;
	*part = of_part;
	if (platform)
		*platform = of_platform;
	return true;
}

static void add_line(Pricer *pricer, const CostLine *line)
{
	CostSheet *sheet = pricer->sheet;

	if (!sum_up(sheet, line)) {
		add_gap(pricer, line->item, true, "the amount is too large to count");
		return;
	}
	MEM_GROW(sheet->lines, sheet->cap, sheet->count + 1);
	sheet->lines[sheet->count++] = *line;
}

static CostLine new_line(const Pricer *pricer, const char *item, const Price *price)
{
	return (CostLine){
		.element = pricer->component->element, .platform = pricer->component->platform,
		.price = price, .item = item, .discount = pricer->discount, .fixed = true,
	};
}

/* The rate of exchange less the discount: what every list price is multiplied by. */
static bool line_rate(const Pricer *pricer, const char *currency, Decimal *rate)
{
	Decimal left;

	return exchange_rate(pricer, currency, rate) &&
	       decimal_divide(PERCENT - pricer->discount, PERCENT, &left) &&
	       decimal_multiply(*rate, left, rate);
}

/* ---- quantities ------------------------------------------------------------------ */

static const char *key_value(const Pricer *pricer, int key)
{
	const char *value = pricer->values[key];

	if (value)
		return value;
	value = pricer->plan->keys[key].fallback;
	return *value ? value : NULL;
}

static void gap_unset(Pricer *pricer, const char *item, int key)
{
	Text reason = {0};

	if (pricer->reported & GRAPH_BIT(key))
		return;
	pricer->reported |= GRAPH_BIT(key);
	text_addf(&reason, "%s has no %s: set %s", pricer->component->element->id,
	          pricer->plan->keys[key].decides ? pricer->plan->keys[key].key : "size",
	          pricer->plan->keys[key].key);
	gap_text(pricer, item, true, &reason);
}

static bool factor_value(Pricer *pricer, const PlanItem *item, const PlanFactor *factor, Decimal *out)
{
	const PlanKey *key;
	const char *value;
	Quantity quantity;

	*out = factor->number;
	if (factor->key == NOWHERE)
		return true;
	key = &pricer->plan->keys[factor->key];
	value = key_value(pricer, factor->key);
	if (!value) {
		gap_unset(pricer, item->item, factor->key);
		return false;
	}
	if (quantity_parse(value, key->dimension, key->unit, &quantity, NULL) &&
	    quantity_in(quantity.value, key->dimension, key->unit, out))
		return true;
	gap_unset(pricer, item->item, factor->key);
	return false;
}

static bool item_quantity(Pricer *pricer, const PlanItem *item, Decimal *out)
{
	*out = DECIMAL_ONE;
	for (size_t i = 0; i < item->factor_count; i++) {
		Decimal factor;

		if (!factor_value(pricer, item, &item->factors[i], &factor))
			return false;
		if (!decimal_multiply(*out, factor, out)) {
			add_gap(pricer, item->item, true, "the quantity is too large to count");
			return false;
		}
	}
	return true;
}

/* ---- which price ------------------------------------------------------------------ */

typedef enum Applies { APPLIES, APPLIES_NOT, APPLIES_UNSAID } Applies;

static Applies item_applies(const Pricer *pricer, const PlanItem *item, int *unsaid)
{
	Applies answer = APPLIES;

	for (size_t i = 0; i < item->condition_count; i++) {
		const char *value = key_value(pricer, item->conditions[i].key);

		if (value && !cost_plan_holds(&item->conditions[i], value))
			return APPLIES_NOT;
		if (!value) {
			answer = APPLIES_UNSAID;
			*unsaid = item->conditions[i].key;
		}
	}
	return answer;
}

/* The region whose list counts, an alias resolved; NULL: none is declared. */
static const char *price_region(const Pricer *pricer)
{
	const Graph *graph = pricer->graph;
	const GraphComponent *component = pricer->component;
	const Element *platform = component->platform == NOWHERE ? NULL
				  : graph->platforms[component->platform].element;
	const char *region = graph_get(graph, component->element, GRAPH_PRICE_REGION);
	int index;

	if (!region && platform)
		region = graph_get(graph, platform, GRAPH_PRICE_REGION);
	if (!region)
		region = graph_get(graph, design_at(graph->design, CLASS_DESIGN, 0), GRAPH_PRICE_REGION);
	if (!region)
		region = graph_get(graph, component->element, GRAPH_REGION);
	if (!region && platform)
		region = graph_get(graph, platform, GRAPH_REGION);
	if (!region)
		return NULL;
	index = graph_region(graph->catalog, component->kind->vendor, region);
	if (index != NOWHERE && *graph->catalog->regions[index].alias_of)
		return graph->catalog->regions[index].alias_of;
	return region;
}

static bool in_region(const PlanOption *option, const char *region)
{
	return !*option->price->region || !strcmp(option->price->region, region);
}

/* The option for the region: in the design's currency, else in one that can be converted. NULL: a
 * gap was listed. */
static const PlanOption *choose_option(Pricer *pricer, const PlanItem *item)
{
	const char *declared = price_region(pricer);
	const char *region = declared ? declared : item->options[0].price->region;
	const PlanOption *foreign = NULL, *convertible = NULL;
	Text reason = {0};

	for (size_t i = 0; i < item->option_count; i++) {
		const PlanOption *option = &item->options[i];
		Decimal rate;

		if (!in_region(option, region))
			continue;
		foreign = foreign ? foreign : option;
		if (!strcmp(*option->price->currency ? option->price->currency : "USD",
		            pricer->sheet->currency))
			return option;
		if (!convertible && exchange_rate(pricer, option->price->currency, &rate))
			convertible = option;
	}
	if (convertible)
		return convertible;
	if (foreign) {
		gap_currency(pricer, item->item, foreign->price->currency);
		return NULL;
	}
	text_addf(&reason, "no price known in %s; price-region: %s would borrow that list", region,
	          item->options[0].price->region);
	gap_text(pricer, item->item, false, &reason);
	return NULL;
}

/* ---- items -------------------------------------------------------------------------- */

/* A capped month: at most 720 hours count (Heroku bills wall-clock to the second). */
static bool capped_hours(Pricer *pricer, Decimal *quantity)
{
	const char *value = graph_get(pricer->graph, pricer->component->element, GRAPH_HOURS);
	Quantity hours;
	Decimal share;

	if (!value || !quantity_parse(value, DIMENSION_COUNT, "h", &hours, NULL) ||
	    hours.value >= CAP_HOURS)
		return true;
	return decimal_multiply(*quantity, hours.value, &share) &&
	       decimal_divide(share, CAP_HOURS, quantity);
}

static void take_free(const Pricer *pricer, const PlanOption *option, Decimal *quantity)
{
	if (pricer->free_tier)
		*quantity = *quantity > option->free ? *quantity - option->free : 0;
}

/* What low and high multiply the quantity by. */
static void range_factors(const Pricer *pricer, PriceModel model, Decimal *low, Decimal *high)
{
	bool haggled = pricer->discount > 0 || strcmp(pricer->component->kind->vendor, "salesforce");

	*low = *high = DECIMAL_ONE;
	if (model == PRICE_USAGE) {
		*low = LOW_USAGE;
		*high = HIGH_USAGE;
	} else if (model == PRICE_SEAT) {
		*low = haggled ? DECIMAL_ONE : LOW_SEATS;
		*high = HIGH_SEATS;
	}
}

static void price_list(Pricer *pricer, const PlanItem *item, const PlanOption *option,
                       Decimal quantity)
{
	CostLine line = new_line(pricer, item->item, option->price);
	Decimal rate, low, high;

	line.fixed = item->model != PRICE_USAGE;
	line.quantity = quantity;
	range_factors(pricer, item->model, &low, &high);
	if (!line_rate(pricer, option->price->currency, &rate) ||
	    !unit_amount(option, quantity, &line.unit_price) ||
	    !decimal_multiply(line.unit_price, rate, &line.unit_price) ||
	    !line_amount(option, quantity, DECIMAL_ONE, rate, &line.amount) ||
	    !line_amount(option, quantity, low, rate, &line.low) ||
	    !line_amount(option, quantity, high, rate, &line.high)) {
		add_gap(pricer, item->item, true, "the amount is too large to count");
		return;
	}
	if (item->model == PRICE_SEAT) {
		pricer->seats += line.amount;
		pricer->seats_low += line.low;
		pricer->seats_high += line.high;
	}
	add_line(pricer, &line);
}

static void price_percent(Pricer *pricer, const PlanItem *item, const PlanOption *option)
{
	CostLine line = new_line(pricer, item->item, option->price);
	Decimal left;

	if (pricer->seats == 0) {
		add_gap(pricer, item->item, true, "a percentage of the seats, and the platform has none");
		return;
	}
	line.quantity = pricer->seats;
	if (!decimal_divide(PERCENT - pricer->discount, PERCENT, &left) ||
	    !decimal_multiply(option->amount, left, &line.unit_price) ||
	    !decimal_divide(line.unit_price, PERCENT, &line.unit_price) ||
	    !decimal_multiply(pricer->seats, line.unit_price, &line.amount) ||
	    !decimal_multiply(pricer->seats_low, line.unit_price, &line.low) ||
	    !decimal_multiply(pricer->seats_high, line.unit_price, &line.high))
		return;
	line.amount = decimal_round(line.amount, 2);
	line.low = decimal_round(line.low, 2);
	line.high = decimal_round(line.high, 2);
	add_line(pricer, &line);
}

/* Is there a factor that says 0, as of add-ons that nobody bought? */
static bool wants_none(const Pricer *pricer, const PlanItem *item)
{
	for (size_t i = 0; i < item->factor_count; i++) {
		int at = item->factors[i].key;
		const char *value = at == NOWHERE ? NULL : key_value(pricer, at);
		const PlanKey *key = at == NOWHERE ? NULL : &pricer->plan->keys[at];
		Quantity quantity;

		if (value && quantity_parse(value, key->dimension, key->unit, &quantity, NULL) &&
		    quantity.value == 0)
			return true;
	}
	return false;
}

static void price_item(Pricer *pricer, const PlanItem *item, bool percentages)
{
	const PlanOption *option;
	Decimal quantity;
	int unsaid = NOWHERE;
	Applies applies = item_applies(pricer, item, &unsaid);

	if (applies == APPLIES_NOT || item->model == PRICE_INCLUDED ||
	    (item->model == PRICE_PERCENT) != percentages)
		return;
	if (applies == APPLIES_UNSAID) {
		gap_unset(pricer, pricer->plan->kind->name, unsaid);
		return;
	}
	if (item->model == PRICE_QUOTE) {
		if (!wants_none(pricer, item))
			add_gap(pricer, item->item, false, "price on request");
		return;
	}
	option = choose_option(pricer, item);
	if (!option)
		return;
	if (percentages) {
		price_percent(pricer, item, option);
		return;
	}
	if (!item_quantity(pricer, item, &quantity))
		return;
	if (item->model == PRICE_HOURLY && !capped_hours(pricer, &quantity))
		return;
	if (item->model == PRICE_USAGE && !decimal_multiply(quantity, pricer->scale, &quantity))
		return;
	take_free(pricer, option, &quantity);
	if (quantity != 0)
		price_list(pricer, item, option, quantity);
}

/* ---- components ---------------------------------------------------------------------- */

static const CostPlan *plan_of(Pricer *pricer, const Kind *kind)
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
	    quantity.value > PERCENT)
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
	CostLine line = new_line(pricer, cost_negotiated.item, &cost_negotiated);
	Quantity quantity;
	Decimal rate;

	if (!value || !quantity_parse(value, DIMENSION_MONEY, NULL, &quantity, NULL))
		return false;
	if (!exchange_rate(pricer, *quantity.currency ? quantity.currency : pricer->sheet->currency, &rate)) {
		gap_currency(pricer, line.item, quantity.currency);
		return true;
	}
	line.discount = 0;
	line.quantity = DECIMAL_ONE;
	if (!decimal_multiply(quantity.value, rate, &line.unit_price))
		return true;
	line.amount = line.low = line.high = decimal_round(line.unit_price, 2);
	add_line(pricer, &line);
	return true;
}

/* A value of a deciding field that no item names: "no price known for plan=x". */
static void check_decided(Pricer *pricer)
{
	const CostPlan *plan = pricer->plan;

	for (size_t k = 0; k < plan->key_count; k++) {
		const char *value = plan->keys[k].decides ? key_value(pricer, (int)k) : NULL;
		bool named = !value;
		Text reason = {0};

		for (size_t i = 0; i < plan->item_count && !named; i++)
			for (size_t c = 0; c < plan->items[i].condition_count; c++)
				named = named || (plan->items[i].conditions[c].key == (int)k &&
				                  cost_plan_holds(&plan->items[i].conditions[c], value));
		if (named)
			continue;
		text_addf(&reason, "no price known for %s=%s", plan->keys[k].key, value);
		gap_text(pricer, plan->kind->name, false, &reason);
	}
}

static void price_component(Pricer *pricer, const GraphComponent *component, bool percentages)
{
	pricer->component = component;
	pricer->plan = plan_of(pricer, component->kind);
	pricer->discount = component_discount(pricer);
	pricer->reported = 0;
	if (component->has & GRAPH_BIT(GRAPH_PRICE)) {
		if (percentages || price_agreed(pricer))
			return;
	}
	if (!component->kind->price_count) {
		if (!percentages && *component->kind->id)
			add_gap(pricer, component->kind->name, false, "no list price: set price");
		return;
	}
	read_values(pricer);
	for (size_t i = 0; i < pricer->plan->item_count; i++)
		price_item(pricer, &pricer->plan->items[i], percentages);
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
	if (!exchange_rate(pricer, *quantity.currency ? quantity.currency : pricer->sheet->currency, &rate)) {
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
		gap_currency(pricer, "budget", code);
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
	for (; end < graph->component_count && graph->components[order[end]].platform == platform; end++) {
		price_component(pricer, &graph->components[order[end]], false);
		for (size_t i = 0; i < pricer->plan->item_count; i++)
			percentages = percentages || pricer->plan->items[i].model == PRICE_PERCENT;
	}
	if (!percentages)
		return end;
	for (size_t c = first; c < end; c++)
		price_component(pricer, &graph->components[order[c]], true);
	qsort(pricer->sheet->lines + line, pricer->sheet->count - line, sizeof(CostLine), compare_lines);
	return end;
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
	read_budget(&pricer);
	arena_clear(&pricer.arena);
	free(pricer.plans);
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
