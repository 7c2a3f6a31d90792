/* The drawing in characters, plain or coloured; what is wider than asked for is folded into pages, from left to right. */
#include "render/export_parts.h"

#include <limits.h>

#include "model/wrap.h"

enum { STRIP_ROWS = 64 };       /* drawn at a time, as the whole may be large */

/* Adds the COLUMNS columns of the drawing from FROM on; THEME NULL: in plain characters. */
static bool add_columns(const ExportJob *job, int from, int columns, const Theme *theme, Text *out, Error *err)
{
	const Scene *scene = job->scene;
	SceneFocus focus = {.lens = job->look};
	Canvas canvas;

	for (int y = 0; y < scene->height; y += STRIP_ROWS) {
		int rows = scene->height - y < STRIP_ROWS ? scene->height - y : STRIP_ROWS;

		if (!canvas_init(&canvas, columns, rows))
			return error_set(err, "the drawing is too wide for one page of characters; say --width to fold it");
		scene_draw(scene, &focus, &canvas, 0, 0, columns, rows, scene->left + from, scene->top + y);
		if (theme)
			theme_add_text(theme, &canvas, out);
		else
			canvas_add_text(&canvas, true, out);
		canvas_clear(&canvas);
	}
	return true;
}

/* How many boxes and labels a fold left of the column AT would cut. */
static int cuts(const Scene *scene, int at)
{
	int count = 0;

	for (size_t i = 0; i < scene->box_count; i++)
		count += scene->boxes[i].x < at && at < scene->boxes[i].x + scene->boxes[i].w;
	for (size_t i = 0; i < scene->link_count; i++)
		count += scene->links[i].shown && scene->links[i].label_x < at &&
		         at < scene->links[i].label_x + scene->links[i].label_w;
	return count;
}

/* Columns of the page that begins at FROM: at most WIDTH, at least two thirds of it, where a fold cuts least. */
static int page_columns(const Scene *scene, int from, int width)
{
	int best = width, least = INT_MAX;

	if (from + width >= scene->width)
		return scene->width - from;
	for (int columns = width; columns >= width - width / 3 && least > 0; columns--) {
		int count = cuts(scene, scene->left + from + columns);

		if (count >= least)
			continue;
		least = count;
		best = columns;
	}
	return best;
}

/* What the lens means, then in words what it says of each box, as a tag may have found no room. */
static void add_lens_legend(const ExportJob *job, Text *out)
{
	int columns = job->width ? job->width : WRAP_COLUMNS;
	Text line = {0};

	text_add_char(out, '\n');
	wrap_add(out, job->look->legend.s, 0, 0, columns);
	for (size_t i = 0; i < job->graph->component_count; i++) {
		const char *tag = job->look->components[i].text;

		if (*tag)
			text_addf(&line, "%s%s %s", line.length ? ", " : "", element_name(job->graph->components[i].element), tag);
	}
	if (line.length)
		wrap_add(out, line.s, 0, 0, columns);
	text_clear(&line);
}

static bool add_drawing(const ExportJob *job, const Theme *theme, Text *out, Error *err)
{
	const Scene *scene = job->scene;
	int width = job->width ? job->width : scene->width, pages = 0, page = 0;

	for (int from = 0; from < scene->width; from += page_columns(scene, from, width))
		pages++;
	for (int from = 0, columns; from < scene->width; from += columns) {
		columns = page_columns(scene, from, width);
		if (pages > 1)
			text_addf(out, "%spage %d of %d\n\n", page ? "\n" : "", page + 1, pages);
		page++;
		if (!add_columns(job, from, columns, theme, out, err))
			return false;
	}
	scene_add_legend(scene, job->width, out);
	if (job->look)
		add_lens_legend(job, out);
	return true;
}

bool export_text(const ExportJob *job, Text *out, Error *err)
{
	return add_drawing(job, NULL, out, err);
}

bool export_ansi(const ExportJob *job, Text *out, Error *err)
{
	return add_drawing(job, job->theme ? job->theme : &theme_table[0], out, err);
}
