/* The design file: YAML in, design out, and the save that touches only what changed. */
#ifndef TROIKA_MODEL_DESIGN_FILE_H
#define TROIKA_MODEL_DESIGN_FILE_H

#include "model/design.h"
#include "model/file.h"
#include "model/text.h"

/* A file that the main file includes. */
typedef struct IncludedFile {
	char *path;             /* as it stands in messages; owned */
	char *bytes;            /* owned */
	size_t length;
} IncludedFile;

/* The text a design was read from. */
typedef struct DesignSource {
	char *path;             /* as the user named it; "-" is standard input; owned */
	char *bytes;            /* the main file; owned; NULL: a new design */
	size_t length;
	IncludedFile *includes; /* all, in the order they were met; owned */
	size_t include_count;
} DesignSource;

/* Reads a design, with its includes (inside the folder of the file only), into an initialised
 * DESIGN; reports every fault. False: at least one error. */
bool design_read(Design *design, const Catalog *catalog, DesignSource *source,
                 const char *path, Diagnostics *list);
/* The same from bytes that are at hand; NAME stands in the messages. */
bool design_read_bytes(Design *design, const Catalog *catalog, const char *name,
                       const char *bytes, size_t length, Diagnostics *list);
/* The same by the catalogue that the design asks for: built in, the user's own, and what stands under
 * `catalog:` (model/catalog_extend.h). The result is the built-in one or OWN, which the caller
 * clears in any case, after DESIGN; NULL: at least one error. */
const Catalog *design_open(Design *design, DesignSource *source, Catalog *own, const char *path,
                           Diagnostics *list);
void design_source_clear(DesignSource *source);

/* The text of SOURCE with the difference to DESIGN spliced in: comments, order, quoting and
 * unknown keys elsewhere stay byte for byte. The result is read back and
 * compared before it is returned. An empty SOURCE gives a whole new file. */
bool design_splice(const DesignSource *source, const Design *design, const Catalog *catalog,
                   Text *out, Error *err);

#endif
