/* Memory that does not fail, and an arena of growing blocks. */
#include "model/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static void (*exhausted_hook)(void);

void mem_set_exhausted_hook(void (*hook)(void))
{
	exhausted_hook = hook;
}

void mem_keep_freed(int most)
{
#ifdef M_MMAP_THRESHOLD
	mallopt(M_MMAP_THRESHOLD, most / 8);    /* of more than 32 MiB glibc would hear nothing */
	mallopt(M_TRIM_THRESHOLD, most);
	mallopt(M_TOP_PAD, most / 64);
#else
	(void)most;
#endif
}

static _Noreturn void exhausted(void)
{
	static const char message[] = "troika: out of memory; every kept edit is safe\n";

	if (exhausted_hook)
		exhausted_hook();
	if (write(STDERR_FILENO, message, sizeof message - 1) < 0)
		_exit(4);
	_exit(3);
}

void *mem_alloc(size_t size)
{
	void *memory = calloc(1, size ? size : 1);

	if (!memory)
		exhausted();
	return memory;
}

void *mem_resize(void *old, size_t count, size_t size)
{
	void *memory;

	if (size && count > SIZE_MAX / size)
		exhausted();
	memory = realloc(old, count && size ? count * size : 1);
	if (!memory)
		exhausted();
	return memory;
}

char *mem_copy_n(const char *text, size_t length)
{
	char *copy = mem_resize(NULL, length + 1, 1);

	if (length)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

char *mem_copy(const char *text)
{
	return text ? mem_copy_n(text, strlen(text)) : NULL;
}

void mem_grow(void **items, size_t *cap, size_t need, size_t size)
{
	size_t wanted = *cap ? *cap : 8;

	if (need <= *cap)
		return;
	while (wanted < need)
		wanted = wanted > SIZE_MAX / 2 ? need : wanted * 2;
	*items = mem_resize(*items, wanted, size);
	*cap = wanted;
}

enum { ARENA_FIRST = 4096, ARENA_LARGEST = 2 << 20 };

struct ArenaBlock {
	ArenaBlock *older;
	size_t size;            /* bytes, with this header */
	bool mapped;            /* by huge_block() */
	max_align_t start[];
};

/* A zeroed block of ARENA_LARGEST bytes, aligned so that it can be one huge page: reading a large
 * design would else spend a tenth of its time in page faults. NULL: not to be had. */
static ArenaBlock *huge_block(void)
{
	const size_t size = ARENA_LARGEST;
	char *memory = mmap(NULL, 2 * size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t before;

	if (memory == MAP_FAILED)
		return NULL;
	before = (size - ((uintptr_t)memory & (size - 1))) & (size - 1);
	if (before)
		munmap(memory, before);
	munmap(memory + before + size, size - before);
#ifdef MADV_HUGEPAGE
	madvise(memory + before, size, MADV_HUGEPAGE);
#endif
	return (ArenaBlock *)(void *)(memory + before);
}

static void arena_add_block(Arena *arena, size_t need)
{
	size_t size = arena->blocks ? arena->blocks->size * 2 : ARENA_FIRST;
	ArenaBlock *block = NULL;

	if (size > ARENA_LARGEST)
		size = ARENA_LARGEST;
	if (size < need + sizeof *block)
		size = need + sizeof *block;
	if (size == ARENA_LARGEST)
		block = huge_block();
	if (block)
		block->mapped = true;
	else
		block = mem_alloc(size);
	block->older = arena->blocks;
	block->size = size;
	arena->blocks = block;
	arena->next = (char *)block->start;
	arena->left = size - sizeof *block;
}

static char *arena_take(Arena *arena, size_t size)
{
	char *memory;

	if (size > arena->left || !arena->next)
		arena_add_block(arena, size);
	memory = arena->next;
	arena->next += size;
	arena->left -= size;
	return memory;
}

void *arena_alloc(Arena *arena, size_t size)
{
	const size_t align = sizeof(max_align_t);
	size_t past = (uintptr_t)arena->next % align;

	if (past && arena->left >= align - past)
		arena_take(arena, align - past);
	else if (past)
		arena->left = 0;        /* the next block starts aligned */
	return arena_take(arena, size);
}

bool arena_extend(Arena *arena, void *memory, size_t old, size_t size)
{
	if (!memory || (char *)memory + old != arena->next || size - old > arena->left)
		return false;
	arena_take(arena, size - old);
	return true;
}

char *arena_copy_n(Arena *arena, const char *text, size_t length)
{
	char *copy = arena_take(arena, length + 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

void arena_clear(Arena *arena)
{
	while (arena->blocks) {
		ArenaBlock *older = arena->blocks->older;

		if (arena->blocks->mapped)
			munmap(arena->blocks, ARENA_LARGEST);
		else
			free(arena->blocks);
		arena->blocks = older;
	}
	*arena = (Arena){0};
}
