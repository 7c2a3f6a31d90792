/* The table of reporters, and the short ones. */
#include "render/report.h"

#include <string.h>

#include "render/escape.h"
#include "render/report_parts.h"

const Reporter reporter_table[] = {
	{"json", "for scripts: everything, stable in order", report_json},
	{"sarif", "SARIF 2.1.0, for code scanning services", report_sarif},
	{"junit", "JUnit XML, for build servers", report_junit},
	{"csv", "a table", report_csv},
	{"markdown", "for comments on changes", report_markdown},
	{"github", "annotations of GitHub workflows", report_github},
	{0},
};

const Reporter *reporter_find(const char *name)
{
	for (const Reporter *reporter = reporter_table; reporter->name; reporter++)
		if (strcmp(reporter->name, name) == 0)
			return reporter;
	return NULL;
}

/* --- csv ------------------------------------------------------------------- */

static void add_fields(Text *out, const char *const *fields)
{
	for (size_t i = 0; fields[i]; i++) {
		if (i)
			text_add_char(out, ',');
		escape_csv(out, fields[i]);
	}
	text_add(out, "\r\n");
}

/* What is no finding stands in rows of their own severities: stale, platform, summary. */
static void add_note(Text *out, const ReportDesign *design, const char *severity, const char *rule, const char *element,
                     const char *message)
{
	add_fields(out, (const char *const[]){design->file, "", "", severity, rule, element, message, "", "", "", "", NULL});
}

static void add_csv_finding(Text *out, const ReportDesign *design, const Finding *finding)
{
	ReportPlace place = report_place(design, finding);
	Text line = {0}, column = {0};

	text_addf(&line, "%d", place.line);
	text_addf(&column, "%d", place.column);
	add_fields(out, (const char *const[]){
		place.file, line.s, column.s, severity_name(finding->severity), finding->rule->id, finding->element->id,
		finding->message, finding_remedy(finding), finding->waiver ? "true" : "false", finding->key,
		finding->known ? "true" : "false", NULL});
	text_clear(&line);
	text_clear(&column);
}

static void add_csv_fault(Text *out, const ReportFault *fault)
{
	Text line = {0}, column = {0};

	text_addf(&line, "%d", fault->place.line);
	text_addf(&column, "%d", fault->place.column);
	add_fields(out, (const char *const[]){fault->place.file, line.s, column.s, "error", "unreadable", "", fault->message,
	                                      "", "", "", "", NULL});
	text_clear(&line);
	text_clear(&column);
}

void report_csv(const Report *report, Text *out)
{
	text_add(out, "file,line,column,severity,rule,element,message,remedy,waived,key,known\r\n");
	for (size_t i = 0; i < report->fault_count; i++)
		add_csv_fault(out, &report->faults[i]);
	for (size_t d = 0; d < report->count; d++) {
		const ReportDesign *design = &report->designs[d];
		const Findings *findings = design->findings;
		Text summary = {0};

		for (size_t i = 0; i < findings->count; i++)
			add_csv_finding(out, design, &findings->items[i]);
		for (size_t i = 0; i < findings->stale_count; i++)
			add_note(out, design, "stale", findings->stale[i].rule, findings->stale[i].element,
			         findings->stale[i].reason);
		for (size_t i = 0; i < findings->weight.count; i++) {
			const Weight *weight = &findings->weight.items[i];
			Text text = {0};

			text_addf(&text, "%s: %s", verdict_name(weight->verdict), weight->reason);
			add_note(out, design, "platform", "", design->graph->platforms[weight->platform].element->id, text.s);
			text_clear(&text);
		}
		report_add_summary(findings, &summary);
		add_note(out, design, "summary", "", ID_DESIGN, summary.s);
		text_clear(&summary);
	}
}

/* --- github ---------------------------------------------------------------- */

static void add_annotation(Text *out, const char *command, ReportPlace place, const char *title, const char *words)
{
	text_addf(out, "::%s file=", command);
	escape_github_property(out, place.file);
	text_addf(out, ",line=%d,col=%d,title=", place.line, place.column);
	escape_github_property(out, title);
	text_add(out, "::");
	escape_github(out, words);
	text_add_char(out, '\n');
}

/* The counts, and the verdict on each platform. */
static void add_github_summary(Text *out, const ReportDesign *design)
{
	const Findings *findings = design->findings;
	Text words = {0};

	report_add_summary(findings, &words);
	for (size_t i = 0; i < findings->weight.count; i++) {
		const Weight *weight = &findings->weight.items[i];

		text_addf(&words, "; %s %s (%s)", element_name(design->graph->platforms[weight->platform].element),
		          verdict_name(weight->verdict), weight->reason);
	}
	add_annotation(out, "notice", (ReportPlace){design->file, 1, 1}, "troika check", words.s);
	text_clear(&words);
}

void report_github(const Report *report, Text *out)
{
	static const char *const commands[] = {"error", "warning", "notice"};

	for (size_t i = 0; i < report->fault_count; i++)
		add_annotation(out, "error", report->faults[i].place, "unreadable", report->faults[i].message);
	for (size_t d = 0; d < report->count; d++) {
		const ReportDesign *design = &report->designs[d];
		const Findings *findings = design->findings;
		Text words = {0};

		for (size_t i = 0; i < findings->count; i++) {
			const Finding *finding = &findings->items[i];

			if (!finding_is_open(finding))
				continue;
			text_reset(&words);
			report_add_sentences(finding, &words);
			add_annotation(out, commands[finding->severity], report_place(design, finding), finding->rule->id,
			               words.s);
		}
		for (size_t i = 0; i < findings->stale_count; i++) {
			text_reset(&words);
			text_addf(&words, "stale in the baseline: %s@%s: %s", findings->stale[i].rule, findings->stale[i].element,
			          findings->stale[i].reason);
			add_annotation(out, "error", (ReportPlace){design->file, 1, 1}, "baseline", words.s);
		}
		add_github_summary(out, design);
		text_clear(&words);
	}
}

/* --- markdown -------------------------------------------------------------- */

/* | Platform | Verdict | … */
static void add_platforms(const ReportDesign *design, Text *out)
{
	const WeightTable *table = &design->findings->weight;

	if (table->count)
		text_add(out, "\n| Platform | Verdict | Why | Cost a month | To operate |\n|---|---|---|---:|---|\n");
	for (size_t i = 0; i < table->count; i++) {
		const Weight *weight = &table->items[i];

		text_add(out, "| ");
		escape_markdown(out, element_name(design->graph->platforms[weight->platform].element));
		text_addf(out, " | %s | ", verdict_name(weight->verdict));
		escape_markdown(out, weight->reason);
		text_add(out, " | ");
		decimal_add_fixed(out, weight->cost, 2, true);
		if (weight->unpriced)
			text_addf(out, " + %zu unpriced", weight->unpriced);
		text_add(out, " | ");
		report_add_surfaces(weight, out);
		text_add(out, " |\n");
	}
}

static void add_stale(const Findings *findings, Text *out)
{
	for (size_t i = 0; i < findings->stale_count; i++) {
		text_add(out, i ? "- " : "\nStale in the baseline; write it anew:\n\n- ");
		escape_markdown(out, findings->stale[i].rule);
		text_add_char(out, '@');
		escape_markdown(out, findings->stale[i].element);
		text_addf(out, ": %s\n", findings->stale[i].reason);
	}
}

/* What could not be judged, folded so that a comment on a change stays short. */
static void add_undecided(const Findings *findings, Text *out)
{
	if (findings->undecided_count)
		text_addf(out, "\n<details><summary>%zu undecided, for want of input</summary>\n\n"
		               "| Rule | Element | Missing |\n|---|---|---|\n", findings->undecided_count);
	for (size_t i = 0; i < findings->undecided_count; i++) {
		const Undecided *undecided = &findings->undecided[i];

		text_add(out, "| ");
		escape_markdown(out, undecided->rule->id);
		text_add(out, " | ");
		escape_markdown(out, undecided->element->id);
		text_add(out, " | ");
		escape_markdown(out, undecided->missing);
		text_add(out, " |\n");
	}
	if (findings->undecided_count)
		text_add(out, "\n</details>\n");
}

static void add_design(const ReportDesign *design, Text *out)
{
	const Findings *findings = design->findings;

	text_add(out, "## ");
	escape_markdown(out, element_name(design_at(design->design, CLASS_DESIGN, 0)));
	text_add(out, "\n\n");
	escape_markdown(out, design->file);
	text_add(out, ": ");
	report_add_summary(findings, out);
	text_add(out, ".\n");
	if (findings->by_severity[SEVERITY_ERROR] + findings->by_severity[SEVERITY_WARNING] +
	    findings->by_severity[SEVERITY_ADVICE])
		text_add(out, "\n| Severity | Rule | Element | Line | Finding | Remedy |\n|---|---|---|---:|---|---|\n");
	for (size_t i = 0; i < findings->count; i++) {
		const Finding *finding = &findings->items[i];

		if (!finding_is_open(finding))
			continue;
		text_addf(out, "| %s | ", severity_name(finding->severity));
		escape_markdown(out, finding->rule->id);
		text_add(out, " | ");
		escape_markdown(out, finding->element->id);
		text_addf(out, " | %d | ", report_place(design, finding).line);
		escape_markdown(out, finding->message);
		text_add(out, " | ");
		escape_markdown(out, finding_remedy(finding));
		text_add(out, " |\n");
	}
	add_stale(findings, out);
	add_undecided(findings, out);
	add_platforms(design, out);
}

/* | File | Line | Column | Error | */
static void add_faults(const Report *report, Text *out)
{
	if (report->fault_count)
		text_add(out, "## Cannot be read\n\n| File | Line | Column | Error |\n|---|---:|---:|---|\n");
	for (size_t i = 0; i < report->fault_count; i++) {
		const ReportFault *fault = &report->faults[i];

		text_add(out, "| ");
		escape_markdown(out, fault->place.file);
		text_addf(out, " | %d | %d | ", fault->place.line, fault->place.column);
		escape_markdown(out, fault->message);
		text_add(out, " |\n");
	}
}

void report_markdown(const Report *report, Text *out)
{
	add_faults(report, out);
	for (size_t d = 0; d < report->count; d++) {
		if (d || report->fault_count)
			text_add_char(out, '\n');
		add_design(&report->designs[d], out);
	}
}
