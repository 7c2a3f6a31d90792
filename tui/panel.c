/* Panels: their frames, titles and who gets a click. */
#include "tui/panel.h"

#include "model/utf8.h"
#include "tui/paint.h"
#include "tui/problem.h"

const Panel panel_table[PANEL_COUNT] = {
	[PANEL_CATALOG] = {"CATALOGUE", "1", panel_catalog_draw, panel_catalog_act, panel_catalog_click, FOCUS_CATALOG},
	[PANEL_INSPECTOR] = {"INSPECTOR", "2", panel_inspector_draw, panel_inspector_act, panel_inspector_click, FOCUS_INSPECTOR},
	[PANEL_PROBLEMS] = {"PROBLEMS", "3", panel_problems_draw, panel_problems_act, panel_problems_click, FOCUS_PROBLEMS},
	[PANEL_MAP] = {"MAP", "4", panel_map_draw, NULL, panel_map_click, FOCUS_CANVAS},
};

static void add_title(const App *app, PanelId id, Text *out)
{
	text_add(out, panel_table[id].title);
	if (id == PANEL_PROBLEMS)
		text_addf(out, " %zu   s by %s   ‹ %s ›", app->world.findings.count - app->world.findings.waived,
		          problem_sort_name(app), problem_filter_name(app));
}

static void draw_panel(const App *app, PanelId id, Canvas *canvas)
{
	const Panel *panel = &panel_table[id];
	Rect r = app->layout.panel[id];
	bool focused = panel->focus != FOCUS_CANVAS && panel->focus == app->focus;
	Style style = focused ? STYLE_FOCUS : STYLE_TITLE;
	Text title = {0};

	if (r.w < 1 || r.h < 1)
		return;
	add_title(app, id, &title);
	if (app->layout.over[id] && r.w > 12 && r.h > 4) {
		paint_frame(canvas, r, text_str(&title), panel->key);
		if (focused)
			canvas_style(canvas, r.x + 3, r.y, utf8_width(text_str(&title)), 1, STYLE_FOCUS);
	} else {
		canvas_fill(canvas, r.x, r.y, r.w, r.h, STYLE_NORMAL, " ");
		if (id == PANEL_MAP) {
			if (app->layout.low_rule >= 0)
				paint_text(canvas, r.x + 1, app->layout.low_rule, 5, STYLE_TITLE, " MAP ");
		} else {
			paint_text(canvas, r.x + 1, r.y, r.w - 2, style, text_str(&title));
			paint_right(canvas, r.x + r.w - 3, r.y, 2, STYLE_DIM, panel->key);
		}
	}
	text_clear(&title);
	panel->draw(app, canvas, layout_inside(&app->layout, id));
}

/* The rules and walls between docked panels, joined where they meet. */
static void draw_walls(const App *app, Canvas *canvas)
{
	const Layout *l = &app->layout;
	int body = l->canvas.y, end = l->canvas.y + l->canvas.h;
	int walls[3] = {-1, -1, -1};

	if (l->top_rule >= 0)
		paint_rule(canvas, 0, l->top_rule, l->width);
	if (l->low_rule >= 0)
		paint_rule(canvas, 0, l->low_rule, l->width);
	if (l->last_rule >= 0)
		paint_rule(canvas, 0, l->last_rule, l->width);
	if (l->panel[PANEL_CATALOG].w && !l->over[PANEL_CATALOG])
		walls[0] = l->panel[PANEL_CATALOG].w;
	if (l->panel[PANEL_INSPECTOR].w && !l->over[PANEL_INSPECTOR])
		walls[1] = l->panel[PANEL_INSPECTOR].x - 1;
	if (l->panel[PANEL_MAP].x > 0 && !l->over[PANEL_MAP] && l->low_rule >= 0)
		walls[2] = l->panel[PANEL_MAP].x - 1;
	for (int i = 0; i < 2; i++) {
		if (walls[i] < 0)
			continue;
		paint_wall(canvas, walls[i], body, end - body);
		canvas_put(canvas, walls[i], l->top_rule, STYLE_DIM, "┬");
		if (end < l->height)
			canvas_put(canvas, walls[i], end, STYLE_DIM, "┴");
	}
	if (walls[2] < 0)
		return;
	paint_wall(canvas, walls[2], l->low_rule + 1, l->last_rule - l->low_rule - 1);
	canvas_put(canvas, walls[2], l->low_rule, STYLE_DIM, walls[1] == walls[2] ? "┼" : "┬");
	canvas_put(canvas, walls[2], l->last_rule, STYLE_DIM, "┴");
}

void panels_draw(const App *app, Canvas *canvas)
{
	panel_canvas_draw(app, canvas, app->layout.canvas);
	draw_walls(app, canvas);
	for (PanelId id = 0; id < PANEL_COUNT; id++)
		if (!app->layout.over[id])
			draw_panel(app, id, canvas);
	for (PanelId id = 0; id < PANEL_COUNT; id++)
		if (app->layout.over[id])
			draw_panel(app, id, canvas);
}

static PanelId focused(const App *app)
{
	for (PanelId id = 0; id < PANEL_COUNT; id++)
		if (panel_table[id].focus == app->focus)
			return id;
	return PANEL_COUNT;
}

void panel_act(App *app, Act act)
{
	PanelId id = focused(app);

	if (id < PANEL_COUNT && panel_table[id].act)
		panel_table[id].act(app, act);
}

bool panels_click(App *app, int x, int y, int clicks)
{
	for (PanelId id = PANEL_COUNT; id-- > 0;) {
		Rect in = layout_inside(&app->layout, id);

		if (!rect_has(app->layout.panel[id], x, y))
			continue;
		if (panel_table[id].focus != FOCUS_CANVAS && app->focus != panel_table[id].focus)
			app_focus(app, panel_table[id].focus);
		if (rect_has(in, x, y) && panel_table[id].click)
			panel_table[id].click(app, in, x - in.x, y - in.y, clicks);
		return true;
	}
	return false;
}
