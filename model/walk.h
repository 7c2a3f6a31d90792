/* The walker: everything that follows from who depends on whom.
 *
 * An edge leads from the component that suffers (the depender) to the one that must be up (the
 * dependee), as the pattern's `depends` says; the arrow of the drawing does not matter. Components
 * that depend on each other in a circle form a knot (a strongly connected component); seen from
 * above, the knots have no circles, and every question is one pass over them. */
#ifndef TROIKA_MODEL_WALK_H
#define TROIKA_MODEL_WALK_H

#include "model/graph.h"

#define WALK_END UINT32_MAX     /* no further: no edge, no way */

typedef enum WalkLinks {
	WALK_ALL,               /* every dependency */
	WALK_HARD,              /* those where the depender stops */
	WALK_CHAIN,             /* hard and synchronous: the caller waits; of the free pattern that is not known */
	WALK_SIGN_IN,           /* of who is asked who somebody is: identity providers and keepers of customers */
} WalkLinks;

typedef struct Walk {
	const Graph *graph;
	uint32_t count;         /* of components */
	uint32_t *edge;         /* dependees of component c: edge[edge_start[c]] … */
	uint32_t *edge_link;    /* the link each edge stands for */
	uint32_t *edge_start;   /* count + 1 */
	uint32_t *knot;         /* of each component; dependees have smaller numbers */
	uint32_t knot_count;
	uint32_t *member;       /* components of knot k, by index: member[member_start[k]] … */
	uint32_t *member_start; /* knot_count + 1 */
	Arena arena;            /* everything above */
} Walk;

/* Builds WALK ({0} or cleared); knots by Tarjan's algorithm (SIAM J. Comput. 1, 1972), without
 * recursion. GRAPH must outlive it. */
void walk_build(Walk *walk, const Graph *graph, WalkLinks which);
void walk_clear(Walk *walk);

uint32_t walk_knot_size(const Walk *walk, uint32_t knot);
/* Is there a circle through this component (a link to itself counts)? */
bool walk_in_circle(const Walk *walk, uint32_t component);
/* A shortest circle through the first member of KNOT: its components in order, so that each
 * depends on the next and the last on the first. Returns how many; OUT holds walk->count. */
uint32_t walk_circle(const Walk *walk, uint32_t knot, uint32_t *out);

/* The ones of the visibility matrix, the reflexive transitive closure (MacCormack, Rusnak and
 * Baldwin, Management Science 52, 2006): REACHES[c] components are reached from c, itself
 * included, and c is REACHED[c] times reached. Either may be NULL. Returns all ones. */
uint64_t walk_visibility(const Walk *walk, uint32_t *reaches, uint32_t *reached);
/* How many of the components with a true in FROM reach each component, itself included. */
void walk_reached_from(const Walk *walk, const bool *from, uint32_t *count);
/* How many hops each component is from the nearest one with a true in TO: 0 is one itself, WALK_END reaches none.
 * Breadth first (E. F. Moore, The shortest path through a maze, 1959). */
void walk_distance(const Walk *walk, const bool *to, uint32_t *hops);

/* The longest way by hops, summed over the knots: from component c it has HOPS[c] hops and goes
 * on over the edge NEXT[c] of another knot (an index into edge; WALK_END: none). Members of a
 * knot share the value; the hops inside a knot count nothing. */
void walk_longest(const Walk *walk, uint32_t *hops, uint32_t *next);
/* The way with the largest sum of WEIGHT over its components (both ends included; a knot counts
 * all its members), as above. */
void walk_heaviest(const Walk *walk, const Decimal *weight, Decimal *sum, uint32_t *next);
/* The way with the smallest product of FACTOR (0 … 1) over its components, as above; a component
 * reached over a link that stays INSIDE (may be NULL) one deployable shares the factor of the one
 * before it. */
void walk_frailest(const Walk *walk, const Decimal *factor, bool (*inside)(const Graph *, const GraphLink *),
                   Decimal *product, uint32_t *next);

#endif
