/* A keyword is a record: what its value must be in a schema, and what it asks of an instance. */
#include "tests/tools/json_schema.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 200 };       /* schemas inside each other, references followed */

typedef enum Type {
	TYPE_NULL = 1 << 0,
	TYPE_BOOLEAN = 1 << 1,
	TYPE_INTEGER = 1 << 2,
	TYPE_NUMBER = 1 << 3,
	TYPE_STRING = 1 << 4,
	TYPE_ARRAY = 1 << 5,
	TYPE_OBJECT = 1 << 6,
} Type;

static const struct {
	const char *name;
	Type bit;
} types[] = {
	{"null", TYPE_NULL}, {"boolean", TYPE_BOOLEAN}, {"integer", TYPE_INTEGER}, {"number", TYPE_NUMBER},
	{"string", TYPE_STRING}, {"array", TYPE_ARRAY}, {"object", TYPE_OBJECT},
};

typedef struct Check {
	const YamlNode *root;   /* of the schema: where references begin */
	const YamlNode *schema; /* the object that holds the keyword */
	Text *faults;
	Text path;              /* of the instance, or of the schema that is looked at */
	int depth;
} Check;

static bool fits(Check *check, const YamlNode *schema, const YamlNode *instance);
static void look_at_schema(Check *check, const YamlNode *schema);

/* --- values ---------------------------------------------------------------------- */

static bool matches(const char *pattern, const char *text)
{
	regex_t regex;
	bool found;

	if (regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB) != 0)
		return false;
	found = regexec(&regex, text, 0, NULL, 0) == 0;
	regfree(&regex);
	return found;
}

/* The types a value has: an integer is a number as well. As YAML's core schema reads plain words. */
static unsigned types_of(const YamlNode *value)
{
	if (value->type == YAML_LIST)
		return TYPE_ARRAY;
	if (value->type == YAML_MAP)
		return TYPE_OBJECT;
	if (yaml_is_null(value))
		return TYPE_NULL;
	if (value->quoted || value->block)
		return TYPE_STRING;
	if (strcmp(value->text, "true") == 0 || strcmp(value->text, "false") == 0)
		return TYPE_BOOLEAN;
	if (matches("^[-+]?[0-9]+(\\.0*)?$", value->text))
		return TYPE_INTEGER | TYPE_NUMBER;
	if (matches("^[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?$", value->text))
		return TYPE_NUMBER;
	return TYPE_STRING;
}

static bool is_a(const YamlNode *value, unsigned any)
{
	return (types_of(value) & any) != 0;
}

static bool same_value(const YamlNode *a, const YamlNode *b)
{
	return a->type == YAML_TEXT && b->type == YAML_TEXT && types_of(a) == types_of(b) &&
	       strcmp(a->text, b->text) == 0;
}

static void complain(Check *check, const YamlNode *at, const char *what, const char *value)
{
	text_addf(check->faults, "%u:%u: %s: %s '%s'\n", at->line, at->column,
	          check->path.length ? check->path.s : "/", what, value);
}

/* Goes one step down the path; the return value is for step_up(). */
static size_t step_down(Check *check, const char *name)
{
	size_t before = check->path.length;

	text_addf(&check->path, "/%s", name);
	return before;
}

static void step_up(Check *check, size_t before)
{
	check->path.length = before;
	check->path.s[before] = '\0';
}

/* --- what a keyword's value must be ------------------------------------------------ */

static bool one_schema(Check *check, const YamlNode *value)
{
	look_at_schema(check, value);
	return true;
}

static bool many_schemas(Check *check, const YamlNode *value)
{
	if (value->type == YAML_TEXT || !value->count)
		return value->type == YAML_MAP;
	for (const YamlNode *item = value->first; item; item = item->next) {
		size_t before = step_down(check, item->key ? item->key->text : "[]");

		look_at_schema(check, item);
		step_up(check, before);
	}
	return true;
}

static bool schema_map(Check *check, const YamlNode *value)
{
	return value->type == YAML_MAP && many_schemas(check, value);
}

static bool schema_list(Check *check, const YamlNode *value)
{
	return value->type == YAML_LIST && many_schemas(check, value);
}

static bool a_text(Check *check, const YamlNode *value)
{
	(void)check;
	return is_a(value, TYPE_STRING);
}

static bool a_number(Check *check, const YamlNode *value)
{
	(void)check;
	return is_a(value, TYPE_NUMBER);
}

static bool a_count(Check *check, const YamlNode *value)
{
	(void)check;
	return is_a(value, TYPE_INTEGER) && *value->text != '-';
}

static bool a_pattern(Check *check, const YamlNode *value)
{
	regex_t regex;

	(void)check;
	if (!is_a(value, TYPE_STRING) || regcomp(&regex, value->text, REG_EXTENDED | REG_NOSUB) != 0)
		return false;
	regfree(&regex);
	return true;
}

static bool anything(Check *check, const YamlNode *value)
{
	(void)check;
	(void)value;
	return true;
}

static bool texts_once(Check *check, const YamlNode *value)
{
	(void)check;
	if (value->type != YAML_LIST)
		return false;
	for (const YamlNode *item = value->first; item; item = item->next) {
		if (!is_a(item, TYPE_STRING))
			return false;
		for (const YamlNode *other = item->next; other; other = other->next)
			if (same_value(item, other))
				return false;
	}
	return true;
}

static bool values_once(Check *check, const YamlNode *value)
{
	(void)check;
	if (value->type != YAML_LIST || !value->count)
		return false;
	for (const YamlNode *item = value->first; item; item = item->next)
		for (const YamlNode *other = item->next; other; other = other->next)
			if (same_value(item, other))
				return false;
	return true;
}

static unsigned type_bit(const char *name)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i].name, name) == 0)
			return types[i].bit;
	return 0;
}

static bool type_names(Check *check, const YamlNode *value)
{
	if (value->type == YAML_TEXT)
		return type_bit(value->text) != 0;
	if (!texts_once(check, value) || !value->count)
		return false;
	for (const YamlNode *item = value->first; item; item = item->next)
		if (!type_bit(item->text))
			return false;
	return true;
}

/* "#/definitions/x": the schema there, or NULL. */
static const YamlNode *referred(const Check *check, const YamlNode *reference)
{
	static const char begin[] = "#/definitions/";

	if (reference->type != YAML_TEXT || !text_starts(reference->text, begin))
		return NULL;
	return yaml_get(yaml_get(check->root, "definitions"), reference->text + strlen(begin));
}

static bool a_reference(Check *check, const YamlNode *value)
{
	return referred(check, value) != NULL;
}

/* --- what a keyword asks of an instance --------------------------------------------- */

static bool ask_reference(Check *check, const YamlNode *value, const YamlNode *instance)
{
	return fits(check, referred(check, value), instance);
}

static bool ask_type(Check *check, const YamlNode *value, const YamlNode *instance)
{
	unsigned wanted = 0;

	if (value->type == YAML_TEXT)
		wanted = type_bit(value->text);
	for (const YamlNode *item = value->first; item; item = item->next)
		wanted |= type_bit(item->text);
	if (is_a(instance, wanted))
		return true;
	complain(check, instance, "has the wrong type", instance->type == YAML_TEXT ? instance->text : "…");
	return false;
}

static bool ask_enum(Check *check, const YamlNode *value, const YamlNode *instance)
{
	for (const YamlNode *item = value->first; item; item = item->next)
		if (same_value(item, instance))
			return true;
	complain(check, instance, "is none of the values", instance->type == YAML_TEXT ? instance->text : "…");
	return false;
}

static bool ask_const(Check *check, const YamlNode *value, const YamlNode *instance)
{
	if (same_value(value, instance))
		return true;
	complain(check, instance, "must be", value->text);
	return false;
}

static bool ask_pattern(Check *check, const YamlNode *value, const YamlNode *instance)
{
	if (!is_a(instance, TYPE_STRING) || matches(value->text, instance->text))
		return true;
	complain(check, instance, "does not match its pattern:", instance->text);
	return false;
}

static bool ask_minimum(Check *check, const YamlNode *value, const YamlNode *instance)
{
	if (!is_a(instance, TYPE_NUMBER) || strtod(instance->text, NULL) >= strtod(value->text, NULL))
		return true;
	complain(check, instance, "must be at least", value->text);
	return false;
}

static bool ask_maximum(Check *check, const YamlNode *value, const YamlNode *instance)
{
	if (!is_a(instance, TYPE_NUMBER) || strtod(instance->text, NULL) <= strtod(value->text, NULL))
		return true;
	complain(check, instance, "must be at most", value->text);
	return false;
}

static bool ask_min_items(Check *check, const YamlNode *value, const YamlNode *instance)
{
	if (instance->type != YAML_LIST || instance->count >= strtoul(value->text, NULL, 10))
		return true;
	complain(check, instance, "has fewer items than", value->text);
	return false;
}

static bool ask_max_items(Check *check, const YamlNode *value, const YamlNode *instance)
{
	if (instance->type != YAML_LIST || instance->count <= strtoul(value->text, NULL, 10))
		return true;
	complain(check, instance, "has more items than", value->text);
	return false;
}

static bool ask_required(Check *check, const YamlNode *value, const YamlNode *instance)
{
	bool there = true;

	for (const YamlNode *name = value->first; name && instance->type == YAML_MAP; name = name->next)
		if (!yaml_get(instance, name->text)) {
			complain(check, instance, "lacks", name->text);
			there = false;
		}
	return there;
}

static bool ask_items(Check *check, const YamlNode *value, const YamlNode *instance)
{
	bool all = true;

	for (const YamlNode *item = instance->first; item && instance->type == YAML_LIST; item = item->next) {
		size_t before = step_down(check, "[]");

		all &= fits(check, value, item);
		step_up(check, before);
	}
	return all;
}

static bool ask_properties(Check *check, const YamlNode *value, const YamlNode *instance)
{
	bool all = true;

	for (const YamlNode *entry = instance->first; entry && instance->type == YAML_MAP; entry = entry->next) {
		const YamlNode *schema = yaml_get(value, entry->key->text);
		size_t before = step_down(check, entry->key->text);

		all &= !schema || fits(check, schema, entry);
		step_up(check, before);
	}
	return all;
}

static bool ask_additional(Check *check, const YamlNode *value, const YamlNode *instance)
{
	const YamlNode *properties = yaml_get(check->schema, "properties");
	bool all = true;

	for (const YamlNode *entry = instance->first; entry && instance->type == YAML_MAP; entry = entry->next) {
		size_t before;

		if (yaml_get(properties, entry->key->text))
			continue;
		before = step_down(check, entry->key->text);
		all &= fits(check, value, entry);
		step_up(check, before);
	}
	return all;
}

static bool ask_names(Check *check, const YamlNode *value, const YamlNode *instance)
{
	bool all = true;

	for (const YamlNode *entry = instance->first; entry && instance->type == YAML_MAP; entry = entry->next) {
		YamlNode name = *entry->key;

		name.quoted = true;     /* the name of a property is a text, whatever it looks like */
		all &= fits(check, value, &name);
	}
	return all;
}

static bool ask_all(Check *check, const YamlNode *value, const YamlNode *instance)
{
	bool all = true;

	for (const YamlNode *schema = value->first; schema; schema = schema->next)
		all &= fits(check, schema, instance);
	return all;
}

/* Whether INSTANCE fits, without a word about it. */
static bool quietly_fits(Check *check, const YamlNode *schema, const YamlNode *instance)
{
	Text unsaid = {0}, *faults = check->faults;
	bool fit;

	check->faults = &unsaid;
	fit = fits(check, schema, instance);
	check->faults = faults;
	text_clear(&unsaid);
	return fit;
}

static bool ask_any(Check *check, const YamlNode *value, const YamlNode *instance)
{
	for (const YamlNode *schema = value->first; schema; schema = schema->next)
		if (quietly_fits(check, schema, instance))
			return true;
	complain(check, instance, "fits none of several", "anyOf");
	return false;
}

static bool ask_if(Check *check, const YamlNode *value, const YamlNode *instance)
{
	const YamlNode *then = yaml_get(check->schema, "then");

	return !then || !quietly_fits(check, value, instance) || fits(check, then, instance);
}

/* --- the keywords --------------------------------------------------------------------- */

static const struct {
	const char *name;
	bool (*formed)(Check *check, const YamlNode *value);
	bool (*ask)(Check *check, const YamlNode *value, const YamlNode *instance);      /* NULL: nothing */
} keywords[] = {
	{"$schema", a_text, NULL},
	{"$comment", a_text, NULL},
	{"title", a_text, NULL},
	{"description", a_text, NULL},
	{"definitions", schema_map, NULL},
	{"$ref", a_reference, ask_reference},
	{"type", type_names, ask_type},
	{"enum", values_once, ask_enum},
	{"const", anything, ask_const},
	{"pattern", a_pattern, ask_pattern},
	{"minimum", a_number, ask_minimum},
	{"maximum", a_number, ask_maximum},
	{"minItems", a_count, ask_min_items},
	{"maxItems", a_count, ask_max_items},
	{"items", one_schema, ask_items},
	{"properties", schema_map, ask_properties},
	{"additionalProperties", one_schema, ask_additional},
	{"propertyNames", one_schema, ask_names},
	{"required", texts_once, ask_required},
	{"allOf", schema_list, ask_all},
	{"anyOf", schema_list, ask_any},
	{"if", one_schema, ask_if},
	{"then", one_schema, NULL},     /* asked by `if` */
};
enum { KEYWORD_COUNT = sizeof keywords / sizeof *keywords };

static size_t keyword_index(const char *name)
{
	size_t i = 0;

	while (i < KEYWORD_COUNT && strcmp(keywords[i].name, name) != 0)
		i++;
	return i;
}

static void look_at_schema(Check *check, const YamlNode *schema)
{
	if (is_a(schema, TYPE_BOOLEAN))
		return;
	if (schema->type != YAML_MAP) {
		complain(check, schema, "is no schema:", schema->type == YAML_TEXT ? schema->text : "a list");
		return;
	}
	for (const YamlNode *entry = schema->first; entry; entry = entry->next) {
		size_t i = keyword_index(entry->key->text), before;

		if (text_starts(entry->key->text, "x-"))
			continue;
		before = step_down(check, entry->key->text);
		if (i == KEYWORD_COUNT)
			complain(check, entry, "is no keyword that is known:", entry->key->text);
		else if (!keywords[i].formed(check, entry))
			complain(check, entry, "does not take", entry->type == YAML_TEXT ? entry->text : "…");
		step_up(check, before);
	}
}

static bool fits(Check *check, const YamlNode *schema, const YamlNode *instance)
{
	const YamlNode *outer = check->schema;
	bool all = true;

	if (schema->type == YAML_TEXT) {
		if (strcmp(schema->text, "true") == 0)
			return true;
		complain(check, instance, "is not allowed here:", instance->key ? instance->key->text : "");
		return false;
	}
	if (check->depth == DEPTH_MAX) {
		complain(check, instance, "is too deep for", "the validator");
		return false;
	}
	check->depth++;
	for (const YamlNode *entry = schema->first; entry; entry = entry->next) {
		size_t i = keyword_index(entry->key->text);

		check->schema = schema;
		if (i < KEYWORD_COUNT && keywords[i].ask)
			all &= keywords[i].ask(check, entry, instance);
	}
	check->schema = outer;
	check->depth--;
	return all;
}

bool schema_well_formed(const YamlNode *schema, Text *faults)
{
	Check check = {.root = schema, .faults = faults};
	size_t before = faults->length;

	look_at_schema(&check, schema);
	text_clear(&check.path);
	return faults->length == before;
}

bool schema_fits(const YamlNode *schema, const YamlNode *instance, Text *faults)
{
	Check check = {.root = schema, .faults = faults};
	bool fit = fits(&check, schema, instance);

	text_clear(&check.path);
	return fit;
}
