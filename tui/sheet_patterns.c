/* Patterns as cards: to read, or to give an existing link another one. */
#include <stdlib.h>
#include <string.h>

#include "model/legal.h"
#include "tui/paint.h"
#include "tui/pattern_card.h"
#include "tui/sheets.h"

static void patterns_fill(App *app, Layer *layer)
{
	const Catalog *catalog = app_catalog(app);
	const Graph *graph = &app->world.graph;
	int link = layer->id ? graph_link(graph, layer->id) : NOWHERE;

	for (size_t i = 0; i < catalog->pattern_count; i++) {
		const Pattern *p = &catalog->patterns[i];
		Text more = {0}, why = {0};
		PickRow *row;

		text_addf(&more, "%s %s %s ", p->label, p->use_when, p->official);
		pattern_add_platforms(catalog, p, true, &more);
		text_add_char(&more, ' ');
		pattern_add_platforms(catalog, p, false, &more);
		row = picker_add(&layer->picker, p->id, p->name,
		                 p->mode == MODE_SYNC ? "sync" : p->mode == MODE_ASYNC ? "async" : "path", text_str(&more));
		row->number = (long)i;
		if (link != NOWHERE &&
		    !pattern_legal(graph, p, graph_from(&graph->links[link]), graph_to(&graph->links[link]), &why))
			row->why_not = text_take(&why);
		text_clear(&more);
		text_clear(&why);
	}
}

static void patterns_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	(void)note;
	text_add(title, "Patterns");
	if (!layer->id)
		return;
	text_add(title, " for ");
	app_add_name(app, layer->id, title);
}

static void patterns_detail(const App *app, const Layer *layer, Canvas *canvas, Rect r)
{
	const PickRow *row = picker_row(&layer->picker);

	if (!row)
		return;
	if (row->why_not)
		paint_wrapped(canvas, r.x, r.y + 1, r.w, r.h - 1, STYLE_WARNING, row->why_not);
	else
		pattern_draw_card(app_catalog(app), &app_catalog(app)->patterns[row->number], canvas,
		                  (Rect){r.x, r.y + 1, r.w, r.h - 1});
}

static void patterns_accept(App *app, Layer *layer, const PickRow *row)
{
	char *link = mem_copy(layer->id), *pattern = mem_copy(row->id);

	if (link) {
		layer_close(app);
		app_set_field(app, link, "via", pattern);
	} else {
		explain_open(app, pattern);
	}
	free(link);
	free(pattern);
}

static bool patterns_act(App *app, Layer *layer, Act act)
{
	const PickRow *row = picker_row(&layer->picker);

	if (act != ACT_RIGHT || !row)
		return false;
	explain_open(app, row->id);
	return true;
}

static const LayerKind patterns_kind = {
	.name = "patterns", .state = STATE_PICKER, .width = 76, .height = 20, .detail_rows = 7, .beside = true,
	.hint = "F1 help  Enter choose  Right card  Tab why hidden  Esc close",
	.title = patterns_title, .fill = patterns_fill, .detail = patterns_detail, .accept = patterns_accept,
	.act = patterns_act,
};

void patterns_open(App *app, const char *link)
{
	const Element *element = link ? design_find(app_design(app), link) : NULL;
	Layer *layer = layer_open(app, &patterns_kind, link, NULL);

	if (element && element_get(element, "via"))
		picker_go(&layer->picker, element_get(element, "via"));
}
