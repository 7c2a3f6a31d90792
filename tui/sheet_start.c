/* The start screen: what was open before, the samples to learn from, a new design, another file. */
#include <stdlib.h>
#include <string.h>

#include "model/file.h"
#include "tui/commands.h"
#include "tui/paint.h"
#include "tui/samples.h"
#include "tui/sheets.h"
#include "tui/tools.h"

static const char sample_group[] = "Samples (a copy)";

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

static void add_file(Layer *layer, const char *path, const char *side, const char *group)
{
	char *name = mem_copy(base_name(path));

	if (text_ends(name, ".yaml"))
		name[strlen(name) - 5] = '\0';
	picker_add(&layer->picker, path, name, side, "")->group = group;
	free(name);
}

static void add_samples(Layer *layer)
{
	Samples samples = {0};

	if (samples_list(&samples, NULL))
		for (size_t i = 0; i < samples.count; i++) {
			const Sample *sample = &samples.items[i];
			PickRow *row = picker_add(&layer->picker, sample->path, sample->title, sample->name, sample->lesson);

			row->group = sample_group;
		}
	samples_clear(&samples);
}

static void start_fill(App *app, Layer *layer)
{
	picker_add(&layer->picker, ":new", "New design", "an empty canvas", "create begin")->group = "Begin";
	picker_add(&layer->picker, ":open", "Open a file", "by its path", "load")->group = "Begin";
	for (size_t i = 0; i < app->recent.count; i++)
		add_file(layer, app->recent.items[i], app->recent.items[i], "Recent");
	add_samples(layer);
}

/* What the sample teaches. */
static void start_detail(const App *app, const Layer *layer, Canvas *canvas, Rect r)
{
	const PickRow *row = picker_row(&layer->picker);

	(void)app;
	if (row && row->group == sample_group)
		paint_wrapped(canvas, r.x, r.y + 1, r.w, r.h - 1, STYLE_DIM, row->more);
}

static void start_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	(void)app;
	(void)layer;
	text_add(title, "Troika");
	text_add(note, "every platform must pull its weight");
}

/* A sample is never edited itself: SAMPLE is copied to PATH, which must be free. */
static void copy_sample(App *app, const char *sample, const char *key, const char *path)
{
	char *bytes;
	size_t length;
	Error err = {0};

	(void)key;
	if (!*path || !file_read(sample, &bytes, &length, &err)) {
		app_warn(app, "%s", err.text ? err.text : "the copy needs a name");
		error_clear(&err);
		return;
	}
	if (file_create(path, bytes, length, &err))
		app_open_file(app, path);
	else
		app_fail_error(app, &err);
	free(bytes);
}

static void ask_copy(App *app, const char *sample)
{
	prompt_propose(app, "Save the copy of the sample as", base_name(sample),
	               "The sample stays as it is; the copy is yours.", sample, NULL, copy_sample);
}

static void start_accept(App *app, Layer *layer, const PickRow *row)
{
	(void)layer;
	if (strcmp(row->id, ":new") == 0)
		run_new(app, NULL);
	else if (strcmp(row->id, ":open") == 0)
		run_open(app, NULL);
	else if (row->group == sample_group)
		ask_copy(app, row->id);
	else
		app_open_file(app, row->id);
}

static bool start_act(App *app, Layer *layer, Act act)
{
	(void)layer;
	if (act != ACT_CLOSE || app->session)
		return false;
	app_say(app, "choose a design and press Enter; q leaves");
	return true;
}

static bool start_letter(App *app, Layer *layer, const Key *key)
{
	if (key_is_char(key, ":") && !*field_value(&layer->picker.filter)) {
		palette_open(app, "");
		return true;
	}
	if (app->session || !key_is_char(key, "q") || *field_value(&layer->picker.filter))
		return false;
	app->wants.quit = true;
	return true;
}

static const LayerKind start_kind = {
	.name = "start", .state = STATE_PICKER, .width = 72, .height = 26, .detail_rows = 4,
	.hint = "? help  Enter open  type to filter  q quit  : commands",
	.title = start_title, .fill = start_fill, .detail = start_detail, .accept = start_accept, .act = start_act, .letter = start_letter,
};

void start_open(App *app)
{
	layer_open(app, &start_kind, NULL, NULL);
}

/* --- opening ------------------------------------------------------------------------- */

static void say_faults(App *app, const char *path, Diagnostics *list)
{
	const Diagnostic *first = list->count ? &list->items[0] : NULL;

	if (first && first->line)
		app_fail(app, "%s:%d:%d: %s", first->file, first->line, first->column, first->text);
	else
		app_fail(app, "%s: %s", path, first ? first->text : "cannot be opened");
}

bool app_open_file(App *app, const char *path)
{
	Diagnostics list = {0};
	Session *opened;

	if (app->macro.running) {
		app_warn(app, "a macro stays in its design");
		return false;
	}
	if (app->session && session_dirty(app->session) && !app->session->journal) {
		app_warn(app, "save the open design first: its edits are not kept");
		return false;
	}
	opened = mem_alloc(sizeof *opened);
	if (!session_open(opened, NULL, path, true, &list)) {
		say_faults(app, path, &list);
		session_close(opened);
		free(opened);
		diagnostics_clear(&list);
		return false;
	}
	tool_end(app);
	layers_close(app);
	world_clear(&app->world);
	if (app->own)
		session_close(app->own);
	free(app->own);
	app->own = app->session = opened;
	app->selected[0] = '\0';
	app->trail_count = 0;
	list_clear(&app->marks);
	app_relayout(app);
	app_say(app, "opened %s", path);
	app_begin(app, NULL, &list);
	diagnostics_clear(&list);
	return true;
}

static void open_typed(App *app, const char *id, const char *key, const char *path)
{
	(void)id;
	(void)key;
	if (*path)
		app_open_file(app, path);
}

void run_open(App *app, const char *path)
{
	if (path)
		app_open_file(app, path);
	else
		prompt_open(app, "Open", "", "The path of a design file (YAML).", NULL, NULL, NULL, open_typed);
}

void run_new(App *app, const char *path)
{
	if (path)
		app_open_file(app, path);
	else
		prompt_propose(app, "New design", "design.yaml",
		               "Where it will be saved. The file is written when you save, not before.",
		               NULL, NULL, open_typed);
}
