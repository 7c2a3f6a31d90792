/* The numbers that elements say, in the units of their fields, and which way a link brings them. */
#ifndef TROIKA_MODEL_GRAPH_NUMBER_H
#define TROIKA_MODEL_GRAPH_NUMBER_H

#include "model/graph.h"

static inline bool has_field(uint64_t has, GraphKey key)
{
	return has & GRAPH_BIT(key);
}

/* The quantity of FIELD where it is set, in the unit of the field; for fields without a default. */
bool component_quantity(const Graph *graph, const GraphComponent *component, GraphKey field, Decimal *out);
/* The quantity of FIELD (its default when it is not set) in the unit of the field, a rate a month;
 * false: neither is there. */
bool component_number(const Graph *graph, const GraphComponent *component, const char *field,
                      Decimal *out);
bool element_number(const Graph *graph, const Element *element, GraphKey field, Decimal *out);
bool link_number(const Graph *graph, const GraphLink *link, GraphKey field, Decimal *out);

bool link_writes(const Graph *graph, const GraphLink *link);    /* by its `access`, else its pattern's */
/* Does it bring its messages to the component at its `to`? One that only fetches does not. */
bool link_feeds(const Graph *graph, const GraphLink *link);

#endif
