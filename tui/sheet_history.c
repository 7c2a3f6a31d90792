/* The history as a list: going through it shows the design as it was; Enter brings that back as an edit. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/past.h"
#include "tui/commands.h"
#include "tui/compare.h"
#include "tui/sheets.h"

enum { ROWS_MOST = 5000 };

static const char *name_of(const Checkpoints *names, int64_t seq)
{
	for (size_t i = names->count; i-- > 0;)
		if (names->items[i].seq == seq)
			return names->items[i].name;
	return NULL;
}

static void add_time(int64_t milliseconds, Text *out)
{
	time_t seconds = (time_t)(milliseconds / 1000);
	struct tm date = {0};
	char text[32];

	if (!milliseconds || !gmtime_r(&seconds, &date) || !strftime(text, sizeof text, "%m-%d %H:%M", &date))
		return;
	text_add(out, text);
}

/* `number` of a row: how many edits lead there. */
static void add_moment(const Session *session, Layer *layer, const Checkpoints *names, size_t at)
{
	const Edit *edit = at ? &session->history[at - 1] : NULL;
	const char *name = name_of(names, edit ? edit->seq : 0);
	Text id = {0}, label = {0}, side = {0};

	text_addf(&id, "%zu", at);
	if (name)
		text_addf(&label, "[%s] ", name);
	text_add(&label, edit ? edit->label ? edit->label : "edit" : "the beginning");
	if (edit) {
		add_time(edit->time, &side);
		text_addf(&side, "%s%s", side.length ? "  " : "", edit->author ? edit->author : "");
	}
	picker_add(&layer->picker, text_str(&id), text_str(&label), text_str(&side), name)->number = (long)at;
	text_clear(&id);
	text_clear(&label);
	text_clear(&side);
}

static void history_fill(App *app, Layer *layer)
{
	const Session *session = app->session;
	Checkpoints names = {0};

	checkpoints_read(session, &names);
	layer->picker.as_given = false;
	for (size_t i = session->history_count + 1; i-- > 0 && layer->picker.count < ROWS_MOST;)
		add_moment(session, layer, &names, i);
	checkpoints_clear(&names);
}

static void history_drop(Layer *layer)
{
	if (layer->data)
		past_clear(layer->data);
	free(layer->data);
}

static void history_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	const PickRow *row = picker_row(&layer->picker);

	text_add(title, "History");
	if (row)
		text_addf(note, "after %ld of %zu edits", row->number, app->session->history_count);
}

/* --- as it was ------------------------------------------------------------------------ */

/* The edit that leads from now to the moment of ROW. */
static bool edit_to(App *app, Layer *layer, const PickRow *row, Edit *out, Error *err)
{
	Past *past = layer->data;

	if (!past_go(past, app->session, (size_t)row->number, err))
		return false;
	design_diff(app_design(app), &past->design, out);
	return true;
}

/* Shows the design as it was at the cursor. */
static void scrub(App *app, Layer *layer)
{
	const PickRow *row = picker_row(&layer->picker);
	Error err = {0};
	Edit edit = {0};

	if (!row)
		return;
	if (!edit_to(app, layer, row, &edit, &err)) {
		app_fail_error(app, &err);
	} else if (!edit.count) {
		app_preview_end(app);
		app_say(app, "as it is now");
	} else if (app_preview(app, &edit, &err)) {
		app_say(app, "as it was; Enter brings it back, Esc returns to now");
	} else {
		app_fail_error(app, &err);
	}
	edit_clear(&edit);
}

static void history_accept(App *app, Layer *layer, const PickRow *row)
{
	Error err = {0};
	Edit edit = {0};
	Text said = {0};

	if (!row)
		return;
	if (!edit_to(app, layer, row, &edit, &err)) {
		app_fail_error(app, &err);
		return;
	}
	layer_close(app);
	text_addf(&said, "restored what was after \"%s\"", row->text);
	edit_set_label(&edit, "restore \"%s\"", row->text);
	if (edit.count) {
		app_commit(app, &edit, text_str(&said));
	} else {
		app_preview_end(app);
		app_say(app, "that is how it is now");
	}
	edit_clear(&edit);
	text_clear(&said);
}

static void history_cancel(App *app, Layer *layer)
{
	(void)layer;
	app_preview_end(app);
}

static void history_typed(App *app, Layer *layer)
{
	scrub(app, layer);
}

/* --- names ------------------------------------------------------------------------------- */

static void take_name(App *app, const char *at, const char *key, const char *name)
{
	size_t count = (size_t)strtoul(at, NULL, 10);
	int64_t seq = count && count <= app->session->history_count ? app->session->history[count - 1].seq : 0;
	Error err = {0};

	(void)key;
	if (!checkpoint_put(app->session, name, seq, &err)) {
		app_fail_error(app, &err);
		return;
	}
	layers_refill(app);
	app_say(app, "checkpoint %s; :compare %s shows what changed since", name, name);
}

static void ask_name(App *app, const char *at)
{
	prompt_open(app, "Checkpoint", "", "A name for this moment of the design, to come back to or compare with.", NULL, at,
	            NULL, take_name);
}

void run_checkpoint(App *app, const char *name)
{
	Text at = {0};

	text_addf(&at, "%zu", app->session->history_count);
	if (name)
		take_name(app, text_str(&at), NULL, name);
	else
		ask_name(app, text_str(&at));
	text_clear(&at);
}

static void compare_row(App *app, Layer *layer, const PickRow *row)
{
	Past *past = layer->data;
	Error err = {0};

	app_preview_end(app);
	if (past_go(past, app->session, (size_t)row->number, &err))
		compare_show(app, &past->design, row->text);
	else
		app_fail_error(app, &err);
}

static bool history_act(App *app, Layer *layer, Act act)
{
	const PickRow *row = picker_row(&layer->picker);

	switch (act) {
	case ACT_RIGHT:
		if (row)
			ask_name(app, row->id);
		return true;
	case ACT_LEFT:
		if (row)
			compare_row(app, layer, row);
		return true;
	default:
		if (!list_act(app, &layer->picker, act, 10))
			return false;
		scrub(app, layer);
		return true;
	}
}

static const LayerKind history_kind = {
	.name = "history", .state = STATE_PICKER, .width = 76, .height = 11, .low = true,
	.empty = "no edit fits the words",
	.hint = "F1 help  Enter bring back  Up Down go through  Right name it  Left compare  Esc as it is now",
	.title = history_title, .fill = history_fill, .accept = history_accept, .act = history_act,
	.typed = history_typed, .cancel = history_cancel, .drop = history_drop,
};

void run_history(App *app, const char *argument)
{
	Layer *layer = layer_open(app, &history_kind, NULL, NULL);

	(void)argument;
	layer->data = mem_alloc(sizeof(Past));
}
