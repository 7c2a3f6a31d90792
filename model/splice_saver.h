/* The parts of the save: what changed in elements, in sections, at the top level. Used by
 * design_splice.c alone, which reads the result back. */
#ifndef TROIKA_MODEL_SPLICE_SAVER_H
#define TROIKA_MODEL_SPLICE_SAVER_H

#include "model/splice.h"

/* A new entry of the top level. */
typedef struct TopEntry {
	char *text;             /* `key: value`; owned */
	size_t rank;            /* its place in a new file */
	size_t index;           /* keeps the order of equals */
	bool apart;             /* a blank line stands before it */
} TopEntry;

typedef struct Saver {
	Splice splice;
	const Catalog *catalog;
	const Design *old;      /* what the file holds */
	const Design *new_;     /* what it shall hold */
	YamlNode *root;
	TopEntry *tops;         /* owned */
	size_t top_count, top_cap;
	Pool rewrite;           /* ids of elements that are written anew */
	bool section_rewrite[CLASS_COUNT];
	Text why;               /* what was read back otherwise, for the message */
} Saver;

/* A field before and after; NULL: absent. */
typedef struct Change {
	const char *key;
	const char *before, *after;
} Change;

typedef struct Changes {
	Change *items;          /* sorted by key; owned */
	size_t count, cap;
} Changes;

typedef struct Elements {
	const Element **items;  /* NULL: used up */
	size_t count, cap;
} Elements;

/* The element of that id and class, or NULL. */
const Element *saver_find(const Design *design, ElementClass class, const char *id);
/* The version of the format stands in the file and in no field. */
bool saver_is_version(const Element *element, const char *key);
Changes saver_field_changes(const Element *old, const Element *new_);
bool saver_same_fields(const Element *a, const Element *b);
void changes_add(Changes *changes, const char *key, const char *before, const char *after);
/* How many changes from the first on share its next segment, which ends LENGTH bytes behind PREFIX. */
size_t changes_group(const Change *changes, size_t count, size_t prefix, size_t length);
/* The fields that CHANGES leave; the caller frees them. */
Field *changes_after(const Change *changes, size_t count, size_t *kept);
YamlNode *saver_entry(const YamlNode *map, const char *segment, size_t length);

/* Makes CHANGES, whose keys are alike up to PREFIX, in the entries of MAP. What shall be added to MAP itself is
 * left in ADDED, what shall go is marked as gone. */
void saver_change_entries(Saver *s, const FieldScope *scope, YamlNode *map, const Change *changes, size_t count,
                          size_t prefix, Changes *added);
/* Makes NEW_ of the element OLD that stands in ENTRY of SECTION. */
void saver_change_element(Saver *s, const YamlNode *section, YamlNode *entry, const Element *old, const Element *new_);
/* In block style nothing would be left behind the colon of MAP. */
void saver_empty_map(Saver *s, const YamlNode *map);
/* Does the file hold things below NODE that the design does not know? */
bool saver_holds_unknown(const YamlNode *node);
size_t saver_key_indent(const Splice *sp, const YamlNode *entry);
bool saver_blank_above(const Splice *sp, const YamlNode *entry);

/* Changes the elements of CLASS in their SECTION. */
void saver_change_section(Saver *s, ElementClass class, YamlNode *section);
/* The elements of CLASS that come new. */
Elements saver_new_elements(const Saver *s, ElementClass class);
/* Adds ELEMENTS as lines, each of which begins with a newline. */
void saver_print_elements(const Saver *s, const Elements *elements, size_t indent, Text *out);

/* All changes. */
void saver_change_top(Saver *s);

#endif
