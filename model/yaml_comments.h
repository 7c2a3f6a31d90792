/* The comments of a YAML file, and what each speaks of.
 *
 * A comment on the line of an entry belongs to that line. One on lines of its own belongs to the entry below it,
 * or, where it is indented deeper than what follows, to the end of what stands above. */
#ifndef TROIKA_MODEL_YAML_COMMENTS_H
#define TROIKA_MODEL_YAML_COMMENTS_H

#include "model/yaml.h"

typedef enum CommentPlace {
	COMMENT_HEAD,           /* above the whole file; its owner is NULL */
	COMMENT_ABOVE,          /* on lines of its own above its owner */
	COMMENT_LINE,           /* on the line of its owner: behind its key, or behind its text or closing bracket */
	COMMENT_BELOW           /* at the end of its owner, a list or map; or indented below a text */
} CommentPlace;

typedef struct YamlComment {
	size_t start, end;      /* byte offsets in the source, from the # to the last visible character */
	size_t column;          /* bytes before it on its line */
	const YamlNode *owner;
	CommentPlace place;
	bool own;               /* nothing else stands on its line */
	bool apart;             /* the line above is blank */
} YamlComment;

typedef struct YamlComments {   /* {0} is valid and empty */
	YamlComment *items;     /* in the order of the file; owned */
	size_t count, cap;
	size_t *by_owner;       /* indexes into items; those of one owner in the order of the file; owned */
} YamlComments;

/* Gathers the comments of DOC, which was read without a fault and has a root. */
void yaml_comments(YamlComments *comments, const YamlDoc *doc);
/* The next comment of OWNER in PLACE; *STATE starts at 0. NULL: no more. */
const YamlComment *yaml_comment_of(const YamlComments *comments, const YamlNode *owner, CommentPlace place,
                                   size_t *state);
/* Does a comment stand between the byte offsets FROM and TO? */
bool yaml_comments_between(const YamlComments *comments, size_t from, size_t to);
/* Does what stands AT begin its line, and is the line above blank? */
bool yaml_stands_apart(const YamlDoc *doc, size_t at);
/* Where ENTRY of the list or map PARENT begins: its key, or the dash of a list item in block style. */
size_t yaml_entry_start(const YamlDoc *doc, const YamlNode *parent, const YamlNode *entry);
void yaml_comments_clear(YamlComments *comments);

#endif
