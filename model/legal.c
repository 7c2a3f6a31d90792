/* Is a pattern legal between two ends, and if not, what is the smallest
 * change that would make it so?
 *
 * The answers are tried from the cheapest change to the dearest: reverse the
 * link, add what the pattern needs, put one component between, choose
 * another kind. */
#include <string.h>

#include "model/graph.h"

enum { KINDS_NAMED = 4 };       /* so many kinds a reason lists by name */

/* ---- ends ------------------------------------------------------------------ */

static bool selector_names_vendor(const char *selector, const char *vendor)
{
	size_t length = strlen(vendor);

	return length && !strncmp(selector, vendor, length) && selector[length] == '.';
}

/* A platform is taken where anything of its vendor is, or what stands on it. */
static bool platform_taken(const Graph *graph, const char *const *selectors, int platform)
{
	for (; *selectors; selectors++)
		if (!strcmp(*selectors, "*") ||
		    selector_names_vendor(*selectors, graph->platforms[platform].vendor))
			return true;
	return false;
}

static bool end_taken(const Graph *graph, const char *const *selectors, GraphEnd end)
{
	if (end.component != NOWHERE)
		return selectors_match(selectors, graph->components[end.component].kind);
	return end.platform != NOWHERE && platform_taken(graph, selectors, end.platform);
}

static const char *end_kind_name(const Graph *graph, GraphEnd end)
{
	if (end.component == NOWHERE)
		return "a whole platform";
	return graph->components[end.component].kind->name;
}

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

/* ---- prerequisites --------------------------------------------------------- */

/* The kinds of "heroku.private-space|heroku.shield-space", one by one. */
static bool next_choice(const char **choices, char *out, size_t size)
{
	size_t length = strcspn(*choices, "|");

	if (!length || length >= size)
		return false;
	memcpy(out, *choices, length);
	out[length] = '\0';
	*choices += length + ((*choices)[length] == '|');
	return true;
}

enum { CHOICE_SIZE = 128 };

static bool inside_one_of(const Graph *graph, GraphEnd end, const char *choices)
{
	char kind[CHOICE_SIZE];

	while (next_choice(&choices, kind, sizeof kind))
		if (graph_inside(graph, end.component, kind) != NOWHERE)
			return true;
	return false;
}

static bool design_has(const Graph *graph, const char *choices)
{
	char kind[CHOICE_SIZE];

	while (next_choice(&choices, kind, sizeof kind))
		for (size_t i = 0; i < graph->component_count; i++)
			if (!strcmp(graph->components[i].kind->id, kind))
				return true;
	return false;
}

static bool field_is_one_of(const Graph *graph, GraphEnd end, const char *key, const char *choices)
{
	char wanted[CHOICE_SIZE];
	const char *value;
	const FieldSpec *field;
	const GraphComponent *component;

	if (end.component == NOWHERE)
		return false;
	component = &graph->components[end.component];
	value = element_get(component->element, key);
	field = value ? NULL : catalog_field(graph->catalog, CLASS_COMPONENT, component->kind, NULL, key);
	if (field)
		value = field->fallback;
	while (value && next_choice(&choices, wanted, sizeof wanted))
		if (text_glob(wanted, value))
			return true;
	return false;
}

static bool share_container(const Graph *graph, GraphEnd a, GraphEnd b)
{
	int outer = a.component == NOWHERE ? NOWHERE : graph->components[a.component].container;

	return outer != NOWHERE && b.component != NOWHERE &&
	       graph->components[b.component].container == outer;
}

static void add_choices(const Graph *graph, const char *choices, Text *out)
{
	char kind[CHOICE_SIZE];
	bool first = true;

	while (next_choice(&choices, kind, sizeof kind)) {
		text_add(out, first ? "a " : " or a ");
		text_add(out, kind);
		if (catalog_kind(graph->catalog, kind))
			text_addf(out, " (%s)", catalog_kind(graph->catalog, kind)->name);
		first = false;
	}
}

/* "to in KINDS", "from FIELD=VALUES", "has KINDS", "same in": see catalog.h. */
static bool prerequisite_met(const Graph *graph, const char *requirement, GraphEnd from,
                             GraphEnd to, Text *why)
{
	bool at_from = text_starts(requirement, "from ");
	GraphEnd end = at_from ? from : to;
	const char *rest = strchr(requirement, ' ');
	const char *equals = strchr(requirement, '=');
	char key[CHOICE_SIZE];

	if (!rest)
		return true;
	rest++;
	if (text_starts(requirement, "has ")) {
		if (design_has(graph, rest))
			return true;
		text_add(why, "it needs ");
		add_choices(graph, rest, why);
		text_add(why, " in the design: add one");
	} else if (!strcmp(requirement, "same in")) {
		if (share_container(graph, from, to))
			return true;
		text_addf(why, "both ends must stand in the same space: put %s and %s in one",
		          graph_end_name(graph, from), graph_end_name(graph, to));
	} else if (text_starts(rest, "in ")) {
		if (inside_one_of(graph, end, rest + strlen("in ")))
			return true;
		text_addf(why, "put %s in ", graph_end_name(graph, end));
		add_choices(graph, rest + strlen("in "), why);
	} else if (equals && (size_t)(equals - rest) < sizeof key) {
		memcpy(key, rest, (size_t)(equals - rest));
		key[equals - rest] = '\0';
		if (field_is_one_of(graph, end, key, equals + 1))
			return true;
		text_addf(why, "%s needs %s %s", graph_end_name(graph, end), key, equals + 1);
	}
	return text_str(why)[0] == '\0';
}

static bool prerequisites_met(const Graph *graph, const Pattern *pattern, GraphEnd from,
                              GraphEnd to, Text *why)
{
	for (const char *const *one = pattern->requires; *one; one++)
		if (!prerequisite_met(graph, *one, from, to, why))
			return false;
	return true;
}

/* ---- the way round ----------------------------------------------------------- */

static bool takes_anything(const char *const *selectors)
{
	for (; *selectors; selectors++)
		if (!strcmp(*selectors, "*"))
			return true;
	return false;
}

/* A kind that PATTERN reaches from its source and another pattern leads on from to the target:
 * what to put between. */
static const Kind *stepping_stone(const Graph *graph, const Pattern *pattern, GraphEnd to,
                                  const Pattern **onward)
{
	const Catalog *catalog = graph->catalog;

	for (size_t k = 0; k < catalog->kind_count && pattern->mode != MODE_OVERLAY; k++) {
		const Kind *kind = &catalog->kinds[k];

		if (!selectors_match(pattern->to, kind))
			continue;
		for (size_t p = 0; p < catalog->pattern_count; p++) {
			*onward = &catalog->patterns[p];
			if ((*onward)->mode == pattern->mode && !takes_anything((*onward)->from) &&
			    selectors_match((*onward)->from, kind) &&
			    end_taken(graph, (*onward)->to, to))
				return kind;
		}
	}
	return NULL;
}

static void explain_target(const Graph *graph, const Pattern *pattern, GraphEnd to, Text *why)
{
	const Pattern *onward = NULL;
	const Kind *between = stepping_stone(graph, pattern, to, &onward);

	text_add(why, "it ends at ");
	add_selectors(graph, pattern->to, why);
	text_addf(why, "; %s is %s", graph_end_name(graph, to), end_kind_name(graph, to));
	if (between)
		text_addf(why, ": put %s between and go on by %s", between->id, onward->id);
}

bool pattern_ends_fit(const Graph *graph, const Pattern *pattern, GraphEnd from, GraphEnd to)
{
	return end_taken(graph, pattern->from, from) && end_taken(graph, pattern->to, to);
}

bool pattern_legal(const Graph *graph, const Pattern *pattern, GraphEnd from, GraphEnd to,
                   Text *why)
{
	bool from_taken = end_taken(graph, pattern->from, from);
	bool to_taken = end_taken(graph, pattern->to, to);
	Text reason = {0};
	bool legal = false;

	if (from_taken && to_taken) {
		legal = prerequisites_met(graph, pattern, from, to, &reason);
	} else if (end_taken(graph, pattern->from, to) && end_taken(graph, pattern->to, from)) {
		text_addf(&reason, "it goes from %s to %s: reverse it",
		          graph_end_name(graph, to), graph_end_name(graph, from));
	} else if (from_taken) {
		explain_target(graph, pattern, to, &reason);
	} else {
		text_add(&reason, "it starts at ");
		add_selectors(graph, pattern->from, &reason);
		text_addf(&reason, "; %s is %s", graph_end_name(graph, from), end_kind_name(graph, from));
		if (!to_taken) {
			text_add(&reason, "; and it ends at ");
			add_selectors(graph, pattern->to, &reason);
		}
	}
	if (!legal && why)
		text_add(why, text_str(&reason));
	text_clear(&reason);
	return legal;
}
