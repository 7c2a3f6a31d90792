/* Lines of `name = value`: the form of the user's own files, troika.conf and keys.conf.
 *
 * A line is a name, an equals sign and a value; blank lines and lines that begin with # are for people, and so is what
 * follows a # between blanks. A name stands once in a file. */
#ifndef TROIKA_TUI_CONF_H
#define TROIKA_TUI_CONF_H

#include "model/text.h"

typedef struct ConfLine {
	const char *file;       /* as the reader was told */
	const char *name, *value;       /* terminated; live during the call */
	int line;               /* from 1 */
	int name_column, value_column;  /* in characters, from 1 */
} ConfLine;

/* What a file says, line by line; the taker adds what is wrong with a line to LIST. */
typedef void ConfTake(void *context, const ConfLine *line, Diagnostics *list);
void conf_read(const char *file, const char *bytes, size_t length, ConfTake *take, void *context, Diagnostics *list);

/* Adds the bytes of a file with NAME set to VALUE: in its line, or in a new one at the end. All else stays. */
void conf_set(const char *bytes, const char *name, const char *value, Text *out);

#endif
