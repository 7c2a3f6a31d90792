/* What the judge and the waivers share. */
#ifndef TROIKA_MODEL_FINDING_PRIVATE_H
#define TROIKA_MODEL_FINDING_PRIVATE_H

#include "model/finding.h"

typedef struct WaiverResult {
	WaiverState state;
	const char *why;        /* of re-opened ones */
} WaiverResult;

struct Study {
	Walk walk[WALK_CHAIN + 1];
	bool walked[WALK_CHAIN + 1];
	CostSheet sheet;
	bool priced;
	WeightTable weight;
	bool weighed;
	WaiverResult *waivers;  /* by index; NULL before they are applied */
};

/* The value of the design's field PREFIX.RULE[.NAME]; NULL: not set. Borrowed. */
const char *rule_setting(const Graph *graph, const char *prefix, const char *rule, const char *name);
/* Counts by severity what is neither waived nor known, and those. */
void findings_count(Findings *findings);
/* Marks what the waivers of the design set aside; the findings are sorted. */
void waivers_apply(Findings *findings, const Graph *graph);

#endif
