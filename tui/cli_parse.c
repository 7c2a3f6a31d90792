/* The options of the command line, read by the records of the verb. */
#include "tui/cli.h"

#include <assert.h>
#include <getopt.h>
#include <stdio.h>
#include <string.h>

const CliOption cli_common_options[] = {
	{"color", 0, "WHEN", "auto|always|never", "colour the text: on a terminal, always or never"},
	{"help", 'h', NULL, NULL, "say how this is used"},
	{"version", 0, NULL, NULL, "print the version (with --verbose: what contains the drawing helper)"},
	{"verbose", 0, NULL, NULL, "say more"},
	{0},
};

static void add_options(Cli *cli, const CliOption *options)
{
	for (; options && options->name; options++) {
		assert(cli->option_count < CLI_OPTIONS_MAX);
		cli->options[cli->option_count++] = options;
	}
}

static const char *nearest_option(const Cli *cli, const char *name)
{
	const char *best = NULL;
	unsigned limit = 3;

	for (size_t i = 0; i < cli->option_count; i++) {
		unsigned distance = text_distance(name, cli->options[i]->name, limit);

		if (distance < limit && distance < strlen(name)) {
			limit = distance;
			best = cli->options[i]->name;
		}
	}
	return best;
}

static int bad_option(const Cli *cli, const char *word, int code)
{
	char name[64];
	const char *near;

	if (code >= 256)
		return cli_usage(cli, "option --%s takes no value", cli->options[code - 256]->name);
	if (word[0] != '-' || word[1] != '-')
		return cli_usage(cli, "unknown option '-%c'", code);
	snprintf(name, sizeof name, "%.*s", (int)strcspn(word + 2, "="), word + 2);
	for (size_t i = 0, fits = 0; i < cli->option_count; i++)
		if (text_starts(cli->options[i]->name, name) && ++fits == 2)
			return cli_usage(cli, "option '--%s' could mean several; write it in full", name);
	near = nearest_option(cli, name);
	if (near)
		return cli_usage(cli, "unknown option '--%s'; did you mean '--%s'?", name, near);
	return cli_usage(cli, "unknown option '--%s'", name);
}

static bool choice_known(const char *choices, const char *value)
{
	size_t length = strlen(value);

	for (const char *at = choices; length; at++) {
		if (strncmp(at, value, length) == 0 && (at[length] == '|' || !at[length]))
			return true;
		at += strcspn(at, "|");
		if (!*at)
			break;
	}
	return false;
}

static int check_choices(const Cli *cli)
{
	for (size_t i = 0; i < cli->option_count; i++) {
		const CliOption *option = cli->options[i];
		Text list = {0};
		int status;

		if (!cli->values[i] || !option->choices || choice_known(option->choices, cli->values[i]))
			continue;
		for (const char *c = option->choices; *c; c++)
			if (*c == '|')
				text_add(&list, ", ");
			else
				text_add_char(&list, *c);
		status = cli_usage(cli, "--%s takes %s, not '%s'", option->name, list.s, cli->values[i]);
		text_clear(&list);
		return status;
	}
	return STATUS_CLEAN;
}

int cli_parse(Cli *cli, int argc, char **argv)
{
	struct option options[CLI_OPTIONS_MAX + 1] = {0};
	char letters[2 * CLI_OPTIONS_MAX + 2] = ":";
	size_t used = 1;
	int code;

	add_options(cli, cli->verb->options);
	add_options(cli, cli_common_options);
	for (size_t i = 0; i < cli->option_count; i++) {
		const CliOption *option = cli->options[i];

		options[i] = (struct option){option->name, option->argument ? required_argument : no_argument,
		                             NULL, (int)i + 256};
		if (option->letter)
			letters[used++] = option->letter;
		if (option->letter && option->argument)
			letters[used++] = ':';
	}
	letters[used] = '\0';
	opterr = 0;
	optind = 1;
	while ((code = getopt_long(argc, argv, letters, options, NULL)) != -1) {
		int i = code - 256;

		if (code == ':' && optopt >= 256)
			return cli_usage(cli, "option --%s wants a value: %s", cli->options[optopt - 256]->name,
			                 cli->options[optopt - 256]->argument);
		if (code == ':')
			return cli_usage(cli, "option '-%c' wants a value", optopt);
		if (code == '?')
			return bad_option(cli, argv[optind - 1], optopt);
		for (size_t k = 0; code < 256 && k < cli->option_count; k++)
			if (cli->options[k]->letter == code)
				i = (int)k;
		cli->values[i] = optarg ? optarg : "";
	}
	cli->argc = argc - optind;
	cli->argv = argv + optind;
	return check_choices(cli);
}
