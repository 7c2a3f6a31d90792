/* The YAML trees of a design's files become the design.
 *
 * Sections become elements, nested maps dotted keys, lists one value. What the
 * shape of the file can get wrong is told here; what the design can get wrong is
 * told by design_check_each() and only gets its place in the file from here. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/catalog_extend.h"
#include "model/design_tree.h"
#include "model/list.h"
#include "model/nearest.h"
#include "model/pool.h"
#include "model/quote.h"

enum {
	FORMAT_VERSION = 1,
	KEY_MAX = 255           /* bytes of a dotted key */
};

enum { SPEC_SLOTS = 256, SPEC_KEY = 23 };       /* of the memo of fields, and its longest key */

typedef struct SpecSlot {       /* what a key means to elements of one kind: asked for every value */
	const Kind *kind;
	const Pattern *pattern;
	const FieldSpec *spec;
	uint8_t class;
	uint8_t length;         /* of the key; 0: the slot is free */
	char key[SPEC_KEY];
} SpecSlot;

typedef struct Reader {
	Design *design;
	const Catalog *catalog;
	const char *main_file;  /* its name */
	bool no_files;          /* the design comes from no file, so that nothing can be included */
	const YamlDoc *doc;     /* the file being read */
	const char *file;       /* its name */
	const char *in_file;    /* an included file, as elements name it; NULL: the main file */
	const YamlNode *section;        /* whose elements come now; NULL: none */
	ElementClass class;     /* of that section */
	Diagnostics errors;
	Diagnostics warnings;   /* come after all errors, so that they push none out */
	bool no_catalog;        /* a file of the catalogue has faults: its kinds and patterns are not known */
	bool stop;              /* too little was understood to judge the design */
	uint64_t *unknown;      /* design_unknown() of all; NULL: not wanted */
	const DesignSource *source;     /* for the places of faults */
	DesignTrees whole;      /* of the source; read when the first fault wants a place */
	Text value;             /* scratch */
	const Element *asked;   /* the element that kind and pattern below are of */
	const Kind *kind;
	const Pattern *pattern;
	SpecSlot specs[SPEC_SLOTS];
	Text quoted;            /* of a message */
} Reader;

/* The element being read, and where its map stands. */
typedef struct Target {
	Element *element;
	const YamlNode *map;
	char key[KEY_MAX + 1];  /* dotted, of the value being read */
	size_t key_length;
} Target;

static void fault(Reader *r, const YamlNode *at, const char *format, ...) PRINTF_LIKE(3, 4);

/* What the file says, for a message: quoted, and a long one cut. Good until the next call. */
static const char *quoted(Reader *r, const char *s)
{
	text_reset(&r->quoted);
	quote_add_short(&r->quoted, s);
	return r->quoted.s;
}

static void fault(Reader *r, const YamlNode *at, const char *format, ...)
{
	Text text = {0};
	va_list args;

	va_start(args, format);
	text_addv(&text, format, args);
	va_end(args);
	diagnostics_add(&r->errors, false, r->doc->file, (int)at->line, (int)at->column, "%s", text_str(&text));
	text_clear(&text);
}

/* --- values ------------------------------------------------------------------------ */

static void ask_element(Reader *r, const Target *t)
{
	const YamlNode *kind = t->element->class == CLASS_COMPONENT ? yaml_get(t->map, "kind") : NULL;
	const YamlNode *via = t->element->class == CLASS_LINK ? yaml_get(t->map, "via") : NULL;

	r->asked = t->element;
	r->kind = kind ? catalog_kind(r->catalog, kind->text) : NULL;
	r->pattern = via ? catalog_pattern(r->catalog, via->text) : NULL;
}

static bool slot_holds(const SpecSlot *slot, const Reader *r, const Target *t)
{
	return slot->length == t->key_length && slot->class == (uint8_t)t->element->class && slot->kind == r->kind &&
	       slot->pattern == r->pattern && memcmp(slot->key, t->key, t->key_length) == 0;
}

static const FieldSpec *spec_of(Reader *r, const Target *t)
{
	size_t hash = t->key_length;
	const FieldSpec *spec;
	SpecSlot *slot;

	if (r->asked != t->element)
		ask_element(r, t);
	for (size_t i = 0; i < t->key_length; i++)
		hash = hash * 31 + (unsigned char)t->key[i];
	hash += ((uintptr_t)r->kind ^ (uintptr_t)r->pattern) / 32;
	slot = &r->specs[hash % SPEC_SLOTS];
	if (t->key_length && slot_holds(slot, r, t))
		return slot->spec;
	spec = catalog_field(r->catalog, t->element->class, r->kind, r->pattern, t->key);
	if (t->key_length && t->key_length <= SPEC_KEY) {
		*slot = (SpecSlot){r->kind, r->pattern, spec, (uint8_t)t->element->class, (uint8_t)t->key_length, ""};
		memcpy(slot->key, t->key, t->key_length);
	}
	return spec;
}

static void set(Reader *r, const Target *t, const char *value, size_t length)
{
	design_set_n(r->design, t->element, t->key, t->key_length, value, length);
}

/* `True` and `FALSE` are booleans for YAML; the design knows `true` and `false`. */
static bool is_boolean(const YamlNode *node, bool *value)
{
	static const char *const spellings[] = {"True", "TRUE", "False", "FALSE"};

	for (size_t i = 0; i < 4 && !node->quoted; i++)
		if (strcmp(node->text, spellings[i]) == 0) {
			*value = i < 2;
			return true;
		}
	return false;
}

static void read_text(Reader *r, const Target *t, const YamlNode *node)
{
	const FieldSpec *spec;
	bool value;

	if (yaml_is_null(node))
		return;
	spec = spec_of(r, t);
	if (field_is_list(spec)) {
		fault(r, node, "%s of %s takes a list, not one value; put it in brackets: [%s]", t->key, t->element->id,
		      spec->type == FIELD_POINT ? "2, 4" : spec->type == FIELD_POINTS ? "[2, 4], [6, 4]" : "a, b");
		return;
	}
	if (spec && spec->type == FIELD_BOOLEAN && is_boolean(node, &value))
		set(r, t, value ? "true" : "false", value ? 4 : 5);
	else
		set(r, t, node->text, node->length);
}

/* Adds an item; a list as an item (a way-point) is joined, unless INNER forbids it. False: it cannot be kept. */
static bool add_item(Reader *r, const Target *t, const YamlNode *node, List *out, bool inner)
{
	List items = {0};
	Text joined = {0};
	bool good = true;

	if (node->type == YAML_TEXT && !yaml_is_null(node)) {
		list_add(out, node->text);
		return true;
	}
	if (node->type == YAML_MAP) {
		fault(r, node, "an item of %s is a map; put an item that holds ': ' in quotes", t->key);
		return false;
	}
	if (node->type == YAML_TEXT || inner) {
		fault(r, node, "an item of %s is %s; give a text", t->key,
		      node->type == YAML_TEXT ? "empty" : "a list in a list");
		return false;
	}
	for (const YamlNode *at = node->first; at && good; at = at->next)
		good = add_item(r, t, at, &items, true);
	list_join(&items, &joined);
	if (good)
		list_add(out, text_str(&joined));
	text_clear(&joined);
	list_clear(&items);
	return good;
}

static void warn_left_alone(Reader *r, const YamlNode *key, const char *why)
{
	diagnostics_add(&r->warnings, true, r->doc->file, (int)key->line, (int)key->column,
	                "%s %s; it stays in the file as it is", quoted(r, key->text), why);
}

static void read_list(Reader *r, const Target *t, const YamlNode *node)
{
	const FieldSpec *spec = spec_of(r, t);
	List items = {0};
	bool good = true;

	if (spec && !field_is_list(spec)) {
		fault(r, node, "%s of %s takes one value, not a list; remove the brackets or dashes", t->key, t->element->id);
		return;
	}
	if (!spec && design_holds_map(node)) {
		warn_left_alone(r, node->key, "is not known here");
		return;
	}
	for (const YamlNode *at = node->first; at && good; at = at->next)
		good = add_item(r, t, at, &items, spec && spec->type != FIELD_POINTS);
	text_reset(&r->value);
	list_join(&items, &r->value);
	if (good)
		set(r, t, text_str(&r->value), r->value.length);
	list_clear(&items);
}

static void read_value(Reader *r, Target *t, const YamlNode *node);

static void read_map(Reader *r, Target *t, const YamlNode *node)
{
	const FieldSpec *spec = spec_of(r, t);

	if (spec) {
		fault(r, node, "%s of %s takes a %s, not a map; remove the inner keys", t->key, t->element->id,
		      field_is_list(spec) ? "list" : "value");
		return;
	}
	for (const YamlNode *at = node->first; at; at = at->next)
		read_value(r, t, at);
}

/* Reads NODE, which stands in the map of T at its key so far. */
static void read_value(Reader *r, Target *t, const YamlNode *node)
{
	size_t before = t->key_length, dot = before ? 1 : 0;

	if (!design_key_kept(node->key) || before + dot + node->key->length > KEY_MAX) {
		warn_left_alone(r, node->key, "is no key of a design");
		return;
	}
	t->key[before] = '.';
	memcpy(t->key + before + dot, node->key->text, node->key->length + 1);
	t->key_length = before + dot + node->key->length;
	if (node->type == YAML_TEXT)
		read_text(r, t, node);
	else if (node->type == YAML_LIST)
		read_list(r, t, node);
	else
		read_map(r, t, node);
	t->key_length = before;
	t->key[before] = '\0';
}

/* --- elements ------------------------------------------------------------------------ */

static void tell_taken(Reader *r, const YamlNode *key)
{
	const Element *first = design_find(r->design, key->text);

	if (first->class == CLASS_DESIGN) {
		fault(r, key, "the id '%s' is reserved for the whole; choose another", key->text);
		return;
	}
	fault(r, key, "the id '%s' is already taken by the %s in %s%sline %d; ids are unique in a design, rename one",
	      key->text, class_name(first->class), first->file ? first->file : "", first->file ? ", " : "",
	      first->line);
}

static void read_element(Reader *r, ElementClass class, const YamlNode *node)
{
	const YamlNode *key = node->key;
	Target t = {.map = node};

	if (key->type != YAML_TEXT || !key->length)
		return;                 /* told by the reader of YAML */
	if (strlen(key->text) != key->length || (!id_valid(key->text) && strcmp(key->text, "design") != 0)) {
		fault(r, key, "%s is no id; use small letters, digits, - and _, up to 63 of them, "
		      "and put the visible name into name:", quoted(r, key->text));
		return;
	}
	if (node->type != YAML_MAP && !yaml_is_null(node)) {
		fault(r, node, "%s is not a %s; write %s: {key: value}", key->text, class_name(class), key->text);
		return;
	}
	t.element = design_add(r->design, class, key->text, key->length);
	if (!t.element) {
		tell_taken(r, key);
		return;
	}
	t.element->line = (int)key->line;
	t.element->column = (int)key->column;
	t.element->file = r->in_file;
	for (const YamlNode *at = node->first; at; at = at->next)
		read_value(r, &t, at);
}

static void read_section(Reader *r, ElementClass class, const YamlNode *node)
{
	if (node->type != YAML_MAP && !yaml_is_null(node)) {
		fault(r, node, "%s must be a map; write each as id: {key: value}", class_section(class));
		return;
	}
	for (const YamlNode *at = node->first; at; at = at->next)
		read_element(r, class, at);
}

/* --- files ---------------------------------------------------------------------------- */

static bool all_digits(const char *s)
{
	return *s && s[strspn(s, "0123456789")] == '\0';
}

/* The version of the format; false: the rest cannot be understood. */
static bool read_version(Reader *r, const YamlNode *root)
{
	const YamlNode *node = yaml_get(root, "troika");

	if (!node && r->in_file)
		return true;
	if (!node) {
		fault(r, root, "there is no version, so this may be no design; put `troika: %d` into the first line",
		      FORMAT_VERSION);
		return true;
	}
	if (node->type != YAML_TEXT || !all_digits(node->text) || strtol(node->text, NULL, 10) < 1) {
		fault(r, node, "the version of the format is a whole number; write `troika: %d`", FORMAT_VERSION);
		return true;
	}
	if (strtol(node->text, NULL, 10) > FORMAT_VERSION) {
		diagnostics_clear(&r->errors);  /* what was not understood so far is no wonder */
		diagnostics_clear(&r->warnings);
		fault(r, node, "made by a newer troika (format %.20s, this one reads %d); update troika",
		      node->text, FORMAT_VERSION);
		r->stop = true;
		return false;
	}
	return true;
}

/* A map that is no section, most likely a section with a letter wrong: one warning, not one for each
 * field in it. */
static void warn_no_section(Reader *r, const YamlNode *key)
{
	Nearest nearest = {.wanted = key->text};
	Text near = {0};

	for (int i = CLASS_DESIGN + 1; i < CLASS_COUNT; i++)
		nearest_try(&nearest, class_section((ElementClass)i));
	nearest_add(&nearest, &near);
	diagnostics_add(&r->warnings, true, r->doc->file, (int)key->line, (int)key->column,
	                "%s is no section of a design and stays as it is%s", quoted(r, key->text), text_str(&near));
	text_clear(&near);
}

static void read_top(Reader *r, Target *design, const YamlNode *node)
{
	ElementClass class;

	if (strcmp(node->key->text, "troika") == 0)
		return;
	if (r->no_files && strcmp(node->key->text, "include") == 0 && (node->count || node->length))
		fault(r, node, "files are included by files only; write the elements out");
	if (class_from_section(node->key->text, &class))
		read_section(r, class, node);
	else if (node->type == YAML_MAP && !design_knows_key(r->catalog, node->key->text))
		warn_no_section(r, node->key);
	else if (!r->in_file)
		read_value(r, design, node);
	else if (strcmp(node->key->text, "include") != 0)
		fault(r, node->key, "%s does not belong into an included file; move it to the main file",
		      quoted(r, node->key->text));
}

static void read_doc(Reader *r)
{
	const YamlNode *root = r->doc->root;
	Target design = {.element = design_element(r->design), .map = root};

	if (!root && !r->in_file) {
		diagnostics_add(&r->errors, false, r->doc->file, 0, 0,
		                "the file is empty; put `troika: %d` into the first line", FORMAT_VERSION);
		r->stop = true;
	}
	if (!root)
		return;
	if (root->type != YAML_MAP) {
		r->stop = true;
		fault(r, root, "this is no design, which begins with `troika: %d`; give a design file", FORMAT_VERSION);
		return;
	}
	if (!r->in_file) {
		design.element->line = (int)root->line;
		design.element->column = (int)root->column;
	}
	if (!read_version(r, root))
		return;
	for (const YamlNode *at = root->first; at; at = at->next)
		read_top(r, &design, at);
}

/* --- the files go by ------------------------------------------------------------------------- */

static void enter_file(Reader *r, const YamlDoc *doc)
{
	r->doc = doc;
	if (r->file == doc->file)
		return;
	r->file = doc->file;
	r->section = NULL;
	r->in_file = doc->file == r->main_file ? NULL : pool_add(&r->design->pool, doc->file);
}

static bool wants(void *context, const YamlNode *key)
{
	ElementClass class;

	(void)context;
	return class_from_section(key->text, &class);
}

static void take(void *context, const YamlDoc *doc, const YamlNode *section, const YamlNode *entry)
{
	Reader *r = context;

	enter_file(r, doc);
	if (r->section != section && !class_from_section(section->text, &r->class))
		return;
	r->section = section;
	read_element(r, r->class, entry);
	if (r->unknown && !r->in_file)
		*r->unknown += design_unknown(r->catalog, entry, false);
}

/* What the visitor has not taken of TREES, and the end of the design. */
static void read_rest(Reader *r, const DesignTrees *trees)
{
	for (size_t i = 0; i < trees->count; i++) {
		enter_file(r, &trees->docs[i]);
		if (r->doc->broken)
			r->stop = true;
		else
			read_doc(r);
		if (r->unknown && !r->in_file)
			*r->unknown += design_unknown(r->catalog, r->doc->root, true);
	}
	design_ready(r->design);
}

/* --- judging ------------------------------------------------------------------------------------ */

static void place_fault(void *context, const Element *element, const char *key, bool warning, const char *text)
{
	Reader *r = context;
	Diagnostics *list = warning ? &r->warnings : &r->errors, again = {0};
	const YamlNode *node = NULL;
	int line = element->line, column = element->column;

	/* What such a file would have brought is missed by its fault alone. */
	if (r->no_catalog && key && (!strcmp(key, "kind") || !strcmp(key, "via")))
		return;
	if (!r->whole.count)
		design_source_parse(r->source, NULL, &r->whole, &again);
	diagnostics_clear(&again);
	if (key && list->count < DIAGNOSTICS_MAX)
		node = design_place_of(&r->whole, element, key, warning ? "" : text);
	if (node) {
		node = warning ? node->key : node;
		line = (int)node->line;
		column = (int)node->column;
	}
	diagnostics_add(list, warning, element->file ? element->file : r->main_file, line, column, "%s", text);
}

static void add_all(Diagnostics *to, Diagnostics *from)
{
	to->errors += from->errors;
	to->warnings += from->warnings;
	for (size_t i = 0; i < from->count; i++) {
		const Diagnostic *at = &from->items[i];

		*(at->warning ? &to->warnings : &to->errors) -= 1;
		diagnostics_add(to, at->warning, at->file, at->line, at->column, "%s", at->text);
	}
	diagnostics_clear(from);
}

static void reader_end(Reader *r, const DesignTrees *trees, bool judge, Diagnostics *list)
{
	read_rest(r, trees);
	if (judge && !r->stop)
		design_check_each(r->design, r->catalog, place_fault, r);
	add_all(list, &r->errors);
	add_all(list, &r->warnings);
	diagnostics_sort(list);
	design_trees_clear(&r->whole);
	text_clear(&r->value);
	text_clear(&r->quoted);
}

/* --- the doors ------------------------------------------------------------------------------ */

/* Reads the files of SOURCE, whose main one is in memory. */
static bool read_files(Reader *r, DesignSource *source, Diagnostics *list)
{
	const YamlVisitor visitor = {wants, take, r};
	DesignTrees trees = {0};
	size_t errors = list->errors;

	r->main_file = source->path;
	r->source = source;
	design_source_read(source, &visitor, &trees, list);
	reader_end(r, &trees, true, list);
	design_trees_clear(&trees);
	return list->errors == errors;
}

bool design_read(Design *design, const Catalog *catalog, DesignSource *source,
                 const char *path, Diagnostics *list)
{
	Reader r = {.design = design, .catalog = catalog};

	return design_source_open(source, path, list) && read_files(&r, source, list);
}

const Catalog *design_open(Design *design, DesignSource *source, Catalog *own, const char *path,
                           Diagnostics *list)
{
	const Catalog *catalog;
	Reader r = {.design = design};

	*own = (Catalog){0};
	if (!design_source_open(source, path, list))
		return NULL;
	catalog = catalog_open(own, path, source->bytes, source->length, list);
	r.catalog = catalog ? catalog : catalog_builtin();      /* at least the other faults are told */
	r.no_catalog = !catalog;
	return read_files(&r, source, list) ? catalog : NULL;
}

static bool read_source(Reader *r, const DesignSource *source, bool judge, Diagnostics *list)
{
	const YamlVisitor visitor = {wants, take, r};
	DesignTrees trees = {0};
	size_t errors = list->errors;

	r->main_file = source->path;
	r->source = source;
	design_source_parse(source, &visitor, &trees, list);
	reader_end(r, &trees, judge, list);
	design_trees_clear(&trees);
	return list->errors == errors;
}

bool design_read_source(Design *design, const Catalog *catalog, const DesignSource *source, Diagnostics *list)
{
	Reader r = {.design = design, .catalog = catalog};

	return read_source(&r, source, true, list);
}

bool design_fill_source(Design *design, const Catalog *catalog, const DesignSource *source, uint64_t *unknown,
                        Diagnostics *list)
{
	Reader r = {.design = design, .catalog = catalog, .unknown = unknown};

	*unknown = 0;
	return read_source(&r, source, false, list);
}

void design_fill(Design *design, const Catalog *catalog, const DesignTrees *trees)
{
	Reader r = {.design = design, .catalog = catalog, .main_file = trees->docs[0].file};
	Diagnostics list = {0};

	reader_end(&r, trees, false, &list);
	diagnostics_clear(&list);
}

bool design_read_bytes(Design *design, const Catalog *catalog, const char *name,
                       const char *bytes, size_t length, Diagnostics *list)
{
	DesignSource source = {.path = mem_copy(name), .bytes = mem_copy_n(bytes, length), .length = length};
	Reader r = {.design = design, .catalog = catalog, .no_files = true};
	bool good = read_source(&r, &source, true, list);

	design_source_clear(&source);
	return good;
}
