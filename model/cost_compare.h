/* What a design cost before: the totals of an earlier `troika cost --format json`. */
#ifndef TROIKA_MODEL_COST_COMPARE_H
#define TROIKA_MODEL_COST_COMPARE_H

#include "model/cost.h"

typedef struct CostBefore {
	char currency[4];
	Decimal total;
} CostBefore;

/* Reads PATH. False: the error says what is wrong with it. */
bool cost_before_read(CostBefore *before, const char *path, Error *err);
/* How much more SHEET costs, in percent of BEFORE in *PERCENT (0 where there was nothing). */
Decimal cost_increase(const CostBefore *before, const CostSheet *sheet, Decimal *percent);
/* May the design cost so much more? The guardrail is its field `increase`, a percentage; *MOST gets it, -1 when there
 * is none. */
bool cost_increase_allowed(const Graph *graph, const CostBefore *before, const CostSheet *sheet, Decimal *most);

#endif
