/* The settings as a sheet: every change holds at once and is written into troika.conf. */
#include <stdlib.h>
#include <string.h>

#include "tui/commands.h"
#include "tui/paint.h"
#include "tui/sheets.h"

static void options_fill(App *app, Layer *layer)
{
	for (SettingId id = 0; id < SETTING_COUNT; id++) {
		const char *value = setting_value(&app->settings, id);
		bool given = strcmp(value, setting_table[id].fallback) == 0;

		picker_add(&layer->picker, setting_table[id].key, setting_table[id].key, value, given ? "default" : "")->number =
			(long)id;
	}
}

static void options_row(const void *context, const PickRow *row, Canvas *canvas, Rect at, Style style)
{
	(void)context;
	paint_text(canvas, at.x, at.y, 18, style, row->text);
	paint_text(canvas, at.x + 19, at.y, at.w - 19 - 9, style == STYLE_NORMAL && !*row->more ? STYLE_BOLD : style, row->side);
	paint_right(canvas, at.x, at.y, at.w, style == STYLE_NORMAL ? STYLE_DIM : style, row->more);
}

static void options_detail(const App *app, const Layer *layer, Canvas *canvas, Rect r)
{
	const PickRow *row = picker_row(&layer->picker);

	(void)app;
	if (row)
		paint_wrapped(canvas, r.x, r.y + 1, r.w, r.h - 1, STYLE_DIM, setting_table[row->number].sentence);
}

static void options_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	(void)layer;
	text_add(title, "Options");
	text_add(note, app->settings.path ? "kept in troika.conf" : "for this run only");
}

/* Makes what can be seen at once be seen. */
static void take_effect(App *app, SettingId id)
{
	const char *value = setting_value(&app->settings, id);

	switch (id) {
	case SETTING_THEME:
		app->theme = theme_find(value);
		app->wants.repaint = true;
		break;
	case SETTING_ASCII:
		app->ascii = strcmp(value, "true") == 0;
		app_refresh(app);
		break;
	case SETTING_MOUSE:
		app->mouse = strcmp(value, "true") == 0;
		break;
	case SETTING_CATALOGUE:
	case SETTING_INSPECTOR:
	case SETTING_PROBLEMS:
	case SETTING_MAP:
		app_take_wish(app, id);
		app_relayout(app);
		break;
	default:
		break;
	}
}

static void put(App *app, SettingId id, const char *value)
{
	Error err = {0};

	if (setting_put(&app->settings, id, value, &err))
		app_say(app, "%s = %s%s", setting_table[id].key, value, app->settings.path ? ", written to troika.conf" : "");
	else
		app_fail_error(app, &err);
	take_effect(app, id);
	layers_refill(app);
}

static void take_text(App *app, const char *id, const char *key, const char *text)
{
	(void)key;
	for (SettingId i = 0; i < SETTING_COUNT; i++)
		if (strcmp(setting_table[i].key, id) == 0)
			put(app, i, *text ? text : setting_table[i].fallback);
}

/* The value STEP further in the circle of those that are possible; NULL: it is typed. */
static const char *next_value(const App *app, SettingId id, int step)
{
	static const char *const flags[] = {"false", "true", NULL};
	const char *const *choices = setting_table[id].type == FIELD_BOOLEAN ? flags : setting_table[id].choices;
	int count = 0, at = 0;

	if (!choices)
		return NULL;
	for (; choices[count]; count++)
		if (setting_is(&app->settings, id, choices[count]))
			at = count;
	return choices[(at + step + count) % count];
}

static void change(App *app, SettingId id, int step)
{
	const FieldSpec *spec = &setting_table[id];
	const char *value = next_value(app, id, step);

	if (value)
		put(app, id, value);
	else
		prompt_open(app, spec->key, setting_value(&app->settings, id), spec->sentence, spec, spec->key, NULL, take_text);
}

static void options_accept(App *app, Layer *layer, const PickRow *row)
{
	(void)layer;
	if (row)
		change(app, (SettingId)row->number, 1);
}

static bool options_act(App *app, Layer *layer, Act act)
{
	const PickRow *row = picker_row(&layer->picker);

	if (!row || (act != ACT_LEFT && act != ACT_RIGHT))
		return false;
	change(app, (SettingId)row->number, act == ACT_LEFT ? -1 : 1);
	return true;
}

static const LayerKind options_kind = {
	.name = "options", .state = STATE_SHEET, .width = 64, .height = 20, .plain = true, .detail_rows = 3,
	.hint = "? help  Enter next value  Left Right values  Up Down rows  Esc close",
	.title = options_title, .fill = options_fill, .draw_row = options_row, .detail = options_detail,
	.accept = options_accept, .act = options_act,
};

void run_options(App *app, const char *name)
{
	Layer *layer = layer_open(app, &options_kind, NULL, NULL);

	if (name)
		picker_go(&layer->picker, name);
}
