/* The guide: what a long route will cost, from a coarse view of the grid.
 *
 * The grid is seen as tiles. How many lines run through a tile, across and down, and how much of it boxes fill, tells what
 * it costs on average to pass it. From the target outwards each tile gets what the rest of the way costs more than
 * its bare length (Dijkstra over tiles); between the middles of tiles it is interpolated. Added to the estimate of the
 * search, it keeps the search near the good ways: global routing before detailed routing, as in VLSI design
 * (FastRoute: Pan, Chu 2006). */
#ifndef TROIKA_RENDER_GUIDE_H
#define TROIKA_RENDER_GUIDE_H

#include "render/grid.h"

typedef struct Guide {          /* memory to use again; {0} is empty */
	int columns, rows;      /* of tiles, each 2^scale × 2^scale of the grid's */
	int scale;
	int first_column, first_row;    /* of the grid's tiles */
	int left, top;          /* of the first tile */
	int *extra;             /* by tile: cost to the target beyond the bare length; GUIDE_FAR: not reached */
	int *cost;              /* by tile, while it is worked out */
	size_t cap;
	int *heap;              /* of tiles, by cost */
	int *place;             /* by tile: where it is in the heap, NONE */
	size_t heap_count;
} Guide;

enum { GUIDE_FAR = 1 << 20 };

/* Works out the extra costs towards TO for a route from FROM inside WINDOW (w 0: the whole grid), when a crossing
 * costs CROSSING. */
void guide_make(Guide *guide, const Grid *grid, const PlanRect *window, const PlanRect *from, const PlanRect *to,
                int crossing);
void guide_clear(Guide *guide);

/* The extra cost from the cell (x, y), interpolated between the middles of four tiles. */
static inline int guide_extra(const Guide *guide, int x, int y)
{
	int shift_x = GRID_TILE_W_SHIFT + guide->scale, shift_y = GRID_TILE_H_SHIFT + guide->scale;
	int px = x - guide->left - (1 << shift_x >> 1), py = y - guide->top - (1 << shift_y >> 1);
	int column = px < 0 ? 0 : px >> shift_x, row = py < 0 ? 0 : py >> shift_y;
	int fx = px < 0 ? 0 : px - (column << shift_x), fy = py < 0 ? 0 : py - (row << shift_y);
	int right, down, upper, lower;
	const int *at;

	if (column >= guide->columns)
		column = guide->columns - 1;
	if (row >= guide->rows)
		row = guide->rows - 1;
	right = column + 1 < guide->columns ? 1 : 0;
	down = row + 1 < guide->rows ? guide->columns : 0;
	at = &guide->extra[row * guide->columns + column];
	upper = at[0] + (((at[right] - at[0]) * fx) >> shift_x);
	lower = at[down] + (((at[down + right] - at[down]) * fx) >> shift_x);
	return upper + (((lower - upper) * fy) >> shift_y);
}

#endif
