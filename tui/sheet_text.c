/* A sheet of lines to read and scroll. Prose is wrapped to at most sixty columns. */
#include "tui/sheet_text.h"

#include <stdlib.h>
#include <string.h>

#include "model/utf8.h"
#include "tui/paint.h"

enum { PROSE_WIDTH = 60 };

Sheet *sheet_new(const char *title, const char *note)
{
	Sheet *sheet = mem_alloc(sizeof *sheet);

	sheet->title = mem_copy(title);
	sheet->note = mem_copy(note);
	return sheet;
}

void sheet_add(Sheet *sheet, Style style, const char *left, const char *right)
{
	MEM_GROW(sheet->lines, sheet->cap, sheet->count + 1);
	sheet->lines[sheet->count++] = (SheetLine){
		.left = mem_copy(left), .right = mem_copy(right), .style = style,
	};
}

void sheet_addf(Sheet *sheet, Style style, const char *format, ...)
{
	Text text = {0};
	va_list args;

	va_start(args, format);
	text_addv(&text, format, args);
	va_end(args);
	sheet_add(sheet, style, text_str(&text), "");
	text_clear(&text);
}

void sheet_add_prose(Sheet *sheet, Style style, const char *text)
{
	if (!text || !*text)
		return;
	sheet_add(sheet, style, text, "");
	sheet->lines[sheet->count - 1].wraps = true;
}

void sheet_set_id(Sheet *sheet, const char *id)
{
	sheet->lines[sheet->count - 1].id = mem_copy(id);
}

static void sheet_drop(Layer *layer)
{
	Sheet *sheet = layer->data;

	if (!sheet)
		return;
	for (size_t i = 0; i < sheet->count; i++) {
		free(sheet->lines[i].left);
		free(sheet->lines[i].right);
		free(sheet->lines[i].id);
	}
	free(sheet->lines);
	free(sheet->title);
	free(sheet->note);
	free(sheet);
}

static int prose_width(int width)
{
	return width < PROSE_WIDTH ? width : PROSE_WIDTH;
}

/* The spaces that prose begins with; its other rows keep them. */
static int indent_of(const SheetLine *line)
{
	return (int)strspn(line->left, " ");
}

static int rows_of(const SheetLine *line, int width)
{
	int indent = indent_of(line);
	int rows = line->wraps ? paint_wrapped_rows(prose_width(width) - indent, line->left + indent) : 1;

	return rows < 1 ? 1 : rows;
}

static int all_rows(const Sheet *sheet, int width)
{
	int rows = 0;

	for (size_t i = 0; i < sheet->count; i++)
		rows += rows_of(&sheet->lines[i], width);
	return rows;
}

static int sheet_rows(const Layer *layer, int width)
{
	return layer->data ? all_rows(layer->data, width) : 1;
}

/* The line that begins nearest below the scroll position: the one Enter takes. */
static const SheetLine *line_at(const Sheet *sheet, int row, int width)
{
	for (size_t i = 0; i < sheet->count; i++) {
		int rows = rows_of(&sheet->lines[i], width);

		if (row < rows)
			return &sheet->lines[i];
		row -= rows;
	}
	return NULL;
}

static void draw_line(const SheetLine *line, Canvas *canvas, Rect at, bool chosen)
{
	int right = utf8_width(line->right);
	Style style = chosen ? STYLE_FOCUS : line->style;

	if (chosen)
		canvas_fill(canvas, at.x - 1, at.y, at.w + 1, 1, STYLE_FOCUS, " ");
	paint_text(canvas, at.x, at.y, right ? at.w - right - 2 : at.w, style, line->left);
	if (right)
		paint_right(canvas, at.x, at.y, at.w, style, line->right);
}

/* A wrapped line may begin above the window: its first rows are drawn where nobody looks. */
static void draw_prose(const SheetLine *line, Canvas *canvas, Rect in, int y, int rows)
{
	Canvas part = {0};
	int indent = indent_of(line);

	if (!canvas_init(&part, prose_width(in.w), rows))
		return;
	paint_wrapped(&part, indent, 0, part.width - indent, rows, line->style, line->left + indent);
	for (int row = 0; row < rows; row++) {
		if (y + row < in.y || y + row >= in.y + in.h)
			continue;
		for (int x = 0; x < part.width; x++) {
			const Cell *cell = canvas_at(&part, x, row);

			if (cell->width)
				canvas_put(canvas, in.x + x, y + row, line->style, cell->bytes);
		}
	}
	canvas_clear(&part);
}

static void sheet_draw(const App *app, const Layer *layer, Canvas *canvas, Rect in)
{
	const Sheet *sheet = layer->data;
	const SheetLine *cursor = line_at(sheet, layer->scroll + (int)layer->number, in.w);
	int y = in.y - layer->scroll;

	(void)app;
	for (size_t i = 0; i < sheet->count && y < in.y + in.h; i++) {
		const SheetLine *line = &sheet->lines[i];
		int rows = rows_of(line, in.w);

		if (line->wraps && y + rows > in.y)
			draw_prose(line, canvas, in, y, rows);
		else if (y >= in.y)
			draw_line(line, canvas, (Rect){in.x, y, in.w, 1}, line == cursor && line->id);
		y += rows;
	}
	if (all_rows(sheet, in.w) - layer->scroll > in.h && in.h > 1)
		canvas_put(canvas, in.x + in.w, in.y + in.h - 1, STYLE_KEY, "↓");
	if (layer->scroll)
		canvas_put(canvas, in.x + in.w, in.y, STYLE_KEY, "↑");
}

static bool take(App *app, Layer *layer)
{
	Rect in = layer_inside(app, layer);
	const SheetLine *line = line_at(layer->data, layer->scroll + (int)layer->number, in.w);
	char *id;

	if (!line || !line->id) {
		layer_close(app);
		return true;
	}
	id = mem_copy(line->id);
	layers_close(app);
	app_select(app, strcmp(id, "design") == 0 ? "" : id);
	app_reveal(app, id, true);
	free(id);
	return true;
}

/* Is there a row that Enter goes from? */
static bool leads_on(const Sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++)
		if (sheet->lines[i].id)
			return true;
	return false;
}

/* What is only read has no cursor: the rows move. */
static void scroll(App *app, Layer *layer, Rect in, int by)
{
	int last = all_rows(layer->data, in.w) - in.h, before = layer->scroll, at = before + by;

	at = at > last ? last : at;
	layer->scroll = at < 0 ? 0 : at;
	layer->number = 0;
	if (layer->scroll == before)
		app_say(app, "the sheet ends here");
}

/* Does Enter lead somewhere from ROW? */
static bool is_way(const Sheet *sheet, int row, int width)
{
	const SheetLine *line = line_at(sheet, row, width);

	return line && line->id;
}

/* `number` is the row of the cursor in the window, `scroll` the first row in it. */
static void step(App *app, Layer *layer, Rect in, int by)
{
	int rows = all_rows(layer->data, in.w), scrolled = layer->scroll;
	int before = layer->scroll + (int)layer->number, at = before + by;

	if (!leads_on(layer->data)) {
		scroll(app, layer, in, by);
		return;
	}
	at = at >= rows ? rows - 1 : at;
	at = at < 0 ? 0 : at;
	if (at < layer->scroll)
		layer->scroll = at;
	if (at >= layer->scroll + in.h)
		layer->scroll = at - in.h + 1;
	layer->number = at - layer->scroll;
	if (at == before)
		app_say(app, "the sheet ends here");
	else if (layer->scroll == scrolled && !is_way(layer->data, at, in.w) && !is_way(layer->data, before, in.w))
		app_say(app, "row %d of %d", at + 1, rows);     /* nothing else shows where the cursor is */
}

static bool sheet_act(App *app, Layer *layer, Act act)
{
	Rect in = layer_inside(app, layer);

	switch (act) {
	case ACT_UP: step(app, layer, in, -1); return true;
	case ACT_DOWN: step(app, layer, in, 1); return true;
	case ACT_PAGE_UP: step(app, layer, in, -in.h); return true;
	case ACT_PAGE_DOWN: step(app, layer, in, in.h); return true;
	case ACT_HOME: step(app, layer, in, -100000); return true;
	case ACT_END: step(app, layer, in, 100000); return true;
	case ACT_ACCEPT: return take(app, layer);
	case ACT_CLOSE: return false;
	default:
		app_say(app, "arrows scroll, Enter goes to what the row is about, Esc closes");
		return true;
	}
}

static void sheet_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	const Sheet *sheet = layer->data;

	(void)app;
	text_add(title, sheet->title);
	text_add(note, sheet->note);
}

static const LayerKind sheet_kind = {
	.name = "sheet", .state = STATE_SHEET, .width = 84, .height = 60, .plain = true,
	.hint = "? help  Up Down scroll  Enter go there  Esc close",
	.title = sheet_title, .draw = sheet_draw, .rows = sheet_rows, .act = sheet_act, .drop = sheet_drop,
};

void sheet_open(App *app, Sheet *sheet, bool at_end)
{
	Layer *layer = layer_open(app, &sheet_kind, NULL, NULL);

	layer->data = sheet;
	if (at_end)
		sheet_act(app, layer, ACT_END);
}
