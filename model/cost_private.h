/* What the files of the cost sheet share. */
#ifndef TROIKA_MODEL_COST_PRIVATE_H
#define TROIKA_MODEL_COST_PRIVATE_H

#include "model/cost.h"
#include "model/cost_plan.h"

#define COST_PERCENT decimal_from(100)

typedef struct PlanSlot {
	const Kind *kind;
	CostPlan *plan;
} PlanSlot;

typedef struct Pricer {
	CostSheet *sheet;
	const Graph *graph;
	Decimal scale;
	bool free_tier;
	PlanSlot *plans;        /* of the kinds met so far */
	size_t plan_count, plan_cap;
	Arena arena;            /* the plans */
	const char *rates_key;  /* room for "rates.USD" */
	/* of the component or link at hand: */
	const GraphComponent *component;
	const Element *link;
	CostPlan *plan;
	const char *values[PLAN_KEYS];
	uint64_t reported;      /* keys whose absence was said */
	const char *region;     /* whose price list counts; NULL: none is declared */
	bool region_known;      /* region was looked up */
	Decimal discount;       /* percent */
	/* of the platform at hand: */
	Decimal seats, seats_low, seats_high;
	const char **shared;    /* items that its account has bought already */
	size_t shared_count, shared_cap;
} Pricer;

/* Lists ITEM of the component or link at hand (the design, when there is none) as unpriced or unsized. */
void cost_add_gap(Pricer *pricer, const char *item, bool unsized, const char *reason);
void cost_gap_text(Pricer *pricer, const char *item, bool unsized, Text *reason);      /* clears REASON */
void cost_gap_currency(Pricer *pricer, const char *item, const char *how, const char *code);       /* "HOW in EUR, …" */
/* What one unit of CODE ("" : USD) is worth in the design's currency; false: not said. */
bool cost_exchange_rate(const Pricer *pricer, const char *code, Decimal *rate);
CostLine cost_new_line(const Pricer *pricer, const char *item, const Price *price);
void cost_add_line(Pricer *pricer, const CostLine *line);
/* Is what the component at hand is paid for a licence of people? */
bool cost_sells_seats(const Pricer *pricer);
/* Adds LINE to what a percentage of the seats of its platform is taken of. */
void cost_count_seats(Pricer *pricer, const CostLine *line);
/* The value of a key of the plan at the component at hand, or its default; NULL: neither. */
const char *cost_key_value(const Pricer *pricer, int key);
/* Adds the line or gap of ITEM; PERCENTAGES: only of those that are a share of seats, else only of
 * the others. */
void cost_price_item(Pricer *pricer, const PlanItem *item, bool percentages);

#endif
