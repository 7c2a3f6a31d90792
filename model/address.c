/* Addresses are mixed by Fibonacci hashing (Knuth, TAOCP 3, 6.4): the low bits
 * of neighbouring texts are alike, the high bits of the product are not. */
#include "model/address.h"

#include <stdint.h>
#include <stdlib.h>

static AddressSlot *address_slot(const AddressMap *map, const char *text)
{
	uint64_t mixed = (uint64_t)(uintptr_t)text * 0x9e3779b97f4a7c15u;
	size_t at = (size_t)(mixed >> 32) & (map->size - 1);

	while (map->slots[at].text && map->slots[at].text != text)
		at = (at + 1) & (map->size - 1);
	return &map->slots[at];
}

void address_reserve(AddressMap *map, size_t expected)
{
	AddressMap larger = {.size = map->size ? map->size : 16, .used = map->used};

	while (larger.size < (expected + 1) * 2)
		larger.size *= 2;
	if (larger.size == map->size)
		return;
	larger.slots = mem_alloc(larger.size * sizeof *larger.slots);
	for (size_t i = 0; i < map->size; i++)
		if (map->slots[i].text)
			*address_slot(&larger, map->slots[i].text) = map->slots[i];
	free(map->slots);
	*map = larger;
}

void address_put(AddressMap *map, const char *text, int value)
{
	AddressSlot *slot;

	address_reserve(map, map->used + 1);
	slot = address_slot(map, text);
	map->used += !slot->text;
	*slot = (AddressSlot){text, value};
}

int address_get(const AddressMap *map, const char *text, int missing)
{
	const AddressSlot *slot = text && map->size ? address_slot(map, text) : NULL;

	return slot && slot->text ? slot->value : missing;
}

void address_clear(AddressMap *map)
{
	if (!map)
		return;
	free(map->slots);
	*map = (AddressMap){0};
}
