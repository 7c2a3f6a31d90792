/* Rows and columns of the grid as bit sets. */
#ifndef TROIKA_RENDER_GRID_BITS_H
#define TROIKA_RENDER_GRID_BITS_H

#include "render/grid.h"

/* Of the row Y: is any cell from X0 to X1 closed to a line across? How many of them does a line down take? */
bool row_is_closed(const Grid *grid, int y, int x0, int x1);
int row_crossings(const Grid *grid, int y, int x0, int x1);
/* The same of the column X for a line down. */
bool column_is_closed(const Grid *grid, int x, int y0, int y1);
int column_crossings(const Grid *grid, int x, int y0, int y1);
/* How many of the cells are right above or below a box; right beside one? */
int row_near(const Grid *grid, int y, int x0, int x1);
int column_near(const Grid *grid, int x, int y0, int y1);
/* The last open cell of the row from X on, going to the left or right; LIMIT is not passed. */
int row_reach(const Grid *grid, int y, int x, int limit);

#endif
