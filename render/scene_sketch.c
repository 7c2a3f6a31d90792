/* The sketch: what a Graph has to draw, as zones, boxes and links of a Scene, and as a Plan that is not solved yet. */
#include <stdlib.h>
#include <string.h>

#include "model/list.h"
#include "model/memory.h"
#include "model/utf8.h"
#include "render/scene_detail.h"
#include "render/scene_parts.h"
#include "render/scene_text.h"

enum {
	PORTS_SPARE = 2,        /* ports a box has more than links */
	LABEL_WIDEST = 40, TITLE_WIDEST = 40,
	PINS_MOST = 16          /* way-points of a link */
};

/* --- zones ------------------------------------------------------------- */

static int vendor_rank(const char *vendor)
{
	static const char *const order[] = {"salesforce", "heroku", "aws"};

	for (int i = 0; i < 3; i++)
		if (text_equal(vendor, order[i]))
			return i;
	return 3;
}

static Style vendor_style(const char *vendor)
{
	static const Style styles[] = {STYLE_SALESFORCE, STYLE_HEROKU, STYLE_AWS, STYLE_EXTERNAL};

	return styles[vendor_rank(vendor)];
}

static SceneBorder vendor_border(const char *vendor)
{
	static const SceneBorder borders[] = {BORDER_SINGLE, BORDER_DOUBLE, BORDER_HEAVY, BORDER_DASHED};

	return borders[vendor_rank(vendor)];
}

/* How many containers COMPONENT stands in; bounded, for designs that were not checked. */
static int container_depth(const Graph *graph, int component)
{
	int depth = 0;

	for (; component != NOWHERE && depth < SCENE_DEPTH_MOST; depth++)
		component = graph->components[component].container;
	return depth;
}

/* Zones are the platforms, then the containers that hold something, outer before inner. An empty one is a box: it has a
 * place of its own. */
static void make_zones(Scene *scene, const Graph *graph, int *zone_of)
{
	bool *holds = mem_alloc(graph->component_count * sizeof *holds);

	for (size_t i = 0; i < graph->component_count; i++)
		if (graph->components[i].container != NOWHERE)
			holds[graph->components[i].container] = true;
	scene->zones = arena_alloc(&scene->arena,
	                           (graph->platform_count + graph->component_count) * sizeof *scene->zones);
	for (size_t i = 0; i < graph->platform_count; i++)
		scene->zones[scene->zone_count++] = (SceneZone){
			.element = graph->platforms[i].element, .platform = (int)i, .component = NOWHERE,
			.parent = NOWHERE, .style = vendor_style(graph->platforms[i].vendor)};
	for (size_t i = 0; i < graph->component_count; i++)
		zone_of[i] = NOWHERE;
	for (int depth = 1; depth <= SCENE_DEPTH_MOST; depth++) {
		bool deeper = false;

		for (size_t i = 0; i < graph->component_count; i++) {
			const GraphComponent *component = &graph->components[i];
			int at = container_depth(graph, (int)i);

			deeper |= at > depth;
			if (at != depth || !holds[i])
				continue;
			zone_of[i] = (int)scene->zone_count;
			scene->zones[scene->zone_count++] = (SceneZone){
				.element = component->element, .platform = NOWHERE, .component = (int)i,
				.parent = component->container != NOWHERE && zone_of[component->container] != NOWHERE ?
				          zone_of[component->container] : component->platform,
				.style = vendor_style(component->kind ? component->kind->vendor : "")};
		}
		if (!deeper)
			break;
	}
	for (size_t i = 0; i < scene->zone_count; i++)
		scene->zones[i].title = scene_cut(scene, element_name(scene->zones[i].element), TITLE_WIDEST);
	free(holds);
}

/* --- boxes ------------------------------------------------------------- */

static bool is_person(const Kind *kind)
{
	return kind && text_equal(kind->id, "external.user");
}

static void make_boxes(Scene *scene, const Graph *graph, const int *zone_of)
{
	scene->box_count = graph->component_count;
	scene->boxes = arena_alloc(&scene->arena, scene->box_count * sizeof *scene->boxes);
	for (size_t i = 0; i < scene->box_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const char *vendor = component->platform != NOWHERE ? graph->platforms[component->platform].vendor :
		                     component->kind ? component->kind->vendor : "";
		SceneBox *box = &scene->boxes[i];

		*box = (SceneBox){.element = component->element, .component = (int)i,
		                  .zone = component->container != NOWHERE ? zone_of[component->container] :
		                          component->platform,
		                  .style = vendor_style(vendor), .border = vendor_border(vendor)};
		if (is_person(component->kind)) {
			box->style = STYLE_PEOPLE;
			box->border = BORDER_ROUND;
		}
		scene_wrap(scene, element_name(component->element), box->line);
		if (scene->options.zoom == SCENE_DETAIL && zone_of[i] == NOWHERE)
			scene_detail_box(scene, graph, scene->options.facts, box);
	}
}

static int box_width(const SceneBox *box)
{
	int width = utf8_width(box->line[0]), second = box->line[1] ? utf8_width(box->line[1]) : 0;

	return (width > second ? width : second) + 4;
}

static int box_height(const SceneBox *box)
{
	return box->line[1] ? 4 : 3;
}

/* With what the detail zoom adds. */
static void box_size(const SceneBox *box, PlanRect *rect)
{
	rect->w = box_width(box);
	rect->h = box_height(box) + box->more_count;
	for (int i = 0; i < box->more_count; i++)
		if (rect->w < utf8_width(box->more[i]) + 4)
			rect->w = utf8_width(box->more[i]) + 4;
}

/* --- the plan ---------------------------------------------------------- */

static void plan_zones(Plan *plan, const Scene *scene, const Graph *graph)
{
	for (size_t i = 0; i < scene->zone_count; i++) {
		const SceneZone *zone = &scene->zones[i];

		plan->zones[i] = (PlanZone){.parent = zone->parent, .title_width = utf8_width(zone->title)};
		if (zone->platform != NOWHERE) {
			plan->zones[i].rank = vendor_rank(graph->platforms[zone->platform].vendor);
			plan->zones[i].outside = plan->zones[i].rank == 3;
		}
	}
}

static void plan_boxes(Plan *plan, const Scene *scene, const Graph *graph, const int *zone_of)
{
	for (size_t i = 0; i < scene->box_count; i++) {
		const GraphComponent *component = &graph->components[i];
		PlanBox *box = &plan->boxes[i];

		*box = (PlanBox){.zone = scene->boxes[i].zone};
		if (zone_of[i] != NOWHERE)
			continue;       /* drawn as a zone */
		box_size(&scene->boxes[i], &box->rect);
		if (component->placed) {
			box->fixed = true;
			box->rect.x = scene_clamp(component->column);
			box->rect.y = scene_clamp(component->row);
		}
	}
}

static PlanEnd plan_end(const int *zone_of, int component, int platform)
{
	if (component == NOWHERE)
		return (PlanEnd){true, platform};
	if (zone_of[component] != NOWHERE)
		return (PlanEnd){true, zone_of[component]};
	return (PlanEnd){false, component};
}

static const char *link_label(const GraphLink *link)
{
	const char *label = element_get(link->element, "label");

	if (!label && link->pattern)
		label = link->pattern->label;
	return label && *label ? label : NULL;
}

static int digits(size_t number)
{
	int count = 1;

	for (; number >= 10; number /= 10)
		count++;
	return count;
}

static bool is_near(int coordinate)
{
	return coordinate >= -SCENE_COORDINATE_MOST && coordinate <= SCENE_COORDINATE_MOST;
}

/* The way-points of `route`. One that is far off makes no sense: the link stays pending, so that it shows. */
static void take_pins(Scene *scene, PlanLink *link, const char *route)
{
	List list = {0};
	PlanPoint *pins;

	if (!list_split(route, &list, NULL))
		return;
	link->pins = pins = arena_alloc(&scene->arena, (list.count + 1) * sizeof *pins);
	for (size_t i = 0; i < list.count && i < PINS_MOST; i++) {
		PlanPoint *pin = &pins[link->pin_count++];

		if (!point_parse(list.items[i], &pin->x, &pin->y) || !is_near(pin->x) || !is_near(pin->y))
			pin->x = PLAN_NO_PIN;
	}
	list_clear(&list);
}

static void plan_links(Plan *plan, Scene *scene, const Graph *graph, const int *zone_of)
{
	scene->link_count = graph->link_count;
	scene->links = arena_alloc(&scene->arena, scene->link_count * sizeof *scene->links);
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		const char *label = link_label(link);
		SceneLink *shown = &scene->links[i];

		*shown = (SceneLink){.element = link->element, .link = (int)i, .head_to = true,
		                     .from = link->from, .to = link->to, .from_platform = link->from_platform,
		                     .to_platform = link->to_platform,
		                     .head_from = link->pattern && link->pattern->both_ways};
		if (label)
			shown->label = scene->options.zoom == SCENE_DETAIL ? scene_detail_label(scene, link, label) :
			               scene_cut(scene, label, LABEL_WIDEST);
		plan->links[i] = (PlanLink){
			.from = plan_end(zone_of, link->from, link->from_platform),
			.to = plan_end(zone_of, link->to, link->to_platform),
			.head_from = shown->head_from, .head_to = shown->head_to,
			.label_width = shown->label ? utf8_width(shown->label) : 0,
			.key_width = digits(graph->link_count)};
		if (element_get(link->element, "route"))
			take_pins(scene, &plan->links[i], element_get(link->element, "route"));
	}
}

/* Boxes get the ports their links need: by turns wider and higher. */
static void grow_boxes(Plan *plan)
{
	int *degree = mem_alloc(plan->box_count * sizeof *degree);

	for (size_t i = 0; i < plan->link_count; i++) {
		const PlanLink *link = &plan->links[i];

		if (!link->from.zone && link->from.index != NONE)
			degree[link->from.index]++;
		if (!link->to.zone && link->to.index != NONE)
			degree[link->to.index]++;
	}
	for (size_t i = 0; i < plan->box_count; i++) {
		PlanRect *rect = &plan->boxes[i].rect;

		while (rect->w && 2 * (rect->w + rect->h - 4) < degree[i] + degree[i] / 3 + PORTS_SPARE) {
			if (rect->w < 6 * rect->h)
				rect->w += 2;
			else
				rect->h++;
		}
	}
	free(degree);
}

/* Detail makes boxes larger than where they stand has room for. */
static void spread_boxes(Plan *plan, const Scene *scene)
{
	PlanRect *normal = mem_alloc((plan->box_count + 1) * sizeof *normal);

	for (size_t i = 0; i < plan->box_count; i++)
		normal[i] = (PlanRect){.w = box_width(&scene->boxes[i]), .h = box_height(&scene->boxes[i])};
	scene_detail_spread(plan, normal);
	free(normal);
}

/* --- the sketch -------------------------------------------------------- */

void scene_sketch(Scene *scene, const Graph *graph, const SceneOptions *options, Plan *plan)
{
	int *zone_of = mem_alloc((graph->component_count + 1) * sizeof *zone_of);

	*scene = (Scene){.options = *options, .version = graph->version};
	make_zones(scene, graph, zone_of);
	make_boxes(scene, graph, zone_of);
	plan_init(plan, scene->zone_count, scene->box_count, graph->link_count);
	plan->width = options->width;
	plan_zones(plan, scene, graph);
	plan_boxes(plan, scene, graph, zone_of);
	plan_links(plan, scene, graph, zone_of);
	grow_boxes(plan);
	if (options->zoom == SCENE_DETAIL)
		spread_boxes(plan, scene);
	scene->options.facts = NULL;    /* borrowed till here */
	free(zone_of);
}
