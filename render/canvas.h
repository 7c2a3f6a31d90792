/* The Canvas: a grid of cells. Everything shown in a terminal is drawn to one.
 *
 * A cell holds a grapheme cluster of width 1 or 2 (the second half of a wide
 * one is an empty cell) and a style. A whole frame is a string that a test can
 * compare and an export can print. */
#ifndef TROIKA_RENDER_CANVAS_H
#define TROIKA_RENDER_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/pool.h"
#include "model/text.h"

typedef enum Style {            /* roles, not colours: a theme gives them their looks */
	STYLE_NORMAL,
	STYLE_DIM,
	STYLE_BOLD,
	STYLE_TITLE,
	STYLE_BAR,              /* title, status and hint rows */
	STYLE_KEY,              /* a key in a hint */
	STYLE_FOCUS,            /* the selected component or row */
	STYLE_MARK,             /* marked elements */
	STYLE_FIELD,            /* a text field with the cursor */
	STYLE_DISABLED,
	STYLE_ERROR,
	STYLE_WARNING,
	STYLE_ADVICE,
	STYLE_GOOD,
	STYLE_SALESFORCE,       /* frames, boxes and titles of a vendor */
	STYLE_HEROKU,
	STYLE_AWS,
	STYLE_EXTERNAL,
	STYLE_PEOPLE,
	STYLE_LINK,
	STYLE_LINK_FOCUS,
	STYLE_LABEL,
	STYLE_PENDING,          /* a link that could not be routed cleanly */
	STYLE_GHOST,            /* a preview */
	STYLE_COUNT
} Style;

typedef struct Cell {
	char bytes[13];         /* a cluster, terminated; "" is the right half of a wide one */
	uint8_t width;          /* 1 or 2; 0 for a right half */
	uint8_t style;
} Cell;

typedef struct Canvas {
	int width, height;      /* cells; may be 0 */
	Cell *cells;            /* row by row; owned */
	int cursor_x, cursor_y; /* where the terminal's cursor goes; -1: hidden */
} Canvas;

enum { CANVAS_LARGEST = 1 << 26 };      /* cells; larger is refused by canvas_init */

bool canvas_init(Canvas *canvas, int width, int height);        /* all blank; false: too large */
void canvas_clear(Canvas *canvas);
void canvas_blank(Canvas *canvas);                              /* spaces in STYLE_NORMAL */
/* All drawing is clipped; text is made safe; wide clusters are never halved. */
int canvas_text(Canvas *canvas, int x, int y, Style style, const char *s);      /* cells advanced */
int canvas_text_cut(Canvas *canvas, int x, int y, int width, Style style, const char *s, bool ascii);
void canvas_put(Canvas *canvas, int x, int y, Style style, const char *cluster); /* one glyph */
void canvas_fill(Canvas *canvas, int x, int y, int width, int height, Style style, const char *cluster);
void canvas_style(Canvas *canvas, int x, int y, int width, int height, Style style);
const Cell *canvas_at(const Canvas *canvas, int x, int y);      /* NULL: outside */
/* The characters, rows ended by "\n"; trailing blanks are dropped when TRIM. */
void canvas_add_text(const Canvas *canvas, bool trim, Text *out);

#endif
