/* The problems: findings by severity, what each is about, and whether a fix is at hand. */
#include <stdlib.h>
#include <string.h>

#include "model/utf8.h"
#include "tui/paint.h"
#include "tui/panel.h"
#include "tui/problem.h"
#include "tui/sheets.h"

static const char *const glyph[] = {"✖", "▲", "○"};
static const Style styles[] = {STYLE_ERROR, STYLE_WARNING, STYLE_ADVICE};

static void move(App *app, long by)
{
	long at = (long)app->problem, step = by < 0 ? -1 : 1;
	size_t last = app->problem;

	for (long left = labs(by); left > 0; left--) {
		do
			at += step;
		while (at >= 0 && at < (long)app->world.findings.count && !problem_shown(app, (size_t)at));
		if (at < 0 || at >= (long)app->world.findings.count)
			break;
		last = (size_t)at;
	}
	if (app->problem == last)
		app_say(app, "%s", app->world.findings.count ? by < 0 ? "this is the first finding" : "this is the last finding" :
		        "there are no findings");
	app->problem = last;
}

static void show_at_canvas(App *app)
{
	const Finding *finding = problem_at(app);

	if (!finding) {
		app_say(app, "there are no findings here");
		return;
	}
	app_select(app, finding->element->class == CLASS_DESIGN ? "" : finding->element->id);
	app_reveal(app, finding->element->id, true);
	app_say(app, "%s %s", glyph[finding->severity], finding->message);
}

static void next_filter(App *app, int step)
{
	app->problem_filter = (app->problem_filter + step + SHOW_COUNT) % SHOW_COUNT;
	app->problem = 0;
	problem_settle(app);
	app_say(app, "shows %s", problem_filter_name(app));
}

void panel_problems_act(App *app, Act act)
{
	long page = layout_inside(&app->layout, PANEL_PROBLEMS).h;

	switch (act) {
	case ACT_UP:
	case ACT_DOWN:
		move(app, act == ACT_UP ? -1 : 1);
		break;
	case ACT_PAGE_UP:
	case ACT_PAGE_DOWN:
		move(app, act == ACT_PAGE_UP ? -page : page);
		break;
	case ACT_HOME:
	case ACT_END:
		move(app, act == ACT_HOME ? -1000000 : 1000000);
		break;
	case ACT_ACCEPT:
		show_at_canvas(app);
		break;
	case ACT_LEFT:
	case ACT_RIGHT:
		next_filter(app, act == ACT_LEFT ? -1 : 1);
		break;
	default:
		app_say(app, "Tab goes to the next panel");
	}
}

static bool is_new(const App *app, const Finding *finding)
{
	for (size_t i = 0; i < app->flash.key_count; i++)
		if (strcmp(app->flash.keys[i], finding->key) == 0)
			return true;
	return false;
}

static void draw_row(const App *app, Canvas *canvas, Rect at, const Finding *finding, bool chosen)
{
	Style style = chosen ? STYLE_FOCUS : finding->waiver ? STYLE_DISABLED : STYLE_NORMAL;
	int name = at.w > 90 ? 26 : at.w > 60 ? 18 : 0;
	Text about = {0}, message = {0};

	if (chosen)
		canvas_fill(canvas, at.x, at.y, at.w, 1, STYLE_FOCUS, " ");
	canvas_put(canvas, at.x, at.y, chosen ? STYLE_FOCUS : STYLE_NORMAL, chosen ? ">" : " ");
	canvas_put(canvas, at.x + 1, at.y, chosen ? STYLE_FOCUS : styles[finding->severity],
	           glyph[finding->severity]);
	app_add_name(app, finding->element->id, &about);
	text_addf(&message, "%s%s%s", finding->waiver ? "waived: " : "",
	          is_new(app, finding) ? "new: " : "", finding->message);
	paint_text(canvas, at.x + 3, at.y, at.w - 3 - (name ? name + 2 : 0), style, text_str(&message));
	if (name)
		paint_text(canvas, at.x + at.w - name, at.y, name,
		           chosen ? STYLE_FOCUS : STYLE_DIM, text_str(&about));
	text_clear(&about);
	text_clear(&message);
}

/* The first index to draw so that the cursor is in sight: HEIGHT rows that end at it at the latest. */
static size_t first_row(const App *app, int height)
{
	size_t first = app->problem, at = app->problem;
	int rows = 1;

	while (at > 0 && rows < height) {
		if (problem_shown(app, --at)) {
			first = at;
			rows++;
		}
	}
	return first;
}

void panel_problems_draw(const App *app, Canvas *canvas, Rect r)
{
	const Findings *findings = &app->world.findings;
	int y = 0;

	if (findings->count == findings->waived && app->problem_filter != SHOW_WAIVED && r.h > 0) {
		paint_textf(canvas, r.x, r.y, r.w, STYLE_GOOD, "✓ no findings  (%zu rules ran, %zu undecided, %zu waived)",
		            findings->ran, findings->undecided_count, findings->waived);
		return;
	}
	for (size_t i = first_row(app, r.h); i < findings->count && y < r.h; i++)
		if (problem_shown(app, i))
			draw_row(app, canvas, (Rect){r.x, r.y + y++, r.w, 1}, problem_finding(app, i),
			         i == app->problem && app->focus == FOCUS_PROBLEMS);
}

void panel_problems_click(App *app, Rect r, int x, int y, int clicks)
{
	int row = 0;

	(void)x;
	for (size_t i = first_row(app, r.h); i < app->world.findings.count; i++) {
		if (!problem_shown(app, i) || row++ != y)
			continue;
		app->problem = i;
		show_at_canvas(app);
		if (clicks > 1)
			fix_open(app, problem_finding(app, i)->key);
		return;
	}
}
