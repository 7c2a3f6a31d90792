/* One route: the pattern first, then searches from both sides, within limits. */
#include "render/route_one.h"

#include <string.h>

#include "model/memory.h"
#include "render/self_link.h"
#include "render/pattern.h"

enum {
	SELF_TRIES = 8,         /* cells that are closed for a route that meets itself */
	GUIDED_FROM = 100,      /* estimated cost from which a search is guided */
	WINDOW_FROM = 30000,    /* cells of a grid from which a search looks around its ends first */
	SOME_LINKS = 150,       /* fewer are always searched for in full */
	STATES_FIRST = 20000, STATES_MOST = 400000,     /* expanded in one search */
	STATES_IN_ALL = 4000000, STATES_TIRED = 4000    /* … and after so many in all, in a plan that does not work out */
};

int route_distance(const Plan *plan, const PlanLink *link)
{
	const PlanRect *a = plan_end_rect(plan, link->from), *b = plan_end_rect(plan, link->to);
	int dx = a->x > b->x ? a->x - b->x - b->w : b->x - a->x - a->w;
	int dy = a->y > b->y ? a->y - b->y - b->h : b->y - a->y - a->h;

	return (dx > 0 ? dx : 0) * COST_ACROSS + (dy > 0 ? dy : 0) * COST_DOWN;
}

static int between(int a, int b, int value)
{
	int low = a < b ? a : b, high = a < b ? b : a;

	return value < low ? low : value > high ? high : value;
}

/* A cell that two straight pieces share, if there is one. */
static bool pieces_meet(const PlanPoint *a, const PlanPoint *b, PlanPoint *where)
{
	/* The cell of a nearest to b: for pieces along the axes it is in both when they meet at all. */
	int x = between(a[0].x, a[1].x, between(b[0].x, b[1].x, a[0].x));
	int y = between(a[0].y, a[1].y, between(b[0].y, b[1].y, a[0].y));

	*where = (PlanPoint){x, y};
	return between(b[0].x, b[1].x, x) == x && between(b[0].y, b[1].y, y) == y;
}

/* Does the route come back over its own way or its label? A search does not know its own way; *WHERE is a cell that
 * it takes twice. */
static bool meets_itself(const PlanLink *link, PlanPoint *where)
{
	PlanPoint label[2] = {link->label, link->label};
	size_t pieces = link->point_count - 1;
	bool carried = link->label_side != LABEL_INLINE;

	label[1].x += plan_label_width(link) - 1;
	for (size_t i = 0; i < pieces; i++) {
		for (size_t k = i + 2; k < pieces; k++)
			if (pieces_meet(&link->points[i], &link->points[k], where))
				return true;
		if (link->label_side == LABEL_NONE || !pieces_meet(&link->points[i], label, where))
			continue;
		if (carried)
			return true;
		carried = true;         /* the piece the label stands in */
	}
	return false;
}

/* Where a route is looked for first: around both ends, with room for a detour. */
static PlanRect search_window(const Router *router, const Plan *plan, const PlanLink *link)
{
	PlanRect window = *plan_end_rect(plan, link->from);
	int wider, higher;

	if (router->grid.walls.w * router->grid.walls.h <= WINDOW_FROM)
		return (PlanRect){0};
	rect_hold(&window, plan_end_rect(plan, link->to));
	wider = 32 + window.w / 4;
	higher = 16 + window.h / 4;
	return (PlanRect){window.x - wider, window.y - higher, window.w + 2 * wider, window.h + 2 * higher};
}

static SearchEnd run_search(Router *router, SearchJob *job, bool backwards, long most, PlanLink *out)
{
	const PlanLink *link = &job->plan->links[job->link];
	const PlanRect *from = plan_end_rect(job->plan, link->from), *to = plan_end_rect(job->plan, link->to);

	job->backwards = backwards;
	job->most_states = most;
	job->guide = NULL;
	if (route_distance(job->plan, link) > GUIDED_FROM) {
		guide_make(&router->guide, job->grid, &job->window, backwards ? to : from, backwards ? from : to, job->crossing);
		job->guide = &router->guide;
	}
	return search_run(&router->search, job, out);
}

/* Forwards a little, backwards a little (when an end is walled in, that shows from its side), then forwards as far as
 * it may go. */
static bool search_both_ways(Router *router, SearchJob *job, PlanLink *out)
{
	bool tired = router->search.expanded - router->began > STATES_IN_ALL;
	long first = tired ? STATES_TIRED : STATES_FIRST;
	long most = tired ? STATES_TIRED : router->most_states ? router->most_states : STATES_MOST;
	SearchEnd end = run_search(router, job, false, first, out);

	if (end == SEARCH_LIMIT)
		end = run_search(router, job, true, first, out);
	if (end == SEARCH_LIMIT && most > first)
		end = run_search(router, job, false, most, out);
	if (end == SEARCH_NONE && job->window.w) {
		job->window = (PlanRect){0};
		end = run_search(router, job, true, most, out);
	}
	return end == SEARCH_FOUND;
}

/* Searches; when the route meets itself, the cell where it does is closed and it is searched again. */
static bool search_clear_way(Router *router, SearchJob *job, PlanLink *out)
{
	GridCell *closed[SELF_TRIES];
	unsigned was[SELF_TRIES];
	int count = 0;
	bool found;
	PlanPoint where;

	for (;;) {
		GridCell *cell;

		found = search_both_ways(router, job, out);
		out->label_keyed = job->is_key;
		if (!found || !meets_itself(out, &where))
			break;
		found = false;
		cell = &router->grid.cells[grid_at(&router->grid, where.x, where.y)];
		if (count == SELF_TRIES || (cell->what & CELL_BOX))
			break;
		closed[count] = cell;
		was[count++] = cell->what;
		cell->what |= CELL_WALL;
	}
	while (count-- > 0)
		closed[count]->what = was[count];
	return found;
}

static bool route_self_link(const SearchJob *job, PlanLink *out)
{
	out->label_keyed = job->is_key;
	return self_link_run(job, out);
}

bool route_one(Router *router, const Plan *plan, int index, int label_width, bool soft, PlanLink *out)
{
	const PlanLink *link = &plan->links[index];
	bool is_key = label_width && label_width != link->label_width, large = plan->link_count > MANY_LINKS;
	SearchJob job = {.plan = plan, .grid = &router->grid, .link = index, .label_width = label_width,
	                 .is_key = is_key, .soft = soft, .claims = router->claims,
	                 .window = search_window(router, plan, link),
	                 .crossing = large ? COST_CROSSING / 3 : COST_CROSSING, .haste = large ? 10 : 8};
	PlanPoint where;

	if (is_self_link(link))
		return route_self_link(&job, out);
	if (!soft && plan->link_count > SOME_LINKS && route_distance(plan, link) > ROUTE_FAR && pattern_run(&job, out)) {
		out->label_keyed = false;
		if (!meets_itself(out, &where) && grid_link_fits(&router->grid, plan, index))
			return true;
	}
	return search_clear_way(router, &job, out);
}
