/* The cost sheet: exact, a line a priced item, unknown listed and never 0. */
#ifndef TROIKA_MODEL_COST_H
#define TROIKA_MODEL_COST_H

#include "model/graph.h"

typedef struct CostLine {
	const Element *element; /* component or link */
	int platform;           /* index in the graph, or NOWHERE */
	const Price *price;
	const char *item;       /* borrowed from the catalogue */
	Decimal quantity;
	Decimal unit_price;
	Decimal amount;         /* a month, rounded half up to the cent */
	bool fixed;             /* not metered */
} CostLine;

typedef struct CostGap {        /* something that has no price, or no size */
	const Element *element;
	const char *item;
	char *reason;           /* "price on request", "orders has no size: set gb"; owned */
} CostGap;

typedef struct CostSheet {
	char currency[4];
	CostLine *lines;        size_t count, cap;      /* by platform, then element, then catalogue order */
	CostGap *unpriced;      size_t unpriced_count, unpriced_cap;
	Decimal *platform_total;        size_t platform_count;  /* by graph index */
	Decimal total, fixed, usage, low, high;
	bool has_budget;
	Decimal budget;
} CostSheet;

/* Prices GRAPH; SCALE multiplies metered quantities (DECIMAL_ONE: as drawn). */
void cost_price(CostSheet *sheet, const Graph *graph, Decimal scale);
void cost_clear(CostSheet *sheet);
/* "$1,842.40", "1,842.40 EUR". */
void cost_add_money(Text *out, const char *currency, Decimal amount);

#endif
