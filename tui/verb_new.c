/* new and templates: a design to start from. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/file.h"
#include "model/json.h"
#include "model/wrap.h"
#include "tui/samples.h"
#include "tui/verbs.h"

/* The least that is worth starting from. Platforms come with the first component on them, named as
 * people know them. */
static const char blank[] =
	"troika: 1\n"
	"name: New design\n"
	"currency: USD\n"
	"# budget: 10000                 # a month, for the whole design\n"
	"\n"
	"platforms: {}\n"
	"\n"
	"components: {}\n"
	"\n"
	"links: {}\n";

static bool read_template(Cli *cli, const char *name, Text *out)
{
	Samples samples = {0};
	Error err = {0};
	const Sample *sample, *near;
	char *bytes = NULL;
	size_t length;
	bool done = false;

	if (!samples_list(&samples, &err)) {
		cli_fail(cli, STATUS_USAGE, &err);
		samples_clear(&samples);
		return false;
	}
	sample = samples_find(&samples, name);
	near = sample ? NULL : samples_nearest(&samples, name);
	if (near)
		cli_usage(cli, "there is no template '%s'; did you mean '%s'?", name, near->name);
	else if (!sample)
		cli_usage(cli, "there is no template '%s'; 'troika templates' lists them", name);
	else if (!file_read(sample->path, &bytes, &length, &err))
		cli_fail(cli, STATUS_USAGE, &err);
	else
		done = true;
	if (done)
		text_add_n(out, bytes, length);
	free(bytes);
	samples_clear(&samples);
	return done;
}

static int new_design(Cli *cli)
{
	const char *from = cli_value(cli, "from"), *file = cli_value(cli, "output");
	Text text = {0};
	int status = STATUS_CLEAN;

	if (!file && cli->argc)
		file = cli->argv[0];
	else if (file && cli->argc)
		return cli_usage(cli, "say the file once, as FILE or with -o");
	if (file && strcmp(file, "-") != 0 && access(file, F_OK) == 0) {
		cli_error(cli, "%s is there already; choose another name", file);
		return STATUS_USAGE;
	}
	if (!from)
		text_add(&text, blank);
	else if (!read_template(cli, from, &text))
		status = STATUS_USAGE;
	if (status == STATUS_CLEAN && file && strcmp(file, "-") != 0)
		status = cli_write(cli, file, &text);
	else if (status == STATUS_CLEAN)
		text_add_n(&cli->out, text.s, text.length);
	cli->raw = true;
	text_clear(&text);
	return status;
}

static int run_templates(Cli *cli)
{
	Samples samples = {0};
	Json json = {.out = &cli->out};
	bool as_json = cli_choice(cli, "format", "json");
	Error err = {0};

	if (!samples_list(&samples, &err)) {
		samples_clear(&samples);
		return cli_fail(cli, STATUS_USAGE, &err);
	}
	cli->raw = as_json;
	if (as_json) {
		json_open(&json, '{');
		json_put_number(&json, "version", 1);
		json_key(&json, "templates");
		json_open(&json, '[');
	}
	for (size_t i = 0; i < samples.count; i++) {
		const Sample *sample = &samples.items[i];
		Text line = {0};

		if (as_json) {
			json_open(&json, '{');
			json_put_text(&json, "name", sample->name);
			json_put_text(&json, "title", sample->title);
			json_put_text(&json, "lesson", sample->lesson);
			json_put_text(&json, "path", sample->path);
			json_close(&json);
			continue;
		}
		text_addf(&line, "%s. %s", sample->title, sample->lesson);
		wrap_add_entry(&cli->out, 0, sample->name, 24, line.s);
		text_clear(&line);
	}
	if (as_json) {
		json_close(&json);
		json_close(&json);
	}
	samples_clear(&samples);
	return STATUS_CLEAN;
}

static const CliOption new_options[] = {
	{"from", 'f', "TEMPLATE", NULL, "begin with a template; 'troika templates' lists them"},
	{"output", 'o', "FILE", NULL, "where to write it; standard output unless told"},
	{0},
};

static const CliOption templates_options[] = {
	{"format", 0, "FORMAT", "text|json", "how to write it"},
	{0},
};

const Verb verb_new = {
	"new", "[FILE]", 0, 1, WORD_DESIGN, new_options,
	"begin a design, blank or from a template",
	"A file that is there already is never replaced.",
	"troika new portal.yaml --from customer-portal\ta copy of a use case to change",
	new_design,
};

const Verb verb_templates = {
	"templates", "", 0, 0, WORD_NONE, templates_options,
	"list the templates that a design can begin with",
	"",
	"",
	run_templates,
};
