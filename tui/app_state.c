/* The state of the application as all its parts read it: what is open, who has the keys, what they mean. */
#include "tui/app_state.h"

#include <string.h>

const Design *app_design(const App *app)
{
	return app->session ? &app->session->design : &app->nothing;
}

const Catalog *app_catalog(const App *app)
{
	return app->session ? app->session->catalog : catalog_builtin();
}

Session *app_session(App *app)
{
	return app->session;
}

/* --- what the keys mean --------------------------------------------------------- */

Layer *app_layer(const App *app)
{
	return app->layer_count ? app->layers[app->layer_count - 1] : NULL;
}

State app_state(const App *app)
{
	const Layer *layer = app_layer(app);

	return layer ? layer->kind->state : app_base_state(app);
}

State app_base_state(const App *app)
{
	static const State of_tool[] = {STATE_SELECT, STATE_PLACE, STATE_MOVE, STATE_TARGET};

	if (app->scenes.on)
		return STATE_SCENE;
	if (app->focus == FOCUS_CATALOG)
		return STATE_PICKER;
	if (app->focus != FOCUS_CANVAS)
		return STATE_PANEL;
	return of_tool[app->tool];
}

void app_relayout(App *app)
{
	static const PanelId of_focus[] = {PANEL_COUNT, PANEL_CATALOG, PANEL_INSPECTOR, PANEL_PROBLEMS};
	PanelWish wishes[PANEL_COUNT];
	PanelId needed = of_focus[app->focus];

	app->kinds.asleep = app->focus != FOCUS_CATALOG;
	memcpy(wishes, app->wishes, sizeof wishes);
	/* Without a design the panels have nothing to show. */
	layout_make(&app->layout, app->width, app->height, wishes, app->canvas_only || !app->session);
	if (needed == PANEL_COUNT || app->layout.panel[needed].w)
		return;
	wishes[needed] = WISH_SHOW;     /* the panel that has the keys is in sight */
	layout_make(&app->layout, app->width, app->height, wishes, false);
}

void app_focus(App *app, Focus focus)
{
	app->focus = focus;
	app->canvas_only = app->canvas_only && focus == FOCUS_CANVAS;
	app_relayout(app);
}

void app_focus_next(App *app, int step)
{
	static const Focus ring[] = {FOCUS_CANVAS, FOCUS_CATALOG, FOCUS_INSPECTOR, FOCUS_PROBLEMS};

	for (int i = 0; i < 4; i++) {
		if (ring[i] != app->focus)
			continue;
		app_focus(app, ring[(i + 4 + step) % 4]);
		return;
	}
}

void app_take_wish(App *app, SettingId panel)
{
	PanelWish *wish = &app->wishes[panel - SETTING_CATALOGUE];

	*wish = setting_is(&app->settings, panel, "show") ? WISH_SHOW :
		setting_is(&app->settings, panel, "hide") ? WISH_HIDE : WISH_AUTO;
}
