/* The field table has dotted keys with `*` for any name; here they become nested objects. What a kind or a pattern
 * adds is required to fit only where that kind or pattern is named. */
#include "render/schema.h"

#include <stdlib.h>
#include <string.h>

#include "model/json.h"
#include "model/memory.h"

/* --- dotted keys as a tree ------------------------------------------------- */

typedef struct Node Node;
struct Node {
	char *name;             /* a segment of the key; "*" for any; owned */
	const FieldSpec *field; /* what ends here; NULL: nothing */
	Node **children;        /* owned, in the order met */
	size_t count, cap;
};

static Node *child_called(Node *node, const char *name, size_t length)
{
	Node *child;

	for (size_t i = 0; i < node->count; i++)
		if (strlen(node->children[i]->name) == length && strncmp(node->children[i]->name, name, length) == 0)
			return node->children[i];
	child = mem_alloc(sizeof *child);
	child->name = mem_copy_n(name, length);
	MEM_GROW(node->children, node->cap, node->count + 1);
	node->children[node->count++] = child;
	return child;
}

static void plant(Node *root, const FieldSpec *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		Node *node = root;
		const char *segment = fields[i].key;

		for (;;) {
			size_t length = strcspn(segment, ".");

			node = child_called(node, segment, length);
			if (!segment[length])
				break;
			segment += length + 1;
		}
		node->field = &fields[i];
	}
}

static void fell(Node *node)    /* as deep as the longest key of the catalogue */
{
	for (size_t i = 0; i < node->count; i++) {
		fell(node->children[i]);
		free(node->children[i]);
	}
	free(node->children);
	free(node->name);
}

/* --- types ----------------------------------------------------------------- */

#define ID_PATTERN "^[a-z0-9][a-z0-9_-]{0,62}$"

static void put_types(Json *json, const char *const *types)
{
	if (!types[1])
		json_put_text(json, "type", types[0]);
	else
		json_put_words(json, "type", types);
}

#define TYPES(...) ((const char *const[]){__VA_ARGS__, NULL})

/* A YAML reader takes an unquoted 12 or true for a number or a truth; a text field takes both. */
static void put_type(Json *json, const FieldSpec *field)
{
	switch (field->type) {
	case FIELD_TEXT:
	case FIELD_PROSE:
		put_types(json, TYPES("string", "number", "boolean"));
		break;
	case FIELD_NUMBER:
		put_types(json, TYPES("integer"));
		break;
	case FIELD_DECIMAL:
		put_types(json, TYPES("number"));
		break;
	case FIELD_BOOLEAN:
		put_types(json, TYPES("boolean"));
		break;
	case FIELD_CHOICE:
		json_put_words(json, "enum", field->choices);
		break;
	case FIELD_REFERENCE:
		put_types(json, TYPES("string"));
		json_put_text(json, "pattern", ID_PATTERN);
		break;
	case FIELD_REFERENCES:
	case FIELD_LIST:
		put_types(json, TYPES("array"));
		json_key(json, "items");
		json_open_line(json, '{');
		put_types(json, field->type == FIELD_LIST ? TYPES("string", "number", "boolean") : TYPES("string"));
		json_close(json);
		break;
	case FIELD_QUANTITY:
	case FIELD_MONEY:
		put_types(json, TYPES("number", "string"));
		break;
	case FIELD_DATE:                /* no type: some readers of YAML make a date of their own of it */
		json_put_text(json, "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
		break;
	case FIELD_POINT:
		put_types(json, TYPES("array"));
		json_key(json, "items");
		json_open_line(json, '{');
		put_types(json, TYPES("integer"));
		json_close(json);
		json_put_number(json, "minItems", 2);
		json_put_number(json, "maxItems", 2);
		break;
	case FIELD_POINTS:              /* each a text or a list again */
		put_types(json, TYPES("array"));
		json_key(json, "items");
		json_open_line(json, '{');
		put_types(json, TYPES("string", "array"));
		json_close(json);
		break;
	case FIELD_CURRENCY:
		json_put_text(json, "pattern", "^[A-Z]{3}$");
		break;
	}
}

static bool is_plain_number(const FieldSpec *field)
{
	return field->type == FIELD_NUMBER || field->type == FIELD_DECIMAL;
}

static void put_field(Json *json, const FieldSpec *field)
{
	put_type(json, field);
	if (is_plain_number(field) && *field->min) {
		json_key(json, "minimum");
		json_literal(json, field->min);
	}
	if (is_plain_number(field) && *field->max) {
		json_key(json, "maximum");
		json_literal(json, field->max);
	}
	json_put_text(json, "description", field->sentence);
	if (*field->fallback)
		json_put_text(json, "x-default", field->fallback);
	if (*field->unit)
		json_put_text(json, "x-unit", field->unit);
}

static void put_properties(Json *json, const Node *node);

static void put_node(Json *json, const Node *node)
{
	json_open(json, '{');
	if (node->field) {
		put_field(json, node->field);
	} else {
		json_put_text(json, "type", "object");
		put_properties(json, node);
	}
	json_close(json);
}

static void put_properties(Json *json, const Node *node)
{
	json_key(json, "properties");
	json_open(json, '{');
	for (size_t i = 0; i < node->count; i++)
		if (strcmp(node->children[i]->name, "*") != 0) {
			json_key(json, node->children[i]->name);
			put_node(json, node->children[i]);
		}
	json_close(json);
	for (size_t i = 0; i < node->count; i++)
		if (strcmp(node->children[i]->name, "*") == 0) {
			json_key(json, "additionalProperties");
			put_node(json, node->children[i]);
		}
}

static void put_fields(Json *json, const FieldSpec *fields, size_t count)
{
	Node root = {0};

	plant(&root, fields, count);
	put_properties(json, &root);
	fell(&root);
}

/* --- classes --------------------------------------------------------------- */

static void put_required(Json *json, const FieldSpec *fields, size_t count)
{
	bool any = false;

	for (size_t i = 0; i < count; i++)
		any |= fields[i].required;
	if (!any)
		return;
	json_key(json, "required");
	json_open_line(json, '[');
	for (size_t i = 0; i < count; i++)
		if (fields[i].required)
			json_text(json, fields[i].key);
	json_close(json);
}

/* Where the field KEY is ID, the fields of that kind or pattern count. */
static void put_case(Json *json, const char *key, const char *id, const FieldSpec *fields, size_t count)
{
	if (!count)
		return;
	json_open(json, '{');
	json_key(json, "if");
	json_open_line(json, '{');
	json_key(json, "properties");
	json_open(json, '{');
	json_key(json, key);
	json_open(json, '{');
	json_put_text(json, "const", id);
	json_close(json);
	json_close(json);
	json_key(json, "required");
	json_open(json, '[');
	json_text(json, key);
	json_close(json);
	json_close(json);
	json_key(json, "then");
	json_open(json, '{');
	put_fields(json, fields, count);
	json_close(json);
	json_close(json);
}

/* The ids that are known, for completion; more may come from the user's own catalogue. */
static void put_known(Json *json, const char *key, const Catalog *catalog, ElementClass class)
{
	json_open(json, '{');
	json_key(json, "properties");
	json_open(json, '{');
	json_key(json, key);
	json_open(json, '{');
	json_key(json, "anyOf");
	json_open(json, '[');
	json_open(json, '{');
	json_key(json, "enum");
	json_open(json, '[');
	for (size_t i = 0; class == CLASS_COMPONENT && i < catalog->kind_count; i++)
		json_text(json, catalog->kinds[i].id);
	for (size_t i = 0; class == CLASS_LINK && i < catalog->pattern_count; i++)
		json_text(json, catalog->patterns[i].id);
	json_close(json);
	json_close(json);
	json_open_line(json, '{');
	json_put_text(json, "type", "string");
	json_close(json);
	json_close(json);
	json_close(json);
	json_close(json);
	json_close(json);
}

static void put_class(Json *json, const Catalog *catalog, ElementClass class)
{
	json_key(json, class_name(class));
	json_open(json, '{');
	json_put_text(json, "type", "object");
	put_fields(json, catalog->fields[class], catalog->field_count[class]);
	put_required(json, catalog->fields[class], catalog->field_count[class]);
	if (class == CLASS_COMPONENT || class == CLASS_LINK) {
		json_key(json, "allOf");
		json_open(json, '[');
		put_known(json, class == CLASS_COMPONENT ? "kind" : "via", catalog, class);
		for (size_t i = 0; class == CLASS_COMPONENT && i < catalog->kind_count; i++)
			put_case(json, "kind", catalog->kinds[i].id, catalog->kinds[i].fields, catalog->kinds[i].field_count);
		for (size_t i = 0; class == CLASS_LINK && i < catalog->pattern_count; i++)
			put_case(json, "via", catalog->patterns[i].id, catalog->patterns[i].fields,
			         catalog->patterns[i].field_count);
		json_close(json);
	}
	json_close(json);
}

static void put_sections(Json *json)
{
	for (ElementClass class = CLASS_PLATFORM; class < CLASS_COUNT; class++) {
		Text reference = {0};

		text_addf(&reference, "#/definitions/%s", class_name(class));
		json_key(json, class_section(class));
		json_open(json, '{');
		json_put_words(json, "type", TYPES("object", "null"));
		json_key(json, "propertyNames");
		json_open_line(json, '{');
		json_put_text(json, "pattern", ID_PATTERN);
		json_close(json);
		json_key(json, "additionalProperties");
		json_open_line(json, '{');
		json_put_text(json, "$ref", reference.s);
		json_close(json);
		json_close(json);
		text_clear(&reference);
	}
}

void schema_add(const Catalog *catalog, Text *out)
{
	Json json = {.out = out};
	Node root = {0};

	json_open(&json, '{');
	json_put_text(&json, "$schema", "http://json-schema.org/draft-07/schema#");
	json_put_text(&json, "title", "Troika design");
	json_put_text(&json, "type", "object");
	plant(&root, catalog->fields[CLASS_DESIGN], catalog->field_count[CLASS_DESIGN]);
	json_key(&json, "properties");
	json_open(&json, '{');
	for (size_t i = 0; i < root.count; i++) {
		json_key(&json, root.children[i]->name);
		put_node(&json, root.children[i]);
	}
	put_sections(&json);
	json_close(&json);
	put_required(&json, catalog->fields[CLASS_DESIGN], catalog->field_count[CLASS_DESIGN]);
	json_key(&json, "definitions");
	json_open(&json, '{');
	for (ElementClass class = CLASS_PLATFORM; class < CLASS_COUNT; class++)
		put_class(&json, catalog, class);
	json_close(&json);
	json_close(&json);
	fell(&root);
}
