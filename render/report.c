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

void report_csv(const Report *report, Text *out)
{
	text_add(out, "file,line,column,severity,rule,element,message,remedy,waived,key\r\n");
	for (size_t d = 0; d < report->count; d++)
		for (size_t i = 0; i < report->designs[d].findings->count; i++) {
			const Finding *finding = &report->designs[d].findings->items[i];
			ReportPlace place = report_place(&report->designs[d], finding);
			Text line = {0}, column = {0};

			text_addf(&line, "%d", place.line);
			text_addf(&column, "%d", place.column);
			add_fields(out, (const char *const[]){
				place.file, line.s, column.s, severity_name(finding->severity), finding->rule->id,
				finding->element->id, finding->message, finding_remedy(finding),
				finding->waiver ? "true" : "false", finding->key, NULL});
			text_clear(&line);
			text_clear(&column);
		}
}

/* --- github ---------------------------------------------------------------- */

void report_github(const Report *report, Text *out)
{
	static const char *const commands[] = {"error", "warning", "notice"};

	for (size_t d = 0; d < report->count; d++)
		for (size_t i = 0; i < report->designs[d].findings->count; i++) {
			const Finding *finding = &report->designs[d].findings->items[i];
			ReportPlace place = report_place(&report->designs[d], finding);
			Text words = {0};

			if (finding->waiver)
				continue;
			text_addf(out, "::%s file=", commands[finding->severity]);
			escape_github_property(out, place.file);
			text_addf(out, ",line=%d,col=%d,title=", place.line, place.column);
			escape_github_property(out, finding->rule->id);
			text_add(out, "::");
			report_add_sentences(finding, &words);
			escape_github(out, words.s);
			text_add_char(out, '\n');
			text_clear(&words);
		}
}

/* --- markdown -------------------------------------------------------------- */

static void add_count(Text *out, size_t count, const char *one, const char *many)
{
	text_addf(out, "%zu %s", count, count == 1 ? one : many);
}

static void add_design(const ReportDesign *design, Text *out)
{
	const Findings *findings = design->findings;

	text_add(out, "## ");
	escape_markdown(out, element_name(design_at(design->design, CLASS_DESIGN, 0)));
	text_add(out, "\n\n");
	escape_markdown(out, design->file);
	text_add(out, ": ");
	add_count(out, findings->by_severity[SEVERITY_ERROR], "error", "errors");
	text_add(out, ", ");
	add_count(out, findings->by_severity[SEVERITY_WARNING], "warning", "warnings");
	text_addf(out, ", %zu advice, %zu waived; ", findings->by_severity[SEVERITY_ADVICE], findings->waived);
	add_count(out, findings->ran, "rule", "rules");
	text_addf(out, " ran, %zu skipped, ", findings->skipped);
	if (findings->failed)
		text_addf(out, "%zu failed, ", findings->failed);
	text_addf(out, "%zu undecided.\n", findings->undecided_count);
	if (findings->count > findings->waived)
		text_add(out, "\n| Severity | Rule | Element | Line | Finding | Remedy |\n|---|---|---|---:|---|---|\n");
	for (size_t i = 0; i < findings->count; i++) {
		const Finding *finding = &findings->items[i];

		if (finding->waiver)
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
}

void report_markdown(const Report *report, Text *out)
{
	for (size_t d = 0; d < report->count; d++) {
		if (d)
			text_add_char(out, '\n');
		add_design(&report->designs[d], out);
	}
}
