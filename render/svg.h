/* Texts, rectangles and boxes in SVG. All lengths are tenths of a pixel. */
#ifndef TROIKA_RENDER_SVG_H
#define TROIKA_RENDER_SVG_H

#include "model/text.h"
#include "render/look.h"

void svg_number(Text *out, int tenths);
void svg_attribute(Text *out, const char *name, int tenths);
int svg_text_width(int font, int cells);
/* A line of text whose middle is at height Y; MORE are further attributes, with a space before each. */
void svg_text(Text *out, int x, int y, int font, const char *more, const char *s);
void svg_rectangle(Text *out, int x, int y, int w, int h, int radius, const char *more);
/* A box as the canvas draws it: filled, with this border. */
void svg_border(Text *out, const Look *look, SceneBorder border, int x, int y, int w, int h);

#endif
