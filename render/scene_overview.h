/* The overview of a design: platforms as frames, components as tags, links merged. */
#ifndef TROIKA_RENDER_SCENE_OVERVIEW_H
#define TROIKA_RENDER_SCENE_OVERVIEW_H

#include "render/scene.h"

/* Makes SCENE (whatever it holds is forgotten, not freed) the overview of GRAPH; in milliseconds, however large that is. */
void scene_overview(Scene *scene, const Graph *graph, const SceneOptions *options);

#endif
