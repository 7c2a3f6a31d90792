/* Reads the catalogue's YAML: for the build, and at run time a user's own files.
 *
 * A file is a map of sections, each optional:
 *   kinds, patterns, rules, sources: id → record        regions: vendor → id → record
 *   fields: class → key → record                        prices: kind → list of price lines
 * The keys of a record stand in catalog_members.c. What a file says of an id that
 * the base has already replaces those keys and leaves the others; a line of `prices:`
 * replaces the line of the same item. */
#ifndef TROIKA_MODEL_CATALOG_READ_H
#define TROIKA_MODEL_CATALOG_READ_H

#include "model/catalog.h"
#include "model/error.h"

typedef struct CatalogReader CatalogReader;

/* BASE (NULL: nothing) is what the files add to; it must outlive the result. */
CatalogReader *catalog_reader_new(const Catalog *base);
/* Reads one file from bytes that are at hand. False: errors were added; go on with
 * the next file all the same, so that a user sees every fault at once. */
bool catalog_reader_add(CatalogReader *reader, const char *file, const char *bytes,
                        size_t length, Diagnostics *list);
/* Checks what is written across files and makes *OUT, for catalog_clear(). False:
 * errors were added, and OUT is empty. */
bool catalog_reader_finish(CatalogReader *reader, Catalog *out, Diagnostics *list);
void catalog_reader_free(CatalogReader *reader);

void catalog_clear(Catalog *catalog);

#endif
