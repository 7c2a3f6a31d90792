/* The invariants of a design.
 *
 * A whole design is checked field by field, with two small caches: the field table is asked once for
 * each (key, kind, pattern), and a value that stands many times is judged once, since equal texts of a
 * design are the same pointer. After an edit only the elements it touched are checked, and the
 * fields that name elements which went, or changed their class or kind. */
#include "model/design.h"

#include <stdlib.h>
#include <string.h>

#include "model/design_hint.h"
#include "model/mention.h"
#include "model/nearest.h"
#include "model/quote.h"
#include "model/selector.h"
#include "model/unknown_key.h"

enum {
	SPEC_CACHE = 512,       /* powers of two */
	VALUE_CACHE = 4096,
	NAME_CACHE = 256,
	NEAREST_MOST = 10       /* faults that search all ids for a near one */
};

typedef struct SpecEntry {
	const char *key;        /* interned; NULL: empty */
	const Kind *kind;
	const Pattern *pattern;
	ElementClass class;
	const FieldSpec *spec;
} SpecEntry;

typedef struct ValueEntry {
	const FieldSpec *spec;
	const char *value;      /* interned, and found good */
} ValueEntry;

typedef struct NameEntry {      /* a kind or a pattern by its id */
	const char *id;         /* interned */
	const void *record;     /* NULL: the catalogue does not know it */
} NameEntry;

typedef struct Required {
	const char *key;
	const char *interned;   /* NULL: no element has it */
} Required;

typedef struct Checker {
	const Design *design;
	const Catalog *catalog;
	DesignFault fault;
	void *context;
	size_t searched;        /* faults that searched all ids */
	Required *required[CLASS_COUNT];        /* ended by one without key; owned */
	const char *kind, *in, *via;            /* these keys, interned */
	NameEntry names[NAME_CACHE];
	SpecEntry specs[SPEC_CACHE];
	ValueEntry values[VALUE_CACHE];
} Checker;

typedef struct Subject {        /* the element that is being checked */
	const Element *element;
	const Kind *kind;       /* NULL: unknown, or no component */
	const Pattern *pattern;
} Subject;

static Checker *checker_new(const Design *design, const Catalog *catalog, DesignFault fault,
                            void *context)
{
	Checker *checker = mem_alloc(sizeof *checker);

	checker->design = design;
	checker->catalog = catalog;
	checker->fault = fault;
	checker->context = context;
	checker->kind = pool_find(&design->pool, "kind");
	checker->in = pool_find(&design->pool, "in");
	checker->via = pool_find(&design->pool, "via");
	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++) {
		size_t count = catalog->field_count[class], n = 0;

		checker->required[class] = mem_alloc((count + 1) * sizeof(Required));
		for (size_t i = 0; i < count; i++) {
			const FieldSpec *spec = &catalog->fields[class][i];

			if (spec->required)
				checker->required[class][n++] = (Required){
					spec->key, pool_find(&design->pool, spec->key),
				};
		}
	}
	return checker;
}

static void checker_free(Checker *checker)
{
	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++)
		free(checker->required[class]);
	free(checker);
}

/* Reports TEXT, which is then emptied. */
static void fault(Checker *checker, const Element *element, const char *key, bool warning, Text *text)
{
	checker->fault(checker->context, element, key, warning, text_str(text));
	text_clear(text);
}

static size_t mix(const void *a, const void *b)
{
	return (size_t)(((uintptr_t)a * 31 ^ (uintptr_t)b) * 0x9e3779b97f4a7c15u >> 32);
}

static const FieldSpec *spec_of(Checker *checker, const Subject *subject, const char *key)
{
	ElementClass class = subject->element->class;
	const void *extra = subject->kind ? (const void *)subject->kind : subject->pattern;
	SpecEntry *entry = &checker->specs[(mix(key, extra) + class) & (SPEC_CACHE - 1)];

	if (entry->key != key || entry->kind != subject->kind || entry->pattern != subject->pattern ||
	    entry->class != class)
		*entry = (SpecEntry){
			key, subject->kind, subject->pattern, class,
			catalog_field(checker->catalog, class, subject->kind, subject->pattern, key),
		};
	return entry->spec;
}

/* --- references ---------------------------------------------------------------- */

static void add_nearest_id(Checker *checker, const char *id, int refers, Text *text)
{
	Nearest nearest = {.wanted = id};

	if (checker->searched++ >= NEAREST_MOST) {
		text_add(text, "; add it, or name another");
		return;
	}
	for (ElementClass class = CLASS_PLATFORM; class < CLASS_COUNT; class++)
		if (refers < 0 || refers == (int)class)
			for (size_t i = 0; i < design_count(checker->design, class); i++)
				nearest_try(&nearest, design_at(checker->design, class, i)->id);
	if (nearest.best)
		nearest_add(&nearest, text);
	else
		text_add(text, "; add it, or name another");
}

/* Which class KEY must name: an ElementClass, or -1 for any. */
static int refers_to(ElementClass class, const char *key, const FieldSpec *spec)
{
	if (class == CLASS_FLOW && strcmp(key, "steps") == 0)
		return CLASS_LINK;
	if (class == CLASS_WAIVER && strcmp(key, "while") == 0)
		return CLASS_ASSUMPTION;
	return spec ? spec->refers : -1;
}

static bool is_end(const char *key)
{
	return strcmp(key, "from") == 0 || strcmp(key, "to") == 0;
}

static bool right_class(const Element *element, const Field *field, int refers, const Element *target)
{
	if (element->class == CLASS_LINK && is_end(field->key))
		return target->class == CLASS_COMPONENT || target->class == CLASS_PLATFORM;
	return refers < 0 || (int)target->class == refers;
}

static bool reference_holds(Checker *checker, const Subject *subject, const Field *field, int refers,
                            const char *id)
{
	const Element *element = subject->element;
	const Element *target = id == field->value ? design_named(id) : design_find(checker->design, id);
	Text text = {0};

	if (target && right_class(element, field, refers, target))
		return true;
	text_addf(&text, "%s: %s names ", element->id, field->key);
	if (target) {
		text_addf(&text, "%s, a %s; it must name a %s", id, class_name(target->class),
		          refers < 0 ? "component or a platform" : class_name((ElementClass)refers));
	} else {
		quote_add_short(&text, id);
		text_addf(&text, ", but there is no such %s",
		          refers < 0 ? "element" : class_name((ElementClass)refers));
		add_nearest_id(checker, id, refers, &text);
	}
	fault(checker, element, field->key, false, &text);
	return false;
}

static bool references_hold(Checker *checker, const Subject *subject, const Field *field,
                            const FieldSpec *spec, MentionForm form)
{
	int refers = refers_to(subject->element->class, field->key, spec);
	List ids = {0};
	bool hold = true;

	if (form == MENTION_VALUE)
		return reference_holds(checker, subject, field, refers, field->value);
	mention_ids(form, field->value, &ids);
	for (size_t i = 0; i < ids.count; i++)
		hold &= reference_holds(checker, subject, field, refers, ids.items[i]);
	list_clear(&ids);
	return hold;
}

/* --- fields -------------------------------------------------------------------- */

static void check_kind(Checker *checker, const Element *element, const Field *field, bool known,
                       const char *(*nearest)(const Catalog *, const char *))
{
	const char *near;
	Text text = {0};

	if (known)
		return;
	near = nearest(checker->catalog, field->value);
	text_addf(&text, "%s: %s ", element->id, field->key);
	quote_add_short(&text, field->value);
	text_add(&text, " is not in the catalogue; ");
	if (near)
		text_addf(&text, "did you mean %s?", near);
	else
		text_addf(&text, "'troika catalog %ss' lists them", strcmp(field->key, "via") == 0 ? "pattern" : "kind");
	fault(checker, element, field->key, false, &text);
}

static void check_container(Checker *checker, const Element *element, const Field *field)
{
	const Element *target = design_named(field->value);
	const char *kind_id = target ? element_get(target, "kind") : NULL;
	const Kind *kind = kind_id ? catalog_kind(checker->catalog, kind_id) : NULL;
	Text text = {0};

	if (!kind || kind->container)
		return;
	text_addf(&text, "%s: in names %s, a %s, in which nothing can stand; name a container such as a "
	          "private space or a VPC", element->id, target->id, kind->id);
	fault(checker, element, field->key, false, &text);
}

static void check_unknown_key(Checker *checker, const Subject *subject, const Field *field)
{
	const Element *element = subject->element;
	Text text = {0};
	bool wrong;

	text_addf(&text, "%s: ", element->id);
	wrong = unknown_key_tell(checker->catalog, element->class, subject->kind, subject->pattern, field->key, &text);
	fault(checker, element, field->key, !wrong, &text);
}

static bool selector_holds(Checker *checker, const Element *element, const Field *field)
{
	Selector selector;
	Error err = {0};
	bool ok = selector_parse(&selector, field->value, &err);
	Text text = {0};

	selector_clear(&selector);
	if (ok)
		return true;
	text_addf(&text, "%s: %s: %s", element->id, field->key, err.text);
	error_clear(&err);
	fault(checker, element, field->key, false, &text);
	return false;
}

static void check_field(Checker *checker, const Subject *subject, const Field *field)
{
	const Element *element = subject->element;
	const FieldSpec *spec = spec_of(checker, subject, field->key);
	ValueEntry *entry = &checker->values[mix(field->value, spec) & (VALUE_CACHE - 1)];
	MentionForm form;
	Error err = {0};

	if (!spec) {
		if (!((element->class == CLASS_COMPONENT && !subject->kind) ||
		      (element->class == CLASS_LINK && !subject->pattern)))
			check_unknown_key(checker, subject, field);
		return;
	}
	if (entry->spec == spec && entry->value == field->value)
		return;
	if (spec->type == FIELD_REFERENCE && design_named(field->value)) {
		reference_holds(checker, subject, field, refers_to(element->class, field->key, spec),
		                field->value);
		return;
	}
	if (!field_value_valid(spec, field->value, &err)) {
		Text text = {0};

		text_addf(&text, "%s: %s: %s", element->id, field->key, err.text);
		error_clear(&err);
		fault(checker, element, field->key, false, &text);
		return;
	}
	form = mention_form(spec, element->class, field->key);
	if (form == MENTION_PATTERNS ? selector_holds(checker, element, field)
	    : form == MENTION_NONE || references_hold(checker, subject, field, spec, form))
		*entry = (ValueEntry){spec, field->value};
}

/* --- elements ------------------------------------------------------------------ */

static void check_id(Checker *checker, const Element *element)
{
	Text text = {0};

	if (element->class == CLASS_DESIGN || id_valid(element->id))
		return;
	quote_add_short(&text, element->id);
	text_add(&text, " is not an id; an id is a small letter or digit, then small letters, digits, "
	         "- and _, at most 63 in all");
	fault(checker, element, NULL, false, &text);
}

static const char *value_of(const Element *element, const char *interned)
{
	for (uint32_t i = 0; interned && i < element->field_count; i++)
		if (element->fields[i].key == interned)
			return element->fields[i].value;
	return NULL;
}

static void report_missing(Checker *checker, const Subject *subject, const char *key, bool empty)
{
	const Element *element = subject->element;
	const FieldSpec *spec = catalog_field(checker->catalog, element->class, subject->kind,
	                                      subject->pattern, key);
	Text text = {0};

	text_addf(&text, "%s: this %s has no %s; set it", element->id, class_name(element->class), key);
	if (spec && *spec->sentence)
		text_addf(&text, " (%s)", spec->sentence);
	fault(checker, element, empty ? key : NULL, false, &text);
}

static void check_required_among(Checker *checker, const Subject *subject, const FieldSpec *fields,
                                 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *value = fields[i].required ? element_get(subject->element, fields[i].key) : "-";

		if (!value || !*value)
			report_missing(checker, subject, fields[i].key, value != NULL);
	}
}

static void check_all_required(Checker *checker, const Subject *subject)
{
	for (const Required *field = checker->required[subject->element->class]; field->key; field++) {
		const char *value = value_of(subject->element, field->interned);

		if (!value || !*value)
			report_missing(checker, subject, field->key, value != NULL);
	}
	if (subject->kind)
		check_required_among(checker, subject, subject->kind->fields, subject->kind->field_count);
	if (subject->pattern)
		check_required_among(checker, subject, subject->pattern->fields,
		                     subject->pattern->field_count);
}

/* The kind or pattern ID, which is interned. */
static const void *record_of(Checker *checker, const char *id, bool kind)
{
	NameEntry *entry = &checker->names[mix(id, NULL) & (NAME_CACHE / 2 - 1)];

	if (!kind)
		entry += NAME_CACHE / 2;        /* an id may name a kind here and a pattern there */
	if (entry->id != id) {
		entry->id = id;
		entry->record = kind ? (const void *)catalog_kind(checker->catalog, id)
		                     : catalog_pattern(checker->catalog, id);
	}
	return entry->record;
}

static Subject subject_of(Checker *checker, const Element *element)
{
	Subject subject = {.element = element};
	const char *id;

	if (element->class == CLASS_COMPONENT && (id = value_of(element, checker->kind)))
		subject.kind = record_of(checker, id, true);
	if (element->class == CLASS_LINK && (id = value_of(element, checker->via)))
		subject.pattern = record_of(checker, id, false);
	return subject;
}

static void check_named_in_catalogue(Checker *checker, const Subject *subject, const Field *field)
{
	const Element *element = subject->element;

	if (element->class == CLASS_COMPONENT && field->key == checker->kind)
		check_kind(checker, element, field, subject->kind, catalog_nearest_kind);
	if (element->class == CLASS_COMPONENT && field->key == checker->in)
		check_container(checker, element, field);
	if (element->class == CLASS_LINK && field->key == checker->via)
		check_kind(checker, element, field, subject->pattern, catalog_nearest_pattern);
}

static void check_element(Checker *checker, const Element *element)
{
	Subject subject = subject_of(checker, element);

	check_id(checker, element);
	check_all_required(checker, &subject);
	for (uint32_t i = 0; i < element->field_count; i++) {
		const Field *field = &element->fields[i];

		check_field(checker, &subject, field);
		if (element->class == CLASS_COMPONENT || element->class == CLASS_LINK)
			check_named_in_catalogue(checker, &subject, field);
	}
}

/* --- containment --------------------------------------------------------------- */

enum { UNSEEN, ON_THE_WAY, SETTLED };

static const Element *container_of(const Checker *checker, const Element *element)
{
	const char *in = value_of(element, checker->in);
	const Element *target = in ? design_named(in) : NULL;

	return target && target->class == CLASS_COMPONENT ? target : NULL;
}

static void report_circle(Checker *checker, const Element *start)
{
	enum { NAMED_MOST = 8 };
	const Element *at = start;
	Text text = {0};
	int named = 0;

	text_addf(&text, "%s: stands in itself (%s", start->id, start->id);
	do {
		at = container_of(checker, at);
		if (named++ < NAMED_MOST)
			text_addf(&text, " in %s", at == start ? "itself" : at->id);
	} while (at != start);
	text_add(&text, named > NAMED_MOST ? " and so on" : "");
	text_add(&text, "); take one of them out");
	fault(checker, start, "in", false, &text);
}

/* Follows `in` from ELEMENT up to what SEEN (by index of the component) knows already. */
static void check_circle(Checker *checker, const Element *element, unsigned char *seen)
{
	const Element *at = element;

	while (at && seen[at->index] == UNSEEN) {
		seen[at->index] = ON_THE_WAY;
		at = container_of(checker, at);
	}
	if (at && seen[at->index] == ON_THE_WAY)
		report_circle(checker, at);
	for (at = element; at && seen[at->index] == ON_THE_WAY; at = container_of(checker, at))
		seen[at->index] = SETTLED;
}

/* --- the whole ----------------------------------------------------------------- */

void design_check_each(const Design *design, const Catalog *catalog, DesignFault report, void *context)
{
	Checker *checker = checker_new(design, catalog, report, context);
	unsigned char *seen = mem_alloc(design_count(design, CLASS_COMPONENT));

	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++)
		for (size_t i = 0; i < design_count(design, class); i++)
			check_element(checker, design_at(design, class, i));
	for (size_t i = 0; i < design_count(design, CLASS_COMPONENT); i++)
		check_circle(checker, design_at(design, CLASS_COMPONENT, i), seen);
	design_hint_each(design, catalog, report, context);
	free(seen);
	checker_free(checker);
}

static void keep_first(void *context, const Element *element, const char *key, bool warning,
                       const char *text)
{
	Error *first = context;

	(void)element;
	(void)key;
	if (!warning && !first->text)
		error_set(first, "%s", text);
}

/* The elements that others may no longer name as they do. */
static void gather_shaken(const Edit *edit, IdSet *out)
{
	for (size_t i = 0; i < edit->count; i++) {
		const Op *op = &edit->ops[i];

		if (strcmp(op->key, KEY_CLASS) == 0 ? op->before != NULL
		                                    : op->before && strcmp(op->key, "kind") == 0)
			idset_add(out, op->id);
	}
}

/* Checks the fields that may name one of SHAKEN. */
static void check_mentions(Checker *checker, const IdSet *shaken, const Error *first)
{
	const Design *design = checker->design;

	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++) {
		for (size_t i = 0; i < design_count(design, class) && !first->text; i++) {
			const Element *element = design_at(design, class, i);
			Subject subject = {0};

			for (uint32_t j = 0; j < element->field_count; j++) {
				if (!idset_may_occur(shaken, element->fields[j].value))
					continue;
				if (!subject.element)
					subject = subject_of(checker, element);
				check_field(checker, &subject, &element->fields[j]);
				check_named_in_catalogue(checker, &subject, &element->fields[j]);
			}
		}
	}
}

static void check_edited(Checker *checker, const Edit *edit, const Error *first)
{
	unsigned char *seen = NULL;
	const Element *last = NULL;

	for (size_t i = 0; i < edit->count && !first->text; i++) {
		const Op *op = &edit->ops[i];
		const Element *element = design_find(checker->design, op->id);

		if (element && element != last)
			check_element(checker, element);
		last = element;
		if (!element || element->class != CLASS_COMPONENT || strcmp(op->key, "in") != 0)
			continue;
		if (!seen)
			seen = mem_alloc(design_count(checker->design, CLASS_COMPONENT));
		check_circle(checker, element, seen);
	}
	free(seen);
}

bool design_check(const Design *design, const Catalog *catalog, const Edit *edit, Error *err)
{
	Error first = {0};
	IdSet shaken = {0};
	Checker *checker;

	if (!edit) {
		design_check_each(design, catalog, keep_first, &first);
	} else {
		checker = checker_new(design, catalog, keep_first, &first);
		check_edited(checker, edit, &first);
		gather_shaken(edit, &shaken);
		if (!first.text && shaken.lengths)
			check_mentions(checker, &shaken, &first);
		idset_clear(&shaken);
		checker_free(checker);
	}
	if (!first.text)
		return true;
	error_set(err, "%s", first.text);
	error_clear(&first);
	return false;
}
