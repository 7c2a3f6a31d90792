/* Reading the edit language: a table of verbs, each of which turns the words of a line into
 * operations on a view of the design. Grammar: the manual, "The edit language". */
#include "model/edit_language.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/edit_cascade.h"
#include "model/edit_script.h"
#include "model/nearest.h"
#include "model/quote.h"

/* --- set, unset, move ------------------------------------------------------------ */

static bool set_one(Script *script, const Element *element, const Target *target, const Word *word,
                    const Word *was, Edit *step)
{
	const char *now;

	if (!word->key)
		return script_fail(script, word->column, "\"%s\" is no assignment; write field=value", word->value);
	if (!script_check_assignment(script, target, word, was != NULL))
		return false;
	now = element_get(element, word->key);
	if (was && !script_check_was(script, was, element->id, word->key, now))
		return false;
	edit_add(step, element->id, word->key, now, word->value);
	return true;
}

/* The `was=` behind the word AT; NULL: none. */
static const Word *was_behind(const Script *script, size_t at)
{
	return at + 1 < script->words.count && word_is_was(&script->words.items[at + 1])
	       ? &script->words.items[at + 1] : NULL;
}

/* The element of "set ID …" and the like, where more stands behind it. NULL: USAGE is told, or that there is none. */
static const Element *element_of(const Script *script, const char *usage)
{
	const Word *word = script_positional(script, 1);

	if (word && script->words.count >= 3)
		return script_find(script, word);
	script_fail(script, script_end(script), "%s", usage);
	return NULL;
}

/* Takes STEP into the edit if it is GOOD; frees it and the names told so far. */
static bool end_step(Script *script, bool good, Edit *step, Pool *named)
{
	if (good && !cascade_step(&script->view, step, script->out, script->err))
		good = script_fail_again(script, script_positional(script, 1)->column);
	edit_clear(step);
	pool_clear(named);
	return good;
}

static bool do_set(Script *script)
{
	const Element *element = element_of(script, "set what? set ID field=value …, such as set portal dynos=4");
	Target target;
	Edit step = {0};
	Pool named = {0};
	bool good = true;

	if (!element)
		return false;
	target = script_target(script, element);
	script_retarget(script, 2, &target);
	for (size_t i = 2; i < script->words.count && good; i++) {
		const Word *at = &script->words.items[i], *was = was_behind(script, i);

		good = (!at->key || script_check_first(script, &named, at, at->key)) &&
		       set_one(script, element, &target, at, was, &step);
		i += was != NULL;
	}
	return end_step(script, good, &step, &named);
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
	return script_fail_text(script, word->column, &text);
}

static bool unset_one(Script *script, const Element *element, const Word *word, const Word *was,
                      Edit *step)
{
	const char *now;

	if (word->key)
		return script_fail(script, word->column, "unset takes the names of fields, without a value");
	now = element_get(element, word->value);
	if (!now)
		return fail_not_set(script, element, word);
	if (was && !script_check_was(script, was, element->id, word->value, now))
		return false;
	edit_add(step, element->id, word->value, now, NULL);
	return true;
}

static bool do_unset(Script *script)
{
	const Element *element = element_of(script, "unset what? unset ID field …, such as unset portal owner");
	Edit step = {0};
	Pool named = {0};
	bool good = true;

	if (!element)
		return false;
	for (size_t i = 2; i < script->words.count && good; i++) {
		const Word *at = &script->words.items[i], *was = was_behind(script, i);

		good = (at->key || script_check_first(script, &named, at, at->value)) &&
		       unset_one(script, element, at, was, &step);
		i += was != NULL;
	}
	return end_step(script, good, &step, &named);
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
			return script_fail(script, place->column, "\"%s\" is no place; write 38,6 or a step such as "
			            "+4,0", place->value);
	} else {
		if (!parse_step(place->value, &columns, &rows))
			return script_fail(script, place->column, "\"%s\" is no step; write one such as +4,0",
			            place->value);
		if (!now || !point_parse(now, &column, &row))
			return script_fail(script, place->column, "%s has no place to step from; move it to one such "
			            "as 38,6", element->id);
		column += columns;
		row += rows;
		if (abs(column) > POINT_LARGEST || abs(row) > POINT_LARGEST)
			return script_fail(script, place->column, "that is off the canvas");
	}
	text_addf(out, "%d,%d", column, row);
	return true;
}

static bool do_move(Script *script)
{
	const Word *word = script_positional(script, 1), *place = script_positional(script, 2);
	const Element *element;
	Target target;
	Edit step = {0};
	Text to = {0};
	bool good;

	if (!word || !place || script->words.count != 3)
		return script_fail(script, script_end(script), "move ID COLUMN,ROW or move ID +COLUMNS,ROWS, such as "
		            "move portal +4,0");
	element = script_find(script, word);
	if (!element)
		return false;
	target = script_target(script, element);
	if (!catalog_field(script->catalog, target.class, target.kind, target.pattern, "at"))
		return script_fail(script, word->column, "%s, a %s, has no place of its own", element->id,
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
	const Word *old = script_positional(script, 1), *new_ = script_positional(script, 2);

	if (!old || !new_ || script->words.count != 3)
		return script_fail(script, script_end(script), "rename ID NEW-ID, such as rename portal web");
	if (!script_find(script, old))
		return false;
	if (!cascade_rename(&script->view, script->catalog, old->value, new_->value, script->out,
	                    script->err))
		return script_fail_again(script, new_->column);
	return true;
}

/* Checks the fields that a fully written removal lists: those that are there, all of them. */
static bool check_listed(const Script *script, const Element *element, Edit *step)
{
	Pool named = {0};
	bool good = true;

	for (size_t i = 3; i < script->words.count && good; i++) {
		const Word *word = &script->words.items[i];

		if (word_is_was(word) && !*word->value)
			continue;
		if (!word->key) {
			good = script_fail(script, word->column, "\"%s\" is no assignment; list the fields it has as "
			            "field=value", word->value);
			break;
		}
		good = script_check_first(script, &named, word, word->key) &&
		       script_check_was(script, word, element->id, word->key, element_get(element, word->key));
		if (good)
			edit_add(step, element->id, word->key, word->value, NULL);
	}
	for (uint32_t i = 0; i < element->field_count && good; i++)
		if (!pool_find(&named, element->fields[i].key))
			good = script_fail(script, script->words.items[2].column, "%s also has the field %s now, which "
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
		       script_fail_again(script, column);
	}
	edit_clear(&step);
	return good;
}

static bool do_remove(Script *script)
{
	const Word *word = script_positional(script, 1), *id = script_positional(script, 2);
	const Element *element;
	ElementClass class;

	if (!word)
		return script_fail(script, script_end(script), "remove what? remove ID, such as remove portal");
	if (script->words.count > 2) {
		if (!id || !class_from_name(word->value, &class))
			return script_fail(script, script->words.items[2].column, "remove takes one id, or a class and "
			            "an id, such as remove link crm-orders");
		element = script_find(script, id);
		if (!element)
			return false;
		if (element->class != class)
			return script_fail(script, id->column, "%s is a %s, not a %s", id->value,
			            class_name(element->class), word->value);
		if (script->words.count > 3)
			return remove_exactly(script, element);
		word = id;
	}
	if (!script_find(script, word))
		return false;
	if (!cascade_remove(&script->view, script->catalog, word->value, script->out, script->err))
		return script_fail_again(script, word->column);
	return true;
}

/* --- scripts ----------------------------------------------------------------------- */

static bool do_link(Script *script);

static const struct {
	const char *name;
	bool (*run)(Script *script);
} verbs[] = {
	{"add", script_add}, {"link", do_link}, {"set", do_set}, {"unset", do_unset},
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
	return script_fail_text(script, word->column, &text);
}

static bool run_line(Script *script, const char *line, size_t length)
{
	int column = 1;
	bool good;

	if (length > 0 && line[length - 1] == '\r')
		length--;
	good = words_split(line, length, &script->words, &column, script->err);
	if (!good)
		script_fail_again(script, column);
	else if (script->words.count > 0)
		good = run_words(script);
	words_clear(&script->words);
	return good;
}

static bool run_lines(Script *script, const char *text, bool counted)
{
	bool good = true;

	while (good && *text) {
		size_t length = strcspn(text, "\n");

		script->line += counted;
		good = run_line(script, text, length);
		text += length + (text[length] == '\n');
	}
	return good;
}

/* What a pattern stands for is run in its place; what stands there is not expanded again. */
static bool do_link(Script *script)
{
	const Pattern *pattern = script->expanded ? NULL : script_expanding(script);
	Text lines = {0};
	Words words = script->words;
	bool good;

	if (!pattern)
		return script_link(script);
	good = script_expand(script, pattern, &lines);
	if (good) {
		script->words = (Words){0};
		script->expanded = true;
		good = run_lines(script, text_str(&lines), false);
		script->expanded = false;
		script->words = words;
	}
	text_clear(&lines);
	return good;
}

bool edit_parse(const char *text, const char *name, const Design *design, const Catalog *catalog,
                Edit *out, Error *err)
{
	Error problem = {0};
	Script script = {.name = name, .catalog = catalog, .out = out, .err = err ? err : &problem};
	bool good;

	assert(out->count == 0);
	view_init(&script.view, design);
	good = run_lines(&script, text, true);
	view_clear(&script.view);
	error_clear(&problem);
	if (good)
		edit_normalise(out);
	else
		edit_clear(out);
	return good;
}
