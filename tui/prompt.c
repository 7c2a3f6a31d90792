/* One line of text, checked while it is typed; and the right editor for a field. */
#include <stdlib.h>
#include <string.h>

#include "tui/paint.h"
#include "tui/sheets.h"

typedef struct Prompt {
	char *title, *sentence;         /* owned */
	const FieldSpec *field;         /* NULL: any text */
	PromptAccept accept;
} Prompt;

static void check(App *app, Layer *layer)
{
	const Prompt *prompt = layer->data;
	const char *text = field_value(&layer->picker.filter);
	Error err = {0};

	(void)app;
	free(layer->error);
	layer->error = NULL;
	if (!prompt->field || !*text || field_value_valid(prompt->field, text, &err))
		return;
	layer->error = mem_copy(err.text);
	error_clear(&err);
}

static void prompt_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	const Prompt *prompt = layer->data;

	(void)app;
	(void)note;
	text_add(title, prompt->title);
}

static void prompt_draw(const App *app, const Layer *layer, Canvas *canvas, Rect in)
{
	const Prompt *prompt = layer->data;

	(void)app;
	field_draw(&layer->picker.filter, canvas, in.x, in.y, in.w, STYLE_FIELD);
	if (in.h < 2)
		return;
	if (layer->error)
		paint_wrapped(canvas, in.x, in.y + 1, in.w, in.h - 1, STYLE_ERROR, layer->error);
	else
		paint_wrapped(canvas, in.x, in.y + 1, in.w, in.h - 1, STYLE_DIM, prompt->sentence);
}

static bool prompt_act(App *app, Layer *layer, Act act)
{
	const Prompt *prompt = layer->data;
	PromptAccept take = prompt->accept;
	char *text, *id, *key;

	if (act == ACT_TOGGLE) {
		app_say(app, "nothing to complete here; Enter accepts, Esc cancels");
		return true;
	}
	if (act != ACT_ACCEPT)
		return act != ACT_CLOSE;
	if (layer->error) {
		app_fail(app, "%s", layer->error);
		return true;
	}
	text = mem_copy(field_value(&layer->picker.filter));
	id = mem_copy(layer->id);
	key = mem_copy(layer->key);
	layer_close(app);
	take(app, id, key, text);
	free(text);
	free(id);
	free(key);
	return true;
}

static void prompt_drop(Layer *layer)
{
	Prompt *prompt = layer->data;

	if (!prompt)
		return;
	free(prompt->title);
	free(prompt->sentence);
	free(prompt);
}

static const LayerKind prompt_kind = {
	.name = "text", .state = STATE_FIELD, .width = 64, .height = 6,
	.hint = "F1 help  Enter accept  Esc cancel  Ctrl-U clear  Ctrl-W word",
	.title = prompt_title, .draw = prompt_draw, .act = prompt_act, .typed = check, .drop = prompt_drop,
};

void prompt_open(App *app, const char *title, const char *text, const char *sentence,
                 const FieldSpec *field, const char *id, const char *key, PromptAccept accept)
{
	Layer *layer = layer_open(app, &prompt_kind, id, key);
	Prompt *prompt = mem_alloc(sizeof *prompt);

	prompt->title = mem_copy(title);
	prompt->sentence = mem_copy(sentence);
	prompt->field = field;
	prompt->accept = accept;
	layer->data = prompt;
	field_set(&layer->picker.filter, text);
}

void prompt_propose(App *app, const char *title, const char *text, const char *sentence, const char *id,
                    const char *key, PromptAccept accept)
{
	prompt_open(app, title, text, sentence, NULL, id, key, accept);
	field_suggest(&app_layer(app)->picker.filter, text);
}

/* --- choices ----------------------------------------------------------------------- */

typedef struct Choice {
	char *title;            /* owned */
	const FieldSpec *field;
} Choice;

static void add_elements(App *app, Layer *layer, const FieldSpec *field)
{
	const Design *design = app_design(app);

	for (int class = CLASS_PLATFORM; class < CLASS_COUNT; class++) {
		if (field->refers >= 0 && field->refers != class)
			continue;
		for (size_t i = 0; i < design_count(design, (ElementClass)class); i++) {
			const Element *element = design_at(design, (ElementClass)class, i);

			picker_add(&layer->picker, element->id, element_name(element), element->id, "");
		}
	}
}

static void choice_fill(App *app, Layer *layer)
{
	const Choice *choice = layer->data;
	const FieldSpec *field;

	if (!choice)
		return;
	field = choice->field;
	if (!field->required)
		picker_add(&layer->picker, "", "(not set)", *field->fallback ? field->fallback : "", "unset none default");
	for (size_t i = 0; field->choices && field->choices[i]; i++)
		picker_add(&layer->picker, field->choices[i], field->choices[i],
		           strcmp(field->choices[i], field->fallback) == 0 ? "default" : "", "");
	if (field->type == FIELD_BOOLEAN) {
		picker_add(&layer->picker, "true", "true", "", "yes on");
		picker_add(&layer->picker, "false", "false", "", "no off");
	}
	if (field->type == FIELD_REFERENCE)
		add_elements(app, layer, field);
}

static void choice_title(const App *app, const Layer *layer, Text *title, Text *note)
{
	const Choice *choice = layer->data;

	(void)app;
	(void)note;
	text_add(title, choice->title);
}

static void choice_detail(const App *app, const Layer *layer, Canvas *canvas, Rect r)
{
	const Choice *choice = layer->data;

	(void)app;
	paint_wrapped(canvas, r.x, r.y, r.w, r.h, STYLE_DIM, choice->field->sentence);
}

static void choice_accept(App *app, Layer *layer, const PickRow *row)
{
	char *id = mem_copy(layer->id), *key = mem_copy(layer->key), *value = mem_copy(row->id);

	layer_close(app);
	app_set_field(app, id, key, *value ? value : NULL);
	free(id);
	free(key);
	free(value);
}

static void choice_drop(Layer *layer)
{
	Choice *choice = layer->data;

	if (!choice)
		return;
	free(choice->title);
	free(choice);
}

static const LayerKind choice_kind = {
	.name = "choice", .state = STATE_PICKER, .width = 52, .height = 16, .detail_rows = 2,
	.title = choice_title, .fill = choice_fill, .detail = choice_detail, .accept = choice_accept,
	.drop = choice_drop,
};

static void choice_open(App *app, const char *title, const FieldSpec *field, const char *id, const char *key,
                        const char *value)
{
	Layer *layer = layer_open(app, &choice_kind, id, key);
	Choice *choice = mem_alloc(sizeof *choice);

	choice->title = mem_copy(title);
	choice->field = field;
	layer->data = choice;
	choice_fill(app, layer);
	picker_rank(&layer->picker);
	picker_go(&layer->picker, value);
}

/* --- fields -------------------------------------------------------------------------- */

static void take_field(App *app, const char *id, const char *key, const char *text)
{
	app_set_field(app, id, key, *text ? text : NULL);
}

static void add_sentence(const FieldSpec *field, Text *out)
{
	if (!field)
		return;
	text_add(out, field->sentence);
	if (*field->unit)
		text_addf(out, " Unit: %s.", field->unit);
	if (*field->min || *field->max)
		text_addf(out, " From %s to %s.", *field->min ? field->min : "any", *field->max ? field->max : "any");
	if (*field->fallback)
		text_addf(out, " Default: %s.", field->fallback);
	if (field->type == FIELD_LIST || field->type == FIELD_REFERENCES)
		text_add(out, " Several are separated by commas.");
	text_add(out, " Empty: not set.");
}

static const FieldSpec *spec_of(const App *app, const Element *element, const char *key)
{
	const Catalog *catalog = app_catalog(app);
	const char *kind = element_get(element, "kind"), *via = element_get(element, "via");

	return catalog_field(catalog, element->class, kind ? catalog_kind(catalog, kind) : NULL,
	                     via ? catalog_pattern(catalog, via) : NULL, key);
}

void field_edit_open(App *app, const char *id, const char *key)
{
	const Element *element = design_find(app_design(app), id);
	const FieldSpec *field;
	const char *value;
	Text title = {0}, sentence = {0};

	if (!element)
		return;
	field = spec_of(app, element, key);
	value = element_get(element, key);
	app_add_name(app, id, &title);
	text_addf(&title, " · %s", key);
	if (element->class == CLASS_LINK && strcmp(key, "via") == 0 && element_get(element, "from") && element_get(element, "to")) {
		patterns_open(app, id);
	} else if (field && (field->type == FIELD_CHOICE || field->type == FIELD_BOOLEAN || field->type == FIELD_REFERENCE)) {
		choice_open(app, text_str(&title), field, id, key, value ? value : field->fallback);
	} else {
		add_sentence(field, &sentence);
		prompt_open(app, text_str(&title), value ? value : "", text_str(&sentence), field, id, key, take_field);
	}
	text_clear(&title);
	text_clear(&sentence);
}
