/* Which box takes which slot: simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983).
 *
 * The cost of a link is what its route would cost at least: its length, its turns, a detour where a
 * box stands in the way, and something for running against the flow. Straight lines that cross count too. The
 * random numbers come from a fixed seed, so that the same plan is arranged the same way. */
#include "render/slots.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "render/search.h"

enum {
	PITCH_GAP_X = 9,        /* columns between boxes, as long as gaps are not known */
	PITCH_Y = 6,            /* rows from box to box */
	BAND_GAP_Y = 5,
	ZONE_GAP_X = 8,
	COST_CROSS = COST_CROSSING,
	COST_BACKWARDS = 10,    /* to the left or up */
	COST_AROUND = 2 * COST_TURN + 8,        /* another box is in the way */
	CROSS_LINKS_MOST = 400, /* with more links crossings are not counted */
	HEAT_LENGTHS = 60, HEAT_CROSSINGS = 20
};

typedef struct Line { int ax, ay, bx, by; } Line;

typedef struct Middle { long x, y, slots; } Middle;     /* of a zone: sums over its slots, then the mean */

typedef struct Arrange {
	Slots *slots;
	const Plan *plan;
	int *x, *y;             /* by slot: its middle in cost units */
	Middle *zones;          /* by zone; it stays where it is while boxes change their slots */
	int *link_of;           /* links by box: link_of[first[b]] … */
	int *first;
	Line *lines;            /* the links between slotted boxes, straight; NULL: crossings are not counted */
	int line_count;
	int *line_of;           /* by link: its line, or NONE */
	uint32_t random;
} Arrange;

static uint32_t next_random(Arrange *arrange)
{
	uint32_t r = arrange->random;   /* xorshift32, Marsaglia 2003 */

	r ^= r << 13;
	r ^= r >> 17;
	r ^= r << 5;
	return arrange->random = r;
}

static int below(Arrange *arrange, int limit)
{
	return (int)(next_random(arrange) % (uint32_t)limit);
}

/* --- where slots are, roughly ------------------------------------------ */

static int block_box_width(const Slots *slots, const Plan *plan, int block)
{
	long sum = 0;

	for (int i = 0; i < slots->blocks[block].count; i++)
		sum += plan->boxes[slots->blocks[block].boxes[i]].rect.w;
	return slots->blocks[block].count ? (int)(sum / slots->blocks[block].count) : 8;
}

static int label_pitch(const Plan *plan)
{
	long sum = 0;

	for (size_t i = 0; i < plan->link_count; i++)
		sum += plan->links[i].label_width;
	return PITCH_GAP_X + (plan->link_count ? (int)(sum / (long)plan->link_count) / 2 : 0);
}

static void guess_places(Arrange *arrange)
{
	const Slots *slots = arrange->slots;
	int y = 0, gap = label_pitch(arrange->plan);

	for (int b = 0; b < slots->band_count; b++) {
		const SlotBand *band = &slots->bands[b];
		int x = 0, block = NONE;

		for (int c = 0; c < band->column_count; c++) {
			int width;

			if (band->columns[c].block != block && block != NONE)
				x += ZONE_GAP_X;
			block = band->columns[c].block;
			width = block_box_width(slots, arrange->plan, block);
			for (int r = 0; r < band->rows; r++) {
				arrange->x[band->first_slot + c * band->rows + r] = (x + width / 2) * COST_ACROSS;
				arrange->y[band->first_slot + c * band->rows + r] = (y + r * PITCH_Y) * COST_DOWN;
			}
			x += width + gap;
		}
		y += band->rows * PITCH_Y + BAND_GAP_Y;
	}
}

static void guess_zones(Arrange *arrange)
{
	const Slots *slots = arrange->slots;

	for (int s = 0; s < slots->slot_count; s++) {
		const SlotBand *band = &slots->bands[slots->places[s].band];
		int zone = slots->blocks[band->columns[slots->places[s].column].block].zone;

		for (; zone != NONE; zone = arrange->plan->zones[zone].parent) {
			arrange->zones[zone].x += arrange->x[s];
			arrange->zones[zone].y += arrange->y[s];
			arrange->zones[zone].slots++;
		}
	}
	for (size_t z = 0; z < arrange->plan->zone_count; z++)
		if (arrange->zones[z].slots) {
			arrange->zones[z].x /= arrange->zones[z].slots;
			arrange->zones[z].y /= arrange->zones[z].slots;
		}
}

/* --- costs ------------------------------------------------------------- */

static bool other_box_between(const Slots *slots, SlotPlace a, SlotPlace b)
{
	const SlotBand *band = &slots->bands[a.band];
	int column = a.column, row = a.row;

	for (;;) {
		column += (b.column > column) - (b.column < column);
		row += (b.row > row) - (b.row < row);
		if (column == b.column && row == b.row)
			return false;
		if (slots->slot_box[band->first_slot + column * band->rows + row] != NONE)
			return true;
	}
}

static bool end_stands(const Arrange *arrange, PlanEnd end)
{
	return end.zone ? arrange->zones[end.index].slots > 0 : arrange->slots->box_slot[end.index] != NONE;
}

/* Does LINK tie a box to something else that stands somewhere? */
static bool slotted(const Arrange *arrange, const PlanLink *link)
{
	return !(link->from.zone && link->to.zone) && end_stands(arrange, link->from) && end_stands(arrange, link->to);
}

/* From middle to middle. */
static Line line_of(const Arrange *arrange, const PlanLink *link)
{
	const PlanEnd *ends[] = {&link->from, &link->to};
	int at[4];

	for (int i = 0; i < 2; i++) {
		int index = ends[i]->index, slot = ends[i]->zone ? NONE : arrange->slots->box_slot[index];

		at[2 * i] = slot == NONE ? (int)arrange->zones[index].x : arrange->x[slot];
		at[2 * i + 1] = slot == NONE ? (int)arrange->zones[index].y : arrange->y[slot];
	}
	return (Line){at[0], at[1], at[2], at[3]};
}

static long link_cost(const Arrange *arrange, const PlanLink *link)
{
	const Slots *slots = arrange->slots;
	Line line = line_of(arrange, link);
	int dx = line.bx - line.ax, dy = line.by - line.ay;
	long cost = labs((long)dx) + labs((long)dy);
	SlotPlace a, b;

	if (link->from.zone || link->to.zone)
		return cost + COST_TURN / 2;    /* it may begin anywhere on the frame */
	a = slots->places[slots->box_slot[link->from.index]];
	b = slots->places[slots->box_slot[link->to.index]];
	if (link->from.index == link->to.index)
		return 0;
	if (a.band == b.band && (a.row == b.row || a.column == b.column)) {
		if (other_box_between(slots, a, b))
			cost += COST_AROUND;
		if (a.column == b.column && link->label_width)
			cost += COST_BESIDE;
	} else {
		cost += COST_TURN + COST_TURN / 2;
	}
	if (!link->head_from && (dx < 0 || (dx == 0 && dy < 0)))
		cost += COST_BACKWARDS;
	return cost;
}

static inline int side_of(const Line *line, int x, int y)
{
	return (line->bx - line->ax) * (y - line->ay) - (line->by - line->ay) * (x - line->ax);
}

/* Do they cross, other than at an end? */
static inline bool lines_cross(const Line *a, const Line *b)
{
	int c = side_of(a, b->ax, b->ay), d = side_of(a, b->bx, b->by);

	if (!c || !d || (c > 0) == (d > 0))
		return false;
	c = side_of(b, a->ax, a->ay);
	d = side_of(b, a->bx, a->by);
	return c && d && (c > 0) != (d > 0);
}

static long crossing_cost(const Arrange *arrange, int link)
{
	const Line *line;
	int count = 0;

	if (!arrange->lines)
		return 0;
	line = &arrange->lines[arrange->line_of[link]];
	for (int i = 0; i < arrange->line_count; i++)
		count += lines_cross(line, &arrange->lines[i]);
	return (long)count * COST_CROSS;
}

/* What the links of BOX cost; those to OTHER as well are left out (the caller counts them there). */
static long box_cost(const Arrange *arrange, int box, int other)
{
	long cost = 0;

	if (box == NONE)
		return 0;
	for (int i = arrange->first[box]; i < arrange->first[box + 1]; i++) {
		int index = arrange->link_of[i];
		const PlanLink *link = &arrange->plan->links[index];

		if ((!link->from.zone && link->from.index == other) || (!link->to.zone && link->to.index == other))
			continue;
		cost += link_cost(arrange, link) + crossing_cost(arrange, index);
	}
	return cost;
}

static long total_cost(const Arrange *arrange)
{
	long cost = 0;

	for (size_t i = 0; i < arrange->plan->link_count; i++)
		if (slotted(arrange, &arrange->plan->links[i]))
			cost += link_cost(arrange, &arrange->plan->links[i]) + crossing_cost(arrange, (int)i) / 2;
	return cost;
}

/* --- exchanges --------------------------------------------------------- */

static void set_line(Arrange *arrange, int index)
{
	arrange->lines[arrange->line_of[index]] = line_of(arrange, &arrange->plan->links[index]);
}

static void set_lines(Arrange *arrange, int box)
{
	if (box == NONE || !arrange->lines)
		return;
	for (int i = arrange->first[box]; i < arrange->first[box + 1]; i++)
		set_line(arrange, arrange->link_of[i]);
}

static void exchange(Arrange *arrange, int one, int two)
{
	Slots *slots = arrange->slots;
	int box = slots->slot_box[one];

	slots->slot_box[one] = slots->slot_box[two];
	slots->slot_box[two] = box;
	if (slots->slot_box[one] != NONE)
		slots->box_slot[slots->slot_box[one]] = one;
	if (box != NONE)
		slots->box_slot[box] = two;
	set_lines(arrange, box);
	set_lines(arrange, slots->slot_box[one]);
}

/* Another slot of the block of SLOT: mostly a near one. */
static int other_slot(Arrange *arrange, int slot)
{
	const Slots *slots = arrange->slots;
	SlotPlace place = slots->places[slot];
	const SlotBand *band = &slots->bands[place.band];
	const SlotBlock *block = &slots->blocks[band->columns[place.column].block];
	int column, row;

	if (below(arrange, 4) == 0) {
		column = block->first_column + below(arrange, block->columns);
		row = below(arrange, band->rows);
	} else {
		column = place.column + below(arrange, 5) - 2;
		row = place.row + below(arrange, 5) - 2;
	}
	if (column < block->first_column || column >= block->first_column + block->columns ||
	    row < 0 || row >= band->rows)
		return slot;
	return band->first_slot + column * band->rows + row;
}

/* exp(-loss / heat) × 65536, by halving; good enough to decide by. */
static uint32_t chance(long loss, long heat)
{
	long shift = heat > 0 ? loss * 3 / (2 * heat) : 32;

	return shift >= 16 ? 0 : 65536u >> shift;
}

static long try_exchange(Arrange *arrange, int box, long heat)
{
	Slots *slots = arrange->slots;
	int one = slots->box_slot[box], two = other_slot(arrange, one), other;
	long before, after;

	if (one == two)
		return 0;
	other = slots->slot_box[two];
	before = box_cost(arrange, box, NONE) + box_cost(arrange, other, box);
	exchange(arrange, one, two);
	after = box_cost(arrange, box, NONE) + box_cost(arrange, other, box);
	if (after > before && (next_random(arrange) & 0xffff) >= chance(after - before, heat)) {
		exchange(arrange, one, two);
		return 0;
	}
	return after - before;
}

/* Does it end at a box, and one where it does not begin? */
static bool reaches_another(const PlanLink *link)
{
	return !link->to.zone && (link->from.zone || link->to.index != link->from.index);
}

static void index_links(Arrange *arrange)
{
	const Plan *plan = arrange->plan;
	int *fill;

	arrange->first = mem_alloc((plan->box_count + 2) * sizeof *arrange->first);
	arrange->link_of = mem_alloc(2 * plan->link_count * sizeof *arrange->link_of);
	for (size_t i = 0; i < plan->link_count; i++) {
		const PlanLink *link = &plan->links[i];

		if (!slotted(arrange, link))
			continue;
		if (!link->from.zone)
			arrange->first[link->from.index + 1]++;
		if (reaches_another(link))
			arrange->first[link->to.index + 1]++;
	}
	for (size_t b = 0; b < plan->box_count; b++)
		arrange->first[b + 1] += arrange->first[b];
	fill = mem_alloc((plan->box_count + 1) * sizeof *fill);
	memcpy(fill, arrange->first, plan->box_count * sizeof *fill);
	for (size_t i = 0; i < plan->link_count; i++) {
		const PlanLink *link = &plan->links[i];

		if (!slotted(arrange, link))
			continue;
		if (!link->from.zone)
			arrange->link_of[fill[link->from.index]++] = (int)i;
		if (reaches_another(link))
			arrange->link_of[fill[link->to.index]++] = (int)i;
	}
	free(fill);
}

/* Counts crossings from now on. */
static void watch_crossings(Arrange *arrange)
{
	const Plan *plan = arrange->plan;

	arrange->lines = mem_alloc(plan->link_count * sizeof *arrange->lines);
	arrange->line_of = mem_alloc(plan->link_count * sizeof *arrange->line_of);
	for (size_t i = 0; i < plan->link_count; i++) {
		arrange->line_of[i] = NONE;
		if (!slotted(arrange, &plan->links[i]))
			continue;
		arrange->line_of[i] = arrange->line_count++;
		set_line(arrange, (int)i);
	}
}

static void restore(Slots *slots, const Plan *plan, const int *box_slot)
{
	for (int s = 0; s < slots->slot_count; s++)
		slots->slot_box[s] = NONE;
	for (size_t b = 0; b < plan->box_count; b++) {
		slots->box_slot[b] = box_slot[b];
		if (box_slot[b] != NONE)
			slots->slot_box[box_slot[b]] = (int)b;
	}
}

static void anneal(Arrange *arrange, long effort, long hottest)
{
	const Plan *plan = arrange->plan;
	Slots *slots = arrange->slots;
	long cost = total_cost(arrange), best = cost;
	size_t size = plan->box_count * sizeof(int);
	int *best_slot = mem_alloc(size);

	memcpy(best_slot, slots->box_slot, size);
	for (long i = 0; i < effort; i++) {
		long left = effort - i, heat = 1 + hottest * left / effort * left / effort;
		int box = below(arrange, (int)plan->box_count);

		if (slots->box_slot[box] == NONE)
			continue;
		cost += try_exchange(arrange, box, heat);
		if (cost < best && heat < 20) {
			best = cost;
			memcpy(best_slot, slots->box_slot, size);
		}
	}
	if (best < cost)
		restore(slots, plan, best_slot);
	free(best_slot);
}

long slots_arrange(Slots *slots, const Plan *plan, long effort)
{
	Arrange arrange = {.slots = slots, .plan = plan, .random = 2463534242u};
	long cost;

	arrange.x = mem_alloc((size_t)slots->slot_count * sizeof *arrange.x);
	arrange.y = mem_alloc((size_t)slots->slot_count * sizeof *arrange.y);
	arrange.zones = mem_alloc(plan->zone_count * sizeof *arrange.zones);
	guess_places(&arrange);
	guess_zones(&arrange);
	index_links(&arrange);
	if (plan->box_count)
		anneal(&arrange, effort, HEAT_LENGTHS);
	if (plan->box_count && plan->link_count <= CROSS_LINKS_MOST) {
		watch_crossings(&arrange);
		anneal(&arrange, effort / 30, HEAT_CROSSINGS);
	}
	cost = total_cost(&arrange);
	free(arrange.x);
	free(arrange.y);
	free(arrange.zones);
	free(arrange.first);
	free(arrange.link_of);
	free(arrange.lines);
	free(arrange.line_of);
	return cost;
}
