/* Self-links: from one side out, around a corner, and back from above or below; all of a few sizes are compared. */
#include "render/self_link.h"

#include <limits.h>
#include <stdlib.h>

#include "model/memory.h"
#include "render/grid_bits.h"

enum {
	WIDEST = 12, HIGHEST = 5,       /* how far out a loop may go */
	PORTS_MOST = 12,                /* of one side that are tried, from the corner on */
	POINTS = 5
};

typedef struct Loop {           /* one of the ways */
	PlanPoint points[POINTS];       /* port, corners, port */
	LabelSide side;
	PlanPoint label;
	int cost;
} Loop;

typedef struct Finder {
	const SearchJob *job;
	PlanLink *out;
	Loop best;
	bool found;
} Finder;

bool is_self_link(const PlanLink *link)
{
	return link->from.zone == link->to.zone && link->from.index == link->to.index;
}

static int loop_cost(const Grid *grid, const Loop *loop)
{
	const PlanPoint *p = loop->points;
	int across = abs(p[1].x - p[0].x) + abs(p[3].x - p[2].x), down = abs(p[2].y - p[1].y) + abs(p[4].y - p[3].y);

	if (!grid_holds(grid, p[1].x, p[2].y))
		return INT_MAX;
	return across * COST_ACROSS + down * COST_DOWN +
	       COST_CROSSING * (row_crossings(grid, p[0].y, p[0].x, p[1].x) + row_crossings(grid, p[2].y, p[2].x, p[3].x) +
	                        column_crossings(grid, p[1].x, p[1].y, p[2].y) + column_crossings(grid, p[3].x, p[3].y, p[4].y));
}

static void put(PlanLink *out, const Loop *loop)
{
	for (int i = 0; i < POINTS; i++)
		out->points[i] = loop->points[i];
	out->point_count = POINTS;
	out->pending = false;
	out->label_side = loop->side;
	out->label = loop->label;
	out->cost = loop->cost;
}

static void offer(Finder *finder, Loop *loop, LabelSide side, PlanPoint label, int more)
{
	const SearchJob *job = finder->job;

	loop->side = side;
	loop->label = label;
	if (finder->found && loop->cost + more >= finder->best.cost)
		return;
	loop->cost += more;
	put(finder->out, loop);
	if (grid_link_fits(job->grid, job->plan, job->link)) {
		finder->best = *loop;
		finder->found = true;
	}
	loop->cost -= more;
}

static bool is_free(const Grid *grid, int x, int y)
{
	const GridCell *cell;

	if (!grid_holds(grid, x, y))
		return false;
	cell = &grid->cells[grid_at(grid, x, y)];
	return !cell->what && cell->h == NONE && cell->v == NONE;
}

/* The label in the middle of the piece across, or outside beside the piece down. */
static void offer_labels(Finder *finder, Loop *loop, int out)
{
	const SearchJob *job = finder->job;
	const PlanPoint *p = loop->points;
	int width = job->label_width, low = p[2].x < p[3].x ? p[2].x : p[3].x, room = abs(p[3].x - p[2].x) - 1;
	int step = p[2].y > p[1].y ? 1 : -1;

	if (!width) {
		offer(finder, loop, LABEL_NONE, (PlanPoint){0, 0}, 0);
		return;
	}
	if (room >= width + 2 && !job->is_key)
		offer(finder, loop, LABEL_INLINE, (PlanPoint){low + 1 + (room - width) / 2, p[2].y}, 0);
	for (int y = p[1].y + step; y != p[2].y; y += step)
		if (is_free(job->grid, p[1].x + out * (width + 1), y))
			offer(finder, loop, LABEL_BESIDE, (PlanPoint){out > 0 ? p[1].x + 1 : p[1].x - width, y}, COST_BESIDE);
}

/* Around the corner on the right or left (OUT 1, -1), below or above (UNDER 1, -1). */
static void try_corner(Finder *finder, int out, int under, int more)
{
	const PlanLink *link = &finder->job->plan->links[finder->job->link];
	const PlanRect *rect = plan_end_rect(finder->job->plan, link->from);
	int side = out > 0 ? rect->x + rect->w - 1 : rect->x, edge = under > 0 ? rect->y + rect->h - 1 : rect->y;

	for (int row = 1; row < rect->h - 1 && row <= PORTS_MOST; row++)
		for (int column = 1; column < rect->w - 1 && column <= PORTS_MOST; column++)
			for (int wide = 1 + link->head_from; wide <= WIDEST; wide++)
				for (int high = 1 + link->head_to; high <= HIGHEST; high++) {
					int y = edge - under * row, x = side - out * column;
					Loop loop = {.points = {{side, y}, {side + out * wide, y}, {side + out * wide, edge + under * high},
					                        {x, edge + under * high}, {x, edge}}};
					int cost = loop_cost(finder->job->grid, &loop);

					if (cost == INT_MAX || (finder->found && cost + more >= finder->best.cost))
						continue;
					loop.cost = cost + more;
					offer_labels(finder, &loop, out);
				}
}

bool self_link_run(const SearchJob *job, PlanLink *out)
{
	Finder finder = {.job = job, .out = out};

	out->points = mem_resize(out->points, POINTS, sizeof *out->points);
	try_corner(&finder, 1, -1, 0);
	try_corner(&finder, 1, 1, 1);
	try_corner(&finder, -1, -1, 2);
	try_corner(&finder, -1, 1, 3);
	if (finder.found)
		put(out, &finder.best);
	return finder.found;
}
