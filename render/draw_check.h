/* What the drawing helper answers is untrusted: is it what was asked for? */
#ifndef TROIKA_RENDER_DRAW_CHECK_H
#define TROIKA_RENDER_DRAW_CHECK_H

#include "model/text.h"

/* One well-formed SVG element of harmless characters: tags nest, no script, no event handler, no link that
 * runs something, no entity of its own. Not a full XML parser: it refuses what it does not know. */
bool svg_sound(const char *bytes, size_t length, Error *err);
/* The signature, whole chunks from IHDR to IEND, nothing behind. */
bool png_sound(const char *bytes, size_t length, Error *err);
/* Lines of the words graph, node, edge, and stop at the end. */
bool plain_sound(const char *bytes, size_t length, Error *err);

#endif
