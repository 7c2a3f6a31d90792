/* Residency: under whose law does data end up, and may it? */
#include <stdio.h>
#include <string.h>

#include "model/list.h"
#include "model/rule_kit.h"

/* The design's policy for DATA: does it let data be under JURISDICTION? Where nothing is said
 * *SAID is false. */
static bool policy_allows(const Graph *graph, const Element *data, const char *jurisdiction, bool *said)
{
	char key[192];
	const char *allowed;

	snprintf(key, sizeof key, "residency.%s.allowed", data->id);
	allowed = element_get(the_design(graph), key);
	*said = allowed != NULL;
	if (allowed && list_has(allowed, jurisdiction))
		return true;
	snprintf(key, sizeof key, "residency.%s.transfer.%s", data->id, jurisdiction);
	return element_get(the_design(graph), key) != NULL;
}

/* ---- residency/drift --------------------------------------------------------------------- */

/* May the link take personal data from one jurisdiction to another without a word about it? Data
 * that is declared not to be personal may go anywhere; nothing declared tells nothing. */
static bool link_drifts(const Graph *graph, const GraphLink *link, const char *jurisdiction)
{
	const char *carries = graph_get(graph, link->element, GRAPH_CARRIES);
	List list = {0};
	bool drifts = !carries;

	list_split(carries, &list, NULL);
	for (size_t i = 0; i < list.count && !drifts; i++) {
		const Element *data = design_find(graph->design, list.items[i]);
		bool said;

		drifts = data && data->class == CLASS_DATA &&
			 field_true(graph, data, GRAPH_PERSONAL) &&
			 !policy_allows(graph, data, jurisdiction, &said);
	}
	list_clear(&list);
	return drifts;
}

/* The two jurisdictions of the ends; false when they are one or not known. */
static bool link_crosses_borders(const Graph *graph, const GraphLink *link, const char **from,
                                 const char **to)
{
	*from = graph_jurisdiction(graph, link->from);
	*to = graph_jurisdiction(graph, link->to);
	return link->pattern->mode != MODE_OVERLAY && *from && *to && strcmp(*from, *to) != 0;
}

static void check_drift(const Graph *graph, Findings *findings)
{
	NameList names = {.limit = 5};
	const char *first_from = NULL, *first_to = NULL;

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		const char *from, *to;

		if (!link_crosses_borders(graph, link, &from, &to) || !link_drifts(graph, link, to))
			continue;
		if (!first_from) {
			first_from = from;
			first_to = to;
		}
		names_add(&names, link->element->id);
	}
	if (names.count)
		finding_add(findings, the_design(graph),
		            "data passes between jurisdictions (%s and %s first) over %s, and nothing says that it may",
		            first_from, first_to, names_text(&names));
	names_clear(&names);
}

const Rule rule_residency_drift = {"residency/drift", check_drift, NULL, false};
