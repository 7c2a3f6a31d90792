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
	YAML_NODES_MAX = 6000000        /* about the design of 100,000 components twice */
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

typedef struct YamlDoc {
	Arena arena;
	const char *file;       /* as named to yaml_read; borrowed */
	const char *source;     /* borrowed */
	size_t length;
	YamlNode *root;         /* NULL: nothing but comments */
	bool broken;            /* reading stopped early: the tree misses parts */
} YamlDoc;

/* Reads SOURCE. False: at least one error was added; see YamlDoc.broken. */
bool yaml_read(YamlDoc *doc, const char *file, const char *source, size_t length, Diagnostics *list);
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
