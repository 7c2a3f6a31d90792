/* Labels that have a place are moved to the best one along the same line. */
#ifndef TROIKA_RENDER_LABEL_H
#define TROIKA_RENDER_LABEL_H

#include "render/grid.h"

/* Moves the label of LINK, whose route stands in GRID, along its line: to the middle of a long straight piece that no line
 * crosses, away from lines above and below. */
void label_settle(Grid *grid, Plan *plan, int link);

/* Finds a place for the label of LINK, whose route stands in GRID without one: whole, or else its number. */
void label_place(Grid *grid, Plan *plan, int link);

#endif
