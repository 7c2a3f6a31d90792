/* The mouse: a click selects, a double click edits, a drag moves boxes, from a border it connects, over
 * empty ground it marks; the wheel pans. What a key would do, one gesture is one edit. */
#include "tui/mouse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/bars.h"
#include "tui/commands.h"
#include "tui/panel.h"
#include "tui/sheets.h"
#include "tui/tools.h"

enum { WHEEL_ROWS = 3, WHEEL_COLUMNS = 6, EDGE_ROWS = 1, EDGE_COLUMNS = 2 };

static const SceneBox *box_at(const App *app, int x, int y)
{
	const Element *element = scene_hit(&app->world.scene, x, y);
	int component = element ? graph_component(&app->world.graph, element->id) : NOWHERE;
	const SceneBox *box = component == NOWHERE ? NULL : &app->world.scene.boxes[component];

	return box && box->w && rect_has((Rect){box->x, box->y, box->w, box->h}, x, y) ? box : NULL;
}

static bool on_border(const SceneBox *box, int x, int y)
{
	return x == box->x || y == box->y || x == box->x + box->w - 1 || y == box->y + box->h - 1;
}

/* --- press --------------------------------------------------------------------------- */

static void press_canvas(App *app, const Key *key)
{
	const Element *element;
	int x, y;

	panel_canvas_cell(app, key->x, key->y, &x, &y);
	if (app->tool == TOOL_MOVE && app->move.blocked)        /* a drag that lost its release ends here */
		tool_end(app);
	else if (app->tool == TOOL_MOVE)
		move_drop(app);
	element = scene_hit(&app->world.scene, x, y);
	if (app->tool == TOOL_TARGET) {
		if (element && graph_component(&app->world.graph, element->id) != NOWHERE)
			target_take(app, element->id);
		else
			app_warn(app, "click on a component, or Esc");
		return;
	}
	if (app->tool == TOOL_PLACE) {
		place_to(app, x, y);
		return;
	}
	if (app->focus != FOCUS_CANVAS)
		app_focus(app, FOCUS_CANVAS);
	app_select(app, element ? element->id : "");
	if (key->button == 3)
		menu_open(app, key->x, key->y);
	else if (key->clicks > 1 && element)
		app_focus(app, FOCUS_INSPECTOR);
	else
		app->drag = (Drag){.on = true, .x0 = x, .y0 = y, .x = x, .y = y};
}

static bool press(App *app, const Key *key)
{
	Layer *layer = app_layer(app);
	const Command *command;

	app->drag = (Drag){0};
	if (key->button == 2)
		return false;
	app->pending_count = 0;
	if (layer) {
		layer_click(app, layer, key->x, key->y, key->clicks);
	} else if (rect_has(app->layout.hint, key->x, key->y)) {
		command = bars_hint_at(app, key->x);
		if (command)
			command_run(app, command, NULL);
	} else if (layout_on_canvas(&app->layout, key->x, key->y)) {
		press_canvas(app, key);
	} else if (app->tool == TOOL_SELECT) {
		panels_click(app, key->x, key->y, key->clicks);
	}
	app_relayout(app);
	return true;
}

/* --- drag ------------------------------------------------------------------------------- */

/* The first move decides what the drag is: from a border a link, from inside a move, else a box. */
static void begin_drag(App *app)
{
	const SceneBox *box = box_at(app, app->drag.x0, app->drag.y0);
	List ids = {0};

	if (!box) {
		app->drag.boxing = true;
		return;
	}
	if (on_border(box, app->drag.x0, app->drag.y0) && !app_marked(app, box->element->id)) {
		char from[ID_SIZE];

		snprintf(from, sizeof from, "%s", box->element->id);
		target_begin(app, from, true);
		app->drag.linking = app->tool == TOOL_TARGET;
		return;
	}
	if (app->world.scene.options.zoom == SCENE_OVERVIEW || app->world.scene.options.zoom == SCENE_DETAIL) {
		app_warn(app, "boxes are moved in the normal zoom: z and Z lead there");
		return;
	}
	if (app_marked(app, box->element->id))
		app_chosen(app, &ids);
	else
		list_add(&ids, box->element->id);
	app->drag.moving = move_begin(app, &ids);
	list_clear(&ids);
}

/* At the window's edge the drawing scrolls on as far as it goes, and so a box can be taken out of sight. */
static void scroll_at_edge(App *app, const Key *key)
{
	const Scene *scene = &app->world.scene;
	Rect r = app->layout.canvas;

	if (key->x <= r.x && scene->left < app->ox)
		app->ox -= EDGE_COLUMNS;
	else if (key->x >= r.x + r.w - 1 && scene->left + scene->width > app->ox + r.w)
		app->ox += EDGE_COLUMNS;
	if (key->y <= r.y && scene->top < app->oy)
		app->oy -= EDGE_ROWS;
	else if (key->y >= r.y + r.h - 1 && scene->top + scene->height > app->oy + r.h)
		app->oy += EDGE_ROWS;
}

static bool drag_to(App *app, const Key *key)
{
	int x, y;

	if (!app->drag.on || (app->drag.moving && app->tool != TOOL_MOVE))
		return false;
	panel_canvas_cell(app, key->x, key->y, &x, &y);
	if (x == app->drag.x && y == app->drag.y)
		return false;
	app->drag.x = x;
	app->drag.y = y;
	if (!app->drag.moving && !app->drag.linking && !app->drag.boxing)
		begin_drag(app);
	if (app->drag.moving) {
		move_to(app, x - app->drag.x0, y - app->drag.y0);
		scroll_at_edge(app, key);
	} else if (app->drag.linking && app->tool == TOOL_TARGET) {
		const SceneBox *box = box_at(app, x, y);

		snprintf(app->target.at, sizeof app->target.at, "%s",
		         box && strcmp(box->element->id, app->target.from) != 0 ? box->element->id : "");
	}
	return true;
}

static void mark_box(App *app)
{
	int x = app->drag.x0 < app->drag.x ? app->drag.x0 : app->drag.x;
	int y = app->drag.y0 < app->drag.y ? app->drag.y0 : app->drag.y;
	Rect area = {x, y, abs(app->drag.x - app->drag.x0) + 1, abs(app->drag.y - app->drag.y0) + 1};
	const Scene *scene = &app->world.scene;
	bool any = false;

	for (size_t i = 0; i < scene->box_count; i++) {
		const SceneBox *box = &scene->boxes[i];

		if (box->w && box->x < area.x + area.w && area.x < box->x + box->w &&
		    box->y < area.y + area.h && area.y < box->y + box->h) {
			app_mark(app, box->element->id, true);
			any = true;
		}
	}
	if (!any)
		app_say(app, "no component there: nothing was marked");
	else
		app_say(app, "%zu marked; d m y work on all of them, Esc clears", app->marks.count);
}

static bool release(App *app)
{
	Drag drag = app->drag;

	if (!drag.on)
		return false;
	if (drag.moving && app->tool == TOOL_MOVE) {
		move_drop_shown(app);
	} else if (drag.linking && app->tool == TOOL_TARGET) {
		if (*app->target.at)
			run_target_take(app, NULL);
		else
			tool_end(app);
	} else if (drag.boxing) {
		mark_box(app);
	}
	app->drag = (Drag){0};
	app_relayout(app);
	return true;
}

/* --- wheel -------------------------------------------------------------------------------- */

static void wheel(App *app, const Key *key)
{
	Layer *layer = app_layer(app);
	Act act = key->amount < 0 ? ACT_UP : ACT_DOWN;

	if (layer) {
		layer_act(app, layer, act);
		return;
	}
	for (PanelId id = 0; id < PANEL_COUNT; id++) {
		if (!rect_has(app->layout.panel[id], key->x, key->y) || !panel_table[id].act)
			continue;
		panel_table[id].act(app, act);
		return;
	}
	if (key->mods & MOD_CTRL) {
		run_zoom(app, key->amount < 0 ? "in" : "out");
		return;
	}
	if (key->code == CODE_SIDE_WHEEL || key->mods & MOD_SHIFT)
		app->ox += key->amount * WHEEL_COLUMNS;
	else
		app->oy += key->amount * WHEEL_ROWS;
	app_view_clamp(app);
}

bool mouse_key(App *app, const Key *key)
{
	switch (key->code) {
	case CODE_PRESS:
		return press(app, key);
	case CODE_MOVE:
		return drag_to(app, key);
	case CODE_RELEASE:
		return release(app);
	default:
		wheel(app, key);
		return true;
	}
}
