/* Graphviz: DOT in, a drawing or a layout out. */
#ifndef TROIKA_RENDER_DRAW_GVC_H
#define TROIKA_RENDER_DRAW_GVC_H

#include "model/text.h"

/* Loads what LAYOUT needs, before the process is locked in. */
bool gvc_prepare(const char *layout, Error *err);
/* Draws DOT with the prepared layout as FORMAT ("svg", "plain"). */
bool gvc_draw(const char *format, const char *layout, const char *dot, Text *out, Error *err);

#endif
