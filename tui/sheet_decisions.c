/* The decisions of the design: what was chosen, over what, and where it stands. */
#include <stdlib.h>

#include "tui/commands.h"
#include "tui/paint.h"
#include "tui/sheets.h"

static const char *field(const Element *decision, const char *key)
{
	const char *value = element_get(decision, key);

	return value ? value : "";
}

static void decisions_fill(App *app, Layer *layer)
{
	const Design *design = app_design(app);

	for (size_t i = 0; i < design_count(design, CLASS_DECISION); i++) {
		const Element *decision = design_at(design, CLASS_DECISION, i);
		const char *title = field(decision, "title");
		Text side = {0}, more = {0};

		text_addf(&side, "%s%s%s", field(decision, "status"), *field(decision, "date") ? "  " : "", field(decision, "date"));
		text_addf(&more, "%s %s %s", decision->id, field(decision, "choice"), field(decision, "about"));
		picker_add(&layer->picker, decision->id, *title ? title : decision->id, text_str(&side), text_str(&more));
		text_clear(&side);
		text_clear(&more);
	}
}

static void decisions_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	(void)app;
	text_add(title, "Decisions");
	text_addf(note, "%zu", layer->picker.count);
}

static void decisions_detail(const App *app, const Layer *layer, Canvas *canvas, Rect r)
{
	const PickRow *row = picker_row(&layer->picker);
	const Element *decision = row ? design_find(app_design(app), row->id) : NULL;
	int y = r.y + 1;

	if (!decision)
		return;
	y += paint_wrapped(canvas, r.x, y, r.w, r.h - 3, STYLE_NORMAL, field(decision, "choice"));
	paint_wrapped(canvas, r.x, y, r.w, r.y + r.h - y, STYLE_DIM, field(decision, "consequences"));
}

static void decisions_accept(App *app, Layer *layer, const PickRow *row)
{
	char *id = mem_copy(row->id);

	(void)layer;
	layer_close(app);
	app_select(app, id);
	app_focus(app, FOCUS_INSPECTOR);
	free(id);
}

static const LayerKind decisions_kind = {
	.name = "decisions", .state = STATE_PICKER, .width = 90, .height = 24, .detail_rows = 8,
	.empty = "no decision yet: Ctrl-T in the pattern picker (c) writes one down",
	.hint = "F1 help  Enter edit  type to find  Esc close",
	.title = decisions_title, .fill = decisions_fill, .detail = decisions_detail, .accept = decisions_accept,
};

void run_decisions(App *app, const char *argument)
{
	(void)argument;
	layer_open(app, &decisions_kind, NULL, NULL);
}
