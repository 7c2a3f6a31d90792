/* Questions to a Graph that was built (model/graph_build.c). */
#include "model/graph.h"

#include <string.h>

static const char *const key_names[GRAPH_KEY_COUNT] = {
#define GRAPH_KEY_TEXT(name, key) [GRAPH_##name] = key,
	GRAPH_KEYS(GRAPH_KEY_TEXT)
#undef GRAPH_KEY_TEXT
};

VendorId vendor_from_name(const char *name)
{
	static const char *const names[] = {"", "salesforce", "heroku", "aws", "external"};

	for (int i = VENDOR_SALESFORCE; i <= VENDOR_EXTERNAL; i++)
		if (!strcmp(names[i], name))
			return (VendorId)i;
	return VENDOR_UNKNOWN;
}

const char *graph_key_text(GraphKey key)
{
	return key_names[key];
}

void graph_clear(Graph *graph)
{
	if (!graph)
		return;
	arena_clear(&graph->arena);
	*graph = (Graph){0};
}

int graph_region(const Catalog *catalog, const char *vendor, const char *id)
{
	int other = NOWHERE;

	for (size_t i = 0; i < catalog->region_count; i++) {
		if (strcmp(catalog->regions[i].id, id))
			continue;
		if (!strcmp(catalog->regions[i].vendor, vendor))
			return (int)i;
		if (other == NOWHERE)
			other = (int)i;
	}
	return other;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static int index_of(const Design *design, ElementClass class, const char *id)
{
	const Element *element = design_find(design, id);

	return element && element->class == class ? (int)element->index : NOWHERE;
}

int graph_component(const Graph *graph, const char *id)
{
	return index_of(graph->design, CLASS_COMPONENT, id);
}

int graph_platform(const Graph *graph, const char *id)
{
	return index_of(graph->design, CLASS_PLATFORM, id);
}

int graph_link(const Graph *graph, const char *id)
{
	return index_of(graph->design, CLASS_LINK, id);
}

const char *graph_get(const Graph *graph, const Element *element, GraphKey key)
{
	const char *name = graph->keys[key];

	if (!name)
		return NULL;
	for (uint32_t i = 0; i < element->field_count; i++)
		if (element->fields[i].key == name)
			return element->fields[i].value;
	return NULL;
}

const char *graph_value(const Graph *graph, const Element *element, GraphKey key)
{
	const char *value = graph_get(graph, element, key);
	const Kind *kind = NULL;
	const Pattern *pattern = NULL;
	const FieldSpec *field;

	if (value)
		return value;
	if (element->class == CLASS_COMPONENT)
		kind = catalog_kind(graph->catalog, or_empty(graph_get(graph, element, GRAPH_KIND)));
	if (element->class == CLASS_LINK)
		pattern = catalog_pattern(graph->catalog,
		                          or_empty(graph_get(graph, element, GRAPH_VIA)));
	field = catalog_field(graph->catalog, element->class, kind, pattern, key_names[key]);
	return field && *field->fallback ? field->fallback : NULL;
}

const char *graph_jurisdiction(const Graph *graph, int component)
{
	int region = component == NOWHERE ? NOWHERE : graph->components[component].jurisdiction;

	return region == NOWHERE ? NULL : graph->catalog->regions[region].jurisdiction;
}

int graph_inside(const Graph *graph, int component, const char *kind_id)
{
	for (size_t depth = 0; component != NOWHERE && depth <= graph->component_count; depth++) {
		if (!strcmp(graph->components[component].kind->id, kind_id))
			return component;
		component = graph->components[component].container;
	}
	return NOWHERE;
}

GraphEnd graph_end(const Graph *graph, const char *id)
{
	GraphEnd end = {graph_component(graph, id), NOWHERE};

	end.platform = end.component == NOWHERE ? graph_platform(graph, id)
		       : graph->components[end.component].platform;
	return end;
}

GraphEnd graph_from(const GraphLink *link)
{
	return (GraphEnd){link->from, link->from_platform};
}

GraphEnd graph_to(const GraphLink *link)
{
	return (GraphEnd){link->to, link->to_platform};
}

const char *graph_end_name(const Graph *graph, GraphEnd end)
{
	if (end.component != NOWHERE)
		return element_name(graph->components[end.component].element);
	return end.platform == NOWHERE ? "nothing" : element_name(graph->platforms[end.platform].element);
}
