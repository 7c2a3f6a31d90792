/* Quoted texts: double quotes with the escapes of JSON, as lists and the edit
 * language write what does not stand bare. */
#ifndef TROIKA_MODEL_QUOTE_H
#define TROIKA_MODEL_QUOTE_H

#include "model/error.h"
#include "model/text.h"

/* Adds S in double quotes; what is not clean text (model/utf8.h) is written as \n, \t, \uXXXX. Bytes that are
 * not UTF-8 become \ufffd. */
void quote_add(Text *out, const char *s);

/* Adds VALUE for a message: quoted, a long one cut with `…`; NULL gives the word unset. */
void quote_add_short(Text *out, const char *value);

/* Reads the quoted text that begins at the `"` *AT points to, appends what it says to OUT and
 * moves *AT behind the closing quote. On an error *AT is the offending character. A NUL and
 * half a surrogate pair are refused. */
bool quote_read(const char **at, Text *out, Error *err);

#endif
