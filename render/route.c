/* The router: order, rip-up, improvement, measures. */
#include "render/route.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "render/label.h"

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

static bool ranges_meet(int a, int b, int c, int d)
{
	int t;

	if (a > b)
		t = a, a = b, b = t;
	if (c > d)
		t = c, c = d, d = t;
	return a <= d && c <= b;
}

static bool segments_meet(const PlanPoint *a, const PlanPoint *b)
{
	return ranges_meet(a[0].x, a[1].x, b[0].x, b[1].x) && ranges_meet(a[0].y, a[1].y, b[0].y, b[1].y);
}

/* Does the route keep clear of itself and its label? A search with a label may come back over its own way. */
static bool keeps_clear(const PlanLink *link)
{
	PlanPoint label[2] = {link->label, link->label};
	size_t segments = link->point_count - 1;
	int inside = 0;

	label[1].x += plan_label_width(link) - 1;
	for (size_t i = 0; i < segments; i++) {
		for (size_t k = i + 2; k < segments; k++)
			if (segments_meet(&link->points[i], &link->points[k]))
				return false;
		if (link->label_side != LABEL_NONE)
			inside += segments_meet(&link->points[i], label);
	}
	return inside == (link->label_side == LABEL_INLINE);
}

static bool search(Router *router, const Plan *plan, int index, int label_width, bool soft, PlanLink *out)
{
	bool is_key = label_width && label_width != plan->links[index].label_width;
	SearchJob job = {.plan = plan, .grid = &router->grid, .link = index, .label_width = label_width,
	                 .is_key = is_key, .soft = soft, .taken = router->taken, .most_states = router->most_states};

	if (!job.most_states)
		job.most_states = LONG_MAX / 2;
	if (!search_run(&router->search, &job, out))
		return false;
	out->label_keyed = is_key;
	return keeps_clear(out);
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

static void run_queue(Router *router, Plan *plan, Queue *queue, int rounds)
{
	while (queue->first < queue->count) {
		int index = queue_take(queue);
		PlanLink *link = &plan->links[index];

		if (route_with_label(router, plan, index))
			continue;
		if (rounds > 0 && router->taken[index] < TAKEN_MOST) {
			rounds--;
			if (route_soft(router, plan, queue, index, link->label_width))
				continue;
			if (link->label_width && (route_hard(router, plan, index) ||
			    route_soft(router, plan, queue, index, link->key_width)))
				continue;
		}
		if (!route_hard(router, plan, index))
			make_pending(plan, link);
	}
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
			order[ready++] = (Order){distance(plan, &plan->links[links[i]]), links[i]};
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
	free(router->taken);
	*router = (Router){0};
}
