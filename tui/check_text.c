/* A group a rule, the most urgent first: its findings, then what to do about them; the last line counts. */
#include "tui/check_text.h"

#include <stdlib.h>
#include <string.h>

#include "model/utf8.h"
#include "model/wrap.h"
#include "tui/weight_text.h"

enum { INDENT = 4, EXCERPT_WIDEST = WRAP_COLUMNS, UNDECIDED_SHOWN = 5 };

/* The beginnings of the lines of a file, so that an excerpt costs nothing. */
typedef struct Lines {
	const char **starts;    /* owned; one more than there are lines */
	size_t count, cap;
} Lines;

static Lines split_lines(const char *bytes, size_t length)
{
	Lines lines = {0};
	const char *at = bytes, *end = bytes + length;

	while (at && at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));

		MEM_GROW(lines.starts, lines.cap, lines.count + 2);
		lines.starts[lines.count++] = at;
		at = newline ? newline + 1 : end;
	}
	if (lines.count)
		lines.starts[lines.count] = end;
	return lines;
}

static void add_excerpt(const Cli *cli, Text *out, const Lines *lines, const Element *element)
{
	size_t line = (size_t)element->line;
	Text raw = {0}, safe = {0}, cut = {0};
	const char *start, *end;

	if (element->class == CLASS_DESIGN || element->file || element->line < 1 || line > lines->count)
		return;
	start = lines->starts[line - 1];
	end = lines->starts[line];
	while (end > start && strchr("\r\n", end[-1]))
		end--;
	while (start < end && strchr(" \t", *start))
		start++;
	if (start == end || end[-1] == ':')
		return;                 /* the id alone, which stands above */
	text_add_n(&raw, start, (size_t)(end - start));
	utf8_add_safe(&safe, text_str(&raw));
	utf8_add_cut(&cut, text_str(&safe), EXCERPT_WIDEST - INDENT - 2, false);
	text_add_repeat(out, " ", INDENT + 2);
	cli_paint(cli, out, PAINT_DIM, text_str(&cut));
	text_add_char(out, '\n');
	text_clear(&raw);
	text_clear(&safe);
	text_clear(&cut);
}

static void add_place(Text *out, const CliDesign *design, const Finding *finding)
{
	const Element *element = finding->element;

	if (finding->file) {
		utf8_add_safe(out, finding->file);
		if (finding->line > 0)
			text_addf(out, ":%d", finding->line);
		return;
	}
	utf8_add_safe(out, element->file ? element->file : design->source.path);
	if (element->line > 0)
		text_addf(out, ":%d:%d", element->line, element->column);
}

static void add_element(Text *out, const Element *element)
{
	if (element->class == CLASS_DESIGN)
		return;
	text_add(out, "  ");
	utf8_add_safe(out, element->id);
	if (strcmp(element_name(element), element->id) != 0) {
		text_add(out, " (");
		utf8_add_safe(out, element_name(element));
		text_add_char(out, ')');
	}
}

static void add_finding(const Cli *cli, const CliDesign *design, const Lines *lines, const Finding *finding, Text *out)
{
	text_add(out, "  ");
	add_place(out, design, finding);
	add_element(out, finding->element);
	text_add_char(out, '\n');
	add_excerpt(cli, out, lines, finding->element);
	text_add_repeat(out, " ", INDENT);
	wrap_add(out, finding->message, INDENT, INDENT, WRAP_COLUMNS);
	if (finding->waiver) {
		const char *why = element_get(finding->waiver, "why");

		wrap_add_entry(out, INDENT, "Waived:", INDENT + 8, why ? why : finding->waiver->id);
	} else if (finding->known) {
		wrap_add_entry(out, INDENT, "Known:", INDENT + 8, "the baseline has it.");
	} else if (finding->remedy) {
		wrap_add_entry(out, INDENT, "Remedy:", INDENT + 8, finding->remedy);
	}
}

static bool is_shown(const Finding *finding, bool verbose)
{
	return finding_is_open(finding) || verbose;
}

/* The findings FROM … TO - 1, all of one rule and severity; those without a remedy of their own share the rule's. */
static void add_group(const Cli *cli, const CliDesign *design, const Lines *lines, size_t from, size_t to, bool verbose,
                      Text *out)
{
	static const Paint paints[] = {PAINT_RED, PAINT_YELLOW, PAINT_BLUE};
	const Finding *items = design->findings.items;
	const Finding *first = &items[from];
	bool shown = false, shared = false;

	for (size_t i = from; i < to; i++) {
		if (!is_shown(&items[i], verbose))
			continue;
		if (!shown) {
			cli_paint(cli, out, paints[first->severity], severity_name(first->severity));
			text_add(out, "  ");
			cli_paint(cli, out, PAINT_BOLD, first->rule->id);
			text_add(out, "  ");
			utf8_add_safe(out, first->rule->title);
			text_add_char(out, '\n');
		}
		shown = true;
		shared |= !items[i].remedy && finding_is_open(&items[i]);
		add_finding(cli, design, lines, &items[i], out);
	}
	if (shared && *first->rule->remedy)
		wrap_add_entry(out, 2, "Remedy:", 10, first->rule->remedy);
	if (shown)
		text_add_char(out, '\n');
}

static void add_groups(const Cli *cli, const CliDesign *design, const Lines *lines, bool verbose, Text *out)
{
	const Findings *findings = &design->findings;

	for (size_t from = 0, to; from < findings->count; from = to) {
		const Finding *first = &findings->items[from];

		to = from + 1;
		while (to < findings->count && findings->items[to].rule == first->rule &&
		       findings->items[to].severity == first->severity)
			to++;
		add_group(cli, design, lines, from, to, verbose, out);
	}
}

static void add_undecided(const Cli *cli, const Findings *findings, bool verbose, Text *out)
{
	size_t shown = verbose || findings->undecided_count <= UNDECIDED_SHOWN ? findings->undecided_count
	                                                                      : UNDECIDED_SHOWN;

	if (!shown)
		return;
	cli_paint(cli, out, PAINT_BOLD, "undecided");
	text_add(out, ", for want of input:\n");
	for (size_t i = 0; i < shown; i++) {
		const Undecided *undecided = &findings->undecided[i];
		Text line = {0};

		text_addf(&line, "%s at %s: %s", undecided->rule->id, undecided->element->id, undecided->missing);
		text_add_repeat(out, " ", INDENT);
		wrap_add(out, line.s, INDENT, INDENT + 2, WRAP_COLUMNS);
		text_clear(&line);
	}
	if (shown < findings->undecided_count)
		text_addf(out, "    and %zu more (--verbose lists them)\n", findings->undecided_count - shown);
	text_add_char(out, '\n');
}

static void add_count(const Cli *cli, Text *out, Paint paint, size_t count, const char *one, const char *many)
{
	Text text = {0};

	text_addf(&text, "%zu %s", count, count == 1 ? one : many);
	cli_paint(cli, out, count ? paint : PAINT_PLAIN, text.s);
	text_clear(&text);
}

static void add_counts(const Cli *cli, const CliDesign *design, Text *out)
{
	const Findings *findings = &design->findings;

	cli_paint(cli, out, PAINT_BOLD, design->source.path);
	text_add(out, ": ");
	if (findings->count == findings->waived + findings->known) {
		cli_paint(cli, out, PAINT_GREEN, "no findings");
	} else {
		add_count(cli, out, PAINT_RED, findings->by_severity[SEVERITY_ERROR], "error", "errors");
		text_add(out, ", ");
		add_count(cli, out, PAINT_YELLOW, findings->by_severity[SEVERITY_WARNING], "warning", "warnings");
		text_add(out, ", ");
		add_count(cli, out, PAINT_BLUE, findings->by_severity[SEVERITY_ADVICE], "advice", "advice");
	}
	if (findings->waived)
		text_addf(out, ", %zu waived", findings->waived);
	if (findings->compared)
		text_addf(out, ", %zu known, %zu dropped out, %zu stale", findings->known, findings->dropped,
		          findings->stale_count);
	text_addf(out, "; %zu rules ran, %zu skipped, ", findings->ran, findings->skipped);
	if (findings->failed)
		text_addf(out, "%zu failed, ", findings->failed);
	text_addf(out, "%zu undecided\n", findings->undecided_count);
}

/* A single platform need not be weighed against another. */
static void add_platforms(const Cli *cli, const CliDesign *design, Text *out)
{
	if (design->findings.weight.count < 2)
		return;
	cli_paint(cli, out, PAINT_BOLD, "platforms");
	text_add(out, ", and whether each pulls its weight:\n");
	weight_add_text(&design->findings.weight, &design->graph, WRAP_COLUMNS, out);
	text_add_char(out, '\n');
}

static void add_stale(const Cli *cli, const Findings *findings, Text *out)
{
	Text line = {0};

	if (!findings->stale_count)
		return;
	cli_paint(cli, out, PAINT_RED, "stale");
	text_add(out, " in the baseline; write it anew:\n");
	for (size_t i = 0; i < findings->stale_count; i++) {
		text_reset(&line);
		text_addf(&line, "%s at %s: %s", findings->stale[i].rule, findings->stale[i].element,
		          findings->stale[i].reason);
		text_add_repeat(out, " ", INDENT);
		wrap_add(out, line.s, INDENT, INDENT + 2, WRAP_COLUMNS);
	}
	text_add_char(out, '\n');
	text_clear(&line);
}

void check_add_text(const Cli *cli, const CliDesign *design, bool verbose, Text *out)
{
	Lines lines = split_lines(design->source.bytes, design->source.length);

	add_groups(cli, design, &lines, verbose, out);
	add_undecided(cli, &design->findings, verbose, out);
	add_stale(cli, &design->findings, out);
	add_platforms(cli, design, out);
	add_counts(cli, design, out);
	free(lines.starts);
}
