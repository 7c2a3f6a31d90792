/* The canvas: the scene, what is selected, ghosts and tags; or the first words on an empty one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/paint.h"
#include "tui/panel.h"
#include "tui/tools.h"

void panel_canvas_cell(const App *app, int x, int y, int *scene_x, int *scene_y)
{
	*scene_x = x - app->layout.canvas.x + app->ox;
	*scene_y = y - app->layout.canvas.y + app->oy;
}

typedef struct Badge { const App *app; char text[32]; } Badge;

/* The worst severity of an element and how many of it: "✖1". */
static const char *badge(const Element *element, void *context, Style *style)
{
	static const char *const glyph[] = {"✖", "▲", "○"};
	static const Style styles[] = {STYLE_ERROR, STYLE_WARNING, STYLE_ADVICE};
	Badge *badge_of = context;
	size_t counts[SEVERITY_COUNT];

	world_counts(&badge_of->app->world, element->id, counts);
	for (int s = 0; s < SEVERITY_ADVICE; s++) {
		if (!counts[s])
			continue;
		snprintf(badge_of->text, sizeof badge_of->text, "%s%zu", glyph[s], counts[s]);
		*style = styles[s];
		return badge_of->text;
	}
	return NULL;
}

/* What is compared goes before the lens; its look is of this very drawing, or not shown. */
static const LensView *look(const App *app)
{
	const Compared *compared = &app->compared;
	const Graph *graph = &app->world.graph;

	if (compared->count && compared->version == graph->version && compared->components == graph->component_count &&
	    compared->links == graph->link_count)
		return &app->compared.look;
	return app->world.lens ? &app->world.look : NULL;
}

static void draw_scene(const App *app, Canvas *canvas, Rect r)
{
	const Element **marked = mem_alloc((app->marks.count + 1) * sizeof *marked);
	Badge badge_of = {.app = app};
	SceneFocus focus = {.selected = app_selected(app), .marked = marked,
	                    .badge = app->world.judged ? badge : NULL, .context = &badge_of,
	                    .lens = look(app)};
	size_t n = 0;

	for (size_t i = 0; i < app->marks.count; i++) {
		const Element *element = design_find(app->world.design, app->marks.items[i]);

		if (element)
			marked[n++] = element;
	}
	scene_draw(&app->world.scene, &focus, canvas, r.x, r.y, r.w, r.h, app->ox, app->oy);
	free(marked);
}

static bool is_blank(const Canvas *canvas, int x, int y)
{
	return x < 0 || x >= canvas->width || strcmp(canvas_at(canvas, x, y)->bytes, " ") == 0;
}

/* Puts GLYPH where the strip (one row or one column) is blank and in sight, as near to its middle as can be. */
static void draw_edge(const App *app, Canvas *canvas, Rect strip, const char *glyph)
{
	int count = strip.h == 1 ? strip.w : strip.h;

	for (int i = 0; i < count; i++) {
		int at = count / 2 + (i % 2 ? -(i + 1) / 2 : i / 2);
		int x = strip.x + (strip.h == 1 ? at : 0), y = strip.y + (strip.h == 1 ? 0 : at);

		if (at < 0 || at >= count || !is_blank(canvas, x, y) || !layout_on_canvas(&app->layout, x, y))
			continue;
		if (strip.h == 1 && (!is_blank(canvas, x - 1, y) || !is_blank(canvas, x + 1, y)))
			continue;
		canvas_put(canvas, x, y, STYLE_KEY, glyph);
		return;
	}
	canvas_put(canvas, strip.x + strip.w / 2, strip.y + strip.h / 2, STYLE_KEY, glyph);
}

/* A mark at each side where the drawing goes on. */
static void draw_edges(const App *app, Canvas *canvas, Rect r)
{
	const Scene *scene = &app->world.scene;

	if (r.w < 6 || r.h < 3)
		return;
	if (scene->left < app->ox)
		draw_edge(app, canvas, (Rect){r.x, r.y, 1, r.h}, "‹");
	if (scene->left + scene->width > app->ox + r.w)
		draw_edge(app, canvas, (Rect){r.x + r.w - 1, r.y, 1, r.h}, "›");
	if (scene->top < app->oy)
		draw_edge(app, canvas, (Rect){r.x, r.y, r.w, 1}, "↑");
	if (scene->top + scene->height > app->oy + r.h)
		draw_edge(app, canvas, (Rect){r.x, r.y + r.h - 1, r.w, 1}, "↓");
}

/* What the lens means, below the drawing. */
static void draw_legend(const App *app, Canvas *canvas, Rect r)
{
	const LensView *view = look(app);

	if (!view || r.h < 4)
		return;
	canvas_fill(canvas, r.x, r.y + r.h - 1, r.w, 1, STYLE_BAR, " ");
	paint_textf(canvas, r.x + 1, r.y + r.h - 1, r.w - 2, STYLE_BAR, "%s: %s",
	            view == &app->compared.look ? "compared" : app->world.lens->name, text_str(&view->legend));
}

typedef struct Line { const char *key, *text; } Line;

static void draw_card(Canvas *canvas, Rect r, const char *title, const Line *lines, int count)
{
	int w = 46, h = count + 4, x = r.x + (r.w - w) / 2, y = r.y + (r.h - h) / 3;

	if (r.w < w + 2 || r.h < h) {   /* no room for a card: the lines alone */
		x = r.x + 1;
		y = r.y - 3;
	} else {
		paint_text(canvas, x, y + 1, w, STYLE_TITLE, title);
	}
	for (int i = 0; i < count && y + 3 + i < r.y + r.h; i++) {
		paint_text(canvas, x, y + 3 + i, 5, STYLE_BOLD, lines[i].key);
		paint_text(canvas, x + 6, y + 3 + i, r.x + r.w - x - 7, STYLE_NORMAL, lines[i].text);
	}
}

static void draw_empty(const App *app, Canvas *canvas, Rect r)
{
	static const Line lines[] = {
		{"a", "add a component: type to find it, Enter"},
		{"c", "connect it to another by a pattern"},
		{"Enter", "name, budget and residency of the design"},
		{":", "all commands, and the edit language"},
		{"?", "help: what every key does"},
	};

	if (app->session)
		draw_card(canvas, r, "An empty design. Begin with a.", lines, 5);
}

static void draw_ghosts(const App *app, Canvas *canvas, Rect r)
{
	Rect box;

	for (size_t i = 0; i < app->move.ids.count + 1; i++) {
		const char *id = i < app->move.ids.count ? app->move.ids.items[i] : app->place.id;
		Style style = app->tool == TOOL_MOVE && app->move.blocked ? STYLE_ERROR : STYLE_GHOST;
		int x, y, right, low;

		if (i == app->move.ids.count && app->tool != TOOL_PLACE)
			break;
		if (!app_bounds(app, id, &box))
			continue;
		x = box.x - app->ox + r.x;
		y = box.y - app->oy + r.y;
		right = x + box.w < r.x + r.w ? x + box.w : r.x + r.w;
		low = y + box.h < r.y + r.h ? y + box.h : r.y + r.h;
		x = x < r.x ? r.x : x;
		y = y < r.y ? r.y : y;
		if (x < right && y < low)
			canvas_style(canvas, x, y, right - x, low - y, style);
	}
}

static void draw_drag(const App *app, Canvas *canvas, Rect r)
{
	int x = app->drag.x0 < app->drag.x ? app->drag.x0 : app->drag.x;
	int y = app->drag.y0 < app->drag.y ? app->drag.y0 : app->drag.y;
	int w = abs(app->drag.x - app->drag.x0) + 1, h = abs(app->drag.y - app->drag.y0) + 1;

	if (!app->drag.on || !app->drag.boxing)
		return;
	x += r.x - app->ox;
	y += r.y - app->oy;
	for (int i = 0; i < w; i++) {
		canvas_put(canvas, x + i, y, STYLE_GHOST, "·");
		canvas_put(canvas, x + i, y + h - 1, STYLE_GHOST, "·");
	}
	for (int i = 0; i < h; i++) {
		canvas_put(canvas, x, y + i, STYLE_GHOST, "·");
		canvas_put(canvas, x + w - 1, y + i, STYLE_GHOST, "·");
	}
}

void panel_canvas_draw(const App *app, Canvas *canvas, Rect r)
{
	if (r.w < 1 || r.h < 1)
		return;
	if (!app->world.scene.box_count && !app->world.scene.zone_count) {
		draw_empty(app, canvas, r);
		return;
	}
	draw_scene(app, canvas, r);
	if (app->tool == TOOL_PLACE || app->tool == TOOL_MOVE)
		draw_ghosts(app, canvas, r);
	if (app->tool == TOOL_TARGET)
		target_draw(app, canvas, r);
	draw_drag(app, canvas, r);
	draw_edges(app, canvas, r);
	draw_legend(app, canvas, r);
}
