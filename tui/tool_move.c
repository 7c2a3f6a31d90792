/* Moving: boxes follow the arrows or the mouse, with live routes; one edit when they are dropped. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "tui/commands.h"
#include "tui/tools.h"

enum { FAR = 5 };

/* --- what moves -------------------------------------------------------------------- */

static bool has_box(const App *app, int component)
{
	const Scene *scene = &app->world.scene;

	return (size_t)component < scene->box_count && scene->boxes[component].w > 0;
}

/* The components that ID stands for: itself, those in the container, those on the platform. */
static void collect(const App *app, const char *id, List *out)
{
	const Graph *graph = &app->world.graph;
	int component = graph_component(graph, id), platform = graph_platform(graph, id);

	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *c = &graph->components[i];
		bool mine = (int)i == component || (platform != NOWHERE && c->platform == platform);

		for (int at = c->container, depth = 0; !mine && at != NOWHERE && component != NOWHERE && depth < 64; depth++) {
			mine = at == component;
			at = graph->components[at].container;
		}
		if (mine && has_box(app, (int)i) && !list_holds(out, c->element->id))
			list_add(out, c->element->id);
	}
}

bool move_begin(App *app, const List *ids)
{
	List moving = {0};

	if (!app_show_boxes(app))
		return false;
	for (size_t i = 0; i < ids->count; i++)
		collect(app, ids->items[i], &moving);
	if (!moving.count) {
		app_warn(app, "only components can be moved; a link follows its ends");
		list_clear(&moving);
		return false;
	}
	tool_end(app);
	app->move.ids = moving;
	app->move.from = mem_alloc(moving.count * sizeof *app->move.from);
	for (size_t i = 0; i < moving.count; i++)
		app_bounds(app, moving.items[i], &app->move.from[i]);
	app->move.ox = app->ox;
	app->move.oy = app->oy;
	tool_remember(app);
	app->tool = TOOL_MOVE;
	return true;
}

void run_move(App *app, const char *argument)
{
	List ids = {0};

	(void)argument;
	app_chosen(app, &ids);
	move_begin(app, &ids);
	list_clear(&ids);
}

/* --- steps ----------------------------------------------------------------------------- */

static bool overlap(Rect a, const SceneBox *b)
{
	return a.x < b->x + b->w + 1 && b->x < a.x + a.w + 1 && a.y < b->y + b->h && b->y < a.y + a.h;
}

/* The component in the way of box I at its new place; NOWHERE: none. */
static int in_the_way(const App *app, size_t i)
{
	const Scene *scene = &app->world.scene;
	Rect r = app->move.from[i];

	r.x += app->move.dx;
	r.y += app->move.dy;
	for (size_t b = 0; b < scene->box_count; b++)
		if (scene->boxes[b].w && !list_holds(&app->move.ids, scene->boxes[b].element->id) &&
		    overlap(r, &scene->boxes[b]))
			return (int)b;
	return NOWHERE;
}

static int first_in_the_way(const App *app)
{
	int found = NOWHERE;

	for (size_t i = 0; i < app->move.ids.count && found == NOWHERE; i++)
		found = in_the_way(app, i);
	return found;
}

/* `at` of every moving component, from what the design holds to where it goes. */
static void add_position(const App *app, Edit *edit, const char *id, int x, int y)
{
	const Element *element = design_find(app_design(app), id);
	const char *before = element ? element_get(element, "at") : NULL;
	Text text = {0};

	text_addf(&text, "%d,%d", x, y);
	if (element && (!before || strcmp(before, text_str(&text)) != 0))
		edit_add(edit, id, "at", before, text_str(&text));
	text_clear(&text);
}

static void make_edit(App *app, Edit *edit, int dx, int dy)
{
	if (!dx && !dy)
		return;
	for (size_t i = 0; i < app->move.ids.count; i++)
		add_position(app, edit, app->move.ids.items[i], app->move.from[i].x + dx, app->move.from[i].y + dy);
	app_freeze(app, edit);
}

static bool show(App *app, int dx, int dy)
{
	Edit edit = {0};
	Error err = {0};
	bool good;

	make_edit(app, &edit, dx, dy);
	good = app_preview(app, &edit, &err);
	if (!good)
		app_fail_error(app, &err);
	edit_clear(&edit);
	return good;
}

/* Do the boxes stand where they were put, and all others where they stood? */
static bool stands(const App *app)
{
	for (size_t i = 0; i < app->move.ids.count; i++) {
		Rect now;

		if (app_bounds(app, app->move.ids.items[i], &now) &&
		    (now.x != app->move.from[i].x + app->move.dx || now.y != app->move.from[i].y + app->move.dy))
			return false;
	}
	return tool_pushed(app, &app->move.ids, NULL) == NOWHERE;
}

void move_to(App *app, int dx, int dy)
{
	assert(app->tool == TOOL_MOVE && app->move.ids.count);
	app->move.dx = dx;
	app->move.dy = dy;
	app->move.blocked = first_in_the_way(app) != NOWHERE;
	if (!app->move.blocked && show(app, dx, dy)) {
		app->move.blocked = !stands(app);
		if (app->move.blocked)  /* the ghost waits at the last free place */
			show(app, app->move.shown_dx, app->move.shown_dy);
	}
	if (!app->move.blocked) {
		app->move.shown_dx = dx;
		app->move.shown_dy = dy;
	}
	if (!app->drag.on)      /* under a pointer nothing scrolls away */
		app_reveal(app, app->move.ids.items[0], false);
}

void run_move_step(App *app, const char *direction)
{
	int dx, dy;
	bool far;

	if (!direction_parse(direction, &dx, &dy, &far))
		return;
	if (far) {
		dx *= FAR;
		dy *= FAR;
	}
	move_to(app, app->move.dx + dx, app->move.dy + dy);
}

/* --- dropping ---------------------------------------------------------------------------- */

static void add_what(const App *app, Text *out)
{
	if (app->move.ids.count == 1)
		app_add_name(app, app->move.ids.items[0], out);
	else
		text_addf(out, "%zu boxes", app->move.ids.count);
}

/* "Login is in the way, s swaps", "no room: the zone would cover another". */
static void add_obstacle(const App *app, Text *out)
{
	int other = first_in_the_way(app);

	if (other == NOWHERE) {
		text_add(out, "no room there: its zone would push others");
		return;
	}
	app_add_name(app, app->world.scene.boxes[other].element->id, out);
	text_add(out, " is in the way");
	text_add(out, app->move.ids.count == 1 ? ", s swaps the two" : "");
}

void move_drop(App *app)
{
	Edit edit = {0};
	Text said = {0};

	if (app->move.blocked) {
		Text other = {0};

		add_obstacle(app, &other);
		app_warn(app, "%s; go on, or Esc puts back", text_str(&other));
		text_clear(&other);
		return;
	}
	text_add(&said, "moved ");
	add_what(app, &said);
	make_edit(app, &edit, app->move.dx, app->move.dy);
	edit_set_label(&edit, "move %s", text_str(&said) + strlen("moved "));
	if (edit.count) {
		app_commit(app, &edit, text_str(&said));
	} else {
		edit_clear(&edit);
		app_say(app, "put back where it was");
	}
	tool_end(app);
	text_clear(&said);
}

void move_drop_shown(App *app)
{
	bool stayed = app->move.blocked && !app->move.shown_dx && !app->move.shown_dy;

	app->move.dx = app->move.shown_dx;
	app->move.dy = app->move.shown_dy;
	app->move.blocked = false;
	move_drop(app);
	if (stayed)
		app_warn(app, "another box is there; it went back");
}

void move_put_back(App *app)
{
	int ox = app->move.ox, oy = app->move.oy;

	tool_end(app);
	app->ox = ox;
	app->oy = oy;
}

void run_move_drop(App *app, const char *argument)
{
	(void)argument;
	move_drop(app);
}

void run_move_swap(App *app, const char *argument)
{
	int other = app->move.blocked ? first_in_the_way(app) : NOWHERE;
	const SceneBox *box;
	Edit edit = {0};
	Rect mine;

	(void)argument;
	if (other == NOWHERE || app->move.ids.count != 1) {
		app_warn(app, "swap needs one moving box on top of another");
		return;
	}
	box = &app->world.scene.boxes[other];
	mine = app->move.from[0];
	add_position(app, &edit, app->move.ids.items[0], box->x, box->y);
	add_position(app, &edit, box->element->id, mine.x, mine.y);
	edit_set_label(&edit, "swap two boxes");
	app_commit(app, &edit, "swapped the two");
	tool_end(app);
}

void move_add_status(const App *app, Text *out)
{
	text_add(out, "moving ");
	add_what(app, out);
	text_addf(out, "  %+d,%+d", app->move.dx, app->move.dy);
	if (app->move.blocked) {
		text_add(out, "   ");
		add_obstacle(app, out);
	} else {
		text_add(out, "   Enter drops, Esc puts back");
	}
}
