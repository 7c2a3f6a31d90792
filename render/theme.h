/* Themes: what the roles of render/canvas.h look like, on a terminal and in the coloured text.
 *
 * `default` uses the terminal's own colours and attributes; dark, light and high name theirs; mono has
 * attributes only. Every pair of a theme with colours has a contrast of at least 4.5:1
 * (WCAG 2.1, 1.4.3), and no two states differ by colour alone. */
#ifndef TROIKA_RENDER_THEME_H
#define TROIKA_RENDER_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "render/canvas.h"

enum { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_UNDERLINE = 4, LOOK_REVERSE = 8 };
enum { COLOUR_NONE = -1 };      /* the terminal's own foreground or background */

typedef struct CellLook {
	int32_t fore, back;     /* 0xrrggbb or COLOUR_NONE */
	int8_t fore8, back8;    /* 0..7 for terminals with eight colours, or COLOUR_NONE */
	uint8_t attributes;     /* LOOK_… bits */
	uint8_t plain;          /* attributes where there is no colour (NO_COLOR, mono) */
} CellLook;

typedef struct Theme {
	const char *name;
	const char *sentence;
	CellLook looks[STYLE_COUNT];
} Theme;

extern const Theme theme_table[];               /* ended by a theme without name */
const Theme *theme_find(const char *name);      /* NULL: none has this name */
/* Adds CANVAS as THEME shows it: rows ended by "\n", with the sequences of ECMA-48 (SGR) for what is not plain; each
 * row begins and ends plain. A theme with a ground of its own fills its rows, others drop trailing blanks. */
void theme_add_text(const Theme *theme, const Canvas *canvas, Text *out);

#endif
