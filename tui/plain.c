/* The editor in lines.
 *
 * It is the same application, on a window nobody sees: a line runs a command or an edit, and what would have been shown
 * is said. A pop-up becomes a numbered list or a question, which the next line answers. */
#include "tui/plain.h"

#include <stdlib.h>
#include <string.h>

#include "model/utf8.h"
#include "render/describe.h"
#include "tui/app_state.h"
#include "tui/complete.h"
#include "tui/form.h"
#include "tui/panel.h"
#include "tui/sheets.h"
#include "tui/speak.h"
#include "tui/tools.h"

enum {
	COLUMNS = 78,           /* of a sheet */
	ROW_COLUMNS = 140,      /* of a row, which is heard as a list */
	ROWS_SAID = 20,         /* of a list, before it asks for more words */
	ROWS_DRAWN = 2000       /* of a sheet */
};

typedef struct Plain {
	App *app;
	FILE *out;
	Text said;              /* what the line has brought about */
	size_t heard;           /* messages of the application that were said */
	char selected[ID_SIZE]; /* as it was said last */
	bool refused;           /* some line was */
} Plain;

/* --- saying -------------------------------------------------------------------- */

static void say(Plain *plain, const char *text)
{
	speak_add(&plain->said, text);
	text_add_char(&plain->said, '\n');
}

PRINTF_LIKE(2, 3)
static void sayf(Plain *plain, const char *format, ...)
{
	Text text = {0};
	va_list args;

	va_start(args, format);
	text_addv(&text, format, args);
	va_end(args);
	say(plain, text_str(&text));
	text_clear(&text);
}

static void say_lines(Plain *plain, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		char *line = mem_copy_n(text, length);

		say(plain, line);
		free(line);
		text += length;
		text += *text == '\n';
	}
}

static void refuse(Plain *plain, const char *why)
{
	plain->refused = true;
	sayf(plain, "Not done: %s", why);
}

/* --- what the application shows --------------------------------------------------- */

static void say_messages(Plain *plain)
{
	App *app = plain->app;
	size_t fresh = app->said - plain->heard;

	if (fresh && app->message_style == STYLE_ERROR)
		plain->refused = true;
	for (size_t i = fresh < app->log_count ? app->log_count - fresh : 0; i < app->log_count; i++)
		say(plain, app->log[i]);
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
	sayf(plain, "Selected: %s%s%s", text_str(&name), *app->selected ? ", id " : "", app->selected);
	text_clear(&name);
}

static void say_title(Plain *plain, const Layer *layer)
{
	Text title = {0}, note = {0};

	if (layer->kind->title)
		layer->kind->title(plain->app, layer, &title, &note);
	if (title.length)
		sayf(plain, "%s%s%s", text_str(&title), note.length ? ". " : "", text_str(&note));
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
			say(plain, one);
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
		sayf(plain, "%zu %.*s", i + 1, (int)strcspn(text_str(&text), "\n"), text_str(&text));
		text_clear(&text);
	}
	if (picker->shown_count > ROWS_SAID)
		sayf(plain, "and %zu more", picker->shown_count - ROWS_SAID);
	if (picker->hidden && !picker->all)
		sayf(plain, "%zu hidden: the word why tells them", picker->hidden);
	say(plain, "Type a number to choose, words to narrow the list, an empty line to leave it.");
}

static void say_form(Plain *plain)
{
	Form form = {0};
	size_t number = 0;

	form_build(plain->app, &form);
	for (size_t i = 0; i < form.count; i++) {
		const FormRow *row = &form.rows[i];

		if (row->kind == FORM_FIELD)
			sayf(plain, "%zu %s: %s%s", ++number, row->label, *row->value ? row->value : "not set",
			     *row->value && !row->set ? ", the default" : "");
	}
	form_clear(&form);
	say(plain, "Type a number to change that field, an empty line to leave the form.");
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
		say(plain, "Type the text; an empty line takes it as it stands, - makes it empty, . leaves it.");
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
		refuse(plain, "type it as an edit: move ID +4,0 or move ID 38,6");
	}
}

static void say_all(Plain *plain)
{
	App *app = plain->app;

	finish_tool(plain);
	app_settle(app);
	say_messages(plain);
	say_selection(plain);
	say_layers(plain);
	if (!app_layer(app) && app->tool == TOOL_TARGET)
		say(plain, "Which component? Type its id or name; an empty line leaves it.");
	else if (!app_layer(app) && app->focus == FOCUS_CATALOG)
		say_rows(plain, NULL, &app->kinds);
	else if (!app_layer(app) && app->focus == FOCUS_INSPECTOR)
		say_form(plain);
}

/* --- answers ---------------------------------------------------------------------- */

static void leave(Plain *plain)
{
	command_run(plain->app, command_find(plain->app->commands, "back"), NULL);
}

/* The number of a row that LINE names, from 0; -1: none. */
static long row_number(const char *line, size_t count)
{
	char *end;
	long number = strtol(line, &end, 10);

	return *line && !*end && number >= 1 && (size_t)number <= count && number <= ROWS_SAID ? number - 1 : -1;
}

static bool only_digits(const char *line)
{
	return *line && strspn(line, "0123456789") == strlen(line);
}

/* Chooses in a list; true: a row was chosen. */
static bool answer_list(Plain *plain, Picker *picker, const char *line)
{
	long row = row_number(line, picker->shown_count);

	if (row >= 0) {
		picker->cursor = (size_t)row;
		return true;
	}
	if (only_digits(line)) {
		refuse(plain, "the list has no such number");
	} else if (strcmp(line, "why") == 0) {
		picker->all = true;
		picker_rank(picker);
	} else {
		field_set(&picker->filter, line);
		picker_filter_changed(picker);
	}
	return false;
}

static void answer_field(Plain *plain, Layer *layer, const char *line)
{
	if (strcmp(line, ".") == 0) {
		leave(plain);
		return;
	}
	if (*line)
		field_set(&layer->picker.filter, strcmp(line, "-") == 0 ? "" : line);
	if (layer->kind->typed)
		layer->kind->typed(plain->app, layer);
	layer_act(plain->app, layer, ACT_ACCEPT);
}

static void answer_layer(Plain *plain, Layer *layer, const char *line)
{
	if (layer->kind->state == STATE_FIELD)
		answer_field(plain, layer, line);
	else if (!*line)
		leave(plain);
	else if (answer_list(plain, &layer->picker, line))
		layer_act(plain->app, layer, ACT_ACCEPT);
}

/* --- lines -------------------------------------------------------------------------- */

/* The element that WORDS name: its id, its name in any case, or the one name that holds them. NULL: none, which was said. */
static const Element *find_element(Plain *plain, const char *words)
{
	const Design *design = app_design(plain->app);
	const Element *exact = design_find(design, words), *part = NULL;
	Text wanted = {0}, name = {0};
	size_t parts = 0;

	utf8_add_lower(&wanted, words);

	for (int class = CLASS_DESIGN; class < CLASS_COUNT && !exact; class++) {
		for (size_t i = 0; i < design_count(design, (ElementClass)class) && !exact; i++) {
			const Element *element = design_at(design, (ElementClass)class, i);

			text_reset(&name);
			utf8_add_lower(&name, element_name(element));
			if (strcmp(text_str(&name), text_str(&wanted)) == 0) {
				exact = element;
			} else if (strstr(text_str(&name), text_str(&wanted))) {
				part = element;
				parts++;
			}
		}
	}
	text_clear(&wanted);
	text_clear(&name);
	if (!exact && parts != 1)
		refuse(plain, parts ? "several names hold these words; type more of them, or the id" : "nothing has this id or name");
	return exact ? exact : parts == 1 ? part : NULL;
}

static void select_words(Plain *plain, const char *words)
{
	const Element *element = words ? find_element(plain, words) : NULL;

	if (!words)
		refuse(plain, "select what? Type select and an id or a name");
	else if (element)
		app_select(plain->app, element->class == CLASS_DESIGN ? "" : element->id);
	*plain->selected = '\1';        /* say it even when it was selected before */
}

static void target_words(Plain *plain, const char *words)
{
	const Element *element = *words ? find_element(plain, words) : NULL;

	if (!*words)
		leave(plain);
	else if (element)
		target_take(plain->app, element->id);
}

static void tell(Plain *plain, const char *what, const char *id)
{
	const World *world = &plain->app->world;
	Description description = {&world->graph, &world->findings, &world->cost};
	const Element *element = id ? find_element(plain, id) : NULL;
	Text text = {0};

	if (strcmp(what, "problems") == 0)
		describe_findings(&description, &text);
	else if (strcmp(what, "cost") == 0)
		describe_cost(&description, &text);
	else if (element)
		describe_element(&description, element->id, &text);
	else if (!id)
		describe_design(&description, &text);
	say_lines(plain, text_str(&text));
	text_clear(&text);
}

/* The keys of tools, lists and panels are nothing to type. */
static bool is_typed(const Command *command)
{
	return command->states & STATE_SELECT || !*command->keys;
}

static void help(Plain *plain, const char *word)
{
	const Command *table = plain->app->commands, *one = word ? command_find(table, word) : NULL;
	const char *group = "";

	if (word && !one)
		refuse(plain, "no command is called that; help lists all");
	if (one)
		sayf(plain, "%s%s%s: %s", one->word, *one->argument ? " " : "", one->argument, one->sentence);
	if (word)
		return;
	say(plain, "A line is a command, or an edit as for troika apply: add, link, set, unset, move, rename, remove.");
	say(plain, "describe, describe ID: the design or an element in sentences");
	say(plain, "problems: the findings with what to do");
	say(plain, "cost: what it costs, and what has no price");
	say(plain, "select WORDS: the element with this id or name");
	for (const Command *c = table; c->name; c++) {
		if (!is_typed(c))
			continue;
		if (strcmp(group, c->group) != 0)
			sayf(plain, "%s:", c->group);
		group = c->group;
		sayf(plain, "%s%s%s: %s", c->word, *c->argument ? " " : "", c->argument, c->sentence);
	}
}

/* What has an answer of its own in words. */
static bool own_word(Plain *plain, const char *line)
{
	size_t length = strcspn(line, " ");
	const char *rest = line + length + strspn(line + length, " ");
	char *word = mem_copy_n(line, length);
	const char *argument = *rest ? rest : NULL;
	bool mine = true;

	if (strcmp(word, "help") == 0 || strcmp(word, "?") == 0)
		help(plain, argument);
	else if (strcmp(word, "describe") == 0)
		tell(plain, word, argument);
	else if (!argument && (strcmp(word, "problems") == 0 || strcmp(word, "cost") == 0))
		tell(plain, word, NULL);
	else if (strcmp(word, "select") == 0)
		select_words(plain, argument);
	else
		mine = false;
	free(word);
	return mine;
}

static void run_line(Plain *plain, const char *line)
{
	App *app = plain->app;
	const char *argument = NULL, *why;
	const Command *command;

	if (!*line || *line == '#' || own_word(plain, line))
		return;
	if (complete_is_edit(line)) {
		app_run_script(app, line, line, line);
		return;
	}
	command = command_named(app->commands, line, &argument);
	why = command ? command_why_not(app, command) : "no command is called that; help lists all";
	if (!why && !is_typed(command))
		why = "that is a key of the screen";
	if (!why && argument && !*command->argument)
		why = "nothing can follow this command";
	if (why)
		refuse(plain, why);
	else
		command_run(app, command, argument);
}

/* A number chooses a field; other words leave the form and are a line of their own. */
static void answer_form(Plain *plain, const char *line)
{
	size_t number = 0;
	Form form = {0};
	char *key = NULL, *id;

	form_build(plain->app, &form);
	for (size_t i = 0; i < form.count && !key; i++)
		if (form.rows[i].kind == FORM_FIELD && (long)++number == strtol(line, NULL, 10))
			key = mem_copy(form.rows[i].label);
	id = mem_copy(form.element->id);
	form_clear(&form);
	if (key)
		field_edit_open(plain->app, id, key);
	else if (only_digits(line))
		refuse(plain, "the form has no such number");
	else
		leave(plain);
	if (!key && *line && !only_digits(line))
		run_line(plain, line);
	free(key);
	free(id);
}

static void take_line(Plain *plain, const char *line)
{
	App *app = plain->app;

	layers_bury(app);
	text_reset(&app->message);
	if (app_layer(app))
		answer_layer(plain, app_layer(app), line);
	else if (app->tool == TOOL_TARGET)
		target_words(plain, line);
	else if (app->focus == FOCUS_INSPECTOR)
		answer_form(plain, line);
	else if (app->focus == FOCUS_CATALOG && !*line)
		leave(plain);
	else if (app->focus == FOCUS_CATALOG && answer_list(plain, &app->kinds, line))
		panel_act(app, ACT_ACCEPT);
	else if (app->focus != FOCUS_CATALOG)
		run_line(plain, line);
}

static void print(Plain *plain)
{
	fputs(text_str(&plain->said), plain->out);
	fflush(plain->out);
	text_reset(&plain->said);
}

/* A line without its end and the blanks around it; what is no text is refused. */
static char *clean(Plain *plain, char *line)
{
	size_t length = strlen(line);

	while (length && strchr(" \t\r\n", line[length - 1]))
		line[--length] = '\0';
	line += strspn(line, " \t");
	length = strlen(line);
	if (length <= FIELD_LIMIT && utf8_clean(line, length, false, NULL))
		return line;
	refuse(plain, length > FIELD_LIMIT ? "the line is too long" : "the line holds what is no text");
	return NULL;
}

bool plain_talk(Session *session, const AppOptions *options, FILE *in, FILE *out, bool prompt)
{
	Plain plain = {.app = app_new(session, options), .out = out};
	char *line = NULL, *text;
	size_t size = 0;

	sayf(&plain, "%s, in lines: help lists the commands, describe tells the design.",
	     session->source.path ? session->source.path : "A new design");
	say_all(&plain);
	print(&plain);
	while (!app_wants_quit(plain.app)) {
		if (prompt)
			fputs("troika> ", out);
		fflush(out);
		if (getline(&line, &size, in) < 0)
			break;
		text = clean(&plain, line);
		if (text)
			take_line(&plain, text);
		if (!app_wants_quit(plain.app))
			say_all(&plain);
		else
			say_messages(&plain);
		print(&plain);
	}
	if (session_dirty(session))
		say(&plain, session->journal ? "Edits that are not saved are kept for the next time." :
		    "Edits that were not saved are lost.");
	print(&plain);
	free(line);
	text_clear(&plain.said);
	app_free(plain.app);
	return !plain.refused;
}
