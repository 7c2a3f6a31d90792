/* The pattern picker: how two components may be connected, what each way does to findings and cost
 * before it is chosen, and why the others are not offered. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "model/legal.h"
#include "model/utf8.h"
#include "tui/decision.h"
#include "tui/paint.h"
#include "tui/pattern_card.h"
#include "tui/sheets.h"

typedef struct Connect {
	Trial trial;
	Effect *effects;        /* by pattern of the catalogue; owned */
	size_t count;
} Connect;

static const char *from_of(const Layer *layer) { return layer->number ? layer->key : layer->id; }
static const char *to_of(const Layer *layer) { return layer->number ? layer->id : layer->key; }

/* --- fit ---------------------------------------------------------------------------- */

/* How exactly a selector list names a kind: its id, a capability, its vendor, anything. */
static int exactness(const char *const *selectors, const Kind *kind)
{
	int best = 0;

	for (size_t i = 0; selectors && selectors[i]; i++) {
		const char *const one[] = {selectors[i], NULL};
		int worth = text_starts(selectors[i], "capability:") ? 2 :
			strchr(selectors[i], '*') ? strlen(selectors[i]) > 1 : 3;

		if (worth > best && selectors_match(one, kind))
			best = worth;
	}
	return best;
}

/* Of a whole platform the pattern knows the vendor at best. */
static int end_exactness(const Graph *graph, const char *const *selectors, GraphEnd end)
{
	return end.component == NOWHERE ? 1 : exactness(selectors, graph->components[end.component].kind);
}

/* Higher fits better: exact ends, in good standing, loosely coupled. */
static int fitness(const Graph *graph, const Pattern *pattern, GraphEnd from, GraphEnd to)
{
	int fit = 100 * (end_exactness(graph, pattern->from, from) + end_exactness(graph, pattern->to, to));

	if (strcmp(pattern->id, "custom") == 0)
		return -1000;
	if (pattern->mode == MODE_OVERLAY)
		fit -= 250;
	if (text_starts(pattern->status, "legacy") || text_starts(pattern->status, "anti-pattern") ||
	    text_starts(pattern->status, "discouraged"))
		fit -= 300;
	return fit - pattern->temporal * 4 - pattern->schema * 3 - pattern->data * 2 - pattern->location;
}

/* --- rows ----------------------------------------------------------------------------- */

typedef struct Ranked { const Pattern *pattern; int fit; char *why_not; } Ranked;

static int by_fit(const void *a, const void *b)
{
	const Ranked *p = a, *q = b;

	if (!p->why_not != !q->why_not)
		return p->why_not ? 1 : -1;
	if (p->fit != q->fit)
		return p->fit > q->fit ? -1 : 1;
	return strcmp(p->pattern->name, q->pattern->name);
}

static void add_row(Layer *layer, const Ranked *ranked, size_t index)
{
	const Pattern *p = ranked->pattern;
	Text more = {0};
	PickRow *row;

	text_addf(&more, "%s %s %s", p->label, p->delivery, p->use_when);
	row = picker_add(&layer->picker, p->id, p->name, "", text_str(&more));
	row->why_not = ranked->why_not;         /* taken over */
	row->number = (long)index;
	text_clear(&more);
}

static void connect_fill(App *app, Layer *layer)
{
	const Catalog *catalog = app_catalog(app);
	const Graph *graph = &app->world.graph;
	GraphEnd from = graph_end(graph, from_of(layer)), to = graph_end(graph, to_of(layer));
	Ranked *list;

	list = mem_alloc((catalog->pattern_count + 1) * sizeof *list);
	for (size_t i = 0; i < catalog->pattern_count; i++) {
		const Pattern *p = &catalog->patterns[i];
		Text why = {0};

		list[i].pattern = p;
		list[i].fit = fitness(graph, p, from, to);
		if (!pattern_legal(graph, p, from, to, &why))
			list[i].why_not = text_take(&why);
		text_clear(&why);
	}
	qsort(list, catalog->pattern_count, sizeof *list, by_fit);
	for (size_t i = 0; i < catalog->pattern_count; i++)
		add_row(layer, &list[i], (size_t)(list[i].pattern - catalog->patterns));
	free(list);
}

/* --- effects ----------------------------------------------------------------------------- */

static void add_script(const Layer *layer, const Pattern *pattern, Text *out)
{
	text_addf(out, "link %s %s via %s", from_of(layer), to_of(layer), pattern->id);
}

static void try_row(App *app, Layer *layer, const PickRow *row)
{
	Connect *connect = layer->data;
	Edit edit = {0};
	Error err = {0};
	Text script = {0};

	add_script(layer, &app_catalog(app)->patterns[row->number], &script);
	if (edit_parse(text_str(&script), "the link", app_design(app), app_catalog(app), &edit, &err))
		trial_run(&connect->trial, app_catalog(app), &edit, &connect->effects[row->number]);
	else
		connect->effects[row->number] = (Effect){.known = true, .refused = mem_copy(err.text)};
	error_clear(&err);
	edit_clear(&edit);
	text_clear(&script);
}

/* Tries at most MOST rows that are offered and not yet known; true: more are left. */
static bool try_rows(App *app, Layer *layer, size_t most)
{
	Connect *connect = layer->data;

	for (size_t i = 0; i < layer->picker.count; i++) {
		const PickRow *row = &layer->picker.rows[i];

		if (row->why_not || connect->effects[row->number].known)
			continue;
		if (!most--)
			return true;
		try_row(app, layer, row);
	}
	return false;
}

static bool connect_idle(App *app, Layer *layer)
{
	return try_rows(app, layer, 1);
}

/* At once as far as it costs no more than a frame, the rest while no key waits. */
static void try_soon(App *app, Layer *layer)
{
	size_t size = app->world.graph.component_count + app->world.graph.link_count;

	layer->busy = try_rows(app, layer, 1 + 1000 / (size + 1));
}

static void start_trial(App *app, Layer *layer)
{
	Connect *connect = mem_alloc(sizeof *connect);

	connect->count = app_catalog(app)->pattern_count;
	connect->effects = mem_alloc((connect->count + 1) * sizeof *connect->effects);
	trial_start(&connect->trial, &app->world);
	layer->data = connect;
	try_soon(app, layer);
}

static void connect_drop(Layer *layer)
{
	Connect *connect = layer->data;

	if (!connect)
		return;
	trial_clear(&connect->trial);
	for (size_t i = 0; i < connect->count; i++)
		effect_clear(&connect->effects[i]);
	free(connect->effects);
	free(connect);
}

/* --- drawing ------------------------------------------------------------------------------- */

typedef struct Columns { int name, style, delivery, cost, findings; } Columns;

static Columns columns(int width)
{
	Columns c = {.name = 28, .style = 6, .delivery = 0, .cost = 11, .findings = width > 60 ? 12 : 8};
	int widest = width > 110 ? 48 : 22;

	if (width > 76)
		c.delivery = width - 2 - 30 - 8 - 13 - c.findings - 2;
	if (c.delivery > widest)
		c.delivery = widest;
	c.name = width - c.style - c.cost - c.findings - (c.delivery ? c.delivery + 2 : 0) - 6;
	return c;
}

static const char *mode_word(const Pattern *p)
{
	return p->mode == MODE_SYNC ? "sync" : p->mode == MODE_ASYNC ? "async" : "path";
}

static void draw_cells(Canvas *canvas, Rect at, Style style, const char *name, const char *mode,
                       const char *delivery, const char *cost, const char *findings)
{
	Columns c = columns(at.w);
	int x = at.x;

	paint_text(canvas, x, at.y, c.name, style, name);
	x += c.name + 2;
	paint_text(canvas, x, at.y, c.style, style, mode);
	x += c.style + 1;
	if (c.delivery) {
		paint_text(canvas, x, at.y, c.delivery, style, delivery);
		x += c.delivery + 2;
	}
	paint_right(canvas, x, at.y, c.cost, style, cost);
	x += c.cost + 2;
	paint_text(canvas, x, at.y, at.x + at.w - x, style, findings);
}

static void connect_head(const App *app, const Layer *layer, Canvas *canvas, Rect r)
{
	(void)app;
	(void)layer;
	draw_cells(canvas, (Rect){r.x + 2, r.y, r.w - 2, 1}, STYLE_DIM, "pattern", "style", "delivery", "adds/mo", "findings");
}

static void connect_row(const void *context, const PickRow *row, Canvas *canvas, Rect at, Style style)
{
	const LayerContext *c = context;
	const Connect *connect = c->layer->data;
	const Pattern *p = &app_catalog(c->app)->patterns[row->number];
	Text cost = {0}, findings = {0};

	if (row->why_not) {
		int half = at.w / 3;

		paint_text(canvas, at.x, at.y, half, style, row->text);
		paint_text(canvas, at.x + half + 2, at.y, at.w - half - 2, style, row->why_not);
		return;
	}
	if (connect) {
		effect_add_cost(&connect->effects[row->number], c->app->world.cost.currency, &cost);
		effect_add_findings(&connect->effects[row->number], &findings);
	}
	draw_cells(canvas, at, style, row->text, mode_word(p), p->delivery, text_str(&cost), text_str(&findings));
	text_clear(&cost);
	text_clear(&findings);
}

enum { CONNECT_DETAIL_ROWS = 4 };

static void connect_detail(const App *app, const Layer *layer, Canvas *canvas, Rect r)
{
	const PickRow *row = picker_row(&layer->picker);
	const Connect *connect = layer->data;
	const Pattern *p;
	const Effect *effect;
	bool tall = r.h > CONNECT_DETAIL_ROWS;  /* it stands beside the list */
	int y = r.y + 1;

	if (!row)
		return;
	p = &app_catalog(app)->patterns[row->number];
	if (row->why_not) {
		paint_wrapped(canvas, r.x, y, r.w, r.h - 2, STYLE_WARNING, row->why_not);
	} else {
		effect = connect ? &connect->effects[row->number] : NULL;
		if (!tall)
			y += paint_wrapped(canvas, r.x, y, r.w, 2, STYLE_NORMAL, p->use_when);
		if (effect && effect->refused)
			paint_text(canvas, r.x, y, r.w, STYLE_ERROR, effect->refused);
		else if (effect && effect->opened)
			paint_textf(canvas, r.x, y, r.w, STYLE_WARNING, "new: %s", effect->opened);
		else if (*p->avoid_when && !tall)
			paint_textf(canvas, r.x, y, r.w, STYLE_DIM, "Avoid: %s", p->avoid_when);
		if (tall)
			pattern_draw_card(app_catalog(app), p, canvas, (Rect){r.x, y + 1, r.w, r.y + r.h - y - 1});
	}
}

static void connect_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	text_add(title, "Connect  ");
	app_add_name(app, from_of(layer), title);
	text_add(title, " → ");
	app_add_name(app, to_of(layer), title);
	text_addf(note, "%zu of %zu patterns", layer->picker.count - layer->picker.hidden, layer->picker.count);
}

/* --- choosing ------------------------------------------------------------------------------------ */

static void select_new_link(App *app, const Edit *edit)
{
	for (size_t i = 0; edit && i < edit->count; i++)
		if (strcmp(edit->ops[i].key, KEY_CLASS) == 0 && text_equal(edit->ops[i].after, class_name(CLASS_LINK)))
			app_select(app, edit->ops[i].id);
}

/* The id the link will have: that of what the script adds last. The caller frees; NULL: it is refused. */
static char *link_id(const App *app, const char *script)
{
	char *id = NULL;
	Edit edit = {0};

	if (edit_parse(script, "the link", app_design(app), app_catalog(app), &edit, NULL))
		for (size_t i = 0; i < edit.count; i++)
			if (text_equal(edit.ops[i].key, KEY_CLASS) && text_equal(edit.ops[i].after, class_name(CLASS_LINK))) {
				free(id);
				id = mem_copy(edit.ops[i].id);
			}
	edit_clear(&edit);
	return id;
}

/* The other patterns that were offered lost against ROW; the free one, which says nothing, was no rival. */
static void add_decision(const App *app, const Layer *layer, const PickRow *row, const char *link, Text *script)
{
	const Pattern *patterns = app_catalog(app)->patterns;
	const Connect *connect = layer->data;
	DecisionOption *losers = mem_alloc((layer->picker.count + 1) * sizeof *losers);
	const Element *from = design_find(app_design(app), from_of(layer)), *to = design_find(app_design(app), to_of(layer));
	DecisionFacts facts = {.link = link, .from = from->id, .to = to->id, .from_name = element_name(from),
	                       .to_name = element_name(to), .losers = losers, .currency = app->world.cost.currency,
	                       .chosen = {&patterns[row->number], &connect->effects[row->number]}};

	for (size_t i = 0; i < layer->picker.count; i++) {
		const PickRow *other = &layer->picker.rows[i];

		if (other->why_not)
			facts.unfit++;
		else if (other->number != row->number && strcmp(other->id, "custom") != 0)
			losers[facts.loser_count++] = (DecisionOption){&patterns[other->number], &connect->effects[other->number]};
	}
	decision_add_script(&facts, app_design(app), script);
	free(losers);
}

/* DECIDE: the choice is written down as well, in the same edit. */
static void take(App *app, Layer *layer, const PickRow *row, bool decide)
{
	const Pattern *p = &app_catalog(app)->patterns[row->number];
	Text script = {0}, said = {0}, ends = {0};
	char *id;

	add_script(layer, p, &script);
	id = link_id(app, text_str(&script));
	if (decide && id) {
		try_rows(app, layer, SIZE_MAX);
		text_add_char(&script, '\n');
		add_decision(app, layer, row, id, &script);
	}
	free(id);
	app_add_name(app, from_of(layer), &ends);
	text_add(&ends, " → ");
	app_add_name(app, to_of(layer), &ends);
	text_addf(&said, "connected %s by %s%s", text_str(&ends), p->label, decide ? ", and wrote the decision" : "");
	layer_close(app);
	if (app_run_script(app, text_str(&script), text_str(&said), text_str(&said)))
		select_new_link(app, session_last_edit(app->session));
	text_clear(&script);
	text_clear(&said);
	text_clear(&ends);
}

static void connect_accept(App *app, Layer *layer, const PickRow *row)
{
	take(app, layer, row, false);
}

static void turn_round(App *app, Layer *layer)
{
	Connect *connect = layer->data;

	layer->number = !layer->number;
	for (size_t i = 0; i < connect->count; i++)
		effect_clear(&connect->effects[i]);
	picker_empty(&layer->picker);
	connect_fill(app, layer);
	picker_filter_changed(&layer->picker);
	try_soon(app, layer);
}

static bool connect_act(App *app, Layer *layer, Act act)
{
	const PickRow *row = picker_row(&layer->picker);

	if (act == ACT_LEFT) {
		turn_round(app, layer);
		return true;
	}
	if (act == ACT_DECIDE && row && row->why_not) {
		app_warn(app, "%s", row->why_not);
		return true;
	}
	if (act == ACT_DECIDE && row) {
		take(app, layer, row, true);
		return true;
	}
	if (act == ACT_RIGHT && row) {
		explain_open(app, row->id);
		return true;
	}
	return false;
}

static const LayerKind connect_kind = {
	.name = "connect", .state = STATE_PICKER, .width = 100, .height = 20, .detail_rows = CONNECT_DETAIL_ROWS, .beside = true,
	.empty = "no pattern fits the filter; Tab shows the hidden ones and why",
	.hint = "F1 help  Enter connect  Right details  Left reverse  Tab why hidden  Esc cancel  Ctrl-T and decide",
	.title = connect_title, .fill = connect_fill, .head = connect_head, .draw_row = connect_row,
	.detail = connect_detail, .accept = connect_accept, .act = connect_act, .idle = connect_idle,
	.drop = connect_drop,
};

/* Is some documented pattern offered, other than the free one that links anything? */
static bool offers_pattern(const Layer *layer)
{
	for (size_t i = 0; i < layer->picker.count; i++)
		if (!layer->picker.rows[i].why_not && strcmp(layer->picker.rows[i].id, "custom") != 0)
			return true;
	return false;
}

/* People name the ends as they think of them; where a pattern runs only the other way, that is offered. */
void connect_open(App *app, const char *from, const char *to)
{
	Layer *layer = layer_open(app, &connect_kind, from, to);

	start_trial(app, layer);
	if (offers_pattern(layer))
		return;
	turn_round(app, layer);
	if (offers_pattern(layer))
		app_say(app, "drawn the other way round, as the patterns run; Left turns it back");
	else
		turn_round(app, layer);
}
