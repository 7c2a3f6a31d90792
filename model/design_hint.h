/* Names in a design that mean nothing, though it could be kept. */
#ifndef TROIKA_MODEL_DESIGN_HINT_H
#define TROIKA_MODEL_DESIGN_HINT_H

#include "model/design.h"

/* Warns of what the design's own fields name and nobody knows: data under residency:, rules under severity: and
 * parameters:, currencies under rates:, capabilities under requires:. */
void design_hint_each(const Design *design, const Catalog *catalog, DesignFault report, void *context);

#endif
