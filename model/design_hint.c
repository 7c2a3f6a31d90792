/* Each sort of name has a row: where it stands in the fields of the design, who knows it, and what may have been
 * meant. What is named may still come, so that all this is a warning. */
#include "model/design_hint.h"

#include <stdlib.h>
#include <string.h>

#include "model/currency.h"
#include "model/list.h"
#include "model/nearest.h"
#include "model/quote.h"

enum { NEAREST_MOST = 10 };     /* names for which a near one is searched */

typedef struct Hints {
	const Design *design;
	const Catalog *catalog;
	DesignFault report;
	void *context;
	int searched;
} Hints;

static bool data_known(const Hints *h, const char *name, Nearest *nearest)
{
	const Element *element = design_find(h->design, name);

	for (size_t i = 0; nearest && i < design_count(h->design, CLASS_DATA); i++)
		nearest_try(nearest, design_at(h->design, CLASS_DATA, i)->id);
	return element && element->class == CLASS_DATA;
}

/* With rules of the team's own, of which the catalogue knows nothing, any name may be one. */
static bool rule_known(const Hints *h, const char *name, Nearest *nearest)
{
	for (size_t i = 0; nearest && i < h->catalog->rule_count; i++)
		nearest_try(nearest, h->catalog->rules[i].id);
	return catalog_rule(h->catalog, name) || element_get(design_at(h->design, CLASS_DESIGN, 0), "rules");
}

static bool rate_known(const Hints *h, const char *name, Nearest *nearest)
{
	(void)h;
	(void)nearest;
	return currency_valid(name, NULL);
}

static bool capability_known(const Hints *h, const char *name, Nearest *nearest)
{
	bool known = false;

	for (size_t i = 0; i < h->catalog->kind_count; i++)
		for (const char *const *one = h->catalog->kinds[i].capabilities; *one; one++) {
			known = known || strcmp(*one, name) == 0;
			if (nearest)
				nearest_try(nearest, *one);
		}
	for (size_t i = 0; !known && i < design_count(h->design, CLASS_COMPONENT); i++) {
		const char *own = element_get(design_at(h->design, CLASS_COMPONENT, i), "capabilities");

		known = own && list_has(own, name);
	}
	return known;
}

static const struct Named {
	const char *before;     /* the key up to the name; without a point at its end the value is a list of names */
	const char *what;
	bool (*known)(const Hints *h, const char *name, Nearest *nearest);      /* NEAREST NULL: not wanted */
} table[] = {
	{"residency.", "there is no such data", data_known},
	{"severity.", "there is no such rule", rule_known},
	{"parameters.", "there is no such rule", rule_known},
	{"rates.", "that is no currency of ISO 4217", rate_known},
	{"requires", "no kind and no component offers that", capability_known},
};

static void check_name(Hints *h, const struct Named *named, const char *key, const char *name)
{
	Nearest nearest = {.wanted = name};
	Text text = {0};

	if (named->known(h, name, NULL))
		return;
	text_addf(&text, "%s names ", key);
	quote_add_short(&text, name);
	text_addf(&text, ", but %s", named->what);
	if (h->searched++ < NEAREST_MOST) {
		named->known(h, name, &nearest);
		nearest_add(&nearest, &text);
	}
	h->report(h->context, design_at(h->design, CLASS_DESIGN, 0), key, true, text_str(&text));
	text_clear(&text);
}

static void check_key(Hints *h, const struct Named *named, const Field *field)
{
	const char *begin = field->key + strlen(named->before);
	char *name = mem_copy_n(begin, strcspn(begin, "."));

	check_name(h, named, field->key, name);
	free(name);
}

static void check_list(Hints *h, const struct Named *named, const Field *field)
{
	List names = {0};

	list_split(field->value, &names, NULL);
	for (size_t i = 0; i < names.count; i++)
		check_name(h, named, field->key, names.items[i]);
	list_clear(&names);
}

void design_hint_each(const Design *design, const Catalog *catalog, DesignFault report, void *context)
{
	const Element *element = design_at(design, CLASS_DESIGN, 0);
	Hints hints = {design, catalog, report, context, 0};

	for (uint32_t i = 0; i < element->field_count; i++)
		for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
			const Field *field = &element->fields[i];

			if (text_ends(table[k].before, ".") && text_starts(field->key, table[k].before))
				check_key(&hints, &table[k], field);
			else if (strcmp(field->key, table[k].before) == 0)
				check_list(&hints, &table[k], field);
		}
}
