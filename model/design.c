/* The design in memory.
 *
 * Per class an array of elements sorted by id. Ids, keys and values are in the pool, where an id
 * also leads to its element: nothing else is hashed. Elements and their fields in an arena: while a file is read the fields of an element
 * grow in place at its end. What an edit drops there stays until design_clear(), as in the pool. */
#include "model/design.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/design_private.h"

static Element *find_n(const Design *design, const char *id, size_t length)
{
	const char *text = pool_find_n(&design->pool, id, length);

	return text ? pool_mark(text) : NULL;
}

const Element *design_find(const Design *design, const char *id)
{
	return find_n(design, id, strlen(id));
}

Element *design_find_mutable(Design *design, const char *id)
{
	return find_n(design, id, strlen(id));
}

const Element *design_named(const char *text)
{
	return pool_mark(text);
}

/* --- elements --------------------------------------------------------------- */

static Element *new_element(Design *design, ElementClass class, const char *id)
{
	Element *element = arena_alloc(&design->arena, sizeof *element);

	element->class = class;
	element->id = id;
	return element;
}

static void reserve_place(Design *design, ElementClass class)
{
	MEM_GROW(design->elements[class], design->cap[class], design->count[class] + 1);
}

Element *design_add(Design *design, ElementClass class, const char *id, size_t length)
{
	const char *text = pool_add_n(&design->pool, id, length);
	Element *element;

	if (pool_mark(text))
		return NULL;
	element = new_element(design, class, text);
	pool_set_mark(text, element);
	reserve_place(design, class);
	element->index = (uint32_t)design->count[class];
	design->elements[class][design->count[class]++] = element;
	return element;
}

size_t design_place(const Design *design, ElementClass class, const char *id)
{
	size_t low = 0, high = design->count[class];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(design->elements[class][middle]->id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

Element *design_new_element(Design *design, ElementClass class, const char *id)
{
	return new_element(design, class, pool_add(&design->pool, id));
}

/* What a field, or with the name of a class the element itself, adds to the fingerprint. All three are
 * in the pool, so that their places stand for their texts. */
static uint64_t fingerprint(const char *id, const char *key, const char *value)
{
	uint64_t mixed = (uintptr_t)id * 0x9e3779b97f4a7c15u;

	mixed = (mixed ^ mixed >> 29 ^ (uintptr_t)key) * 0xbf58476d1ce4e5b9u;
	mixed = (mixed ^ mixed >> 32 ^ (uintptr_t)value) * 0x94d049bb133111ebu;
	return mixed ^ mixed >> 31;
}

size_t design_insert(Design *design, Element *element)
{
	ElementClass class = element->class;
	size_t at = design_place(design, class, element->id);

	design->content ^= fingerprint(element->id, NULL, class_name(class));
	pool_set_mark(element->id, element);
	reserve_place(design, class);
	memmove(&design->elements[class][at + 1], &design->elements[class][at],
	        (design->count[class] - at) * sizeof(Element *));
	design->elements[class][at] = element;
	design->count[class]++;
	return at;
}

size_t design_take_out(Design *design, Element *element)
{
	ElementClass class = element->class;
	size_t at = design_place(design, class, element->id);

	assert(design->elements[class][at] == element);
	design->content ^= fingerprint(element->id, NULL, class_name(class));
	pool_set_mark(element->id, NULL);
	design->count[class]--;
	memmove(&design->elements[class][at], &design->elements[class][at + 1],
	        (design->count[class] - at) * sizeof(Element *));
	return at;
}

void design_number(Design *design, ElementClass class, size_t first)
{
	for (size_t i = first; i < design->count[class]; i++)
		design->elements[class][i]->index = (uint32_t)i;
}

/* --- fields ----------------------------------------------------------------- */

static void reserve_field(Design *design, Element *element)
{
	uint32_t cap = element->field_cap ? element->field_cap * 2 : 4;
	size_t used = element->field_count * sizeof(Field);

	if (element->field_count < element->field_cap)
		return;
	if (element->field_cap &&
	    arena_extend(&design->arena, element->fields, used, used + sizeof(Field))) {
		element->field_cap++;
		return;
	}
	if (!element->field_cap)
		cap = 1;                /* it grows in place while it is the last in the arena */
	element->fields = memcpy(arena_alloc(&design->arena, cap * sizeof(Field)),
	                         element->fields ? (void *)element->fields : "", used);
	element->field_cap = cap;
}

/* The place of KEY among the fields, or where it would stand. */
static uint32_t field_place(const Element *element, const char *key)
{
	uint32_t low = 0, high = element->field_count;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (strcmp(element->fields[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const char *element_get(const Element *element, const char *key)
{
	uint32_t at = field_place(element, key);

	if (at < element->field_count && strcmp(element->fields[at].key, key) == 0)
		return element->fields[at].value;
	return NULL;
}

const char *element_name(const Element *element)
{
	const char *name = element_get(element, "name");

	return name && *name ? name : element->id;
}

void design_put(Design *design, Element *element, const char *key, const char *value)
{
	uint32_t at = field_place(element, key);
	Field *field;

	if (at == element->field_count || strcmp(element->fields[at].key, key) != 0) {
		reserve_field(design, element);
		memmove(&element->fields[at + 1], &element->fields[at],
		        (element->field_count - at) * sizeof(Field));
		element->fields[at] = (Field){pool_add(&design->pool, key), NULL};
		element->field_count++;
	}
	field = &element->fields[at];
	if (field->value)
		design->content ^= fingerprint(element->id, field->key, field->value);
	field->value = pool_add(&design->pool, value);
	design->content ^= fingerprint(element->id, field->key, field->value);
}

void design_drop(Design *design, Element *element, const char *key)
{
	uint32_t at = field_place(element, key);
	const Field *field = &element->fields[at];

	assert(at < element->field_count && strcmp(field->key, key) == 0);
	design->content ^= fingerprint(element->id, field->key, field->value);
	element->field_count--;
	memmove(&element->fields[at], &element->fields[at + 1],
	        (element->field_count - at) * sizeof(Field));
}

void design_set_n(Design *design, Element *element, const char *key, size_t key_length,
                  const char *value, size_t value_length)
{
	const Element *before = element->index > 0 ? design->elements[element->class][element->index - 1]
	                                           : NULL;
	uint32_t at = element->field_count;
	const Field *likely = before && at < before->field_count ? &before->fields[at] : NULL;
	Field *field;

	reserve_field(design, element);
	field = &element->fields[element->field_count++];
	/* Most elements have the same keys in the same order as the one before, and often its values. */
	if (likely && !strncmp(likely->key, key, key_length) && !likely->key[key_length])
		field->key = likely->key;
	else
		field->key = pool_add_n(&design->pool, key, key_length);
	if (likely && !strncmp(likely->value, value, value_length) && !likely->value[value_length])
		field->value = likely->value;
	else
		field->value = pool_add_n(&design->pool, value, value_length);
}

void design_set(Design *design, Element *element, const char *key, const char *value)
{
	design_set_n(design, element, key, strlen(key), value, strlen(value));
}

/* --- the end of a bulk load ------------------------------------------------- */

static int by_id(const void *a, const void *b)
{
	return strcmp((*(Element *const *)a)->id, (*(Element *const *)b)->id);
}

static void sort_elements(Design *design, ElementClass class)
{
	Element **elements = design->elements[class];
	size_t count = design->count[class];

	for (size_t i = 1; i < count; i++) {
		if (strcmp(elements[i - 1]->id, elements[i]->id) > 0) {
			qsort(elements, count, sizeof *elements, by_id);
			design_number(design, class, 0);
			return;
		}
	}
}

typedef struct Arrival {        /* a field and when it came */
	Field field;
	size_t order;
} Arrival;

static int by_key_and_order(const void *a, const void *b)
{
	const Arrival *left = a, *right = b;
	int order = strcmp(left->field.key, right->field.key);

	return order ? order : (left->order > right->order) - (left->order < right->order);
}

static void sort_many_fields(Element *element)
{
	Arrival *arrivals = mem_alloc(element->field_count * sizeof *arrivals);

	for (size_t i = 0; i < element->field_count; i++)
		arrivals[i] = (Arrival){element->fields[i], i};
	qsort(arrivals, element->field_count, sizeof *arrivals, by_key_and_order);
	for (size_t i = 0; i < element->field_count; i++)
		element->fields[i] = arrivals[i].field;
	free(arrivals);
}

static void sort_few_fields(Field *fields, uint32_t count)
{
	for (uint32_t i = 1; i < count; i++) {
		Field field = fields[i];
		uint32_t at = i;

		for (; at > 0 && strcmp(fields[at - 1].key, field.key) > 0; at--)
			fields[at] = fields[at - 1];
		fields[at] = field;
	}
}

/* Of fields with the same key the last stays. */
static void sort_fields(Element *element)
{
	enum { FEW = 24 };
	Field *fields = element->fields;
	uint32_t kept = 0;

	if (element->field_count <= FEW)
		sort_few_fields(fields, element->field_count);
	else
		sort_many_fields(element);
	for (uint32_t i = 0; i < element->field_count; i++) {
		if (kept > 0 && fields[kept - 1].key == fields[i].key)
			kept--;
		fields[kept++] = fields[i];
	}
	element->field_count = kept;
}

void design_ready(Design *design)
{
	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++) {
		sort_elements(design, class);
		for (size_t i = 0; i < design->count[class]; i++)
			sort_fields(design->elements[class][i]);
	}
}

/* --- the whole -------------------------------------------------------------- */

void design_init(Design *design)
{
	*design = (Design){0};
	design_add(design, CLASS_DESIGN, ID_DESIGN, strlen(ID_DESIGN));
}

void design_clear(Design *design)
{
	if (!design)
		return;
	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++)
		free(design->elements[class]);
	pool_clear(&design->pool);
	arena_clear(&design->arena);
	*design = (Design){0};
}

size_t design_count(const Design *design, ElementClass class)
{
	return design->count[class];
}

const Element *design_at(const Design *design, ElementClass class, size_t index)
{
	assert(index < design->count[class]);
	return design->elements[class][index];
}

Element *design_element(Design *design)
{
	return design->elements[CLASS_DESIGN][0];
}

static void copy_element(Design *to, const Element *from)
{
	Element *element = new_element(to, from->class, pool_add(&to->pool, from->id));

	pool_set_mark(element->id, element);
	element->index = from->index;
	element->version = from->version;
	element->line = from->line;
	element->column = from->column;
	element->file = pool_add(&to->pool, from->file);
	for (uint32_t i = 0; i < from->field_count; i++)
		design_set(to, element, from->fields[i].key, from->fields[i].value);
	reserve_place(to, from->class);
	to->elements[from->class][to->count[from->class]++] = element;
}

void design_copy(Design *to, const Design *from)
{
	design_clear(to);
	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++)
		for (size_t i = 0; i < from->count[class]; i++)
			copy_element(to, from->elements[class][i]);
	to->version = from->version;
}
