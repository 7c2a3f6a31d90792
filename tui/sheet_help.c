/* Help, generated from the command table: the keys of this state, or all of them. */
#include <string.h>

#include "tui/paint.h"
#include "tui/sheets.h"

static void add_command(const App *app, Layer *layer, const Command *command, unsigned states)
{
	Text keys = {0}, more = {0};
	PickRow *row;

	if (!(command->states & states) && states != STATE_ANY)
		return;
	if (!keymap_add_keys(&app->keymap, command, states, &keys)) {
		if (states != STATE_ANY)
			return;
		text_addf(&keys, ":%s", command->word);
	}
	text_addf(&more, "%s %s", command->word, command->synonyms);
	row = picker_add(&layer->picker, text_str(&keys), command->name, command->sentence, text_str(&more));
	row->group = command->group;
	row->number = command - app->commands;
	text_clear(&keys);
	text_clear(&more);
}

static bool begins_group(const Command *table, const Command *command)
{
	for (const Command *before = table; before < command; before++)
		if (strcmp(before->group, command->group) == 0)
			return false;
	return true;
}

/* Group by group, in the order of the table. layer->number: the states whose keys are shown. */
static void help_fill(App *app, Layer *layer)
{
	unsigned states = layer->number ? (unsigned)layer->number : STATE_SELECT;

	for (const Command *first = app->commands; first->name; first++) {
		if (!begins_group(app->commands, first))
			continue;
		for (const Command *command = first; command->name; command++)
			if (strcmp(command->group, first->group) == 0)
				add_command(app, layer, command, states);
	}
}

static void help_row(const void *context, const PickRow *row, Canvas *canvas, Rect at, Style style)
{
	int keys = 11, name = at.w > 60 ? 26 : at.w - keys - 1;

	(void)context;
	paint_text(canvas, at.x, at.y, keys - 1, style == STYLE_NORMAL ? STYLE_BOLD : style, row->id);
	paint_text(canvas, at.x + keys, at.y, name, style, row->text);
	if (at.w > 60)
		paint_text(canvas, at.x + keys + name + 1, at.y, at.w - keys - name - 1,
		           style == STYLE_NORMAL ? STYLE_DIM : style, row->side);
}

static void help_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	(void)app;
	text_add(title, layer->number == STATE_ANY ? "Help: all keys and commands" : "Help: the keys here");
	text_add(note, layer->number == STATE_ANY ? "Enter runs" : "? all keys   Enter runs");
}

static void help_detail(const App *app, const Layer *layer, Canvas *canvas, Rect r)
{
	const PickRow *row = picker_row(&layer->picker);

	(void)app;
	if (row)
		paint_text(canvas, r.x, r.y + 1, r.w, STYLE_NORMAL, row->side);
}

static void help_accept(App *app, Layer *layer, const PickRow *row)
{
	const Command *command = &app->commands[row->number];

	bool all = layer->number == STATE_ANY;

	layer_close(app);
	if (command == app->commands)   /* help about help: all of it */
		help_open(app, !all);
	else
		command_run(app, command, NULL);
}

static bool help_letter(App *app, Layer *layer, const Key *key)
{
	if (!key_is_char(key, "?") || *field_value(&layer->picker.filter))
		return false;
	layer_close(app);
	help_open(app, true);
	return true;
}

static const LayerKind help_kind = {
	.name = "help", .state = STATE_PICKER, .width = 100, .height = 34, .detail_rows = 2,
	.empty = "no key or command fits; ? shows all",
	.hint = "? all keys  type to filter  Enter run  Esc close",
	.title = help_title, .fill = help_fill, .draw_row = help_row, .detail = help_detail, .accept = help_accept,
	.letter = help_letter,
};

void help_open(App *app, bool all)
{
	State state = app_state(app);
	Layer *layer = layer_open(app, &help_kind, NULL, NULL);

	layer->number = all ? STATE_ANY : (long)state;
	layers_refill(app);
	picker_filter_changed(&layer->picker);
}
