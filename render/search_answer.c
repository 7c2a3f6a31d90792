/* The answer of a search: from the goal back to the start, by how each state was reached. */
#include "render/search_run.h"

#include <stdlib.h>

#include "model/memory.h"

/* Sets the label from the point before it, from where the route went on in DIRECTION. */
static void set_label(const Run *run, PlanLink *out, PlanPoint before, int direction, unsigned came)
{
	int width = run->job->label_width;
	bool behind = came & CAME_INLINE ? direction == RIGHT : (came & CAME_RIGHT) != 0;

	out->label_side = came & CAME_INLINE ? LABEL_INLINE : LABEL_BESIDE;
	out->label = (PlanPoint){behind ? before.x + 1 : before.x - width, before.y};
}

typedef struct Trail {          /* corners, from the target back */
	PlanPoint *points;
	size_t count, cap;
} Trail;

static void trail_add(Trail *trail, PlanPoint point)
{
	MEM_GROW(trail->points, trail->cap, trail->count + 1);
	trail->points[trail->count++] = point;
}

static PlanPoint step_back(PlanPoint point, int direction, int cells)
{
	if (goes_across(direction))
		point.x -= direction == RIGHT ? cells : -cells;
	else
		point.y -= direction == DOWN ? cells : -cells;
	return point;
}

/* Walks from the goal back to the start. */
static void collect(const Run *run, PlanLink *out, Trail *trail)
{
	uint32_t state = run->best_state;
	int heading = run->best_turn;

	if (run->best_label)
		set_label(run, out, state_point(run, state), heading, run->best_label);
	trail_add(trail, step_back(state_point(run, state), heading, -1));
	for (;;) {
		unsigned came = run->search->came[state];
		PlanPoint at = state_point(run, state);
		int direction = state_direction(state), layer = state_layer(state), steps = 1;

		if (direction != heading)
			trail_add(trail, at);
		heading = direction;
		if (came & CAME_START) {
			trail_add(trail, step_back(at, direction, 1));
			return;
		}
		if (came & CAME_INLINE)
			steps = run->job->label_width + 1;
		at = step_back(at, direction, steps);
		if (came & (CAME_INLINE | CAME_RIGHT | CAME_LEFT)) {
			layer = 0;
			set_label(run, out, at, direction, came);
		}
		state = state_of(run, at.x, at.y, (int)(came & CAME_DIRECTION), layer);
	}
}

void search_write_answer(const Run *run, PlanLink *out)
{
	Trail trail = {0};

	out->label_side = LABEL_NONE;
	collect(run, out, &trail);
	free(out->points);
	out->points = trail.points;
	out->point_count = trail.count;
	for (size_t i = 0; !run->job->backwards && i < trail.count / 2; i++) {
		PlanPoint swap = trail.points[i];

		trail.points[i] = trail.points[trail.count - 1 - i];
		trail.points[trail.count - 1 - i] = swap;
	}
	out->pending = false;
	out->cost = run->best;
}
