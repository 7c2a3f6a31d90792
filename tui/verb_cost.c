/* cost: what a design costs a month. */
#include <string.h>
#include <string.h>

#include "render/escape.h"
#include "model/cost_compare.h"
#include "render/report.h"
#include "tui/cost_share_text.h"
#include "tui/cost_text.h"
#include "tui/verbs.h"

static void add_json(const CliDesign *design, const CostShares *shares, bool scaled, Text *out)
{
	Json json = {.out = out};

	json_open(&json, '{');
	json_put_number(&json, "version", 1);
	report_add_cost(&json, &design->graph, &design->cost);
	report_add_shares(&json, &design->graph, shares);
	if (scaled)
		report_add_quotas(&json, &design->findings);
	json_close(&json);
}

static void add_row(Text *out, const char *const *fields)
{
	for (size_t i = 0; fields[i]; i++) {
		if (i)
			text_add_char(out, ',');
		escape_csv(out, fields[i]);
	}
	text_add(out, "\r\n");
}

static void add_csv(const CliDesign *design, Text *out)
{
	const CostSheet *cost = &design->cost;

	text_add(out, "platform,element,item,quantity,unit,unit_price,per,amount,currency,source,as_of,reason\r\n");
	for (size_t i = 0; i < cost->count; i++) {
		const CostLine *line = &cost->lines[i];
		const char *platform = line->platform == NOWHERE ? "" : design->graph.platforms[line->platform].element->id;
		Text quantity = {0}, price = {0}, amount = {0};

		decimal_add_text(&quantity, line->quantity);
		decimal_add_text(&price, line->unit_price);
		decimal_add_fixed(&amount, line->amount, 2, false);
		add_row(out, (const char *const[]){platform, line->element->id, line->item, quantity.s, line->price->unit,
		                                   price.s, *line->price->per ? line->price->per : "1", amount.s,
		                                   cost->currency, line->price->source, line->price->as_of, "", NULL});
		text_clear(&quantity);
		text_clear(&price);
		text_clear(&amount);
	}
	for (size_t i = 0; i < cost->unpriced_count; i++) {
		const CostGap *gap = &cost->unpriced[i];

		add_row(out, (const char *const[]){"", gap->element->id, gap->item, "", "", "", "", "", "", "", "",
		                                   gap->reason, NULL});
	}
}

/* What changed against the sheet of --baseline; STATUS_FINDINGS when it is more than the design allows. */
static int compare(Cli *cli, const CliDesign *design)
{
	CostBefore before = {0};
	Decimal percent, more, most;
	Error err = {0};
	bool allowed;
	Text line = {0};

	if (!cost_before_read(&before, cli_value(cli, "baseline"), &err))
		return cli_fail(cli, STATUS_USAGE, &err);
	if (strcmp(before.currency, design->cost.currency) != 0)
		return cli_usage(cli, "%s counts in %s and the design in %s", cli_value(cli, "baseline"), before.currency,
		                 design->cost.currency);
	more = cost_increase(&before, &design->cost, &percent);
	allowed = cost_increase_allowed(&design->graph, &before, &design->cost, &most);
	text_addf(&line, "%s ", more < 0 ? "Less than before:" : "More than before:");
	cost_add_money(&line, before.currency, more < 0 ? -more : more);
	text_add(&line, ", ");
	decimal_add_fixed(&line, percent < 0 ? -percent : percent, 1, true);
	text_add(&line, " % of ");
	cost_add_money(&line, before.currency, before.total);
	if (most >= 0) {
		text_addf(&line, "; %s ", allowed ? "allowed are" : "only allowed are");
		decimal_add_text(&line, most);
		text_add(&line, " %");
	}
	if (cli_choice(cli, "format", "text")) {
		cli_paint(cli, &cli->out, allowed ? PAINT_PLAIN : PAINT_RED, line.s);
		text_add_char(&cli->out, '\n');
	} else if (!allowed) {
		cli_error(cli, "%s", line.s);
	}
	text_clear(&line);
	return allowed ? STATUS_CLEAN : STATUS_FINDINGS;
}

static int answer(Cli *cli, CliDesign *design, Decimal scale)
{
	bool scaled = cli_given(cli, "scale");
	CostShares shares;
	int status = STATUS_CLEAN;

	cost_price(&design->cost, &design->graph, scale);
	cost_share(&shares, &design->graph, &design->cost, scale);
	if (scaled)
		findings_judge(&design->findings, &design->graph);
	cli->raw = !cli_choice(cli, "format", "text");
	if (cli_given(cli, "explain")) {
		status = cost_explain(cli, design, cli_value(cli, "explain"));
	} else if (cli_choice(cli, "format", "json")) {
		add_json(design, &shares, scaled, &cli->out);
	} else if (cli_choice(cli, "format", "csv")) {
		add_csv(design, &cli->out);
	} else {
		cost_add_text(cli, design, &cli->out);
		cost_add_shares(cli, design, &shares, &cli->out);
		if (scaled)
			cost_add_quotas(cli, design, scale, &cli->out);
	}
	if (status == STATUS_CLEAN && cli_given(cli, "baseline"))
		status = compare(cli, design);
	cost_share_clear(&shares);
	return status;
}

static int run(Cli *cli)
{
	Decimal scale = DECIMAL_ONE;
	const char *by = cli_value(cli, "scale");
	CliDesign design = {0};
	int status = STATUS_USAGE;

	if (by && (!decimal_parse(by, &scale, NULL) || scale <= 0))
		return cli_usage(cli, "--scale takes a number above 0, such as 10 or 0.5, not '%s'", by);
	if (cli_design_open(cli, &design, cli->argv[0]))
		status = answer(cli, &design, scale);
	cli_design_clear(&design);
	return status;
}

static const CliOption options[] = {
	{"format", 0, "FORMAT", "text|json|csv", "how to write the sheet"},
	{"scale", 0, "K", NULL, "multiply all volumes by K, and say which quota breaks first"},
	{"baseline", 0, "FILE", NULL, "compare with this earlier --format json; fail when increase of the design is passed"},
	{"explain", 0, "ELEMENT", NULL, "how the lines of this element come about"},
	{0},
};

const Verb verb_cost = {
	"cost", "DESIGN", 1, 1, WORD_DESIGN, options,
	"price the design, a month",
	"Amounts are exact and rounded line by line. What has no price or no size is listed with the reason; it never "
	"counts as nothing.",
	"troika cost portal.yaml\tthe sheet\n"
	"troika cost portal.yaml --scale 10\tthe same at ten times the volume\n"
	"troika cost portal.yaml --format json > before.json\twhat it costs today\n"
	"troika cost portal.yaml --baseline before.json\twhat a change costs more\n"
	"troika cost portal.yaml --explain files\thow a line comes about",
	run,
};
