/* The map: zones and boxes in small, and what the canvas shows of them. A click goes there. */
#include "tui/paint.h"
#include "tui/panel.h"

typedef struct Scale { int left, top, w, h; Rect r; } Scale;

/* The column and row of a scene cell in the map. */
static int at_x(const Scale *s, int x)
{
	return s->w ? (x - s->left) * s->r.w / s->w : 0;
}

static int at_y(const Scale *s, int y)
{
	return s->h ? (y - s->top) * s->r.h / s->h : 0;
}

static Scale scale_of(const App *app, Rect r)
{
	const Scene *scene = &app->world.scene;
	Scale s = {scene->left, scene->top, scene->width, scene->height, r};

	/* A small drawing is not blown up; a row is twice as high as a column is wide. */
	if (s.w < r.w * 3)
		s.w = r.w * 3;
	if (s.h < r.h * 3)
		s.h = r.h * 3;
	if (s.w < s.h * r.w / r.h)
		s.w = s.h * r.w / r.h;
	if (s.h < s.w * r.h / r.w)
		s.h = s.w * r.h / r.w;
	return s;
}

static void draw_zone(const SceneZone *zone, Canvas *canvas, const Scale *s)
{
	int x = s->r.x + at_x(s, zone->x), right = s->r.x + at_x(s, zone->x + zone->w - 1);
	int y = s->r.y + at_y(s, zone->y), low = s->r.y + at_y(s, zone->y + zone->h - 1);

	if (right <= x || low <= y)
		return;
	canvas_fill(canvas, x, y, right - x, 1, zone->style, "─");
	canvas_fill(canvas, x, low, right - x, 1, zone->style, "─");
	canvas_fill(canvas, x, y, 1, low - y, zone->style, "│");
	canvas_fill(canvas, right, y, 1, low - y, zone->style, "│");
	canvas_put(canvas, x, y, zone->style, "╭");
	canvas_put(canvas, right, y, zone->style, "╮");
	canvas_put(canvas, x, low, zone->style, "╰");
	canvas_put(canvas, right, low, zone->style, "╯");
}

void panel_map_draw(const App *app, Canvas *canvas, Rect r)
{
	const Scene *scene = &app->world.scene;
	Rect view = app->layout.canvas;
	Scale s;

	if (r.w < 4 || r.h < 2 || !scene->width)
		return;
	s = scale_of(app, r);
	for (size_t i = 0; i < scene->zone_count; i++)
		if (scene->zones[i].parent == NOWHERE)
			draw_zone(&scene->zones[i], canvas, &s);
	for (size_t i = 0; i < scene->box_count; i++) {
		const SceneBox *box = &scene->boxes[i];
		bool chosen = box->w && app_selected_component(app) == (int)i;

		if (box->w)
			canvas_put(canvas, r.x + at_x(&s, box->x + box->w / 2), r.y + at_y(&s, box->y + box->h / 2),
			           chosen ? STYLE_FOCUS : box->style, chosen ? "◆" : "▪");
	}
	if (scene->width <= view.w && scene->height <= view.h)
		return;
	for (int y = at_y(&s, app->oy); y <= at_y(&s, app->oy + view.h - 1); y++)
		for (int x = at_x(&s, app->ox); x <= at_x(&s, app->ox + view.w - 1); x++)
			if (x >= 0 && x < r.w && y >= 0 && y < r.h)
				canvas_style(canvas, r.x + x, r.y + y, 1, 1, STYLE_BAR);
}

void panel_map_click(App *app, Rect r, int x, int y, int clicks)
{
	Scale s;

	(void)clicks;
	if (r.w < 4 || r.h < 2)
		return;
	s = scale_of(app, r);
	app->ox = s.left + x * s.w / r.w - app->layout.canvas.w / 2;
	app->oy = s.top + y * s.h / r.h - app->layout.canvas.h / 2;
	app_view_clamp(app);
}
