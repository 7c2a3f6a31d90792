/* The palette and prompt: every command by name, synonym, key and sentence, and the edit language. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "model/edit_language.h"
#include "tui/complete.h"
#include "tui/paint.h"
#include "tui/sheets.h"

enum { A_WORD = -1 };           /* a row that completes an edit; others are commands by their index */

static const char *line_of(const Layer *layer)
{
	const char *line = field_value(&layer->picker.filter);

	while (*line == ' ')
		line++;
	return line;
}

/* --- rows ------------------------------------------------------------------------- */

static void add_command(App *app, Layer *layer, const Command *command)
{
	const char *why = command_why_not(app, command);
	Text keys = {0}, more = {0};
	PickRow *row;

	keymap_add_keys(&app->keymap, command, STATE_ANY, &keys);
	text_addf(&more, "%s %s", command->word, command->synonyms);
	row = picker_add(&layer->picker, command->word, command->name, why ? why : text_str(&keys), text_str(&more));
	row->exact = mem_copy(text_str(&keys));
	row->why_not = mem_copy(why);
	row->number = command - app->commands;
	text_clear(&keys);
	text_clear(&more);
}

/* The keys of tools and lists are of no use from here. */
static bool offered(const Command *command)
{
	return command->states & STATE_SELECT || !*command->keys;
}

/* Why the line cannot run as it stands, for the detail; NULL: it can. */
static void check(App *app, Layer *layer, const char *line)
{
	Edit edit = {0};
	Error err = {0};

	free(layer->error);
	layer->error = NULL;
	if (app->session && !edit_parse(line, NULL, app_design(app), app_catalog(app), &edit, &err))
		layer->error = mem_copy(err.text);
	edit_clear(&edit);
	error_clear(&err);
}

static void fill_edit(App *app, Layer *layer, const char *line)
{
	check(app, layer, line);
	complete_fill(app, line, &layer->picker);
	if (!layer->picker.count)
		picker_add(&layer->picker, "", layer->error ? "no word fits here" : "Enter runs this line", "", "");
}

static void palette_fill(App *app, Layer *layer)
{
	const char *line = line_of(layer);

	bool edit = complete_is_edit(line);

	layer->picker.keep_disabled = true;
	if (edit)
		fill_edit(app, layer, line);
	for (size_t i = 0; i < layer->picker.count; i++)
		layer->picker.rows[i].number = A_WORD;
	for (const Command *command = app->commands; command->name; command++)
		if (offered(command) && (!edit || strncasecmp(command->name, line, strlen(line)) == 0))
			add_command(app, layer, command);
}

/* Completions are all shown in their order; commands are ranked by the filter. */
static void palette_typed(App *app, Layer *layer)
{
	bool edit = complete_is_edit(line_of(layer));

	if (!edit && !layer->number)
		return;
	layer->number = edit;
	picker_empty(&layer->picker);
	palette_fill(app, layer);
	layer->picker.as_given = edit;
	picker_filter_changed(&layer->picker);
}

/* --- running ------------------------------------------------------------------------ */

static void remember(App *app, const char *line)
{
	if (app->macro.running || (app->history.count && strcmp(app->history.items[app->history.count - 1], line) == 0))
		return;
	list_add(&app->history, line);
	if (app->entered)
		app->entered(line, setting_number(&app->settings, SETTING_PROMPT_HISTORY));
}

/* An edit of the selection can be made again on another one. */
static void keep_for_again(App *app, const char *line)
{
	size_t verb = strcspn(line, " "), at = verb + strspn(line + verb, " "), id = strcspn(line + at, " ");
	Text script = {0};

	if (!*app->selected || strlen(app->selected) != id || strncmp(line + at, app->selected, id) != 0)
		return;
	text_add_n(&script, line, at);
	text_add_char(&script, '\1');
	text_add(&script, line + at + id);
	free(app->repeat.script);
	app->repeat = (Repeat){REPEAT_SCRIPT, text_take(&script)};
}

/* A line that is refused stays to be mended. */
static void run_edit_line(App *app, const char *line)
{
	if (!app->session) {
		app_warn(app, "no design is open: :new FILE begins one");
		return;
	}
	remember(app, line);
	keep_for_again(app, line);
	if (app_run_script(app, line, line, line))
		layer_close(app);
}

static void palette_accept(App *app, Layer *layer, const PickRow *row)
{
	char *line = mem_copy(line_of(layer));
	const char *argument = NULL;
	const Command *command = *line ? command_named(app->commands, line, &argument) : NULL;

	if (complete_is_edit(line) ? !row || row->number == A_WORD : !command && complete_is_verb(line)) {
		run_edit_line(app, line);
		free(line);
		return;
	}
	if (!command || (argument && !*command->argument) || complete_is_edit(line)) {
		command = row ? &app->commands[row->number] : NULL;
		argument = NULL;
	}
	if (!command) {
		app_warn(app, "no command fits \"%s\"; Esc closes", line);
	} else {
		remember(app, line);
		layer_close(app);
		command_run(app, command, argument);
	}
	free(line);
}

static void complete(App *app, Layer *layer)
{
	const PickRow *row = picker_row(&layer->picker);
	Text line = {0};

	if (!row || !*row->id) {
		app_say(app, "nothing to complete here");
		return;
	}
	if (layer->number && row->number == A_WORD)
		complete_take(line_of(layer), row->id, &line);
	else
		text_addf(&line, "%s ", row->id);
	field_set(&layer->picker.filter, text_str(&line));
	text_clear(&line);
	palette_typed(app, layer);
	picker_filter_changed(&layer->picker);
}

/* Up from the first row goes back through the lines that were run. */
static bool recall(App *app, Layer *layer, int step)
{
	long at = layer->scroll ? layer->scroll - 1 : (long)app->history.count;

	if (!app->history.count || layer->picker.cursor || (step > 0 && !layer->scroll))
		return false;
	at += step;
	if (at < 0 || at >= (long)app->history.count)
		return step < 0;
	layer->scroll = (int)at + 1;
	field_set(&layer->picker.filter, app->history.items[at]);
	palette_typed(app, layer);
	picker_filter_changed(&layer->picker);
	return true;
}

static bool palette_act(App *app, Layer *layer, Act act)
{
	const PickRow *row = picker_row(&layer->picker);

	switch (act) {
	case ACT_UP:
	case ACT_DOWN:
		return recall(app, layer, act == ACT_UP ? -1 : 1);
	case ACT_TOGGLE:
		complete(app, layer);
		return true;
	case ACT_ACCEPT:
		palette_accept(app, layer, row);
		return true;
	default:
		return false;
	}
}

/* --- drawing --------------------------------------------------------------------------- */

static void palette_detail(const App *app, const Layer *layer, Canvas *canvas, Rect r)
{
	const PickRow *row = picker_row(&layer->picker);
	const char *line = line_of(layer), *argument = NULL;
	const Command *exact = *line ? command_named(app->commands, line, &argument) : NULL;

	if (layer->number && (!row || row->number == A_WORD)) {
		if (layer->error)
			paint_wrapped(canvas, r.x, r.y, r.w, r.h, STYLE_WARNING, layer->error);
		else if (row && *row->id)
			paint_text(canvas, r.x, r.y + 1, r.w, STYLE_DIM, "Enter runs the line as one edit; Tab takes the word");
		return;
	}
	if (exact && (!argument || *exact->argument))
		paint_textf(canvas, r.x, r.y + 1, r.w, STYLE_DIM, "Enter runs :%s %s", exact->word, argument ? argument : "");
	else if (row)
		paint_textf(canvas, r.x, r.y + 1, r.w, STYLE_DIM, ":%s%s%s  %s", row->id,
		            *app->commands[row->number].argument ? " " : "",
		            app->commands[row->number].argument, app->commands[row->number].sentence);
}

static void palette_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	(void)app;
	text_add(title, layer->number ? ": edit" : ": commands");
	if (layer->number)
		text_add(note, complete_form(line_of(layer)));
	else
		text_addf(note, "%zu of %zu", layer->picker.shown_count, layer->picker.count);
}

static const LayerKind palette_kind = {
	.name = "palette", .state = STATE_PICKER, .width = 76, .height = 16, .detail_rows = 2,
	.label = ":", .empty = "no command or word fits",
	.hint = "F1 help  Enter run  Up Down choose  Tab complete  Esc close",
	.title = palette_title, .fill = palette_fill, .detail = palette_detail, .accept = palette_accept,
	.act = palette_act, .typed = palette_typed,
};

void palette_open(App *app, const char *line)
{
	Layer *layer = layer_open(app, &palette_kind, NULL, NULL);

	field_set(&layer->picker.filter, line);
	palette_typed(app, layer);
	picker_filter_changed(&layer->picker);
}
