/* Patterns: is each link one of the documented ways, used as it is meant? */
#include <string.h>

#include "model/rule_kit.h"

/* ---- pattern/illegal-ends ---------------------------------------------------------- */

static void check_illegal_ends(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		Text why = {0};

		if (link_ends_fit(graph, link) || !*link->pattern->id)
			continue;
		pattern_legal(graph, link->pattern, graph_from(link), graph_to(link), &why);
		finding_add(findings, link->element, "%s cannot link %s to %s: %s", link->pattern->name,
		            graph_end_name(graph, graph_from(link)), graph_end_name(graph, graph_to(link)),
		            text_str(&why));
		text_clear(&why);
	}
}

static bool fix_illegal_ends(const Graph *graph, const Finding *finding, Edit *edit)
{
	const GraphLink *link = &graph->links[finding->element->index];

	if (pattern_legal(graph, link->pattern, graph_to(link), graph_from(link), NULL)) {
		const char *from = graph_get(graph, link->element, GRAPH_FROM);
		const char *to = graph_get(graph, link->element, GRAPH_TO);

		fix_by_field(link->element, "from", to, edit);
		fix_by_field(link->element, "to", from, edit);
		edit_set_label(edit, "reverse %s", link->element->id);
		return true;
	}
	return fix_by_pattern(graph, link, link->pattern->mode, edit);
}

const Rule rule_pattern_illegal_ends = {
	"pattern/illegal-ends", check_illegal_ends, fix_illegal_ends, false};

/* ---- pattern/free-form --------------------------------------------------------------- */

static void check_free_form(const Graph *graph, Findings *findings)
{
	size_t links = 0, components = 0;

	for (size_t i = 0; i < graph->link_count; i++)
		links += link_is_free(&graph->links[i]);
	for (size_t i = 0; i < graph->component_count; i++)
		components += text_ends(graph->components[i].kind->id, ".custom");
	if (links || components)
		finding_add(findings, the_design(graph),
		            "%zu component%s and %zu link%s are of a free kind or pattern, which nothing is known of",
		            components, components == 1 ? "" : "s", links, links == 1 ? "" : "s");
}

const Rule rule_pattern_free_form = {"pattern/free-form", check_free_form, NULL, false};
