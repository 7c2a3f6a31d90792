/* Writes a design as people might: any order of sections and fields, lines or braces, any
 * indentation and quotes, comments, blank lines, unknown keys. What must survive an edit
 * elsewhere is noted. */
#ifndef TROIKA_TESTS_WILD_PRINT_H
#define TROIKA_TESTS_WILD_PRINT_H

#include "model/design_print.h"
#include "model/json.h"
#include "model/list.h"
#include "model/yaml_write.h"
#include "tests/unit/random.h"

/* A piece of the text, and whose it is. */
typedef struct WildPiece {
	char *text;             /* owned */
	char *id;               /* of the element; owned */
	char *key;              /* first part of the key of its field; NULL: the whole element; owned */
} WildPiece;

typedef struct Wild {
	Text out;
	WildPiece *pieces;      /* owned */
	size_t count, cap;
	const char *newline;
	size_t step;
	unsigned comments;      /* in so many of ten places */
	unsigned flow;          /* likewise for braces */
	unsigned serial;        /* makes each comment unlike all others */
	bool edges;             /* blank lines and odd spaces */
} Wild;

static inline void wild_note(Wild *w, size_t from, const char *id, const char *key)
{
	MEM_GROW(w->pieces, w->cap, w->count + 1);
	w->pieces[w->count++] = (WildPiece){
		mem_copy_n(w->out.s + from, w->out.length - from), mem_copy(id),
		key ? mem_copy_n(key, strcspn(key, ".")) : NULL,
	};
}

static inline void wild_comment(Wild *w)
{
	if (random_below(10) < w->comments)
		text_addf(&w->out, "%*s# no. %u: {x", (int)random_below(4) + 1, "", w->serial++);
}

static inline void wild_line(Wild *w, size_t indent)
{
	text_add(&w->out, w->newline);
	while (w->edges && random_below(12) == 0)
		text_addf(&w->out, "%s%s", random_below(2) ? "" : "   ", w->newline);
	if (random_below(10) < w->comments && random_below(3) == 0) {
		text_add_repeat(&w->out, " ", random_below(3) ? indent : random_below(9));
		text_addf(&w->out, "# line %u: - a%s", w->serial++, w->newline);
	}
	text_add_repeat(&w->out, " ", indent);
}

static inline void wild_text(Wild *w, const FieldSpec *spec, const char *value, bool flow)
{
	yaml_add_text(&w->out, value, (YamlQuotes)random_below(3), flow, field_is_typed(spec));
}

static inline void wild_flow_list(Wild *w, const FieldSpec *spec, const List *items)
{
	text_add(&w->out, random_below(4) ? "[" : "[ ");
	for (size_t i = 0; i < items->count; i++) {
		text_add(&w->out, i ? (random_below(3) ? ", " : " , ") : "");
		wild_text(w, spec, items->items[i], true);
	}
	text_add(&w->out, items->count && random_below(6) == 0 ? ", ]" : "]");
}

static inline void wild_value(Wild *w, const FieldSpec *spec, const char *value, bool flow, size_t indent)
{
	List items = {0};
	bool list = field_is_list(spec) && list_split(value, &items, NULL);

	if (list && !flow && items.count && random_below(10) >= w->flow) {
		size_t dash = indent + (random_below(2) ? w->step : 0);

		wild_comment(w);
		for (size_t i = 0; i < items.count; i++) {
			wild_line(w, dash);
			text_add(&w->out, random_below(3) ? "- " : "-   ");
			wild_text(w, spec, items.items[i], false);
			wild_comment(w);
		}
	} else if (list) {
		text_add(&w->out, " ");
		wild_flow_list(w, spec, &items);
	} else {
		text_add(&w->out, random_below(6) ? " " : "    ");
		if (flow || !strchr(value, '\n') || random_below(3) == 0 ||
		    !yaml_add_block(&w->out, value, indent + w->step, w->newline))
			wild_text(w, spec, value, flow);
	}
	list_clear(&items);
}

static inline void wild_key(Wild *w, const char *key, size_t length, bool flow)
{
	char *copy = mem_copy_n(key, length);

	yaml_add_text(&w->out, copy, random_below(8) ? QUOTES_NONE : (YamlQuotes)random_below(3), flow, false);
	text_add(&w->out, random_below(9) ? ":" : " :");
	free(copy);
}

static inline size_t wild_group(const Field *fields, size_t count, size_t prefix)
{
	size_t length = strcspn(fields[0].key + prefix, "."), n = 1;

	if (!fields[0].key[prefix + length])
		return 1;
	while (n < count && strncmp(fields[n].key, fields[0].key, prefix + length + 1) == 0)
		n++;
	return n;
}

static inline void wild_map(Wild *w, const FieldScope *scope, const Field *fields, size_t count, size_t prefix,
                            size_t indent, bool flow, const char *id);

static inline void wild_entry(Wild *w, const FieldScope *scope, const Field *fields, size_t count, size_t prefix,
                              size_t indent, bool flow, const char *id)
{
	size_t length = strcspn(fields[0].key + prefix, "."), from = w->out.length;

	wild_key(w, fields[0].key + prefix, length, flow);
	if (!fields[0].key[prefix + length]) {
		wild_value(w, field_spec(scope, fields[0].key), fields[0].value, flow, indent);
	} else {
		bool inner = flow || random_below(10) < w->flow;

		text_add(&w->out, inner ? " " : "");
		wild_map(w, scope, fields, count, prefix + length + 1, indent + w->step, inner, NULL);
	}
	if (!flow && prefix == 0 && id) {
		wild_comment(w);
		wild_note(w, from, id, fields[0].key);
	}
}

static inline void wild_map(Wild *w, const FieldScope *scope, const Field *fields, size_t count, size_t prefix,
                            size_t indent, bool flow, const char *id)
{
	size_t starts[64], groups = 0, first;
	bool lines = flow && random_below(5) == 0;

	for (size_t i = 0; i < count && groups < 64; i += wild_group(fields + i, count - i, prefix))
		starts[groups++] = i;
	first = groups ? random_below(groups) : 0;
	text_add(&w->out, flow ? (random_below(4) ? "{" : "{ ") : "");
	for (size_t k = 0; k < groups; k++) {
		size_t i = starts[(first + k) % groups];

		if (!flow || lines)
			wild_line(w, indent);
		wild_entry(w, scope, fields + i, wild_group(fields + i, count - i, prefix), prefix, indent, flow, id);
		text_add(&w->out, flow && k + 1 < groups ? ", " : "");
		if (lines)
			wild_comment(w);
	}
	if (lines)
		wild_line(w, indent);
	text_add(&w->out, flow ? "}" : "");
}

static inline void wild_element(Wild *w, const Catalog *catalog, const Element *element, size_t indent, bool flow)
{
	FieldScope scope = field_scope(catalog, element);
	size_t from = w->out.length;
	bool inner = flow || !element->field_count || random_below(10) < w->flow;

	wild_key(w, element->id, strlen(element->id), flow);
	text_add(&w->out, inner ? " " : "");
	if (!inner)
		wild_comment(w);
	wild_map(w, &scope, element->fields, element->field_count, 0, indent + w->step, inner, inner ? NULL : element->id);
	wild_note(w, from, element->id, NULL);
}

static inline void wild_section(Wild *w, const Catalog *catalog, const Design *design, ElementClass class)
{
	size_t count = design_count(design, class), first = count ? random_below(count) : 0;
	bool flow = random_below(8) == 0;

	if (count == 0 && random_below(4))
		return;
	wild_line(w, 0);
	text_addf(&w->out, "%s:%s", class_section(class), count ? "" : random_below(2) ? " {}" : "");
	text_add(&w->out, count && flow ? " {" : "");
	for (size_t i = 0; i < count; i++) {
		if (!flow || random_below(3) == 0)
			wild_line(w, flow ? random_below(9) + 1 : w->step);
		wild_element(w, catalog, design_at(design, class, (first + i) % count), w->step, flow);
		text_add(&w->out, flow && i + 1 < count ? "," : "");
		text_add(&w->out, flow && i + 1 < count ? " " : "");
	}
	text_add(&w->out, count && flow ? "}" : "");
	wild_comment(w);
}

static inline void wild_design_fields(Wild *w, const Catalog *catalog, const Design *design)
{
	const Element *element = design_at(design, CLASS_DESIGN, 0);
	FieldScope scope = field_scope(catalog, element);

	wild_map(w, &scope, element->fields, element->field_count, 0, 0, false, "design");
}

static inline void wild_print(Wild *w, const Catalog *catalog, const Design *design)
{
	unsigned first = random_below(CLASS_COUNT);

	w->newline = random_below(4) ? "\n" : random_below(4) ? "\r\n" : "\r";
	w->step = random_below(3) ? 2 : 1 + random_below(6);
	w->comments = random_below(3) * 4;
	w->flow = random_below(4) * 3;
	w->edges = random_below(2);
	text_add(&w->out, random_below(6) ? "" : "---");
	text_add(&w->out, w->out.length ? w->newline : "");
	text_add(&w->out, element_get(design_at(design, CLASS_DESIGN, 0), "troika") ? "#" : "troika: 1");
	for (unsigned i = 0; i < CLASS_COUNT; i++) {
		ElementClass class = (ElementClass)((first + i) % CLASS_COUNT);

		if (class == CLASS_DESIGN)
			wild_design_fields(w, catalog, design);
		else
			wild_section(w, catalog, design, class);
	}
	text_add(&w->out, random_below(4) ? w->newline : "");
}

/* --- as JSON ----------------------------------------------------------------------- */

static inline void json_open_some(Json *json, char bracket)
{
	if (random_below(3))
		json_open(json, bracket);
	else
		json_open_line(json, bracket);
}

static inline void json_map(Json *json, const FieldScope *scope, const Field *fields, size_t count, size_t prefix)
{
	for (size_t i = 0, n; i < count; i += n) {
		const char *segment = fields[i].key + prefix;
		size_t length = strcspn(segment, ".");
		char *key = mem_copy_n(segment, length);
		List items = {0};

		n = wild_group(fields + i, count - i, prefix);
		json_key(json, key);
		if (segment[length]) {
			json_open_some(json, '{');
			json_map(json, scope, fields + i, n, prefix + length + 1);
			json_close(json);
		} else if (field_is_list(field_spec(scope, fields[i].key)) &&
		           list_split(fields[i].value, &items, NULL)) {
			json_open_some(json, '[');
			for (size_t k = 0; k < items.count; k++)
				json_text(json, items.items[k]);
			json_close(json);
		} else {
			json_text(json, fields[i].value);
		}
		list_clear(&items);
		free(key);
	}
}

static inline void wild_json(Text *out, const Catalog *catalog, const Design *design)
{
	Json json = {.out = out};
	unsigned first = random_below(CLASS_COUNT);

	json_open(&json, '{');
	if (!element_get(design_at(design, CLASS_DESIGN, 0), "troika"))
		json_put_number(&json, "troika", 1);
	for (unsigned i = 0; i < CLASS_COUNT; i++) {
		ElementClass class = (ElementClass)((first + i) % CLASS_COUNT);
		FieldScope scope;

		if (class != CLASS_DESIGN && !design_count(design, class) && random_below(4))
			continue;
		if (class != CLASS_DESIGN) {
			json_key(&json, class_section(class));
			json_open_some(&json, '{');
		}
		for (size_t k = 0; k < design_count(design, class); k++) {
			const Element *element = design_at(design, class, k);

			scope = field_scope(catalog, element);
			if (class != CLASS_DESIGN) {
				json_key(&json, element->id);
				json_open_some(&json, '{');
			}
			json_map(&json, &scope, element->fields, element->field_count, 0);
			if (class != CLASS_DESIGN)
				json_close(&json);
		}
		if (class != CLASS_DESIGN)
			json_close(&json);
	}
	json_close(&json);
}

static inline void wild_clear(Wild *w)
{
	for (size_t i = 0; i < w->count; i++) {
		free(w->pieces[i].text);
		free(w->pieces[i].id);
		free(w->pieces[i].key);
	}
	free(w->pieces);
	text_clear(&w->out);
	*w = (Wild){0};
}

#endif
