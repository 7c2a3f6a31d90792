/* Between the file and the design: the YAML trees of a design's files. Used by
 * the reader and by the save. */
#ifndef TROIKA_MODEL_DESIGN_TREE_H
#define TROIKA_MODEL_DESIGN_TREE_H

#include "model/design_file.h"
#include "model/yaml.h"

typedef struct DesignTrees {
	YamlDoc *docs;          /* the main file, then each included one; owned */
	size_t count;
} DesignTrees;

/* Reads PATH and the files it includes into SOURCE, and all their trees. */
bool design_source_read(DesignSource *source, const char *path, DesignTrees *trees, Diagnostics *list);
/* The trees of a SOURCE that is in memory already; no file is touched. */
bool design_source_parse(const DesignSource *source, DesignTrees *trees, Diagnostics *list);
/* The tree of bytes that come from no file, so that nothing can be included. */
bool design_source_read_bytes(const char *name, const char *bytes, size_t length,
                              DesignTrees *trees, Diagnostics *list);
void design_trees_clear(DesignTrees *trees);

/* Makes the design of TREES, in an initialised DESIGN, reporting every fault. */
bool design_build(Design *design, const Catalog *catalog, const DesignTrees *trees, Diagnostics *list);
/* The same without a look at what the design says: for a file that was read before. */
void design_fill(Design *design, const Catalog *catalog, const DesignTrees *trees, Diagnostics *list);
/* Can KEY be (a part of) the key of a field? Others stay in the file alone. */
bool design_key_kept(const YamlNode *key);
/* Is KEY of the top level a section, a field, or the begin of fields: residency, for residency.*.allowed? A map
 * under another key is not read. */
bool design_knows_key(const Catalog *catalog, const char *key);

#endif
