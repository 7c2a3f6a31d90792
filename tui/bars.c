/* Title, status and hints. */
#include "tui/bars.h"

#include <string.h>

#include "model/utf8.h"
#include "tui/paint.h"
#include "tui/tools.h"

/* --- title -------------------------------------------------------------------- */

static const char *file_name(const App *app)
{
	const char *path = app->session ? app->session->source.path : NULL, *slash;

	if (!path || !*path)
		return app->session ? "new design" : "troika";
	slash = strrchr(path, '/');
	return slash && slash[1] ? slash + 1 : path;
}

static void add_counts(const App *app, Text *out)
{
	const size_t *n = app->world.findings.by_severity;

	if (!n[0] && !n[1] && !n[2])
		text_add(out, "✓ no findings");
	else
		text_addf(out, "✖%zu ▲%zu ○%zu", n[0], n[1], n[2]);
}

static void add_cost(const App *app, bool whole, Text *out)
{
	const CostSheet *cost = &app->world.cost;

	if (whole) {
		cost_add_money(out, cost->currency, cost->total);
	} else {                /* no cents where columns are few */
		text_add(out, strcmp(cost->currency, "USD") == 0 ? "$" : "");
		decimal_add_fixed(out, cost->total, 0, true);
		text_addf(out, "%s%s", strcmp(cost->currency, "USD") == 0 ? "" : " ",
		          strcmp(cost->currency, "USD") == 0 ? "" : cost->currency);
	}
	text_add(out, cost->unpriced_count ? "+?/mo" : "/mo");
	if (cost->has_budget && whole) {
		text_add(out, " of ");
		decimal_add_fixed(out, cost->budget, 0, true);
	}
	if (cost->has_budget && cost->total > cost->budget)
		text_add(out, " OVER");
}

enum {
	TITLE_GAP = 3,          /* cells between the left and the right of the title, and at its end */
	NAME_LEAST = 24         /* cells for file and state, below which the right is left out */
};

/* Adds MORE to OUT when it fits in ROOM cells; returns what is left of them. */
static int add_fitting(Text *out, const Text *more, int room)
{
	int need = utf8_width(text_str(more));

	if (need > room)
		return room;
	text_add(out, text_str(more));
	return room - need;
}

/* The file name is cut last but one, the state never; zoom and undo are there when all fits. */
static void draw_title(const App *app, Canvas *canvas)
{
	static const char *const zooms[] = {"overview", "normal", "detail"};
	Rect r = app->layout.title;
	bool wide = r.w >= 100;
	Text name = {0}, state = {0}, zoom = {0}, right = {0}, undo = {0};
	bool dirty = app->session && session_dirty(app->session);
	int room = r.w;

	text_addf(&name, " %s%s", wide && app->session ? "troika  " : "", file_name(app));
	text_addf(&state, "%s   %s", dirty ? " +" : "  ", state_name(app_state(app)));
	if (app->session)
		text_addf(&zoom, "   %s%s", wide ? "zoom " : "",
		          zooms[app->world.scene.options.zoom ? app->world.scene.options.zoom - 1 : 1]);
	if (app->macro.recording)
		text_addf(&state, "   REC %zu", app->macro.keys.count);
	if (app->session) {
		add_counts(app, &right);
		text_add(&right, "   ");
		add_cost(app, wide, &right);
		text_addf(&undo, "   undo %zu", session_undo_depth(app->session));
		if (wide)
			text_addf(&undo, " redo %zu", session_redo_depth(app->session));
	}
	canvas_fill(canvas, r.x, r.y, r.w, 1, STYLE_BAR, " ");
	room -= utf8_width(text_str(&name)) + utf8_width(text_str(&state)) + utf8_width(text_str(&right)) + TITLE_GAP;
	room = add_fitting(&right, &undo, room);
	add_fitting(&state, &zoom, room);
	text_add(&right, " ");
	room = r.w - utf8_width(text_str(&right));
	if (room < NAME_LEAST)
		room = r.w;
	else
		paint_right(canvas, r.x, r.y, r.w, STYLE_BAR, text_str(&right));
	room -= utf8_width(text_str(&state)) + 1;
	room = paint_text(canvas, r.x, r.y, room, STYLE_BAR, text_str(&name));
	paint_text(canvas, r.x + room, r.y, r.w - room, STYLE_BAR, text_str(&state));
	text_clear(&name);
	text_clear(&state);
	text_clear(&zoom);
	text_clear(&right);
	text_clear(&undo);
}

/* --- status ------------------------------------------------------------------- */

static void add_where(const App *app, Text *out)
{
	Rect r;

	if (app_bounds(app, app->selected, &r))
		text_addf(out, "   x %d y %d", r.x, r.y);
}

static const char *kind_words(const App *app, const Element *element)
{
	const char *id = element_get(element, element->class == CLASS_LINK ? "via" : "kind");
	const Kind *kind;
	const Pattern *pattern;

	if (!id)
		return class_name(element->class);
	kind = catalog_kind(app_catalog(app), id);
	pattern = catalog_pattern(app_catalog(app), id);
	return kind ? kind->name : pattern ? pattern->name : id;
}

static void add_selection(const App *app, Text *out)
{
	static const char *const glyph[] = {"✖", "▲", "○"};
	const Element *element = app_selected(app);
	size_t first;

	if (app->marks.count)
		text_addf(out, "%zu marked   ", app->marks.count);
	if (!element) {
		text_add(out, app->world.graph.component_count ? "nothing selected: arrows choose" : "a adds the first component");
		return;
	}
	app_add_name(app, element->id, out);
	if (world_findings(&app->world, element->id, &first)) {
		const Finding *finding = world_finding(&app->world, first, 0);

		text_addf(out, "   %s %s   f fix   n next", glyph[finding->severity], finding->message);
		return;
	}
	if (strcmp(kind_words(app, element), element_name(element)) != 0)
		text_addf(out, "   %s", kind_words(app, element));
	add_where(app, out);
}

enum { MORE_LEAST = 60 };               /* columns from which a cut message names the key that shows it */

static const char *kept_words(const App *app)
{
	if (!app->session)
		return "";
	return session_keeps(app->session) ? "kept " : "NOT KEPT ";
}

static void add_tool_status(const App *app, Text *out)
{
	switch (app->tool) {
	case TOOL_PLACE:
		place_add_status(app, out);
		break;
	case TOOL_MOVE:
		move_add_status(app, out);
		break;
	case TOOL_TARGET:
		target_add_status(app, out);
		break;
	case TOOL_SELECT:
		break;
	}
}

/* Behind three spaces stands what can be done about it: when there is no room for all, the sentence
 * before it is cut, and MORE (the key that shows all of it; "" none) is added. */
static void paint_sentence(Canvas *canvas, Rect at, Style style, const char *text, const char *more)
{
	Text head = {0}, tail = {0};
	const char *end = text + strlen(text);
	int used;

	if (utf8_width(text) > at.w) {
		for (const char *p = strstr(text, "   "); p && end > p; p = strstr(p + 3, "   "))
			if (utf8_width(p) <= at.w / 3) {
				text_add(&tail, p);
				end = p;
			}
		text_add(&tail, more);
	}
	text_add_n(&head, text, (size_t)(end - text));
	used = paint_text(canvas, at.x, at.y, at.w - utf8_width(text_str(&tail)), style, text_str(&head));
	paint_text(canvas, at.x + used, at.y, at.w - used, style, text_str(&tail));
	text_clear(&head);
	text_clear(&tail);
}

/* "   ! more": the key that lists what was said, where it has a meaning now. */
static void add_more(const App *app, Text *out)
{
	Text key = {0};

	if (app->layout.width >= MORE_LEAST &&
	    keymap_add_keys(&app->keymap, command_find(app->commands, "messages"), app_state(app), &key))
		text_addf(out, "   %s more", text_str(&key));
	text_clear(&key);
}

static void draw_status(const App *app, Canvas *canvas)
{
	Rect r = app->layout.status;
	const char *kept = kept_words(app);
	int side = utf8_width(kept);
	Style style = STYLE_NORMAL;
	Text text = {0}, more = {0};

	canvas_fill(canvas, r.x, r.y, r.w, 1, STYLE_NORMAL, " ");
	if (app->message.length) {
		text_add(&text, text_str(&app->message));
		add_more(app, &more);
		style = app->message_style;
	} else if (app_state(app) & (STATE_PLACE | STATE_MOVE | STATE_TARGET)) {
		add_tool_status(app, &text);
		style = STYLE_BOLD;
	} else if (app->layout.small && app->session) {
		add_counts(app, &text);
		text_add(&text, "  ");
		add_cost(app, false, &text);
	} else if (app->session) {
		add_selection(app, &text);
	}
	if (side + 20 > r.w)
		side = 0;
	paint_sentence(canvas, (Rect){r.x + 1, r.y, r.w - 2 - side, 1}, style, text_str(&text), text_str(&more));
	if (side)
		paint_text(canvas, r.x + r.w - side, r.y, side, *kept == 'N' ? STYLE_WARNING : STYLE_DIM, kept);
	text_clear(&text);
	text_clear(&more);
}

/* --- hints ---------------------------------------------------------------------- */

/* One hint while a row of them is laid out. Whole words or nothing. */
typedef struct HintRow {
	const App *app;
	Canvas *canvas;         /* NULL: only measured */
	int x, find;            /* FIND: the column that is asked for; -1 */
	const Command *found;
} HintRow;

static void add_hint(HintRow *row, const Command *command)
{
	Rect r = row->app->layout.hint;
	Text keys = {0};
	int width, used;

	if (!*command->hint || !keymap_add_keys(&row->app->keymap, command, app_state(row->app), &keys)) {
		text_clear(&keys);
		return;
	}
	width = utf8_width(text_str(&keys)) + 1 + utf8_width(command->hint);
	if (row->x + width <= r.x + r.w) {
		if (row->find >= row->x && row->find < row->x + width)
			row->found = command;
		if (row->canvas) {
			used = canvas_text(row->canvas, row->x, r.y, STYLE_KEY, text_str(&keys));
			canvas_text(row->canvas, row->x + used + 1, r.y, STYLE_BAR, command->hint);
		}
		row->x += width + 2;
	} else if (command == row->app->commands && row->canvas) {
		paint_text(row->canvas, r.x, r.y, r.w, STYLE_KEY, text_str(&keys));
		row->x = r.x + r.w;
	}
	text_clear(&keys);
}

/* Help first, and never left out; then what only this state has, the way back, and the rest. */
static const Command *hints(const App *app, Canvas *canvas, int find)
{
	State state = app_state(app);
	HintRow row = {app, canvas, app->layout.hint.x + (app->layout.hint.w > 24 ? 1 : 0), find, NULL};
	const Command *back = command_find(app->commands, "back");

	add_hint(&row, app->commands);
	for (const Command *c = app->commands + 1; c->name && state != STATE_SELECT; c++)
		if (!(c->states & STATE_SELECT))
			add_hint(&row, c);
	if (state != STATE_SELECT)
		add_hint(&row, back);
	for (const Command *c = app->commands + 1; c->name; c++)
		if ((c->states & STATE_SELECT) && c != back)
			add_hint(&row, c);
	return row.found;
}

const Command *bars_hint_at(const App *app, int x)
{
	return hints(app, NULL, x);
}

/* The hints of a pop-up: "Enter run  Esc close", as many whole ones as there is room for. */
static void draw_layer_hints(const App *app, Canvas *canvas, const char *hint)
{
	Rect r = app->layout.hint;
	int x = r.x + (r.w > 24 ? 1 : 0);

	while (*hint) {
		const char *end = strstr(hint, "  ");
		size_t length = end ? (size_t)(end - hint) : strlen(hint);
		size_t key = strcspn(hint, " ");
		Text one = {0};
		int used;

		text_add_n(&one, hint, length);
		used = utf8_width(text_str(&one));
		if (x + used <= r.x + r.w) {
			canvas_text(canvas, x, r.y, STYLE_BAR, text_str(&one));
			canvas_style(canvas, x, r.y, (int)key, 1, STYLE_KEY);
			x += used + 2;
		}
		text_clear(&one);
		hint += length;
		while (*hint == ' ')
			hint++;
	}
}

static void draw_hints(const App *app, Canvas *canvas)
{
	Rect r = app->layout.hint;
	const Layer *layer = app_layer(app);

	canvas_fill(canvas, r.x, r.y, r.w, 1, STYLE_BAR, " ");
	if (layer && layer->kind->hint)
		draw_layer_hints(app, canvas, layer->kind->hint);
	else
		hints(app, canvas, -1);
}

void bars_draw(const App *app, Canvas *canvas)
{
	if (app->layout.title.h)
		draw_title(app, canvas);
	if (app->layout.status.h)
		draw_status(app, canvas);
	if (app->layout.hint.h)
		draw_hints(app, canvas);
}

/* --- the keys that may follow ------------------------------------------------------ */

void bars_draw_pending(const App *app, Canvas *canvas)
{
	const Binding *rows[32];
	size_t count = 0;
	Rect r;
	Text text = {0};

	for (size_t i = 0; i < app->keymap.count && count < 32; i++) {
		const Binding *binding = &app->keymap.items[i];

		if (binding->states & app_state(app) && binding->count > app->pending_count &&
		    key_equal(&binding->keys[0], &app->pending[0]))
			rows[count++] = binding;
	}
	r = layout_popup(&app->layout, 44, (int)count + 2);
	r.y = app->layout.height - 2 - r.h < 0 ? 0 : app->layout.height - 2 - r.h;
	key_add_people(&text, &app->pending[0]);
	text_add(&text, " …");
	paint_frame(canvas, r, text_str(&text), "Esc cancels");
	for (size_t i = 0; i < count && (int)i < r.h - 2; i++) {
		Text key = {0};

		key_add_people(&key, &rows[i]->keys[app->pending_count]);
		paint_text(canvas, r.x + 2, r.y + 1 + (int)i, 4, STYLE_BOLD, text_str(&key));
		paint_text(canvas, r.x + 6, r.y + 1 + (int)i, r.w - 8, STYLE_NORMAL, rows[i]->command->name);
		text_clear(&key);
	}
	text_clear(&text);
}
