/* Layers: opened, typed into, drawn. */
#include "tui/layer.h"

#include <stdlib.h>
#include <string.h>

#include "tui/app_state.h"
#include "tui/paint.h"

enum { FRAMED_LEAST = 5 };              /* rows of a pop-up that has a frame */

static bool is_list(const Layer *layer)
{
	return !layer->kind->draw;
}

static bool has_filter(const Layer *layer)
{
	return is_list(layer) && !layer->kind->plain;
}

static void layer_free(Layer *layer)
{
	if (layer->kind->drop)
		layer->kind->drop(layer);
	picker_clear(&layer->picker);
	free(layer->id);
	free(layer->key);
	free(layer->error);
	free(layer);
}

Layer *layer_open(App *app, const LayerKind *kind, const char *id, const char *key)
{
	Layer *layer;

	if (app->layer_count == LAYERS_MOST)    /* the oldest goes: nobody looks through eight */
		layers_close(app);
	layer = mem_alloc(sizeof *layer);
	layer->kind = kind;
	layer->id = mem_copy(id);
	layer->key = mem_copy(key);
	app->layers[app->layer_count++] = layer;
	if (kind->fill) {
		kind->fill(app, layer);
		picker_rank(&layer->picker);
		layer->rows = picker_rows(&layer->picker);
	}
	return layer;
}

/* A closed layer lives until the next key: what it holds may still be in use by its own handler. */
void layer_close(App *app)
{
	Layer *layer;

	if (!app->layer_count)
		return;
	layer = app->layers[--app->layer_count];
	layer->below = app->closed;
	app->closed = layer;
}

void layers_bury(App *app)
{
	while (app->closed) {
		Layer *layer = app->closed;

		app->closed = layer->below;
		layer_free(layer);
	}
}

void layers_close(App *app)
{
	while (app->layer_count)
		layer_close(app);
}

void layers_refill(App *app)
{
	for (size_t i = 0; i < app->layer_count; i++) {
		Layer *layer = app->layers[i];

		if (!layer->kind->fill)
			continue;
		picker_empty(&layer->picker);
		layer->kind->fill(app, layer);
		picker_rank(&layer->picker);
	}
}

/* --- keys ---------------------------------------------------------------------- */

static void filter_changed(App *app, Layer *layer)
{
	if (layer->kind->state == STATE_PICKER)
		picker_filter_changed(&layer->picker);
	if (layer->kind->typed)
		layer->kind->typed(app, layer);
}

/* In a list the arrows choose rows; they move in the text only where there are no rows. */
static bool for_the_list(const Layer *layer, const Key *key)
{
	switch (key->code) {
	case CODE_LEFT:
	case CODE_RIGHT:
	case CODE_HOME:
	case CODE_END:
		return layer->kind->state == STATE_PICKER;
	default:
		return false;
	}
}

bool layer_key(App *app, Layer *layer, const Key *key)
{
	if (layer->kind->letter && layer->kind->letter(app, layer, key))
		return true;
	if (layer->kind->state == STATE_SHEET || for_the_list(layer, key))
		return false;
	if (layer->kind->state == STATE_PICKER && key_is_char(key, "?") &&
	    !*field_value(&layer->picker.filter))
		return false;           /* help; a filter that begins with ? finds nothing */
	switch (field_key(&layer->picker.filter, key)) {
	case FIELD_NOT_MINE:
		return false;
	case FIELD_MOVED:
		return true;
	case FIELD_STAYED:
		app_say(app, "%s", *field_value(&layer->picker.filter) ? "the text ends here" : "there is no text yet");
		return true;
	case FIELD_FULL:
		app_warn(app, "a field takes %d bytes at most; nothing was added", FIELD_LIMIT);
		return true;
	case FIELD_CHANGED:
		break;
	}
	filter_changed(app, layer);
	return true;
}

enum { BESIDE_WIDTH = 52 };             /* of a detail that stands beside the list, with its wall */

static bool is_beside(const App *app, const Layer *layer)
{
	return app->layout.roomy && layer->kind->beside && layer->kind->width + BESIDE_WIDTH <= app->layout.width - 2;
}

/* The rows of the detail below the list. */
static int detail_below(const App *app, const Layer *layer)
{
	return is_beside(app, layer) ? 0 : layer->kind->detail_rows;
}

static int list_height(const App *app, const Layer *layer)
{
	Rect r = layer_rect(app, layer);
	int rows = r.h - 2 - has_filter(layer) - detail_below(app, layer) - (layer->kind->head != NULL);

	return rows > 1 ? rows : 1;
}

static void accept(App *app, Layer *layer)
{
	const PickRow *row = picker_row(&layer->picker);

	if (!layer->kind->accept)
		layer_close(app);
	else if (row && row->why_not)
		app_warn(app, "%s", row->why_not);
	else if (!row && layer->kind->state == STATE_PICKER && !layer->picker.keep_disabled)
		app_warn(app, "%s", layer->kind->empty ? layer->kind->empty : "nothing fits the filter");
	else
		layer->kind->accept(app, layer, row);
}

static void toggle(App *app, Layer *layer)
{
	if (!layer->picker.all && !layer->picker.hidden) {
		app_say(app, "nothing is hidden here");
		return;
	}
	layer->picker.all = !layer->picker.all;
	picker_rank(&layer->picker);
}

static void list_move(App *app, Picker *picker, long by)
{
	if (!picker->shown_count)
		app_say(app, "there is no row");
	else if (!picker_move(picker, by))
		app_say(app, "this is the %s row", by < 0 ? "first" : "last");
}

bool list_act(App *app, Picker *picker, Act act, long page)
{
	switch (act) {
	case ACT_UP:
	case ACT_DOWN:
		list_move(app, picker, act == ACT_UP ? -1 : 1);
		return true;
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
		list_move(app, picker, act == ACT_PAGE_UP ? -page : page);
		return true;
	case ACT_HOME:
	case ACT_END:
		list_move(app, picker, act == ACT_HOME ? -100000 : 100000);
		return true;
	default:
		return false;
	}
}

void layer_act(App *app, Layer *layer, Act act)
{
	if ((layer->kind->act && layer->kind->act(app, layer, act)) ||
	    list_act(app, &layer->picker, act, list_height(app, layer) - 1))
		return;
	switch (act) {
	case ACT_ACCEPT:
		accept(app, layer);
		break;
	case ACT_TOGGLE:
		toggle(app, layer);
		break;
	case ACT_CLOSE:
		if (layer->kind->cancel)
			layer->kind->cancel(app, layer);
		layer_close(app);
		break;
	case ACT_DECIDE:
		app_say(app, "only the choice of a pattern is written down as a decision");
		break;
	case ACT_LEFT:
	case ACT_RIGHT:
		app_say(app, "left and right do nothing in this list");
		break;
	default:
		break;
	}
}

/* --- drawing --------------------------------------------------------------------- */

/* The height a list needs with all that stands around it; 0: not known. */
static int needed_height(const Layer *layer)
{
	if (!is_list(layer) || !layer->rows || layer->picker.all)
		return 0;
	return (layer->rows > 1 ? layer->rows : 2) + 3 + has_filter(layer) + (layer->kind->head != NULL) + layer->kind->detail_rows;
}

Rect layer_rect(const App *app, const Layer *layer)
{
	int w = layer->kind->width, h = layer->kind->height, need = needed_height(layer);
	Rect r;

	if (layer->kind->rows)
		need = layer->kind->rows(layer, (w < app->layout.width ? w : app->layout.width) - 6) + 2;
	if (need && need < FRAMED_LEAST)
		need = FRAMED_LEAST;
	if (is_beside(app, layer)) {
		w += BESIDE_WIDTH;
		need = 0;
	}
	if (need && (need < h || !h))
		h = need;
	r = layout_popup(&app->layout, w ? w : app->layout.width, h ? h : app->layout.height);
	if (layer->kind->low)
		r.y = app->layout.height - 2 - r.h;
	return r;
}

Rect layer_inside(const App *app, const Layer *layer)
{
	Rect r = layer_rect(app, layer);

	if (r.h < FRAMED_LEAST || r.w < 12)
		return r;
	return (Rect){r.x + 2, r.y + 1, r.w - 4, r.h - 2};
}

static void draw_filter(const Layer *layer, Canvas *canvas, Rect *in)
{
	Text count = {0};
	const char *label = layer->kind->label ? layer->kind->label : "filter:";
	int used = 0, tail = 0;

	if (in->w > 30)
		used = paint_text(canvas, in->x, in->y, 10, STYLE_DIM, label) + 1;

	text_addf(&count, "%zu", layer->picker.shown_count);
	if (layer->picker.hidden && !layer->picker.all)
		text_addf(&count, " · %zu hidden (Tab)", layer->picker.hidden);
	if (in->w > 44) {
		tail = 22;
		paint_right(canvas, in->x + in->w - tail, in->y, tail, STYLE_DIM, text_str(&count));
	}
	field_draw(&layer->picker.filter, canvas, in->x + used, in->y, in->w - used - tail, STYLE_FIELD);
	text_clear(&count);
	in->y++;
	in->h--;
}

static void draw_list(const App *app, const Layer *layer, Canvas *canvas, Rect in)
{
	LayerContext context = {app, layer};
	int detail = detail_below(app, layer);

	if (is_beside(app, layer)) {
		Rect side = {in.x + in.w - BESIDE_WIDTH + 3, in.y, BESIDE_WIDTH - 3, in.h};

		in.w -= BESIDE_WIDTH;
		paint_wall(canvas, in.x + in.w + 1, in.y, in.h);
		layer->kind->detail(app, layer, canvas, side);
	}
	if (has_filter(layer))
		draw_filter(layer, canvas, &in);
	if (layer->kind->head && in.h > 3) {
		layer->kind->head(app, layer, canvas, (Rect){in.x, in.y, in.w, 1});
		in.y++;
		in.h--;
	}
	if (in.h < detail + 3)
		detail = 0;
	in.h -= detail;
	if (!layer->picker.shown_count && in.h > 0)
		paint_text(canvas, in.x, in.y, in.w, STYLE_DIM,
		           layer->kind->empty ? layer->kind->empty : "nothing fits the filter");
	picker_draw(&layer->picker, canvas, in, layer->kind->draw_row, &context);
	if (detail && layer->kind->detail)
		layer->kind->detail(app, layer, canvas, (Rect){in.x, in.y + in.h, in.w, detail});
}

void layer_draw(const App *app, const Layer *layer, Canvas *canvas)
{
	Rect r = layer_rect(app, layer), in = layer_inside(app, layer);
	Text title = {0}, note = {0};

	if (r.w < 1 || r.h < 1)
		return;
	canvas->cursor_x = canvas->cursor_y = -1;
	if (layer->kind->title)
		layer->kind->title(app, layer, &title, &note);
	if (in.h == r.h)
		canvas_fill(canvas, r.x, r.y, r.w, r.h, STYLE_NORMAL, " ");
	else
		paint_frame(canvas, r, text_str(&title), text_str(&note));
	if (layer->kind->draw)
		layer->kind->draw(app, layer, canvas, in);
	else
		draw_list(app, layer, canvas, in);
	text_clear(&title);
	text_clear(&note);
}

void layer_click(App *app, Layer *layer, int x, int y, int clicks)
{
	Rect r = layer_rect(app, layer), in = layer_inside(app, layer);
	long row;

	if (!rect_has(r, x, y)) {       /* a click beside a pop-up closes it, as Esc does */
		layer_act(app, layer, ACT_CLOSE);
		return;
	}
	if (!is_list(layer))
		return;
	y -= in.y + has_filter(layer) + (layer->kind->head != NULL && in.h > 4);
	row = picker_at(&layer->picker, list_height(app, layer), y);
	if (y < 0 || row < 0)
		return;
	if (layer->picker.cursor == (size_t)row || clicks > 1) {
		layer->picker.cursor = (size_t)row;
		accept(app, layer);
	} else {
		layer->picker.cursor = (size_t)row;
	}
}
