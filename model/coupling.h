/* Coupling in figures: per component, and for the design.
 *
 * An edge leads from the component that suffers to the one that must be up (model/walk.h). Parallel links
 * between two components count once.
 *
 * Ca, Ce and instability I = Ce / (Ca + Ce): R. C. Martin, OO Design Quality Metrics, 1994. Propagation cost, the
 * share of ones in the visibility matrix: A. MacCormack, J. Rusnak, C. Baldwin, Management Science 52, 2006. */
#ifndef TROIKA_MODEL_COUPLING_H
#define TROIKA_MODEL_COUPLING_H

#include "model/walk.h"

typedef struct ComponentCoupling {
	uint32_t fan_in;        /* Ca: components that depend on it */
	uint32_t fan_out;       /* Ce: components it depends on */
	Decimal instability;    /* 0: all depend on it; 1: it depends on all; -1: neither */
	uint32_t reaches;       /* others it depends on, directly or not */
	uint32_t blast;         /* others that suffer when it is down: its blast radius */
	uint32_t circle;        /* components of the circle it is part of; 0: none */
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
} Coupling;

void coupling_measure(Coupling *coupling, const Graph *graph);
void coupling_clear(Coupling *coupling);

#endif
