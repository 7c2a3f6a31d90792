/* From argv to a verb and back to an exit status.
 *
 * Everything a verb says on standard output is gathered and written once, so that a fault on
 * the way leaves no half answer, and so that it costs one system call. */
#include "config.h"

#include "tui/cli.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/design_file.h"
#include "model/utf8.h"
#include "render/draw_child.h"
#include "tui/pager.h"

const CliOption cli_common_options[] = {
	{"color", 0, "WHEN", "auto|always|never", "colour the text: on a terminal, always or never"},
	{"help", 'h', NULL, NULL, "say how this is used"},
	{"version", 0, NULL, NULL, "print the version (with --verbose: what contains the drawing helper)"},
	{"verbose", 0, NULL, NULL, "say more"},
	{0},
};

/* --- what the verbs ask --------------------------------------------------- */

static int option_index(const Cli *cli, const char *name)
{
	for (size_t i = 0; i < cli->option_count; i++)
		if (strcmp(cli->options[i]->name, name) == 0)
			return (int)i;
	return -1;
}

bool cli_given(const Cli *cli, const char *name)
{
	int i = option_index(cli, name);

	return i >= 0 && cli->values[i];
}

const char *cli_value(const Cli *cli, const char *name)
{
	int i = option_index(cli, name);

	assert(i >= 0);
	return cli->values[i];
}

bool cli_choice(const Cli *cli, const char *name, const char *choice)
{
	const CliOption *option = cli->options[option_index(cli, name)];
	const char *value = cli_value(cli, name);

	if (value)
		return strcmp(value, choice) == 0;
	return strncmp(option->choices, choice, strcspn(option->choices, "|")) == 0 &&
	       strlen(choice) == strcspn(option->choices, "|");
}

bool cli_number(const Cli *cli, const char *name, long least, long most, long *out)
{
	const char *value = cli_value(cli, name);
	char *end;
	long number;

	if (!value)
		return true;
	errno = 0;
	number = strtol(value, &end, 10);
	if (end == value || *end || errno || number < least || number > most) {
		cli_usage(cli, "--%s takes a whole number from %ld to %ld, not '%s'", name, least, most, value);
		return false;
	}
	*out = number;
	return true;
}

/* --- saying --------------------------------------------------------------- */

/* Services that run checks read commands from what a program prints: a line that begins with
 * `::`, and `##[` anywhere. Text of a design must not be able to speak to them. */
static void add_defused(Text *out, const char *s, size_t length)
{
	bool line_start = true;

	for (size_t i = 0; i < length; i++) {
		bool command = (line_start && s[i] == ':' && s[i + 1] == ':') ||
		               (s[i] == '#' && s[i + 1] == '#');

		if (command)
			text_addf(out, "\\x%02x", (unsigned)s[i]);
		else
			text_add_char(out, s[i]);
		line_start = s[i] == '\n' || (line_start && strchr(" \t\r", s[i]));
	}
}

static bool needs_defusing(const Text *text)
{
	return text->length && (strstr(text->s, "::") || strstr(text->s, "##"));
}

static bool write_all(int fd, const char *bytes, size_t length)
{
	while (length) {
		ssize_t wrote = write(fd, bytes, length);

		if (wrote < 0 && errno == EAGAIN) {
			poll(&(struct pollfd){.fd = fd, .events = POLLOUT}, 1, -1);
		} else if (wrote < 0 && errno != EINTR) {
			return false;
		} else if (wrote > 0) {
			bytes += wrote;
			length -= (size_t)wrote;
		}
	}
	return true;
}

static void say(const Cli *cli, const char *format, va_list args, const char *after) PRINTF_LIKE(2, 0);

static void say(const Cli *cli, const char *format, va_list args, const char *after)
{
	Text text = {0}, safe = {0}, line = {0};

	text_addv(&text, format, args);
	utf8_add_safe(&safe, text_str(&text));
	text_add(&line, "troika: ");
	if (cli && cli->verb && cli->verb->name)
		text_addf(&line, "%s: ", cli->verb->name);
	add_defused(&line, text_str(&safe), safe.length);
	text_addf(&line, "\n%s", after);
	write_all(STDERR_FILENO, line.s, line.length);
	text_clear(&text);
	text_clear(&safe);
	text_clear(&line);
}

void cli_error(const Cli *cli, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	say(cli, format, args, "");
	va_end(args);
}

int cli_usage(const Cli *cli, const char *format, ...)
{
	va_list args;
	Text hint = {0};

	if (cli->verb && cli->verb->name)
		text_addf(&hint, "Try 'troika %s --help'.\n", cli->verb->name);
	else
		text_add(&hint, "Try 'troika --help'.\n");
	va_start(args, format);
	say(cli, format, args, hint.s);
	va_end(args);
	text_clear(&hint);
	return STATUS_USAGE;
}

int cli_fail(const Cli *cli, int status, Error *err)
{
	cli_error(cli, "%s", err->text ? err->text : "something failed without saying why");
	error_clear(err);
	return status;
}

void cli_diagnostics(const Diagnostics *list)
{
	Text raw = {0}, out = {0};

	for (size_t i = 0; i < list->count; i++) {
		const Diagnostic *item = &list->items[i];

		text_reset(&raw);
		text_addf(&raw, "%s:", item->file);
		if (item->line)
			text_addf(&raw, "%d:", item->line);
		if (item->line && item->column)
			text_addf(&raw, "%d:", item->column);
		text_addf(&raw, "%s %s", item->warning ? " warning:" : "", item->text);
		if (text_starts(raw.s, "::") || text_starts(raw.s, "##"))
			text_add(&out, "./");
		utf8_add_safe(&out, raw.s);
		text_add_char(&out, '\n');
	}
	if (list->errors + list->warnings > list->count)
		text_addf(&out, "troika: %zu more not shown\n", list->errors + list->warnings - list->count);
	if (out.length)
		write_all(STDERR_FILENO, out.s, out.length);
	text_clear(&raw);
	text_clear(&out);
}

void cli_paint(const Cli *cli, Text *out, Paint paint, const char *s)
{
	static const char *const codes[] = {"", "1", "2", "1;31", "33", "36", "32"};

	if (cli->colour && paint != PAINT_PLAIN)
		text_addf(out, "\x1b[%sm", codes[paint]);
	utf8_add_safe(out, s);
	if (cli->colour && paint != PAINT_PLAIN)
		text_add(out, "\x1b[0m");
}

int cli_write(const Cli *cli, const char *path, const Text *bytes)
{
	Error err = {0};

	if (path && strcmp(path, "-") != 0) {
		if (file_replace(path, text_str(bytes), bytes->length, NULL, 0, &err))
			return STATUS_CLEAN;
		return cli_fail(cli, STATUS_USAGE, &err);
	}
	if (write_all(STDOUT_FILENO, text_str(bytes), bytes->length) || errno == EPIPE)
		return STATUS_CLEAN;
	cli_error(cli, "cannot write to standard output: %s", strerror(errno));
	return STATUS_INTERNAL;
}

/* Writes what the verb gathered; STATUS is what the verb says. */
static int finish(Cli *cli, int status)
{
	int written;

	if (!cli->raw && needs_defusing(&cli->out)) {
		Text safe = {0};

		add_defused(&safe, cli->out.s, cli->out.length);
		text_clear(&cli->out);
		cli->out = safe;
	}
	if (!cli->out.length || (cli->paged && !cli->raw && pager_show(&cli->out)))
		return status;
	written = cli_write(cli, NULL, &cli->out);
	return written > status ? written : status;
}

/* --- parsing -------------------------------------------------------------- */

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

/* Reads the options of the verb out of ARGV (whose first word is skipped). */
static int parse(Cli *cli, int argc, char **argv)
{
	struct option options[CLI_OPTIONS_MAX + 1] = {0};
	char letters[2 * CLI_OPTIONS_MAX + 2] = ":";
	size_t used = 1;
	int code;

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

/* Where in ARGV the verb stands: the first word that is neither an option nor the value of one. 0: none. */
static int verb_position(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const CliOption *lists[] = {verb_edit.options, cli_common_options};

		if (strcmp(argv[i], "--") == 0)
			return 0;
		if (argv[i][0] != '-' || !argv[i][1])
			return verb_find(argv[i]) ? i : 0;
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
	const Verb *near = !verb->name && cli->argc ? verb_nearest(cli->argv[0]) : NULL;

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
	near = verb_nearest(word);
	if (near)
		return cli_usage(cli, "there is no verb or file '%s'; did you mean '%s'?", word, near->name);
	return cli_usage(cli, "there is no verb or file '%s' (a new design is named like '%s.yaml')", word, word);
}

void cli_write_error(Cli *cli)
{
	if (cli->out.length)
		write_all(STDERR_FILENO, cli->out.s, cli->out.length);
	text_clear(&cli->out);
}

static int print_version(Cli *cli)
{
	text_add(&cli->out, PACKAGE_NAME " " PACKAGE_VERSION "\n");
	if (cli_given(cli, "verbose"))
		draw_child_describe(&cli->out);
	return finish(cli, STATUS_CLEAN);
}

static int run(Cli *cli)
{
	int status;

	if (cli_given(cli, "help")) {
		cli_add_help(cli->verb->name ? cli->verb : NULL, &cli->out);
		return finish(cli, STATUS_CLEAN);
	}
	if (cli_given(cli, "version"))
		return print_version(cli);
	if (cli->argc < cli->verb->least || (cli->verb->most >= 0 && cli->argc > cli->verb->most))
		return wrong_count(cli);
	status = misspelt_verb(cli);
	if (status != STATUS_CLEAN)
		return status;
	cli->colour = colour_wanted(cli);
	return finish(cli, cli->verb->run(cli));
}

/* A file opened later must not become standard output. What is closed gets a descriptor that fails the way a
 * closed one does. */
static void occupy_standard_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)!open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

int cli_main(int argc, char **argv)
{
	Cli cli = {.verb = &verb_edit};
	int at = argc > 1 ? verb_position(argc, argv) : 0;
	int status;

	occupy_standard_descriptors();
	signal(SIGPIPE, SIG_IGN);
	if (at) {
		cli.verb = verb_find(argv[at]);
		memmove(argv + at, argv + at + 1, (size_t)(argc - at) * sizeof *argv);
		argc--;
	}
	add_options(&cli, cli.verb->options);
	add_options(&cli, cli_common_options);
	status = parse(&cli, argc, argv);
	if (status == STATUS_CLEAN)
		status = run(&cli);
	text_clear(&cli.out);
	return status;
}
