/* Texts of the scene: names that are wrapped, titles that are cut; and its limits. */
#ifndef TROIKA_RENDER_SCENE_TEXT_H
#define TROIKA_RENDER_SCENE_TEXT_H

#include "render/scene.h"

enum {
	SCENE_DEPTH_MOST = 16,          /* containers in containers */
	SCENE_COORDINATE_MOST = 4000,   /* of `at` */
	SCENE_NAME_WIDEST = 24          /* cells of a line of a name */
};

/* TEXT without anything that could drive a terminal, cut to WIDTH cells; in the arena. */
const char *scene_cut(Scene *scene, const char *text, int width);
/* A name in one line, or in two; LINE[1] is NULL when one is enough. In the arena. */
void scene_wrap(Scene *scene, const char *name, const char *line[2]);
int scene_clamp(int coordinate);

#endif
