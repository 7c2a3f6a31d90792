/* The keymap: the bindings of the command table, compiled, and the prefixes they share. */
#ifndef TROIKA_TUI_KEYMAP_H
#define TROIKA_TUI_KEYMAP_H

#include "tui/command.h"
#include "tui/key.h"

enum { KEYS_MOST = 3 };                 /* keys of one binding */

typedef struct Binding {
	Key keys[KEYS_MOST];
	size_t count;
	unsigned states;
	const Command *command;
} Binding;

typedef struct Keymap {
	Binding *items;         /* owned */
	size_t count, cap;
} Keymap;

typedef enum MapAnswer { MAP_NOTHING, MAP_PREFIX, MAP_COMMAND } MapAnswer;

void keymap_build(Keymap *map, const Command *table);
/* Replaces the keys of the command of TABLE that WORD names by KEYS; false: unknown, not keys, or taken by another. */
bool keymap_set(Keymap *map, const Command *table, const char *word, const char *keys, Error *err);
void keymap_clear(Keymap *map);
/* What KEYS[0..COUNT) mean in STATE. */
MapAnswer keymap_find(const Keymap *map, State state, const Key *keys, size_t count,
                      const Command **out);
/* A state in which KEY means something; 0: nowhere. */
const Binding *keymap_elsewhere(const Keymap *map, const Key *key);
/* Two bindings of one state that begin alike; false: none. */
bool keymap_clash(const Keymap *map, const Binding **a, const Binding **b);
/* Adds the first binding of COMMAND that is valid in STATE, as people read it ("Ctrl-S", "t a"). */
bool keymap_add_keys(const Keymap *map, const Command *command, unsigned states, Text *out);
void key_add_people(Text *out, const Key *key);

#endif
