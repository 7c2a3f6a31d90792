/* The editor in lines.
 *
 * It is the same application, on a window nobody sees: a line runs a command or an edit, and what would have been shown
 * is said. A pop-up becomes a numbered list or a question, which the next line answers. */
#include "tui/plain.h"

#include <stdlib.h>
#include <string.h>

#include "model/utf8.h"
#include "render/describe.h"
#include "tui/complete.h"
#include "tui/form.h"
#include "tui/panel.h"
#include "tui/plain_say.h"
#include "tui/sheets.h"
#include "tui/tools.h"

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
		plain_refuse(plain, "the list has no such number");
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
		plain_refuse(plain, parts ? "several names hold these words; type more of them, or the id" : "nothing has this id or name");
	return exact ? exact : parts == 1 ? part : NULL;
}

static void select_words(Plain *plain, const char *words)
{
	const Element *element = words ? find_element(plain, words) : NULL;

	if (!words)
		plain_refuse(plain, "select what? Type select and an id or a name");
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
	plain_say_lines(plain, text_str(&text));
	text_clear(&text);
}

/* The keys of tools, lists and panels are nothing to type, and some commands are about the screen alone. */
static bool is_typed(const Command *command)
{
	static const char *const seen[] = {"present", "record", "replay", "mouse", "redraw", "suspend", "commands"};

	for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
		if (strcmp(seen[i], command->word) == 0)
			return false;
	return command->states & STATE_SELECT || !*command->keys;
}

static void help(Plain *plain, const char *word)
{
	const Command *table = plain->app->commands, *one = word ? command_find(table, word) : NULL;
	const char *group = "";

	if (word && !one)
		plain_refuse(plain, "no command is called that; help lists all");
	if (one)
		plain_sayf(plain, "%s%s%s: %s", one->word, *one->argument ? " " : "", one->argument, one->sentence);
	if (word)
		return;
	plain_say(plain, "A line is a command, or an edit as for troika apply: add, link, set, unset, move, rename, remove.");
	plain_say(plain, "describe, describe ID: the design or an element in sentences");
	plain_say(plain, "problems: the findings with what to do");
	plain_say(plain, "cost: what it costs, and what has no price");
	plain_say(plain, "select WORDS: the element with this id or name");
	for (const Command *c = table; c->name; c++) {
		if (!is_typed(c))
			continue;
		if (strcmp(group, c->group) != 0)
			plain_sayf(plain, "%s:", c->group);
		group = c->group;
		plain_sayf(plain, "%s%s%s: %s", c->word, *c->argument ? " " : "", c->argument, c->sentence);
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
		why = "that is for the screen";
	if (!why && argument && !*command->argument)
		why = "nothing can follow this command";
	if (why)
		plain_refuse(plain, why);
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
		plain_refuse(plain, "the form has no such number");
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
	plain_refuse(plain, length > FIELD_LIMIT ? "the line is too long" : "the line holds what is no text");
	return NULL;
}

bool plain_talk(Session *session, const AppOptions *options, FILE *in, FILE *out, bool prompt)
{
	Plain plain = {.app = app_new(session, options), .out = out};
	char *line = NULL, *text;
	size_t size = 0;

	plain_sayf(&plain, "%s, in lines: help lists the commands, describe tells the design.",
	     session->source.path ? session->source.path : "A new design");
	plain_say_all(&plain);
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
			plain_say_all(&plain);
		else
			plain_say_messages(&plain);
		print(&plain);
	}
	if (session_dirty(session))
		plain_say(&plain, session->journal ? "Edits that are not saved are kept for the next time." :
		    "Edits that were not saved are lost.");
	print(&plain);
	free(line);
	text_clear(&plain.said);
	app_free(plain.app);
	return !plain.refused;
}
