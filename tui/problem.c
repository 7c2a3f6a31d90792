/* The cursor in the list of findings: which are shown, the next one, the one that is meant. */
#include "tui/problem.h"

#include <stdlib.h>
#include <string.h>

static const char *const glyph[] = {"✖", "▲", "○"};

/* --- the order ------------------------------------------------------------------- */

typedef struct Entry { const Finding *finding; size_t index; } Entry;

static int in_turn(const Entry *x, const Entry *y)
{
	return (x->index > y->index) - (x->index < y->index);
}

static int by_place(const void *a, const void *b)
{
	const Entry *x = a, *y = b;
	int names = strcmp(element_name(x->finding->element), element_name(y->finding->element));
	int ids = strcmp(x->finding->element->id, y->finding->element->id);

	return names ? names : ids ? ids : in_turn(x, y);
}

static int by_rule(const void *a, const void *b)
{
	const Entry *x = a, *y = b;
	int rules = strcmp(x->finding->rule->id, y->finding->rule->id);

	return rules ? rules : in_turn(x, y);
}

/* Findings come in the order of their severity. */
static int (*const orders[SORT_COUNT])(const void *, const void *) = {[SORT_PLACE] = by_place, [SORT_RULE] = by_rule};
static const char *const sort_names[SORT_COUNT] = {"severity", "place", "rule"};

static void put_in_order(App *app)
{
	const Findings *findings = &app->world.findings;
	Entry *entries = mem_alloc((findings->count + 1) * sizeof *entries);

	free(app->problem_order);
	app->problem_order = mem_alloc((findings->count + 1) * sizeof *app->problem_order);
	for (size_t i = 0; i < findings->count; i++)
		entries[i] = (Entry){&findings->items[i], i};
	if (orders[app->problem_sort] && findings->count)
		qsort(entries, findings->count, sizeof *entries, orders[app->problem_sort]);
	for (size_t i = 0; i < findings->count; i++)
		app->problem_order[i] = entries[i].index;
	free(entries);
}

const char *problem_sort_name(const App *app)
{
	return sort_names[app->problem_sort];
}

void problem_go(App *app, const Finding *finding)
{
	for (size_t i = 0; i < app->world.findings.count; i++)
		if (problem_finding(app, i) == finding)
			app->problem = i;
}

const char *problem_filter_name(const App *app)
{
	return app->problem_filter == SHOW_ALL ? "all" : app->problem_filter == SHOW_WAIVED ? "waived" :
	       severity_name((Severity)app->problem_filter);
}

void problem_sort(App *app, const char *by)
{
	const Finding *at = problem_finding(app, app->problem);
	ProblemSort sort = (app->problem_sort + 1) % SORT_COUNT;

	if (by)
		for (sort = 0; sort < SORT_COUNT && strcmp(by, sort_names[sort]) != 0; sort++)
			;
	if (sort == SORT_COUNT) {
		app_warn(app, "problems are sorted by severity, place or rule, not by %s", by);
		return;
	}
	app->problem_sort = sort;
	put_in_order(app);
	problem_go(app, at);
	app_say(app, "problems by %s", sort_names[sort]);
}

const Finding *problem_finding(const App *app, size_t at)
{
	const Findings *findings = &app->world.findings;

	return at < findings->count && app->problem_order ? &findings->items[app->problem_order[at]] : NULL;
}

/* --- the cursor ------------------------------------------------------------------ */

bool problem_shown(const App *app, size_t at)
{
	const Finding *finding = problem_finding(app, at);

	if (!finding || !finding->waiver != (app->problem_filter != SHOW_WAIVED))
		return false;
	return app->problem_filter >= SHOW_ALL || (int)finding->severity == app->problem_filter;
}

const Finding *problem_at(const App *app)
{
	return problem_shown(app, app->problem) ? problem_finding(app, app->problem) : NULL;
}

void problem_settle(App *app)
{
	size_t count = app->world.findings.count;

	put_in_order(app);
	if (app->problem >= count)
		app->problem = 0;
	for (size_t i = 0; i < count && !problem_shown(app, app->problem); i++)
		app->problem = (app->problem + 1) % count;
}

/* Does n go to it? */
static bool counts(const App *app, size_t i)
{
	const Finding *finding = problem_finding(app, i);

	return !finding->waiver && (app->problem_filter >= SHOW_ALL ||
	       (int)finding->severity == app->problem_filter);
}

static bool shows(const App *app, const Finding *finding)
{
	const char *at = *app->selected ? app->selected : "design";

	return strcmp(finding->element->id, at) == 0;
}

void problem_next(App *app, bool back)
{
	size_t count = app->world.findings.count, at = app->problem, seen = 0, number = 0, all = 0;
	bool here = at < count && shows(app, problem_finding(app, at)) && app->visited;
	const Finding *finding;

	if (!count) {                   /* another terminal may have mended the last one meanwhile */
		app_say(app, "there are no findings");
		return;
	}
	if (here || !counts(app, at)) {
		do
			at = back ? (at + count - 1) % count : (at + 1) % count;
		while (!counts(app, at) && ++seen < count);
	}
	if (!counts(app, at)) {
		app_say(app, "all findings are waived or filtered out");
		return;
	}
	app->problem = at;
	app->visited = true;
	finding = problem_finding(app, at);
	for (size_t i = 0; i < count; i++) {
		all += counts(app, i);
		number += counts(app, i) && i <= at;
	}
	app_select(app, finding->element->class == CLASS_DESIGN ? "" : finding->element->id);
	app_reveal(app, finding->element->id, true);
	app_say(app, "%s %zu/%zu %s   f fix", glyph[finding->severity], number, all, finding->message);
}

const Finding *problem_meant(const App *app)
{
	const Finding *at = problem_finding(app, app->problem);
	const char *id = *app->selected ? app->selected : "design";
	size_t first;

	if (app->focus == FOCUS_PROBLEMS || (at && shows(app, at)))
		return at;
	if (world_findings(&app->world, id, &first))
		return world_finding(&app->world, first, 0);
	return NULL;
}
