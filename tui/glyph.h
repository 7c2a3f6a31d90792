/* Glyphs in ASCII, for terminals that show nothing else. */
#ifndef TROIKA_TUI_GLYPH_H
#define TROIKA_TUI_GLYPH_H

/* The ASCII character nearest to a cluster of UTF-8: lines, corners, arrows and marks of the
 * screen; '?' for all else. */
char glyph_ascii(const char *cluster);

#endif
