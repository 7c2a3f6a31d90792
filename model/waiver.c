/* Waivers: findings that a design accepts, with a reason, until a day and
 * while an assumption holds.
 *
 * Findings come sorted by rule, so that a waiver of one rule looks at those
 * of that rule only. Findings about waivers, and that a rule is broken, cannot be waived. */
#include <stdlib.h>
#include <string.h>

#include "model/finding_private.h"
#include "model/quantity.h"
#include "model/selector.h"

/* ---- the assumption ------------------------------------------------------------ */

typedef enum Truth { HOLDS, FAILS, UNKNOWN } Truth;

static bool read_both(const char *a, const char *b, Quantity *x, Quantity *y)
{
	static const Dimension order[] = {
		DIMENSION_COUNT, DIMENSION_RATE, DIMENSION_BYTES, DIMENSION_BYTE_RATE,
		DIMENSION_TIME, DIMENSION_PERCENT, DIMENSION_MONEY,
	};

	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (quantity_parse(a, order[i], NULL, x, NULL) &&
		    quantity_parse(b, order[i], NULL, y, NULL))
			return !strcmp(x->currency, y->currency);
	return false;
}

static Truth compare(const char *value, const char *operator, size_t length, const char *limit)
{
	Quantity x, y;
	int order;

	if (read_both(value, limit, &x, &y))
		order = x.value < y.value ? -1 : x.value > y.value;
	else if (operator[0] == '=' || operator[0] == '!')
		order = strcmp(value, limit);
	else
		return UNKNOWN;
	switch (operator[0]) {
	case '<': return order < 0 || (length == 2 && order == 0) ? HOLDS : FAILS;
	case '>': return order > 0 || (length == 2 && order == 0) ? HOLDS : FAILS;
	case '!': return order != 0 ? HOLDS : FAILS;
	default: return order == 0 ? HOLDS : FAILS;
	}
}

/* "order-volume <= 50k/day"; *WHY gets the reason when it does not hold. */
static Truth assumption_truth(const Graph *graph, const char *text, Text *why)
{
	size_t name = strcspn(text, " <>=!"), gap = strspn(text + name, " ");
	const char *operator = text + name + gap;
	size_t length = strspn(operator, "<>=!");
	const char *limit = operator + length + strspn(operator + length, " ");
	char *id = mem_copy_n(text, name);
	const Element *assumption = design_find(graph->design, id);
	const char *value = assumption && assumption->class == CLASS_ASSUMPTION
			    ? element_get(assumption, "value") : NULL;
	Truth truth = UNKNOWN;

	if (!value)
		text_addf(why, "there is no assumption '%s'", id);
	else if (length && length <= 2 && *limit)
		truth = compare(value, operator, length, limit);
	if (truth == FAILS)
		text_addf(why, "%s is %s, not %s", id, value, operator);
	else if (truth == UNKNOWN && value)
		text_addf(why, "'%s' cannot be told from %s = %s", text, id, value);
	free(id);
	return truth;
}

/* ---- what a waiver covers --------------------------------------------------------- */

typedef struct Waiver {
	const Element *element;
	const char *rule;
	Selector at;
} Waiver;

static bool waiver_covers(const Waiver *waiver, const Graph *graph, const Finding *finding)
{
	return text_glob(waiver->rule, finding->rule->id) &&
	       selector_fits(&waiver->at, graph, finding->element) &&
	       !finding->file && !text_starts(finding->rule->id, "waiver/");
}

/* The first finding whose rule is not before RULE. */
static size_t first_of_rule(const Findings *findings, const char *rule)
{
	size_t low = 0, high = findings->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(findings->items[middle].rule->id, rule) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Is the rule undecided where WAIVER looks, or for the design as a whole? */
static bool waits(const Waiver *waiver, const Graph *graph, const Findings *findings)
{
	bool exact = !strchr(waiver->rule, '*');
	size_t low = 0, high = exact ? findings->undecided_count : 0;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(findings->undecided[middle].rule->id, waiver->rule) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low; i < findings->undecided_count; i++) {
		const Undecided *undecided = &findings->undecided[i];

		if (exact && strcmp(undecided->rule->id, waiver->rule))
			break;
		if (text_glob(waiver->rule, undecided->rule->id) &&
		    (undecided->element->class == CLASS_DESIGN ||
		     selector_fits(&waiver->at, graph, undecided->element)))
			return true;
	}
	return false;
}

static WaiverState apply_one(Findings *findings, const Graph *graph, const Waiver *waiver)
{
	bool exact = !strchr(waiver->rule, '*');
	size_t first = exact ? first_of_rule(findings, waiver->rule) : 0;
	WaiverState state = WAIVER_ORPHANED;

	for (size_t i = first; i < findings->count; i++) {
		Finding *finding = &findings->items[i];

		if (exact && strcmp(finding->rule->id, waiver->rule))
			break;
		if (!waiver_covers(waiver, graph, finding))
			continue;
		if (finding->waiver) {
			state = state == WAIVER_ORPHANED ? WAIVER_INEFFECTIVE : state;
			continue;
		}
		finding->waiver = waiver->element;
		state = WAIVER_EFFECTIVE;
	}
	return state == WAIVER_ORPHANED && waits(waiver, graph, findings) ? WAIVER_IDLE : state;
}

static const char *or_everything(const char *text)
{
	return text && *text ? text : "*";
}

void waivers_apply(Findings *findings, const Graph *graph)
{
	const Design *design = graph->design;
	size_t count = design_count(design, CLASS_WAIVER);
	WaiverResult *results = mem_alloc((count + 1) * sizeof *results);

	findings->study->waivers = results;
	for (size_t i = 0; i < count; i++) {
		const Element *element = design_at(design, CLASS_WAIVER, i);
		const char *until = element_get(element, "until");
		const char *while_ = element_get(element, "while");
		Waiver waiver = {.element = element, .rule = or_everything(element_get(element, "rule"))};
		Text why = {0};

		selector_parse(&waiver.at, or_everything(element_get(element, "at")), NULL);
		if (until && strcmp(until, findings->today) < 0)
			results[i].state = WAIVER_EXPIRED;
		else if (while_ && assumption_truth(graph, while_, &why) != HOLDS)
			results[i].state = WAIVER_REOPENED;
		else
			results[i].state = apply_one(findings, graph, &waiver);
		selector_clear(&waiver.at);
		results[i].why = arena_copy_n(&findings->arena, text_str(&why), why.length);
		text_clear(&why);
	}
}

WaiverState finding_waiver_state(const Findings *findings, size_t waiver, const char **why)
{
	*why = findings->study->waivers[waiver].why;
	return findings->study->waivers[waiver].state;
}
