/* check: what is wrong with designs. */
#include <stdlib.h>
#include <string.h>

#include "model/baseline.h"
#include "model/memory.h"
#include "render/report.h"
#include "tui/check_text.h"
#include "tui/verbs.h"

static int gate_of(const Cli *cli)
{
	Severity severity = SEVERITY_ERROR;
	const char *word = cli_value(cli, "fail-on");

	if (word && strcmp(word, "never") == 0)
		return -1;
	if (word)
		severity_from_name(word, &severity);
	return (int)severity;
}

static void add_text(Cli *cli, const CliDesign *designs, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i)
			text_add_char(&cli->out, '\n');
		check_add_text(cli, &designs[i], cli_given(cli, "verbose"), &cli->out);
	}
}

static bool read_baseline(const Cli *cli, Baseline *baseline)
{
	Diagnostics list = {0};
	bool ok = !cli_given(cli, "baseline") || baseline_read(baseline, cli_value(cli, "baseline"), &list);

	cli_diagnostics(&list);
	diagnostics_clear(&list);
	return ok;
}

static void compare(const Cli *cli, CliDesign *design, const Baseline *baseline)
{
	if (!baseline_apply(baseline, design->source.path, &design->design, &design->findings))
		cli_error(cli, "the baseline %s says nothing of %s; all its findings are new", cli_value(cli, "baseline"),
		          design->source.path);
}

static int run(Cli *cli)
{
	CliDesign *designs = mem_alloc((size_t)cli->argc * sizeof *designs);
	ReportDesign *reported = mem_alloc((size_t)cli->argc * sizeof *reported);
	Report report = {.designs = reported, .gate = gate_of(cli)};
	Baseline baseline = {0};
	bool all_read = read_baseline(cli, &baseline);
	int status;

	for (int i = 0; i < cli->argc; i++) {
		CliDesign *design = &designs[report.count];

		if (!cli_design_open(cli, design, cli->argv[i]) ||
		    !cli_design_judge(cli, design, cli_value(cli, "rules"))) {
			cli_design_clear(design);
			all_read = false;
			continue;
		}
		if (cli_given(cli, "baseline"))
			compare(cli, design, &baseline);
		reported[report.count++] =
			(ReportDesign){design->source.path, &design->design, &design->graph, &design->findings};
	}
	if (cli_choice(cli, "format", "text")) {
		add_text(cli, designs, report.count);
	} else {
		cli->raw = true;
		reporter_find(cli_value(cli, "format"))->run(&report, &cli->out);
	}
	status = !all_read ? STATUS_USAGE : report_fails(&report) ? STATUS_FINDINGS : STATUS_CLEAN;
	for (size_t i = 0; i < report.count; i++)
		cli_design_clear(&designs[i]);
	baseline_clear(&baseline);
	free(designs);
	free(reported);
	return status;
}

static const CliOption options[] = {
	{"format", 0, "FORMAT", "text|json|sarif|junit|csv|markdown|github", "how to write the findings"},
	{"fail-on", 0, "SEVERITY", "error|warning|advice|never", "exit with 1 from this severity on"},
	{"baseline", 0, "FILE", NULL, "only what this earlier --format json does not have is new, and fails"},
	{"rules", 0, "DIR", NULL, "also judge by the team's rules in SQL in this folder"},
	{0},
};

const Verb verb_check = {
	"check", "DESIGN…", 1, -1, WORD_DESIGN, options,
	"judge designs and list what is wrong",
	"Every finding says where it is, why it matters and what to do. What is set aside by a waiver of the design is "
	"counted, and listed with --verbose. A rule whose input is missing is undecided, which is neither good nor bad.\n\n"
	"A baseline is what --format json has written: findings it has do not count, those that are mended drop out, and "
	"entries of elements or rules that are gone are stale and fail. Rules in SQL run shut up, and one that is broken "
	"is an error while the others run; troika schema --sql shows how to write them.",
	"troika check portal.yaml\twhat is wrong, for people\n"
	"troika check --format sarif *.yaml > findings.sarif\tfor a code scanning service\n"
	"troika check --format json portal.yaml > known.json\ta baseline: what is known today\n"
	"troika check --baseline known.json portal.yaml\tfail only for what is new\n"
	"troika check --fail-on warning portal.yaml\texit with 1 also for warnings",
	run,
};
