/* What stands around the scene: the name of the design and its summary above, the legend below. */
#include <stdlib.h>
#include <string.h>

#include "model/utf8.h"
#include "model/wrap.h"
#include "render/escape.h"
#include "render/export_svg.h"

enum {                          /* tenths of a pixel */
	NARROWEST = 4800,
	FONT_HEAD = 200,
	FONT_SUMMARY = 125,
	FONT_LEGEND = 115,
	LINE_HEAD = 270,
	LINE_SUMMARY = 185,
	LINE_LEGEND = 210,
	SWATCH_W = 260,
	SWATCH_H = 140,
	GAP = 200,
	SUMMARY_LINES = 4
};

/* --- lines of text --------------------------------------------------------- */

static int columns_in(const SvgFrame *frame, int font)
{
	return (frame->width - 2 * frame->margin) * 10 / (font * 6);
}

/* TEXT folded to COLUMNS, at most MOST lines, the last cut. */
static void fold(const char *text, int columns, int most, Text *out)
{
	Text all = {0};
	const char *line;

	wrap_add(&all, text, 0, 0, columns);
	line = all.s;
	for (int i = 0; i < most && *line; i++) {
		size_t length = strcspn(line, "\n");
		bool more = i + 1 == most && line[length] && line[length + 1];
		Text one = {0};

		text_add_n(&one, line, length);
		if (more)
			text_add(&one, " …");
		utf8_add_cut(out, text_str(&one), columns, false);
		text_add_char(out, '\n');
		text_clear(&one);
		line += length + (line[length] == '\n');
	}
	text_clear(&all);
}

static int lines_in(const Text *text)
{
	int lines = 0;

	for (const char *at = text_str(text); *at; at++)
		lines += *at == '\n';
	return lines;
}

static void head_texts(const SvgFrame *frame, Text *name, Text *summary)
{
	const Element *design = design_at(frame->job->graph->design, CLASS_DESIGN, 0);
	const char *named = element_get(design, "name"), *summed = element_get(design, "summary");

	if (named)
		fold(named, columns_in(frame, FONT_HEAD), 2, name);
	if (summed)
		fold(summed, columns_in(frame, FONT_SUMMARY), SUMMARY_LINES, summary);
}

static int add_lines(Text *out, const Text *text, int x, int y, int font, int step, const char *more)
{
	for (const char *line = text_str(text); *line;) {
		size_t length = strcspn(line, "\n");
		Text one = {0};

		text_add_n(&one, line, length);
		svg_text(out, x, y + step / 2, font, more, one.s);
		text_clear(&one);
		y += step;
		line += length + 1;
	}
	return y;
}

/* --- legend ---------------------------------------------------------------- */

typedef struct Entry {
	enum { ENTRY_LOOK, ENTRY_LINE } type;
	const Look *look;
	const char *dashes;
	const char *text;
} Entry;

enum { ENTRIES_MOST = 10 };

static bool look_is_used(const Scene *scene, const Look *look)
{
	for (size_t i = 0; i < scene->box_count; i++)
		if (scene->boxes[i].w > 1 && scene->boxes[i].style == look->style)
			return true;
	for (size_t i = 0; i < scene->zone_count; i++)
		if (scene->zones[i].style == look->style)
			return true;
	return false;
}

static bool mode_is_used(const ExportJob *job, int mode)
{
	for (size_t i = 0; i < job->scene->link_count; i++) {
		const Pattern *pattern = job->graph->links[job->scene->links[i].link].pattern;

		if (!job->scene->links[i].pending && (int)(pattern ? pattern->mode : MODE_SYNC) == mode)
			return true;
	}
	return false;
}

static size_t gather_entries(const ExportJob *job, Entry entries[ENTRIES_MOST])
{
	static const struct {
		int mode;
		const char *dashes, *text;
	} lines[] = {
		{MODE_SYNC, "", "synchronous"},
		{MODE_ASYNC, " stroke-dasharray=\"7 4\"", "asynchronous"},
		{MODE_OVERLAY, " stroke-dasharray=\"10 3 2 3\"", "overlay"},
	};
	size_t count = 0;

	for (const Look *look = look_table; look->name; look++)
		if (look_is_used(job->scene, look))
			entries[count++] = (Entry){ENTRY_LOOK, look, NULL, look->name};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (mode_is_used(job, lines[i].mode))
			entries[count++] = (Entry){ENTRY_LINE, NULL, lines[i].dashes, lines[i].text};
	for (size_t i = 0; i < job->scene->link_count; i++)
		if (job->scene->links[i].pending) {
			entries[count++] = (Entry){ENTRY_LINE, NULL, " stroke-dasharray=\"1.5 4\" stroke-linecap=\"round\"",
			                           "no clean way found"};
			break;
		}
	return count;
}

static int entry_width(const Entry *entry)
{
	return SWATCH_W + 90 + svg_text_width(FONT_LEGEND, utf8_width(entry->text)) + GAP;
}

static void add_entry(Text *out, const Entry *entry, int x, int y)
{
	if (entry->type == ENTRY_LOOK) {
		svg_border(out, entry->look, entry->look->border, x, y - SWATCH_H / 2, SWATCH_W, SWATCH_H);
		if (*entry->look->tag)
			svg_text(out, x + SWATCH_W / 2, y, 75, " text-anchor=\"middle\" font-weight=\"bold\"", entry->look->tag);
	} else {
		text_add(out, "<path d=\"M");
		svg_number(out, x);
		text_add_char(out, ' ');
		svg_number(out, y);
		text_add(out, "h");
		svg_number(out, SWATCH_W);
		text_addf(out, "\" fill=\"none\" stroke=\"" LOOK_LINE "\" stroke-width=\"1.5\"%s/>\n", entry->dashes);
	}
	svg_text(out, x + SWATCH_W + 90, y, FONT_LEGEND, "", entry->text);
}

/* Lays the entries in rows; draws them when OUT. Returns the height they take. */
static int flow_entries(const SvgFrame *frame, Text *out)
{
	Entry entries[ENTRIES_MOST];
	size_t count = gather_entries(frame->job, entries);
	int x = frame->margin, y = frame->legend_y + LINE_LEGEND / 2;

	for (size_t i = 0; i < count; i++) {
		int width = entry_width(&entries[i]);

		if (x > frame->margin && x + width - GAP > frame->width - frame->margin) {
			x = frame->margin;
			y += LINE_LEGEND;
		}
		if (out)
			add_entry(out, &entries[i], x, y);
		x += width;
	}
	return count ? y + LINE_LEGEND / 2 - frame->legend_y : 0;
}

/* The labels that found no room at their lines, by number. */
static void keyed_labels(const SvgFrame *frame, Text *out)
{
	const Scene *scene = frame->job->scene;
	const char **labels = mem_alloc(((size_t)scene->key_count + 1) * sizeof *labels);

	for (size_t i = 0; i < scene->link_count; i++)
		if (scene->links[i].key > 0 && scene->links[i].key <= scene->key_count)
			labels[scene->links[i].key] = scene->links[i].label;
	for (int key = 1; key <= scene->key_count; key++) {
		Text line = {0};

		if (!labels[key])
			continue;
		text_addf(&line, "%d  %s", key, labels[key]);
		fold(line.s, columns_in(frame, FONT_LEGEND), 2, out);
		text_clear(&line);
	}
	free(labels);
}

/* --- the frame ------------------------------------------------------------- */

void svg_frame_measure(SvgFrame *frame)
{
	Text name = {0}, summary = {0}, keyed = {0};

	frame->width = frame->scene_width + 2 * frame->margin;
	if (frame->width < NARROWEST)
		frame->width = NARROWEST;
	head_texts(frame, &name, &summary);
	frame->scene_x = (frame->width - frame->scene_width) / 2;
	frame->scene_y = frame->margin;
	if (name.length || summary.length)
		frame->scene_y += lines_in(&name) * LINE_HEAD + lines_in(&summary) * LINE_SUMMARY + GAP;
	frame->legend_y = frame->scene_y + frame->scene_height + GAP;
	keyed_labels(frame, &keyed);
	frame->height = frame->legend_y + flow_entries(frame, NULL) + lines_in(&keyed) * LINE_LEGEND + frame->margin / 2;
	text_clear(&name);
	text_clear(&summary);
	text_clear(&keyed);
}

void svg_frame_open(const SvgFrame *frame, Text *out)
{
	const Element *design = design_at(frame->job->graph->design, CLASS_DESIGN, 0);
	const char *summed = element_get(design, "summary");
	Text name = {0}, summary = {0};
	int y;

	text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"");
	svg_attribute(out, "width", frame->width);
	svg_attribute(out, "height", frame->height);
	text_add(out, " viewBox=\"0 0 ");
	svg_number(out, frame->width);
	text_add_char(out, ' ');
	svg_number(out, frame->height);
	text_add(out, "\" role=\"img\" font-family=\"'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace\" "
	              "fill=\"" LOOK_INK "\">\n<title>");
	escape_xml(out, element_name(design));
	text_add(out, "</title>\n<desc>");
	escape_xml(out, summed ? summed : "An architecture across platforms.");
	text_add(out, "</desc>\n");
	svg_rectangle(out, 0, 0, frame->width, frame->height, 0, "fill=\"" LOOK_PAPER "\"");
	head_texts(frame, &name, &summary);
	y = add_lines(out, &name, frame->margin, frame->margin - 40, FONT_HEAD, LINE_HEAD, " font-weight=\"bold\"");
	add_lines(out, &summary, frame->margin, y, FONT_SUMMARY, LINE_SUMMARY, " fill=\"#404756\"");
	text_clear(&name);
	text_clear(&summary);
}

void svg_frame_close(const SvgFrame *frame, Text *out)
{
	Text keyed = {0};
	int used;

	text_add(out, "<g class=\"legend\" fill=\"#404756\">\n");
	used = flow_entries(frame, out);
	keyed_labels(frame, &keyed);
	add_lines(out, &keyed, frame->margin, frame->legend_y + used, FONT_LEGEND, LINE_LEGEND, "");
	text_add(out, "</g>\n</svg>\n");
	text_clear(&keyed);
}
