/* Dijkstra over tiles, from the target to a little beyond the source. */
#include "render/guide.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "render/search.h"

enum {
	TILES_MOST = 3000, SCALE_MOST = 6,
	BEYOND = 6              /* tiles are reached up to 1/BEYOND of the cost further than the source */
};

/* --- a heap of tiles --------------------------------------------------- */

static void heap_put(Guide *guide, size_t at, int tile)
{
	guide->heap[at] = tile;
	guide->place[tile] = (int)at;
}

static void heap_up(Guide *guide, size_t at, int tile)
{
	while (at > 0 && guide->cost[guide->heap[(at - 1) / 2]] > guide->cost[tile]) {
		heap_put(guide, at, guide->heap[(at - 1) / 2]);
		at = (at - 1) / 2;
	}
	heap_put(guide, at, tile);
}

static int heap_take(Guide *guide)
{
	int first = guide->heap[0], last = guide->heap[--guide->heap_count];
	size_t at = 0;

	for (;;) {
		size_t child = 2 * at + 1;

		if (child >= guide->heap_count)
			break;
		if (child + 1 < guide->heap_count &&
		    guide->cost[guide->heap[child + 1]] < guide->cost[guide->heap[child]])
			child++;
		if (guide->cost[guide->heap[child]] >= guide->cost[last])
			break;
		heap_put(guide, at, guide->heap[child]);
		at = child;
	}
	if (guide->heap_count > 0)
		heap_put(guide, at, last);
	guide->place[first] = NONE;
	return first;
}

static void reach(Guide *guide, int tile, int cost)
{
	if (cost >= guide->cost[tile])
		return;
	guide->cost[tile] = cost;
	if (guide->place[tile] == NONE)
		heap_up(guide, guide->heap_count++, tile);
	else
		heap_up(guide, (size_t)guide->place[tile], tile);
}

/* --- costs of tiles ---------------------------------------------------- */

typedef struct Passing {        /* what passing half of a tile costs beyond its length */
	int across, down;
} Passing;

static int half_cost(int crossed, int along, int boxes, int lines, int cells, int crossing)
{
	int filled = along + boxes;
	int cost = crossing * crossed / (2 * lines);

	/* The fuller it is, the more often the line must turn to get on. */
	cost += (int)(4L * COST_TURN * filled / cells * filled / cells);
	return boxes > cells - cells / 10 ? cost + 10 * COST_TURN : cost;
}

/* Of tile TILE of the guide: the sum of the tiles of the grid in it. */
static Passing passing(const Guide *guide, const Grid *grid, int tile, int crossing)
{
	int size = 1 << guide->scale, across = 0, down = 0, boxes = 0;
	int column = guide->first_column + tile % guide->columns * size;
	int row = guide->first_row + tile / guide->columns * size;
	int cells = GRID_TILE_W * GRID_TILE_H * size * size;

	for (int y = row; y < row + size && y < grid->tile_rows; y++)
		for (int x = column; x < column + size && x < grid->tile_columns; x++) {
			const GridTile *at = &grid->tiles[y * grid->tile_columns + x];

			across += at->across;
			down += at->down;
			boxes += at->boxes;
		}
	return (Passing){half_cost(down, across, boxes, GRID_TILE_H * size, cells, crossing),
	                 half_cost(across, down, boxes, GRID_TILE_W * size, cells, crossing)};
}

/* --- one guide --------------------------------------------------------- */

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

static int tile_column(const Guide *guide, int x)
{
	return clamp((x - guide->left) >> (GRID_TILE_W_SHIFT + guide->scale), 0, guide->columns - 1);
}

static int tile_row(const Guide *guide, int y)
{
	return clamp((y - guide->top) >> (GRID_TILE_H_SHIFT + guide->scale), 0, guide->rows - 1);
}

/* Lays tiles over the window, larger ones over a larger window. */
static void lay_tiles(Guide *guide, const Grid *grid, const PlanRect *window)
{
	const PlanRect walls = grid->walls;
	PlanRect all = walls;
	int right, bottom;

	if (window->w)
		all = *window;
	guide->first_column = (clamp(all.x, walls.x, walls.x + walls.w - 1) - grid->left) / GRID_TILE_W;
	guide->first_row = (clamp(all.y, walls.y, walls.y + walls.h - 1) - grid->top) / GRID_TILE_H;
	right = (clamp(all.x + all.w - 1, walls.x, walls.x + walls.w - 1) - grid->left) / GRID_TILE_W;
	bottom = (clamp(all.y + all.h - 1, walls.y, walls.y + walls.h - 1) - grid->top) / GRID_TILE_H;
	guide->left = grid->left + guide->first_column * GRID_TILE_W;
	guide->top = grid->top + guide->first_row * GRID_TILE_H;
	for (guide->scale = 0; guide->scale < SCALE_MOST; guide->scale++) {
		guide->columns = ((right - guide->first_column) >> guide->scale) + 1;
		guide->rows = ((bottom - guide->first_row) >> guide->scale) + 1;
		if (guide->columns * guide->rows <= TILES_MOST)
			break;
	}
}

static void start(Guide *guide, const PlanRect *to)
{
	size_t tiles = (size_t)guide->columns * (size_t)guide->rows;

	if (guide->cap < tiles) {
		guide->extra = mem_resize(guide->extra, tiles, sizeof *guide->extra);
		guide->cost = mem_resize(guide->cost, tiles, sizeof *guide->cost);
		guide->heap = mem_resize(guide->heap, tiles, sizeof *guide->heap);
		guide->place = mem_resize(guide->place, tiles, sizeof *guide->place);
		guide->cap = tiles;
	}
	for (size_t i = 0; i < tiles; i++) {
		guide->extra[i] = guide->cost[i] = GUIDE_FAR;
		guide->place[i] = NONE;
	}
	guide->heap_count = 0;
	for (int y = tile_row(guide, to->y); y <= tile_row(guide, to->y + to->h - 1); y++)
		for (int x = tile_column(guide, to->x); x <= tile_column(guide, to->x + to->w - 1); x++)
			reach(guide, y * guide->columns + x, 0);
}

/* The bare length from the middle of TILE to the target. */
static int bare_length(const Guide *guide, const PlanRect *to, int tile)
{
	int shift_x = GRID_TILE_W_SHIFT + guide->scale, shift_y = GRID_TILE_H_SHIFT + guide->scale;
	int x = guide->left + (tile % guide->columns << shift_x) + (1 << shift_x >> 1);
	int y = guide->top + (tile / guide->columns << shift_y) + (1 << shift_y >> 1);
	int dx = x < to->x ? to->x - x : x >= to->x + to->w ? x - to->x - to->w + 1 : 0;
	int dy = y < to->y ? to->y - y : y >= to->y + to->h ? y - to->y - to->h + 1 : 0;

	return dx * COST_ACROSS + dy * COST_DOWN;
}

/* Goes on from TILE to its neighbours. */
static void spread(Guide *guide, const Grid *grid, int tile, int crossing)
{
	static const int step_x[] = {-1, 1, 0, 0}, step_y[] = {0, 0, -1, 1};
	Passing here = passing(guide, grid, tile, crossing);
	int column = tile % guide->columns, row = tile / guide->columns, cost = guide->cost[tile];

	for (int i = 0; i < DIRECTIONS; i++) {
		int x = column + step_x[i], y = row + step_y[i], next = y * guide->columns + x;
		Passing there;

		if (x < 0 || y < 0 || x >= guide->columns || y >= guide->rows || guide->cost[next] <= cost)
			continue;
		there = passing(guide, grid, next, crossing);
		if (step_x[i])
			reach(guide, next, cost + here.across + there.across +
			                   (GRID_TILE_W * COST_ACROSS << guide->scale));
		else
			reach(guide, next, cost + here.down + there.down +
			                   (GRID_TILE_H * COST_DOWN << guide->scale));
	}
}

void guide_make(Guide *guide, const Grid *grid, const PlanRect *window, const PlanRect *from, const PlanRect *to,
                int crossing)
{
	int source, limit = INT_MAX;

	lay_tiles(guide, grid, window);
	start(guide, to);
	source = tile_row(guide, from->y + from->h / 2) * guide->columns + tile_column(guide, from->x + from->w / 2);
	while (guide->heap_count > 0) {
		int tile = heap_take(guide), cost = guide->cost[tile], extra = cost - bare_length(guide, to, tile);

		if (cost > limit)
			break;
		if (tile == source)
			limit = cost + cost / BEYOND + (4 * GRID_TILE_W * COST_ACROSS << guide->scale);
		guide->extra[tile] = clamp(extra, 0, GUIDE_FAR);
		spread(guide, grid, tile, crossing);
	}
}

void guide_clear(Guide *guide)
{
	if (!guide)
		return;
	free(guide->extra);
	free(guide->cost);
	free(guide->heap);
	free(guide->place);
	*guide = (Guide){0};
}
