/* What an edit would change: made on a copy, judged, and taken back. */
#include <stdlib.h>
#include <string.h>

#include "tui/world.h"

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void trial_start(Trial *trial, const World *world)
{
	const Findings *findings = &world->findings;

	trial_clear(trial);
	design_copy(&trial->design, world->design);
	trial->ready = true;
	trial->more = findings->more;
	trial->keys = mem_alloc((findings->count + 1) * sizeof *trial->keys);
	for (size_t i = 0; i < findings->count; i++)
		if (!findings->items[i].waiver)
			trial->keys[trial->key_count++] = mem_copy(findings->items[i].key);
	qsort(trial->keys, trial->key_count, sizeof *trial->keys, by_text);
	memcpy(trial->before, findings->by_severity, sizeof trial->before);
	trial->cost = world->cost.total;
	trial->gaps = world->cost.unpriced_count;
}

void trial_clear(Trial *trial)
{
	if (trial->ready)
		design_clear(&trial->design);
	for (size_t i = 0; i < trial->key_count; i++)
		free(trial->keys[i]);
	free(trial->keys);
	*trial = (Trial){0};
}

static void compare(const Trial *trial, const Findings *now, Effect *effect)
{
	size_t met = 0;

	for (int s = 0; s < SEVERITY_COUNT; s++)
		effect->delta[s] = (long)now->by_severity[s] - (long)trial->before[s];
	for (size_t i = 0; i < now->count; i++) {
		const Finding *finding = &now->items[i];

		if (finding->waiver)
			continue;
		if (bsearch(&finding->key, trial->keys, trial->key_count, sizeof *trial->keys, by_text)) {
			met++;
			effect->remains |= trial->watch && strcmp(finding->key, trial->watch) == 0;
		} else if (!effect->opened_count++) {
			effect->opened = mem_copy(finding->message);
		}
	}
	effect->closed_count = trial->key_count - met;
}

static void judge(Trial *trial, const Catalog *catalog, Effect *effect)
{
	Graph graph = {0};
	Findings findings = {0};
	CostSheet cost = {0};

	graph_build(&graph, &trial->design, catalog);
	findings.more = trial->more;
	findings_judge(&findings, &graph);
	cost_price(&cost, &graph, DECIMAL_ONE);
	compare(trial, &findings, effect);
	effect->cost = cost.total - trial->cost;
	effect->gaps = cost.unpriced_count > trial->gaps ? cost.unpriced_count - trial->gaps : 0;
	cost_clear(&cost);
	findings_clear(&findings);
	graph_clear(&graph);
}

void trial_run(Trial *trial, const Catalog *catalog, const Edit *edit, Effect *effect)
{
	Edit back = {0};
	Error err = {0};

	effect_clear(effect);
	effect->known = true;
	if (!design_apply(&trial->design, edit, &err)) {
		effect->refused = mem_copy(err.text);
		error_clear(&err);
		return;
	}
	if (design_check(&trial->design, catalog, edit, &err))
		judge(trial, catalog, effect);
	else
		effect->refused = mem_copy(err.text);
	error_clear(&err);
	edit_inverse(edit, &back);
	design_apply(&trial->design, &back, NULL);
	edit_clear(&back);
}

void effect_clear(Effect *effect)
{
	free(effect->refused);
	free(effect->opened);
	*effect = (Effect){0};
}

void effect_add_findings(const Effect *effect, Text *out)
{
	static const char *const glyph[] = {"✖", "▲", "○"};
	bool any = false;

	if (!effect->known) {
		text_add(out, "…");
		return;
	}
	for (int s = 0; s < SEVERITY_COUNT; s++) {
		if (!effect->delta[s])
			continue;
		text_addf(out, "%s%s %+ld", any ? "  " : "", glyph[s], effect->delta[s]);
		any = true;
	}
	if (!any)
		text_add(out, "0");
}

void effect_add_cost(const Effect *effect, const char *currency, Text *out)
{
	if (!effect->known) {
		text_add(out, "…");
		return;
	}
	text_add(out, effect->cost < 0 ? "-" : "+");
	cost_add_money(out, currency, effect->cost < 0 ? -effect->cost : effect->cost);
	if (effect->gaps)
		text_add(out, " ?");
}
