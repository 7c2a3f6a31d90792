/* Commands that change what is seen, never the design. */
#include <string.h>

#include "tui/commands.h"
#include "tui/tools.h"

/* The most detailed zoom that fits the window; the overview when none does. */
static void fit(App *app)
{
	Rect view = app->layout.canvas;

	for (int zoom = 2; zoom >= 1; zoom--) {
		if (app->zoom != zoom)
			app_set_zoom(app, zoom);
		if (app->world.scene.width <= view.w && app->world.scene.height <= view.h)
			break;
	}
	app->ox = app->oy = 0;
	app_view_clamp(app);
}

/* A large design unfolds around what is selected, and folds again. */
static void unfold(App *app, bool in)
{
	const Graph *graph = &app->world.graph;
	const char *id = app->selected;

	if (!in && !*app->world.around) {
		app_say(app, "this is the smallest zoom");
		return;
	}
	if (in && graph_component(graph, id) == NOWHERE && graph_platform(graph, id) == NOWHERE)
		id = graph->platform_count ? graph->platforms[0].element->id : graph->components[0].element->id;
	if (in && strcmp(app->world.around, id) == 0) {
		app_say(app, "this is around it; select another component and zoom in there, Z folds");
		return;
	}
	app_unfold(app, in ? id : "");
	app_say(app, "%s", in ? "what is one or two links away; the rest is folded, Z folds all" : "all platforms folded");
}

void run_zoom(App *app, const char *how)
{
	static const char *const names[] = {"overview", "normal", "detail"};
	int zoom = app->zoom + (how && strcmp(how, "in") == 0 ? 1 : -1);

	if (how && strcmp(how, "fit") == 0)
		fit(app);
	else if (scene_is_large(&app->world.graph))
		unfold(app, how && strcmp(how, "in") == 0);
	else if (zoom < 1 || zoom > 3)
		app_say(app, "this is the %s zoom", zoom < 1 ? "smallest" : "largest");
	else
		app_set_zoom(app, zoom);
	if (!app->message.length)
		app_say(app, "zoom %s", names[app->zoom - 1]);
}

void run_fold(App *app, const char *what)
{
	const Graph *graph = &app->world.graph;
	SceneOptions options = app_scene_options(app);
	int component = app_selected_component(app);
	int platform = component != NOWHERE ? graph->components[component].platform : graph_platform(graph, app->selected);
	const char *id = platform != NOWHERE ? graph->platforms[platform].element->id : NULL;

	if (scene_is_large(graph)) {
		unfold(app, what);
		return;
	}
	if (!what && !id) {
		app_warn(app, "select a platform, or a component of it, to fold it");
		return;
	}
	if (options.zoom != SCENE_NORMAL)
		app_set_zoom(app, SCENE_NORMAL);
	options = app_scene_options(app);
	world_fold(&app->world, what ? NULL : id, &options);
	if (id)
		app_select(app, id);
	app_view_clamp(app);
	app_say(app, what ? "all platforms are unfolded" : "folded or unfolded; :unfold unfolds all");
}

/* NAME: that lens; NULL: the next one, and none behind the last. */
void run_lens(App *app, const char *name)
{
	const Lens *lens = lens_find(name);
	Text names = {0};

	if (!name)
		lens = !app->world.lens ? lens_table : (app->world.lens + 1)->name ? app->world.lens + 1 : NULL;
	if (name && !lens && strcmp(name, "off") != 0) {
		for (const Lens *known = lens_table; known->name; known++)
			text_addf(&names, "%s, ", known->name);
		app_warn(app, "no lens is called %s; there are %sand off", name, names.s);
		text_clear(&names);
		return;
	}
	world_look(&app->world, lens, app->selected);
	if (lens)
		app_say(app, "lens %s: %s", lens->name, lens->sentence);
	else
		app_say(app, "no lens");
}

static void pan(App *app, int dx, int dy)
{
	int ox = app->ox, oy = app->oy;

	app->ox += dx;
	app->oy += dy;
	app_view_clamp(app);
	if (ox == app->ox && oy == app->oy)
		app_say(app, "the drawing ends here");
}

void run_pan(App *app, const char *direction)
{
	Rect view = app->layout.canvas;
	int dx, dy;
	bool far;

	if (direction_parse(direction, &dx, &dy, &far))
		pan(app, dx * (view.w / 3 + 1), dy * (view.h / 3 + 1));
}

void run_page(App *app, const char *direction)
{
	Rect view = app->layout.canvas;
	int dx, dy;
	bool far;

	if (direction_parse(direction, &dx, &dy, &far))
		pan(app, dx * view.w, dy * view.h);
	else
		pan(app, direction && strcmp(direction, "home") == 0 ? -100000 : 100000, 0);
}

/* The next platform of VENDOR behind the selected one, in the order of ids. */
static const char *next_platform(const App *app, const char *vendor)
{
	const Graph *graph = &app->world.graph;
	const char *first = NULL;
	bool passed = false;

	for (size_t i = 0; i < graph->platform_count; i++) {
		const char *id = graph->platforms[i].element->id;

		if (strcmp(graph->platforms[i].vendor, vendor) != 0)
			continue;
		if (!first)
			first = id;
		if (passed)
			return id;
		passed = strcmp(id, app->selected) == 0;
	}
	return first;
}

static void go_to_vendor(App *app, const char *vendor)
{
	const char *id = next_platform(app, vendor);

	if (!id) {
		app_warn(app, "no platform of %s yet: a adds a component and its platform", vendor);
		return;
	}
	app_select(app, id);
	app_reveal(app, id, false);
}

static void go(App *app, const char *where)
{
	if (strcmp(where, "first") == 0) {
		app->selected[0] = '\0';
		run_reading_order(app, "next");
	} else if (strcmp(where, "design") == 0) {
		app_select(app, "");
		app_say(app, "the design itself: Enter edits its name and budget");
	} else if (strcmp(where, "centre") == 0) {
		if (*app->selected)
			app_reveal(app, app->selected, true);
		else
			app_say(app, "nothing is selected");
	} else {
		go_to_vendor(app, where);
	}
}

void run_go(App *app, const char *where)
{
	int ox = app->ox, oy = app->oy;
	size_t said = app->said;
	char before[ID_SIZE];

	memcpy(before, app->selected, sizeof before);
	go(app, where);
	if (strcmp(before, app->selected) == 0 && ox == app->ox && oy == app->oy && said == app->said)
		app_say(app, strcmp(where, "centre") == 0 ? "it is as near to the middle as it can be" : "it is selected already");
}

const char *why_no_trail(const App *app)
{
	return app->trail_count ? NULL : "nothing was selected before";
}

void run_go_back(App *app, const char *argument)
{
	char id[ID_SIZE];

	(void)argument;
	memcpy(id, app->trail[--app->trail_count], sizeof id);
	if (!design_find(app_design(app), id)) {
		app_say(app, "what was selected before is gone");
		return;
	}
	memcpy(app->selected, id, sizeof id);
	app->form_row = 0;
	app_reveal(app, id, false);
}
