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

typedef struct RouteQueue {     /* links that wait for a route, first come first served */
	int *links;
	size_t first, count, cap;
} RouteQueue;

typedef struct Router {         /* {0} is empty */
	Grid grid;              /* of the plan, with all its clean routes */
	Search search;
	Guide guide;
	LinkClaim *claims;      /* by link; loose are those that are routed now */
	size_t claim_cap;
	RouteQueue queue;
	size_t loose_routed;    /* loose links that have their routes */
	int rounds;             /* how often links may still be pushed aside */
	long began;             /* states expanded before the links that are routed now */
	long most_states;       /* of one search; 0: the usual limit */
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
/* Makes the grid of PLAN, from that of HELD if the router has it still (NULL: it has not). A link keeps the route it has where
 * that still stands among boxes and frames; the others are loose: they are drawn as pending and wait in the queue. Routes
 * that stay never change, nor make room. RETRY: links that are pending are tried again, after all others. */
void router_begin(Router *router, const Plan *held, Plan *plan, bool retry);
/* Routes links of the queue until about STATES more states are expanded. True: all is done. The result does not depend on
 * how the work is sliced. */
bool router_continue(Router *router, Plan *plan, long states);
/* Leaves all links of PLAN pending, for a plan too large to be routed. */
void router_give_up(Router *router, Plan *plan);
/* Looks once more for a cheaper way for each loose link, PASSES times. */
void router_improve(Router *router, Plan *plan, int passes);
/* Moves labels of loose links to the best places along their lines. */
void router_settle_labels(Router *router, Plan *plan);
void router_score(const Router *router, const Plan *plan, RouteScore *score);
void router_clear(Router *router);

#endif
