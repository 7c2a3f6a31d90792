/* A search under way, as the files of the search share it. */
#ifndef TROIKA_RENDER_SEARCH_RUN_H
#define TROIKA_RENDER_SEARCH_RUN_H

#include "render/search.h"

enum {                          /* how a state was reached: the direction before, and these */
	CAME_DIRECTION = 3,
	CAME_START = 1 << 2,
	CAME_INLINE = 1 << 3,   /* along its label */
	CAME_RIGHT = 1 << 4,    /* past a label on the right of the cell before */
	CAME_LEFT = 1 << 5,
	CAME_DONE = 1 << 6      /* it was expanded: no cheaper way to it is looked at any more */
};

typedef struct Bound {          /* the target, for the estimate */
	int x0, x1, y0, y1;     /* its columns and rows with ports */
} Bound;

typedef struct Run {            /* one search under way */
	Search *search;
	const SearchJob *job;
	const Grid *grid;
	const GridCell *cells;
	PlanLink link;          /* its ends and heads; exchanged when it is searched backwards */
	Bound bound;
	PlanRect inside;        /* around all boxes and zones */
	PlanRect window;        /* the search stays in it */
	bool ends_inside;       /* at the inner side of the zone that is the target */
	unsigned to_what;       /* the flag of a goal cell: port or frame */
	int now;                /* the bucket in hand: an estimated total cost */
	size_t open;            /* nodes in buckets */
	bool found;
	int best;               /* cost of the best goal */
	uint32_t best_state;
	int best_turn;          /* direction of the last step into the port */
	unsigned best_label;    /* CAME_RIGHT or CAME_LEFT: the label is beside the last cell; 0: it has its place */
} Run;

/* States exist for the cells of the window only. */
static inline uint32_t state_of(const Run *run, int x, int y, int direction, int layer)
{
	const PlanRect *window = &run->window;
	int place = (y - window->y) * window->w + (x - window->x);

	return (uint32_t)place * 8 + (uint32_t)direction * 2 + (uint32_t)layer;
}

static inline PlanPoint state_point(const Run *run, uint32_t state)
{
	int place = (int)(state / 8);

	return (PlanPoint){run->window.x + place % run->window.w, run->window.y + place / run->window.w};
}

static inline int state_direction(uint32_t state)
{
	return (int)(state / 2 % 4);
}

static inline int state_layer(uint32_t state)
{
	return (int)(state % 2);
}

/* Writes the best route that RUN has found into OUT, whose old points are freed. */
void search_write_answer(const Run *run, PlanLink *out);

#endif
