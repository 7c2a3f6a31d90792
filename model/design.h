/* The design: a small typed graph whose elements have text fields.
 *
 * Elements have an id, a class and fields (key → text). Nested values of the
 * file are fields with dotted keys (residency.customers.allowed), a list is
 * one value (model/list.h). The design itself is the element `design`.
 * A design changes only by design_apply(); everything else reads. */
#ifndef TROIKA_MODEL_DESIGN_H
#define TROIKA_MODEL_DESIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/catalog.h"
#include "model/edit.h"
#include "model/error.h"
#include "model/pool.h"

#define ID_DESIGN "design"      /* the id of the design itself */

typedef struct Field {
	const char *key;        /* in the pool of the design: equal keys are equal pointers */
	const char *value;      /* in the pool as well */
} Field;

typedef struct Element {
	const char *id;         /* in the pool */
	ElementClass class;
	uint32_t index;         /* its place among the elements of its class */
	uint32_t field_count, field_cap;
	Field *fields;          /* sorted by key (strcmp); in the arena */
	uint64_t version;       /* of the design when it last changed */
	int line, column;       /* where it stands in its file; 0: not from a file */
	const char *file;       /* an included file, in the pool; NULL: the main file */
} Element;

typedef struct Design {
	Element **elements[CLASS_COUNT];        /* each sorted by id; owned; the elements are in the arena */
	size_t count[CLASS_COUNT];
	size_t cap[CLASS_COUNT];
	uint64_t version;       /* grows with every applied edit */
	uint64_t content;       /* a fingerprint: equal again when edits have led back to the same content;
	                         * of this process and this design only */
	Pool pool;              /* ids, keys and values; the mark of a text is the element with that id */
	Arena arena;            /* elements and their fields; given back by design_clear() */
} Design;

void design_init(Design *design);               /* the element `design`, nothing else */
void design_clear(Design *design);

const Element *design_find(const Design *design, const char *id);       /* NULL: none */
/* The same for a text of the design itself, such as the value of a field, and much quicker. */
const Element *design_named(const char *text);
size_t design_count(const Design *design, ElementClass class);
const Element *design_at(const Design *design, ElementClass class, size_t index);
/* The value of KEY, or NULL. Borrowed until the next edit. */
const char *element_get(const Element *element, const char *key);
/* The visible name: field `name`, else the id. */
const char *element_name(const Element *element);

/* The bulk door of the reader: adds an element that is not there yet (NULL:
 * the id is taken), sets a field (of two values for one key the later stands), and at the end sorts
 * what was added. Cheapest when the fields of an element follow its design_add() at once.
 * Between design_add and design_ready only design_find() may be asked of DESIGN. */
Element *design_add(Design *design, ElementClass class, const char *id, size_t length);
void design_set(Design *design, Element *element, const char *key, const char *value);
void design_set_n(Design *design, Element *element, const char *key, size_t key_length,
                  const char *value, size_t value_length);
Element *design_element(Design *design);        /* the element `design`, to be set by the reader */
void design_ready(Design *design);

/* Applies all operations of EDIT, or none and says why: `before` of each must
 * be what the design holds. Does not check references: see design_check(). */
bool design_apply(Design *design, const Edit *edit, Error *err);

/* The same in two steps, for what must be judged first: all operations are applied, the version
 * is not raised yet; then either keep it or take it back, which restores the very elements. EDIT
 * must live until then. NULL: nothing was applied. */
typedef struct DesignTrial DesignTrial;
DesignTrial *design_try(Design *design, const Edit *edit, Error *err);
void design_keep(DesignTrial *trial);
void design_take_back(DesignTrial *trial);

/* The invariants: ids well formed and unique, references exist and are of the right class, kinds
 * and patterns known, containment without a circle, required fields present, values of the
 * type of their field. With EDIT only what it may have broken is checked. */
bool design_check(const Design *design, const Catalog *catalog, const Edit *edit, Error *err);

/* Every fault of a whole design, for the reader, which knows where ELEMENT and its field KEY (NULL: the
 * element as a whole) stand. Unknown field keys are warnings, the rest are errors. */
typedef void (*DesignFault)(void *context, const Element *element, const char *key, bool warning,
                            const char *text);
void design_check_each(const Design *design, const Catalog *catalog, DesignFault fault, void *context);

/* Is TEXT a well-formed id: [a-z0-9][a-z0-9_-]{0,62}, not `design`? */
bool id_valid(const char *text);
/* Is VALUE allowed for FIELD? False: the error says what would be. */
bool field_value_valid(const FieldSpec *field, const char *value, Error *err);

/* Reads a point, "column,row", each from -POINT_LARGEST to POINT_LARGEST. */
enum { POINT_LARGEST = 99999 };
bool point_parse(const char *value, int *column, int *row);

/* The edit that makes OLD into NEW; the caller clears it. Deterministic. */
void design_diff(const Design *old, const Design *new_, Edit *out);

/* A deep copy, for previews; TO is {0} or initialised, and cleared first. */
void design_copy(Design *to, const Design *from);

#endif
