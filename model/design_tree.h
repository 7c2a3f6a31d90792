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

/* Reads the main file PATH into SOURCE. */
bool design_source_open(DesignSource *source, const char *path, Diagnostics *list);
/* The trees of an opened SOURCE and of the files it includes, which are read into it, but for what VISITOR
 * (NULL: none) takes. */
bool design_source_read(DesignSource *source, const YamlVisitor *visitor, DesignTrees *trees, Diagnostics *list);
/* The trees of a SOURCE that is in memory already; no file is touched. */
bool design_source_parse(const DesignSource *source, const YamlVisitor *visitor,
                         DesignTrees *trees, Diagnostics *list);
void design_trees_clear(DesignTrees *trees);

/* Makes the design of a SOURCE in memory, in an initialised DESIGN, reporting every fault. */
bool design_read_source(Design *design, const Catalog *catalog, const DesignSource *source, Diagnostics *list);
/* The same without a look at what the design says. *UNKNOWN: design_unknown() of all. */
bool design_fill_source(Design *design, const Catalog *catalog, const DesignSource *source, uint64_t *unknown,
                        Diagnostics *list);
/* The same from whole TREES that were read without a fault. */
void design_fill(Design *design, const Catalog *catalog, const DesignTrees *trees);

/* A sum over all below NODE that stands in the file alone: no field of the design holds it. What is marked
 * as gone does not count. TOP: NODE is the whole file. */
uint64_t design_unknown(const Catalog *catalog, const YamlNode *node, bool top);
/* Can KEY be (a part of) the key of a field? Others stay in the file alone. */
bool design_key_kept(const YamlNode *key);
/* Is KEY of the top level a section, a field, or the begin of fields: residency, for residency.*.allowed? A
 * map under another key is not read. */
bool design_knows_key(const Catalog *catalog, const char *key);
bool design_holds_map(const YamlNode *list);            /* is one of its items a map? */

/* The node of the field KEY (NULL: of the whole) of ELEMENT, or of the item that TEXT names in quotes; NULL: it
 * stands nowhere. */
const YamlNode *design_place_of(const DesignTrees *trees, const Element *element, const char *key, const char *text);

#endif
