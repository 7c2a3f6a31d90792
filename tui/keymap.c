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
	unsigned states = command->states ? command->states : STATE_SELECT, left = 0;
	Keys parsed = {0};
	Binding *binding;
	bool good = keys_parse(keys, &parsed, err);

	if (good && (!parsed.count || parsed.count > KEYS_MOST))
		good = error_set(err, "%s: one to three keys make a binding", keys);
	if (good)
		left = without_typing(&parsed.items[0], states);
	if (good && !left)
		good = error_set(err, "%s is typed text where %s works; choose a key like <C-t> or <F5>", keys, command->word);
	if (good) {
		MEM_GROW(map->items, map->cap, map->count + 1);
		binding = &map->items[map->count++];
		*binding = (Binding){.count = parsed.count, .states = left, .command = command};
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
	const Binding *found = NULL;

	for (size_t i = 0; i < map->count; i++) {
		const Binding *binding = &map->items[i];

		if (binding->count != 1 || !key_equal(&binding->keys[0], key))
			continue;
		if (binding->states & STATE_SELECT)
			return binding;
		found = found ? found : binding;
	}
	return found;
}

/* Two bindings of one state that begin alike. */
static bool clash(const Binding *x, const Binding *y)
{
	size_t shorter = x->count < y->count ? x->count : y->count;

	return x->states & y->states && begins(x, y->keys, shorter);
}

const Command *keymap_taken(const Keymap *map, const Command *command, State *where)
{
	for (size_t i = 0; i < map->count; i++) {
		const Binding *mine = &map->items[i];

		for (size_t j = 0; mine->command == command && j < map->count; j++) {
			const Binding *other = &map->items[j];
			unsigned both = mine->states & other->states;

			if (i == j || !clash(mine, other))
				continue;
			*where = (State)(both & -both);         /* one of them */
			return other->command;
		}
	}
	return NULL;
}

bool keymap_set(Keymap *map, const Command *command, const char *keys, Error *err)
{
	size_t before = map->count, kept = 0;

	if (!add_all(map, command, keys, err)) {
		map->count = before;
		return false;
	}
	for (size_t i = 0; i < map->count; i++)
		if (i >= before || map->items[i].command != command)
			map->items[kept++] = map->items[i];
	map->count = kept;
	return true;
}

void keymap_copy(Keymap *to, const Keymap *from)
{
	MEM_GROW(to->items, to->cap, from->count);
	memcpy(to->items, from->items, from->count * sizeof *from->items);
	to->count = from->count;
}

/* --- for people --------------------------------------------------------------- */

const char *state_name(State state)
{
	switch (state) {
	case STATE_PLACE: return "PLACE";
	case STATE_MOVE: return "MOVE";
	case STATE_TARGET: return "CHOOSE";
	case STATE_PICKER: return "PICK";
	case STATE_FIELD: return "TYPE";
	case STATE_SHEET: return "SHEET";
	case STATE_PANEL: return "PANEL";
	case STATE_SCENE: return "PRESENT";
	default: return "SELECT";
	}
}

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
