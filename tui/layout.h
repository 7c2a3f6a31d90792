/* Which panel stands where, for any size of the window. Pure. */
#ifndef TROIKA_TUI_LAYOUT_H
#define TROIKA_TUI_LAYOUT_H

#include <stdbool.h>

typedef struct Rect { int x, y, w, h; } Rect;   /* w or h 0: not there */

typedef enum PanelId { PANEL_CATALOG, PANEL_INSPECTOR, PANEL_PROBLEMS, PANEL_MAP, PANEL_COUNT } PanelId;

typedef enum PanelWish { WISH_AUTO, WISH_SHOW, WISH_HIDE } PanelWish;

typedef struct Layout {
	int width, height;
	Rect title;             /* one row */
	Rect canvas;
	Rect panel[PANEL_COUNT];
	bool over[PANEL_COUNT]; /* the panel lies over the canvas and needs a frame */
	Rect status, hint;      /* one row each */
	int top_rule;           /* row of the rule below the title; -1: none */
	int low_rule;           /* above the problems; -1 */
	int last_rule;          /* above the status row; -1 */
	bool small;             /* pop-ups take the whole screen */
	bool roomy;             /* 160 by 45 and more */
} Layout;

/* WISHES of the person for each panel; CANVAS_ONLY hides them all. */
void layout_make(Layout *layout, int width, int height, const PanelWish *wishes, bool canvas_only);
Rect layout_inside(const Layout *layout, PanelId id);    /* a panel without its title and frame */
bool layout_on_canvas(const Layout *layout, int x, int y);        /* and below no panel */
bool rect_has(Rect rect, int x, int y);
/* A pop-up of at most W by H cells, centred in the canvas region; the whole window when small. */
Rect layout_popup(const Layout *layout, int w, int h);

#endif
