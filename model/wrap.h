/* Paragraphs for people: text folded at a number of columns. */
#ifndef TROIKA_MODEL_WRAP_H
#define TROIKA_MODEL_WRAP_H

#include "model/text.h"

enum { WRAP_COLUMNS = 80 };

/* Adds S, folded so that no line passes COLUMNS cells where its words allow it. The first line begins at the
 * present column AT (what OUT already holds of the line); the next ones are indented by INDENT cells. A line
 * break in S begins a new line, an empty line a paragraph. Ends with a line break. S is made safe. */
void wrap_add(Text *out, const char *s, int at, int indent, int columns);
/* "TITLE" padded to INDENT cells, then S folded behind it; TITLE on a line of its own when it is longer. */
void wrap_add_entry(Text *out, int margin, const char *title, int indent, const char *s);

#endif
