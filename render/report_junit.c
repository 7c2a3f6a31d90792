/* JUnit XML: a suite a design; a case for each finding, for each rule that could not decide, and for each rule that
 * has nothing to say. What does not reach the gate passes, with its words in system-out. */
#include <string.h>

#include "render/escape.h"
#include "render/report_parts.h"

typedef struct Count {
	size_t tests, failures, errors, skipped;
} Count;

static bool fails(const Report *report, const Finding *finding)
{
	return finding_is_open(finding) && (int)finding->severity <= report->gate;
}

/* Has RULE a finding or something undecided in FINDINGS? */
static bool has_spoken(const Findings *findings, const RuleText *rule)
{
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].rule == rule)
			return true;
	for (size_t i = 0; i < findings->undecided_count; i++)
		if (findings->undecided[i].rule == rule)
			return true;
	return false;
}

static void open_case(Text *out, const char *rule, const char *name)
{
	text_add(out, "    <testcase classname=\"");
	escape_xml(out, rule);
	text_add(out, "\" name=\"");
	escape_xml(out, name);
	text_add(out, "\"");
}

static void add_finding(const Report *report, const ReportDesign *design, const Finding *finding, Text *out)
{
	ReportPlace place = report_place(design, finding);
	Text words = {0};

	open_case(out, finding->rule->id, finding->key);
	text_addf(out, " line=\"%d\">\n", place.line);
	if (fails(report, finding)) {
		text_addf(out, "      <failure type=\"%s\" message=\"", severity_name(finding->severity));
		escape_xml(out, finding->message);
		text_add(out, "\">");
	} else {
		text_add(out, "      <system-out>");
	}
	escape_xml(out, place.file);
	text_addf(out, ":%d:%d: %s%s: ", place.line, place.column, finding->waiver ? "waived " : finding->known ? "known " : "",
	          severity_name(finding->severity));
	report_add_sentences(finding, &words);
	escape_xml(out, words.s);
	text_clear(&words);
	text_add(out, fails(report, finding) ? "</failure>\n" : "</system-out>\n");
	text_add(out, "    </testcase>\n");
}

static void add_undecided(const Undecided *undecided, Text *out)
{
	Text name = {0};

	text_addf(&name, "%s@%s undecided", undecided->rule->id, undecided->element->id);
	open_case(out, undecided->rule->id, name.s);
	text_add(out, ">\n      <skipped message=\"");
	escape_xml(out, undecided->missing);
	text_add(out, "\"/>\n    </testcase>\n");
	text_clear(&name);
}

/* A rule that has nothing to say, or may not. */
static void add_silent(const RuleRun *run, Text *out)
{
	open_case(out, run->rule->id, run->rule->id);
	text_add(out, run->outcome == RULE_OFF
	              ? ">\n      <skipped message=\"turned off by the design\"/>\n    </testcase>\n" : "/>\n");
}

static void add_stale(const Report *report, const StaleEntry *stale, Text *out)
{
	Text name = {0};

	text_addf(&name, "%s@%s stale in the baseline", stale->rule, stale->element);
	open_case(out, stale->rule, name.s);
	text_add(out, report->gate < 0 ? ">\n      <system-out>" : ">\n      <failure type=\"stale\">");
	escape_xml(out, stale->reason);
	text_add(out, report->gate < 0 ? "</system-out>\n    </testcase>\n" : "</failure>\n    </testcase>\n");
	text_clear(&name);
}

static void add_property(const char *name, const char *value, Text *out)
{
	text_add(out, "      <property name=\"");
	escape_xml(out, name);
	text_add(out, "\" value=\"");
	escape_xml(out, value);
	text_add(out, "\"/>\n");
}

/* The counts, and the verdict on each platform. */
static void add_properties(const ReportDesign *design, Text *out)
{
	const WeightTable *table = &design->findings->weight;
	Text name = {0}, value = {0};

	text_add(out, "    <properties>\n");
	report_add_summary(design->findings, &value);
	add_property("summary", value.s, out);
	for (size_t i = 0; i < table->count; i++) {
		text_reset(&name);
		text_reset(&value);
		text_addf(&name, "platform.%s", design->graph->platforms[table->items[i].platform].element->id);
		text_addf(&value, "%s: %s", verdict_name(table->items[i].verdict), table->items[i].reason);
		add_property(name.s, value.s, out);
	}
	text_add(out, "    </properties>\n");
	text_clear(&name);
	text_clear(&value);
}

static Count count_design(const Report *report, const Findings *findings)
{
	Count count = {.skipped = findings->undecided_count};

	count.tests = findings->count + findings->undecided_count + findings->stale_count;
	count.failures = report->gate < 0 ? 0 : findings->stale_count;
	for (size_t i = 0; i < findings->count; i++)
		count.failures += fails(report, &findings->items[i]);
	for (size_t i = 0; i < findings->run_count; i++) {
		count.tests += !has_spoken(findings, findings->runs[i].rule);
		count.skipped += findings->runs[i].outcome == RULE_OFF;
	}
	return count;
}

static void add_counts(Text *out, const Count *count)
{
	text_addf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\">\n", count->tests, count->failures,
	          count->errors, count->skipped);
}

static void open_suite(Text *out, const char *file, const Count *count)
{
	text_add(out, "  <testsuite name=\"");
	escape_xml(out, file);
	text_add(out, "\"");
	add_counts(out, count);
}

/* What could not be read: a suite a design, a case a fault. Returns how many faults are of that design. */
static size_t add_unread(const ReportFault *faults, size_t left, Text *out)
{
	size_t count = 0;

	while (count < left && strcmp(faults[count].design, faults->design) == 0)
		count++;
	open_suite(out, faults->design, &(Count){.tests = count, .errors = count});
	for (size_t i = 0; i < count; i++) {
		const ReportPlace *place = &faults[i].place;
		Text name = {0};

		text_addf(&name, "%s:%d:%d", place->file, place->line, place->column);
		open_case(out, "unreadable", name.s);
		text_addf(out, " line=\"%d\">\n      <error type=\"unreadable\" message=\"", place->line);
		escape_xml(out, faults[i].message);
		text_add(out, "\">");
		escape_xml(out, name.s);
		text_add(out, ": ");
		escape_xml(out, faults[i].message);
		text_add(out, "</error>\n    </testcase>\n");
		text_clear(&name);
	}
	text_add(out, "  </testsuite>\n");
	return count;
}

static void add_suite(const Report *report, const ReportDesign *design, Text *out)
{
	const Findings *findings = design->findings;
	Count count = count_design(report, findings);

	open_suite(out, design->file, &count);
	add_properties(design, out);
	for (size_t i = 0; i < findings->stale_count; i++)
		add_stale(report, &findings->stale[i], out);
	for (size_t i = 0; i < findings->count; i++)
		add_finding(report, design, &findings->items[i], out);
	for (size_t i = 0; i < findings->undecided_count; i++)
		add_undecided(&findings->undecided[i], out);
	for (size_t i = 0; i < findings->run_count; i++)
		if (!has_spoken(findings, findings->runs[i].rule))
			add_silent(&findings->runs[i], out);
	text_add(out, "  </testsuite>\n");
}

void report_junit(const Report *report, Text *out)
{
	Count all = {.tests = report->fault_count, .errors = report->fault_count};

	for (size_t i = 0; i < report->count; i++) {
		Count count = count_design(report, report->designs[i].findings);

		all.tests += count.tests;
		all.failures += count.failures;
		all.skipped += count.skipped;
	}
	text_add(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"troika check\"");
	add_counts(out, &all);
	for (size_t i = 0; i < report->fault_count;)
		i += add_unread(report->faults + i, report->fault_count - i, out);
	for (size_t i = 0; i < report->count; i++)
		add_suite(report, &report->designs[i], out);
	text_add(out, "</testsuites>\n");
}
