/* The application: a key goes to the pop-up on top, else through the keymap to a command. */
#include "tui/app_state.h"

#include <stdlib.h>
#include <string.h>

#include "tui/bars.h"
#include "tui/command_table.h"
#include "tui/compare.h"
#include "tui/mouse.h"
#include "tui/paint.h"
#include "tui/panel.h"
#include "tui/scenes.h"
#include "tui/sheets.h"
#include "tui/tools.h"

/* --- from birth to death ------------------------------------------------------- */

static void take_settings(App *app, const AppOptions *options)
{
	const char *theme = options->theme;

	settings_copy(&app->settings, options->settings);
	if (options->keymap)
		keymap_copy(&app->keymap, options->keymap);
	else
		keymap_build(&app->keymap, app->commands);
	app->ascii = options->ascii || setting_is(&app->settings, SETTING_ASCII, "true");
	app->mouse = !options->mouse_off && setting_is(&app->settings, SETTING_MOUSE, "true");
	app->theme = theme_find(theme ? theme : setting_value(&app->settings, SETTING_THEME));
	if (!app->theme)
		app->theme = theme_table;
	app->zoom = setting_is(&app->settings, SETTING_ZOOM, "overview") ? 1 :
		setting_is(&app->settings, SETTING_ZOOM, "detail") ? 3 : 2;
	for (SettingId id = SETTING_CATALOGUE; id <= SETTING_MAP; id++)
		app_take_wish(app, id);
}

static void tell_notices(App *app, const List *notices)
{
	for (size_t i = notices ? notices->count : 0; i-- > 0;)
		app_warn(app, "%s", notices->items[i]);
	if (notices && notices->count > 1)
		app_warn(app, "%zu faults in your settings (! lists them): %s", notices->count, notices->items[0]);
}

App *app_new(Session *session, const AppOptions *options)
{
	App *app = mem_alloc(sizeof *app);

	design_init(&app->nothing);
	app->session = session;
	app->width = options->width ? options->width : 80;
	app->height = options->height ? options->height : 24;
	app->commands = command_table;
	take_settings(app, options);
	app->problem_filter = SHOW_ALL;
	app->opened = options->opened;
	app->entered = options->entered;
	for (size_t i = 0; options->lines && i < options->lines->count; i++)
		list_add(&app->history, options->lines->items[i]);
	for (size_t i = 0; options->recent && i < options->recent->count; i++)
		list_add(&app->recent, options->recent->items[i]);
	if (!session) {
		app_relayout(app);
		app_refresh(app);
		start_open(app);
	} else {
		app_begin(app, options->view, options->opening);
	}
	tell_notices(app, options->notices);
	if (session && options->present)
		scenes_begin(app, true);
	return app;
}

/* What is told of an opened design is written to disk, for which no frame waits. */
static bool tell_opened(App *app)
{
	if (!app->opening)
		return false;
	app->opened(app->session->source.path);
	app->opening = false;
	return true;
}

void app_free(App *app)
{
	if (!app)
		return;
	tell_opened(app);
	layers_close(app);
	layers_bury(app);
	world_clear(&app->world);
	if (app->previewing)
		design_clear(&app->preview);
	edit_clear(&app->previewed);
	edit_clear(&app->frozen);
	if (app->own)
		session_close(app->own);
	free(app->own);
	design_clear(&app->nothing);
	keymap_clear(&app->keymap);
	settings_clear(&app->settings);
	list_clear(&app->marks);
	list_clear(&app->move.ids);
	free(app->problem_order);
	free(app->move.from);
	free(app->stood);
	list_clear(&app->clipboard);
	list_clear(&app->history);
	list_clear(&app->recent);
	edit_clear(&app->copied);
	free(app->target.fits);
	free(app->repeat.script);
	picker_clear(&app->kinds);
	for (size_t i = 0; i < app->flash.key_count; i++)
		free(app->flash.keys[i]);
	free(app->flash.keys);
	for (size_t i = 0; i < app->log_count; i++)
		free(app->log[i]);
	free(app->log);
	scenes_clear(&app->scenes);
	compare_clear(&app->compared);
	macro_clear(&app->macro);
	text_clear(&app->message);
	text_clear(&app->copy);
	free(app);
}

/* --- keys ------------------------------------------------------------------------- */

/* A key that means nothing here says so, and where it would mean something. */
static void say_nothing(App *app, const Key *keys, size_t count)
{
	const Binding *other = count == 1 ? keymap_elsewhere(&app->keymap, keys) : NULL;
	Text text = {0};

	for (size_t i = 0; i < count; i++) {
		text_add(&text, i ? " " : "");
		key_add_people(&text, &keys[i]);
	}
	if (!text.length)
		text_add(&text, "this key");
	if (other && app_state(app) != STATE_SELECT && other->states & STATE_SELECT)
		app_warn(app, "%s (%s) works on the canvas: Esc first", text_str(&text), other->command->name);
	else if (other && other->states)
		app_warn(app, "%s (%s) does nothing here; ? shows what does", text_str(&text), other->command->name);
	else
		app_warn(app, "%s has no meaning here; ? shows the keys", text_str(&text));
	text_clear(&text);
}

static void command_key(App *app, const Key *key)
{
	const Command *command = NULL;
	State state = app_state(app);

	/* A picker whose filter is empty leaves ? to us: help, as where nothing is typed. */
	if (state == STATE_PICKER && key_is_char(key, "?"))
		state = STATE_SHEET;
	app->pending[app->pending_count++] = *key;
	switch (keymap_find(&app->keymap, state, app->pending, app->pending_count, &command)) {
	case MAP_COMMAND:
		app->pending_count = 0;
		command_run(app, command, NULL);
		break;
	case MAP_PREFIX:
		break;                  /* the next keys pop up; at most KEYS_MOST */
	case MAP_NOTHING:
		if (app->pending_count > 1 && key->code == CODE_ESC)
			app_say(app, "cancelled");
		else
			say_nothing(app, app->pending, app->pending_count);
		app->pending_count = 0;
		break;
	}
}

static bool typed_key(App *app, const Key *key)
{
	Layer *layer = app_layer(app);

	if (app->pending_count)
		return false;
	if (layer)
		return layer_key(app, layer, key);
	if (app->scenes.on)
		return scenes_key(app, key);
	if (app->focus == FOCUS_CATALOG)
		return panel_catalog_key(app, key);
	if (app->focus == FOCUS_CANVAS && app->tool == TOOL_TARGET)
		return target_key(app, key);
	return false;
}

static void dispatch(App *app, const Key *key)
{
	if (key->code == CODE_NONE) {
		app_warn(app, "an unknown key sequence was ignored");
	} else if (typed_key(app, key)) {
		return;
	} else if (key->code == CODE_PASTE) {
		app_warn(app, "pasted text is taken in a text field only: press : or / first");
	} else {
		command_key(app, key);
	}
}

bool app_resize(App *app, int width, int height)
{
	app->width = width < 0 ? 0 : width;
	app->height = height < 0 ? 0 : height;
	app_relayout(app);
	app_view_clamp(app);
	if (*app->selected)
		app_reveal(app, app->selected, false);
	app->move.ox = app->ox;         /* where it was before is of another window */
	app->move.oy = app->oy;
	scenes_refresh(app);
	return true;
}

/* Is no command half typed? */
static bool at_rest(const App *app)
{
	return !app->layer_count && !app->pending_count && app->tool == TOOL_SELECT && app->focus == FOCUS_CANVAS;
}

static void note(App *app, const Key *key)
{
	if (!app->macro.recording)
		return;
	if (key_is_mouse(key))
		app_warn(app, "a macro holds keys only: the mouse is not recorded");
	else if (!macro_note(&app->macro, key, at_rest(app)))
		app_warn(app, "a macro holds %d keys; the recording has ended", MACRO_KEYS_MOST);
}

/* Types one key of a macro; false: it did not do what it does. */
static bool retype(App *app, const Key *key)
{
	layers_bury(app);
	text_reset(&app->message);
	dispatch(app, key);
	app_settle(app);
	return !app->message.length || (app->message_style != STYLE_ERROR && app->message_style != STYLE_WARNING);
}

/* All of it is one edit, and one undo. */
static void replay(App *app)
{
	const Keys *keys = &app->macro.keys;
	long times = app->macro.wanted, done = 0;
	bool good = true;
	Text why = {0}, label = {0};
	Error err = {0};

	app->macro.wanted = 0;
	app->macro.running = true;
	session_hold(app->session);
	for (; done < times && good && !app->wants.quit; done += good)
		for (size_t i = 0; i < keys->count && good && !app->wants.quit; i++)
			good = retype(app, &keys->items[i]);
	app->macro.running = false;
	text_add(&why, text_str(&app->message));
	text_addf(&label, "macro of %zu key%s", keys->count, keys->count == 1 ? "" : "s");
	if (times > 1)
		text_addf(&label, ", %ld times", done);
	if (!session_release(app->session, text_str(&label), &err)) {
		app_refresh(app);
		app_fail_error(app, &err);
	} else if (good) {
		app_say(app, "%s; one undo takes it back", text_str(&label));
	} else {
		app_warn(app, "the macro stopped: %s", text_str(&why));
	}
	text_clear(&why);
	text_clear(&label);
}

/* What a lens tells may be about the selection. */
static void look_again(App *app)
{
	if (app->world.lens && strcmp(app->world.subject, app->selected) != 0)
		world_look(&app->world, app->world.lens, app->selected);
}

bool app_key(App *app, const Key *key)
{
	layers_bury(app);
	if (key->code == CODE_SIZE)
		return app_resize(app, key->x, key->y);
	if (key->code != CODE_MOVE && key->code != CODE_RELEASE)
		text_reset(&app->message);
	note(app, key);
	if (key_is_mouse(key)) {
		bool changed = app->scenes.on && !app->layer_count ? scenes_key(app, key) : mouse_key(app, key);

		look_again(app);
		return changed;
	}
	app->drag = (Drag){0};
	dispatch(app, key);
	if (app->macro.wanted)
		replay(app);
	if (app->compared.count)
		compare_look(app);
	if (app->scenes.stale)
		scenes_refresh(app);
	app_relayout(app);
	look_again(app);
	return true;
}

/* --- work put off -------------------------------------------------------------------- */

bool app_busy(const App *app)
{
	const Layer *layer = app_layer(app);

	return app->opening || (layer && layer->busy) || scene_is_busy(&app->world.scene);
}

bool app_idle(App *app)
{
	Layer *layer = app_layer(app);

	if (tell_opened(app))
		return false;
	if (layer && layer->busy) {
		layer->busy = layer->kind->idle(app, layer);
		return true;
	}
	return scene_settle(&app->world.scene, WORLD_STATES);
}

void app_settle(App *app)
{
	enum { SLICES_MOST = 100000 };

	for (int i = 0; i < SLICES_MOST && app_busy(app); i++)
		app_idle(app);
}

/* --- wishes ---------------------------------------------------------------------------- */

bool app_wants_quit(const App *app)
{
	return app->wants.quit;
}

AppWants app_take_wants(App *app)
{
	AppWants wants = app->wants;

	wants.mouse = app->mouse;
	wants.theme = app->theme->name;
	app->wants = (AppWants){0};
	return wants;
}

/* --- the frame --------------------------------------------------------------------------- */

void app_draw(const App *app, Canvas *canvas)
{
	canvas_blank(canvas);
	canvas->cursor_x = canvas->cursor_y = -1;
	if (canvas->width < 1 || canvas->height < 1)
		return;
	if (app->scenes.on) {
		scenes_draw(app, canvas);
	} else {
		panels_draw(app, canvas);
		bars_draw(app, canvas);
	}
	for (size_t i = 0; i < app->layer_count; i++)
		layer_draw(app, app->layers[i], canvas);
	if (app->pending_count)
		bars_draw_pending(app, canvas);
	if (app->ascii)
		paint_ascii(canvas);
}
