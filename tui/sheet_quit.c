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
	Text why = {0};

	layer->picker.keep_disabled = true;
	text_addf(&why, "nothing can be kept: s saves, d discards (%s)",
	          app->session->why_not_kept ? app->session->why_not_kept : "no journal");
	for (size_t i = 0; i < ANSWER_COUNT; i++) {
		bool disabled = strcmp(answers[i].id, "keep") == 0 && !session_keeps(app->session);
		PickRow *row = picker_add(&layer->picker, answers[i].id, answers[i].text,
		                          disabled ? "NOT KEPT" : answers[i].side, "");

		if (disabled)
			row->why_not = mem_copy(text_str(&why));
	}
	text_clear(&why);
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

static void answer(App *app, const PickRow *row)
{
	const char *id = row->id;

	if (row->why_not) {
		app_warn(app, "%s", row->why_not);
		return;
	}
	layer_close(app);
	if (strcmp(id, "save") == 0)
		save_design(app, NULL, true);
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
		answer(app, row);
}

static bool quit_letter(App *app, Layer *layer, const Key *key)
{
	for (size_t i = 0; i < ANSWER_COUNT; i++) {
		if (!key_is_char(key, answers[i].letter))
			continue;
		answer(app, &layer->picker.rows[i]);
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
