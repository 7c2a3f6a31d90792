/* Comparing with the file, a checkpoint or another design. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/catalog_read.h"
#include "model/past.h"
#include "tui/commands.h"
#include "tui/compare.h"
#include "tui/sheets.h"

static void compare_saved(App *app)
{
	const DesignSource *source = &app->session->source;
	Diagnostics list = {0};
	Design saved;

	design_init(&saved);
	if (source->bytes)
		design_read_bytes(&saved, app_catalog(app), source->path ? source->path : "the file",
		                  source->bytes, source->length, &list);
	compare_show(app, &saved, "the file was saved");
	design_clear(&saved);
	diagnostics_clear(&list);
}

static void compare_past(App *app, size_t at, const char *name)
{
	Past past = {0};
	Error err = {0};

	if (past_go(&past, app->session, at, &err))
		compare_show(app, &past.design, name);
	else
		app_fail_error(app, &err);
	past_clear(&past);
}

static void compare_file(App *app, const char *path)
{
	DesignSource source = {0};
	Diagnostics list = {0};
	Catalog own = {0};
	Design other;

	design_init(&other);
	if (design_open(&other, &source, &own, path, &list))
		compare_show(app, &other, path);
	else if (list.count)
		app_fail(app, "%s:%d:%d: %s", path, list.items[0].line, list.items[0].column, list.items[0].text);
	else
		app_fail(app, "%s cannot be read", path);
	design_clear(&other);
	design_source_clear(&source);
	catalog_clear(&own);
	diagnostics_clear(&list);
}

void run_compare(App *app, const char *with)
{
	size_t at;

	if (!with)
		compare_saved(app);
	else if (checkpoint_find(app->session, with, &at))
		compare_past(app, at, with);
	else if (access(with, F_OK) == 0)
		compare_file(app, with);
	else
		app_warn(app, "there is no checkpoint and no file %s (:history shows the checkpoints)", with);
}
