/* Small questions that many rules ask. */
#ifndef TROIKA_MODEL_RULE_KIT_H
#define TROIKA_MODEL_RULE_KIT_H

#include "model/finding.h"
#include "model/graph_number.h"
#include "model/legal.h"
#include "model/rules.h"

static inline bool platform_is(const Graph *graph, int platform, VendorId vendor)
{
	return platform != NOWHERE && graph->platforms[platform].vendor_id == vendor;
}

/* Is the boolean field KEY of ELEMENT true? */
bool field_true(const Graph *graph, const Element *element, GraphKey key);
/* The value, or "" when there is none. */
const char *field_text(const Graph *graph, const Element *element, GraphKey key);
const Element *the_design(const Graph *graph);
const char *component_id(const Graph *graph, int component);

/* A rate a month as one an hour or a day. */
Decimal per_hour(Decimal per_month);
Decimal per_day(Decimal per_month);
/* The limit NAME of the kind, for the value of the component's field CHOICE (NULL: none) where the
 * limit differs by it; false: none is known. */
bool component_limit(const Graph *graph, const GraphComponent *component, const char *name,
                     const char *choice, Decimal *out);
void add_number(Text *out, Decimal number);             /* "1,234.5" */

/* Says once for the design that an input is missing in COUNT places (0: says nothing). */
void undecided_places(Findings *findings, const Graph *graph, const char *missing, size_t count);
/* For rules about what a design leaves out, asked where they would speak: below the parameter `components` of the
 * speaking rule the design is a sketch, and the rule is undecided instead. */
bool is_sketch(Findings *findings, const Graph *graph);

/* One of the three horses: Salesforce, Heroku or AWS. */
bool platform_is_horse(const GraphPlatform *platform);
/* How many of them (vendors) have components here. */
size_t horses_in_use(const Graph *graph);
/* Do people look at it and sign in (`identity: none`: nobody has to)? */
bool component_faces_people(const Graph *graph, const GraphComponent *component);
bool link_is_private(const Graph *graph, const GraphLink *link);
bool link_carries(const Graph *graph, const GraphLink *link, GraphKey flag);    /* data whose FLAG is true */
bool link_is_critical(const Graph *graph, const GraphLink *link);       /* either end is */
/* Is the id of PATTERN in the list parameter NAME of the speaking rule? */
bool param_lists(const Findings *findings, const Graph *graph, const char *name, const char *id);
/* The patterns that the list parameter NAME names, by id or (STATUSES) by status; the caller frees
 * it. For loops over many links. */
bool *param_patterns(const Findings *findings, const Graph *graph, const char *name, bool statuses);
bool pattern_in(const bool *set, const Graph *graph, const Pattern *pattern);
/* The least time that data of PATTERN lag behind, in seconds; false: not known. */
bool pattern_lag(const Pattern *pattern, Decimal *seconds);
/* The edition of the org: of the first CRM component on the platform. "" unknown. */
const char *platform_edition(const Graph *graph, int platform);
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
