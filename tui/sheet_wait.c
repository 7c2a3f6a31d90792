/* Waiting for an errand, with the seconds it has taken so far. */
#include "tui/sheet_wait.h"

#include <stdlib.h>

#include "tui/commands.h"
#include "tui/paint.h"

enum { SLICE = 15 };                    /* milliseconds that a key may have to wait */

typedef struct Wait {
	Errand *errand;         /* owned */
	WaitDone done;
	char *doing;            /* owned */
	bool accepted;
} Wait;

static void wait_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	const Wait *wait = layer->data;

	(void)app;
	text_add(title, "Working");
	text_addf(note, "%d s", errand_seconds(wait->errand));
}

static void wait_draw(const App *app, const Layer *layer, Canvas *canvas, Rect in)
{
	const Wait *wait = layer->data;

	(void)app;
	paint_textf(canvas, in.x, in.y, in.w, STYLE_NORMAL, "%s …", wait->doing);
	paint_text(canvas, in.x, in.y + 1, in.w, STYLE_NORMAL, wait->accepted ? "Enter: taken as soon as it is there" :
	           "arrows look around");
	paint_text(canvas, in.x, in.y + 2, in.w, STYLE_BOLD, "Esc gives it up");
}

void wait_look(App *app, Act act)
{
	static const char *const ways[] = {"up", "down", "left", "right", "up", "down", "home", "end"};

	if (act <= ACT_RIGHT)
		run_pan(app, ways[act]);
	else if (act <= ACT_END)
		run_page(app, ways[act]);
}

static bool wait_act(App *app, Layer *layer, Act act)
{
	Wait *wait = layer->data;

	if (act == ACT_CLOSE)
		return false;
	if (act == ACT_ACCEPT)
		wait->accepted = true;
	else
		wait_look(app, act);
	return true;
}

static bool wait_idle(App *app, Layer *layer)
{
	Wait *wait = layer->data;
	Text answer = {0};
	Error err = {0};
	ErrandState state = errand_step(wait->errand, SLICE, &answer, &err);
	char *id, *key;

	if (state == ERRAND_RUNNING)
		return true;
	id = layer->id ? mem_copy(layer->id) : NULL;
	key = layer->key ? mem_copy(layer->key) : NULL;
	layer_close(app);
	if (state == ERRAND_DONE)
		wait->done(app, id, key, &answer, wait->accepted);
	else
		app_fail_error(app, &err);
	free(id);
	free(key);
	text_clear(&answer);
	return false;
}

static void wait_drop(Layer *layer)
{
	Wait *wait = layer->data;

	errand_end(wait->errand);
	free(wait->doing);
	free(wait);
}

static void wait_cancel(App *app, Layer *layer)
{
	Wait *wait = layer->data;

	errand_end(wait->errand);               /* now, not when the closed pop-up is freed */
	wait->errand = NULL;
	app_say(app, "given up; all is as it was");
}

static const LayerKind wait_kind = {
	.name = "wait", .state = STATE_SHEET, .width = 56, .height = 5, .plain = true, .low = true,
	.hint = "? help  Esc give it up",
	.title = wait_title, .draw = wait_draw, .act = wait_act, .idle = wait_idle, .cancel = wait_cancel,
	.drop = wait_drop,
};

void wait_open(App *app, Errand *errand, const char *doing, const char *id, const char *key, WaitDone done)
{
	Layer *layer = layer_open(app, &wait_kind, id, key);
	Wait *wait = mem_alloc(sizeof *wait);

	*wait = (Wait){.errand = errand, .done = done, .doing = mem_copy(doing)};
	layer->data = wait;
	layer->busy = true;
}
