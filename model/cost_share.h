/* To whom the costs of the sheet fall: flows that use components, and links that transfer data.
 *
 * Nothing here adds to the total. A component that flows use is shared among them by how often their steps touch it,
 * a month; what one run costs is its share of one business transaction. What leaves AWS over a link is its share of
 * the transfer that its component pays for (the field `egress`); where nothing is paid for, that is said. */
#ifndef TROIKA_MODEL_COST_SHARE_H
#define TROIKA_MODEL_COST_SHARE_H

#include "model/cost.h"

typedef struct FlowShare {
	const Element *flow;
	Decimal runs;           /* a month; 0: not known */
	Decimal amount;         /* a month, rounded to the cent */
	Decimal each;           /* of one run, to a hundredth of a cent */
	const char *reason;     /* why there is no amount; NULL: there is */
} FlowShare;

typedef struct TransferShare {
	int link;               /* index in the graph */
	int component;          /* the AWS component that the data leaves */
	Decimal gigabytes;      /* a month */
	Decimal unit_price;     /* of one of them */
	Decimal amount;         /* a month, rounded to the cent */
	const char *reason;     /* why there is no amount; NULL: there is */
} TransferShare;

typedef struct CostShares {
	FlowShare *flows;               size_t flow_count;      /* by id */
	TransferShare *transfers;       size_t transfer_count;  /* by link */
	Decimal by_none;        /* of components that no flow with a volume touches */
	Arena arena;            /* everything above */
} CostShares;

/* SHEET prices GRAPH at SCALE, which multiplies the volumes here as well. */
void cost_share(CostShares *shares, const Graph *graph, const CostSheet *sheet, Decimal scale);
void cost_share_clear(CostShares *shares);

/* The AWS component that data leaves for another platform over LINK: what AWS itself sends and what others read there
 * does, what they write comes in free, and of both ways at once we cannot tell. NOWHERE: none does. */
int transfer_source(const Graph *graph, const GraphLink *link);
/* The GB a month that pass over LINK; false: its volume or payload is not known. */
bool transfer_gigabytes(const Graph *graph, const GraphLink *link, Decimal *out);

#endif
