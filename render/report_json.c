/* Findings and cost as JSON: versioned, complete, stable in order. */
#include "render/report_parts.h"

#include "model/decimal.h"

static void add_finding(Json *json, const ReportDesign *design, const Finding *finding)
{
	ReportPlace place = report_place(design, finding);

	json_open(json, '{');
	json_put_text(json, "key", finding->key);
	json_put_text(json, "rule", finding->rule->id);
	json_put_text(json, "severity", severity_name(finding->severity));
	json_put_text(json, "element", finding->element->id);
	json_put_text(json, "file", place.file);
	json_put_number(json, "line", place.line);
	json_put_number(json, "column", place.column);
	json_put_text(json, "message", finding->message);
	json_put_text(json, "remedy", finding_remedy(finding));
	json_put_bool(json, "waived", finding->waiver != NULL);
	json_put_text(json, "waiver", finding->waiver ? finding->waiver->id : NULL);
	json_put_bool(json, "known", finding->known);
	json_close(json);
}

static void add_undecided(Json *json, const Undecided *undecided)
{
	json_open_line(json, '{');
	json_put_text(json, "rule", undecided->rule->id);
	json_put_text(json, "element", undecided->element->id);
	json_put_text(json, "missing", undecided->missing);
	json_close(json);
}

static void add_baseline(Json *json, const Findings *findings)
{
	json_key(json, "baseline");
	json_open(json, '{');
	json_put_number(json, "known", (int64_t)findings->known);
	json_put_number(json, "dropped", (int64_t)findings->dropped);
	json_key(json, "stale");
	json_open(json, '[');
	for (size_t i = 0; i < findings->stale_count; i++) {
		json_open_line(json, '{');
		json_put_text(json, "rule", findings->stale[i].rule);
		json_put_text(json, "element", findings->stale[i].element);
		json_put_text(json, "reason", findings->stale[i].reason);
		json_close(json);
	}
	json_close(json);
	json_close(json);
}

void report_add_design(Json *json, const ReportDesign *design)
{
	const Findings *findings = design->findings;

	json_put_text(json, "file", design->file);
	json_put_text(json, "name", element_name(design_at(design->design, CLASS_DESIGN, 0)));
	json_key(json, "findings");
	json_open(json, '[');
	for (size_t i = 0; i < findings->count; i++)
		add_finding(json, design, &findings->items[i]);
	json_close(json);
	json_key(json, "counts");
	json_open_line(json, '{');
	for (Severity severity = 0; severity < SEVERITY_COUNT; severity++)
		json_put_number(json, severity_name(severity), (int64_t)findings->by_severity[severity]);
	json_put_number(json, "waived", (int64_t)findings->waived);
	json_put_number(json, "known", (int64_t)findings->known);
	json_close(json);
	json_key(json, "rules");
	json_open_line(json, '{');
	json_put_number(json, "ran", (int64_t)findings->ran);
	json_put_number(json, "skipped", (int64_t)findings->skipped);
	json_put_number(json, "failed", (int64_t)findings->failed);
	json_close(json);
	json_key(json, "undecided");
	json_open(json, '[');
	for (size_t i = 0; i < findings->undecided_count; i++)
		add_undecided(json, &findings->undecided[i]);
	json_close(json);
	if (findings->compared)
		add_baseline(json, findings);
	report_add_platforms(json, design);
}

static void add_faults(Json *json, const Report *report)
{
	json_key(json, "errors");
	json_open(json, '[');
	for (size_t i = 0; i < report->fault_count; i++) {
		const ReportFault *fault = &report->faults[i];

		json_open(json, '{');
		json_put_text(json, "design", fault->design);
		json_put_text(json, "file", fault->place.file);
		json_put_number(json, "line", fault->place.line);
		json_put_number(json, "column", fault->place.column);
		json_put_text(json, "message", fault->message);
		json_close(json);
	}
	json_close(json);
}

void report_json(const Report *report, Text *out)
{
	Json json = {.out = out};

	json_open(&json, '{');
	json_put_number(&json, "version", 1);
	json_key(&json, "designs");
	json_open(&json, '[');
	for (size_t i = 0; i < report->count; i++) {
		json_open(&json, '{');
		report_add_design(&json, &report->designs[i]);
		json_close(&json);
	}
	json_close(&json);
	add_faults(&json, report);
	json_close(&json);
}

/* --- cost ------------------------------------------------------------------ */

static void put_decimal(Json *json, const char *key, Decimal value)
{
	Text text = {0};

	decimal_add_text(&text, value);
	json_put_text(json, key, text.s);
	text_clear(&text);
}

static void put_money(Json *json, const char *key, Decimal value)
{
	Text text = {0};

	decimal_add_fixed(&text, value, 2, false);
	json_put_text(json, key, text.s);
	text_clear(&text);
}

static const char *or_null(const char *s)
{
	return *s ? s : NULL;
}

static void add_line(Json *json, const CostLine *line)
{
	json_open(json, '{');
	json_put_text(json, "element", line->element->id);
	json_put_text(json, "item", line->item);
	put_decimal(json, "quantity", line->quantity);
	json_put_text(json, "unit", or_null(line->price->unit));
	put_decimal(json, "unit_price", line->unit_price);
	json_put_text(json, "per", *line->price->per ? line->price->per : "1");
	put_money(json, "amount", line->amount);
	put_money(json, "low", line->low);
	put_money(json, "high", line->high);
	json_put_bool(json, "fixed", line->fixed);
	json_put_text(json, "source", or_null(line->price->source));
	json_put_text(json, "as_of", or_null(line->price->as_of));
	json_close(json);
}

void report_add_cost(Json *json, const Graph *graph, const CostSheet *cost)
{
	json_put_text(json, "currency", cost->currency);
	put_money(json, "total", cost->total);
	put_money(json, "fixed", cost->fixed);
	put_money(json, "usage", cost->usage);
	put_money(json, "low", cost->low);
	put_money(json, "high", cost->high);
	if (cost->has_budget)
		put_money(json, "budget", cost->budget);
	else
		json_put_text(json, "budget", NULL);
	json_key(json, "unpriced");
	json_open(json, '[');
	for (size_t i = 0; i < cost->unpriced_count; i++) {
		json_open_line(json, '{');
		json_put_text(json, "element", cost->unpriced[i].element->id);
		json_put_text(json, "item", cost->unpriced[i].item);
		json_put_text(json, "reason", cost->unpriced[i].reason);
		json_close(json);
	}
	json_close(json);
	json_key(json, "lines");
	json_open(json, '[');
	for (size_t i = 0; i < cost->count; i++)
		add_line(json, &cost->lines[i]);
	json_close(json);
	json_key(json, "platforms");
	json_open(json, '{');
	for (size_t i = 0; i < cost->platform_count; i++)
		put_money(json, graph->platforms[i].element->id, cost->platform_total[i]);
	json_close(json);
}

static void put_amount(Json *json, const char *key, Decimal amount, const char *reason)
{
	if (reason)
		json_put_text(json, key, NULL);
	else
		put_money(json, key, amount);
}

void report_add_shares(Json *json, const Graph *graph, const CostShares *shares)
{
	json_key(json, "flows");
	json_open(json, '[');
	for (size_t i = 0; i < shares->flow_count; i++) {
		const FlowShare *share = &shares->flows[i];

		json_open_line(json, '{');
		json_put_text(json, "flow", share->flow->id);
		put_decimal(json, "runs", share->runs);
		put_amount(json, "amount", share->amount, share->reason);
		if (share->reason)
			json_put_text(json, "each", NULL);
		else
			put_decimal(json, "each", share->each);
		json_put_text(json, "reason", share->reason);
		json_close(json);
	}
	json_close(json);
	json_key(json, "transfers");
	json_open(json, '[');
	for (size_t i = 0; i < shares->transfer_count; i++) {
		const TransferShare *share = &shares->transfers[i];

		json_open_line(json, '{');
		json_put_text(json, "link", graph->links[share->link].element->id);
		json_put_text(json, "element", graph->components[share->component].element->id);
		put_decimal(json, "gigabytes", share->gigabytes);
		put_amount(json, "amount", share->amount, share->reason);
		json_put_text(json, "reason", share->reason);
		json_close(json);
	}
	json_close(json);
}

void report_add_quotas(Json *json, const Findings *findings)
{
	json_key(json, "quotas");
	json_open(json, '[');
	for (size_t i = 0; i < findings->quota_count; i++) {
		const Quota *quota = &findings->quotas[i];

		json_open_line(json, '{');
		json_put_text(json, "rule", quota->rule->id);
		json_put_text(json, "element", quota->element->id);
		json_put_text(json, "what", quota->what);
		put_decimal(json, "used", quota->used);
		put_decimal(json, "allowed", quota->allowed);
		put_decimal(json, "factor", quota_factor(quota));
		json_close(json);
	}
	json_close(json);
}
