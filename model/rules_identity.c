/* Identity: one place that says who somebody is, and every surface asks it. */
#include <stdlib.h>

#include "model/rule_kit.h"

static bool has_provider(const Graph *graph)
{
	for (size_t i = 0; i < graph->component_count; i++)
		if (graph->components[i].traits & TRAIT_PROVIDER)
			return true;
	return false;
}

/* ---- identity/no-central-provider -------------------------------------------------- */

static void check_no_central_provider(const Graph *graph, Findings *findings)
{
	NameList names = {.limit = 4};
	bool *seen = mem_alloc(graph->platform_count + 1);

	if (graph->component_count > SKETCH && !has_provider(graph)) {
		for (size_t i = 0; i < graph->component_count; i++) {
			const GraphComponent *component = &graph->components[i];

			if (component->platform == NOWHERE || seen[component->platform] ||
			    !component_faces_people(graph, component))
				continue;
			seen[component->platform] = true;
			names_add(&names, element_name(graph->platforms[component->platform].element));
		}
		if (names.count > 1)
			finding_add(findings, the_design(graph),
			            "people sign in on %s, and no identity provider stands behind them",
			            names_text(&names));
	}
	names_clear(&names);
	free(seen);
}

const Rule rule_identity_no_central_provider = {
	"identity/no-central-provider", check_no_central_provider, NULL, false};
