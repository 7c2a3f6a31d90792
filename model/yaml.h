/* YAML as a tree with the places where it stood.
 *
 * libyaml's events become nodes in one arena; every node knows line, column and
 * byte offsets, which errors and the comment-keeping save need. Aliases, tags,
 * more than one document, too deep and too large input are refused. */
#ifndef TROIKA_MODEL_YAML_H
#define TROIKA_MODEL_YAML_H

#include <stdint.h>

#include "model/error.h"
#include "model/memory.h"

typedef enum YamlType { YAML_TEXT, YAML_LIST, YAML_MAP } YamlType;

typedef struct YamlNode YamlNode;
struct YamlNode {
	YamlType type;
	bool flow;              /* written as [..] or {..} */
	bool quoted;            /* a text in quotes or as a block: `~` and `no` are words then */
	bool block;             /* a text written as | or > */
	uint32_t line, column;  /* 1-based; column in characters */
	size_t start, end;      /* byte offsets in the source; end is behind the last byte */
	const char *text;       /* of a text; terminated, may hold NUL bytes: see length */
	size_t length;
	const YamlNode *key;    /* of a map entry: its key, a text */
	YamlNode *first;        /* of a list or map: the first item or entry's value */
	YamlNode *next;         /* the next one beside this */
	uint32_t count;         /* of items or entries */
};

typedef struct YamlDoc {
	Arena arena;
	const char *file;       /* as named to yaml_read; borrowed */
	const char *source;     /* borrowed */
	size_t length;
	YamlNode *root;         /* NULL: nothing but comments */
} YamlDoc;

/* Reads SOURCE. False: at least one error was added. */
bool yaml_read(YamlDoc *doc, const char *file, const char *source, size_t length, Diagnostics *list);
YamlNode *yaml_get(const YamlNode *map, const char *key);       /* NULL: none, or not a map */
void yaml_clear(YamlDoc *doc);

#endif
