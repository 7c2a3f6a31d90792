/* A table of tables, and a function that fills each, column by column in the order of the table. */
#include "model/team_tables.h"

#include <stdlib.h>
#include <string.h>

#include "model/coupling.h"
#include "model/flow.h"
#include "model/list.h"
#include "model/quantity.h"
#include "model/rule_kit.h"

static const SandboxColumn element_columns[] = {
	{"id", "text", true, "as in the file; the design itself is design"},
	{"class", "text", true, "design, platform, component, link, data, flow, waiver …"},
	{"name", "text", false, "what people call it; the id otherwise"},
	{"line", "integer", false, "where it stands in its file; 0 when it does not"},
};

static const SandboxColumn field_columns[] = {
	{"element", "text", true, "elements.id"},
	{"key", "text", true, "as in the file; dotted where the file nests"},
	{"value", "text", false, "as in the file; a list as a,b"},
	{"number", "real", false, "the value in the unit of the field, of numbers, quantities and money"},
};

static const SandboxColumn platform_columns[] = {
	{"id", "text", true, "elements.id"},
	{"name", "text", false, "what people call it"},
	{"vendor", "text", false, "salesforce, heroku, aws or external"},
	{"region", "text", false, "as in the file"},
	{"jurisdiction", "text", false, "of the region: eu, us, uk …"},
	{"owner", "text", false, "as in the file"},
	{"components", "integer", false, "how many are on it"},
	{"cost", "real", false, "a month, of what has a price, in the currency of the design"},
	{"verdict", "text", false, "whether it pulls its weight: justified, weak, prestige, undecided"},
};

static const SandboxColumn component_columns[] = {
	{"id", "text", true, "elements.id"},
	{"name", "text", false, "what people call it"},
	{"kind", "text", true, "of the catalogue: heroku.postgres"},
	{"vendor", "text", false, "of the kind"},
	{"role", "text", false, "of the kind"},
	{"platform", "text", true, "platforms.id"},
	{"container", "text", true, "components.id of what it stands in"},
	{"jurisdiction", "text", false, "where it is: eu, us, uk …"},
	{"environment", "text", false, "production, staging, test or development"},
	{"owner", "text", false, "as in the file"},
	{"critical", "integer", false, "1: the business stops without it"},
	{"public", "integer", false, "1: it can be reached from the internet"},
	{"cost", "real", false, "a month, of what has a price"},
	{"fan_in", "integer", false, "components that depend on it (Ca)"},
	{"fan_out", "integer", false, "components that it depends on (Ce)"},
	{"instability", "real", false, "Ce / (Ca + Ce)"},
};

static const SandboxColumn capability_columns[] = {
	{"component", "text", true, "components.id"},
	{"capability", "text", true, "of its kind, or its own: object-store"},
};

static const SandboxColumn tag_columns[] = {
	{"element", "text", true, "elements.id"},
	{"tag", "text", true, "one of its tags"},
};

static const SandboxColumn link_columns[] = {
	{"id", "text", true, "elements.id"},
	{"from_id", "text", true, "who initiates: a component, or a platform"},
	{"to_id", "text", true, "whom it reaches"},
	{"pattern", "text", true, "of the catalogue: heroku-connect"},
	{"mode", "text", false, "sync, async or overlay"},
	{"from_platform", "text", false, "platforms.id"},
	{"to_platform", "text", false, "platforms.id"},
	{"crosses", "integer", false, "1: between two platforms"},
	{"depender", "text", true, "components.id of the end that suffers when the other is down"},
	{"dependee", "text", true, "components.id of that other"},
	{"hard", "integer", false, "1: it stops; 0: it degrades"},
	{"writes", "integer", false, "1: the caller writes"},
	{"private", "integer", false, "1: it keeps off the public internet"},
	{"volume", "real", false, "calls, messages or records a month"},
	{"payload", "real", false, "kB of one of them"},
	{"score", "real", false, "coupling of the pattern, 0 loose to 1 tight"},
};

static const SandboxColumn carry_columns[] = {
	{"link", "text", true, "links.id"},
	{"data", "text", true, "data.id"},
};

static const SandboxColumn data_columns[] = {
	{"id", "text", true, "elements.id"},
	{"name", "text", false, "what people call it"},
	{"class", "text", false, "master, detail, file, secret, event or analytics"},
	{"home", "text", true, "components.id of what holds the truth"},
	{"personal", "integer", false, "1: it tells something of a person"},
	{"special", "integer", false, "1: of a special category, such as health"},
	{"encrypted", "integer", false, "1: encrypted where it rests"},
	{"size", "real", false, "GB"},
	{"retention", "real", false, "days"},
};

static const SandboxColumn copy_columns[] = {
	{"data", "text", true, "data.id"},
	{"component", "text", true, "components.id of what keeps a copy"},
};

static const SandboxColumn step_columns[] = {
	{"flow", "text", true, "elements.id of the flow"},
	{"number", "integer", false, "from 1"},
	{"link", "text", true, "links.id"},
	{"words", "text", false, "what happens"},
};

static const SandboxColumn cost_columns[] = {
	{"element", "text", true, "components.id, or links.id"},
	{"item", "text", false, "of the price list"},
	{"quantity", "real", false, "how many"},
	{"unit", "text", false, "of what"},
	{"amount", "real", false, "a month; null when no price is known"},
	{"fixed", "integer", false, "0: it grows with use"},
	{"reason", "text", false, "why there is no amount"},
};

typedef enum TableIndex {
	ELEMENTS, FIELDS, PLATFORMS, COMPONENTS, CAPABILITIES, TAGS, LINKS, CARRIES, DATA, COPIES, STEPS, COSTS,
	TABLES
} TableIndex;

#define TABLE(name, sentence, columns) {name, sentence, columns, sizeof(columns) / sizeof(columns)[0]}

const SandboxTable team_tables[TABLES] = {
	[ELEMENTS] = TABLE("elements", "All there is in the design.", element_columns),
	[FIELDS] = TABLE("fields", "What the file says of them; `troika catalog fields` lists the keys.", field_columns),
	[PLATFORMS] = TABLE("platforms", "Orgs, accounts and teams.", platform_columns),
	[COMPONENTS] = TABLE("components", "What stands on them.", component_columns),
	[CAPABILITIES] = TABLE("capabilities", "What components provide.", capability_columns),
	[TAGS] = TABLE("tags", "Words that elements are grouped by.", tag_columns),
	[LINKS] = TABLE("links", "How components are connected.", link_columns),
	[CARRIES] = TABLE("carries", "Which data passes over a link.", carry_columns),
	[DATA] = TABLE("data", "Data and where it is at home.", data_columns),
	[COPIES] = TABLE("copies", "Where else it is kept.", copy_columns),
	[STEPS] = TABLE("steps", "The links that a flow takes.", step_columns),
	[COSTS] = TABLE("costs", "The lines of the cost sheet.", cost_columns),
};

const size_t team_table_count = TABLES;

typedef struct Filler {
	Sandbox *box;
	const Graph *graph;
	Findings *findings;
} Filler;

/* ---- values ------------------------------------------------------------------ */

/* An empty text means that nothing is said. */
static void put_text(Filler *f, const char *text)
{
	sandbox_text(f->box, text && *text ? text : NULL);
}

static void put_field(Filler *f, const Element *element, GraphKey key)
{
	put_text(f, graph_value(f->graph, element, key));
}

static void put_flag(Filler *f, bool flag)
{
	sandbox_integer(f->box, flag);
}

static void put_decimal(Filler *f, bool known, const Decimal *number)
{
	if (known)
		sandbox_real(f->box, decimal_double(*number));
	else
		sandbox_absent(f->box);
}

static void put_component(Filler *f, int component)
{
	sandbox_text(f->box, component == NOWHERE ? NULL : component_id(f->graph, component));
}

static void put_platform(Filler *f, int platform)
{
	sandbox_text(f->box, platform == NOWHERE ? NULL : f->graph->platforms[platform].element->id);
}

static void put_items(Filler *f, TableIndex table, const Element *element, const char *items)
{
	List list = {0};

	list_split(items, &list, NULL);
	for (size_t i = 0; i < list.count; i++) {
		sandbox_row(f->box, table);
		sandbox_text(f->box, element->id);
		sandbox_text(f->box, list.items[i]);
	}
	list_clear(&list);
}

/* ---- elements ---------------------------------------------------------------- */

static const FieldSpec *field_of(const Graph *graph, const Element *element, const char *key)
{
	const Kind *kind = element->class == CLASS_COMPONENT ? graph->components[element->index].kind : NULL;
	const Pattern *pattern = element->class == CLASS_LINK ? graph->links[element->index].pattern : NULL;

	return catalog_field(graph->catalog, element->class, kind, pattern, key);
}

static bool field_number(const FieldSpec *spec, const char *value, Decimal *out)
{
	Quantity quantity;
	Dimension dimension;

	if (!spec)
		return false;
	if (spec->type == FIELD_NUMBER || spec->type == FIELD_DECIMAL)
		return decimal_parse(value, out, NULL);
	if (spec->type != FIELD_QUANTITY && spec->type != FIELD_MONEY)
		return false;
	dimension = spec->type == FIELD_MONEY ? DIMENSION_MONEY : quantity_dimension(spec->unit);
	return quantity_parse(value, dimension, spec->unit, &quantity, NULL) &&
	       quantity_in(quantity.value, dimension, spec->unit, out);
}

static void fill_element(Filler *f, const Element *element)
{
	sandbox_row(f->box, ELEMENTS);
	sandbox_text(f->box, element->id);
	sandbox_text(f->box, class_name(element->class));
	sandbox_text(f->box, element_name(element));
	sandbox_integer(f->box, element->line);
	for (uint32_t i = 0; i < element->field_count; i++) {
		const Field *field = &element->fields[i];
		Decimal number = 0;

		sandbox_row(f->box, FIELDS);
		sandbox_text(f->box, element->id);
		sandbox_text(f->box, field->key);
		sandbox_text(f->box, field->value);
		put_decimal(f, field_number(field_of(f->graph, element, field->key), field->value, &number), &number);
	}
	put_items(f, TAGS, element, element_get(element, "tags"));
}

static void fill_elements(Filler *f)
{
	const Design *design = f->graph->design;

	for (int class = 0; class < CLASS_COUNT; class++)
		for (size_t i = 0; i < design_count(design, (ElementClass)class); i++)
			fill_element(f, design_at(design, (ElementClass)class, i));
}

/* ---- platforms and components -------------------------------------------------- */

static const char *verdict_of(const WeightTable *table, int platform)
{
	for (size_t i = 0; i < table->count; i++)
		if (table->items[i].platform == platform)
			return verdict_name(table->items[i].verdict);
	return NULL;
}

static void fill_platforms(Filler *f)
{
	const Graph *graph = f->graph;
	const CostSheet *sheet = finding_cost(f->findings, graph);
	const WeightTable *weight = finding_weight(f->findings, graph);

	for (size_t p = 0; p < graph->platform_count; p++) {
		const GraphPlatform *platform = &graph->platforms[p];

		sandbox_row(f->box, PLATFORMS);
		sandbox_text(f->box, platform->element->id);
		sandbox_text(f->box, element_name(platform->element));
		put_text(f, platform->vendor);
		put_text(f, platform->region);
		sandbox_text(f->box, platform->jurisdiction == NOWHERE ? NULL
		                     : graph->catalog->regions[platform->jurisdiction].jurisdiction);
		put_field(f, platform->element, GRAPH_OWNER);
		sandbox_integer(f->box, platform->component_count);
		put_decimal(f, true, &sheet->platform_total[p]);
		sandbox_text(f->box, verdict_of(weight, (int)p));
	}
}

/* What each component costs; the caller frees it. */
static Decimal *component_costs(Filler *f)
{
	const CostSheet *sheet = finding_cost(f->findings, f->graph);
	Decimal *costs = mem_alloc((f->graph->component_count + 1) * sizeof *costs);

	for (size_t i = 0; i < sheet->count; i++)
		if (sheet->lines[i].element->class == CLASS_COMPONENT)
			costs[sheet->lines[i].element->index] += sheet->lines[i].amount;
	return costs;
}

static void fill_component(Filler *f, const GraphComponent *component, Decimal cost, const ComponentCoupling *fans)
{
	const Element *element = component->element;
	Decimal instability = 0;

	sandbox_row(f->box, COMPONENTS);
	sandbox_text(f->box, element->id);
	sandbox_text(f->box, element_name(element));
	put_text(f, component->kind->id);
	put_text(f, component->kind->vendor);
	put_text(f, component->kind->role);
	put_platform(f, component->platform);
	put_component(f, component->container);
	sandbox_text(f->box, graph_jurisdiction(f->graph, (int)element->index));
	put_field(f, element, GRAPH_ENVIRONMENT);
	put_field(f, element, GRAPH_OWNER);
	put_flag(f, field_true(f->graph, element, GRAPH_CRITICAL));
	put_flag(f, field_true(f->graph, element, GRAPH_PUBLIC));
	put_decimal(f, true, &cost);
	sandbox_integer(f->box, fans->fan_in);
	sandbox_integer(f->box, fans->fan_out);
	put_decimal(f, coupling_instability(fans, &instability), &instability);
	for (const char *const *one = component->kind->capabilities; one && *one; one++) {
		sandbox_row(f->box, CAPABILITIES);
		sandbox_text(f->box, element->id);
		sandbox_text(f->box, *one);
	}
	put_items(f, CAPABILITIES, element, graph_get(f->graph, element, GRAPH_CAPABILITIES));
}

static void fill_components(Filler *f)
{
	const Graph *graph = f->graph;
	ComponentCoupling *fans = mem_alloc((graph->component_count + 1) * sizeof *fans);
	Decimal *costs = component_costs(f);

	coupling_fans(finding_walk(f->findings, graph, WALK_ALL), fans);
	for (size_t i = 0; i < graph->component_count; i++)
		fill_component(f, &graph->components[i], costs[i], &fans[i]);
	free(fans);
	free(costs);
}

/* ---- links, data, flows, cost ---------------------------------------------------- */

static void fill_links(Filler *f)
{
	static const char *const modes[] = {"sync", "async", "overlay"};
	const Graph *graph = f->graph;

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		Decimal number = 0;

		sandbox_row(f->box, LINKS);
		sandbox_text(f->box, link->element->id);
		put_field(f, link->element, GRAPH_FROM);
		put_field(f, link->element, GRAPH_TO);
		put_text(f, link->pattern->id);
		sandbox_text(f->box, modes[link->pattern->mode]);
		put_platform(f, link->from_platform);
		put_platform(f, link->to_platform);
		put_flag(f, link->cross_platform);
		put_component(f, link->depender);
		put_component(f, link->dependee);
		put_flag(f, link->hard);
		put_flag(f, link_writes(graph, link));
		put_flag(f, link_is_private(graph, link));
		put_decimal(f, link_number(graph, link, GRAPH_VOLUME, &number), &number);
		put_decimal(f, link_number(graph, link, GRAPH_PAYLOAD, &number), &number);
		put_decimal(f, link->pattern->score && decimal_parse(link->pattern->score, &number, NULL), &number);
		put_items(f, CARRIES, link->element, graph_get(graph, link->element, GRAPH_CARRIES));
	}
}

static void fill_data(Filler *f)
{
	const Graph *graph = f->graph;

	for (size_t i = 0; i < graph->data_count; i++) {
		const Element *data = graph->data[i].element;
		Decimal number = 0;

		sandbox_row(f->box, DATA);
		sandbox_text(f->box, data->id);
		sandbox_text(f->box, element_name(data));
		put_field(f, data, GRAPH_CLASS);
		put_component(f, graph->data[i].home);
		put_flag(f, field_true(graph, data, GRAPH_PERSONAL));
		put_flag(f, field_true(graph, data, GRAPH_SPECIAL));
		put_flag(f, field_true(graph, data, GRAPH_ENCRYPTED));
		put_decimal(f, element_number(graph, data, GRAPH_SIZE, &number), &number);
		put_decimal(f, element_number(graph, data, GRAPH_RETENTION, &number), &number);
		put_items(f, COPIES, data, graph_get(graph, data, GRAPH_COPIES));
	}
}

/* "link: words" */
static void fill_step(Filler *f, const Element *flow, int number, const char *step)
{
	const char *words;
	char *link = mem_copy_n(step, flow_step(step, &words));

	sandbox_row(f->box, STEPS);
	sandbox_text(f->box, flow->id);
	sandbox_integer(f->box, number);
	sandbox_text(f->box, link);
	put_text(f, words);
	free(link);
}

static void fill_flows(Filler *f)
{
	const Design *design = f->graph->design;

	for (size_t i = 0; i < design_count(design, CLASS_FLOW); i++) {
		const Element *flow = design_at(design, CLASS_FLOW, i);
		List steps = {0};

		list_split(element_get(flow, "steps"), &steps, NULL);
		for (size_t s = 0; s < steps.count; s++)
			fill_step(f, flow, (int)s + 1, steps.items[s]);
		list_clear(&steps);
	}
}

static void fill_costs(Filler *f)
{
	const CostSheet *sheet = finding_cost(f->findings, f->graph);

	for (size_t i = 0; i < sheet->count; i++) {
		const CostLine *line = &sheet->lines[i];

		sandbox_row(f->box, COSTS);
		sandbox_text(f->box, line->element->id);
		sandbox_text(f->box, line->item);
		put_decimal(f, true, &line->quantity);
		put_text(f, line->price->unit);
		put_decimal(f, true, &line->amount);
		put_flag(f, line->fixed);
		sandbox_absent(f->box);
	}
	for (size_t i = 0; i < sheet->unpriced_count; i++) {
		sandbox_row(f->box, COSTS);
		sandbox_text(f->box, sheet->unpriced[i].element->id);
		sandbox_text(f->box, sheet->unpriced[i].item);
		for (int absent = 0; absent < 4; absent++)
			sandbox_absent(f->box);
		sandbox_text(f->box, sheet->unpriced[i].reason);
	}
}

Sandbox *team_tables_fill(const Graph *graph, Findings *findings, Error *err)
{
	Filler f = {sandbox_new(team_tables, TABLES), graph, findings};

	fill_elements(&f);
	fill_platforms(&f);
	fill_components(&f);
	fill_links(&f);
	fill_data(&f);
	fill_flows(&f);
	fill_costs(&f);
	if (sandbox_seal(f.box, err))
		return f.box;
	sandbox_free(f.box);
	return NULL;
}

/* ---- for people -------------------------------------------------------------------- */

static void document_table(const SandboxTable *table, Text *out)
{
	text_addf(out, "\n-- %s\nCREATE TABLE %s (\n", table->sentence, table->name);
	for (size_t i = 0; i < table->column_count; i++) {
		const SandboxColumn *column = &table->columns[i];
		Text name = {0};

		text_addf(&name, "%s %s%s", column->name, column->type, i + 1 < table->column_count ? "," : "");
		text_addf(out, "  %-22s -- %s\n", name.s, column->sentence);
		text_clear(&name);
	}
	text_add(out, ");\n");
}

void team_tables_document(Text *out)
{
	text_add(out,
		"-- Rules of your own: one SELECT a file, named by `rules: [rules/]` of a design or by\n"
		"-- `troika check --rules DIR`. Every row is a finding; the comments at the top are its words:\n"
		"--\n"
		"--   -- title: Personal data has an owner\n"
		"--   -- severity: error\n"
		"--   -- why: Somebody must answer when a customer asks what we know.\n"
		"--   -- remedy: Set the owner of its home.\n"
		"--   SELECT d.id AS element, 'nobody answers for ' || c.name AS message\n"
		"--   FROM data d JOIN components c ON c.id = d.home\n"
		"--   WHERE d.personal AND c.owner IS NULL;\n"
		"--\n"
		"-- A third column, remedy, says what to do about that row. Also id (team/ and the name of the file\n"
		"-- otherwise), impact, question and hint. Flags are 0 or 1; what is not known is null.\n");
	text_addf(out,
		"-- A rule only reads. It may take %d million steps, make texts of %d bytes and give %d rows;\n"
		"-- texts of the design are cut at %d bytes.\n",
		SANDBOX_STEPS / 1000000, SANDBOX_LONGEST, SANDBOX_ROWS, SANDBOX_TEXT);
	for (size_t i = 0; i < TABLES; i++)
		document_table(&team_tables[i], out);
}
