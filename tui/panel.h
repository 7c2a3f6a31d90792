/* Panels: the regions beside or over the canvas. Each is a record; the canvas is one as well. */
#ifndef TROIKA_TUI_PANEL_H
#define TROIKA_TUI_PANEL_H

#include "tui/app_state.h"

typedef struct Panel {
	const char *title;      /* "INSPECTOR" */
	const char *key;        /* shown at the right of the title */
	void (*draw)(const App *app, Canvas *canvas, Rect rect);        /* below the title */
	void (*act)(App *app, Act act);         /* NULL: takes no keys */
	void (*click)(App *app, Rect rect, int x, int y, int clicks);   /* cell within RECT */
	Focus focus;            /* what a click gives the keys to; FOCUS_CANVAS: nothing */
} Panel;

extern const Panel panel_table[PANEL_COUNT];

void panels_draw(const App *app, Canvas *canvas);       /* canvas, panels and the rules between them */
void panel_act(App *app, Act act);              /* to the panel that has the focus */
bool panels_click(App *app, int x, int y, int clicks);  /* false: no panel there */

void panel_canvas_draw(const App *app, Canvas *canvas, Rect rect);
void panel_canvas_cell(const App *app, int x, int y, int *scene_x, int *scene_y);

void panel_catalog_fill(App *app);              /* once */
bool panel_catalog_key(App *app, const Key *key);
void panel_catalog_act(App *app, Act act);
void panel_catalog_draw(const App *app, Canvas *canvas, Rect rect);
void panel_catalog_click(App *app, Rect rect, int x, int y, int clicks);

void panel_inspector_draw(const App *app, Canvas *canvas, Rect rect);
void panel_inspector_act(App *app, Act act);
void panel_inspector_click(App *app, Rect rect, int x, int y, int clicks);

void panel_problems_draw(const App *app, Canvas *canvas, Rect rect);
void panel_problems_act(App *app, Act act);
void panel_problems_click(App *app, Rect rect, int x, int y, int clicks);

void panel_map_draw(const App *app, Canvas *canvas, Rect rect);
void panel_map_click(App *app, Rect rect, int x, int y, int clicks);

#endif
