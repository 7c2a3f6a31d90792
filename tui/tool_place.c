/* Placing: a ghost in the best free place of its platform; arrows choose another, Enter puts it down. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "model/utf8.h"
#include "render/look.h"
#include "tui/commands.h"
#include "tui/tools.h"

enum { STEP_X = 4, STEP_Y = 2, FAR = 5, TRIES = 200, DRAWINGS = 2 };

static const Kind *kind_of(const App *app)
{
	return catalog_kind(app_catalog(app), app->place.kind);
}

/* --- which platform ------------------------------------------------------------- */

static const GraphPlatform *platform_at(const App *app, int index)
{
	return index == NOWHERE ? NULL : &app->world.graph.platforms[index];
}

static int selected_platform(const App *app)
{
	int component = app_selected_component(app);

	if (component != NOWHERE)
		return app->world.graph.components[component].platform;
	return graph_platform(&app->world.graph, app->selected);
}

/* That of the selection when the vendor fits, else the first of the vendor. */
static int choose_platform(const App *app, const char *vendor)
{
	const Graph *graph = &app->world.graph;
	int near = selected_platform(app);

	if (near != NOWHERE && strcmp(platform_at(app, near)->vendor, vendor) == 0)
		return near;
	for (size_t i = 0; i < graph->platform_count; i++)
		if (strcmp(graph->platforms[i].vendor, vendor) == 0)
			return (int)i;
	return NOWHERE;
}

/* --- where ------------------------------------------------------------------------ */

enum { ZONE_APART = 22, ZONE_APART_LEAST = 8, ZONE_EDGE = 8 };  /* columns: before a new box; its edges and frame */

static ScenePoint first_slot(const App *app, const Kind *kind, int platform)
{
	const Scene *scene = &app->world.scene;
	int room;

	if (platform != NOWHERE || strcmp(kind->vendor, "external") == 0)
		return scene_free_slot(scene, &app->world.graph, platform, kind->name, app_selected_component(app));
	if (!scene->box_count && !scene->zone_count)
		return (ScenePoint){3, 2};
	/* A new platform stands right of the others, with room for the label of a straight link if there is,
	 * or below when the window ends there. */
	room = app->layout.canvas.w - scene->left - scene->width - utf8_width(kind->name) - ZONE_EDGE;
	if (room >= ZONE_APART_LEAST)
		return (ScenePoint){scene->left + scene->width + (room < ZONE_APART ? room : ZONE_APART), 2};
	return (ScenePoint){3, scene->top + scene->height + 3};
}

static bool overlap(Rect a, Rect b, int margin)
{
	return a.x < b.x + b.w + margin && b.x < a.x + a.w + margin &&
	       a.y < b.y + b.h && b.y < a.y + a.h;
}

/* The zone of the platform with the box R in it. */
static Rect grown_zone(const App *app, Rect r)
{
	Rect zone = app->place.zone, frame = {r.x - 3, r.y - 1, r.w + 6, r.h + 2};
	int right, low;

	if (!*app->place.platform || !zone.w)
		return *app->place.platform ? frame : r;
	right = zone.x + zone.w > frame.x + frame.w ? zone.x + zone.w : frame.x + frame.w;
	low = zone.y + zone.h > frame.y + frame.h ? zone.y + zone.h : frame.y + frame.h;
	zone.x = zone.x < frame.x ? zone.x : frame.x;
	zone.y = zone.y < frame.y ? zone.y : frame.y;
	zone.w = right - zone.x;
	zone.h = low - zone.y;
	return zone;
}

/* Is the box free at R as far as can be told without drawing: no other box, and its zone would
 * cover no zone of another platform? */
static bool is_free(const App *app, Rect r)
{
	const Scene *scene = &app->world.scene;
	Rect zone_of_it = grown_zone(app, r);

	for (size_t i = 0; i < scene->box_count; i++) {
		const SceneBox *box = &scene->boxes[i];

		if (box->w && strcmp(box->element->id, app->place.id) != 0 &&
		    overlap(r, (Rect){box->x, box->y, box->w, box->h}, 1))
			return false;
	}
	for (size_t i = 0; i < scene->zone_count; i++) {
		const SceneZone *zone = &scene->zones[i];

		if (zone->platform != NOWHERE && strcmp(zone->element->id, app->place.platform) != 0 &&
		    overlap(zone_of_it, (Rect){zone->x, zone->y, zone->w, zone->h}, 0))
			return false;
	}
	return true;
}

/* --- the edit ----------------------------------------------------------------------- */

static void add_script(const App *app, Text *out)
{
	const Kind *kind = kind_of(app);
	const char *platform = app->place.platform;
	char *made = NULL;

	if (!*platform && strcmp(kind->vendor, "external") != 0) {
		made = edit_free_id(app_design(app), kind->vendor);
		text_addf(out, "add platform %s vendor=%s name=", made, kind->vendor);
		edit_add_word(out, look_of_vendor(kind->vendor)->name);
		text_add_char(out, '\n');
		platform = made;
	}
	text_addf(out, "add %s name=", kind->id);
	edit_add_word(out, kind->name);
	if (*platform)
		text_addf(out, " on=%s", platform);
	text_addf(out, " at=%d,%d\n", app->place.x, app->place.y);
	free(made);
}

static void note_new_id(App *app, const Edit *edit)
{
	for (size_t i = 0; i < edit->count; i++) {
		const Op *op = &edit->ops[i];

		if (strcmp(op->key, KEY_CLASS) == 0 && op->after && strcmp(op->after, "component") == 0)
			snprintf(app->place.id, sizeof app->place.id, "%s", op->id);
	}
}

static bool make_edit(App *app, Edit *edit, Error *err)
{
	Text script = {0};
	bool good;

	add_script(app, &script);
	good = edit_parse(text_str(&script), "the new component", app_design(app), app_catalog(app), edit, err);
	text_clear(&script);
	if (!good)
		return false;
	note_new_id(app, edit);
	edit_set_label(edit, "add %s", kind_of(app)->name);
	return true;
}

static bool show(App *app)
{
	Edit edit = {0};
	Error err = {0};
	bool good = make_edit(app, &edit, &err);

	if (good) {
		app_freeze(app, &edit);
		good = app_preview(app, &edit, &err);
	}
	edit_clear(&edit);
	if (!good) {
		app_fail_error(app, &err);
		return false;
	}
	app_reveal(app, app->place.id, false);
	return true;
}

void place_begin(App *app, const char *kind_id)
{
	const Kind *kind = catalog_kind(app_catalog(app), kind_id);
	const GraphPlatform *platform;
	ScenePoint slot;
	int index;

	tool_end(app);
	app_focus(app, FOCUS_CANVAS);
	if (!kind) {
		app_fail(app, "the catalogue has no kind %s", kind_id);
		return;
	}
	if (!app_show_boxes(app))
		return;
	index = choose_platform(app, kind->vendor);
	platform = platform_at(app, index);
	snprintf(app->place.kind, sizeof app->place.kind, "%s", kind->id);
	snprintf(app->place.platform, sizeof app->place.platform, "%s", platform ? platform->element->id : "");
	slot = first_slot(app, kind, index);
	app->place.x = slot.x;
	app->place.y = slot.y;
	app->tool = TOOL_PLACE;
	if (platform)
		app_bounds(app, platform->element->id, &app->place.zone);
	tool_remember(app);
	if (!show(app))
		tool_end(app);
}

/* Shows the ghost there when that pushes nothing; else it stays. */
static bool try_at(App *app, int x, int y)
{
	int old_x = app->place.x, old_y = app->place.y;
	Rect now;

	app->place.x = x;
	app->place.y = y;
	if (show(app) && app_bounds(app, app->place.id, &now) && now.x == x && now.y == y &&
	    tool_pushed(app, NULL, app->place.id) == NOWHERE)
		return true;
	app->place.x = old_x;
	app->place.y = old_y;
	show(app);
	return false;
}

/* --- steps --------------------------------------------------------------------------- */

void run_place_step(App *app, const char *direction)
{
	Rect box;
	int dx, dy;
	bool far;

	if (!direction_parse(direction, &dx, &dy, &far) || !app_bounds(app, app->place.id, &box))
		return;
	dx *= far ? STEP_X * FAR : STEP_X;
	dy *= far ? STEP_Y * FAR : STEP_Y;
	box.x = app->place.x;
	box.y = app->place.y;
	for (int i = 0, drawn = 0; i < TRIES && drawn < DRAWINGS; i++) {
		box.x += dx;
		box.y += dy;
		if (!is_free(app, box))
			continue;
		if (try_at(app, box.x, box.y))
			return;
		drawn++;
	}
	app_warn(app, "no free place that way; Enter places here, Esc cancels");
}

void place_to(App *app, int x, int y)
{
	Rect box;

	if (!app_bounds(app, app->place.id, &box))
		return;
	box.x = x - box.w / 2;
	box.y = y - box.h / 2;
	if (!is_free(app, box)) {
		app_warn(app, "that place is taken");
		return;
	}
	if (!try_at(app, box.x, box.y))
		app_warn(app, "no room there");
}

static void remember_place(App *app)
{
	free(app->repeat.script);
	app->repeat = (Repeat){REPEAT_PLACE, mem_copy(app->place.kind)};
}

void run_place_drop(App *app, const char *how)
{
	Place place = app->place;
	Edit edit = {0};
	Error err = {0};
	Text said = {0};

	if (!make_edit(app, &edit, &err)) {
		app_fail_error(app, &err);
		return;
	}
	remember_place(app);
	snprintf(place.id, sizeof place.id, "%s", app->place.id);
	text_addf(&said, "added %s", kind_of(app)->name);
	if (app_commit(app, &edit, text_str(&said))) {
		tool_end(app);
		app_select(app, place.id);
		app_reveal(app, place.id, false);
		if (how && strcmp(how, "stay") == 0)
			place_begin(app, place.kind);
		else if (how && strcmp(how, "connect") == 0)
			target_begin(app, place.id, true);
	} else {
		app->tool = TOOL_SELECT;
		app->place = (Place){0};
	}
	text_clear(&said);
}

void place_add_status(const App *app, Text *out)
{
	const Kind *kind = kind_of(app);

	if (!kind)
		return;
	text_addf(out, "%s", kind->name);
	if (!*app->place.platform && strcmp(kind->vendor, "external") != 0)
		text_addf(out, " on a new platform %s", look_of_vendor(kind->vendor)->name);
	else if (*app->place.platform)
		text_addf(out, " on %s", element_name(design_find(app->world.design, app->place.platform)));
	text_add(out, ": Enter places it here, arrows choose another place");
}
