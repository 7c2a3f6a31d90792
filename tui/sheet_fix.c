/* The quick fix of a finding: the edit that would mend it, with its effect, before it is made. */
#include <stdlib.h>
#include <string.h>

#include "tui/fixes.h"
#include "tui/paint.h"
#include "tui/problem.h"
#include "tui/sheets.h"

typedef struct Fix {
	Fixes fixes;
	size_t at;              /* the one that is shown */
	bool seen;              /* it is shown on the canvas */
	char *message, *remedy, *rule, *element;        /* owned */
	Severity severity;
} Fix;

static const Finding *find_key(const App *app, const char *key)
{
	for (size_t i = 0; i < app->world.findings.count; i++)
		if (strcmp(app->world.findings.items[i].key, key) == 0)
			return &app->world.findings.items[i];
	return NULL;
}

static void make_fix(App *app, Fix *fix, const Finding *finding)
{
	fix->message = mem_copy(finding->message);
	fix->remedy = mem_copy(finding_remedy(finding));
	fix->rule = mem_copy(finding->rule->id);
	fix->element = mem_copy(finding->element->id);
	fix->severity = finding->severity;
	fixes_find(&app->world, app_catalog(app), finding, &fix->fixes);
}

/* The one that is shown; NULL: nothing mends it by itself. */
static const OneFix *shown(const Fix *fix)
{
	return fix->fixes.count ? &fix->fixes.items[fix->at] : NULL;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static void fix_drop(Layer *layer)
{
	Fix *fix = layer->data;

	if (!fix)
		return;
	fixes_clear(&fix->fixes);
	free(fix->message);
	free(fix->remedy);
	free(fix->rule);
	free(fix->element);
	free(fix);
}

static void fix_rows(Layer *layer)
{
	const Fix *fix = layer->data;

	if (fix->fixes.count)
		picker_add(&layer->picker, "apply", "Apply the fix", "Enter", "");
	picker_add(&layer->picker, "edit", "Edit the element", "inspector", "");
	picker_add(&layer->picker, "explain", "Explain the rule", fix->rule, "");
	picker_add(&layer->picker, "waive", "Accept it with a reason", "waiver", "");
	picker_rank(&layer->picker);
}

static void fix_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	const Fix *fix = layer->data;

	(void)app;
	text_addf(title, "Quick fix  %s", fix->rule);
	if (fix->fixes.count)
		text_addf(title, "  (%zu of %zu)", fix->at + 1, fix->fixes.count);
	text_add(note, severity_name(fix->severity));
}

static int draw_effect(const App *app, const OneFix *fix, Canvas *canvas, Rect r)
{
	Text text = {0};
	int y = r.y;

	if (r.h < 2)
		return 0;
	y += paint_wrapped(canvas, r.x + 2, y, r.w - 2, least(4, r.h - 1), STYLE_BOLD, fix->script);
	text_add(&text, "cost ");
	effect_add_cost(&fix->effect, app->world.cost.currency, &text);
	text_add(&text, "/mo   findings ");
	effect_add_findings(&fix->effect, &text);
	text_add(&text, "   one undo step");
	if (fix->effect.refused)
		paint_text(canvas, r.x + 2, y, r.w - 2, STYLE_ERROR, fix->effect.refused);
	else
		paint_text(canvas, r.x + 2, y, r.w - 2, STYLE_DIM, text_str(&text));
	text_clear(&text);
	return y + 1 - r.y;
}

static int fix_rows_needed(const Layer *layer, int width)
{
	const Fix *fix = layer->data;
	int rows = 1 + (int)layer->picker.shown_count;

	if (!fix)
		return rows;
	rows += least(paint_wrapped_rows(width, fix->message), 3) + least(paint_wrapped_rows(width, fix->remedy), 3);
	return rows + (shown(fix) ? least(paint_wrapped_rows(width - 2, shown(fix)->script), 4) + 2 : 0);
}

/* What can be chosen stays in sight; the words above it take the rows that are left. */
static void fix_draw(const App *app, const Layer *layer, Canvas *canvas, Rect in)
{
	const Fix *fix = layer->data;
	int y = in.y, list = least((int)layer->picker.shown_count, in.h > 1 ? in.h - 1 : in.h);
	int end = in.y + in.h - list;

	y += paint_wrapped(canvas, in.x, y, in.w, least(3, end - y), STYLE_NORMAL, fix->message);
	y += paint_wrapped(canvas, in.x, y, in.w, least(3, end - y), STYLE_DIM, fix->remedy);
	y++;
	if (shown(fix))
		y += draw_effect(app, shown(fix), canvas, (Rect){in.x, y, in.w, end - y}) + 1;
	picker_draw(&layer->picker, canvas, (Rect){in.x, least(y, end), in.w, list}, NULL, NULL);
}

static void fix_accept(App *app, Layer *layer)
{
	Fix *fix = layer->data;
	const PickRow *row = picker_row(&layer->picker);
	char *rule = mem_copy(fix->rule), *element = mem_copy(fix->element);
	Edit edit = {0};
	Text label = {0};

	text_addf(&label, "fixed %s", rule);
	if (row && strcmp(row->id, "apply") == 0) {
		edit_copy(&edit, &shown(fix)->edit);
		layer_close(app);
		edit_set_label(&edit, "fix %s", rule);
		app_commit(app, &edit, text_str(&label));
		edit_clear(&edit);
	} else if (row && strcmp(row->id, "edit") == 0) {
		layer_close(app);
		app_select(app, strcmp(element, "design") == 0 ? "" : element);
		app_focus(app, FOCUS_INSPECTOR);
	} else if (row && strcmp(row->id, "explain") == 0) {
		explain_open(app, rule);
	} else {
		layer_close(app);
		waive_open(app, NULL);
	}
	text_clear(&label);
	free(rule);
	free(element);
}

static void go_on(App *app)
{
	const Finding *finding;

	problem_next(app, false);
	layer_close(app);
	finding = problem_meant(app);
	if (finding)
		fix_open(app, finding->key);
}

static void end_preview(App *app, Layer *layer)
{
	Fix *fix = layer->data;

	if (fix->seen)
		app_preview_end(app);
	fix->seen = false;
}

/* Shows on the canvas what the fix would make, and takes it back. */
static void preview(App *app, Layer *layer)
{
	Fix *fix = layer->data;
	Error err = {0};

	if (fix->seen || !shown(fix)) {
		app_say(app, "%s", fix->seen ? "as it is" : "nothing mends this by itself: there is nothing to show");
		end_preview(app, layer);
		return;
	}
	fix->seen = app_preview(app, &shown(fix)->edit, &err);
	if (fix->seen)
		app_say(app, "as it would be; p again shows it as it is");
	else
		app_fail_error(app, &err);
}

static void step(App *app, Layer *layer, int by)
{
	Fix *fix = layer->data;
	size_t count = fix->fixes.count;

	if (count < 2) {
		app_say(app, "%s; n goes to the next problem", count ? "this is the only fix" : "nothing mends this by itself");
		return;
	}
	end_preview(app, layer);
	fix->at = (fix->at + count + (size_t)by) % count;
}

static bool fix_act(App *app, Layer *layer, Act act)
{
	switch (act) {
	case ACT_ACCEPT:
		end_preview(app, layer);
		fix_accept(app, layer);
		return true;
	case ACT_RIGHT:
		step(app, layer, 1);
		return true;
	case ACT_LEFT:
		step(app, layer, -1);
		return true;
	default:
		return false;
	}
}

static bool fix_letter(App *app, Layer *layer, const Key *key)
{
	if (key_is_char(key, "p")) {
		preview(app, layer);
	} else if (key_is_char(key, "n")) {
		end_preview(app, layer);
		go_on(app);
	} else {
		return false;
	}
	return true;
}

static const LayerKind fix_kind = {
	.name = "fix", .state = STATE_SHEET, .width = 78, .height = 18, .plain = true, .low = true,
	.hint = "? help  Enter choose  Right next fix  p preview  n next problem  Esc cancel",
	.title = fix_title, .draw = fix_draw, .rows = fix_rows_needed, .act = fix_act, .letter = fix_letter,
	.cancel = end_preview, .drop = fix_drop,
};

void fix_open(App *app, const char *key)
{
	const Finding *finding = find_key(app, key);
	Layer *layer;
	Fix *fix;

	if (!finding) {
		app_warn(app, "that finding is gone");
		return;
	}
	problem_go(app, finding);
	fix = mem_alloc(sizeof *fix);
	make_fix(app, fix, finding);
	layer = layer_open(app, &fix_kind, key, NULL);
	layer->data = fix;
	fix_rows(layer);
}
