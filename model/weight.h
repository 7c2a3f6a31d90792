/* Does each platform pull its weight?
 *
 * The business asks for capabilities (`requires` of the design). A platform pulls its weight when it
 * serves some of them that no other platform of the design offers natively, in any kind of its
 * catalogue and within its limits. Salesforce Files, for one, offer object storage up to some size. */
#ifndef TROIKA_MODEL_WEIGHT_H
#define TROIKA_MODEL_WEIGHT_H

#include "model/cost.h"
#include "model/graph.h"

typedef enum Verdict {
	WEIGHT_UNDECIDED,       /* the design does not say what it requires */
	WEIGHT_JUSTIFIED,       /* serves what nothing else here offers */
	WEIGHT_WEAK,            /* another platform offers it all, but a reason is written */
	WEIGHT_PRESTIGE,        /* another platform offers it all, and nothing says why it is here */
} Verdict;

const char *verdict_name(Verdict verdict);      /* "justified" */

enum { WEIGHT_CAPABILITIES = 64 };      /* of `requires` are looked at */

typedef struct Weight {         /* of one platform of Salesforce, Heroku or AWS in use */
	int platform;           /* index in the graph */
	Verdict verdict;
	int rival;              /* platform that offers all it serves, or NOWHERE */
	uint64_t serves;        /* bit i: requires.items[i] is served here */
	uint64_t only_here;     /* … and offered nowhere else */
	uint32_t components;
	uint32_t links;         /* to other platforms */
	Decimal cost;           /* a month, of what has a price */
	size_t unpriced;
	const char *reason;     /* one sentence */
} Weight;

typedef struct WeightTable {
	Weight *items;
	size_t count;
	char *requires[WEIGHT_CAPABILITIES];
	size_t require_count;
	char currency[4];       /* of the costs */
	bool salesforce_suffices;       /* it offers natively all that is required */
	Arena arena;            /* everything above */
} WeightTable;

/* FILE_GB: up to so many GB of files Salesforce offers object storage. SHEET prices GRAPH. */
void weight_judge(WeightTable *table, const Graph *graph, const CostSheet *sheet, Decimal file_gb);
void weight_clear(WeightTable *table);
/* "crm, object-store": the capabilities of the bits. */
void weight_add_capabilities(const WeightTable *table, uint64_t bits, Text *out);

#endif
