/* Squeezing: empty columns and rows taken out of a plan while it is routed, and put back afterwards.
 *
 * A design may have boxes thousands of cells apart with nothing between them, and the router keeps every cell in memory. Of a
 * wide stretch of columns (rows) in which nothing stands, some are left for lines to run in; the others are cut out in its
 * middle, between two columns. Put back, lines across the cut are longer by as much, and all else is where it was. */
#ifndef TROIKA_RENDER_SQUEEZE_H
#define TROIKA_RENDER_SQUEEZE_H

#include "render/plan.h"

enum {
	SQUEEZE_FROM = 1 << 20,         /* cells of a plan from which it is worth it */
	SQUEEZE_CELLS_MOST = 1 << 23    /* cells that the router should have to keep at most */
};

typedef struct SqueezeCut {
	int at;                 /* squeezed coordinate from which things stand further on … */
	int size;               /* … by so many cells */
} SqueezeCut;

typedef struct Squeeze {        /* {0}: nothing is cut */
	SqueezeCut *columns, *rows;     /* from left to right, from top to bottom; owned */
	size_t column_count, row_count;
} Squeeze;

/* Finds what can be cut out of PLAN, whose boxes, zones, way-points and routes stand where they are. What SQUEEZE held is
 * forgotten. */
void squeeze_find(Squeeze *squeeze, const Plan *plan);
bool squeeze_is_empty(const Squeeze *squeeze);
/* Cuts it out. */
void squeeze_apply(const Squeeze *squeeze, Plan *plan);
/* Puts it back into PLAN, with all routes and labels it has got meanwhile. */
void squeeze_undo(const Squeeze *squeeze, Plan *plan);
/* Is the plan as it is now more than the router should keep? */
bool squeeze_is_too_large(const Plan *plan);
void squeeze_clear(Squeeze *squeeze);

#endif
