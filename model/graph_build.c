/* The Graph is built in one pass over the fields of each element.
 *
 * A key, a kind or an id is looked up by its address (model/address.h), and
 * the text of each distinct kind or pattern is searched in the catalogue
 * once. Ten thousand components and twenty thousand links take a few ms. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "model/address.h"
#include "model/graph.h"
#include "model/list.h"

static const Kind no_kind = {
	.id = "", .vendor = "", .name = "", .role = "",
	.capabilities = (const char *const[]){NULL}, .synonyms = (const char *const[]){NULL},
	.availability = "", .lifecycle = "", .sources = (const char *const[]){NULL}, .notes = "",
};

static const Pattern no_pattern = {
	.id = "", .name = "", .label = "", .from = (const char *const[]){NULL},
	.to = (const char *const[]){NULL}, .requires = (const char *const[]){NULL}, .access = "",
	.latency = "", .latency_class = "", .limit = "", .delivery = "", .retention_hours = "",
	.score = "", .transport = "", .auth = "", .cost_driver = "", .on_target_down = "",
	.use_when = "", .avoid_when = "", .alternatives = (const char *const[]){NULL},
	.official = "", .status = "", .sources = (const char *const[]){NULL},
};

/* ---- the catalogue, asked once for each distinct text ---------------------- */

typedef struct KnownKind {
	const Kind *kind;
	uint32_t traits;
	VendorId vendor;
} KnownKind;

typedef struct KnownPattern {
	const Pattern *pattern;
	bool is_free, is_internal;
} KnownPattern;

typedef struct Builder {
	Graph *graph;
	AddressMap keys;        /* → GraphKey */
	AddressMap components, platforms;       /* ids → indexes */
	AddressMap kind_texts, pattern_texts;   /* → indexes of the two arrays below */
	KnownKind *kinds;
	size_t kind_count, kind_cap;
	KnownPattern *patterns;
	size_t pattern_count, pattern_cap;
} Builder;

static const struct {
	const char *capability;
	uint32_t traits;
} trait_table[] = {
	{"actor", TRAIT_ACTOR},
	{"ui", TRAIT_INTERFACE},
	{"external-ui", TRAIT_INTERFACE},
	{"identity-idp", TRAIT_PROVIDER},
	{"external-identity", TRAIT_CUSTOMER_IDENTITY},
	{"observability", TRAIT_OBSERVER},
	{"secrets", TRAIT_VAULT},
	{"object-store", TRAIT_OBJECT_STORE | TRAIT_STORE},
	{"relational-store", TRAIT_RELATIONAL | TRAIT_STORE},
	{"kv-store", TRAIT_STORE},
	{"bulk-store", TRAIT_STORE},
	{"system-of-record", TRAIT_STORE},
	{"crm", TRAIT_CRM | TRAIT_STORE},
	{"warehouse", TRAIT_WAREHOUSE | TRAIT_STORE},
	{"bi", TRAIT_REPORTING | TRAIT_INTERFACE},
	{"event-bus", TRAIT_BROKER},
	{"streaming", TRAIT_BROKER},
	{"queue", TRAIT_BROKER},
	{"pubsub", TRAIT_BROKER},
	{"api-gateway", TRAIT_GATEWAY},
	{"cdn", TRAIT_GATEWAY},
	{"network-security", TRAIT_GATEWAY},
	{"ml-inference", TRAIT_MODEL},
	{"genai", TRAIT_MODEL},
	{"app-runtime", TRAIT_COMPUTE},
	{"compute-function", TRAIT_COMPUTE},
	{"compute-heavy", TRAIT_COMPUTE},
	{"light-compute", TRAIT_COMPUTE},
	{"private-network", TRAIT_NETWORK},
	{"network", TRAIT_NETWORK},
};

static uint32_t capability_traits(const char *capability)
{
	for (size_t i = 0; i < sizeof trait_table / sizeof *trait_table; i++)
		if (!strcmp(trait_table[i].capability, capability))
			return trait_table[i].traits;
	return 0;
}

static KnownKind kind_of(Builder *builder, const char *text)
{
	int index = address_get(&builder->kind_texts, text, NOWHERE);
	KnownKind known = {&no_kind, 0, VENDOR_UNKNOWN};

	if (index != NOWHERE || !text)
		return text ? builder->kinds[index] : known;
	known.kind = catalog_kind(builder->graph->catalog, text);
	if (!known.kind)
		known.kind = &no_kind;
	for (const char *const *one = known.kind->capabilities; *one; one++)
		known.traits |= capability_traits(*one);
	known.traits |= text_ends(known.kind->id, ".custom") ? TRAIT_FREE : 0;
	known.vendor = vendor_from_name(known.kind->vendor);
	MEM_GROW(builder->kinds, builder->kind_cap, builder->kind_count + 1);
	address_put(&builder->kind_texts, text, (int)builder->kind_count);
	return builder->kinds[builder->kind_count++] = known;
}

static KnownPattern pattern_of(Builder *builder, const char *text)
{
	int index = address_get(&builder->pattern_texts, text, NOWHERE);
	KnownPattern known = {&no_pattern, false, false};

	if (index != NOWHERE || !text)
		return text ? builder->patterns[index] : known;
	known.pattern = catalog_pattern(builder->graph->catalog, text);
	if (!known.pattern)
		known.pattern = &no_pattern;
	known.is_free = !strcmp(known.pattern->id, "custom");
	known.is_internal = !strcmp(known.pattern->status, "internal");
	MEM_GROW(builder->patterns, builder->pattern_cap, builder->pattern_count + 1);
	address_put(&builder->pattern_texts, text, (int)builder->pattern_count);
	return builder->patterns[builder->pattern_count++] = known;
}

/* ---- elements --------------------------------------------------------------- */

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static void build_platform(Builder *builder, GraphPlatform *platform, const Element *element)
{
	const Graph *graph = builder->graph;
	const char *region = graph_get(graph, element, GRAPH_REGION);

	platform->element = element;
	platform->vendor = or_empty(graph_get(graph, element, GRAPH_VENDOR));
	platform->vendor_id = vendor_from_name(platform->vendor);
	platform->region = or_empty(region);
	platform->jurisdiction = region ? graph_region(graph->catalog, platform->vendor, region)
				 : NOWHERE;
}

/* "12,4": whole numbers within the canvas. */
static bool read_point(const char *text, int *column, int *row)
{
	int *const numbers[] = {column, row};

	for (int i = 0; i < 2; i++) {
		bool negative = *text == '-';
		int value = 0;

		text += negative;
		if (*text < '0' || *text > '9')
			return false;
		for (; *text >= '0' && *text <= '9' && value < 1000000; text++)
			value = value * 10 + (*text - '0');
		*numbers[i] = negative ? -value : value;
		if (*text != (i == 0 ? ',' : '\0'))
			return false;
		text++;
		while (i == 0 && *text == ' ')
			text++;
	}
	return true;
}

/* Gathers the values of the well-known fields of ELEMENT; returns which are there. */
static uint64_t gather(const Builder *builder, const Element *element,
                       const char *values[GRAPH_KEY_COUNT])
{
	uint64_t has = 0;

	for (uint32_t i = 0; i < element->field_count; i++) {
		int key = address_get(&builder->keys, element->fields[i].key, NOWHERE);

		if (key < 0 || key >= GRAPH_KEY_BITS)
			continue;
		has |= GRAPH_BIT(key);
		values[key] = element->fields[i].value;
	}
	return has;
}

static const char *value_of(const char *const values[], uint64_t has, GraphKey key)
{
	return has & GRAPH_BIT(key) ? values[key] : NULL;
}

static void build_component(Builder *builder, GraphComponent *component, const Element *element)
{
	const char *values[GRAPH_KEY_COUNT];
	uint64_t has = gather(builder, element, values);
	KnownKind known = kind_of(builder, value_of(values, has, GRAPH_KIND));
	const char *at = value_of(values, has, GRAPH_AT);

	component->element = element;
	component->has = has;
	component->kind = known.kind;
	component->traits = known.traits;
	component->vendor_id = known.vendor;
	component->platform = address_get(&builder->platforms, value_of(values, has, GRAPH_ON),
	                                  NOWHERE);
	component->container = address_get(&builder->components, value_of(values, has, GRAPH_IN),
	                                   NOWHERE);
	component->placed = at && read_point(at, &component->column, &component->row);
	if (has & GRAPH_BIT(GRAPH_CAPABILITIES)) {
		List list = {0};

		list_split(values[GRAPH_CAPABILITIES], &list, NULL);
		for (size_t i = 0; i < list.count; i++)
			component->traits |= capability_traits(list.items[i]);
		list_clear(&list);
	}
}

/* The platform of a component that names none is the one of what it stands in. */
static void settle_component(Graph *graph, GraphComponent *component)
{
	const char *region = component->has & GRAPH_BIT(GRAPH_REGION)
			     ? graph_get(graph, component->element, GRAPH_REGION) : NULL;
	const GraphComponent *outer = component;
	const GraphPlatform *platform = NULL;

	for (size_t depth = 0; component->platform == NOWHERE && outer->container != NOWHERE &&
	     depth < graph->component_count; depth++) {
		outer = &graph->components[outer->container];
		component->platform = outer->platform;
	}
	component->jurisdiction = NOWHERE;
	if (component->platform != NOWHERE) {
		platform = &graph->platforms[component->platform];
		graph->platforms[component->platform].component_count++;
		component->jurisdiction = platform->jurisdiction;
	}
	if (region)
		component->jurisdiction = graph_region(graph->catalog,
			platform ? platform->vendor : component->kind->vendor, region);
}

static void build_end(const Builder *builder, const char *id, int *component, int *platform)
{
	*component = address_get(&builder->components, id, NOWHERE);
	*platform = *component == NOWHERE
		    ? address_get(&builder->platforms, id, NOWHERE)
		    : builder->graph->components[*component].platform;
}

static void build_link(Builder *builder, GraphLink *link, const Element *element)
{
	const char *values[GRAPH_KEY_COUNT];
	uint64_t has = gather(builder, element, values);
	KnownPattern known = pattern_of(builder, value_of(values, has, GRAPH_VIA));
	Depends depends;

	link->element = element;
	link->has = has;
	link->pattern = known.pattern;
	link->is_free = known.is_free;
	link->is_internal = known.is_internal;
	build_end(builder, value_of(values, has, GRAPH_FROM), &link->from, &link->from_platform);
	build_end(builder, value_of(values, has, GRAPH_TO), &link->to, &link->to_platform);
	link->cross_platform = link->from_platform != NOWHERE && link->to_platform != NOWHERE &&
			       link->from_platform != link->to_platform;
	depends = link->from == NOWHERE || link->to == NOWHERE ? DEPENDS_NONE
		  : link->pattern->depends;
	link->depender = depends == DEPENDS_FROM ? link->from
			 : depends == DEPENDS_TO ? link->to : NOWHERE;
	link->dependee = depends == DEPENDS_FROM ? link->to
			 : depends == DEPENDS_TO ? link->from : NOWHERE;
	link->hard = depends != DEPENDS_NONE && link->pattern->hard &&
		     !(has & GRAPH_BIT(GRAPH_FALLBACK));
}

/* ---- adjacency -------------------------------------------------------------- */

/* Lists the links by the component that the int at OFFSET of each names. */
static void build_adjacency(Graph *graph, size_t offset, uint32_t **list, uint32_t **start)
{
	const char *first = (const char *)graph->links + offset;
	uint32_t *begin = arena_alloc(&graph->arena, (graph->component_count + 2) * sizeof *begin);
	uint32_t *items = arena_alloc(&graph->arena, (graph->link_count + 1) * sizeof *items);

	/* Counted one place too far, so that filling moves each start into place. */
	for (size_t i = 0; i < graph->link_count; i++) {
		int component = *(const int *)(const void *)(first + i * sizeof *graph->links);

		if (component != NOWHERE)
			begin[component + 2]++;
	}
	for (size_t c = 2; c < graph->component_count + 2; c++)
		begin[c] += begin[c - 1];
	for (size_t i = 0; i < graph->link_count; i++) {
		int component = *(const int *)(const void *)(first + i * sizeof *graph->links);

		if (component != NOWHERE)
			items[begin[component + 1]++] = (uint32_t)i;
	}
	*list = items;
	*start = begin;
}

/* ---- the whole ---------------------------------------------------------------- */

static void index_ids(AddressMap *map, const Design *design, ElementClass class)
{
	address_reserve(map, design_count(design, class));
	for (size_t i = 0; i < design_count(design, class); i++)
		address_put(map, design_at(design, class, i)->id, (int)i);
}

static void builder_start(Builder *builder, const Design *design)
{
	Graph *graph = builder->graph;

	address_reserve(&builder->keys, GRAPH_KEY_COUNT * 2);
	for (int key = 0; key < GRAPH_KEY_COUNT; key++) {
		graph->keys[key] = pool_find(&design->pool, graph_key_text((GraphKey)key));
		if (graph->keys[key])
			address_put(&builder->keys, graph->keys[key], key);
	}
	index_ids(&builder->components, design, CLASS_COMPONENT);
	index_ids(&builder->platforms, design, CLASS_PLATFORM);
}

static void builder_end(Builder *builder)
{
	address_clear(&builder->keys);
	address_clear(&builder->components);
	address_clear(&builder->platforms);
	address_clear(&builder->kind_texts);
	address_clear(&builder->pattern_texts);
	free(builder->kinds);
	free(builder->patterns);
}

#define ARENA_ARRAY(graph, array, count) \
	((array) = arena_alloc(&(graph)->arena, ((count) + 1) * sizeof *(array)))

static void build_elements(Builder *builder, const Design *design)
{
	Graph *graph = builder->graph;

	graph->platform_count = design_count(design, CLASS_PLATFORM);
	graph->component_count = design_count(design, CLASS_COMPONENT);
	graph->link_count = design_count(design, CLASS_LINK);
	graph->data_count = design_count(design, CLASS_DATA);
	ARENA_ARRAY(graph, graph->platforms, graph->platform_count);
	ARENA_ARRAY(graph, graph->components, graph->component_count);
	ARENA_ARRAY(graph, graph->links, graph->link_count);
	ARENA_ARRAY(graph, graph->data, graph->data_count);
	for (size_t i = 0; i < graph->platform_count; i++)
		build_platform(builder, &graph->platforms[i], design_at(design, CLASS_PLATFORM, i));
	for (size_t i = 0; i < graph->component_count; i++)
		build_component(builder, &graph->components[i],
		                design_at(design, CLASS_COMPONENT, i));
	for (size_t i = 0; i < graph->component_count; i++)
		settle_component(graph, &graph->components[i]);
	for (size_t i = 0; i < graph->link_count; i++)
		build_link(builder, &graph->links[i], design_at(design, CLASS_LINK, i));
	for (size_t i = 0; i < graph->data_count; i++) {
		graph->data[i].element = design_at(design, CLASS_DATA, i);
		graph->data[i].home = address_get(&builder->components,
			graph_get(graph, graph->data[i].element, GRAPH_HOME), NOWHERE);
	}
}

void graph_build(Graph *graph, const Design *design, const Catalog *catalog)
{
	Builder builder = {.graph = graph};

	*graph = (Graph){.design = design, .catalog = catalog, .version = design->version};
	builder_start(&builder, design);
	build_elements(&builder, design);
	builder_end(&builder);
	build_adjacency(graph, offsetof(GraphLink, from), &graph->out, &graph->out_start);
	build_adjacency(graph, offsetof(GraphLink, to), &graph->in, &graph->in_start);
	build_adjacency(graph, offsetof(GraphLink, depender), &graph->needs, &graph->needs_start);
	build_adjacency(graph, offsetof(GraphLink, dependee), &graph->serves, &graph->serves_start);
}
