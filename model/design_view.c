/* A design with changes on top. */
#include "model/design_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/design_private.h"
#include "model/nearest.h"

void view_init(DesignView *view, const Design *base)
{
	*view = (DesignView){.base = base};
	design_init(&view->touched);
}

void view_clear(DesignView *view)
{
	if (!view)
		return;
	design_clear(&view->touched);
	idset_clear(&view->ids);
	view->base = NULL;
}

const Element *view_find(const DesignView *view, const char *id)
{
	return design_find(idset_has(&view->ids, id) ? &view->touched : view->base, id);
}

static void touch(DesignView *view, const char *id)
{
	const Element *element;
	Element *copy;

	if (idset_has(&view->ids, id))
		return;
	idset_add(&view->ids, id);
	element = design_find(view->base, id);
	if (!element)
		return;
	if (element->class == CLASS_DESIGN) {
		copy = design_element(&view->touched);
	} else {
		copy = design_new_element(&view->touched, element->class, id);
		design_insert(&view->touched, copy);
	}
	for (uint32_t i = 0; i < element->field_count; i++)
		design_put(&view->touched, copy, element->fields[i].key, element->fields[i].value);
}

bool view_apply(DesignView *view, const Edit *edit, Error *err)
{
	for (size_t i = 0; i < edit->count; i++)
		touch(view, edit->ops[i].id);
	return design_apply(&view->touched, edit, err);
}

void view_each(const DesignView *view, ElementClass class,
               void (*each)(void *context, const Element *element), void *context)
{
	for (size_t i = 0; i < design_count(view->base, class); i++) {
		const Element *element = design_at(view->base, class, i);

		if (!view->ids.lengths || !idset_has(&view->ids, element->id))
			each(context, element);
	}
	if (class == CLASS_DESIGN && !idset_has(&view->ids, ID_DESIGN))
		return;
	for (size_t i = 0; i < design_count(&view->touched, class); i++)
		each(context, design_at(&view->touched, class, i));
}

typedef struct MentionSearch {
	const IdSet *ids;
	void (*each)(void *context, const Element *element);
	void *context;
} MentionSearch;

static void call_if_mentioned(void *context, const Element *element)
{
	const MentionSearch *search = context;

	for (uint32_t i = 0; i < element->field_count; i++) {
		if (idset_may_occur(search->ids, element->fields[i].value) ||
		    (element->class == CLASS_DESIGN &&
		     idset_may_occur(search->ids, element->fields[i].key))) {
			search->each(search->context, element);
			return;
		}
	}
}

void view_each_mention(const DesignView *view, const IdSet *ids,
                       void (*each)(void *context, const Element *element), void *context)
{
	MentionSearch search = {ids, each, context};

	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++)
		view_each(view, class, call_if_mentioned, &search);
}

static void try_nearest(void *context, const Element *element)
{
	nearest_try(context, element->id);
}

void view_add_nearest(const DesignView *view, const char *id, Text *out)
{
	Nearest nearest = {.wanted = id};

	for (ElementClass class = CLASS_PLATFORM; class < CLASS_COUNT; class++)
		view_each(view, class, try_nearest, &nearest);
	nearest_add(&nearest, out);
}

const Kind *element_kind(const Catalog *catalog, const Element *element)
{
	const char *kind = element->class == CLASS_COMPONENT ? element_get(element, "kind") : NULL;

	return kind ? catalog_kind(catalog, kind) : NULL;
}

const Pattern *element_pattern(const Catalog *catalog, const Element *element)
{
	const char *via = element->class == CLASS_LINK ? element_get(element, "via") : NULL;

	return via ? catalog_pattern(catalog, via) : NULL;
}

/* --- free ids ----------------------------------------------------------------- */

enum { ID_LONGEST = 63, SUFFIX_LONGEST = 11 };

/* STEM as an id of at most ID_LONGEST bytes. */
static void mend_id(const char *stem, char out[ID_LONGEST + 1])
{
	size_t length = 0;

	for (; *stem && length < ID_LONGEST; stem++) {
		char c = *stem;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (length > 0 && c == '_'))
			out[length++] = c;
		else if (length > 0 && out[length - 1] != '-')
			out[length++] = '-';
	}
	while (length > 0 && out[length - 1] == '-')
		length--;
	out[length] = '\0';
	if (!length)
		memcpy(out, "x", 2);
}

static bool is_numbered_free(const DesignView *view, const char *stem, unsigned number, char *out)
{
	size_t length = strlen(stem);

	if (length > ID_LONGEST - SUFFIX_LONGEST)
		length = ID_LONGEST - SUFFIX_LONGEST;
	snprintf(out, ID_LONGEST + 1, "%.*s-%u", (int)length, stem, number);
	return !view_find(view, out);
}

char *view_free_id(const DesignView *view, const char *stem)
{
	enum { ONE_BY_ONE = 64 };
	char mended[ID_LONGEST + 1], id[ID_LONGEST + 1];
	unsigned number = 2, taken, step;

	mend_id(stem, mended);
	if (id_valid(mended) && !view_find(view, mended))
		return mem_copy(mended);
	while (number < ONE_BY_ONE && !is_numbered_free(view, mended, number, id))
		number++;
	if (number < ONE_BY_ONE)
		return mem_copy(id);
	for (taken = number - 1, step = 1; !is_numbered_free(view, mended, number, id); step *= 2) {
		taken = number;
		number += step;
	}
	while (number - taken > 1) {            /* many are taken: halve the way to the last one */
		unsigned middle = taken + (number - taken) / 2;

		if (is_numbered_free(view, mended, middle, id))
			number = middle;
		else
			taken = middle;
	}
	is_numbered_free(view, mended, number, id);
	return mem_copy(id);
}
