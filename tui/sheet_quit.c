/* The one question of the editor: what to do with edits that are not in the file. */
#include <string.h>

#include "tui/paint.h"
#include "tui/sheets.h"

typedef struct Answer { const char *letter, *id, *text, *side; } Answer;

static const Answer answers[] = {
	{"s", "save", "Save and quit", "Enter or s"},
	{"k", "keep", "Keep for next time and quit", "k"},
	{"d", "discard", "Discard the edits and quit", "d"},
	{"c", "cancel", "Stay here", "Esc"},
};
enum { ANSWER_COUNT = sizeof answers / sizeof *answers };

static void quit_fill(App *app, Layer *layer)
{
	(void)app;
	for (size_t i = 0; i < ANSWER_COUNT; i++)
		picker_add(&layer->picker, answers[i].id, answers[i].text, answers[i].side, "");
}

static void discard(App *app)
{
	Error err = {0};

	if (session_discard(app->session, &err))
		app->wants.quit = true;
	else
		app_fail_error(app, &err);
	app_refresh(app);
}

static void answer(App *app, const char *id)
{
	layer_close(app);
	if (strcmp(id, "save") == 0)
		save_design(app, NULL, true);
	else if (strcmp(id, "keep") == 0 && !app->session->journal)
		app_fail(app, "nothing can be kept here (%s): save or discard",
		         app->session->why_not_kept ? app->session->why_not_kept : "no journal");
	else if (strcmp(id, "keep") == 0)
		app->wants.quit = true;
	else if (strcmp(id, "discard") == 0)
		discard(app);
	else
		app_say(app, "stayed");
}

static void quit_accept(App *app, Layer *layer, const PickRow *row)
{
	(void)layer;
	if (row)
		answer(app, row->id);
}

static bool quit_letter(App *app, Layer *layer, const Key *key)
{
	(void)layer;
	for (size_t i = 0; i < ANSWER_COUNT; i++) {
		if (!key_is_char(key, answers[i].letter))
			continue;
		answer(app, answers[i].id);
		return true;
	}
	return false;
}

static void quit_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	size_t count = session_differences(app->session);

	(void)layer;
	(void)note;
	text_addf(title, "%zu element%s not saved to the file", count, count == 1 ? " is" : "s are");
}

static const LayerKind quit_kind = {
	.name = "quit", .state = STATE_SHEET, .width = 52, .height = 6, .plain = true,
	.hint = "? help  s save  k keep  d discard  Esc stay",
	.title = quit_title, .fill = quit_fill, .accept = quit_accept, .letter = quit_letter,
};

void quit_open(App *app)
{
	layer_open(app, &quit_kind, NULL, NULL);
}
