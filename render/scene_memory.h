/* Drawings of earlier versions of a design, so that undo and redo bring back not a good drawing but the very same.
 *
 * A drawing depends on the edits that led to it. What is left is kept here by the content of its design, and taken
 * out again when an edit leads back to that content; the oldest is forgotten when all take too much room. */
#ifndef TROIKA_RENDER_SCENE_MEMORY_H
#define TROIKA_RENDER_SCENE_MEMORY_H

#include "render/scene_parts.h"

enum { SCENE_MEMORY_BYTES = 64 << 20 }; /* about; a drawing of 40 links takes some 12 kB, of 2,000 some 600 kB */

/* Takes STATE (it is {0} then); one that nothing was drawn from is dropped. */
void scene_memory_keep(SceneMemory *memory, SceneState *state);
/* Takes the drawing of that content, zoom and width out of MEMORY. False: it is not known. */
bool scene_memory_recall(SceneMemory *memory, uint64_t content, const SceneOptions *options, SceneState *out);
void scene_memory_clear(SceneMemory *memory);

#endif
