/* Accepting a finding: the reason is asked for and stays in the design. */
#include <stdlib.h>

#include "model/edit_language.h"
#include "tui/problem.h"
#include "tui/sheets.h"

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

void waive_open(App *app, const char *reason)
{
	const Finding *finding = problem_meant(app);
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
	prompt_open(app, text_str(&title), reason ? reason : "", "Why is this right here? The reason stays in the design.",
	            NULL, finding->rule->id, finding->element->id, take_reason);
	text_clear(&title);
}
