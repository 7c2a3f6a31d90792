/* help: the same as --help, for those who ask in words. */
#include "tui/verbs.h"

static int run(Cli *cli)
{
	const Verb *verb = cli->argc ? verb_find(cli->verbs, cli->argv[0]) : NULL;
	const Verb *near = cli->argc && !verb ? verb_nearest(cli->verbs, cli->argv[0]) : NULL;

	if (near)
		return cli_usage(cli, "there is no verb '%s'; did you mean '%s'?", cli->argv[0], near->name);
	if (cli->argc && !verb)
		return cli_usage(cli, "there is no verb '%s'", cli->argv[0]);
	cli->paged = true;
	cli_add_help(cli, verb, &cli->out);
	return STATUS_CLEAN;
}

static const CliOption options[] = {
	{0},
};

const Verb verb_help = {
	"help", "[VERB]", 0, 1, WORD_NONE, options,
	"say how troika or one of its verbs is used",
	"",
	"",
	run,
};
