/* Geometry: where everything is in the text drawing, in cells, for programs. */
#include "model/json.h"
#include "render/export_parts.h"

static void add_rectangle(Json *json, const Scene *scene, int x, int y, int w, int h)
{
	json_put_number(json, "x", x - scene->left);
	json_put_number(json, "y", y - scene->top);
	json_put_number(json, "w", w);
	json_put_number(json, "h", h);
}

static const char *zone_id(const Scene *scene, int zone)
{
	return zone == NOWHERE ? NULL : scene->zones[zone].element->id;
}

static void add_link(Json *json, const Scene *scene, const SceneLink *link)
{
	json_open_line(json, '{');
	json_put_text(json, "id", link->element->id);
	json_put_text(json, "from", element_get(link->element, "from"));
	json_put_text(json, "to", element_get(link->element, "to"));
	json_key(json, "points");
	json_open(json, '[');
	for (size_t i = 0; i < link->point_count; i++) {
		json_open(json, '[');
		json_number(json, link->points[i].x - scene->left);
		json_number(json, link->points[i].y - scene->top);
		json_close(json);
	}
	json_close(json);
	json_key(json, "heads");
	json_open(json, '[');
	if (link->head_from)
		json_text(json, "from");
	if (link->head_to)
		json_text(json, "to");
	json_close(json);
	json_key(json, "label");
	if (link->shown) {
		json_open(json, '{');
		json_put_text(json, "text", link->shown);
		json_put_number(json, "x", link->label_x - scene->left);
		json_put_number(json, "y", link->label_y - scene->top);
		json_put_number(json, "w", link->label_w);
		json_close(json);
	} else {
		json_null(json);
	}
	json_put_bool(json, "pending", link->pending);
	json_close(json);
}

bool export_geometry(const ExportJob *job, Text *out, Error *err)
{
	const Scene *scene = job->scene;
	Json json = {.out = out};

	(void)err;
	json_open(&json, '{');
	json_put_number(&json, "version", 1);
	json_put_number(&json, "width", scene->width);
	json_put_number(&json, "height", scene->height);
	json_key(&json, "zones");
	json_open(&json, '[');
	for (size_t i = 0; i < scene->zone_count; i++) {
		const SceneZone *zone = &scene->zones[i];

		json_open_line(&json, '{');
		json_put_text(&json, "id", zone->element->id);
		add_rectangle(&json, scene, zone->x, zone->y, zone->w, zone->h);
		json_close(&json);
	}
	json_close(&json);
	json_key(&json, "boxes");
	json_open(&json, '[');
	for (size_t i = 0; i < scene->box_count; i++) {
		const SceneBox *box = &scene->boxes[i];

		if (!box->w)
			continue;       /* a container is a zone */
		json_open_line(&json, '{');
		json_put_text(&json, "id", box->element->id);
		json_put_text(&json, "zone", zone_id(scene, box->zone));
		add_rectangle(&json, scene, box->x, box->y, box->w, box->h);
		json_close(&json);
	}
	json_close(&json);
	json_key(&json, "links");
	json_open(&json, '[');
	for (size_t i = 0; i < scene->link_count; i++)
		add_link(&json, scene, &scene->links[i]);
	json_close(&json);
	json_close(&json);
	return true;
}
