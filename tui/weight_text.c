/* Two lines a platform: what speaks for it, and what it takes. */
#include "tui/weight_text.h"

#include "model/wrap.h"
#include "render/report.h"

enum { INDENT = 2, INDENT_TWICE = 4 };

static void add_platform(const WeightTable *table, const Graph *graph, const Weight *weight, int columns, Text *out)
{
	Text line = {0};

	text_addf(&line, "%s: %s; %s", element_name(graph->platforms[weight->platform].element),
	          verdict_name(weight->verdict), weight->reason);
	text_add_repeat(out, " ", INDENT);
	wrap_add(out, line.s, INDENT, INDENT_TWICE, columns);
	text_reset(&line);
	cost_add_money(&line, table->currency, weight->cost);
	text_add(&line, " a month");
	if (weight->unpriced)
		text_addf(&line, " and %zu without a price", weight->unpriced);
	text_add(&line, "; to operate: ");
	report_add_surfaces(weight, &line);
	text_add_repeat(out, " ", INDENT_TWICE);
	wrap_add(out, line.s, INDENT_TWICE, INDENT_TWICE, columns);
	text_clear(&line);
}

void weight_add_text(const WeightTable *table, const Graph *graph, int columns, Text *out)
{
	for (size_t i = 0; i < table->count; i++)
		add_platform(table, graph, &table->items[i], columns, out);
}
