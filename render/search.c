/* A* for one route, with a bucket queue and epoch-stamped states. */
#include "render/search_run.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"

enum { BUCKETS = 2048 };        /* a power of two, more than the dearest step and what the bound may drop */
enum { EPOCH_STEP = 1 << 22 };  /* costs of one search stay below */

static int node_cell(const Run *run, const SearchNode *node)
{
	return grid_at(run->grid, node->x, node->y);
}

/* --- the estimate ------------------------------------------------------ */

/* Turns that a line at (x, y) going in DIRECTION still needs at least to enter the target, which is
 * DX, DY away (signed: to the right and down positive). */
static int turns_left(int dx, int dy, int direction)
{
	int ahead = goes_across(direction) ? dx : dy;
	int aside = goes_across(direction) ? dy : dx;

	if (direction == LEFT || direction == UP)
		ahead = -ahead;
	if (aside == 0)
		return ahead >= 0 ? 0 : 2;
	return ahead >= 0 ? 1 : 2;
}

static int estimate(const Run *run, int x, int y, int direction)
{
	const Bound *bound = &run->bound;
	int dx = x < bound->x0 ? bound->x0 - x : x > bound->x1 ? bound->x1 - x : 0;
	int dy = y < bound->y0 ? bound->y0 - y : y > bound->y1 ? bound->y1 - y : 0;

	if (dx == 0 && dy == 0)
		return 0;
	return abs(dx) * COST_ACROSS + abs(dy) * COST_DOWN - (dy ? COST_DOWN : COST_ACROSS) +
	       turns_left(dx, dy, direction) * COST_TURN;
}

/* --- the open set ------------------------------------------------------ */

static bool covers(const PlanRect *rect, int x, int y)
{
	return x >= rect->x && y >= rect->y && x < rect->x + rect->w && y < rect->y + rect->h;
}

static void put(Run *run, int x, int y, int direction, int layer, int cost, unsigned came)
{
	Search *search = run->search;
	uint32_t stamped = search->epoch + (uint32_t)cost, state;
	SearchNode *node;
	int total, bucket;

	if (!covers(&run->window, x, y))
		return;
	state = state_of(run, x, y, direction, layer);
	if (search->cost[state] >= search->epoch &&
	    (search->cost[state] <= stamped || (search->came[state] & CAME_DONE)))
		return;
	search->cost[state] = stamped;
	search->came[state] = (uint8_t)came;
	total = estimate(run, x, y, direction);
	if (run->job->guide)
		total = (total + guide_extra(run->job->guide, x, y)) * run->job->haste / 8;
	total += cost;
	if (total < run->now)
		total = run->now;
	if (total > run->now + BUCKETS - 1)
		total = run->now + BUCKETS - 1;         /* far off the good ways: late enough */
	if (run->found && total >= run->best)
		return;
	bucket = total & (BUCKETS - 1);
	if (search->spare == NONE) {
		MEM_GROW(search->nodes, search->node_cap, search->node_count + 1);
		search->nodes[search->node_count].next = NONE;
		search->spare = (int32_t)search->node_count++;
	}
	node = &search->nodes[search->spare];
	search->spare = node->next;
	*node = (SearchNode){state, search->buckets[bucket], x, y, cost};
	search->buckets[bucket] = (int32_t)(node - search->nodes);
	run->open++;
}

/* --- what a step costs ------------------------------------------------- */

/* What it costs that OWNER gives up a cell, which grows each time it had to; NONE: it keeps it. */
static int penalty(const Run *run, int owner)
{
	const LinkClaim *claim = &run->job->claims[owner];

	if (!run->job->soft || !claim->loose || run->job->plan->links[owner].pin_count)
		return NONE;
	return COST_PENALTY + COST_PENALTY * (claim->taken < 7 ? claim->taken : 7);
}

/* What a line at CELL pays for what is beside it, going in DIRECTION. */
static int side_cost(const Run *run, int cell, int direction)
{
	const Grid *grid = run->grid;
	int cost = 0;

	for (int side = 1; side <= 3; side += 2) {
		const GridCell *beside = &run->cells[cell + grid->step[(direction + side) % DIRECTIONS]];

		if (beside->what & (CELL_BOX | CELL_LABEL))
			cost += COST_HUG;
		else if (!goes_across(direction) && beside->v != NONE)
			cost += COST_ALONG;
	}
	return cost;
}

/* The cost of going into CELL in DIRECTION; NONE: it cannot be. */
static int enter(const Run *run, int cell, int direction)
{
	const GridCell *at = &run->cells[cell];
	bool across = goes_across(direction);
	int same = across ? at->h : at->v, other = across ? at->v : at->h;
	int cost = across ? COST_ACROSS : COST_DOWN;

	if (at->what & (CELL_BOX | CELL_WALL | (across ? CELL_FRAME_H : CELL_FRAME_V)))
		return NONE;
	if (at->what & CELL_FRAME)
		cost += COST_FRAME;
	if (same != NONE || (at->what & (CELL_HEAD | CELL_LABEL))) {
		int more = penalty(run, same != NONE ? same : other);

		if (more == NONE)
			return NONE;
		cost += more;
		if (other != NONE && other != same)
			cost += run->job->crossing;
	} else if (other != NONE) {
		cost += run->job->crossing;
	}
	return cost + side_cost(run, cell, direction);
}

/* May the line turn in CELL, which it entered in DIRECTION? The extra cost, or NONE. */
static int turn_cost(const Run *run, int cell, int direction)
{
	const GridCell *at = &run->cells[cell];
	int other = goes_across(direction) ? at->v : at->h;
	int more = other != NONE ? penalty(run, other) : 0;

	return more == NONE || (at->what & CELL_FRAME) ? NONE : COST_TURN + more;
}

/* The extra cost of an arrowhead in CELL, pointing in DIRECTION, or NONE. */
static int head_cost(const Run *run, int cell, int direction)
{
	const GridCell *at = &run->cells[cell];
	int other = goes_across(direction) ? at->v : at->h;
	int more = other != NONE ? penalty(run, other) : 0;

	return more == NONE ? NONE : more + (at->what & CELL_FRAME ? COST_HEAD_ON_FRAME : 0);
}

/* The cost of the port in the border cell CELL, OFF cells from the middle of its side, or NONE. */
static int port_cost(const Run *run, int cell, int off)
{
	const GridCell *at = &run->cells[cell];
	int owner = at->h != NONE ? at->h : at->v;

	return owner == NONE ? abs(off) / 2 : penalty(run, owner);
}

/* --- starts ------------------------------------------------------------ */

static bool is_port(const Run *run, int cell, PlanEnd end)
{
	const GridCell *at = &run->cells[cell];

	return at->thing == end.index && (at->what & (end.zone ? CELL_FRAME : CELL_PORT)) &&
	       !(end.zone && (at->what & CELL_WALL));
}

static void start_at(Run *run, int x, int y, int direction, int off)
{
	const PlanLink *link = &run->link;
	int port = grid_at(run->grid, x, y), first = port + run->grid->step[direction];
	int cost, more, layer = run->job->label_width ? 0 : 1;

	if (!is_port(run, port, link->from))
		return;
	cost = port_cost(run, port, off);
	more = enter(run, first, direction);
	if (cost == NONE || more == NONE)
		return;
	cost += more;
	if (link->head_from) {
		more = head_cost(run, first, direction);
		if (more == NONE)
			return;
		cost += more;
	}
	x += direction == RIGHT ? 1 : direction == LEFT ? -1 : 0;
	y += direction == DOWN ? 1 : direction == UP ? -1 : 0;
	put(run, x, y, direction, layer, cost, CAME_START | (unsigned)direction);
}

/* Is what lies at the other END of the route (or the way-point PIN) inside the zone END? Then the route keeps to its inner
 * side, else to its outer side. */
static bool is_inside(const Run *run, PlanEnd end, PlanEnd other, const PlanPoint *pin)
{
	const Plan *plan = run->job->plan;
	int zone;

	if (!end.zone)
		return false;
	if (pin)
		return covers(&plan->zones[end.index].rect, pin->x, pin->y);
	zone = other.zone ? other.index : plan->boxes[other.index].zone;
	return (!other.zone || other.index != end.index) && plan_zone_inside(plan, zone, end.index);
}

static void start_everywhere(Run *run)
{
	const PlanPoint *start = run->job->start;
	const PlanRect *rect = plan_end_rect(run->job->plan, run->link.from);
	int right = rect->x + rect->w - 1, bottom = rect->y + rect->h - 1;
	int middle_x = rect->x + (rect->w - 1) / 2, middle_y = rect->y + (rect->h - 1) / 2;
	bool inwards = is_inside(run, run->link.from, run->link.to, run->job->goal);

	if (start) {
		put(run, start->x, start->y, run->job->start_direction, 1, 0, CAME_START | (unsigned)run->job->start_direction);
		return;
	}
	for (int x = rect->x + 1; x < right; x++) {
		start_at(run, x, rect->y, inwards ? DOWN : UP, x - middle_x);
		start_at(run, x, bottom, inwards ? UP : DOWN, x - middle_x);
	}
	for (int y = rect->y + 1; y < bottom; y++) {
		start_at(run, rect->x, y, inwards ? RIGHT : LEFT, y - middle_y);
		start_at(run, right, y, inwards ? LEFT : RIGHT, y - middle_y);
	}
}

/* --- goals ------------------------------------------------------------- */

static int goal_off_centre(const Run *run, int x, int y, int direction)
{
	const PlanRect *rect = plan_end_rect(run->job->plan, run->link.to);

	if (goes_across(direction))
		return y - (rect->y + (rect->h - 1) / 2);
	return x - (rect->x + (rect->w - 1) / 2);
}

/* Is (X, Y), from where the frame of a target zone is entered, on the side of it where the route should end? */
static bool is_right_side(const Run *run, int x, int y)
{
	const PlanRect *rect = plan_end_rect(run->job->plan, run->link.to);

	return !run->link.to.zone || covers(rect, x, y) == run->ends_inside;
}

/* Keeps the end of a route at NODE by a turn to DIRECTION, unless a cheaper one is known. */
static void end_route(Run *run, const SearchNode *node, int direction, unsigned label, int cost)
{
	if (run->found && cost >= run->best)
		return;
	run->found = true;
	run->best = cost;
	run->best_state = node->state;
	run->best_turn = direction;
	run->best_label = label;
}

/* Tries to end the route of NODE by a step in DIRECTION; LABEL: beside the last cell, at the cost EXTRA. */
static void try_goal(Run *run, const SearchNode *node, int direction, unsigned came, unsigned label, int extra)
{
	const PlanLink *link = &run->link;
	int cell = node_cell(run, node), entered = state_direction(node->state);
	int port = cell + run->grid->step[direction], cost, more;

	if (!is_port(run, port, link->to) || !is_right_side(run, node->x, node->y))
		return;
	if ((came & CAME_START) && link->head_from && (link->head_to || direction != entered))
		return;
	cost = port_cost(run, port, goal_off_centre(run, node->x, node->y, direction));
	if (cost == NONE)
		return;
	if (direction != entered) {
		more = link->head_to ? NONE : turn_cost(run, cell, entered);
	} else {
		more = link->head_to ? head_cost(run, cell, direction) : 0;
	}
	if (more == NONE)
		return;
	end_route(run, node, direction, label, cost + node->cost + more + extra);
}

/* Ends the route of NODE by a step in DIRECTION into the goal cell; COST: of that step. */
static void reach_goal(Run *run, const SearchNode *node, int direction, int cost)
{
	end_route(run, node, direction, 0, node->cost + cost);
}

/* --- labels on the way ------------------------------------------------- */

static bool label_cell_free(const Run *run, int cell)
{
	const GridCell *at = &run->cells[cell];

	return at->what == 0 && at->h == NONE && at->v == NONE;
}

static bool has_foreign_line(const Run *run, int cell)
{
	const GridCell *at = &run->cells[cell];

	return !(at->what & CELL_BOX) && (at->h != NONE || at->v != NONE);
}

/* What a label in WIDTH cells from CELL on pays for lines right above and below it. */
static int label_crowd_cost(const Run *run, int cell, int width)
{
	int cost = 0, over = cell - run->grid->width, under = cell + run->grid->width;

	for (int i = 0; i < width; i++)
		cost += has_foreign_line(run, over + i) + has_foreign_line(run, under + i);
	return cost < 8 ? cost : 8;
}

/* From NODE, which goes across, along the label in the line and one cell further. */
static void try_label_inline(Run *run, const SearchNode *node)
{
	int direction = state_direction(node->state), step = run->grid->step[direction];
	int width = run->job->label_width, cell = node_cell(run, node), cost, more;

	if (run->cells[cell].v != NONE || (run->cells[cell].what & CELL_FRAME))
		return;
	for (int i = 1; i <= width; i++)
		if (!label_cell_free(run, cell + i * step))
			return;
	if (run->cells[cell + (width + 1) * step].v != NONE ||
	    (run->cells[cell + (width + 1) * step].what & CELL_FRAME))
		return;
	more = enter(run, cell + (width + 1) * step, direction);
	if (more == NONE)
		return;
	cost = node->cost + more + width * COST_ACROSS +
	       label_crowd_cost(run, step > 0 ? cell + 1 : cell - width, width);
	put(run, node->x + (width + 1) * step, node->y, direction, 1, cost, CAME_INLINE | (unsigned)direction);
}

/* The cost of the label on one SIDE of CELL, through which the line goes up or down; NONE: it has no room there.
 * The cell behind the label stays free as well, so that it touches its own line only. */
static int beside_cost(const Run *run, const SearchNode *node, int cell, int side)
{
	int width = run->job->label_width, first = side == RIGHT ? cell + 1 : cell - width;
	int beyond = side == RIGHT ? cell + width + 1 : cell - width - 1;

	if (!grid_holds(run->grid, node->x + (beyond - cell), node->y))
		return NONE;
	if (run->cells[cell].h != NONE || run->cells[cell].what || !label_cell_free(run, beyond))
		return NONE;
	for (int i = 0; i < width; i++)
		if (!label_cell_free(run, first + i))
			return NONE;
	return COST_BESIDE + 2 * label_crowd_cost(run, first, width);
}

/* From NODE, which goes up or down, past a label on one SIDE of it, one cell further. */
static void try_label_beside(Run *run, const SearchNode *node, int side)
{
	int direction = state_direction(node->state), step = run->grid->step[direction];
	int cell = node_cell(run, node), cost = beside_cost(run, node, cell, side), more;
	unsigned came = side == RIGHT ? CAME_RIGHT : CAME_LEFT;

	if (cost == NONE)
		return;
	if (run->cells[cell + step].what & run->to_what)
		try_goal(run, node, direction, run->search->came[node->state], came, cost + COST_BESIDE_END);
	more = enter(run, cell + step, direction);
	if (more == NONE)
		return;
	put(run, node->x, node->y + (step > 0 ? 1 : -1), direction, 1, node->cost + more + cost,
	    came | (unsigned)direction);
}

/* --- the walk ---------------------------------------------------------- */

static void expand(Run *run, const SearchNode *node)
{
	int cell = node_cell(run, node), entered = state_direction(node->state);
	int layer = state_layer(node->state);
	unsigned came = run->search->came[node->state];
	bool straight_only = (came & CAME_START) && run->link.head_from;

	run->search->came[node->state] |= CAME_DONE;
	for (int direction = 0; direction < DIRECTIONS; direction++) {
		int next = cell + run->grid->step[direction], x = node->x, y = node->y, cost, more = 0;

		if (direction == turn_back(entered) || (straight_only && direction != entered))
			continue;
		if (layer == 1 && !run->job->goal && (run->cells[next].what & run->to_what))
			try_goal(run, node, direction, came, 0, 0);
		cost = enter(run, next, direction);
		if (cost == NONE)
			continue;
		if (direction != entered)
			more = turn_cost(run, cell, entered);
		if (more == NONE)
			continue;
		cost += more;
		if (goes_across(direction))
			x += direction == RIGHT ? 1 : -1;
		else
			y += direction == DOWN ? 1 : -1;
		if (run->job->goal && x == run->job->goal->x && y == run->job->goal->y) {
			reach_goal(run, node, direction, cost);
			continue;
		}
		cost += covers(&run->inside, x, y) ? 0 : COST_OUTSIDE;
		put(run, x, y, direction, layer,
		    node->cost + (cost < COST_STEP_MOST ? cost : COST_STEP_MOST), (unsigned)entered);
	}
	if (layer == 1)
		return;
	if (goes_across(entered)) {
		if (!run->job->is_key)
			try_label_inline(run, node);
	} else {
		try_label_beside(run, node, RIGHT);
		try_label_beside(run, node, LEFT);
	}
}

/* The next node that is not stale in NODE, or false. */
static bool take(Run *run, SearchNode *node)
{
	Search *search = run->search;

	while (run->open > 0) {
		int32_t *bucket = &search->buckets[run->now & (BUCKETS - 1)];
		int32_t first = *bucket;

		if (first == NONE) {
			run->now++;
			if (run->found && run->now >= run->best)
				return false;
			continue;
		}
		*node = search->nodes[first];
		*bucket = node->next;
		search->nodes[first].next = search->spare;
		search->spare = first;
		run->open--;
		if (search->cost[node->state] == search->epoch + (uint32_t)node->cost &&
		    !(search->came[node->state] & CAME_DONE))
			return true;
	}
	return false;
}

/* --- one search -------------------------------------------------------- */

static void prepare(Search *search, const PlanRect *window)
{
	size_t states = (size_t)window->w * (size_t)window->h * 8;

	if (search->cap < states) {
		free(search->cost);
		free(search->came);
		search->cost = mem_alloc(states * sizeof *search->cost);
		search->came = mem_alloc(states);
		search->cap = states;
		search->epoch = 0;
	}
	if (!search->buckets)
		search->buckets = mem_alloc(BUCKETS * sizeof *search->buckets);
	for (int i = 0; i < BUCKETS; i++)
		search->buckets[i] = NONE;
	search->node_count = 0;
	search->spare = NONE;
	if (search->epoch > UINT32_MAX - 2 * (uint32_t)EPOCH_STEP) {
		memset(search->cost, 0, search->cap * sizeof *search->cost);
		search->epoch = 0;
	}
	search->epoch += EPOCH_STEP;
}

static void set_bound(Run *run)
{
	const PlanPoint *goal = run->job->goal;
	const PlanRect *rect = plan_end_rect(run->job->plan, run->link.to);

	if (goal)
		run->bound = (Bound){goal->x, goal->x, goal->y, goal->y};
	else
		run->bound = (Bound){rect->x + 1, rect->x + rect->w - 2, rect->y + 1, rect->y + rect->h - 2};
}

/* The window of the job, inside the wall around the grid. */
static void set_window(Run *run)
{
	const Grid *grid = run->grid;
	PlanRect all = {grid->walls.x + 1, grid->walls.y + 1, grid->walls.w - 2, grid->walls.h - 2};
	PlanRect *window = &run->window;
	int right, bottom;

	*window = run->job->window.w ? run->job->window : all;
	right = window->x + window->w < all.x + all.w ? window->x + window->w : all.x + all.w;
	bottom = window->y + window->h < all.y + all.h ? window->y + window->h : all.y + all.h;
	window->x = window->x > all.x ? window->x : all.x;
	window->y = window->y > all.y ? window->y : all.y;
	window->w = right - window->x;
	window->h = bottom - window->y;
}

static void set_link(Run *run)
{
	const PlanLink *link = &run->job->plan->links[run->job->link];

	run->link = *link;
	run->link.head_from &= !run->job->start;
	run->link.head_to &= !run->job->goal;
	if (!run->job->backwards)
		return;
	run->link.from = link->to;
	run->link.to = link->from;
	run->link.head_from = link->head_to;
	run->link.head_to = link->head_from;
}

SearchEnd search_run(Search *search, const SearchJob *job, PlanLink *out)
{
	Run run = {.search = search, .job = job, .grid = job->grid, .cells = job->grid->cells};
	long limit = search->expanded + job->most_states;
	SearchNode node;

	set_link(&run);
	set_window(&run);
	prepare(search, &run.window);
	set_bound(&run);
	run.ends_inside = is_inside(&run, run.link.to, run.link.from, job->start);
	run.inside = job->grid->inside;
	run.to_what = run.link.to.zone ? CELL_FRAME : CELL_PORT;
	start_everywhere(&run);
	while (take(&run, &node)) {
		if (search->expanded++ >= limit)
			break;
		expand(&run, &node);
	}
	if (!run.found)
		return search->expanded > limit ? SEARCH_LIMIT : SEARCH_NONE;
	search_write_answer(&run, out);
	return SEARCH_FOUND;
}

void search_clear(Search *search)
{
	if (!search)
		return;
	free(search->cost);
	free(search->came);
	free(search->nodes);
	free(search->buckets);
	*search = (Search){0};
}
