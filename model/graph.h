/* The Graph: the derived, typed, indexed, read-only view of one version of a
 * design. Rules, cost, coupling, layout and export read it, never the text. */
#ifndef TROIKA_MODEL_GRAPH_H
#define TROIKA_MODEL_GRAPH_H

#include "model/decimal.h"
#include "model/design.h"

enum { NOWHERE = -1 };          /* an index that names nothing */

typedef struct GraphPlatform {
	const Element *element;
	const char *vendor;     /* salesforce | heroku | aws | external */
	const char *region;     /* "" unknown */
	int jurisdiction;       /* index into Catalog.regions, or NOWHERE */
	uint32_t component_count;
} GraphPlatform;

typedef struct GraphComponent {
	const Element *element;
	const Kind *kind;       /* never NULL in a checked design */
	int platform;           /* index of the platform it is on, or NOWHERE */
	int container;          /* index of the component it is `in`, or NOWHERE */
	bool placed;            /* has `at` */
	int column, row;        /* of `at` */
} GraphComponent;

typedef struct GraphLink {
	const Element *element;
	const Pattern *pattern; /* never NULL in a checked design */
	int from, to;           /* component indexes; NOWHERE where the end is a platform */
	int from_platform, to_platform; /* the platform of each end, or NOWHERE */
	int depender, dependee; /* by the pattern's `depends`; NOWHERE: neither depends */
	bool hard;
	bool cross_platform;
} GraphLink;

typedef struct GraphData {
	const Element *element;
	int home;               /* component index or NOWHERE */
} GraphData;

typedef struct Graph {
	const Design *design;
	const Catalog *catalog;
	uint64_t version;       /* of the design it was built from */
	GraphPlatform *platforms;       size_t platform_count;  /* in the order of ids, as all */
	GraphComponent *components;     size_t component_count;
	GraphLink *links;               size_t link_count;
	GraphData *data;                size_t data_count;
	/* Links by component, both directions: of component c those are
	 * out[out_start[c]] … out[out_start[c + 1] - 1], likewise in. */
	uint32_t *out, *out_start;
	uint32_t *in, *in_start;
	/* The same over depender → dependee. */
	uint32_t *needs, *needs_start;
	uint32_t *serves, *serves_start;
	Arena arena;            /* everything above */
} Graph;

/* Builds GRAPH ({0} or cleared) from a checked DESIGN, which must outlive it. */
void graph_build(Graph *graph, const Design *design, const Catalog *catalog);
void graph_clear(Graph *graph);

int graph_component(const Graph *graph, const char *id);        /* index or NOWHERE */
int graph_platform(const Graph *graph, const char *id);
int graph_link(const Graph *graph, const char *id);

/* Whether PATTERN may link these; no: *WHY (may be NULL) gets the one reason and the smallest
 * change that would make it legal, for the caller to clear. */
bool pattern_legal(const Graph *graph, const Pattern *pattern, int from, int to, Text *why);

#endif
