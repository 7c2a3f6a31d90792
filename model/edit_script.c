/* A line of the edit language: where it fails, and what may be assigned to whom. */
#include "model/edit_script.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/nearest.h"
#include "model/quote.h"

bool script_fail(const Script *script, int column, const char *format, ...)
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
bool script_fail_again(const Script *script, int column)
{
	char *text = mem_copy(script->err->text);

	script_fail(script, column, "%s", text);
	free(text);
	return false;
}

/* Fails with TEXT, which is emptied. */
bool script_fail_text(const Script *script, int column, Text *text)
{
	script_fail(script, column, "%s", text_str(text));
	text_clear(text);
	return false;
}

int script_end(const Script *script)
{
	return script->words.items[script->words.count - 1].column;
}

/* The positional word AT of the line; NULL: there is none, or it has a key. */
const Word *script_positional(const Script *script, size_t at)
{
	return at < script->words.count && !script->words.items[at].key ? &script->words.items[at]
	                                                                : NULL;
}

bool word_is(const Word *word, const char *text)
{
	return word && !word->value_quoted && strcmp(word->value, text) == 0;
}

const Element *script_find(const Script *script, const Word *word)
{
	const Element *element = view_find(&script->view, word->value);
	Text text = {0};

	if (element)
		return element;
	text_add(&text, "there is no element ");
	quote_add_short(&text, word->value);
	view_add_nearest(&script->view, word->value, &text);
	script_fail_text(script, word->value_column, &text);
	return NULL;
}

/* --- assignments --------------------------------------------------------------- */

bool word_is_was(const Word *word)
{
	return word->key && !word->key_quoted && strcmp(word->key, "was") == 0;
}

/* The unquoted assignment of KEY among the words from AT on; NULL: none. */
const Word *script_assignment(const Script *script, size_t at, const char *key)
{
	for (size_t i = at; i < script->words.count; i++) {
		const Word *word = &script->words.items[i];

		if (word->key && strcmp(word->key, key) == 0)
			return word;
	}
	return NULL;
}

Target script_target(const Script *script, const Element *element)
{
	return (Target){
		.id = element->id,
		.class = element->class,
		.kind = element_kind(script->catalog, element),
		.pattern = element_pattern(script->catalog, element),
	};
}

/* What the line itself makes of the kind or the pattern counts for its other fields. */
void script_retarget(const Script *script, size_t at, Target *target)
{
	const Word *kind = script_assignment(script, at, "kind"), *via = script_assignment(script, at, "via");

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
	return script_fail_text(script, word->column, &text);
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
	return script_fail_text(script, word->value_column, &text);
}

/* May TARGET have what WORD says? ANY_KEY: fields that nobody knows as well. */
bool script_check_assignment(const Script *script, const Target *target, const Word *word, bool any_key)
{
	const FieldSpec *spec;

	if (!*word->key || *word->key == ':')
		return script_fail(script, word->column, "the name of a field is missing or begins with a colon");
	spec = catalog_field(script->catalog, target->class, target->kind, target->pattern, word->key);
	if (!spec)
		return any_key || word->key_quoted || fail_unknown_key(script, target, word);
	if (!field_value_valid(spec, word->value, script->err)) {
		char *why = mem_copy(script->err->text);

		script_fail(script, word->value_column, "%s: %s", word->key, why);
		free(why);
		return false;
	}
	return check_catalogue_name(script, target, word);
}

/* Refuses a field that the line names twice; NAMED is the set of all so far. */
bool script_check_first(const Script *script, Pool *named, const Word *word, const char *key)
{
	if (pool_find(named, key))
		return script_fail(script, word->column, "%s is given twice", key);
	pool_add(named, key);
	return true;
}

bool script_check_was(const Script *script, const Word *was, const char *id, const char *key,
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
	return script_fail_text(script, was->column, &is);
}
