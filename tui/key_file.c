/* The user's own keys. */
#include "tui/key_file.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/file.h"
#include "model/nearest.h"
#include "model/state_folder.h"
#include "tui/conf.h"

typedef struct Remap { const Command *command; int line, column; } Remap;

typedef struct Reader {
	const Command *table;
	Keymap *map;
	Remap *lines;           /* those that were taken; owned */
	size_t count, cap;
} Reader;

char *key_file_path(void)
{
	return config_path("keys.conf");
}

static void unknown(const Reader *reader, const ConfLine *line, Diagnostics *list)
{
	Nearest near = {.wanted = line->name};
	Text hint = {0};

	for (const Command *command = reader->table; command->name; command++)
		nearest_try(&near, command->word);
	nearest_add(&near, &hint);
	if (!hint.length)
		text_add(&hint, "; 'troika options --keys' lists all");
	diagnostics_add(list, false, line->file, line->line, line->name_column, "there is no command %s%s", line->name,
	                text_str(&hint));
	text_clear(&hint);
}

/* Without these nobody finds the way out. */
static bool needs_a_key(const Command *command)
{
	static const char *const words[] = {"help", "commands", "back", "list-accept"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i], command->word) == 0)
			return true;
	return false;
}

static void take(void *context, const ConfLine *line, Diagnostics *list)
{
	Reader *reader = context;
	const Command *command = command_find(reader->table, line->name);
	Error err = {0};

	if (!command) {
		unknown(reader, line, list);
	} else if (!*line->value && needs_a_key(command)) {
		diagnostics_add(list, false, line->file, line->line, line->value_column,
		                "%s cannot be without a key; name one", line->name);
	} else if (!keymap_set(reader->map, command, line->value, &err)) {
		diagnostics_add(list, false, line->file, line->line, line->value_column, "%s", err.text);
	} else {
		MEM_GROW(reader->lines, reader->cap, reader->count + 1);
		reader->lines[reader->count++] = (Remap){command, line->line, line->value_column};
	}
	error_clear(&err);
}

/* Only when all lines are read: two commands may have changed their keys. */
static void refuse_clashes(const Reader *reader, const char *path, Diagnostics *list)
{
	for (size_t i = 0; i < reader->count; i++) {
		const Remap *remap = &reader->lines[i];
		State where = STATE_SELECT;
		const Command *other = keymap_taken(reader->map, remap->command, &where);

		if (other)
			diagnostics_add(list, false, path, remap->line, remap->column,
			                "%s: these keys are those of %s in the state %s; choose others, or give %s others",
			                remap->command->word, other->word, state_name(where), other->word);
	}
}

static void read_bytes(Keymap *map, const Command *table, const char *path, const char *bytes, size_t length, Diagnostics *list)
{
	size_t errors = list->errors;
	Reader reader = {.table = table, .map = map};

	conf_read(path, bytes, length, take, &reader, list);
	refuse_clashes(&reader, path, list);
	free(reader.lines);
	if (list->errors == errors)
		return;
	keymap_clear(map);
	keymap_build(map, table);
}

void key_file_read(Keymap *map, const Command *table, const char *path, Diagnostics *list)
{
	Error err = {0};
	size_t length;
	char *bytes;

	keymap_build(map, table);
	if (!path || access(path, F_OK) != 0)
		return;
	if (file_read(path, &bytes, &length, &err)) {
		read_bytes(map, table, path, bytes, length, list);
		free(bytes);
	} else {
		diagnostics_add(list, false, path, 0, 0, "%s", err.text);
	}
	error_clear(&err);
}
