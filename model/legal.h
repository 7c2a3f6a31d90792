/* Why not? Whether a pattern may link two ends; if not, the one reason, and the smallest change that would make it
 * legal, in words and as a script.
 *
 * The changes are tried from the cheapest to the dearest: reverse the link, give the pattern what it needs, put one
 * component between, begin or end at another component. What the design has already is taken before anything new. */
#ifndef TROIKA_MODEL_LEGAL_H
#define TROIKA_MODEL_LEGAL_H

#include "model/graph.h"

typedef struct Legality {       /* {0} is valid and empty */
	bool legal;
	bool between;           /* the change keeps both ends and puts one component between */
	Text reason;            /* "it ends at Heroku Postgres; Portal is Web dyno"; empty: legal */
	Text change;            /* "put aws.eventbridge between and go on by eventbridge-rule"; empty: legal */
	Text script;            /* in the edit language: the change, and the link; empty: no edit can do it */
} Legality;

/* Fills OUT ({0} or cleared) for a link FROM → TO by PATTERN, which is one of the catalogue of GRAPH. */
void pattern_judge(const Graph *graph, const Pattern *pattern, GraphEnd from, GraphEnd to, Legality *out);
void legality_clear(Legality *legality);

/* A platform of VENDOR where something new would stand: NEAR if it is one, else the first; or NOWHERE. */
int legal_platform(const Graph *graph, const char *vendor, int near);
/* Does PATTERN take these ends, its prerequisites apart? */
bool pattern_ends_fit(const Graph *graph, const Pattern *pattern, GraphEnd from, GraphEnd to);
/* The verdict alone. No: *WHY (may be NULL) gets "reason: change", for the caller to clear. */
bool pattern_legal(const Graph *graph, const Pattern *pattern, GraphEnd from, GraphEnd to, Text *why);

#endif
