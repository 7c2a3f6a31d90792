/* The verdict: whose end is wrong, in one sentence, and the change that mends it. */
#include "model/legal.h"

#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "model/legal_side.h"

enum { KINDS_NAMED = 4 };       /* so many kinds a reason lists by name */

/* What is asked, with what is known of it. */
typedef struct Question {
	const Graph *graph;
	const Pattern *pattern;
	LegalSide from, to;
	int *first;             /* of each kind of the catalogue the first component that is neither end; or NOWHERE */
} Question;

/* ---- words ----------------------------------------------------------------- */

static void add_selector(const Graph *graph, const char *selector, Text *out)
{
	const Kind *kind = catalog_kind(graph->catalog, selector);

	if (kind)
		text_add(out, kind->name);
	else if (!strcmp(selector, "*"))
		text_add(out, "anything");
	else if (text_starts(selector, "capability:"))
		text_addf(out, "anything that offers %s", selector + strlen("capability:"));
	else if (text_ends(selector, ".*"))
		text_addf(out, "any %.*s component", (int)strlen(selector) - 2, selector);
	else
		text_add(out, selector);
}

/* "Sales Cloud, Service Cloud or Experience Cloud". */
static void add_selectors(const Graph *graph, const char *const *selectors, Text *out)
{
	size_t count = 0, named;

	while (selectors[count])
		count++;
	named = count > KINDS_NAMED ? KINDS_NAMED - 1 : count;
	for (size_t i = 0; i < named; i++) {
		if (i)
			text_add(out, i + 1 == count ? " or " : ", ");
		add_selector(graph, selectors[i], out);
	}
	if (named < count)
		text_addf(out, " or %zu more", count - named);
}

/* "Portal (Web dyno)". */
static void add_side(const LegalSide *side, Text *out)
{
	text_add(out, side->name);
	if (!side->kind)
		text_add(out, side->platform == NOWHERE ? "" : " (a whole platform)");
	else if (!text_equal(side->name, side->kind->name))
		text_addf(out, " (%s)", side->kind->name);
}

static void add_reason(const Question *q, bool from_taken, bool to_taken, Text *out)
{
	const LegalSide *wrong = from_taken ? &q->to : &q->from;

	text_add(out, from_taken ? "it ends at " : to_taken ? "it starts at " : "it leads from ");
	add_selectors(q->graph, from_taken ? q->pattern->to : q->pattern->from, out);
	if (from_taken || to_taken) {
		text_add(out, ", not at ");
		add_side(wrong, out);
	} else {
		text_add(out, " to ");
		add_selectors(q->graph, q->pattern->to, out);
	}
}

/* A link of what is no element cannot be drawn, and then nothing is. */
static void add_link(const LegalSide *from, const LegalSide *to, const Pattern *pattern, Text *script)
{
	if (!*from->id || !*to->id)
		text_reset(script);
	else
		text_addf(script, "link %s %s via %s\n", from->id, to->id, pattern->id);
}

/* ---- what stands elsewhere ----------------------------------------------------- */

static void find_first(Question *q)
{
	const Catalog *catalog = q->graph->catalog;

	q->first = mem_alloc((catalog->kind_count + 1) * sizeof *q->first);
	for (size_t k = 0; k < catalog->kind_count; k++)
		q->first[k] = NOWHERE;
	for (size_t i = q->graph->component_count; i-- > 0;) {
		const Kind *kind = q->graph->components[i].kind;

		if (*kind->id && (int)i != q->from.component && (int)i != q->to.component)
			q->first[kind - catalog->kinds] = (int)i;
	}
}

/* A component of KIND: the first of the design, else a new one with a free id that is not TAKEN. */
static LegalSide side_of_kind(const Question *q, const Kind *kind, int near, const char *taken, char **made)
{
	const Graph *graph = q->graph;
	int found = q->first[kind - graph->catalog->kinds];
	const char *dot = strchr(kind->id, '.');
	Text stem = {0};
	LegalSide side;

	*made = NULL;
	if (found != NOWHERE)
		return legal_side(graph, (GraphEnd){found, graph->components[found].platform});
	text_add(&stem, dot ? dot + 1 : kind->id);
	*made = edit_free_id(graph->design, text_str(&stem));
	if (text_equal(*made, taken)) {
		free(*made);
		text_add(&stem, "-b");
		*made = edit_free_id(graph->design, text_str(&stem));
	}
	text_clear(&stem);
	side = (LegalSide){NOWHERE, legal_platform(graph, kind->vendor, near), kind, *made, kind->name};
	return side;
}

static void add_where(const LegalSide *side, Text *out)
{
	text_add(out, side->component == NOWHERE ? side->kind->id : side->id);
	if (side->component != NOWHERE)
		text_addf(out, " (%s)", side->kind->name);
}

static void add_if_new(const Question *q, const LegalSide *side, Text *script)
{
	if (side->component == NOWHERE && side->kind)
		legal_add_component(q->graph, side->kind, side->id, side->platform, script);
}

/* ---- one component between -------------------------------------------------------- */

static bool takes_anything(const char *const *selectors)
{
	for (; *selectors; selectors++)
		if (!strcmp(*selectors, "*"))
			return true;
	return false;
}

/* May OTHER carry on what the pattern begins (or begin what it ends)? */
static bool carries_on(const Question *q, const Pattern *other)
{
	return other->mode == q->pattern->mode && other->mode != MODE_OVERLAY && !*other->requires && !*other->expands &&
	       !takes_anything(other->from) && !takes_anything(other->to);
}

/* A pattern by which one of KIND reaches the wrong end (AFTER: the target, else the source); NULL: none. */
static const Pattern *other_hop(const Question *q, const Kind *kind, bool after)
{
	const Catalog *catalog = q->graph->catalog;

	for (size_t p = 0; p < catalog->pattern_count; p++) {
		const Pattern *other = &catalog->patterns[p];
		bool meets = after ? pattern_takes_from(catalog, other, kind) : pattern_takes_to(catalog, other, kind);

		if (meets && carries_on(q, other) &&
		    legal_side_taken(q->graph, other, !after, after ? &q->to : &q->from))
			return other;
	}
	return NULL;
}

/* What to put between so that the pattern does half the way, and *OTHER the rest: a kind that the design has already,
 * else any; NULL: none. */
static const Kind *stepping_stone(const Question *q, bool after, const Pattern **other)
{
	const Catalog *catalog = q->graph->catalog;
	const Kind *found = NULL;

	for (size_t k = 0; k < catalog->kind_count; k++) {
		const Kind *kind = &catalog->kinds[k];
		const Pattern *hop;

		if ((found && q->first[k] == NOWHERE) ||
		    !(after ? pattern_takes_to(catalog, q->pattern, kind) : pattern_takes_from(catalog, q->pattern, kind)) ||
		    !(hop = other_hop(q, kind, after)))
			continue;
		*other = hop;
		if (q->first[k] != NOWHERE)
			return kind;
		found = kind;
	}
	return found;
}

static bool change_between(const Question *q, bool after, Legality *out)
{
	const Pattern *other = NULL;
	const Kind *kind = stepping_stone(q, after, &other);
	LegalSide stone;
	char *made;

	if (!kind)
		return false;
	stone = side_of_kind(q, kind, after ? q->to.platform : q->from.platform, "", &made);
	out->between = true;
	if (stone.component == NOWHERE)
		text_addf(&out->change, "put %s between and %s by %s", kind->id, after ? "go on" : "come there", other->id);
	else
		text_addf(&out->change, "go through %s, and %s by %s", stone.id, after ? "on" : "come there", other->id);
	add_if_new(q, &stone, &out->script);
	if (after) {
		legal_meet(q->graph, q->pattern, &q->from, &stone, &out->script);
		add_link(&q->from, &stone, q->pattern, &out->script);
		add_link(&stone, &q->to, other, &out->script);
	} else {
		legal_meet(q->graph, q->pattern, &stone, &q->to, &out->script);
		add_link(&q->from, &stone, other, &out->script);
		add_link(&stone, &q->to, q->pattern, &out->script);
	}
	free(made);
	return true;
}

/* ---- another end --------------------------------------------------------------------- */

enum { RANKS = 1000 };

/* Which of the selectors takes KIND first. */
static int rank(const char *const *selectors, const Kind *kind)
{
	int place = 0;

	for (; selectors[place] && place < RANKS - 1; place++) {
		const char *const one[] = {selectors[place], NULL};

		if (selectors_match(one, kind))
			break;
	}
	return place;
}

static int likeness(const Question *q, const Kind *kind, const LegalSide *side)
{
	const char *vendor = side->kind ? side->kind->vendor :
		side->platform != NOWHERE ? q->graph->platforms[side->platform].vendor : "";
	int like = 8 * (q->first[kind - q->graph->catalog->kinds] != NOWHERE) + 4 * !strcmp(kind->vendor, vendor);

	for (const char *const *one = kind->capabilities; side->kind && *one; one++)
		if (kind_has_capability(side->kind, *one))
			return like + 2;
	return like;
}

/* The kind that the pattern starts (or ends) at, but for OTHER if it can be, and that is most like the side it has now:
 * in the design, of its vendor, with a capability of its own; of several the one named first. NULL: the catalogue has
 * none. */
static const Kind *nearest_taken(const Question *q, bool start, const Kind *other)
{
	const Catalog *catalog = q->graph->catalog;
	const char *const *selectors = start ? q->pattern->from : q->pattern->to;
	const LegalSide *side = start ? &q->from : &q->to;
	const Kind *best = NULL;
	int most = -1;

	for (size_t k = 0; k < catalog->kind_count; k++) {
		const Kind *kind = &catalog->kinds[k];
		int worth;

		if (kind == other ||
		    !(start ? pattern_takes_from(catalog, q->pattern, kind) : pattern_takes_to(catalog, q->pattern, kind)))
			continue;
		worth = likeness(q, kind, side) * RANKS - rank(selectors, kind);
		if (!best || worth > most) {
			best = kind;
			most = worth;
		}
	}
	return best ? best : other;
}

static void change_ends(const Question *q, bool from_taken, bool to_taken, Legality *out)
{
	LegalSide from = q->from, to = q->to;
	const Kind *start = from_taken ? NULL : nearest_taken(q, true, NULL);
	const Kind *end = to_taken ? NULL : nearest_taken(q, false, start);
	char *made_from = NULL, *made_to = NULL;

	if ((!from_taken && !start) || (!to_taken && !end)) {
		text_add(&out->change, "no kind of the catalogue will do; add one to a file of catalog:");
		return;
	}
	if (start) {
		from = side_of_kind(q, start, q->from.platform, "", &made_from);
		text_add(&out->change, "start it at ");
		add_where(&from, &out->change);
	}
	if (end) {
		to = side_of_kind(q, end, q->to.platform, from.id, &made_to);
		text_add(&out->change, start ? " and end it at " : "end it at ");
		add_where(&to, &out->change);
	}
	add_if_new(q, &from, &out->script);
	add_if_new(q, &to, &out->script);
	legal_meet(q->graph, q->pattern, &from, &to, &out->script);
	add_link(&from, &to, q->pattern, &out->script);
	free(made_from);
	free(made_to);
}

/* ---- the verdict ------------------------------------------------------------------------ */

static void judge_ends(Question *q, bool from_taken, bool to_taken, Legality *out)
{
	add_reason(q, from_taken, to_taken, &out->reason);
	find_first(q);
	if (from_taken == to_taken || !change_between(q, from_taken, out))
		change_ends(q, from_taken, to_taken, out);
	free(q->first);
}

void pattern_judge(const Graph *graph, const Pattern *pattern, GraphEnd from_end, GraphEnd to_end, Legality *out)
{
	Question q = {graph, pattern, legal_side(graph, from_end), legal_side(graph, to_end), NULL};
	bool from_taken = legal_side_taken(graph, pattern, true, &q.from);
	bool to_taken = legal_side_taken(graph, pattern, false, &q.to);
	const char *unmet = NULL;

	if (from_taken && to_taken) {
		unmet = legal_unmet(graph, pattern, &q.from, &q.to);
		out->legal = !unmet;
		if (unmet)
			legal_add_need(graph, unmet, &q.from, &q.to, &out->reason, &out->change);
		legal_meet(graph, pattern, &q.from, &q.to, &out->script);
		add_link(&q.from, &q.to, pattern, &out->script);
	} else if (legal_side_taken(graph, pattern, true, &q.to) && legal_side_taken(graph, pattern, false, &q.from)) {
		text_addf(&out->reason, "it goes from %s to %s", q.to.name, q.from.name);
		text_add(&out->change, "reverse it");
		legal_meet(graph, pattern, &q.to, &q.from, &out->script);
		add_link(&q.to, &q.from, pattern, &out->script);
	} else {
		judge_ends(&q, from_taken, to_taken, out);
	}
}

void legality_clear(Legality *legality)
{
	text_clear(&legality->reason);
	text_clear(&legality->change);
	text_clear(&legality->script);
	*legality = (Legality){0};
}

bool pattern_ends_fit(const Graph *graph, const Pattern *pattern, GraphEnd from, GraphEnd to)
{
	LegalSide start = legal_side(graph, from), end = legal_side(graph, to);

	return legal_side_taken(graph, pattern, true, &start) && legal_side_taken(graph, pattern, false, &end);
}

bool pattern_legal(const Graph *graph, const Pattern *pattern, GraphEnd from, GraphEnd to, Text *why)
{
	LegalSide start = legal_side(graph, from), end = legal_side(graph, to);
	Legality legality = {0};

	if (pattern_ends_fit(graph, pattern, from, to) && !legal_unmet(graph, pattern, &start, &end))
		return true;
	if (!why)
		return false;
	pattern_judge(graph, pattern, from, to, &legality);
	text_addf(why, "%s: %s", text_str(&legality.reason), text_str(&legality.change));
	legality_clear(&legality);
	return false;
}
