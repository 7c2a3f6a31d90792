/* The cost sheet: exact, a line a priced item, unknown listed and never 0.
 *
 * What each field of a price means stands with Price (model/catalog.h). A component with a `price`
 * has that one line instead of the list; `discount` of it or its platform lowers list prices. A
 * price in another currency is converted at the design's `rates.CODE`, else listed as unpriced.
 *
 * The range: seats 70 % in the low case (the usual discount on Salesforce seats, where none is
 * agreed yet) and 110 % in the high one, metered quantities half and double, all else as it is. */
#ifndef TROIKA_MODEL_COST_H
#define TROIKA_MODEL_COST_H

#include "model/graph.h"

typedef struct CostLine {
	const Element *element; /* the component */
	int platform;           /* index in the graph, or NOWHERE */
	const Price *price;     /* &cost_negotiated: its own `price` */
	const char *item;       /* borrowed from the catalogue */
	Decimal quantity;
	Decimal unit_price;     /* in the design's currency, after the discount */
	Decimal amount;         /* a month, rounded half up to the cent */
	Decimal low, high;      /* likewise */
	Decimal discount;       /* percent taken off the list price */
	bool is_mean;           /* unit_price is the mean over the steps of its list, rounded */
	bool fixed;             /* not metered */
} CostLine;

typedef struct CostGap {        /* something that has no price, or no size */
	const Element *element;
	const char *item;
	const char *reason;     /* "price on request", "orders has no size: set gb" */
	bool unsized;           /* the price is known, the quantity is not */
	bool free_form;         /* of a free kind, which can have no list price */
} CostGap;

typedef struct CostSheet {
	char currency[4];
	CostLine *lines;        size_t count, cap;      /* by platform, then element, then catalogue order */
	CostGap *unpriced;      size_t unpriced_count, unpriced_cap;    /* likewise; unsized ones too */
	Decimal *platform_total;        size_t platform_count;  /* by graph index */
	Decimal total, fixed, usage, low, high;
	bool has_budget;
	Decimal budget;
	Arena arena;            /* the reasons */
} CostSheet;

extern const Price cost_negotiated;     /* what a line of a component's own `price` stands on */

/* Prices GRAPH, which must outlive SHEET ({0} or cleared); SCALE multiplies metered quantities
 * (DECIMAL_ONE: as drawn). */
void cost_price(CostSheet *sheet, const Graph *graph, Decimal scale);
void cost_clear(CostSheet *sheet);
/* What the platform may cost a month, in the sheet's currency; false: nothing is said. */
bool cost_platform_budget(const CostSheet *sheet, const Graph *graph, int platform, Decimal *budget);
/* "$1,842.40", "1,842.40 EUR". */
void cost_add_money(Text *out, const char *currency, Decimal amount);

#endif
