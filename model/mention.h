/* Mentions: where the fields of a design name elements by their id.
 *
 * References of the field table, and texts with an id inside: the steps of a flow ("link: words"),
 * what a waiver is `at` and holds `while`, and data in the keys of residency. One table of forms
 * serves the checks, the cascade of a removal and renaming. */
#ifndef TROIKA_MODEL_MENTION_H
#define TROIKA_MODEL_MENTION_H

#include "model/design.h"
#include "model/list.h"

typedef enum MentionForm {
	MENTION_NONE,           /* the field names nothing */
	MENTION_VALUE,          /* the whole value is an id */
	MENTION_LIST,           /* a list of ids */
	MENTION_STEPS,          /* a list of "id: words" */
	MENTION_PATTERNS,       /* a list of ids or patterns with `*` */
	MENTION_FIRST_WORD      /* "id <= 50k/day" */
} MentionForm;

/* SPEC may be NULL: a field nobody knows. */
MentionForm mention_form(const FieldSpec *spec, ElementClass class, const char *key);
/* Appends the ids that VALUE names (patterns with `*` are left out). A list that cannot be read names nothing. */
void mention_ids(MentionForm form, const char *value, List *out);
/* VALUE with NEW_ for the id OLD, or with the mention dropped when NEW_ is NULL. NULL: nothing is left. The
 * caller frees it. */
char *mention_replace(MentionForm form, const char *value, const char *old, const char *new_);
/* The data element that the key of a field of the design names (residency.ID.allowed): its first byte, and its
 * length in *LENGTH; NULL: none. */
const char *mention_in_key(const char *key, size_t *length);

/* A set of ids to look for. */
typedef struct IdSet {
	Pool pool;
	uint64_t lengths;       /* bit n: an id of n bytes is there */
} IdSet;

void idset_add(IdSet *set, const char *id);
bool idset_has(const IdSet *set, const char *id);
/* Quick: may TEXT name an id of SET? Words of it are looked up, whatever the form. */
bool idset_may_occur(const IdSet *set, const char *text);
void idset_clear(IdSet *set);

#endif
