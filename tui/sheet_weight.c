/* Does each platform pull its weight: what only it does here, what it costs, and what it adds to operate. */
#include <stdlib.h>
#include <string.h>

#include "render/report.h"
#include "tui/sheet_text.h"
#include "tui/sheets.h"

static Style style_of(Verdict verdict)
{
	switch (verdict) {
	case WEIGHT_JUSTIFIED:
		return STYLE_GOOD;
	case WEIGHT_WEAK:
		return STYLE_WARNING;
	case WEIGHT_PRESTIGE:
		return STYLE_ERROR;
	default:
		return STYLE_NORMAL;
	}
}

/* A label and what follows it, folded as one; Enter goes to the platform from every line. */
static void add_entry(Sheet *sheet, const char *id, Style style, const char *label, const char *words)
{
	Text text = {0};

	text_addf(&text, "    %s%s", label, words);
	sheet_add_prose(sheet, style, text.s);
	sheet_set_id(sheet, id);
	text_clear(&text);
}

static void add_platform(const App *app, Sheet *sheet, const Weight *weight)
{
	const WeightTable *table = &app->world.findings.weight;
	const Element *platform = app->world.graph.platforms[weight->platform].element;
	Text text = {0};

	sheet_add(sheet, STYLE_BOLD, element_name(platform), verdict_name(weight->verdict));
	sheet_set_id(sheet, platform->id);
	add_entry(sheet, platform->id, style_of(weight->verdict), "", weight->reason);
	if (weight->only_here) {
		weight_add_capabilities(table, weight->serves, &text);
		add_entry(sheet, platform->id, STYLE_NORMAL, "serves ", text.s);
		text_reset(&text);
	}
	cost_add_money(&text, table->currency, weight->cost);
	text_add(&text, " a month");
	if (weight->unpriced)
		text_addf(&text, " and %zu without a price", weight->unpriced);
	add_entry(sheet, platform->id, STYLE_NORMAL, "costs ", text.s);
	text_reset(&text);
	report_add_surfaces(weight, &text);
	add_entry(sheet, platform->id, STYLE_NORMAL, "adds to operate ", text.s);
	sheet_add(sheet, STYLE_NORMAL, "", "");
	text_clear(&text);
}

void weight_open(App *app)
{
	const WeightTable *table = &app->world.findings.weight;
	Sheet *sheet = sheet_new("Does each platform pull its weight?", "");

	for (size_t i = 0; i < table->count; i++)
		add_platform(app, sheet, &table->items[i]);
	if (!table->count)
		sheet_add_prose(sheet, STYLE_NORMAL, "No component stands on Salesforce, Heroku or AWS yet.");
	else if (!table->require_count)
		sheet_add_prose(sheet, STYLE_WARNING, "The design does not say what it requires: Enter on the canvas with "
		                "nothing selected, then requires, as in crm, object-store.");
	sheet_open(app, sheet, false);
}
