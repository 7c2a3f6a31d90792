/* The design as sentences. */
#include "render/describe.h"

#include <stdlib.h>
#include <string.h>

#include "model/list.h"
#include "model/utf8.h"
#include "render/look.h"

/* --- words -------------------------------------------------------------------- */

/* Text of the design on one line, harmless. */
static void add_plain(Text *out, const char *s)
{
	Text line = {0};

	for (; *s; s++)
		text_add_char(&line, *s == '\n' || *s == '\t' ? ' ' : *s);
	utf8_add_safe(out, text_str(&line));
	text_clear(&line);
}

/* "Portal (portal)", so that people hear the word they have to type. */
static void add_name(Text *out, const Element *element)
{
	const char *name = element_name(element);

	add_plain(out, name);
	if (strcmp(name, element->id) != 0)
		text_addf(out, " (%s)", element->id);
}

/* Ends a sentence that may have ended already. */
static void end_sentence(Text *out)
{
	if (out->length && !strchr(".!?", out->s[out->length - 1]))
		text_add_char(out, '.');
	text_add_char(out, '\n');
}

static void add_count(Text *out, size_t count, const char *one, const char *many)
{
	text_addf(out, "%zu %s", count, count == 1 ? one : many);
}

static void add_heading(Text *out, const char *heading, size_t count)
{
	text_addf(out, "\n%s: %zu\n", heading, count);
}

/* ", WORD VALUE" when the element has KEY. */
static void add_field(Text *out, const Element *element, const char *key, const char *word)
{
	const char *value = element_get(element, key);
	char *words;

	if (!value)
		return;
	/* A sentence inside the sentence does without its full stop. */
	words = mem_copy_n(value, strlen(value) - (text_ends(value, ".") ? 1 : 0));
	text_addf(out, ", %s ", word);
	add_plain(out, words);
	free(words);
}

/* The same for a list: ", WORD a; b". */
static void add_list(Text *out, const Element *element, const char *key, const char *word)
{
	const char *value = element_get(element, key);
	List list = {0};

	if (value && list_split(value, &list, NULL))
		for (size_t i = 0; i < list.count; i++) {
			text_addf(out, i ? "; " : ", %s ", word);
			add_plain(out, list.items[i]);
		}
	list_clear(&list);
}

/* --- platforms and components --------------------------------------------------- */

static void describe_platform(const Graph *graph, size_t i, Text *out)
{
	const GraphPlatform *platform = &graph->platforms[i];

	add_name(out, platform->element);
	text_add(out, " is a platform");
	if (*platform->vendor)
		text_addf(out, " of %s", platform->vendor_id == VENDOR_UNKNOWN ? platform->vendor :
		          look_of_vendor(platform->vendor)->name);
	if (*platform->region) {
		text_add(out, " in region ");
		add_plain(out, platform->region);
	}
	text_add(out, ", with ");
	add_count(out, platform->component_count, "component", "components");
	add_field(out, platform->element, "notes", "note");
	end_sentence(out);
}

static void add_kind(Text *out, const Kind *kind)
{
	if (!kind->id)
		text_add(out, "of no known kind");
	else
		add_plain(out, kind->name);
}

static void describe_component(const Graph *graph, size_t i, Text *out)
{
	const GraphComponent *component = &graph->components[i];
	uint32_t begin = graph->out_start[i + 1] - graph->out_start[i];
	uint32_t end = graph->in_start[i + 1] - graph->in_start[i];

	add_name(out, component->element);
	text_add(out, " is a component: ");
	add_kind(out, component->kind);
	if (component->platform != NOWHERE) {
		text_add(out, " on ");
		add_name(out, graph->platforms[component->platform].element);
	}
	if (component->container != NOWHERE) {
		text_add(out, ", inside ");
		add_name(out, graph->components[component->container].element);
	}
	if (!begin && !end) {
		text_add(out, ", with no link");
	} else {
		text_add(out, ", with ");
		add_count(out, begin, "link", "links");
		text_addf(out, " from it and %u to it", end);
	}
	add_field(out, component->element, "notes", "note");
	end_sentence(out);
}

/* --- links --------------------------------------------------------------------------- */

static void add_end(const Graph *graph, const Element *link, const char *key, GraphEnd end, Text *out)
{
	const char *id = element_get(link, key);

	if (end.component != NOWHERE)
		add_name(out, graph->components[end.component].element);
	else if (end.platform != NOWHERE)
		add_name(out, graph->platforms[end.platform].element);
	else
		add_plain(out, id ? id : "nothing");
}

static const char *mode_words(const Pattern *pattern)
{
	switch (pattern->mode) {
	case MODE_SYNC: return "synchronous";
	case MODE_ASYNC: return "asynchronous";
	default: return "a path for others";
	}
}

static void add_dependency(const Graph *graph, const GraphLink *link, Text *out)
{
	if (link->depender == NOWHERE || link->dependee == NOWHERE)
		return;
	text_add(out, "; ");
	add_plain(out, element_name(graph->components[link->depender].element));
	text_addf(out, " %s when ", link->hard ? "stops" : "degrades");
	add_plain(out, element_name(graph->components[link->dependee].element));
	text_add(out, " is down");
}

static void describe_link(const Graph *graph, size_t i, Text *out)
{
	const GraphLink *link = &graph->links[i];
	const Pattern *pattern = link->pattern;

	text_addf(out, "Link %s: ", link->element->id);
	add_end(graph, link->element, "from", graph_from(link), out);
	text_add(out, " to ");
	add_end(graph, link->element, "to", graph_to(link), out);
	if (pattern->id) {
		text_add(out, " by ");
		add_plain(out, pattern->name);
		text_addf(out, ", %s", mode_words(pattern));
		if (pattern->both_ways && !strstr(pattern->name, "both ways"))
			text_add(out, ", both ways");
	}
	add_field(out, link->element, "label", "labelled");
	add_list(out, link->element, "carries", "carries");
	add_field(out, link->element, "volume", "volume");
	add_dependency(graph, link, out);
	add_field(out, link->element, "notes", "note");
	end_sentence(out);
}

/* --- what else a design says ------------------------------------------------------------ */

static void describe_other(const Element *element, Text *out)
{
	static const struct { const char *key, *word; bool list; } told[] = {
		{"title", "title", false}, {"status", "status", false}, {"class", "class", false}, {"home", "home", false},
		{"copies", "copies in", true}, {"value", "value", false}, {"source", "from", false},
		{"steps", "steps", true}, {"rule", "rule", false}, {"at", "at", false}, {"why", "because", false},
		{"until", "until", false}, {"show", "shows", true}, {"lens", "lens", false}, {"text", "says", false},
		{"date", "taken on", false}, {"context", "context", false}, {"choice", "choice", false},
		{"consequences", "consequences", false}, {"about", "about", true}, {"retention", "kept for", false},
		{"notes", "note", false},
	};

	text_addf(out, "%c%s ", class_name(element->class)[0] - 32, class_name(element->class) + 1);
	add_name(out, element);
	for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
		if (told[i].list)
			add_list(out, element, told[i].key, told[i].word);
		else if (strcmp(told[i].key, "at") != 0 || element->class == CLASS_WAIVER)
			add_field(out, element, told[i].key, told[i].word);
	}
	end_sentence(out);
}

static void describe_others(const Design *design, Text *out)
{
	for (int class = CLASS_DATA; class < CLASS_COUNT; class++) {
		size_t count = design_count(design, (ElementClass)class);

		if (!count)
			continue;
		text_addf(out, "\n%c%s: %zu\n", class_section((ElementClass)class)[0] - 32,
		          class_section((ElementClass)class) + 1, count);
		for (size_t i = 0; i < count; i++)
			describe_other(design_at(design, (ElementClass)class, i), out);
	}
}

/* --- findings and cost --------------------------------------------------------------------- */

static const char *const severity_words[SEVERITY_COUNT] = {"Error", "Warning", "Advice"};

static void describe_finding(const Finding *finding, Text *out)
{
	text_addf(out, "%s %s", severity_words[finding->severity], finding->rule->id);
	if (finding->element->class != CLASS_DESIGN) {
		text_add(out, " at ");
		add_name(out, finding->element);
	}
	text_add(out, ": ");
	add_plain(out, finding->message);
	if (finding->waiver)
		text_addf(out, " (accepted by waiver %s)", finding->waiver->id);
	end_sentence(out);
	if (finding->waiver || !*finding_remedy(finding))
		return;
	text_add(out, "  To do: ");
	add_plain(out, finding_remedy(finding));
	end_sentence(out);
}

static void add_finding_counts(const Findings *findings, Text *out)
{
	add_count(out, findings->by_severity[SEVERITY_ERROR], "error", "errors");
	text_add(out, ", ");
	add_count(out, findings->by_severity[SEVERITY_WARNING], "warning", "warnings");
	text_addf(out, " and %zu advice", findings->by_severity[SEVERITY_ADVICE]);
	if (findings->waived)
		text_addf(out, ", %zu accepted", findings->waived);
	if (findings->undecided_count)
		text_addf(out, ", %zu that could not be decided", findings->undecided_count);
}

void describe_findings(const Description *d, Text *out)
{
	add_finding_counts(d->findings, out);
	end_sentence(out);
	for (size_t i = 0; i < d->findings->count; i++)
		describe_finding(&d->findings->items[i], out);
}

static void add_money(const CostSheet *cost, Decimal amount, Text *out)
{
	cost_add_money(out, cost->currency, amount);
}

static void describe_budget(const CostSheet *cost, Text *out)
{
	bool over = cost->total > cost->budget;

	if (!cost->has_budget)
		return;
	text_add(out, "The budget is ");
	add_money(cost, cost->budget, out);
	text_add(out, "; ");
	add_money(cost, over ? cost->total - cost->budget : cost->budget - cost->total, out);
	text_add(out, over ? " over" : " left");
	end_sentence(out);
}

static void describe_gap(const CostGap *gap, Text *out)
{
	text_add(out, "No amount for ");
	add_name(out, gap->element);
	if (gap->item && *gap->item) {
		text_add(out, ", ");
		add_plain(out, gap->item);
	}
	text_add(out, ": ");
	add_plain(out, gap->reason);
	end_sentence(out);
}

void describe_cost(const Description *d, Text *out)
{
	const CostSheet *cost = d->cost;

	text_add(out, "The design costs ");
	add_money(cost, cost->total, out);
	text_add(out, " a month, between ");
	add_money(cost, cost->low, out);
	text_add(out, " and ");
	add_money(cost, cost->high, out);
	if (cost->unpriced_count) {
		text_add(out, ", without ");
		add_count(out, cost->unpriced_count, "item that has no amount", "items that have no amount");
	}
	end_sentence(out);
	describe_budget(cost, out);
	for (size_t i = 0; i < cost->platform_count; i++) {
		if (!cost->platform_total[i])
			continue;
		add_name(out, d->graph->platforms[i].element);
		text_add(out, ": ");
		add_money(cost, cost->platform_total[i], out);
		end_sentence(out);
	}
	for (size_t i = 0; i < cost->unpriced_count; i++)
		describe_gap(&cost->unpriced[i], out);
}

/* --- the whole, and a part ---------------------------------------------------------------------- */

static void describe_summary(const Description *d, Text *out)
{
	const Element *design = design_at(d->graph->design, CLASS_DESIGN, 0);
	const char *summary = element_get(design, "summary");

	add_plain(out, strcmp(element_name(design), ID_DESIGN) == 0 ? "A design without a name" : element_name(design));
	end_sentence(out);
	if (summary) {
		add_plain(out, summary);
		end_sentence(out);
	}
	text_add(out, "It has ");
	add_count(out, d->graph->platform_count, "platform", "platforms");
	text_add(out, ", ");
	add_count(out, d->graph->component_count, "component", "components");
	text_add(out, " and ");
	add_count(out, d->graph->link_count, "link", "links");
	end_sentence(out);
	text_add(out, "The check says ");
	add_finding_counts(d->findings, out);
	end_sentence(out);
}

void describe_design(const Description *d, Text *out)
{
	const Graph *graph = d->graph;

	describe_summary(d, out);
	add_heading(out, "Platforms", graph->platform_count);
	for (size_t i = 0; i < graph->platform_count; i++)
		describe_platform(graph, i, out);
	add_heading(out, "Components", graph->component_count);
	for (size_t i = 0; i < graph->component_count; i++)
		describe_component(graph, i, out);
	add_heading(out, "Links", graph->link_count);
	for (size_t i = 0; i < graph->link_count; i++)
		describe_link(graph, i, out);
	describe_others(graph->design, out);
	text_add(out, "\nFindings: ");
	describe_findings(d, out);
	text_add(out, "\nCost: ");
	describe_cost(d, out);
}

static void describe_links_of(const Graph *graph, int component, Text *out)
{
	for (uint32_t i = graph->out_start[component]; i < graph->out_start[component + 1]; i++)
		describe_link(graph, graph->out[i], out);
	for (uint32_t i = graph->in_start[component]; i < graph->in_start[component + 1]; i++)
		if (graph->links[graph->in[i]].from != component)
			describe_link(graph, graph->in[i], out);
}

static void describe_lines_of(const CostSheet *cost, const Element *element, Text *out)
{
	for (size_t i = 0; i < cost->count; i++) {
		if (cost->lines[i].element != element)
			continue;
		text_add(out, "Cost: ");
		add_plain(out, cost->lines[i].item);
		text_add(out, ", ");
		add_money(cost, cost->lines[i].amount, out);
		text_add(out, " a month");
		end_sentence(out);
	}
	for (size_t i = 0; i < cost->unpriced_count; i++)
		if (cost->unpriced[i].element == element)
			describe_gap(&cost->unpriced[i], out);
}

bool describe_element(const Description *d, const char *id, Text *out)
{
	const Element *element = design_find(d->graph->design, id);
	const Graph *graph = d->graph;

	if (!element)
		return false;
	switch (element->class) {
	case CLASS_DESIGN:
		describe_summary(d, out);
		break;
	case CLASS_PLATFORM:
		describe_platform(graph, element->index, out);
		for (size_t i = 0; i < graph->component_count; i++)
			if (graph->components[i].platform == (int)element->index)
				describe_component(graph, i, out);
		break;
	case CLASS_COMPONENT:
		describe_component(graph, element->index, out);
		describe_links_of(graph, (int)element->index, out);
		break;
	case CLASS_LINK:
		describe_link(graph, element->index, out);
		break;
	default:
		describe_other(element, out);
	}
	for (size_t i = 0; i < d->findings->count; i++)
		if (d->findings->items[i].element == element)
			describe_finding(&d->findings->items[i], out);
	describe_lines_of(d->cost, element, out);
	return true;
}
