/* A selector is read once into terms, and each element asked for a few words. */
#include "model/selector.h"

#include <string.h>

#include "model/list.h"
#include "model/text.h"

enum { TERMS_MOST = 64 };

/* ---- what an element is -------------------------------------------------------------- */

typedef struct Subject {
	const Graph *graph;
	const Element *element;
	const char *glob;
} Subject;

static bool in_list(const Subject *subject, const char *list)
{
	List items = {0};
	bool found = false;

	list_split(list, &items, NULL);
	for (size_t i = 0; i < items.count && !found; i++)
		found = text_glob(subject->glob, items.items[i]);
	list_clear(&items);
	return found;
}

static bool is_id(const Subject *subject)
{
	return text_glob(subject->glob, subject->element->id);
}

static bool is_kind(const Subject *subject)
{
	const Element *element = subject->element;

	if (element->class == CLASS_COMPONENT)
		return text_glob(subject->glob, subject->graph->components[element->index].kind->id);
	return element->class == CLASS_LINK &&
	       text_glob(subject->glob, subject->graph->links[element->index].pattern->id);
}

static bool is_tagged(const Subject *subject)
{
	return in_list(subject, element_get(subject->element, "tags"));
}

static bool on_this(const Subject *subject, int platform)
{
	return platform != NOWHERE && text_glob(subject->glob, subject->graph->platforms[platform].element->id);
}

static bool is_on(const Subject *subject)
{
	const Graph *graph = subject->graph;
	const Element *element = subject->element;

	switch (element->class) {
	case CLASS_PLATFORM:
		return is_id(subject);
	case CLASS_COMPONENT:
		return on_this(subject, graph->components[element->index].platform);
	case CLASS_LINK:
		return on_this(subject, graph->links[element->index].from_platform) ||
		       on_this(subject, graph->links[element->index].to_platform);
	case CLASS_DATA:
		return graph->data[element->index].home != NOWHERE &&
		       on_this(subject, graph->components[graph->data[element->index].home].platform);
	default:
		return false;
	}
}

static bool data_is(const Subject *subject, const Element *data)
{
	const char *class = element_get(data, "class");

	return class && text_glob(subject->glob, class);
}

static bool is_class(const Subject *subject)
{
	const Graph *graph = subject->graph;
	const Element *element = subject->element;
	List carried = {0};
	bool found = false;

	if (element->class == CLASS_DATA)
		return data_is(subject, element);
	for (size_t i = 0; element->class == CLASS_COMPONENT && i < graph->data_count && !found; i++)
		found = graph->data[i].home == (int)element->index && data_is(subject, graph->data[i].element);
	if (element->class == CLASS_LINK)
		list_split(element_get(element, "carries"), &carried, NULL);
	for (size_t i = 0; i < carried.count && !found; i++) {
		const Element *data = design_find(graph->design, carried.items[i]);

		found = data && data->class == CLASS_DATA && data_is(subject, data);
	}
	list_clear(&carried);
	return found;
}

static const struct {
	const char *prefix;
	bool (*holds)(const Subject *subject);
} selectors[] = {{"id", is_id}, {"kind", is_kind}, {"tag", is_tagged}, {"platform", is_on}, {"class", is_class}};

enum { SELECTORS = sizeof selectors / sizeof *selectors };

/* ---- reading ------------------------------------------------------------------------- */

static bool read_term(Selector *selector, const char *word, size_t length, bool negated, Error *err)
{
	const char *colon = memchr(word, ':', length);
	size_t prefix = colon ? (size_t)(colon - word) : 0;
	SelectorTerm *term = &selector->terms[selector->count];

	term->negated = negated;
	term->what = 0;
	if (colon) {
		while (term->what < SELECTORS && (strlen(selectors[term->what].prefix) != prefix ||
		                                  strncmp(selectors[term->what].prefix, word, prefix) != 0))
			term->what++;
		if (term->what == SELECTORS)
			return error_set(err, "'%.*s:' selects nothing; id:, kind:, tag:, platform: and class: do", (int)prefix, word);
		word = colon + 1;
		length -= prefix + 1;
	}
	if (!length)
		return error_set(err, "a selector ends in ':'; name what it selects");
	term->glob = arena_copy_n(&selector->arena, word, length);
	selector->count++;
	return true;
}

/* The alternative TEXT[0..length). */
static bool read_alternative(Selector *selector, const char *text, size_t length, Error *err)
{
	const char *end = text + length;
	size_t before = selector->count;
	bool negated = false;

	for (const char *at = text; at < end;) {
		size_t word = 0;

		while (at + word < end && at[word] != ' ')
			word++;
		if (selector->count == TERMS_MOST)
			return error_set(err, "more than %d words; use a tag instead", TERMS_MOST);
		if (word == 3 && strncmp(at, "not", 3) == 0)
			negated = true;
		else if (word && !read_term(selector, at, word, negated, err))
			return false;
		else if (word)
			negated = false;
		at += word + (at + word < end);
	}
	if (negated || selector->count == before)
		return error_set(err, negated ? "'not' stands in front of what it excludes" : "it selects nothing; * selects all");
	selector->terms[selector->count - 1].last = true;
	return true;
}

bool selector_parse(Selector *selector, const char *text, Error *err)
{
	bool ok = true;

	*selector = (Selector){0};
	selector->terms = arena_alloc(&selector->arena, TERMS_MOST * sizeof *selector->terms);
	for (const char *at = text; ok; at += strcspn(at, ",") + 1) {
		ok = read_alternative(selector, at, strcspn(at, ","), err);
		if (!at[strcspn(at, ",")])
			break;
	}
	if (!ok)
		selector->count = 0;
	return ok;
}

bool selector_fits(const Selector *selector, const Graph *graph, const Element *element)
{
	bool all = true;

	for (size_t i = 0; i < selector->count; i++) {
		const SelectorTerm *term = &selector->terms[i];
		Subject subject = {graph, element, term->glob};

		all = all && selectors[term->what].holds(&subject) != term->negated;
		if (term->last && all)
			return true;
		if (term->last)
			all = true;
	}
	return false;
}

void selector_clear(Selector *selector)
{
	arena_clear(&selector->arena);
	*selector = (Selector){0};
}
