/* Export: a format from the table of exporters, written beside the design or to the clipboard. */
#include <stdlib.h>
#include <string.h>

#include "render/export.h"
#include "tui/commands.h"
#include "tui/paint.h"
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

static void write_file(App *app, const char *name, const char *key, const char *path)
{
	const Exporter *exporter = exporter_find(name);
	Text out = {0};
	Error err = {0};

	(void)key;
	if (!exporter || !*path)
		app_warn(app, "nothing was written");
	else if (app->session && app->session->source.path && file_same(path, app->session->source.path))
		app_warn(app, "%s is the design itself: name another file", path);
	else if (app->session && app->session->read_only)
		app_warn(app, "%s", app->session->read_only);
	else if (!make(app, exporter, &out, &err) || !file_replace(path, text_str(&out), out.length, NULL, 0, &err))
		app_fail_error(app, &err);
	else
		app_say(app, "wrote %s (%zu bytes)", path, out.length);
	text_clear(&out);
}

static void ask_path(App *app, const Exporter *exporter)
{
	Text path = {0}, title = {0};

	default_path(app, exporter, &path);
	text_addf(&title, "Export %s to", exporter->name);
	prompt_open(app, text_str(&title), text_str(&path), exporter->sentence, NULL, exporter->name, NULL, write_file);
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
