/* Changes to a text, made in the order of their places. */
#include "model/patch.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"

void patch_add(Patches *patches, size_t start, size_t end, const char *text)
{
	size_t length = strlen(text);

	MEM_GROW(patches->items, patches->cap, patches->count + 1);
	patches->items[patches->count] = (Patch){start, end, patches->text.length, length, patches->count};
	patches->count++;
	text_add_n(&patches->text, text, length);
}

static int by_place(const void *a, const void *b)
{
	const Patch *left = a, *right = b;

	if (left->start != right->start)
		return left->start < right->start ? -1 : 1;
	return left->index < right->index ? -1 : left->index > right->index;
}

void patches_apply(Patches *patches, const char *old, size_t length, Text *out)
{
	size_t at = 0;

	if (patches->count)
		qsort(patches->items, patches->count, sizeof *patches->items, by_place);
	for (size_t i = 0; i < patches->count; i++) {
		const Patch *patch = &patches->items[i];

		if (patch->start > at) {
			text_add_n(out, old + at, patch->start - at);
			at = patch->start;
		}
		text_add_n(out, patches->text.s + patch->offset, patch->length);
		if (patch->end > at)
			at = patch->end;
	}
	text_add_n(out, old + at, length - at);
}

void patches_clear(Patches *patches)
{
	if (!patches)
		return;
	free(patches->items);
	text_clear(&patches->text);
	*patches = (Patches){0};
}
