/* Op and Edit: the one way a design changes.
 *
 * An Op says that field `key` of element `id` goes from `before` to `after`
 * (absent is NULL). Existence is the internal field `:class`: adding an
 * element begins with it, removing one ends with it. */
#ifndef TROIKA_MODEL_EDIT_H
#define TROIKA_MODEL_EDIT_H

#include <stddef.h>
#include <stdint.h>

#define KEY_CLASS ":class"

typedef struct Op {
	char *id;               /* owned, as all four */
	char *key;
	char *before;           /* NULL: absent */
	char *after;            /* NULL: absent */
} Op;

typedef struct Edit {
	Op *ops;                /* succeed or fail together; owned */
	size_t count, cap;
	char *label;            /* "add Heroku Postgres"; owned */
	char *author;           /* owned; NULL: unknown */
	int64_t time;           /* milliseconds since 1970, UTC; 0: not committed */
	int64_t seq;            /* number in the journal, from 1; 0: not committed */
	int64_t undoes;         /* the seq this takes back; 0: none */
	int64_t redoes;         /* the seq (an undo) this takes back again; 0: none */
	char uid[33];           /* unique for ever: 32 hex digits; "" before commit */
} Edit;

/* Appends an operation; the strings are copied. */
void edit_add(Edit *edit, const char *id, const char *key, const char *before, const char *after);
void edit_set_label(Edit *edit, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The edit that takes EDIT back: reversed order, before and after swapped. */
void edit_inverse(const Edit *edit, Edit *out);
/* Folds operations on the same field into one and drops those that change nothing; the rest stands so
 * that it can be applied. An edit whose operations contradict each other is left as it is. */
void edit_normalise(Edit *edit);
/* Moves the operations of FROM behind those of TO. */
void edit_append(Edit *to, Edit *from);
/* How many operations from AT on belong together: those on one element, up to its removal or before it is
 * added again. */
size_t edit_group_length(const Edit *edit, size_t at);
void edit_copy(Edit *to, const Edit *from);     /* TO is cleared first */
void edit_clear(Edit *edit);

#endif
