/* Coupling in figures: per component, and for the design.
 *
 * An edge leads from the component that suffers to the one that must be up (model/walk.h). Parallel links
 * between two components count once.
 *
 * Ca, Ce and instability I = Ce / (Ca + Ce): R. C. Martin, OO Design Quality Metrics, 1994. Propagation cost, the
 * share of ones in the visibility matrix: A. MacCormack, J. Rusnak, C. Baldwin, Management Science 52, 2006.
 * The score of a link follows V. Khononov, Balancing Coupling in Software Design, 2024; see Pattern.score. */
#ifndef TROIKA_MODEL_COUPLING_H
#define TROIKA_MODEL_COUPLING_H

#include "model/walk.h"

typedef struct ComponentCoupling {
	uint32_t fan_in;        /* Ca: components that depend on it */
	uint32_t fan_out;       /* Ce: components it depends on */
	Decimal instability;    /* 0: all depend on it; 1: it depends on all; -1: neither */
	uint32_t reaches;       /* others it depends on, directly or not */
	uint32_t blast;         /* others that suffer when it is down: its blast radius */
	uint32_t stops;         /* of those, the ones that stop and do not merely suffer */
	uint32_t circle;        /* components of the circle it is part of; 0: none */
	uint32_t sign_in;       /* hops to the identity provider that says who somebody is; WALK_END: none is asked */
} ComponentCoupling;

typedef struct Coupling {
	ComponentCoupling *components;  /* by graph index; owned */
	uint32_t count;
	uint64_t dependencies;  /* pairs of components, parallel links counted once */
	Decimal propagation;    /* 0 … 1 */
	uint32_t circles;       /* how many, and */
	uint32_t largest_circle;        /* components in the largest */
	uint32_t longest_chain; /* hops of the longest way where every caller waits */
	uint32_t cross_platform;        /* links between platforms */
	uint32_t scored;        /* of those, the ones with a score that counts, and */
	Decimal score;          /* their mean, 0 loose … 1 tight */
} Coupling;

void coupling_measure(Coupling *coupling, const Graph *graph);
void coupling_clear(Coupling *coupling);

/* Fan-in and fan-out alone, into COMPONENTS[walk->count]; returns the pairs. WALK follows all
 * dependencies. */
uint64_t coupling_fans(const Walk *walk, ComponentCoupling *components);
/* I of COMPONENT; false: nobody depends either way. */
bool coupling_instability(const ComponentCoupling *component, Decimal *out);
/* Does the score of the link count for the mean: between platforms, documented, neither an overlay,
 * nor logs, nor people signing in or looking? */
bool coupling_counts(const GraphLink *link);
/* The mean score of the links that count; *COUNT gets how many. */
Decimal coupling_mean_score(const Graph *graph, uint32_t *count);

#endif
