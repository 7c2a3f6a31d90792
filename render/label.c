/* Labels: all places along the line are compared. */
#include "render/label.h"

#include <stdlib.h>

typedef struct Spot {
	PlanPoint at;
	LabelSide side;
	int cost;
	bool found;
} Spot;

enum {
	COST_CROWD = 3,         /* a cell with a foreign line right above or below the text */
	COST_TIGHT = 4,         /* the line shows on one side of the text by less than two cells */
	COST_AWAY = 1           /* two cells from the middle of the piece */
};

static const GridCell *cell_of(const Grid *grid, int x, int y)
{
	return &grid->cells[grid_at(grid, x, y)];
}

static bool is_foreign(const GridCell *cell, int link)
{
	if (cell->what & CELL_BOX)
		return false;
	return (cell->h != NONE && cell->h != link) || (cell->v != NONE && cell->v != link);
}

static int crowd(const Grid *grid, int x, int y, int width, int link)
{
	int cost = 0;

	for (int i = 0; i < width; i++)
		cost += is_foreign(cell_of(grid, x + i, y - 1), link) + is_foreign(cell_of(grid, x + i, y + 1), link);
	return cost;
}

static void offer(Spot *spot, int x, int y, LabelSide side, int cost)
{
	if (spot->found && spot->cost <= cost)
		return;
	*spot = (Spot){{x, y}, side, cost, true};
}

/* Is the cell a straight piece of LINK across that nothing crosses? */
static bool is_plain_across(const Grid *grid, int x, int y, int link)
{
	const GridCell *cell = cell_of(grid, x, y);

	return cell->h == link && cell->v == NONE && cell->what == 0;
}

/* All places in the horizontal piece from A to B; long pieces are better than short ones. */
static void try_across(const Grid *grid, int link, int width, PlanPoint a, PlanPoint b, Spot *spot)
{
	int left = a.x < b.x ? a.x : b.x, right = a.x < b.x ? b.x : a.x, start = left + 1;

	for (int x = left + 1; x <= right; x++) {
		int length;

		if (x < right && is_plain_across(grid, x, a.y, link))
			continue;
		length = x - start;
		for (int at = start; at + width <= x; at++) {
			int before = at - start, after = x - at - width;
			int cost = COST_CROWD * crowd(grid, at, a.y, width, link) + abs(before - after) * COST_AWAY / 2;

			cost += (before < 2 ? COST_TIGHT : 0) + (after < 2 ? COST_TIGHT : 0);
			cost += length < 3 * width ? (3 * width - length) / 2 : 0;
			if (before > 0 && after > 0)
				offer(spot, at, a.y, LABEL_INLINE, cost);
		}
		start = x + 1;
	}
}

static bool has_room_beside(const Grid *grid, int first, int y, int width, int beyond)
{
	for (int i = 0; i < width; i++) {
		const GridCell *cell = cell_of(grid, first + i, y);

		if (cell->what || cell->h != NONE || cell->v != NONE)
			return false;
	}
	return !cell_of(grid, beyond, y)->what && cell_of(grid, beyond, y)->h == NONE &&
	       cell_of(grid, beyond, y)->v == NONE;
}

/* All places on SIDE of the vertical piece from A to B, which are not among its ends. */
static void try_down(const Grid *grid, int link, int width, PlanPoint a, PlanPoint b, int side, Spot *spot)
{
	int top = a.y < b.y ? a.y : b.y, bottom = a.y < b.y ? b.y : a.y;
	int first = side > 0 ? a.x + 1 : a.x - width, beyond = side > 0 ? a.x + width + 1 : a.x - width - 1;

	for (int y = top + 1; y < bottom; y++) {
		const GridCell *line = cell_of(grid, a.x, y);
		int cost = 2 * COST_CROWD * crowd(grid, first, y, width, link) + abs(2 * y - top - bottom);

		if (line->v != link || line->h != NONE || line->what)
			continue;
		if (grid_holds(grid, first - 1, y) && grid_holds(grid, first + width, y) &&
		    has_room_beside(grid, first, y, width, beyond))
			offer(spot, first, y, LABEL_BESIDE, cost);
	}
}

void label_settle(Grid *grid, Plan *plan, int index)
{
	PlanLink *link = &plan->links[index];
	int width = plan_label_width(link);
	Spot spot = {.found = false};

	if (link->pending || !width)
		return;
	grid_remove_label(grid, link, index);
	for (size_t i = 1; i < link->point_count; i++) {
		PlanPoint a = link->points[i - 1], b = link->points[i];

		if (link->label_side == LABEL_INLINE) {
			if (a.y == b.y)
				try_across(grid, index, width, a, b, &spot);
		} else if (a.x == b.x) {
			try_down(grid, index, width, a, b, link->label.x > a.x ? 1 : -1, &spot);
		}
	}
	if (spot.found)
		link->label = spot.at;
	grid_add_label(grid, link, index);
}

static bool place_in(Grid *grid, Plan *plan, int index, bool keyed)
{
	PlanLink *link = &plan->links[index];
	int width = keyed ? link->key_width : link->label_width;
	Spot spot = {.found = false};

	for (size_t i = 1; i < link->point_count; i++) {
		PlanPoint a = link->points[i - 1], b = link->points[i];

		if (a.x == b.x) {
			try_down(grid, index, width, a, b, 1, &spot);
			try_down(grid, index, width, a, b, -1, &spot);
		} else if (!keyed) {    /* in the line nobody would know a number for one */
			try_across(grid, index, width, a, b, &spot);
		}
	}
	if (!spot.found)
		return false;
	link->label_keyed = keyed;
	link->label_side = spot.side;
	link->label = spot.at;
	grid_add_label(grid, link, index);
	return true;
}

void label_place(Grid *grid, Plan *plan, int index)
{
	if (plan->links[index].label_width && !place_in(grid, plan, index, false))
		place_in(grid, plan, index, true);
}
