/* The Scene: a Graph made into a Plan, and the Plan's answer back in terms of the design. */
#include "render/scene.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "model/utf8.h"
#include "render/place.h"
#include "render/place_given.h"
#include "render/scene_text.h"

enum {
	PORTS_SPARE = 2,        /* ports a box has more than links */
	LABEL_WIDEST = 40, TITLE_WIDEST = 40
};

typedef struct SceneCache {     /* of the last routing */
	Plan plan;
	Router router;
} SceneCache;

/* --- zones ------------------------------------------------------------- */

static int vendor_rank(const char *vendor)
{
	static const char *const order[] = {"salesforce", "heroku", "aws"};

	for (int i = 0; i < 3; i++)
		if (text_equal(vendor, order[i]))
			return i;
	return 3;
}

static Style vendor_style(const char *vendor)
{
	static const Style styles[] = {STYLE_SALESFORCE, STYLE_HEROKU, STYLE_AWS, STYLE_EXTERNAL};

	return styles[vendor_rank(vendor)];
}

static SceneBorder vendor_border(const char *vendor)
{
	static const SceneBorder borders[] = {BORDER_SINGLE, BORDER_DOUBLE, BORDER_HEAVY, BORDER_DASHED};

	return borders[vendor_rank(vendor)];
}

/* How many containers COMPONENT stands in; bounded, for designs that were not checked. */
static int container_depth(const Graph *graph, int component)
{
	int depth = 0;

	for (; component != NOWHERE && depth < SCENE_DEPTH_MOST; depth++)
		component = graph->components[component].container;
	return depth;
}

static bool is_container(const Graph *graph, const bool *holds, int component)
{
	const Kind *kind = graph->components[component].kind;

	return holds[component] || (kind && kind->container);
}

/* Zones are the platforms, then the containers, outer before inner. */
static void make_zones(Scene *scene, const Graph *graph, int *zone_of)
{
	bool *holds = mem_alloc(graph->component_count * sizeof *holds);

	for (size_t i = 0; i < graph->component_count; i++)
		if (graph->components[i].container != NOWHERE)
			holds[graph->components[i].container] = true;
	scene->zones = arena_alloc(&scene->arena,
	                           (graph->platform_count + graph->component_count) * sizeof *scene->zones);
	for (size_t i = 0; i < graph->platform_count; i++)
		scene->zones[scene->zone_count++] = (SceneZone){
			.element = graph->platforms[i].element, .platform = (int)i, .component = NOWHERE,
			.parent = NOWHERE, .style = vendor_style(graph->platforms[i].vendor)};
	for (size_t i = 0; i < graph->component_count; i++)
		zone_of[i] = NOWHERE;
	for (int depth = 1; depth <= SCENE_DEPTH_MOST; depth++) {
		bool deeper = false;

		for (size_t i = 0; i < graph->component_count; i++) {
			const GraphComponent *component = &graph->components[i];
			int at = container_depth(graph, (int)i);

			deeper |= at > depth;
			if (at != depth || !is_container(graph, holds, (int)i))
				continue;
			zone_of[i] = (int)scene->zone_count;
			scene->zones[scene->zone_count++] = (SceneZone){
				.element = component->element, .platform = NOWHERE, .component = (int)i,
				.parent = component->container != NOWHERE && zone_of[component->container] != NOWHERE ?
				          zone_of[component->container] : component->platform,
				.style = vendor_style(component->kind ? component->kind->vendor : "")};
		}
		if (!deeper)
			break;
	}
	for (size_t i = 0; i < scene->zone_count; i++)
		scene->zones[i].title = scene_cut(scene, element_name(scene->zones[i].element), TITLE_WIDEST);
	free(holds);
}

/* --- boxes ------------------------------------------------------------- */

static bool is_person(const Kind *kind)
{
	return kind && text_equal(kind->id, "external.user");
}

static void make_boxes(Scene *scene, const Graph *graph, const int *zone_of)
{
	scene->box_count = graph->component_count;
	scene->boxes = arena_alloc(&scene->arena, scene->box_count * sizeof *scene->boxes);
	for (size_t i = 0; i < scene->box_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const char *vendor = component->platform != NOWHERE ? graph->platforms[component->platform].vendor :
		                     component->kind ? component->kind->vendor : "";
		SceneBox *box = &scene->boxes[i];

		*box = (SceneBox){.element = component->element, .component = (int)i,
		                  .zone = component->container != NOWHERE ? zone_of[component->container] :
		                          component->platform,
		                  .style = vendor_style(vendor), .border = vendor_border(vendor)};
		if (is_person(component->kind)) {
			box->style = STYLE_PEOPLE;
			box->border = BORDER_ROUND;
		}
		scene_wrap(scene, element_name(component->element), box->line);
	}
}

static int box_width(const SceneBox *box)
{
	int width = utf8_width(box->line[0]), second = box->line[1] ? utf8_width(box->line[1]) : 0;

	return (width > second ? width : second) + 4;
}

/* --- the plan ---------------------------------------------------------- */

static void plan_zones(Plan *plan, const Scene *scene, const Graph *graph)
{
	for (size_t i = 0; i < scene->zone_count; i++) {
		const SceneZone *zone = &scene->zones[i];

		plan->zones[i] = (PlanZone){.parent = zone->parent, .title_width = utf8_width(zone->title)};
		if (zone->platform != NOWHERE) {
			plan->zones[i].rank = vendor_rank(graph->platforms[zone->platform].vendor);
			plan->zones[i].outside = plan->zones[i].rank == 3;
		}
	}
}

static void plan_boxes(Plan *plan, const Scene *scene, const Graph *graph, const int *zone_of)
{
	for (size_t i = 0; i < scene->box_count; i++) {
		const GraphComponent *component = &graph->components[i];
		PlanBox *box = &plan->boxes[i];

		*box = (PlanBox){.zone = scene->boxes[i].zone};
		if (zone_of[i] != NOWHERE)
			continue;       /* drawn as a zone */
		box->rect.w = box_width(&scene->boxes[i]);
		box->rect.h = scene->boxes[i].line[1] ? 4 : 3;
		if (component->placed) {
			box->fixed = true;
			box->rect.x = scene_clamp(component->column);
			box->rect.y = scene_clamp(component->row);
		}
	}
}

static PlanEnd plan_end(const int *zone_of, int component, int platform)
{
	if (component == NOWHERE)
		return (PlanEnd){true, platform};
	if (zone_of[component] != NOWHERE)
		return (PlanEnd){true, zone_of[component]};
	return (PlanEnd){false, component};
}

static const char *link_label(const GraphLink *link)
{
	const char *label = element_get(link->element, "label");

	if (!label && link->pattern)
		label = link->pattern->label;
	return label && *label ? label : NULL;
}

static int digits(size_t number)
{
	int count = 1;

	for (; number >= 10; number /= 10)
		count++;
	return count;
}

static void plan_links(Plan *plan, Scene *scene, const Graph *graph, const int *zone_of)
{
	scene->link_count = graph->link_count;
	scene->links = arena_alloc(&scene->arena, scene->link_count * sizeof *scene->links);
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		const char *label = link_label(link);
		SceneLink *shown = &scene->links[i];

		*shown = (SceneLink){.element = link->element, .link = (int)i, .head_to = true,
		                     .from = link->from, .to = link->to, .from_platform = link->from_platform,
		                     .to_platform = link->to_platform,
		                     .head_from = link->pattern && link->pattern->both_ways};
		if (label)
			shown->label = scene_cut(scene, label, LABEL_WIDEST);
		plan->links[i] = (PlanLink){
			.from = plan_end(zone_of, link->from, link->from_platform),
			.to = plan_end(zone_of, link->to, link->to_platform),
			.head_from = shown->head_from, .head_to = shown->head_to,
			.label_width = shown->label ? utf8_width(shown->label) : 0,
			.key_width = digits(graph->link_count)};
	}
}

/* Boxes get the ports their links need: by turns wider and higher. */
static void grow_boxes(Plan *plan)
{
	int *degree = mem_alloc(plan->box_count * sizeof *degree);

	for (size_t i = 0; i < plan->link_count; i++) {
		const PlanLink *link = &plan->links[i];

		if (!link->from.zone && link->from.index != NONE)
			degree[link->from.index]++;
		if (!link->to.zone && link->to.index != NONE)
			degree[link->to.index]++;
	}
	for (size_t i = 0; i < plan->box_count; i++) {
		PlanRect *rect = &plan->boxes[i].rect;

		while (rect->w && 2 * (rect->w + rect->h - 4) < degree[i] + degree[i] / 3 + PORTS_SPARE) {
			if (rect->w < 6 * rect->h)
				rect->w += 2;
			else
				rect->h++;
		}
	}
	free(degree);
}

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
	int *zone_of = mem_alloc((graph->component_count + 1) * sizeof *zone_of);

	scene_clear(scene);
	scene->options = *options;
	scene->version = graph->version;
	scene->cache = cache;
	make_zones(scene, graph, zone_of);
	make_boxes(scene, graph, zone_of);
	plan_init(&cache->plan, scene->zone_count, scene->box_count, graph->link_count);
	cache->plan.width = options->width;
	plan_zones(&cache->plan, scene, graph);
	plan_boxes(&cache->plan, scene, graph, zone_of);
	plan_links(&cache->plan, scene, graph, zone_of);
	grow_boxes(&cache->plan);
	place_plan(&cache->plan, &cache->router);
	take_answer(scene, &cache->plan);
	free(zone_of);
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

/* --- questions --------------------------------------------------------- */

static bool rect_has(int x, int y, int w, int h, int at_x, int at_y)
{
	return at_x >= x && at_y >= y && at_x < x + w && at_y < y + h;
}

static bool between(int a, int b, int x)
{
	return a < b ? x >= a && x <= b : x >= b && x <= a;
}

static bool link_has(const SceneLink *link, int x, int y)
{
	for (size_t i = 1; i < link->point_count; i++)
		if (between(link->points[i - 1].x, link->points[i].x, x) &&
		    between(link->points[i - 1].y, link->points[i].y, y))
			return true;
	return link->shown && rect_has(link->label_x, link->label_y, link->label_w, 1, x, y);
}

const Element *scene_hit(const Scene *scene, int x, int y)
{
	const SceneZone *inner = NULL;

	for (size_t i = 0; i < scene->box_count; i++) {
		const SceneBox *box = &scene->boxes[i];

		if (rect_has(box->x, box->y, box->w, box->h, x, y))
			return box->element;
	}
	for (size_t i = 0; i < scene->link_count; i++)
		if (link_has(&scene->links[i], x, y))
			return scene->links[i].element;
	for (size_t i = 0; i < scene->zone_count; i++) {
		const SceneZone *zone = &scene->zones[i];

		if (rect_has(zone->x, zone->y, zone->w, zone->h, x, y))
			inner = zone;   /* inner zones come later */
	}
	return inner ? inner->element : NULL;
}

const SceneBox *scene_box(const Scene *scene, const char *id)
{
	for (size_t i = 0; i < scene->box_count; i++)
		if (text_equal(scene->boxes[i].element->id, id))
			return &scene->boxes[i];
	return NULL;
}

const SceneLink *scene_link(const Scene *scene, const char *id)
{
	for (size_t i = 0; i < scene->link_count; i++)
		if (text_equal(scene->links[i].element->id, id))
			return &scene->links[i];
	return NULL;
}

/* Cells between a new box and its neighbour: room for a line with its label. */
enum { SLOT_APART_X = 14, SLOT_APART_Y = 3, SLOT_LINE_HEIGHT = 3, SLOT_NAME_EDGE = 4 };

static int platform_zone(const Scene *scene, int platform)
{
	for (size_t i = 0; i < scene->zone_count; i++)
		if (platform != NOWHERE && scene->zones[i].platform == platform)
			return (int)i;
	return NONE;
}

/* Beside NEAR on a row or column of its own, so that a line between them runs straight. */
static bool slot_beside(const Plan *plan, int zone, const SceneBox *near, int w, int h, ScenePoint *slot)
{
	const ScenePoint tries[] = {
		{near->x + near->w + SLOT_APART_X, near->y},
		{near->x, near->y + near->h + SLOT_APART_Y},
		{near->x - SLOT_APART_X - w, near->y},
		{near->x, near->y - SLOT_APART_Y - h},
	};

	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		const PlanRect rect = {tries[i].x, tries[i].y, w, h};
		const PlanRect with_margin = {rect.x - 2, rect.y - 1, w + 4, h + 2};

		if (rect.x >= 0 && rect.y >= 0 && place_allowed(plan, NONE, zone, &rect) &&
		    place_allowed(plan, NONE, zone, &with_margin)) {
			*slot = tries[i];
			return true;
		}
	}
	return false;
}

ScenePoint scene_free_slot(const Scene *scene, const Graph *graph, int platform, const char *name, int near)
{
	const SceneCache *cache = scene->cache;
	const SceneBox *beside = near != NOWHERE && (size_t)near < scene->box_count ? &scene->boxes[near] : NULL;
	int zone = platform_zone(scene, platform), width = utf8_width(name);
	int w = (width > SCENE_NAME_WIDEST ? SCENE_NAME_WIDEST : width) + SLOT_NAME_EDGE;
	int h = SLOT_LINE_HEIGHT + (width > SCENE_NAME_WIDEST);
	ScenePoint slot = {scene->left + 3, scene->top + scene->height + 2};
	PlanPoint spot;

	if (!cache || !cache->plan.box_count)
		return slot;
	if (beside && beside->w && graph->components[near].platform == platform &&
	    slot_beside(&cache->plan, zone, beside, w, h, &slot))
		return slot;
	if (zone != NONE && scene->zones[zone].w)
		slot = (ScenePoint){scene->zones[zone].x + 3, scene->zones[zone].y + scene->zones[zone].h};
	if (beside && beside->w)
		slot.y = beside->y;
	spot = place_free_spot(&cache->plan, zone, w, h, slot.x, slot.y);
	return (ScenePoint){spot.x, spot.y};
}

void scene_positions(const Scene *scene, const Graph *graph, Edit *out)
{
	for (size_t i = 0; i < graph->component_count && i < scene->box_count; i++) {
		const SceneBox *box = &scene->boxes[i];
		Text at = {0};

		if (graph->components[i].placed || !box->w)
			continue;
		text_addf(&at, "%d,%d", box->x, box->y);
		edit_add(out, box->element->id, "at", element_get(box->element, "at"), text_str(&at));
		text_clear(&at);
	}
}
