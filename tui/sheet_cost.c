/* The cost sheet: platform, component, line; the unpriced with the reason; and the budget. */
#include <stdlib.h>
#include <string.h>

#include "tui/sheet_text.h"
#include "tui/sheets.h"

static void add_amount(const App *app, Text *out, Decimal amount)
{
	cost_add_money(out, app->world.cost.currency, amount);
}

static void add_total(const App *app, Sheet *sheet, Style style, const char *what, Decimal amount)
{
	Text text = {0};

	add_amount(app, &text, amount);
	sheet_add(sheet, style, what, text_str(&text));
	text_clear(&text);
}

static void add_line(const App *app, Sheet *sheet, const CostLine *line)
{
	Text left = {0}, right = {0};

	text_addf(&left, "    %s · %s   ", element_name(line->element), line->item);
	decimal_add_text(&left, line->quantity);
	text_add(&left, " × ");
	decimal_add_text(&left, line->unit_price);
	if (line->price && *line->price->unit)
		text_addf(&left, " per %s", line->price->unit);
	add_amount(app, &right, line->amount);
	sheet_add(sheet, STYLE_NORMAL, text_str(&left), text_str(&right));
	sheet_set_id(sheet, line->element->id);
	text_clear(&left);
	text_clear(&right);
}

static void add_platform(const App *app, Sheet *sheet, int platform)
{
	const CostSheet *cost = &app->world.cost;
	bool any = false;
	Decimal sum = 0;

	for (size_t i = 0; i < cost->count; i++) {
		any |= cost->lines[i].platform == platform;
		if (cost->lines[i].platform == platform)
			sum += cost->lines[i].amount;
	}
	if (!any)
		return;
	add_total(app, sheet, STYLE_BOLD, platform == NOWHERE ? "Elsewhere" :
	          element_name(app->world.graph.platforms[platform].element),
	          platform == NOWHERE ? sum : cost->platform_total[platform]);
	for (size_t i = 0; i < cost->count; i++)
		if (cost->lines[i].platform == platform)
			add_line(app, sheet, &cost->lines[i]);
	sheet_add(sheet, STYLE_NORMAL, "", "");
}

static void add_budget(const App *app, Sheet *sheet)
{
	const CostSheet *cost = &app->world.cost;
	Text bar = {0};
	Decimal share;
	int filled;

	if (!cost->has_budget) {
		sheet_add(sheet, STYLE_WARNING, "no budget: Enter on the canvas with nothing selected sets one", "");
		return;
	}
	add_total(app, sheet, STYLE_NORMAL, "Budget", cost->budget);
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

static void add_unpriced(const App *app, Sheet *sheet)
{
	const CostSheet *cost = &app->world.cost;

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

void cost_open(App *app)
{
	const CostSheet *cost = &app->world.cost;
	Sheet *sheet = sheet_new("Cost a month", cost->currency);

	for (int i = 0; i < (int)app->world.graph.platform_count; i++)
		add_platform(app, sheet, i);
	add_platform(app, sheet, NOWHERE);
	add_total(app, sheet, STYLE_NORMAL, "Fixed", cost->fixed);
	add_total(app, sheet, STYLE_NORMAL, "Usage", cost->usage);
	add_total(app, sheet, STYLE_BOLD, cost->unpriced_count ? "Total of what is priced" : "Total", cost->total);
	add_budget(app, sheet);
	add_unpriced(app, sheet);
	sheet_open(app, sheet, false);
}
