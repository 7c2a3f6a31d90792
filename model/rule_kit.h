/* Small questions that many rules ask. */
#ifndef TROIKA_MODEL_RULE_KIT_H
#define TROIKA_MODEL_RULE_KIT_H

#include "model/finding.h"
#include "model/rules.h"

enum { SKETCH = 3 };            /* a design of so few components is not asked what it leaves out */

static inline bool has_field(uint64_t has, GraphKey key)
{
	return has & GRAPH_BIT(key);
}

/* Is the boolean field KEY of ELEMENT true? */
bool field_true(const Graph *graph, const Element *element, GraphKey key);
/* The value, or "" when there is none. */
const char *field_text(const Graph *graph, const Element *element, GraphKey key);
const Element *the_design(const Graph *graph);
const char *component_id(const Graph *graph, int component);

/* One of the three horses: Salesforce, Heroku or AWS. */
bool platform_is_horse(const GraphPlatform *platform);
/* How many of them (vendors) have components here. */
size_t horses_in_use(const Graph *graph);
/* Do people look at it and sign in (`identity: none`: nobody has to)? */
bool component_faces_people(const Graph *graph, const GraphComponent *component);
/* Inside one deployable: counts for nobody's coupling. */
bool link_is_internal(const GraphLink *link);
bool link_is_free(const GraphLink *link);       /* of the free pattern */
/* Only ends that the pattern's from and to take; prerequisites apart. */
bool link_ends_fit(const Graph *graph, const GraphLink *link);

/* Appends to OUT, joined by ", " and at the end " and "; after LIMIT names "and 7 more". */
typedef struct NameList {
	Text text;
	size_t count, limit;
	const char *last;       /* held back until we know whether it is the last */
} NameList;

void names_add(NameList *names, const char *name);
const char *names_text(NameList *names);        /* closes the list */
void names_clear(NameList *names);

/* Appends the change of LINK to another legal pattern of MODE, the alternatives of its own first.
 * False: there is none. */
bool fix_by_pattern(const Graph *graph, const GraphLink *link, PatternMode mode, Edit *edit);
/* Appends that KEY of ELEMENT becomes VALUE. */
void fix_by_field(const Element *element, const char *key, const char *value, Edit *edit);

#endif
