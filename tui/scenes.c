/* The scenes of a design, shown one by one. */
#include "tui/scenes.h"

#include <stdlib.h>
#include <string.h>

#include "model/excerpt.h"
#include "model/utf8.h"
#include "tui/banner.h"
#include "tui/paint.h"

enum { NOTE_ROWS = 4, LARGE_ROWS = 16, DETAILED_MOST = 200, NORMAL_MOST = 500 };

/* --- which scenes there are ---------------------------------------------------- */

typedef struct Numbered { const Element *view; long number; } Numbered;

static int by_number(const void *a, const void *b)
{
	const Numbered *x = a, *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return strcmp(x->view->id, y->view->id);
}

/* False: no view has a number, and *ALL have been listed. */
static void list_views(const Design *design, List *out)
{
	size_t count = design_count(design, CLASS_VIEW), numbered = 0;
	Numbered *views = mem_alloc((count + 1) * sizeof *views);

	for (size_t i = 0; i < count; i++) {
		const Element *view = design_at(design, CLASS_VIEW, i);
		const char *number = element_get(view, "scene");

		if (number)
			views[numbered++] = (Numbered){view, strtol(number, NULL, 10)};
	}
	qsort(views, numbered, sizeof *views, by_number);
	for (size_t i = 0; i < (numbered ? numbered : count); i++)
		list_add(out, numbered ? views[i].view->id : design_at(design, CLASS_VIEW, i)->id);
	free(views);
}

static void list_scenes(const App *app, List *out)
{
	const Graph *graph = &app->world.graph;

	list_views(app_design(app), out);
	if (out->count)
		return;
	list_add(out, ID_DESIGN);
	for (size_t i = 0; i < graph->platform_count; i++)
		if (graph->platforms[i].component_count)
			list_add(out, graph->platforms[i].element->id);
}

/* --- one of them ------------------------------------------------------------------ */

static void drop_picture(Scenes *scenes)
{
	lens_clear(&scenes->look);
	facts_clear(&scenes->facts);
	scene_clear(&scenes->scene);
	graph_clear(&scenes->graph);
	if (scenes->made)
		design_clear(&scenes->part);
	scenes->made = false;
}

void scenes_clear(Scenes *scenes)
{
	drop_picture(scenes);
	list_clear(&scenes->ids);
	text_clear(&scenes->echo);
	*scenes = (Scenes){0};
}

static const Element *present(const App *app)
{
	const Scenes *scenes = &app->scenes;

	return scenes->at < scenes->ids.count ? design_find(app_design(app), scenes->ids.items[scenes->at]) : NULL;
}

/* Boxes stand where they stand in the whole drawing. */
static void keep_places(const App *app, Design *part)
{
	Edit places = {0}, here = {0};

	scene_positions(&app->world.scene, &app->world.graph, &places);
	for (size_t i = 0; i < places.count; i++)
		if (design_find(part, places.ops[i].id))
			edit_add(&here, places.ops[i].id, places.ops[i].key, places.ops[i].before, places.ops[i].after);
	design_apply(part, &here, NULL);
	edit_clear(&places);
	edit_clear(&here);
}

/* The part of the window that the drawing has. */
static Rect picture_rect(const App *app, int note_rows)
{
	int top = app->height < LARGE_ROWS ? 2 : BANNER_ROWS + 2, low = note_rows + 1;

	return (Rect){0, top, app->width, app->height - top - low > 0 ? app->height - top - low : 0};
}

static int zoom_named(const char *name)
{
	return strcmp(name, "overview") == 0 ? 1 : strcmp(name, "detail") == 0 ? 3 : 2;
}

static void draw_at(App *app, int zoom)
{
	SceneOptions options = {.ascii = app->ascii, .zoom = zoom, .facts = &app->scenes.facts};

	if (app->scenes.made) {
		scene_clear(&app->scenes.scene);
		scene_build(&app->scenes.scene, &app->scenes.graph, &options);
	} else if (app->zoom != zoom) { /* of the whole there is a drawing already */
		app->zoom = zoom;
		world_redraw(&app->world, &options);
	}
}

static const Scene *drawing(const App *app)
{
	return app->scenes.made ? &app->scenes.scene : &app->world.scene;
}

static void make_part(App *app, const char *id)
{
	Scenes *scenes = &app->scenes;

	scenes->part = (Design){0};
	scenes->made = excerpt_make(&scenes->part, &app->world.graph, id, NULL);
	if (!scenes->made)
		return;
	keep_places(app, &scenes->part);
	graph_build(&scenes->graph, &scenes->part, app_catalog(app));
	facts_take(&scenes->facts, &scenes->graph, &app->world.findings, &app->world.cost);
}

/* The part is told of as it is in the whole: its costs are not those of a smaller design. */
static void look_at_part(App *app)
{
	const LensView *whole = &app->world.look;
	const Graph *all = &app->world.graph, *graph = &app->scenes.graph;
	LensView *look = &app->scenes.look;

	look->components = mem_alloc((graph->component_count + 1) * sizeof *look->components);
	look->links = mem_alloc((graph->link_count + 1) * sizeof *look->links);
	text_add(&look->legend, text_str(&whole->legend));
	for (size_t i = 0; i < graph->component_count; i++) {
		int at = graph_component(all, graph->components[i].element->id);

		if (at != NOWHERE)
			look->components[i] = whole->components[at];
	}
	for (size_t i = 0; i < graph->link_count; i++) {
		int at = graph_link(all, graph->links[i].element->id);

		if (at != NOWHERE)
			look->links[i] = whole->links[at];
	}
}

static void look_through(App *app, const Element *scene)
{
	const char *name = element_get(scene, "lens"), *select = element_get(scene, "select");
	const Lens *lens = name ? lens_find(name) : NULL;

	world_look(&app->world, lens, select ? select : "");
	if (lens && app->scenes.made)
		look_at_part(app);
}

static const LensView *look(const App *app)
{
	return !app->world.lens ? NULL : app->scenes.made ? &app->scenes.look : &app->world.look;
}

/* What cannot fit is not drawn to see that. */
static int first_zoom(const App *app)
{
	size_t count = app->scenes.made ? app->scenes.graph.component_count : app->world.graph.component_count;

	return count > NORMAL_MOST ? 1 : count > DETAILED_MOST ? 2 : 3;
}

/* The most detailed zoom at which all of it is seen, unless the view says one. */
static void make_picture(App *app)
{
	const Element *element = present(app);
	Rect r = picture_rect(app, 0);
	const char *zoom;

	drop_picture(&app->scenes);
	if (!element)
		return;
	if (element->class != CLASS_DESIGN && (element->class != CLASS_VIEW || element_get(element, "show")))
		make_part(app, element->id);
	look_through(app, element);
	zoom = element_get(element, "zoom");
	if (zoom) {
		draw_at(app, zoom_named(zoom));
		return;
	}
	for (int fit = first_zoom(app); fit >= 1; fit--) {
		draw_at(app, fit);
		if (drawing(app)->width <= r.w && drawing(app)->height <= r.h)
			break;
	}
}

/* --- going through them --------------------------------------------------------------- */

void scenes_refresh(App *app)
{
	Scenes *scenes = &app->scenes;

	if (!scenes->on)
		return;
	scenes->stale = false;
	list_clear(&scenes->ids);
	list_scenes(app, &scenes->ids);
	if (scenes->at >= scenes->ids.count)
		scenes->at = scenes->ids.count - 1;
	make_picture(app);
}

void scenes_begin(App *app, bool alone)
{
	Scenes *scenes = &app->scenes;

	scenes_clear(scenes);
	scenes->on = true;
	scenes->alone = alone;
	scenes->theme = app->theme;
	scenes->zoom = app->zoom;
	scenes->lens = app->world.lens;
	app->theme = strcmp(app->theme->name, "mono") == 0 ? app->theme : theme_find("high");
	app->wants.repaint = true;
	text_reset(&app->message);
	scenes_refresh(app);
}

void scenes_end(App *app)
{
	int zoom = app->scenes.zoom;

	drop_picture(&app->scenes);
	draw_at(app, zoom);
	world_look(&app->world, app->scenes.lens, app->selected);
	app_view_clamp(app);
	app->theme = app->scenes.theme;
	app->wants.repaint = true;
	app->wants.quit |= app->scenes.alone;
	scenes_clear(&app->scenes);
}

void scenes_go(App *app, long to)
{
	Scenes *scenes = &app->scenes;

	if (to < 0 || (size_t)to >= scenes->ids.count) {
		app_say(app, "%s", to < 0 ? "this is the first scene" : "this is the last scene; Esc leaves");
		return;
	}
	if ((size_t)to == scenes->at && !scenes->blank)
		app_say(app, "scene %ld of %zu is shown already", to + 1, scenes->ids.count);
	scenes->blank = false;
	scenes->at = (size_t)to;
	make_picture(app);
}

/* --- keys of its own ----------------------------------------------------------------------- */

/* The left button is a clicker's forward, the right one its back. */
static void click(App *app, const Key *key)
{
	if (key->code == CODE_PRESS)
		scenes_go(app, (long)app->scenes.at + (key->button == 3 ? -1 : 1));
	else if (key->code == CODE_WHEEL)
		scenes_go(app, (long)app->scenes.at + key->amount);
}

bool scenes_key(App *app, const Key *key)
{
	char digit = key->code == CODE_CHAR && !key->mods ? key->bytes[0] : '\0';

	text_reset(&app->scenes.echo);
	if (key_is_mouse(key)) {
		click(app, key);
		return true;
	}
	key_add_people(&app->scenes.echo, key);
	if (digit < '0' || digit > '9')
		return false;
	scenes_go(app, digit == '0' ? 9 : digit - '1');
	return true;
}

/* --- drawing ------------------------------------------------------------------------------ */

static void draw_title(const App *app, Canvas *canvas, const char *name)
{
	int large = banner_width(name), width = utf8_width(name);
	bool roomy = app->height >= LARGE_ROWS;
	int row = roomy ? BANNER_ROWS : 0;

	if (roomy && large && large + 4 <= app->width && !app->ascii)
		banner_draw(canvas, (app->width - large) / 2, 0, STYLE_TITLE, name);
	else
		paint_text(canvas, width + 2 < app->width ? (app->width - width) / 2 : 1, roomy ? 1 : 0, app->width - 2,
		           STYLE_TITLE, name);
	paint_rule(canvas, 0, row + !roomy, app->width);
}

static int scrolled(int low, int size, int window, int wanted, int wanted_size)
{
	int at = wanted + wanted_size / 2 - window / 2;

	if (size <= window)
		return low - (window - size) / 2;
	return at < low ? low : at > low + size - window ? low + size - window : at;
}

static void draw_picture(const App *app, Canvas *canvas, Rect r, const char *selected)
{
	const Scene *scene = drawing(app);
	const Design *design = app->scenes.made ? &app->scenes.part : app_design(app);
	SceneFocus focus = {.selected = selected ? design_find(design, selected) : NULL, .lens = look(app)};
	const SceneBox *box = selected ? scene_box(scene, selected) : NULL;
	int x = box ? box->x : scene->left, y = box ? box->y : scene->top;

	if (!scene->box_count && !scene->zone_count)
		return;
	scene_draw(scene, &focus, canvas, r.x, r.y, r.w, r.h,
	           scrolled(scene->left, scene->width, r.w, x, box ? box->w : 0),
	           scrolled(scene->top, scene->height, r.h, y, box ? box->h : 0));
}

static void draw_foot(const App *app, Canvas *canvas)
{
	int y = app->height - 1;
	Text text = {0};

	if (y < 1)
		return;
	if (app->message.length)
		paint_text(canvas, 1, y, app->width - 12, app->message_style, text_str(&app->message));
	else
		paint_text(canvas, 1, y, app->width - 12, STYLE_DIM, text_str(&app->scenes.echo));
	text_addf(&text, "%zu / %zu ", app->scenes.at + 1, app->scenes.ids.count);
	paint_right(canvas, 0, y, app->width, STYLE_DIM, text_str(&text));
	text_clear(&text);
}

void scenes_draw(const App *app, Canvas *canvas)
{
	const Element *element = present(app);
	const char *note = element ? element_get(element, element->class == CLASS_VIEW ? "note" : "summary") : NULL;
	int width = app->width - 4, rows = note ? paint_wrapped_rows(width, note) : 0;
	Rect r;

	if (app->scenes.blank || !element)
		return;
	rows = rows > NOTE_ROWS ? NOTE_ROWS : rows;
	rows = app->height < LARGE_ROWS && rows > 1 ? 1 : rows;
	r = picture_rect(app, rows);
	draw_title(app, canvas, strcmp(element->id, ID_DESIGN) == 0 && !element_get(element, "name") ? "Design" :
	           element_name(element));
	draw_picture(app, canvas, r, element_get(element, "select"));
	if (look(app) && r.h > 3)
		paint_textf(canvas, 2, r.y + r.h - 1, width, STYLE_DIM, "%s: %s", app->world.lens->name,
		            text_str(&look(app)->legend));
	if (note)
		paint_wrapped(canvas, 2, r.y + r.h, width, rows, STYLE_BOLD, note);
	draw_foot(app, canvas);
}
