/* A view: a design with changes that are not made yet.
 *
 * Elements are copied when they are first touched; all others are read where they are, so that
 * what a line of a script does costs nothing in proportion to the design. */
#ifndef TROIKA_MODEL_DESIGN_VIEW_H
#define TROIKA_MODEL_DESIGN_VIEW_H

#include "model/design.h"
#include "model/mention.h"

typedef struct DesignView {
	const Design *base;     /* must not change while the view lives */
	Design touched;         /* what the touched elements are now */
	IdSet ids;              /* the touched ones, whether or not they are still there */
} DesignView;

void view_init(DesignView *view, const Design *base);
void view_clear(DesignView *view);
const Element *view_find(const DesignView *view, const char *id);
/* Applies EDIT to the view, all or nothing. Elements found before are not valid any more. */
bool view_apply(DesignView *view, const Edit *edit, Error *err);

/* Calls EACH for every element that has a field in which one of IDS may be named, by class; touched elements
 * come after the others of their class. The view must not change meanwhile. */
void view_each_mention(const DesignView *view, const IdSet *ids,
                       void (*each)(void *context, const Element *element), void *context);
/* The elements of CLASS in the view, in the same order. */
void view_each(const DesignView *view, ElementClass class,
               void (*each)(void *context, const Element *element), void *context);
/* Adds "; did you mean ID?" when an element of a similar id is there. */
void view_add_nearest(const DesignView *view, const char *id, Text *out);
/* The pattern and kind of ELEMENT; NULL: none, or unknown. */
const Kind *element_kind(const Catalog *catalog, const Element *element);
const Pattern *element_pattern(const Catalog *catalog, const Element *element);

/* A free id that begins with STEM, cut and mended to be well formed; the caller frees it. */
char *view_free_id(const DesignView *view, const char *stem);

#endif
