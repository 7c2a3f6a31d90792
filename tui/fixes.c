/* What would mend a finding. */
#include "tui/fixes.h"

#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "model/legal.h"

typedef struct Search {
	const World *world;
	const Catalog *catalog;
	const Element *element; /* what the finding is about */
	Trial trial;
	size_t tries;           /* that are left */
	Fixes *out;
} Search;

static void one_clear(OneFix *one)
{
	edit_clear(&one->edit);
	effect_clear(&one->effect);
	free(one->script);
	*one = (OneFix){0};
}

void fixes_clear(Fixes *fixes)
{
	for (size_t i = 0; i < fixes->count; i++)
		one_clear(&fixes->items[i]);
	fixes->count = 0;
}

/* Less is better: errors weigh most, then warnings, advice, what has no price, money. */
static int compare(const OneFix *a, const OneFix *b)
{
	for (int s = 0; s < SEVERITY_COUNT; s++)
		if (a->effect.delta[s] != b->effect.delta[s])
			return a->effect.delta[s] < b->effect.delta[s] ? -1 : 1;
	if (a->effect.gaps != b->effect.gaps)   /* an unknown price is not a low one */
		return a->effect.gaps < b->effect.gaps ? -1 : 1;
	return a->effect.cost < b->effect.cost ? -1 : a->effect.cost > b->effect.cost;
}

/* Puts ONE where it belongs behind the first KEPT, and drops what is one too many. */
static void insert(Fixes *fixes, size_t kept, const OneFix *one)
{
	size_t at = fixes->count;

	if (at == FIXES_MOST) {
		if (compare(one, &fixes->items[at - 1]) >= 0) {
			OneFix lost = *one;

			one_clear(&lost);
			return;
		}
		one_clear(&fixes->items[--at]);
	} else {
		fixes->count++;
	}
	while (at > kept && compare(one, &fixes->items[at - 1]) < 0) {
		fixes->items[at] = fixes->items[at - 1];
		at--;
	}
	fixes->items[at] = *one;
}

/* Tries EDIT, which is emptied. FIRST: the fix of the rule, which is shown whatever it does. */
static void try_edit(Search *search, Edit *edit, bool first)
{
	OneFix one = {.edit = *edit};
	Text script = {0};

	*edit = (Edit){0};
	trial_run(&search->trial, search->catalog, &one.edit, &one.effect);
	if (!first && (one.effect.refused || one.effect.remains || one.effect.delta[SEVERITY_ERROR] > 0)) {
		one_clear(&one);
		return;
	}
	edit_print(&one.edit, search->catalog, &script);
	one.script = text_take(&script);
	for (size_t i = 0; i < search->out->count; i++) {
		if (strcmp(search->out->items[i].script, one.script) != 0)
			continue;
		one_clear(&one);        /* the rule's own fix is met again */
		return;
	}
	insert(search->out, search->out->count && !first, &one);
}

static void try_value(Search *search, const Element *element, const char *key, const char *value)
{
	const char *now = element_get(element, key);
	Text line = {0};
	Edit edit = {0};

	if (!search->tries || (now && strcmp(now, value) == 0))
		return;
	search->tries--;
	text_addf(&line, "set %s %s=", element->id, key);
	edit_add_word(&line, value);
	if (edit_parse(text_str(&line), NULL, search->world->design, search->catalog, &edit, NULL))
		try_edit(search, &edit, false);
	edit_clear(&edit);
	text_clear(&line);
}

/* --- what is tried ---------------------------------------------------------------- */

static void try_rule(Search *search, const Finding *finding)
{
	const Rule *rule = rule_find(finding->rule->id);
	Edit edit = {0};

	if (rule && rule->fix && rule->fix(&search->world->graph, finding, &edit))
		try_edit(search, &edit, true);
	edit_clear(&edit);
}

static void try_patterns(Search *search, const GraphLink *link)
{
	const Graph *graph = &search->world->graph;

	for (size_t i = 0; i < search->catalog->pattern_count; i++) {
		const Pattern *pattern = &search->catalog->patterns[i];

		if (strcmp(pattern->id, "custom") != 0 && !*pattern->expands &&
		    pattern_legal(graph, pattern, graph_from(link), graph_to(link), NULL))
			try_value(search, link->element, "via", pattern->id);
	}
}

/* To say that something is less important than it is mends nothing. */
static bool is_fact(const char *key)
{
	static const char *const facts[] = {"critical", "stateful", "environment"};

	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
		if (strcmp(facts[i], key) == 0)
			return true;
	return false;
}

/* Plans and sizes of a kind; of what all elements can say only yes or no, since the rest depends on both ends. */
static void try_choices(Search *search, const FieldSpec *fields, size_t count, bool of_kind)
{
	static const char *const flags[] = {"true", "false", NULL};

	for (size_t i = 0; i < count; i++) {
		const char *const *values = fields[i].type == FIELD_BOOLEAN ? flags :
			fields[i].type == FIELD_CHOICE && of_kind ? fields[i].choices : NULL;

		if (is_fact(fields[i].key) || strchr(fields[i].key, '*'))
			continue;
		for (size_t k = 0; values && values[k]; k++)
			try_value(search, search->element, fields[i].key, values[k]);
	}
}

/* What is wrong with a component is often mended on its links. */
static void try_links(Search *search)
{
	const Graph *graph = &search->world->graph;
	uint32_t c = search->element->index;

	for (uint32_t i = graph->in_start[c]; i < graph->in_start[c + 1]; i++)
		try_patterns(search, &graph->links[graph->in[i]]);
	for (uint32_t i = graph->out_start[c]; i < graph->out_start[c + 1]; i++)
		try_patterns(search, &graph->links[graph->out[i]]);
}

/* Within a frame: small designs are searched wide, large ones hardly. */
static size_t tries_for(const Graph *graph)
{
	size_t tries = 6000 / (graph->component_count + graph->link_count + 1);

	return tries > 120 ? 120 : tries;
}

void fixes_find(const World *world, const Catalog *catalog, const Finding *finding, Fixes *out)
{
	Search search = {.world = world, .catalog = catalog, .element = finding->element, .out = out,
	                 .tries = tries_for(&world->graph)};
	const char *kind = element_get(finding->element, "kind");
	const Kind *known = kind ? catalog_kind(catalog, kind) : NULL;

	trial_start(&search.trial, world);
	search.trial.watch = finding->key;
	try_rule(&search, finding);
	if (finding->element->class == CLASS_LINK)
		try_patterns(&search, &world->graph.links[finding->element->index]);
	if (known)
		try_choices(&search, known->fields, known->field_count, true);
	if (finding->element->class == CLASS_COMPONENT)
		try_links(&search);
	if (finding->element->class == CLASS_COMPONENT || finding->element->class == CLASS_LINK)
		try_choices(&search, catalog->fields[finding->element->class], catalog->field_count[finding->element->class], false);
	trial_clear(&search.trial);
}
