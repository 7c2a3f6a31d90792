/* The menu of the right mouse button: the commands that make sense for what is selected. */
#include "tui/sheets.h"

static void menu_fill(App *app, Layer *layer)
{
	static const unsigned wanted = NEED_COMPONENT | NEED_LINK | NEED_SELECTION | NEED_CHOSEN;

	for (const Command *command = app->commands; command->name; command++) {
		Text keys = {0};
		bool about = app_selected(app) ? command->needs & wanted : command->needs == NEED_DESIGN && *command->hint;

		if (about && command->states & STATE_SELECT && !command_why_not(app, command) &&
		    keymap_add_keys(&app->keymap, command, STATE_SELECT, &keys))
			picker_add(&layer->picker, command->word, command->name, text_str(&keys), command->synonyms)->number =
				command - app->commands;
		text_clear(&keys);
	}
}

static void menu_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	(void)layer;
	(void)note;
	if (app_selected(app))
		app_add_name(app, app->selected, title);
	else
		text_add(title, "menu");
}

static void menu_accept(App *app, Layer *layer, const PickRow *row)
{
	const Command *command = &app->commands[row->number];

	(void)layer;
	layer_close(app);
	command_run(app, command, NULL);
}

static const LayerKind menu_kind = {
	.name = "menu", .state = STATE_PICKER, .width = 40, .height = 16,
	.title = menu_title, .fill = menu_fill, .accept = menu_accept,
};

void menu_open(App *app, int x, int y)
{
	(void)x;
	(void)y;
	layer_open(app, &menu_kind, NULL, NULL);
}
