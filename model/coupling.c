/* One walk for what depends on what, one for the chains of waiting callers. */
#include "model/coupling.h"

#include <stdlib.h>

/* Fan-in and fan-out; SEEN stamps the dependees of the component at hand, so that parallel links count once. */
static void count_fans(Coupling *coupling, const Walk *walk)
{
	uint32_t *seen = mem_alloc(((size_t)walk->count + 1) * sizeof *seen);

	for (uint32_t c = 0; c < walk->count; c++)
		for (uint32_t e = walk->edge_start[c]; e < walk->edge_start[c + 1]; e++) {
			uint32_t dependee = walk->edge[e];

			if (dependee == c || seen[dependee] == c + 1)
				continue;
			seen[dependee] = c + 1;
			coupling->components[c].fan_out++;
			coupling->components[dependee].fan_in++;
			coupling->dependencies++;
		}
	free(seen);
}

static Decimal ratio(uint64_t part, uint64_t whole)
{
	Decimal result = 0;

	decimal_divide(decimal_from((int64_t)part), decimal_from((int64_t)whole), &result);
	return result;
}

static void measure_reach(Coupling *coupling, const Walk *walk)
{
	uint32_t *reaches = mem_alloc(((size_t)walk->count + 1) * sizeof *reaches);
	uint32_t *reached = mem_alloc(((size_t)walk->count + 1) * sizeof *reached);
	uint64_t ones = walk_visibility(walk, reaches, reached);

	for (uint32_t c = 0; c < walk->count; c++) {
		coupling->components[c].reaches = reaches[c] - 1;
		coupling->components[c].blast = reached[c] - 1;
	}
	if (walk->count)
		coupling->propagation = ratio(ones, (uint64_t)walk->count * walk->count);
	free(reaches);
	free(reached);
}

static void measure_circles(Coupling *coupling, const Walk *walk)
{
	for (uint32_t k = 0; k < walk->knot_count; k++) {
		uint32_t size = walk_knot_size(walk, k);

		if (size < 2)
			continue;
		coupling->circles++;
		if (size > coupling->largest_circle)
			coupling->largest_circle = size;
	}
	for (uint32_t c = 0; c < walk->count; c++) {
		uint32_t size = walk_knot_size(walk, walk->knot[c]);

		coupling->components[c].circle = size > 1 ? size : 0;
	}
}

static uint32_t longest_chain(const Graph *graph)
{
	Walk walk = {0};
	uint32_t *hops, *next, longest = 0;

	walk_build(&walk, graph, WALK_CHAIN);
	hops = mem_alloc(((size_t)walk.count + 1) * sizeof *hops);
	next = mem_alloc(((size_t)walk.count + 1) * sizeof *next);
	walk_longest(&walk, hops, next);
	for (uint32_t c = 0; c < walk.count; c++)
		if (hops[c] > longest)
			longest = hops[c];
	free(hops);
	free(next);
	walk_clear(&walk);
	return longest;
}

void coupling_measure(Coupling *coupling, const Graph *graph)
{
	Walk walk = {0};

	walk_build(&walk, graph, WALK_ALL);
	*coupling = (Coupling){.count = walk.count};
	coupling->components = mem_alloc(((size_t)walk.count + 1) * sizeof *coupling->components);
	count_fans(coupling, &walk);
	measure_reach(coupling, &walk);
	measure_circles(coupling, &walk);
	for (uint32_t c = 0; c < walk.count; c++) {
		ComponentCoupling *component = &coupling->components[c];
		uint64_t all = (uint64_t)component->fan_in + component->fan_out;

		component->instability = all ? ratio(component->fan_out, all) : -DECIMAL_ONE;
	}
	for (size_t i = 0; i < graph->link_count; i++)
		coupling->cross_platform += graph->links[i].cross_platform;
	coupling->longest_chain = longest_chain(graph);
	walk_clear(&walk);
}

void coupling_clear(Coupling *coupling)
{
	if (!coupling)
		return;
	free(coupling->components);
	*coupling = (Coupling){0};
}
