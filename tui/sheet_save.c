/* Saving: to the file of the design, or to one it asks for. */
#include "tui/sheets.h"

static bool save(App *app, const char *path)
{
	Error err = {0};
	bool good = path ? session_save_as(app->session, path, &err) : session_save(app->session, &err);

	if (!good) {
		app_fail_error(app, &err);
		if (!path && app->session->journal)
			app_fail(app, "not saved (! says why): ':w NAME' saves a copy; or q k, and the next open merges");
		return false;
	}
	app_refresh(app);               /* a merge may have brought in what others changed */
	app_say(app, "saved %s", app->session->source.path ? app->session->source.path : "");
	return true;
}

static void take_path(App *app, const char *id, const char *key, const char *path)
{
	(void)id;
	if (!*path)
		app_say(app, "not saved: a file needs a name");
	else if (save(app, path) && key)
		app->wants.quit = true;
}

/* A design without a file asks for its name first; THEN_QUIT: leave when it is saved. */
static bool ask_name(App *app, bool then_quit)
{
	if (app->session->source.path)
		return false;
	prompt_open(app, "Save as", "design.yaml", "The file this design shall live in.", NULL, NULL,
	            then_quit ? "quit" : NULL, take_path);
	return true;
}

void save_design(App *app, const char *path, bool then_quit)
{
	if (!path && ask_name(app, then_quit))
		return;
	if (save(app, path) && then_quit)
		app->wants.quit = true;
}
