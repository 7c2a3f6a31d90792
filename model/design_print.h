/* Writing elements and fields of a design as YAML: whole files, and the pieces
 * that the save puts into a file that is there. */
#ifndef TROIKA_MODEL_DESIGN_PRINT_H
#define TROIKA_MODEL_DESIGN_PRINT_H

#include "model/design.h"
#include "model/text.h"

/* How the file is written that the text goes into. */
typedef struct PrintStyle {
	const char *newline;    /* "\n" or "\r\n" */
	size_t step;            /* spaces a level is indented by */
	bool json;              /* keys and texts in double quotes */
} PrintStyle;

/* Which field a key means: its class, and what kind and pattern add. */
typedef struct FieldScope {
	const Catalog *catalog;
	ElementClass class;
	const Kind *kind;       /* NULL: none */
	const Pattern *pattern; /* NULL: none */
} FieldScope;

FieldScope field_scope(const Catalog *catalog, const Element *element);
const FieldSpec *field_spec(const FieldScope *scope, const char *key);
/* The place of KEY in the field table, in which order fields are written; unknown keys come last. */
size_t field_order(const FieldScope *scope, const char *key);
bool field_stands_behind(const char *key);      /* of the design: below all sections, as `include` does */
bool field_is_list(const FieldSpec *spec);      /* is the value a list in the file? NULL: no */
bool field_is_typed(const FieldSpec *spec);     /* a number, boolean, date or point: never quoted */

void print_key(Text *out, const PrintStyle *style, const char *key, size_t length, bool flow);
/* VALUE on one line. LIST: as [a, b]. */
void print_value(Text *out, const PrintStyle *style, const FieldSpec *spec, const char *value,
                 bool list, bool flow);
/* The entries `key: value` of a map in flow style, with SEPARATOR between them. */
void print_flow_entries(Text *out, const PrintStyle *style, const FieldScope *scope,
                        const Field *fields, size_t count, size_t prefix, const char *separator);
/* Fields whose keys begin alike up to PREFIX bytes, as a map {…} of what follows. */
void print_flow_map(Text *out, const PrintStyle *style, const FieldScope *scope,
                    const Field *fields, size_t count, size_t prefix);
/* The same as lines, each of which begins with a newline and is indented by INDENT. */
void print_block_map(Text *out, const PrintStyle *style, const FieldScope *scope,
                     const Field *fields, size_t count, size_t prefix, size_t indent);
/* `id: {…}`, or `id:` and lines, without newline and indent before. */
void print_element(Text *out, const PrintStyle *style, const Catalog *catalog,
                   const Element *element, size_t indent, bool flow);

/* The whole DESIGN as a new file. */
void design_print(const Design *design, const Catalog *catalog, Text *out);

#endif
