/* Placement around given places: boxes with a place stay, the others take free slots near their neighbours. */
#ifndef TROIKA_RENDER_PLACE_GIVEN_H
#define TROIKA_RENDER_PLACE_GIVEN_H

#include "render/plan.h"

enum { GIVEN_SPACE_USUAL = 8 };

/* Gives every box of PLAN a place and fits the zones. Fixed boxes stay where they are unless they lie on another box,
 * or would make zones overlap: then the one that lies further from its zone gives way and is marked as shifted.
 * SPACE (GIVEN_SPACE_USUAL) scales the gaps around boxes that get a new place. */
void place_given(Plan *plan, int space);
/* The free place nearest to (X, Y) for a box of W × H cells in ZONE (or NONE), among the boxes and zones of PLAN. */
PlanPoint place_free_spot(const Plan *plan, int zone, int w, int h, int x, int y);
/* May a box of zone ZONE take RECT? BOX (or NONE) is left out of the comparison. */
bool place_allowed(const Plan *plan, int box, int zone, const PlanRect *rect);

#endif
