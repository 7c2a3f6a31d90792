/* Commands that work everywhere: help, palette, panels, history, saving, leaving. */
#include <stdlib.h>
#include <string.h>

#include "tui/commands.h"
#include "tui/compare.h"
#include "tui/panel.h"
#include "tui/scenes.h"
#include "tui/sheets.h"
#include "tui/tools.h"

static bool on_top(const App *app, const char *layer)
{
	return app_layer(app) && strcmp(app_layer(app)->kind->name, layer) == 0;
}

void run_help(App *app, const char *argument)
{
	bool again = on_top(app, "help");

	(void)argument;
	if (again)
		layer_close(app);
	help_open(app, again);
}

void run_palette(App *app, const char *argument)
{
	if (on_top(app, "palette"))
		app_say(app, "these are the commands: type to find one, Esc closes");
	else
		palette_open(app, argument ? argument : "");
}

void run_find(App *app, const char *argument)
{
	(void)argument;
	find_open(app);
}

void run_back(App *app, const char *argument)
{
	Layer *layer = app_layer(app);

	(void)argument;
	if (layer) {
		layer_act(app, layer, ACT_CLOSE);
	} else if (app->scenes.on) {
		scenes_end(app);
	} else if (app->focus != FOCUS_CANVAS) {
		if (app->focus == FOCUS_CATALOG) {
			field_set(&app->kinds.filter, "");
			picker_filter_changed(&app->kinds);
		}
		app_focus(app, FOCUS_CANVAS);
	} else if (app->tool == TOOL_MOVE) {
		move_put_back(app);
		app_say(app, "cancelled");
	} else if (app->tool != TOOL_SELECT) {
		tool_end(app);
		app_say(app, "cancelled");
	} else if (app->compared.count) {
		compare_end(app);
		app_say(app, "the comparison is over");
	} else if (app->marks.count || app->marking) {
		app->marking = false;
		list_clear(&app->marks);
		app_say(app, "marks cleared");
	} else {
		app_say(app, "nothing to leave here; q quits");
	}
}

void run_quit(App *app, const char *argument)
{
	(void)argument;
	if (app_layer(app) || app->scenes.on || app->focus != FOCUS_CANVAS || app->tool != TOOL_SELECT)
		run_back(app, NULL);
	else if (app->session && session_dirty(app->session))
		quit_open(app);
	else
		app->wants.quit = true;
}

void run_quit_now(App *app, const char *argument)
{
	(void)argument;
	if (app->session && session_dirty(app->session) && !app->session->journal)
		app_fail(app, "nothing can be kept here: save first (Ctrl-S), or q and d to discard");
	else
		app->wants.quit = true;
}

void run_save(App *app, const char *path)
{
	if (app->tool != TOOL_SELECT)
		tool_end(app);
	save_design(app, path, false);
}

void run_save_quit(App *app, const char *argument)
{
	(void)argument;
	save_design(app, NULL, true);
}

/* --- panels ------------------------------------------------------------------------ */

void run_next_panel(App *app, const char *direction)
{
	if (app_layer(app))
		app_say(app, "Esc closes this first");
	else
		app_focus_next(app, direction && strcmp(direction, "previous") == 0 ? -1 : 1);
}

void run_panel(App *app, const char *name)
{
	static const char *const names[PANEL_COUNT] = {"catalogue", "inspector", "problems", "map"};

	for (PanelId id = 0; id < PANEL_COUNT; id++) {
		bool shown = app->layout.panel[id].w > 0;

		if (!name || strcmp(names[id], name) != 0)
			continue;
		app->canvas_only = false;
		app->wishes[id] = shown ? WISH_HIDE : WISH_SHOW;
		if (shown && panel_table[id].focus == app->focus)
			app->focus = FOCUS_CANVAS;
		app_relayout(app);
		app_view_clamp(app);
		app_say(app, "%s %s", names[id], shown ? "hidden" : "shown");
	}
}

void run_canvas_only(App *app, const char *argument)
{
	(void)argument;
	app->canvas_only = !app->canvas_only;
	app->focus = FOCUS_CANVAS;
	app_relayout(app);
	app_view_clamp(app);
	app_say(app, "%s", app->canvas_only ? "canvas only; 0 brings the panels back" : "panels are back");
}

/* --- history -------------------------------------------------------------------------- */

static void go_through_history(App *app, bool undo)
{
	const char *label = undo ? session_undo_label(app->session) : session_redo_label(app->session);
	char *kept = mem_copy(label ? label : "");
	Error err = {0};
	bool good = undo ? session_undo(app->session, &err) : session_redo(app->session, &err);

	if (good)
		app_after_history(app, undo ? "undone" : "redone", kept);
	else
		app_fail_error(app, &err);
	free(kept);
}

void run_undo(App *app, const char *argument)
{
	(void)argument;
	go_through_history(app, true);
}

void run_redo(App *app, const char *argument)
{
	(void)argument;
	go_through_history(app, false);
}

const char *why_no_undo(const App *app)
{
	return session_undo_depth(app->session) ? NULL : "nothing to undo";
}

const char *why_no_redo(const App *app)
{
	return session_redo_depth(app->session) ? NULL : "nothing to redo";
}

const char *why_no_repeat(const App *app)
{
	if (app->repeat.what == REPEAT_NOTHING)
		return "nothing to repeat yet";
	if (app->repeat.what == REPEAT_SCRIPT && !app_selected(app))
		return "select what the last change shall be made on";
	if (app->repeat.what == REPEAT_COMMAND) {
		const char *argument;

		return command_why_not(app, command_named(app->commands, app->repeat.script, &argument));
	}
	return NULL;
}

void run_repeat(App *app, const char *argument)
{
	Text script = {0}, label = {0};

	(void)argument;
	if (app->repeat.what == REPEAT_PLACE) {
		run_add(app, app->repeat.script);
		return;
	}
	if (app->repeat.what == REPEAT_COMMAND) {
		char *line = mem_copy(app->repeat.script);
		const char *more = NULL;
		const Command *command = command_named(app->commands, line, &more);

		command_run(app, command, more);
		free(line);
		return;
	}
	for (const char *at = app->repeat.script; *at; at++) {
		if (*at == '\1')
			text_add(&script, app->selected);
		else
			text_add_char(&script, *at);
	}
	text_addf(&label, "again: %s", text_str(&script));
	app_run_script(app, text_str(&script), text_str(&label), text_str(&label));
	text_clear(&script);
	text_clear(&label);
}

/* --- the terminal ------------------------------------------------------------------------ */

void run_mouse(App *app, const char *argument)
{
	(void)argument;
	app->mouse = !app->mouse;
	app_say(app, "%s", app->mouse ? "mouse on" : "mouse off: the terminal selects text; % turns it on");
}

void run_theme(App *app, const char *name)
{
	const Theme *theme = name ? theme_find(name) : app->theme + 1;

	if (!theme) {
		app_warn(app, "no theme is called %s: default, dark, light, high, mono", name);
		return;
	}
	app->theme = theme->name ? theme : theme_table;
	app->wants.repaint = true;
	app_say(app, "theme %s: %s", app->theme->name, app->theme->sentence);
}

void run_messages(App *app, const char *argument)
{
	(void)argument;
	messages_open(app);
}

void run_redraw(App *app, const char *argument)
{
	(void)argument;
	app->wants.repaint = true;
	app_say(app, "painted anew");
}

void run_suspend(App *app, const char *argument)
{
	(void)argument;
	app->wants.suspend = true;
}

/* To the pop-up on top, or to the panel that has the keys. */
static void give(App *app, Act act)
{
	Layer *layer = app_layer(app);

	if (layer)
		layer_act(app, layer, act);
	else if (app->focus != FOCUS_CANVAS)
		panel_act(app, act);
}

void run_act(App *app, const char *act)
{
	static const struct { const char *name; Act act; } acts[] = {
		{"up", ACT_UP}, {"down", ACT_DOWN}, {"left", ACT_LEFT}, {"right", ACT_RIGHT},
		{"page up", ACT_PAGE_UP}, {"page down", ACT_PAGE_DOWN}, {"home", ACT_HOME}, {"end", ACT_END},
		{"accept", ACT_ACCEPT}, {"toggle", ACT_TOGGLE}, {"decide", ACT_DECIDE},
	};

	for (size_t i = 0; act && i < sizeof acts / sizeof *acts; i++)
		if (strcmp(acts[i].name, act) == 0)
			give(app, acts[i].act);
}
