/* The Plan: zones around their members, measures, copies. */
#include "render/plan.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"

enum { PAD_X = 3, PAD_Y = 1 };          /* from a frame to a member, at least */
enum { PAD_ZONE_X = 2, PAD_ZONE_Y = 1 };        /* from a frame to a frame inside it */

void plan_init(Plan *plan, size_t zones, size_t boxes, size_t links)
{
	*plan = (Plan){.zone_count = zones, .box_count = boxes, .link_count = links};
	plan->zones = mem_alloc(zones * sizeof *plan->zones);
	plan->boxes = mem_alloc(boxes * sizeof *plan->boxes);
	plan->links = mem_alloc(links * sizeof *plan->links);
}

void plan_clear(Plan *plan)
{
	if (!plan)
		return;
	for (size_t i = 0; i < plan->link_count; i++)
		free(plan->links[i].points);
	free(plan->zones);
	free(plan->boxes);
	free(plan->links);
	*plan = (Plan){0};
}

void plan_copy(Plan *to, const Plan *from)
{
	plan_init(to, from->zone_count, from->box_count, from->link_count);
	to->width = from->width;
	to->used = from->used;
	memcpy(to->zones, from->zones, from->zone_count * sizeof *to->zones);
	memcpy(to->boxes, from->boxes, from->box_count * sizeof *to->boxes);
	memcpy(to->links, from->links, from->link_count * sizeof *to->links);
	for (size_t i = 0; i < to->link_count; i++) {
		PlanLink *link = &to->links[i];

		if (!link->points)
			continue;
		link->points = mem_resize(NULL, link->point_count, sizeof *link->points);
		memcpy(link->points, from->links[i].points, link->point_count * sizeof *link->points);
	}
}

bool rect_overlap(const PlanRect *a, const PlanRect *b, int gap_x, int gap_y)
{
	return a->x < b->x + b->w + gap_x && b->x < a->x + a->w + gap_x &&
	       a->y < b->y + b->h + gap_y && b->y < a->y + a->h + gap_y;
}

const PlanRect *plan_end_rect(const Plan *plan, PlanEnd end)
{
	return end.zone ? &plan->zones[end.index].rect : &plan->boxes[end.index].rect;
}

bool plan_zone_inside(const Plan *plan, int inner, int outer)
{
	while (inner != NONE && inner != outer)
		inner = plan->zones[inner].parent;
	return inner == outer;
}

void rect_hold(PlanRect *around, const PlanRect *rect)
{
	int right = around->x + around->w, bottom = around->y + around->h;

	if (!rect->w)
		return;
	if (!around->w) {
		*around = *rect;
		return;
	}
	if (right < rect->x + rect->w)
		right = rect->x + rect->w;
	if (bottom < rect->y + rect->h)
		bottom = rect->y + rect->h;
	if (around->x > rect->x)
		around->x = rect->x;
	if (around->y > rect->y)
		around->y = rect->y;
	around->w = right - around->x;
	around->h = bottom - around->y;
}

PlanRect plan_zone_grown(const Plan *plan, int zone, const PlanRect *rect, bool is_zone)
{
	PlanRect grown = plan->zones[zone].rect;
	int pad_x = is_zone ? PAD_ZONE_X : PAD_X, pad_y = is_zone ? PAD_ZONE_Y : PAD_Y;
	int missing;

	rect_hold(&grown, &(PlanRect){rect->x - pad_x, rect->y - pad_y, rect->w + 2 * pad_x, rect->h + 2 * pad_y});
	missing = plan->zones[zone].title_width + 4 - grown.w;
	if (missing > 0) {
		grown.x -= missing / 2;
		grown.w += missing;
	}
	return grown;
}

bool plan_zone_has_inner(const Plan *plan, int zone)
{
	for (size_t i = (size_t)zone + 1; i < plan->zone_count; i++)
		if (plan->zones[i].parent == zone)
			return true;
	return false;
}

/* Members first without regard to the title, so that their order does not matter. */
static void zone_hold(PlanRect *zone, const PlanRect *rect, int pad_x, int pad_y)
{
	rect_hold(zone, &(PlanRect){rect->x - pad_x, rect->y - pad_y,
	                            rect->w + 2 * pad_x, rect->h + 2 * pad_y});
}

static void make_room_for_title(PlanZone *zone)
{
	int missing = zone->title_width + 4 - zone->rect.w;

	if (missing <= 0)
		return;
	zone->rect.x -= missing / 2;
	zone->rect.w += missing;
}

void plan_fit_zones(Plan *plan)
{
	for (size_t i = 0; i < plan->zone_count; i++)
		if (!plan->zones[i].fixed)
			plan->zones[i].rect = (PlanRect){0};
	for (size_t i = 0; i < plan->box_count; i++)
		if (plan->boxes[i].zone != NONE && plan->boxes[i].rect.w)
			zone_hold(&plan->zones[plan->boxes[i].zone].rect, &plan->boxes[i].rect, PAD_X, PAD_Y);
	for (size_t i = plan->zone_count; i-- > 0;) {
		PlanZone *zone = &plan->zones[i];

		if (!zone->rect.w)
			continue;
		make_room_for_title(zone);
		if (zone->parent != NONE)
			zone_hold(&plan->zones[zone->parent].rect, &zone->rect, PAD_ZONE_X, PAD_ZONE_Y);
	}
}

PlanRect plan_extent(const Plan *plan)
{
	PlanRect all = {0};

	for (size_t i = 0; i < plan->box_count; i++)
		rect_hold(&all, &plan->boxes[i].rect);
	for (size_t i = 0; i < plan->zone_count; i++)
		rect_hold(&all, &plan->zones[i].rect);
	return all;
}

void plan_measure_used(Plan *plan)
{
	PlanRect used = plan_extent(plan);

	for (size_t i = 0; i < plan->link_count; i++) {
		const PlanLink *link = &plan->links[i];

		for (size_t k = 0; k < link->point_count; k++)
			rect_hold(&used, &(PlanRect){link->points[k].x, link->points[k].y, 1, 1});
		rect_hold(&used, &(PlanRect){link->label.x, link->label.y, plan_label_width(link), 1});
	}
	plan->used = used;
}

void plan_shift(Plan *plan, int dx, int dy)
{
	for (size_t i = 0; i < plan->zone_count; i++) {
		plan->zones[i].rect.x += dx;
		plan->zones[i].rect.y += dy;
	}
	for (size_t i = 0; i < plan->box_count; i++) {
		plan->boxes[i].rect.x += dx;
		plan->boxes[i].rect.y += dy;
	}
	for (size_t i = 0; i < plan->link_count; i++) {
		PlanLink *link = &plan->links[i];

		for (size_t k = 0; k < link->point_count; k++) {
			link->points[k].x += dx;
			link->points[k].y += dy;
		}
		link->label.x += dx;
		link->label.y += dy;
	}
	plan->used.x += dx;
	plan->used.y += dy;
}

int plan_label_width(const PlanLink *link)
{
	if (link->label_side == LABEL_NONE)
		return 0;
	return link->label_keyed ? link->key_width : link->label_width;
}
