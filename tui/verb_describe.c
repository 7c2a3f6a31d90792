/* describe: the design as sentences, for people who listen instead of looking. */
#include "render/describe.h"
#include "tui/cli_design.h"
#include "tui/verbs.h"

static int describe(Cli *cli, const Description *description)
{
	if (cli->argc == 1)
		describe_design(description, &cli->out);
	for (int i = 1; i < cli->argc; i++) {
		if (describe_element(description, cli->argv[i], &cli->out))
			continue;
		text_clear(&cli->out);
		return cli_usage(cli, "the design has no element '%s'; 'troika describe %s' names all", cli->argv[i],
		                 cli->argv[0]);
	}
	return STATUS_CLEAN;
}

static int run(Cli *cli)
{
	CliDesign design = {0};
	int status = STATUS_USAGE;

	cli->paged = true;
	if (cli_design_open(cli, &design, cli->argv[0])) {
		Description description = {&design.graph, &design.findings, &design.cost};

		findings_judge(&design.findings, &design.graph);
		cost_price(&design.cost, &design.graph, DECIMAL_ONE);
		status = describe(cli, &description);
	}
	cli_design_clear(&design);
	return status;
}

static const CliOption options[] = {
	{0},
};

const Verb verb_describe = {
	"describe", "DESIGN [ID…]", 1, -1, WORD_DESIGN, options,
	"tell the design, or single elements of it, in sentences",
	"One sentence a line and no drawing, for people who use a screen reader, and for minutes: platforms, components, "
	"links with what they do when an end is down, findings with what to do, cost.",
	"troika describe portal.yaml\tthe whole design\n"
	"troika describe portal.yaml crm\tone component with its links, findings and cost",
	run,
};
