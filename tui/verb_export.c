/* export: the design in another form. */
#include <string.h>
#include <unistd.h>

#include "model/file.h"
#include "render/export.h"
#include "tui/cli_design.h"
#include "tui/verbs.h"

static int list_formats(Cli *cli)
{
	for (const Exporter *exporter = exporter_table; exporter->name; exporter++)
		text_addf(&cli->out, "%-10s %-6s %-18s %s\n", exporter->name, exporter->extension, exporter->mime,
		          exporter->sentence);
	return STATUS_CLEAN;
}

/* The format that is asked for by name, or by the ending of the file that is to be written. */
static const Exporter *wanted_exporter(const Cli *cli)
{
	const char *to = cli_value(cli, "to"), *file = cli_value(cli, "output");
	const Exporter *exporter, *near;

	if (to) {
		exporter = exporter_find(to);
		near = exporter ? NULL : exporter_nearest(to);
		if (near)
			cli_usage(cli, "there is no format '%s'; did you mean '%s'?", to, near->name);
		else if (!exporter)
			cli_usage(cli, "there is no format '%s'; --list shows them", to);
		return exporter;
	}
	for (exporter = exporter_table; file && exporter->name; exporter++)
		if (text_ends(file, exporter->extension) && strcmp(exporter->name, "geometry") != 0)
			return exporter;
	cli_usage(cli, "which format? Say --to FORMAT; --list shows them");
	return NULL;
}

static int write_picture(Cli *cli, const Exporter *exporter, const Text *picture)
{
	const char *file = cli_value(cli, "output");

	if (file && strcmp(file, "-") != 0 && file_same(file, strcmp(cli->argv[0], "-") == 0 ? "/dev/stdin" : cli->argv[0]))
		return cli_usage(cli, "%s is the design itself; name another file", file);
	if (exporter->binary && !file && isatty(STDOUT_FILENO))
		return cli_usage(cli, "%s is not for a terminal; say -o FILE", exporter->name);
	cli->raw = true;
	if (file && strcmp(file, "-") != 0)
		return cli_write(cli, file, picture);
	text_add_n(&cli->out, text_str(picture), picture->length);
	return STATUS_CLEAN;
}

/* What is asked for; false: the usage error was said. */
static bool read_job(Cli *cli, ExportJob *job)
{
	static const char *const zooms[] = {"overview", "normal", "detail"};
	const char *layout = cli_value(cli, "layout"), *zoom = cli_value(cli, "zoom"), *theme = cli_value(cli, "theme");
	long width = 0;

	*job = (ExportJob){.layout = layout ? layout : "canvas", .ascii = cli_given(cli, "ascii"),
	                   .view = cli_value(cli, "view"), .lens = cli_value(cli, "lens"), .theme = theme_find(theme)};
	for (int i = 0; zoom && i < 3; i++)
		if (strcmp(zoom, zooms[i]) == 0)
			job->zoom = i + 1;
	if (!cli_number(cli, "width", 20, 10000, &width))
		return false;
	job->width = (int)width;
	return true;
}

static int run(Cli *cli)
{
	const Exporter *exporter;
	ExportJob job;
	CliDesign design = {0};
	Text picture = {0}, note = {0};
	Error err = {0};
	int status = STATUS_USAGE;

	if (cli_given(cli, "list"))
		return list_formats(cli);
	if (!cli->argc)
		return cli_usage(cli, "DESIGN is missing");
	exporter = wanted_exporter(cli);
	if (!exporter || !read_job(cli, &job))
		return STATUS_USAGE;
	job.note = &note;
	if (cli_design_open(cli, &design, cli->argv[0]))
		status = exporter_run(exporter, &design.graph, &design.source, &job, &picture, &err)
		                 ? write_picture(cli, exporter, &picture)
		                 : cli_fail(cli, job.view || job.lens ? STATUS_USAGE : STATUS_INTERNAL, &err);
	if (note.length)
		cli_error(cli, "%s", note.s);
	cli_design_clear(&design);
	text_clear(&picture);
	text_clear(&note);
	return status;
}

static const CliOption options[] = {
	{"to", 't', "FORMAT", NULL, "the format; told from the ending of FILE when it is left out"},
	{"output", 'o', "FILE", NULL, "where to write it; standard output unless told"},
	{"list", 0, NULL, NULL, "list the formats"},
	{"layout", 0, "LAYOUT", "canvas|dot|fdp|neato|sfdp",
	 "who arranges dot, svg and png: your canvas, or Graphviz"},
	{"ascii", 0, NULL, NULL, "text without characters above 127"},
	{"width", 0, "COLUMNS", NULL, "fit text into so many columns, and fold what is wider into pages"},
	{"zoom", 0, "ZOOM", "normal|overview|detail", "how much of each component is drawn; the overview of a large design unless told"},
	{"view", 0, "ID", NULL, "only what this view shows; or this platform, container, flow, or the like"},
	{"lens", 0, "LENS", "findings|cost|coupling|data|region|identity|calls|owner|pattern",
	 "what text and ansi tell of each box and line"},
	{"theme", 0, "NAME", "default|dark|light|high|mono", "the colours of ansi"},
	{0},
};

const Verb verb_export = {
	"export", "DESIGN", 0, 1, WORD_DESIGN, options,
	"write the design as text, DOT, SVG, PNG, YAML or JSON",
	"The file is replaced as a whole or not at all. The same design gives the same bytes, apart from what Graphviz "
	"and librsvg draw with other fonts.",
	"troika export portal.yaml --to text\tthe drawing in characters\n"
	"troika export portal.yaml -o portal.svg\ta drawing to send\n"
	"troika export portal.yaml --to ansi --theme dark\tthe same in colour\n"
	"troika export portal.yaml --to text --view heroku\tone platform of it\n"
	"troika export portal.yaml --to dot | dot -Tpdf > portal.pdf\tthrough Graphviz",
	run,
};
