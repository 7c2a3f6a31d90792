/* Large letters for a title: three rows high, four cells wide, of half blocks. */
#ifndef TROIKA_TUI_BANNER_H
#define TROIKA_TUI_BANNER_H

#include "render/canvas.h"

enum { BANNER_ROWS = 3 };

/* The cells that TEXT takes; 0: some letter of it has no large form. */
int banner_width(const char *text);
void banner_draw(Canvas *canvas, int x, int y, Style style, const char *text);

#endif
