/* Setting a field, of one element or of all that are marked. */
#include <stdlib.h>

#include "model/edit_language.h"
#include "tui/app_state.h"

/* The elements a change goes to: all marked ones of its class when it is marked, else it alone. */
static void add_targets(const App *app, const char *id, List *out)
{
	const Element *element = design_find(app_design(app), id);

	if (!element || !app_marked(app, id)) {
		list_add(out, id);
		return;
	}
	for (size_t i = 0; i < app->marks.count; i++) {
		const Element *other = design_find(app_design(app), app->marks.items[i]);

		if (other && other->class == element->class)
			list_add(out, other->id);
	}
}

static void add_line(Text *script, const char *id, const char *key, const char *value)
{
	if (!value) {
		text_addf(script, "unset %s %s\n", id, key);
		return;
	}
	text_addf(script, "set %s %s=", id, key);
	edit_add_word(script, value);
	text_add_char(script, '\n');
}

bool app_set_field(App *app, const char *id, const char *key, const char *value)
{
	List targets = {0};
	Text script = {0}, label = {0}, repeat = {0};
	bool done;

	add_targets(app, id, &targets);
	for (size_t i = 0; i < targets.count; i++)
		add_line(&script, targets.items[i], key, value);
	add_line(&repeat, "\1", key, value);
	if (targets.count > 1)
		text_addf(&label, "%zu marked", targets.count);
	else
		app_add_name(app, id, &label);
	text_addf(&label, ": %s %s", key, value ? value : "as by default");
	free(app->repeat.script);
	app->repeat = (Repeat){REPEAT_SCRIPT, text_take(&repeat)};
	done = app_run_script(app, text_str(&script), text_str(&label), text_str(&label));
	list_clear(&targets);
	text_clear(&script);
	text_clear(&label);
	return done;
}
