/* A large design in part: what stands around one component, the rest folded to a frame a platform. */
#ifndef TROIKA_RENDER_SCENE_AROUND_H
#define TROIKA_RENDER_SCENE_AROUND_H

#include "render/scene.h"

/* Makes SCENE (cleared before) the drawing of the component ID with what is one or two links away, or of the first
 * components of the platform ID; other platforms, and the rest of theirs, are frames with their number, to which
 * links go merged. By the indexes of GRAPH as every scene; boxes stand in rows, not where the design says. In
 * milliseconds, however large GRAPH is. False: nothing has that id; SCENE is empty. */
bool scene_around(Scene *scene, const Graph *graph, const char *id, const SceneOptions *options);

/* Makes SCENE (cleared before) what BASE, a drawing of GRAPH in the normal zoom, shows, with the platforms that are true in
 * FOLDED (by graph index) each as one frame with its number; links to it are merged. */
void scene_fold(Scene *scene, const Scene *base, const Graph *graph, const bool *folded, const SceneOptions *options);

#endif
