/* Building the tree of a YAML file, node by node, whoever reads the text. Used by yaml.c and
 * yaml_plain.c alone. */
#ifndef TROIKA_MODEL_YAML_TREE_H
#define TROIKA_MODEL_YAML_TREE_H

#include "model/yaml.h"

/* A list or map that is being read. */
typedef struct YamlLevel {
	YamlNode *node;
	YamlNode *last;         /* its newest item */
	uint32_t end;           /* of its newest item */
	const YamlNode *key;    /* of a map: the key that waits for its value */
	const YamlNode **keys;  /* of a map of more than a few keys: their hash; owned */
	size_t mask;            /* slots of keys - 1 */
	bool visited;           /* its entries go to the visitor */
} YamlLevel;

typedef struct YamlTree {
	YamlDoc *doc;
	const YamlVisitor *visitor;     /* NULL: all is kept */
	Diagnostics *list;
	YamlLevel levels[YAML_DEPTH_MAX];
	int depth;              /* levels in use */
	uint32_t nodes;         /* made so far */
	size_t mark_block, mark_used;   /* the store before the entry that is visited */
} YamlTree;

YamlNode *yaml_tree_node(YamlTree *tree, YamlType type);        /* only its type and text are set */
char *yaml_tree_copy(YamlTree *tree, const char *text, size_t length);  /* terminated */
bool yaml_tree_wants_key(const YamlTree *tree);
/* Gives the map that is open its next key; one that stands twice is an error in the list. */
void yaml_tree_key(YamlTree *tree, const YamlNode *key);
void yaml_tree_value(YamlTree *tree, YamlNode *text);   /* a text: the root, an item, or a key's value */
void yaml_tree_open(YamlTree *tree, YamlNode *node);    /* a list or map; the depth must be checked before */
void yaml_tree_close(YamlTree *tree, uint32_t flow_end);        /* FLOW_END counts in flow style alone */
void yaml_tree_abandon(YamlTree *tree);                 /* frees what open levels hold */

/* Reads the source when it is written in the plain manner of most files: several times as fast as
 * libyaml, and with the same result. False, and nothing done: libyaml must read it. ASCII: the source
 * holds nothing else. */
bool yaml_read_plain(YamlTree *tree, bool ascii);

#endif
