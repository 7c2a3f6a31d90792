/* Shapes: zones in bands, bands of rows; guessed sizes. */
#include "render/shape.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"

enum {
	ROW_PITCH = 6,          /* rows from box to box, roughly */
	GAP = 9,                /* columns between boxes */
	ZONE_GAP = 8,
	BREAK_ZONES_MOST = 5,   /* zones up to which all ways to break the row are tried */
	ROWS_MOST = 24          /* of small plans; larger ones may have more */
};

typedef struct Row {            /* the top-level zones in order, and what each holds */
	int *zone;              /* NONE: the boxes without zone */
	int *boxes;             /* how many */
	long *width;            /* of all its boxes together */
	bool *outside;
	int count;
	int label;              /* what labels add to a gap */
} Row;

/* Which groups stand above or left of the platforms instead of below or right. */
enum { OUTSIDE_FIRST = 1, LOOSE_FIRST = 2, ORDERS = 4 };

/* --- the row of zones -------------------------------------------------- */

/* The groups in their order: loose boxes at an edge, outside zones next to them, the others in the middle. */
static int group_of(const Plan *plan, int zone, int order)
{
	if (zone == NONE)
		return order & LOOSE_FIRST ? 0 : 4;
	if (plan->zones[zone].outside)
		return order & OUTSIDE_FIRST ? 1 : 3;
	return 2;
}

static bool stands_before(const Plan *plan, int one, int two, int order)
{
	int first = group_of(plan, one, order), second = group_of(plan, two, order);

	if (first != second || one == NONE || two == NONE)
		return first < second;
	if (plan->zones[one].rank != plan->zones[two].rank)
		return plan->zones[one].rank < plan->zones[two].rank;
	return one < two;
}

static int top_zone(const Plan *plan, int zone)
{
	while (zone != NONE && plan->zones[zone].parent != NONE)
		zone = plan->zones[zone].parent;
	return zone;
}

static void sort_zones(Row *row, const Plan *plan, int order)
{
	for (int i = 1; i < row->count; i++) {
		int zone = row->zone[i], k = i;

		for (; k > 0 && stands_before(plan, zone, row->zone[k - 1], order); k--)
			row->zone[k] = row->zone[k - 1];
		row->zone[k] = zone;
	}
}

static void fill_row(Row *row, const Plan *plan)
{
	int *place = mem_alloc((plan->zone_count + 1) * sizeof *place);
	long labels = 0;

	for (int i = 0; i < row->count; i++)
		place[row->zone[i] + 1] = i;
	for (size_t i = 0; i < plan->box_count; i++) {
		int at = place[top_zone(plan, plan->boxes[i].zone) + 1];

		if (!plan->boxes[i].rect.w)
			continue;
		row->boxes[at]++;
		row->width[at] += plan->boxes[i].rect.w;
	}
	for (size_t i = 0; i < plan->link_count; i++)
		labels += plan->links[i].label_width;
	row->label = plan->link_count ? (int)(labels / (long)plan->link_count) / 2 : 0;
	free(place);
}

static void row_init(Row *row, const Plan *plan, int order)
{
	bool loose = false;

	*row = (Row){.zone = mem_alloc((plan->zone_count + 1) * sizeof(int)),
	             .boxes = mem_alloc((plan->zone_count + 1) * sizeof(int)),
	             .width = mem_alloc((plan->zone_count + 1) * sizeof(long)),
	             .outside = mem_alloc((plan->zone_count + 1) * sizeof(bool))};
	for (size_t i = 0; i < plan->zone_count; i++)
		if (plan->zones[i].parent == NONE)
			row->zone[row->count++] = (int)i;
	for (size_t i = 0; i < plan->box_count; i++)
		loose |= plan->boxes[i].zone == NONE && plan->boxes[i].rect.w;
	if (loose)
		row->zone[row->count++] = NONE;
	sort_zones(row, plan, order);
	for (int i = 0; i < row->count; i++)
		row->outside[i] = row->zone[i] != NONE && plan->zones[row->zone[i]].outside;
	fill_row(row, plan);
}

static void row_clear(Row *row)
{
	free(row->zone);
	free(row->boxes);
	free(row->width);
	free(row->outside);
}

/* --- sizes ------------------------------------------------------------- */

/* The width of the zones FROM to UNTIL of the row in a band of ROWS rows. */
static long band_width(const Row *row, int from, int until, int rows)
{
	long width = 0;

	for (int i = from; i < until; i++) {
		long boxes = row->boxes[i] > 0 ? row->boxes[i] : 1;
		long columns = (boxes + rows - 1) / rows;

		width += columns * (row->width[i] / boxes + GAP + row->label) + ZONE_GAP;
	}
	return width;
}

static int most_boxes(const Row *row, int from, int until)
{
	int most = 1, limit = ROWS_MOST;

	for (int i = 0; i < row->count; i++)
		limit += row->boxes[i] / 60;

	for (int i = from; i < until; i++)
		most = row->boxes[i] > most ? row->boxes[i] : most;
	return most < limit ? most : limit;
}

long shape_size_cost(const Plan *plan, long width, long height)
{
	long area = width * height, cost = area / 3;

	if (width > 7 * height && width > 150)
		cost += (width - 7 * height) * 10;
	if (2 * width < 5 * height)
		cost += (5 * height - 2 * width) * 10;
	if (plan->width && width > plan->width)
		cost += (width - plan->width) * 500;
	return cost;
}

/* --- shapes ------------------------------------------------------------ */

/* Keeps a shape with bands that begin where BREAKS is set and have these ROWS. */
static void keep(Shapes *shapes, const Plan *plan, const Row *row, const bool *breaks, const int *rows,
                 int bands, long guess)
{
	size_t zones = plan->zone_count + 1;
	Shape shape = {.guess = guess, .order = mem_alloc((size_t)row->count * sizeof(int)),
	               .zone_band = mem_alloc(zones * sizeof(int)),
	               .band_rows = mem_alloc((size_t)bands * sizeof(int))};
	int band = 0;

	for (int i = 0; i < row->count; i++) {
		int zone = row->zone[i];

		band += i > 0 && breaks[i];
		shape.order[i] = zone;
		shape.zone_band[zone == NONE ? (int)plan->zone_count : zone] = band;
	}
	memcpy(shape.band_rows, rows, (size_t)bands * sizeof *rows);
	shape.shape = (SlotShape){shape.zone_band, shape.order, row->count, shape.band_rows, bands};
	MEM_GROW(shapes->items, shapes->cap, shapes->count + 1);
	shapes->items[shapes->count++] = shape;
}

/* The end of the band that begins at FROM. */
static int band_end(const Row *row, const bool *breaks, int from)
{
	int until = from + 1;

	while (until < row->count && !breaks[until])
		until++;
	return until;
}

/* For each number of rows that the largest band may have: the other bands become as wide as it, if they can. */
static void try_rows(Shapes *shapes, const Plan *plan, const Row *row, const bool *breaks)
{
	int bands = 0, most = 1, *rows;

	for (int from = 0; from < row->count; from = band_end(row, breaks, from)) {
		int boxes = most_boxes(row, from, band_end(row, breaks, from));

		most = boxes > most ? boxes : most;
		bands++;
	}
	rows = mem_alloc((size_t)bands * sizeof *rows);
	for (int limit = 1; limit <= most; limit++) {
		long width = 0, height = 0;
		int band = 0;

		for (int from = 0; from < row->count; band++) {
			int until = band_end(row, breaks, from), boxes = most_boxes(row, from, until);
			long wide;

			rows[band] = limit < boxes ? limit : boxes;
			wide = band_width(row, from, until, rows[band]);
			width = wide > width ? wide : width;
			height += rows[band] * ROW_PITCH + 3;
			from = until;
		}
		keep(shapes, plan, row, breaks, rows, bands, shape_size_cost(plan, width, height));
	}
	free(rows);
}

static void set_fixed_breaks(const Row *row, bool *breaks)
{
	for (int i = 0; i < row->count; i++)
		breaks[i] = i > 0 && row->outside[i] != row->outside[i - 1] && row->zone[i] != NONE && row->zone[i - 1] != NONE;
}

/* Breaks the row where a band would pass WIDTH columns with ROWS rows. */
static void wrap(const Row *row, bool *breaks, long width, int rows)
{
	int from = 0;

	set_fixed_breaks(row, breaks);
	for (int i = 1; i < row->count; i++) {
		breaks[i] |= band_width(row, from, i + 1, rows) > width;
		if (breaks[i])
			from = i;
	}
}

static void try_breaks(Shapes *shapes, const Plan *plan, const Row *row)
{
	bool *breaks = mem_alloc((size_t)row->count * sizeof *breaks);

	if (row->count <= BREAK_ZONES_MOST) {
		for (unsigned mask = 0; mask < 1u << (row->count - 1); mask++) {
			set_fixed_breaks(row, breaks);
			for (int i = 1; i < row->count; i++)
				breaks[i] |= (mask >> (i - 1)) & 1;
			try_rows(shapes, plan, row, breaks);
		}
	} else {
		for (long width = 60; width < 2000; width += width / 4) {
			wrap(row, breaks, width, 3);
			try_rows(shapes, plan, row, breaks);
		}
	}
	free(breaks);
}

static void shape_clear(Shape *shape)
{
	free(shape->order);
	free(shape->zone_band);
	free(shape->band_rows);
}

static bool same_shape(const Shape *a, const Shape *b, size_t zones)
{
	return a->shape.band_count == b->shape.band_count &&
	       !memcmp(a->order, b->order, (size_t)a->shape.order_count * sizeof *a->order) &&
	       !memcmp(a->zone_band, b->zone_band, (zones + 1) * sizeof *a->zone_band) &&
	       !memcmp(a->band_rows, b->band_rows, (size_t)a->shape.band_count * sizeof *a->band_rows);
}

/* Puts the best in front, each once, and drops all but MOST. */
static void keep_best(Shapes *shapes, size_t zones, size_t most)
{
	size_t kept = 0;

	for (size_t i = 0; i < shapes->count; i++) {
		Shape shape = shapes->items[i];
		size_t k = kept;

		for (size_t j = 0; j < kept; j++)
			if (same_shape(&shapes->items[j], &shape, zones))
				k = SIZE_MAX;
		if (k == SIZE_MAX || (kept == most && shapes->items[kept - 1].guess <= shape.guess)) {
			shape_clear(&shape);
			continue;
		}
		if (kept == most)
			shape_clear(&shapes->items[--kept]);
		for (k = kept; k > 0 && shapes->items[k - 1].guess > shape.guess; k--)
			shapes->items[k] = shapes->items[k - 1];
		shapes->items[k] = shape;
		kept++;
	}
	shapes->count = kept;
}

/* Are there zones of the kind that ORDER puts first? */
static bool order_matters(const Plan *plan, int order)
{
	bool outside = false, loose = false;

	for (size_t i = 0; i < plan->zone_count; i++)
		outside |= plan->zones[i].parent == NONE && plan->zones[i].outside;
	for (size_t i = 0; i < plan->box_count; i++)
		loose |= plan->boxes[i].zone == NONE && plan->boxes[i].rect.w;
	return (outside || !(order & OUTSIDE_FIRST)) && (loose || !(order & LOOSE_FIRST));
}

void shapes_guess(Shapes *shapes, const Plan *plan, size_t most)
{
	for (int order = 0; order < ORDERS; order++) {
		Row row;

		if (!order_matters(plan, order))
			continue;
		row_init(&row, plan, order);
		if (row.count > 0)
			try_breaks(shapes, plan, &row);
		row_clear(&row);
	}
	keep_best(shapes, plan->zone_count, most);
}

void shapes_sort(Shapes *shapes, const Plan *plan, size_t most)
{
	keep_best(shapes, plan->zone_count, most);
}

void shapes_clear(Shapes *shapes)
{
	if (!shapes)
		return;
	for (size_t i = 0; i < shapes->count; i++)
		shape_clear(&shapes->items[i]);
	free(shapes->items);
	*shapes = (Shapes){0};
}
