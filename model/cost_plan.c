/* Prices are texts of the catalogue; here they become a plan. Prices that
 * differ only in region and currency are options of one item. */
#include "model/cost_plan.h"

#include <string.h>

#include "model/pool.h"

static PriceModel model_of(const char *name)
{
	static const char *const names[PRICE_MODELS] = {
		[PRICE_SEAT] = "seat", [PRICE_FLAT] = "flat", [PRICE_ACCOUNT] = "account", [PRICE_HOURLY] = "hourly",
		[PRICE_USAGE] = "usage", [PRICE_PERCENT] = "percent",
		[PRICE_INCLUDED] = "included", [PRICE_QUOTE] = "quote",
	};

	for (int model = 0; model < PRICE_MODELS; model++)
		if (!strcmp(names[model], name))
			return (PriceModel)model;
	return PRICE_QUOTE;
}

/* The index of the key, added when it is new; NOWHERE when there is no room. */
static int key_index(CostPlan *plan, const Graph *graph, const char *text, size_t length, Arena *arena)
{
	PlanKey *key = &plan->keys[plan->key_count];
	const FieldSpec *spec;

	for (size_t i = 0; i < plan->key_count; i++)
		if (strlen(plan->keys[i].key) == length && !memcmp(plan->keys[i].key, text, length))
			return (int)i;
	if (plan->key_count == PLAN_KEYS)
		return NOWHERE;
	key->key = arena_copy_n(arena, text, length);
	key->interned = pool_find(&graph->design->pool, key->key);
	spec = catalog_field(graph->catalog, CLASS_COMPONENT, plan->kind, NULL, key->key);
	key->fallback = spec ? spec->fallback : "";
	key->unit = spec ? spec->unit : "";
	key->from_links = spec ? spec->from_links : LINK_COUNT_NONE;
	key->dimension = spec && spec->type == FIELD_MONEY ? DIMENSION_MONEY
			 : quantity_dimension(key->unit);
	return (int)plan->key_count++;
}

static size_t count_char(const char *text, char wanted)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text == wanted;
	return count;
}

/* "plan=premium-0,type=http|rest". */
static void read_conditions(CostPlan *plan, PlanItem *item, const Graph *graph, const char *when,
                            Arena *arena)
{
	item->conditions = arena_alloc(arena, (count_char(when, ',') + 1) * sizeof *item->conditions);
	while (*when) {
		size_t length = strcspn(when, ","), key = strcspn(when, "=");
		PlanCondition *condition = &item->conditions[item->condition_count];

		if (key < length) {
			condition->key = key_index(plan, graph, when, key, arena);
			condition->choices = when + key + 1;
			condition->length = length - key - 1;
			if (condition->key != NOWHERE) {
				plan->keys[condition->key].decides = true;
				item->condition_count++;
			}
		}
		when += length;
		when += strspn(when, ", ");
	}
}

/* "shards*730". */
static void read_factors(CostPlan *plan, PlanItem *item, const Graph *graph, const char *metric,
                         Arena *arena)
{
	item->factors = arena_alloc(arena, (count_char(metric, '*') + 1) * sizeof *item->factors);
	while (*metric) {
		size_t length = strcspn(metric, "*");
		PlanFactor *factor = &item->factors[item->factor_count++];
		const char *end = metric;

		factor->key = NOWHERE;
		if (!decimal_parse(metric, &factor->number, &end) || end != metric + length) {
			factor->number = 0;
			factor->key = key_index(plan, graph, metric, length, arena);
		}
		metric += length + (metric[length] == '*');
	}
}

/* The size of a step: a number of the metric's units, or a size with a unit. */
static Decimal step_size(const CostPlan *plan, const PlanItem *item, const char *text, size_t length)
{
	char copy[64];
	const char *word;
	Quantity quantity;
	Decimal size = 0;

	if (length >= sizeof copy)
		return 0;
	memcpy(copy, text, length);
	copy[length] = '\0';
	if (decimal_parse(copy, &size, NULL))
		return size;
	word = strrchr(copy, ' ');
	if (!word || !quantity_parse(copy, quantity_dimension(word + 1), NULL, &quantity, NULL))
		return 0;
	for (size_t i = 0; i < item->factor_count; i++) {
		int key = item->factors[i].key;

		if (key != NOWHERE && plan->keys[key].dimension != DIMENSION_COUNT &&
		    quantity_in(quantity.value, quantity.dimension, plan->keys[key].unit, &size))
			return size;
	}
	return quantity.value;
}

/* "first 10 TB 0.09; next 40 TB 0.085; then 0.07": the amount is the last word. */
static void read_steps(const CostPlan *plan, const PlanItem *item, PlanOption *option, Arena *arena)
{
	const char *tiers = option->price->tiers;

	option->steps = arena_alloc(arena, (count_char(tiers, ';') + 1) * sizeof *option->steps);
	while (*tiers) {
		size_t length = strcspn(tiers, ";"), lead = strcspn(tiers, " "), last = length;
		Decimal amount = 0;
		const char *end;

		while (last > lead + 1 && tiers[last - 1] != ' ')
			last--;
		if (lead < length && decimal_parse(tiers + last, &amount, &end)) {
			if (text_starts(tiers, "then "))
				option->amount = amount;
			else
				option->steps[option->step_count++] = (PlanStep){
					step_size(plan, item, tiers + lead + 1,
					          last - lead > 2 ? last - lead - 2 : 0), amount};
		}
		tiers += length;
		tiers += strspn(tiers, "; ");
	}
}

static void read_option(const CostPlan *plan, const PlanItem *item, PlanOption *option,
                        const Price *price, Arena *arena)
{
	option->price = price;
	if (!decimal_parse(price->amount, &option->amount, NULL))
		option->amount = 0;
	if (!decimal_parse(price->per, &option->per, NULL) || option->per <= 0)
		option->per = DECIMAL_ONE;
	if (!decimal_parse(price->free, &option->free, NULL))
		option->free = 0;
	read_steps(plan, item, option, arena);
}

static bool same_item(const Price *a, const Price *b)
{
	return !strcmp(a->item, b->item) && !strcmp(a->when, b->when) &&
	       !strcmp(a->model, b->model) && !strcmp(a->metric, b->metric);
}

static PlanItem *item_of(CostPlan *plan, const Price *price)
{
	for (size_t i = 0; i < plan->item_count; i++)
		if (same_item(plan->items[i].options[0].price, price))
			return &plan->items[i];
	return NULL;
}

void cost_plan_read(CostPlan *plan, const Graph *graph, const Kind *kind, Arena *arena)
{
	*plan = (CostPlan){.kind = kind};
	plan->items = arena_alloc(arena, (kind->price_count + 1) * sizeof *plan->items);
	for (size_t i = 0; i < kind->price_count; i++) {
		const Price *price = &kind->prices[i];
		PlanItem *item = item_of(plan, price);

		if (!item && plan->item_count == PLAN_ITEMS)
			continue;
		if (!item) {
			item = &plan->items[plan->item_count++];
			item->item = price->item;
			item->model = *price->amount || !strcmp(price->model, "included")
				      ? model_of(price->model) : PRICE_QUOTE;
			item->options = arena_alloc(arena, (kind->price_count - i) * sizeof *item->options);
			item->asked_for = !strcmp(price->model, "quote");
			read_conditions(plan, item, graph, price->when, arena);
			read_factors(plan, item, graph, price->metric, arena);
		}
		read_option(plan, item, &item->options[item->option_count++], price, arena);
	}
}

static bool holds(const PlanCondition *condition, const char *value)
{
	const char *choice = condition->choices, *end = choice + condition->length;
	size_t length = strlen(value);

	while (choice < end) {
		size_t size = strcspn(choice, "|,");

		if (size == length && !memcmp(choice, value, length))
			return true;
		choice += size + 1;
	}
	return false;
}

uint64_t cost_plan_accepts(CostPlan *plan, int key, const char *value)
{
	PlanMemo *memo = &plan->keys[key].memo[((uintptr_t)value >> 4) % PLAN_MEMOS];

	if (memo->value == value)
		return memo->accepts;
	*memo = (PlanMemo){.value = value};
	for (size_t i = 0; i < plan->item_count; i++)
		for (size_t c = 0; c < plan->items[i].condition_count; c++)
			if (plan->items[i].conditions[c].key == key &&
			    holds(&plan->items[i].conditions[c], value))
				memo->accepts |= (uint64_t)1 << i;
	return memo->accepts;
}
