/* The parts of the formatter: scalars, layout, lines. Used by format*.c alone. */
#ifndef TROIKA_MODEL_FORMAT_PRIVATE_H
#define TROIKA_MODEL_FORMAT_PRIVATE_H

#include "model/design_print.h"
#include "model/yaml.h"
#include "model/yaml_comments.h"

enum { FORMAT_STEP = 2, FORMAT_WIDTH = 100 };   /* spaces of a level; columns of what stands in braces */

/* How a text stands on one line: as it did, or without quotes it does not need. False: it needs more lines. */
bool format_add_line(Text *out, const YamlDoc *doc, const FieldSpec *spec, const YamlNode *node, bool flow);
/* A text of any kind; further lines are indented by INDENT. HEAD is what stands behind `|` or `>`, a comment, or "". */
void format_add_text(Text *out, const YamlDoc *doc, const FieldSpec *spec, const YamlNode *node, size_t indent);

/* The lines of a file: each may end with a comment. */
typedef struct FormatMark {
	size_t at;              /* where the comment goes, before a line end of the text */
	const char *comment;    /* borrowed */
	size_t length;
} FormatMark;

typedef struct FormatLines {
	Text text;              /* without the comments behind lines; line ends are \n */
	FormatMark *marks;      /* in the order of the text; owned */
	size_t count, cap;
} FormatLines;

/* Adds all to OUT, the comments of adjacent lines below each other, with NEWLINE as line end. */
void format_lines_add(const FormatLines *lines, const char *newline, Text *out);

/* Does OUT, printed from DOC, hold the same values and COMMENTS, whatever their order? */
bool format_reads_back(const YamlDoc *doc, const YamlComments *comments, const Text *out);

#endif
