/* Names wrap at a space near the middle, so that both lines are short. */
#include "render/scene_text.h"

#include <string.h>

#include "model/utf8.h"

int scene_clamp(int coordinate)
{
	if (coordinate < 0)
		return 0;
	return coordinate > SCENE_COORDINATE_MOST ? SCENE_COORDINATE_MOST : coordinate;
}

static const char *keep(Scene *scene, Text *text)
{
	const char *kept = arena_copy_n(&scene->arena, text_str(text), text->length);

	text_clear(text);
	return kept;
}

const char *scene_cut(Scene *scene, const char *text, int width)
{
	Text safe = {0}, cut = {0};

	utf8_add_safe(&safe, text);
	utf8_add_cut(&cut, text_str(&safe), width, scene->options.ascii);
	text_clear(&safe);
	return keep(scene, &cut);
}

static int width_of(const char *s, size_t length)
{
	int width = 0, one = 0;

	while (length > 0) {
		size_t bytes = utf8_cluster(s, length, &one);

		width += one;
		s += bytes;
		length -= bytes;
	}
	return width;
}

/* Where to break NAME (of WIDTH cells): the space nearest its middle that leaves a fitting first line; 0: none. */
static size_t best_break(const char *name, int width)
{
	size_t best = 0;
	int best_off = width;

	for (const char *space = strchr(name, ' '); space; space = strchr(space + 1, ' ')) {
		int before = width_of(name, (size_t)(space - name));
		int off = before > width - before ? 2 * before - width : width - 2 * before;

		if (space == name || before > SCENE_NAME_WIDEST)
			continue;
		if (off < best_off) {
			best_off = off;
			best = (size_t)(space - name);
		}
	}
	return best;
}

/* The bytes of NAME that fit into WIDTH cells. */
static size_t bytes_in(const char *name, int width)
{
	size_t length = strlen(name), at = 0;
	int used = 0, one = 0;

	while (at < length) {
		size_t bytes = utf8_cluster(name + at, length - at, &one);

		if (used + one > width)
			break;
		used += one;
		at += bytes;
	}
	return at;
}

void scene_wrap(Scene *scene, const char *name, const char *line[2])
{
	Text safe = {0}, cut = {0};
	const char *s;
	size_t first;
	int width;

	utf8_add_safe(&safe, name);
	s = text_str(&safe);
	width = utf8_width(s);
	line[1] = NULL;
	if (width <= SCENE_NAME_WIDEST) {
		line[0] = keep(scene, &safe);
		return;
	}
	first = best_break(s, width);
	if (!first)
		first = bytes_in(s, SCENE_NAME_WIDEST);
	line[0] = arena_copy_n(&scene->arena, s, first);
	s += first;
	while (*s == ' ')
		s++;
	utf8_add_cut(&cut, s, SCENE_NAME_WIDEST, scene->options.ascii);
	line[1] = *s ? keep(scene, &cut) : NULL;
	text_clear(&cut);
	text_clear(&safe);
}
