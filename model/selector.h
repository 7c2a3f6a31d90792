/* Selectors: which elements something is about.
 *
 *	crm                               the element with this id
 *	portal-*                          * stands for any run of characters
 *	kind:heroku.* not tag:legacy      of such a kind, and not tagged so
 *	platform:aws, class:file          on that platform; or data of that class
 *
 * Words beside each other must all hold, commas part alternatives. `kind:` is the kind of a component or the pattern
 * of a link; `platform:` a platform, what is on it, a link that ends there or data at home there; `class:` the class of
 * data, a link that carries such data or a component where it is at home. */
#ifndef TROIKA_MODEL_SELECTOR_H
#define TROIKA_MODEL_SELECTOR_H

#include "model/graph.h"

typedef struct SelectorTerm {
	int what;               /* index into the prefixes; 0: the id */
	bool negated;
	bool last;              /* of its alternative */
	const char *glob;       /* in the arena */
} SelectorTerm;

typedef struct Selector {       /* {0} matches nothing */
	SelectorTerm *terms;    /* in the arena */
	size_t count;
	Arena arena;
} Selector;

/* False: it is none, and why; then it matches nothing. */
bool selector_parse(Selector *selector, const char *text, Error *err);
bool selector_fits(const Selector *selector, const Graph *graph, const Element *element);
void selector_clear(Selector *selector);

#endif
