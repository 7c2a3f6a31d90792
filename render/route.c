/* The router: order, rip-up, improvement, measures. */
#include "render/route.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "render/label.h"
#include "render/pattern.h"

enum {
	SELF_TRIES = 8,         /* cells that are closed for a route that meets itself */
	GUIDED_FROM = 100,      /* estimated cost from which a search is guided */
	PATTERN_FROM = 200,     /* and from which a pattern route is tried first */
	WINDOW_FROM = 30000,    /* cells of a grid from which a search looks around its ends first */
	SOME_LINKS = 150,       /* fewer are always searched for in full */
	MANY_LINKS = 500,       /* a large drawing: quicker, not as good */
	STATES_FIRST = 20000, STATES_MOST = 400000      /* expanded in one search */
};
enum { TAKEN_MOST = 8 };        /* exchanges after which a link no longer pushes others aside */

typedef struct Queue {          /* links that wait for a route, first come first served */
	int *links;
	size_t first, count, cap;
	bool *waits;            /* by link: is it in the queue? */
} Queue;

static void queue_add(Queue *queue, int link)
{
	if (queue->waits[link])
		return;
	MEM_GROW(queue->links, queue->cap, queue->count + 1);
	queue->links[queue->count++] = link;
	queue->waits[link] = true;
}

static int queue_take(Queue *queue)
{
	int link = queue->links[queue->first++];

	queue->waits[link] = false;
	return link;
}

/* --- one link ---------------------------------------------------------- */

static int distance(const Plan *plan, const PlanLink *link)
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

	if (router->grid.width * router->grid.height <= WINDOW_FROM)
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
	if (distance(job->plan, link) > GUIDED_FROM) {
		guide_make(&router->guide, job->grid, &job->window, backwards ? to : from, backwards ? from : to, job->crossing);
		job->guide = &router->guide;
	}
	return search_run(&router->search, job, out);
}

/* Forwards a little, backwards a little (when an end is walled in, that shows from its side), then forwards as far as
 * it may go. */
static bool search_both_ways(Router *router, SearchJob *job, PlanLink *out)
{
	SearchEnd end = run_search(router, job, false, STATES_FIRST, out);

	if (end == SEARCH_LIMIT)
		end = run_search(router, job, true, STATES_FIRST, out);
	if (end == SEARCH_LIMIT)
		end = run_search(router, job, false, router->most_states ? router->most_states : STATES_MOST, out);
	if (end == SEARCH_NONE && job->window.w) {
		job->window = (PlanRect){0};
		end = run_search(router, job, true, router->most_states ? router->most_states : STATES_MOST, out);
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

static bool search(Router *router, const Plan *plan, int index, int label_width, bool soft, PlanLink *out)
{
	const PlanLink *link = &plan->links[index];
	bool is_key = label_width && label_width != link->label_width, large = plan->link_count > MANY_LINKS;
	SearchJob job = {.plan = plan, .grid = &router->grid, .link = index, .label_width = label_width,
	                 .is_key = is_key, .soft = soft, .taken = router->taken,
	                 .window = search_window(router, plan, link),
	                 .crossing = large ? COST_CROSSING / 3 : COST_CROSSING, .haste = large ? 10 : 8};
	PlanPoint where;

	if (!soft && plan->link_count > SOME_LINKS && distance(plan, link) > PATTERN_FROM && pattern_run(&job, out)) {
		out->label_keyed = false;
		if (!meets_itself(out, &where) && grid_link_fits(&router->grid, plan, index))
			return true;
	}
	return search_clear_way(router, &job, out);
}

/* The ways to carry the label, best first: whole, as a number, not at all. */
static bool route_hard(Router *router, Plan *plan, int index)
{
	PlanLink *link = &plan->links[index];
	int widths[3] = {link->label_width, link->key_width, 0};

	for (int i = 0; i < 3; i++) {
		if ((i < 2 && !widths[i]) || (i == 1 && !link->label_width))
			continue;
		if (!search(router, plan, index, widths[i], false, link))
			continue;
		grid_add_link(&router->grid, plan, index);
		return true;
	}
	return false;
}

static bool route_with_label(Router *router, Plan *plan, int index)
{
	PlanLink *link = &plan->links[index];

	if (!search(router, plan, index, link->label_width, false, link))
		return false;
	grid_add_link(&router->grid, plan, index);
	return true;
}

static void rip(Router *router, Plan *plan, Queue *queue, int link)
{
	if (link == NONE || queue->waits[link])
		return;
	grid_remove_link(&router->grid, plan, link);
	router->taken[link]++;
	queue_add(queue, link);
}

/* Routes through the cells of others, which go back to the queue. */
static bool route_soft(Router *router, Plan *plan, Queue *queue, int index, int label_width)
{
	PlanLink *link = &plan->links[index];
	int owners[64];
	size_t count;

	if (!search(router, plan, index, label_width, true, link))
		return false;
	while ((count = grid_link_rivals(&router->grid, plan, index, owners, 64)) > 0)
		for (size_t i = 0; i < count; i++)
			rip(router, plan, queue, owners[i]);
	grid_add_link(&router->grid, plan, index);
	return true;
}

/* --- pending ----------------------------------------------------------- */

/* A plain bend from the middle of one end to the middle of the other. */
static void make_pending(const Plan *plan, PlanLink *link)
{
	const PlanRect *a = plan_end_rect(plan, link->from), *b = plan_end_rect(plan, link->to);
	PlanPoint from = {a->x + a->w / 2, a->y + a->h / 2}, to = {b->x + b->w / 2, b->y + b->h / 2};

	link->points = mem_resize(link->points, 3, sizeof *link->points);
	link->points[0] = from;
	link->points[1] = (PlanPoint){to.x, from.y};
	link->points[2] = to;
	link->point_count = 3;
	link->pending = true;
	link->label_side = LABEL_NONE;
	link->label_keyed = false;
}

/* Does each end name a box or a zone that is drawn? */
static bool has_ends(const Plan *plan, const PlanLink *link)
{
	return link->from.index != NONE && link->to.index != NONE &&
	       plan_end_rect(plan, link->from)->w && plan_end_rect(plan, link->to)->w;
}

/* --- many links -------------------------------------------------------- */

/* All ways to route one link, from the best to the last. ROUNDS: how often others may still be pushed aside. */
static bool route_somehow(Router *router, Plan *plan, Queue *queue, int index, int *rounds)
{
	PlanLink *link = &plan->links[index];

	if (route_with_label(router, plan, index))
		return true;
	if (*rounds > 0 && router->taken[index] < TAKEN_MOST) {
		(*rounds)--;
		if (route_soft(router, plan, queue, index, link->label_width))
			return true;
	}
	if (link->label_width && route_hard(router, plan, index))
		return true;
	if (*rounds <= 0 || router->taken[index] >= 2 * TAKEN_MOST)
		return false;
	(*rounds)--;
	return route_soft(router, plan, queue, index, 0);
}

static void run_queue(Router *router, Plan *plan, Queue *queue, int rounds)
{
	while (queue->first < queue->count) {
		int index = queue_take(queue);

		if (!route_somehow(router, plan, queue, index, &rounds))
			make_pending(plan, &plan->links[index]);
	}
}

/* Short links first; in large drawings the long ones before them, longest first, while their straight ways are free. */
static int order_key(const Plan *plan, const PlanLink *link)
{
	int away = distance(plan, link);

	return plan->link_count > MANY_LINKS && away > PATTERN_FROM ? -away : away;
}

typedef struct Order { int distance, link; } Order;

static int compare_order(const void *a, const void *b)
{
	const Order *one = a, *two = b;

	if (one->distance != two->distance)
		return one->distance < two->distance ? -1 : 1;
	return (one->link > two->link) - (one->link < two->link);
}

static void queue_sorted(Queue *queue, Plan *plan, const int *links, size_t count)
{
	Order *order = mem_alloc(count * sizeof *order);
	size_t ready = 0;

	queue->waits = mem_alloc(plan->link_count * sizeof *queue->waits);
	for (size_t i = 0; i < count; i++) {
		if (has_ends(plan, &plan->links[links[i]]))
			order[ready++] = (Order){order_key(plan, &plan->links[links[i]]), links[i]};
		else
			plan->links[links[i]].pending = true;
	}
	qsort(order, ready, sizeof *order, compare_order);
	for (size_t i = 0; i < ready; i++)
		queue_add(queue, order[i].link);
	free(order);
}

static void queue_clear(Queue *queue)
{
	free(queue->links);
	free(queue->waits);
}

static void prepare(Router *router, const Plan *plan)
{
	MEM_GROW(router->taken, router->taken_cap, plan->link_count);
	if (plan->link_count)
		memset(router->taken, 0, plan->link_count * sizeof *router->taken);
}

static int round_limit(const Router *router, const Plan *plan)
{
	return router->rounds ? router->rounds : 40 + (int)plan->link_count / 2;
}

void router_route(Router *router, Plan *plan)
{
	int *all = mem_alloc(plan->link_count * sizeof *all);
	Queue queue = {0};

	prepare(router, plan);
	grid_init(&router->grid, plan, GRID_RIM);
	for (size_t i = 0; i < plan->link_count; i++)
		all[i] = (int)i;
	queue_sorted(&queue, plan, all, plan->link_count);
	run_queue(router, plan, &queue, round_limit(router, plan));
	queue_clear(&queue);
	free(all);
}

void router_load(Router *router, Plan *plan)
{
	prepare(router, plan);
	grid_init(&router->grid, plan, GRID_RIM);
	for (size_t i = 0; i < plan->link_count; i++)
		if (!plan->links[i].pending)
			grid_add_link(&router->grid, plan, (int)i);
}

void router_reroute(Router *router, Plan *plan, const int *links, size_t count)
{
	Queue queue = {0};

	queue_sorted(&queue, plan, links, count);
	run_queue(router, plan, &queue, router->rounds ? router->rounds : 40);
	queue_clear(&queue);
}

/* --- improvement ------------------------------------------------------- */

static PlanLink copy_route(const PlanLink *link)
{
	PlanLink copy = *link;

	copy.points = mem_resize(NULL, link->point_count, sizeof *copy.points);
	memcpy(copy.points, link->points, link->point_count * sizeof *copy.points);
	return copy;
}

static int label_loss(const PlanLink *link)
{
	if (!link->label_width)
		return 0;
	return link->label_side == LABEL_NONE ? 2 : link->label_keyed;
}

/* Searches LINK again; keeps the old route unless the new one is as good in its label. */
static void improve_link(Router *router, Plan *plan, int index)
{
	PlanLink *link = &plan->links[index], old;
	bool routed;

	if (!has_ends(plan, link))
		return;
	if (link->pending) {
		if (!route_hard(router, plan, index))
			make_pending(plan, link);
		return;
	}
	old = copy_route(link);
	grid_remove_link(&router->grid, plan, index);
	routed = route_hard(router, plan, index);
	if (routed && label_loss(link) <= label_loss(&old)) {
		free(old.points);
		return;
	}
	if (routed)
		grid_remove_link(&router->grid, plan, index);
	free(link->points);
	*link = old;
	grid_add_link(&router->grid, plan, index);
}

void router_improve(Router *router, Plan *plan, int passes)
{
	while (passes-- > 0)
		for (size_t i = plan->link_count; i-- > 0;)
			improve_link(router, plan, (int)i);
}

void router_settle_labels(Router *router, Plan *plan)
{
	for (size_t i = 0; i < plan->link_count; i++)
		label_settle(&router->grid, plan, (int)i);
}

/* --- measures ---------------------------------------------------------- */

static int point_distance(PlanPoint a, PlanPoint b)
{
	return abs(a.x - b.x) + 2 * abs(a.y - b.y);
}

static int count_crossings(const Grid *grid)
{
	int count = 0, cells = grid->width * grid->height;

	for (int i = 0; i < cells; i++) {
		const GridCell *cell = &grid->cells[i];

		count += cell->h != NONE && cell->v != NONE && cell->h != cell->v;
	}
	return count;
}

void router_score(const Router *router, const Plan *plan, RouteScore *score)
{
	*score = (RouteScore){.crossings = count_crossings(&router->grid)};
	for (size_t i = 0; i < plan->link_count; i++) {
		const PlanLink *link = &plan->links[i];

		if (link->pending) {
			score->pending++;
			continue;
		}
		score->keyed += label_loss(link) == 1;
		score->unlabelled += label_loss(link) == 2;
		score->bends += (int)link->point_count - 2;
		for (size_t k = 1; k < link->point_count; k++)
			score->length += point_distance(link->points[k - 1], link->points[k]);
		score->manhattan += point_distance(link->points[0], link->points[link->point_count - 1]);
	}
}

void router_clear(Router *router)
{
	if (!router)
		return;
	grid_clear(&router->grid);
	search_clear(&router->search);
	guide_clear(&router->guide);
	free(router->taken);
	*router = (Router){0};
}
