/* The form of an element. */
#include "tui/form.h"

#include <stdlib.h>
#include <string.h>

static const char *const glyph[] = {"✖", "▲", "○"};
static const Style styles[] = {STYLE_ERROR, STYLE_WARNING, STYLE_ADVICE};

static char *copy(Form *form, const char *text)
{
	return arena_copy_n(&form->arena, text ? text : "", text ? strlen(text) : 0);
}

static FormRow *add(Form *form, FormKind kind, const char *label, const char *value)
{
	FormRow *row;

	MEM_GROW(form->rows, form->cap, form->count + 1);
	row = &form->rows[form->count++];
	*row = (FormRow){.kind = kind, .label = copy(form, label), .value = copy(form, value),
	                 .style = STYLE_NORMAL};
	row->id = copy(form, "");
	return row;
}

static void space(Form *form)
{
	if (form->count && form->rows[form->count - 1].kind != FORM_SPACE)
		add(form, FORM_SPACE, "", "");
}

/* --- fields ---------------------------------------------------------------------- */

/* An id as people know it: "Portal app" for `portal`. */
static void add_reference(const App *app, const char *id, Text *out)
{
	const Element *element = design_find(app->world.design, id);

	text_add(out, element ? element_name(element) : id);
}

static void add_field(const App *app, Form *form, const FieldSpec *field)
{
	const char *value = element_get(form->element, field->key);
	Text text = {0};
	FormRow *row;

	if (value && field->type == FIELD_REFERENCE)
		add_reference(app, value, &text);
	else if (value)
		text_add(&text, value);
	else
		text_add(&text, field->fallback);
	row = add(form, FORM_FIELD, field->key, text_str(&text));
	row->field = field;
	row->set = value != NULL;
	text_clear(&text);
}

static bool has_row(const Form *form, const char *key)
{
	for (size_t i = 0; i < form->count; i++)
		if (form->rows[i].kind == FORM_FIELD && strcmp(form->rows[i].label, key) == 0)
			return true;
	return false;
}

static bool is_pattern(const char *key)
{
	return strchr(key, '*') != NULL;
}

static void add_fields(const App *app, Form *form, const FieldSpec *fields, size_t count, bool set_only)
{
	for (size_t i = 0; i < count; i++) {
		if (is_pattern(fields[i].key) || has_row(form, fields[i].key))
			continue;
		if (!set_only || fields[i].required || element_get(form->element, fields[i].key))
			add_field(app, form, &fields[i]);
	}
}

/* What the element has and no list named: nested keys, and keys nobody knows. */
static void add_others(const App *app, Form *form, const Kind *kind, const Pattern *pattern)
{
	const Element *element = form->element;

	for (uint32_t i = 0; i < element->field_count; i++) {
		const char *key = element->fields[i].key;
		FormRow *row;

		if (*key == ':' || has_row(form, key))
			continue;
		row = add(form, FORM_FIELD, key, element->fields[i].value);
		row->field = catalog_field(app_catalog(app), element->class, kind, pattern, key);
		row->set = true;
	}
}

static const Kind *kind_of(const App *app, const Element *element)
{
	const char *id = element_get(element, "kind");

	return id && element->class == CLASS_COMPONENT ? catalog_kind(app_catalog(app), id) : NULL;
}

static const Pattern *pattern_of(const App *app, const Element *element)
{
	const char *id = element_get(element, "via");

	return id && element->class == CLASS_LINK ? catalog_pattern(app_catalog(app), id) : NULL;
}

static const FieldSpec *class_field(const App *app, ElementClass class, const char *key)
{
	const Catalog *catalog = app_catalog(app);

	for (size_t i = 0; i < catalog->field_count[class]; i++)
		if (strcmp(catalog->fields[class][i].key, key) == 0)
			return &catalog->fields[class][i];
	return NULL;
}

static void add_first(const App *app, Form *form)
{
	static const char *const first[CLASS_COUNT][6] = {
		[CLASS_DESIGN] = {"name", "summary", "budget", "currency"},
		[CLASS_PLATFORM] = {"name", "vendor", "region", "why", "owner"},
		[CLASS_COMPONENT] = {"name", "kind", "on", "in"},
		[CLASS_LINK] = {"from", "to", "via", "label", "carries", "volume"},
		[CLASS_DATA] = {"class", "home", "copies", "personal"},
		[CLASS_NOTE] = {"text", "about"},
	};
	const char *const *keys = first[form->element->class];

	for (size_t i = 0; i < 6 && keys[i]; i++) {
		const FieldSpec *field = class_field(app, form->element->class, keys[i]);

		if (field && (strcmp(keys[i], "in") != 0 || element_get(form->element, "in")))
			add_field(app, form, field);
	}
}

static void add_all_fields(const App *app, Form *form)
{
	const Catalog *catalog = app_catalog(app);
	const Element *element = form->element;
	const Kind *kind = kind_of(app, element);
	const Pattern *pattern = pattern_of(app, element);
	const FieldSpec *common = catalog->fields[element->class];
	size_t count = catalog->field_count[element->class], left = 0;

	add_first(app, form);
	if (kind)
		add_fields(app, form, kind->fields, kind->field_count, false);
	if (pattern)
		add_fields(app, form, pattern->fields, pattern->field_count, false);
	add_fields(app, form, common, count, !app->form_all);
	add_others(app, form, kind, pattern);
	for (size_t i = 0; i < count; i++)
		left += !is_pattern(common[i].key) && !has_row(form, common[i].key);
	if (left || app->form_all) {
		Text text = {0};

		if (app->form_all)
			text_add(&text, "fewer fields");
		else
			text_addf(&text, "%zu more field%s", left, left == 1 ? "" : "s");
		add(form, FORM_MORE, text_str(&text), "");
		text_clear(&text);
	}
}

/* --- links, cost, findings ------------------------------------------------------------ */

static void add_link(const App *app, Form *form, uint32_t index, bool out)
{
	const GraphLink *link = &app->world.graph.links[index];
	const char *other = element_get(link->element, out ? "to" : "from");
	const char *label = element_get(link->element, "label");
	Text name = {0};
	FormRow *row;

	app_add_name(app, other ? other : "?", &name);
	row = add(form, FORM_LINK, out ? "►" : "◄", text_str(&name));
	row->id = copy(form, link->element->id);
	row->label = copy(form, label && *label ? label : link->pattern ? link->pattern->label : "");
	row->set = out;
	text_clear(&name);
}

static void add_links(const App *app, Form *form)
{
	const Graph *graph = &app->world.graph;
	int component = graph_component(graph, form->element->id);
	Text text = {0};
	uint32_t c;

	if (component == NOWHERE)
		return;
	c = (uint32_t)component;
	space(form);
	text_addf(&text, "Links %u", graph->out_start[c + 1] - graph->out_start[c] +
	          graph->in_start[c + 1] - graph->in_start[c]);
	add(form, FORM_HEAD, text_str(&text), "");
	for (uint32_t i = graph->out_start[c]; i < graph->out_start[c + 1]; i++)
		add_link(app, form, graph->out[i], true);
	for (uint32_t i = graph->in_start[c]; i < graph->in_start[c + 1]; i++)
		add_link(app, form, graph->in[i], false);
	text_clear(&text);
}

static void add_cost_line(const App *app, Form *form, const CostLine *line)
{
	Text text = {0}, amount = {0};

	text_addf(&text, "%s", line->item);
	cost_add_money(&amount, app->world.cost.currency, line->amount);
	add(form, FORM_TEXT, text_str(&text), text_str(&amount))->style = STYLE_DIM;
	text_clear(&text);
	text_clear(&amount);
}

static void add_money_row(const App *app, Form *form, const char *label, Decimal amount)
{
	Text text = {0};

	cost_add_money(&text, app->world.cost.currency, amount);
	text_add(&text, " /mo");
	add(form, FORM_HEAD, label, text_str(&text));
	text_clear(&text);
}

static void add_cost(const App *app, Form *form)
{
	const CostSheet *cost = &app->world.cost;
	const char *id = form->element->id;
	int platform = graph_platform(&app->world.graph, id);
	size_t line, gap, lines = world_cost_lines(&app->world, id, &line), gaps = world_cost_gaps(&app->world, id, &gap);
	Decimal sum = 0;

	for (size_t i = 0; i < lines; i++)
		sum += world_cost_line(&app->world, line, i)->amount;
	if (form->element->class == CLASS_DESIGN)
		sum = cost->total;
	else if (platform != NOWHERE && (size_t)platform < cost->platform_count)
		sum = cost->platform_total[platform];
	else if (!lines && !gaps)
		return;
	space(form);
	add_money_row(app, form, "Cost", sum);
	for (size_t i = 0; i < lines; i++)
		add_cost_line(app, form, world_cost_line(&app->world, line, i));
	for (size_t i = 0; i < gaps; i++)
		add(form, FORM_TEXT, world_cost_gap(&app->world, gap, i)->reason, "")->style = STYLE_WARNING;
}

static void add_findings(const App *app, Form *form)
{
	size_t first, count = world_findings(&app->world, form->element->id, &first);
	Text text = {0};

	if (!count)
		return;
	space(form);
	text_addf(&text, "Findings %zu", count);
	add(form, FORM_HEAD, text_str(&text), "");
	for (size_t i = 0; i < count; i++) {
		const Finding *finding = world_finding(&app->world, first, i);
		FormRow *row = add(form, FORM_FINDING, glyph[finding->severity], finding->message);

		row->id = copy(form, finding->key);
		row->style = finding->waiver ? STYLE_DISABLED : styles[finding->severity];
	}
	text_clear(&text);
}

static void add_name(const App *app, Form *form)
{
	const Element *element = form->element;
	const Kind *kind = kind_of(app, element);
	const Pattern *pattern = pattern_of(app, element);
	Text name = {0};

	app_add_name(app, element->id, &name);
	add(form, FORM_NAME, text_str(&name), "");
	if (app->marks.count > 1 && app_marked(app, element->id))
		add(form, FORM_TEXT, "changes go to all marked", "")->style = STYLE_MARK;
	if (element->class == CLASS_DESIGN) {
		text_reset(&name);
		text_addf(&name, "%zu component%s, %zu link%s", app->world.graph.component_count,
		          app->world.graph.component_count == 1 ? "" : "s",
		          app->world.graph.link_count, app->world.graph.link_count == 1 ? "" : "s");
		add(form, FORM_TEXT, text_str(&name), "")->style = STYLE_DIM;
	} else {
		text_reset(&name);
		text_addf(&name, "%s · %s", element->id, kind ? kind->name : pattern ? pattern->name :
		          class_name(element->class));
		add(form, FORM_TEXT, text_str(&name), "")->style = STYLE_DIM;
	}
	space(form);
	text_clear(&name);
}

void form_build(const App *app, Form *form)
{
	const Element *element = app_selected(app);

	*form = (Form){0};
	form->element = element ? element : design_find(app->world.design, "design");
	if (!form->element)
		return;
	add_name(app, form);
	add_all_fields(app, form);
	add_links(app, form);
	add_cost(app, form);
	add_findings(app, form);
}

void form_clear(Form *form)
{
	free(form->rows);
	arena_clear(&form->arena);
	*form = (Form){0};
}

bool form_row_chooses(const FormRow *row)
{
	return row->kind == FORM_FIELD || row->kind == FORM_LINK || row->kind == FORM_FINDING || row->kind == FORM_MORE;
}

int form_at(const Form *form, int wanted, int direction)
{
	int count = (int)form->count, step = direction < 0 ? -1 : 1;

	wanted = wanted < 0 ? 0 : wanted >= count ? count - 1 : wanted;
	for (int i = wanted; i >= 0 && i < count; i += step)
		if (form_row_chooses(&form->rows[i]))
			return i;
	for (int i = wanted; i >= 0 && i < count; i -= step)
		if (form_row_chooses(&form->rows[i]))
			return i;
	return -1;
}
