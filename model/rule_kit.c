/* The questions and fixes that rules share. */
#include "model/rule_kit.h"

#include <string.h>

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

bool platform_is_horse(const GraphPlatform *platform)
{
	return !strcmp(platform->vendor, "salesforce") || !strcmp(platform->vendor, "heroku") ||
	       !strcmp(platform->vendor, "aws");
}

size_t horses_in_use(const Graph *graph)
{
	bool salesforce = false, heroku = false, aws = false;

	for (size_t i = 0; i < graph->platform_count; i++) {
		const GraphPlatform *platform = &graph->platforms[i];

		if (!platform->component_count || !platform_is_horse(platform))
			continue;
		salesforce = salesforce || platform->vendor[0] == 's';
		heroku = heroku || platform->vendor[0] == 'h';
		aws = aws || platform->vendor[0] == 'a';
	}
	return (size_t)salesforce + heroku + aws;
}

bool component_faces_people(const Graph *graph, const GraphComponent *component)
{
	return (component->traits & TRAIT_INTERFACE) &&
	       !(has_field(component->has, GRAPH_IDENTITY) &&
	         text_equal(graph_get(graph, component->element, GRAPH_IDENTITY), "none"));
}

bool link_is_internal(const GraphLink *link)
{
	return !strcmp(link->pattern->status, "internal");
}

bool link_is_free(const GraphLink *link)
{
	return !strcmp(link->pattern->id, "custom");
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
