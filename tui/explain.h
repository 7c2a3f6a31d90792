/* What the catalogue knows, as pages for people: kinds, patterns, rules and fields. */
#ifndef TROIKA_TUI_EXPLAIN_H
#define TROIKA_TUI_EXPLAIN_H

#include "model/catalog.h"
#include "model/text.h"

/* Adds the page of ID: a kind, a pattern, a rule, the key of a finding (rule@element), or a field
 * (users, component.users, heroku.web.dynos). False: there is no such thing, and nothing was added. */
bool explain_add(const Catalog *catalog, const char *id, Text *out);
/* The nearest id that has a page, or NULL. */
const char *explain_nearest(const Catalog *catalog, const char *id);

void explain_kind(const Catalog *catalog, const Kind *kind, Text *out);
void explain_pattern(const Catalog *catalog, const Pattern *pattern, Text *out);
void explain_rule(const Catalog *catalog, const RuleText *rule, Text *out);
/* Every field whose key is KEY. False: there is none. */
bool explain_field(const Catalog *catalog, const char *key, Text *out);
/* "a quantity in GB, at least 0; 10 unless told". */
void explain_field_type(const FieldSpec *field, Text *out);

#endif
