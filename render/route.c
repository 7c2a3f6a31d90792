/* The router: order, rip-up, improvement, measures. */
#include "render/route.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "render/label.h"
#include "render/route_one.h"
#include "render/route_pins.h"

enum {
	TAKEN_MOST = 8,         /* exchanges after which a link no longer pushes others aside */
	ROUTE_STATES = 100      /* what a route costs besides its search, as states */
};

/* --- the queue --------------------------------------------------------- */

static void queue_add(Router *router, int link)
{
	RouteQueue *queue = &router->queue;

	if (router->claims[link].waits)
		return;
	MEM_GROW(queue->links, queue->cap, queue->count + 1);
	queue->links[queue->count++] = link;
	router->claims[link].waits = true;
}

static int queue_take(Router *router)
{
	int link = router->queue.links[router->queue.first++];

	router->claims[link].waits = false;
	return link;
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

/* --- one link ---------------------------------------------------------- */

/* Routes as the label goes: whole from 0 on, as a number from 1, or not at all. */
static bool route_hard(Router *router, Plan *plan, int index, int from)
{
	PlanLink *link = &plan->links[index];
	int widths[3] = {link->label_width, link->key_width, 0};

	for (int i = from; i < 3; i++) {
		if ((i < 2 && !widths[i]) || (i == 1 && !link->label_width))
			continue;
		if (!route_one(router, plan, index, widths[i], false, link))
			continue;
		grid_add_link(&router->grid, plan, index);
		return true;
	}
	return false;
}

static bool route_with_label(Router *router, Plan *plan, int index)
{
	PlanLink *link = &plan->links[index];

	if (!route_one(router, plan, index, link->label_width, false, link))
		return false;
	grid_add_link(&router->grid, plan, index);
	return true;
}

static void rip(Router *router, Plan *plan, int link)
{
	if (link == NONE || router->claims[link].waits)
		return;
	grid_remove_link(&router->grid, plan, link);
	make_pending(plan, &plan->links[link]);
	router->claims[link].taken++;
	router->loose_routed--;
	queue_add(router, link);
}

/* Routes through the cells of others, which go back to the queue. */
static bool route_soft(Router *router, Plan *plan, int index, int label_width)
{
	int owners[64];
	size_t count;

	if (!router->loose_routed || router->rounds <= 0)
		return false;           /* nobody there to make room */
	router->rounds--;
	if (!route_one(router, plan, index, label_width, true, &plan->links[index]))
		return false;
	while ((count = grid_link_rivals(&router->grid, plan, index, owners, 64)) > 0)
		for (size_t i = 0; i < count; i++)
			rip(router, plan, owners[i]);
	grid_add_link(&router->grid, plan, index);
	return true;
}

/* --- many links -------------------------------------------------------- */

static bool route_pinned(Router *router, Plan *plan, int index)
{
	if (!route_pins(router, plan, index, &plan->links[index]))
		return false;
	grid_add_link(&router->grid, plan, index);
	label_place(&router->grid, plan, index);
	return true;
}

/* All ways to route one link, from the best to the last. */
static bool route_somehow(Router *router, Plan *plan, int index)
{
	const PlanLink *link = &plan->links[index];
	int taken = router->claims[index].taken;

	if (link->pin_count)
		return route_pinned(router, plan, index);
	if (route_with_label(router, plan, index))
		return true;
	if (taken < TAKEN_MOST && route_soft(router, plan, index, link->label_width))
		return true;
	if (link->label_width && route_hard(router, plan, index, 1))
		return true;
	if (taken >= 2 * TAKEN_MOST || (taken < TAKEN_MOST && !link->label_width))
		return false;
	return route_soft(router, plan, index, 0);
}

/* Pinned links first, then short ones; in large drawings the long ones before them, longest first, while their straight ways are free. */
static int order_key(const Plan *plan, const PlanLink *link)
{
	int away = route_distance(plan, link);

	if (link->pin_count)
		return INT_MIN / 2 + away;
	return plan->link_count > MANY_LINKS && away > ROUTE_FAR ? -away : away;
}

typedef struct Order { int distance, link; } Order;

static int compare_order(const void *a, const void *b)
{
	const Order *one = a, *two = b;

	if (one->distance != two->distance)
		return one->distance < two->distance ? -1 : 1;
	return (one->link > two->link) - (one->link < two->link);
}

static void queue_sorted(Router *router, Order *order, size_t count)
{
	qsort(order, count, sizeof *order, compare_order);
	for (size_t i = 0; i < count; i++)
		queue_add(router, order[i].link);
}

static bool keeps_route(const Router *router, const Plan *plan, int index)
{
	const PlanLink *link = &plan->links[index];

	return link->point_count && !link->pending && grid_link_fits(&router->grid, plan, index);
}

static void prepare(Router *router, const Plan *plan)
{
	MEM_GROW(router->claims, router->claim_cap, plan->link_count);
	if (plan->link_count)
		memset(router->claims, 0, plan->link_count * sizeof *router->claims);
	router->queue.first = router->queue.count = router->loose_routed = 0;
	router->began = router->search.expanded;
}

void router_begin(Router *router, const Plan *held, Plan *plan, bool retry)
{
	Order *order = mem_alloc(plan->link_count * sizeof *order);
	bool *stands = mem_alloc(plan->link_count * sizeof *stands);
	size_t loose = 0;

	prepare(router, plan);
	if (!held || !grid_change(&router->grid, held, plan, GRID_RIM, stands))
		grid_init(&router->grid, plan, GRID_RIM);
	for (size_t i = 0; i < plan->link_count; i++) {
		PlanLink *link = &plan->links[i];

		if (stands[i])
			continue;
		if (!has_ends(plan, link)) {
			link->point_count = 0;
			link->pending = true;
		} else if (keeps_route(router, plan, (int)i)) {
			grid_add_link(&router->grid, plan, (int)i);
		} else if (link->point_count && link->pending && !retry) {
			make_pending(plan, link);
		} else {
			int last = link->point_count && link->pending ? INT_MAX / 2 : 0;       /* those that had no way before */

			router->claims[i].loose = true;
			make_pending(plan, link);
			order[loose++] = (Order){order_key(plan, link) + last, (int)i};
		}
	}
	queue_sorted(router, order, loose);
	router->rounds = 40 + (int)loose / 2;
	free(order);
	free(stands);
}

void router_give_up(Router *router, Plan *plan)
{
	prepare(router, plan);
	for (size_t i = 0; i < plan->link_count; i++) {
		PlanLink *link = &plan->links[i];

		link->pending = true;
		link->point_count = 0;
		if (has_ends(plan, link))
			make_pending(plan, link);
	}
}

bool router_continue(Router *router, Plan *plan, long states)
{
	RouteQueue *queue = &router->queue;
	long until = router->search.expanded + states;

	while (queue->first < queue->count && router->search.expanded < until) {
		int index = queue_take(router);

		router->search.expanded += ROUTE_STATES;
		if (route_somehow(router, plan, index))
			router->loose_routed++;
		else
			make_pending(plan, &plan->links[index]);
	}
	return queue->first == queue->count;
}

void router_route(Router *router, Plan *plan)
{
	for (size_t i = 0; i < plan->link_count; i++)
		plan->links[i].point_count = 0;
	router_begin(router, NULL, plan, true);
	while (!router_continue(router, plan, LONG_MAX / 2))
		;
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

	if (!has_ends(plan, link) || link->pin_count)
		return;
	if (link->pending) {
		if (!route_hard(router, plan, index, 0))
			make_pending(plan, link);
		return;
	}
	old = copy_route(link);
	grid_remove_link(&router->grid, plan, index);
	routed = route_hard(router, plan, index, 0);
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
			if (router->claims[i].loose)
				improve_link(router, plan, (int)i);
}

void router_settle_labels(Router *router, Plan *plan)
{
	for (size_t i = 0; i < plan->link_count; i++)
		if (router->claims[i].loose)
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
	free(router->claims);
	free(router->queue.links);
	*router = (Router){0};
}
