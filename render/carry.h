/* Carrying a solved plan over to a plan of what is to be drawn now: what did not change stays where it is.
 *
 * Boxes without a given place keep the one they had; links between ends that did not move keep their routes, if these
 * still stand (the router sees to that). All else is open, and only that is placed and routed anew. */
#ifndef TROIKA_RENDER_CARRY_H
#define TROIKA_RENDER_CARRY_H

#include "render/plan.h"

typedef struct CarryMap {       /* by index now: the index before, or NONE */
	int *zone, *box, *link;
	bool *same_place;       /* by box: the place given to it, if any, is what it was */
} CarryMap;

/* Does so much of PLAN have a place, given or from BEFORE, that the rest can be set among it? */
bool carry_worth(const Plan *plan, const Plan *before, const CarryMap *was);
/* Gives all boxes and zones of PLAN their places. A box that is given a place another one holds already gives way. */
void carry_places(Plan *plan, const Plan *before, const CarryMap *was);
/* Copies the routes of BEFORE that may stay. */
void carry_routes(Plan *plan, const Plan *before, const CarryMap *was);

void carry_map_clear(CarryMap *was);

#endif
