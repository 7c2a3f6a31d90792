/* A pool of strings: each distinct text is kept once, so that equal texts are
 * the same pointer. Nothing is given back before the pool is cleared. */
#ifndef TROIKA_MODEL_POOL_H
#define TROIKA_MODEL_POOL_H

#include <stdint.h>

#include "model/memory.h"

typedef struct PoolSlot {
	const char *text;
	uint32_t hash;
	uint32_t length;
} PoolSlot;

typedef struct Pool {
	PoolSlot *slots;        /* open addressing, a power of two */
	size_t mask;            /* slots - 1; 0 while empty */
	size_t count;
	Arena arena;
} Pool;

/* Beside each text there is room for one pointer of whoever owns the pool, NULL at first. TEXT must be of
 * a pool: then what it stands for is found without a look-up. */
void *pool_mark(const char *text);
void pool_set_mark(const char *text, void *mark);

const char *pool_add(Pool *pool, const char *text);             /* NULL gives NULL */
const char *pool_add_n(Pool *pool, const char *text, size_t length);
const char *pool_find(const Pool *pool, const char *text);      /* NULL: not there */
const char *pool_find_n(const Pool *pool, const char *text, size_t length);
void pool_clear(Pool *pool);

/* The hash of the pool: quick, and seeded anew in every process, so that no input can be made to collide. Never
 * let it decide an order. */
uint32_t pool_hash(const char *text, size_t length);
uint32_t hash_bytes(const void *bytes, size_t length);          /* FNV-1a, 32 bit */

#endif
