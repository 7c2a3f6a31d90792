/* Knots by an iterative Tarjan; reachability by bitsets over the knots, some
 * columns at a time, so that memory stays linear; ways by one pass. */
#include "model/walk.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static bool link_counts(const Graph *graph, const GraphLink *link, WalkLinks which)
{
	if (link->depender == NOWHERE)
		return false;
	if (which == WALK_SIGN_IN)
		return graph->components[link->dependee].traits & (TRAIT_PROVIDER | TRAIT_CUSTOMER_IDENTITY);
	if (which != WALK_ALL && !link->hard)
		return false;
	return which != WALK_CHAIN ||
	       (link->pattern->mode == MODE_SYNC && !link->is_free);
}

static void build_edges(Walk *walk, WalkLinks which)
{
	const Graph *graph = walk->graph;
	uint32_t used = 0;

	walk->edge_start = arena_alloc(&walk->arena, (walk->count + 1) * sizeof *walk->edge_start);
	walk->edge = arena_alloc(&walk->arena, (graph->link_count + 1) * sizeof *walk->edge);
	walk->edge_link = arena_alloc(&walk->arena, (graph->link_count + 1) * sizeof *walk->edge_link);
	for (uint32_t c = 0; c < walk->count; c++) {
		walk->edge_start[c] = used;
		for (uint32_t i = graph->needs_start[c]; i < graph->needs_start[c + 1]; i++) {
			const GraphLink *link = &graph->links[graph->needs[i]];

			if (!link_counts(graph, link, which))
				continue;
			walk->edge[used] = (uint32_t)link->dependee;
			walk->edge_link[used++] = graph->needs[i];
		}
	}
	walk->edge_start[walk->count] = used;
}

/* ---- knots ------------------------------------------------------------------- */

typedef struct Tarjan {
	uint32_t *order;        /* when each was met, from 1; 0: not yet */
	uint32_t *low;          /* the earliest still open that it reaches */
	uint32_t *at;           /* the next edge to look at */
	uint32_t *path;         /* components on the way down */
	uint32_t *open;         /* met, and not yet in a knot */
	uint32_t clock, path_count, open_count;
} Tarjan;

static void tarjan_meet(Tarjan *tarjan, const Walk *walk, uint32_t c)
{
	tarjan->order[c] = tarjan->low[c] = ++tarjan->clock;
	tarjan->at[c] = walk->edge_start[c];
	tarjan->path[tarjan->path_count++] = c;
	tarjan->open[tarjan->open_count++] = c;
}

/* C is the root of a knot: all open ones from it on are its members. */
static void tarjan_close(Tarjan *tarjan, Walk *walk, uint32_t c)
{
	uint32_t member;

	do {
		member = tarjan->open[--tarjan->open_count];
		walk->knot[member] = walk->knot_count;
		tarjan->low[member] = UINT32_MAX;
	} while (member != c);
	walk->knot_count++;
}

static void tarjan_from(Tarjan *tarjan, Walk *walk, uint32_t root)
{
	tarjan_meet(tarjan, walk, root);
	while (tarjan->path_count) {
		uint32_t c = tarjan->path[tarjan->path_count - 1];

		if (tarjan->at[c] < walk->edge_start[c + 1]) {
			uint32_t next = walk->edge[tarjan->at[c]++];

			if (!tarjan->order[next])
				tarjan_meet(tarjan, walk, next);
			else if (tarjan->low[next] != UINT32_MAX && tarjan->order[next] < tarjan->low[c])
				tarjan->low[c] = tarjan->order[next];
			continue;
		}
		tarjan->path_count--;
		if (tarjan->low[c] == tarjan->order[c])
			tarjan_close(tarjan, walk, c);
		if (tarjan->path_count) {
			uint32_t above = tarjan->path[tarjan->path_count - 1];

			if (tarjan->low[c] < tarjan->low[above])
				tarjan->low[above] = tarjan->low[c];
		}
	}
}

static void build_knots(Walk *walk)
{
	uint32_t *memory = mem_alloc(((size_t)walk->count * 5 + 1) * sizeof *memory);
	Tarjan tarjan = {
		.order = memory, .low = memory + walk->count, .at = memory + walk->count * 2ul,
		.path = memory + walk->count * 3ul, .open = memory + walk->count * 4ul,
	};

	walk->knot = arena_alloc(&walk->arena, (walk->count + 1) * sizeof *walk->knot);
	for (uint32_t c = 0; c < walk->count; c++)
		if (!tarjan.order[c])
			tarjan_from(&tarjan, walk, c);
	free(memory);
}

static void build_members(Walk *walk)
{
	uint32_t *start = arena_alloc(&walk->arena, (walk->knot_count + 2) * sizeof *start);

	walk->member = arena_alloc(&walk->arena, (walk->count + 1) * sizeof *walk->member);
	for (uint32_t c = 0; c < walk->count; c++)
		start[walk->knot[c] + 2]++;
	for (uint32_t k = 2; k < walk->knot_count + 2; k++)
		start[k] += start[k - 1];
	for (uint32_t c = 0; c < walk->count; c++)
		walk->member[start[walk->knot[c] + 1]++] = c;
	walk->member_start = start;
}

void walk_build(Walk *walk, const Graph *graph, WalkLinks which)
{
	assert(graph->component_count < UINT32_MAX / 8);
	*walk = (Walk){.graph = graph, .count = (uint32_t)graph->component_count};
	build_edges(walk, which);
	build_knots(walk);
	build_members(walk);
}

void walk_clear(Walk *walk)
{
	if (!walk)
		return;
	arena_clear(&walk->arena);
	*walk = (Walk){0};
}

uint32_t walk_knot_size(const Walk *walk, uint32_t knot)
{
	return walk->member_start[knot + 1] - walk->member_start[knot];
}

bool walk_in_circle(const Walk *walk, uint32_t component)
{
	if (walk_knot_size(walk, walk->knot[component]) > 1)
		return true;
	for (uint32_t i = walk->edge_start[component]; i < walk->edge_start[component + 1]; i++)
		if (walk->edge[i] == component)
			return true;
	return false;
}

/* Breadth first inside the knot, back to its first member. */
uint32_t walk_circle(const Walk *walk, uint32_t knot, uint32_t *out)
{
	uint32_t first = walk->member[walk->member_start[knot]];
	uint32_t size = walk_knot_size(walk, knot), length = 0, last = first;
	uint32_t *queue = mem_alloc(size * sizeof *queue);
	uint32_t *parent = mem_resize(NULL, walk->count, sizeof *parent);
	uint32_t read = 0, written = 0;

	memset(parent, 0xff, walk->count * sizeof *parent);
	queue[written++] = first;
	for (bool found = false; read < written && !found; read++) {
		uint32_t c = queue[read];

		for (uint32_t i = walk->edge_start[c]; i < walk->edge_start[c + 1]; i++) {
			uint32_t next = walk->edge[i];

			if (next == first) {
				found = true;
				last = c;
				break;
			}
			if (walk->knot[next] != knot || parent[next] != UINT32_MAX)
				continue;
			parent[next] = c;
			queue[written++] = next;
		}
	}
	for (uint32_t c = last; c != first; c = parent[c])
		length++;
	for (uint32_t c = last, i = length; ; c = parent[c]) {
		out[i] = c;
		if (i-- == 0)
			break;
	}
	free(queue);
	free(parent);
	return length + 1;
}

/* ---- reachability -------------------------------------------------------------- */

enum { BLOCK_WORDS = 16, BLOCK_COLUMNS = BLOCK_WORDS * 64 };

typedef struct BitRow {
	uint64_t word[BLOCK_WORDS];
} BitRow;

static void row_add(BitRow *to, const BitRow *from)
{
	for (int i = 0; i < BLOCK_WORDS; i++)
		to->word[i] |= from->word[i];
}

static uint32_t row_count(const BitRow *row)
{
	uint32_t count = 0;

	for (int i = 0; i < BLOCK_WORDS; i++)
		count += (uint32_t)__builtin_popcountll(row->word[i]);
	return count;
}

#if defined(__x86_64__)
/* The same with the instruction that the processor may have. */
__attribute__((target("popcnt"))) static uint32_t row_count_fast(const BitRow *row)
{
	uint32_t count = 0;

	for (int i = 0; i < BLOCK_WORDS; i++)
		count += (uint32_t)__builtin_popcountll(row->word[i]);
	return count;
}

static uint32_t (*row_counter(void))(const BitRow *row)
{
	return __builtin_cpu_supports("popcnt") ? row_count_fast : row_count;
}
#else
static uint32_t (*row_counter(void))(const BitRow *row)
{
	return row_count;
}
#endif

/* Sets in the row of its knot the bit of each of the columns. */
static void rows_start(const Walk *walk, BitRow *rows, const uint32_t *columns, uint32_t count)
{
	memset(rows, 0, walk->knot_count * sizeof *rows);
	for (uint32_t i = 0; i < count; i++)
		rows[walk->knot[columns[i]]].word[i / 64] |= (uint64_t)1 << (i % 64);
}

/* Dependers gather what their dependees reach; below the knot FIRST nobody reaches a column. */
static void rows_gather(const Walk *walk, BitRow *rows, uint32_t first)
{
	for (uint32_t k = first; k < walk->knot_count; k++)
		for (uint32_t m = walk->member_start[k]; m < walk->member_start[k + 1]; m++) {
			uint32_t c = walk->member[m];

			for (uint32_t i = walk->edge_start[c]; i < walk->edge_start[c + 1]; i++)
				if (walk->knot[walk->edge[i]] != k)
					row_add(&rows[k], &rows[walk->knot[walk->edge[i]]]);
		}
}

/* Dependees are told who reaches their dependers; no column is above the knot LAST. */
static void rows_spread(const Walk *walk, BitRow *rows, uint32_t last)
{
	for (uint32_t k = last + 1; k-- > 0;)
		for (uint32_t m = walk->member_start[k]; m < walk->member_start[k + 1]; m++) {
			uint32_t c = walk->member[m];

			for (uint32_t i = walk->edge_start[c]; i < walk->edge_start[c + 1]; i++)
				if (walk->knot[walk->edge[i]] != k)
					row_add(&rows[walk->knot[walk->edge[i]]], &rows[k]);
		}
}

/* For each knot the number of COLUMNS it reaches (SPREAD: is reached from). The columns are
 * sorted by knot, so that half of the rows of a block stay empty and are passed over. */
static void count_rows(const Walk *walk, const uint32_t *columns, uint32_t column_count,
                       bool spread, uint32_t *per_knot)
{
	uint32_t (*counted)(const BitRow *row) = row_counter();
	BitRow *rows = mem_resize(NULL, walk->knot_count + 1, sizeof *rows);

	memset(per_knot, 0, walk->knot_count * sizeof *per_knot);
	for (uint32_t first = 0; first < column_count; first += BLOCK_COLUMNS) {
		uint32_t used = column_count - first < BLOCK_COLUMNS ? column_count - first
				: BLOCK_COLUMNS;
		uint32_t low = walk->knot[columns[first]];
		uint32_t high = walk->knot[columns[first + used - 1]];

		rows_start(walk, rows, columns + first, used);
		if (spread)
			rows_spread(walk, rows, high);
		else
			rows_gather(walk, rows, low);
		for (uint32_t k = spread ? 0 : low; k < (spread ? high + 1 : walk->knot_count); k++)
			per_knot[k] += counted(&rows[k]);
	}
	free(rows);
}

uint64_t walk_visibility(const Walk *walk, uint32_t *reaches, uint32_t *reached)
{
	uint32_t *per_knot = mem_alloc((walk->knot_count + 1) * sizeof *per_knot);
	uint64_t ones = 0;

	for (int spread = 0; spread < 2; spread++) {
		uint32_t *out = spread ? reached : reaches;

		if (spread ? !reached : !reaches && reached)
			continue;
		count_rows(walk, walk->member, walk->count, spread, per_knot);
		ones = 0;
		for (uint32_t c = 0; c < walk->count; c++) {
			ones += per_knot[walk->knot[c]];
			if (out)
				out[c] = per_knot[walk->knot[c]];
		}
	}
	free(per_knot);
	return ones;
}

void walk_reached_from(const Walk *walk, const bool *from, uint32_t *count)
{
	uint32_t *columns = mem_alloc((walk->count + 1) * sizeof *columns);
	uint32_t *per_knot = mem_alloc((walk->knot_count + 1) * sizeof *per_knot);
	uint32_t used = 0;

	for (uint32_t m = 0; m < walk->count; m++)
		if (from[walk->member[m]])
			columns[used++] = walk->member[m];
	count_rows(walk, columns, used, true, per_knot);
	for (uint32_t c = 0; c < walk->count; c++)
		count[c] = per_knot[walk->knot[c]];
	free(per_knot);
	free(columns);
}

/* ---- distances ---------------------------------------------------------------- */

/* Who has an edge to component c: from[start[c]] …; both for the caller to free. */
static uint32_t *reverse_edges(const Walk *walk, uint32_t **from)
{
	uint32_t edges = walk->edge_start[walk->count];
	uint32_t *start = mem_alloc((walk->count + 2) * sizeof *start);

	*from = mem_alloc((edges + 1) * sizeof **from);
	for (uint32_t i = 0; i < edges; i++)
		start[walk->edge[i] + 2]++;
	for (uint32_t c = 2; c < walk->count + 2; c++)
		start[c] += start[c - 1];
	for (uint32_t c = 0; c < walk->count; c++)
		for (uint32_t i = walk->edge_start[c]; i < walk->edge_start[c + 1]; i++)
			(*from)[start[walk->edge[i] + 1]++] = c;
	return start;
}

void walk_distance(const Walk *walk, const bool *to, uint32_t *hops)
{
	uint32_t *from, *start = reverse_edges(walk, &from);
	uint32_t *queue = mem_alloc((walk->count + 1) * sizeof *queue), head = 0, tail = 0;

	for (uint32_t c = 0; c < walk->count; c++) {
		hops[c] = to[c] ? 0 : WALK_END;
		if (to[c])
			queue[tail++] = c;
	}
	while (head < tail) {
		uint32_t c = queue[head++];

		for (uint32_t i = start[c]; i < start[c + 1]; i++)
			if (hops[from[i]] == WALK_END) {
				hops[from[i]] = hops[c] + 1;
				queue[tail++] = from[i];
			}
	}
	free(queue);
	free(start);
	free(from);
}

/* ---- ways --------------------------------------------------------------------- */

/* What a way is worth from each knot on. */
typedef struct Ways {
	const Walk *walk;
	const Decimal *own;     /* per component; NULL: hops are counted */
	Decimal *value;         /* per knot */
	bool product;           /* the smallest product, else the largest sum */
	bool (*inside)(const Graph *graph, const GraphLink *link);
} Ways;

/* The worth of going on over the edge. */
static Decimal worth_over(const Ways *ways, uint32_t edge)
{
	const Walk *walk = ways->walk;
	uint32_t there = walk->edge[edge];
	Decimal value = ways->value[walk->knot[there]];

	if (ways->inside && ways->own[there] > 0 &&
	    ways->inside(walk->graph, &walk->graph->links[walk->edge_link[edge]]))
		decimal_divide(value, ways->own[there], &value);
	return ways->own ? value : value + 1;
}

static uint32_t best_edge(const Ways *ways, uint32_t knot, Decimal *best_value)
{
	const Walk *walk = ways->walk;
	uint32_t best = WALK_END;

	*best_value = ways->product ? DECIMAL_ONE : 0;
	for (uint32_t m = walk->member_start[knot]; m < walk->member_start[knot + 1]; m++) {
		uint32_t c = walk->member[m];

		for (uint32_t i = walk->edge_start[c]; i < walk->edge_start[c + 1]; i++) {
			Decimal value;

			if (walk->knot[walk->edge[i]] == knot)
				continue;
			value = worth_over(ways, i);
			if (best == WALK_END || (ways->product ? value < *best_value : value > *best_value)) {
				best = i;
				*best_value = value;
			}
		}
	}
	return best;
}

/* Sums that pass all bounds stay at the bound. */
static Decimal join(const Ways *ways, Decimal a, Decimal b)
{
	Decimal out;

	if (ways->product)
		return decimal_multiply(a, b, &out) ? out : a;
	return decimal_add(a, b, &out) ? out : a;
}

/* Fills what each component's knot is worth and where it goes on. */
static void follow(Ways *ways, void (*keep)(void *out, uint32_t component, Decimal value), void *out,
                   uint32_t *next)
{
	const Walk *walk = ways->walk;

	ways->value = mem_alloc((walk->knot_count + 1) * sizeof *ways->value);
	for (uint32_t k = 0; k < walk->knot_count; k++) {
		uint32_t best = best_edge(ways, k, &ways->value[k]);

		for (uint32_t m = walk->member_start[k]; ways->own && m < walk->member_start[k + 1]; m++)
			ways->value[k] = join(ways, ways->value[k], ways->own[walk->member[m]]);
		for (uint32_t m = walk->member_start[k]; m < walk->member_start[k + 1]; m++) {
			keep(out, walk->member[m], ways->value[k]);
			next[walk->member[m]] = best;
		}
	}
	free(ways->value);
}

static void keep_hops(void *out, uint32_t component, Decimal value)
{
	((uint32_t *)out)[component] = (uint32_t)value;
}

static void keep_decimal(void *out, uint32_t component, Decimal value)
{
	((Decimal *)out)[component] = value;
}

void walk_longest(const Walk *walk, uint32_t *hops, uint32_t *next)
{
	Ways ways = {.walk = walk};

	follow(&ways, keep_hops, hops, next);
}

void walk_heaviest(const Walk *walk, const Decimal *weight, Decimal *sum, uint32_t *next)
{
	Ways ways = {.walk = walk, .own = weight};

	follow(&ways, keep_decimal, sum, next);
}

void walk_frailest(const Walk *walk, const Decimal *factor, bool (*inside)(const Graph *, const GraphLink *),
                   Decimal *product, uint32_t *next)
{
	Ways ways = {.walk = walk, .own = factor, .product = true, .inside = inside};

	follow(&ways, keep_decimal, product, next);
}
