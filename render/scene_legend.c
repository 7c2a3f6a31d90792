/* The legend: what the drawing has no room to say. */
#include <stdlib.h>

#include "model/memory.h"
#include "model/utf8.h"
#include "model/wrap.h"
#include "render/scene.h"

enum {
	LEGEND_INDENT = 3,
	TAGS_MOST = 60          /* tags of an overview that are explained */
};

static const char *end_name(const Scene *scene, int component, int platform)
{
	if (component >= 0)
		return element_name(scene->boxes[component].element);
	return platform >= 0 ? element_name(scene->zones[platform].element) : "?";
}

static void add_link_names(const Scene *scene, const SceneLink *link, Text *out)
{
	utf8_add_safe(out, end_name(scene, link->from, link->from_platform));
	text_add(out, link->head_from ? (scene->options.ascii ? " <-> " : " ↔ ") :
	              (scene->options.ascii ? " -> " : " → "));
	utf8_add_safe(out, end_name(scene, link->to, link->to_platform));
}

/* One line of the legend, after an empty one when it is the FIRST. */
static void end_line(Text *line, bool *first, int columns, Text *out)
{
	if (*first)
		text_add_char(out, '\n');
	*first = false;
	if (columns && utf8_width(line->s) > columns)
		wrap_add(out, line->s, 0, LEGEND_INDENT, columns);
	else
		text_addf(out, "%s\n", line->s);
	text_reset(line);
}

/* What the tags of an overview stand for, a line a frame. */
static void add_tags(const Scene *scene, bool *first, int columns, Text *out)
{
	Text line = {0};

	for (size_t z = 0; z < scene->zone_count && scene->box_count <= TAGS_MOST; z++) {
		for (size_t i = 0; i < scene->box_count; i++) {
			const SceneBox *box = &scene->boxes[i];

			if (box->zone != (int)z || box->h != 1)
				continue;
			text_addf(&line, "%s%s ", line.length ? ", " : "", box->line[0]);
			utf8_add_safe(&line, element_name(box->element));
		}
		if (line.length)
			end_line(&line, first, columns, out);
	}
	text_clear(&line);
}

/* Labels in the order of their numbers, of which an updated drawing may have dropped some; then what is pending. */
void scene_add_legend(const Scene *scene, int columns, Text *out)
{
	const SceneLink **by_key = mem_alloc(((size_t)scene->key_count + 1) * sizeof *by_key);
	bool first = true;
	Text line = {0};

	add_tags(scene, &first, columns, out);
	if (scene->left_out) {
		text_addf(&line, "%zu pairs of these are linked: too many to be drawn", scene->left_out);
		end_line(&line, &first, columns, out);
	}
	for (size_t i = 0; i < scene->link_count; i++)
		by_key[scene->links[i].key] = &scene->links[i];
	for (int key = 1; key <= scene->key_count; key++) {
		if (!by_key[key])
			continue;
		text_addf(&line, "%d  %s  (", key, by_key[key]->label);
		add_link_names(scene, by_key[key], &line);
		text_add(&line, ")");
		end_line(&line, &first, columns, out);
	}
	free(by_key);
	if (scene->too_wide) {
		text_addf(&line, "no link is routed: the boxes spread over %d x %d cells; set them closer together",
		          scene->width, scene->height);
		end_line(&line, &first, columns, out);
	}
	for (size_t i = 0; i < scene->link_count; i++) {
		const SceneLink *link = &scene->links[i];

		if (!link->pending)
			continue;
		text_add(&line, "not routed: ");
		add_link_names(scene, link, &line);
		text_addf(&line, "%s%s", link->label ? "  " : "", link->label ? link->label : "");
		end_line(&line, &first, columns, out);
	}
	text_clear(&line);
}
