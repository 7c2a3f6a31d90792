/* The prices of a kind, read once for all its components: keys as pointers,
 * numbers as numbers. */
#ifndef TROIKA_MODEL_COST_PLAN_H
#define TROIKA_MODEL_COST_PLAN_H

#include "model/graph.h"
#include "model/quantity.h"

typedef enum PriceModel {
	PRICE_SEAT,
	PRICE_FLAT,
	PRICE_ACCOUNT,
	PRICE_HOURLY,
	PRICE_USAGE,
	PRICE_PERCENT,
	PRICE_INCLUDED,
	PRICE_QUOTE,
	PRICE_MODELS
} PriceModel;

enum { PLAN_MEMOS = 8 };        /* values of a key remembered at a time */

typedef struct PlanMemo {
	const char *value;      /* in the pool of the design, or a default; NULL: free */
	uint64_t accepts;       /* bit i: item i has a condition on the key, and it holds */
} PlanMemo;

typedef struct PlanKey {        /* a field that a condition or metric asks for */
	const char *key;
	const char *interned;   /* the same in the pool of the design; NULL: nobody has it */
	const char *fallback;   /* "" without */
	const char *unit;
	Dimension dimension;
	LinkCount from_links;
	bool decides;           /* a condition asks for it */
	PlanMemo memo[PLAN_MEMOS];      /* by the address of the value */
} PlanKey;

typedef struct PlanFactor {
	int key;                /* index into keys; NOWHERE: the number below */
	Decimal number;
} PlanFactor;

typedef struct PlanCondition {
	int key;
	const char *choices;    /* "a|b", as long as … */
	size_t length;
} PlanCondition;

typedef struct PlanStep {
	Decimal size;           /* of the step, in units of the metric */
	Decimal amount;
} PlanStep;

typedef struct PlanOption {     /* the same item in one region and currency */
	const Price *price;
	Decimal amount, per, free;
	PlanStep *steps;
	size_t step_count;
} PlanOption;

typedef struct PlanItem {
	const char *item;
	PriceModel model;
	bool asked_for;         /* PRICE_QUOTE: the vendor says it on request; else it is only not known here */
	PlanCondition *conditions;
	size_t condition_count;
	PlanFactor *factors;
	size_t factor_count;
	PlanOption *options;
	size_t option_count;
} PlanItem;

enum {
	PLAN_KEYS = 64,         /* distinct fields that the prices of one kind may ask for */
	PLAN_ITEMS = 64,        /* items of one kind that are looked at */
};

typedef struct CostPlan {
	const Kind *kind;
	PlanKey keys[PLAN_KEYS];
	size_t key_count;
	PlanItem *items;
	size_t item_count;
} CostPlan;

/* Reads the prices of KIND into PLAN; everything is in ARENA. Prices the catalogue's checks would
 * refuse are read as far as they make sense. */
void cost_plan_read(CostPlan *plan, const Graph *graph, const Kind *kind, Arena *arena);
/* Which items have a condition on KEY that VALUE (which stays where it is) fulfils. */
uint64_t cost_plan_accepts(CostPlan *plan, int key, const char *value);

#endif
