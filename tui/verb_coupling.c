/* coupling: who depends on whom, in figures. */
#include <stdlib.h>

#include "model/json.h"
#include "render/escape.h"
#include "tui/cli_design.h"
#include "tui/coupling_text.h"
#include "tui/verbs.h"

/* --- text ------------------------------------------------------------------ */

static void add_text(const Cli *cli, const Coupling *coupling, const Graph *graph, Text *out)
{
	uint32_t *order = coupling_order(coupling, graph);
	Text head = {0};

	coupling_add_head(&head);
	cli_paint(cli, out, PAINT_BOLD, head.s);
	text_add_char(out, '\n');
	for (uint32_t c = 0; c < coupling->count; c++) {
		coupling_add_row(coupling, graph, order[c], out);
		text_add_char(out, '\n');
	}
	text_add_char(out, '\n');
	coupling_add_summary(coupling, out);
	text_clear(&head);
	free(order);
}

/* --- for programs ---------------------------------------------------------- */

static void put_ratio(Json *json, const char *key, Decimal value, int places)
{
	Text text = {0};

	json_key(json, key);
	if (value < 0) {
		json_null(json);
		return;
	}
	decimal_add_fixed(&text, decimal_round(value, places), places, false);
	json_literal(json, text.s);
	text_clear(&text);
}

static void add_json(const Coupling *coupling, const Graph *graph, Text *out)
{
	Json json = {.out = out};

	json_open(&json, '{');
	json_put_number(&json, "version", 1);
	json_key(&json, "design");
	json_open(&json, '{');
	json_put_number(&json, "components", coupling->count);
	json_put_number(&json, "dependencies", (int64_t)coupling->dependencies);
	json_put_number(&json, "cross_platform_links", coupling->cross_platform);
	put_ratio(&json, "propagation_cost", coupling->propagation, 4);
	json_put_number(&json, "circles", coupling->circles);
	json_put_number(&json, "largest_circle", coupling->largest_circle);
	json_put_number(&json, "longest_chain", coupling->longest_chain);
	json_put_number(&json, "scored_links", coupling->scored);
	put_ratio(&json, "score", coupling->scored ? coupling->score : -DECIMAL_ONE, 4);
	json_close(&json);
	json_key(&json, "components");
	json_open(&json, '[');
	for (uint32_t c = 0; c < coupling->count; c++) {
		const ComponentCoupling *one = &coupling->components[c];

		json_open_line(&json, '{');
		json_put_text(&json, "id", graph->components[c].element->id);
		json_put_number(&json, "fan_in", one->fan_in);
		json_put_number(&json, "fan_out", one->fan_out);
		put_ratio(&json, "instability", one->instability, 4);
		json_put_number(&json, "reaches", one->reaches);
		json_put_number(&json, "blast_radius", one->blast);
		json_put_number(&json, "circle", one->circle);
		json_key(&json, "identity_hops");
		if (one->sign_in == WALK_END)
			json_null(&json);
		else
			json_number(&json, one->sign_in);
		json_close(&json);
	}
	json_close(&json);
	json_close(&json);
}

static void add_csv(const Coupling *coupling, const Graph *graph, Text *out)
{
	text_add(out, "component,name,fan_in,fan_out,instability,reaches,blast_radius,circle,identity_hops\r\n");
	for (uint32_t c = 0; c < coupling->count; c++) {
		const ComponentCoupling *one = &coupling->components[c];

		escape_csv(out, graph->components[c].element->id);
		text_add_char(out, ',');
		escape_csv(out, element_name(graph->components[c].element));
		text_addf(out, ",%u,%u,", one->fan_in, one->fan_out);
		if (one->instability >= 0)
			decimal_add_fixed(out, decimal_round(one->instability, 4), 4, false);
		text_addf(out, ",%u,%u,%u,", one->reaches, one->blast, one->circle);
		if (one->sign_in != WALK_END)
			text_addf(out, "%u", one->sign_in);
		text_add(out, "\r\n");
	}
}

static int run(Cli *cli)
{
	CliDesign design = {0};
	Coupling coupling = {0};
	int status = STATUS_USAGE;

	cli->raw = !cli_choice(cli, "format", "text");
	if (cli_design_open(cli, &design, cli->argv[0])) {
		coupling_measure(&coupling, &design.graph);
		if (cli_choice(cli, "format", "json"))
			add_json(&coupling, &design.graph, &cli->out);
		else if (cli_choice(cli, "format", "csv"))
			add_csv(&coupling, &design.graph, &cli->out);
		else
			add_text(cli, &coupling, &design.graph, &cli->out);
		status = STATUS_CLEAN;
	}
	coupling_clear(&coupling);
	cli_design_clear(&design);
	return status;
}

static const CliOption options[] = {
	{"format", 0, "FORMAT", "text|json|csv", "how to write it"},
	{0},
};

const Verb verb_coupling = {
	"coupling", "DESIGN", 1, 1, WORD_DESIGN, options,
	"measure how components depend on each other",
	"A component depends on another when it suffers while the other is down, as the pattern of the link says; the "
	"arrow of the drawing does not matter.\n"
	"\n"
	"in: components that depend on it. out: those it depends on. instability: out / (in + out) (Martin). reaches: "
	"others it depends on, directly or not. blast: others that suffer when it is down. circle: components that "
	"depend on each other in a circle with it. identity: hops to the provider that says who somebody is.\n"
	"\n"
	"Propagation cost is the share of ones in the visibility matrix (MacCormack, Rusnak, Baldwin 2006); the score of "
	"links between platforms is their mean, 0 loose to 1 tight (after Khononov 2024).",
	"troika coupling portal.yaml\tthe most dangerous component first",
	run,
};
