/* Strokes that all panels share: frames, rules, columns of text, numbers. */
#ifndef TROIKA_TUI_PAINT_H
#define TROIKA_TUI_PAINT_H

#include "model/text.h"
#include "render/canvas.h"
#include "tui/layout.h"

/* A pop-up: blank inside, framed, TITLE in the upper border, NOTE at its right end ("" none). */
void paint_frame(Canvas *canvas, Rect rect, const char *title, const char *note);
void paint_rule(Canvas *canvas, int x, int y, int w);
void paint_wall(Canvas *canvas, int x, int y, int h);
/* Text cut to WIDTH with `…`; returns the cells used. */
int paint_text(Canvas *canvas, int x, int y, int width, Style style, const char *text);
int paint_textf(Canvas *canvas, int x, int y, int width, Style style, const char *format, ...)
	PRINTF_LIKE(6, 7);
/* Text that ends at the right side of WIDTH. */
void paint_right(Canvas *canvas, int x, int y, int width, Style style, const char *text);
/* Words broken over up to ROWS rows; the last is cut with `…`. Returns the rows used. */
int paint_wrapped(Canvas *canvas, int x, int y, int width, int rows, Style style, const char *text);
/* How many rows TEXT takes in WIDTH cells. */
int paint_wrapped_rows(int width, const char *text);
/* Gives every character above 127 its ASCII likeness, cell by cell. */
void paint_ascii(Canvas *canvas);

#endif
