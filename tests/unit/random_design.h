/* Random designs and edits for property tests: every class, every type of field, unknown keys, and
 * texts that are meant to break something. References may dangle. */
#ifndef TROIKA_TESTS_RANDOM_DESIGN_H
#define TROIKA_TESTS_RANDOM_DESIGN_H

#include <string.h>

#include "model/design.h"
#include "tests/unit/own_catalog.h"
#include "tests/unit/random.h"

#define PICK(array) (array)[random_below(sizeof (array) / sizeof *(array))]

static const char *const nasty_texts[] = {
	"", " ", "\\N \\G \\l", "&#27;[31m", "<b>", "\"];x[label=\"", "</text><script>", "]]>", "javascript:",
	"=cmd|'/c calc'!A0", "| col |", "[x](http://e)", "@enduml", "%%{init:{}}%%", "$(id)", "::error::x",
	"node", "subgraph", "end", "日本 ☁️ 日本", "e\xcc\x81\xcc\x82\xcc\x83", "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9",
	"no", "1.10", "12:30", "~", "null", "0o14", "2027-03-31", "# not a comment", "a#b", "a=b", "was=1", "was",
	"say \"hi\"", "C:\\path\\u0041", "-", "--", "a,b", "\"a,b\",c", " padded ", "remove design", "%s%n%d",
	"trailing\\", "key: value", "- item", "{a: b}", "[a, b]", "'", "''", "!tag", "&a", "*a", ">", "|",
};

static const char *const random_ids[] = {
	"a", "b", "c", "d", "e", "was", "via", "id", "note", "data", "portal", "0001-x_y", "crm", "orders",
};

static inline const char *random_value(const FieldSpec *spec)
{
	static const char *const amounts[] = {"1", "20k/day", "500 GB", "30 s", "99.95 %", "5 kB", "3 days"};
	static const char *const lists[] = {"a", "a,b", "\"x, y\",z", "\"\",b", "web-crm: ask,\"b: say, all\""};
	static const char *const references[] = {"a", "a,b", "portal,was,id", "data"};

	for (;;) {
		const char *value = PICK(nasty_texts);

		if (spec && spec->type == FIELD_PROSE && random_below(4) == 0)
			value = "two\nlines\n\n\tof text\n";
		else if (spec && spec->type == FIELD_CHOICE)
			value = spec->choices[random_below(2)];
		else if (spec && spec->type == FIELD_BOOLEAN)
			value = random_below(2) ? "true" : "false";
		else if (spec && (spec->type == FIELD_NUMBER || spec->type == FIELD_DECIMAL ||
		                  spec->type == FIELD_MONEY))
			value = "1";
		else if (spec && spec->type == FIELD_QUANTITY)
			value = PICK(amounts);
		else if (spec && spec->type == FIELD_DATE)
			value = random_below(2) ? "2027-03-31" : "2028-02-29";
		else if (spec && spec->type == FIELD_POINT)
			value = random_below(2) ? "12,4" : "-3,0";
		else if (spec && spec->type == FIELD_POINTS)
			value = random_below(2) ? "\"1,2\",\"-3,0\"" : "\"1,2\"";
		else if (spec && spec->type == FIELD_CURRENCY)
			value = random_below(2) ? "USD" : "EUR";
		else if (spec && spec->type == FIELD_REFERENCE)
			value = PICK(random_ids);
		else if (spec && spec->type == FIELD_REFERENCES)
			value = PICK(references);
		else if (spec && spec->type == FIELD_LIST)
			value = PICK(lists);
		if (!spec || field_value_valid(spec, value, NULL))
			return value;
	}
}

/* A key that an element of CLASS may have, dotted where the table has `*`; NULL *SPEC: an unknown one. */
static inline void random_key(ElementClass class, const Kind *kind, char *key, size_t size, const FieldSpec **spec)
{
	static const char *const unknown[] = {"x-own", "was", "id", "odd key", "a=b", "#x", "\"q\"", "日本"};
	const Catalog *catalog = own_catalog();
	size_t count = catalog->field_count[class], more = kind ? kind->field_count : 0;
	size_t at = random_below(count + more + 1);
	size_t used = 0;

	*spec = NULL;
	if (at == count + more) {
		snprintf(key, size, "%s", PICK(unknown));
		return;
	}
	*spec = at < count ? &catalog->fields[class][at] : &kind->fields[at - count];
	for (const char *c = (*spec)->key; *c && used + 2 < size; c++)
		key[used++] = *c == '*' ? (char)('a' + random_below(3)) : *c;
	key[used] = '\0';
}

static inline void random_fields(Design *design, Element *element)
{
	static const char *const kinds[] = {"heroku.test-web", "salesforce.test-crm", "heroku.test-space"};
	static const char *const patterns[] = {"custom", "heroku-connect"};
	const Kind *kind = NULL;
	const Pattern *pattern = NULL;

	if (element->class == CLASS_COMPONENT && random_below(8)) {
		const char *id = PICK(kinds);

		design_set(design, element, "kind", id);
		kind = catalog_kind(own_catalog(), id);
	}
	if (element->class == CLASS_LINK && random_below(8)) {
		const char *id = PICK(patterns);

		design_set(design, element, "from", PICK(random_ids));
		if (random_below(8))
			design_set(design, element, "to", PICK(random_ids));
		design_set(design, element, "via", id);
		pattern = catalog_pattern(own_catalog(), id);
	}
	for (unsigned n = random_below(5); n > 0; n--) {
		const FieldSpec *spec;
		char key[64];

		random_key(element->class, kind, key, sizeof key, &spec);
		if (strcmp(key, "kind") == 0 || strcmp(key, "via") == 0)
			continue;
		/* a pattern may give a key of the class another type */
		spec = catalog_field(own_catalog(), element->class, kind, pattern, key);
		design_set(design, element, key, random_value(spec));
	}
}

static inline void random_design(Design *design)
{
	design_init(design);
	random_fields(design, design_element(design));
	for (unsigned n = random_below(12); n > 0; n--) {
		const char *id = PICK(random_ids);
		ElementClass class = (ElementClass)(1 + random_below(CLASS_COUNT - 1));
		Element *element = design_add(design, class, id, strlen(id));

		if (element)
			random_fields(design, element);
	}
	design_ready(design);
}

/* NEXT is DESIGN with some elements taken from another random design. */
static inline void random_successor(const Design *design, Design *next)
{
	Design other;

	random_design(&other);
	design_init(next);
	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++) {
		for (size_t from_other = 0; from_other < 2; from_other++) {
			const Design *from = from_other ? &other : design;

			for (size_t i = 0; i < design_count(from, class); i++) {
				const Element *old = design_at(from, class, i);
				Element *element;

				if (random_below(4) == 0)
					continue;
				element = class == CLASS_DESIGN ? design_element(next)
				        : design_add(next, class, old->id, strlen(old->id));
				for (uint32_t j = 0; element && j < old->field_count; j++)
					design_set(next, element, old->fields[j].key, old->fields[j].value);
			}
		}
	}
	design_ready(next);
	design_clear(&other);
}

#endif
