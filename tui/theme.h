/* Themes: what the roles of render/canvas.h look like.
 *
 * `default` uses the terminal's own colours and attributes; dark, light and high name theirs; mono has
 * attributes only. Every pair of a theme with colours has a contrast of at least 4.5:1
 * (WCAG 2.1, 1.4.3), and no two states differ by colour alone. */
#ifndef TROIKA_TUI_THEME_H
#define TROIKA_TUI_THEME_H

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

#endif
