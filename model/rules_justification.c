/* Justification: does every platform pull its weight? */
#include <string.h>

#include "model/rule_kit.h"

/* ---- justification/no-written-why ------------------------------------------------------ */

/* Letters and digits count, so that "........" is no reason. */
static Decimal reason_length(const char *text)
{
	int64_t length = 0;

	for (; *text; text++)
		length += (*text >= '0' && *text <= '9') || (*text >= 'a' && *text <= 'z') ||
			  (*text >= 'A' && *text <= 'Z') || (unsigned char)*text >= 0xc0;
	return decimal_from(length);
}

static void check_no_written_why(const Graph *graph, Findings *findings)
{
	Decimal enough = finding_param(findings, graph, "letters");

	if (horses_in_use(graph) < 2)
		return;
	for (size_t i = 0; i < graph->platform_count; i++) {
		const GraphPlatform *platform = &graph->platforms[i];
		const char *why = field_text(graph, platform->element, GRAPH_WHY);

		if (!platform->component_count || !platform_is_horse(platform) ||
		    reason_length(why) >= enough)
			continue;
		if (*why)
			finding_add(findings, platform->element, "\"%s\" is no reason for %s", why,
			            element_name(platform->element));
		else
			finding_add(findings, platform->element,
			            "nothing says what %s does that the others cannot",
			            element_name(platform->element));
	}
}

const Rule rule_justification_no_written_why = {
	"justification/no-written-why", check_no_written_why, NULL, false};
