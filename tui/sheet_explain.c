/* Explanations: a rule, a pattern, a kind; and the log of messages. */
#include <stdlib.h>
#include <string.h>

#include "tui/explain_words.h"
#include "tui/sheet_text.h"
#include "tui/sheets.h"

static void add_part(Sheet *sheet, const char *head, const char *text)
{
	if (!text || !*text)
		return;
	sheet_add(sheet, STYLE_NORMAL, "", "");
	sheet_add(sheet, STYLE_BOLD, head, "");
	sheet_add_prose(sheet, STYLE_NORMAL, text);
}

static void add_sources(const App *app, Sheet *sheet, const char *const *ids)
{
	for (size_t i = 0; ids && ids[i]; i++) {
		const Source *source = catalog_source(app_catalog(app), ids[i]);

		if (!i)
			sheet_add(sheet, STYLE_NORMAL, "", "");
		sheet_add_prose(sheet, STYLE_DIM, source ? source->what : ids[i]);
		if (source && *source->at)
			sheet_add_prose(sheet, STYLE_DIM, source->at);
	}
}

static Sheet *sheet_of_rule(const App *app, const RuleText *rule)
{
	Sheet *sheet = sheet_new(rule->title, rule->severity);

	sheet_addf(sheet, STYLE_DIM, "%s   %s", rule->id, rule->ref);
	add_part(sheet, "Why", rule->why);
	add_part(sheet, "What may happen", rule->impact);
	add_part(sheet, "What to do", rule->remedy);
	add_part(sheet, "To verify", rule->question);
	add_part(sheet, "When it may be a false alarm", rule->hint);
	for (size_t i = 0; i < rule->param_count; i++)
		sheet_addf(sheet, STYLE_DIM, "%s = %s   %s", rule->params[i].name, rule->params[i].value,
		           rule->params[i].sentence);
	add_sources(app, sheet, rule->sources);
	return sheet;
}

static void add_fact(Sheet *sheet, const char *name, const char *value)
{
	Text text = {0};

	if (!*value)
		return;
	text_addf(&text, "%-12s %s", name, value);
	sheet_add_prose(sheet, STYLE_NORMAL, text_str(&text));
	text_clear(&text);
}

/* One line each way data flows, dotted when nobody waits for an answer. */
static void add_picture(Sheet *sheet, const Pattern *p)
{
	const char *line = p->mode == MODE_ASYNC ? "┄┄┄┄┄┄┄" : "───────";

	sheet_add(sheet, STYLE_LINK, "  ┌────────┐         ┌────────┐", "");
	sheet_addf(sheet, STYLE_LINK, "  │  from  │%s%s►│   to   │", p->both_ways ? "◄" : "─", line);
	sheet_add(sheet, STYLE_LINK, "  └────────┘         └────────┘", "");
}

static Sheet *sheet_of_pattern(const App *app, const Pattern *p)
{
	Sheet *sheet = sheet_new(p->name, p->mode == MODE_SYNC ? "sync" : p->mode == MODE_ASYNC ? "async" : "network path");

	add_picture(sheet, p);
	add_part(sheet, "Use it when", p->use_when);
	add_part(sheet, "Avoid it when", p->avoid_when);
	add_part(sheet, "When the target is down", p->on_target_down);
	sheet_add(sheet, STYLE_NORMAL, "", "");
	add_fact(sheet, "latency", p->latency);
	add_fact(sheet, "limits", p->limit);
	add_fact(sheet, "delivery", p->delivery);
	add_fact(sheet, "transport", p->transport);
	add_fact(sheet, "auth", p->auth);
	add_fact(sheet, "cost", p->cost_driver);
	add_fact(sheet, "coupling", p->score);
	add_fact(sheet, "official", p->official);
	add_sources(app, sheet, p->sources);
	return sheet;
}

static Sheet *sheet_of_kind(const App *app, const Kind *kind)
{
	Sheet *sheet = sheet_new(kind->name, kind->vendor);

	sheet_add(sheet, STYLE_DIM, kind->id, kind->lifecycle);
	sheet_add_prose(sheet, STYLE_NORMAL, kind->role);
	sheet_add_prose(sheet, STYLE_NORMAL, kind->notes);
	for (size_t i = 0; i < kind->field_count; i++) {
		if (!i)
			add_part(sheet, "Its fields", " ");
		sheet_addf(sheet, STYLE_NORMAL, "  %-14s %s", kind->fields[i].key, kind->fields[i].sentence);
	}
	for (size_t i = 0; i < kind->price_count; i++) {
		const Price *price = &kind->prices[i];
		Text words = {0};

		if (!i)
			add_part(sheet, "Prices", " ");
		price_words(price, &words);
		sheet_addf(sheet, STYLE_NORMAL, "  %s %s  %s  (%s)", price->item, price->when, text_str(&words), price->as_of);
		text_clear(&words);
	}
	add_sources(app, sheet, kind->sources);
	return sheet;
}

void explain_open(App *app, const char *id)
{
	const Catalog *catalog = app_catalog(app);
	const RuleText *rule = catalog_rule(catalog, id);
	const Pattern *pattern = catalog_pattern(catalog, id);
	const Kind *kind = catalog_kind(catalog, id);

	if (!rule)
		rule = team_rule(&app->world.team, id);
	if (rule)
		sheet_open(app, sheet_of_rule(app, rule), false);
	else if (pattern)
		sheet_open(app, sheet_of_pattern(app, pattern), false);
	else if (kind)
		sheet_open(app, sheet_of_kind(app, kind), false);
	else
		app_warn(app, "the catalogue does not explain %s", id);
}

void messages_open(App *app)
{
	Sheet *sheet = sheet_new("Messages", "newest last");

	if (!app->log_count)
		sheet_add(sheet, STYLE_DIM, "nothing was said yet", "");
	for (size_t i = 0; i < app->log_count; i++)
		sheet_add_prose(sheet, STYLE_NORMAL, app->log[i]);
	sheet_open(app, sheet, true);
}
