/* A pattern that stands for several hops is drawn as those: its script with the ends filled in. */
#include "model/edit_script.h"

#include <stdlib.h>
#include <string.h>

/* The value that {NAME} stands for; the caller frees. NULL: no such name. */
static char *value_of(const Script *script, const char *name, const char *from, const char *to)
{
	const Element *end = view_find(&script->view, to);
	const char *on = !end ? NULL : end->class == CLASS_PLATFORM ? to : element_get(end, "on");
	Text stem = {0};
	char *value;

	if (!strcmp(name, "from"))
		return mem_copy(from);
	if (!strcmp(name, "to"))
		return mem_copy(to);
	if (!strcmp(name, "to.on"))
		return mem_copy(on ? on : "");
	if (!strcmp(name, "bus"))
		return view_free_id(&script->view, "bus");
	if (strcmp(name, "id") != 0)
		return NULL;
	text_addf(&stem, "%s-%s", from, to);
	value = view_free_id(&script->view, text_str(&stem));
	text_clear(&stem);
	return value;
}

/* One word of the template; one with a value that is not known ("on={to.on}") is left out. */
static void add_word(const Script *script, const char *word, size_t length, const char *from, const char *to, Text *out)
{
	Text filled = {0};
	bool whole = true;

	for (const char *at = word; at < word + length;) {
		const char *end = *at == '{' ? memchr(at, '}', (size_t)(word + length - at)) : NULL;
		char *name = end ? mem_copy_n(at + 1, (size_t)(end - at) - 1) : NULL;
		char *value = name ? value_of(script, name, from, to) : NULL;

		if (value)
			text_add(&filled, value);
		else
			text_add_char(&filled, *at);
		whole = whole && (!value || *value);
		at = value ? end + 1 : at + 1;
		free(name);
		free(value);
	}
	if (whole)
		text_addf(out, "%s ", text_str(&filled));
	text_clear(&filled);
}

const Pattern *script_expanding(const Script *script)
{
	const Word *via = script_positional(script, 4), *given = script_assignment(script, 1, "via");
	const Pattern *pattern;

	if (!word_is(script_positional(script, 3), "via"))
		via = given;
	if (!via || script_assignment(script, 1, "id"))
		return NULL;
	pattern = catalog_pattern(script->catalog, via->value);
	return pattern && *pattern->expands ? pattern : NULL;
}

bool script_expand(const Script *script, const Pattern *pattern, Text *out)
{
	const Word *from = script_positional(script, 1), *to = script_positional(script, 2);
	size_t used = word_is(script_positional(script, 3), "via") ? 5 : 4;

	if (!from || !to || !script_find(script, from) || !script_find(script, to))
		return false;
	if (script->words.count > used)
		return script_fail(script, script->words.items[used].column, "%s is drawn as several links; say more of "
		                   "them when they are there", pattern->id);
	for (const char *at = pattern->expands; *at;) {
		size_t length = strcspn(at, " \n");

		add_word(script, at, length, from->value, to->value, out);
		at += length;
		if (*at)
			text_add_char(out, *at++);
	}
	return true;
}
