/* What the tools share. */
#include "tui/tools.h"

#include <stdlib.h>
#include <string.h>

bool direction_parse(const char *direction, int *dx, int *dy, bool *far)
{
	static const struct { const char *name; int dx, dy; } ways[] = {
		{"left", -1, 0}, {"right", 1, 0}, {"up", 0, -1}, {"down", 0, 1},
	};

	*far = direction && text_starts(direction, "far ");
	if (*far)
		direction += 4;
	for (size_t i = 0; direction && i < 4; i++) {
		if (strcmp(ways[i].name, direction) != 0)
			continue;
		*dx = ways[i].dx;
		*dy = ways[i].dy;
		return true;
	}
	return false;
}

void tool_remember(App *app)
{
	const Scene *scene = &app->world.scene;

	free(app->stood);
	app->stood = mem_alloc((scene->box_count + 1) * sizeof *app->stood);
	app->stood_count = scene->box_count;
	for (size_t i = 0; i < scene->box_count; i++)
		app->stood[i] = (Rect){scene->boxes[i].x, scene->boxes[i].y, scene->boxes[i].w, scene->boxes[i].h};
}

bool list_holds(const List *list, const char *id)
{
	for (size_t i = 0; list && i < list->count; i++)
		if (strcmp(list->items[i], id) == 0)
			return true;
	return false;
}

int tool_pushed(const App *app, const List *moving, const char *added)
{
	const Scene *scene = &app->world.scene;
	size_t before = 0;      /* its index when it was remembered */

	for (size_t i = 0; i < scene->box_count; i++) {
		const SceneBox *box = &scene->boxes[i];
		const Rect *stood = &app->stood[before];

		if (added && strcmp(box->element->id, added) == 0)
			continue;
		if (before++ >= app->stood_count)
			break;
		if (box->w && (box->x != stood->x || box->y != stood->y) && !list_holds(moving, box->element->id))
			return (int)i;
	}
	return NOWHERE;
}

void tool_end(App *app)
{
	app_preview_end(app);
	app->tool = TOOL_SELECT;
	app->place = (Place){0};
	list_clear(&app->move.ids);
	free(app->move.from);
	app->move = (Move){0};
	free(app->target.fits);
	app->target = (Target){0};
}
