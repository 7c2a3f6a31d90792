/* cost: what a design costs a month. */
#include <stdlib.h>
#include <string.h>

#include "render/escape.h"
#include "render/report.h"
#include "tui/cost_text.h"
#include "tui/verbs.h"

static void add_json(const CliDesign *design, Text *out)
{
	Json json = {.out = out};

	json_open(&json, '{');
	json_put_number(&json, "version", 1);
	report_add_cost(&json, &design->graph, &design->cost);
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

static int run(Cli *cli)
{
	Decimal scale = DECIMAL_ONE;
	const char *by = cli_value(cli, "scale");
	CliDesign design = {0};
	int status = STATUS_CLEAN;

	if (by && (!decimal_parse(by, &scale, NULL) || scale <= 0))
		return cli_usage(cli, "--scale takes a number above 0, such as 10 or 0.5, not '%s'", by);
	if (!cli_design_open(cli, &design, cli->argv[0])) {
		cli_design_clear(&design);
		return STATUS_USAGE;
	}
	cost_price(&design.cost, &design.graph, scale);
	cli->raw = !cli_choice(cli, "format", "text");
	if (cli_given(cli, "explain"))
		status = cost_explain(cli, &design, cli_value(cli, "explain"));
	else if (cli_choice(cli, "format", "json"))
		add_json(&design, &cli->out);
	else if (cli_choice(cli, "format", "csv"))
		add_csv(&design, &cli->out);
	else
		cost_add_text(cli, &design, &cli->out);
	cli_design_clear(&design);
	return status;
}

static const CliOption options[] = {
	{"format", 0, "FORMAT", "text|json|csv", "how to write the sheet"},
	{"scale", 0, "K", NULL, "multiply all volumes by K"},
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
	"troika cost portal.yaml --explain files\thow a line comes about",
	run,
};
