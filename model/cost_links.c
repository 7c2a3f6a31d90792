/* Volume and payload of links, as the vendors count them. */
#include "model/cost_links.h"

#include "model/cost_share.h"
#include "model/graph_number.h"

#define CHUNK_KB decimal_from(25)

enum { GIGABYTE_PLACES = 3 };

/* What LINK brings a month; false: it does not say. */
static bool link_brings(const Graph *graph, const GraphLink *link, LinkCount count, Decimal *out)
{
	Decimal volume, kilobytes, chunks = DECIMAL_ONE;

	if (count == LINK_COUNT_GIGABYTES)
		return transfer_gigabytes(graph, link, out);
	if (!link_number(graph, link, GRAPH_VOLUME, &volume) || !link_number(graph, link, GRAPH_PAYLOAD, &kilobytes))
		return false;
	if (kilobytes > CHUNK_KB)
		chunks = (kilobytes + CHUNK_KB - 1) / CHUNK_KB * DECIMAL_ONE;
	return decimal_multiply(volume, chunks, out);
}

bool cost_from_links(const Graph *graph, const GraphComponent *component, LinkCount count, Decimal *out,
                     const Element **unknown)
{
	size_t index = (size_t)(component - graph->components);
	bool fed = false;

	*out = 0;
	*unknown = NULL;
	for (uint32_t i = graph->in_start[index]; i < graph->in_start[index + 1]; i++) {
		const GraphLink *link = &graph->links[graph->in[i]];
		Decimal brought;

		if (!link_feeds(graph, link))
			continue;
		fed = true;
		if (!link_brings(graph, link, count, &brought))
			*unknown = link->element;
		else if (!decimal_add(*out, brought, out))
			return false;
	}
	*out = decimal_round(*out, count == LINK_COUNT_GIGABYTES ? GIGABYTE_PLACES : 0);
	return fed;
}
