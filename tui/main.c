/* The program: from argv to a verb and back to an exit status. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/memory.h"
#include "render/draw_child.h"
#include "tui/verbs.h"

/* Where in ARGV the verb stands: the first word that is neither an option nor the value of one. 0: none. */
static int verb_position(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const CliOption *lists[] = {verb_edit.options, cli_common_options};

		if (strcmp(argv[i], "--") == 0)
			return 0;
		if (argv[i][0] != '-' || !argv[i][1])
			return verb_find(verb_table, argv[i]) ? i : 0;
		for (size_t l = 0; l < 2; l++)
			for (const CliOption *o = lists[l]; o->name; o++)
				if (o->argument && text_starts(argv[i], "--") && strcmp(argv[i] + 2, o->name) == 0) {
					i++;
					break;
				}
	}
	return 0;
}

static bool set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

/* --color over NO_COLOR over CLICOLOR_FORCE over CLICOLOR=0 over TERM=dumb over the terminal. */
static bool colour_wanted(const Cli *cli)
{
	const char *clicolor = getenv("CLICOLOR"), *force = getenv("CLICOLOR_FORCE"), *term = getenv("TERM");
	const char *when = cli_value(cli, "color");

	if (when && strcmp(when, "auto") != 0)
		return strcmp(when, "always") == 0;
	if (set("NO_COLOR"))
		return false;
	if (force && *force && strcmp(force, "0") != 0)
		return true;
	if ((clicolor && strcmp(clicolor, "0") == 0) || !term || strcmp(term, "dumb") == 0)
		return false;
	return isatty(STDOUT_FILENO);
}

static int wrong_count(const Cli *cli)
{
	const Verb *verb = cli->verb;
	const Verb *near = !verb->name && cli->argc ? verb_nearest(verb_table, cli->argv[0]) : NULL;

	if (near)
		return cli_usage(cli, "there is no verb '%s'; did you mean '%s'?", cli->argv[0], near->name);
	if (cli->argc < verb->least)
		return cli_usage(cli, "%s is missing", verb->arguments);
	return cli_usage(cli, "'%s' is one argument too many", cli->argv[verb->most]);
}

/* A word that is no verb is a design; but one that looks like a misspelt verb and is no file is not. */
static int misspelt_verb(const Cli *cli)
{
	const char *word = cli->argc == 1 ? cli->argv[0] : "";
	const Verb *near;

	if (cli->verb->name || !*word || strpbrk(word, "./") || access(word, F_OK) == 0)
		return STATUS_CLEAN;
	near = verb_nearest(verb_table, word);
	if (near)
		return cli_usage(cli, "there is no verb or file '%s'; did you mean '%s'?", word, near->name);
	return cli_usage(cli, "there is no verb or file '%s' (a new design is named like '%s.yaml')", word, word);
}

static int print_version(Cli *cli)
{
	text_add(&cli->out, PACKAGE_NAME " " PACKAGE_VERSION "\n");
	if (cli_given(cli, "verbose"))
		draw_child_describe(&cli->out);
	return cli_finish(cli, STATUS_CLEAN);
}

static int run(Cli *cli)
{
	int status;

	if (cli_given(cli, "help")) {
		cli_add_help(cli, cli->verb->name ? cli->verb : NULL, &cli->out);
		return cli_finish(cli, STATUS_CLEAN);
	}
	if (cli_given(cli, "version"))
		return print_version(cli);
	if (cli->argc < cli->verb->least || (cli->verb->most >= 0 && cli->argc > cli->verb->most))
		return wrong_count(cli);
	status = misspelt_verb(cli);
	if (status != STATUS_CLEAN)
		return status;
	cli->colour = colour_wanted(cli);
	/* A verb answers and ends; the editor stays. */
	mem_keep_freed(cli->verb == &verb_edit ? 16 << 20 : 256 << 20);
	return cli_finish(cli, cli->verb->run(cli));
}

/* A file opened later must not become standard output. What is closed gets a descriptor that fails the way a
 * closed one does. */
static void occupy_standard_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)!open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
	Cli cli = {.verbs = verb_table, .editor = &verb_edit, .verb = &verb_edit};
	int at = argc > 1 ? verb_position(argc, argv) : 0;
	int status;

	occupy_standard_descriptors();
	signal(SIGPIPE, SIG_IGN);
	if (at) {
		cli.verb = verb_find(verb_table, argv[at]);
		memmove(argv + at, argv + at + 1, (size_t)(argc - at) * sizeof *argv);
		argc--;
	}
	status = cli_parse(&cli, argc, argv);
	if (status == STATUS_CLEAN)
		status = run(&cli);
	text_clear(&cli.out);
	return status;
}
