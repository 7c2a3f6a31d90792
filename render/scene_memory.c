/* Drawings of earlier versions: a list, the newest last. */
#include "render/scene_memory.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"

/* About what STATE takes: its arrays, ids and points. */
static size_t size_of(const SceneState *state)
{
	const Plan *plan = &state->plan;
	size_t ids = state->platform_count + plan->box_count + plan->link_count;
	size_t size = sizeof *state + plan->zone_count * sizeof *plan->zones + plan->box_count * sizeof *plan->boxes +
	              plan->link_count * sizeof *plan->links + ids * 64;

	for (size_t i = 0; i < plan->link_count; i++)
		size += plan->links[i].point_count * sizeof *plan->links[i].points;
	return size;
}

static void remove_at(SceneMemory *memory, size_t index)
{
	memory->bytes -= size_of(&memory->items[index]);
	memory->count--;
	memmove(&memory->items[index], &memory->items[index + 1], (memory->count - index) * sizeof *memory->items);
}

static void forget_oldest(SceneMemory *memory)
{
	SceneState oldest = memory->items[0];

	remove_at(memory, 0);
	scene_state_clear(&oldest);
}

void scene_memory_keep(SceneMemory *memory, SceneState *state)
{
	if (!state->drawn) {
		scene_state_clear(state);
		return;
	}
	MEM_GROW(memory->items, memory->cap, memory->count + 1);
	memory->bytes += size_of(state);
	memory->items[memory->count++] = *state;
	*state = (SceneState){0};
	while (memory->bytes > SCENE_MEMORY_BYTES && memory->count)
		forget_oldest(memory);
}

bool scene_memory_recall(SceneMemory *memory, uint64_t content, const SceneOptions *options, SceneState *out)
{
	for (size_t i = memory->count; i-- > 0;) {
		const SceneState *state = &memory->items[i];

		if (state->content != content || state->zoom != options->zoom || state->width != options->width)
			continue;
		*out = *state;
		remove_at(memory, i);
		return true;
	}
	return false;
}

void scene_memory_clear(SceneMemory *memory)
{
	while (memory->count)
		forget_oldest(memory);
	free(memory->items);
	*memory = (SceneMemory){0};
}
