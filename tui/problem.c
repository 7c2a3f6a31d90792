/* The cursor in the list of findings: which are shown, the next one, the one that is meant. */
#include "tui/problem.h"

#include <string.h>

static const char *const glyph[] = {"✖", "▲", "○"};

bool problem_shown(const App *app, size_t index)
{
	const Findings *findings = &app->world.findings;
	const Finding *finding = index < findings->count ? &findings->items[index] : NULL;

	if (!finding || !finding->waiver != (app->problem_filter != SHOW_WAIVED))
		return false;
	return app->problem_filter >= SHOW_ALL || (int)finding->severity == app->problem_filter;
}

const Finding *problem_at(const App *app)
{
	return problem_shown(app, app->problem) ? &app->world.findings.items[app->problem] : NULL;
}

void problem_settle(App *app)
{
	size_t count = app->world.findings.count;

	if (app->problem >= count)
		app->problem = 0;
	for (size_t i = 0; i < count && !problem_shown(app, app->problem); i++)
		app->problem = (app->problem + 1) % count;
}

/* Does n go to it? */
static bool counts(const App *app, size_t i)
{
	const Finding *finding = &app->world.findings.items[i];

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
	bool here = at < count && shows(app, &app->world.findings.items[at]) && app->visited;
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
	finding = &app->world.findings.items[at];
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
	const Finding *at = app->problem < app->world.findings.count ? &app->world.findings.items[app->problem] : NULL;
	const char *id = *app->selected ? app->selected : "design";
	size_t first;

	if (app->focus == FOCUS_PROBLEMS || (at && shows(app, at)))
		return at;
	if (world_findings(&app->world, id, &first))
		return world_finding(&app->world, first, 0);
	return NULL;
}
