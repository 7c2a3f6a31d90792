/* Choosing a component: two letters on each, an arrow, or a click. For links and for jumps. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/legal.h"
#include "tui/commands.h"
#include "tui/paint.h"
#include "tui/sheets.h"
#include "tui/tools.h"

static const char letters[] = "asdfghjklqwertyuiopzxcvbnm";
enum { LETTER_COUNT = sizeof letters - 1 };

/* --- tags ------------------------------------------------------------------------- */

typedef struct Tagged { int box, x, y; } Tagged;

static int by_place(const void *a, const void *b)
{
	const Tagged *p = a, *q = b;

	return p->y != q->y ? p->y - q->y : p->x != q->x ? p->x - q->x : p->box - q->box;
}

static bool offered(const App *app, size_t box)
{
	const SceneBox *b = &app->world.scene.boxes[box];
	Rect view = app->layout.canvas;

	if (!b->w || strcmp(b->element->id, app->target.from) == 0)
		return false;
	return b->x + b->w > app->ox && b->x < app->ox + view.w &&
	       b->y + b->h > app->oy && b->y < app->oy + view.h;
}

/* The boxes in sight, in reading order; box N has tag N. The caller frees. */
static Tagged *tags(const App *app, size_t *count)
{
	const Scene *scene = &app->world.scene;
	Tagged *list = mem_alloc((scene->box_count + 1) * sizeof *list);
	size_t n = 0;

	for (size_t i = 0; i < scene->box_count; i++)
		if (offered(app, i))
			list[n++] = (Tagged){(int)i, scene->boxes[i].x, scene->boxes[i].y};
	qsort(list, n, sizeof *list, by_place);
	*count = n < LETTER_COUNT * LETTER_COUNT ? n : LETTER_COUNT * LETTER_COUNT;
	return list;
}

static void tag_of(size_t n, char out[TAG_LETTERS + 1])
{
	out[0] = letters[n / LETTER_COUNT];
	out[1] = letters[n % LETTER_COUNT];
	out[2] = '\0';
}

/* --- beginning ---------------------------------------------------------------------- */

/* Which components some pattern of the catalogue, other than the free one, may link FROM to. */
static void find_fits(App *app, GraphEnd from)
{
	const Graph *graph = &app->world.graph;
	const Catalog *catalog = app_catalog(app);

	app->target.fits = mem_alloc((graph->component_count + 1) * sizeof *app->target.fits);
	for (size_t c = 0; c < graph->component_count; c++) {
		if (c >= app->world.scene.box_count || !offered(app, c))
			continue;
		for (size_t p = 0; p < catalog->pattern_count && !app->target.fits[c]; p++) {
			const Pattern *pattern = &catalog->patterns[p];

			app->target.fits[c] = strcmp(pattern->id, "custom") != 0 &&
				pattern_legal(graph, pattern, from, graph_end(graph, graph->components[c].element->id), NULL);
		}
	}
}

/* What is not in sight can be found by its name. */
void target_begin(App *app, const char *from, bool connect)
{
	const Graph *graph = &app->world.graph;
	char id[ID_SIZE];

	snprintf(id, sizeof id, "%s", from);
	tool_end(app);
	if (graph->component_count == (graph_component(graph, id) != NOWHERE)) {
		app_warn(app, connect ? "there is nothing to connect to yet: a adds a component"
		                      : "there is no component yet: a adds one");
		return;
	}
	snprintf(app->target.from, sizeof app->target.from, "%s", id);
	app->target.connect = connect;
	app->tool = TOOL_TARGET;
	if (connect)
		find_fits(app, graph_end(&app->world.graph, id));
}

const char *why_no_connect(const App *app)
{
	GraphEnd end = graph_end(&app->world.graph, app->selected);

	if (end.component == NOWHERE && end.platform == NOWHERE)
		return "select a component or a platform first (arrows, ; or a click)";
	return NULL;
}

void run_connect(App *app, const char *argument)
{
	(void)argument;
	target_begin(app, app->selected, true);
}

void run_jump(App *app, const char *argument)
{
	(void)argument;
	target_begin(app, "", false);
}

/* --- choosing -------------------------------------------------------------------------- */

void target_take(App *app, const char *id)
{
	char from[ID_SIZE], to[ID_SIZE];
	bool connect = app->target.connect;

	snprintf(from, sizeof from, "%s", app->target.from);
	snprintf(to, sizeof to, "%s", id);
	tool_end(app);
	if (connect) {
		connect_open(app, from, to);
	} else {
		app_select(app, to);
		app_reveal(app, to, false);
	}
}

static bool some_tag_begins(const App *app, const char *typed, const char **whole)
{
	size_t count;
	Tagged *list = tags(app, &count);
	bool some = false;

	*whole = NULL;
	for (size_t i = 0; i < count; i++) {
		char tag[TAG_LETTERS + 1];

		tag_of(i, tag);
		if (strncmp(tag, typed, strlen(typed)) != 0)
			continue;
		some = true;
		if (strcmp(tag, typed) == 0)
			*whole = app->world.scene.boxes[list[i].box].element->id;
	}
	free(list);
	return some;
}

bool target_key(App *app, const Key *key)
{
	size_t length = strlen(app->target.typed);
	const char *whole;

	if (key->code == CODE_BACKSPACE && length) {
		app->target.typed[length - 1] = '\0';
		return true;
	}
	if (key->code != CODE_CHAR || key->mods || key->bytes[1] || !strchr(letters, key->bytes[0]))
		return false;
	app->target.typed[length] = key->bytes[0];
	app->target.typed[length + 1] = '\0';
	if (!some_tag_begins(app, app->target.typed, &whole)) {
		app_warn(app, "no component has the tag %s", app->target.typed);
		app->target.typed[0] = '\0';
	} else if (whole) {
		target_take(app, whole);
	}
	return true;
}

void run_target_step(App *app, const char *direction)
{
	const char *from = *app->target.at ? app->target.at : *app->target.from ? app->target.from : app->selected;
	int dx, dy, found;
	bool far;
	Rect r = {app->ox, app->oy, 1, 1};

	if (!direction_parse(direction, &dx, &dy, &far))
		return;
	app_bounds(app, from, &r);
	found = app_nearest(app, r, dx, dy, NULL);
	if (found == NOWHERE || strcmp(app->world.scene.boxes[found].element->id, app->target.from) == 0) {
		app_say(app, "no component that way; the letters reach all in sight, / finds any");
		return;
	}
	snprintf(app->target.at, sizeof app->target.at, "%s", app->world.scene.boxes[found].element->id);
	app_reveal(app, app->target.at, false);
}

void run_target_take(App *app, const char *argument)
{
	(void)argument;
	if (*app->target.at)
		target_take(app, app->target.at);
	else
		app_warn(app, "type the two letters on the component, or choose it with the arrows");
}

/* --- drawing ------------------------------------------------------------------------------ */

static Style style_of(const App *app, int box)
{
	const char *id = app->world.scene.boxes[box].element->id;

	if (strcmp(id, app->target.at) == 0)
		return STYLE_FOCUS;
	return app->target.fits && !app->target.fits[box] ? STYLE_DISABLED : STYLE_KEY;
}

void target_draw(const App *app, Canvas *canvas, Rect r)
{
	size_t count, typed = strlen(app->target.typed);
	Tagged *list = tags(app, &count);

	for (size_t i = 0; i < count; i++) {
		const SceneBox *box = &app->world.scene.boxes[list[i].box];
		int x = box->x - app->ox + r.x + 1, y = box->y - app->oy + r.y;
		char tag[TAG_LETTERS + 1];

		tag_of(i, tag);
		if (strncmp(tag, app->target.typed, typed) != 0)
			continue;
		x = x < r.x ? r.x : x;
		y = y < r.y ? r.y : y;
		if (strcmp(box->element->id, app->target.at) == 0)
			canvas_style(canvas, x - 1, y, box->w, box->h, STYLE_FOCUS);
		if (x + TAG_LETTERS <= r.x + r.w && y < r.y + r.h)
			canvas_text(canvas, x, y, style_of(app, list[i].box), tag);
	}
	free(list);
}

void target_add_status(const App *app, Text *out)
{
	size_t count;

	if (app->target.connect) {
		text_add(out, "connect ");
		app_add_name(app, app->target.from, out);
		text_add(out, " to …  ");
	} else {
		text_add(out, "go to …  ");
	}
	free(tags(app, &count));
	if (count)
		text_addf(out, "type its two letters%s%s, or arrows and Enter", *app->target.typed ? ": " : "",
		          app->target.typed);
	else
		text_add(out, "none is in sight: / finds it by its name");
}
