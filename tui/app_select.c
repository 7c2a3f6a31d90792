/* The selection: what is chosen, what lies beside it, and keeping it in sight. */
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "tui/app_state.h"

const Element *app_selected(const App *app)
{
	const Element *element = *app->selected ? design_find(app->world.design, app->selected) : NULL;

	return element && element->class != CLASS_DESIGN ? element : NULL;
}

int app_selected_component(const App *app)
{
	return *app->selected ? graph_component(&app->world.graph, app->selected) : NOWHERE;
}

int app_selected_link(const App *app)
{
	return *app->selected ? graph_link(&app->world.graph, app->selected) : NOWHERE;
}

static void push_trail(App *app)
{
	if (app->trail_count && strcmp(app->trail[app->trail_count - 1], app->selected) == 0)
		return;
	if (app->trail_count == TRAIL_MOST)
		memmove(app->trail[0], app->trail[1], sizeof app->trail[0] * (size_t)(--app->trail_count));
	memcpy(app->trail[app->trail_count++], app->selected, ID_SIZE);
}

void app_select(App *app, const char *id)
{
	size_t length = strlen(id);

	if (strcmp(app->selected, id) == 0)
		return;
	if (*app->selected)
		push_trail(app);
	if (length >= ID_SIZE || !design_find(app_design(app), id))
		length = 0;
	memcpy(app->selected, id, length);
	app->selected[length] = '\0';
	app->form_row = 0;
}

/* --- where things are -------------------------------------------------------------- */

static Rect points_bounds(const SceneLink *link)
{
	Rect r = {link->points[0].x, link->points[0].y, 1, 1};

	for (size_t i = 1; i < link->point_count; i++) {
		int right = r.x + r.w, low = r.y + r.h;
		ScenePoint p = link->points[i];

		r.x = p.x < r.x ? p.x : r.x;
		r.y = p.y < r.y ? p.y : r.y;
		right = p.x + 1 > right ? p.x + 1 : right;
		low = p.y + 1 > low ? p.y + 1 : low;
		r.w = right - r.x;
		r.h = low - r.y;
	}
	return r;
}

bool app_bounds(const App *app, const char *id, Rect *out)
{
	const Scene *scene = &app->world.scene;
	int component = graph_component(&app->world.graph, id), link;

	/* A container has a zone and no box of its own size. */
	for (size_t i = 0; i < scene->zone_count; i++) {
		const SceneZone *zone = &scene->zones[i];

		if (zone->element && strcmp(zone->element->id, id) == 0) {
			*out = (Rect){zone->x, zone->y, zone->w, zone->h};
			return true;
		}
	}
	if (component != NOWHERE && (size_t)component < scene->box_count) {
		const SceneBox *box = &scene->boxes[component];

		*out = (Rect){box->x, box->y, box->w, box->h};
		return box->w > 0;
	}
	link = graph_link(&app->world.graph, id);
	if (link == NOWHERE || (size_t)link >= scene->link_count || !scene->links[link].point_count)
		return false;
	*out = points_bounds(&scene->links[link]);
	return true;
}

/* Where the window begins on one axis so that what is SIZE long at FROM is in sight, with a cell to spare where the
 * drawing, which begins at LOW and ends before HIGH, goes on. */
static int scrolled(int from, int size, int window, int origin, int low, int high)
{
	if (from < origin + (low < origin))
		return from - 2;
	if (from + size > origin + window - (high > origin + window))
		return size + 4 > window ? from - 2 : from + size - window + 2;
	return origin;
}

static int centred(int from, int size, int window)
{
	return from + size / 2 - window / 2;
}

SceneOptions app_scene_options(const App *app)
{
	SceneOptions options = {.ascii = app->ascii, .zoom = app->zoom};

	return options;
}

void app_unfold(App *app, const char *id)
{
	SceneOptions options = app_scene_options(app);
	char kept[ID_SIZE];

	snprintf(kept, sizeof kept, "%s", id);
	world_unfold(&app->world, kept, &options);
	app->ox = app->oy = 0;
	app_view_clamp(app);
	if (*app->selected)
		app_reveal(app, app->selected, false);
}

/* A component of a large design, or an end of a link, that is folded now is unfolded. False: there is none. */
static bool unfold_to(App *app, const char *id)
{
	const Graph *graph = &app->world.graph;
	int link = graph_link(graph, id), component = link != NOWHERE ? graph->links[link].from : graph_component(graph, id);
	SceneOptions options = app_scene_options(app);
	Rect r;

	if (component == NOWHERE || !scene_is_large(graph))
		return false;
	world_unfold(&app->world, graph->components[component].element->id, &options);
	return app_bounds(app, id, &r);
}

void app_reveal(App *app, const char *id, bool centre)
{
	const Scene *scene = &app->world.scene;
	Rect r, canvas = app->layout.canvas;

	if (!app_bounds(app, id, &r) && (!unfold_to(app, id) || !app_bounds(app, id, &r)))
		return;
	/* What is larger than the window is in sight when its corner is. */
	if (r.w > canvas.w && !centre)
		r.w = 8;
	if (r.h > canvas.h && !centre)
		r.h = 3;
	app->ox = centre ? centred(r.x, r.w, canvas.w)
	                 : scrolled(r.x, r.w, canvas.w, app->ox, scene->left, scene->left + scene->width);
	app->oy = centre ? centred(r.y, r.h, canvas.h)
	                 : scrolled(r.y, r.h, canvas.h, app->oy, scene->top, scene->top + scene->height);
	app_view_clamp(app);
}

/* Where the window may begin on one axis: a drawing that fits is shown whole, from 0 where possible; else it
 * scrolls from edge to edge with two cells to spare. */
static int clamp_axis(int origin, int from, int size, int window)
{
	int low = from + size <= window && from >= 0 ? 0 : from, high;

	if (size <= window)
		return from + size - window > low ? from + size - window : low;
	low = from - 2;
	high = from + size + 2 - window;
	return origin > high ? high : origin < low ? low : origin;
}

void app_view_clamp(App *app)
{
	const Scene *scene = &app->world.scene;

	app->ox = clamp_axis(app->ox, scene->left, scene->width, app->layout.canvas.w);
	app->oy = clamp_axis(app->oy, scene->top, scene->height, app->layout.canvas.h);
}

/* --- the nearest in a direction --------------------------------------------------------- */

static long distance(Rect from, Rect to, int dx, int dy)
{
	/* Twice the centres, so that halves count; a row is as high as two columns are wide. */
	long x = (2 * to.x + to.w) - (2 * from.x + from.w);
	long y = 2L * ((2 * to.y + to.h) - (2 * from.y + from.h));
	long along = dx ? x * dx : y * dy, across = labs(dx ? y : x);
	bool overlap = dx ? to.y < from.y + from.h && from.y < to.y + to.h
	                  : to.x < from.x + from.w && from.x < to.x + to.w;

	if (along <= 0 || (!overlap && across > 3 * along))
		return -1;
	return along + (overlap ? 0 : 2 * across);
}

int app_nearest(const App *app, Rect from, int dx, int dy, const bool *fits)
{
	const Scene *scene = &app->world.scene;
	long best = -1;
	int found = NOWHERE;

	for (size_t i = 0; i < scene->box_count; i++) {
		const SceneBox *box = &scene->boxes[i];
		long d;

		if (box->w < 1 || (fits && !fits[i]))
			continue;
		d = distance(from, (Rect){box->x, box->y, box->w, box->h}, dx, dy);
		if (d < 0 || (best >= 0 && d >= best))
			continue;
		best = d;
		found = (int)i;
	}
	return found;
}

/* --- marks ------------------------------------------------------------------------------- */

bool app_marked(const App *app, const char *id)
{
	for (size_t i = 0; i < app->marks.count; i++)
		if (strcmp(app->marks.items[i], id) == 0)
			return true;
	return false;
}

void app_mark(App *app, const char *id, bool on)
{
	for (size_t i = 0; i < app->marks.count; i++) {
		if (strcmp(app->marks.items[i], id) != 0)
			continue;
		if (on)
			return;
		free(app->marks.items[i]);
		memmove(app->marks.items + i, app->marks.items + i + 1,
		        (--app->marks.count - i) * sizeof *app->marks.items);
		return;
	}
	if (on)
		list_add(&app->marks, id);
}

void app_chosen(const App *app, List *out)
{
	for (size_t i = 0; i < app->marks.count; i++)
		list_add(out, app->marks.items[i]);
	if (!out->count && app_selected(app))
		list_add(out, app->selected);
}

/* --- names -------------------------------------------------------------------------------- */

void app_add_name(const App *app, const char *id, Text *out)
{
	const Element *element = design_find(app->world.design, id);
	int link = graph_link(&app->world.graph, id);
	const char *from, *to;

	if (!element) {
		text_add(out, id);
		return;
	}
	if (link == NOWHERE) {
		text_add(out, element->class == CLASS_DESIGN ? "the design" : element_name(element));
		return;
	}
	from = element_get(element, "from");
	to = element_get(element, "to");
	app_add_name(app, from ? from : "?", out);
	text_add(out, " → ");
	app_add_name(app, to ? to : "?", out);
}

void app_set_zoom(App *app, int zoom)
{
	SceneOptions options;

	app->zoom = zoom;
	options = app_scene_options(app);
	world_redraw(&app->world, &options);
	app_view_clamp(app);
	if (*app->selected)
		app_reveal(app, app->selected, true);
}

bool app_show_boxes(App *app)
{
	SceneOptions options = app_scene_options(app);

	if (app->world.folded.count)
		world_fold(&app->world, NULL, &options);
	if (app->world.scene.options.zoom == SCENE_OVERVIEW || app->world.scene.options.zoom == SCENE_DETAIL)
		app_set_zoom(app, SCENE_NORMAL);
	if (app->world.scene.options.zoom != SCENE_OVERVIEW)
		return true;
	app_warn(app, "%zu components show as an overview only, which has no boxes to set down or move",
	         app->world.graph.component_count);
	return false;
}
