/* Capabilities become bits, platforms become masks; the verdict is a few
 * comparisons of masks. */
#include "model/weight.h"

#include <string.h>

#include "model/list.h"
#include "model/quantity.h"

const char *verdict_name(Verdict verdict)
{
	static const char *const names[] = {"undecided", "justified", "weak", "prestige"};

	return names[verdict];
}

typedef struct Masks {
	WeightTable *table;
	const Graph *graph;
	uint64_t *kind;                 /* of each kind of the catalogue */
	uint64_t *served;               /* by each platform */
	bool large_files;               /* more than Salesforce keeps well, or not known */
} Masks;

static bool is_horse(const GraphPlatform *platform)
{
	return platform->component_count && platform->vendor_id >= VENDOR_SALESFORCE &&
	       platform->vendor_id <= VENDOR_AWS;
}

static uint64_t capability_bit(const WeightTable *table, const char *capability)
{
	for (size_t i = 0; i < table->require_count; i++)
		if (!strcmp(table->requires[i], capability))
			return (uint64_t)1 << i;
	return 0;
}

static void read_requires(WeightTable *table, const Graph *graph)
{
	const char *requires = graph_get(graph, design_at(graph->design, CLASS_DESIGN, 0), GRAPH_REQUIRES);
	List list = {0};

	list_split(requires, &list, NULL);
	for (size_t i = 0; i < list.count && table->require_count < WEIGHT_CAPABILITIES; i++)
		if (!capability_bit(table, list.items[i]))
			table->requires[table->require_count++] =
				arena_copy_n(&table->arena, list.items[i], strlen(list.items[i]));
	list_clear(&list);
}

static void mask_kinds(Masks *masks)
{
	const Catalog *catalog = masks->graph->catalog;

	for (size_t k = 0; k < catalog->kind_count; k++)
		for (const char *const *one = catalog->kinds[k].capabilities; *one; one++)
			masks->kind[k] |= capability_bit(masks->table, *one);
}

static uint64_t component_mask(const Masks *masks, const GraphComponent *component)
{
	uint64_t mask = *component->kind->id ? masks->kind[component->kind - masks->graph->catalog->kinds] : 0;
	List own = {0};

	if (!(component->has & GRAPH_BIT(GRAPH_CAPABILITIES)))
		return mask;
	list_split(graph_get(masks->graph, component->element, GRAPH_CAPABILITIES), &own, NULL);
	for (size_t i = 0; i < own.count; i++)
		mask |= capability_bit(masks->table, own.items[i]);
	list_clear(&own);
	return mask;
}

/* What the vendor offers in any of its kinds. */
static uint64_t native_mask(const Masks *masks, const char *vendor)
{
	const Catalog *catalog = masks->graph->catalog;
	uint64_t mask = 0;

	for (size_t k = 0; k < catalog->kind_count; k++)
		if (!strcmp(catalog->kinds[k].vendor, vendor))
			mask |= masks->kind[k];
	if (!strcmp(vendor, "salesforce") && masks->large_files)
		mask &= ~capability_bit(masks->table, "object-store");
	return mask;
}

/* More files than FILE_GB, or files of which nobody says how many. */
static bool files_are_large(const Graph *graph, Decimal file_gb)
{
	Decimal sum = 0;

	for (size_t i = 0; i < graph->data_count; i++) {
		const Element *data = graph->data[i].element;
		const char *size = graph_get(graph, data, GRAPH_SIZE);
		Quantity quantity;
		Decimal gigabytes;

		if (!text_equal(graph_get(graph, data, GRAPH_CLASS), "file"))
			continue;
		if (!size || !quantity_parse(size, DIMENSION_BYTES, "GB", &quantity, NULL) ||
		    !quantity_in(quantity.value, DIMENSION_BYTES, "GB", &gigabytes) ||
		    !decimal_add(sum, gigabytes, &sum))
			return true;
	}
	return sum > file_gb;
}

static const char *keep(WeightTable *table, Text *text)
{
	const char *kept = arena_copy_n(&table->arena, text_str(text), text->length);

	text_clear(text);
	return kept;
}

static size_t letters(const char *text)
{
	size_t count = 0;

	for (; text && *text; text++)
		count += *text != ' ' && *text != '.';
	return count;
}

enum { REASON_LETTERS = 15 };

/* What other platforms of the design offer; *RIVAL the first that offers all of MASK. */
static uint64_t offered_elsewhere(const Masks *masks, int platform, uint64_t mask, int *rival)
{
	const Graph *graph = masks->graph;
	uint64_t offered = 0;

	*rival = NOWHERE;
	for (int p = 0; p < (int)graph->platform_count; p++) {
		const GraphPlatform *other = &graph->platforms[p];
		uint64_t here;

		if (p == platform || !other->component_count ||
		    !strcmp(other->vendor, graph->platforms[platform].vendor))
			continue;
		here = is_horse(other) ? native_mask(masks, other->vendor) : masks->served[p];
		offered |= here;
		if (*rival == NOWHERE && is_horse(other) && (mask & ~here) == 0)
			*rival = p;
	}
	return offered;
}

static void judge_platform(const Masks *masks, Weight *weight)
{
	const Graph *graph = masks->graph;
	WeightTable *table = masks->table;
	const Element *element = graph->platforms[weight->platform].element;
	bool why = letters(graph_get(graph, element, GRAPH_WHY)) >= REASON_LETTERS;
	Text text = {0};

	weight->serves = masks->served[weight->platform];
	weight->only_here = weight->serves & ~offered_elsewhere(masks, weight->platform, weight->serves, &weight->rival);
	if (!table->require_count) {
		weight->rival = NOWHERE;
		weight->only_here = weight->serves = 0;
		text_add(&text, "the design does not say what it requires");
	} else if (weight->only_here) {
		weight->verdict = WEIGHT_JUSTIFIED;
		text_add(&text, "only here: ");
		weight_add_capabilities(table, weight->only_here, &text);
	} else if (!weight->serves) {
		weight->verdict = why ? WEIGHT_WEAK : WEIGHT_PRESTIGE;
		text_add(&text, "it serves nothing of what is required");
	} else if (weight->rival == NOWHERE) {
		weight->verdict = WEIGHT_JUSTIFIED;
		text_add(&text, "no other platform alone offers ");
		weight_add_capabilities(table, weight->serves, &text);
	} else {
		weight->verdict = why ? WEIGHT_WEAK : WEIGHT_PRESTIGE;
		text_addf(&text, "%s offers it as well: ",
		          element_name(graph->platforms[weight->rival].element));
		weight_add_capabilities(table, weight->serves, &text);
	}
	weight->reason = keep(table, &text);
}

static void count_links(WeightTable *table, const Graph *graph)
{
	for (size_t i = 0; i < graph->link_count; i++)
		for (size_t w = 0; w < table->count && graph->links[i].cross_platform; w++)
			table->items[w].links += graph->links[i].from_platform == table->items[w].platform ||
						 graph->links[i].to_platform == table->items[w].platform;
}

static void count_gaps(WeightTable *table, const Graph *graph, const CostSheet *sheet)
{
	for (size_t i = 0; i < sheet->unpriced_count; i++) {
		const Element *element = sheet->unpriced[i].element;

		for (size_t w = 0; w < table->count && element->class == CLASS_COMPONENT; w++)
			table->items[w].unpriced +=
				graph->components[element->index].platform == table->items[w].platform;
	}
}

void weight_judge(WeightTable *table, const Graph *graph, const CostSheet *sheet, Decimal file_gb)
{
	Masks masks = {.table = table, .graph = graph};
	uint64_t all;

	*table = (WeightTable){0};
	memcpy(table->currency, sheet->currency, sizeof table->currency);
	read_requires(table, graph);
	table->items = arena_alloc(&table->arena, (graph->platform_count + 1) * sizeof *table->items);
	masks.kind = arena_alloc(&table->arena, (graph->catalog->kind_count + 1) * sizeof *masks.kind);
	masks.served = arena_alloc(&table->arena, (graph->platform_count + 1) * sizeof *masks.served);
	masks.large_files = files_are_large(graph, file_gb);
	mask_kinds(&masks);
	for (size_t i = 0; i < graph->component_count; i++)
		if (graph->components[i].platform != NOWHERE)
			masks.served[graph->components[i].platform] |=
				component_mask(&masks, &graph->components[i]);
	for (size_t p = 0; p < graph->platform_count; p++) {
		Weight *weight = &table->items[table->count];

		if (!is_horse(&graph->platforms[p]))
			continue;
		table->count++;
		weight->platform = (int)p;
		weight->components = graph->platforms[p].component_count;
		weight->cost = sheet->platform_total[p];
		judge_platform(&masks, weight);
	}
	count_links(table, graph);
	count_gaps(table, graph, sheet);
	all = table->require_count == WEIGHT_CAPABILITIES ? UINT64_MAX
	      : ((uint64_t)1 << table->require_count) - 1;
	table->salesforce_suffices = table->require_count && (all & ~native_mask(&masks, "salesforce")) == 0;
}

void weight_clear(WeightTable *table)
{
	if (!table)
		return;
	arena_clear(&table->arena);
	*table = (WeightTable){0};
}

void weight_add_capabilities(const WeightTable *table, uint64_t bits, Text *out)
{
	bool first = true;

	for (size_t i = 0; i < table->require_count; i++) {
		if (!(bits >> i & 1))
			continue;
		text_addf(out, "%s%s", first ? "" : ", ", table->requires[i]);
		first = false;
	}
}
