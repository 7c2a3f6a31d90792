/* The canonical form of a design file: what `troika fmt` makes of it.
 *
 * Sections stand in one order with a blank line between, fields in the order of the field table, elements in the
 * order the user gave them. Two spaces indent, quotes stand where they are needed, what was written in braces or
 * brackets stays so while it fits on a line. Every comment stays with what it speaks of, every value means
 * what it meant, and formatting again changes nothing. */
#ifndef TROIKA_MODEL_FORMAT_H
#define TROIKA_MODEL_FORMAT_H

#include "model/design_file.h"

/* Adds the text of SOURCE, a design that was read without an error by CATALOG, in its canonical form to OUT. The result
 * is read back and compared before it is returned. A JSON file stays one. */
bool design_format(const DesignSource *source, const Catalog *catalog, Text *out, Error *err);

#endif
