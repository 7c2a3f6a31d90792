/* The design as sentences: for people who listen instead of looking, and for minutes.
 *
 * Platforms first, then what stands on them, how it is linked, what is wrong and what it costs; a line a sentence, no
 * drawing, no glyph. The order is that of ids, so that equal designs read equal. */
#ifndef TROIKA_RENDER_DESCRIBE_H
#define TROIKA_RENDER_DESCRIBE_H

#include "model/cost.h"
#include "model/finding.h"

typedef struct Description {    /* what it is told from; all borrowed, of one version of a design */
	const Graph *graph;
	const Findings *findings;
	const CostSheet *cost;
} Description;

/* Adds the whole design. Text of the design is made safe for a terminal. */
void describe_design(const Description *description, Text *out);
/* Adds one element: what it is, its links, findings and cost. False: there is none called ID, nothing was added. */
bool describe_element(const Description *description, const char *id, Text *out);
/* Adds the findings alone, worst first. */
void describe_findings(const Description *description, Text *out);
/* Adds what it costs, by platform, and what has no price. */
void describe_cost(const Description *description, Text *out);

#endif
