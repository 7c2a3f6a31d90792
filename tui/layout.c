/* Which panel stands where. Sizes choose; nothing is ever refused. */
#include "tui/layout.h"

#include <stddef.h>

enum {
	SMALL_WIDTH = 60, SMALL_HEIGHT = 16,    /* below: canvas, status and hint only */
	DOCK_WIDTH = 100, DOCK_HEIGHT = 30,     /* from here panels stand beside the canvas */
	ROOMY_WIDTH = 160, ROOMY_HEIGHT = 45,
	OVER_WIDTH = 40,                        /* a panel lying over the canvas */
	OVER_HEIGHT = 7,
	CANVAS_LEAST = 36,                      /* columns the canvas keeps beside docked panels */
	CANVAS_LEAST_ROWS = 8,
};

bool rect_has(Rect rect, int x, int y)
{
	return x >= rect.x && x < rect.x + rect.w && y >= rect.y && y < rect.y + rect.h;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static Rect rect(int x, int y, int w, int h)
{
	return (Rect){x, y, w < 0 ? 0 : w, h < 0 ? 0 : h};
}

static bool wanted(const PanelWish *wishes, PanelId id, bool automatic)
{
	return wishes[id] == WISH_SHOW || (wishes[id] == WISH_AUTO && automatic);
}

/* Canvas, status and hint as far as the rows go; a shown panel takes the place of the canvas. */
static void make_small(Layout *l, const PanelWish *wishes, bool canvas_only)
{
	int w = l->width, h = l->height;

	l->hint = rect(0, h - 1, w, h >= 2 ? 1 : 0);
	l->status = rect(0, h - 2, w, h >= 3 ? 1 : 0);
	l->canvas = rect(0, 0, w, h - l->hint.h - l->status.h);
	for (PanelId id = 0; id < PANEL_COUNT && !canvas_only; id++) {
		if (wishes[id] != WISH_SHOW)
			continue;
		l->panel[id] = l->canvas;
		l->over[id] = true;
	}
}

/* A panel that finds no place beside the canvas lies over it. */
static void lay_over(Layout *l, PanelId id)
{
	Rect c = l->canvas;
	int w = least(OVER_WIDTH, c.w), h = least(OVER_HEIGHT, c.h);

	l->over[id] = true;
	switch (id) {
	case PANEL_CATALOG:
		l->panel[id] = rect(c.x, c.y, w, c.h);
		break;
	case PANEL_INSPECTOR:
		l->panel[id] = rect(c.x + c.w - w, c.y, w, c.h);
		break;
	case PANEL_PROBLEMS:
		l->panel[id] = rect(c.x, c.y + c.h - h, c.w, h);
		break;
	default:
		w = least(30, c.w);
		l->panel[id] = rect(c.x + c.w - w, c.y + c.h - h, w, h);
	}
}

static void dock_low(Layout *l, const PanelWish *wishes, bool automatic, int bottom, int side)
{
	bool problems = wanted(wishes, PANEL_PROBLEMS, automatic), map = wanted(wishes, PANEL_MAP, automatic);
	int rows = l->roomy ? 10 : 5, top = l->last_rule - rows;

	if (!problems && !map)
		return;
	if (top - 1 - bottom < CANVAS_LEAST_ROWS) {
		l->over[PANEL_PROBLEMS] = problems;
		l->over[PANEL_MAP] = map;
		return;
	}
	l->low_rule = top - 1;
	l->panel[PANEL_PROBLEMS] = rect(0, top, problems ? l->width - (map ? side + 1 : 0) : 0, rows);
	if (map)
		l->panel[PANEL_MAP] = rect(problems ? l->width - side : 0, top,
		                           problems ? side : l->width, rows);
}

static void make_docked(Layout *l, const PanelWish *wishes, bool automatic)
{
	int left = l->roomy ? 28 : 22, right = l->roomy ? 40 : 28, body = l->top_rule + 1, end;
	bool catalog = wanted(wishes, PANEL_CATALOG, automatic);
	bool inspector = wanted(wishes, PANEL_INSPECTOR, automatic);
	int x = 0, w = l->width;

	l->last_rule = l->height - 3;
	dock_low(l, wishes, automatic, body, right);
	end = l->low_rule >= 0 ? l->low_rule : l->last_rule;
	if (catalog && w - left - 1 >= CANVAS_LEAST) {
		l->panel[PANEL_CATALOG] = rect(0, body, left, end - body);
		x = left + 1;
		w -= left + 1;
		catalog = false;
	}
	if (inspector && w - right - 1 >= CANVAS_LEAST) {
		l->panel[PANEL_INSPECTOR] = rect(l->width - right, body, right, end - body);
		w -= right + 1;
		inspector = false;
	}
	l->canvas = rect(x, body, w, end - body);
	l->over[PANEL_CATALOG] = catalog;
	l->over[PANEL_INSPECTOR] = inspector;
}

void layout_make(Layout *layout, int width, int height, const PanelWish *wishes, bool canvas_only)
{
	static const PanelWish hidden[PANEL_COUNT] = {WISH_HIDE, WISH_HIDE, WISH_HIDE, WISH_HIDE};
	bool docked = width >= DOCK_WIDTH && height >= DOCK_HEIGHT;

	*layout = (Layout){.width = width, .height = height, .top_rule = -1, .low_rule = -1, .last_rule = -1};
	layout->small = width < SMALL_WIDTH || height < SMALL_HEIGHT;
	layout->roomy = width >= ROOMY_WIDTH && height >= ROOMY_HEIGHT;
	if (canvas_only)
		wishes = hidden;
	if (layout->small) {
		make_small(layout, wishes, canvas_only);
		return;
	}
	layout->title = rect(0, 0, width, 1);
	layout->top_rule = 1;
	layout->status = rect(0, height - 2, width, 1);
	layout->hint = rect(0, height - 1, width, 1);
	if (docked && !canvas_only) {
		make_docked(layout, wishes, true);
	} else {
		layout->canvas = rect(0, 2, width, height - 4);
		for (PanelId id = 0; id < PANEL_COUNT; id++)
			layout->over[id] = wishes[id] == WISH_SHOW;
	}
	for (PanelId id = 0; id < PANEL_COUNT; id++)
		if (layout->over[id])
			lay_over(layout, id);
}

Rect layout_popup(const Layout *layout, int w, int h)
{
	Rect area = rect(0, 0, layout->width, layout->height - layout->hint.h);

	if (layout->small)
		return area;
	area = rect(1, 2, layout->width - 2, layout->height - 4);
	w = least(w, area.w);
	h = least(h, area.h);
	return rect(area.x + (area.w - w) / 2, area.y + (area.h - h) / 3, w, h);
}

Rect layout_inside(const Layout *layout, PanelId id)
{
	Rect r = layout->panel[id];

	if (layout->over[id] && r.w > 12 && r.h > 4)
		return (Rect){r.x + 2, r.y + 1, r.w - 4, r.h - 2};
	if (id == PANEL_MAP)            /* its title stands in the rule above */
		return (Rect){r.x + 1, r.y, r.w - 2, r.h};
	return (Rect){r.x + 1, r.y + 1, r.w - 2, r.h - 1};
}

bool layout_on_canvas(const Layout *layout, int x, int y)
{
	for (PanelId id = 0; id < PANEL_COUNT; id++)
		if (layout->over[id] && rect_has(layout->panel[id], x, y))
			return false;
	return rect_has(layout->canvas, x, y);
}
