/* Squeezing: which columns and rows hold something, the wide gaps between them, and two maps of coordinates. */
#include "render/squeeze.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"

enum {
	KEPT_COLUMNS = 64, KEPT_ROWS = 32,      /* of an empty stretch */
	AROUND = 2                              /* cells around a thing that count as taken */
};

bool squeeze_is_too_large(const Plan *plan)
{
	PlanRect all = plan_extent(plan);

	return (long)all.w * all.h > SQUEEZE_CELLS_MOST;
}

bool squeeze_is_empty(const Squeeze *squeeze)
{
	return !squeeze->column_count && !squeeze->row_count;
}

void squeeze_clear(Squeeze *squeeze)
{
	if (!squeeze)
		return;
	free(squeeze->columns);
	free(squeeze->rows);
	*squeeze = (Squeeze){0};
}

/* --- what is taken ----------------------------------------------------- */

typedef struct Axis {           /* the columns, or the rows, from FIRST on */
	bool *taken;
	int first, count;
} Axis;

static void take(Axis *axis, int from, int length)
{
	for (int i = from - AROUND; i < from + length + AROUND; i++)
		if (i >= axis->first && i < axis->first + axis->count)
			axis->taken[i - axis->first] = true;
}

static void take_rect(Axis *x, Axis *y, const PlanRect *rect)
{
	take(x, rect->x, rect->w);
	take(y, rect->y, rect->h);
}

/* Frames may be stretched, but for their corners and title. */
static void take_zone(Axis *x, Axis *y, const PlanZone *zone)
{
	const PlanRect *rect = &zone->rect;

	if (!rect->w)
		return;
	take(x, rect->x, zone->title_width + 4);
	take(x, rect->x + rect->w - 1, 1);
	take(y, rect->y, 1);
	take(y, rect->y + rect->h - 1, 1);
}

static void take_link(Axis *x, Axis *y, const PlanLink *link)
{
	for (size_t i = 0; i < link->pin_count; i++)
		take_rect(x, y, &(PlanRect){link->pins[i].x, link->pins[i].y, 1, 1});
	if (link->pending)
		return;
	for (size_t i = 0; i < link->point_count; i++)
		take_rect(x, y, &(PlanRect){link->points[i].x, link->points[i].y, 1, 1});
	if (link->point_count && plan_label_width(link))
		take_rect(x, y, &(PlanRect){link->label.x, link->label.y, plan_label_width(link), 1});
}

/* --- cuts -------------------------------------------------------------- */

static SqueezeCut *find_cuts(const Axis *axis, int kept, size_t *count)
{
	SqueezeCut *cuts = NULL;
	size_t cap = 0;
	int removed = 0, start = 0;

	*count = 0;
	for (int i = 0; i <= axis->count; i++) {
		if (i < axis->count && !axis->taken[i])
			continue;
		if (i - start > kept) {
			MEM_GROW(cuts, cap, *count + 1);
			cuts[(*count)++] = (SqueezeCut){axis->first + start + kept / 2 - removed, i - start - kept};
			removed += i - start - kept;
		}
		start = i + 1;
	}
	return cuts;
}

void squeeze_find(Squeeze *squeeze, const Plan *plan)
{
	PlanRect all = plan_extent(plan);
	Axis x, y;

	squeeze_clear(squeeze);
	if ((long)all.w * all.h < SQUEEZE_FROM)
		return;
	x = (Axis){mem_alloc((size_t)all.w * sizeof(bool)), all.x, all.w};
	y = (Axis){mem_alloc((size_t)all.h * sizeof(bool)), all.y, all.h};
	for (size_t i = 0; i < plan->box_count; i++)
		if (plan->boxes[i].rect.w)
			take_rect(&x, &y, &plan->boxes[i].rect);
	for (size_t i = 0; i < plan->zone_count; i++)
		take_zone(&x, &y, &plan->zones[i]);
	for (size_t i = 0; i < plan->link_count; i++)
		take_link(&x, &y, &plan->links[i]);
	squeeze->columns = find_cuts(&x, KEPT_COLUMNS, &squeeze->column_count);
	squeeze->rows = find_cuts(&y, KEPT_ROWS, &squeeze->row_count);
	free(x.taken);
	free(y.taken);
}

/* --- the two maps ------------------------------------------------------ */

static int squeezed(const SqueezeCut *cuts, size_t count, int value)
{
	int removed = 0;

	for (size_t i = 0; i < count && value >= cuts[i].at + removed + cuts[i].size; i++)
		removed += cuts[i].size;
	return value - removed;
}

static int stretched(const SqueezeCut *cuts, size_t count, int value)
{
	int added = 0;

	for (size_t i = 0; i < count && value >= cuts[i].at; i++)
		added += cuts[i].size;
	return value + added;
}

typedef struct Map {
	const Squeeze *squeeze;
	int (*move)(const SqueezeCut *cuts, size_t count, int value);
} Map;

static int map_x(const Map *map, int x)
{
	return map->move(map->squeeze->columns, map->squeeze->column_count, x);
}

static int map_y(const Map *map, int y)
{
	return map->move(map->squeeze->rows, map->squeeze->row_count, y);
}

static void map_rect(const Map *map, PlanRect *rect)
{
	int right = map_x(map, rect->x + rect->w - 1), bottom = map_y(map, rect->y + rect->h - 1);

	if (!rect->w)
		return;
	rect->x = map_x(map, rect->x);
	rect->y = map_y(map, rect->y);
	rect->w = right - rect->x + 1;
	rect->h = bottom - rect->y + 1;
}

/* Does the label stand to the left of a line down? Then its end stays beside it. */
static bool ends_at_line(const PlanLink *link)
{
	int beside = link->label.x + plan_label_width(link);

	for (size_t i = 1; link->label_side == LABEL_BESIDE && i < link->point_count; i++) {
		PlanPoint a = link->points[i - 1], b = link->points[i];

		if (a.x == beside && b.x == beside && (a.y < link->label.y) != (b.y < link->label.y))
			return true;
	}
	return false;
}

static void map_link(const Map *map, PlanLink *link)
{
	int after = ends_at_line(link) ? plan_label_width(link) : 0;

	link->label.x = map_x(map, link->label.x + after) - after;
	link->label.y = map_y(map, link->label.y);
	for (size_t i = 0; i < link->point_count; i++)
		link->points[i] = (PlanPoint){map_x(map, link->points[i].x), map_y(map, link->points[i].y)};
	for (size_t i = 0; i < link->pin_count; i++)
		if (link->pins[i].x != PLAN_NO_PIN)
			link->pins[i] = (PlanPoint){map_x(map, link->pins[i].x), map_y(map, link->pins[i].y)};
}

static void map_plan(const Map *map, Plan *plan)
{
	if (squeeze_is_empty(map->squeeze))
		return;
	for (size_t i = 0; i < plan->zone_count; i++)
		map_rect(map, &plan->zones[i].rect);
	for (size_t i = 0; i < plan->box_count; i++)
		map_rect(map, &plan->boxes[i].rect);
	for (size_t i = 0; i < plan->link_count; i++)
		map_link(map, &plan->links[i]);
}

void squeeze_apply(const Squeeze *squeeze, Plan *plan)
{
	map_plan(&(Map){squeeze, squeezed}, plan);
}

void squeeze_undo(const Squeeze *squeeze, Plan *plan)
{
	map_plan(&(Map){squeeze, stretched}, plan);
}
