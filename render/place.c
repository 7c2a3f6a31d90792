/* Placement: several arrangements are routed, the best drawing is kept. */
#include "render/place.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "render/place_given.h"
#include "render/shape.h"

enum {
	SPACE_USUAL = 8, SPACE_MOST = 64,
	SMALL = 40,             /* boxes up to which several arrangements are routed and compared */
	SHAPES_GUESSED = 32,    /* … after so many were arranged */
	SHAPES_ROUTED = 5,
	LARGE = 100,            /* boxes from which routes are not improved, and space is added twice at most */
	MANY_LINKS = 120        /* from which one label in fifty may stand in the legend alone */
};

/* --- how good a drawing is --------------------------------------------- */

static const long VALUE_LOST = 100000000;       /* a link or a label that found no room */

static long value_of(Plan *plan, const Router *router)
{
	RouteScore score;

	plan_measure_used(plan);
	router_score(router, plan, &score);
	return score.pending * 100 * VALUE_LOST + score.unlabelled * 4 * VALUE_LOST + score.keyed * VALUE_LOST +
	       score.crossings * 40L + score.bends * 12L + score.length * 2 +
	       shape_size_cost(plan, plan->used.w, plan->used.h);
}

static void take_places(Plan *to, const Plan *from)
{
	for (size_t i = 0; i < to->box_count; i++)
		to->boxes[i].rect = from->boxes[i].rect;
	for (size_t i = 0; i < to->zone_count; i++) {
		to->zones[i].rect = from->zones[i].rect;
		to->zones[i].fixed = from->zones[i].fixed;
	}
}

static void route(Plan *plan, Router *router)
{
	router_route(router, plan);
	if (plan->box_count < LARGE)
		router_improve(router, plan, 2);
	router_settle_labels(router, plan);
}

/* --- without given places ---------------------------------------------- */

/* Does every link have its route and its label, but for a few labels of a large drawing? */
static bool good_enough(const Plan *plan, const Router *router, long value)
{
	RouteScore score;

	if (value < VALUE_LOST || plan->link_count <= MANY_LINKS)
		return value < VALUE_LOST;
	router_score(router, plan, &score);
	return !score.pending && 50 * (size_t)(score.keyed + score.unlabelled) <= plan->link_count;
}

/* Arranges PLAN in one shape, with more space until every link has its route. */
static long try_shape(Plan *plan, Router *router, const Shape *shape, long effort)
{
	Slots slots;
	long value = LONG_MAX;
	int most = plan->box_count < LARGE ? SPACE_MOST : 2 * SPACE_USUAL + SPACE_USUAL / 2;

	slots_init(&slots, plan, &shape->shape);
	slots_arrange(&slots, plan, effort);
	for (int space = SPACE_USUAL; space <= most; space += space / 2) {
		slots_space(&slots, plan, space);
		slots_apply(&slots, plan);
		route(plan, router);
		value = value_of(plan, router);
		if (good_enough(plan, router, value))
			break;
	}
	slots_clear(&slots);
	return value;
}

static long effort_for(const Plan *plan)
{
	long effort = 3000 * (long)plan->box_count;

	return effort < 300000 ? effort : 300000 + 200 * (long)plan->box_count;
}

/* Arranges the boxes of PLAN in each shape and keeps the MOST that promise short links and a small drawing. */
static void rank_shapes(Shapes *shapes, Plan *plan, size_t most)
{
	for (size_t i = 0; i < shapes->count; i++) {
		Slots slots;

		slots_init(&slots, plan, &shapes->items[i].shape);
		shapes->items[i].guess = slots_arrange(&slots, plan, effort_for(plan) / 4);
		slots_space(&slots, plan, SPACE_USUAL);
		slots_apply(&slots, plan);
		plan_measure_used(plan);
		shapes->items[i].guess += shape_size_cost(plan, plan->used.w, plan->used.h);
		slots_clear(&slots);
	}
	shapes_sort(shapes, plan, most);
}

static void place_free(Plan *plan, Router *router)
{
	bool small = plan->box_count <= SMALL;
	Shapes shapes = {0};
	Plan best = {0};
	long best_value = LONG_MAX, last = LONG_MAX;

	shapes_guess(&shapes, plan, small ? SHAPES_GUESSED : 1);
	if (small)
		rank_shapes(&shapes, plan, SHAPES_ROUTED);
	for (size_t i = 0; i < shapes.count; i++) {
		long value = try_shape(plan, router, &shapes.items[i], effort_for(plan));

		last = value;
		if (value >= best_value)
			continue;
		best_value = value;
		plan_clear(&best);
		plan_copy(&best, plan);
	}
	if (best.boxes && last != best_value) {
		take_places(plan, &best);
		route(plan, router);
	}
	plan_clear(&best);
	shapes_clear(&shapes);
}

/* --- around given places ----------------------------------------------- */

/* Boxes that have no place get more space until every link has its route; what is given stays. */
static void place_around(Plan *plan, Router *router, size_t fixed)
{
	Plan given;

	plan_copy(&given, plan);
	for (int space = GIVEN_SPACE_USUAL; space <= 4 * GIVEN_SPACE_USUAL; space += space / 2) {
		take_places(plan, &given);
		place_given(plan, space);
		route(plan, router);
		if (fixed == plan->box_count || value_of(plan, router) < VALUE_LOST)
			break;
	}
	plan_clear(&given);
}

void place_plan(Plan *plan, Router *router)
{
	size_t fixed = 0, boxes = 0;

	for (size_t i = 0; i < plan->box_count; i++) {
		fixed += plan->boxes[i].fixed;
		boxes += plan->boxes[i].rect.w > 0;
	}
	if (fixed)
		place_around(plan, router, fixed + plan->box_count - boxes);
	else
		place_free(plan, router);
	plan_measure_used(plan);
}
