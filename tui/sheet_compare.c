/* What changed since the file was saved, as lines of the edit language. */
#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "tui/sheet_text.h"
#include "tui/sheets.h"

static Style style_of(const char *line)
{
	if (text_starts(line, "add ") || text_starts(line, "link "))
		return STYLE_GOOD;
	return text_starts(line, "remove ") ? STYLE_ERROR : STYLE_NORMAL;
}

static void add_lines(Sheet *sheet, const char *script)
{
	while (*script) {
		size_t length = strcspn(script, "\n");
		char *line = mem_copy_n(script, length);

		sheet_add_prose(sheet, style_of(line), line);
		free(line);
		script += length;
		script += *script == '\n';
	}
}

void compare_open(App *app)
{
	const DesignSource *source = &app->session->source;
	Diagnostics list = {0};
	Design saved;
	Edit edit = {0};
	Text script = {0};
	Sheet *sheet;

	design_init(&saved);
	if (source->bytes)
		design_read_bytes(&saved, app_catalog(app), source->path ? source->path : "the file",
		                  source->bytes, source->length, &list);
	design_diff(&saved, app_design(app), &edit);
	edit_print(&edit, app_catalog(app), &script);
	sheet = sheet_new("Changed since the file was saved", "edit language");
	if (!edit.count)
		sheet_add(sheet, STYLE_GOOD, "nothing: the file is up to date", "");
	add_lines(sheet, text_str(&script));
	sheet_open(app, sheet, false);
	text_clear(&script);
	edit_clear(&edit);
	design_clear(&saved);
	diagnostics_clear(&list);
}
