/* Characters: UTF-8 checks, grapheme clusters and their width in cells.
 *
 * The only file that knows utf8proc. Widths do not depend on the locale, so
 * that output is the same everywhere. */
#ifndef TROIKA_MODEL_UTF8_H
#define TROIKA_MODEL_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/text.h"

/* Reads the first character of S[0..length). Returns its bytes; 0: not UTF-8, or nothing there. */
size_t utf8_decode(const char *s, size_t length, uint32_t *character);
void utf8_encode(Text *out, uint32_t character);
/* Is CHARACTER plain text: no control, no bidi control, no line or paragraph separator, no byte order
 * mark and no non-character (which XML and YAML cannot carry)? */
bool utf8_harmless(uint32_t character);

/* Is S[0..length) valid UTF-8 of harmless characters (line feeds and tabs allowed when PROSE)?
 * Otherwise *AT (may be NULL) is the offset of the first offender. */
bool utf8_clean(const char *s, size_t length, bool prose, size_t *at);
/* The bytes of the first grapheme cluster of S, and its width 0..2 in *WIDTH (may be NULL). A byte that
 * is not UTF-8 is a cluster of width 1; 0 only when LENGTH is 0. */
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
