/* Design files: whatever the bytes, they are refused with a reason or become a design that is saved as it
 * was read, and with a few edits as a text that reads as the edited design. Its canonical form can be made, and has
 * itself as such. Where the plain reader takes a text, libyaml makes the same tree of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/design_file.h"
#include "model/format.h"
#include "model/pool.h"
#include "model/yaml_tree.h"
#include "tests/fuzz/fuzz_main.h"

static void require(bool holds, const char *what, const char *text)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n%s\n", what, text ? text : "");
	abort();
}

/* --- two readers, one tree -------------------------------------------------------- */

static bool same_node(const YamlNode *a, const YamlNode *b)
{
	const YamlNode *left, *right;

	if (!a || !b)
		return a == b;
	if (a->type != b->type || a->flow != b->flow || a->quoted != b->quoted || a->line != b->line ||
	    a->column != b->column || a->start != b->start || a->end != b->end || a->count != b->count ||
	    a->length != b->length || memcmp(a->text, b->text, a->length + 1) != 0 ||
	    (a->key && !same_node(a->key, b->key)))
		return false;
	for (left = a->first, right = b->first; left && right; left = left->next, right = right->next)
		if (!same_node(left, right))
			return false;
	return left == right;
}

/* A carriage return alone, in a comment, sends the text to libyaml. */
static void check_readers(const char *source, size_t length)
{
	YamlDoc plain = {.file = "plain", .source = source, .length = length}, full = {0};
	Diagnostics list = {0}, other = {0};
	YamlTree tree = {.doc = &plain, .list = &list};
	Text longer = {0};
	bool ascii;

	if (yaml_source_check("plain", source, length, &ascii, &list) && yaml_read_plain(&tree, ascii)) {
		text_add_n(&longer, source, length);
		text_add(&longer, "\n#\r");
		yaml_read(&full, "full", longer.s, longer.length, &other);
		require(list.errors == other.errors, "one reader finds a fault", source);
		require(list.errors || same_node(plain.root, full.root), "the readers differ", source);
	}
	yaml_clear(&plain);
	yaml_clear(&full);
	diagnostics_clear(&list);
	diagnostics_clear(&other);
	text_clear(&longer);
}

/* --- edits ---------------------------------------------------------------------------- */

static uint32_t next(uint32_t *state, size_t below)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 8) % (uint32_t)below;
}

static void set(Design *design, const Element *element, const char *id, const char *key, const char *value)
{
	Edit edit = {0};

	edit_add(&edit, id, key, element ? element_get(element, key) : NULL, value);
	design_apply(design, &edit, NULL);
	edit_clear(&edit);
}

static void remove_element(Design *design, const Element *element)
{
	Edit edit = {0};

	for (size_t i = 0; i < element->field_count; i++)
		edit_add(&edit, element->id, element->fields[i].key, element->fields[i].value, NULL);
	edit_add(&edit, element->id, ":class", class_name(element->class), NULL);
	design_apply(design, &edit, NULL);
	edit_clear(&edit);
}

static void one_edit(Design *design, uint32_t *state)
{
	static const char *const keys[] = {"name", "at", "tags", "notes", "owner", "x-own", "residency.d.allowed"};
	static const char *const values[] = {"x", "no", "a: b", "two\nlines\n", "1,2", "a,\"b,c\",d", "", "it's \"so\""};
	ElementClass class = (ElementClass)next(state, CLASS_COUNT);
	size_t count = design_count(design, class);
	const Element *element = count ? design_at(design, class, next(state, count)) : NULL;
	const char *key = keys[next(state, sizeof keys / sizeof *keys)];
	const char *value = values[next(state, sizeof values / sizeof *values)];

	if (!element && class != CLASS_DESIGN)
		set(design, NULL, "new-one", ":class", class_name(class));
	else if (element && next(state, 3) == 0 && class != CLASS_DESIGN)
		remove_element(design, element);
	else if (element && element->field_count && next(state, 2) == 0)
		set(design, element, element->id, element->fields[next(state, element->field_count)].key,
		    next(state, 2) ? value : NULL);
	else if (element)
		set(design, element, element->id, key, value);
}

static void check_save(DesignSource *source, Design *design, uint32_t state)
{
	Text same = {0}, out = {0};
	Error err = {0};

	require(design_splice(source, design, catalog_builtin(), &same, &err), "cannot be saved unchanged", err.text);
	require(same.length == source->length && memcmp(same.s, source->bytes, same.length) == 0,
	        "is saved otherwise", source->bytes);
	for (uint32_t n = 1 + next(&state, 3); n > 0; n--)
		one_edit(design, &state);
	if (design_splice(source, design, catalog_builtin(), &out, &err)) {
		YamlDoc doc = {0};
		Diagnostics list = {0};

		require(yaml_read(&doc, "saved", text_str(&out), out.length, &list), "is saved as no YAML", text_str(&out));
		yaml_clear(&doc);
		diagnostics_clear(&list);
	} else {
		require(err.text != NULL, "no reason is told", NULL);
	}
	error_clear(&err);
	text_clear(&same);
	text_clear(&out);
}

/* Formatting breaks nothing, and never says that it is done with what does not read back; it may refuse odd texts,
 * which then stay as they are. */
static void check_format(const DesignSource *source)
{
	Text once = {0};
	Error err = {0};

	if (!design_format(source, catalog_builtin(), &once, &err))
		require(err.text != NULL, "is refused without a reason", source->bytes);
	error_clear(&err);
	text_clear(&once);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = mem_copy_n((const char *)data, size);
	DesignSource source = {.path = (char[]){"fuzz"}, .bytes = bytes, .length = size};
	Diagnostics list = {0};
	Design design;

	check_readers(bytes, size);
	design_init(&design);
	if (design_read_bytes(&design, catalog_builtin(), "fuzz", bytes, size, &list)) {
		check_format(&source);
		check_save(&source, &design, hash_bytes(data, size));
	} else {
		require(list.errors > 0, "no fault is told", bytes);
	}
	for (size_t i = 0; i < list.count; i++)
		require(list.items[i].text[0] != '\0', "a fault without words", bytes);
	design_clear(&design);
	diagnostics_clear(&list);
	free(bytes);
	return 0;
}
