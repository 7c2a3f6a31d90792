/* SVG of the canvas: the same cells, drawn with care.
 *
 * One cell is CELL_W by CELL_H pixels, and what the canvas draws in the middle of a cell is drawn there. Texts carry
 * a textLength, so that another font cannot break the drawing. Lengths are counted in tenths of a pixel: output is
 * exact, short and the same on every machine. */
#include "config.h"

#include "render/export_svg.h"

#include <stdlib.h>
#include <string.h>

#include "model/utf8.h"
#include "render/escape.h"
#include "render/look.h"

enum {                          /* tenths of a pixel */
	CELL_W = 90,
	CELL_H = 190,
	MARGIN = 280,
	BEND = 60,              /* radius of a bend of a link */
	HEAD_LENGTH = 95,
	HEAD_WIDTH = 84,
	FONT_NAME = 140,
	FONT_LABEL = 120,
	FONT_TITLE = 120,
	FONT_TAG = 75
};

/* --- from cells to pixels -------------------------------------------------- */

typedef struct Paper {
	Text *out;
	const ExportJob *job;
	const Scene *scene;
	int left, top;          /* where the middle of the scene's first cell is */
} Paper;

static int x_of(const Paper *paper, int column)
{
	return paper->left + (column - paper->scene->left) * CELL_W;
}

static int y_of(const Paper *paper, int row)
{
	return paper->top + (row - paper->scene->top) * CELL_H;
}

static void add_title(Text *out, const Element *element, const char *what)
{
	text_add(out, "<title>");
	escape_xml(out, element_name(element));
	if (*what) {
		text_add(out, " (");
		escape_xml(out, what);
		text_add(out, ")");
	}
	text_add(out, "</title>\n");
}

static void open_group(Text *out, const char *class, const Element *element, const char *what)
{
	text_addf(out, "<g class=\"%s\" id=\"", class);
	escape_xml(out, element->id);
	text_add(out, "\">\n");
	add_title(out, element, what);
}

/* --- zones ----------------------------------------------------------------- */

/* How wide the title of ZONE may be: up to the first column where a link may cross the frame. */
static int title_room(const SceneZone *zone)
{
	return (utf8_width(zone->title) + 3) * CELL_W - 50;
}

/* The title on the frame, with the vendor's tag where the words do not name the vendor and there is room. */
static void add_zone_title(const Paper *paper, const SceneZone *zone, const Look *look, bool container)
{
	enum { START = 60, PAD = 60, TAG_GAP = 45 };
	bool tagged = !container && *look->tag && !strcasestr(zone->title, look->name);
	int title_width = svg_text_width(FONT_TITLE, utf8_width(zone->title));
	int tag_width = TAG_GAP + svg_text_width(FONT_TAG, utf8_width(look->tag));
	int x = x_of(paper, zone->x) + START, y = y_of(paper, zone->y);
	Text style = {0};

	tagged = tagged && START + 2 * PAD + title_width + tag_width <= title_room(zone);
	if (container)
		text_addf(&style, "fill=\"%s\" stroke=\"%s\"", look->wash, look->accent);
	else
		text_addf(&style, "fill=\"%s\"", look->accent);
	svg_rectangle(paper->out, x, y - 95, title_width + (tagged ? tag_width : 0) + 2 * PAD, 190, 40, style.s);
	text_reset(&style);
	text_addf(&style, " font-weight=\"bold\" fill=\"%s\"", container ? look->accent : LOOK_PAPER);
	svg_text(paper->out, x + PAD, y, FONT_TITLE, style.s, zone->title);
	if (tagged)
		svg_text(paper->out, x + PAD + title_width + TAG_GAP, y, FONT_TAG, " fill=\"" LOOK_PAPER "\"", look->tag);
	text_clear(&style);
}

static void add_zone(const Paper *paper, const SceneZone *zone)
{
	const Look *look = look_of(zone->style);
	bool container = zone->component != NOWHERE;
	Text style = {0};

	open_group(paper->out, container ? "container" : "platform", zone->element, look->name);
	text_addf(&style, "fill=\"%s\" stroke=\"%s\" stroke-width=\"1.2\"%s", look->wash, look->accent,
	          container ? " stroke-dasharray=\"2 4\" stroke-linecap=\"round\"" : " stroke-dasharray=\"7 4\"");
	svg_rectangle(paper->out, x_of(paper, zone->x), y_of(paper, zone->y), (zone->w - 1) * CELL_W,
	              (zone->h - 1) * CELL_H, 80, style.s);
	add_zone_title(paper, zone, look, container);
	text_add(paper->out, "</g>\n");
	text_clear(&style);
}

/* --- boxes ----------------------------------------------------------------- */

static void add_box(const Paper *paper, const SceneBox *box)
{
	const Look *look = look_of(box->style);
	const GraphComponent *component = &paper->job->graph->components[box->component];
	int x = x_of(paper, box->x), y = y_of(paper, box->y);
	int w = (box->w - 1) * CELL_W, h = (box->h - 1) * CELL_H;
	const char *more = " text-anchor=\"middle\"";

	open_group(paper->out, "component", box->element, component->kind ? component->kind->id : "");
	svg_border(paper->out, look, box->border, x, y, w, h);
	if (box->line[0] && box->line[1]) {
		svg_text(paper->out, x + w / 2, y + h / 2 - 85, FONT_NAME, more, box->line[0]);
		svg_text(paper->out, x + w / 2, y + h / 2 + 85, FONT_NAME, more, box->line[1]);
	} else if (box->line[0]) {
		svg_text(paper->out, x + w / 2, y + h / 2, FONT_NAME, more, box->line[0]);
	}
	text_add(paper->out, "</g>\n");
}

/* --- links ----------------------------------------------------------------- */

typedef struct Pixel { int x, y; } Pixel;

/* The point DISTANCE from A on the way to B, which lie on one axis. */
static Pixel toward(Pixel a, Pixel b, int distance)
{
	int dx = b.x - a.x, dy = b.y - a.y;

	if (dx)
		return (Pixel){a.x + (dx > 0 ? distance : -distance), a.y};
	return (Pixel){a.x, a.y + (dy > 0 ? distance : -distance)};
}

static int distance_of(Pixel a, Pixel b)
{
	return abs(a.x - b.x) + abs(a.y - b.y);
}

static void add_point(Text *out, char command, Pixel p)
{
	text_add_char(out, command);
	svg_number(out, p.x);
	text_add_char(out, ' ');
	svg_number(out, p.y);
}

static void add_head(Text *out, Pixel tip, Pixel from, const char *colour)
{
	Pixel base = toward(tip, from, HEAD_LENGTH);
	int half = HEAD_WIDTH / 2;
	bool level = tip.y == from.y;

	text_add(out, "<path d=\"");
	add_point(out, 'M', tip);
	add_point(out, 'L', (Pixel){base.x + (level ? 0 : half), base.y + (level ? half : 0)});
	add_point(out, 'L', (Pixel){base.x - (level ? 0 : half), base.y - (level ? half : 0)});
	text_addf(out, "Z\" fill=\"%s\" stroke=\"none\"/>\n", colour);
}

/* The way through POINTS with round bends; the ends give room to arrowheads. */
static void add_way(Text *out, const Pixel *points, size_t count, bool head_from, bool head_to)
{
	Pixel first = points[0], last = points[count - 1];

	if (head_from)
		first = toward(first, points[1], HEAD_LENGTH - 10);
	if (head_to)
		last = toward(last, points[count - 2], HEAD_LENGTH - 10);
	add_point(out, 'M', first);
	for (size_t i = 1; i + 1 < count; i++) {
		int before = distance_of(points[i - 1], points[i]) / 2, after = distance_of(points[i], points[i + 1]) / 2;
		int radius = before < after ? before : after;

		if (radius > BEND)
			radius = BEND;
		add_point(out, 'L', toward(points[i], points[i - 1], radius));
		add_point(out, 'Q', points[i]);
		add_point(out, ' ', toward(points[i], points[i + 1], radius));
	}
	add_point(out, 'L', last);
}

static const char *dashes_of(const SceneLink *link, const Pattern *pattern)
{
	if (link->pending)
		return " stroke-dasharray=\"1.5 4\" stroke-linecap=\"round\"";
	if (pattern && pattern->mode == MODE_ASYNC)
		return " stroke-dasharray=\"7 4\"";
	if (pattern && pattern->mode == MODE_OVERLAY)
		return " stroke-dasharray=\"10 3 2 3\"";
	return "";
}

static void add_link(const Paper *paper, const SceneLink *link, Pixel *points)
{
	const Pattern *pattern = paper->job->graph->links[link->link].pattern;
	const char *colour = link->pending ? "#B00020" : LOOK_LINE;
	size_t count = link->point_count;
	Text *out = paper->out;

	if (count < 2)
		return;
	for (size_t i = 0; i < count; i++)
		points[i] = (Pixel){x_of(paper, link->points[i].x), y_of(paper, link->points[i].y)};
	open_group(out, "link", link->element, pattern ? pattern->id : "");
	text_add(out, "<path d=\"");
	add_way(out, points, count, link->head_from, link->head_to);
	text_addf(out, "\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"%s/>\n", colour, dashes_of(link, pattern));
	if (link->head_from)
		add_head(out, points[0], points[1], colour);
	if (link->head_to)
		add_head(out, points[count - 1], points[count - 2], colour);
	text_add(out, "</g>\n");
}

/* The colour behind a label: of the innermost zone that holds it, else paper. */
static const char *ground_of(const Scene *scene, const SceneLink *link)
{
	enum { ZONES_MOST = 64 };       /* with more, a search for each label would take too long */
	const char *ground = LOOK_PAPER;
	int smallest = -1;

	for (size_t i = 0; i < scene->zone_count && scene->zone_count <= ZONES_MOST; i++) {
		const SceneZone *zone = &scene->zones[i];
		bool inside = link->label_x > zone->x && link->label_x + link->label_w < zone->x + zone->w &&
		              link->label_y > zone->y && link->label_y < zone->y + zone->h - 1;

		if (inside && (smallest < 0 || zone->w < smallest)) {
			smallest = zone->w;
			ground = look_of(zone->style)->wash;
		}
	}
	return ground;
}

static void add_label(const Paper *paper, const SceneLink *link)
{
	Text style = {0};
	int cells, width, x, y;

	if (!link->shown)
		return;
	cells = utf8_width(link->shown);
	width = svg_text_width(FONT_LABEL, cells);
	x = x_of(paper, link->label_x) - CELL_W / 2 + link->label_w * CELL_W / 2;
	y = y_of(paper, link->label_y);
	text_addf(&style, "fill=\"%s\" fill-opacity=\"0.92\"", ground_of(paper->scene, link));
	svg_rectangle(paper->out, x - width / 2 - 30, y - 80, width + 60, 160, 30, style.s);
	text_clear(&style);
	svg_text(paper->out, x, y, FONT_LABEL, " text-anchor=\"middle\"", link->shown);
}

static void add_links(const Paper *paper)
{
	const Scene *scene = paper->scene;
	size_t most = 2;
	Pixel *points;

	for (size_t i = 0; i < scene->link_count; i++)
		if (scene->links[i].point_count > most)
			most = scene->links[i].point_count;
	points = mem_alloc(most * sizeof *points);
	text_add(paper->out, "<g class=\"links\">\n");
	for (size_t i = 0; i < scene->link_count; i++)
		add_link(paper, &scene->links[i], points);
	text_add(paper->out, "</g>\n");
	free(points);
}

/* --- the whole ------------------------------------------------------------- */

static void add_scene(const Paper *paper)
{
	const Scene *scene = paper->scene;

	for (size_t i = 0; i < scene->zone_count; i++)
		add_zone(paper, &scene->zones[i]);
	add_links(paper);
	for (size_t i = 0; i < scene->box_count; i++)
		if (scene->boxes[i].w > 1)
			add_box(paper, &scene->boxes[i]);
	text_add(paper->out, "<g class=\"labels\">\n");
	for (size_t i = 0; i < scene->link_count; i++)
		add_label(paper, &scene->links[i]);
	text_add(paper->out, "</g>\n");
}

bool export_svg_canvas(const ExportJob *job, Text *out, Error *err)
{
	const Scene *scene = job->scene;
	SvgFrame frame = {.job = job, .margin = MARGIN,
	                  .scene_width = (scene->width > 1 ? scene->width - 1 : 0) * CELL_W,
	                  .scene_height = (scene->height > 1 ? scene->height - 1 : 0) * CELL_H};
	Paper paper = {.out = out, .job = job, .scene = scene};

	(void)err;
	svg_frame_measure(&frame);
	paper.left = frame.scene_x;
	paper.top = frame.scene_y;
	svg_frame_open(&frame, out);
	add_scene(&paper);
	svg_frame_close(&frame, out);
	return true;
}
