/* Slots: bands, blocks, columns, and the places that follow from them. */
#include "render/slots.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"

enum { FRAME_ROOM = 3, FRAME_ROOM_INNER = 2 };  /* columns from a box to its frame and from frame to frame */
enum { BETWEEN_FRAMES = 1 };

/* --- blocks ------------------------------------------------------------ */

static void add_block(Slots *slots, int zone, int band)
{
	slots->blocks[slots->block_count++] = (SlotBlock){.zone = zone, .band = band};
}

/* The block of ZONE itself, then those of the zones in it: their columns lie side by side. */
static void add_zone_blocks(Slots *slots, const Plan *plan, int zone, int band, const int *direct)
{
	bool inner = false;

	for (size_t i = (size_t)zone + 1; i < plan->zone_count; i++)
		inner |= plan->zones[i].parent == zone;
	if (direct[zone] || !inner)
		add_block(slots, zone, band);
	for (size_t i = (size_t)zone + 1; inner && i < plan->zone_count; i++)
		if (plan->zones[i].parent == zone)
			add_zone_blocks(slots, plan, (int)i, band, direct);
}

static void fill_blocks(Slots *slots, const Plan *plan)
{
	int *block_of = mem_alloc((plan->zone_count + 1) * sizeof *block_of);

	for (size_t i = 0; i <= plan->zone_count; i++)
		block_of[i] = NONE;
	for (int b = 0; b < slots->block_count; b++) {
		SlotBlock *block = &slots->blocks[b];

		block_of[block->zone + 1] = b;
		block->boxes = mem_alloc(plan->box_count * sizeof *block->boxes);
	}
	for (size_t i = 0; i < plan->box_count; i++) {
		int b = plan->boxes[i].rect.w ? block_of[plan->boxes[i].zone + 1] : NONE;

		if (b != NONE)
			slots->blocks[b].boxes[slots->blocks[b].count++] = (int)i;
	}
	free(block_of);
}

static void make_blocks(Slots *slots, const Plan *plan, const SlotShape *shape)
{
	int *direct = mem_alloc((plan->zone_count + 1) * sizeof *direct);

	for (size_t i = 0; i < plan->box_count; i++)
		if (plan->boxes[i].zone != NONE)
			direct[plan->boxes[i].zone]++;
	slots->blocks = mem_alloc((plan->zone_count + 1) * sizeof *slots->blocks);
	for (int i = 0; i < shape->order_count; i++) {
		int zone = shape->order[i];

		if (zone == NONE)
			add_block(slots, NONE, shape->zone_band[plan->zone_count]);
		else
			add_zone_blocks(slots, plan, zone, shape->zone_band[zone], direct);
	}
	free(direct);
	fill_blocks(slots, plan);
}

/* --- bands ------------------------------------------------------------- */

static int zone_depth(const Plan *plan, int zone)
{
	int depth = 0;

	for (; zone != NONE; zone = plan->zones[zone].parent)
		depth++;
	return depth;
}

static void make_band(Slots *slots, const Plan *plan, int index, int rows)
{
	SlotBand *band = &slots->bands[index];

	band->rows = rows > 0 ? rows : 1;
	band->first_slot = slots->slot_count;
	for (int b = 0; b < slots->block_count; b++) {
		SlotBlock *block = &slots->blocks[b];
		int depth = zone_depth(plan, block->zone);

		if (block->band != index)
			continue;
		block->first_column = band->column_count;
		block->columns = block->count ? (block->count + band->rows - 1) / band->rows : 1;
		band->column_count += block->columns;
		band->depth = depth > band->depth ? depth : band->depth;
	}
	slots->slot_count += band->column_count * band->rows;
	band->columns = mem_alloc((size_t)band->column_count * sizeof *band->columns);
	band->row_gap = mem_alloc((size_t)band->rows * sizeof *band->row_gap);
	band->row_y = mem_alloc((size_t)band->rows * sizeof *band->row_y);
	band->row_h = mem_alloc((size_t)band->rows * sizeof *band->row_h);
	for (int b = 0; b < slots->block_count; b++)
		for (int c = 0; slots->blocks[b].band == index && c < slots->blocks[b].columns; c++)
			band->columns[slots->blocks[b].first_column + c].block = b;
}

static void make_slots(Slots *slots, const Plan *plan)
{
	slots->places = mem_alloc((size_t)slots->slot_count * sizeof *slots->places);
	slots->slot_box = mem_alloc((size_t)slots->slot_count * sizeof *slots->slot_box);
	slots->box_slot = mem_alloc(plan->box_count * sizeof *slots->box_slot);
	for (size_t i = 0; i < plan->box_count; i++)
		slots->box_slot[i] = NONE;
	for (int b = 0; b < slots->band_count; b++) {
		SlotBand *band = &slots->bands[b];

		for (int i = 0; i < band->column_count * band->rows; i++) {
			slots->places[band->first_slot + i] = (SlotPlace){b, i / band->rows, i % band->rows};
			slots->slot_box[band->first_slot + i] = NONE;
		}
	}
}

void slots_init(Slots *slots, const Plan *plan, const SlotShape *shape)
{
	*slots = (Slots){.band_count = shape->band_count};
	make_blocks(slots, plan, shape);
	slots->bands = mem_alloc((size_t)shape->band_count * sizeof *slots->bands);
	for (int b = 0; b < shape->band_count; b++)
		make_band(slots, plan, b, shape->band_rows[b]);
	make_slots(slots, plan);
	for (int b = 0; b < slots->block_count; b++) {
		const SlotBlock *block = &slots->blocks[b];
		const SlotBand *band = &slots->bands[block->band];

		for (int i = 0; i < block->count; i++) {
			int slot = band->first_slot + block->first_column * band->rows + i;

			slots->slot_box[slot] = block->boxes[i];
			slots->box_slot[block->boxes[i]] = slot;
		}
	}
}

void slots_clear(Slots *slots)
{
	if (!slots)
		return;
	for (int b = 0; b < slots->block_count; b++)
		free(slots->blocks[b].boxes);
	for (int b = 0; b < slots->band_count; b++) {
		free(slots->bands[b].columns);
		free(slots->bands[b].row_gap);
		free(slots->bands[b].row_y);
		free(slots->bands[b].row_h);
	}
	free(slots->blocks);
	free(slots->bands);
	free(slots->places);
	free(slots->slot_box);
	free(slots->box_slot);
	*slots = (Slots){0};
}

/* --- gaps -------------------------------------------------------------- */

/* Frames that end or begin between the zones LEFT and RIGHT of neighbouring columns, as cells. */
static int frame_cells(const Plan *plan, int left, int right)
{
	int cells = 0, ends = 0, begins = 0;

	for (int zone = left; zone != NONE && !plan_zone_inside(plan, right, zone); zone = plan->zones[zone].parent)
		cells += ends++ ? FRAME_ROOM_INNER : FRAME_ROOM;
	for (int zone = right; zone != NONE && !plan_zone_inside(plan, left, zone); zone = plan->zones[zone].parent)
		cells += begins++ ? FRAME_ROOM_INNER : FRAME_ROOM;
	return cells + (ends && begins ? BETWEEN_FRAMES : 0);
}

static int column_zone(const Slots *slots, const SlotBand *band, int column)
{
	if (column < 0 || column >= band->column_count)
		return NONE;
	return slots->blocks[band->columns[column].block].zone;
}

static void set_columns(Slots *slots, const Plan *plan, SlotBand *band)
{
	int x = 0;

	for (int c = 0; c < band->column_count; c++) {
		SlotColumn *column = &band->columns[c];
		int zone = column_zone(slots, band, c);

		column->w = zone != NONE && slots->blocks[column->block].columns == 1 ?
		            plan->zones[zone].title_width : 1;
		for (int r = 0; r < band->rows; r++) {
			int box = slots->slot_box[band->first_slot + c * band->rows + r];

			if (box != NONE && plan->boxes[box].rect.w > column->w)
				column->w = plan->boxes[box].rect.w;
		}
		column->frames = frame_cells(plan, column_zone(slots, band, c - 1), zone);
		x += column->frames + (c ? column->gap : 0);
		column->x = x;
		x += column->w;
	}
}

static int set_rows(Slots *slots, const Plan *plan, SlotBand *band, int y)
{
	for (int r = 0; r < band->rows; r++) {
		band->row_h[r] = 3;
		for (int c = 0; c < band->column_count; c++) {
			int box = slots->slot_box[band->first_slot + c * band->rows + r];

			if (box != NONE && plan->boxes[box].rect.h > band->row_h[r])
				band->row_h[r] = plan->boxes[box].rect.h;
		}
		y += band->row_gap[r];
		band->row_y[r] = y;
		y += band->row_h[r];
	}
	return y;
}

/* The demand of routes on gaps: by band, column gap and row, and by row gap and column. */
typedef struct Demand {
	int *column;            /* first_slot + c * rows + r: lines up and down left of that slot */
	int *row;               /* the same: lines across above that slot */
	int *column_label;      /* widest label of a straight link left of that slot */
} Demand;

static int slot_at(const Slots *slots, int band, int column, int row)
{
	return slots->bands[band].first_slot + column * slots->bands[band].rows + row;
}

static void demand_across(const Slots *slots, Demand *demand, int band, int row, int from, int to)
{
	for (int c = from < to ? from : to; c <= (from < to ? to : from); c++)
		demand->row[slot_at(slots, band, c, row)]++;
}

static void demand_down(const Slots *slots, Demand *demand, int band, int column, int from, int to)
{
	for (int r = from < to ? from : to; r <= (from < to ? to : from); r++)
		demand->column[slot_at(slots, band, column, r)]++;
}

static void demand_link(const Slots *slots, Demand *demand, const PlanLink *link)
{
	SlotPlace a = slots->places[slots->box_slot[link->from.index]];
	SlotPlace b = slots->places[slots->box_slot[link->to.index]];
	int left = a.column < b.column ? a.column : b.column;
	int right = a.column < b.column ? b.column : a.column;

	if (a.band != b.band) {
		demand_down(slots, demand, a.band, a.column, a.row,
		            a.band < b.band ? slots->bands[a.band].rows - 1 : 0);
		demand_down(slots, demand, b.band, b.column, b.row,
		            b.band < a.band ? slots->bands[b.band].rows - 1 : 0);
		return;
	}
	if (a.row == b.row && right - left == 1) {
		int *label = &demand->column_label[slot_at(slots, a.band, right, a.row)];

		*label = *label > link->label_width ? *label : link->label_width;
		return;
	}
	if (right > left + 1)
		demand_across(slots, demand, a.band, b.row, left + 1, right - 1);
	if (left == right && abs(a.row - b.row) == 1)
		return;
	demand_down(slots, demand, a.band, right, a.row, b.row);
}

static void space_band(Slots *slots, const Demand *demand, int index, int space)
{
	SlotBand *band = &slots->bands[index];

	for (int c = 0; c < band->column_count; c++) {
		int lines = 0, label = 0;

		for (int r = 0; r < band->rows; r++) {
			int slot = slot_at(slots, index, c, r);

			lines = demand->column[slot] > lines ? demand->column[slot] : lines;
			label = demand->column_label[slot] > label ? demand->column_label[slot] : label;
		}
		band->columns[c].gap = 2 + (lines * 3 / 2 + 3) * space / 8;
		if (label && band->columns[c].gap < label + 4)
			band->columns[c].gap = label + 4;
	}
	for (int r = 0; r < band->rows; r++) {
		int lines = 0;

		for (int c = 0; c < band->column_count; c++) {
			int slot = slot_at(slots, index, c, r);

			lines = demand->row[slot] > lines ? demand->row[slot] : lines;
		}
		band->row_gap[r] = 1 + (lines + 1) * space / 8;
		if (band->row_gap[r] < 2)
			band->row_gap[r] = 2;
	}
}

void slots_space(Slots *slots, const Plan *plan, int space)
{
	size_t count = (size_t)slots->slot_count;
	Demand demand = {mem_alloc(count * sizeof(int)), mem_alloc(count * sizeof(int)),
	                 mem_alloc(count * sizeof(int))};

	for (size_t i = 0; i < plan->link_count; i++) {
		const PlanLink *link = &plan->links[i];

		if (!link->from.zone && !link->to.zone)
			demand_link(slots, &demand, link);
	}
	for (int b = 0; b < slots->band_count; b++)
		space_band(slots, &demand, b, space);
	free(demand.column);
	free(demand.row);
	free(demand.column_label);
}

/* --- places ------------------------------------------------------------ */

static void place_empty_zone(const Slots *slots, Plan *plan, const SlotBlock *block)
{
	const SlotBand *band = &slots->bands[block->band];
	PlanZone *zone = &plan->zones[block->zone];

	zone->fixed = true;
	zone->rect = (PlanRect){band->columns[block->first_column].x - FRAME_ROOM, band->row_y[0] - 1,
	                        zone->title_width + 2 * FRAME_ROOM, 5};
}

void slots_apply(Slots *slots, Plan *plan)
{
	int y = 0;

	for (int b = 0; b < slots->band_count; b++) {
		SlotBand *band = &slots->bands[b];

		set_columns(slots, plan, band);
		y = set_rows(slots, plan, band, y + band->depth) + band->depth;
	}
	for (size_t i = 0; i < plan->box_count; i++) {
		PlanRect *rect = &plan->boxes[i].rect;
		const SlotPlace *place;

		if (slots->box_slot[i] == NONE)
			continue;
		place = &slots->places[slots->box_slot[i]];
		rect->x = slots->bands[place->band].columns[place->column].x +
		          (slots->bands[place->band].columns[place->column].w - rect->w) / 2;
		rect->y = slots->bands[place->band].row_y[place->row];
	}
	for (int b = 0; b < slots->block_count; b++)
		if (slots->blocks[b].zone != NONE && !slots->blocks[b].count)
			place_empty_zone(slots, plan, &slots->blocks[b]);
	plan_fit_zones(plan);
}
