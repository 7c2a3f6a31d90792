/* Everything is counted where it falls, in one pass over findings, cost lines and data. */
#include "render/facts.h"

#include <stdlib.h>
#include <string.h>

#include "model/list.h"
#include "model/memory.h"

static ComponentFacts *facts_of(const Facts *facts, const Graph *graph, const Element *element)
{
	int component = graph_component(graph, element->id);

	return component == NOWHERE ? NULL : &facts->components[component];
}

static void take_findings(Facts *facts, const Graph *graph, const Findings *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		const Finding *finding = &findings->items[i];
		int link = finding->element->class == CLASS_LINK ? graph_link(graph, finding->element->id) : NOWHERE;
		ComponentFacts *of = finding->element->class == CLASS_COMPONENT ?
		                     facts_of(facts, graph, finding->element) : NULL;

		if (finding->waiver)
			continue;
		if (link != NOWHERE)
			facts->links[link][finding->severity]++;
		if (of)
			of->findings[finding->severity]++;
	}
}

static void take_cost(Facts *facts, const Graph *graph, const CostSheet *cost)
{
	memcpy(facts->currency, cost->currency, sizeof facts->currency);
	facts->total = cost->total;
	for (size_t i = 0; i < cost->count; i++) {
		ComponentFacts *of = facts_of(facts, graph, cost->lines[i].element);

		if (!of)
			continue;
		of->cost += cost->lines[i].amount;
		of->priced = true;
	}
	for (size_t i = 0; i < cost->unpriced_count; i++) {
		ComponentFacts *of = facts_of(facts, graph, cost->unpriced[i].element);

		if (of)
			of->unpriced = true;
	}
}

unsigned facts_data(const Element *data)
{
	unsigned bits = DATA_ANY;

	if (text_equal(element_get(data, "personal"), "true"))
		bits |= DATA_PERSONAL;
	if (text_equal(element_get(data, "special"), "true"))
		bits |= DATA_SPECIAL;
	return text_equal(element_get(data, "class"), "secret") ? bits | DATA_SECRET : bits;
}

static void take_data(Facts *facts, const Graph *graph)
{
	for (size_t i = 0; i < graph->data_count; i++) {
		const GraphData *data = &graph->data[i];
		uint8_t bits = (uint8_t)facts_data(data->element);
		List copies = {0};

		if (data->home != NOWHERE)
			facts->components[data->home].data |= bits;
		list_split(element_get(data->element, "copies"), &copies, NULL);
		for (size_t k = 0; k < copies.count; k++) {
			int component = graph_component(graph, copies.items[k]);

			if (component != NOWHERE)
				facts->components[component].data |= bits;
		}
		list_clear(&copies);
	}
}

void facts_take(Facts *facts, const Graph *graph, const Findings *findings, const CostSheet *cost)
{
	facts_clear(facts);
	facts->components = mem_alloc((graph->component_count + 1) * sizeof *facts->components);
	facts->links = mem_alloc((graph->link_count + 1) * sizeof *facts->links);
	take_findings(facts, graph, findings);
	take_cost(facts, graph, cost);
	take_data(facts, graph);
}

void facts_clear(Facts *facts)
{
	if (!facts)
		return;
	free(facts->components);
	free(facts->links);
	*facts = (Facts){0};
}

void facts_add_findings(const uint32_t findings[SEVERITY_COUNT], bool ascii, Text *out)
{
	static const char *const glyphs[] = {"✖", "▲", "○"}, *const letters[] = {"x", "!", "i"};
	bool first = true;

	for (int s = 0; s < SEVERITY_COUNT; s++) {
		if (!findings[s])
			continue;
		text_addf(out, "%s%s%u", first ? "" : " ", ascii ? letters[s] : glyphs[s], (unsigned)findings[s]);
		first = false;
	}
}
