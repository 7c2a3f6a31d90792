/* Completions for bash, zsh and fish. What a shell must know is the same for each: the verbs, their options,
 * the choices of these, and what sort of word an argument is. */
#include "config.h"

#include "tui/manual.h"

#include <string.h>

#include "model/catalog.h"
#include "tui/verbs.h"

typedef void (*EachOption)(Text *out, const Verb *verb, const CliOption *option);

static void each_option(Text *out, const Verb *verb, EachOption each)
{
	for (const CliOption *option = verb->options; option->name; option++)
		each(out, verb, option);
	for (const CliOption *option = cli_common_options; option->name; option++)
		each(out, verb, option);
}

static const char *name_of(const Verb *verb)
{
	return verb->name ? verb->name : "";
}

/* The choices of an option, or ids, separated by spaces. */
static void add_choices(Text *out, const char *choices)
{
	for (; *choices; choices++)
		text_add_char(out, *choices == '|' ? ' ' : *choices);
}

static void add_ids(Text *out)
{
	const Catalog *catalog = catalog_builtin();

	for (size_t i = 0; i < catalog->kind_count; i++)
		text_addf(out, "%s ", catalog->kinds[i].id);
	for (size_t i = 0; i < catalog->pattern_count; i++)
		text_addf(out, "%s ", catalog->patterns[i].id);
	for (size_t i = 0; i < catalog->rule_count; i++)
		text_addf(out, "%s%s", catalog->rules[i].id, i + 1 < catalog->rule_count ? " " : "");
}

static void add_verbs(Text *out, const char *between)
{
	for (size_t i = 0; verb_table[i]; i++)
		text_addf(out, "%s%s", i ? between : "", verb_table[i]->name);
}

/* S in single quotes of a shell. */
static void add_quoted(Text *out, const char *s)
{
	text_add_char(out, '\'');
	for (; *s; s++)
		if (*s == '\'')
			text_add(out, "'\\''");
		else
			text_add_char(out, *s);
	text_add_char(out, '\'');
}

static bool wants_template(const CliOption *option)
{
	return option->argument && strcmp(option->argument, "TEMPLATE") == 0;
}

/* --- bash ------------------------------------------------------------------ */

static void add_bash_word(Text *out, const Verb *verb, const CliOption *option)
{
	(void)verb;
	text_addf(out, "--%s ", option->name);
}

static void add_bash_case(Text *out, const Verb *verb, const CliOption *option)
{
	if (!option->argument)
		return;
	text_addf(out, "\t%s:--%s", name_of(verb), option->name);
	if (option->letter)
		text_addf(out, " | %s:-%c", name_of(verb), option->letter);
	text_add(out, ")\n\t\t");
	if (option->choices) {
		text_add(out, "COMPREPLY=($(compgen -W '");
		add_choices(out, option->choices);
		text_add(out, "' -- \"$cur\"))\n");
	} else if (wants_template(option)) {
		text_add(out, "COMPREPLY=($(compgen -W \"$(troika templates 2>/dev/null | cut -d' ' -f1)\" -- \"$cur\"))\n");
	} else {
		text_add(out, "COMPREPLY=($(compgen -f -- \"$cur\"))\n");
	}
	text_add(out, "\t\treturn ;;\n");
}

static void add_bash_verb(Text *out, const Verb *verb)
{
	text_addf(out, "\t'%s')\n\t\toptions='", name_of(verb));
	each_option(out, verb, add_bash_word);
	text_add(out, "'\n");
	if (verb->word == WORD_ID) {
		text_add(out, "\t\twords='");
		add_ids(out);
		text_add(out, "'\n");
	}
	if (verb->word == WORD_DESIGN)
		text_add(out, "\t\tfiles=1\n");
	text_add(out, "\t\t;;\n");
}

void manual_add_bash(Text *out)
{
	text_add(out, "# bash completion for troika, made from its table of verbs\n"
	              "_troika() {\n"
	              "\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	              "\tlocal verb='' options='' words='' files='' i\n"
	              "\tCOMPREPLY=()\n"
	              "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	              "\t\tcase ${COMP_WORDS[i]} in\n\t\t");
	add_verbs(out, " | ");
	text_add(out, ")\n\t\t\tverb=${COMP_WORDS[i]}\n\t\t\tbreak ;;\n\t\tesac\n\tdone\n\tcase $verb:$prev in\n");
	for (size_t i = 0; verb_table[i]; i++)
		each_option(out, verb_table[i], add_bash_case);
	each_option(out, &verb_edit, add_bash_case);
	text_add(out, "\tesac\n\tcase $verb in\n");
	for (size_t i = 0; verb_table[i]; i++)
		add_bash_verb(out, verb_table[i]);
	text_add(out, "\t*)\n\t\toptions='");
	each_option(out, &verb_edit, add_bash_word);
	text_add(out, "'\n\t\twords='");
	add_verbs(out, " ");
	text_add(out, "'\n\t\tfiles=1\n\t\t;;\n\tesac\n"
	              "\tcase $cur in\n"
	              "\t-*) COMPREPLY=($(compgen -W \"$options\" -- \"$cur\")) ;;\n"
	              "\t*)\n"
	              "\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
	              "\t\t[ -z \"$files\" ] || COMPREPLY+=($(compgen -f -- \"$cur\"))\n"
	              "\t\t;;\n"
	              "\tesac\n}\n"
	              "complete -o filenames -F _troika troika\n");
}

/* --- zsh ------------------------------------------------------------------- */

/* A sentence inside the square brackets of _arguments. */
static void add_zsh_sentence(Text *out, const char *s)
{
	for (; *s; s++)
		if (strchr("[]:\\", *s))
			text_addf(out, "\\%c", *s);
		else
			text_add_char(out, *s);
}

static void add_zsh_option(Text *out, const Verb *verb, const CliOption *option)
{
	Text word = {0};

	(void)verb;
	text_addf(&word, "--%s%s[", option->name, option->argument ? "=" : "");
	add_zsh_sentence(&word, option->sentence);
	text_add_char(&word, ']');
	if (option->argument) {
		text_addf(&word, ":%s:", option->argument);
		if (option->choices) {
			text_add_char(&word, '(');
			add_choices(&word, option->choices);
			text_add_char(&word, ')');
		} else if (wants_template(option)) {
			text_add(&word, "($(troika templates 2>/dev/null | cut -d' ' -f1))");
		} else {
			text_add(&word, "_files");
		}
	}
	text_add(out, " \\\n\t\t\t");
	add_quoted(out, word.s);
	text_clear(&word);
}

static void add_zsh_verb(Text *out, const Verb *verb)
{
	text_addf(out, "\t%s)\n\t\t_arguments", verb->name);
	each_option(out, verb, add_zsh_option);
	if (verb->word == WORD_DESIGN)
		text_add(out, " \\\n\t\t\t'*:design:_files'");
	if (verb->word == WORD_ID) {
		text_add(out, " \\\n\t\t\t'*:id:(");
		add_ids(out);
		text_add(out, ")'");
	}
	text_add(out, "\n\t\t;;\n");
}

void manual_add_zsh(Text *out)
{
	text_add(out, "#compdef troika\n# zsh completion for troika, made from its table of verbs\n"
	              "_troika() {\n\tlocal -a verbs\n\tverbs=(\n");
	for (size_t i = 0; verb_table[i]; i++) {
		Text word = {0};

		text_addf(&word, "%s:%s", verb_table[i]->name, verb_table[i]->sentence);
		text_add(out, "\t\t");
		add_quoted(out, word.s);
		text_add_char(out, '\n');
		text_clear(&word);
	}
	text_add(out, "\t)\n\tif ((CURRENT == 2)); then\n"
	              "\t\t_describe verb verbs\n\t\t_files\n\t\treturn\n\tfi\n"
	              "\tlocal verb=$words[2]\n\tshift words\n\t((CURRENT--))\n\tcase $verb in\n");
	for (size_t i = 0; verb_table[i]; i++)
		add_zsh_verb(out, verb_table[i]);
	text_add(out, "\tesac\n}\n_troika \"$@\"\n");
}

/* --- fish ------------------------------------------------------------------ */

static void add_fish_option(Text *out, const Verb *verb, const CliOption *option)
{
	text_add(out, "complete -c troika");
	if (verb->name)
		text_addf(out, " -n '__fish_seen_subcommand_from %s'", verb->name);
	text_addf(out, " -l %s", option->name);
	if (option->letter)
		text_addf(out, " -s %c", option->letter);
	if (option->choices) {
		text_add(out, " -x -a '");
		add_choices(out, option->choices);
		text_add(out, "'");
	} else if (wants_template(option)) {
		text_add(out, " -x -a \"(troika templates 2>/dev/null | string replace -r ' .*' '')\"");
	} else if (option->argument) {
		text_add(out, " -r");
	}
	text_add(out, " -d ");
	add_quoted(out, option->sentence);
	text_add_char(out, '\n');
}

void manual_add_fish(Text *out)
{
	text_add(out, "# fish completion for troika, made from its table of verbs\n");
	for (size_t i = 0; verb_table[i]; i++) {
		text_addf(out, "complete -c troika -n __fish_use_subcommand -a %s -d ", verb_table[i]->name);
		add_quoted(out, verb_table[i]->sentence);
		text_add_char(out, '\n');
	}
	for (const CliOption *option = cli_common_options; option->name; option++)
		add_fish_option(out, &verb_edit, option);
	for (const CliOption *option = verb_edit.options; option->name; option++)
		add_fish_option(out, &verb_edit, option);
	for (size_t i = 0; verb_table[i]; i++) {
		for (const CliOption *option = verb_table[i]->options; option->name; option++)
			add_fish_option(out, verb_table[i], option);
		if (verb_table[i]->word != WORD_ID)
			continue;
		text_addf(out, "complete -c troika -n '__fish_seen_subcommand_from %s' -f -a '", verb_table[i]->name);
		add_ids(out);
		text_add(out, "'\n");
	}
}
