/* The grid of the router: who owns each cell, on each axis.
 *
 * A cell has one horizontal and one vertical owner. A straight line owns its
 * axis; a corner, an arrowhead and a label own both. A cell that two links own is a crossing
 * at a right angle, so that the drawing rules are look-ups in this array. A ring of cells
 * is a wall: a walk over the grid needs no test of its bounds. Beyond the wall there are spare cells, so that the wall
 * can move when a box at the edge does; tiles lie on multiples of their size, so that how many are spare does not show. */
#ifndef TROIKA_RENDER_GRID_H
#define TROIKA_RENDER_GRID_H

#include <stdint.h>

#include "render/plan.h"

enum {                          /* GridCell.what */
	CELL_BOX = 1 << 0,      /* inside a box or on its border; `thing` is the box */
	CELL_PORT = 1 << 1,     /* a border cell that is no corner */
	CELL_FRAME_H = 1 << 2,  /* the frame of zone `thing`, a horizontal piece */
	CELL_FRAME_V = 1 << 3,
	CELL_WALL = 1 << 4,     /* corner or title of a frame: nothing may pass */
	CELL_HEAD = 1 << 5,     /* an arrowhead */
	CELL_LABEL = 1 << 6     /* a label; both owners are its link */
};
#define CELL_FRAME (CELL_FRAME_H | CELL_FRAME_V)

enum { UP, RIGHT, DOWN, LEFT, DIRECTIONS };     /* clockwise */

typedef struct GridCell {
	int h, v;               /* owning link of each axis, or NONE */
	int thing;              /* box or zone, see above; NONE */
	unsigned what;
} GridCell;

enum {                          /* a tile of the coarse view, in cells */
	GRID_TILE_W_SHIFT = 4, GRID_TILE_H_SHIFT = 3,
	GRID_TILE_W = 1 << GRID_TILE_W_SHIFT, GRID_TILE_H = 1 << GRID_TILE_H_SHIFT
};

typedef struct GridTile {       /* how many of its cells … */
	int across, down;       /* … a line takes on each axis */
	int boxes;              /* … belong to boxes */
} GridTile;

typedef struct Grid {
	int left, top;          /* plan coordinates of the first cell; multiples of a tile */
	int width, height;      /* of all cells, the spare ones included */
	PlanRect walls;         /* the rectangle whose outermost cells are the wall */
	PlanRect inside;        /* what it was made to hold: all boxes and zones */
	int step[DIRECTIONS];   /* from a cell to its neighbour, as index difference */
	GridCell *cells;
	size_t cap;
	uint64_t *closed_across, *crossed_across;       /* by row: no line across may pass; a line down is there */
	uint64_t *closed_down, *crossed_down;           /* by column, the other way round */
	uint64_t *near_across, *near_down;              /* right above or below a box; right beside one */
	size_t bits_cap;        /* words of all six */
	int row_words, column_words;
	int tile_columns, tile_rows;
	GridTile *tiles;
	size_t tile_cap;
} Grid;

enum { GRID_RIM = 8 };          /* free cells around all boxes and zones, for routes */

/* Makes the grid of PLAN with its boxes and zones and no links, RIM cells wider on each side than
 * what it holds, and so large that the routes PLAN has can stand in it. GRID may be used before; its memory is used again. */
void grid_init(Grid *grid, const Plan *plan, int rim);
void grid_clear(Grid *grid);
/* Do its cells reach as far as the wall around PLAN would stand? */
bool grid_reaches(const Grid *grid, const Plan *plan, int rim);
/* Takes the wall away; sets it anew around PLAN. */
void grid_open(Grid *grid);
void grid_close(Grid *grid, const Plan *plan, int rim);
/* Brings GRID, which holds HELD with its clean routes, to the boxes and zones of PLAN, at the cost of the difference. Of the
 * links those that are the same in both stay in it and are marked in STANDS (by link), unless a box or a frame comes to stand
 * on them. False: the plans differ too much, and nothing is done. */
bool grid_change(Grid *grid, const Plan *held, const Plan *plan, int rim, bool *stands);

static inline bool goes_across(int direction)
{
	return direction & 1;
}

static inline int turn_back(int direction)
{
	return (direction + 2) % DIRECTIONS;
}

static inline int grid_at(const Grid *grid, int x, int y)
{
	return (y - grid->top) * grid->width + (x - grid->left);
}

static inline int grid_x(const Grid *grid, int cell)
{
	return cell % grid->width + grid->left;
}

static inline int grid_y(const Grid *grid, int cell)
{
	return cell / grid->width + grid->top;
}

static inline bool grid_holds(const Grid *grid, int x, int y)
{
	const PlanRect *walls = &grid->walls;

	return x >= walls->x && y >= walls->y && x < walls->x + walls->w && y < walls->y + walls->h;
}

void grid_add_box(Grid *grid, const Plan *plan, int box);
void grid_remove_box(Grid *grid, const Plan *plan, int box);
void grid_add_zone(Grid *grid, const Plan *plan, int zone);
void grid_remove_zone(Grid *grid, const Plan *plan, int zone);
/* Takes or gives back the cells of the route and the label of LINK. */
void grid_add_link(Grid *grid, const Plan *plan, int link);
void grid_remove_link(Grid *grid, const Plan *plan, int link);
void grid_add_label(Grid *grid, const PlanLink *link, int index);
void grid_remove_label(Grid *grid, const PlanLink *link, int index);
/* The other links in whose cells LINK, as it is routed, would stand: up to MOST in RIVALS; how many. */
size_t grid_link_rivals(const Grid *grid, const Plan *plan, int link, int *rivals, size_t most);
/* Could LINK, as it is routed, stand in the grid among the others? */
bool grid_link_fits(const Grid *grid, const Plan *plan, int link);

#endif
