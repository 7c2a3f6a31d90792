/* A pool of strings by open addressing; the arena keeps the bytes. */
#include "model/pool.h"

#include <stdlib.h>
#include <string.h>

uint32_t hash_bytes(const void *bytes, size_t length)
{
	const unsigned char *byte = bytes;
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ byte[i]) * 16777619u;
	return hash;
}

static size_t pool_slot(const Pool *pool, const char *text, size_t length, uint32_t hash)
{
	size_t at = hash & pool->mask;

	for (;; at = (at + 1) & pool->mask) {
		const PoolSlot *slot = &pool->slots[at];

		if (!slot->text)
			return at;
		if (slot->hash == hash && slot->length == length && !memcmp(slot->text, text, length))
			return at;
	}
}

static void pool_rehash(Pool *pool)
{
	size_t size = pool->slots ? (pool->mask + 1) * 2 : 64;
	PoolSlot *old = pool->slots;
	size_t old_size = old ? pool->mask + 1 : 0;

	pool->slots = mem_alloc(size * sizeof *pool->slots);
	pool->mask = size - 1;
	for (size_t i = 0; i < old_size; i++) {
		size_t at = old[i].hash & pool->mask;

		if (!old[i].text)
			continue;
		while (pool->slots[at].text)
			at = (at + 1) & pool->mask;
		pool->slots[at] = old[i];
	}
	free(old);
}

const char *pool_add_n(Pool *pool, const char *text, size_t length)
{
	uint32_t hash = hash_bytes(text, length);
	PoolSlot *slot;

	if (pool->count * 2 >= pool->mask)
		pool_rehash(pool);
	slot = &pool->slots[pool_slot(pool, text, length, hash)];
	if (!slot->text) {
		slot->text = arena_copy_n(&pool->arena, text, length);
		slot->hash = hash;
		slot->length = (uint32_t)length;
		pool->count++;
	}
	return slot->text;
}

const char *pool_add(Pool *pool, const char *text)
{
	return text ? pool_add_n(pool, text, strlen(text)) : NULL;
}

const char *pool_find(const Pool *pool, const char *text)
{
	size_t length = strlen(text);

	if (!pool->slots)
		return NULL;
	return pool->slots[pool_slot(pool, text, length, hash_bytes(text, length))].text;
}

void pool_clear(Pool *pool)
{
	free(pool->slots);
	arena_clear(&pool->arena);
	*pool = (Pool){0};
}
