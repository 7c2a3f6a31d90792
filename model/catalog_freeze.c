/* Turns what was read into a Catalog: sorted, defaults filled in, selectors resolved. */
#include "model/catalog_reader.h"

#include <stdlib.h>
#include <string.h>

static int by_key(const void *a, const void *b, size_t offset)
{
	return strcmp(MEMBER_OF(a, offset, const char *), MEMBER_OF(b, offset, const char *));
}

static int kind_order(const void *a, const void *b)
{
	return by_key(a, b, offsetof(Kind, id));
}

static int pattern_order(const void *a, const void *b)
{
	return by_key(a, b, offsetof(Pattern, id));
}

static int rule_order(const void *a, const void *b)
{
	return by_key(a, b, offsetof(RuleText, id));
}

static int source_order(const void *a, const void *b)
{
	return by_key(a, b, offsetof(Source, id));
}

static int region_order(const void *a, const void *b)
{
	int vendor = by_key(a, b, offsetof(Region, vendor));

	return vendor ? vendor : by_key(a, b, offsetof(Region, id));
}

/* The records of TABLE in memory of the catalogue. */
static void *freeze(CatalogReader *r, const Table *table, int (*order)(const void *, const void *))
{
	size_t size = table->record->size;
	void *items = arena_alloc(&r->arena, (table->count + 1) * size);

	if (table->count)
		memcpy(items, table->items, table->count * size);
	if (order && table->count)
		qsort(items, table->count, size, order);
	return items;
}

static const char *source_grade(const Catalog *catalog, const char *id)
{
	const Source *source = catalog_source(catalog, id);

	return source ? source->grade : "";
}

static void fill_prices(CatalogReader *r, const Catalog *catalog, Kind *kind)
{
	Price *prices = arena_alloc(&r->arena, (kind->price_count + 1) * sizeof *prices);

	for (size_t i = 0; i < kind->price_count; i++) {
		Price *p = &prices[i];

		*p = kind->prices[i];
		if (!*p->metric)
			p->metric = "1";
		if (!*p->per)
			p->per = "1";
		if (!*p->currency)
			p->currency = "USD";
		if (!*p->grade)
			p->grade = source_grade(catalog, p->source);
	}
	kind->prices = prices;
}

static const uint64_t *resolve(CatalogReader *r, const Catalog *catalog, const char *const *selectors)
{
	uint64_t *set = arena_alloc(&r->arena, (catalog->kind_count / 64 + 1) * sizeof *set);

	for (size_t i = 0; i < catalog->kind_count; i++)
		if (selectors_match(selectors, &catalog->kinds[i]))
			set[i / 64] |= UINT64_C(1) << (i % 64);
	return set;
}

/* Indexes of FIELDS by key: an insertion sort, for a form has a few dozen fields. */
static const uint8_t *sort_fields(CatalogReader *r, const FieldSpec *fields, size_t count)
{
	uint8_t *order = arena_alloc(&r->arena, count + 1);

	for (size_t i = 0; i < count; i++) {
		size_t at = i;

		for (; at > 0 && strcmp(fields[order[at - 1]].key, fields[i].key) > 0; at--)
			order[at] = order[at - 1];
		order[at] = (uint8_t)i;
	}
	return order;
}

void reader_freeze(CatalogReader *r, Catalog *out)
{
	Kind *kinds = freeze(r, &r->kinds, kind_order);
	Pattern *patterns = freeze(r, &r->patterns, pattern_order);
	Arena *owner;

	*out = (Catalog){
		.kinds = kinds, .kind_count = r->kinds.count,
		.patterns = patterns, .pattern_count = r->patterns.count,
		.rules = freeze(r, &r->rules, rule_order), .rule_count = r->rules.count,
		.sources = freeze(r, &r->sources, source_order), .source_count = r->sources.count,
		.regions = freeze(r, &r->regions, region_order), .region_count = r->regions.count,
	};
	for (size_t i = 0; i < out->kind_count; i++) {
		fill_prices(r, out, &kinds[i]);
		if (!*kinds[i].lifecycle)
			kinds[i].lifecycle = "active";
	}
	for (size_t i = 0; i < out->pattern_count; i++) {
		patterns[i].from_kinds = resolve(r, out, patterns[i].from);
		patterns[i].to_kinds = resolve(r, out, patterns[i].to);
	}
	for (int i = 0; i < CLASS_COUNT; i++) {
		out->fields[i] = freeze(r, &r->fields[i], NULL);
		out->field_count[i] = r->fields[i].count;
		out->field_by_key[i] = sort_fields(r, out->fields[i], out->field_count[i]);
	}
	owner = mem_alloc(sizeof *owner);
	*owner = r->arena;
	r->arena = (Arena){0};
	out->owner = owner;
}

void catalog_clear(Catalog *catalog)
{
	if (!catalog || !catalog->owner)
		return;
	arena_clear(catalog->owner);
	free(catalog->owner);
	*catalog = (Catalog){0};
}
