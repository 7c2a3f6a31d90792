/* What is named is marked, then what stands in or around it; the marked elements are copied. */
#include "model/excerpt.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "model/mention.h"
#include "model/nearest.h"

enum { MENTION_DEPTH = 2, CONTAINER_DEPTH = 64 };

typedef struct Excerpt {
	const Graph *graph;
	bool *component;        /* by graph index: is it shown? */
	bool *platform;
} Excerpt;

static void mark(Excerpt *excerpt, const Element *element, int depth);

static void mark_end(Excerpt *excerpt, int component, int platform)
{
	if (component != NOWHERE)
		excerpt->component[component] = true;
	else if (platform != NOWHERE)
		excerpt->platform[platform] = true;
}

static void mark_platform(Excerpt *excerpt, int platform)
{
	const Graph *graph = excerpt->graph;

	excerpt->platform[platform] = true;
	for (size_t i = 0; i < graph->component_count; i++)
		if (graph->components[i].platform == platform)
			excerpt->component[i] = true;
}

static void mark_mentions(Excerpt *excerpt, const Element *element, int depth)
{
	const Graph *graph = excerpt->graph;

	for (uint32_t i = 0; i < element->field_count; i++) {
		const Field *field = &element->fields[i];
		const FieldSpec *spec = catalog_field(graph->catalog, element->class, NULL, NULL, field->key);
		List ids = {0};

		mention_ids(mention_form(spec, element->class, field->key), field->value, &ids);
		for (size_t k = 0; k < ids.count; k++)
			mark(excerpt, design_find(graph->design, ids.items[k]), depth);
		list_clear(&ids);
	}
}

/* Of what is no part of a drawing, what its fields name: DEPTH times, from a view over a flow to its steps. */
static void mark(Excerpt *excerpt, const Element *element, int depth)
{
	const Graph *graph = excerpt->graph;

	if (!element)
		return;
	if (element->class == CLASS_COMPONENT) {
		excerpt->component[element->index] = true;
	} else if (element->class == CLASS_PLATFORM) {
		mark_platform(excerpt, (int)element->index);
	} else if (element->class == CLASS_LINK) {
		const GraphLink *link = &graph->links[element->index];

		mark_end(excerpt, link->from, link->from_platform);
		mark_end(excerpt, link->to, link->to_platform);
	} else if (depth > 0) {
		mark_mentions(excerpt, element, depth - 1);
	}
}

/* All that stands in something shown, and all that something shown stands in. */
static void mark_around(Excerpt *excerpt)
{
	const Graph *graph = excerpt->graph;
	bool *named = mem_alloc((graph->component_count + 1) * sizeof *named);

	memcpy(named, excerpt->component, graph->component_count * sizeof *named);
	for (size_t i = 0; i < graph->component_count; i++) {
		int outer = (int)i, depth = 0;
		bool inside = false;

		for (; outer != NOWHERE && depth < CONTAINER_DEPTH; depth++, outer = graph->components[outer].container)
			inside |= named[outer];
		if (inside)
			excerpt->component[i] = true;
	}
	for (size_t i = 0; i < graph->component_count; i++) {
		int outer = graph->components[i].container;

		if (!excerpt->component[i])
			continue;
		for (int depth = 0; outer != NOWHERE && depth < CONTAINER_DEPTH; depth++, outer = graph->components[outer].container)
			excerpt->component[outer] = true;
		if (graph->components[i].platform != NOWHERE)
			excerpt->platform[graph->components[i].platform] = true;
	}
	free(named);
}

static bool end_shown(const Excerpt *excerpt, int component, int platform)
{
	return component != NOWHERE ? excerpt->component[component] :
	       platform != NOWHERE && excerpt->platform[platform];
}

static void copy_element(Design *part, const Element *element)
{
	Element *copy = design_add(part, element->class, element->id, strlen(element->id));

	for (uint32_t i = 0; copy && i < element->field_count; i++)
		design_set(part, copy, element->fields[i].key, element->fields[i].value);
}

static size_t copy_shown(const Excerpt *excerpt, Design *part)
{
	const Graph *graph = excerpt->graph;
	const Element *whole = design_find(graph->design, ID_DESIGN);
	size_t count = 0;

	design_init(part);
	for (uint32_t i = 0; i < whole->field_count; i++)
		design_set(part, design_element(part), whole->fields[i].key, whole->fields[i].value);
	for (size_t i = 0; i < graph->platform_count; i++)
		if (excerpt->platform[i])
			copy_element(part, graph->platforms[i].element);
	for (size_t i = 0; i < graph->component_count; i++)
		if (excerpt->component[i]) {
			copy_element(part, graph->components[i].element);
			count++;
		}
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (end_shown(excerpt, link->from, link->from_platform) &&
		    end_shown(excerpt, link->to, link->to_platform))
			copy_element(part, link->element);
	}
	for (size_t i = 0; i < graph->data_count; i++)
		copy_element(part, graph->data[i].element);
	design_ready(part);
	return count;
}

/* Views and platforms are what is looked for first. */
static bool no_such(const Graph *graph, const char *name, Error *err)
{
	const Design *design = graph->design;
	Nearest nearest = {.wanted = name};

	for (int class = CLASS_PLATFORM; class < CLASS_COUNT; class++)
		for (size_t i = 0; i < design_count(design, (ElementClass)class); i++)
			nearest_try(&nearest, design_at(design, (ElementClass)class, i)->id);
	return nearest.best ? error_set(err, "there is no view '%s'; did you mean '%s'?", name, nearest.best)
	                    : error_set(err, "there is no view '%s', nor a platform or anything else of that id", name);
}

bool excerpt_make(Design *part, const Graph *graph, const char *name, Error *err)
{
	const Element *element = design_find(graph->design, name);
	Excerpt excerpt = {.graph = graph};
	bool all = element && (element->class == CLASS_DESIGN ||
	                       (element->class == CLASS_VIEW && !element_get(element, "show")));
	size_t count;

	if (!element)
		return no_such(graph, name, err);
	excerpt.component = mem_alloc((graph->component_count + 1) * sizeof *excerpt.component);
	excerpt.platform = mem_alloc((graph->platform_count + 1) * sizeof *excerpt.platform);
	memset(excerpt.component, all, graph->component_count * sizeof *excerpt.component);
	memset(excerpt.platform, all, graph->platform_count * sizeof *excerpt.platform);
	mark(&excerpt, element, MENTION_DEPTH);
	mark_around(&excerpt);
	count = copy_shown(&excerpt, part);
	free(excerpt.component);
	free(excerpt.platform);
	if (count || all)
		return true;
	design_clear(part);
	*part = (Design){0};
	return error_set(err, "%s '%s' shows no component", class_name(element->class), name);
}
