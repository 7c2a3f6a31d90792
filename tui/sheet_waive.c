/* Accepting a finding: the reason is asked for and stays in the design. */
#include <stdlib.h>
#include <string.h>

#include "model/date.h"
#include "model/edit_language.h"
#include "tui/problem.h"
#include "tui/sheets.h"

/* "… until 2027-03-31" at the end of a reason is the day the waiver ends. Returns the length of the reason before it. */
static size_t split_day(const char *reason, const char **day)
{
	static const char word[] = " until ";
	const FieldSpec *field = catalog_field(catalog_builtin(), CLASS_WAIVER, NULL, NULL, "until");
	size_t length = strlen(reason), tail = strlen(word) + DATE_SIZE - 1;

	*day = NULL;
	if (length < tail || strncmp(reason + length - tail, word, strlen(word)) != 0 ||
	    !field_value_valid(field, reason + length - DATE_SIZE + 1, NULL))
		return length;
	*day = reason + length - DATE_SIZE + 1;
	return length - tail;
}

static void take_reason(App *app, const char *rule, const char *element, const char *reason)
{
	Text script = {0}, said = {0};
	char *stem = mem_copy(rule), *id, *why;
	const char *day;

	for (char *c = stem; *c; c++)
		if (*c == '/')
			*c = '-';
	id = edit_free_id(app_design(app), stem);
	why = mem_copy_n(reason, split_day(reason, &day));
	if (!*why) {
		app_warn(app, "a waiver needs a reason; nothing was waived");
	} else {
		text_addf(&script, "add waiver %s rule=", id);
		edit_add_word(&script, rule);
		text_add(&script, " at=");
		edit_add_word(&script, element);
		text_add(&script, " why=");
		edit_add_word(&script, why);
		if (day)
			text_addf(&script, " until=%s", day);
		text_addf(&said, "waived %s%s%s: %s", rule, day ? " until " : "", day ? day : "", why);
		app_run_script(app, text_str(&script), text_str(&said), text_str(&said));
	}
	free(stem);
	free(why);
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
	prompt_open(app, text_str(&title), reason ? reason : "", "Why is this right here? The reason stays in the design. \"… until 2027-03-31\" at its end lets it come back that day.",
	            NULL, finding->rule->id, finding->element->id, take_reason);
	text_clear(&title);
}
