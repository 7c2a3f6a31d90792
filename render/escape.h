/* Text of a design inside other languages: one function a language, so that no label can break out.
 *
 * Bytes that are not UTF-8 become U+FFFD everywhere. */
#ifndef TROIKA_RENDER_ESCAPE_H
#define TROIKA_RENDER_ESCAPE_H

#include "model/text.h"

/* XML text and attribute values, in double quotes. What XML cannot carry becomes U+FFFD. */
void escape_xml(Text *out, const char *s);
/* A quoted DOT string, with its quotes; a label of it shows S as it is, also `\N` and `<b>`. */
void escape_dot(Text *out, const char *s);
/* One field of CSV (RFC 4180), quoted where needed; what a spreadsheet would take for a formula begins with an
 * apostrophe. */
void escape_csv(Text *out, const char *s);
/* The message of a GitHub workflow command, and a property of one. */
void escape_github(Text *out, const char *s);
void escape_github_property(Text *out, const char *s);
/* Markdown text, fit for a cell of a table. */
void escape_markdown(Text *out, const char *s);
/* A path as a relative URI reference (RFC 3986). */
void escape_uri_path(Text *out, const char *path);

#endif
