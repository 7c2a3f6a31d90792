/* A macro. */
#include "tui/macro.h"

void macro_clear(Macro *macro)
{
	keys_clear(&macro->keys);
	*macro = (Macro){0};
}

void macro_begin(Macro *macro)
{
	macro_clear(macro);
	macro->recording = true;
}

void macro_end(Macro *macro)
{
	macro->recording = false;
	macro->keys.count = macro->gesture;
}

bool macro_note(Macro *macro, const Key *key, bool first)
{
	Keys *keys = &macro->keys;
	Key copy = *key;

	if (first)
		macro->gesture = keys->count;
	if (keys->count == MACRO_KEYS_MOST) {
		macro_end(macro);
		return false;
	}
	if (key->text)
		copy.text = arena_copy_n(&keys->arena, key->text, key->length);
	MEM_GROW(keys->items, keys->cap, keys->count + 1);
	keys->items[keys->count++] = copy;
	return true;
}
