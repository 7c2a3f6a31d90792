/* Changes to a text, collected and then made all at once. */
#ifndef TROIKA_MODEL_PATCH_H
#define TROIKA_MODEL_PATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "model/text.h"

typedef struct Patch {
	size_t start, end;      /* bytes of the old text that go */
	size_t offset, length;  /* of what comes instead, in Patches.text */
	size_t index;           /* patches at one place come in the order they were added */
} Patch;

typedef struct Patches {
	Patch *items;           /* owned */
	size_t count, cap;
	Text text;
} Patches;

/* Replaces the bytes START..END by TEXT. Removed ranges may overlap; what is put into a removed
 * range stays. */
void patch_add(Patches *patches, size_t start, size_t end, const char *text);
void patches_apply(Patches *patches, const char *old, size_t length, Text *out);
void patches_clear(Patches *patches);

#endif
