/* The pieces of a drawing in SVG. */
#include "config.h"

#include "render/svg.h"

#include "model/utf8.h"
#include "render/escape.h"

void svg_number(Text *out, int tenths)
{
	if (tenths < 0) {
		text_add_char(out, '-');
		tenths = -tenths;
	}
	text_addf(out, "%d", tenths / 10);
	if (tenths % 10)
		text_addf(out, ".%d", tenths % 10);
}

void svg_attribute(Text *out, const char *name, int tenths)
{
	text_addf(out, " %s=\"", name);
	svg_number(out, tenths);
	text_add_char(out, '"');
}

/* A fixed-width font is 0.6 em wide. */
int svg_text_width(int font, int cells)
{
	return font * cells * 6 / 10;
}

void svg_text(Text *out, int x, int y, int font, const char *more, const char *s)
{
	text_add(out, "<text");
	svg_attribute(out, "x", x);
	svg_attribute(out, "y", y + font * 35 / 100);   /* Y is the middle of the letters */
	svg_attribute(out, "font-size", font);
	svg_attribute(out, "textLength", svg_text_width(font, utf8_width(s)));
	text_addf(out, "%s xml:space=\"preserve\">", more);
	escape_xml(out, s);
	text_add(out, "</text>\n");
}

void svg_rectangle(Text *out, int x, int y, int w, int h, int radius, const char *more)
{
	text_add(out, "<rect");
	svg_attribute(out, "x", x);
	svg_attribute(out, "y", y);
	svg_attribute(out, "width", w);
	svg_attribute(out, "height", h);
	if (radius)
		svg_attribute(out, "rx", radius);
	text_addf(out, " %s/>\n", more);
}

void svg_border(Text *out, const Look *look, SceneBorder border, int x, int y, int w, int h)
{
	static const struct {
		const char *style;
		int radius;
	} borders[] = {
		[BORDER_SINGLE] = {"stroke-width=\"1.4\"", 40},
		[BORDER_DOUBLE] = {"stroke-width=\"1.2\"", 40},
		[BORDER_HEAVY] = {"stroke-width=\"3\"", 30},
		[BORDER_DASHED] = {"stroke-width=\"1.4\" stroke-dasharray=\"6 3\"", 40},
		[BORDER_ROUND] = {"stroke-width=\"1.4\"", 90},
	};
	Text style = {0};

	text_addf(&style, "fill=\"%s\" stroke=\"%s\" %s", look->fill, look->accent, borders[border].style);
	svg_rectangle(out, x, y, w, h, borders[border].radius, style.s);
	text_reset(&style);
	text_addf(&style, "fill=\"none\" stroke=\"%s\" %s", look->accent, borders[border].style);
	if (border == BORDER_DOUBLE)
		svg_rectangle(out, x + 30, y + 30, w - 60, h - 60, 20, style.s);
	text_clear(&style);
}
