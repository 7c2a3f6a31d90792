/* Find: every element of the design by name, id, kind and label; Enter selects and centres it. */
#include <stdlib.h>
#include <string.h>

#include "tui/sheets.h"
#include "tui/tools.h"

static void add_element(App *app, Layer *layer, const Element *element)
{
	const char *kind = element_get(element, "kind"), *label = element_get(element, "label");
	const char *via = element_get(element, "via"), *text = element_get(element, "text");
	Text name = {0}, more = {0};

	app_add_name(app, element->id, &name);
	if (element->class == CLASS_NOTE && text)
		text_addf(&name, ": %s", text);
	text_addf(&more, "%s %s %s %s", class_name(element->class), kind ? kind : "", label ? label : "", via ? via : "");
	picker_add(&layer->picker, element->id, text_str(&name),
	           kind ? kind : via ? via : class_name(element->class), text_str(&more));
	text_clear(&name);
	text_clear(&more);
}

static void find_fill(App *app, Layer *layer)
{
	static const ElementClass order[] = {
		CLASS_COMPONENT, CLASS_PLATFORM, CLASS_LINK, CLASS_DATA, CLASS_NOTE, CLASS_FLOW,
		CLASS_DECISION, CLASS_ASSUMPTION, CLASS_WAIVER, CLASS_VIEW,
	};
	const Design *design = app_design(app);

	for (size_t k = 0; k < sizeof order / sizeof *order; k++)
		for (size_t i = 0; i < design_count(design, order[k]); i++)
			add_element(app, layer, design_at(design, order[k], i));
}

static void find_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	(void)app;
	(void)layer;
	(void)note;
	text_add(title, "/ find");
}

static void find_accept(App *app, Layer *layer, const PickRow *row)
{
	char *id = mem_copy(row->id);

	(void)layer;
	layer_close(app);
	if (app->tool == TOOL_TARGET && graph_component(&app->world.graph, id) != NOWHERE) {
		target_take(app, id);
	} else {
		app_select(app, id);
		app_reveal(app, id, true);
		app_focus(app, FOCUS_CANVAS);
	}
	free(id);
}

static const LayerKind find_kind = {
	.name = "find", .state = STATE_PICKER, .width = 70, .height = 18,
	.label = "/", .empty = "nothing in the design is called so",
	.hint = "F1 help  Enter select and centre  Up Down choose  Esc cancel",
	.title = find_title, .fill = find_fill, .accept = find_accept,
};

void find_open(App *app)
{
	layer_open(app, &find_kind, NULL, NULL);
}
