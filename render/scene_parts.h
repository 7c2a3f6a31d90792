/* What the files of the scene share. */
#ifndef TROIKA_RENDER_SCENE_PARTS_H
#define TROIKA_RENDER_SCENE_PARTS_H

#include "render/route.h"
#include "render/scene.h"

typedef struct SceneCache {     /* of the last routing */
	Plan plan;
	Router router;
} SceneCache;

/* Makes SCENE (whatever it holds is forgotten, not freed) and PLAN from GRAPH, without places and routes. */
void scene_sketch(Scene *scene, const Graph *graph, const SceneOptions *options, Plan *plan);

#endif
