/* Pinned routes: one search a leg, each closed to those that follow, so that the line never meets itself. */
#include "render/route_pins.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"

enum { LEG_STATES = 100000 };   /* expanded in one leg */

typedef struct Closed {         /* a cell that is closed for the legs to come */
	int cell;
	unsigned what;          /* what it was */
} Closed;

typedef struct Pinned {
	Router *router;
	const Plan *plan;
	int index;
	Closed *closed;         size_t closed_count, closed_cap;
	PlanPoint *points;      size_t count, cap;      /* so far */
} Pinned;

static void close_cell(Pinned *pinned, int x, int y)
{
	Grid *grid = &pinned->router->grid;
	int cell = grid_at(grid, x, y);

	MEM_GROW(pinned->closed, pinned->closed_cap, pinned->closed_count + 1);
	pinned->closed[pinned->closed_count++] = (Closed){cell, grid->cells[cell].what};
	grid->cells[cell].what |= CELL_WALL;
}

static void open_cells(Pinned *pinned)
{
	while (pinned->closed_count > 0) {
		const Closed *closed = &pinned->closed[--pinned->closed_count];

		pinned->router->grid.cells[closed->cell].what = closed->what;
	}
}

static int sign(int value)
{
	return (value > 0) - (value < 0);
}

static void close_line(Pinned *pinned, PlanPoint a, PlanPoint b)
{
	int dx = sign(b.x - a.x), dy = sign(b.y - a.y);

	for (; a.x != b.x || a.y != b.y; a.x += dx, a.y += dy)
		close_cell(pinned, a.x, a.y);
	close_cell(pinned, b.x, b.y);
}

/* Appends a leg, whose line began one cell before the last pin and so goes on from what there is. */
static void append(Pinned *pinned, const PlanLink *leg)
{
	size_t skip = pinned->count > 0;

	if (skip)
		pinned->count--;        /* the pin itself, a corner only if the line turns there */
	MEM_GROW(pinned->points, pinned->cap, pinned->count + leg->point_count);
	memcpy(pinned->points + pinned->count, leg->points + skip, (leg->point_count - skip) * sizeof *leg->points);
	pinned->count += leg->point_count - skip;
	for (size_t i = 1; i < leg->point_count; i++)
		close_line(pinned, leg->points[i - 1], leg->points[i]);
}

static int direction_of(PlanPoint a, PlanPoint b)
{
	if (a.y == b.y)
		return b.x > a.x ? RIGHT : LEFT;
	return b.y > a.y ? DOWN : UP;
}

/* The leg to pin PIN, or behind the last one to the target. */
static bool find_leg(Pinned *pinned, size_t pin)
{
	const PlanLink *link = &pinned->plan->links[pinned->index];
	long most = pinned->router->most_states;
	SearchJob job = {.plan = pinned->plan, .grid = &pinned->router->grid, .link = pinned->index,
	                 .claims = pinned->router->claims, .most_states = most ? most : LEG_STATES,
	                 .crossing = COST_CROSSING, .haste = 8,
	                 .start = pin > 0 ? &link->pins[pin - 1] : NULL, .goal = pin < link->pin_count ? &link->pins[pin] : NULL};
	PlanLink leg = {.points = NULL};
	bool found;

	if (job.start)
		job.start_direction = direction_of(pinned->points[pinned->count - 2], *job.start);
	found = search_run(&pinned->router->search, &job, &leg) == SEARCH_FOUND;
	if (found)
		append(pinned, &leg);
	free(leg.points);
	return found;
}

/* All pins are closed, each until the line may go there. */
static bool close_pins(Pinned *pinned)
{
	const PlanLink *link = &pinned->plan->links[pinned->index];

	for (size_t i = 0; i < link->pin_count; i++) {
		if (!grid_holds(&pinned->router->grid, link->pins[i].x, link->pins[i].y))
			return false;
		close_cell(pinned, link->pins[i].x, link->pins[i].y);
	}
	return true;
}

static bool find_legs(Pinned *pinned)
{
	size_t pins = pinned->plan->links[pinned->index].pin_count;

	if (!close_pins(pinned))
		return false;
	for (size_t pin = 0; pin <= pins; pin++) {
		if (pin < pins)
			pinned->router->grid.cells[pinned->closed[pin].cell].what = pinned->closed[pin].what;
		if (!find_leg(pinned, pin))
			return false;
	}
	return true;
}

bool route_pins(Router *router, const Plan *plan, int index, PlanLink *out)
{
	Pinned pinned = {.router = router, .plan = plan, .index = index};
	bool found = find_legs(&pinned);

	open_cells(&pinned);
	free(pinned.closed);
	if (!found) {
		free(pinned.points);
		return false;
	}
	free(out->points);
	out->points = pinned.points;
	out->point_count = pinned.count;
	out->pending = false;
	out->label_side = LABEL_NONE;
	out->label_keyed = false;
	return true;
}
