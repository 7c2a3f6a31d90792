/* What the verbs ask and say.
 *
 * Everything a verb says on standard output is gathered and written once, so that a fault on
 * the way leaves no half answer, and so that it costs one system call. */
#include "tui/cli.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/design_file.h"
#include "model/utf8.h"
#include "tui/pager.h"

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

void cli_write_error(Cli *cli)
{
	if (cli->out.length)
		write_all(STDERR_FILENO, cli->out.s, cli->out.length);
	text_clear(&cli->out);
}

int cli_finish(Cli *cli, int status)
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
