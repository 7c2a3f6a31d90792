/* A tree on the left, amounts in one column on the right, at most 80 columns wide. */
#include "tui/cost_text.h"

#include <stdlib.h>
#include <string.h>

#include "model/cost_links.h"
#include "model/utf8.h"
#include "model/wrap.h"

enum { AMOUNT_WIDTH = 14, BAR_CELLS = 24, NAME_WIDTH = 10 };

static void add_spaces(Text *out, int count)
{
	if (count > 0)
		text_add_repeat(out, " ", (size_t)count);
}

/* LEFT, then RIGHT ending at the last column; LEFT is cut when both do not fit. */
static void add_row(const Cli *cli, Text *out, Paint paint, const char *left, const char *right)
{
	int room = WRAP_COLUMNS - utf8_width(right) - 1;
	Text safe = {0}, cut = {0};

	utf8_add_safe(&safe, left);
	utf8_add_cut(&cut, safe.s, room, false);
	cli_paint(cli, out, paint, cut.s);
	add_spaces(out, room + 1 - utf8_width(cut.s));
	cli_paint(cli, out, paint, right);
	text_add_char(out, '\n');
	text_clear(&safe);
	text_clear(&cut);
}

static void add_money(Text *out, Decimal amount)
{
	decimal_add_fixed(out, amount, 2, true);
}

/* --- the tree -------------------------------------------------------------- */

static void add_quantity(Text *out, Decimal quantity)
{
	if (quantity == decimal_round(quantity, 0))
		decimal_add_fixed(out, quantity, 0, true);
	else
		decimal_add_text(out, quantity);
}

void cost_add_formula(const CostLine *line, Text *out)
{
	Decimal per;

	if (strcmp(line->price->model, "percent") == 0) {
		decimal_add_text(out, line->unit_price * 100);
		text_add(out, " % of seats ");
		add_money(out, line->quantity);
		return;
	}
	add_quantity(out, line->quantity);
	if (*line->price->unit)
		text_addf(out, " %s", line->price->unit);
	text_add(out, line->is_mean ? " × ≈" : " × ");
	decimal_add_text(out, line->unit_price);
	if (*line->price->per && strcmp(line->price->per, "1") != 0 && decimal_parse(line->price->per, &per, NULL)) {
		text_add(out, " / ");
		add_quantity(out, per);
	}
}

static void add_line(const Cli *cli, Text *out, const CostLine *line, bool last_element, bool last_line)
{
	Text left = {0}, formula = {0}, amount = {0}, safe = {0}, item = {0};
	int room;

	text_addf(&left, "%s%s", last_element ? "   " : "│  ", last_line ? "└─ " : "├─ ");
	cost_add_formula(line, &formula);
	add_money(&amount, line->amount);
	room = WRAP_COLUMNS - AMOUNT_WIDTH - utf8_width(formula.s) - utf8_width(left.s) - 2;
	utf8_add_safe(&safe, line->item);
	utf8_add_cut(&item, safe.s, room > 8 ? room : 8, false);
	text_add(&left, item.s);
	add_spaces(&left, WRAP_COLUMNS - AMOUNT_WIDTH - utf8_width(formula.s) - utf8_width(left.s));
	text_add(&left, formula.s);
	add_row(cli, out, PAINT_PLAIN, left.s, amount.s);
	text_clear(&left);
	text_clear(&formula);
	text_clear(&amount);
	text_clear(&safe);
	text_clear(&item);
}

static void add_element(const Cli *cli, Text *out, const Element *element, bool last)
{
	Text line = {0};

	text_addf(&line, "%s%s", last ? "└─ " : "├─ ", element_name(element));
	if (strcmp(element_name(element), element->id) != 0)
		text_addf(&line, " (%s)", element->id);
	utf8_add_safe(out, line.s);
	text_add_char(out, '\n');
	text_clear(&line);
	(void)cli;
}

/* The lines FROM … TO - 1, all of one platform. */
static void add_platform_lines(const Cli *cli, Text *out, const CostSheet *cost, size_t from, size_t to)
{
	for (size_t i = from; i < to;) {
		size_t end = i;

		while (end < to && cost->lines[end].element == cost->lines[i].element)
			end++;
		add_element(cli, out, cost->lines[i].element, end == to);
		for (; i < end; i++)
			add_line(cli, out, &cost->lines[i], end == to, i + 1 == end);
	}
}

static void add_platform(const Cli *cli, Text *out, const CliDesign *design, size_t from, size_t to)
{
	int platform = design->cost.lines[from].platform;
	Text amount = {0};
	Decimal sum = 0;

	for (size_t i = from; i < to; i++)
		sum += design->cost.lines[i].amount;
	add_money(&amount, sum);
	add_row(cli, out, PAINT_BOLD,
	        platform == NOWHERE ? "on no platform" : element_name(design->graph.platforms[platform].element), amount.s);
	add_platform_lines(cli, out, &design->cost, from, to);
	text_add_char(out, '\n');
	text_clear(&amount);
}

/* --- below the tree -------------------------------------------------------- */

static void add_unpriced(const Cli *cli, Text *out, const CostSheet *cost)
{
	if (!cost->unpriced_count)
		return;
	cli_paint(cli, out, PAINT_YELLOW, "Not in the total");
	text_add_char(out, '\n');
	for (size_t i = 0; i < cost->unpriced_count; i++) {
		const CostGap *gap = &cost->unpriced[i];
		Text line = {0};

		text_addf(&line, "%s (%s): %s: %s", element_name(gap->element), gap->element->id, gap->item, gap->reason);
		text_add(out, "   ");
		wrap_add(out, line.s, 3, 5, WRAP_COLUMNS);
		text_clear(&line);
	}
	text_add_char(out, '\n');
}

/* A bar of what is used of BUDGET. */
static void add_bar(const Cli *cli, Text *out, const char *name, Decimal total, Decimal budget)
{
	bool over = total > budget;
	Decimal share = 0, left = over ? total - budget : budget - total;
	Text line = {0}, right = {0};
	int cells;

	add_money(&right, budget);
	if (budget <= 0 || !decimal_divide(total * 100, budget, &share))
		share = total > 0 ? 100 * DECIMAL_ONE : 0;
	cells = share >= 100 * DECIMAL_ONE ? BAR_CELLS : (int)(share * BAR_CELLS / (100 * DECIMAL_ONE));
	utf8_add_cut(&line, name, NAME_WIDTH, false);
	add_spaces(&line, NAME_WIDTH + 2 - utf8_width(line.s));
	for (int i = 0; i < BAR_CELLS; i++)
		text_add(&line, i < cells ? "█" : "░");
	text_add(&line, "  ");
	decimal_add_fixed(&line, decimal_round(share, 1), 1, true);
	text_add(&line, " %, ");
	add_money(&line, left);
	text_add(&line, over ? " over" : " left");
	add_row(cli, out, over ? PAINT_RED : PAINT_GREEN, line.s, right.s);
	text_clear(&line);
	text_clear(&right);
}

/* Of the design, then of the platforms that have one. */
static void add_budgets(const Cli *cli, Text *out, const CliDesign *design)
{
	const CostSheet *cost = &design->cost;

	if (cost->has_budget)
		add_bar(cli, out, "Budget", cost->total, cost->budget);
	for (size_t p = 0; p < design->graph.platform_count; p++) {
		Decimal budget;

		if (cost_platform_budget(cost, &design->graph, (int)p, &budget))
			add_bar(cli, out, element_name(design->graph.platforms[p].element), cost->platform_total[p], budget);
	}
}

/* The rates of exchange that the design sets, with their day. */
static void add_rates(Text *out, const CliDesign *design)
{
	const Element *element = design_at(&design->design, CLASS_DESIGN, 0);
	const char *day = element_get(element, "rates-date");

	for (uint32_t i = 0; i < element->field_count; i++) {
		const Field *field = &element->fields[i];
		Text line = {0};

		if (!text_starts(field->key, "rates."))
			continue;
		text_addf(&line, "1 %s = %s %s, %s%s", field->key + strlen("rates."), field->value, design->cost.currency,
		          day ? "as of " : "of no known day: set rates-date", day ? day : "");
		wrap_add(out, line.s, 0, 2, WRAP_COLUMNS);
		text_clear(&line);
	}
}

static void add_totals(const Cli *cli, Text *out, const CliDesign *design)
{
	const CostSheet *cost = &design->cost;
	Text amount = {0}, line = {0};

	add_money(&amount, cost->total);
	add_row(cli, out, PAINT_BOLD, "Total", amount.s);
	text_add(&line, "   fixed ");
	add_money(&line, cost->fixed);
	text_add(&line, ", by use ");
	add_money(&line, cost->usage);
	text_add(&line, "; from ");
	add_money(&line, cost->low);
	text_add(&line, " to ");
	add_money(&line, cost->high);
	text_addf(out, "%s\n", line.s);
	add_budgets(cli, out, design);
	text_clear(&amount);
	text_clear(&line);
}

void cost_add_text(const Cli *cli, const CliDesign *design, Text *out)
{
	const CostSheet *cost = &design->cost;
	Text currency = {0};

	text_addf(&currency, "%s a month", cost->currency);
	add_row(cli, out, PAINT_BOLD, element_name(design_at(&design->design, CLASS_DESIGN, 0)), currency.s);
	text_add_char(out, '\n');
	for (size_t i = 0; i < cost->count;) {
		size_t end = i;

		while (end < cost->count && cost->lines[end].platform == cost->lines[i].platform)
			end++;
		add_platform(cli, out, design, i, end);
		i = end;
	}
	add_unpriced(cli, out, cost);
	add_rates(out, design);
	add_totals(cli, out, design);
	text_clear(&currency);
}

/* --- how a line comes about ------------------------------------------------ */

/* "dynos=2": the field whose name is the first LENGTH bytes of KEY, as the component or its kind says; once. */
static void add_input(const CliDesign *design, const Element *element, const char *key, size_t length, Text *out)
{
	const Kind *kind = design->graph.components[element->index].kind;
	char *name = mem_copy_n(key, length);
	const FieldSpec *field = catalog_field(design->catalog, CLASS_COMPONENT, kind, NULL, name);
	const char *value = element_get(element, name);
	Text one = {0};
	const Element *unknown;
	Decimal fed;

	if (field && !value && field->from_links != LINK_COUNT_NONE &&
	    cost_from_links(&design->graph, &design->graph.components[element->index], field->from_links, &fed, &unknown)) {
		text_addf(&one, "%s=", name);
		add_quantity(&one, fed);
		text_addf(&one, " %s (what the links bring)", field->unit);
	} else if (field && (value || *field->fallback))
		text_addf(&one, "%s=%s%s", name, value ? value : field->fallback, value ? "" : " (default)");
	if (one.length && !strstr(text_str(out), one.s))
		text_addf(out, "%s%s", out->length ? ", " : "", one.s);
	text_clear(&one);
	free(name);
}

/* What the design puts into the line: the fields that its metric counts and its condition asks for. */
static void add_inputs(const CliDesign *design, const CostLine *line, Text *out)
{
	for (const char *at = line->price->metric; *at; at += strcspn(at, "*"), at += *at == '*')
		add_input(design, line->element, at, strcspn(at, "*"), out);
	for (const char *at = line->price->when; *at; at += strcspn(at, ","), at += *at == ',')
		add_input(design, line->element, at, strcspn(at, "=,"), out);
	if (line->price == &cost_negotiated)
		add_input(design, line->element, "price", strlen("price"), out);
}

static void add_explained(const CliDesign *design, const CostLine *line, Text *out)
{
	const Price *price = line->price;
	const Source *source = catalog_source(design->catalog, price->source);
	Text text = {0};

	text_addf(&text, "%s: %s", line->element->id, line->item);
	wrap_add(out, text.s, 0, 2, WRAP_COLUMNS);
	text_reset(&text);
	cost_add_formula(line, &text);
	text_add(&text, " = ");
	cost_add_money(&text, design->cost.currency, line->amount);
	wrap_add_entry(out, 2, "Amount", 14, text.s);
	text_reset(&text);
	if (*price->metric)
		wrap_add_entry(out, 2, "Counted", 14, price->metric);
	if (*price->when)
		wrap_add_entry(out, 2, "Applies when", 14, price->when);
	add_inputs(design, line, &text);
	if (text.length)
		wrap_add_entry(out, 2, "Put in", 14, text.s);
	text_reset(&text);
	if (*price->tiers)
		wrap_add_entry(out, 2, "Steps", 14, price->tiers);
	if (line->discount) {
		decimal_add_text(&text, line->discount);
		text_add(&text, " % taken off the list price");
		wrap_add_entry(out, 2, "Discount", 14, text.s);
		text_reset(&text);
	}
	cost_add_money(&text, design->cost.currency, line->low);
	text_add(&text, " to ");
	cost_add_money(&text, design->cost.currency, line->high);
	text_addf(&text, " (%s)", line->fixed ? "fixed" : "by use");
	wrap_add_entry(out, 2, "Range", 14, text.s);
	text_reset(&text);
	if (source)
		text_addf(&text, "%s; %s; as of %s, grade %s", source->what, source->at, price->as_of, price->grade);
	else
		text_add(&text, line->price == &cost_negotiated ? "the field `price` of the component" : price->source);
	wrap_add_entry(out, 2, "Source", 14, text.s);
	text_add_char(out, '\n');
	text_clear(&text);
}

static bool asked_for(const char *asked, const Element *element, const char *item)
{
	size_t length = strlen(element->id);

	if (strncmp(asked, element->id, length) != 0)
		return false;
	return !asked[length] || (asked[length] == '/' && strcmp(asked + length + 1, item) == 0);
}

int cost_explain(Cli *cli, const CliDesign *design, const char *asked)
{
	const CostSheet *cost = &design->cost;
	bool found = false;

	for (size_t i = 0; i < cost->count; i++)
		if (asked_for(asked, cost->lines[i].element, cost->lines[i].item)) {
			add_explained(design, &cost->lines[i], &cli->out);
			found = true;
		}
	for (size_t i = 0; i < cost->unpriced_count; i++)
		if (asked_for(asked, cost->unpriced[i].element, cost->unpriced[i].item)) {
			const CostGap *gap = &cost->unpriced[i];
			Text text = {0};

			text_addf(&text, "%s: %s: not in the total: %s", gap->element->id, gap->item, gap->reason);
			wrap_add(&cli->out, text.s, 0, 2, WRAP_COLUMNS);
			text_clear(&text);
			found = true;
		}
	if (found)
		return STATUS_CLEAN;
	if (design_find(&design->design, asked)) {
		text_addf(&cli->out, "%s costs nothing of its own.\n", asked);
		return STATUS_CLEAN;
	}
	return cli_usage(cli, "nothing on the sheet is called '%s'; name an element, or element/item", asked);
}
