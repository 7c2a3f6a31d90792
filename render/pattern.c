/* Pattern routes: lines across near both ends, joined by at most one line down. */
#include "render/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "render/grid_bits.h"

enum {
	LINES_MOST = 14,        /* lines across of one end that are joined with those of the other */
	ROWS_NEAR = 12,         /* rows away from an end that are looked at */
	PORTS_TRIED = 3,        /* ports above and below an end */
	JOINTS_TRIED = 160,     /* columns tried for one pair of lines */
	ASIDE = 48,             /* columns beyond both ends that are tried */
	WAYS_KEPT = 6           /* of which the best with room for the label wins */
};

typedef struct Across {         /* a line across that an end reaches */
	int y, x;               /* where it begins */
	int low, high;          /* columns it can reach */
	PlanPoint port;
	bool bent;              /* it begins with a bend, above or below the port */
	int cost;               /* up to its beginning */
} Across;

typedef struct Way {
	const Across *from, *to;
	int x;                  /* of the line down between them; when their rows are the same, unused */
	int cost;
} Way;

typedef struct Pattern {
	const SearchJob *job;
	const Grid *grid;
	const PlanLink *link;
	Across lines[2][LINES_MOST];
	int count[2];
	Way ways[WAYS_KEPT];    /* cheapest first */
	int way_count;
} Pattern;

static const GridCell *cell_of(const Pattern *pattern, int x, int y)
{
	return &pattern->grid->cells[grid_at(pattern->grid, x, y)];
}

/* May a line turn here, or have an arrowhead? */
static bool is_clear(const Pattern *pattern, int x, int y)
{
	const GridCell *cell = cell_of(pattern, x, y);

	return cell->what == 0 && cell->h == NONE && cell->v == NONE;
}

static bool port_is_free(const Pattern *pattern, int x, int y)
{
	const GridCell *cell = cell_of(pattern, x, y);

	return (cell->what & CELL_PORT) && cell->h == NONE && cell->v == NONE;
}

/* --- lines of an end --------------------------------------------------- */

/* Keeps LINE among the cheapest of its end, one a row and direction. */
static void keep_line(Pattern *pattern, int end, const Across *line)
{
	Across *lines = pattern->lines[end];
	int count = pattern->count[end], k;

	for (k = 0; k < count; k++)
		if (lines[k].y == line->y && lines[k].low == line->low && lines[k].high == line->high)
			break;
	if (k < count && lines[k].cost <= line->cost)
		return;
	if (k == count && count == LINES_MOST && lines[count - 1].cost <= line->cost)
		return;
	if (k == count && count < LINES_MOST)
		pattern->count[end]++;
	if (k == LINES_MOST)
		k--;
	for (; k > 0 && lines[k - 1].cost > line->cost; k--)
		lines[k] = lines[k - 1];
	lines[k] = *line;
}

static void add_side(Pattern *pattern, int end, const PlanRect *rect, bool head, int step)
{
	int border = step > 0 ? rect->x + rect->w - 1 : rect->x, first = border + step;
	const PlanRect *walls = &pattern->grid->walls;
	int limit = step > 0 ? walls->x + walls->w - 2 : walls->x + 1;

	for (int y = rect->y + 1; y < rect->y + rect->h - 1; y++) {
		Across line = {.y = y, .x = first, .port = {border, y}, .cost = COST_ACROSS};
		int reach;

		if (!port_is_free(pattern, border, y) || row_is_closed(pattern->grid, y, first, first) ||
		    (head && !is_clear(pattern, first, y)))
			continue;
		reach = row_reach(pattern->grid, y, first, limit);
		line.low = step > 0 ? first + head : reach;
		line.high = step > 0 ? reach : first - head;
		if (line.low <= line.high)
			keep_line(pattern, end, &line);
	}
}

/* Lines across that begin above (STEP -1) or below the port in column X. */
static void add_column(Pattern *pattern, int end, const PlanRect *rect, bool head, int step, int x, int port_cost)
{
	const Grid *grid = pattern->grid;
	int border = step > 0 ? rect->y + rect->h - 1 : rect->y, left = grid->walls.x + 1;
	int right = grid->walls.x + grid->walls.w - 2, cost = port_cost;

	if (!port_is_free(pattern, x, border) || (head && !is_clear(pattern, x, border + step)))
		return;
	for (int i = 1; i <= ROWS_NEAR; i++) {
		int y = border + i * step;

		if (!grid_holds(grid, x, y) || column_is_closed(grid, x, y, y))
			return;
		cost += COST_DOWN + (cell_of(pattern, x, y)->h != NONE ? COST_CROSSING : 0);
		if (i > head && is_clear(pattern, x, y)) {
			Across line = {.y = y, .x = x, .port = {x, border}, .bent = true, .cost = cost + COST_TURN};

			line.low = row_reach(grid, y, x, left);
			line.high = row_reach(grid, y, x, right);
			keep_line(pattern, end, &line);
		}
	}
}

static void add_end(Pattern *pattern, int end, const PlanRect *rect, const PlanRect *other, bool head)
{
	int middle = rect->x + (rect->w - 1) / 2, towards = other->x > rect->x ? 1 : -1;

	add_side(pattern, end, rect, head, 1);
	add_side(pattern, end, rect, head, -1);
	for (int i = 0; i < PORTS_TRIED; i++) {
		int x = middle + i * 2 * towards;

		if (x <= rect->x || x >= rect->x + rect->w - 1)
			continue;
		add_column(pattern, end, rect, head, 1, x, i);
		add_column(pattern, end, rect, head, -1, x, i);
	}
}

/* --- ways -------------------------------------------------------------- */

static void keep_way(Pattern *pattern, const Way *way)
{
	int k = pattern->way_count;

	if (k == WAYS_KEPT && pattern->ways[k - 1].cost <= way->cost)
		return;
	if (k == WAYS_KEPT)
		k--;
	else
		pattern->way_count++;
	for (; k > 0 && pattern->ways[k - 1].cost > way->cost; k--)
		pattern->ways[k] = pattern->ways[k - 1];
	pattern->ways[k] = *way;
}

/* Of a straight way along row Y. */
static int level_cost(const Pattern *pattern, int y, int x0, int x1)
{
	return abs(x1 - x0) * COST_ACROSS + row_crossings(pattern->grid, y, x0, x1) * COST_CROSSING +
	       row_near(pattern->grid, y, x0, x1) * COST_HUG;
}

/* Both ends reach the same row. */
static void try_same_row(Pattern *pattern, const Across *a, const Across *b)
{
	int away = abs(a->x - b->x);

	if (b->x < a->low || b->x > a->high || a->x < b->low || a->x > b->high)
		return;
	if (away < 2 && (a->bent || b->bent))
		return;
	keep_way(pattern, &(Way){a, b, a->x, a->cost + b->cost + level_cost(pattern, a->y, a->x, b->x)});
}

static void try_joint(Pattern *pattern, const Across *a, const Across *b, int x)
{
	const Grid *grid = pattern->grid;
	int cost = a->cost + b->cost + abs(a->y - b->y) * COST_DOWN;

	if ((x == a->x && a->bent) || (x == b->x && b->bent))
		return;         /* it would fold back onto the line from the port */
	cost += 2 * COST_TURN;
	if (pattern->way_count == WAYS_KEPT &&
	    cost + (abs(x - a->x) + abs(x - b->x)) * COST_ACROSS >= pattern->ways[WAYS_KEPT - 1].cost)
		return;
	if (column_is_closed(grid, x, a->y, b->y) || !is_clear(pattern, x, a->y) || !is_clear(pattern, x, b->y))
		return;
	cost += column_crossings(grid, x, a->y, b->y) * COST_CROSSING + column_near(grid, x, a->y, b->y) * COST_HUG;
	cost += level_cost(pattern, a->y, a->x, x) + level_cost(pattern, b->y, b->x, x);
	keep_way(pattern, &(Way){a, b, x, cost});
}

/* Joins two rows by a line down, in a column both reach. */
static void try_joints(Pattern *pattern, const Across *a, const Across *b)
{
	int low = a->low > b->low ? a->low : b->low, high = a->high < b->high ? a->high : b->high;
	int left = (a->x < b->x ? a->x : b->x) - ASIDE, right = (a->x > b->x ? a->x : b->x) + ASIDE, step;

	low = low > left ? low : left;
	high = high < right ? high : right;
	step = (high - low) / JOINTS_TRIED + 1;
	for (int x = low; x <= high; x += step)
		try_joint(pattern, a, b, x);
	if (a->x >= low && a->x <= high)
		try_joint(pattern, a, b, a->x);
	if (b->x >= low && b->x <= high)
		try_joint(pattern, a, b, b->x);
}

static void find_ways(Pattern *pattern)
{
	for (int i = 0; i < pattern->count[0]; i++)
		for (int k = 0; k < pattern->count[1]; k++) {
			const Across *a = &pattern->lines[0][i], *b = &pattern->lines[1][k];

			if (pattern->way_count == WAYS_KEPT &&
			    a->cost + b->cost + abs(a->y - b->y) * COST_DOWN >= pattern->ways[WAYS_KEPT - 1].cost)
				continue;
			if (a->y == b->y)
				try_same_row(pattern, a, b);
			else
				try_joints(pattern, a, b);
		}
}

/* --- the answer -------------------------------------------------------- */

static void add_point(PlanLink *out, int x, int y)
{
	PlanPoint *points = out->points;
	size_t count = out->point_count;

	if (count > 0 && points[count - 1].x == x && points[count - 1].y == y)
		return;
	if (count > 1 && ((points[count - 1].x == x && points[count - 2].x == x) ||
	                  (points[count - 1].y == y && points[count - 2].y == y)))
		count--;
	points[count] = (PlanPoint){x, y};
	out->point_count = count + 1;
}

static void write_way(const Way *way, PlanLink *out)
{
	out->points = mem_resize(out->points, 8, sizeof *out->points);
	out->point_count = 0;
	add_point(out, way->from->port.x, way->from->port.y);
	if (way->from->bent)
		add_point(out, way->from->x, way->from->y);
	if (way->from->y != way->to->y) {
		add_point(out, way->x, way->from->y);
		add_point(out, way->x, way->to->y);
	}
	if (way->to->bent)
		add_point(out, way->to->x, way->to->y);
	add_point(out, way->to->port.x, way->to->port.y);
	out->pending = false;
	out->label_side = LABEL_NONE;
	out->cost = way->cost;
}

/* A free piece of the row from A to B, exclusive, that holds the label with a cell of line on both sides: the one
 * nearest to the middle. */
static bool label_in_run(const Pattern *pattern, PlanPoint a, PlanPoint b, PlanLink *out)
{
	int low = (a.x < b.x ? a.x : b.x) + 1, high = (a.x < b.x ? b.x : a.x) - 1, free = 0, best = -1;
	int need = pattern->job->label_width + 2, middle = (low + high) / 2;

	for (int x = low + 1; x < high; x++) {  /* the cells next to the ends may be heads or bends */
		free = is_clear(pattern, x, a.y) ? free + 1 : 0;
		if (free >= need && (best < 0 || abs(x - need / 2 - middle) < abs(best + need / 2 - middle)))
			best = x - need + 1;
	}
	if (best < 0)
		return false;
	out->label = (PlanPoint){best + 1, a.y};
	out->label_side = LABEL_INLINE;
	return true;
}

static bool find_label(const Pattern *pattern, PlanLink *out)
{
	if (!pattern->job->label_width)
		return true;
	for (size_t i = 1; i < out->point_count; i++)
		if (out->points[i - 1].y == out->points[i].y &&
		    label_in_run(pattern, out->points[i - 1], out->points[i], out))
			return true;
	return false;
}

bool pattern_run(const SearchJob *job, PlanLink *out)
{
	const PlanLink *link = &job->plan->links[job->link];
	Pattern pattern = {.job = job, .grid = job->grid, .link = link};
	const PlanRect *from = plan_end_rect(job->plan, link->from), *to = plan_end_rect(job->plan, link->to);

	if (link->from.zone || link->to.zone || link->from.index == link->to.index || job->is_key)
		return false;
	add_end(&pattern, 0, from, to, link->head_from);
	add_end(&pattern, 1, to, from, link->head_to);
	find_ways(&pattern);
	for (int i = 0; i < pattern.way_count; i++) {
		write_way(&pattern.ways[i], out);
		if (find_label(&pattern, out))
			return true;
	}
	return false;
}
