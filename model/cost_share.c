/* Costs by component first; then every user of one gets its share. */
#include "model/cost_share.h"

#include <stdlib.h>
#include <string.h>

#include "model/flow.h"
#include "model/graph_number.h"
#include "model/list.h"

enum { EACH_PLACES = 4 };

/* ---- transfers -------------------------------------------------------------------- */

static bool is_aws(const Graph *graph, int component)
{
	return component != NOWHERE && graph->components[component].vendor_id == VENDOR_AWS;
}

int transfer_source(const Graph *graph, const GraphLink *link)
{
	const char *access = has_field(link->has, GRAPH_ACCESS)
			     ? graph_get(graph, link->element, GRAPH_ACCESS) : link->pattern->access;

	if (!link->cross_platform || link->pattern->mode == MODE_OVERLAY || !access)
		return NOWHERE;
	if (!strcmp(access, "rw"))
		return NOWHERE;
	if (link_feeds(graph, link))
		return is_aws(graph, link->from) ? link->from : NOWHERE;
	return is_aws(graph, link->to) ? link->to : NOWHERE;
}

bool transfer_gigabytes(const Graph *graph, const GraphLink *link, Decimal *out)
{
	Decimal volume, kilobytes, product;

	return link_number(graph, link, GRAPH_VOLUME, &volume) && link_number(graph, link, GRAPH_PAYLOAD, &kilobytes) &&
	       decimal_multiply(volume, kilobytes, &product) && decimal_divide(product, decimal_from(1000000), out);
}

/* The line that prices what leaves COMPONENT; NULL: none. */
static const CostLine *transfer_line(const CostSheet *sheet, const Element *component)
{
	for (size_t i = 0; i < sheet->count; i++)
		if (sheet->lines[i].element == component && !strcmp(sheet->lines[i].price->metric, "egress"))
			return &sheet->lines[i];
	return NULL;
}

static void share_transfer(const Graph *graph, const CostSheet *sheet, Decimal scale, TransferShare *share)
{
	const GraphComponent *component = &graph->components[share->component];
	const CostLine *line = transfer_line(sheet, component->element);
	Decimal amount;

	if (!transfer_gigabytes(graph, &graph->links[share->link], &share->gigabytes) ||
	    !decimal_multiply(share->gigabytes, scale, &share->gigabytes)) {
		share->reason = "its volume or payload is not known";
	} else if (has_field(component->has, GRAPH_PRICE)) {
		share->reason = "part of the agreed price of what it leaves";
	} else if (!line) {
		share->reason = catalog_field(graph->catalog, CLASS_COMPONENT, component->kind, NULL, "egress")
		                ? "not in the total: set egress of what it leaves" : "no price known";
	} else if (decimal_multiply(share->gigabytes, line->unit_price, &amount)) {
		share->unit_price = line->unit_price;
		share->amount = decimal_round(amount, 2);
	} else {
		share->reason = "the amount is too large to count";
	}
}

static void share_transfers(CostShares *shares, const Graph *graph, const CostSheet *sheet, Decimal scale)
{
	shares->transfers = arena_alloc(&shares->arena, (graph->link_count + 1) * sizeof *shares->transfers);
	for (size_t i = 0; i < graph->link_count; i++) {
		TransferShare *share = &shares->transfers[shares->transfer_count];

		share->link = (int)i;
		share->component = transfer_source(graph, &graph->links[i]);
		if (share->component == NOWHERE)
			continue;
		share_transfer(graph, sheet, scale, share);
		shares->transfer_count++;
	}
}

/* ---- flows ------------------------------------------------------------------------ */

typedef struct Touch {          /* by one flow */
	int component;
	uint32_t times;         /* in one run */
} Touch;

typedef struct Sharing {
	const Graph *graph;
	Decimal *costs;         /* of each component, a month */
	Decimal *used;          /* touches of each component by all flows, a month */
	uint32_t *times;        /* of each component, by the flow at hand; 0 between flows */
	Touch *touched;         /* by the flow at hand */
	size_t count;
} Sharing;

static void touch(Sharing *sharing, int component)
{
	if (component == NOWHERE)
		return;
	if (!sharing->times[component]++)
		sharing->touched[sharing->count++].component = component;
}

/* Gathers what FLOW touches in one run. */
static void walk_flow(Sharing *sharing, const Element *flow)
{
	List steps = {0};

	sharing->count = 0;
	list_split(element_get(flow, "steps"), &steps, NULL);
	for (size_t i = 0; i < steps.count; i++) {
		const char *words;
		char *id = mem_copy_n(steps.items[i], flow_step(steps.items[i], &words));
		int link = graph_link(sharing->graph, id);

		free(id);
		if (link == NOWHERE)
			continue;
		touch(sharing, sharing->graph->links[link].from);
		touch(sharing, sharing->graph->links[link].to);
	}
	list_clear(&steps);
	for (size_t i = 0; i < sharing->count; i++) {
		sharing->touched[i].times = sharing->times[sharing->touched[i].component];
		sharing->times[sharing->touched[i].component] = 0;
	}
}

static void count_use(Sharing *sharing, const FlowShare *share)
{
	walk_flow(sharing, share->flow);
	for (size_t i = 0; i < sharing->count; i++) {
		Decimal *used = &sharing->used[sharing->touched[i].component], touches;

		if (decimal_multiply(share->runs, decimal_from(sharing->touched[i].times), &touches))
			decimal_add(*used, touches, used);
	}
}

static void share_flow(Sharing *sharing, FlowShare *share)
{
	walk_flow(sharing, share->flow);
	for (size_t i = 0; i < sharing->count; i++) {
		int component = sharing->touched[i].component;
		Decimal part;

		if (decimal_multiply(share->runs, decimal_from(sharing->touched[i].times), &part) &&
		    decimal_divide(part, sharing->used[component], &part) &&
		    decimal_multiply(part, sharing->costs[component], &part))
			decimal_add(share->amount, part, &share->amount);
	}
	if (decimal_divide(share->amount, share->runs, &share->each))
		share->each = decimal_round(share->each, EACH_PLACES);
	share->amount = decimal_round(share->amount, 2);
}

static void read_flows(CostShares *shares, const Graph *graph, Decimal scale)
{
	const Design *design = graph->design;

	shares->flow_count = design_count(design, CLASS_FLOW);
	shares->flows = arena_alloc(&shares->arena, (shares->flow_count + 1) * sizeof *shares->flows);
	for (size_t i = 0; i < shares->flow_count; i++) {
		FlowShare *share = &shares->flows[i];

		share->flow = design_at(design, CLASS_FLOW, i);
		if (!element_number(graph, share->flow, GRAPH_VOLUME, &share->runs) ||
		    !decimal_multiply(share->runs, scale, &share->runs) || share->runs <= 0) {
			share->runs = 0;
			share->reason = "set volume, how often it happens";
		}
	}
}

static void share_flows(CostShares *shares, const Graph *graph, const CostSheet *sheet, Decimal scale)
{
	size_t count = graph->component_count + 1;
	Sharing sharing = {
		.graph = graph,
		.costs = arena_alloc(&shares->arena, count * sizeof *sharing.costs),
		.used = arena_alloc(&shares->arena, count * sizeof *sharing.used),
		.times = arena_alloc(&shares->arena, count * sizeof *sharing.times),
		.touched = arena_alloc(&shares->arena, count * sizeof *sharing.touched),
	};

	for (size_t i = 0; i < sheet->count; i++)
		sharing.costs[sheet->lines[i].element->index] += sheet->lines[i].amount;
	read_flows(shares, graph, scale);
	for (size_t i = 0; i < shares->flow_count; i++)
		if (!shares->flows[i].reason)
			count_use(&sharing, &shares->flows[i]);
	for (size_t i = 0; i < shares->flow_count; i++)
		if (!shares->flows[i].reason)
			share_flow(&sharing, &shares->flows[i]);
	for (size_t c = 0; c < graph->component_count; c++)
		if (sharing.used[c] == 0)
			shares->by_none += sharing.costs[c];
}

void cost_share(CostShares *shares, const Graph *graph, const CostSheet *sheet, Decimal scale)
{
	*shares = (CostShares){0};
	share_flows(shares, graph, sheet, scale);
	share_transfers(shares, graph, sheet, scale);
}

void cost_share_clear(CostShares *shares)
{
	arena_clear(&shares->arena);
	*shares = (CostShares){0};
}
