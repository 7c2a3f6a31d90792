/* What is kept of a drawing: the plan, and its ids, by which the next version finds itself in it. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "render/scene_parts.h"

static const PlanPoint nowhere = {INT_MIN, INT_MIN};    /* of a box without a given place */

static const char *copy_id(Arena *arena, const Element *element)
{
	return arena_copy_n(arena, element->id, strlen(element->id));
}

static void copy_pins(Arena *arena, PlanLink *link)
{
	PlanPoint *copy;

	if (!link->pin_count)
		return;
	copy = arena_alloc(arena, link->pin_count * sizeof *copy);
	memcpy(copy, link->pins, link->pin_count * sizeof *copy);
	link->pins = copy;
}

void scene_state_name(SceneState *state, const Scene *scene, const Graph *graph)
{
	Arena *arena = &state->arena;

	state->drawn = true;
	state->content = graph->design->content;
	state->zoom = scene->options.zoom;
	state->width = scene->options.width;
	state->platform_count = graph->platform_count;
	state->platforms = arena_alloc(arena, graph->platform_count * sizeof *state->platforms);
	state->components = arena_alloc(arena, graph->component_count * sizeof *state->components);
	state->given = arena_alloc(arena, graph->component_count * sizeof *state->given);
	state->links = arena_alloc(arena, graph->link_count * sizeof *state->links);
	state->zone_component = arena_alloc(arena, scene->zone_count * sizeof *state->zone_component);
	state->keys = arena_alloc(arena, graph->link_count * sizeof *state->keys);
	state->wishes = arena_alloc(arena, graph->link_count * sizeof *state->wishes);
	for (size_t i = 0; i < graph->platform_count; i++)
		state->platforms[i] = copy_id(arena, graph->platforms[i].element);
	for (size_t i = 0; i < graph->component_count; i++) {
		const PlanBox *box = &state->plan.boxes[i];

		state->given[i] = box->fixed ? (PlanPoint){box->rect.x, box->rect.y} : nowhere;
		state->components[i] = copy_id(arena, graph->components[i].element);
	}
	for (size_t i = 0; i < graph->link_count; i++) {
		state->links[i] = copy_id(arena, graph->links[i].element);
		copy_pins(arena, &state->plan.links[i]);
	}
	for (size_t i = 0; i < scene->zone_count; i++)
		state->zone_component[i] = scene->zones[i].component;
}

void scene_state_clear(SceneState *state)
{
	plan_clear(&state->plan);
	arena_clear(&state->arena);
	*state = (SceneState){0};
}

/* --- who is who -------------------------------------------------------- */

static bool same_ids(const char *const *a, const char *const *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(a[i], b[i]) != 0)
			return false;
	return true;
}

bool scene_state_same_ids(const SceneState *a, const SceneState *b)
{
	const Plan *one = &a->plan, *two = &b->plan;

	return a->platform_count == b->platform_count && one->zone_count == two->zone_count &&
	       one->box_count == two->box_count && one->link_count == two->link_count &&
	       same_ids(a->platforms, b->platforms, a->platform_count) &&
	       same_ids(a->components, b->components, one->box_count) && same_ids(a->links, b->links, one->link_count) &&
	       (!one->zone_count ||
	        !memcmp(a->zone_component, b->zone_component, one->zone_count * sizeof *a->zone_component));
}

/* Both lists are in the order of ids: one walk over both. */
static int *match(const char *const *now, size_t count, const char *const *before, size_t before_count)
{
	int *was = mem_alloc((count + 1) * sizeof *was);
	size_t k = 0;

	for (size_t i = 0; i < count; i++) {
		int order = 1;

		while (k < before_count && (order = strcmp(before[k], now[i])) < 0)
			k++;
		was[i] = k < before_count && order == 0 ? (int)k++ : NONE;
	}
	return was;
}

/* A zone is a platform or a container: it was the zone of what it is the zone of. */
static int *match_zones(const SceneState *now, const SceneState *before, const int *component_was)
{
	size_t components = before->plan.box_count;
	int *was = match(now->platforms, now->platform_count, before->platforms, before->platform_count);
	int *zone_of = mem_alloc((components + 1) * sizeof *zone_of);

	was = mem_resize(was, now->plan.zone_count + 1, sizeof *was);
	for (size_t i = 0; i < components; i++)
		zone_of[i] = NONE;
	for (size_t i = before->platform_count; i < before->plan.zone_count; i++)
		zone_of[before->zone_component[i]] = (int)i;
	for (size_t i = now->platform_count; i < now->plan.zone_count; i++) {
		int old = component_was[now->zone_component[i]];

		was[i] = old == NONE ? NONE : zone_of[old];
	}
	free(zone_of);
	return was;
}

void scene_state_match(const SceneState *now, const SceneState *before, CarryMap *was)
{
	was->box = match(now->components, now->plan.box_count, before->components, before->plan.box_count);
	was->link = match(now->links, now->plan.link_count, before->links, before->plan.link_count);
	was->zone = match_zones(now, before, was->box);
	was->same_place = mem_alloc((now->plan.box_count + 1) * sizeof *was->same_place);
	for (size_t i = 0; i < now->plan.box_count; i++) {
		const PlanPoint *old = was->box[i] == NONE ? NULL : &before->given[was->box[i]];

		was->same_place[i] = old && old->x == now->given[i].x && old->y == now->given[i].y;
	}
}

/* --- numbers in the legend --------------------------------------------- */

static int digits(int number)
{
	int count = 1;

	for (; number >= 10; number /= 10)
		count++;
	return count;
}

/* Is the label shown in the legend alone? Pending links stand there as a whole. */
static bool needs_key(const PlanLink *link)
{
	return link->label_width && !link->pending && (link->label_side == LABEL_NONE || link->label_keyed);
}

void scene_state_wish(SceneState *state, const SceneState *before, const CarryMap *was)
{
	for (size_t i = 0; i < state->plan.link_count; i++)
		if (was->link[i] != NONE)
			state->wishes[i] = before->keys[was->link[i]];
}

/* May the link have the number it wishes? */
static bool gets_wish(const SceneState *state, const bool *used, size_t link)
{
	int wish = state->wishes[link];

	return wish && wish <= (int)state->plan.link_count && !used[wish] &&
	       digits(wish) <= state->plan.links[link].key_width;
}

int scene_state_number(SceneState *state)
{
	const Plan *plan = &state->plan;
	bool *used = mem_alloc((plan->link_count + 2) * sizeof *used);
	int next = 1, most = 0;

	for (size_t i = 0; i < plan->link_count; i++) {
		state->keys[i] = needs_key(&plan->links[i]) && gets_wish(state, used, i) ? state->wishes[i] : 0;
		used[state->keys[i]] = true;
	}
	for (size_t i = 0; i < plan->link_count; i++) {
		if (needs_key(&plan->links[i]) && !state->keys[i]) {
			while (used[next])
				next++;
			used[state->keys[i] = next] = true;
		}
		most = state->keys[i] > most ? state->keys[i] : most;
	}
	free(used);
	return most;
}
