/* For tests of the save: edits written as lines, and a design read from a text.
 *
 *   add CLASS ID · set ID KEY VALUE… · unset ID KEY · del ID · mv OLD NEW
 */
#ifndef TROIKA_TESTS_SPLICE_TOOL_H
#define TROIKA_TESTS_SPLICE_TOOL_H

#include <stdlib.h>
#include <string.h>

#include "model/design_file.h"
#include "model/edit.h"

static inline void tool_apply(Design *design, Edit *edit)
{
	Error err = {0};

	if (!design_apply(design, edit, &err))
		fail_msg("cannot apply: %s", err.text);
	edit_clear(edit);
}

static inline void tool_set(Design *design, const char *id, const char *key, const char *value)
{
	const Element *element = design_find(design, id);
	Edit edit = {0};

	edit_add(&edit, id, key, element ? element_get(element, key) : NULL, value);
	tool_apply(design, &edit);
}

static inline void tool_del(Design *design, const char *id)
{
	const Element *element = design_find(design, id);
	Edit edit = {0};

	for (size_t i = 0; i < element->field_count; i++)
		edit_add(&edit, id, element->fields[i].key, element->fields[i].value, NULL);
	edit_add(&edit, id, KEY_CLASS, class_name(element->class), NULL);
	tool_apply(design, &edit);
}

static inline void tool_move(Design *design, const char *old, const char *new_)
{
	const Element *element = design_find(design, old);
	Edit edit = {0};

	edit_add(&edit, new_, KEY_CLASS, NULL, class_name(element->class));
	for (size_t i = 0; i < element->field_count; i++)
		edit_add(&edit, new_, element->fields[i].key, NULL, element->fields[i].value);
	for (size_t i = 0; i < element->field_count; i++)
		edit_add(&edit, old, element->fields[i].key, element->fields[i].value, NULL);
	edit_add(&edit, old, KEY_CLASS, class_name(element->class), NULL);
	tool_apply(design, &edit);
}

static inline void tool_line(Design *design, char *line)
{
	char *verb = strtok(line, " "), *first = strtok(NULL, " "), *second = strtok(NULL, " "), *rest = strtok(NULL, "");

	if (strcmp(verb, "add") == 0)
		tool_set(design, second, KEY_CLASS, first);
	else if (strcmp(verb, "set") == 0)
		tool_set(design, first, second, rest ? rest : "");
	else if (strcmp(verb, "unset") == 0)
		tool_set(design, first, second, NULL);
	else if (strcmp(verb, "del") == 0)
		tool_del(design, first);
	else
		tool_move(design, first, second);
}

static inline void tool_script(Design *design, const char *script)
{
	char *copy = strdup(script), *at = copy;

	while (at && *at) {
		char *end = strchr(at, '\n'), *next = end ? end + 1 : NULL;

		if (end)
			*end = '\0';
		if (*at)
			tool_line(design, at);
		at = next;
	}
	free(copy);
}

#endif
