/* librsvg and cairo: SVG in, PNG out. */
#ifndef TROIKA_RENDER_DRAW_RSVG_H
#define TROIKA_RENDER_DRAW_RSVG_H

#include "model/text.h"

/* Paints SVG at twice its size, for today's screens; smaller where that would pass the largest picture. */
bool rsvg_paint(const Text *svg, Text *out, Error *err);

#endif
