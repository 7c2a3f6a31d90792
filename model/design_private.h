/* What design.c offers to design_apply.c alone: the primitives that change a design. */
#ifndef TROIKA_MODEL_DESIGN_PRIVATE_H
#define TROIKA_MODEL_DESIGN_PRIVATE_H

#include "model/design.h"

Element *design_find_mutable(Design *design, const char *id);
/* An element without fields that stands nowhere yet. */
Element *design_new_element(Design *design, ElementClass class, const char *id);
/* Puts ELEMENT in its place, whose id must be free; takes it out. Returns the place, from which on the indexes are
 * to be mended. */
size_t design_insert(Design *design, Element *element);
size_t design_take_out(Design *design, Element *element);
void design_number(Design *design, ElementClass class, size_t first);
/* The first place in CLASS whose id is not less than ID. */
size_t design_place(const Design *design, ElementClass class, const char *id);
/* Sets a field, keeping the order; removes one that is there. */
void design_put(Design *design, Element *element, const char *key, const char *value);
void design_drop(Design *design, Element *element, const char *key);

#endif
