/* The design in memory.
 *
 * Per class an array of elements sorted by id, and one hash of all ids. Ids, keys and values are
 * in the pool, elements and their fields in an arena: while a file is read the fields of an element
 * grow in place at its end. What an edit drops there stays until design_clear(), as in the pool. */
#include "model/design.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/design_private.h"

enum { FIRST_SLOTS = 64 };

/* --- the hash of ids -------------------------------------------------------- */

static size_t find_slot(const Design *design, const char *id, size_t length, uint32_t hash)
{
	size_t at = hash & design->slot_mask;

	for (;; at = (at + 1) & design->slot_mask) {
		const Element *element = design->slots[at];

		if (!element || (element->hash == hash && !strncmp(element->id, id, length) &&
		                 !element->id[length]))
			return at;
	}
}

static void grow_slots(Design *design)
{
	size_t old_size = design->slots ? design->slot_mask + 1 : 0;
	size_t size = old_size ? old_size * 2 : FIRST_SLOTS;
	Element **old = design->slots;

	design->slots = mem_alloc(size * sizeof(Element *));
	design->slot_mask = size - 1;
	for (size_t i = 0; i < old_size; i++) {
		size_t at;

		if (!old[i])
			continue;
		for (at = old[i]->hash & design->slot_mask; design->slots[at];)
			at = (at + 1) & design->slot_mask;
		design->slots[at] = old[i];
	}
	free(old);
}

static void fill_slot(Design *design, Element *element)
{
	if ((design->slot_count + 1) * 2 > design->slot_mask)
		grow_slots(design);
	design->slots[find_slot(design, element->id, strlen(element->id), element->hash)] = element;
	design->slot_count++;
}

/* Later members of the chain move up, so that no hole breaks it. */
static void empty_slot(Design *design, const Element *element)
{
	size_t mask = design->slot_mask;
	size_t hole = find_slot(design, element->id, strlen(element->id), element->hash);

	assert(design->slots[hole] == element);
	for (size_t at = (hole + 1) & mask; design->slots[at]; at = (at + 1) & mask) {
		size_t home = design->slots[at]->hash & mask;

		if (((at - home) & mask) >= ((at - hole) & mask)) {
			design->slots[hole] = design->slots[at];
			hole = at;
		}
	}
	design->slots[hole] = NULL;
	design->slot_count--;
}

static Element *find_n(const Design *design, const char *id, size_t length)
{
	if (!design->slots)
		return NULL;
	return design->slots[find_slot(design, id, length, pool_hash(id, length))];
}

const Element *design_find(const Design *design, const char *id)
{
	return find_n(design, id, strlen(id));
}

Element *design_find_mutable(Design *design, const char *id)
{
	return find_n(design, id, strlen(id));
}

/* --- elements --------------------------------------------------------------- */

static Element *new_element(Design *design, ElementClass class, const char *id, size_t length)
{
	Element *element = arena_alloc(&design->arena, sizeof *element);

	element->class = class;
	element->id = pool_add_n(&design->pool, id, length);
	element->hash = pool_hash(id, length);
	return element;
}

static void reserve_place(Design *design, ElementClass class)
{
	MEM_GROW(design->elements[class], design->cap[class], design->count[class] + 1);
}

Element *design_add(Design *design, ElementClass class, const char *id, size_t length)
{
	Element *element;

	if (find_n(design, id, length))
		return NULL;
	element = new_element(design, class, id, length);
	fill_slot(design, element);
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
	return new_element(design, class, id, strlen(id));
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

void design_insert(Design *design, Element *element)
{
	ElementClass class = element->class;
	size_t at = design_place(design, class, element->id);

	design->content ^= fingerprint(element->id, NULL, class_name(class));
	fill_slot(design, element);
	reserve_place(design, class);
	memmove(&design->elements[class][at + 1], &design->elements[class][at],
	        (design->count[class] - at) * sizeof(Element *));
	design->elements[class][at] = element;
	design->count[class]++;
}

void design_take_out(Design *design, Element *element)
{
	ElementClass class = element->class;
	size_t at = design_place(design, class, element->id);

	assert(design->elements[class][at] == element);
	design->content ^= fingerprint(element->id, NULL, class_name(class));
	empty_slot(design, element);
	design->count[class]--;
	memmove(&design->elements[class][at], &design->elements[class][at + 1],
	        (design->count[class] - at) * sizeof(Element *));
}

void design_number(Design *design, ElementClass class)
{
	for (size_t i = 0; i < design->count[class]; i++)
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
	reserve_field(design, element);
	element->fields[element->field_count++] = (Field){
		pool_add_n(&design->pool, key, key_length),
		pool_add_n(&design->pool, value, value_length),
	};
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
			design_number(design, class);
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
	free(design->slots);
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
	Element *element = new_element(to, from->class, from->id, strlen(from->id));

	fill_slot(to, element);
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
