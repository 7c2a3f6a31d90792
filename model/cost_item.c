/* One item of the list at one component: does it apply, how many, at which price. */
#include <string.h>

#include "model/cost_links.h"
#include "model/cost_private.h"

/* Product choices (facts: cost.ranges); 2 is 200 percent. */
#define LOW_USAGE (DECIMAL_ONE / 2)
#define HIGH_USAGE (DECIMAL_ONE * 2)
#define LOW_SEATS (DECIMAL_ONE / 10 * 7)
#define HIGH_SEATS (DECIMAL_ONE / 10 * 11)
#define CAP_HOURS decimal_from(720)

enum { MEAN_PLACES = 6 };       /* of a unit price that is a mean over steps */

/* REASON lives as long as the sheet. */
static void keep_gap(Pricer *pricer, const char *item, bool unsized, const char *reason)
{
	CostSheet *sheet = pricer->sheet;

	MEM_GROW(sheet->unpriced, sheet->unpriced_cap, sheet->unpriced_count + 1);
	sheet->unpriced[sheet->unpriced_count++] = (CostGap){
		.element = pricer->component ? pricer->component->element : pricer->link ? pricer->link
			   : design_at(pricer->graph->design, CLASS_DESIGN, 0),
		.item = item,
		.reason = reason,
		.unsized = unsized,
		.free_form = pricer->component && (pricer->component->traits & TRAIT_FREE),
	};
}

void cost_add_gap(Pricer *pricer, const char *item, bool unsized, const char *reason)
{
	keep_gap(pricer, item, unsized, arena_copy_n(&pricer->sheet->arena, reason, strlen(reason)));
}

void cost_gap_text(Pricer *pricer, const char *item, bool unsized, Text *reason)
{
	cost_add_gap(pricer, item, unsized, text_str(reason));
	text_clear(reason);
}

/* ---- currency ------------------------------------------------------------------ */

/* What one unit of CODE is worth in the design's currency; false: not said. */
bool cost_exchange_rate(const Pricer *pricer, const char *code, Decimal *rate)
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

void cost_gap_currency(Pricer *pricer, const char *item, const char *how, const char *code)
{
	Text reason = {0};

	text_addf(&reason, "%s in %s, the design counts in %s: set rates.%s", how, *code ? code : "USD",
	          pricer->sheet->currency, *code ? code : "USD");
	cost_gap_text(pricer, item, false, &reason);
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

void cost_add_line(Pricer *pricer, const CostLine *line)
{
	CostSheet *sheet = pricer->sheet;

	if (!sum_up(sheet, line)) {
		cost_add_gap(pricer, line->item, true, "the amount is too large to count");
		return;
	}
	MEM_GROW(sheet->lines, sheet->cap, sheet->count + 1);
	sheet->lines[sheet->count++] = *line;
}

CostLine cost_new_line(const Pricer *pricer, const char *item, const Price *price)
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

	return cost_exchange_rate(pricer, currency, rate) &&
	       decimal_divide(COST_PERCENT - pricer->discount, COST_PERCENT, &left) &&
	       decimal_multiply(*rate, left, rate);
}

/* ---- quantities ------------------------------------------------------------------ */

const char *cost_key_value(const Pricer *pricer, int key)
{
	const char *value = pricer->values[key];

	if (value)
		return value;
	value = pricer->plan->keys[key].fallback;
	return *value ? value : NULL;
}

/* "orders has no size: set gb". There may be one for every component, so it is put together by hand. */
static void gap_unset(Pricer *pricer, const char *item, int key)
{
	const char *id = pricer->component->element->id, *name = pricer->plan->keys[key].key;
	const char *parts[] = {
		id, " has no ", pricer->plan->keys[key].decides ? name : "size", ": set ", name,
	};
	size_t length[sizeof parts / sizeof *parts], all = 1;
	char *reason, *at;

	if (pricer->reported & GRAPH_BIT(key))
		return;
	pricer->reported |= GRAPH_BIT(key);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		all += length[i] = strlen(parts[i]);
	at = reason = arena_alloc(&pricer->sheet->arena, all);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; at += length[i++])
		memcpy(at, parts[i], length[i]);
	keep_gap(pricer, item, true, reason);
}

/* What the links bring, for a field that is not set; false: they say nothing, or not all (a gap was listed). */
static bool fed_value(Pricer *pricer, const PlanItem *item, int key, bool *gap, Decimal *out)
{
	const PlanKey *field = &pricer->plan->keys[key];
	const Element *unknown = NULL;
	Text reason = {0};

	*gap = false;
	if (pricer->values[key] || field->from_links == LINK_COUNT_NONE ||
	    !cost_from_links(pricer->graph, pricer->component, field->from_links, out, &unknown))
		return false;
	if (!unknown)
		return true;
	*gap = true;
	text_addf(&reason, "%s has no size: set %s, or volume and payload of %s", pricer->component->element->id,
	          field->key, unknown->id);
	cost_gap_text(pricer, item->item, true, &reason);
	return false;
}

static bool factor_value(Pricer *pricer, const PlanItem *item, const PlanFactor *factor, Decimal *out)
{
	const PlanKey *key;
	const char *value;
	Quantity quantity;
	bool gap;

	*out = factor->number;
	if (factor->key == NOWHERE || fed_value(pricer, item, factor->key, &gap, out))
		return true;
	if (gap)
		return false;
	key = &pricer->plan->keys[factor->key];
	value = cost_key_value(pricer, factor->key);
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
			cost_add_gap(pricer, item->item, true, "the quantity is too large to count");
			return false;
		}
	}
	return true;
}

/* ---- which price ------------------------------------------------------------------ */

typedef enum Applies { APPLIES, APPLIES_NOT, APPLIES_UNSAID } Applies;

static Applies item_applies(const Pricer *pricer, const PlanItem *item, int *unsaid)
{
	size_t index = (size_t)(item - pricer->plan->items);
	Applies answer = APPLIES;

	for (size_t i = 0; i < item->condition_count; i++) {
		int key = item->conditions[i].key;
		const char *value = cost_key_value(pricer, key);

		if (value && !(cost_plan_accepts(pricer->plan, key, value) >> index & 1))
			return APPLIES_NOT;
		if (!value) {
			answer = APPLIES_UNSAID;
			*unsaid = key;
		}
	}
	return answer;
}

bool cost_sells_seats(const Pricer *pricer)
{
	int unsaid;

	for (size_t i = 0; i < pricer->plan->item_count; i++) {
		const PlanItem *item = &pricer->plan->items[i];

		if (item->model == PRICE_SEAT && item_applies(pricer, item, &unsaid) == APPLIES)
			return true;
	}
	return false;
}

void cost_count_seats(Pricer *pricer, const CostLine *line)
{
	pricer->seats += line->amount;
	pricer->seats_low += line->low;
	pricer->seats_high += line->high;
}

/* The region whose list counts, an alias resolved; NULL: none is declared. */
static const char *find_region(const Pricer *pricer)
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

static const char *price_region(Pricer *pricer)
{
	if (!pricer->region_known)
		pricer->region = find_region(pricer);
	pricer->region_known = true;
	return pricer->region;
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
		if (!convertible && cost_exchange_rate(pricer, option->price->currency, &rate))
			convertible = option;
	}
	if (convertible)
		return convertible;
	if (foreign) {
		cost_gap_currency(pricer, item->item, "priced", foreign->price->currency);
		return NULL;
	}
	text_addf(&reason, "no price known in %s; price-region: %s would borrow that list", region,
	          item->options[0].price->region);
	cost_gap_text(pricer, item->item, false, &reason);
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
	CostLine line = cost_new_line(pricer, item->item, option->price);
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
		cost_add_gap(pricer, item->item, true, "the amount is too large to count");
		return;
	}
	line.is_mean = option->step_count && quantity > option->steps[0].size;
	if (item->model == PRICE_SEAT)
		cost_count_seats(pricer, &line);
	cost_add_line(pricer, &line);
}

static void price_percent(Pricer *pricer, const PlanItem *item, const PlanOption *option)
{
	CostLine line = cost_new_line(pricer, item->item, option->price);
	Decimal left;

	if (pricer->seats == 0) {
		cost_add_gap(pricer, item->item, true, "a percentage of the seats, and the platform has none");
		return;
	}
	line.quantity = pricer->seats;
	if (!decimal_divide(COST_PERCENT - pricer->discount, COST_PERCENT, &left) ||
	    !decimal_multiply(option->amount, left, &line.unit_price) ||
	    !decimal_divide(line.unit_price, COST_PERCENT, &line.unit_price) ||
	    !decimal_multiply(pricer->seats, line.unit_price, &line.amount) ||
	    !decimal_multiply(pricer->seats_low, line.unit_price, &line.low) ||
	    !decimal_multiply(pricer->seats_high, line.unit_price, &line.high))
		return;
	line.amount = decimal_round(line.amount, 2);
	line.low = decimal_round(line.low, 2);
	line.high = decimal_round(line.high, 2);
	cost_add_line(pricer, &line);
}

/* Is there a factor that says 0, as of add-ons that nobody bought? */
static bool wants_none(const Pricer *pricer, const PlanItem *item)
{
	for (size_t i = 0; i < item->factor_count; i++) {
		int at = item->factors[i].key;
		const char *value = at == NOWHERE ? NULL : cost_key_value(pricer, at);
		const PlanKey *key = at == NOWHERE ? NULL : &pricer->plan->keys[at];
		Quantity quantity;

		if (value && quantity_parse(value, key->dimension, key->unit, &quantity, NULL) &&
		    quantity.value == 0)
			return true;
	}
	return false;
}

/* Has the account of the platform at hand bought ITEM already? From now on it has. */
static bool account_has(Pricer *pricer, const char *item)
{
	for (size_t i = 0; i < pricer->shared_count; i++)
		if (!strcmp(pricer->shared[i], item))
			return true;
	MEM_GROW(pricer->shared, pricer->shared_cap, pricer->shared_count + 1);
	pricer->shared[pricer->shared_count++] = item;
	return false;
}

void cost_price_item(Pricer *pricer, const PlanItem *item, bool percentages)
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
			cost_add_gap(pricer, item->item, false, item->asked_for ? "price on request"
			                                                        : "no price in the catalogue: set price");
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
	if (item->model == PRICE_ACCOUNT && account_has(pricer, item->item))
		return;
	if (quantity != 0)
		price_list(pricer, item, option, quantity);
}
