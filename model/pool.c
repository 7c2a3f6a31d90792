/* A pool of strings by open addressing; the arena keeps the bytes. */
#include "model/pool.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

uint32_t hash_bytes(const void *bytes, size_t length)
{
	const unsigned char *byte = bytes;
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ byte[i]) * 16777619u;
	return hash;
}

static uint64_t hash_seed(void)
{
	static uint64_t seed;

	if (!seed && (getentropy(&seed, sizeof seed) != 0 || !seed))
		seed = (uint64_t)(uintptr_t)&seed ^ (uint64_t)getpid() << 32 ^ 0x9e3779b97f4a7c15u;
	return seed;
}

/* The two halves of a 128-bit product, folded: every bit of A and B reaches every bit. */
static uint64_t fold(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 product = (unsigned __int128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint32_t pool_hash(const char *text, size_t length)
{
	const uint64_t seed = hash_seed();
	uint64_t hash = seed ^ length, word;

	for (; length > sizeof word; text += sizeof word, length -= sizeof word) {
		memcpy(&word, text, sizeof word);
		hash = fold(hash ^ 0xa0761d6478bd642fu, word ^ seed);
	}
	word = 0;
	memcpy(&word, text, length);
	hash = fold(hash ^ 0xe7037ed1a0b428dbu, word ^ seed);
	return (uint32_t)(hash ^ hash >> 32);
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

enum { MARK_SIZE = sizeof(void *) };    /* stands before the text */

static const char *keep_text(Pool *pool, const char *text, size_t length)
{
	char *copy = (char *)arena_alloc(&pool->arena, MARK_SIZE + length + 1) + MARK_SIZE;

	memcpy(copy, text, length);
	return copy;
}

void *pool_mark(const char *text)
{
	void *mark;

	memcpy(&mark, text - MARK_SIZE, MARK_SIZE);
	return mark;
}

void pool_set_mark(const char *text, void *mark)
{
	memcpy((char *)(uintptr_t)text - MARK_SIZE, &mark, MARK_SIZE);
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
	uint32_t hash = pool_hash(text, length);
	PoolSlot *slot;

	if (pool->count * 2 >= pool->mask)
		pool_rehash(pool);
	slot = &pool->slots[pool_slot(pool, text, length, hash)];
	if (!slot->text) {
		slot->text = keep_text(pool, text, length);
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

const char *pool_find_n(const Pool *pool, const char *text, size_t length)
{
	if (!pool->slots)
		return NULL;
	return pool->slots[pool_slot(pool, text, length, pool_hash(text, length))].text;
}

const char *pool_find(const Pool *pool, const char *text)
{
	return pool_find_n(pool, text, strlen(text));
}

void pool_clear(Pool *pool)
{
	free(pool->slots);
	arena_clear(&pool->arena);
	*pool = (Pool){0};
}
