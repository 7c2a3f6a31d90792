/* The two sides of a link that is asked about, among the files of model/legal*.c. */
#ifndef TROIKA_MODEL_LEGAL_SIDE_H
#define TROIKA_MODEL_LEGAL_SIDE_H

#include "model/legal.h"

/* One side: something of the design, or a component that would have to be added. */
typedef struct LegalSide {
	int component;          /* index; NOWHERE: a whole platform, or new */
	int platform;           /* index or NOWHERE; of a new one where it would stand */
	const Kind *kind;       /* NULL: a whole platform */
	const char *id;         /* of the element, or the one that a new one would get; "" : the end is nothing */
	const char *name;       /* visible */
} LegalSide;

LegalSide legal_side(const Graph *graph, GraphEnd end);
/* May PATTERN start (else end) at this side, its requirements apart? A platform is taken where anything of its vendor
 * is, or what stands on it, unless the pattern requires something that only a component can have. */
bool legal_side_taken(const Graph *graph, const Pattern *pattern, bool start, const LegalSide *side);

/* The first requirement of PATTERN (catalog.h) that the sides do not meet; NULL: all are met. */
const char *legal_unmet(const Graph *graph, const Pattern *pattern, const LegalSide *from, const LegalSide *to);
/* What REQUIREMENT asks for, and what to do about it, in words. */
void legal_add_need(const Graph *graph, const char *requirement, const LegalSide *from, const LegalSide *to,
                    Text *reason, Text *change);
/* The lines of the edit language that meet every unmet requirement of PATTERN. */
void legal_meet(const Graph *graph, const Pattern *pattern, const LegalSide *from, const LegalSide *to, Text *script);

/* "add KIND ID on=PLATFORM". */
void legal_add_component(const Graph *graph, const Kind *kind, const char *id, int platform, Text *script);

#endif
