/* Who stands on a side, and what a pattern wants of it. */
#include "model/legal_side.h"

#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"

enum { CHOICE_SIZE = 128 };

LegalSide legal_side(const Graph *graph, GraphEnd end)
{
	LegalSide side = {end.component, end.platform, NULL, "", graph_end_name(graph, end)};

	if (end.component != NOWHERE) {
		side.kind = graph->components[end.component].kind;
		side.id = graph->components[end.component].element->id;
	} else if (end.platform != NOWHERE) {
		side.id = graph->platforms[end.platform].element->id;
	}
	return side;
}

static bool selector_names_vendor(const char *selector, const char *vendor)
{
	size_t length = strlen(vendor);

	return length && !strncmp(selector, vendor, length) && selector[length] == '.';
}

int legal_platform(const Graph *graph, const char *vendor, int near)
{
	if (near != NOWHERE && !strcmp(graph->platforms[near].vendor, vendor))
		return near;
	for (size_t i = 0; i < graph->platform_count; i++)
		if (!strcmp(graph->platforms[i].vendor, vendor))
			return (int)i;
	return NOWHERE;
}

void legal_add_component(const Graph *graph, const Kind *kind, const char *id, int platform, Text *script)
{
	text_addf(script, "add %s %s", kind->id, id);
	if (platform != NOWHERE)
		text_addf(script, " on=%s", graph->platforms[platform].element->id);
	text_add_char(script, '\n');
}

/* ---- what is asked for --------------------------------------------------------- */

typedef enum NeedSort { NEED_NOTHING, NEED_HAS, NEED_IN, NEED_FIELD, NEED_SAME } NeedSort;

typedef struct Need {           /* one requirement, taken apart */
	NeedSort sort;
	bool of_from;           /* else of to; for NEED_IN and NEED_FIELD */
	char key[CHOICE_SIZE];  /* of the field */
	const char *choices;    /* "heroku.private-space|heroku.shield-space" */
} Need;

/* "to in KINDS", "from FIELD=VALUES", "has KINDS", "same in": see catalog.h. */
static Need read_need(const char *requirement)
{
	Need need = {.of_from = text_starts(requirement, "from ")};
	const char *rest = strchr(requirement, ' '), *equals = strchr(requirement, '=');

	if (!strcmp(requirement, "same in")) {
		need.sort = NEED_SAME;
	} else if (text_starts(requirement, "has ")) {
		need.sort = NEED_HAS;
		need.choices = requirement + strlen("has ");
	} else if (rest && text_starts(rest, " in ")) {
		need.sort = NEED_IN;
		need.choices = rest + strlen(" in ");
	} else if (rest && equals > rest && (size_t)(equals - rest) <= sizeof need.key) {
		need.sort = NEED_FIELD;
		memcpy(need.key, rest + 1, (size_t)(equals - rest) - 1);
		need.choices = equals + 1;
	}
	return need;
}

/* The choices of "a|b", one by one. */
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

static bool is_one_of(const Kind *kind, const char *choices)
{
	char id[CHOICE_SIZE];

	while (kind && next_choice(&choices, id, sizeof id))
		if (!strcmp(kind->id, id))
			return true;
	return false;
}

/* The first component of one of the kinds, rather on PLATFORM; or NOWHERE. */
static int find_one_of(const Graph *graph, const char *choices, int platform)
{
	int found = NOWHERE;

	for (size_t i = 0; i < graph->component_count; i++) {
		if (!is_one_of(graph->components[i].kind, choices))
			continue;
		if (graph->components[i].platform == platform)
			return (int)i;
		if (found == NOWHERE)
			found = (int)i;
	}
	return found;
}

static bool stands_in(const Graph *graph, const LegalSide *side, const char *choices)
{
	char id[CHOICE_SIZE];

	if (side->component == NOWHERE)
		return is_one_of(side->kind, choices);
	while (next_choice(&choices, id, sizeof id))
		if (graph_inside(graph, side->component, id) != NOWHERE)
			return true;
	return false;
}

static const FieldSpec *side_field(const Graph *graph, const LegalSide *side, const char *key)
{
	return side->kind ? catalog_field(graph->catalog, CLASS_COMPONENT, side->kind, NULL, key) : NULL;
}

static bool field_fits(const Graph *graph, const LegalSide *side, const char *key, const char *choices)
{
	const FieldSpec *field = side_field(graph, side, key);
	const char *value = NULL;
	char wanted[CHOICE_SIZE];

	if (side->component != NOWHERE)
		value = element_get(graph->components[side->component].element, key);
	if (!value && field)
		value = field->fallback;
	while (value && next_choice(&choices, wanted, sizeof wanted))
		if (text_glob(wanted, value))
			return true;
	return false;
}

static int container_of(const Graph *graph, const LegalSide *side)
{
	return side->component == NOWHERE ? NOWHERE : graph->components[side->component].container;
}

static bool share_container(const Graph *graph, const LegalSide *a, const LegalSide *b)
{
	return container_of(graph, a) != NOWHERE && container_of(graph, a) == container_of(graph, b);
}

/* Does a requirement ask of the start (else the end) what only a component can have? */
static bool asks_component(const Pattern *pattern, bool start)
{
	for (const char *const *one = pattern->requires; *one; one++) {
		Need need = read_need(*one);

		if (need.sort == NEED_SAME || ((need.sort == NEED_IN || need.sort == NEED_FIELD) && need.of_from == start))
			return true;
	}
	return false;
}

bool legal_side_taken(const Graph *graph, const Pattern *pattern, bool start, const LegalSide *side)
{
	const char *const *selectors = start ? pattern->from : pattern->to;

	if (side->kind)
		return selectors_match(selectors, side->kind);
	if (side->platform == NOWHERE || asks_component(pattern, start))
		return false;
	for (; *selectors; selectors++)
		if (!strcmp(*selectors, "*") ||
		    selector_names_vendor(*selectors, graph->platforms[side->platform].vendor))
			return true;
	return false;
}

static bool need_met(const Graph *graph, const Need *need, const LegalSide *from, const LegalSide *to)
{
	const LegalSide *side = need->of_from ? from : to;

	switch (need->sort) {
	case NEED_HAS:
		return is_one_of(from->kind, need->choices) || is_one_of(to->kind, need->choices) ||
		       find_one_of(graph, need->choices, NOWHERE) != NOWHERE;
	case NEED_IN:
		return stands_in(graph, side, need->choices);
	case NEED_FIELD:
		return field_fits(graph, side, need->key, need->choices);
	case NEED_SAME:
		return share_container(graph, from, to);
	case NEED_NOTHING:
		break;
	}
	return true;
}

const char *legal_unmet(const Graph *graph, const Pattern *pattern, const LegalSide *from, const LegalSide *to)
{
	for (const char *const *one = pattern->requires; *one; one++) {
		Need need = read_need(*one);

		if (!need_met(graph, &need, from, to))
			return *one;
	}
	return NULL;
}

/* ---- in words ------------------------------------------------------------------- */

static void add_kinds(const Graph *graph, const char *choices, Text *out)
{
	char id[CHOICE_SIZE];
	bool first = true;

	while (next_choice(&choices, id, sizeof id)) {
		const Kind *kind = catalog_kind(graph->catalog, id);

		text_addf(out, "%s%s", first ? "a " : " or a ", id);
		if (kind)
			text_addf(out, " (%s)", kind->name);
		first = false;
	}
}

static void add_values(const char *choices, Text *out)
{
	char value[CHOICE_SIZE];
	bool first = true;

	while (next_choice(&choices, value, sizeof value)) {
		text_addf(out, "%s%s", first ? "" : " or ", value);
		first = false;
	}
}

void legal_add_need(const Graph *graph, const char *requirement, const LegalSide *from, const LegalSide *to,
                    Text *reason, Text *change)
{
	Need need = read_need(requirement);
	const LegalSide *side = need.of_from ? from : to;

	if (need.sort == NEED_HAS) {
		text_add(reason, "it needs ");
		add_kinds(graph, need.choices, reason);
		text_add(reason, " in the design");
		text_add(change, "add one");
	} else if (need.sort == NEED_SAME) {
		text_add(reason, "both ends must stand in the same space");
		text_addf(change, "put %s and %s in one", from->name, to->name);
	} else if (need.sort == NEED_IN) {
		text_addf(reason, "%s must stand in ", side->name);
		add_kinds(graph, need.choices, reason);
		text_add(change, "put it in one");
	} else {
		text_addf(reason, "%s needs %s ", side->name, need.key);
		add_values(need.choices, reason);
		text_add(change, "set it");
	}
}

/* ---- as an edit -------------------------------------------------------------------- */

/* The first of the kinds that the catalogue has; NULL: none. */
static const Kind *first_kind(const Graph *graph, const char *choices)
{
	char id[CHOICE_SIZE];
	const Kind *kind = NULL;

	while (!kind && next_choice(&choices, id, sizeof id))
		kind = catalog_kind(graph->catalog, id);
	return kind;
}

/* Adds one of KIND beside PLATFORM unless the script does so already; the caller frees its id. */
static char *add_one(const Graph *graph, const Kind *kind, int platform, Text *script)
{
	const char *dot = strchr(kind->id, '.');
	char *id = edit_free_id(graph->design, dot ? dot + 1 : kind->id);
	Text line = {0};

	legal_add_component(graph, kind, id, legal_platform(graph, kind->vendor, platform), &line);
	if (!strstr(text_str(script), text_str(&line)))
		text_add(script, text_str(&line));
	text_clear(&line);
	return id;
}

/* Puts SIDE in a component of one of the kinds, which may have to be added. */
static void meet_in(const Graph *graph, const LegalSide *side, const char *choices, Text *script)
{
	int found = find_one_of(graph, choices, side->platform);
	const Kind *kind = first_kind(graph, choices);
	char *made = NULL;

	if (found == NOWHERE && !kind)
		return;
	if (found == NOWHERE)
		made = add_one(graph, kind, side->platform, script);
	text_addf(script, "set %s in=%s\n", side->id, made ? made : graph->components[found].element->id);
	free(made);
}

/* The value that PATTERN of a glob stands for: the first choice that it takes, else itself. */
static void meet_field(const Graph *graph, const LegalSide *side, const Need *need, Text *script)
{
	const FieldSpec *field = side_field(graph, side, need->key);
	const char *choices = need->choices;
	char wanted[CHOICE_SIZE];

	while (next_choice(&choices, wanted, sizeof wanted)) {
		const char *const *choice = field && field->choices ? field->choices : NULL;

		for (; choice && *choice; choice++)
			if (text_glob(wanted, *choice)) {
				text_addf(script, "set %s %s=%s\n", side->id, need->key, *choice);
				return;
			}
		if (!choice && !strpbrk(wanted, "*?")) {
			text_addf(script, "set %s %s=", side->id, need->key);
			edit_add_word(script, wanted);
			text_add_char(script, '\n');
			return;
		}
	}
}

/* Puts both in the container that one of them stands in, or in a new one of the vendor of FROM. */
static void meet_same(const Graph *graph, const LegalSide *from, const LegalSide *to, Text *script)
{
	int outer = container_of(graph, from) != NOWHERE ? container_of(graph, from) : container_of(graph, to);
	const Kind *kind = NULL;
	const char *id;
	char *made = NULL;

	for (size_t i = 0; i < graph->catalog->kind_count && !kind && from->kind; i++)
		if (graph->catalog->kinds[i].container && !strcmp(graph->catalog->kinds[i].vendor, from->kind->vendor))
			kind = &graph->catalog->kinds[i];
	if (outer == NOWHERE && !kind)
		return;
	if (outer == NOWHERE)
		made = add_one(graph, kind, from->platform, script);
	id = made ? made : graph->components[outer].element->id;
	if (container_of(graph, from) == NOWHERE || made)
		text_addf(script, "set %s in=%s\n", from->id, id);
	if (container_of(graph, to) != outer || made)
		text_addf(script, "set %s in=%s\n", to->id, id);
	free(made);
}

void legal_meet(const Graph *graph, const Pattern *pattern, const LegalSide *from, const LegalSide *to, Text *script)
{
	for (const char *const *one = pattern->requires; *one; one++) {
		Need need = read_need(*one);
		const LegalSide *side = need.of_from ? from : to;

		if (need_met(graph, &need, from, to))
			continue;
		if (need.sort == NEED_HAS && first_kind(graph, need.choices))
			free(add_one(graph, first_kind(graph, need.choices), from->platform, script));
		else if (need.sort == NEED_IN)
			meet_in(graph, side, need.choices, script);
		else if (need.sort == NEED_FIELD)
			meet_field(graph, side, &need, script);
		else if (need.sort == NEED_SAME)
			meet_same(graph, from, to, script);
	}
}
