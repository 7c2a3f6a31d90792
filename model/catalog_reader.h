/* The inside of the catalogue reader, shared by its files alone:
 * catalog_read.c reads records, catalog_check.c checks them across files,
 * catalog_freeze.c turns them into a Catalog, and catalog_load.c has the last two done. */
#ifndef TROIKA_MODEL_CATALOG_READER_H
#define TROIKA_MODEL_CATALOG_READER_H

#include "model/catalog_members.h"
#include "model/catalog_read.h"
#include "model/yaml.h"

/* Where a record was written. */
typedef struct Origin {
	const YamlNode *node;   /* NULL: in the base */
	const char *file;
	bool broken;            /* a fault was found reading it: not worth checking further */
} Origin;

/* Records of one sort, in the order they came. */
typedef struct Table {
	const Record *record;
	char *items;            /* count structs of record->size bytes; owned */
	size_t count, cap;
	Origin *origins;        /* count of them; owned */
	size_t origin_cap;
} Table;

typedef struct OwnFile {
	char *name, *bytes;     /* owned */
	YamlDoc doc;
} OwnFile;

/* Lines of the section `prices:`. */
typedef struct AddedPrices {
	const YamlNode *node;
	const char *file;
	size_t kind;            /* its index in the table */
	const Price *lines;
	size_t count;
} AddedPrices;

struct CatalogReader {
	Arena arena;            /* texts and lists of the result */
	Table kinds, patterns, rules, sources, regions;
	Table fields[CLASS_COUNT];
	OwnFile **files;        /* owned; each stays until the end, for its places */
	size_t file_count, file_cap;
	AddedPrices *added;     /* owned */
	size_t added_count, added_cap;
	size_t base_rules;      /* how many of the rules the base has: those with a check */
	bool failed;            /* something was wrong in one of the files */
	const char *file;       /* that is being read or checked */
	Diagnostics *list;
};

void *table_at(const Table *table, size_t index);
void reader_fault(CatalogReader *r, const YamlNode *node, const char *format, ...) PRINTF_LIKE(3, 4);
bool decimal_text(const char *s);               /* "12", "-0.5": digits, and at most 12 places */

/* Adds a fault for whatever does not fit together. */
void reader_check(CatalogReader *r);
void reader_freeze(CatalogReader *r, Catalog *out);

#endif
