/* Memory that does not fail, and an arena.
 *
 * Allocation never returns NULL: when memory is out, the hook set by the
 * program runs (the screen restores the terminal) and the process ends with
 * status 3. Every edit is durable before it is shown, so nothing is lost. */
#ifndef TROIKA_MODEL_MEMORY_H
#define TROIKA_MODEL_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

void *mem_alloc(size_t size);                       /* zeroed; never NULL */
void *mem_resize(void *old, size_t count, size_t size); /* new part not zeroed */
char *mem_copy(const char *text);                   /* NULL gives NULL */
char *mem_copy_n(const char *text, size_t length);  /* always terminated */
void mem_set_exhausted_hook(void (*hook)(void));
/* Up to MOST bytes that were freed are kept for the next need and not given back to the system, where that can be
 * told: each page that comes back costs a fault. */
void mem_keep_freed(int most);

/* Grows the array *ITEMS of *CAP items of SIZE bytes to hold at least NEED. */
void mem_grow(void **items, size_t *cap, size_t need, size_t size);
#define MEM_GROW(array, cap, need) \
	mem_grow((void **)&(array), &(cap), (need), sizeof *(array))

/* An arena hands out memory that is given back all at once. {0} is empty. */
typedef struct ArenaBlock ArenaBlock;
typedef struct Arena {
	ArenaBlock *blocks;     /* newest first */
	char *next;             /* free part of the newest block */
	size_t left;            /* bytes left there */
} Arena;

void *arena_alloc(Arena *arena, size_t size);       /* zeroed, aligned for any type */
/* Lets MEMORY, of OLD bytes, grow in place to SIZE bytes (not zeroed). False: it is not the last piece that was
 * handed out, or its block is full. */
bool arena_extend(Arena *arena, void *memory, size_t old, size_t size);
char *arena_copy_n(Arena *arena, const char *text, size_t length);
void arena_clear(Arena *arena);

#endif
