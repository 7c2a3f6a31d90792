/* What the editor in lines says: messages, lists as numbers, sheets as lines. */
#include "tui/plain_say.h"

#include <stdlib.h>
#include <string.h>

#include "tui/form.h"
#include "tui/speak.h"
#include "tui/tools.h"

enum {
	COLUMNS = 78,           /* of a sheet */
	ROW_COLUMNS = 140,      /* of a row, which is heard as a list */
	ROWS_DRAWN = 2000       /* of a sheet */
};

/* --- saying -------------------------------------------------------------------- */

void plain_say(Plain *plain, const char *text)
{
	speak_add(&plain->said, text);
	text_add_char(&plain->said, '\n');
}

void plain_sayf(Plain *plain, const char *format, ...)
{
	Text text = {0};
	va_list args;

	va_start(args, format);
	text_addv(&text, format, args);
	va_end(args);
	plain_say(plain, text_str(&text));
	text_clear(&text);
}

void plain_say_lines(Plain *plain, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		char *line = mem_copy_n(text, length);

		plain_say(plain, line);
		free(line);
		text += length;
		text += *text == '\n';
	}
}

void plain_refuse(Plain *plain, const char *why)
{
	plain->refused = true;
	plain_sayf(plain, "Not done: %s", why);
}

/* --- what the application shows --------------------------------------------------- */

void plain_say_messages(Plain *plain)
{
	App *app = plain->app;
	size_t fresh = app->said - plain->heard;

	if (fresh && app->message_style == STYLE_ERROR)
		plain->refused = true;
	for (size_t i = fresh < app->log_count ? app->log_count - fresh : 0; i < app->log_count; i++)
		plain_say(plain, app->log[i]);
	plain->heard = app->said;
}

static void say_selection(Plain *plain)
{
	App *app = plain->app;
	Text name = {0};

	if (strcmp(plain->selected, app->selected) == 0)
		return;
	strcpy(plain->selected, app->selected);
	if (*app->selected)
		app_add_name(app, app->selected, &name);
	else
		text_add(&name, "the design");
	plain_sayf(plain, "Selected: %s%s%s", text_str(&name), *app->selected ? ", id " : "", app->selected);
	text_clear(&name);
}

static void say_title(Plain *plain, const Layer *layer)
{
	Text title = {0}, note = {0};

	if (layer->kind->title)
		layer->kind->title(plain->app, layer, &title, &note);
	if (title.length)
		plain_sayf(plain, "%s%s%s", text_str(&title), note.length ? ". " : "", text_str(&note));
	text_clear(&title);
	text_clear(&note);
}

/* The lines of a drawing above the one that shows ROW (NULL: all). */
static void say_canvas(Plain *plain, const Canvas *canvas, const PickRow *row)
{
	bool ended = false;
	Text text = {0};

	canvas_add_text(canvas, true, &text);
	for (const char *line = text_str(&text); *line && !ended; line += *line == '\n') {
		size_t length = strcspn(line, "\n");
		char *one = mem_copy_n(line, length);

		ended = row && strstr(one, row->text);
		if (!ended && strspn(one, " ") < length)
			plain_say(plain, one);
		free(one);
		line += length;
	}
	text_clear(&text);
}

/* What a sheet draws, above its own rows. */
static void say_drawing(Plain *plain, const Layer *layer)
{
	int rows = layer->kind->rows ? layer->kind->rows(layer, COLUMNS) : ROWS_DRAWN;
	Canvas canvas = {0};

	rows = rows < 1 ? 1 : rows > ROWS_DRAWN ? ROWS_DRAWN : rows;
	if (!canvas_init(&canvas, COLUMNS, rows))
		return;
	canvas_blank(&canvas);
	layer->kind->draw(plain->app, layer, &canvas, (Rect){0, 0, COLUMNS, rows});
	say_canvas(plain, &canvas, layer->picker.shown_count ? picker_shown(&layer->picker, 0) : NULL);
	canvas_clear(&canvas);
}

static void add_row(const Plain *plain, const Layer *layer, const PickRow *row, Text *out)
{
	LayerContext context = {plain->app, layer};
	Canvas canvas = {0};

	if (row->why_not) {
		text_addf(out, "%s, not possible: %s", row->text, row->why_not);
	} else if (layer && layer->kind->draw_row && canvas_init(&canvas, ROW_COLUMNS, 1)) {
		canvas_blank(&canvas);
		layer->kind->draw_row(&context, row, &canvas, (Rect){0, 0, ROW_COLUMNS, 1}, STYLE_NORMAL);
		canvas_add_text(&canvas, true, out);
	} else {
		text_addf(out, "%s%s%s", row->text, *row->side ? ", " : "", row->side);
	}
	canvas_clear(&canvas);
}

static void say_rows(Plain *plain, const Layer *layer, const Picker *picker)
{
	for (size_t i = 0; i < picker->shown_count && i < ROWS_SAID; i++) {
		Text text = {0};

		add_row(plain, layer, picker_shown(picker, i), &text);
		plain_sayf(plain, "%zu %.*s", i + 1, (int)strcspn(text_str(&text), "\n"), text_str(&text));
		text_clear(&text);
	}
	if (picker->shown_count > ROWS_SAID)
		plain_sayf(plain, "and %zu more", picker->shown_count - ROWS_SAID);
	if (picker->hidden && !picker->all)
		plain_sayf(plain, "%zu hidden: the word why tells them", picker->hidden);
	plain_say(plain, "Type a number to choose, words to narrow the list, an empty line to leave it.");
}

static void say_form(Plain *plain)
{
	Form form = {0};
	size_t number = 0;

	form_build(plain->app, &form);
	for (size_t i = 0; i < form.count; i++) {
		const FormRow *row = &form.rows[i];

		if (row->kind == FORM_FIELD)
			plain_sayf(plain, "%zu %s: %s%s", ++number, row->label, *row->value ? row->value : "not set",
			     *row->value && !row->set ? ", the default" : "");
	}
	form_clear(&form);
	plain_say(plain, "Type a number to change that field, an empty line to leave the form.");
}

/* A sheet that only tells something is told and closed. */
static bool asks_nothing(const Layer *layer)
{
	return layer->kind->draw && layer->kind->state == STATE_SHEET && !layer->picker.shown_count;
}

static void say_layers(Plain *plain)
{
	App *app = plain->app;

	while (app_layer(app) && asks_nothing(app_layer(app))) {
		say_title(plain, app_layer(app));
		say_drawing(plain, app_layer(app));
		layer_close(app);
	}
	if (!app_layer(app))
		return;
	say_title(plain, app_layer(app));
	if (app_layer(app)->kind->draw)
		say_drawing(plain, app_layer(app));
	if (app_layer(app)->kind->state == STATE_FIELD)
		plain_say(plain, "Type the text; an empty line takes it as it stands, - makes it empty, . leaves it.");
	else
		say_rows(plain, app_layer(app), &app_layer(app)->picker);
}

/* A component is put down in the best free place; where exactly is for those who see it. */
static void finish_tool(Plain *plain)
{
	App *app = plain->app;

	if (app_layer(app))
		return;
	if (app->tool == TOOL_PLACE) {
		command_run(app, command_find(app->commands, "place"), NULL);
	} else if (app->tool == TOOL_MOVE) {
		tool_end(app);
		plain_refuse(plain, "type it as an edit: move ID +4,0 or move ID 38,6");
	}
}

void plain_say_all(Plain *plain)
{
	App *app = plain->app;

	finish_tool(plain);
	app_settle(app);
	plain_say_messages(plain);
	say_selection(plain);
	say_layers(plain);
	if (!app_layer(app) && app->tool == TOOL_TARGET)
		plain_say(plain, "Which component? Type its id or name; an empty line leaves it.");
	else if (!app_layer(app) && app->focus == FOCUS_CATALOG)
		say_rows(plain, NULL, &app->kinds);
	else if (!app_layer(app) && app->focus == FOCUS_INSPECTOR)
		say_form(plain);
}
