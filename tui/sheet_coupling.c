/* How components depend on each other, in figures: the same table as on the command line, and Enter goes to a row. */
#include <stdlib.h>
#include <string.h>

#include "tui/coupling_text.h"
#include "tui/sheet_text.h"
#include "tui/sheets.h"

static void add_rows(Sheet *sheet, const Coupling *coupling, const Graph *graph)
{
	uint32_t *order = coupling_order(coupling, graph);
	Text line = {0};

	coupling_add_head(&line);
	sheet_add(sheet, STYLE_BOLD, text_str(&line), "");
	for (uint32_t c = 0; c < coupling->count; c++) {
		text_reset(&line);
		coupling_add_row(coupling, graph, order[c], &line);
		sheet_add(sheet, STYLE_NORMAL, text_str(&line), "");
		sheet_set_id(sheet, graph->components[order[c]].element->id);
	}
	text_clear(&line);
	free(order);
}

void coupling_open(App *app)
{
	Sheet *sheet = sheet_new("Who depends on whom", "blast: others that suffer when it is down");
	Coupling coupling = {0};
	Text summary = {0};

	coupling_measure(&coupling, &app->world.graph);
	if (coupling.count) {
		add_rows(sheet, &coupling, &app->world.graph);
		sheet_add(sheet, STYLE_NORMAL, "", "");
		coupling_add_summary(&coupling, &summary);
		sheet_add_prose(sheet, STYLE_NORMAL, text_str(&summary));
	} else {
		sheet_add_prose(sheet, STYLE_NORMAL, "There is no component yet: a adds one.");
	}
	sheet_open(app, sheet, false);
	text_clear(&summary);
	coupling_clear(&coupling);
}
