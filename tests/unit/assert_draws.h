/* A scene is drawn as these lines, its legend below. */
#ifndef TROIKA_TESTS_ASSERT_DRAWS_H
#define TROIKA_TESTS_ASSERT_DRAWS_H

#include "render/scene.h"

static inline void assert_draws(const Scene *scene, const char *expected)
{
	Canvas canvas;
	Text text = {0};

	assert_true(canvas_init(&canvas, scene->width, scene->height));
	scene_draw(scene, NULL, &canvas, 0, 0, scene->width, scene->height, scene->left, scene->top);
	canvas_add_text(&canvas, true, &text);
	canvas_clear(&canvas);
	scene_add_legend(scene, 0, &text);
	assert_string_equal(text_str(&text), expected);
	text_clear(&text);
}

#endif
