/* Commands about findings. */
#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "tui/app_state.h"
#include "tui/commands.h"
#include "tui/panel.h"
#include "tui/sheets.h"

static const char *const glyph[] = {"✖", "▲", "○"};

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

/* The first time it goes to the finding of the cursor itself; then through all, in a circle. */
void run_next_problem(App *app, const char *direction)
{
	size_t count = app->world.findings.count, at = app->problem, seen = 0, number = 0, all = 0;
	bool back = direction && strcmp(direction, "previous") == 0;
	bool here = at < count && shows(app, &app->world.findings.items[at]) && app->visited;
	const Finding *finding;

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

/* The finding that is meant: the one visited when it is of the selection, else the first of it, else
 * the one of the cursor. */
static const Finding *meant(const App *app)
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

void run_fix(App *app, const char *argument)
{
	const Finding *finding = meant(app);

	(void)argument;
	if (finding)
		fix_open(app, finding->key);
	else
		app_say(app, "nothing is wrong with the selection; n goes to the next problem");
}

static void take_reason(App *app, const char *rule, const char *element, const char *reason)
{
	Text script = {0}, said = {0};
	char *stem = mem_copy(rule), *id;

	for (char *c = stem; *c; c++)
		if (*c == '/')
			*c = '-';
	id = edit_free_id(app_design(app), stem);
	if (!*reason) {
		app_warn(app, "a waiver needs a reason; nothing was waived");
	} else {
		text_addf(&script, "add waiver %s rule=", id);
		edit_add_word(&script, rule);
		text_add(&script, " at=");
		edit_add_word(&script, element);
		text_add(&script, " why=");
		edit_add_word(&script, reason);
		text_addf(&said, "waived %s: %s", rule, reason);
		app_run_script(app, text_str(&script), text_str(&said), text_str(&said));
	}
	free(stem);
	free(id);
	text_clear(&script);
	text_clear(&said);
}

void run_waive(App *app, const char *argument)
{
	const Finding *finding = meant(app);
	Text title = {0};

	if (!finding) {
		app_say(app, "nothing is wrong with the selection; n goes to the next problem");
		return;
	}
	if (finding->waiver) {
		app_say(app, "it is waived already by %s", finding->waiver->id);
		return;
	}
	text_addf(&title, "Accept %s at ", finding->rule->id);
	app_add_name(app, finding->element->id, &title);
	prompt_open(app, text_str(&title), argument ? argument : "", "Why is this right here? The reason stays in the design.",
	            NULL, finding->rule->id, finding->element->id, take_reason);
	text_clear(&title);
}

static const char *what_is_selected(const App *app)
{
	const Element *element = app_selected(app);
	const char *id = NULL;

	if (element && element->class == CLASS_COMPONENT)
		id = element_get(element, "kind");
	if (element && element->class == CLASS_LINK)
		id = element_get(element, "via");
	return id;
}

void run_explain(App *app, const char *id)
{
	const Finding *finding = meant(app);

	if (!id)
		id = finding ? finding->rule->id : what_is_selected(app);
	if (id)
		explain_open(app, id);
	else
		app_say(app, "select a finding, a component or a link to have it explained");
}

void run_cost(App *app, const char *argument)
{
	(void)argument;
	cost_open(app);
}

void run_compare(App *app, const char *argument)
{
	(void)argument;
	compare_open(app);
}

void run_patterns(App *app, const char *id)
{
	if (id)
		explain_open(app, id);
	else
		patterns_open(app, NULL);
}
