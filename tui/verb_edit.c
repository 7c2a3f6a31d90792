/* The editor: what runs when no verb is named. */
#include <string.h>
#include <unistd.h>

#include "tui/cli.h"

static const CliOption options[] = {
	{0},
};

static int run(Cli *cli)
{
	if (cli->argc)
		return cli_usage(cli, "the editor wants a terminal; 'troika check', 'export' and 'screen' do not");
	cli_add_short_help(&cli->out);
	cli_write_error(cli);
	return STATUS_USAGE;
}

const Verb verb_edit = {
	NULL, "[DESIGN]", 0, 1, WORD_DESIGN, options,
	"the full-screen editor",
	"DESIGN is a YAML file. Every edit is kept at once, also through a crash; the file itself is written when you "
	"save. Without DESIGN the editor shows the start screen: recent designs, templates, samples.",
	"",
	run,
};
