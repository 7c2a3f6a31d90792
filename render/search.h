/* The search for one route: A* over (cell, direction, label found yet).
 *
 * A state is a cell, the direction in which the line entered it, and whether the label has its place already.
 * The label is a part of the search: a route may take it along a straight piece of free cells (in the line), or beside
 * a vertical piece, and only routes that did are complete. So a label has its cells as soon as its link has them.
 * Costs are small integers, so that the open set is an array of buckets; states carry the epoch of the search in
 * their cost, so that nothing is cleared between searches. Effort is counted in expanded states, never in time. */
#ifndef TROIKA_RENDER_SEARCH_H
#define TROIKA_RENDER_SEARCH_H

#include "render/guide.h"

enum {                          /* costs; a step down is two across, as cells are tall */
	COST_ACROSS = 2,
	COST_DOWN = 4,
	COST_TURN = 12,
	COST_CROSSING = 18,
	COST_HUG = 4,            /* beside a box or a label of another link */
	COST_ALONG = 1,         /* beside a parallel line */
	COST_FRAME = 2,         /* through a frame */
	COST_HEAD_ON_FRAME = 8,
	COST_BESIDE = 6,        /* a label beside its line instead of in it */
	COST_BESIDE_END = 4,    /* … beside its last cell */
	COST_OUTSIDE = 1,       /* around all boxes and zones */
	COST_PENALTY = 120,     /* a cell that another link must give up */
	COST_STEP_MOST = 1000   /* no single step costs more */
};

typedef struct SearchNode {
	uint32_t state;
	int32_t next;           /* in the same bucket; NONE: last */
	int32_t x, y;
	int32_t cost;           /* when it was put in; dearer than the state's: stale */
} SearchNode;

typedef struct Search {         /* memory to use again and again; {0} is empty */
	uint32_t *cost;         /* by state: epoch + cost from the start */
	uint8_t *came;          /* by state: how it was reached */
	size_t cap;             /* states */
	uint32_t epoch;
	SearchNode *nodes;      size_t node_count, node_cap;
	int32_t spare;          /* a node that is not in use, chained; NONE */
	int32_t *buckets;
	long expanded;          /* states, in all searches */
} Search;

typedef struct LinkClaim {      /* how firmly a link holds its cells */
	bool loose;             /* may be pushed aside at all */
	int taken;              /* how often it was already: makes it dearer */
	bool waits;             /* for a route */
} LinkClaim;

typedef struct SearchJob {
	const Plan *plan;
	const Grid *grid;       /* without the link that is searched */
	int link;
	int label_width;        /* cells of a label to be placed; 0: none */
	bool is_key;            /* the label is a number: only beside the line, as in it nobody would know it for one */
	bool backwards;         /* from the target to the source: what walls in the target is found soon */
	bool soft;              /* may take cells of other links that are loose, at a penalty */
	const LinkClaim *claims;        /* by link; soft only */
	long most_states;       /* gives up after so many */
	const PlanPoint *start; /* begins in this cell instead of at a port of the source; NULL: at a port */
	int start_direction;    /* which the line entered in this direction */
	const PlanPoint *goal;  /* ends in this cell instead of at a port of the target; NULL: at a port */
	const Guide *guide;     /* for long routes; NULL: the estimate alone */
	int crossing;           /* COST_CROSSING, or less in large drawings, where there are many anyway */
	int haste;              /* with a guide: what the rest of the way counts, in eighths; over 8 is quicker, not as good */
	PlanRect window;        /* stays inside; w 0: everywhere */
} SearchJob;

typedef enum SearchEnd { SEARCH_FOUND, SEARCH_NONE, SEARCH_LIMIT } SearchEnd;

/* Finds the cheapest route of the job and writes its points, label cell, label side and cost into OUT
 * (whose old points are freed). Otherwise: there is none, or the limit was reached. */
SearchEnd search_run(Search *search, const SearchJob *job, PlanLink *out);
void search_clear(Search *search);

#endif
