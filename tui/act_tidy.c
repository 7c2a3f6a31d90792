/* Tidy: boxes placed anew by the placement of the scene, shown first, one edit. */
#include <stdlib.h>
#include <string.h>

#include "model/edit_record.h"
#include "tui/app_state.h"
#include "tui/commands.h"
#include "tui/paint.h"
#include "tui/sheet_wait.h"
#include "tui/sheets.h"

static bool chosen(const App *app, const char *what, const GraphComponent *component)
{
	const Graph *graph = &app->world.graph;
	int at = app_selected_component(app);
	int platform = at != NOWHERE ? graph->components[at].platform : graph_platform(graph, app->selected);

	if (strcmp(what, "all") == 0)
		return true;
	if (strcmp(what, "zone") == 0)
		return component->platform == platform;
	return app->marks.count ? app_marked(app, component->element->id)
	                        : strcmp(component->element->id, app->selected) == 0;
}

/* A page or a slide holds so many columns: panels and small windows are no reason for a tower. */
enum { SLIDE_WIDTH = 120 };

/* The places that the scene gives when those of the chosen are forgotten. */
static void make_edit(const App *app, const char *what, Edit *edit)
{
	const Design *design = app_design(app);
	int width = app->width > SLIDE_WIDTH ? app->width : SLIDE_WIDTH;
	SceneOptions options = {.zoom = 2, .width = strcmp(what, "all") == 0 ? width : 0};
	Design bare = {0};
	Edit forget = {0};
	Graph graph = {0};
	Scene scene = {0};

	for (size_t i = 0; i < app->world.graph.component_count; i++) {
		const GraphComponent *component = &app->world.graph.components[i];
		const char *at = element_get(component->element, "at");

		if (at && chosen(app, what, component))
			edit_add(&forget, component->element->id, "at", at, NULL);
	}
	design_copy(&bare, design);
	design_apply(&bare, &forget, NULL);
	graph_build(&graph, &bare, app_catalog(app));
	scene_build(&scene, &graph, &options);
	scene_positions(&scene, &graph, &forget);       /* behind the forgetting: old → none → new */
	edit_normalise(&forget);
	edit_copy(edit, &forget);
	edit_clear(&forget);
	scene_clear(&scene);
	graph_clear(&graph);
	design_clear(&bare);
}

/* --- the preview ------------------------------------------------------------------------ */

static void tidy_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	(void)app;
	(void)note;
	text_addf(title, "Tidy %s: shown behind", layer->key);
}

static void tidy_draw(const App *app, const Layer *layer, Canvas *canvas, Rect in)
{
	const Edit *edit = layer->data;

	(void)app;
	paint_textf(canvas, in.x, in.y, in.w, STYLE_NORMAL, "%zu %s another place; one undo takes it back", edit->count,
	            edit->count == 1 ? "box gets" : "boxes get");
	paint_text(canvas, in.x, in.y + 1, in.w, STYLE_NORMAL, "arrows look around");
	paint_text(canvas, in.x, in.y + 2, in.w, STYLE_BOLD, "Enter keeps it   Esc puts all back");
}

static bool tidy_act(App *app, Layer *layer, Act act)
{
	Edit edit = *(Edit *)layer->data;
	Text said = {0};

	if (act == ACT_CLOSE)
		return false;
	if (act != ACT_ACCEPT) {        /* the preview can be looked at */
		wait_look(app, act);
		return true;
	}
	*(Edit *)layer->data = (Edit){0};
	text_addf(&said, "tidied %zu boxes", edit.count);
	edit_set_label(&edit, "tidy %s", layer->key);
	layer_close(app);
	app_commit(app, &edit, text_str(&said));
	text_clear(&said);
	return true;
}

static void tidy_cancel(App *app, Layer *layer)
{
	(void)layer;
	app_preview_end(app);
	app_say(app, "left as it was");
}

static void tidy_drop(Layer *layer)
{
	edit_clear(layer->data);
	free(layer->data);
}

static const LayerKind tidy_kind = {
	.name = "tidy", .state = STATE_SHEET, .width = 56, .height = 5, .plain = true, .low = true,
	.hint = "? help  Enter keep  Esc put back",
	.title = tidy_title, .draw = tidy_draw, .act = tidy_act, .cancel = tidy_cancel, .drop = tidy_drop,
};

/* Shows what EDIT, which it takes, would do. False: nothing, or an error; it was said. */
static bool show(App *app, const char *what, Edit *edit)
{
	Error err = {0};

	if (!edit->count || !app_preview(app, edit, &err)) {
		if (err.text)
			app_fail_error(app, &err);
		else
			app_say(app, "it is tidy already");
		edit_clear(edit);
		free(edit);
		return false;
	}
	layer_open(app, &tidy_kind, NULL, what)->data = edit;
	app_view_clamp(app);
	return true;
}

/* --- a large design is placed apart ------------------------------------------------------ */

enum { AT_ONCE_MOST = 200 };            /* components that are placed in moments */

typedef struct Task { const App *app; const char *what; } Task;

static bool place_apart(const void *context, Text *out, Error *err)
{
	const Task *task = context;
	Edit edit = {0};

	(void)err;
	make_edit(task->app, task->what, &edit);
	edit_record_write(&edit, out);
	edit_clear(&edit);
	return true;
}

static void placed(App *app, const char *id, const char *what, const Text *answer, bool accepted)
{
	Edit *edit = mem_alloc(sizeof *edit);

	(void)id;
	if (!edit_record_read(text_str(answer), answer->length, edit)) {
		app_fail(app, "the new places came back in pieces; nothing was changed");
		edit_clear(edit);
		free(edit);
	} else if (show(app, what, edit) && accepted) {
		layer_act(app, app_layer(app), ACT_ACCEPT);
	}
}

static bool start_apart(App *app, const char *what)
{
	Task task = {app, what};
	Error err = {0};
	Errand *errand = errand_start(place_apart, &task, &err);
	Text doing = {0};

	error_clear(&err);              /* then it is done here, and takes its time */
	if (!errand)
		return false;
	text_addf(&doing, "placing %zu boxes", app->world.graph.component_count);
	wait_open(app, errand, text_str(&doing), NULL, what, placed);
	text_clear(&doing);
	return true;
}

void run_tidy(App *app, const char *what)
{
	Edit *edit;

	if (!app_show_boxes(app) || (app->world.graph.component_count > AT_ONCE_MOST && start_apart(app, what)))
		return;
	edit = mem_alloc(sizeof *edit);
	make_edit(app, what, edit);
	show(app, what, edit);
}
