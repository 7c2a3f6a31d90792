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
/* Replaces the keys of COMMAND by KEYS ("": none); that another command has them is for keymap_taken(). False: they
 * are not keys; the map is as it was. */
bool keymap_set(Keymap *map, const Command *command, const char *keys, Error *err);
/* The command that shares keys with COMMAND in some state; NULL: none. */
const Command *keymap_taken(const Keymap *map, const Command *command, State *where);
void keymap_copy(Keymap *to, const Keymap *from);       /* TO is {0} */
void keymap_clear(Keymap *map);
/* What KEYS[0..COUNT) mean in STATE. */
MapAnswer keymap_find(const Keymap *map, State state, const Key *keys, size_t count,
                      const Command **out);
/* What KEY alone means: on the canvas, else in the first state that knows it; NULL: nowhere. */
const Binding *keymap_elsewhere(const Keymap *map, const Key *key);
/* Adds the first binding of COMMAND that is valid in STATE, as people read it ("Ctrl-S", "t a"). */
bool keymap_add_keys(const Keymap *map, const Command *command, unsigned states, Text *out);
const char *state_name(State state);            /* "SELECT" */
void key_add_people(Text *out, const Key *key);

#endif
