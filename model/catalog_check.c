/* What a catalogue must hold together: every name in it means something.
 *
 * Records of the base were checked when it was built; only those that a file wrote
 * are checked here, at the place where they stand. */
#include "model/catalog_reader.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/decimal.h"
#include "model/text.h"

enum {
	LABEL_LONGEST = 20,     /* of a link in a diagram */
	EXPANDS_LONGEST = 2000  /* of what a pattern is drawn as */
};

/* The place of item INDEX of the list KEY of NODE, or NODE itself. */
static const YamlNode *place(const YamlNode *node, const char *key, size_t index)
{
	const YamlNode *list = yaml_get(node, key);

	if (!list)
		return node;
	if (list->type == YAML_TEXT || !list->first)
		return list;
	list = list->first;
	while (index-- > 0 && list->next)
		list = list->next;
	return list;
}

/* The record called NAME, LENGTH bytes long, or NULL. */
static void *named(const Table *table, const char *name, size_t length)
{
	for (size_t i = 0; i < table->count; i++) {
		void *item = table_at(table, i);
		const char *id = MEMBER_OF(item, table->record->key_offset, const char *);

		if (strncmp(id, name, length) == 0 && id[length] == '\0')
			return item;
	}
	return NULL;
}

static void check_sentence(CatalogReader *r, const YamlNode *node, const char *text)
{
	if (*text && !text_ends(text, ".") && !text_ends(text, "?"))
		reader_fault(r, node, "a sentence ends with a full stop: \"%s\"", text);
}

static void check_sources(CatalogReader *r, const YamlNode *node, const char *const *sources)
{
	for (size_t i = 0; sources[i]; i++)
		if (!named(&r->sources, sources[i], strlen(sources[i])))
			reader_fault(r, place(node, "sources", i), "there is no source '%s'; add it under sources:",
			             sources[i]);
}

/* --- fields ------------------------------------------------------------------ */

static const char *const units[] = {
	"B", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB", "ms", "s", "min", "h", "day", "year", "%",
	"/s", "/min", "/h", "/day", "/month", "GB/month", NULL
};

static bool measures(FieldType type)
{
	return type == FIELD_NUMBER || type == FIELD_DECIMAL || type == FIELD_QUANTITY ||
	       type == FIELD_MONEY;
}

static bool field_holds(const FieldSpec *field, const char *value)
{
	switch (field->type) {
	case FIELD_CHOICE:
		return field->choices && words_have(field->choices, value);
	case FIELD_BOOLEAN:
		return strcmp(value, "true") == 0 || strcmp(value, "false") == 0;
	case FIELD_NUMBER:
		return decimal_text(value) && !strchr(value, '.');
	case FIELD_DECIMAL:
	case FIELD_MONEY:
	case FIELD_QUANTITY:
		return decimal_text(value);
	default:
		return true;
	}
}

static bool above(const char *a, const char *b)
{
	Decimal x, y;

	return *a && *b && decimal_parse(a, &x, NULL) && decimal_parse(b, &y, NULL) && x > y;
}

static void check_bounds(CatalogReader *r, const YamlNode *node, const FieldSpec *field)
{
	if (!measures(field->type))
		return;
	if (above(field->min, field->max))
		reader_fault(r, place(node, "min", 0), "min: %s is above max: %s", field->min, field->max);
	else if (above(field->min, field->fallback) || above(field->fallback, field->max))
		reader_fault(r, place(node, "default", 0), "the default %s is outside min: and max:", field->fallback);
}

static void check_field(CatalogReader *r, const YamlNode *node, const void *item)
{
	const FieldSpec *field = item;

	if ((field->type == FIELD_CHOICE) != (field->choices != NULL))
		reader_fault(r, node, "choices: belong to a field of type choice, and only to it");
	if (field->choices && !field->choices[0])
		reader_fault(r, place(node, "choices", 0), "the field '%s' has no choice at all", field->key);
	if (*field->fallback && !field_holds(field, field->fallback))
		reader_fault(r, place(node, "default", 0), "the default '%s' is no value of the field '%s'",
		             field->fallback, field->key);
	if ((*field->min || *field->max) && !measures(field->type))
		reader_fault(r, node, "only numbers have min: and max:");
	check_bounds(r, node, field);
	if (*field->unit && !words_have(units, field->unit))
		reader_fault(r, place(node, "unit", 0), "'%s' is no unit Troika knows", field->unit);
	if (*field->unit && field->type != FIELD_QUANTITY)
		reader_fault(r, place(node, "unit", 0), "only a field of type quantity has a unit");
	if (field->refers >= 0 && field->type != FIELD_REFERENCE && field->type != FIELD_REFERENCES)
		reader_fault(r, place(node, "refers", 0), "only a reference refers to a class");
	if (field->from_links != LINK_COUNT_NONE && field->type != FIELD_QUANTITY)
		reader_fault(r, place(node, "from-links", 0), "links say nothing of a field that is no quantity");
	check_sentence(r, place(node, "sentence", 0), field->sentence);
}

static void check_fields(CatalogReader *r, const YamlNode *node, const FieldSpec *fields, size_t count)
{
	const YamlNode *at = yaml_get(node, "fields");

	at = at ? at->first : NULL;
	for (size_t i = 0; at && i < count; i++, at = at->next)
		check_field(r, at, &fields[i]);
}

/* --- prices ------------------------------------------------------------------ */

static const FieldSpec *kind_field(CatalogReader *r, const Kind *kind, const char *key, size_t length)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (strncmp(kind->fields[i].key, key, length) == 0 && !kind->fields[i].key[length])
			return &kind->fields[i];
	return named(&r->fields[CLASS_COMPONENT], key, length);
}

/* Does every one of the choices a|b hold for FIELD? */
static bool values_valid(const FieldSpec *field, const char *choices)
{
	for (;;) {
		size_t length = strcspn(choices, "|");
		char *value = mem_copy_n(choices, length);
		bool ok = field_holds(field, value);

		free(value);
		if (!ok || !choices[length])
			return ok;
		choices += length + 1;
	}
}

/* "plan=premium-0,type=http|rest" */
static void check_when(CatalogReader *r, const YamlNode *node, const Kind *kind, const char *when)
{
	while (*when) {
		size_t key = strcspn(when, "="), end = strcspn(when, ",");
		const FieldSpec *field;
		char *value;

		if (key >= end) {
			reader_fault(r, node, "when: wants field=value, joined by commas, not '%s'", when);
			return;
		}
		field = kind_field(r, kind, when, key);
		value = mem_copy_n(when + key + 1, end - key - 1);
		if (!field)
			reader_fault(r, node, "'%s' has no field '%.*s'", kind->id, (int)key, when);
		else if (!values_valid(field, value))
			reader_fault(r, node, "'%s' is no value of the field '%s'", value, field->key);
		free(value);
		when += end;
		when += strspn(when, ", ");
	}
}

static void check_metric(CatalogReader *r, const YamlNode *node, const Kind *kind, const char *metric)
{
	for (;;) {
		size_t length = strcspn(metric, "*");
		const FieldSpec *field = kind_field(r, kind, metric, length);
		char *factor = mem_copy_n(metric, length);

		if (!decimal_text(factor) && (!field || !measures(field->type)))
			reader_fault(r, node, "the metric '%s' is neither a number nor a field of '%s' that holds one",
			             factor, kind->id);
		free(factor);
		metric += length;
		if (!*metric)
			return;
		metric++;
	}
}

/* One step: "10 TB 0.09", "100 0.4", or of the last one only "0.07". */
static bool step_valid(const char *step, size_t length, bool sized)
{
	char *copy = mem_copy_n(step, length), *word[3] = {NULL}, *rest = copy;
	int count = 0;
	bool ok;

	while (count < 3 && (word[count] = strsep(&rest, " ")))
		count++;
	ok = !rest && count >= 1 && decimal_text(word[count - 1]);
	if (sized)
		ok = ok && count >= 2 && decimal_text(word[0]) &&
		     (count == 2 || words_have(units, word[1]));
	else
		ok = ok && count == 1;
	free(copy);
	return ok;
}

/* "first 10 TB 0.09; next 40 TB 0.085; then 0.07" */
static bool tiers_valid(const char *tiers)
{
	const char *lead = "first ";

	for (;;) {
		size_t end = strcspn(tiers, ";");
		bool last = text_starts(tiers, "then ") && !tiers[end] && lead[0] == 'n';

		if (!last && !text_starts(tiers, lead))
			return false;
		lead = last ? "then " : lead;
		if (!step_valid(tiers + strlen(lead), end - strlen(lead), !last))
			return false;
		if (!tiers[end])
			return true;
		lead = "next ";
		tiers += end + 1;
		tiers += strspn(tiers, " ");
	}
}

static bool currency_text(const char *s)
{
	return !*s || (strlen(s) == 3 && strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3);
}

static bool region_known(CatalogReader *r, const char *vendor, const char *id)
{
	for (size_t i = 0; i < r->regions.count; i++) {
		const Region *region = table_at(&r->regions, i);

		if (strcmp(region->vendor, vendor) == 0 && strcmp(region->id, id) == 0)
			return true;
	}
	return false;
}

static bool is_zero(const char *decimal)
{
	return strspn(decimal, "-0.") == strlen(decimal);
}

static void check_price(CatalogReader *r, const YamlNode *node, const Kind *kind, const Price *price)
{
	bool unknown = strcmp(price->model, "quote") == 0 || strcmp(price->model, "included") == 0 ||
	               strcmp(price->model, "unknown") == 0;

	if (unknown && *price->amount)
		reader_fault(r, place(node, "amount", 0), "a price of model %s has no amount", price->model);
	if (!unknown && !*price->amount)
		reader_fault(r, node, "'%s' has no amount; where it is not known the model is quote or unknown", price->item);
	if (*price->amount && (*price->amount == '-' || is_zero(price->amount)))
		reader_fault(r, place(node, "amount", 0), "an amount is more than zero; of what is free the model is included");
	if (!unknown && !*price->unit)
		reader_fault(r, node, "'%s' has no unit; say what the amount buys", price->item);
	if (*price->per && (*price->per == '-' || is_zero(price->per)))
		reader_fault(r, place(node, "per", 0), "per: must be more than zero");
	if (!currency_text(price->currency))
		reader_fault(r, place(node, "currency", 0), "'%s' is no currency; write three capitals as USD",
		             price->currency);
	if (*price->tiers && !tiers_valid(price->tiers))
		reader_fault(r, place(node, "tiers", 0), "tiers: are written as first 10 TB 0.09; next 40 TB 0.085; then 0.07");
	if (*price->region && !region_known(r, kind->vendor, price->region))
		reader_fault(r, place(node, "region", 0), "%s has no region '%s'", kind->vendor, price->region);
	if (*price->source && !named(&r->sources, price->source, strlen(price->source)))
		reader_fault(r, place(node, "source", 0), "there is no source '%s'; add it under sources:",
		             price->source);
	check_when(r, place(node, "when", 0), kind, price->when);
	if (*price->metric)
		check_metric(r, place(node, "metric", 0), kind, price->metric);
}

static void check_prices(CatalogReader *r, const YamlNode *list, const Kind *kind,
                         const Price *lines, size_t count)
{
	const YamlNode *at = list->first;

	for (size_t i = 0; at && i < count; i++, at = at->next)
		check_price(r, at, kind, &lines[i]);
}

static void check_kind(CatalogReader *r, const YamlNode *node, const void *item)
{
	const Kind *kind = item;
	const YamlNode *prices = yaml_get(node, "prices");

	check_fields(r, node, kind->fields, kind->field_count);
	if (prices && kind->price_count >= prices->count)       /* lines of `prices:` come behind */
		check_prices(r, prices, kind, kind->prices, prices->count);
	check_sources(r, node, kind->sources);
	check_sentence(r, place(node, "notes", 0), kind->notes);
}

/* --- patterns ---------------------------------------------------------------- */

static void check_selectors(CatalogReader *r, const YamlNode *node, const char *key,
                            const char *const *selectors)
{
	if (!selectors[0])
		reader_fault(r, place(node, key, 0), "'%s' names no kind", key);
	for (size_t i = 0; selectors[i]; i++) {
		const char *one[] = {selectors[i], NULL};
		bool found = false;

		for (size_t k = 0; k < r->kinds.count && !found; k++)
			found = selectors_match(one, table_at(&r->kinds, k));
		if (!found)
			reader_fault(r, place(node, key, i), "no kind fits '%s'; write a kind, vendor.*, "
			             "capability:name or *", selectors[i]);
	}
}

static void check_kinds_named(CatalogReader *r, const YamlNode *node, const char *kinds)
{
	for (;;) {
		size_t length = strcspn(kinds, "|");

		if (!named(&r->kinds, kinds, length))
			reader_fault(r, node, "there is no kind '%.*s'", (int)length, kinds);
		if (!kinds[length])
			return;
		kinds += length + 1;
	}
}

/* "has K|K", "from in K|K", "to in K|K", "from field=v|v", "to field=v*", "same in" */
static void check_requirement(CatalogReader *r, const YamlNode *node, const char *text)
{
	const char *rest = text_starts(text, "from ") ? text + 5 : text_starts(text, "to ") ? text + 3 : NULL;

	if (strcmp(text, "same in") == 0)
		return;
	if (text_starts(text, "has "))
		check_kinds_named(r, node, text + 4);
	else if (rest && text_starts(rest, "in "))
		check_kinds_named(r, node, rest + 3);
	else if (!rest || !strchr(rest, '=') || *rest == '=' || text_ends(rest, "=") || strchr(rest, ' '))
		reader_fault(r, node, "'%s' is no prerequisite; write from in KIND, to in KIND, from FIELD=VALUE, "
		             "to FIELD=VALUE, has KIND or same in", text);
}

/* The pattern that follows `via=` or `via `: another one, and one hop. */
static void check_hop(CatalogReader *r, const YamlNode *node, const Pattern *pattern, const char *id)
{
	const Pattern *hop = named(&r->patterns, id, strcspn(id, " \n"));

	if (!hop)
		reader_fault(r, node, "there is no pattern '%.*s'", (int)strcspn(id, " \n"), id);
	else if (hop == pattern || *hop->expands)
		reader_fault(r, node, "'%s' is no hop: it stands for several itself", hop->id);
}

/* Lines of the edit language with the ends to fill in. */
static void check_expands(CatalogReader *r, const YamlNode *node, const Pattern *pattern)
{
	static const char *const verbs[] = {"add", "link", "set", NULL};
	static const char *const filled[] = {"from", "to", "to.on", "id", "bus", NULL};

	if (strlen(pattern->expands) > EXPANDS_LONGEST) {
		reader_fault(r, node, "expands: has at most %d characters", EXPANDS_LONGEST);
		return;
	}
	for (const char *line = pattern->expands; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		char *verb = mem_copy_n(line, strcspn(line, " \n"));

		if (!words_have(verbs, verb))
			reader_fault(r, node, "expands: holds lines that begin with add, link or set, not '%s'", verb);
		free(verb);
	}
	for (const char *at = pattern->expands; (at = strchr(at, '{')); at++) {
		char *name = mem_copy_n(at + 1, strcspn(at + 1, "}"));

		if (!words_have(filled, name))
			reader_fault(r, node, "expands: fills in {from}, {to}, {to.on}, {id} and {bus}, not {%s}", name);
		free(name);
	}
	for (const char *at = pattern->expands; (at = strstr(at, " via")); at++)
		if (at[4] == '=' || at[4] == ' ')
			check_hop(r, node, pattern, at + 5);
}

static void check_pattern(CatalogReader *r, const YamlNode *node, const void *item)
{
	const Pattern *pattern = item;

	if (strlen(pattern->label) > LABEL_LONGEST)
		reader_fault(r, place(node, "label", 0), "a label has at most %d characters", LABEL_LONGEST);
	check_selectors(r, node, "from", pattern->from);
	check_selectors(r, node, "to", pattern->to);
	for (size_t i = 0; pattern->requires[i]; i++)
		check_requirement(r, place(node, "requires", i), pattern->requires[i]);
	if (*pattern->product && !named(&r->kinds, pattern->product, strlen(pattern->product)))
		reader_fault(r, place(node, "product", 0), "there is no kind '%s'", pattern->product);
	for (size_t i = 0; pattern->alternatives[i]; i++)
		if (!named(&r->patterns, pattern->alternatives[i], strlen(pattern->alternatives[i])))
			reader_fault(r, place(node, "alternatives", i), "there is no pattern '%s'",
			             pattern->alternatives[i]);
	check_fields(r, node, pattern->fields, pattern->field_count);
	check_sources(r, node, pattern->sources);
	check_sentence(r, place(node, "use-when", 0), pattern->use_when);
	check_sentence(r, place(node, "avoid-when", 0), pattern->avoid_when);
	check_sentence(r, place(node, "target-down", 0), pattern->on_target_down);
	check_expands(r, place(node, "expands", 0), pattern);
}

static void check_rule(CatalogReader *r, const YamlNode *node, const void *item)
{
	const RuleText *rule = item;
	const YamlNode *params = yaml_get(node, "params");

	/* A rule that the base has keeps its place in the table, however a file words it. */
	if (r->base_rules && (const RuleText *)table_at(&r->rules, r->base_rules - 1) < rule)
		reader_fault(r, node->key, "there is no rule '%s' to give other words; rules of your own are written in SQL, "
		             "in a file of rules:", rule->id);
	check_sources(r, node, rule->sources);
	check_sentence(r, place(node, "why", 0), rule->why);
	check_sentence(r, place(node, "impact", 0), rule->impact);
	check_sentence(r, place(node, "remedy", 0), rule->remedy);
	check_sentence(r, place(node, "question", 0), rule->question);
	check_sentence(r, place(node, "hint", 0), rule->hint);
	params = params ? params->first : NULL;
	for (size_t i = 0; params && i < rule->param_count; i++, params = params->next)
		check_sentence(r, params, rule->params[i].sentence);
}

static void check_region(CatalogReader *r, const YamlNode *node, const void *item)
{
	const Region *region = item;

	if (*region->alias_of && !region_known(r, region->vendor, region->alias_of))
		reader_fault(r, place(node, "alias-of", 0), "%s has no region '%s'", region->vendor,
		             region->alias_of);
}

static void check_source(CatalogReader *r, const YamlNode *node, const void *item)
{
	const Source *source = item;

	if (strpbrk(source->id, "./*"))
		reader_fault(r, node->key, "'%s' is no id of a source: use small letters, digits and '-'", source->id);
}

/* --- all --------------------------------------------------------------------- */

typedef void Check(CatalogReader *r, const YamlNode *node, const void *item);

enum { RECORDS_MOST = 4000, FIELDS_MOST = 200 };

static bool few_enough(CatalogReader *r, const Table *table, size_t most)
{
	const YamlNode *node;

	if (table->count <= most)
		return true;
	r->file = table->origins[table->count - 1].file;
	node = table->origins[table->count - 1].node;
	reader_fault(r, node->key, "that is more than %zu of them; a catalogue holds no more", most);
	return false;
}

static void check_table(CatalogReader *r, const Table *table, Check *check)
{
	for (size_t i = 0; i < table->count; i++) {
		const Origin *origin = &table->origins[i];

		if (!origin->node || origin->broken)
			continue;
		r->file = origin->file;
		check(r, origin->node, table_at(table, i));
	}
}

void reader_check(CatalogReader *r)
{
	const struct {
		const Table *table;
		Check *check;
	} all[] = {
		{&r->kinds, check_kind}, {&r->patterns, check_pattern}, {&r->rules, check_rule},
		{&r->regions, check_region}, {&r->sources, check_source},
	};

	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		if (!few_enough(r, all[i].table, RECORDS_MOST))
			return;
	for (int i = 0; i < CLASS_COUNT; i++)
		if (!few_enough(r, &r->fields[i], FIELDS_MOST))
			return;
	for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
		check_table(r, all[i].table, all[i].check);
	for (int i = 0; i < CLASS_COUNT; i++)
		check_table(r, &r->fields[i], check_field);
	for (size_t i = 0; i < r->added_count; i++) {
		r->file = r->added[i].file;
		check_prices(r, r->added[i].node, table_at(&r->kinds, r->added[i].kind),
		             r->added[i].lines, r->added[i].count);
	}
}
