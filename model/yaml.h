/* YAML as a tree with the places where it stood.
 *
 * libyaml's events become nodes in one arena; every node knows line, column and
 * byte offsets, which errors and the comment-keeping save need. Aliases, anchors,
 * tags, complex keys, duplicate keys, control characters, more than one document,
 * too deep and too large input are refused. */
#ifndef TROIKA_MODEL_YAML_H
#define TROIKA_MODEL_YAML_H

#include <stdint.h>

#include "model/error.h"
#include "model/memory.h"

enum {
	YAML_DEPTH_MAX = 64,            /* lists and maps inside each other */
	YAML_BYTES_MAX = 64 << 20,      /* of one file */
	YAML_NODES_MAX = 4000000        /* a design of 100,000 components and 200,000 links has 3,300,000 */
};

typedef enum YamlType { YAML_TEXT, YAML_LIST, YAML_MAP } YamlType;

typedef struct YamlNode YamlNode;
struct YamlNode {
	YamlType type;
	bool flow;              /* written as [..] or {..} */
	bool quoted;            /* a text in quotes or as a block: `~` and `no` are words then */
	bool block;             /* a text written as | or > */
	bool gone;              /* free for whoever walks the tree: the save marks what it removes */
	uint32_t line, column;  /* 1-based; column in characters */
	uint32_t start, end;    /* byte offsets in the source; end is behind the last byte */
	uint32_t length;        /* of text, in bytes */
	uint32_t count;         /* of items or entries */
	const char *text;       /* of a text; terminated, without control characters */
	const YamlNode *key;    /* of a map entry: its key, a text */
	YamlNode *first;        /* of a list or map: the first item or entry's value */
	YamlNode *next;         /* the next one beside this */
};

typedef struct YamlBlock {
	char *bytes;            /* owned */
	size_t size;
} YamlBlock;

typedef struct YamlStore {      /* the memory of a tree */
	YamlBlock *blocks;      /* owned */
	size_t count;
	size_t at, used;        /* the current block, and what is used of it */
} YamlStore;

typedef struct YamlDoc {
	YamlStore store;
	const char *file;       /* as named to yaml_read; borrowed */
	const char *source;     /* borrowed */
	size_t length;
	YamlNode *root;         /* NULL: nothing but comments */
	bool broken;            /* reading stopped early: the tree misses parts */
} YamlDoc;

/* Takes the entries of chosen maps below the top level one by one, as they are read: they never come
 * together into the tree, where the map then looks empty but for its count. Keys that stand twice in such a map are
 * for the visitor to find. */
typedef struct YamlVisitor {
	bool (*wants)(void *context, const YamlNode *key);      /* the map under this key? */
	/* ENTRY stands in the map under KEY; it lives until the return. */
	void (*take)(void *context, const YamlDoc *doc, const YamlNode *key, const YamlNode *entry);
	void *context;
} YamlVisitor;

/* Reads SOURCE. False: at least one error was added; see YamlDoc.broken. VISITOR may be NULL. */
bool yaml_read(YamlDoc *doc, const char *file, const char *source, size_t length, Diagnostics *list);
bool yaml_visit(YamlDoc *doc, const char *file, const char *source, size_t length,
                const YamlVisitor *visitor, Diagnostics *list);
YamlNode *yaml_get(const YamlNode *map, const char *key);       /* NULL: none, or not a map */
bool yaml_is_null(const YamlNode *node);        /* nothing, ~ or null, not in quotes */
void yaml_clear(YamlDoc *doc);

/* The encoding: is SOURCE UTF-8 without control characters? Adds the first few faults with their
 * place. *ASCII: it holds nothing else, so that characters are bytes. */
bool yaml_source_check(const char *file, const char *source, size_t length,
                       bool *ascii, Diagnostics *list);
/* Does a value hold only characters that cannot drive a terminal or hide what is written? No
 * control characters but line feed and tab, no bidi controls, no line separators; otherwise *FAULT
 * is the first offender. */
bool yaml_value_clean(const char *text, size_t length, uint32_t *fault);

#endif
