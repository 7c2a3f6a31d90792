/* fmt: design files in their canonical form. */
#include <string.h>

#include "model/format.h"
#include "model/utf8.h"
#include "tui/cli_design.h"
#include "tui/verbs.h"

/* Writes TEXT, the form of the design on PATH whose old text is SOURCE. */
static int put(Cli *cli, const char *path, const DesignSource *source, const Text *text)
{
	bool same = text->length == source->length && memcmp(text->s, source->bytes, text->length) == 0;
	Error err = {0};

	if (cli_given(cli, "check")) {
		if (!same) {
			utf8_add_safe(&cli->out, path);
			text_add_char(&cli->out, '\n');
		}
		return same ? STATUS_CLEAN : STATUS_FINDINGS;
	}
	if (strcmp(path, "-") == 0) {
		text_add_n(&cli->out, text->s, text->length);
		cli->raw = true;
		return STATUS_CLEAN;
	}
	if (file_replace(path, text->s, text->length, source->bytes, source->length, &err))
		return STATUS_CLEAN;
	return cli_fail(cli, STATUS_USAGE, &err);
}

static int format_one(Cli *cli, const char *path)
{
	CliDesign design = {0};
	Text text = {0};
	Error err = {0};
	int status = STATUS_USAGE;

	if (cli_design_open(cli, &design, path)) {
		status = design_format(&design.source, design.catalog, &text, &err) ? put(cli, path, &design.source, &text)
		                                                                   : cli_fail(cli, STATUS_INTERNAL, &err);
	}
	text_clear(&text);
	cli_design_clear(&design);
	return status;
}

static int run(Cli *cli)
{
	int worst = STATUS_CLEAN;

	for (int i = 0; i < cli->argc; i++) {
		int status = format_one(cli, cli->argv[i]);

		worst = status > worst ? status : worst;
	}
	return worst;
}

static const CliOption options[] = {
	{"check", 0, NULL, NULL, "change nothing, name the files that would change, and exit with 1 if there are any"},
	{0},
};

const Verb verb_fmt = {
	"fmt", "DESIGN…", 1, -1, WORD_DESIGN, options,
	"bring design files into their canonical form",
	"Sections stand in one order, fields in the order of the manual, with two spaces a level and quotes where "
	"they are needed. Elements keep their order, and comments stay with what they speak of. What was written in braces or "
	"brackets stays so while it fits into 100 columns. What the files mean does not change; one with an error is left "
	"alone. A - is read from standard input and written to standard output. All other verbs, and the editor, "
	"touch only what they change.",
	"troika fmt portal.yaml\n"
	"troika fmt --check *.yaml\tin a pipeline: are all files in this form?\n"
	"troika fmt - < draft.yaml\tread the result first",
	run,
};
