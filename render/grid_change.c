/* A grid brought from one plan to the next: what is the same stays, what goes is taken out, then what comes is put in. */
#include "render/grid.h"

#include <string.h>

typedef struct Change {
	Grid *grid;
	const Plan *held, *plan;
	bool *stands;           /* by link */
} Change;

static bool same_rect(const PlanRect *a, const PlanRect *b)
{
	return a->x == b->x && a->y == b->y && a->w == b->w && a->h == b->h;
}

static bool zone_changed(const Change *change, int zone)
{
	const PlanZone *a = &change->held->zones[zone], *b = &change->plan->zones[zone];

	return !same_rect(&a->rect, &b->rect) || a->title_width != b->title_width;
}

static bool end_changed(const Change *change, PlanEnd end)
{
	if (end.index == NONE)
		return true;
	return end.zone ? zone_changed(change, end.index)
	                : !same_rect(&change->held->boxes[end.index].rect, &change->plan->boxes[end.index].rect);
}

static bool same_end(PlanEnd a, PlanEnd b)
{
	return a.zone == b.zone && a.index == b.index;
}

static bool same_route(const PlanLink *a, const PlanLink *b)
{
	return a->point_count == b->point_count && a->pending == b->pending && same_end(a->from, b->from) &&
	       same_end(a->to, b->to) && a->head_from == b->head_from && a->head_to == b->head_to &&
	       a->label_side == b->label_side && plan_label_width(a) == plan_label_width(b) &&
	       a->label.x == b->label.x && a->label.y == b->label.y &&
	       !memcmp(a->points, b->points, a->point_count * sizeof *a->points);
}

static void drop(Change *change, int link)
{
	if (link == NONE || !change->stands[link])
		return;
	grid_remove_link(change->grid, change->held, link);
	change->stands[link] = false;
}

static void drop_changed(Change *change)
{
	for (size_t i = 0; i < change->plan->link_count; i++) {
		const PlanLink *link = &change->held->links[i];

		change->stands[i] = link->point_count && !link->pending;
		if (change->stands[i] && (!same_route(link, &change->plan->links[i]) || end_changed(change, link->from) ||
		                          end_changed(change, link->to)))
			drop(change, (int)i);
	}
}

/* The links that own a cell of the rectangle. */
static void drop_owners(Change *change, int x, int y, int w, int h)
{
	for (int row = y; row < y + h; row++)
		for (int column = x; column < x + w; column++) {
			const GridCell *cell = &change->grid->cells[grid_at(change->grid, column, row)];

			drop(change, cell->h);
			drop(change, cell->v);
		}
}

static void change_boxes(Change *change, bool add)
{
	for (size_t i = 0; i < change->plan->box_count; i++) {
		const PlanRect *old = &change->held->boxes[i].rect, *now = &change->plan->boxes[i].rect;

		if (same_rect(old, now))
			continue;
		if (add) {
			drop_owners(change, now->x, now->y, now->w, now->h);
			grid_add_box(change->grid, change->plan, (int)i);
		} else {
			grid_remove_box(change->grid, change->held, (int)i);
		}
	}
}

/* What the frame of ZONE makes of the cell (X, Y). */
static unsigned frame_at(const PlanZone *zone, int x, int y)
{
	const PlanRect *rect = &zone->rect;
	bool top = y == rect->y, bottom = y == rect->y + rect->h - 1, left = x == rect->x, right = x == rect->x + rect->w - 1;

	if (!rect->w || x < rect->x || y < rect->y || x >= rect->x + rect->w || y >= rect->y + rect->h)
		return 0;
	if (top || bottom)
		return left || right || (top && x <= rect->x + 2 + zone->title_width) ? CELL_WALL : CELL_FRAME_H;
	return left || right ? CELL_FRAME_V : 0;
}

/* Drops the links in cells of the rectangle where the frame of a zone is another than before. */
static void drop_under_frame(Change *change, int zone, int x, int y, int w, int h)
{
	const PlanZone *old = &change->held->zones[zone], *now = &change->plan->zones[zone];

	for (int row = y; row < y + h; row++)
		for (int column = x; column < x + w; column++)
			if (frame_at(old, column, row) != frame_at(now, column, row))
				drop_owners(change, column, row, 1, 1);
}

static void change_zones(Change *change, bool add)
{
	for (size_t i = 0; i < change->plan->zone_count; i++) {
		const PlanRect *now = &change->plan->zones[i].rect;
		int zone = (int)i;

		if (!zone_changed(change, zone))
			continue;
		if (!add) {
			grid_remove_zone(change->grid, change->held, zone);
			continue;
		}
		if (now->w) {
			drop_under_frame(change, zone, now->x, now->y, now->w, 1);
			drop_under_frame(change, zone, now->x, now->y + now->h - 1, now->w, 1);
			drop_under_frame(change, zone, now->x, now->y, 1, now->h);
			drop_under_frame(change, zone, now->x + now->w - 1, now->y, 1, now->h);
		}
		grid_add_zone(change->grid, change->plan, zone);
	}
}

/* Does the rectangle cover a cell of the frame around ZONE? */
static bool covers_frame(const PlanRect *rect, const PlanRect *zone)
{
	bool inside = rect->x > zone->x && rect->y > zone->y && rect->x + rect->w < zone->x + zone->w &&
	              rect->y + rect->h < zone->y + zone->h;

	return !inside && rect_overlap(rect, zone, 0, 0);
}

/* Where no room was left a box may have stood on a frame: that is seen again when the box has gone. */
static void uncover_frames(Change *change)
{
	for (size_t i = 0; i < change->plan->box_count; i++) {
		const PlanRect *old = &change->held->boxes[i].rect;

		if (!old->w || same_rect(old, &change->plan->boxes[i].rect))
			continue;
		for (size_t z = 0; z < change->plan->zone_count; z++)
			if (!zone_changed(change, (int)z) && covers_frame(old, &change->plan->zones[z].rect))
				grid_add_zone(change->grid, change->plan, (int)z);
	}
}

bool grid_change(Grid *grid, const Plan *held, const Plan *plan, int rim, bool *stands)
{
	Change change = {grid, held, plan, stands};

	if (held->box_count != plan->box_count || held->zone_count != plan->zone_count || held->link_count != plan->link_count ||
	    !grid_reaches(grid, plan, rim))
		return false;
	grid_open(grid);
	drop_changed(&change);
	change_boxes(&change, false);
	change_zones(&change, false);
	change_zones(&change, true);
	uncover_frames(&change);
	change_boxes(&change, true);
	grid_close(grid, plan, rim);
	return true;
}
