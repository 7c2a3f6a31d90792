/* Reading the edit language: a table of verbs, each of which turns the words of a line into
 * operations on a view of the design. Grammar: the manual, "The edit language". */
#include "model/edit_language.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/edit_cascade.h"
#include "model/edit_words.h"
#include "model/nearest.h"
#include "model/quote.h"

typedef struct Script {
	const char *name;       /* in messages; "" or NULL: positions are not told */
	const Catalog *catalog;
	DesignView view;        /* the design after the lines before */
	Edit *out;
	Words words;            /* of the line that is read */
	int line;
	Error *err;             /* never NULL */
} Script;

/* What the fields of an element are looked up with. */
typedef struct Target {
	const char *id;         /* "" while it has none */
	ElementClass class;
	const Kind *kind;
	const Pattern *pattern;
} Target;

static bool fail(const Script *script, int column, const char *format, ...) PRINTF_LIKE(3, 4);

static bool fail(const Script *script, int column, const char *format, ...)
{
	Text text = {0};
	va_list args;

	if (script->name && *script->name)
		text_addf(&text, "%s:%d:%d: ", script->name, script->line, column);
	va_start(args, format);
	text_addv(&text, format, args);
	va_end(args);
	error_set(script->err, "%s", text_str(&text));
	text_clear(&text);
	return false;
}

/* Fails with the text that is in the error already. */
static bool fail_again(const Script *script, int column)
{
	char *text = mem_copy(script->err->text);

	fail(script, column, "%s", text);
	free(text);
	return false;
}

/* Fails with TEXT, which is emptied. */
static bool fail_text(const Script *script, int column, Text *text)
{
	fail(script, column, "%s", text_str(text));
	text_clear(text);
	return false;
}

static int end_column(const Script *script)
{
	return script->words.items[script->words.count - 1].column;
}

/* The positional word AT of the line; NULL: there is none, or it has a key. */
static const Word *positional(const Script *script, size_t at)
{
	return at < script->words.count && !script->words.items[at].key ? &script->words.items[at]
	                                                                : NULL;
}

static bool is_word(const Word *word, const char *text)
{
	return word && !word->value_quoted && strcmp(word->value, text) == 0;
}

static const Element *find(const Script *script, const Word *word)
{
	const Element *element = view_find(&script->view, word->value);
	Text text = {0};

	if (element)
		return element;
	text_add(&text, "there is no element ");
	quote_add_short(&text, word->value);
	view_add_nearest(&script->view, word->value, &text);
	fail_text(script, word->value_column, &text);
	return NULL;
}

/* --- assignments --------------------------------------------------------------- */

static bool is_was(const Word *word)
{
	return word->key && !word->key_quoted && strcmp(word->key, "was") == 0;
}

/* The unquoted assignment of KEY among the words from AT on; NULL: none. */
static const Word *assignment_of(const Script *script, size_t at, const char *key)
{
	for (size_t i = at; i < script->words.count; i++) {
		const Word *word = &script->words.items[i];

		if (word->key && strcmp(word->key, key) == 0)
			return word;
	}
	return NULL;
}

static Target target_of(const Script *script, const Element *element)
{
	return (Target){
		.id = element->id,
		.class = element->class,
		.kind = element_kind(script->catalog, element),
		.pattern = element_pattern(script->catalog, element),
	};
}

/* What the line itself makes of the kind or the pattern counts for its other fields. */
static void retarget(const Script *script, size_t at, Target *target)
{
	const Word *kind = assignment_of(script, at, "kind"), *via = assignment_of(script, at, "via");

	if (kind && target->class == CLASS_COMPONENT)
		target->kind = catalog_kind(script->catalog, kind->value);
	if (via && target->class == CLASS_LINK)
		target->pattern = catalog_pattern(script->catalog, via->value);
}

static bool fail_unknown_key(const Script *script, const Target *target, const Word *word)
{
	const Catalog *catalog = script->catalog;
	Nearest nearest = {.wanted = word->key};
	Text text = {0};

	for (size_t i = 0; i < catalog->field_count[target->class]; i++)
		nearest_try(&nearest, catalog->fields[target->class][i].key);
	for (size_t i = 0; target->kind && i < target->kind->field_count; i++)
		nearest_try(&nearest, target->kind->fields[i].key);
	for (size_t i = 0; target->pattern && i < target->pattern->field_count; i++)
		nearest_try(&nearest, target->pattern->fields[i].key);
	text_addf(&text, "a %s has no field ", target->kind ? target->kind->id : class_name(target->class));
	quote_add_short(&text, word->key);
	nearest_add(&nearest, &text);
	if (!nearest.best)
		text_add(&text, "; to set it all the same write its name in quotes");
	return fail_text(script, word->column, &text);
}

/* Kinds and patterns are names in the catalogue, whatever their type says. */
static bool check_catalogue_name(const Script *script, const Target *target, const Word *word)
{
	const char *what = NULL, *near = NULL;
	Text text = {0};

	if (target->class == CLASS_COMPONENT && strcmp(word->key, "kind") == 0 && !target->kind) {
		what = "kind";
		near = catalog_nearest_kind(script->catalog, word->value);
	} else if (target->class == CLASS_LINK && strcmp(word->key, "via") == 0 && !target->pattern) {
		what = "pattern";
		near = catalog_nearest_pattern(script->catalog, word->value);
	}
	if (!what)
		return true;
	text_addf(&text, "there is no %s ", what);
	quote_add_short(&text, word->value);
	if (near)
		text_addf(&text, "; did you mean %s?", near);
	return fail_text(script, word->value_column, &text);
}

/* May TARGET have what WORD says? ANY_KEY: fields that nobody knows as well. */
static bool check_assignment(const Script *script, const Target *target, const Word *word, bool any_key)
{
	const FieldSpec *spec;

	if (!*word->key || *word->key == ':')
		return fail(script, word->column, "the name of a field is missing or begins with a colon");
	spec = catalog_field(script->catalog, target->class, target->kind, target->pattern, word->key);
	if (!spec)
		return any_key || word->key_quoted || fail_unknown_key(script, target, word);
	if (!field_value_valid(spec, word->value, script->err)) {
		char *why = mem_copy(script->err->text);

		fail(script, word->value_column, "%s: %s", word->key, why);
		free(why);
		return false;
	}
	return check_catalogue_name(script, target, word);
}

/* Refuses a field that the line names twice; NAMED is the set of all so far. */
static bool check_first_time(const Script *script, Pool *named, const Word *word, const char *key)
{
	if (pool_find(named, key))
		return fail(script, word->column, "%s is given twice", key);
	pool_add(named, key);
	return true;
}

static bool check_was(const Script *script, const Word *was, const char *id, const char *key,
                      const char *now)
{
	const char *expected = *was->value || was->value_quoted ? was->value : NULL;
	Text is = {0};

	if (text_equal(expected, now))
		return true;
	text_addf(&is, "%s: %s is ", id, key);
	quote_add_short(&is, now);
	text_add(&is, ", where ");
	quote_add_short(&is, expected);
	text_add(&is, " was expected; it has changed in the meantime");
	return fail_text(script, was->column, &is);
}

/* --- add and link --------------------------------------------------------------- */

/* Appends the assignments from AT on to STEP, which adds TARGET. */
static bool add_fields(const Script *script, size_t at, const Target *target, Pool *named, Edit *step)
{
	for (size_t i = at; i < script->words.count; i++) {
		const Word *word = &script->words.items[i];

		if (!word->key)
			return fail(script, word->column, "\"%s\" is no assignment; write field=value",
			            word->value);
		if (!word->key_quoted && strcmp(word->key, "id") == 0)
			continue;
		if (is_was(word))
			return fail(script, word->column, "what is added had no value before; take was= out");
		if (!check_first_time(script, named, word, word->key) ||
		    !check_assignment(script, target, word, false))
			return false;
		edit_add(step, target->id, word->key, NULL, word->value);
	}
	return true;
}

/* The id that the line gives (the positional word, or id=…), or a free one after STEM; the caller
 * frees it. NULL: it is not a good one. */
static char *take_id(const Script *script, const Word *word, size_t at, const char *stem)
{
	const Word *given = assignment_of(script, at, "id");

	if (given && given->key_quoted)
		given = NULL;
	if (word && given) {
		fail(script, given->column, "the id is given twice, %s and %s", word->value, given->value);
		return NULL;
	}
	if (!word)
		word = given;
	if (!word)
		return view_free_id(&script->view, stem);
	if (view_find(&script->view, word->value)) {
		fail(script, word->value_column, "%s exists already; choose another id", word->value);
		return NULL;
	}
	return mem_copy(word->value);
}

typedef struct PlatformSearch {
	const char *vendor;
	const Element *first;
	Text names;             /* all of the vendor */
	size_t count;
} PlatformSearch;

static void try_platform(void *context, const Element *element)
{
	PlatformSearch *search = context;
	const char *vendor = element_get(element, "vendor");

	if (!vendor || strcmp(vendor, search->vendor) != 0)
		return;
	if (search->count++ == 0)
		search->first = element;
	if (search->count <= 5)
		text_addf(&search->names, "%son=%s", search->count > 1 ? " or " : "", element->id);
}

/* The platform that the container ID stands on, or NULL. */
static const char *platform_of_container(const Script *script, const char *id)
{
	enum { DEEPEST = 64 };

	for (int depth = 0; id && depth < DEEPEST; depth++) {
		const Element *element = view_find(&script->view, id);

		if (!element || element->class != CLASS_COMPONENT)
			return NULL;
		if (element_get(element, "on"))
			return element_get(element, "on");
		id = element_get(element, "in");
	}
	return NULL;
}

/* The platform for a component of KIND whose line does not name one: that of its container, else the
 * only one of the vendor, which is made when there is none. What is external needs no platform.
 * The caller frees *ON; NULL: it gets none. */
static bool choose_platform(Script *script, const Kind *kind, const Word *in, char **on)
{
	PlatformSearch search = {.vendor = kind->vendor};
	bool external = strcmp(search.vendor, "external") == 0, good = true;
	const char *of_container = in ? platform_of_container(script, in->value) : NULL;
	Edit step = {0};

	view_each(&script->view, CLASS_PLATFORM, try_platform, &search);
	if (of_container) {
		*on = mem_copy(of_container);
	} else if (search.count == 1) {
		*on = mem_copy(search.first->id);
	} else if (search.count == 0 && !external) {
		*on = view_free_id(&script->view, search.vendor);
		edit_add(&step, *on, KEY_CLASS, NULL, class_name(CLASS_PLATFORM));
		edit_add(&step, *on, "vendor", NULL, search.vendor);
		good = cascade_step(&script->view, &step, script->out, script->err);
	} else if (!external) {
		good = fail(script, end_column(script), "on which platform? Add %s%s",
		            text_str(&search.names), search.count > 5 ? " …" : "");
	}
	text_clear(&search.names);
	return good;
}

static bool fail_unknown_kind(const Script *script, const Word *word)
{
	const char *near = catalog_nearest_kind(script->catalog, word->value);
	Nearest nearest = {.wanted = word->value};
	Text text = {0};

	for (ElementClass class = CLASS_PLATFORM; class < CLASS_COUNT; class++)
		nearest_try(&nearest, class_name(class));
	for (size_t i = 0; i < script->catalog->kind_count && !nearest.best; i++) {
		const char *id = script->catalog->kinds[i].id, *dot = strchr(id, '.');

		if (dot && strcmp(dot + 1, word->value) == 0)
			near = id;
	}
	text_add(&text, "there is no kind ");
	quote_add_short(&text, word->value);
	if (nearest.best)
		nearest_add(&nearest, &text);
	else if (near)
		text_addf(&text, "; did you mean %s?", near);
	else
		text_add(&text, "; the kinds are in the catalogue, and platform, link, data, assumption, "
		         "flow, decision, waiver, view and note can be added as well");
	return fail_text(script, word->column, &text);
}

/* A component by its kind: what the line does not say of its platform is found out. */
static bool add_kind(Script *script, const Word *word, const Kind *kind)
{
	const Word *id_word = positional(script, 2);
	size_t rest = id_word ? 3 : 2;
	const Word *given = assignment_of(script, rest, "kind");
	const char *dot = strchr(kind->id, '.');
	char *id = take_id(script, id_word, rest, dot ? dot + 1 : kind->id);
	Target target = {id ? id : "", CLASS_COMPONENT, kind, NULL};
	char *on = NULL;
	Edit step = {0};
	Pool named = {0};
	bool good = id != NULL;

	if (given)
		good = fail(script, given->column, "the kind is given twice");
	if (good && !assignment_of(script, rest, "on"))
		good = choose_platform(script, kind, assignment_of(script, rest, "in"), &on);
	if (good) {
		edit_add(&step, id, KEY_CLASS, NULL, class_name(CLASS_COMPONENT));
		edit_add(&step, id, "kind", NULL, kind->id);
		if (on)
			edit_add(&step, id, "on", NULL, on);
		good = add_fields(script, rest, &target, &named, &step);
	}
	if (good && !cascade_step(&script->view, &step, script->out, script->err))
		good = fail_again(script, word->column);
	edit_clear(&step);
	pool_clear(&named);
	free(on);
	free(id);
	return good;
}

/* An element of any class, exactly as the line says. */
static bool add_class(Script *script, const Word *word, ElementClass class)
{
	const Word *id_word = positional(script, 2);
	size_t rest = id_word ? 3 : 2;
	const Word *vendor = assignment_of(script, rest, "vendor");
	char *id = take_id(script, id_word, rest,
	                   class == CLASS_PLATFORM && vendor ? vendor->value : class_name(class));
	Target target = {id ? id : "", class, NULL, NULL};
	Edit step = {0};
	Pool named = {0};
	bool good = id != NULL;

	if (class == CLASS_DESIGN)
		good = fail(script, word->column, "there is one design only; use set design field=value");
	if (good) {
		retarget(script, rest, &target);
		edit_add(&step, id, KEY_CLASS, NULL, class_name(class));
		good = add_fields(script, rest, &target, &named, &step);
	}
	if (good && !cascade_step(&script->view, &step, script->out, script->err))
		good = fail_again(script, word->column);
	edit_clear(&step);
	pool_clear(&named);
	free(id);
	return good;
}

static bool do_add(Script *script)
{
	const Word *word = positional(script, 1);
	ElementClass class;
	const Kind *kind;

	if (!word)
		return fail(script, end_column(script), "what is to be added? "
		            "add KIND [ID] [field=value …], such as add heroku.web portal");
	if (class_from_name(word->value, &class))
		return add_class(script, word, class);
	kind = catalog_kind(script->catalog, word->value);
	return kind ? add_kind(script, word, kind) : fail_unknown_kind(script, word);
}

/* The pattern of a link line: `via PATTERN` or via=PATTERN; *REST is what follows. */
static const Word *link_pattern(const Script *script, size_t *rest)
{
	*rest = 3;
	if (is_word(positional(script, 3), "via")) {
		*rest = 5;
		return positional(script, 4);
	}
	return assignment_of(script, 3, "via");
}

static bool check_pattern(const Script *script, const Word *via)
{
	const char *near;

	if (catalog_pattern(script->catalog, via->value))
		return true;
	near = catalog_nearest_pattern(script->catalog, via->value);
	return fail(script, via->value_column, "there is no pattern \"%s\"%s%s%s", via->value,
	            near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

/* An end must be there, unless a fully written line (with id=) says otherwise. */
static bool check_end(const Script *script, const Word *end, bool resolved)
{
	return resolved || find(script, end);
}

static bool do_link(Script *script)
{
	static const char usage[] =
		"link FROM TO via PATTERN [field=value …], such as link crm orders via heroku-connect";
	const Word *from = positional(script, 1), *to = positional(script, 2), *via;
	bool resolved = assignment_of(script, 3, "id") != NULL, good;
	Target target = {.class = CLASS_LINK};
	Text stem = {0};
	Edit step = {0};
	Pool named = {0};
	size_t rest;
	char *id;

	if (!from || !to)
		return fail(script, end_column(script), "which two? %s", usage);
	via = link_pattern(script, &rest);
	if (!via)
		return fail(script, end_column(script), "linked how? %s", usage);
	if (!check_end(script, from, resolved) || !check_end(script, to, resolved) ||
	    !check_pattern(script, via))
		return false;
	text_addf(&stem, "%s-%s", from->value, to->value);
	id = take_id(script, NULL, rest, text_str(&stem));
	good = id != NULL;
	if (good) {
		target.id = id;
		target.pattern = catalog_pattern(script->catalog, via->value);
		edit_add(&step, id, KEY_CLASS, NULL, class_name(CLASS_LINK));
		edit_add(&step, id, "from", NULL, from->value);
		edit_add(&step, id, "to", NULL, to->value);
		if (!via->key) {
			edit_add(&step, id, "via", NULL, via->value);
			pool_add(&named, "via");
		}
		pool_add(&named, "from");
		pool_add(&named, "to");
		good = add_fields(script, rest, &target, &named, &step);
	}
	if (good && !cascade_step(&script->view, &step, script->out, script->err))
		good = fail_again(script, script->words.items[0].column);
	edit_clear(&step);
	pool_clear(&named);
	text_clear(&stem);
	free(id);
	return good;
}

/* --- set, unset, move ------------------------------------------------------------ */

static bool set_one(Script *script, const Element *element, const Target *target, const Word *word,
                    const Word *was, Edit *step)
{
	const char *now;

	if (!word->key)
		return fail(script, word->column, "\"%s\" is no assignment; write field=value", word->value);
	if (!check_assignment(script, target, word, was != NULL))
		return false;
	now = element_get(element, word->key);
	if (was && !check_was(script, was, element->id, word->key, now))
		return false;
	edit_add(step, element->id, word->key, now, word->value);
	return true;
}

/* The `was=` behind the word AT; NULL: none. */
static const Word *was_behind(const Script *script, size_t at)
{
	return at + 1 < script->words.count && is_was(&script->words.items[at + 1])
	       ? &script->words.items[at + 1] : NULL;
}

static bool do_set(Script *script)
{
	const Word *word = positional(script, 1);
	const Element *element;
	Target target;
	Edit step = {0};
	Pool named = {0};
	bool good = true;

	if (!word || script->words.count < 3)
		return fail(script, end_column(script), "set what? set ID field=value …, such as "
		            "set portal dynos=4");
	element = find(script, word);
	if (!element)
		return false;
	target = target_of(script, element);
	retarget(script, 2, &target);
	for (size_t i = 2; i < script->words.count && good; i++) {
		const Word *at = &script->words.items[i], *was = was_behind(script, i);

		good = (!at->key || check_first_time(script, &named, at, at->key)) &&
		       set_one(script, element, &target, at, was, &step);
		i += was != NULL;
	}
	if (good && !cascade_step(&script->view, &step, script->out, script->err))
		good = fail_again(script, word->column);
	edit_clear(&step);
	pool_clear(&named);
	return good;
}

static bool fail_not_set(const Script *script, const Element *element, const Word *word)
{
	Nearest nearest = {.wanted = word->value};
	Text text = {0};

	for (uint32_t i = 0; i < element->field_count; i++)
		nearest_try(&nearest, element->fields[i].key);
	text_addf(&text, "%s: ", element->id);
	quote_add_short(&text, word->value);
	text_add(&text, " is not set");
	nearest_add(&nearest, &text);
	return fail_text(script, word->column, &text);
}

static bool unset_one(Script *script, const Element *element, const Word *word, const Word *was,
                      Edit *step)
{
	const char *now;

	if (word->key)
		return fail(script, word->column, "unset takes the names of fields, without a value");
	now = element_get(element, word->value);
	if (!now)
		return fail_not_set(script, element, word);
	if (was && !check_was(script, was, element->id, word->value, now))
		return false;
	edit_add(step, element->id, word->value, now, NULL);
	return true;
}

static bool do_unset(Script *script)
{
	const Word *word = positional(script, 1);
	const Element *element;
	Edit step = {0};
	Pool named = {0};
	bool good = true;

	if (!word || script->words.count < 3)
		return fail(script, end_column(script), "unset what? unset ID field …, such as "
		            "unset portal owner");
	element = find(script, word);
	if (!element)
		return false;
	for (size_t i = 2; i < script->words.count && good; i++) {
		const Word *at = &script->words.items[i], *was = was_behind(script, i);

		good = (at->key || check_first_time(script, &named, at, at->value)) &&
		       unset_one(script, element, at, was, &step);
		i += was != NULL;
	}
	if (good && !cascade_step(&script->view, &step, script->out, script->err))
		good = fail_again(script, word->column);
	edit_clear(&step);
	pool_clear(&named);
	return good;
}

/* "+4,-2": a step from where it is. */
static bool is_relative(const char *place)
{
	const char *comma = strchr(place, ',');

	return *place == '+' || *place == '-' || (comma && (comma[1] == '+' || comma[1] == '-'));
}

static bool parse_step(const char *place, int *columns, int *rows)
{
	Text plain = {0};
	bool parsed;

	for (; *place; place++)                 /* point_parse() knows no plus */
		if (*place != '+')
			text_add_char(&plain, *place);
	parsed = point_parse(text_str(&plain), columns, rows);
	text_clear(&plain);
	return parsed;
}

/* Where the line moves ELEMENT to, as the value of `at`. */
static bool read_place(const Script *script, const Element *element, const Word *place, Text *out)
{
	const char *now = element_get(element, "at");
	int column, row, columns, rows;

	if (!is_relative(place->value)) {
		if (!point_parse(place->value, &column, &row))
			return fail(script, place->column, "\"%s\" is no place; write 38,6 or a step such as "
			            "+4,0", place->value);
	} else {
		if (!parse_step(place->value, &columns, &rows))
			return fail(script, place->column, "\"%s\" is no step; write one such as +4,0",
			            place->value);
		if (!now || !point_parse(now, &column, &row))
			return fail(script, place->column, "%s has no place to step from; move it to one such "
			            "as 38,6", element->id);
		column += columns;
		row += rows;
		if (abs(column) > POINT_LARGEST || abs(row) > POINT_LARGEST)
			return fail(script, place->column, "that is off the canvas");
	}
	text_addf(out, "%d,%d", column, row);
	return true;
}

static bool do_move(Script *script)
{
	const Word *word = positional(script, 1), *place = positional(script, 2);
	const Element *element;
	Target target;
	Edit step = {0};
	Text to = {0};
	bool good;

	if (!word || !place || script->words.count != 3)
		return fail(script, end_column(script), "move ID COLUMN,ROW or move ID +COLUMNS,ROWS, such as "
		            "move portal +4,0");
	element = find(script, word);
	if (!element)
		return false;
	target = target_of(script, element);
	if (!catalog_field(script->catalog, target.class, target.kind, target.pattern, "at"))
		return fail(script, word->column, "%s, a %s, has no place of its own", element->id,
		            class_name(element->class));
	good = read_place(script, element, place, &to);
	if (good) {
		edit_add(&step, element->id, "at", element_get(element, "at"), text_str(&to));
		good = cascade_step(&script->view, &step, script->out, script->err);
	}
	edit_clear(&step);
	text_clear(&to);
	return good;
}

/* --- rename and remove ------------------------------------------------------------ */

static bool do_rename(Script *script)
{
	const Word *old = positional(script, 1), *new_ = positional(script, 2);

	if (!old || !new_ || script->words.count != 3)
		return fail(script, end_column(script), "rename ID NEW-ID, such as rename portal web");
	if (!find(script, old))
		return false;
	if (!cascade_rename(&script->view, script->catalog, old->value, new_->value, script->out,
	                    script->err))
		return fail_again(script, new_->column);
	return true;
}

/* Checks the fields that a fully written removal lists: those that are there, all of them. */
static bool check_listed(const Script *script, const Element *element, Edit *step)
{
	Pool named = {0};
	bool good = true;

	for (size_t i = 3; i < script->words.count && good; i++) {
		const Word *word = &script->words.items[i];

		if (is_was(word) && !*word->value)
			continue;
		if (!word->key) {
			good = fail(script, word->column, "\"%s\" is no assignment; list the fields it has as "
			            "field=value", word->value);
			break;
		}
		good = check_first_time(script, &named, word, word->key) &&
		       check_was(script, word, element->id, word->key, element_get(element, word->key));
		if (good)
			edit_add(step, element->id, word->key, word->value, NULL);
	}
	for (uint32_t i = 0; i < element->field_count && good; i++)
		if (!pool_find(&named, element->fields[i].key))
			good = fail(script, script->words.items[2].column, "%s also has the field %s now, which "
			            "this removal does not know of", element->id, element->fields[i].key);
	pool_clear(&named);
	return good;
}

/* remove CLASS ID field=value …: as it is printed, without a cascade. */
static bool remove_exactly(Script *script, const Element *element)
{
	const int column = script->words.items[2].column;
	const char *class = class_name(element->class);
	Edit step = {0};
	bool good = check_listed(script, element, &step);

	if (good) {
		edit_add(&step, element->id, KEY_CLASS, class, NULL);
		good = cascade_step(&script->view, &step, script->out, script->err) ||
		       fail_again(script, column);
	}
	edit_clear(&step);
	return good;
}

static bool do_remove(Script *script)
{
	const Word *word = positional(script, 1), *id = positional(script, 2);
	const Element *element;
	ElementClass class;

	if (!word)
		return fail(script, end_column(script), "remove what? remove ID, such as remove portal");
	if (script->words.count > 2) {
		if (!id || !class_from_name(word->value, &class))
			return fail(script, script->words.items[2].column, "remove takes one id, or a class and "
			            "an id, such as remove link crm-orders");
		element = find(script, id);
		if (!element)
			return false;
		if (element->class != class)
			return fail(script, id->column, "%s is a %s, not a %s", id->value,
			            class_name(element->class), word->value);
		if (script->words.count > 3)
			return remove_exactly(script, element);
		word = id;
	}
	if (!find(script, word))
		return false;
	if (!cascade_remove(&script->view, script->catalog, word->value, script->out, script->err))
		return fail_again(script, word->column);
	return true;
}

/* --- scripts ----------------------------------------------------------------------- */

static const struct {
	const char *name;
	bool (*run)(Script *script);
} verbs[] = {
	{"add", do_add}, {"link", do_link}, {"set", do_set}, {"unset", do_unset},
	{"move", do_move}, {"rename", do_rename}, {"remove", do_remove},
};

enum { VERB_COUNT = sizeof verbs / sizeof *verbs };

bool edit_is_verb(const char *word)
{
	for (size_t i = 0; i < VERB_COUNT; i++)
		if (strcmp(verbs[i].name, word) == 0)
			return true;
	return false;
}

static bool run_words(Script *script)
{
	const Word *word = &script->words.items[0];
	Nearest nearest = {.wanted = word->value};
	Text text = {0};

	for (size_t i = 0; i < VERB_COUNT; i++) {
		if (!word->key && strcmp(verbs[i].name, word->value) == 0)
			return verbs[i].run(script);
		nearest_try(&nearest, verbs[i].name);
	}
	text_add(&text, "unknown verb ");
	quote_add_short(&text, word->key ? word->key : word->value);
	nearest_add(&nearest, &text);
	if (!nearest.best)
		text_add(&text, "; the verbs are add, link, set, unset, move, rename and remove");
	return fail_text(script, word->column, &text);
}

static bool run_line(Script *script, const char *line, size_t length)
{
	int column = 1;
	bool good;

	if (length > 0 && line[length - 1] == '\r')
		length--;
	good = words_split(line, length, &script->words, &column, script->err);
	if (!good)
		fail_again(script, column);
	else if (script->words.count > 0)
		good = run_words(script);
	words_clear(&script->words);
	return good;
}

bool edit_parse(const char *text, const char *name, const Design *design, const Catalog *catalog,
                Edit *out, Error *err)
{
	Error problem = {0};
	Script script = {.name = name, .catalog = catalog, .out = out, .err = err ? err : &problem};
	bool good = true;

	assert(out->count == 0);
	view_init(&script.view, design);
	while (good && *text) {
		size_t length = strcspn(text, "\n");

		script.line++;
		good = run_line(&script, text, length);
		text += length + (text[length] == '\n');
	}
	view_clear(&script.view);
	error_clear(&problem);
	if (good)
		edit_normalise(out);
	else
		edit_clear(out);
	return good;
}
