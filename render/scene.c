/* The Scene: a Graph made into a Plan, and the Plan's answer back in terms of the design. */
#include "render/scene.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "model/utf8.h"
#include "render/place.h"
#include "render/place_given.h"
#include "render/scene_memory.h"
#include "render/scene_overview.h"
#include "render/scene_parts.h"

enum {
	UPDATE_STATES = 20000,  /* of one search when a drawing is brought up to date */
	POLISHED_LINKS = 150    /* drawings up to which new routes are improved twice */
};

/* --- the answer -------------------------------------------------------- */

static void take_boxes(Scene *scene, const Graph *graph, const Plan *plan)
{
	for (size_t i = 0; i < scene->zone_count; i++) {
		const PlanRect *rect = &plan->zones[i].rect;

		scene->zones[i].x = rect->x;
		scene->zones[i].y = rect->y;
		scene->zones[i].w = rect->w;
		scene->zones[i].h = rect->h;
	}
	for (size_t i = 0; i < scene->box_count; i++) {
		const PlanRect *rect = &plan->boxes[i].rect;

		scene->boxes[i].x = rect->x;
		scene->boxes[i].y = rect->y;
		scene->boxes[i].w = rect->w;
		scene->boxes[i].h = rect->h;
		scene->boxes[i].shifted = plan->boxes[i].shifted && graph->components[i].placed;
	}
}

static const char *key_text(Scene *scene, int key)
{
	char digits_of[16];
	int length = 0, rest = key;

	do {
		length++;
	} while (rest /= 10);
	for (int i = length, left = key; i-- > 0; left /= 10)
		digits_of[i] = (char)('0' + left % 10);
	return arena_copy_n(&scene->arena, digits_of, (size_t)length);
}

static void take_link(Scene *scene, SceneLink *link, const PlanLink *from, int key)
{
	link->pending = from->pending;
	link->point_count = from->point_count;
	link->points = arena_alloc(&scene->arena, from->point_count * sizeof *link->points);
	for (size_t i = 0; i < from->point_count; i++)
		link->points[i] = (ScenePoint){from->points[i].x, from->points[i].y};
	link->key = key;
	link->shown = NULL;
	if (!link->label || from->label_side == LABEL_NONE)
		return;
	link->shown = key ? key_text(scene, key) : link->label;
	link->label_x = from->label.x;
	link->label_y = from->label.y;
	link->label_w = utf8_width(link->shown);
}

/* Takes the routes in; AGAIN: only those that may have changed since. */
static void take_links(Scene *scene, bool again)
{
	SceneCache *cache = scene->cache;
	SceneState *state = &cache->shown;

	scene->key_count = scene_state_number(state);
	for (size_t i = 0; i < scene->link_count; i++)
		if (!again || cache->router.claims[i].loose)
			take_link(scene, &scene->links[i], &state->plan.links[i], state->keys[i]);
	plan_measure_used(&state->plan);
	scene->left = state->plan.used.x;
	scene->top = state->plan.used.y;
	scene->width = state->plan.used.w;
	scene->height = state->plan.used.h;
}

/* --- routing ----------------------------------------------------------- */

/* Routes what waits; in small drawings new routes are looked at again, as they are when all is built. */
static void route_rest(SceneCache *cache, long states)
{
	Plan *plan = &cache->shown.plan;

	squeeze_apply(&cache->squeeze, plan);
	cache->busy = !router_continue(&cache->router, plan, states);
	if (!cache->busy && plan->link_count <= POLISHED_LINKS)
		router_improve(&cache->router, plan, 2);
	if (!cache->busy)
		router_settle_labels(&cache->router, plan);
	squeeze_undo(&cache->squeeze, plan);
}

/* Makes the grid of what is shown, from that of HELD if that can be, and routes about so many STATES. */
static void route_from(SceneCache *cache, const Plan *held, bool retry, long states)
{
	Plan *plan = &cache->shown.plan;
	bool whole = squeeze_is_empty(&cache->squeeze);

	squeeze_find(&cache->squeeze, plan);
	squeeze_apply(&cache->squeeze, plan);
	cache->too_wide = squeeze_is_too_large(plan);
	if (cache->too_wide)
		router_give_up(&cache->router, plan);
	else
		router_begin(&cache->router, whole && !cache->stale && squeeze_is_empty(&cache->squeeze) ? held : NULL, plan, retry);
	cache->stale = false;
	squeeze_undo(&cache->squeeze, plan);
	route_rest(cache, states);
}

bool scene_settle(Scene *scene, long states)
{
	SceneCache *cache = scene->cache;

	if (!scene_is_busy(scene))
		return false;
	route_rest(cache, states ? states : LONG_MAX / 2);
	take_links(scene, true);
	return true;
}

bool scene_is_busy(const Scene *scene)
{
	const SceneCache *cache = scene->cache;

	return cache && cache->busy;
}

/* --- making and remaking ----------------------------------------------- */

/* Places and routes what changed since BEFORE; RETRY: also what was pending. False: they have too little in common. */
static bool carry_over(SceneCache *cache, const SceneState *before, bool retry, long states)
{
	SceneState *now = &cache->shown;
	const SceneState *held = cache->past.drawn ? &cache->past : &cache->kept;
	CarryMap was;
	bool worth;

	scene_state_match(now, before, &was);
	worth = carry_worth(&now->plan, &before->plan, &was);
	if (worth) {
		carry_places(&now->plan, &before->plan, &was);
		carry_routes(&now->plan, &before->plan, &was);
		scene_state_wish(now, before, &was);
		cache->router.most_states = UPDATE_STATES;
		route_from(cache, held->drawn && scene_state_same_ids(now, held) ? &held->plan : NULL, retry,
		           states ? states : LONG_MAX / 2);
	}
	carry_map_clear(&was);
	return worth;
}

/* Do the given places alone span so much that it must be squeezed? */
static bool is_wide(const Plan *plan)
{
	PlanRect all = {0};

	for (size_t i = 0; i < plan->box_count; i++)
		if (plan->boxes[i].fixed)
			rect_hold(&all, &plan->boxes[i].rect);
	return (long)all.w * all.h >= SQUEEZE_FROM;
}

static void place_all(SceneCache *cache)
{
	Plan *plan = &cache->shown.plan;

	cache->router.most_states = 0;
	cache->busy = false;
	if (is_wide(plan)) {
		place_given(plan, GIVEN_SPACE_USUAL);
		route_from(cache, NULL, true, LONG_MAX / 2);
	} else {
		squeeze_clear(&cache->squeeze);
		cache->too_wide = false;
		place_plan(plan, &cache->router);
	}
}

/* Makes SCENE the drawing of GRAPH, from BEFORE as far as that is of use (NULL: it is not). */
static void renew(Scene *scene, const Graph *graph, const SceneOptions *options, const SceneState *before,
                  bool retry, long states)
{
	SceneCache *cache = scene->cache;
	Arena old = scene->arena;

	scene_sketch(scene, graph, options, &cache->shown.plan);
	scene->cache = cache;
	scene_state_name(&cache->shown, scene, graph);
	if (!before || !carry_over(cache, before, retry, states))
		place_all(cache);
	scene->too_wide = cache->too_wide;
	take_boxes(scene, graph, &cache->shown.plan);
	take_links(scene, false);
	scene_state_clear(&cache->past);
	arena_clear(&old);
}

/* Sets the drawing that changes start from aside: the one of the last build or update, all of it routed. */
static void keep_start(Scene *scene)
{
	SceneCache *cache = scene->cache;

	if (cache->previewing) {
		cache->past = cache->shown;
	} else {
		scene_settle(scene, 0);
		cache->kept = cache->shown;
		cache->previewing = true;
	}
	cache->shown = (SceneState){0};
}

static bool is_alike(const SceneState *state, const SceneOptions *options)
{
	return state->drawn && state->zoom == options->zoom && state->width == options->width;
}

/* The changes stand: what they started from is a drawing of the past, or what is shown still. */
static void drop_start(SceneCache *cache)
{
	const SceneState *kept = &cache->kept, *shown = &cache->shown;

	if (kept->content == shown->content && kept->zoom == shown->zoom && kept->width == shown->width)
		scene_state_clear(&cache->kept);
	else
		scene_memory_keep(&cache->memory, &cache->kept);
	cache->previewing = false;
}

static bool same_answer(const PlanLink *a, const PlanLink *b)
{
	return a->point_count == b->point_count && a->pending == b->pending && a->label_side == b->label_side &&
	       a->label_keyed == b->label_keyed && a->label.x == b->label.x && a->label.y == b->label.y &&
	       (!a->point_count || !memcmp(a->points, b->points, a->point_count * sizeof *a->points));
}

static bool same_drawing(const Plan *a, const Plan *b)
{
	for (size_t i = 0; i < a->zone_count; i++)
		if (memcmp(&a->zones[i].rect, &b->zones[i].rect, sizeof a->zones[i].rect) != 0)
			return false;
	for (size_t i = 0; i < a->box_count; i++)
		if (memcmp(&a->boxes[i].rect, &b->boxes[i].rect, sizeof a->boxes[i].rect) != 0)
			return false;
	for (size_t i = 0; i < a->link_count; i++)
		if (!same_answer(&a->links[i], &b->links[i]))
			return false;
	return true;
}

/* What is drawn of a content once is how it is drawn: routes that were looked at again give way to those of KNOWN. */
static void take_known(Scene *scene, const Graph *graph, const SceneState *known)
{
	SceneCache *cache = scene->cache;
	Plan again = cache->shown.plan;

	if (!scene_state_same_ids(&cache->shown, known) || (!cache->busy && same_drawing(&again, &known->plan)))
		return;
	plan_copy(&cache->shown.plan, &known->plan);
	for (size_t i = 0; i < again.link_count; i++)
		cache->shown.plan.links[i].pins = again.links[i].pins;          /* those of KNOWN go with it */
	plan_clear(&again);
	cache->busy = false;
	cache->stale = true;
	take_boxes(scene, graph, &cache->shown.plan);
	take_links(scene, false);
}

void scene_build(Scene *scene, const Graph *graph, const SceneOptions *options)
{
	scene_clear(scene);
	if (options->zoom == SCENE_OVERVIEW) {
		scene_overview(scene, graph, options);
		return;
	}
	scene->cache = mem_alloc(sizeof(SceneCache));
	renew(scene, graph, options, NULL, true, 0);
}

/* The overview is built whenever it is shown; the drawing it is shown instead of is kept. */
static void update_overview(Scene *scene, const Graph *graph, const SceneOptions *options)
{
	SceneCache *cache = scene->cache;

	keep_start(scene);
	scene_state_clear(&cache->past);
	drop_start(cache);
	router_clear(&cache->router);
	squeeze_clear(&cache->squeeze);
	cache->busy = false;
	arena_clear(&scene->arena);
	scene_overview(scene, graph, options);
	scene->cache = cache;
}

void scene_update(Scene *scene, const Graph *graph, const SceneOptions *options, long states)
{
	SceneCache *cache = scene->cache;
	uint64_t content = graph->design->content;
	SceneState known = {0};

	if (!cache) {
		scene_build(scene, graph, options);
		return;
	}
	if (options->zoom == SCENE_OVERVIEW) {
		update_overview(scene, graph, options);
		return;
	}
	keep_start(scene);
	if (scene_memory_recall(&cache->memory, content, options, &known)) {
		renew(scene, graph, options, &known, false, states);
		take_known(scene, graph, &known);
	} else if (is_alike(&cache->kept, options)) {
		renew(scene, graph, options, &cache->kept, cache->kept.content != content, states);
	} else {
		renew(scene, graph, options, NULL, true, states);
	}
	scene_state_clear(&known);
	drop_start(cache);
}

void scene_preview(Scene *scene, const Graph *graph, const SceneOptions *options, long states)
{
	SceneCache *cache = scene->cache;

	if (!cache || options->zoom == SCENE_OVERVIEW) {
		scene_update(scene, graph, options, states);
		return;
	}
	keep_start(scene);
	renew(scene, graph, options, is_alike(&cache->kept, options) ? &cache->kept : NULL, false, states);
}

void scene_forget(Scene *scene)
{
	SceneCache *cache = scene->cache;

	if (!cache)
		return;
	scene_state_clear(&cache->shown);
	scene_state_clear(&cache->kept);
	scene_state_clear(&cache->past);
	router_clear(&cache->router);
	squeeze_clear(&cache->squeeze);
	scene_memory_clear(&cache->memory);
	free(cache);
	scene->cache = NULL;
}

void scene_clear(Scene *scene)
{
	if (!scene)
		return;
	scene_forget(scene);
	arena_clear(&scene->arena);
	*scene = (Scene){0};
}
