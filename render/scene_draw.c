/* Scene to Canvas: what lies in the view is drawn, the rest is skipped.
 *
 * Lines are gathered first as arms of cells, so that a crossing is the union of two lines; then each cell
 * gets its one glyph. Order: pending links, frames, boxes, lines, heads, labels. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "model/utf8.h"
#include "render/glyph.h"

typedef struct View {
	const Scene *scene;
	const SceneFocus *focus;
	Canvas *canvas;
	int x, y, w, h;         /* on the canvas */
	int ox, oy;             /* the scene cell at (x, y) */
	uint8_t *arms;          /* by cell of the view */
	uint8_t *line_style;
	uint8_t *stroke;        /* LensStroke */
	bool ascii;
} View;

/* --- drawing clipped to the view --------------------------------------- */

static bool sees(const View *view, int x, int y, int w, int h)
{
	return w > 0 && h > 0 && x < view->ox + view->w && y < view->oy + view->h &&
	       x + w > view->ox && y + h > view->oy;
}

static void put(const View *view, int x, int y, Style style, const char *glyph)
{
	if (sees(view, x, y, 1, 1))
		canvas_put(view->canvas, x - view->ox + view->x, y - view->oy + view->y, style, glyph);
}

/* Text of the scene, cut at both edges of the view. */
static void put_text(const View *view, int x, int y, Style style, const char *s)
{
	size_t length = strlen(s);
	char cluster[64];

	while (length > 0 && x < view->ox + view->w) {
		int width = 1;
		size_t bytes = utf8_cluster(s, length, &width);

		if (bytes < sizeof cluster && width > 0 && sees(view, x, y, width, 1)) {
			memcpy(cluster, s, bytes);
			cluster[bytes] = '\0';
			if (x < view->ox || x + width > view->ox + view->w)
				put(view, x < view->ox ? view->ox : x, y, style, " ");
			else
				canvas_put(view->canvas, x - view->ox + view->x, y - view->oy + view->y, style, cluster);
		}
		x += width;
		s += bytes;
		length -= bytes;
	}
}

static bool is_marked(const View *view, const Element *element)
{
	if (!view->focus || !view->focus->marked)
		return false;
	for (size_t i = 0; view->focus->marked[i]; i++)
		if (view->focus->marked[i] == element)
			return true;
	return false;
}

static bool is_selected(const View *view, const Element *element)
{
	return view->focus && view->focus->selected == element;
}

/* What the lens says of BOX; NULL: there is none, or it has nothing to say. */
static const LensTag *tag_of(const View *view, const SceneBox *box)
{
	return view->focus && view->focus->lens ? &view->focus->lens->components[box->component] : NULL;
}

static Style style_of(const View *view, const Element *element, Style usual, Style selected)
{
	if (is_selected(view, element))
		return selected;
	return is_marked(view, element) ? STYLE_MARK : usual;
}

/* --- rectangles -------------------------------------------------------- */

static void draw_rect(const View *view, int x, int y, int w, int h, const BorderGlyphs *glyphs, Style style)
{
	int left = x > view->ox ? x : view->ox, right = x + w - 1, bottom = y + h - 1;
	int top = y > view->oy ? y : view->oy;

	for (int i = left; i <= right && i < view->ox + view->w; i++) {
		put(view, i, y, style, glyphs->across);
		put(view, i, bottom, style, glyphs->across);
	}
	for (int i = top; i <= bottom && i < view->oy + view->h; i++) {
		put(view, x, i, style, glyphs->down);
		put(view, right, i, style, glyphs->down);
	}
	put(view, x, y, style, glyphs->top_left);
	put(view, right, y, style, glyphs->top_right);
	put(view, x, bottom, style, glyphs->bottom_left);
	put(view, right, bottom, style, glyphs->bottom_right);
}

static void draw_title(const View *view, const SceneZone *zone)
{
	put_text(view, zone->x + 2, zone->y, style_of(view, zone->element, zone->style, STYLE_FOCUS), zone->title);
}

static void draw_zone(const View *view, const SceneZone *zone)
{
	Style style = style_of(view, zone->element, zone->style, STYLE_FOCUS);

	if (!sees(view, zone->x, zone->y, zone->w, zone->h))
		return;
	draw_rect(view, zone->x, zone->y, zone->w, zone->h, glyph_frame(view->ascii), style);
	draw_title(view, zone);
	if (zone->note)
		put_text(view, zone->x + 3, zone->y + zone->h - 2, STYLE_DIM, zone->note);
}

static Style box_style(const View *view, const SceneBox *box)
{
	const LensTag *tag = tag_of(view, box);

	return style_of(view, box->element, tag ? tag->style : box->style, STYLE_FOCUS);
}

/* A tag of the overview. */
static void draw_tag(const View *view, const SceneBox *box)
{
	put_text(view, box->x, box->y, box_style(view, box), box->line[0]);
	if (box->joined)
		put(view, box->x + box->w, box->y, STYLE_LINK, glyph_line(ARM_LEFT | ARM_RIGHT, view->ascii));
}

static void draw_box(const View *view, const SceneBox *box)
{
	Style style = box_style(view, box);
	int lines = box->line[1] ? 2 : 1, y = box->y + (box->h - lines - box->more_count) / 2;

	if (!sees(view, box->x, box->y, box->w + box->joined, box->h))
		return;
	if (box->h == 1) {
		draw_tag(view, box);
		return;
	}
	for (int row = box->y + 1; row < box->y + box->h - 1; row++)
		for (int column = box->x + 1; column < box->x + box->w - 1; column++)
			put(view, column, row, style, " ");
	draw_rect(view, box->x, box->y, box->w, box->h, glyph_border(box->border, view->ascii), style);
	for (int i = 0; i < lines; i++)
		put_text(view, box->x + (box->w - utf8_width(box->line[i])) / 2, y + i, style, box->line[i]);
	for (int i = 0; i < box->more_count; i++)
		put_text(view, box->x + (box->w - utf8_width(box->more[i])) / 2, y + lines + i, STYLE_DIM, box->more[i]);
}

/* --- links ------------------------------------------------------------- */

typedef struct Pen { Style style; LensStroke stroke; } Pen;

static void add_arm(View *view, int x, int y, unsigned arm, Pen pen)
{
	size_t at;

	if (!sees(view, x, y, 1, 1))
		return;
	at = (size_t)(y - view->oy) * (size_t)view->w + (size_t)(x - view->ox);
	view->arms[at] |= (uint8_t)arm;
	if (view->line_style[at] != STYLE_LINK_FOCUS)
		view->line_style[at] = (uint8_t)pen.style;
	view->stroke[at] = (uint8_t)pen.stroke;
}

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

static void add_segment(View *view, ScenePoint a, ScenePoint b, Pen pen)
{
	int dx = (b.x > a.x) - (b.x < a.x), dy = (b.y > a.y) - (b.y < a.y);
	int x0 = a.x < b.x ? a.x : b.x, x1 = a.x < b.x ? b.x : a.x;
	int y0 = a.y < b.y ? a.y : b.y, y1 = a.y < b.y ? b.y : a.y;

	if (!sees(view, x0, y0, x1 - x0 + 1, y1 - y0 + 1))
		return;
	x0 = dx ? clamp(x0, view->ox - 1, view->ox + view->w) : x0;
	x1 = dx ? clamp(x1, view->ox - 1, view->ox + view->w) : x1;
	y0 = dy ? clamp(y0, view->oy - 1, view->oy + view->h) : y0;
	y1 = dy ? clamp(y1, view->oy - 1, view->oy + view->h) : y1;
	for (int x = x0; dx && x < x1; x++) {
		add_arm(view, x, y0, ARM_RIGHT, pen);
		add_arm(view, x + 1, y0, ARM_LEFT, pen);
	}
	for (int y = y0; dy && y < y1; y++) {
		add_arm(view, x0, y, ARM_DOWN, pen);
		add_arm(view, x0, y + 1, ARM_UP, pen);
	}
}

/* A line of the overview stands for many links, of which a lens has no one thing to say. */
static const LensView *lens_of_lines(const View *view)
{
	return view->focus && view->scene->options.zoom != SCENE_OVERVIEW ? view->focus->lens : NULL;
}

static Style link_style(const View *view, const SceneLink *link)
{
	const LensView *lens = lens_of_lines(view);

	return style_of(view, link->element, lens ? lens->links[link->link].style : STYLE_LINK, STYLE_LINK_FOCUS);
}

static Pen link_pen(const View *view, const SceneLink *link)
{
	const LensView *lens = lens_of_lines(view);

	return (Pen){link_style(view, link), lens ? lens->links[link->link].stroke : STROKE_PLAIN};
}

static void gather_link(View *view, const SceneLink *link)
{
	Pen pen = link_pen(view, link);

	if (link->pending)
		return;
	for (size_t i = 1; i < link->point_count; i++)
		add_segment(view, link->points[i - 1], link->points[i], pen);
}

/* Dots from end to end, over which everything else is drawn. */
static void draw_pending(const View *view, const SceneLink *link)
{
	Style style = style_of(view, link->element, STYLE_PENDING, STYLE_LINK_FOCUS);

	for (size_t i = 1; link->pending && i < link->point_count; i++) {
		ScenePoint a = link->points[i - 1], b = link->points[i];
		int dx = (b.x > a.x) - (b.x < a.x), dy = (b.y > a.y) - (b.y < a.y);

		for (; a.x != b.x || a.y != b.y; a.x += dx, a.y += dy)
			put(view, a.x, a.y, style, glyph_pending(view->ascii));
	}
}

/* Which way the port at POINT looks, whose route goes on to NEXT. */
static unsigned arm_towards(ScenePoint point, ScenePoint next)
{
	if (next.x != point.x)
		return next.x > point.x ? ARM_RIGHT : ARM_LEFT;
	return next.y > point.y ? ARM_DOWN : ARM_UP;
}

static unsigned opposite(unsigned arm)
{
	return arm < ARM_DOWN ? arm << 2 : arm >> 2;
}

static const char *out_glyph(const BorderGlyphs *glyphs, unsigned arm)
{
	switch (arm) {
	case ARM_UP:
		return glyphs->out_up;
	case ARM_RIGHT:
		return glyphs->out_right;
	case ARM_DOWN:
		return glyphs->out_down;
	default:
		return glyphs->out_left;
	}
}

/* The end of a link at POINT: an arrowhead before the border, a port in it, or a dot on the frame of a zone. */
static void draw_end(const View *view, const SceneLink *link, ScenePoint point, ScenePoint next, bool head,
                     const SceneBox *box)
{
	unsigned arm = arm_towards(point, next);
	int dx = (next.x > point.x) - (next.x < point.x), dy = (next.y > point.y) - (next.y < point.y);

	if (head)
		put(view, point.x + dx, point.y + dy, link_style(view, link), glyph_head(opposite(arm), view->ascii));
	else if (box)
		put(view, point.x, point.y, box_style(view, box),
		    out_glyph(glyph_border(box->border, view->ascii), arm));
	else
		put(view, point.x, point.y, link_style(view, link), glyph_dot(view->ascii));
}

static void flush_lines(const View *view)
{
	for (int y = 0; y < view->h; y++)
		for (int x = 0; x < view->w; x++) {
			size_t at = (size_t)y * (size_t)view->w + (size_t)x;

			if (view->arms[at])
				canvas_put(view->canvas, view->x + x, view->y + y, (Style)view->line_style[at],
				           glyph_stroke(view->arms[at], (LensStroke)view->stroke[at], view->ascii));
		}
}

/* Ports and frames are drawn over by the lines that end in them: the arms in those cells are dropped. */
static void drop_end(View *view, ScenePoint point)
{
	if (sees(view, point.x, point.y, 1, 1))
		view->arms[(size_t)(point.y - view->oy) * (size_t)view->w + (size_t)(point.x - view->ox)] = 0;
}

static const SceneBox *box_of(const Scene *scene, int component)
{
	return component >= 0 && scene->boxes[component].w ? &scene->boxes[component] : NULL;
}

static void draw_ends(const View *view, const SceneLink *link)
{
	size_t last = link->point_count - 1;

	if (link->pending || link->point_count < 2)
		return;
	draw_end(view, link, link->points[0], link->points[1], link->head_from, box_of(view->scene, link->from));
	draw_end(view, link, link->points[last], link->points[last - 1], link->head_to,
	         box_of(view->scene, link->to));
}

static void draw_links(View *view)
{
	const Scene *scene = view->scene;

	for (size_t i = 0; i < scene->link_count; i++)
		gather_link(view, &scene->links[i]);
	for (size_t i = 0; i < scene->link_count; i++) {
		const SceneLink *link = &scene->links[i];

		if (link->pending || link->point_count < 2)
			continue;
		drop_end(view, link->points[0]);
		drop_end(view, link->points[link->point_count - 1]);
	}
	flush_lines(view);
	for (size_t i = 0; i < scene->link_count; i++)
		draw_ends(view, &scene->links[i]);
	for (size_t i = 0; i < scene->link_count; i++) {
		const SceneLink *link = &scene->links[i];

		if (link->shown && !link->pending)
			put_text(view, link->label_x, link->label_y,
			         style_of(view, link->element, STYLE_LABEL, STYLE_LINK_FOCUS), link->shown);
	}
}

/* --- badges and tags on borders ---------------------------------------- */

/* Is the cell of the border of BOX plain: no corner, no port, nothing written? */
static bool is_plain(const View *view, const SceneBox *box, int x, int y)
{
	const Cell *cell = canvas_at(view->canvas, x - view->ox + view->x, y - view->oy + view->y);

	return sees(view, x, y, 1, 1) && cell &&
	       strcmp(cell->bytes, glyph_border(box->border, view->ascii)->across) == 0;
}

/* Writes TEXT right-most where row Y of the border of BOX is plain for all of it, MARGIN cells from the corners. */
static bool put_on_border(const View *view, const SceneBox *box, int y, int margin, Style style, const char *text)
{
	int width = utf8_width(text), run = 0;

	for (int x = box->x + box->w - 2 - margin; x > box->x + margin; x--) {
		run = is_plain(view, box, x, y) ? run + 1 : 0;
		if (run < width)
			continue;
		put_text(view, x, y, style, text);
		return true;
	}
	return false;
}

/* On the row FIRST of its border, else on the other one; off the corners if there is room. */
static bool put_somewhere(const View *view, const SceneBox *box, int first, Style style, const char *text)
{
	int other = 2 * box->y + box->h - 1 - first;

	return put_on_border(view, box, first, 1, style, text) || put_on_border(view, box, first, 0, style, text) ||
	       put_on_border(view, box, other, 1, style, text) || put_on_border(view, box, other, 0, style, text);
}

/* Above or below, where no line begins; what is before a `+`, or the first glyph, where there is no room for all. */
static void put_on_box(const View *view, const SceneBox *box, bool below, Style style, const char *text)
{
	int first = below ? box->y + box->h - 1 : box->y, width;
	char part[64];
	size_t length = strcspn(text, "+"), bytes = utf8_cluster(text, strlen(text), &width);

	if (put_somewhere(view, box, first, style, text) || strlen(text) >= sizeof part)
		return;
	snprintf(part, sizeof part, "%.*s", (int)length, text);
	if (put_somewhere(view, box, first, style, part))
		return;
	snprintf(part, sizeof part, "%.*s", (int)bytes, text);
	put_somewhere(view, box, first, style, part);
}

static void draw_badge(const View *view, const SceneBox *box)
{
	const LensTag *tag = tag_of(view, box);
	Style style = STYLE_NORMAL;
	bool told = view->focus && view->focus->lens && view->focus->lens->tells_findings;
	const char *badge = view->focus && view->focus->badge && !told ?
	                    view->focus->badge(box->element, view->focus->context, &style) : NULL;

	if (!sees(view, box->x, box->y, box->w, box->h) || box->h == 1)
		return;
	if (tag && *tag->text)
		put_on_box(view, box, true, tag->style, tag->text);
	if (badge && *badge)
		put_on_box(view, box, false, style, badge);
}

void scene_draw(const Scene *scene, const SceneFocus *focus, Canvas *canvas,
                int x, int y, int w, int h, int ox, int oy)
{
	View view = {.scene = scene, .focus = focus, .canvas = canvas, .ascii = scene->options.ascii};

	if (x < 0) {
		w += x;
		ox -= x;
		x = 0;
	}
	if (y < 0) {
		h += y;
		oy -= y;
		y = 0;
	}
	w = w < canvas->width - x ? w : canvas->width - x;
	h = h < canvas->height - y ? h : canvas->height - y;
	if (w <= 0 || h <= 0)
		return;
	view.x = x, view.y = y, view.w = w, view.h = h, view.ox = ox, view.oy = oy;
	view.arms = mem_alloc((size_t)w * (size_t)h);
	view.line_style = mem_alloc((size_t)w * (size_t)h);
	view.stroke = mem_alloc((size_t)w * (size_t)h);
	for (size_t i = 0; i < scene->link_count; i++)
		draw_pending(&view, &scene->links[i]);
	for (size_t i = 0; i < scene->zone_count; i++)
		draw_zone(&view, &scene->zones[i]);
	for (size_t i = 0; i < scene->box_count; i++)
		draw_box(&view, &scene->boxes[i]);
	draw_links(&view);
	for (size_t i = 0; scene->options.zoom == SCENE_OVERVIEW && i < scene->zone_count; i++)
		draw_title(&view, &scene->zones[i]);    /* lines may begin below it */
	for (size_t i = 0; i < scene->box_count; i++)
		draw_badge(&view, &scene->boxes[i]);
	free(view.arms);
	free(view.line_style);
	free(view.stroke);
}
