/* What the reporters share. */
#include <string.h>

#include "render/report.h"

bool report_fails(const Report *report)
{
	for (size_t i = 0; i < report->count && report->gate >= 0; i++) {
		if (report->designs[i].findings->stale_count)
			return true;
		for (int severity = 0; severity <= report->gate; severity++)
			if (report->designs[i].findings->by_severity[severity])
				return true;
	}
	return false;
}

ReportPlace report_place(const ReportDesign *design, const Finding *finding)
{
	const Element *element = finding->element;

	if (finding->file)
		return (ReportPlace){finding->file, finding->line > 0 ? finding->line : 1, 1};
	return (ReportPlace){element->file ? element->file : design->file,
	                     element->line > 0 ? element->line : 1, element->column > 0 ? element->column : 1};
}

void report_add_sentences(const Finding *finding, Text *out)
{
	text_add(out, finding->message);
	if (out->length && !strchr(".!?", out->s[out->length - 1]))
		text_add_char(out, '.');
	if (*finding_remedy(finding))
		text_addf(out, " %s", finding_remedy(finding));
}

static void add_count(Text *out, size_t count, const char *one, const char *many)
{
	text_addf(out, "%zu %s", count, count == 1 ? one : many);
}

void report_add_summary(const Findings *findings, Text *out)
{
	add_count(out, findings->by_severity[SEVERITY_ERROR], "error, ", "errors, ");
	add_count(out, findings->by_severity[SEVERITY_WARNING], "warning", "warnings");
	text_addf(out, ", %zu advice, %zu waived", findings->by_severity[SEVERITY_ADVICE], findings->waived);
	if (findings->compared)
		text_addf(out, ", %zu known, %zu dropped out, %zu stale", findings->known, findings->dropped,
		          findings->stale_count);
	text_add(out, "; ");
	add_count(out, findings->ran, "rule", "rules");
	text_addf(out, " ran, %zu skipped, ", findings->skipped);
	if (findings->failed)
		text_addf(out, "%zu failed, ", findings->failed);
	text_addf(out, "%zu undecided", findings->undecided_count);
}

void report_add_surfaces(const Weight *weight, Text *out)
{
	add_count(out, weight->components, "component, ", "components, ");
	add_count(out, weight->links, "link to others", "links to others");
}

static void put_capabilities(Json *json, const char *key, const WeightTable *table, uint64_t bits)
{
	json_key(json, key);
	json_open_line(json, '[');
	for (size_t i = 0; i < table->require_count; i++)
		if (bits >> i & 1)
			json_text(json, table->requires[i]);
	json_close(json);
}

void report_add_platforms(Json *json, const ReportDesign *design)
{
	const WeightTable *table = &design->findings->weight;
	Text cost = {0};

	json_key(json, "platforms");
	json_open(json, '[');
	for (size_t i = 0; i < table->count; i++) {
		const Weight *weight = &table->items[i];

		text_reset(&cost);
		decimal_add_fixed(&cost, weight->cost, 2, false);
		json_open(json, '{');
		json_put_text(json, "platform", design->graph->platforms[weight->platform].element->id);
		json_put_text(json, "verdict", verdict_name(weight->verdict));
		json_put_text(json, "reason", weight->reason);
		put_capabilities(json, "serves", table, weight->serves);
		put_capabilities(json, "only_here", table, weight->only_here);
		json_put_text(json, "cost", cost.s);
		json_put_number(json, "unpriced", (int64_t)weight->unpriced);
		json_put_number(json, "components", weight->components);
		json_put_number(json, "links", weight->links);
		json_close(json);
	}
	json_close(json);
	text_clear(&cost);
}
