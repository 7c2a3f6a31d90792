/* A choice among patterns as a decision. */
#include "tui/decision.h"

#include <stdlib.h>
#include <string.h>

#include "model/date.h"
#include "model/edit_language.h"

/* "0003-portal-documents", behind the highest number so far. */
static char *free_id(const DecisionFacts *facts, const Design *design)
{
	unsigned long most = 0;
	Text stem = {0};
	char *id;

	for (size_t i = 0; i < design_count(design, CLASS_DECISION); i++) {
		unsigned long number = strtoul(design_at(design, CLASS_DECISION, i)->id, NULL, 10);

		most = number > most && number < 9999 ? number : most;
	}
	text_addf(&stem, "%04lu-%.48s", most + 1, facts->link);
	id = edit_free_id(design, text_str(&stem));
	text_clear(&stem);
	return id;
}

/* Without the line break behind the last line. */
static void add_prose(Text *script, const char *key, const Text *value)
{
	size_t length = value->length;
	char *prose;

	while (length && value->s[length - 1] == '\n')
		length--;
	prose = mem_copy_n(text_str(value), length);
	text_addf(script, " %s=", key);
	edit_add_word(script, prose);
	free(prose);
}

/* "synchronous, +$0.00 a month, findings: ▲ +1" in words that stay true when glyphs are gone. */
static void add_effect(const DecisionOption *option, const char *currency, Text *out)
{
	static const char *const words[SEVERITY_COUNT] = {"error", "warning", "advice"};
	const Effect *effect = option->effect;

	text_add(out, option->pattern->mode == MODE_SYNC ? "synchronous" :
	         option->pattern->mode == MODE_ASYNC ? "asynchronous" : "a path");
	text_add(out, ", ");
	effect_add_cost(effect, currency, out);
	text_add(out, " a month");
	for (int s = 0; s < SEVERITY_COUNT; s++)
		if (effect->delta[s])
			text_addf(out, ", %s %+ld", words[s], effect->delta[s]);
}

static void add_reason(const DecisionOption *loser, const char *currency, Text *out)
{
	text_addf(out, "- %s: ", loser->pattern->name);
	if (loser->effect->refused)
		text_add(out, loser->effect->refused);
	else
		add_effect(loser, currency, out);
	if (loser->effect->opened)
		text_addf(out, "; would open: %s", loser->effect->opened);
	else if (*loser->pattern->avoid_when)
		text_addf(out, "; avoid when: %s", loser->pattern->avoid_when);
	text_add_char(out, '\n');
}

static void add_choice(const DecisionFacts *facts, Text *out)
{
	text_addf(out, "%s (", facts->chosen.pattern->name);
	add_effect(&facts->chosen, facts->currency, out);
	text_add(out, ")");
	if (*facts->chosen.pattern->use_when)
		text_addf(out, ". %s", facts->chosen.pattern->use_when);
	if (facts->loser_count)
		text_add(out, "\nOver:\n");
	for (size_t i = 0; i < facts->loser_count; i++)
		add_reason(&facts->losers[i], facts->currency, out);
}

static void add_consequences(const DecisionFacts *facts, Text *out)
{
	const Pattern *p = facts->chosen.pattern;

	if (facts->chosen.effect->opened)
		text_addf(out, "Opens: %s\n", facts->chosen.effect->opened);
	if (*p->on_target_down)
		text_addf(out, "When %s is down: %s\n", facts->to_name, p->on_target_down);
	if (*p->limit)
		text_addf(out, "Limit: %s\n", p->limit);
}

void decision_add_script(const DecisionFacts *facts, const Design *design, Text *script)
{
	Text title = {0}, context = {0}, choice = {0}, follows = {0};
	char *id = free_id(facts, design), today[DATE_SIZE];

	date_today(today);
	text_addf(&title, "%s to %s by %s", facts->from_name, facts->to_name, facts->chosen.pattern->label);
	text_addf(&context, "%s and %s are to be connected; %zu pattern%s can do it, %zu cannot.", facts->from_name,
	          facts->to_name, facts->loser_count + 1, facts->loser_count ? "s" : "", facts->unfit);
	add_choice(facts, &choice);
	add_consequences(facts, &follows);
	text_addf(script, "add decision %s status=accepted date=%s about=%s,%s,%s", id, today, facts->link, facts->from,
	          facts->to);
	add_prose(script, "title", &title);
	add_prose(script, "context", &context);
	add_prose(script, "choice", &choice);
	if (follows.length)
		add_prose(script, "consequences", &follows);
	text_add_char(script, '\n');
	text_clear(&title);
	text_clear(&context);
	text_clear(&choice);
	text_clear(&follows);
	free(id);
}
