/* Saving: to the file of the design, or to one it asks for; and the question whose change stands when somebody else
 * has changed the same in the file. */
#include <stdlib.h>
#include <string.h>

#include "tui/paint.h"
#include "tui/sheets.h"

static void conflict_open(App *app, const Diagnostics *told, bool then_quit);

static void tell_merge(App *app, const Diagnostics *told)
{
	for (size_t i = 0; i < told->count; i++)
		app_say(app, "%s", told->items[i].text);
}

static bool save(App *app, const char *path, MergeSide side, bool then_quit)
{
	Diagnostics told = {0};
	Error err = {0};
	bool good = path ? session_save_as(app->session, path, &err) : session_save(app->session, side, &told, &err);

	if (good) {
		app_refresh(app);       /* a merge may have brought in what others changed */
		tell_merge(app, &told);
		app_say(app, "saved %s%s", app->session->source.path ? app->session->source.path : "",
		        told.count ? " with what had changed in it: ! lists it, u takes it back" : "");
	} else {
		app_fail_error(app, &err);
		if (told.count)
			conflict_open(app, &told, then_quit);
	}
	diagnostics_clear(&told);
	return good;
}

static void save_and_go(App *app, const char *path, MergeSide side, bool then_quit)
{
	if (save(app, path, side, then_quit) && then_quit)
		app->wants.quit = true;
}

/* --- whose change stands ------------------------------------------------------------ */

typedef struct Answer { const char *letter, *id, *text, *side; } Answer;

static const Answer answers[] = {
	{"m", "mine", "Save with what I changed", "m"},
	{"f", "file", "Save with what the file says", "f"},
	{"c", "cancel", "Save nothing yet", "Esc"},
};
enum { ANSWER_COUNT = sizeof answers / sizeof *answers };

static void conflict_fill(App *app, Layer *layer)
{
	(void)app;
	for (size_t i = 0; i < ANSWER_COUNT; i++)
		picker_add(&layer->picker, answers[i].id, answers[i].text, answers[i].side, "");
}

static void answer(App *app, Layer *layer, const char *id)
{
	bool then_quit = layer->number;

	layer_close(app);
	if (strcmp(id, "cancel") == 0)
		app_say(app, "not saved: ':w NAME' saves a copy");
	else
		save_and_go(app, NULL, strcmp(id, "mine") == 0 ? MERGE_OURS : MERGE_THEIRS, then_quit);
}

static void conflict_accept(App *app, Layer *layer, const PickRow *row)
{
	if (row)
		answer(app, layer, row->id);
}

static bool conflict_letter(App *app, Layer *layer, const Key *key)
{
	for (size_t i = 0; i < ANSWER_COUNT; i++) {
		if (!key_is_char(key, answers[i].letter))
			continue;
		answer(app, layer, answers[i].id);
		return true;
	}
	return false;
}

static void conflict_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	(void)app;
	(void)layer;
	(void)note;
	text_add(title, "The file has changed in the same places");
}

static void conflict_detail(const App *app, const Layer *layer, Canvas *canvas, Rect r)
{
	(void)app;
	paint_wrapped(canvas, r.x, r.y, r.w, r.h, STYLE_WARNING, layer->data);
}

static void conflict_drop(Layer *layer)
{
	free(layer->data);
}

static const LayerKind conflict_kind = {
	.name = "conflict", .state = STATE_SHEET, .width = 70, .height = 14, .plain = true, .detail_rows = 8,
	.hint = "? help  m mine  f the file's  Esc save nothing",
	.title = conflict_title, .fill = conflict_fill, .detail = conflict_detail, .accept = conflict_accept,
	.letter = conflict_letter, .drop = conflict_drop,
};

static void conflict_open(App *app, const Diagnostics *told, bool then_quit)
{
	Layer *layer = layer_open(app, &conflict_kind, NULL, NULL);
	Text text = {0};

	for (size_t i = 0; i < told->count; i++)
		text_addf(&text, "%s%s", i ? "\n" : "", told->items[i].text);
	layer->data = text_take(&text);
	layer->number = then_quit;
}

/* --- where to ------------------------------------------------------------------------ */

static void take_path(App *app, const char *id, const char *key, const char *path)
{
	(void)id;
	if (!*path)
		app_say(app, "not saved: a file needs a name");
	else
		save_and_go(app, path, MERGE_ASK, key != NULL);
}

/* A design without a file asks for its name first; THEN_QUIT: leave when it is saved. */
static bool ask_name(App *app, bool then_quit)
{
	if (app->session->source.path)
		return false;
	prompt_propose(app, "Save as", "design.yaml", "The file this design shall live in.", NULL,
	               then_quit ? "quit" : NULL, take_path);
	return true;
}

void save_design(App *app, const char *path, bool then_quit)
{
	if (!path && ask_name(app, then_quit))
		return;
	save_and_go(app, path, MERGE_ASK, then_quit);
}
