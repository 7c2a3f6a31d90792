/* Export: a format from the table of exporters, written beside the design or to the clipboard. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "render/export.h"
#include "tui/commands.h"
#include "tui/paint.h"
#include "tui/sheet_wait.h"
#include "tui/sheets.h"

static void export_fill(App *app, Layer *layer)
{
	(void)app;
	for (const Exporter *e = exporter_table; e->name; e++)
		picker_add(&layer->picker, e->name, e->name, e->extension, e->sentence);
}

/* A file does not depend on the zoom of the screen. */
static bool make(App *app, const Exporter *exporter, Text *out, Error *err)
{
	ExportJob job = {.ascii = app->ascii, .layout = "canvas", .theme = app->theme};

	return exporter_run(exporter, &app->world.graph, &app->session->source, &job, out, err);
}

/* "orders.yaml" gives "orders.svg"; YAML itself "orders-copy.yaml". */
static void default_path(const App *app, const Exporter *exporter, Text *out)
{
	const char *path = app->session->source.path ? app->session->source.path : "design";
	const char *slash = strrchr(path, '/'), *dot = strrchr(slash ? slash : path, '.');
	size_t stem = dot ? (size_t)(dot - path) : strlen(path);

	if (strcmp(path, "-") == 0) {
		path = "design";
		stem = strlen(path);
	}
	text_add_n(out, path, stem);
	if (dot && strcmp(dot, exporter->extension) == 0)
		text_add(out, "-copy");
	text_add(out, exporter->extension);
}

static void put_file(App *app, const char *name, const char *path, const Text *out, bool accepted)
{
	Error err = {0};

	(void)name;
	(void)accepted;
	if (!file_replace(path, text_str(out), out->length, NULL, 0, &err))
		app_fail_error(app, &err);
	else
		app_say(app, "wrote %s (%zu bytes)", path, out->length);
}

enum { AT_ONCE_MOST = 200 };            /* components that are drawn in moments */

typedef struct Task { App *app; const Exporter *exporter; } Task;

static bool make_apart(const void *context, Text *out, Error *err)
{
	const Task *task = context;

	return make(task->app, task->exporter, out, err);
}

/* The drawing of a large design takes seconds: they can be given up. */
static bool start_apart(App *app, const Exporter *exporter, const char *path)
{
	Task task = {app, exporter};
	Error err = {0};
	Errand *errand = errand_start(make_apart, &task, &err);
	const char *slash = strrchr(path, '/');
	Text doing = {0};

	error_clear(&err);              /* then it is done here, and takes its time */
	if (!errand)
		return false;
	text_addf(&doing, "drawing %s", slash ? slash + 1 : path);
	wait_open(app, errand, text_str(&doing), exporter->name, path, put_file);
	text_clear(&doing);
	return true;
}

static void write_file(App *app, const Exporter *exporter, const char *path)
{
	Text out = {0};
	Error err = {0};

	if (app->world.graph.component_count > AT_ONCE_MOST && start_apart(app, exporter, path))
		return;
	if (!make(app, exporter, &out, &err))
		app_fail_error(app, &err);
	else
		put_file(app, exporter->name, path, &out, false);
	text_clear(&out);
}

/* --- a file that is there already: the layer's id is the exporter, its key the path ------- */

static const struct { const char *id, *text, *side; } over_answers[] = {
	{"keep", "Keep that file", "Enter or Esc"},
	{"replace", "Replace it by the export", "r"},
};

static void over_fill(App *app, Layer *layer)
{
	(void)app;
	for (size_t i = 0; i < sizeof over_answers / sizeof *over_answers; i++)
		picker_add(&layer->picker, over_answers[i].id, over_answers[i].text, over_answers[i].side, "");
}

static void over_answer(App *app, const Layer *layer, bool replace)
{
	const Exporter *exporter = exporter_find(layer->id);
	char *path = mem_copy(layer->key);

	layer_close(app);
	if (replace)
		write_file(app, exporter, path);
	else
		app_say(app, "nothing was written; %s is as it was", path);
	free(path);
}

static void over_accept(App *app, Layer *layer, const PickRow *row)
{
	over_answer(app, layer, row && strcmp(row->id, "replace") == 0);
}

static bool over_letter(App *app, Layer *layer, const Key *key)
{
	if (!key_is_char(key, "r"))
		return false;
	over_answer(app, layer, true);
	return true;
}

static void over_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	const char *slash = strrchr(layer->key, '/');

	(void)app;
	(void)note;
	text_addf(title, "%s is there already", slash ? slash + 1 : layer->key);
}

static const LayerKind over_kind = {
	.name = "replace", .state = STATE_SHEET, .width = 52, .height = 5, .plain = true,
	.hint = "? help  Enter keep that file  r replace it  Esc back",
	.title = over_title, .fill = over_fill, .accept = over_accept, .letter = over_letter,
};

/* --- the path ---------------------------------------------------------------------------- */

static void take_path(App *app, const char *name, const char *key, const char *path)
{
	const Exporter *exporter = exporter_find(name);

	(void)key;
	if (!exporter || !*path)
		app_warn(app, "nothing was written");
	else if (app->session && app->session->source.path && file_same(path, app->session->source.path))
		app_warn(app, "%s is the design itself: name another file", path);
	else if (app->session && app->session->read_only)
		app_warn(app, "%s", app->session->read_only);
	else if (access(path, F_OK) == 0)
		layer_open(app, &over_kind, name, path);
	else
		write_file(app, exporter, path);
}

static void ask_path(App *app, const Exporter *exporter)
{
	Text path = {0}, title = {0};

	default_path(app, exporter, &path);
	text_addf(&title, "Export %s to", exporter->name);
	prompt_open(app, text_str(&title), text_str(&path), exporter->sentence, NULL, exporter->name, NULL, take_path);
	text_clear(&path);
	text_clear(&title);
}

static void copy_drawing(App *app)
{
	const Exporter *exporter = exporter_find("text");
	Error err = {0};

	text_reset(&app->copy);
	if (!exporter) {
		app_warn(app, "there is no text export");
	} else if (!make(app, exporter, &app->copy, &err)) {
		app_fail_error(app, &err);
	} else {
		app->wants.clipboard = text_str(&app->copy);
		app->wants.clipboard_length = app->copy.length;
		app_say(app, "copied the drawing, %zu bytes", app->copy.length);
	}
}

void run_export(App *app, const char *format)
{
	const Exporter *exporter = format ? exporter_find(format) : NULL;

	if (!format)
		export_open(app);
	else if (strcmp(format, "clipboard") == 0)
		copy_drawing(app);
	else if (exporter)
		ask_path(app, exporter);
	else
		app_warn(app, "no export is called %s: e e lists them", format);
}

static void export_accept(App *app, Layer *layer, const PickRow *row)
{
	const Exporter *exporter = exporter_find(row->id);

	(void)layer;
	layer_close(app);
	ask_path(app, exporter);
}

static void export_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	(void)app;
	(void)layer;
	(void)note;
	text_add(title, "Export");
}

static void export_row(const void *context, const PickRow *row, Canvas *canvas, Rect at, Style style)
{
	(void)context;
	paint_text(canvas, at.x, at.y, 10, style, row->text);
	paint_text(canvas, at.x + 11, at.y, at.w - 11, style == STYLE_NORMAL ? STYLE_DIM : style, row->more);
}

static const LayerKind export_kind = {
	.name = "export", .state = STATE_PICKER, .width = 76, .height = 18,
	.title = export_title, .fill = export_fill, .draw_row = export_row, .accept = export_accept,
};

void export_open(App *app)
{
	layer_open(app, &export_kind, NULL, NULL);
}
