/* The grid of the router: marking boxes, frames, routes and labels. */
#include "render/grid.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"

enum { SPARE = 8 };             /* cells beyond the wall, at least */

static const GridCell free_cell = {.h = NONE, .v = NONE, .thing = NONE, .what = 0};

static GridCell *cell_at(Grid *grid, int x, int y)
{
	return &grid->cells[grid_at(grid, x, y)];
}

static void set_bit(uint64_t *words, size_t bit, bool on)
{
	uint64_t mask = UINT64_C(1) << (bit % 64);

	if (on)
		words[bit / 64] |= mask;
	else
		words[bit / 64] &= ~mask;
}

/* Brings the bits of a cell up to date with it. */
static void note(Grid *grid, int x, int y)
{
	const GridCell *cell = cell_at(grid, x, y);
	size_t across = (size_t)(y - grid->top) * (size_t)grid->row_words * 64 + (size_t)(x - grid->left);
	size_t down = (size_t)(x - grid->left) * (size_t)grid->column_words * 64 + (size_t)(y - grid->top);
	bool closed = (cell->what & (CELL_BOX | CELL_WALL | CELL_HEAD | CELL_LABEL)) != 0;

	set_bit(grid->closed_across, across, closed || cell->h != NONE || (cell->what & CELL_FRAME_H));
	set_bit(grid->crossed_across, across, cell->v != NONE);
	set_bit(grid->closed_down, down, closed || cell->v != NONE || (cell->what & CELL_FRAME_V));
	set_bit(grid->crossed_down, down, cell->h != NONE);
}

static bool is_box(const Grid *grid, int x, int y)
{
	return (grid->cells[grid_at(grid, x, y)].what & CELL_BOX) != 0;
}

/* Brings the bits of the cells of a box and around it up to date with what is there. */
static void note_around(Grid *grid, const PlanRect *rect)
{
	for (int y = rect->y - 1; y <= rect->y + rect->h; y++)
		for (int x = rect->x - 1; x <= rect->x + rect->w; x++) {
			size_t across = (size_t)(y - grid->top) * (size_t)grid->row_words * 64 + (size_t)(x - grid->left);
			size_t down = (size_t)(x - grid->left) * (size_t)grid->column_words * 64 + (size_t)(y - grid->top);

			set_bit(grid->near_across, across, is_box(grid, x, y - 1) || is_box(grid, x, y + 1));
			set_bit(grid->near_down, down, is_box(grid, x - 1, y) || is_box(grid, x + 1, y));
		}
}

static void make_bits(Grid *grid)
{
	size_t rows, columns;

	grid->row_words = (grid->width + 63) / 64;
	grid->column_words = (grid->height + 63) / 64;
	rows = (size_t)grid->height * (size_t)grid->row_words;
	columns = (size_t)grid->width * (size_t)grid->column_words;
	if (grid->bits_cap < 3 * (rows + columns)) {
		free(grid->closed_across);
		grid->bits_cap = 3 * (rows + columns);
		grid->closed_across = mem_alloc(grid->bits_cap * sizeof *grid->closed_across);
	} else {
		memset(grid->closed_across, 0, 3 * (rows + columns) * sizeof *grid->closed_across);
	}
	grid->crossed_across = grid->closed_across + rows;
	grid->closed_down = grid->crossed_across + rows;
	grid->crossed_down = grid->closed_down + columns;
	grid->near_across = grid->crossed_down + columns;
	grid->near_down = grid->near_across + rows;
}

static void set_wall(Grid *grid, int x, int y, bool on)
{
	cell_at(grid, x, y)->what = on ? CELL_WALL : 0;
	note(grid, x, y);
}

static void set_walls(Grid *grid, bool on)
{
	int left = grid->walls.x, right = left + grid->walls.w - 1, top = grid->walls.y, bottom = top + grid->walls.h - 1;

	for (int x = left; x <= right; x++) {
		set_wall(grid, x, top, on);
		set_wall(grid, x, bottom, on);
	}
	for (int y = top; y <= bottom; y++) {
		set_wall(grid, left, y, on);
		set_wall(grid, right, y, on);
	}
}

/* Widens BOUNDS to hold way-points, and the routes and labels that stand already, with a cell around them. */
static void hold_routes(PlanRect *bounds, const Plan *plan)
{
	for (size_t i = 0; i < plan->link_count; i++) {
		const PlanLink *link = &plan->links[i];

		for (size_t k = 0; k < link->pin_count; k++)
			if (link->pins[k].x != PLAN_NO_PIN)
				rect_hold(bounds, &(PlanRect){link->pins[k].x - 2, link->pins[k].y - 2, 5, 5});
		for (size_t k = 0; !link->pending && k < link->point_count; k++)
			rect_hold(bounds, &(PlanRect){link->points[k].x - 1, link->points[k].y - 1, 3, 3});
		if (!link->pending && link->point_count && plan_label_width(link))
			rect_hold(bounds, &(PlanRect){link->label.x - 1, link->label.y - 1, plan_label_width(link) + 2, 3});
	}
}

/* The wall stands around all boxes and zones, RIM cells away, and around routes that stand further outside. */
static PlanRect walls_of(const Plan *plan, const PlanRect *inside, int rim)
{
	PlanRect all = {inside->x - rim, inside->y - rim, inside->w + 2 * rim, inside->h + 2 * rim};

	hold_routes(&all, plan);
	return (PlanRect){all.x - 1, all.y - 1, all.w + 2, all.h + 2};
}

static int tile_below(int value, int size)
{
	return value - (value % size + size) % size;
}

/* All cells within the wall, and some spare ones. */
static void set_bounds(Grid *grid, const Plan *plan, int rim)
{
	const PlanRect *walls = &grid->walls;

	grid->inside = plan_extent(plan);
	grid->walls = walls_of(plan, &grid->inside, rim);
	grid->left = tile_below(walls->x - SPARE, GRID_TILE_W);
	grid->top = tile_below(walls->y - SPARE, GRID_TILE_H);
	grid->width = walls->x + walls->w + SPARE - grid->left;
	grid->height = walls->y + walls->h + SPARE - grid->top;
	grid->step[UP] = -grid->width;
	grid->step[RIGHT] = 1;
	grid->step[DOWN] = grid->width;
	grid->step[LEFT] = -1;
}

bool grid_reaches(const Grid *grid, const Plan *plan, int rim)
{
	PlanRect inside = plan_extent(plan), walls = walls_of(plan, &inside, rim);

	return walls.x >= grid->left && walls.y >= grid->top && walls.x + walls.w <= grid->left + grid->width &&
	       walls.y + walls.h <= grid->top + grid->height;
}

void grid_open(Grid *grid)
{
	set_walls(grid, false);
}

void grid_close(Grid *grid, const Plan *plan, int rim)
{
	grid->inside = plan_extent(plan);
	grid->walls = walls_of(plan, &grid->inside, rim);
	set_walls(grid, true);
}

static void make_tiles(Grid *grid)
{
	size_t count;

	grid->tile_columns = (grid->width + GRID_TILE_W - 1) / GRID_TILE_W;
	grid->tile_rows = (grid->height + GRID_TILE_H - 1) / GRID_TILE_H;
	count = (size_t)grid->tile_columns * (size_t)grid->tile_rows;
	MEM_GROW(grid->tiles, grid->tile_cap, count);
	memset(grid->tiles, 0, count * sizeof *grid->tiles);
}

static GridTile *tile_at(Grid *grid, int x, int y)
{
	return &grid->tiles[(y - grid->top) / GRID_TILE_H * grid->tile_columns + (x - grid->left) / GRID_TILE_W];
}

void grid_init(Grid *grid, const Plan *plan, int rim)
{
	size_t count;

	set_bounds(grid, plan, rim);
	count = (size_t)grid->width * (size_t)grid->height;
	MEM_GROW(grid->cells, grid->cap, count);
	for (size_t i = 0; i < count; i++)
		grid->cells[i] = free_cell;
	make_bits(grid);
	set_walls(grid, true);
	make_tiles(grid);
	for (size_t i = 0; i < plan->zone_count; i++)
		grid_add_zone(grid, plan, (int)i);
	for (size_t i = 0; i < plan->box_count; i++)
		grid_add_box(grid, plan, (int)i);
}

void grid_clear(Grid *grid)
{
	if (!grid)
		return;
	free(grid->cells);
	free(grid->tiles);
	free(grid->closed_across);
	*grid = (Grid){0};
}

void grid_add_box(Grid *grid, const Plan *plan, int box)
{
	const PlanRect *rect = &plan->boxes[box].rect;

	if (!rect->w)
		return;
	for (int y = rect->y; y < rect->y + rect->h; y++) {
		for (int x = rect->x; x < rect->x + rect->w; x++) {
			bool side_x = x == rect->x || x == rect->x + rect->w - 1;
			bool side_y = y == rect->y || y == rect->y + rect->h - 1;
			GridCell *cell = cell_at(grid, x, y);

			*cell = free_cell;
			cell->what = CELL_BOX | (side_x != side_y ? CELL_PORT : 0u);
			cell->thing = box;
			tile_at(grid, x, y)->boxes++;
			note(grid, x, y);
		}
	}
	note_around(grid, rect);
}

void grid_remove_box(Grid *grid, const Plan *plan, int box)
{
	const PlanRect *rect = &plan->boxes[box].rect;

	if (!rect->w)
		return;
	for (int y = rect->y; y < rect->y + rect->h; y++) {
		for (int x = rect->x; x < rect->x + rect->w; x++) {
			GridCell *cell = cell_at(grid, x, y);

			if (!(cell->what & CELL_BOX) || cell->thing != box)
				continue;
			*cell = free_cell;
			tile_at(grid, x, y)->boxes--;
			note(grid, x, y);
		}
	}
	note_around(grid, rect);
}

static void mark_frame(Grid *grid, int x, int y, unsigned what, int zone)
{
	GridCell *cell = cell_at(grid, x, y);

	if (cell->what & CELL_BOX)
		return;
	cell->what |= what;
	cell->thing = zone;
	note(grid, x, y);
}

void grid_add_zone(Grid *grid, const Plan *plan, int zone)
{
	const PlanRect *rect = &plan->zones[zone].rect;
	int right = rect->x + rect->w - 1, bottom = rect->y + rect->h - 1;
	int title_end = rect->x + 2 + plan->zones[zone].title_width;

	if (!rect->w)
		return;
	for (int x = rect->x; x <= right; x++) {
		mark_frame(grid, x, rect->y, x <= title_end || x == right ? CELL_WALL : CELL_FRAME_H, zone);
		mark_frame(grid, x, bottom, x == rect->x || x == right ? CELL_WALL : CELL_FRAME_H, zone);
	}
	for (int y = rect->y + 1; y < bottom; y++) {
		mark_frame(grid, rect->x, y, CELL_FRAME_V, zone);
		mark_frame(grid, right, y, CELL_FRAME_V, zone);
	}
}

static void unmark_frame(Grid *grid, int x, int y, int zone)
{
	GridCell *cell = cell_at(grid, x, y);

	if ((cell->what & CELL_BOX) || cell->thing != zone)
		return;
	cell->what &= ~(unsigned)(CELL_FRAME | CELL_WALL);
	cell->thing = NONE;
	note(grid, x, y);
}

void grid_remove_zone(Grid *grid, const Plan *plan, int zone)
{
	const PlanRect *rect = &plan->zones[zone].rect;

	if (!rect->w)
		return;
	for (int x = rect->x; x < rect->x + rect->w; x++) {
		unmark_frame(grid, x, rect->y, zone);
		unmark_frame(grid, x, rect->y + rect->h - 1, zone);
	}
	for (int y = rect->y; y < rect->y + rect->h; y++) {
		unmark_frame(grid, rect->x, y, zone);
		unmark_frame(grid, rect->x + rect->w - 1, y, zone);
	}
}

/* --- routes ------------------------------------------------------------ */

/* A walk over the cells of a route, from the first port to the last. */
typedef struct RouteWalk {
	const PlanLink *link;
	size_t segment;         /* the walk is on points[segment] … points[segment + 1] */
	int x, y;
	bool across, down;      /* the axes that the line takes in this cell */
	bool port, head;        /* what the cell is */
} RouteWalk;

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

static bool is_point(const RouteWalk *walk, size_t point)
{
	return walk->x == walk->link->points[point].x && walk->y == walk->link->points[point].y;
}

static bool walk_start(RouteWalk *walk, const PlanLink *link)
{
	if (link->point_count < 2 || link->pending)
		return false;
	*walk = (RouteWalk){.link = link, .x = link->points[0].x, .y = link->points[0].y};
	walk->port = walk->across = walk->down = true;
	return true;
}

/* Is the cell of WALK the one before the last port (or behind the first)? */
static bool next_to(const RouteWalk *walk, size_t port)
{
	const PlanPoint *point = &walk->link->points[port];

	return abs(point->x - walk->x) + abs(point->y - walk->y) == 1;
}

static bool walk_next(RouteWalk *walk)
{
	const PlanLink *link = walk->link;
	size_t last = link->point_count - 1;
	int dx, dy;

	if (walk->segment == last)
		return false;
	dx = sign(link->points[walk->segment + 1].x - link->points[walk->segment].x);
	dy = sign(link->points[walk->segment + 1].y - link->points[walk->segment].y);
	walk->x += dx;
	walk->y += dy;
	walk->across = dx != 0;
	walk->down = dy != 0;
	walk->head = (link->head_from && walk->segment == 0 && next_to(walk, 0)) ||
	             (link->head_to && walk->segment == last - 1 && next_to(walk, last));
	walk->port = false;
	if (is_point(walk, walk->segment + 1)) {
		walk->segment++;
		walk->across = walk->down = true;
		walk->port = walk->segment == last;
		if (walk->port)
			walk->head = false;
	}
	if (walk->head)
		walk->across = walk->down = true;
	return true;
}

void grid_add_link(Grid *grid, const Plan *plan, int index)
{
	const PlanLink *link = &plan->links[index];
	RouteWalk walk;

	if (!walk_start(&walk, link))
		return;
	do {
		GridCell *cell = cell_at(grid, walk.x, walk.y);

		if (walk.across) {
			cell->h = index;
			tile_at(grid, walk.x, walk.y)->across++;
		}
		if (walk.down) {
			cell->v = index;
			tile_at(grid, walk.x, walk.y)->down++;
		}
		if (walk.head)
			cell->what |= CELL_HEAD;
		note(grid, walk.x, walk.y);
	} while (walk_next(&walk));
	grid_add_label(grid, link, index);
}

void grid_remove_link(Grid *grid, const Plan *plan, int index)
{
	const PlanLink *link = &plan->links[index];
	RouteWalk walk;

	if (!walk_start(&walk, link))
		return;
	grid_remove_label(grid, link, index);
	do {
		GridCell *cell = cell_at(grid, walk.x, walk.y);

		if (walk.across && cell->h == index) {
			cell->h = NONE;
			tile_at(grid, walk.x, walk.y)->across--;
		}
		if (walk.down && cell->v == index) {
			cell->v = NONE;
			tile_at(grid, walk.x, walk.y)->down--;
		}
		if (walk.head)
			cell->what &= ~(unsigned)CELL_HEAD;
		note(grid, walk.x, walk.y);
	} while (walk_next(&walk));
}

void grid_add_label(Grid *grid, const PlanLink *link, int index)
{
	int width = plan_label_width(link);

	for (int i = 0; i < width; i++) {
		GridCell *cell = cell_at(grid, link->label.x + i, link->label.y);

		cell->h = cell->v = index;
		cell->what |= CELL_LABEL;
		note(grid, link->label.x + i, link->label.y);
	}
}

void grid_remove_label(Grid *grid, const PlanLink *link, int index)
{
	int width = plan_label_width(link);

	for (int i = 0; i < width; i++) {
		GridCell *cell = cell_at(grid, link->label.x + i, link->label.y);

		if (cell->v == index)
			cell->v = NONE;
		if (cell->h == index && link->label_side == LABEL_BESIDE)
			cell->h = NONE;
		cell->what &= ~(unsigned)CELL_LABEL;
		note(grid, link->label.x + i, link->label.y);
	}
}

size_t grid_link_rivals(const Grid *grid, const Plan *plan, int index, int *rivals, size_t most)
{
	size_t count = 0;
	RouteWalk walk;

	if (!walk_start(&walk, &plan->links[index]))
		return 0;
	do {
		const GridCell *cell = &grid->cells[grid_at(grid, walk.x, walk.y)];
		int owners[2] = {walk.across ? cell->h : NONE, walk.down ? cell->v : NONE};

		for (int i = 0; i < 2 && count < most; i++)
			if (owners[i] != NONE && (count == 0 || rivals[count - 1] != owners[i]))
				rivals[count++] = owners[i];
	} while (walk_next(&walk));
	return count;
}

static bool walk_fits(const Grid *grid, const RouteWalk *walk, PlanEnd from, PlanEnd to)
{
	const GridCell *cell;

	if (!grid_holds(grid, walk->x, walk->y))
		return false;
	cell = &grid->cells[grid_at(grid, walk->x, walk->y)];
	if ((walk->across && cell->h != NONE) || (walk->down && cell->v != NONE))
		return false;
	if (walk->port) {
		PlanEnd end = walk->segment ? to : from;

		return cell->thing == end.index &&
		       (cell->what & (end.zone ? CELL_FRAME : CELL_PORT)) != 0;
	}
	if (cell->what & (CELL_BOX | CELL_WALL | CELL_HEAD | CELL_LABEL))
		return false;
	if (!(cell->what & CELL_FRAME))
		return true;
	if (walk->across && walk->down)
		return walk->head;
	return !(cell->what & (walk->across ? CELL_FRAME_H : CELL_FRAME_V));
}

static bool label_fits(const Grid *grid, const PlanLink *link)
{
	int width = plan_label_width(link);

	for (int i = 0; i < width; i++) {
		const GridCell *cell;

		if (!grid_holds(grid, link->label.x + i, link->label.y))
			return false;
		cell = &grid->cells[grid_at(grid, link->label.x + i, link->label.y)];
		if (cell->what || cell->h != NONE || cell->v != NONE)
			return false;
	}
	return true;
}

bool grid_link_fits(const Grid *grid, const Plan *plan, int index)
{
	const PlanLink *link = &plan->links[index];
	RouteWalk walk;

	if (!walk_start(&walk, link))
		return false;
	do {
		if (!walk_fits(grid, &walk, link->from, link->to))
			return false;
	} while (walk_next(&walk));
	return label_fits(grid, link);
}
