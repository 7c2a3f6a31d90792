/* Placement around given places.
 *
 * A place is allowed when the box lies on no other and when its zone, grown to hold it, still overlaps no zone and no
 * box that does not belong to it. New places are tried beside, below and above the boxes of the same zone;
 * the one nearest to what the box is linked with wins. */
#include "render/place_given.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"

enum {
	TILE_W = 32, TILE_H = 16,       /* cells of a tile of the index of boxes */
	TILES_MOST = 1 << 16,
	GAP_X = 7, GAP_Y = 3,           /* between a new place and other boxes */
	ZONE_GAP_X = 12, ZONE_GAP_Y = 6,        /* between a zone that gets its first box and everything else */
	REACH = 6,                      /* new places are tried up to so many gaps away from a box */
	ANCHORS_MOST = 48               /* boxes beside which a place is tried */
};

typedef struct Given {
	Plan *plan;
	bool *placed;           /* by box */
	int *tiles;             /* by hash of a tile: its first box, or NONE */
	int tile_mask;
	int *next;              /* by box: the next one of the same tile */
	int most_w, most_h;     /* of all boxes */
	int *neighbours;        /* linked boxes of box b: neighbours[first[b]] … */
	int *first;
	int gap_x, gap_y;
} Given;

static int larger(int a, int b)
{
	return a > b ? a : b;
}

/* --- the index of boxes ------------------------------------------------ */

static int tile_of(int cell, int size)
{
	return cell >= 0 ? cell / size : -((size - 1 - cell) / size);
}

static int tile_slot(const Given *given, int tile_x, int tile_y)
{
	unsigned hash = (unsigned)tile_x * 73856093u ^ (unsigned)tile_y * 19349663u;

	return (int)((hash ^ hash >> 15) & (unsigned)given->tile_mask);
}

/* A box is entered under the tile of its top left corner; who asks looks back as far as the largest box reaches. */
static void index_box(Given *given, int box)
{
	const PlanRect *rect = &given->plan->boxes[box].rect;
	int slot = tile_slot(given, tile_of(rect->x, TILE_W), tile_of(rect->y, TILE_H));

	given->next[box] = given->tiles[slot];
	given->tiles[slot] = box;
	given->placed[box] = true;
}

static bool tile_hits(const Given *given, int slot, int self, const PlanRect *rect, int gap_x, int gap_y)
{
	for (int box = given->tiles[slot]; box != NONE; box = given->next[box])
		if (box != self && rect_overlap(&given->plan->boxes[box].rect, rect, gap_x, gap_y))
			return true;
	return false;
}

static bool hits_box(const Given *given, int self, const PlanRect *rect, int gap_x, int gap_y)
{
	int left = tile_of(rect->x - gap_x - given->most_w, TILE_W), right = tile_of(rect->x + rect->w + gap_x, TILE_W);
	int top = tile_of(rect->y - gap_y - given->most_h, TILE_H), bottom = tile_of(rect->y + rect->h + gap_y, TILE_H);

	for (int y = top; y <= bottom; y++)
		for (int x = left; x <= right; x++)
			if (tile_hits(given, tile_slot(given, x, y), self, rect, gap_x, gap_y))
				return true;
	return false;
}

static void index_links(Given *given)
{
	const Plan *plan = given->plan;
	int *fill = mem_alloc((plan->box_count + 1) * sizeof *fill);

	given->first = mem_alloc((plan->box_count + 2) * sizeof *given->first);
	given->neighbours = mem_alloc((2 * plan->link_count + 1) * sizeof *given->neighbours);
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < plan->link_count; i++) {
			PlanEnd from = plan->links[i].from, to = plan->links[i].to;

			if (from.zone || to.zone || from.index == to.index)
				continue;
			if (pass == 0) {
				given->first[from.index + 1]++;
				given->first[to.index + 1]++;
			} else {
				given->neighbours[fill[from.index]++] = to.index;
				given->neighbours[fill[to.index]++] = from.index;
			}
		}
		for (size_t b = 0; pass == 0 && b < plan->box_count; b++) {
			given->first[b + 1] += given->first[b];
			fill[b] = given->first[b];
		}
	}
	free(fill);
}

static void given_init(Given *given, Plan *plan, int space)
{
	int tiles = 64;

	*given = (Given){.plan = plan, .gap_x = GAP_X * space / GIVEN_SPACE_USUAL,
	                 .gap_y = GAP_Y * space / GIVEN_SPACE_USUAL};
	while ((size_t)tiles < plan->box_count && tiles < TILES_MOST)
		tiles *= 2;
	given->tile_mask = tiles - 1;
	given->tiles = mem_alloc((size_t)tiles * sizeof *given->tiles);
	for (int i = 0; i < tiles; i++)
		given->tiles[i] = NONE;
	given->placed = mem_alloc(plan->box_count * sizeof *given->placed);
	given->next = mem_alloc(plan->box_count * sizeof *given->next);
	for (size_t i = 0; i < plan->box_count; i++) {
		given->most_w = larger(given->most_w, plan->boxes[i].rect.w);
		given->most_h = larger(given->most_h, plan->boxes[i].rect.h);
	}
	index_links(given);
}

static void given_clear(Given *given)
{
	free(given->placed);
	free(given->tiles);
	free(given->next);
	free(given->neighbours);
	free(given->first);
}

/* --- what is allowed --------------------------------------------------- */

/* Would the zones of a box at RECT, grown to hold it, keep clear of all that is not theirs? */
static bool zones_allow(const Plan *plan, const Given *given, int zone, const PlanRect *rect)
{
	PlanRect grown = *rect;

	for (size_t i = 0; i < plan->zone_count; i++)
		if (plan->zones[i].rect.w && !plan_zone_inside(plan, zone, (int)i) &&
		    rect_overlap(&plan->zones[i].rect, rect, 0, 0))
			return false;
	for (int inner = NONE; zone != NONE; inner = zone, zone = plan->zones[zone].parent) {
		const PlanRect before = plan->zones[zone].rect;

		grown = plan_zone_grown(plan, zone, &grown, inner != NONE);
		if (before.w == grown.w && before.h == grown.h && before.x == grown.x && before.y == grown.y)
			return true;
		for (size_t i = 0; i < plan->zone_count; i++)
			if (plan->zones[i].rect.w && !plan_zone_inside(plan, zone, (int)i) &&
			    !plan_zone_inside(plan, (int)i, zone) &&
			    rect_overlap(&plan->zones[i].rect, &grown, 1, 0))
				return false;
		for (size_t i = 0; i < plan->box_count; i++)
			if ((!given || given->placed[i]) && plan->boxes[i].rect.w &&
			    !plan_zone_inside(plan, plan->boxes[i].zone, zone) &&
			    rect_overlap(&plan->boxes[i].rect, &grown, 0, 0))
				return false;
	}
	return true;
}

static void take(Given *given, int box)
{
	Plan *plan = given->plan;
	PlanRect grown = plan->boxes[box].rect;
	int zone = plan->boxes[box].zone;

	index_box(given, box);
	for (int inner = NONE; zone != NONE; inner = zone, zone = plan->zones[zone].parent)
		grown = plan->zones[zone].rect = plan_zone_grown(plan, zone, &grown, inner != NONE);
}

bool place_allowed(const Plan *plan, int box, int zone, const PlanRect *rect)
{
	for (size_t i = 0; i < plan->box_count; i++)
		if ((int)i != box && plan->boxes[i].rect.w && rect_overlap(&plan->boxes[i].rect, rect, 0, 0))
			return false;
	return zones_allow(plan, NULL, zone, rect);
}

/* --- fixed boxes ------------------------------------------------------- */

typedef struct Claim {          /* a fixed box, by how far it stands from the middle of its zone */
	int box;
	long distance;
} Claim;

static int compare_claims(const void *a, const void *b)
{
	const Claim *one = a, *two = b;

	if (one->distance != two->distance)
		return one->distance < two->distance ? -1 : 1;
	return (one->box > two->box) - (one->box < two->box);
}

static int compare_ints(const void *a, const void *b)
{
	int one = *(const int *)a, two = *(const int *)b;

	return (one > two) - (one < two);
}

/* The median place of the fixed boxes of each zone: a single outlier does not move it. */
static void zone_medians(const Plan *plan, PlanPoint *middle)
{
	int *xs = mem_alloc(plan->box_count * sizeof *xs), *ys = mem_alloc(plan->box_count * sizeof *ys);

	for (int zone = NONE; zone < (int)plan->zone_count; zone++) {
		size_t count = 0;

		for (size_t i = 0; i < plan->box_count; i++) {
			if (!plan->boxes[i].fixed || plan->boxes[i].zone != zone)
				continue;
			xs[count] = plan->boxes[i].rect.x;
			ys[count++] = plan->boxes[i].rect.y;
		}
		qsort(xs, count, sizeof *xs, compare_ints);
		qsort(ys, count, sizeof *ys, compare_ints);
		if (count)
			middle[zone + 1] = (PlanPoint){xs[count / 2], ys[count / 2]};
	}
	free(xs);
	free(ys);
}

/* Do all fixed boxes have legal places as they are? The usual case, and quick. */
static bool all_fit(Given *given)
{
	Plan *plan = given->plan;

	for (size_t i = 0; i < plan->box_count; i++) {
		const PlanRect *rect = &plan->boxes[i].rect;

		if (!plan->boxes[i].fixed)
			continue;
		if (hits_box(given, (int)i, rect, 0, 0))
			return false;
		take(given, (int)i);
	}
	for (size_t i = 0; i < plan->zone_count; i++) {
		const PlanRect *rect = &plan->zones[i].rect;

		if (!rect->w)
			continue;
		for (size_t k = i + 1; k < plan->zone_count; k++)
			if (plan->zones[k].rect.w && !plan_zone_inside(plan, (int)k, (int)i) &&
			    rect_overlap(&plan->zones[k].rect, rect, 0, 0))
				return false;
		for (size_t k = 0; k < plan->box_count; k++)
			if (given->placed[k] && !plan_zone_inside(plan, plan->boxes[k].zone, (int)i) &&
			    rect_overlap(&plan->boxes[k].rect, rect, 0, 0))
				return false;
	}
	return true;
}

static void forget_places(Given *given)
{
	Plan *plan = given->plan;

	for (int i = 0; i <= given->tile_mask; i++)
		given->tiles[i] = NONE;
	memset(given->placed, 0, plan->box_count * sizeof *given->placed);
	for (size_t i = 0; i < plan->zone_count; i++)
		if (!plan->zones[i].fixed)
			plan->zones[i].rect = (PlanRect){0};
}

/* Takes fixed boxes from the middle of their zones outwards; those that do not fit are marked as shifted. */
static void take_claims(Given *given)
{
	Plan *plan = given->plan;
	PlanPoint *middle = mem_alloc((plan->zone_count + 1) * sizeof *middle);
	Claim *claims = mem_alloc(plan->box_count * sizeof *claims);
	size_t count = 0;

	zone_medians(plan, middle);
	for (size_t i = 0; i < plan->box_count; i++) {
		const PlanBox *box = &plan->boxes[i];
		PlanPoint from = middle[box->zone + 1];

		if (box->fixed)
			claims[count++] = (Claim){(int)i, labs((long)box->rect.x - from.x) +
			                                  2 * labs((long)box->rect.y - from.y)};
	}
	qsort(claims, count, sizeof *claims, compare_claims);
	for (size_t i = 0; i < count; i++) {
		PlanBox *box = &plan->boxes[claims[i].box];

		if (!hits_box(given, claims[i].box, &box->rect, 0, 0) &&
		    zones_allow(plan, given, box->zone, &box->rect))
			take(given, claims[i].box);
		else
			box->shifted = true;
	}
	free(middle);
	free(claims);
}

/* --- new places -------------------------------------------------------- */

typedef struct Seeker {         /* a box that looks for a place */
	Given *given;
	int box, zone;
	int w, h;
	const PlanPoint *wish;  /* middles of what it is linked with; or one wish */
	int wish_count;
	bool found;
	long best_cost;
	PlanRect best;
} Seeker;

static long wish_cost(const Seeker *seeker, const PlanRect *rect)
{
	long cost = 0;

	for (int i = 0; i < seeker->wish_count; i++)
		cost += labs((long)rect->x + rect->w / 2 - seeker->wish[i].x) +
		        2 * labs((long)rect->y + rect->h / 2 - seeker->wish[i].y);
	return cost;
}

/* How much the outermost zone would grow, as cells of its half perimeter. */
static long growth_cost(const Plan *plan, int zone, const PlanRect *rect)
{
	PlanRect grown;

	if (zone == NONE || !plan->zones[zone].rect.w)
		return 0;
	grown = plan_zone_grown(plan, zone, rect, false);
	return grown.w - plan->zones[zone].rect.w + 2L * (grown.h - plan->zones[zone].rect.h);
}

static void try_place(Seeker *seeker, int x, int y)
{
	const Given *given = seeker->given;
	PlanRect rect = {x, y, seeker->w, seeker->h};
	long cost = wish_cost(seeker, &rect) + growth_cost(given->plan, seeker->zone, &rect);

	if (x < 3 || y < 1 || (seeker->found && cost >= seeker->best_cost))
		return;
	if (hits_box(given, seeker->box, &rect, given->gap_x - 1, given->gap_y - 1) ||
	    !zones_allow(given->plan, given, seeker->zone, &rect))
		return;
	seeker->found = true;
	seeker->best_cost = cost;
	seeker->best = rect;
}

/* Beside, below and above the box ANCHOR, STEPS gaps away. */
static void try_around(Seeker *seeker, const PlanRect *anchor, int steps)
{
	int gap_x = seeker->given->gap_x * steps, gap_y = seeker->given->gap_y * steps;
	int middle = anchor->x + (anchor->w - seeker->w) / 2;

	try_place(seeker, anchor->x + anchor->w + gap_x, anchor->y);
	try_place(seeker, anchor->x - gap_x - seeker->w, anchor->y);
	try_place(seeker, middle, anchor->y + anchor->h + gap_y);
	try_place(seeker, middle, anchor->y - gap_y - seeker->h);
	try_place(seeker, anchor->x + anchor->w + gap_x, anchor->y + anchor->h + gap_y);
	try_place(seeker, anchor->x - gap_x - seeker->w, anchor->y + anchor->h + gap_y);
}

typedef struct Anchor {
	int box;
	long cost;
} Anchor;

/* The boxes of the seeker's zone that are nearest to its wish. */
static int nearest_anchors(const Seeker *seeker, Anchor *anchors)
{
	const Given *given = seeker->given;
	const Plan *plan = given->plan;
	int count = 0;

	for (size_t i = 0; i < plan->box_count; i++) {
		long cost;
		int k;

		if (!given->placed[i] || plan->boxes[i].zone != seeker->zone)
			continue;
		cost = wish_cost(seeker, &plan->boxes[i].rect);
		if (count == ANCHORS_MOST && cost >= anchors[count - 1].cost)
			continue;
		if (count < ANCHORS_MOST)
			count++;
		for (k = count - 1; k > 0 && anchors[k - 1].cost > cost; k--)
			anchors[k] = anchors[k - 1];
		anchors[k] = (Anchor){(int)i, cost};
	}
	return count;
}

/* Around a zone that exists, or around everything for the first box of a zone. */
static void try_outside(Seeker *seeker, int steps)
{
	const Plan *plan = seeker->given->plan;
	PlanRect all = {0};
	int gap_x = ZONE_GAP_X * steps, gap_y = ZONE_GAP_Y * steps;

	if (seeker->zone != NONE)
		all = plan->zones[seeker->zone].rect;
	for (int zone = seeker->zone; !all.w && zone != NONE; zone = plan->zones[zone].parent)
		all = plan->zones[zone].rect;
	for (size_t i = 0; !all.w && i < plan->zone_count; i++)
		if (plan->zones[i].parent == NONE)
			rect_hold(&all, &plan->zones[i].rect);
	for (size_t i = 0; i < plan->box_count; i++)
		if (seeker->given->placed[i] && (seeker->zone == NONE || !all.w))
			rect_hold(&all, &plan->boxes[i].rect);
	if (!all.w)
		try_place(seeker, 3, 1);
	for (int x = all.x + 3; x < all.x + all.w; x += seeker->w + gap_x) {
		try_place(seeker, x, all.y + all.h + gap_y);
		try_place(seeker, x, all.y - gap_y - seeker->h);
	}
	for (int y = all.y + 1; y < all.y + all.h; y += seeker->h + gap_y) {
		try_place(seeker, all.x + all.w + gap_x, y);
		try_place(seeker, all.x - gap_x - seeker->w, y);
	}
}

static bool seek(Seeker *seeker)
{
	Anchor anchors[ANCHORS_MOST];
	int count = nearest_anchors(seeker, anchors);

	for (int steps = 1; steps <= REACH && !seeker->found; steps++) {
		for (int i = 0; i < count; i++)
			try_around(seeker, &seeker->given->plan->boxes[anchors[i].box].rect, steps);
		if (!seeker->found)
			try_outside(seeker, steps);
	}
	return seeker->found;
}

/* Moves all that is placed in the outermost zone of ZONE, with RECT, below everything else: there is always room. */
static void move_zone_below(Given *given, int box)
{
	Plan *plan = given->plan;
	int top = plan->boxes[box].zone, bottom = 0;
	PlanRect held = {0};

	while (top != NONE && plan->zones[top].parent != NONE)
		top = plan->zones[top].parent;
	for (size_t i = 0; i < plan->zone_count; i++)
		bottom = larger(bottom, plan->zones[i].rect.y + plan->zones[i].rect.h);
	for (size_t i = 0; i < plan->box_count; i++) {
		if (!given->placed[i])
			continue;
		bottom = larger(bottom, plan->boxes[i].rect.y + plan->boxes[i].rect.h);
		if (top != NONE && plan_zone_inside(plan, plan->boxes[i].zone, top))
			rect_hold(&held, &plan->boxes[i].rect);
	}
	for (size_t i = 0; held.w && i < plan->box_count; i++) {
		if (!given->placed[i] || !plan_zone_inside(plan, plan->boxes[i].zone, top))
			continue;
		plan->boxes[i].rect.y += bottom + 2 * ZONE_GAP_Y - held.y;
		plan->boxes[i].shifted |= plan->boxes[i].fixed;
	}
	plan->boxes[box].rect.x = held.w ? held.x : 3;
	plan->boxes[box].rect.y = bottom + 2 * ZONE_GAP_Y + (held.w ? held.h + 2 * ZONE_GAP_Y : 0);
}

/* Begins the index anew after boxes were moved. */
static void index_again(Given *given)
{
	bool *placed = given->placed;

	given->placed = mem_alloc(given->plan->box_count * sizeof *placed);
	forget_places(given);
	for (size_t i = 0; i < given->plan->box_count; i++)
		if (placed[i])
			take(given, (int)i);
	free(placed);
}

static void find_place(Given *given, int box)
{
	Plan *plan = given->plan;
	PlanBox *sought = &plan->boxes[box];
	int count = given->first[box + 1] - given->first[box];
	PlanPoint *wish = mem_alloc(((size_t)count + 1) * sizeof *wish);
	Seeker seeker = {.given = given, .box = box, .zone = sought->zone, .w = sought->rect.w, .h = sought->rect.h,
	                 .wish = wish};

	if (sought->shifted)
		wish[seeker.wish_count++] = (PlanPoint){sought->rect.x, sought->rect.y};
	for (int i = 0; i < count && !sought->shifted; i++) {
		int other = given->neighbours[given->first[box] + i];
		const PlanRect *rect = &plan->boxes[other].rect;

		if (given->placed[other])
			wish[seeker.wish_count++] = (PlanPoint){rect->x + rect->w / 2, rect->y + rect->h / 2};
	}
	if (seek(&seeker)) {
		sought->rect = seeker.best;
	} else {
		move_zone_below(given, box);
		index_again(given);
	}
	free(wish);
	take(given, box);
}

/* Boxes without a place, from the placed ones outwards along the links. */
static void place_rest(Given *given)
{
	Plan *plan = given->plan;
	size_t head = 0, count = 0;
	int *queue = mem_alloc(plan->box_count * sizeof *queue);
	bool *queued = mem_alloc(plan->box_count * sizeof *queued);

	for (size_t i = 0; i < plan->box_count; i++)
		if (given->placed[i]) {
			queue[count++] = (int)i;
			queued[i] = true;
		}
	for (size_t seed = 0; seed <= plan->box_count; seed++) {
		for (; head < count; head++) {
			int box = queue[head];

			if (!given->placed[box])
				find_place(given, box);
			for (int i = given->first[box]; i < given->first[box + 1]; i++) {
				int other = given->neighbours[i];

				if (!queued[other] && plan->boxes[other].rect.w) {
					queue[count++] = other;
					queued[other] = true;
				}
			}
		}
		if (seed < plan->box_count && !queued[seed] && plan->boxes[seed].rect.w) {
			queue[count++] = (int)seed;
			queued[seed] = true;
		}
	}
	free(queue);
	free(queued);
}

/* Zones without members stand below everything, side by side. */
static void place_empty_zones(Plan *plan)
{
	PlanRect all = {0};
	int x;

	for (size_t i = 0; i < plan->zone_count; i++)
		rect_hold(&all, &plan->zones[i].rect);
	for (size_t i = 0; i < plan->box_count; i++)
		rect_hold(&all, &plan->boxes[i].rect);
	x = all.x;
	for (size_t i = 0; i < plan->zone_count; i++) {
		PlanZone *zone = &plan->zones[i];

		if (zone->rect.w || plan_zone_has_inner(plan, (int)i))
			continue;
		zone->fixed = true;
		zone->rect = (PlanRect){x, all.y + all.h + 2, zone->title_width + 6, 4};
		x += zone->rect.w + 4;
	}
}

void place_given(Plan *plan, int space)
{
	Given given;

	given_init(&given, plan, space);
	forget_places(&given);
	if (!all_fit(&given)) {
		forget_places(&given);
		take_claims(&given);
		for (size_t i = 0; i < plan->box_count; i++)
			if (plan->boxes[i].shifted && !given.placed[i] && plan->boxes[i].rect.w)
				find_place(&given, (int)i);
	}
	place_rest(&given);
	plan_fit_zones(plan);
	place_empty_zones(plan);
	plan_fit_zones(plan);
	given_clear(&given);
}

PlanPoint place_free_spot(const Plan *plan, int zone, int w, int h, int x, int y)
{
	Plan copy;
	Given given;
	PlanPoint wish = {x, y};
	Seeker seeker = {.given = &given, .box = NONE, .zone = zone, .w = w, .h = h, .wish = &wish, .wish_count = 1};

	plan_copy(&copy, plan);
	given_init(&given, &copy, GIVEN_SPACE_USUAL);
	for (size_t i = 0; i < copy.box_count; i++)
		if (copy.boxes[i].rect.w)
			index_box(&given, (int)i);
	if (!seek(&seeker))
		seeker.best = (PlanRect){copy.used.x + 3, copy.used.y + copy.used.h + 2 * ZONE_GAP_Y, w, h};
	given_clear(&given);
	plan_clear(&copy);
	return (PlanPoint){seeker.best.x, seeker.best.y};
}
