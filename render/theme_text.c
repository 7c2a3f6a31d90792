/* A canvas as coloured text: SGR sequences where the look changes. */
#include <string.h>

#include "render/theme.h"

static void add_colour(Text *out, int32_t rgb, int eight, bool back)
{
	if (rgb != COLOUR_NONE)
		text_addf(out, ";%d;2;%d;%d;%d", back ? 48 : 38, (int)(rgb >> 16 & 0xff), (int)(rgb >> 8 & 0xff), (int)(rgb & 0xff));
	else if (eight != COLOUR_NONE)
		text_addf(out, ";%d", (back ? 40 : 30) + eight);
}

static bool is_plain(const CellLook *look)
{
	return look->fore == COLOUR_NONE && look->back == COLOUR_NONE && look->fore8 == COLOUR_NONE &&
	       look->back8 == COLOUR_NONE && !look->attributes;
}

static void add_look(Text *out, const CellLook *look)
{
	static const char *const attributes[] = {";1", ";2", ";4", ";7"};       /* by bit of LOOK_… */

	text_add(out, "\033[0");
	for (size_t bit = 0; bit < sizeof attributes / sizeof *attributes; bit++)
		if (look->attributes & 1u << bit)
			text_add(out, attributes[bit]);
	add_colour(out, look->fore, look->fore8, false);
	add_colour(out, look->back, look->back8, true);
	text_add_char(out, 'm');
}

static bool same(const CellLook *a, const CellLook *b)
{
	return a->fore == b->fore && a->back == b->back && a->fore8 == b->fore8 && a->back8 == b->back8 &&
	       a->attributes == b->attributes;
}

/* Does a blank look the same in both? */
static bool same_blank(const CellLook *a, const CellLook *b)
{
	enum { SEEN = LOOK_REVERSE | LOOK_UNDERLINE };

	return a->back == b->back && a->back8 == b->back8 && !(a->attributes & SEEN) && !(b->attributes & SEEN);
}

/* Cells of the row up to the last that shows something. */
static int row_length(const Theme *theme, const Canvas *canvas, int y)
{
	int length = canvas->width;

	while (length > 0) {
		const Cell *cell = canvas_at(canvas, length - 1, y);
		const CellLook *look = &theme->looks[cell->style];

		if (strcmp(cell->bytes, " ") != 0 || look->back != COLOUR_NONE || look->back8 != COLOUR_NONE ||
		    look->attributes & (LOOK_REVERSE | LOOK_UNDERLINE))
			break;
		length--;
	}
	return length;
}

void theme_add_text(const Theme *theme, const Canvas *canvas, Text *out)
{
	static const CellLook plain = {COLOUR_NONE, COLOUR_NONE, COLOUR_NONE, COLOUR_NONE, 0, 0};

	for (int y = 0; y < canvas->height; y++) {
		const CellLook *now = &plain;

		for (int x = 0, length = row_length(theme, canvas, y); x < length; x++) {
			const Cell *cell = canvas_at(canvas, x, y);
			const CellLook *look = &theme->looks[cell->style];

			if (!same(look, now) && !(strcmp(cell->bytes, " ") == 0 && same_blank(look, now))) {
				add_look(out, look);
				now = look;
			}
			text_add(out, cell->bytes);
		}
		text_add(out, is_plain(now) ? "\n" : "\033[0m\n");
	}
}
