/* schema: what a design file may say, for editors. */
#include "model/catalog_read.h"
#include "model/team_tables.h"
#include "render/schema.h"
#include "tui/cli_design.h"
#include "tui/verbs.h"

static int run(Cli *cli)
{
	Catalog own;
	const Catalog *catalog;

	if (cli_given(cli, "sql")) {
		team_tables_document(&cli->out);
		return STATUS_CLEAN;
	}
	catalog = cli_catalog_open(cli, &own);
	cli->raw = true;
	if (catalog)
		schema_add(catalog, &cli->out);
	catalog_clear(&own);
	return catalog ? STATUS_CLEAN : STATUS_USAGE;
}

static const CliOption options[] = {
	{"sql", 0, NULL, NULL, "the tables that rules in SQL may ask instead"},
	CLI_DESIGN_OPTION,
	{0},
};

const Verb verb_schema = {
	"schema", "", 0, 0, WORD_NONE, options,
	"print the JSON Schema (draft-07) of the design file",
	"Editors use it to complete and to check a design as it is typed. Name it in the first line of the file: "
	"# yaml-language-server: $schema=design.schema.json",
	"troika schema > design.schema.json\tbeside the design\n"
	"troika schema --sql\thow to write rules of your own, and the tables they ask",
	run,
};
