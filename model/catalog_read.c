/* Fills the catalogue's structs from YAML nodes, driven by the tables of members. */
#include "model/catalog_reader.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/nearest.h"
#include "model/text.h"

static const char *const no_words[] = {NULL};

void *table_at(const Table *table, size_t index)
{
	assert(index < table->count);
	return table->items + index * table->record->size;
}

void reader_fault(CatalogReader *r, const YamlNode *node, const char *format, ...)
{
	Text text = {0};
	va_list args;

	va_start(args, format);
	text_addv(&text, format, args);
	va_end(args);
	r->failed = true;
	diagnostics_add(r->list, false, r->file, (int)node->line, (int)node->column, "%s",
	                text_str(&text));
	text_clear(&text);
}

enum { DECIMAL_DIGITS = 18, DECIMAL_PLACES = 12 };

bool decimal_text(const char *s)
{
	size_t digits, places;

	s += *s == '-';
	digits = strspn(s, "0123456789");
	if (digits == 0 || digits > DECIMAL_DIGITS)
		return false;
	s += digits;
	if (*s != '.')
		return *s == '\0';
	places = strspn(++s, "0123456789");
	return places > 0 && places <= DECIMAL_PLACES && s[places] == '\0';
}

static bool date_text(const char *s)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int year, month, day, last;

	if (strlen(s) != 10 || s[4] != '-' || s[7] != '-' ||
	    strspn(s, "0123456789") != 4 || strspn(s + 5, "0123456789") != 2 ||
	    strspn(s + 8, "0123456789") != 2)
		return false;
	year = atoi(s);
	month = atoi(s + 5);
	day = atoi(s + 8);
	if (month < 1 || month > 12)
		return false;
	last = days[month - 1];
	if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
		last = 29;
	return day >= 1 && day <= last;
}

/* --- members ----------------------------------------------------------------- */

/* "one of a, b, c" */
static void add_words(Text *text, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		text_addf(text, "%s%s", i ? ", " : "", words[i]);
}

static void fault_words(CatalogReader *r, const YamlNode *node, const char *key,
                        const char *const *words)
{
	Text text = {0};

	add_words(&text, words);
	reader_fault(r, node, "'%s' is no %s; write one of %s", node->text, key, text_str(&text));
	text_clear(&text);
}

static bool scalar(CatalogReader *r, const YamlNode *node, const char *key)
{
	if (node->type == YAML_TEXT)
		return true;
	reader_fault(r, node, "'%s' wants one value, not a %s", key,
	             node->type == YAML_LIST ? "list" : "map");
	return false;
}

static const char *own_text(CatalogReader *r, const YamlNode *node)
{
	size_t length = node->length;

	while (length && node->text[length - 1] == '\n')        /* of a block */
		length--;
	return arena_copy_n(&r->arena, node->text, length);
}

static void read_text(CatalogReader *r, const Member *m, const YamlNode *node, void *item)
{
	if (!scalar(r, node, m->key))
		return;
	if (m->type == MEMBER_DECIMAL && !decimal_text(node->text)) {
		reader_fault(r, node, "'%s' wants a decimal number of at most %d places, not '%s'",
		             m->key, DECIMAL_PLACES, node->text);
		return;
	}
	if (m->type == MEMBER_DATE && !date_text(node->text)) {
		reader_fault(r, node, "'%s' wants a date as 2026-08-13, not '%s'", m->key, node->text);
		return;
	}
	if (m->words && !words_have(m->words, node->text)) {
		fault_words(r, node, m->key, m->words);
		return;
	}
	MEMBER_AT(item, m->offset, const char *) = own_text(r, node);
}

static void read_boolean(CatalogReader *r, const Member *m, const YamlNode *node, void *item)
{
	if (!scalar(r, node, m->key))
		return;
	if (strcmp(node->text, "true") != 0 && strcmp(node->text, "false") != 0) {
		reader_fault(r, node, "'%s' wants true or false, not '%s'", m->key, node->text);
		return;
	}
	MEMBER_AT(item, m->offset, bool) = node->text[0] == 't';
}

static void read_choice(CatalogReader *r, const Member *m, const YamlNode *node, void *item)
{
	if (!scalar(r, node, m->key))
		return;
	for (int i = 0; m->words[i]; i++) {
		if (strcmp(m->words[i], node->text) == 0) {
			MEMBER_AT(item, m->offset, int) = i + m->first;
			return;
		}
	}
	fault_words(r, node, m->key, m->words);
}

static void read_level(CatalogReader *r, const Member *m, const YamlNode *node, void *item)
{
	if (!scalar(r, node, m->key))
		return;
	if (strlen(node->text) != 1 || node->text[0] < '0' || node->text[0] > '4') {
		reader_fault(r, node, "'%s' wants a number from 0 to 4, not '%s'", m->key, node->text);
		return;
	}
	MEMBER_AT(item, m->offset, int) = node->text[0] - '0';
}

static void read_words(CatalogReader *r, const Member *m, const YamlNode *node, void *item)
{
	const char **words;
	size_t count = 0;

	if (node->type != YAML_LIST) {
		reader_fault(r, node, "'%s' wants a list: [a, b]", m->key);
		return;
	}
	words = arena_alloc(&r->arena, (node->count + 1) * sizeof *words);
	for (const YamlNode *n = node->first; n; n = n->next)
		if (scalar(r, n, m->key))
			words[count++] = own_text(r, n);
	MEMBER_AT(item, m->offset, const char *const *) = words;
}

static void read_pairs(CatalogReader *r, const Member *m, const YamlNode *node, void *item)
{
	NamedValue *pairs;
	size_t count = 0;

	if (node->type != YAML_MAP) {
		reader_fault(r, node, "'%s' wants a map: {name: value}", m->key);
		return;
	}
	pairs = arena_alloc(&r->arena, (node->count + 1) * sizeof *pairs);
	for (const YamlNode *n = node->first; n; n = n->next) {
		if (!scalar(r, n, m->key))
			continue;
		pairs[count].name = own_text(r, n->key);
		pairs[count++].value = own_text(r, n);
	}
	MEMBER_AT(item, m->offset, const NamedValue *) = pairs;
	MEMBER_AT(item, m->count_offset, size_t) = count;
}

static void record_empty(const Record *record, void *item)
{
	memset(item, 0, record->size);
	if (record->key_name)
		MEMBER_AT(item, record->key_offset, const char *) = "";
	for (const Member *m = record->members; m->key; m++) {
		if (m->type == MEMBER_TEXT || m->type == MEMBER_DECIMAL || m->type == MEMBER_DATE)
			MEMBER_AT(item, m->offset, const char *) = "";
		else if (m->type == MEMBER_WORDS)
			MEMBER_AT(item, m->offset, const char *const *) = no_words;
		else if (m->type == MEMBER_CHOICE)
			MEMBER_AT(item, m->offset, int) = m->first;
	}
}

static void read_record(CatalogReader *r, const Record *record, const YamlNode *node,
                        void *item, bool fresh);

static void read_records(CatalogReader *r, const Member *m, const YamlNode *node, void *item)
{
	const Record *record = m->record;
	YamlType wanted = record->key_name ? YAML_MAP : YAML_LIST;
	size_t count = 0;
	char *items;

	if (node->type != wanted) {
		reader_fault(r, node, "'%s' wants a %s", m->key, wanted == YAML_MAP ? "map" : "list");
		return;
	}
	items = arena_alloc(&r->arena, (node->count + 1) * record->size);
	for (const YamlNode *n = node->first; n; n = n->next) {
		char *one = items + count++ * record->size;

		record_empty(record, one);
		if (record->key_name)
			MEMBER_AT(one, record->key_offset, const char *) = own_text(r, n->key);
		read_record(r, record, n, one, true);
	}
	MEMBER_AT(item, m->offset, const void *) = items;
	MEMBER_AT(item, m->count_offset, size_t) = count;
}

typedef void MemberReader(CatalogReader *r, const Member *m, const YamlNode *node, void *item);

static MemberReader *const readers[] = {
	[MEMBER_TEXT] = read_text, [MEMBER_DECIMAL] = read_text, [MEMBER_DATE] = read_text,
	[MEMBER_BOOLEAN] = read_boolean, [MEMBER_CHOICE] = read_choice, [MEMBER_LEVEL] = read_level,
	[MEMBER_WORDS] = read_words, [MEMBER_CHOICES] = read_words, [MEMBER_PAIRS] = read_pairs,
	[MEMBER_RECORDS] = read_records,
};

/* --- records ----------------------------------------------------------------- */

static const Member *member_find(const Record *record, const char *key)
{
	for (const Member *m = record->members; m->key; m++)
		if (strcmp(m->key, key) == 0)
			return m;
	return NULL;
}

static void fault_key(CatalogReader *r, const Record *record, const YamlNode *key)
{
	Nearest nearest = {.wanted = key->text};

	for (const Member *m = record->members; m->key; m++)
		nearest_try(&nearest, m->key);
	if (nearest.best)
		reader_fault(r, key, "a %s has no '%s'; did you mean '%s'?", record->title, key->text,
		             nearest.best);
	else
		reader_fault(r, key, "a %s has no '%s'; remove it", record->title, key->text);
}

static void read_record(CatalogReader *r, const Record *record, const YamlNode *node,
                        void *item, bool fresh)
{
	if (node->type != YAML_MAP) {
		reader_fault(r, node, "a %s is written as a map: {key: value}", record->title);
		return;
	}
	for (const YamlNode *n = node->first; n; n = n->next) {
		const Member *m = member_find(record, n->key->text);

		if (m)
			readers[m->type](r, m, n, item);
		else
			fault_key(r, record, n->key);
	}
	for (const Member *m = record->members; fresh && m->key; m++)
		if (m->required && !yaml_get(node, m->key))
			reader_fault(r, node, "the %s has no '%s'; add it", record->title, m->key);
}

/* --- tables ------------------------------------------------------------------ */

static void *table_add(Table *table, const YamlNode *node, const char *file)
{
	const Record *record = table->record;

	MEM_GROW(table->origins, table->origin_cap, table->count + 1);
	mem_grow((void **)&table->items, &table->cap, table->count + 1, record->size);
	table->origins[table->count] = (Origin){node, file, false};
	return table->items + table->count++ * record->size;
}

static void table_clear(Table *table)
{
	free(table->items);
	free(table->origins);
}

/* The index of what has the key ID (and, of regions, VENDOR), or the count. */
static size_t table_find(const Table *table, const char *vendor, const char *id)
{
	for (size_t i = 0; i < table->count; i++) {
		const void *item = table_at(table, i);

		if (strcmp(MEMBER_OF(item, table->record->key_offset, const char *), id) == 0 &&
		    (!vendor || strcmp(((const Region *)item)->vendor, vendor) == 0))
			return i;
	}
	return table->count;
}

static bool id_text(const char *id)
{
	size_t length = strlen(id);

	return length > 0 && length < 64 && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-_./*") == length;
}

/* The record NODE of TABLE: a new one, or more about one of the base. */
static void *read_entry(CatalogReader *r, Table *table, const char *vendor, const YamlNode *node)
{
	const Record *record = table->record;
	size_t at = table_find(table, vendor, node->key->text), errors = r->list->errors;
	bool fresh = at == table->count;
	void *item;

	if (!id_text(node->key->text)) {
		reader_fault(r, node->key, "'%s' is no id: use small letters, digits, '-' and '.'",
		             node->key->text);
		return NULL;
	}
	if (!fresh && table->origins[at].node) {
		reader_fault(r, node->key, "the %s '%s' is there already, in %s line %u; remove one of them",
		             record->title, node->key->text, table->origins[at].file,
		             table->origins[at].node->key->line);
		return NULL;
	}
	if (fresh) {
		item = table_add(table, node, r->file);
		record_empty(record, item);
		MEMBER_AT(item, record->key_offset, const char *) = own_text(r, node->key);
	} else {
		item = table_at(table, at);
		table->origins[at] = (Origin){node, r->file, false};
	}
	read_record(r, record, node, item, fresh);
	table->origins[at].broken = r->list->errors != errors;
	return item;
}

static bool is_map(CatalogReader *r, const YamlNode *node)
{
	if (node->type != YAML_MAP)
		reader_fault(r, node, "'%s' wants a map", node->key->text);
	return node->type == YAML_MAP;
}

static const char *const vendors[] = {"salesforce", "heroku", "aws", "external", NULL};

static void read_kind(CatalogReader *r, const YamlNode *node)
{
	Kind *kind = read_entry(r, &r->kinds, NULL, node);
	size_t length;

	if (!kind)
		return;
	length = strcspn(kind->id, ".");
	kind->vendor = arena_copy_n(&r->arena, kind->id, length);
	if (!words_have(vendors, kind->vendor) || !kind->id[length] || strchr(kind->id, '*'))
		reader_fault(r, node->key, "the kind '%s' must begin with its vendor: "
		             "salesforce. heroku. aws. or external.", kind->id);
}

static void read_regions(CatalogReader *r, const YamlNode *vendor)
{
	if (!words_have(vendors, vendor->key->text)) {
		fault_words(r, vendor->key, "vendor", vendors);
		return;
	}
	if (!is_map(r, vendor))
		return;
	for (const YamlNode *n = vendor->first; n; n = n->next) {
		Region *region = read_entry(r, &r->regions, vendor->key->text, n);

		if (region && !region->vendor)
			region->vendor = own_text(r, vendor->key);
	}
}

static void read_fields(CatalogReader *r, const YamlNode *class)
{
	ElementClass index;

	if (!class_from_name(class->key->text, &index)) {
		reader_fault(r, class->key, "'%s' is no class", class->key->text);
		return;
	}
	if (!is_map(r, class))
		return;
	for (const YamlNode *n = class->first; n; n = n->next)
		read_entry(r, &r->fields[index], NULL, n);
}

static bool same_line(const Price *a, const Price *b)
{
	return strcmp(a->item, b->item) == 0 && strcmp(a->when, b->when) == 0 &&
	       strcmp(a->region, b->region) == 0;
}

static bool among(const Price *line, const Price *lines, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (same_line(line, &lines[i]))
			return true;
	return false;
}

/* Puts ADDED behind the lines of KIND, or in the place of the same line: in that of all its currencies, since what was
 * agreed on in one is not to lose against the list of another. */
static void merge_prices(CatalogReader *r, Kind *kind, const Price *added, size_t added_count)
{
	size_t count = 0;
	Price *prices = arena_alloc(&r->arena, (kind->price_count + added_count + 1) * sizeof *prices);

	for (size_t i = 0; i < kind->price_count; i++)
		if (!among(&kind->prices[i], added, added_count) || !among(&kind->prices[i], prices, count))
			prices[count++] = kind->prices[i];
	for (size_t i = 0; i < added_count; i++) {
		size_t same = 0;

		while (same < count && !same_line(&prices[same], &added[i]))
			same++;
		prices[same] = added[i];
		count += same == count;
	}
	kind->prices = prices;
	kind->price_count = count;
}

/* Price lines beside the kind, as a file of negotiated prices has them. */
static void read_prices(CatalogReader *r, const YamlNode *node)
{
	static const Member lines = {"prices", "prices", .type = MEMBER_RECORDS,
		.offset = offsetof(Kind, prices), .count_offset = offsetof(Kind, price_count),
		.record = &price_record};
	size_t at = table_find(&r->kinds, NULL, node->key->text), errors = r->list->errors;
	Kind added = {0};

	if (at == r->kinds.count) {
		reader_fault(r, node->key, "there is no kind '%s' to price; add it under kinds: first",
		             node->key->text);
		return;
	}
	read_records(r, &lines, node, &added);
	if (!added.price_count || r->list->errors != errors)
		return;
	MEM_GROW(r->added, r->added_cap, r->added_count + 1);
	r->added[r->added_count++] = (AddedPrices){node, r->file, at, added.prices, added.price_count};
	merge_prices(r, table_at(&r->kinds, at), added.prices, added.price_count);
}

static void read_pattern(CatalogReader *r, const YamlNode *node)
{
	read_entry(r, &r->patterns, NULL, node);
}

static void read_rule(CatalogReader *r, const YamlNode *node)
{
	read_entry(r, &r->rules, NULL, node);
}

static void read_source(CatalogReader *r, const YamlNode *node)
{
	read_entry(r, &r->sources, NULL, node);
}

static const struct Section {
	const char *name;
	void (*read)(CatalogReader *r, const YamlNode *node);
} sections[] = {
	{"sources", read_source}, {"regions", read_regions}, {"fields", read_fields},
	{"kinds", read_kind}, {"patterns", read_pattern}, {"rules", read_rule},
	{"prices", read_prices},
};
enum { SECTION_COUNT = sizeof sections / sizeof sections[0] };

static void read_section(CatalogReader *r, const YamlNode *node)
{
	for (size_t i = 0; i < SECTION_COUNT; i++) {
		if (strcmp(sections[i].name, node->key->text) != 0)
			continue;
		if (!is_map(r, node))
			return;
		for (const YamlNode *n = node->first; n; n = n->next)
			sections[i].read(r, n);
		return;
	}
	reader_fault(r, node->key, "a catalogue has no '%s'; it has kinds, patterns, prices, sources, "
	             "regions, rules and fields", node->key->text);
}

bool catalog_reader_add(CatalogReader *r, const char *file, const char *bytes,
                        size_t length, Diagnostics *list)
{
	OwnFile *own = mem_alloc(sizeof *own);
	size_t errors = list->errors;

	own->name = mem_copy(file);
	own->bytes = mem_copy_n(bytes, length);
	MEM_GROW(r->files, r->file_cap, r->file_count + 1);
	r->files[r->file_count++] = own;
	if (!yaml_read(&own->doc, own->name, own->bytes, length, list)) {
		r->failed = true;
		return false;
	}
	r->file = own->name;
	r->list = list;
	if (own->doc.root && own->doc.root->type != YAML_MAP)
		reader_fault(r, own->doc.root, "a catalogue is a map of kinds:, patterns: and so on");
	else if (own->doc.root)
		for (const YamlNode *n = own->doc.root->first; n; n = n->next)
			read_section(r, n);
	return list->errors == errors;
}

/* --- the reader -------------------------------------------------------------- */

static void table_take(Table *table, const Record *record, const void *items, size_t count)
{
	table->record = record;
	for (size_t i = 0; i < count; i++)
		memcpy(table_add(table, NULL, ""), (const char *)items + i * record->size, record->size);
}

CatalogReader *catalog_reader_new(const Catalog *base)
{
	static const Catalog nothing;
	CatalogReader *r = mem_alloc(sizeof *r);

	if (!base)
		base = &nothing;
	table_take(&r->kinds, &kind_record, base->kinds, base->kind_count);
	table_take(&r->patterns, &pattern_record, base->patterns, base->pattern_count);
	table_take(&r->rules, &rule_record, base->rules, base->rule_count);
	r->base_rules = base->rule_count;
	table_take(&r->sources, &source_record, base->sources, base->source_count);
	table_take(&r->regions, &region_record, base->regions, base->region_count);
	for (int i = 0; i < CLASS_COUNT; i++)
		table_take(&r->fields[i], &field_record, base->fields[i], base->field_count[i]);
	return r;
}

void catalog_reader_free(CatalogReader *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->file_count; i++) {
		yaml_clear(&r->files[i]->doc);
		free(r->files[i]->name);
		free(r->files[i]->bytes);
		free(r->files[i]);
	}
	free(r->files);
	free(r->added);
	table_clear(&r->kinds);
	table_clear(&r->patterns);
	table_clear(&r->rules);
	table_clear(&r->sources);
	table_clear(&r->regions);
	for (int i = 0; i < CLASS_COUNT; i++)
		table_clear(&r->fields[i]);
	arena_clear(&r->arena);
	free(r);
}
