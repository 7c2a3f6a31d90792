/* The Scene: a Graph made into a Plan, and the Plan's answer back in terms of the design. */
#include "render/scene.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "model/utf8.h"
#include "render/place.h"
#include "render/scene_parts.h"

/* --- the answer -------------------------------------------------------- */

static void take_boxes(Scene *scene, const Plan *plan)
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
		scene->boxes[i].shifted = plan->boxes[i].shifted;
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

static void take_link(Scene *scene, SceneLink *link, const PlanLink *from)
{
	link->pending = from->pending;
	link->point_count = from->point_count;
	link->points = arena_alloc(&scene->arena, from->point_count * sizeof *link->points);
	for (size_t i = 0; i < from->point_count; i++)
		link->points[i] = (ScenePoint){from->points[i].x, from->points[i].y};
	if (!link->label)
		return;
	if (from->label_side == LABEL_NONE || from->label_keyed)
		link->key = ++scene->key_count;
	if (from->label_side == LABEL_NONE)
		return;
	link->shown = link->key ? key_text(scene, link->key) : link->label;
	link->label_x = from->label.x;
	link->label_y = from->label.y;
	link->label_w = utf8_width(link->shown);
}

static void take_answer(Scene *scene, const Plan *plan)
{
	take_boxes(scene, plan);
	for (size_t i = 0; i < scene->link_count; i++)
		take_link(scene, &scene->links[i], &plan->links[i]);
	scene->left = plan->used.x;
	scene->top = plan->used.y;
	scene->width = plan->used.w;
	scene->height = plan->used.h;
}

/* --- building ---------------------------------------------------------- */

void scene_build(Scene *scene, const Graph *graph, const SceneOptions *options)
{
	SceneCache *cache = mem_alloc(sizeof *cache);

	scene_clear(scene);
	scene_sketch(scene, graph, options, &cache->plan);
	scene->cache = cache;
	place_plan(&cache->plan, &cache->router);
	take_answer(scene, &cache->plan);
}

void scene_update(Scene *scene, const Graph *graph, const SceneOptions *options)
{
	scene_build(scene, graph, options);
}

void scene_clear(Scene *scene)
{
	SceneCache *cache;

	if (!scene)
		return;
	cache = scene->cache;
	if (cache) {
		plan_clear(&cache->plan);
		router_clear(&cache->router);
		free(cache);
	}
	arena_clear(&scene->arena);
	*scene = (Scene){0};
}
