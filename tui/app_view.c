/* The view: what an open design shows first, and coming back to it after a crash. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/panel.h"
#include "tui/sheets.h"

static void select_first(App *app)
{
	const Scene *scene = &app->world.scene;
	int best = NOWHERE;

	for (size_t i = 0; i < scene->box_count; i++) {
		const SceneBox *box = &scene->boxes[i], *first = best == NOWHERE ? NULL : &scene->boxes[best];

		if (box->w && (!first || box->y < first->y || (box->y == first->y && box->x < first->x)))
			best = (int)i;
	}
	if (best != NOWHERE)
		snprintf(app->selected, sizeof app->selected, "%s", scene->boxes[best].element->id);
}

/* All warnings go to the message log; the status row shows the first of those that no line of the
 * file explains: kept edits that do not fit a file which changed. */
static void tell_warnings(App *app, const Diagnostics *list)
{
	size_t first = 0;

	if (!list || !list->count)
		return;
	while (first + 1 < list->count && list->items[first].line)
		first++;
	if (list->items[first].line)
		first = 0;
	for (size_t i = list->count; i-- > 0;)
		if (i != first)
			app_warn(app, "%s", list->items[i].text);
	if (list->warnings > 1)
		app_warn(app, "%zu warnings (! lists them): %s", list->warnings, list->items[first].text);
	else
		app_warn(app, "%s", list->items[first].text);
}

void app_begin(App *app, const char *view, const Diagnostics *opening)
{
	picker_empty(&app->kinds);      /* another design may have a catalogue of its own */
	panel_catalog_fill(app);
	app_relayout(app);
	app_refresh(app);
	app->ox = app->oy = 0;
	app->focus = FOCUS_CANVAS;
	select_first(app);
	app->opening = app->opened && app->session && app->session->source.path;
	if (view)
		app_restore_view(app, view);
	if (app->session && app->session->recovered)
		app_say(app, "%zu kept edit%s came back; Ctrl-S saves them to the file", app->session->recovered,
		        app->session->recovered == 1 ? "" : "s");
	else if (app->session && app->session->why_not_kept)
		app_warn(app, "edits are not kept: %s", app->session->why_not_kept);
	tell_warnings(app, opening);
}

/* "view 1 zoom ox oy focus wishes… selected": one line, no text of the design but an id. */
void app_add_view(const App *app, Text *out)
{
	text_addf(out, "1 %d %d %d %d %d", app->zoom, app->ox, app->oy, (int)app->focus, app->canvas_only);
	for (int i = 0; i < PANEL_COUNT; i++)
		text_addf(out, " %d", (int)app->wishes[i]);
	text_addf(out, " %s", *app->selected ? app->selected : "-");
}

/* A view comes from a store that others can write: every number is checked. */
void app_restore_view(App *app, const char *view)
{
	int version, zoom, ox, oy, focus, only, wish[PANEL_COUNT];
	char selected[ID_SIZE] = "";
	bool redraw;

	if (sscanf(view, "%d %d %d %d %d %d %d %d %d %d %63s", &version, &zoom, &ox, &oy, &focus, &only,
	           &wish[0], &wish[1], &wish[2], &wish[3], selected) != 11 || version != 1)
		return;
	zoom = zoom >= 1 && zoom <= 3 ? zoom : 2;
	redraw = zoom != app->zoom;
	app->zoom = zoom;
	app->canvas_only = only == 1;
	for (int i = 0; i < PANEL_COUNT; i++)
		app->wishes[i] = wish[i] >= WISH_AUTO && wish[i] <= WISH_HIDE ? (PanelWish)wish[i] : WISH_AUTO;
	if (redraw)
		app_refresh(app);
	app_select(app, strcmp(selected, "-") == 0 ? "" : selected);
	app->trail_count = 0;
	app_focus(app, focus == FOCUS_INSPECTOR || focus == FOCUS_PROBLEMS ? (Focus)focus : FOCUS_CANVAS);
	app->ox = ox;
	app->oy = oy;
	app_view_clamp(app);
}
