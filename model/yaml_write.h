/* Writing YAML by hand: texts that every YAML reader understands as we do.
 *
 * A text stands plain where it is a text for YAML 1.1 and 1.2 alike; words such as
 * no, 1.10, 12:30 or ~ get quotes unless they are meant as numbers or booleans. */
#ifndef TROIKA_MODEL_YAML_WRITE_H
#define TROIKA_MODEL_YAML_WRITE_H

#include "model/text.h"

typedef enum YamlQuotes { QUOTES_NONE, QUOTES_SINGLE, QUOTES_DOUBLE } YamlQuotes;

/* Would S, written plain, be read as S? FLOW: inside [..] or {..}. */
bool yaml_stands_plain(const char *s, bool flow);
/* Would S, written plain, be null, a boolean, a number or a date for some reader? */
bool yaml_means_other(const char *s);

/* Adds S in the quotes wished for, or in better ones where S cannot stand so. TYPED: a number,
 * boolean or date is meant, so that it stands plain although it means other than text. */
void yaml_add_text(Text *out, const char *s, YamlQuotes wish, bool flow, bool typed);
/* Adds S as a block text (`|`) whose lines are indented by INDENT spaces and end with NEWLINE;
 * without a line end at its own end. False, and nothing added: S cannot be written so. */
bool yaml_add_block(Text *out, const char *s, size_t indent, const char *newline);

#endif
