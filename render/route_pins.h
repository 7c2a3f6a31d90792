/* Pinned routes: a link that keeps to the way-points its user set. */
#ifndef TROIKA_RENDER_ROUTE_PINS_H
#define TROIKA_RENDER_ROUTE_PINS_H

#include "render/route.h"

/* Routes the link INDEX, which is not in the grid, through its way-points in their order, without a label, into OUT. Other links
 * are not pushed aside. False: there is no such way; OUT has no route then. */
bool route_pins(Router *router, const Plan *plan, int index, PlanLink *out);

#endif
