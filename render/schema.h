/* The JSON Schema (draft-07) of the design file, from the field table. */
#ifndef TROIKA_RENDER_SCHEMA_H
#define TROIKA_RENDER_SCHEMA_H

#include "model/catalog.h"
#include "model/text.h"

/* For editors: completion, hovering and checks of a file as it is typed. */
void schema_add(const Catalog *catalog, Text *out);

#endif
