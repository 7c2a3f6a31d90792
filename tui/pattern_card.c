/* The card of a pattern. */
#include "tui/pattern_card.h"

#include <string.h>

#include "model/utf8.h"

static const struct { const char *vendor, *name; } vendors[] = {
	{"salesforce", "Salesforce"}, {"heroku", "Heroku"}, {"aws", "AWS"}, {"external", "others"},
};
enum { VENDORS = sizeof vendors / sizeof *vendors };

void pattern_add_platforms(const Catalog *catalog, const Pattern *pattern, bool from, Text *out)
{
	bool has[VENDORS] = {false};
	size_t start = out->length, count = 0;

	for (size_t i = 0; i < catalog->kind_count; i++) {
		const Kind *kind = &catalog->kinds[i];

		if (from ? !pattern_takes_from(catalog, pattern, kind) : !pattern_takes_to(catalog, pattern, kind))
			continue;
		for (size_t v = 0; v < VENDORS; v++)
			has[v] |= strcmp(vendors[v].vendor, kind->vendor) == 0;
	}
	for (size_t v = 0; v < VENDORS; v++)
		count += has[v];
	for (size_t v = 0; v < VENDORS && count < VENDORS; v++)
		if (has[v])
			text_addf(out, "%s%s", out->length > start ? ", " : "", vendors[v].name);
	if (out->length == start)
		text_add(out, "anything");
}

static void draw_box(Canvas *canvas, int x, int y, int w, const char *name)
{
	for (int at = x + 1; at < x + w - 1; at++) {
		canvas_put(canvas, at, y, STYLE_NORMAL, "─");
		canvas_put(canvas, at, y + 2, STYLE_NORMAL, "─");
	}
	canvas_put(canvas, x, y, STYLE_NORMAL, "┌");
	canvas_put(canvas, x + w - 1, y, STYLE_NORMAL, "┐");
	canvas_put(canvas, x, y + 1, STYLE_NORMAL, "│");
	canvas_put(canvas, x + w - 1, y + 1, STYLE_NORMAL, "│");
	canvas_put(canvas, x, y + 2, STYLE_NORMAL, "└");
	canvas_put(canvas, x + w - 1, y + 2, STYLE_NORMAL, "┘");
	paint_text(canvas, x + 2, y + 1, w - 4, STYLE_BOLD, name);
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

void pattern_draw_picture(const Catalog *catalog, const Pattern *pattern, Canvas *canvas, Rect r)
{
	enum { LINE_LEAST = 8, BOX_FRAME = 4 };
	Text from = {0}, to = {0};
	int most = (r.w - LINE_LEAST) / 2, left, right, line, label;

	if (r.h < PATTERN_PICTURE_ROWS || most < BOX_FRAME + 4)
		return;
	pattern_add_platforms(catalog, pattern, true, &from);
	pattern_add_platforms(catalog, pattern, false, &to);
	left = least(utf8_width(text_str(&from)) + BOX_FRAME, most);
	right = least(utf8_width(text_str(&to)) + BOX_FRAME, most);
	label = utf8_width(pattern->label);
	line = least(label + LINE_LEAST, r.w - left - right);
	draw_box(canvas, r.x, r.y, left, text_str(&from));
	draw_box(canvas, r.x + left + line, r.y, right, text_str(&to));
	for (int x = 0; x < line; x++)
		canvas_put(canvas, r.x + left + x, r.y + 1, STYLE_NORMAL, "─");
	canvas_put(canvas, r.x + left - 1, r.y + 1, STYLE_NORMAL, pattern->both_ways ? "│" : "├");
	if (pattern->both_ways)
		canvas_put(canvas, r.x + left, r.y + 1, STYLE_NORMAL, "◄");
	canvas_put(canvas, r.x + left + line - 1, r.y + 1, STYLE_NORMAL, "►");
	if (line > 6)
		paint_text(canvas, r.x + left + (line - least(label, line - 4)) / 2, r.y + 1, line - 4, STYLE_NORMAL, pattern->label);
	text_clear(&from);
	text_clear(&to);
}

/* "Limit  what": folded behind the label. Returns the rows used. */
static int draw_entry(Canvas *canvas, Rect r, Style style, const char *label, const char *what)
{
	enum { LABEL = 9 };
	int rows;

	if (!what || !*what || r.h < 1)
		return 0;
	paint_text(canvas, r.x, r.y, LABEL - 1, STYLE_DIM, label);
	rows = paint_wrapped(canvas, r.x + LABEL, r.y, r.w - LABEL, r.h, style, what);
	return rows > 0 ? rows : 1;
}

void pattern_draw_card(const Catalog *catalog, const Pattern *p, Canvas *canvas, Rect r)
{
	const struct { const char *label, *what; Style style; } entries[] = {
		{"use", p->use_when, STYLE_NORMAL}, {"avoid", p->avoid_when, STYLE_WARNING}, {"delivers", p->delivery, STYLE_NORMAL},
		{"latency", p->latency, STYLE_NORMAL}, {"limit", p->limit, STYLE_NORMAL}, {"if down", p->on_target_down, STYLE_NORMAL},
		{"sign-in", p->auth, STYLE_NORMAL}, {"costs", p->cost_driver, STYLE_NORMAL},
	};
	int y = 0;

	if (r.h > PATTERN_PICTURE_ROWS) {
		pattern_draw_picture(catalog, p, canvas, (Rect){r.x, r.y, r.w, PATTERN_PICTURE_ROWS});
		y = PATTERN_PICTURE_ROWS;
	}
	for (size_t i = 0; i < sizeof entries / sizeof *entries && y < r.h; i++)
		y += draw_entry(canvas, (Rect){r.x, r.y + y, r.w, r.h - y}, entries[i].style, entries[i].label, entries[i].what);
}
