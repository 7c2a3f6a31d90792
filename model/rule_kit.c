/* The questions and fixes that rules share. */
#include "model/rule_kit.h"

#include <stdio.h>
#include <string.h>

#include "model/list.h"
#include "model/quantity.h"

bool field_true(const Graph *graph, const Element *element, GraphKey key)
{
	return text_equal(graph_get(graph, element, key), "true");
}

const char *field_text(const Graph *graph, const Element *element, GraphKey key)
{
	const char *value = graph_get(graph, element, key);

	return value ? value : "";
}

const Element *the_design(const Graph *graph)
{
	return design_at(graph->design, CLASS_DESIGN, 0);
}

const char *component_id(const Graph *graph, int component)
{
	return graph->components[component].element->id;
}

/* ---- numbers ------------------------------------------------------------------------ */

static Decimal share_of_month(Decimal per_month, int64_t hours)
{
	Decimal value;

	if (!decimal_multiply(per_month, decimal_from(hours), &value) ||
	    !decimal_divide(value, decimal_from(730), &value))
		return per_month;
	return value;
}

Decimal per_hour(Decimal per_month)
{
	return share_of_month(per_month, 1);
}

Decimal per_day(Decimal per_month)
{
	return share_of_month(per_month, 24);
}

bool component_limit(const Graph *graph, const GraphComponent *component, const char *name,
                     const char *choice, Decimal *out)
{
	const char *value = choice ? element_get(component->element, choice) : NULL;
	const FieldSpec *field;
	const char *limit = NULL;
	char full[128];

	if (choice && !value) {
		field = catalog_field(graph->catalog, CLASS_COMPONENT, component->kind, NULL, choice);
		value = field && *field->fallback ? field->fallback : NULL;
	}
	if (value && (size_t)snprintf(full, sizeof full, "%s.%s", name, value) < sizeof full)
		limit = kind_limit(component->kind, full);
	if (!limit)
		limit = kind_limit(component->kind, name);
	return limit && decimal_parse(limit, out, NULL);
}

void add_number(Text *out, Decimal number)
{
	Decimal rounded = decimal_round(number, 2);
	int places = rounded % DECIMAL_ONE == 0 ? 0 : rounded % (DECIMAL_ONE / 10) == 0 ? 1 : 2;

	decimal_add_fixed(out, rounded, places, true);
}

void undecided_places(Findings *findings, const Graph *graph, const char *missing, size_t count)
{
	Text text = {0};

	if (!count)
		return;
	text_add(&text, missing);
	if (count > 1)
		text_addf(&text, " (in %zu places)", count);
	finding_undecided(findings, the_design(graph), text_str(&text));
	text_clear(&text);
}

bool is_sketch(Findings *findings, const Graph *graph)
{
	const char *id = findings->rule->id;
	Decimal least = finding_param(findings, graph, "components");
	Text text = {0};

	if (decimal_from((int64_t)graph->component_count) >= least)
		return false;
	add_number(&text, least);
	text_addf(&text, " components; a sketch of fewer is not judged for %.*s", (int)strcspn(id, "/"), id);
	finding_undecided(findings, the_design(graph), text_str(&text));
	text_clear(&text);
	return true;
}

/* ---- what things are ------------------------------------------------------------------ */

bool platform_is_horse(const GraphPlatform *platform)
{
	return platform->vendor_id >= VENDOR_SALESFORCE && platform->vendor_id <= VENDOR_AWS;
}

size_t horses_in_use(const Graph *graph)
{
	bool used[VENDOR_EXTERNAL + 1] = {false};

	for (size_t i = 0; i < graph->platform_count; i++)
		if (graph->platforms[i].component_count)
			used[graph->platforms[i].vendor_id] = true;
	return (size_t)used[VENDOR_SALESFORCE] + used[VENDOR_HEROKU] + used[VENDOR_AWS];
}

bool component_faces_people(const Graph *graph, const GraphComponent *component)
{
	return (component->traits & TRAIT_INTERFACE) &&
	       !(has_field(component->has, GRAPH_IDENTITY) &&
	         text_equal(graph_get(graph, component->element, GRAPH_IDENTITY), "none"));
}

bool link_is_private(const Graph *graph, const GraphLink *link)
{
	const char *transport = field_text(graph, link->element, GRAPH_TRANSPORT);

	return link->pattern->private_path || field_true(graph, link->element, GRAPH_PRIVATE) ||
	       !strcmp(transport, "private") || !strcmp(transport, "ipsec");
}

bool link_carries(const Graph *graph, const GraphLink *link, GraphKey flag)
{
	List list = {0};
	bool found = false;

	if (!has_field(link->has, GRAPH_CARRIES))
		return false;
	list_split(graph_get(graph, link->element, GRAPH_CARRIES), &list, NULL);
	for (size_t i = 0; i < list.count && !found; i++) {
		const Element *data = design_find(graph->design, list.items[i]);

		found = data && data->class == CLASS_DATA && field_true(graph, data, flag);
	}
	list_clear(&list);
	return found;
}

static bool end_is_critical(const Graph *graph, int component)
{
	return component != NOWHERE && has_field(graph->components[component].has, GRAPH_CRITICAL) &&
	       field_true(graph, graph->components[component].element, GRAPH_CRITICAL);
}

bool link_is_critical(const Graph *graph, const GraphLink *link)
{
	return end_is_critical(graph, link->from) || end_is_critical(graph, link->to);
}

bool param_lists(const Findings *findings, const Graph *graph, const char *name, const char *id)
{
	return list_has(finding_param_text(findings, graph, name), id);
}

bool *param_patterns(const Findings *findings, const Graph *graph, const char *name, bool statuses)
{
	bool *set = mem_alloc(graph->catalog->pattern_count + 1);

	for (size_t i = 0; i < graph->catalog->pattern_count; i++)
		set[i] = param_lists(findings, graph, name, statuses ? graph->catalog->patterns[i].status
		                     : graph->catalog->patterns[i].id);
	return set;
}

bool pattern_in(const bool *set, const Graph *graph, const Pattern *pattern)
{
	return *pattern->id && set[pattern - graph->catalog->patterns];
}

const char *platform_edition(const Graph *graph, int platform)
{
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const FieldSpec *field;
		const char *edition;

		if (component->platform != platform || !(component->traits & TRAIT_CRM))
			continue;
		edition = element_get(component->element, "edition");
		field = catalog_field(graph->catalog, CLASS_COMPONENT, component->kind, NULL, "edition");
		if (edition || (field && *field->fallback))
			return edition ? edition : field->fallback;
	}
	return "";
}

bool link_ends_fit(const Graph *graph, const GraphLink *link)
{
	const Pattern *pattern = link->pattern;

	if (link->from != NOWHERE && link->to != NOWHERE && pattern->from_kinds &&
	    *graph->components[link->from].kind->id && *graph->components[link->to].kind->id)
		return pattern_takes_from(graph->catalog, pattern, graph->components[link->from].kind) &&
		       pattern_takes_to(graph->catalog, pattern, graph->components[link->to].kind);
	return pattern_ends_fit(graph, pattern, graph_from(link), graph_to(link));
}

bool pattern_lag(const Pattern *pattern, Decimal *seconds)
{
	static const struct {
		const char *name;
		int64_t seconds;
	} classes[] = {{"ms", 0}, {"seconds", 1}, {"minutes", 60}, {"hours", 3600}};

	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (!strcmp(classes[i].name, pattern->latency_class)) {
			*seconds = decimal_from(classes[i].seconds);
			return true;
		}
	return false;
}

/* ---- lists of names -------------------------------------------------------------- */

void names_add(NameList *names, const char *name)
{
	if (names->last && names->count <= names->limit) {
		if (names->count > 1)
			text_add(&names->text, ", ");
		text_add(&names->text, names->last);
	}
	names->last = name;
	names->count++;
}

const char *names_text(NameList *names)
{
	if (names->count > names->limit)
		text_addf(&names->text, " and %zu more", names->count - names->limit);
	else if (names->count == 1)
		text_add(&names->text, names->last);
	else if (names->count)
		text_addf(&names->text, " and %s", names->last);
	names->last = NULL;
	return text_str(&names->text);
}

void names_clear(NameList *names)
{
	text_clear(&names->text);
	*names = (NameList){.limit = names->limit};
}

/* ---- fixes ------------------------------------------------------------------------- */

void fix_by_field(const Element *element, const char *key, const char *value, Edit *edit)
{
	edit_add(edit, element->id, key, element_get(element, key), value);
}

static bool serves(const Graph *graph, const GraphLink *link, const Pattern *pattern, PatternMode mode)
{
	return pattern && pattern != link->pattern && pattern->mode == mode && !*pattern->expands &&
	       (!strcmp(pattern->status, "ok") || !strcmp(pattern->status, "sustaining")) &&
	       strcmp(pattern->id, "custom") &&
	       pattern_legal(graph, pattern, graph_from(link), graph_to(link), NULL);
}

bool fix_by_pattern(const Graph *graph, const GraphLink *link, PatternMode mode, Edit *edit)
{
	const Catalog *catalog = graph->catalog;
	const Pattern *found = NULL;

	for (const char *const *id = link->pattern->alternatives; *id && !found; id++)
		if (serves(graph, link, catalog_pattern(catalog, *id), mode))
			found = catalog_pattern(catalog, *id);
	for (size_t i = 0; i < catalog->pattern_count && !found; i++)
		if (serves(graph, link, &catalog->patterns[i], mode))
			found = &catalog->patterns[i];
	if (!found)
		return false;
	fix_by_field(link->element, "via", found->id, edit);
	edit_set_label(edit, "link %s by %s", link->element->id, found->name);
	return true;
}
