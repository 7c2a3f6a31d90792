/* Chains: calls that wait for calls. Salesforce is one deployable, so that its
 * own steps share one availability. */
#include <stdlib.h>
#include <string.h>

#include "model/quantity.h"
#include "model/rule_kit.h"

/* Whether another component (people apart) waits for it; then the chain is told from there. */
static bool *mark_called(const Walk *walk)
{
	const Graph *graph = walk->graph;
	bool *called = mem_alloc(walk->count + 1);

	for (uint32_t c = 0; c < walk->count; c++)
		for (uint32_t i = walk->edge_start[c]; i < walk->edge_start[c + 1]; i++)
			if (!(graph->components[c].traits & TRAIT_ACTOR) &&
			    walk->knot[c] != walk->knot[walk->edge[i]])
				called[walk->edge[i]] = true;
	return called;
}

/* Is it a link of any chain? Most components are not, and nothing has to be known of them. */
static bool in_chain(const Walk *walk, const bool *called, uint32_t c)
{
	return called[c] || walk->edge_start[c] != walk->edge_start[c + 1];
}

static bool starts_chain(const Walk *walk, const bool *called, uint32_t c)
{
	uint32_t knot = walk->knot[c];

	if (walk->graph->components[c].traits & TRAIT_ACTOR)
		return false;
	for (uint32_t m = walk->member_start[knot]; m < walk->member_start[knot + 1]; m++)
		if (called[walk->member[m]])
			return false;
	return walk->member[walk->member_start[knot]] == c;
}

/* "lwc → apex → app"; at most 8. */
static void add_way(const Walk *walk, const uint32_t *next, uint32_t c, Text *out)
{
	text_add(out, component_id(walk->graph, (int)c));
	for (int i = 0; next[c] != WALK_END; i++) {
		c = walk->edge[next[c]];
		if (i == 7) {
			text_add(out, " → …");
			return;
		}
		text_addf(out, " → %s", component_id(walk->graph, (int)c));
	}
}

/* ---- coupling/synchronous-chain --------------------------------------------------------- */

static void check_chain(const Graph *graph, Findings *findings)
{
	const Walk *walk = finding_walk(findings, graph, WALK_CHAIN);
	uint32_t *hops = mem_alloc((walk->count + 1) * sizeof *hops);
	uint32_t *next = mem_alloc((walk->count + 1) * sizeof *next);
	bool *called = mark_called(walk);
	int64_t limit = (int64_t)(finding_param(findings, graph, "hops") / DECIMAL_ONE);
	Text way = {0};

	walk_longest(walk, hops, next);
	for (uint32_t c = 0; c < walk->count; c++) {
		if (hops[c] <= limit || !starts_chain(walk, called, c))
			continue;
		text_reset(&way);
		add_way(walk, next, c, &way);
		finding_add(findings, graph->components[c].element, "%u calls in a row, each waiting for the next: %s",
		            hops[c], text_str(&way));
	}
	text_clear(&way);
	free(called);
	free(hops);
	free(next);
}

/* The first call on the way that can be made asynchronous. */
static bool fix_chain(const Graph *graph, const Finding *finding, Edit *edit)
{
	Walk walk;
	uint32_t c = finding->element->index;
	uint32_t *hops = mem_alloc((graph->component_count + 1) * sizeof *hops);
	uint32_t *next = mem_alloc((graph->component_count + 1) * sizeof *next);
	bool fixed = false;

	walk_build(&walk, graph, WALK_CHAIN);
	walk_longest(&walk, hops, next);
	for (; next[c] != WALK_END && !fixed; c = walk.edge[next[c]])
		fixed = fix_by_pattern(graph, &graph->links[walk.edge_link[next[c]]], MODE_ASYNC, edit);
	walk_clear(&walk);
	free(hops);
	free(next);
	return fixed;
}

const Rule rule_coupling_synchronous_chain = {"coupling/synchronous-chain", check_chain, fix_chain, false};

/* ---- coupling/chain-availability ------------------------------------------------------------ */

/* The share of time it is up, replicas taken together as 1 - (1 - a)^n; false: not known. */
static bool availability_of(const Graph *graph, const GraphComponent *component, Decimal *out)
{
	Decimal one, down, copies;
	Quantity own;

	if (has_field(component->has, GRAPH_AVAILABILITY) &&
	    quantity_parse(graph_get(graph, component->element, GRAPH_AVAILABILITY), DIMENSION_PERCENT, NULL,
	                   &own, NULL))
		return decimal_divide(own.value, decimal_from(100), out);
	if (!component_limit(graph, component, "availability", "plan", &one) &&
	    !decimal_parse(component->kind->availability, &one, NULL))
		return false;
	if (!decimal_divide(one, decimal_from(100), &one))
		return false;
	down = DECIMAL_ONE - one;
	if (component_quantity(graph, component, GRAPH_REPLICAS, &copies))
		for (Decimal i = decimal_from(2); i <= copies && i <= decimal_from(5); i += DECIMAL_ONE)
			decimal_multiply(down, DECIMAL_ONE - one, &down);
	*out = DECIMAL_ONE - down;
	return true;
}

static bool inside_org(const Graph *graph, const GraphLink *link)
{
	return link->is_internal && link->from_platform != NOWHERE && !link->cross_platform &&
	       graph->platforms[link->from_platform].vendor_id == VENDOR_SALESFORCE;
}

static void add_percent(Text *out, Decimal share)
{
	Decimal percent;

	if (decimal_multiply(share, decimal_from(100), &percent))
		decimal_add_fixed(out, percent, 2, false);
}

static void check_availability(const Graph *graph, Findings *findings)
{
	const Walk *walk = finding_walk(findings, graph, WALK_CHAIN);
	Decimal *factor = mem_alloc((walk->count + 1) * sizeof *factor);
	Decimal *product = mem_alloc((walk->count + 1) * sizeof *product);
	uint32_t *next = mem_alloc((walk->count + 1) * sizeof *next);
	bool *called = mark_called(walk);
	Decimal target = finding_param(findings, graph, "target");
	Text way = {0}, percent = {0};
	size_t unknown = 0;

	for (uint32_t c = 0; c < walk->count; c++) {
		bool asked = in_chain(walk, called, c);

		factor[c] = DECIMAL_ONE;
		if (asked && !availability_of(graph, &graph->components[c], &factor[c]))
			unknown++;
	}
	walk_frailest(walk, factor, inside_org, product, next);
	for (uint32_t c = 0; c < walk->count; c++) {
		if (product[c] >= target || next[c] == WALK_END || !starts_chain(walk, called, c))
			continue;
		text_reset(&way);
		text_reset(&percent);
		add_way(walk, next, c, &way);
		add_percent(&percent, product[c]);
		text_add(&percent, " % where ");
		add_percent(&percent, target);
		finding_add(findings, graph->components[c].element, "in a row they are up %s %% is wanted: %s",
		            text_str(&percent), text_str(&way));
	}
	undecided_places(findings, graph, "availability", unknown);
	text_clear(&way);
	text_clear(&percent);
	free(called);
	free(factor);
	free(product);
	free(next);
}

const Rule rule_coupling_chain_availability = {
	"coupling/chain-availability", check_availability, NULL, false};

/* ---- coupling/slow-path ------------------------------------------------------------------------ */

static void check_slow(const Graph *graph, Findings *findings)
{
	const Walk *walk = finding_walk(findings, graph, WALK_CHAIN);
	Decimal *latency = mem_alloc((walk->count + 1) * sizeof *latency);
	Decimal *sum = mem_alloc((walk->count + 1) * sizeof *sum);
	uint32_t *next = mem_alloc((walk->count + 1) * sizeof *next);
	bool *called = mark_called(walk);
	Decimal page = finding_param(findings, graph, "page-ms"), api = finding_param(findings, graph, "api-ms");
	Text way = {0}, time = {0};
	size_t unknown = 0;

	for (uint32_t c = 0; c < walk->count; c++)
		if (!component_quantity(graph, &graph->components[c], GRAPH_LATENCY, &latency[c]))
			unknown += !(graph->components[c].traits & TRAIT_ACTOR) && in_chain(walk, called, c);
	walk_heaviest(walk, latency, sum, next);
	for (uint32_t c = 0; c < walk->count; c++) {
		Decimal limit = graph->components[c].traits & TRAIT_INTERFACE ? page : api;

		if (sum[c] <= limit || !starts_chain(walk, called, c))
			continue;
		text_reset(&way);
		text_reset(&time);
		add_way(walk, next, c, &way);
		add_number(&time, sum[c]);
		text_add(&time, " ms until it answers, ");
		add_number(&time, limit);
		finding_add(findings, graph->components[c].element, "%s ms are the limit: %s", text_str(&time),
		            text_str(&way));
	}
	undecided_places(findings, graph, "latency", unknown);
	text_clear(&way);
	text_clear(&time);
	free(called);
	free(latency);
	free(sum);
	free(next);
}

const Rule rule_coupling_slow_path = {"coupling/slow-path", check_slow, NULL, false};
