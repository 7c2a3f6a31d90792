/* The help, printed from the table of verbs. */
#include "config.h"

#include "tui/cli.h"

#include <string.h>

#include "model/wrap.h"

enum { VERB_COLUMN = 14, OPTION_COLUMN = 26 };

const Verb *verb_find(const Verb *const *table, const char *name)
{
	for (size_t i = 0; table[i]; i++)
		if (strcmp(table[i]->name, name) == 0)
			return table[i];
	return NULL;
}

const Verb *verb_nearest(const Verb *const *table, const char *name)
{
	const Verb *best = NULL;
	unsigned limit = 3;

	for (size_t i = 0; table[i]; i++) {
		unsigned distance = text_distance(name, table[i]->name, limit);

		if (distance < limit && distance < strlen(name)) {
			limit = distance;
			best = table[i];
		}
	}
	return best;
}

void cli_add_option_sentence(Text *out, const CliOption *option)
{
	text_add(out, option->sentence);
	if (!option->choices)
		return;
	text_add(out, " (");
	for (const char *c = option->choices; *c; c++)
		if (*c == '|')
			text_add(out, ", ");
		else
			text_add_char(out, *c);
	text_add(out, "; the first unless told)");
}

static void add_option(Text *out, const CliOption *option)
{
	Text title = {0}, sentence = {0};

	if (option->letter)
		text_addf(&title, "-%c, ", option->letter);
	else
		text_add(&title, "    ");
	text_addf(&title, "--%s", option->name);
	if (option->argument)
		text_addf(&title, " %s", option->argument);
	cli_add_option_sentence(&sentence, option);
	wrap_add_entry(out, 2, title.s, OPTION_COLUMN, sentence.s);
	text_clear(&title);
	text_clear(&sentence);
}

static void add_options(Text *out, const Verb *verb)
{
	text_add(out, "\nOptions:\n");
	for (const CliOption *o = verb->options; o && o->name; o++)
		add_option(out, o);
	for (const CliOption *o = cli_common_options; o->name; o++)
		add_option(out, o);
}

static void add_examples(Text *out, const Verb *verb)
{
	if (!*verb->examples)
		return;
	text_add(out, "\nExamples:\n");
	for (const char *at = verb->examples; *at;) {
		size_t command = strcspn(at, "\t"), rest = strcspn(at, "\n");

		text_addf(out, "  %.*s\n", (int)command, at);
		if (command < rest)
			text_addf(out, "      %.*s\n", (int)(rest - command - 1), at + command + 1);
		at += rest + (at[rest] == '\n');
	}
}

static void add_statuses(Text *out)
{
	text_add(out,
	         "\nExit status:\n"
	         "  0  clean\n"
	         "  1  findings at or above the gate, or differences\n"
	         "  2  bad usage or bad input\n"
	         "  3  an internal fault, output that could not be written, or a helper that failed\n");
}

static void add_program_help(const Cli *cli, Text *out)
{
	text_add(out, "troika - design hybrid architectures across Salesforce, Heroku and AWS\n\n"
	              "Usage: troika [OPTION…] [DESIGN]           the full-screen editor\n"
	              "       troika VERB [OPTION…] [ARGUMENT…]\n\nVerbs:\n");
	for (size_t i = 0; cli->verbs[i]; i++)
		wrap_add_entry(out, 2, cli->verbs[i]->name, VERB_COLUMN, cli->verbs[i]->sentence);
	add_options(out, cli->editor);
	text_add(out, "\n");
	wrap_add(out, cli->editor->details, 0, 0, WRAP_COLUMNS);
	add_statuses(out);
	text_add(out, "\n'troika VERB --help' tells more about a verb, 'troika explain ID' about a rule, a\n"
	              "pattern or a kind.\n");
}

void cli_add_help(const Cli *cli, const Verb *verb, Text *out)
{
	if (!verb) {
		add_program_help(cli, out);
	} else {
		text_addf(out, "troika %s - %s\n\nUsage: troika %s [OPTION…]", verb->name, verb->sentence, verb->name);
		text_addf(out, "%s%s\n", *verb->arguments ? " " : "", verb->arguments);
		if (*verb->details) {
			text_add(out, "\n");
			wrap_add(out, verb->details, 0, 0, WRAP_COLUMNS);
		}
		add_options(out, verb);
		add_examples(out, verb);
		text_add(out, "\n");
	}
	text_add(out, "Report faults at " PACKAGE_BUGREPORT "\n");
}

void cli_add_short_help(const Cli *cli, Text *out)
{
	text_add(out, "Usage: troika [DESIGN]                     the full-screen editor, on a terminal\n"
	              "       troika VERB [OPTION…] [ARGUMENT…]   ");
	for (size_t i = 0; cli->verbs[i]; i++)
		text_addf(out, "%s%s", i ? i % 7 ? ", " : ",\n                                           " : "",
		          cli->verbs[i]->name);
	text_add(out, "\nTry 'troika --help'.\n");
}
