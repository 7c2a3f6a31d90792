/* Changing a YAML text in place: entries are removed from, added to and replaced
 * in maps and lists so that every other byte stays. What is written in a way that cannot be changed
 * so is left as it is: the save reads its result back and sees it. */
#ifndef TROIKA_MODEL_SPLICE_H
#define TROIKA_MODEL_SPLICE_H

#include "model/design_print.h"
#include "model/patch.h"
#include "model/yaml.h"

typedef struct Splice {
	const YamlDoc *doc;
	PrintStyle style;       /* of the file */
	Patches patches;        /* to doc->source */
} Splice;

PrintStyle splice_style(const YamlDoc *doc);    /* how DOC, which has a root, is written */

/* Lines of the source. */
size_t splice_line_start(const Splice *sp, size_t at);
size_t splice_line_end(const Splice *sp, size_t at);            /* before the line end */
size_t splice_next_line(const Splice *sp, size_t at);           /* behind the line end */
bool splice_line_blank(const Splice *sp, size_t at);

/* Where the text of an entry begins: its key, or the dash of a list item. */
size_t splice_entry_start(const Splice *sp, const YamlNode *entry);
/* The end of the last line of a block entry that stays, with comments indented deeper than it. */
size_t splice_entry_end(const Splice *sp, const YamlNode *entry);
size_t splice_behind_colon(const Splice *sp, const YamlNode *entry);
/* The spaces before the entries of a block map or list. */
size_t splice_indent(const Splice *sp, const YamlNode *parent);

const YamlNode *splice_last_kept(const YamlNode *parent);       /* NULL: none */
/* Removes the entries of PARENT that are marked as gone. ADDED: something will be added behind the last
 * that stays. */
void splice_remove_gone(Splice *sp, const YamlNode *parent, bool added);
/* What stands between entries of PARENT: ", ", or a line end and spaces. */
void splice_separator(const Splice *sp, const YamlNode *parent, Text *out);
/* Adds ENTRIES, separated like this, behind AFTER, or as the first when AFTER is NULL. */
void splice_add(Splice *sp, const YamlNode *parent, const YamlNode *after, const char *entries);
/* Replaces what stands behind the colon of ENTRY by TEXT, keeping a comment behind it. */
void splice_replace(Splice *sp, const YamlNode *entry, const char *text);

/* Makes VALUE, of the field SPEC (NULL: not known), the value of ENTRY, which stands in a map
 * in flow style or not. */
void splice_value(Splice *sp, const FieldSpec *spec, const YamlNode *entry, const char *value, bool flow);

#endif
