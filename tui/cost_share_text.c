/* Sections of a few columns, each with what it means. */
#include "tui/cost_share_text.h"

#include <string.h>

#include "model/utf8.h"
#include "model/wrap.h"

enum { QUOTAS_SHOWN = 10 };

static void add_rounded(Text *out, Decimal number, int places)
{
	decimal_add_fixed(out, decimal_round(number, places), number == decimal_round(number, 0) ? 0 : places, true);
}

static void add_entry(const char *line, Text *out)
{
	text_add(out, "   ");
	wrap_add(out, line, 3, 5, WRAP_COLUMNS);
}

static void add_heading(const Cli *cli, const char *title, const char *more, Text *out)
{
	text_add_char(out, '\n');
	cli_paint(cli, out, PAINT_BOLD, title);
	text_addf(out, "%s\n", more);
}

/* ---- flows ------------------------------------------------------------------------ */

static void add_flow(const CliDesign *design, const FlowShare *share, Text *out)
{
	const char *currency = design->cost.currency;
	Text line = {0};

	text_addf(&line, "%s: ", element_name(share->flow));
	if (share->reason) {
		text_addf(&line, "not known: %s", share->reason);
	} else {
		cost_add_money(&line, currency, share->amount);
		text_add(&line, " for ");
		add_rounded(&line, share->runs, 0);
		text_add(&line, " a month, ");
		decimal_add_fixed(&line, share->each, 4, true);
		text_addf(&line, " %s each", currency);
	}
	add_entry(line.s, out);
	text_clear(&line);
}

static void add_flows(const Cli *cli, const CliDesign *design, const CostShares *shares, Text *out)
{
	Text line = {0};

	if (!shares->flow_count)
		return;
	add_heading(cli, "Flows", ", by how often they touch what costs something", out);
	for (size_t i = 0; i < shares->flow_count; i++)
		add_flow(design, &shares->flows[i], out);
	text_add(&line, "on no flow with a volume: ");
	cost_add_money(&line, design->cost.currency, shares->by_none);
	add_entry(line.s, out);
	text_clear(&line);
}

/* ---- transfers -------------------------------------------------------------------- */

static void add_transfer(const CliDesign *design, const TransferShare *share, Text *out)
{
	const Graph *graph = &design->graph;
	Text line = {0};

	text_addf(&line, "%s, out of %s: ", graph->links[share->link].element->id,
	          graph->components[share->component].element->id);
	if (share->gigabytes > 0) {
		add_rounded(&line, share->gigabytes, 2);
		text_add(&line, " GB");
	}
	if (share->reason) {
		text_addf(&line, "%s%s", share->gigabytes > 0 ? ", " : "", share->reason);
	} else {
		text_add(&line, " × ");
		decimal_add_text(&line, share->unit_price);
		text_add(&line, " = ");
		cost_add_money(&line, design->cost.currency, share->amount);
	}
	add_entry(line.s, out);
	text_clear(&line);
}

static void add_transfers(const Cli *cli, const CliDesign *design, const CostShares *shares, Text *out)
{
	if (!shares->transfer_count)
		return;
	add_heading(cli, "Transfer", " out of AWS, link by link; what is paid for is in the lines above", out);
	for (size_t i = 0; i < shares->transfer_count; i++)
		add_transfer(design, &shares->transfers[i], out);
}

void cost_add_shares(const Cli *cli, const CliDesign *design, const CostShares *shares, Text *out)
{
	add_flows(cli, design, shares, out);
	add_transfers(cli, design, shares, out);
}

/* ---- what breaks first -------------------------------------------------------------- */

static void add_quota(const Cli *cli, const Quota *quota, Decimal scale, Text *out)
{
	Decimal factor = quota_factor(quota);
	Text line = {0}, times = {0};

	text_add(&times, "×");
	add_rounded(&times, factor, factor < 10 * DECIMAL_ONE ? 2 : 0);
	text_add(out, "   ");
	cli_paint(cli, out, factor < scale ? PAINT_RED : PAINT_GREEN, times.s);
	text_addf(&line, "%s of %s: ", quota->what, element_name(quota->element));
	add_rounded(&line, quota->used, quota->used < DECIMAL_ONE ? 6 : 2);
	text_add(&line, " now, ");
	add_rounded(&line, quota->allowed, 2);
	text_addf(&line, " allowed (%s)", quota->rule->id);
	text_add_char(out, ' ');
	wrap_add(out, line.s, 4 + utf8_width(times.s), 5, WRAP_COLUMNS);
	text_clear(&line);
	text_clear(&times);
}

/* The limits that could not be judged, and for want of what; false: none. */
static bool add_unknown_quotas(const Findings *findings, Text *out)
{
	bool any = false;

	for (size_t i = 0; i < findings->undecided_count; i++) {
		const Undecided *undecided = &findings->undecided[i];
		Text line = {0};

		if (!text_starts(undecided->rule->id, "limits/"))
			continue;
		text_addf(&line, "not known for %s: %s (%s)", element_name(undecided->element), undecided->missing,
		          undecided->rule->id);
		add_entry(text_str(&line), out);
		text_clear(&line);
		any = true;
	}
	return any;
}

void cost_add_quotas(const Cli *cli, const CliDesign *design, Decimal scale, Text *out)
{
	const Findings *findings = &design->findings;
	size_t broken = 0;
	Text line = {0};

	while (broken < findings->quota_count && quota_factor(&findings->quotas[broken]) < scale)
		broken++;
	text_add(&line, ", at how many times the volume of today; broken at ×");
	decimal_add_text(&line, scale);
	text_addf(&line, ": %zu of %zu", broken, findings->quota_count);
	add_heading(cli, "What breaks first", findings->quota_count ? line.s : "", out);
	for (size_t i = 0; i < findings->quota_count && i < QUOTAS_SHOWN; i++)
		add_quota(cli, &findings->quotas[i], scale, out);
	if (findings->quota_count > QUOTAS_SHOWN)
		text_addf(out, "   and %zu more, later\n", findings->quota_count - QUOTAS_SHOWN);
	if (!add_unknown_quotas(findings, out) && !findings->quota_count)
		add_entry("nothing here is under a quota that grows with volume, such as API calls, events or shards", out);
	text_clear(&line);
}
