/* A design as YAML text in its canonical style.
 *
 * Fields come in the order of the field table. Maps inside an element stand on one line while they hold
 * nothing but values and fit, lists as well. */
#include "model/design_print.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/list.h"
#include "model/memory.h"
#include "model/utf8.h"
#include "model/yaml_write.h"

enum { WIDTH_MAX = 90 };        /* columns of a line that holds a map or list */

/* --- fields and their table ----------------------------------------------------------- */

FieldScope field_scope(const Catalog *catalog, const Element *element)
{
	const char *kind = element_get(element, "kind"), *via = element_get(element, "via");

	return (FieldScope){
		.catalog = catalog,
		.class = element->class,
		.kind = kind && element->class == CLASS_COMPONENT ? catalog_kind(catalog, kind) : NULL,
		.pattern = via && element->class == CLASS_LINK ? catalog_pattern(catalog, via) : NULL,
	};
}

const FieldSpec *field_spec(const FieldScope *scope, const char *key)
{
	return catalog_field(scope->catalog, scope->class, scope->kind, scope->pattern, key);
}

static bool in_table(const FieldSpec *spec, const FieldSpec *table, size_t count, size_t *order)
{
	if (table && spec >= table && spec < table + count) {
		*order += (size_t)(spec - table);
		return true;
	}
	*order += count;
	return false;
}

size_t field_order(const FieldScope *scope, const char *key)
{
	const FieldSpec *spec = field_spec(scope, key);
	size_t order = 0;

	if (spec && (in_table(spec, scope->catalog->fields[scope->class],
	                      scope->catalog->field_count[scope->class], &order) ||
	             (scope->kind && in_table(spec, scope->kind->fields, scope->kind->field_count, &order)) ||
	             (scope->pattern && in_table(spec, scope->pattern->fields, scope->pattern->field_count, &order))))
		return order;
	return SIZE_MAX;
}

bool field_is_typed(const FieldSpec *spec)
{
	if (!spec)
		return false;
	switch (spec->type) {
	case FIELD_NUMBER:
	case FIELD_DECIMAL:
	case FIELD_BOOLEAN:
	case FIELD_QUANTITY:
	case FIELD_MONEY:
	case FIELD_DATE:
	case FIELD_POINT:
		return true;
	default:
		return false;
	}
}

/* --- values ------------------------------------------------------------------------------ */

/* What JSON takes without quotes. */
static bool is_json_literal(const char *s)
{
	size_t digits;

	if (strcmp(s, "true") == 0 || strcmp(s, "false") == 0)
		return true;
	s += *s == '-';
	digits = strspn(s, "0123456789");
	if (digits == 0 || (digits > 1 && *s == '0'))
		return false;
	s += digits;
	if (*s == '.') {
		digits = strspn(s + 1, "0123456789");
		if (digits == 0)
			return false;
		s += 1 + digits;
	}
	return !*s;
}

static void print_text(Text *out, const PrintStyle *style, const char *s, bool flow, bool typed)
{
	YamlQuotes wish = style->json && !(typed && is_json_literal(s)) ? QUOTES_DOUBLE : QUOTES_NONE;

	yaml_add_text(out, s, wish, flow, typed);
}

void print_key(Text *out, const PrintStyle *style, const char *key, size_t length, bool flow)
{
	char *copy = mem_copy_n(key, length);

	print_text(out, style, copy, flow, false);
	text_add(out, ":");
	free(copy);
}

/* The key of a field: `on` is a boolean for YAML 1.1, but the name of a field for all who write designs. */
static void print_field_key(Text *out, const PrintStyle *style, const FieldScope *scope, const char *key,
                            size_t prefix, size_t length, bool flow)
{
	if (prefix == 0 && !style->json && strcmp(key, "on") == 0 && field_spec(scope, key))
		text_add(out, "on:");
	else
		print_key(out, style, key + prefix, length, flow);
}

static void print_list(Text *out, const PrintStyle *style, const FieldSpec *spec, const List *items)
{
	text_add(out, "[");
	for (size_t i = 0; i < items->count; i++) {
		text_add(out, i ? ", " : "");
		print_text(out, style, items->items[i], true, field_is_typed(spec));
	}
	text_add(out, "]");
}

void print_value(Text *out, const PrintStyle *style, const FieldSpec *spec, const char *value,
                 bool list, bool flow)
{
	List items = {0};

	if (list && list_split(value, &items, NULL))
		print_list(out, style, spec, &items);
	else
		print_text(out, style, value, flow, field_is_typed(spec));
	list_clear(&items);
}

/* --- maps ---------------------------------------------------------------------------------- */

/* Fields that share the next segment of their keys. */
typedef struct Part {
	const Field *fields;
	size_t count;
	size_t length;          /* of the segment */
	bool leaf;              /* one field that ends here */
	size_t order;
	size_t index;           /* keeps the order of equals */
} Part;

static int part_order(const void *a, const void *b)
{
	const Part *left = a, *right = b;

	if (left->order != right->order)
		return left->order < right->order ? -1 : 1;
	return left->index < right->index ? -1 : left->index > right->index;
}

static Part next_part(const FieldScope *scope, const Field *fields, size_t count, size_t prefix)
{
	const char *segment = fields[0].key + prefix;
	Part part = {.fields = fields, .count = 1, .length = strcspn(segment, "."), .order = SIZE_MAX};

	part.leaf = !segment[part.length];
	while (!part.leaf && part.count < count &&
	       strncmp(fields[part.count].key + prefix, segment, part.length + 1) == 0)
		part.count++;
	for (size_t i = 0; i < part.count; i++) {
		size_t order = field_order(scope, fields[i].key);

		if (order < part.order)
			part.order = order;
	}
	return part;
}

/* Splits sorted FIELDS at their next segment; the caller frees. */
static Part *split_parts(const FieldScope *scope, const Field *fields, size_t count, size_t prefix,
                         size_t *part_count)
{
	Part *parts = mem_alloc((count ? count : 1) * sizeof *parts);
	size_t n = 0;

	for (size_t i = 0; i < count; i += parts[n++].count) {
		parts[n] = next_part(scope, fields + i, count - i, prefix);
		parts[n].index = n;
	}
	qsort(parts, n, sizeof *parts, part_order);
	*part_count = n;
	return parts;
}

void print_flow_entries(Text *out, const PrintStyle *style, const FieldScope *scope,
                        const Field *fields, size_t count, size_t prefix, const char *separator)
{
	size_t n;
	Part *parts = split_parts(scope, fields, count, prefix, &n);

	for (size_t i = 0; i < n; i++) {
		const FieldSpec *spec = field_spec(scope, parts[i].fields->key);

		text_add(out, i ? separator : "");
		print_field_key(out, style, scope, parts[i].fields->key, prefix, parts[i].length, true);
		text_add(out, " ");
		if (parts[i].leaf)
			print_value(out, style, spec, parts[i].fields->value, field_is_list(spec), true);
		else
			print_flow_map(out, style, scope, parts[i].fields, parts[i].count, prefix + parts[i].length + 1);
	}
	free(parts);
}

void print_flow_map(Text *out, const PrintStyle *style, const FieldScope *scope,
                    const Field *fields, size_t count, size_t prefix)
{
	text_add(out, "{");
	print_flow_entries(out, style, scope, fields, count, prefix, ", ");
	text_add(out, "}");
}

static bool fits(const Text *line, size_t indent)
{
	return indent + (size_t)utf8_width(text_str(line)) <= WIDTH_MAX;
}

static void print_block_list(Text *out, const PrintStyle *style, const FieldSpec *spec,
                             const char *value, size_t indent)
{
	List items = {0};

	list_split(value, &items, NULL);
	for (size_t i = 0; i < items.count; i++) {
		text_add(out, style->newline);
		text_add_repeat(out, " ", indent);
		text_add(out, "- ");
		print_text(out, style, items.items[i], false, field_is_typed(spec));
	}
	list_clear(&items);
}

/* The value behind `key:` in a block map whose keys stand at INDENT. */
static void print_block_value(Text *out, const PrintStyle *style, const FieldSpec *spec,
                              const char *value, size_t indent)
{
	Text line = {0};
	bool list = field_is_list(spec);

	print_value(&line, style, spec, value, list, false);
	text_add(out, !list || fits(&line, indent) ? " " : "");
	if (list && !fits(&line, indent))
		print_block_list(out, style, spec, value, indent + style->step);
	else if (!strchr(value, '\n') || !yaml_add_block(out, value, indent + style->step, style->newline))
		text_add_n(out, text_str(&line), line.length);
	text_clear(&line);
}

static bool holds_only_values(const Part *part, size_t prefix)
{
	for (size_t i = 0; i < part->count; i++)
		if (strchr(part->fields[i].key + prefix + part->length + 1, '.'))
			return false;
	return true;
}

static void print_inner_map(Text *out, const PrintStyle *style, const FieldScope *scope,
                            const Part *part, size_t prefix, size_t indent)
{
	size_t inner = prefix + part->length + 1;
	Text line = {0};

	print_flow_map(&line, style, scope, part->fields, part->count, inner);
	if (holds_only_values(part, prefix) && fits(&line, indent + part->length + 2)) {
		text_add(out, " ");
		text_add_n(out, line.s, line.length);
	} else {
		print_block_map(out, style, scope, part->fields, part->count, inner, indent + style->step);
	}
	text_clear(&line);
}

void print_block_map(Text *out, const PrintStyle *style, const FieldScope *scope,
                     const Field *fields, size_t count, size_t prefix, size_t indent)
{
	size_t n;
	Part *parts = split_parts(scope, fields, count, prefix, &n);

	for (size_t i = 0; i < n; i++) {
		const Field *field = parts[i].fields;

		text_add(out, style->newline);
		text_add_repeat(out, " ", indent);
		print_field_key(out, style, scope, field->key, prefix, parts[i].length, false);
		if (parts[i].leaf)
			print_block_value(out, style, field_spec(scope, field->key), field->value, indent);
		else
			print_inner_map(out, style, scope, &parts[i], prefix, indent);
	}
	free(parts);
}

void print_element(Text *out, const PrintStyle *style, const Catalog *catalog,
                   const Element *element, size_t indent, bool flow)
{
	FieldScope scope = field_scope(catalog, element);

	print_key(out, style, element->id, strlen(element->id), flow);
	if (flow || !element->field_count) {
		text_add(out, " ");
		print_flow_map(out, style, &scope, element->fields, element->field_count, 0);
	} else {
		print_block_map(out, style, &scope, element->fields, element->field_count, 0, indent + style->step);
	}
}

/* --- whole files ------------------------------------------------------------------------------ */

bool field_stands_behind(const char *key)
{
	return strcmp(key, "include") == 0 || strcmp(key, "catalog") == 0 || strcmp(key, "rules") == 0;
}

/* What came from included files is written out, so that they must not be included again. */
static bool holds_included(const Design *design)
{
	for (int class = CLASS_DESIGN + 1; class < CLASS_COUNT; class++)
		for (size_t i = 0; i < design_count(design, (ElementClass)class); i++)
			if (design_at(design, (ElementClass)class, i)->file)
				return true;
	return false;
}

static void print_design_fields(Text *out, const PrintStyle *style, const FieldScope *scope,
                                const Design *design, bool behind)
{
	const Element *element = design_at(design, CLASS_DESIGN, 0);
	Field *fields = mem_alloc((element->field_count + 1) * sizeof *fields);
	bool whole = holds_included(design);
	size_t count = 0;

	for (size_t i = 0; i < element->field_count; i++) {
		const Field *field = &element->fields[i];

		if (strcmp(field->key, "troika") != 0 && field_stands_behind(field->key) == behind &&
		    !(whole && strcmp(field->key, "include") == 0))
			fields[count++] = *field;
	}
	if (count > 0 && behind)
		text_add(out, style->newline);
	print_block_map(out, style, scope, fields, count, 0, 0);
	free(fields);
}

static void print_section(Text *out, const PrintStyle *style, const Catalog *catalog,
                          const Design *design, ElementClass class)
{
	if (design_count(design, class) == 0)
		return;
	text_addf(out, "%s%s%s:", style->newline, style->newline, class_section(class));
	for (size_t i = 0; i < design_count(design, class); i++) {
		text_add(out, style->newline);
		text_add_repeat(out, " ", style->step);
		print_element(out, style, catalog, design_at(design, class, i), style->step, false);
	}
}

void design_print(const Design *design, const Catalog *catalog, Text *out)
{
	static const PrintStyle style = {.newline = "\n", .step = 2};
	FieldScope scope = field_scope(catalog, design_at(design, CLASS_DESIGN, 0));

	text_add(out, "troika: 1");
	print_design_fields(out, &style, &scope, design, false);
	for (int class = CLASS_DESIGN + 1; class < CLASS_COUNT; class++)
		print_section(out, &style, catalog, design, (ElementClass)class);
	print_design_fields(out, &style, &scope, design, true);
	text_add(out, "\n");
}
