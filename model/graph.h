/* The Graph: the derived, typed, indexed, read-only view of one version of a
 * design. Rules, cost, coupling, layout and export read it, never the text. */
#ifndef TROIKA_MODEL_GRAPH_H
#define TROIKA_MODEL_GRAPH_H

#include "model/decimal.h"
#include "model/design.h"
#include "model/graph_key.h"

enum { NOWHERE = -1 };          /* an index that names nothing */

/* What a component is to the rules, by its capabilities and never by its name. */
typedef enum Trait {
	TRAIT_ACTOR = 1 << 0,           /* people or a traffic source */
	TRAIT_INTERFACE = 1 << 1,       /* people look at it and sign in */
	TRAIT_PROVIDER = 1 << 2,        /* a central identity provider */
	TRAIT_CUSTOMER_IDENTITY = 1 << 3,       /* keeps identities of customers */
	TRAIT_OBSERVER = 1 << 4,        /* collects logs, metrics, traces */
	TRAIT_VAULT = 1 << 5,           /* keeps secrets */
	TRAIT_OBJECT_STORE = 1 << 6,
	TRAIT_RELATIONAL = 1 << 7,
	TRAIT_STORE = 1 << 8,           /* any store of data, caches and queues apart */
	TRAIT_WAREHOUSE = 1 << 9,
	TRAIT_REPORTING = 1 << 10,      /* a BI tool */
	TRAIT_BROKER = 1 << 11,         /* event bus, stream or queue */
	TRAIT_GATEWAY = 1 << 12,        /* API gateway, CDN or firewall in front of others */
	TRAIT_MODEL = 1 << 13,          /* runs a machine-learning model */
	TRAIT_COMPUTE = 1 << 14,        /* runs code of ours */
	TRAIT_CRM = 1 << 15,
	TRAIT_NETWORK = 1 << 16,        /* a network boundary or path, not a service */
	TRAIT_FREE = 1 << 17,           /* of a free kind, of which nothing is known */
} Trait;

typedef enum VendorId {
	VENDOR_UNKNOWN,
	VENDOR_SALESFORCE,
	VENDOR_HEROKU,
	VENDOR_AWS,
	VENDOR_EXTERNAL,
} VendorId;

VendorId vendor_from_name(const char *name);

typedef struct GraphPlatform {
	const Element *element;
	const char *vendor;     /* salesforce | heroku | aws | external; "" unknown */
	VendorId vendor_id;       /* the same as a number */
	const char *region;     /* "" unknown */
	int jurisdiction;       /* index into Catalog.regions, or NOWHERE */
	uint32_t component_count;
} GraphPlatform;

typedef struct GraphComponent {
	const Element *element;
	const Kind *kind;       /* never NULL; without an id when the design is not checked */
	uint64_t has;           /* bit k: the field of GraphKey k is there */
	int platform;           /* index of the platform it (or its container) is on, or NOWHERE */
	int container;          /* index of the component it is `in`, or NOWHERE */
	int jurisdiction;       /* of its own region, else the platform's; as there */
	VendorId vendor_id;       /* of its kind */
	uint32_t traits;        /* Trait bits of the kind and of its own `capabilities` */
	bool placed;            /* has `at` */
	int column, row;        /* of `at` */
} GraphComponent;

typedef struct GraphLink {
	const Element *element;
	const Pattern *pattern; /* never NULL, as above */
	uint64_t has;           /* as above */
	int from, to;           /* component indexes; NOWHERE where the end is a platform */
	int from_platform, to_platform; /* the platform of each end, or NOWHERE */
	int depender, dependee; /* by the pattern's `depends`; NOWHERE: neither depends */
	bool hard;              /* the depender stops; a `fallback` makes a link soft */
	bool cross_platform;    /* its ends are on two known platforms */
	bool is_free;           /* of the free pattern, of which nothing is known */
	bool is_internal;       /* inside one deployable: counts for nobody's coupling */
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
	const char *keys[GRAPH_KEY_COUNT];      /* each in the pool of the design; NULL: nobody has it */
	Arena arena;            /* everything above */
} Graph;

/* Builds GRAPH ({0} or cleared) from DESIGN, which must outlive it unchanged. A design that was
 * not checked gives a graph as well: what does not resolve is NOWHERE. */
void graph_build(Graph *graph, const Design *design, const Catalog *catalog);
void graph_clear(Graph *graph);

int graph_component(const Graph *graph, const char *id);        /* index or NOWHERE */
int graph_platform(const Graph *graph, const char *id);
int graph_link(const Graph *graph, const char *id);

/* The value of a well-known field, or NULL: a few comparisons of pointers. */
const char *graph_get(const Graph *graph, const Element *element, GraphKey key);
/* The same, with the default of the field when the element does not have it; NULL without. */
const char *graph_value(const Graph *graph, const Element *element, GraphKey key);

/* The region ID as VENDOR names it, else as anybody does; an index into Catalog.regions. */
int graph_region(const Catalog *catalog, const char *vendor, const char *id);
/* Where the component is: "eu", or NULL when that is not known. */
const char *graph_jurisdiction(const Graph *graph, int component);
/* Is COMPONENT, or something it stands in, of kind KIND_ID? The index of that one or NOWHERE. */
int graph_inside(const Graph *graph, int component, const char *kind_id);

/* One end of a link: a component, or a whole platform. */
typedef struct GraphEnd {
	int component;          /* index, or NOWHERE */
	int platform;           /* of the component, or the end itself; or NOWHERE */
} GraphEnd;

GraphEnd graph_end(const Graph *graph, const char *id);
GraphEnd graph_from(const GraphLink *link);
GraphEnd graph_to(const GraphLink *link);
/* The visible name of the end. */
const char *graph_end_name(const Graph *graph, GraphEnd end);

#endif
