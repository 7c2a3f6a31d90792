/* What is said of a key that is no field. */
#ifndef TROIKA_MODEL_UNKNOWN_KEY_H
#define TROIKA_MODEL_UNKNOWN_KEY_H

#include "model/catalog.h"
#include "model/text.h"

/* Adds to OUT what is wrong with KEY, which no element of CLASS with KIND and PATTERN (NULL: none) has, and
 * what may have been meant. True: that is an error; false: the key can be kept, and a warning is enough. */
bool unknown_key_tell(const Catalog *catalog, ElementClass class, const Kind *kind, const Pattern *pattern,
                      const char *key, Text *out);

#endif
