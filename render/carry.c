/* What stays of a drawing: places, empty zones, routes. */
#include "render/carry.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "render/place_given.h"

/* --- places ------------------------------------------------------------ */

/* Where the box stood and stays: in the same zone still, and given no other place; NULL: nowhere. */
static const PlanRect *place_before(const Plan *plan, const Plan *before, const CarryMap *was, int box)
{
	const PlanBox *now = &plan->boxes[box];
	int old = was->box[box];
	const PlanRect *rect;

	if (old == NONE || !before->boxes[old].rect.w || !now->rect.w)
		return NULL;
	if ((now->zone == NONE ? NONE : was->zone[now->zone]) != before->boxes[old].zone)
		return NULL;
	rect = &before->boxes[old].rect;
	return !now->fixed || was->same_place[box] || (now->rect.x == rect->x && now->rect.y == rect->y) ? rect : NULL;
}

bool carry_worth(const Plan *plan, const Plan *before, const CarryMap *was)
{
	size_t boxes = 0, known = 0;

	for (size_t i = 0; i < plan->box_count; i++) {
		boxes += plan->boxes[i].rect.w > 0;
		known += plan->boxes[i].rect.w && (plan->boxes[i].fixed || place_before(plan, before, was, (int)i));
	}
	return boxes == 0 || 2 * known >= boxes;
}

static bool is_clear(const Plan *plan, const PlanRect *rect)
{
	for (size_t i = 0; i < plan->box_count; i++)
		if (plan->boxes[i].fixed && rect_overlap(&plan->boxes[i].rect, rect, 0, 0))
			return false;
	for (size_t i = 0; i < plan->zone_count; i++)
		if (plan->zones[i].rect.w && rect_overlap(&plan->zones[i].rect, rect, 1, 0))
			return false;
	return true;
}

/* Zones without members stay as well, unless something needs their place. */
static void carry_empty_zones(Plan *plan, const Plan *before, const CarryMap *was)
{
	bool *holds = mem_alloc(plan->zone_count * sizeof *holds);

	for (size_t i = 0; i < plan->box_count; i++)
		for (int zone = plan->boxes[i].zone; plan->boxes[i].rect.w && zone != NONE && !holds[zone];
		     zone = plan->zones[zone].parent)
			holds[zone] = true;
	plan_fit_zones(plan);
	for (size_t i = 0; i < plan->zone_count; i++) {
		PlanZone *zone = &plan->zones[i];
		const PlanZone *old = was->zone[i] == NONE ? NULL : &before->zones[was->zone[i]];
		PlanRect rect;

		if (holds[i] || !old || !old->fixed || zone->parent != NONE)
			continue;
		rect = old->rect;
		rect.w = rect.w > zone->title_width + 6 ? rect.w : zone->title_width + 6;
		if (!is_clear(plan, &rect))
			continue;
		zone->fixed = true;
		zone->rect = rect;
	}
	free(holds);
}

/* Do all that stay stand where they stood? */
static bool all_stay(const Plan *plan, const PlanRect *const *stays)
{
	for (size_t i = 0; i < plan->box_count; i++)
		if (stays[i] && (plan->boxes[i].rect.x != stays[i]->x || plan->boxes[i].rect.y != stays[i]->y))
			return false;
	return true;
}

/* Sets PLAN to what stays, and places the rest; NEW_FIXED: where it is given a place, if that is free. */
static void place(Plan *plan, const Plan *before, const CarryMap *was, const PlanRect *const *stays, bool new_fixed)
{
	for (size_t i = 0; i < plan->box_count; i++) {
		PlanBox *box = &plan->boxes[i];

		box->fixed = stays[i] || (box->fixed && new_fixed);
		box->shifted = false;
		if (!stays[i])
			continue;
		box->rect.x = stays[i]->x;
		box->rect.y = stays[i]->y;
	}
	carry_empty_zones(plan, before, was);
	place_given(plan, GIVEN_SPACE_USUAL);
}

void carry_places(Plan *plan, const Plan *before, const CarryMap *was)
{
	const PlanRect **stays = mem_alloc(plan->box_count * sizeof *stays);
	bool *given = mem_alloc(plan->box_count * sizeof *given);

	for (size_t i = 0; i < plan->box_count; i++) {
		stays[i] = place_before(plan, before, was, (int)i);
		given[i] = plan->boxes[i].fixed;
	}
	place(plan, before, was, stays, true);
	if (!all_stay(plan, stays)) {
		for (size_t i = 0; i < plan->zone_count; i++)
			plan->zones[i].fixed = false;
		place(plan, before, was, stays, false);
	}
	for (size_t i = 0; i < plan->box_count; i++) {
		PlanBox *box = &plan->boxes[i];
		bool stood_aside = stays[i] ? before->boxes[was->box[i]].shifted : !box->fixed;

		box->shifted = given[i] && (box->shifted || stood_aside);
		box->fixed = given[i];
	}
	free(stays);
	free(given);
}

/* --- routes ------------------------------------------------------------ */

static bool same_end(const CarryMap *was, PlanEnd now, PlanEnd old)
{
	if (now.index == NONE || old.index == NONE || now.zone != old.zone)
		return false;
	return (now.zone ? was->zone : was->box)[now.index] == old.index;
}

/* Does the end stand where it stood? It may have grown: then the route is tried. */
static bool stands(const Plan *plan, const Plan *before, PlanEnd now, PlanEnd old)
{
	const PlanRect *a = plan_end_rect(plan, now), *b = plan_end_rect(before, old);

	return now.zone || (a->x == b->x && a->y == b->y);
}

static bool same_pins(const PlanLink *a, const PlanLink *b)
{
	return a->pin_count == b->pin_count &&
	       (!a->pin_count || !memcmp(a->pins, b->pins, a->pin_count * sizeof *a->pins));
}

static bool may_stay(const Plan *plan, const Plan *before, const CarryMap *was, int index)
{
	const PlanLink *link = &plan->links[index], *old;

	if (was->link[index] == NONE)
		return false;
	old = &before->links[was->link[index]];
	return same_end(was, link->from, old->from) && same_end(was, link->to, old->to) &&
	       link->head_from == old->head_from && link->head_to == old->head_to &&
	       link->label_width == old->label_width && same_pins(link, old) &&
	       stands(plan, before, link->from, old->from) && stands(plan, before, link->to, old->to);
}

void carry_routes(Plan *plan, const Plan *before, const CarryMap *was)
{
	for (size_t i = 0; i < plan->link_count; i++) {
		PlanLink *link = &plan->links[i];
		const PlanLink *old;

		if (!may_stay(plan, before, was, (int)i))
			continue;
		old = &before->links[was->link[i]];
		link->points = mem_resize(NULL, old->point_count, sizeof *link->points);
		memcpy(link->points, old->points, old->point_count * sizeof *link->points);
		link->point_count = old->point_count;
		link->pending = old->pending;
		link->label_side = old->label_side;
		link->label_keyed = old->label_keyed;
		link->label = old->label;
		link->cost = old->cost;
	}
}

void carry_map_clear(CarryMap *was)
{
	free(was->zone);
	free(was->box);
	free(was->link);
	free(was->same_place);
	*was = (CarryMap){0};
}
