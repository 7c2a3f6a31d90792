/* Commands about findings. */
#include <string.h>

#include "tui/commands.h"
#include "tui/problem.h"
#include "tui/sheets.h"

void run_next_problem(App *app, const char *direction)
{
	problem_next(app, direction && strcmp(direction, "previous") == 0);
}

void run_fix(App *app, const char *argument)
{
	const Finding *finding = problem_meant(app);

	(void)argument;
	if (finding)
		fix_open(app, finding->key);
	else
		app_say(app, "nothing is wrong with the selection; n goes to the next problem");
}

void run_waive(App *app, const char *reason)
{
	waive_open(app, reason);
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
	const Finding *finding = problem_meant(app);

	if (!id)
		id = finding ? finding->rule->id : what_is_selected(app);
	if (id)
		explain_open(app, id);
	else
		app_say(app, "select a finding, a component or a link to have it explained");
}

void run_cost(App *app, const char *times)
{
	Decimal scale = DECIMAL_ONE;

	if (times && (!decimal_parse(times, &scale, NULL) || scale <= 0))
		app_warn(app, "the growth of volumes is a number above 0, as in 10, not %s", times);
	else
		cost_open(app, scale);
}

void run_weight(App *app, const char *argument)
{
	(void)argument;
	weight_open(app);
}

void run_coupling(App *app, const char *argument)
{
	(void)argument;
	coupling_open(app);
}

void run_sort_problems(App *app, const char *by)
{
	problem_sort(app, by);
}

void run_patterns(App *app, const char *id)
{
	if (id)
		explain_open(app, id);
	else
		patterns_open(app, NULL);
}
