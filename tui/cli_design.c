/* The verbs read the file as it is; kept edits belong to the editor, and are only mentioned. */
#include "tui/cli_design.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/catalog_extend.h"
#include "model/journal.h"

void cli_mention_kept(const Cli *cli, const char *path)
{
	if (strcmp(path, "-") != 0 && journal_has_unsaved(path))
		cli_error(cli, "%s: edits are kept that are not saved in the file; 'troika %s' shows them", path, path);
}

bool cli_design_exists(const Cli *cli, const char *path)
{
	Error err = {0};
	char *bytes = NULL;
	size_t length;

	if (strcmp(path, "-") == 0 || access(path, F_OK) == 0)
		return true;
	if (file_read(path, &bytes, &length, &err))
		free(bytes);
	else
		cli_fail(cli, STATUS_USAGE, &err);
	return false;
}

bool cli_design_read(const Cli *cli, CliDesign *design, const char *path, Diagnostics *faults)
{

	design_init(&design->design);
	design->open = true;
	design->catalog = design_open(&design->design, &design->source, &design->own, path, faults);
	cli_diagnostics(faults);
	if (!design->catalog)
		return false;
	cli_mention_kept(cli, path);
	graph_build(&design->graph, &design->design, design->catalog);
	return true;
}

bool cli_design_open(const Cli *cli, CliDesign *design, const char *path)
{
	Diagnostics faults = {0};
	bool ok = cli_design_read(cli, design, path, &faults);

	diagnostics_clear(&faults);
	return ok;
}

bool cli_design_judge(const Cli *cli, CliDesign *design, const char *rules, Diagnostics *faults)
{
	Error err = {0};

	if (!team_rules_add_named(&design->team, &design->design, design->source.path, &err) ||
	    (rules && !team_rules_add(&design->team, rules, &err))) {
		if (faults)
			diagnostics_add(faults, false, design->source.path, 0, 0, "%s", err.text);
		cli_fail(cli, STATUS_USAGE, &err);
		return false;
	}
	design->findings.more = design->team.count ? &design->team.more : NULL;
	findings_judge(&design->findings, &design->graph);
	return true;
}

const Catalog *cli_catalog_open(const Cli *cli, Catalog *own)
{
	const char *path = cli_value(cli, "design");
	const Catalog *catalog = NULL;
	Diagnostics list = {0};
	Error err = {0};
	char *bytes = NULL;
	size_t length = 0;

	*own = (Catalog){0};
	if (!path || file_read(path, &bytes, &length, &err))
		catalog = catalog_open(own, path ? path : "-", bytes ? bytes : "", length, &list);
	else
		cli_fail(cli, STATUS_USAGE, &err);
	cli_diagnostics(&list);
	diagnostics_clear(&list);
	free(bytes);
	return catalog;
}

void cli_design_clear(CliDesign *design)
{
	findings_clear(&design->findings);
	team_rules_clear(&design->team);
	cost_clear(&design->cost);
	graph_clear(&design->graph);
	if (design->open)
		design_clear(&design->design);
	design_source_clear(&design->source);
	catalog_clear(&design->own);
	*design = (CliDesign){0};
}
