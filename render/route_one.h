/* The way of one link among the others. */
#ifndef TROIKA_RENDER_ROUTE_ONE_H
#define TROIKA_RENDER_ROUTE_ONE_H

#include "render/route.h"

enum {
	ROUTE_FAR = 200,        /* estimated cost from which a route is long */
	MANY_LINKS = 500        /* a large drawing: quicker, not as good */
};

/* Finds a way for the link INDEX, which is not in the grid, with a label of LABEL_WIDTH cells (0: without), and writes it
 * into OUT. SOFT: may take cells of the links that the router may push aside. */
bool route_one(Router *router, const Plan *plan, int index, int label_width, bool soft, PlanLink *out);
/* What a straight way between the ends of LINK costs at least. */
int route_distance(const Plan *plan, const PlanLink *link);

#endif
