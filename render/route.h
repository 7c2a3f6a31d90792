/* The router: all links of a plan, one after the other, each by a search.
 *
 * Short links come first. A link that finds no way takes the cells of others at a penalty, which
 * then look for a new way themselves; each such exchange makes a link dearer to push aside, and their number is
 * limited. What still has no way is pending: a plain bend, drawn dotted and listed. All orders and limits are
 * fixed by the plan alone, so that the same plan gives the same routes. */
#ifndef TROIKA_RENDER_ROUTE_H
#define TROIKA_RENDER_ROUTE_H

#include "render/grid.h"
#include "render/search.h"

typedef struct Router {         /* {0} is empty */
	Grid grid;              /* of the plan, with all its clean routes */
	Search search;
	Guide guide;
	int *taken;             /* by link: how often it was ripped up */
	size_t taken_cap;
	long most_states;       /* of one search; 0: enough for the whole grid */
	int rounds;             /* links that may be ripped up, in all; 0: a number that grows with the plan */
} Router;

typedef struct RouteScore {     /* the metrics of a routed plan */
	int pending;            /* links without a clean route */
	int keyed, unlabelled;  /* labels shown as a number; not at all */
	int crossings, bends;
	long length;            /* cells, a row counted twice */
	long manhattan;         /* the same of straight ways between the ports */
} RouteScore;

/* Routes all links of PLAN, whose boxes and zones have their places. */
void router_route(Router *router, Plan *plan);
/* Makes the grid anew from a plan that is routed already. */
void router_load(Router *router, Plan *plan);
/* Routes these links anew, and those that stand in their way; nothing else changes. */
void router_reroute(Router *router, Plan *plan, const int *links, size_t count);
/* Looks once more for a cheaper way for each link, PASSES times. */
void router_improve(Router *router, Plan *plan, int passes);
/* Moves labels to the best places along their lines. */
void router_settle_labels(Router *router, Plan *plan);
void router_score(const Router *router, const Plan *plan, RouteScore *score);
void router_clear(Router *router);

#endif
