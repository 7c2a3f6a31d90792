/* explain: one page about a rule, a pattern, a kind, a field or a finding. */
#include <stdlib.h>
#include <string.h>

#include "model/catalog_read.h"
#include "model/memory.h"
#include "tui/cli_design.h"
#include "tui/explain.h"
#include "tui/explain_parts.h"
#include "tui/verbs.h"

static const CliOption options[] = {
	CLI_DESIGN_OPTION,
	{0},
};

/* What the finding KEY says in DESIGN, if it is there. */
static void add_finding(Cli *cli, const CliDesign *design, const char *key)
{
	for (size_t i = 0; i < design->findings.count; i++) {
		const Finding *finding = &design->findings.items[i];

		if (strcmp(finding->key, key) != 0)
			continue;
		page_heading(&cli->out, "Here");
		page_line(&cli->out, "Finding", finding->message);
		page_line(&cli->out, "Remedy", finding_remedy(finding));
		if (finding->waiver)
			page_line(&cli->out, "Waived by", finding->waiver->id);
	}
}

/* The page of a rule in SQL that DESIGN names, by its id or the key of a finding. */
static bool add_team_rule(Cli *cli, const CliDesign *design, const Catalog *catalog, const char *id)
{
	char *name = mem_copy_n(id, strcspn(id, "@"));
	const RuleText *rule = team_rule(&design->team, name);

	free(name);
	if (rule)
		explain_rule(catalog, rule, &cli->out);
	return rule != NULL;
}

static int unknown(Cli *cli, const Catalog *catalog, const char *id)
{
	const char *near = explain_nearest(catalog, id);

	text_clear(&cli->out);
	if (near)
		return cli_usage(cli, "there is no rule, pattern, kind or field '%s'; did you mean '%s'?", id, near);
	return cli_usage(cli, "there is no rule, pattern, kind or field '%s'; 'troika catalog' lists them", id);
}

/* Judged, when --design names it. */
static bool open_design(Cli *cli, CliDesign *design)
{
	const char *path = cli_value(cli, "design");

	return !path || (cli_design_open(cli, design, path) && cli_design_judge(cli, design, NULL, NULL));
}

static int run(Cli *cli)
{
	CliDesign design = {0};
	Catalog own = {0};
	const Catalog *catalog = open_design(cli, &design) ? cli_catalog_open(cli, &own) : NULL;
	int status = catalog ? STATUS_CLEAN : STATUS_USAGE;

	cli->paged = true;
	for (int i = 0; i < cli->argc && status == STATUS_CLEAN; i++) {
		if (i)
			text_add(&cli->out, "\n");
		if (!explain_add(catalog, cli->argv[i], &cli->out) &&
		    !add_team_rule(cli, &design, catalog, cli->argv[i]))
			status = unknown(cli, catalog, cli->argv[i]);
		else
			add_finding(cli, &design, cli->argv[i]);
	}
	catalog_clear(&own);
	cli_design_clear(&design);
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
