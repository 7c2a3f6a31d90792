/* Characters: UTF-8 checks, grapheme clusters and their width in cells.
 *
 * The only file that knows utf8proc. Widths do not depend on the locale, so
 * that output is the same everywhere. */
#ifndef TROIKA_MODEL_UTF8_H
#define TROIKA_MODEL_UTF8_H

#include <stdbool.h>
#include <stddef.h>

#include "model/text.h"

/* Is S[0..length) valid UTF-8 without control characters (line breaks and tabs allowed when
 * PROSE) and without bidi controls? Otherwise *AT is the offset of the first offender. */
bool utf8_clean(const char *s, size_t length, bool prose, size_t *at);
/* The bytes of the first grapheme cluster of S, and its width 0..2 in *WIDTH. */
size_t utf8_cluster(const char *s, size_t length, int *width);
int utf8_width(const char *s);                          /* cells of the whole text */
size_t utf8_length(const char *s, size_t bytes);        /* characters */
/* Adds S cut to WIDTH cells, with `…` (or "..." when ASCII) where it was cut. */
void utf8_add_cut(Text *out, const char *s, int width, bool ascii);
/* Adds S so that it cannot drive a terminal: control and bidi characters and bytes that are not
 * UTF-8 are shown as \n, \x1b, \u202e. The one printer for text of a design. */
void utf8_add_safe(Text *out, const char *s);
void utf8_add_lower(Text *out, const char *s);          /* case folded, for searching */

#endif
