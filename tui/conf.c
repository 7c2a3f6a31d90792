/* Lines of `name = value`. */
#include "tui/conf.h"

#include <stdlib.h>
#include <string.h>

#include "model/list.h"
#include "model/memory.h"
#include "model/utf8.h"
#include "model/yaml.h"

/* Where the parts of one line are; offsets into it. */
typedef struct Parts {
	size_t name, name_length;
	size_t equals;          /* the length of the line when it has none */
	size_t value, value_length;
} Parts;

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static size_t skip_blanks(const char *s, size_t at, size_t end)
{
	while (at < end && blank(s[at]))
		at++;
	return at;
}

static size_t trim(const char *s, size_t from, size_t to)
{
	while (to > from && blank(s[to - 1]))
		to--;
	return to;
}

/* Where a remark behind the value begins: a # between blanks, so that # itself can be a value. */
static size_t remark(const char *s, size_t from, size_t end)
{
	for (size_t i = from ? from : 1; i + 1 < end; i++)
		if (s[i] == '#' && blank(s[i - 1]) && blank(s[i + 1]))
			return i;
	return end;
}

/* False: nothing but blanks or a remark. */
static bool split(const char *s, size_t length, Parts *parts)
{
	const char *equals = memchr(s, '=', length);

	parts->name = skip_blanks(s, 0, length);
	if (parts->name == length || s[parts->name] == '#')
		return false;
	parts->equals = equals ? (size_t)(equals - s) : length;
	parts->name_length = trim(s, parts->name, parts->equals) - parts->name;
	parts->value = equals ? skip_blanks(s, parts->equals + 1, length) : length;
	parts->value_length = trim(s, parts->value, remark(s, parts->value, length)) - parts->value;
	return true;
}

static int column(const char *s, size_t at)
{
	return (int)utf8_length(s, at) + 1;
}

static void read_line(ConfLine *line, const char *s, size_t length, List *names, ConfTake *take, void *context,
                      Diagnostics *list)
{
	Parts parts;
	char *name, *value;

	if (!split(s, length, &parts))
		return;
	name = mem_copy_n(s + parts.name, parts.name_length);
	value = mem_copy_n(s + parts.value, parts.value_length);
	line->name = name;
	line->value = value;
	line->name_column = column(s, parts.name);
	line->value_column = column(s, parts.value);
	if (parts.equals == length || !parts.name_length) {
		diagnostics_add(list, false, line->file, line->line, line->name_column,
		                "this is no setting; write NAME = VALUE, or # before a remark");
	} else {
		bool twice = false;

		for (size_t i = 0; i < names->count; i++)
			twice |= strcmp(names->items[i], name) == 0;
		if (twice)
			diagnostics_add(list, false, line->file, line->line, line->name_column,
			                "%s is set twice; remove one of the lines", name);
		else
			take(context, line, list);
		list_add(names, name);
	}
	free(name);
	free(value);
}

void conf_read(const char *file, const char *bytes, size_t length, ConfTake *take, void *context, Diagnostics *list)
{
	ConfLine line = {.file = file};
	List names = {0};
	bool ascii;

	if (!yaml_source_check(file, bytes, length, &ascii, list))
		return;
	for (size_t at = 0; at < length;) {
		const char *end = memchr(bytes + at, '\n', length - at);
		size_t size = end ? (size_t)(end - bytes) - at : length - at;

		line.line++;
		read_line(&line, bytes + at, size, &names, take, context, list);
		at += size + (end != NULL);
	}
	list_clear(&names);
}

void conf_set(const char *bytes, const char *name, const char *value, Text *out)
{
	size_t name_length = strlen(name);
	bool done = false;

	while (*bytes) {
		size_t length = strcspn(bytes, "\n");
		Parts parts;
		bool here = !done && split(bytes, length, &parts) && parts.equals < length &&
			parts.name_length == name_length && memcmp(bytes + parts.name, name, name_length) == 0;

		if (here) {
			text_add_n(out, bytes, parts.value);
			if (parts.value == parts.equals + 1)
				text_add_char(out, ' ');
			text_add(out, value);
			if (bytes[parts.value + parts.value_length] == '#')
				text_add_char(out, ' ');
			text_add_n(out, bytes + parts.value + parts.value_length,
			           length - parts.value - parts.value_length);
			done = true;
		} else {
			text_add_n(out, bytes, length);
		}
		bytes += length;
		if (*bytes || !done)
			text_add_char(out, '\n');
		bytes += *bytes == '\n';
	}
	if (!done)
		text_addf(out, "%s = %s\n", name, value);
}
