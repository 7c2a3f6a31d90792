/* Facts: what findings and cost say of each component and link, by the indexes of a graph. */
#ifndef TROIKA_RENDER_FACTS_H
#define TROIKA_RENDER_FACTS_H

#include "model/cost.h"
#include "model/finding.h"

typedef struct ComponentFacts {
	Decimal cost;           /* a month */
	bool priced;            /* the sheet has a line of it */
	bool unpriced;          /* something of it has no price */
	uint32_t findings[SEVERITY_COUNT];      /* not waived */
	uint8_t data;           /* DATA_… bits of what it is home of, or keeps a copy of */
} ComponentFacts;

enum { DATA_ANY = 1, DATA_PERSONAL = 2, DATA_SPECIAL = 4, DATA_SECRET = 8 };

typedef struct Facts {          /* {0} is empty: nothing is known */
	ComponentFacts *components;     /* by graph index; owned, as the next */
	uint32_t (*links)[SEVERITY_COUNT];      /* findings of each link */
	char currency[4];
	Decimal total;
} Facts;

/* GRAPH may be of a part or a copy of the design that FINDINGS and COST are of: elements find each other by id. */
void facts_take(Facts *facts, const Graph *graph, const Findings *findings, const CostSheet *cost);
void facts_clear(Facts *facts);
/* The DATA_… bits of one data element. */
unsigned facts_data(const Element *data);
/* "✖1 ▲2", or in ASCII "x1 !2": the counts that are not 0. */
void facts_add_findings(const uint32_t findings[SEVERITY_COUNT], bool ascii, Text *out);

#endif
