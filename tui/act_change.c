/* Commands that change the design. Each is one edit. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "render/look.h"
#include "tui/commands.h"
#include "tui/sheets.h"
#include "tui/tools.h"

/* The kind that WORDS name, exactly or nearly: the best of the catalogue. */
static const char *find_kind(App *app, const char *words)
{
	const char *found = NULL;
	const PickRow *row;

	if (catalog_kind(app_catalog(app), words))
		return words;
	field_set(&app->kinds.filter, words);
	picker_filter_changed(&app->kinds);
	row = picker_row(&app->kinds);
	if (row)
		found = row->id;
	field_set(&app->kinds.filter, "");
	picker_filter_changed(&app->kinds);
	return found;
}

void run_add(App *app, const char *kind)
{
	const char *found;

	if (!kind) {
		field_set(&app->kinds.filter, "");
		picker_filter_changed(&app->kinds);
		app_focus(app, FOCUS_CATALOG);
		return;
	}
	found = find_kind(app, kind);
	if (found)
		place_begin(app, found);
	else
		app_warn(app, "the catalogue has nothing like \"%s\"", kind);
}

void run_edit(App *app, const char *argument)
{
	(void)argument;
	app_focus(app, FOCUS_INSPECTOR);
}

/* --- names ------------------------------------------------------------------------- */

static void take_name(App *app, const char *id, const char *key, const char *name)
{
	app_set_field(app, id, key, *name ? name : NULL);
}

static const char *name_key(const Element *element)
{
	switch (element->class) {
	case CLASS_LINK: return "label";
	case CLASS_NOTE: return "text";
	case CLASS_DECISION: return "title";
	default: return "name";
	}
}

void run_rename(App *app, const char *name)
{
	const Element *element = app_selected(app);
	const char *key = name_key(element), *now = element_get(element, key);
	Text title = {0};

	if (name) {
		take_name(app, app->selected, key, name);
		return;
	}
	app_add_name(app, element->id, &title);
	text_addf(&title, " · %s", key);
	prompt_open(app, text_str(&title), now ? now : "", "What people call it. The id stays; :rename changes that.",
	            catalog_field(app_catalog(app), element->class, NULL, NULL, key), element->id, key, take_name);
	text_clear(&title);
}

/* --- delete ---------------------------------------------------------------------------- */

/* Where the selection goes when its element is gone: the nearest box. */
static void choose_neighbour(const App *app, const List *gone, char *out)
{
	Rect r;
	bool *fits = mem_alloc((app->world.scene.box_count + 1) * sizeof *fits);
	int found = NOWHERE;

	*out = '\0';
	for (size_t i = 0; i < app->world.scene.box_count; i++) {
		fits[i] = true;
		for (size_t k = 0; k < gone->count; k++)
			fits[i] &= strcmp(app->world.scene.boxes[i].element->id, gone->items[k]) != 0;
	}
	if (app_bounds(app, app->selected, &r)) {
		for (int i = 0; i < 4 && found == NOWHERE; i++)
			found = app_nearest(app, r, i == 0 ? -1 : i == 1 ? 1 : 0, i == 2 ? -1 : i == 3 ? 1 : 0, fits);
	}
	if (found != NOWHERE)
		snprintf(out, ID_SIZE, "%s", app->world.scene.boxes[found].element->id);
	free(fits);
}

/* "Portal and 1 link"; what was chosen is named, what goes with it counted. */
static void add_deleted(const App *app, const List *ids, const Edit *edit, Text *out)
{
	IdSet asked = {0};
	Text more = {0};

	for (size_t i = 0; i < ids->count; i++)
		idset_add(&asked, ids->items[i]);
	if (ids->count == 1)
		app_add_name(app, ids->items[0], out);
	else
		text_addf(out, "%zu elements", ids->count);
	if (edit_tell_removed(edit, &asked, &more))
		text_addf(out, "%s%s", strstr(more.s, " and ") ? " with " : " and ", more.s);
	text_clear(&more);
	idset_clear(&asked);
}

void run_delete(App *app, const char *argument)
{
	List ids = {0};
	Text script = {0}, what = {0}, said = {0};
	char next[ID_SIZE];
	Edit edit = {0};
	Error err = {0};

	(void)argument;
	app_chosen(app, &ids);
	for (size_t i = 0; i < ids.count; i++)
		text_addf(&script, "remove %s\n", ids.items[i]);
	choose_neighbour(app, &ids, next);
	if (!edit_parse(text_str(&script), "delete", app_design(app), app_catalog(app), &edit, &err)) {
		app_fail_error(app, &err);
	} else {
		add_deleted(app, &ids, &edit, &what);
		text_addf(&said, "deleted %s, u undoes", text_str(&what));
		edit_set_label(&edit, "delete %s", text_str(&what));
		if (app_commit(app, &edit, text_str(&said)) && *next && !app_selected(app))
			app_select(app, next);
	}
	edit_clear(&edit);
	list_clear(&ids);
	text_clear(&script);
	text_clear(&what);
	text_clear(&said);
}

/* --- links ------------------------------------------------------------------------------- */

void run_reverse(App *app, const char *argument)
{
	const Element *element = app_selected(app);
	const char *from = element_get(element, "from"), *to = element_get(element, "to");
	Text script = {0};

	(void)argument;
	text_addf(&script, "set %s from=%s to=%s\n", element->id, to ? to : "", from ? from : "");
	app_run_script(app, text_str(&script), "reverse link", "reversed the link");
	text_clear(&script);
}

void run_reroute(App *app, const char *which)
{
	const Design *design = app_design(app);
	bool all = strcmp(which, "all") == 0;
	Text script = {0};

	for (size_t i = 0; i < design_count(design, CLASS_LINK); i++) {
		const Element *link = design_at(design, CLASS_LINK, i);

		if (element_get(link, "route") && (all || strcmp(link->id, app->selected) == 0))
			text_addf(&script, "unset %s route\n", link->id);
	}
	if (script.length)
		app_run_script(app, text_str(&script), "let routes go", "routes are found anew");
	else
		app_say(app, "no route is pinned there: it is found anew whenever its ends move");
	text_clear(&script);
}

void run_pin(App *app, const char *argument)
{
	const Element *element = app_selected(app);
	const SceneLink *link = scene_link(&app->world.scene, element->id);
	Text script = {0}, points = {0};

	(void)argument;
	if (element_get(element, "route")) {
		text_addf(&script, "unset %s route", element->id);
		app_run_script(app, text_str(&script), "let the route go", "the route is free again");
	} else if (!link || link->point_count < 2) {
		app_warn(app, "this link has no route to pin");
	} else {
		for (size_t i = 1; i + 1 < link->point_count; i++)
			text_addf(&points, "%s\"%d,%d\"", i > 1 ? "," : "", link->points[i].x, link->points[i].y);
		text_addf(&script, "set %s route=", element->id);
		edit_add_word(&script, text_str(&points));
		app_run_script(app, text_str(&script), "pin the route", "the route is pinned; o lets it go");
	}
	text_clear(&script);
	text_clear(&points);
}

/* --- another platform ------------------------------------------------------------------------ */

void run_other_platform(App *app, const char *wanted)
{
	const Graph *graph = &app->world.graph;
	const GraphComponent *component = &graph->components[app_selected_component(app)];
	const char *next = NULL, *first = NULL;
	bool passed = false;
	Text script = {0}, said = {0};
	ScenePoint slot;

	for (size_t i = 0; i < graph->platform_count; i++) {
		const GraphPlatform *platform = &graph->platforms[i];

		if (strcmp(platform->vendor, component->kind->vendor) != 0 || (wanted && strcmp(wanted, platform->element->id) != 0))
			continue;
		if ((int)i == component->platform) {
			passed = true;
			continue;
		}
		first = first ? first : platform->element->id;
		next = next || !passed ? next : platform->element->id;
	}
	next = next ? next : first;
	if (!next) {
		app_warn(app, "%s belongs on %s, and there is no other platform of it", component->kind->name,
		         look_of_vendor(component->kind->vendor)->name);
		return;
	}
	if (!app_show_boxes(app))
		return;
	slot = scene_free_slot(&app->world.scene, graph, graph_platform(graph, next), element_name(component->element), NOWHERE);
	text_addf(&script, "set %s on=%s at=%d,%d", app->selected, next, slot.x, slot.y);
	text_addf(&said, "moved to %s", next);
	app_run_script(app, text_str(&script), text_str(&said), text_str(&said));
	app_reveal(app, app->selected, false);
	text_clear(&script);
	text_clear(&said);
}

/* --- notes -------------------------------------------------------------------------------------- */

static void take_note(App *app, const char *about, const char *key, const char *text)
{
	Text script = {0};

	(void)key;
	if (!*text) {
		app_say(app, "an empty note was not added");
		return;
	}
	text_add(&script, "add note note text=");
	edit_add_word(&script, text);
	if (about && *about)
		text_addf(&script, " about=%s", about);
	app_run_script(app, text_str(&script), "add note", "added a note; / finds it");
	text_clear(&script);
}

void run_note(App *app, const char *text)
{
	const char *about = app_selected(app) ? app->selected : "";

	if (text)
		take_note(app, about, NULL, text);
	else
		prompt_open(app, "Note", "", "A remark that stays in the design, about what is selected.", NULL, about, NULL, take_note);
}
