/* The keymap: bindings compiled from the table. */
#include "tui/keymap.h"

#include <stdlib.h>
#include <string.h>

/* Plain characters are text in pickers and fields, and letters are tags while a target is chosen. */
static unsigned without_typing(const Key *key, unsigned states)
{
	if (key->code != CODE_CHAR || key->mods)
		return states;
	states &= ~(unsigned)(STATE_PICKER | STATE_FIELD);
	if (key->bytes[0] >= 'a' && key->bytes[0] <= 'z')
		states &= ~(unsigned)STATE_TARGET;
	return states;
}

static bool add_binding(Keymap *map, const Command *command, const char *keys, Error *err)
{
	Keys parsed = {0};
	Binding *binding;
	bool good = keys_parse(keys, &parsed, err);

	if (good && (!parsed.count || parsed.count > KEYS_MOST))
		good = error_set(err, "%s: one to three keys make a binding", keys);
	if (good) {
		MEM_GROW(map->items, map->cap, map->count + 1);
		binding = &map->items[map->count++];
		*binding = (Binding){.count = parsed.count, 
			.states = without_typing(&parsed.items[0], command->states), .command = command};
		memcpy(binding->keys, parsed.items, parsed.count * sizeof *parsed.items);
	}
	keys_clear(&parsed);
	return good;
}

static bool add_all(Keymap *map, const Command *command, const char *keys, Error *err)
{
	while (*keys) {
		size_t length = strcspn(keys, " ");
		char *one = mem_copy_n(keys, length);
		bool good = add_binding(map, command, one, err);

		free(one);
		if (!good)
			return false;
		keys += length;
		while (*keys == ' ')
			keys++;
	}
	return true;
}

void keymap_build(Keymap *map, const Command *table)
{
	for (const Command *command = table; command->name; command++)
		add_all(map, command, command->keys, NULL);
}

void keymap_clear(Keymap *map)
{
	free(map->items);
	*map = (Keymap){0};
}

static bool begins(const Binding *binding, const Key *keys, size_t count)
{
	if (binding->count < count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!key_equal(&binding->keys[i], &keys[i]))
			return false;
	return true;
}

MapAnswer keymap_find(const Keymap *map, State state, const Key *keys, size_t count,
                      const Command **out)
{
	MapAnswer answer = MAP_NOTHING;

	for (size_t i = 0; i < map->count; i++) {
		const Binding *binding = &map->items[i];

		if (!(binding->states & state) || !begins(binding, keys, count))
			continue;
		if (binding->count == count) {
			*out = binding->command;
			return MAP_COMMAND;
		}
		answer = MAP_PREFIX;
	}
	return answer;
}

const Binding *keymap_elsewhere(const Keymap *map, const Key *key)
{
	for (size_t i = 0; i < map->count; i++)
		if (map->items[i].count == 1 && key_equal(&map->items[i].keys[0], key))
			return &map->items[i];
	return NULL;
}

bool keymap_clash(const Keymap *map, const Binding **a, const Binding **b)
{
	for (size_t i = 0; i < map->count; i++) {
		for (size_t j = i + 1; j < map->count; j++) {
			const Binding *x = &map->items[i], *y = &map->items[j];
			size_t shorter = x->count < y->count ? x->count : y->count;

			if (!(x->states & y->states) || !begins(x, y->keys, shorter))
				continue;
			*a = x;
			*b = y;
			return true;
		}
	}
	return false;
}

bool keymap_set(Keymap *map, const Command *table, const char *word, const char *keys, Error *err)
{
	const Command *command = command_find(table, word);
	const Binding *a, *b;
	size_t kept = 0;

	if (!command)
		return error_set(err, "no command is called %s", word);
	for (size_t i = 0; i < map->count; i++)
		if (map->items[i].command != command)
			map->items[kept++] = map->items[i];
	map->count = kept;
	if (!add_all(map, command, keys, err))
		return false;
	if (!keymap_clash(map, &a, &b))
		return true;
	map->count = kept;
	return error_set(err, "%s: taken by %s", keys,
	                 a->command == command ? b->command->word : a->command->word);
}

/* --- for people --------------------------------------------------------------- */

void key_add_people(Text *out, const Key *key)
{
	Text plain = {0};
	Key bare = *key;
	size_t length;

	bare.mods = 0;
	text_add(out, key->mods & MOD_CTRL ? "Ctrl-" : "");
	text_add(out, key->mods & MOD_ALT ? "Alt-" : "");
	text_add(out, key->mods & MOD_SHIFT ? "Shift-" : "");
	if (key->code == CODE_CHAR && key->bytes[1] == '\0' && key->bytes[0] != ' ') {
		char c = key->bytes[0];

		text_add_char(out, key->mods && c >= 'a' && c <= 'z' ? (char)(c - 32) : c);
		return;
	}
	key_add_text(&plain, &bare);            /* <Enter> */
	length = plain.length;
	if (length > 2 && plain.s[0] == '<')
		text_add_n(out, plain.s + 1, length - 2);
	else
		text_add(out, text_str(&plain));
	text_clear(&plain);
}

bool keymap_add_keys(const Keymap *map, const Command *command, unsigned states, Text *out)
{
	for (size_t i = 0; i < map->count; i++) {
		const Binding *binding = &map->items[i];

		if (binding->command != command || !(binding->states & states))
			continue;
		for (size_t k = 0; k < binding->count; k++) {
			if (k && binding->keys[k].code == CODE_CHAR)
				text_add_char(out, ' ');
			key_add_people(out, &binding->keys[k]);
		}
		return true;
	}
	return false;
}
