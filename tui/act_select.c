/* Commands that choose and mark elements. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/commands.h"
#include "tui/tools.h"

static const char *box_id(const App *app, int box)
{
	return app->world.scene.boxes[box].element->id;
}

static void take(App *app, const char *id)
{
	char kept[ID_SIZE];

	snprintf(kept, sizeof kept, "%s", id);
	app_select(app, kept);
	app_reveal(app, kept, false);
	if (app->marking)
		app_mark(app, kept, true);
}

/* --- platforms of an overview ----------------------------------------------------------- */

static bool is_frame(const SceneZone *zone)
{
	return zone->w && zone->element->class == CLASS_PLATFORM;
}

static bool earlier(const SceneZone *a, const SceneZone *b)
{
	return a->y != b->y ? a->y < b->y : a->x < b->x;
}

/* The next frame in reading order, or the one before; over the edge again at the other end. */
static bool take_next_frame(App *app, bool next)
{
	const Scene *scene = &app->world.scene;
	const SceneZone *at = NULL, *best = NULL, *edge = NULL;

	for (size_t i = 0; i < scene->zone_count; i++)
		if (is_frame(&scene->zones[i]) && strcmp(scene->zones[i].element->id, app->selected) == 0)
			at = &scene->zones[i];
	for (size_t i = 0; i < scene->zone_count; i++) {
		const SceneZone *zone = &scene->zones[i];

		if (!is_frame(zone) || zone == at)
			continue;
		if (!edge || earlier(zone, edge) == next)
			edge = zone;
		if (at && earlier(at, zone) == next && (!best || earlier(zone, best) == next))
			best = zone;
	}
	best = best ? best : edge;
	if (best)
		take(app, best->element->id);
	return best;
}

/* The nearest frame that way. */
static bool take_frame_towards(App *app, Rect from, int dx, int dy)
{
	const Scene *scene = &app->world.scene;
	const SceneZone *best = NULL;
	long least = 0;

	for (size_t i = 0; i < scene->zone_count; i++) {
		const SceneZone *zone = &scene->zones[i];
		long across = 2L * zone->x + zone->w - 2L * from.x - from.w, down = 2 * (2L * zone->y + zone->h - 2L * from.y - from.h);
		long along = dx ? across * dx : down * dy, beside = labs(dx ? down : across), far = along + 2 * beside;

		if (!is_frame(zone) || along <= 0 || along < beside / 2 || strcmp(zone->element->id, app->selected) == 0)
			continue;
		if (best && far >= least)
			continue;
		best = zone;
		least = far;
	}
	if (best)
		take(app, best->element->id);
	return best;
}

/* --- components -------------------------------------------------------------------------- */

void run_select(App *app, const char *direction)
{
	Rect from = {app->ox, app->oy, 1, 1};
	int dx, dy, found;
	bool far;

	if (!direction_parse(direction, &dx, &dy, &far))
		return;
	if (!app->world.graph.component_count) {
		app_say(app, "there is no component yet: a adds one");
		return;
	}
	if (!app_bounds(app, app->selected, &from)) {
		run_reading_order(app, "next");
		return;
	}
	found = app_nearest(app, from, dx, dy, NULL);
	if (found == NOWHERE && app->world.scene.options.zoom == SCENE_OVERVIEW && take_frame_towards(app, from, dx, dy))
		return;
	if (found == NOWHERE)
		app_say(app, "no component that way; H J K L pan, ; jumps");
	else
		take(app, box_id(app, found));
}

/* --- reading order ------------------------------------------------------------------ */

static bool before(const SceneBox *a, const SceneBox *b)
{
	if (a->y != b->y)
		return a->y < b->y;
	return a->x != b->x ? a->x < b->x : a->component < b->component;
}

void run_reading_order(App *app, const char *direction)
{
	const Scene *scene = &app->world.scene;
	bool next = strcmp(direction, "next") == 0;
	int at = app_selected_component(app), best = NOWHERE, edge = NOWHERE;

	for (int i = 0; i < (int)scene->box_count; i++) {
		const SceneBox *box = &scene->boxes[i];

		if (!box->w || i == at)
			continue;
		if (edge == NOWHERE || before(box, &scene->boxes[edge]) == next)
			edge = i;
		if (at != NOWHERE && before(&scene->boxes[at], box) == next &&
		    (best == NOWHERE || before(box, &scene->boxes[best]) == next))
			best = i;
	}
	if (best == NOWHERE)
		best = edge;
	if (best == NOWHERE && !take_next_frame(app, next))
		app_say(app, "there is only one component");
	if (best == NOWHERE)
		return;
	take(app, box_id(app, best));
}

/* --- links ------------------------------------------------------------------------------ */

/* The component whose links are gone through: the selected one, or an end of the selected link. */
static int pivot(const App *app)
{
	int link = app_selected_link(app);
	const Graph *graph = &app->world.graph;
	int back;

	if (link == NOWHERE)
		return app_selected_component(app);
	for (size_t i = app->trail_count; i-- > 0;) {
		back = graph_component(graph, app->trail[i]);
		if (back != NOWHERE && (graph->links[link].from == back || graph->links[link].to == back))
			return back;
	}
	return graph->links[link].from != NOWHERE ? graph->links[link].from : graph->links[link].to;
}

static uint32_t link_n(const Graph *graph, uint32_t c, uint32_t n)
{
	uint32_t outs = graph->out_start[c + 1] - graph->out_start[c];

	return n < outs ? graph->out[graph->out_start[c] + n] : graph->in[graph->in_start[c] + n - outs];
}

void run_cycle_link(App *app, const char *direction)
{
	const Graph *graph = &app->world.graph;
	int at = pivot(app), link = app_selected_link(app);
	uint32_t c = (uint32_t)at, count, step, n = 0;
	Text name = {0};

	if (at == NOWHERE) {
		app_warn(app, "select a component first: its links are gone through");
		return;
	}
	count = graph->out_start[c + 1] - graph->out_start[c] + graph->in_start[c + 1] - graph->in_start[c];
	if (!count) {
		app_say(app, "it has no links: c connects it");
		return;
	}
	step = strcmp(direction, "next") == 0 ? 1 : count - 1;
	n = step == 1 ? count - 1 : 0;
	for (uint32_t i = 0; i < count && link != NOWHERE; i++)
		if (link_n(graph, c, i) == (uint32_t)link)
			n = i;
	n = (n + step) % count;
	take(app, graph->links[link_n(graph, c, n)].element->id);
	app_add_name(app, app->selected, &name);
	app_say(app, "link %u of %u: %s   Enter edits, > goes to the far end", n + 1, count, text_str(&name));
	text_clear(&name);
}

void run_far_end(App *app, const char *argument)
{
	const GraphLink *link = &app->world.graph.links[app_selected_link(app)];
	int here = pivot(app), other = link->from == here ? link->to : link->from;

	(void)argument;
	if (other == NOWHERE)
		app_say(app, "the other end is a whole platform");
	else
		take(app, app->world.graph.components[other].element->id);
}

/* --- marks --------------------------------------------------------------------------------- */

static void say_marks(App *app)
{
	app_say(app, "%zu marked; d m y work on all of them, Esc clears", app->marks.count);
}

void run_mark(App *app, const char *argument)
{
	(void)argument;
	app_mark(app, app->selected, !app_marked(app, app->selected));
	say_marks(app);
}

void run_mark_going(App *app, const char *argument)
{
	(void)argument;
	app->marking = !app->marking;
	if (app->marking)
		app_mark(app, app->selected, true);
	app_say(app, "%s: %zu marked", app->marking ? "arrows mark now, v ends it" : "arrows mark no more", app->marks.count);
}

static Rect both(Rect a, Rect b)
{
	int x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
	int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
	int low = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;

	return (Rect){x, y, right - x, low - y};
}

static void mark_inside(App *app, Rect area)
{
	const Scene *scene = &app->world.scene;

	for (size_t i = 0; i < scene->box_count; i++) {
		const SceneBox *box = &scene->boxes[i];

		if (box->w && rect_has(area, box->x, box->y) && rect_has(area, box->x + box->w - 1, box->y + box->h - 1))
			app_mark(app, box->element->id, true);
	}
}

void run_mark_range(App *app, const char *argument)
{
	Rect area, one;

	(void)argument;
	if (!app->marks.count) {
		app_warn(app, "mark the first corner with Space, go to the other, then V");
		return;
	}
	if (!app_bounds(app, app->selected, &area))
		return;
	for (size_t i = 0; i < app->marks.count; i++)
		if (app_bounds(app, app->marks.items[i], &one))
			area = both(area, one);
	mark_inside(app, area);
	say_marks(app);
}

void run_mark_kind(App *app, const char *argument)
{
	const Graph *graph = &app->world.graph;
	const Kind *kind = graph->components[app_selected_component(app)].kind;

	(void)argument;
	for (size_t i = 0; i < graph->component_count; i++)
		if (graph->components[i].kind == kind)
			app_mark(app, graph->components[i].element->id, true);
	say_marks(app);
}

void run_mark_zone(App *app, const char *argument)
{
	const Graph *graph = &app->world.graph;
	int component = app_selected_component(app);
	int platform = component != NOWHERE ? graph->components[component].platform
	                                    : graph_platform(graph, app->selected);

	(void)argument;
	for (size_t i = 0; i < graph->component_count; i++)
		if (graph->components[i].platform == platform)
			app_mark(app, graph->components[i].element->id, true);
	say_marks(app);
}
