/* One walk for what depends on what, one for the chains of waiting callers. */
#include "model/coupling.h"

#include <stdlib.h>
#include <string.h>

/* SEEN stamps the dependees of the component at hand, so that parallel links count once. */
uint64_t coupling_fans(const Walk *walk, ComponentCoupling *components)
{
	uint32_t *seen = mem_alloc(((size_t)walk->count + 1) * sizeof *seen);
	uint64_t pairs = 0;

	for (uint32_t c = 0; c < walk->count; c++)
		components[c].fan_in = components[c].fan_out = 0;
	for (uint32_t c = 0; c < walk->count; c++)
		for (uint32_t e = walk->edge_start[c]; e < walk->edge_start[c + 1]; e++) {
			uint32_t dependee = walk->edge[e];

			if (dependee == c || seen[dependee] == c + 1)
				continue;
			seen[dependee] = c + 1;
			components[c].fan_out++;
			components[dependee].fan_in++;
			pairs++;
		}
	free(seen);
	return pairs;
}

bool coupling_instability(const ComponentCoupling *component, Decimal *out)
{
	return decimal_divide(decimal_from(component->fan_out),
	                      decimal_from((int64_t)component->fan_in + component->fan_out), out);
}

bool coupling_counts(const GraphLink *link)
{
	return link->cross_platform && link->pattern->mode != MODE_OVERLAY &&
	       link->pattern->depends != DEPENDS_NONE && !link->is_internal && !link->is_free &&
	       strcmp(link->pattern->id, "saml-oidc-sso") &&
	       strcmp(link->pattern->id, "user-https");
}

Decimal coupling_mean_score(const Graph *graph, uint32_t *count)
{
	Decimal sum = 0, score;

	*count = 0;
	for (size_t i = 0; i < graph->link_count; i++) {
		if (!coupling_counts(&graph->links[i]) ||
		    !decimal_parse(graph->links[i].pattern->score, &score, NULL))
			continue;
		sum += score;
		(*count)++;
	}
	decimal_divide(sum, decimal_from(*count), &sum);
	return sum;
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

static void measure_stops(Coupling *coupling, const Graph *graph)
{
	uint32_t *reached = mem_alloc(((size_t)coupling->count + 1) * sizeof *reached);
	Walk hard = {0};

	walk_build(&hard, graph, WALK_HARD);
	walk_visibility(&hard, NULL, reached);
	for (uint32_t c = 0; c < coupling->count; c++)
		coupling->components[c].stops = reached[c] - 1;
	walk_clear(&hard);
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

/* A platform that asks a provider does so for all that stand on it. */
static void measure_sign_in(Coupling *coupling, const Graph *graph)
{
	bool *provider = mem_alloc((size_t)coupling->count + 1);
	uint32_t *hops = mem_alloc(((size_t)coupling->count + 1) * sizeof *hops);
	uint32_t *platform = mem_alloc((graph->platform_count + 1) * sizeof *platform);
	Walk walk = {0};

	walk_build(&walk, graph, WALK_SIGN_IN);
	for (uint32_t c = 0; c < coupling->count; c++)
		provider[c] = graph->components[c].traits & TRAIT_PROVIDER;
	walk_distance(&walk, provider, hops);
	for (size_t p = 0; p < graph->platform_count; p++)
		platform[p] = WALK_END;
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (link->from == NOWHERE && link->from_platform != NOWHERE && link->to != NOWHERE &&
		    hops[link->to] != WALK_END && hops[link->to] + 1 < platform[link->from_platform])
			platform[link->from_platform] = hops[link->to] + 1;
	}
	for (uint32_t c = 0; c < coupling->count; c++) {
		int on = graph->components[c].platform;

		coupling->components[c].sign_in = hops[c];
		if (hops[c] == WALK_END && on != NOWHERE && (graph->components[c].traits & TRAIT_INTERFACE))
			coupling->components[c].sign_in = platform[on];
	}
	walk_clear(&walk);
	free(provider);
	free(hops);
	free(platform);
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
	coupling->dependencies = coupling_fans(&walk, coupling->components);
	measure_reach(coupling, &walk);
	measure_stops(coupling, graph);
	measure_circles(coupling, &walk);
	measure_sign_in(coupling, graph);
	for (uint32_t c = 0; c < walk.count; c++) {
		ComponentCoupling *component = &coupling->components[c];

		if (!coupling_instability(component, &component->instability))
			component->instability = -DECIMAL_ONE;
	}
	for (size_t i = 0; i < graph->link_count; i++)
		coupling->cross_platform += graph->links[i].cross_platform;
	coupling->longest_chain = longest_chain(graph);
	coupling->score = coupling_mean_score(graph, &coupling->scored);
	walk_clear(&walk);
}

void coupling_clear(Coupling *coupling)
{
	if (!coupling)
		return;
	free(coupling->components);
	*coupling = (Coupling){0};
}
