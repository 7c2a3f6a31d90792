/* explain: one page about a rule, a pattern, a kind, a field or a finding. */
#include <string.h>

#include "model/catalog_read.h"
#include "tui/cli_design.h"
#include "tui/explain.h"
#include "tui/explain_parts.h"
#include "tui/verbs.h"

static const CliOption options[] = {
	CLI_DESIGN_OPTION,
	{0},
};

/* What the finding KEY says in the design of --design, if it is there. */
static void add_finding(Cli *cli, const char *key)
{
	const char *path = cli_value(cli, "design");
	CliDesign design = {0};

	if (!path || !strchr(key, '@'))
		return;
	if (cli_design_open(cli, &design, path))
		cli_design_judge(cli, &design, NULL);
	for (size_t i = 0; i < design.findings.count; i++) {
		const Finding *finding = &design.findings.items[i];

		if (strcmp(finding->key, key) != 0)
			continue;
		page_heading(&cli->out, "Here");
		page_line(&cli->out, "Finding", finding->message);
		page_line(&cli->out, "Remedy", finding_remedy(finding));
		if (finding->waiver)
			page_line(&cli->out, "Waived by", finding->waiver->id);
	}
	cli_design_clear(&design);
}

static int unknown(Cli *cli, const Catalog *catalog, const char *id)
{
	const char *near = explain_nearest(catalog, id);

	text_clear(&cli->out);
	if (near)
		return cli_usage(cli, "there is no rule, pattern, kind or field '%s'; did you mean '%s'?", id, near);
	return cli_usage(cli, "there is no rule, pattern, kind or field '%s'; 'troika catalog' lists them", id);
}

static int run(Cli *cli)
{
	Catalog own;
	const Catalog *catalog = cli_catalog_open(cli, &own);
	int status = catalog ? STATUS_CLEAN : STATUS_USAGE;

	cli->paged = true;
	for (int i = 0; i < cli->argc && status == STATUS_CLEAN; i++) {
		if (i)
			text_add(&cli->out, "\n");
		if (!explain_add(catalog, cli->argv[i], &cli->out))
			status = unknown(cli, catalog, cli->argv[i]);
		else
			add_finding(cli, cli->argv[i]);
	}
	catalog_clear(&own);
	return status;
}

const Verb verb_explain = {
	"explain", "ID…", 1, -1, WORD_ID, options,
	"tell about a rule, a pattern, a kind, a field or a finding",
	"A kind is named like heroku.postgres, a pattern like heroku-connect, a rule like coupling/cycle, the key of a "
	"finding like coupling/fan-in@crm, a field like users or heroku.web.dynos.",
	"troika explain coupling/cycle\twhy a rule exists and what to do\n"
	"troika explain heroku-connect\twhen to use a pattern, its limits, its failure behaviour\n"
	"troika explain coupling/fan-in@crm --design portal.yaml\twhat a rule says of this component",
	run,
};
