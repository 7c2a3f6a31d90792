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

/* What could not be read, for the reports: a build server that sees only them must not take it for success. */
typedef struct Faults {
	ReportFault *items;
	size_t count, cap;
	Arena arena;            /* their texts */
} Faults;

static const char *keep(Faults *faults, const char *text)
{
	return arena_copy_n(&faults->arena, text, strlen(text));
}

static void add_fault(Faults *faults, const char *design, ReportPlace place, const char *message)
{
	place.file = keep(faults, place.file);
	MEM_GROW(faults->items, faults->cap, faults->count + 1);
	faults->items[faults->count++] = (ReportFault){keep(faults, design), place, keep(faults, message)};
}

/* Takes the errors of LIST, which came with DESIGN, and clears it. */
static void take_faults(Faults *faults, const char *design, Diagnostics *list)
{
	size_t kept = 0;
	Text more = {0};

	for (size_t i = 0; i < list->count; i++) {
		const Diagnostic *item = &list->items[i];

		if (item->warning)
			continue;
		add_fault(faults, design,
		          (ReportPlace){item->file, item->line > 0 ? item->line : 1, item->column > 0 ? item->column : 1},
		          item->text);
		kept++;
	}
	text_addf(&more, "%zu more errors, not shown", list->errors - kept);
	if (list->errors > kept)
		add_fault(faults, design, (ReportPlace){design, 1, 1}, more.s);
	text_clear(&more);
	diagnostics_clear(list);
}

static bool read_baseline(const Cli *cli, Baseline *baseline, Faults *faults)
{
	Diagnostics list = {0};
	bool ok = !cli_given(cli, "baseline") || baseline_read(baseline, cli_value(cli, "baseline"), &list);

	cli_diagnostics(&list);
	if (ok)
		diagnostics_clear(&list);
	else
		take_faults(faults, cli_value(cli, "baseline"), &list);
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
	Faults faults = {0};
	bool all_read = read_baseline(cli, &baseline, &faults);
	int status;

	for (int i = 0; i < cli->argc; i++) {
		CliDesign *design = &designs[report.count];
		Diagnostics list = {0};

		if (!cli_design_read(cli, design, cli->argv[i], &list) ||
		    !cli_design_judge(cli, design, cli_value(cli, "rules"), &list)) {
			take_faults(&faults, cli->argv[i], &list);
			cli_design_clear(design);
			all_read = false;
			continue;
		}
		diagnostics_clear(&list);
		if (cli_given(cli, "baseline"))
			compare(cli, design, &baseline);
		reported[report.count++] =
			(ReportDesign){design->source.path, &design->design, &design->graph, &design->findings};
	}
	if (cli_choice(cli, "format", "text")) {
		add_text(cli, designs, report.count);
	} else {
		cli->raw = true;
		report.faults = faults.items;
		report.fault_count = faults.count;
		reporter_find(cli_value(cli, "format"))->run(&report, &cli->out);
	}
	status = !all_read ? STATUS_USAGE : report_fails(&report) ? STATUS_FINDINGS : STATUS_CLEAN;
	for (size_t i = 0; i < report.count; i++)
		cli_design_clear(&designs[i]);
	baseline_clear(&baseline);
	free(faults.items);
	arena_clear(&faults.arena);
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
