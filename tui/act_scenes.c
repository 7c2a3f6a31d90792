/* Commands of presenting. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "tui/commands.h"
#include "tui/scenes.h"
#include "tui/sheets.h"

void run_present(App *app, const char *argument)
{
	(void)argument;
	layers_close(app);
	scenes_begin(app, false);
}

void run_scene(App *app, const char *where)
{
	long at = (long)app->scenes.at, count = (long)app->scenes.ids.count;

	if (strcmp(where, "next") == 0)
		scenes_go(app, at + 1);
	else if (strcmp(where, "previous") == 0)
		scenes_go(app, at - 1);
	else if (strcmp(where, "first") == 0)
		scenes_go(app, 0);
	else if (strcmp(where, "last") == 0)
		scenes_go(app, count - 1);
	else
		app->scenes.blank = !app->scenes.blank;
}

/* --- what is seen becomes a scene --------------------------------------------------- */

static long next_number(const Design *design)
{
	long most = 0;

	for (size_t i = 0; i < design_count(design, CLASS_VIEW); i++) {
		const char *number = element_get(design_at(design, CLASS_VIEW, i), "scene");
		long n = number ? strtol(number, NULL, 10) : 0;

		most = n > most ? n : most;
	}
	return most + 1;
}

/* The marked elements are what it shows, or all; the selection is what it points at. */
static void take_scene(App *app, const char *id, const char *key, const char *name)
{
	static const char *const zooms[] = {"overview", "normal", "detail"};
	char *free_id = edit_free_id(app_design(app), "scene");
	Text script = {0}, show = {0};

	(void)id;
	(void)key;
	text_addf(&script, "add view %s scene=%ld zoom=%s name=", free_id, next_number(app_design(app)), zooms[app->zoom - 1]);
	edit_add_word(&script, *name ? name : free_id);
	if (app_selected(app))
		text_addf(&script, " select=%s", app->selected);
	list_join(&app->marks, &show);
	if (show.length)
		text_addf(&script, " show=%s", text_str(&show));
	app_run_script(app, text_str(&script), "add scene", "added a scene; P presents, / finds it to give it a note");
	free(free_id);
	text_clear(&script);
	text_clear(&show);
}

void run_add_scene(App *app, const char *name)
{
	if (name)
		take_scene(app, NULL, NULL, name);
	else
		prompt_open(app, "Scene", "", "The title of the scene: what is marked (or all), what is selected, and the zoom.",
		            NULL, NULL, NULL, take_scene);
}
