/* What the links that feed a component say of its usage. */
#ifndef TROIKA_MODEL_COST_LINKS_H
#define TROIKA_MODEL_COST_LINKS_H

#include "model/graph.h"

/* Messages or data a month, in the unit of COUNT, that come to COMPONENT; *UNKNOWN gets a link that does not say its
 * volume or payload, NULL: all say. False: no link feeds it, or the sum is too large to count. */
bool cost_from_links(const Graph *graph, const GraphComponent *component, LinkCount count, Decimal *out,
                     const Element **unknown);

#endif
