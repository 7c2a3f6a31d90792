/* Questions asked of the catalogue: binary searches, near misses and selectors. */
#include "model/catalog.h"

#include <string.h>

#include "model/nearest.h"
#include "model/text.h"

/* --- by id ------------------------------------------------------------------- */

/* Binary search among COUNT records of SIZE bytes that begin with their id. */
static const void *find(const void *records, size_t count, size_t size, const char *id)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const char *record = (const char *)records + middle * size;
		int order = strcmp(*(const char *const *)(const void *)record, id);

		if (order == 0)
			return record;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

_Static_assert(offsetof(Kind, id) == 0 && offsetof(Pattern, id) == 0 &&
	       offsetof(RuleText, id) == 0 && offsetof(Source, id) == 0, "find() wants the id first");

const Kind *catalog_kind(const Catalog *catalog, const char *id)
{
	return find(catalog->kinds, catalog->kind_count, sizeof(Kind), id);
}

const Pattern *catalog_pattern(const Catalog *catalog, const char *id)
{
	return find(catalog->patterns, catalog->pattern_count, sizeof(Pattern), id);
}

const RuleText *catalog_rule(const Catalog *catalog, const char *id)
{
	return find(catalog->rules, catalog->rule_count, sizeof(RuleText), id);
}

const Source *catalog_source(const Catalog *catalog, const char *id)
{
	return find(catalog->sources, catalog->source_count, sizeof(Source), id);
}

const Region *catalog_region(const Catalog *catalog, const char *vendor, const char *id)
{
	size_t low = 0, high = catalog->region_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const Region *region = &catalog->regions[middle];
		int order = strcmp(region->vendor, vendor);

		if (order == 0)
			order = strcmp(region->id, id);
		if (order == 0)
			return region;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* --- near misses ------------------------------------------------------------- */

static const char *after_vendor(const char *id)
{
	const char *point = strchr(id, '.');

	return point ? point + 1 : id;
}

/* The name behind the wrong vendor, a slip of the fingers, or another word for it. */
const char *catalog_nearest_kind(const Catalog *catalog, const char *id)
{
	const char *word = after_vendor(id), *synonym = NULL;
	Nearest whole = {.wanted = id}, name = {.wanted = word};
	bool same = false;      /* the synonym is of the vendor that was written */

	for (size_t i = 0; i < catalog->kind_count; i++) {
		const Kind *kind = &catalog->kinds[i];

		if (strcmp(after_vendor(kind->id), word) == 0)
			return kind->id;
		nearest_try(&whole, kind->id);
		nearest_try(&name, after_vendor(kind->id));
		if (words_have(kind->synonyms, word) && (!synonym || (!same && text_starts(id, kind->vendor)))) {
			synonym = kind->id;
			same = text_starts(id, kind->vendor);
		}
	}
	if (synonym || !name.best)
		return synonym;
	for (size_t i = 0; i < catalog->kind_count && !whole.best; i++)
		if (after_vendor(catalog->kinds[i].id) == name.best)
			return catalog->kinds[i].id;
	return whole.best;
}

const char *catalog_nearest_pattern(const Catalog *catalog, const char *id)
{
	Nearest nearest = {.wanted = id};

	for (size_t i = 0; i < catalog->pattern_count; i++)
		nearest_try(&nearest, catalog->patterns[i].id);
	return nearest.best;
}

/* --- fields ------------------------------------------------------------------ */

static const FieldSpec *field_among(const FieldSpec *fields, size_t count, const char *key)
{
	for (size_t i = 0; i < count; i++)
		if (fields[i].key[0] == key[0] && strcmp(fields[i].key, key) == 0)
			return &fields[i];
	return NULL;
}

static const FieldSpec *field_of_class(const Catalog *catalog, ElementClass class, const char *key)
{
	size_t low = 0, high = catalog->field_count[class];

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const FieldSpec *field = &catalog->fields[class][catalog->field_by_key[class][middle]];
		int order = strcmp(field->key, key);

		if (order == 0)
			return field;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

/* What follows KEY in PATTERN, whose segment `*` stands for any one segment; NULL: KEY is not its begin. */
static const char *after_segments(const char *pattern, const char *key)
{
	for (;;) {
		size_t wanted = strcspn(pattern, "."), given = strcspn(key, ".");
		bool any = wanted == 1 && *pattern == '*';

		if (given == 0 || (!any && (wanted != given || strncmp(pattern, key, given) != 0)))
			return NULL;
		pattern += wanted;
		key += given;
		if (!*key)
			return pattern;
		if (!*pattern)
			return NULL;
		pattern++;
		key++;
	}
}

/* The field of CLASS of whose key KEY, after which comes nothing or (BELOW) something, is the begin. */
static const FieldSpec *field_by_segments(const Catalog *catalog, ElementClass class, const char *key, bool below)
{
	for (size_t i = 0; i < catalog->field_count[class]; i++) {
		const char *rest = after_segments(catalog->fields[class][i].key, key);

		if (rest && (*rest != '\0') == below)
			return &catalog->fields[class][i];
	}
	return NULL;
}

const FieldSpec *catalog_field(const Catalog *catalog, ElementClass class,
                               const Kind *kind, const Pattern *pattern, const char *key)
{
	const FieldSpec *field = NULL;

	if (kind)
		field = field_among(kind->fields, kind->field_count, key);
	if (!field && pattern)
		field = field_among(pattern->fields, pattern->field_count, key);
	if (!field)
		field = field_of_class(catalog, class, key);
	if (field || !strchr(key, '.'))
		return field;
	return field_by_segments(catalog, class, key, false);
}

const FieldSpec *catalog_field_below(const Catalog *catalog, ElementClass class, const char *key)
{
	return field_by_segments(catalog, class, key, true);
}

bool field_is_list(const FieldSpec *spec)
{
	return spec && (spec->type == FIELD_LIST || spec->type == FIELD_REFERENCES || spec->type == FIELD_POINT ||
	                spec->type == FIELD_POINTS);
}

/* --- kinds and selectors ----------------------------------------------------- */

bool kind_has_capability(const Kind *kind, const char *capability)
{
	for (const char *const *c = kind->capabilities; *c; c++)
		if (strcmp(*c, capability) == 0)
			return true;
	return false;
}

const char *kind_limit(const Kind *kind, const char *name)
{
	for (size_t i = 0; i < kind->limit_count; i++)
		if (strcmp(kind->limits[i].name, name) == 0)
			return kind->limits[i].value;
	return NULL;
}

static bool selector_matches(const char *selector, const Kind *kind)
{
	size_t length = strlen(selector);

	if (text_starts(selector, "capability:"))
		return kind_has_capability(kind, selector + strlen("capability:"));
	if (strcmp(selector, "*") == 0)
		return true;
	if (text_ends(selector, ".*"))
		return strncmp(kind->id, selector, length - 1) == 0;
	return strcmp(selector, kind->id) == 0;
}

bool selectors_match(const char *const *selectors, const Kind *kind)
{
	for (; *selectors; selectors++)
		if (selector_matches(*selectors, kind))
			return true;
	return false;
}

static bool set_has(const Catalog *catalog, const uint64_t *set, const Kind *kind)
{
	size_t index = (size_t)(kind - catalog->kinds);

	return set[index / 64] >> (index % 64) & 1;
}

bool pattern_takes_from(const Catalog *catalog, const Pattern *pattern, const Kind *kind)
{
	return pattern->from_kinds ? set_has(catalog, pattern->from_kinds, kind) : selectors_match(pattern->from, kind);
}

bool pattern_takes_to(const Catalog *catalog, const Pattern *pattern, const Kind *kind)
{
	return pattern->to_kinds ? set_has(catalog, pattern->to_kinds, kind) : selectors_match(pattern->to, kind);
}
