/* Questions about a Scene: what stands where, and where there is room. */
#include "model/memory.h"
#include "model/utf8.h"
#include "render/place_given.h"
#include "render/scene_parts.h"
#include "render/scene_text.h"

/* --- what stands where ------------------------------------------------- */

static bool covers(int x, int y, int w, int h, int at_x, int at_y)
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
	return link->shown && covers(link->label_x, link->label_y, link->label_w, 1, x, y);
}

const Element *scene_hit(const Scene *scene, int x, int y)
{
	const SceneZone *inner = NULL;

	for (size_t i = 0; i < scene->box_count; i++) {
		const SceneBox *box = &scene->boxes[i];

		if (covers(box->x, box->y, box->w, box->h, x, y))
			return box->element;
	}
	for (size_t i = 0; i < scene->link_count; i++)
		if (link_has(&scene->links[i], x, y))
			return scene->links[i].element;
	for (size_t i = 0; i < scene->zone_count; i++) {
		const SceneZone *zone = &scene->zones[i];

		if (covers(zone->x, zone->y, zone->w, zone->h, x, y))
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

/* --- free places ------------------------------------------------------- */

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

	if (!cache || !cache->shown.plan.box_count)
		return slot;
	if (beside && beside->w && graph->components[near].platform == platform &&
	    slot_beside(&cache->shown.plan, zone, beside, w, h, &slot))
		return slot;
	if (zone != NONE && scene->zones[zone].w)
		slot = (ScenePoint){scene->zones[zone].x + 3, scene->zones[zone].y + scene->zones[zone].h};
	if (beside && beside->w)
		slot.y = beside->y;
	spot = place_free_spot(&cache->shown.plan, zone, w, h, slot.x, slot.y);
	return (ScenePoint){spot.x, spot.y};
}

void scene_positions(const Scene *scene, const Graph *graph, Edit *out)
{
	if (scene->options.zoom == SCENE_OVERVIEW || scene->options.zoom == SCENE_DETAIL)
		return;         /* boxes stand elsewhere than on the canvas of the design */
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
