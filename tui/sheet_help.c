/* Help, generated from the command table: the keys of this state, or all of them. */
#include <stdlib.h>
#include <string.h>

#include "tui/paint.h"
#include "tui/sheets.h"

/* layer->number: the states whose keys are shown. */
static void help_fill(App *app, Layer *layer)
{
	unsigned states = layer->number ? (unsigned)layer->number : STATE_SELECT;

	for (const Command *command = command_table; command->name; command++) {
		Text keys = {0}, more = {0};
		PickRow *row;

		if (!(command->states & states) && states != STATE_ANY)
			continue;
		if (!keymap_add_keys(&app->keymap, command, states, &keys)) {
			if (states != STATE_ANY) {
				text_clear(&keys);
				continue;
			}
			text_addf(&keys, ":%s", command->word);
		}
		text_addf(&more, "%s %s", command->word, command->synonyms);
		row = picker_add(&layer->picker, text_str(&keys), command->name, command->sentence, text_str(&more));
		row->group = command->group;
		row->number = command - command_table;
		text_clear(&keys);
		text_clear(&more);
	}
}

static int by_group(const void *a, const void *b)
{
	const PickRow *p = a, *q = b;
	const char *x = p->group, *y = q->group;

	if (x != y && strcmp(x, y) != 0) {
		for (const Command *c = command_table; c->name; c++) {
			if (strcmp(c->group, x) == 0)
				return -1;
			if (strcmp(c->group, y) == 0)
				return 1;
		}
	}
	return p->number < q->number ? -1 : 1;
}

static void help_fill_sorted(App *app, Layer *layer)
{
	help_fill(app, layer);
	qsort(layer->picker.rows, layer->picker.count, sizeof *layer->picker.rows, by_group);
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
	const Command *command = &command_table[row->number];

	bool all = layer->number == STATE_ANY;

	layer_close(app);
	if (command == command_table)   /* help about help: all of it */
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
	.title = help_title, .fill = help_fill_sorted, .draw_row = help_row, .detail = help_detail, .accept = help_accept,
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
