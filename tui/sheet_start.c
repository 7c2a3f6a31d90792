/* The start screen: what was open before, the samples to learn from, a new design, another file. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "tui/commands.h"
#include "tui/paint.h"
#include "tui/sheets.h"
#include "tui/tools.h"

enum { SAMPLES_MOST = 64 };

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
	picker_add(&layer->picker, path, name, side, path)->group = group;
	free(name);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void add_samples(App *app, Layer *layer)
{
	DIR *folder = app->samples ? opendir(app->samples) : NULL;
	struct dirent *entry;
	List names = {0};

	while (folder && (entry = readdir(folder)) && names.count < SAMPLES_MOST)
		if (text_ends(entry->d_name, ".yaml") && entry->d_name[0] != '.')
			list_add(&names, entry->d_name);
	if (folder)
		closedir(folder);
	if (names.count)
		qsort(names.items, names.count, sizeof *names.items, by_name);
	for (size_t i = 0; i < names.count; i++) {
		Text path = {0};

		text_addf(&path, "%s/%s", app->samples, names.items[i]);
		add_file(layer, text_str(&path), "sample", "Samples");
		text_clear(&path);
	}
	list_clear(&names);
}

static void start_fill(App *app, Layer *layer)
{
	picker_add(&layer->picker, ":new", "New design", "an empty canvas", "create begin")->group = "Begin";
	picker_add(&layer->picker, ":open", "Open a file", "by its path", "load")->group = "Begin";
	for (size_t i = 0; i < app->recent.count; i++)
		add_file(layer, app->recent.items[i], "recent", "Recent");
	add_samples(app, layer);
}

static void start_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	(void)app;
	(void)layer;
	text_add(title, "Troika");
	text_add(note, "every platform must pull its weight");
}

static void start_accept(App *app, Layer *layer, const PickRow *row)
{
	char *id = mem_copy(row->id);

	(void)layer;
	if (strcmp(id, ":new") == 0)
		run_new(app, NULL);
	else if (strcmp(id, ":open") == 0)
		run_open(app, NULL);
	else
		app_open_file(app, id);
	free(id);
}

static bool start_act(App *app, Layer *layer, Act act)
{
	(void)layer;
	if (act != ACT_CLOSE || app->session)
		return false;
	app_say(app, "choose a design and press Enter; Ctrl-P then quit leaves");
	return true;
}

static bool start_letter(App *app, Layer *layer, const Key *key)
{
	if (app->session || !key_is_char(key, "q") || *field_value(&layer->picker.filter))
		return false;
	app->wants.quit = true;
	return true;
}

static const LayerKind start_kind = {
	.name = "start", .state = STATE_PICKER, .width = 64, .height = 22,
	.hint = "F1 help  Enter open  type to filter  q quit  : commands",
	.title = start_title, .fill = start_fill, .accept = start_accept, .act = start_act, .letter = start_letter,
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
	const Catalog *catalog = app_catalog(app);
	Diagnostics list = {0};
	Session opened = {0};

	if (app->session && session_dirty(app->session) && !app->session->journal) {
		app_warn(app, "save the open design first: its edits are not kept");
		return false;
	}
	if (!session_open(&opened, catalog, path, true, &list)) {
		say_faults(app, path, &list);
		session_close(&opened);
		diagnostics_clear(&list);
		return false;
	}
	diagnostics_clear(&list);
	tool_end(app);
	layers_close(app);
	world_clear(&app->world);
	if (app->owns_session)
		session_close(&app->own);
	app->own = opened;
	app->session = &app->own;
	app->owns_session = true;
	app->selected[0] = '\0';
	app->trail_count = 0;
	list_clear(&app->marks);
	app_begin(app, NULL);
	app_say(app, "opened %s", path);
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
		prompt_open(app, "New design", "design.yaml",
		            "Where it will be saved. The file is written when you save, not before.",
		            NULL, NULL, NULL, open_typed);
}
