/* Strokes that all panels share. */
#include "tui/paint.h"

#include <string.h>

#include "model/utf8.h"
#include "tui/glyph.h"

void paint_rule(Canvas *canvas, int x, int y, int w)
{
	canvas_fill(canvas, x, y, w, 1, STYLE_DIM, "─");
}

void paint_wall(Canvas *canvas, int x, int y, int h)
{
	canvas_fill(canvas, x, y, 1, h, STYLE_DIM, "│");
}

int paint_text(Canvas *canvas, int x, int y, int width, Style style, const char *text)
{
	if (width < 1)
		return 0;
	return canvas_text_cut(canvas, x, y, width, style, text, false);
}

int paint_textf(Canvas *canvas, int x, int y, int width, Style style, const char *format, ...)
{
	Text text = {0};
	va_list args;
	int used;

	va_start(args, format);
	text_addv(&text, format, args);
	va_end(args);
	used = paint_text(canvas, x, y, width, style, text_str(&text));
	text_clear(&text);
	return used;
}

void paint_right(Canvas *canvas, int x, int y, int width, Style style, const char *text)
{
	int need = utf8_width(text);

	if (need < width)
		x += width - need;
	paint_text(canvas, x, y, need < width ? need : width, style, text);
}

void paint_frame(Canvas *canvas, Rect r, const char *title, const char *note)
{
	int right = r.x + r.w - 1, low = r.y + r.h - 1, used = 0;

	canvas_fill(canvas, r.x, r.y, r.w, r.h, STYLE_NORMAL, " ");
	if (r.w < 2 || r.h < 2)
		return;
	canvas_fill(canvas, r.x, r.y, r.w, 1, STYLE_DIM, "─");
	canvas_fill(canvas, r.x, low, r.w, 1, STYLE_DIM, "─");
	canvas_fill(canvas, r.x, r.y, 1, r.h, STYLE_DIM, "│");
	canvas_fill(canvas, right, r.y, 1, r.h, STYLE_DIM, "│");
	canvas_put(canvas, r.x, r.y, STYLE_DIM, "┌");
	canvas_put(canvas, right, r.y, STYLE_DIM, "┐");
	canvas_put(canvas, r.x, low, STYLE_DIM, "└");
	canvas_put(canvas, right, low, STYLE_DIM, "┘");
	if (*title && r.w > 8) {
		canvas_put(canvas, r.x + 2, r.y, STYLE_TITLE, " ");
		used = 3 + paint_text(canvas, r.x + 3, r.y, r.w - 6, STYLE_TITLE, title);
		canvas_put(canvas, r.x + used, r.y, STYLE_TITLE, " ");
	}
	if (*note && utf8_width(note) + used + 6 < r.w) {
		int x = right - 3 - utf8_width(note);

		canvas_put(canvas, x, r.y, STYLE_DIM, " ");
		canvas_text(canvas, x + 1, r.y, STYLE_DIM, note);
		canvas_put(canvas, right - 2, r.y, STYLE_DIM, " ");
	}
}

/* The bytes of TEXT that fill at most WIDTH cells, broken behind a word where there is one. */
static size_t line_length(const char *text, int width)
{
	size_t at = 0, length = strlen(text), space = 0;
	int used = 0, w;

	while (at < length && text[at] != '\n') {
		size_t bytes = utf8_cluster(text + at, length - at, &w);

		if (used + w > width)
			return space ? space : at ? at : bytes;
		if (text[at] == ' ')
			space = at;
		used += w;
		at += bytes;
	}
	return at;
}

static const char *skip_break(const char *text)
{
	if (*text == '\n')
		return text + 1;
	while (*text == ' ')
		text++;
	return text;
}

int paint_wrapped(Canvas *canvas, int x, int y, int width, int rows, Style style, const char *text)
{
	int row = 0;

	while (*text && row < rows && width > 0) {
		size_t length = line_length(text, width);
		const char *rest = skip_break(text + length);
		Text line = {0};

		text_add_n(&line, text, length);
		if (row == rows - 1 && *rest) {
			text_reset(&line);
			text_add_n(&line, text, strcspn(text, "\n"));
			text_add(&line, "…");
		}
		paint_text(canvas, x, y + row++, width, style, text_str(&line));
		text_clear(&line);
		text = rest;
	}
	return row;
}

int paint_wrapped_rows(int width, const char *text)
{
	int rows = 0;

	while (*text && width > 0) {
		text = skip_break(text + line_length(text, width));
		rows++;
	}
	return rows;
}

void paint_ascii(Canvas *canvas)
{
	int count = canvas->width * canvas->height;

	for (int i = 0; i < count; i++) {
		Cell *cell = &canvas->cells[i];

		if ((unsigned char)cell->bytes[0] < 0x80 && (!cell->bytes[0] || !cell->bytes[1]))
			continue;
		cell->bytes[0] = glyph_ascii(cell->bytes);
		cell->bytes[1] = '\0';
		if (cell->width == 2 && i + 1 < count)
			canvas->cells[i + 1] = (Cell){.bytes = " ", .width = 1, .style = cell->style};
		cell->width = 1;
	}
}
