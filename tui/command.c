/* Commands: looked up by word, checked for what they need, run. */
#include "tui/command.h"

#include <stdlib.h>
#include <string.h>

#include "tui/app_state.h"
#include "tui/tools.h"

const Command *command_find(const Command *table, const char *word)
{
	for (const Command *command = table; command->name; command++)
		if (strcmp(command->word, word) == 0)
			return command;
	return NULL;
}

typedef struct Short { const char *typed, *word; } Short;

static const Short shorts[] = {         /* what fingers know from vim */
	{"w", "write"}, {"q", "quit"}, {"q!", "quit-keep"}, {"x", "wq"}, {"e", "open"}, {"h", "help"},
	{"u", "undo"}, {"redo", "redo"}, {"save", "write"},
};

const Command *command_named(const Command *table, const char *line, const char **argument)
{
	size_t length = strcspn(line, " ");
	char *word = mem_copy_n(line, length);
	const Command *command = NULL;

	for (size_t i = 0; i < sizeof shorts / sizeof *shorts && !command; i++)
		if (strcmp(shorts[i].typed, word) == 0)
			command = command_find(table, shorts[i].word);
	if (!command)
		command = command_find(table, word);
	free(word);
	while (line[length] == ' ')
		length++;
	*argument = line[length] ? line + length : NULL;
	return command;
}

static const char *need_missing(const App *app, unsigned needs)
{
	if (needs & NEED_DESIGN && !app->session)
		return "no design is open: press Enter on a row, or :new FILE";
	if (needs & NEED_BOX && !app->world.graph.component_count)
		return "there is no component yet: a adds one";
	if (needs & NEED_COMPONENT && app_selected_component(app) == NOWHERE)
		return "select a component first (arrows, ; or a click)";
	if (needs & NEED_LINK && app_selected_link(app) == NOWHERE)
		return "select a link first ([ and ] go through those of a component)";
	if (needs & NEED_SELECTION && !app_selected(app))
		return "select something first (arrows, ; or a click)";
	if (needs & NEED_CHOSEN && !app_selected(app) && !app->marks.count)
		return "select or mark something first (arrows, then Space marks)";
	if (needs & NEED_FINDING && !app->world.findings.count)
		return "there are no findings";
	return NULL;
}

/* The keys of tools and lists cannot be run from afar. */
static const char *out_of_place(const App *app, const Command *command)
{
	if (!command->states || command->states & (STATE_SELECT | app_base_state(app)))
		return NULL;
	if (app_layer(app) && command->states & app_state(app))
		return NULL;
	if (command->states & STATE_SCENE)
		return "only while presenting (P)";
	if (command->states & STATE_PLACE)
		return "only while a component is being placed (a)";
	if (command->states & STATE_MOVE)
		return "only while boxes are being moved (m)";
	if (command->states & STATE_TARGET)
		return "only while a component is being chosen (c)";
	return "a key of lists and forms";
}

const char *command_why_not(const App *app, const Command *command)
{
	const char *why = out_of_place(app, command);

	if (!why)
		why = need_missing(app, command->needs);
	if (!why && command->why_not)
		why = command->why_not(app);
	return why;
}

/* The newest edit of the person, which an undo or redo is not; NULL: none. */
static const Edit *newest(const App *app)
{
	const Session *session = app->session;
	const Edit *edit = session && session->history_count ? &session->history[session->history_count - 1] : NULL;

	return edit && !edit->undoes && !edit->redoes ? edit : NULL;
}

/* A command of the canvas that has made an edit at once is what `.` makes again. */
static void keep_for_repeat(App *app, const Command *command, const char *argument)
{
	Text line = {0};

	text_addf(&line, "%s%s%s", command->word, argument ? " " : "", argument ? argument : "");
	free(app->repeat.script);
	app->repeat = (Repeat){REPEAT_COMMAND, text_take(&line)};
}

void command_run(App *app, const Command *command, const char *argument)
{
	const char *why = command_why_not(app, command);
	size_t before = app->session ? app->session->history_count : 0;

	if (why) {
		app_warn(app, "%s", why);
		return;
	}
	/* From the palette a command may come while a tool is at work that does not know it. */
	if (app->tool != TOOL_SELECT && !(command->states & app_base_state(app)) && command->states & STATE_SELECT)
		tool_end(app);
	command->run(app, argument ? argument : command->preset);
	if (app->session && app->session->history_count > before && newest(app) && command->states & STATE_SELECT &&
	    strcmp(command->word, "repeat") != 0)
		keep_for_repeat(app, command, argument);
}
