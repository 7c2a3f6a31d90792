/* Coupling: what stops, and what slows down, when something else does. */
#include <stdlib.h>

#include "model/rule_kit.h"

/* ---- coupling/cycle ----------------------------------------------------------- */

/* A knot counts when a link in it leaves its deployable: Flow and Apex of one org
 * that call each other are one program. */
static bool knot_crosses(const Walk *walk, uint32_t knot)
{
	for (uint32_t m = walk->member_start[knot]; m < walk->member_start[knot + 1]; m++) {
		uint32_t c = walk->member[m];

		for (uint32_t i = walk->edge_start[c]; i < walk->edge_start[c + 1]; i++)
			if (walk->edge[i] != c && walk->knot[walk->edge[i]] == knot &&
			    !link_is_internal(&walk->graph->links[walk->edge_link[i]]))
				return true;
	}
	return false;
}

static void say_cycle(Findings *findings, const Walk *walk, uint32_t knot, uint32_t *circle)
{
	const Graph *graph = walk->graph;
	uint32_t size = walk_knot_size(walk, knot), length = walk_circle(walk, knot, circle);
	Text way = {0};

	for (uint32_t i = 0; i < length && i < 8; i++)
		text_addf(&way, "%s → ", component_id(graph, (int)circle[i]));
	text_add(&way, length > 8 ? "…" : component_id(graph, (int)circle[0]));
	if (size > length)
		text_addf(&way, ", and %u more in the same knot", size - length);
	finding_add(findings, graph->components[circle[0]].element,
	            "each stops when the next is down: %s", text_str(&way));
	text_clear(&way);
}

static void check_cycle(const Graph *graph, Findings *findings)
{
	const Walk *walk = finding_walk(findings, graph, WALK_HARD);
	uint32_t *circle = mem_alloc((graph->component_count + 1) * sizeof *circle);

	for (uint32_t knot = 0; knot < walk->knot_count; knot++)
		if (walk_knot_size(walk, knot) > 1 && knot_crosses(walk, knot))
			say_cycle(findings, walk, knot, circle);
	free(circle);
}

/* The first link round the circle that an asynchronous pattern can replace. */
static bool fix_cycle(const Graph *graph, const Finding *finding, Edit *edit)
{
	Walk walk;
	uint32_t *circle = mem_alloc((graph->component_count + 1) * sizeof *circle);
	uint32_t first = finding->element->index, length;
	bool fixed = false;

	walk_build(&walk, graph, WALK_HARD);
	length = walk_circle(&walk, walk.knot[first], circle);
	for (uint32_t i = 0; i < length && !fixed; i++) {
		uint32_t c = circle[i], next = circle[(i + 1) % length];

		for (uint32_t e = walk.edge_start[c]; e < walk.edge_start[c + 1] && !fixed; e++)
			fixed = walk.edge[e] == next &&
				fix_by_pattern(graph, &graph->links[walk.edge_link[e]], MODE_ASYNC, edit);
	}
	walk_clear(&walk);
	free(circle);
	return fixed;
}

const Rule rule_coupling_cycle = {"coupling/cycle", check_cycle, fix_cycle, false};
