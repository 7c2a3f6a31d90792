/* Catalogues of one's own: more kinds, patterns and prices from YAML files, in the
 * user's configuration folder and beside a design. */
#ifndef TROIKA_MODEL_CATALOG_EXTEND_H
#define TROIKA_MODEL_CATALOG_EXTEND_H

#include "model/catalog_read.h"
#include "model/list.h"

/* BASE and the files PATHS, read in this order, in *OUT for catalog_clear(). BASE must outlive
 * it. False: errors were added with their file, line and column, and OUT is empty. */
bool catalog_extend(Catalog *out, const Catalog *base, const List *paths, Diagnostics *list);

/* Adds the *.yaml files of $XDG_CONFIG_HOME/troika/catalog (default ~/.config), sorted by name.
 * None when there is no such folder. */
void catalog_user_files(List *paths);

/* The catalogue to read the design DESIGN (its path; "-" is standard input, which has no
 * folder) with BYTES by: the built-in one, the user's files, and those the design names under
 * `catalog:`, which must be relative and inside the folder of the design. Returns the built-in
 * catalogue itself or OWN, which the caller clears in any case; NULL: errors were added. */
const Catalog *catalog_open(Catalog *own, const char *design, const char *bytes, size_t length,
                            Diagnostics *list);

#endif
