/* The cost sheet: platform, component, line; the unpriced with the reason; and the budget. */
#include <stdlib.h>
#include <string.h>

#include "tui/cost_text.h"
#include "tui/sheet_text.h"
#include "tui/sheets.h"

static void add_total(const CostSheet *cost, Sheet *sheet, Style style, const char *what, Decimal amount)
{
	Text text = {0};

	cost_add_money(&text, cost->currency, amount);
	sheet_add(sheet, style, what, text_str(&text));
	text_clear(&text);
}

static void add_line(const CostSheet *cost, Sheet *sheet, const CostLine *line)
{
	Text left = {0}, right = {0};

	text_addf(&left, "    %s · %s   ", element_name(line->element), line->item);
	cost_add_formula(line, &left);
	cost_add_money(&right, cost->currency, line->amount);
	sheet_add(sheet, STYLE_NORMAL, text_str(&left), text_str(&right));
	sheet_set_id(sheet, line->element->id);
	text_clear(&left);
	text_clear(&right);
}

static void add_platform(const CostSheet *cost, const Graph *graph, Sheet *sheet, int platform)
{
	bool any = false;
	Decimal sum = 0;

	for (size_t i = 0; i < cost->count; i++) {
		any |= cost->lines[i].platform == platform;
		if (cost->lines[i].platform == platform)
			sum += cost->lines[i].amount;
	}
	if (!any)
		return;
	add_total(cost, sheet, STYLE_BOLD, platform == NOWHERE ? "Elsewhere" :
	          element_name(graph->platforms[platform].element),
	          platform == NOWHERE ? sum : cost->platform_total[platform]);
	for (size_t i = 0; i < cost->count; i++)
		if (cost->lines[i].platform == platform)
			add_line(cost, sheet, &cost->lines[i]);
	sheet_add(sheet, STYLE_NORMAL, "", "");
}

static void add_budget(const CostSheet *cost, Sheet *sheet)
{
	Text bar = {0};
	Decimal share;
	int filled;

	if (!cost->has_budget) {
		sheet_add(sheet, STYLE_WARNING, "no budget: Enter on the canvas with nothing selected sets one", "");
		return;
	}
	add_total(cost, sheet, STYLE_NORMAL, "Budget", cost->budget);
	if (cost->budget <= 0 || !decimal_divide(cost->total, cost->budget, &share))
		return;
	filled = (int)(decimal_double(share) * 40 + 0.5);
	filled = filled > 40 ? 40 : filled;
	text_add_repeat(&bar, "█", (size_t)filled);
	text_add_repeat(&bar, "░", (size_t)(40 - filled));
	text_addf(&bar, "  %.0f %%%s", decimal_double(share) * 100, cost->total > cost->budget ? "  over budget" : "");
	sheet_add(sheet, cost->total > cost->budget ? STYLE_ERROR : STYLE_GOOD, text_str(&bar), "");
	text_clear(&bar);
}

static void add_unpriced(const CostSheet *cost, Sheet *sheet)
{
	if (!cost->unpriced_count)
		return;
	sheet_add(sheet, STYLE_NORMAL, "", "");
	sheet_addf(sheet, STYLE_BOLD, "Without a price: %zu", cost->unpriced_count);
	for (size_t i = 0; i < cost->unpriced_count; i++) {
		const CostGap *gap = &cost->unpriced[i];

		sheet_addf(sheet, STYLE_WARNING, "    %s · %s: %s", element_name(gap->element), gap->item, gap->reason);
		sheet_set_id(sheet, gap->element->id);
	}
}

/* Which limit of a vendor is reached first when volumes grow. */
static void add_quotas(const Findings *findings, Decimal scale, Sheet *sheet)
{
	enum { SHOWN = 5 };

	if (!findings->quota_count)
		return;
	sheet_add(sheet, STYLE_NORMAL, "", "");
	sheet_add(sheet, STYLE_BOLD, "What breaks first, as volumes grow", "at times today's");
	for (size_t i = 0; i < findings->quota_count && i < SHOWN; i++) {
		const Quota *quota = &findings->quotas[i];
		Decimal factor = quota_factor(quota);
		int places = factor < 10 * DECIMAL_ONE ? 2 : 0;
		Text left = {0}, right = {0};

		text_addf(&left, "    %s of %s", quota->what, element_name(quota->element));
		text_add(&right, "×");
		decimal_add_fixed(&right, decimal_round(factor, places), places, true);
		sheet_add(sheet, factor < scale ? STYLE_ERROR : STYLE_NORMAL, text_str(&left), text_str(&right));
		sheet_set_id(sheet, quota->element->id);
		text_clear(&left);
		text_clear(&right);
	}
}

void cost_open(App *app, Decimal scale)
{
	const Graph *graph = &app->world.graph;
	CostSheet scaled = {0};
	const CostSheet *cost = &app->world.cost;
	Text title = {0};
	Sheet *sheet;

	text_add(&title, "Cost a month");
	if (scale != DECIMAL_ONE) {
		text_add(&title, " at ×");
		decimal_add_text(&title, scale);
		text_add(&title, " the volume");
		cost_price(&scaled, graph, scale);
		cost = &scaled;
	}
	sheet = sheet_new(text_str(&title), cost->currency);
	for (int i = 0; i < (int)graph->platform_count; i++)
		add_platform(cost, graph, sheet, i);
	add_platform(cost, graph, sheet, NOWHERE);
	add_total(cost, sheet, STYLE_NORMAL, "Fixed", cost->fixed);
	add_total(cost, sheet, STYLE_NORMAL, "Usage", cost->usage);
	add_total(cost, sheet, STYLE_BOLD, cost->unpriced_count ? "Total of what is priced" : "Total", cost->total);
	add_budget(cost, sheet);
	add_unpriced(cost, sheet);
	add_quotas(&app->world.findings, scale, sheet);
	sheet_add(sheet, STYLE_NORMAL, "", "");
	sheet_add(sheet, STYLE_DIM, ":cost 10 shows the sheet at ten times the volume", "");
	sheet_open(app, sheet, false);
	text_clear(&title);
	cost_clear(&scaled);
}
