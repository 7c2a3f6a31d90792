/* The Canvas: a grid of cells.
 *
 * Every write goes through put_cluster(), which keeps the one invariant: a
 * cell of width 2 is followed by its empty right half, and a half never stands
 * alone. What a write cuts in two becomes a space. */
#include "render/canvas.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "model/utf8.h"

static const Cell blank_cell = {.bytes = " ", .width = 1, .style = STYLE_NORMAL};

bool canvas_init(Canvas *canvas, int width, int height)
{
	*canvas = (Canvas){.cursor_x = -1, .cursor_y = -1};
	if (width < 0 || height < 0 || (height && width > CANVAS_LARGEST / height))
		return false;
	canvas->width = width;
	canvas->height = height;
	canvas->cells = mem_alloc((size_t)width * (size_t)height * sizeof *canvas->cells);
	canvas_blank(canvas);
	return true;
}

void canvas_clear(Canvas *canvas)
{
	if (!canvas)
		return;
	free(canvas->cells);
	*canvas = (Canvas){.cursor_x = -1, .cursor_y = -1};
}

void canvas_blank(Canvas *canvas)
{
	size_t count = (size_t)canvas->width * (size_t)canvas->height;

	for (size_t i = 0; i < count; i++)
		canvas->cells[i] = blank_cell;
}

static bool inside(const Canvas *canvas, int x, int y)
{
	return x >= 0 && y >= 0 && x < canvas->width && y < canvas->height;
}

static Cell *cell_at(Canvas *canvas, int x, int y)
{
	return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

const Cell *canvas_at(const Canvas *canvas, int x, int y)
{
	if (!inside(canvas, x, y))
		return NULL;
	return &canvas->cells[(size_t)y * (size_t)canvas->width + (size_t)x];
}

static void make_space(Cell *cell)
{
	memcpy(cell->bytes, " ", 2);
	cell->width = 1;
}

/* Before the cell (x, y) is overwritten: the other half of what stood there
 * becomes a space. */
static void split_wide(Canvas *canvas, int x, int y)
{
	Cell *cell = cell_at(canvas, x, y);

	if (cell->width == 0 && x > 0)
		make_space(cell - 1);
	else if (cell->width == 2 && x + 1 < canvas->width)
		make_space(cell + 1);
}

/* The bytes of a cluster that a cell can hold, cut between characters. */
static size_t cluster_fit(const char *s, size_t length)
{
	size_t fit = length;

	if (fit <= sizeof ((Cell *)0)->bytes - 1)
		return fit;
	fit = sizeof ((Cell *)0)->bytes - 1;
	while (fit > 0 && ((unsigned char)s[fit] & 0xc0) == 0x80)
		fit--;
	while (fit > 3 && !memcmp(s + fit - 3, "\xe2\x80\x8d", 3))
		fit -= 3;       /* no joiner that joins nothing */
	return fit;
}

static void put_cluster(Canvas *canvas, int x, int y, Style style, const char *s, size_t length, int width)
{
	Cell *cell;

	if (y < 0 || y >= canvas->height || x + width <= 0 || x >= canvas->width)
		return;
	if (width == 2 && (x < 0 || x + 1 >= canvas->width)) {
		s = " ";        /* half of it would stick out */
		length = 1;
		width = 1;
		x = x < 0 ? 0 : x;
	}
	split_wide(canvas, x, y);
	if (width == 2)
		split_wide(canvas, x + 1, y);
	length = cluster_fit(s, length);
	cell = cell_at(canvas, x, y);
	memcpy(cell->bytes, s, length);
	cell->bytes[length] = '\0';
	cell->width = (uint8_t)width;
	cell->style = (uint8_t)style;
	if (width == 2)
		cell[1] = (Cell){.bytes = "", .width = 0, .style = (uint8_t)style};
}

static int put_safe(Canvas *canvas, int x, int y, Style style, const char *s, size_t length)
{
	int start = x;

	while (length > 0 && x < canvas->width) {
		int width = 1;
		size_t bytes = utf8_cluster(s, length, &width);

		if (bytes == 0)
			break;
		if (width > 0)
			put_cluster(canvas, x, y, style, s, bytes, width);
		x += width;
		s += bytes;
		length -= bytes;
	}
	return x - start;
}

static bool plain_ascii(const char *s)
{
	for (; *s; s++)
		if (*s < ' ' || *s > '~')
			return false;
	return true;
}

static int put_ascii(Canvas *canvas, int x, int y, Style style, const char *s)
{
	int start = x;

	for (; *s && x < canvas->width; s++)
		put_cluster(canvas, x++, y, style, s, 1, 1);
	return x - start;
}

int canvas_text(Canvas *canvas, int x, int y, Style style, const char *s)
{
	size_t length = strlen(s), at = 0;
	Text safe = {0};
	int advanced;

	if (plain_ascii(s))
		return put_ascii(canvas, x, y, style, s);
	if (utf8_clean(s, length, false, &at))
		return put_safe(canvas, x, y, style, s, length);
	utf8_add_safe(&safe, s);
	advanced = put_safe(canvas, x, y, style, text_str(&safe), safe.length);
	text_clear(&safe);
	return advanced;
}

int canvas_text_cut(Canvas *canvas, int x, int y, int width, Style style, const char *s, bool ascii)
{
	Text safe = {0}, cut = {0};
	int advanced;

	if (width <= 0)
		return 0;
	utf8_add_safe(&safe, s);
	utf8_add_cut(&cut, text_str(&safe), width, ascii);
	advanced = put_safe(canvas, x, y, style, text_str(&cut), cut.length);
	text_clear(&cut);
	text_clear(&safe);
	return advanced;
}

void canvas_put(Canvas *canvas, int x, int y, Style style, const char *cluster)
{
	size_t length = strlen(cluster);
	int width = 1;

	if (!inside(canvas, x, y))
		return;
	if (length > 1 && (unsigned char)cluster[0] >= 0xe3)
		utf8_cluster(cluster, length, &width);  /* below are no wide characters */
	put_cluster(canvas, x, y, style, cluster, length, width == 2 ? 2 : 1);
}

typedef struct Cells {
	int left, top, right, bottom;   /* right and bottom are behind the last */
} Cells;

/* What lies on CANVAS of that rectangle; maybe nothing. */
static Cells clipped(const Canvas *canvas, int x, int y, int width, int height)
{
	Cells cells = {x < 0 ? 0 : x, y < 0 ? 0 : y, 0, 0};

	if (width <= 0 || height <= 0)
		return cells;
	cells.right = x > INT32_MAX - width ? INT32_MAX : x + width;
	cells.bottom = y > INT32_MAX - height ? INT32_MAX : y + height;
	if (cells.right > canvas->width)
		cells.right = canvas->width;
	if (cells.bottom > canvas->height)
		cells.bottom = canvas->height;
	return cells;
}

void canvas_fill(Canvas *canvas, int x, int y, int width, int height, Style style, const char *cluster)
{
	const Cells cells = clipped(canvas, x, y, width, height);

	for (int row = cells.top; row < cells.bottom; row++)
		for (int column = cells.left; column < cells.right; column++)
			canvas_put(canvas, column, row, style, cluster);
}

void canvas_style(Canvas *canvas, int x, int y, int width, int height, Style style)
{
	const Cells cells = clipped(canvas, x, y, width, height);

	for (int row = cells.top; row < cells.bottom; row++)
		for (int column = cells.left; column < cells.right; column++)
			cell_at(canvas, column, row)->style = (uint8_t)style;
}

static bool is_blank(const Cell *cell)
{
	return cell->bytes[0] == ' ' && cell->bytes[1] == '\0';
}

void canvas_add_text(const Canvas *canvas, bool trim, Text *out)
{
	for (int y = 0; y < canvas->height; y++) {
		const Cell *row = &canvas->cells[(size_t)y * (size_t)canvas->width];
		int end = canvas->width;

		while (trim && end > 0 && is_blank(&row[end - 1]))
			end--;
		for (int x = 0; x < end; x++)
			text_add(out, row[x].bytes);
		text_add_char(out, '\n');
	}
}
