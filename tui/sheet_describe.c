/* The selection, or the design, in sentences. */
#include <stdlib.h>
#include <string.h>

#include "render/describe.h"
#include "tui/commands.h"
#include "tui/sheet_text.h"

static void add_lines(Sheet *sheet, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		char *line = mem_copy_n(text, length);

		if (length)
			sheet_add_prose(sheet, STYLE_NORMAL, line);
		else
			sheet_add(sheet, STYLE_NORMAL, "", "");
		free(line);
		text += length;
		text += *text == '\n';
	}
}

void run_describe(App *app, const char *id)
{
	Description description = {&app->world.graph, &app->world.findings, &app->world.cost};
	Text text = {0};
	Sheet *sheet;

	if (!id && *app->selected)
		id = app->selected;
	if (!id || strcmp(id, "all") == 0 || strcmp(id, ID_DESIGN) == 0) {
		describe_design(&description, &text);
	} else if (!describe_element(&description, id, &text)) {
		app_warn(app, "the design has no element %s", id);
		return;
	}
	sheet = sheet_new("In sentences", id && *app->selected ? ":describe all tells the whole design" : "");
	add_lines(sheet, text_str(&text));
	sheet_open(app, sheet, false);
	text_clear(&text);
}
