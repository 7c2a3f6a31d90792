/* A small design is made of what is shown, with its places, and drawn; its drawing is then told by the indexes of the
 * whole. What is folded stands in it as a component: of a platform, of the rest of one, or of what is on none. */
#include "render/scene_around.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "model/utf8.h"
#include "render/look.h"

enum {
	SHOWN_MOST = 14,        /* components */
	HOPS_MOST = 2,
	FOLDED_MOST = 30,       /* platforms up to which all are drawn, linked with what is shown or not */
	BLOCK_ROWS = 4,         /* boxes above each other on a platform */
	STEP_Y = 6, GAP_X = 16, BLOCK_GAP = 14, FOLD_GAP = 3
};

#define REST ":rest"            /* behind the id of a platform; no id of a design has a colon */
#define LOOSE ":loose"

typedef struct Tie {            /* a link by its ends in the part: a component, or behind them a place */
	int from, to;
	int link;               /* graph index */
} Tie;

typedef struct Around {
	const Graph *graph;
	const Scene *base;      /* where everything stands; NULL: in rows */
	int *shown;             /* components */
	int count, most;
	bool *is_shown;         /* by component */
	int *hidden;            /* by platform, and behind them what is on none: how many are folded */
	int *present;           /* likewise: how many are shown */
	Design part;
	Graph part_graph;
} Around;

/* --- what is shown ----------------------------------------------------- */

static void show(Around *around, int component)
{
	if (component == NOWHERE || around->count >= around->most || around->is_shown[component])
		return;
	around->is_shown[component] = true;
	around->shown[around->count++] = component;
}

/* Breadth first: what is linked with it, then what is linked with those. */
static void show_around(Around *around, int component)
{
	const Graph *graph = around->graph;
	int from = 0;

	show(around, component);
	for (int hop = 0; hop < HOPS_MOST; hop++) {
		int until = around->count;

		for (; from < until; from++) {
			uint32_t c = (uint32_t)around->shown[from];

			for (uint32_t k = graph->out_start[c]; k < graph->out_start[c + 1] && around->count < around->most; k++)
				show(around, graph->links[graph->out[k]].to);
			for (uint32_t k = graph->in_start[c]; k < graph->in_start[c + 1] && around->count < around->most; k++)
				show(around, graph->links[graph->in[k]].from);
		}
	}
}

static bool choose(Around *around, const char *id)
{
	const Graph *graph = around->graph;
	int component = graph_component(graph, id), platform = graph_platform(graph, id);

	if (component != NOWHERE)
		show_around(around, component);
	for (size_t i = 0; platform != NOWHERE && i < graph->component_count && around->count < around->most; i++)
		if (graph->components[i].platform == platform)
			show(around, (int)i);
	return around->count > 0;
}

static int place_of(const Around *around, int component)
{
	int platform = around->graph->components[component].platform;

	return platform != NOWHERE ? platform : (int)around->graph->platform_count;
}

static void count_all(Around *around)
{
	size_t places = around->graph->platform_count + 1;

	around->hidden = mem_alloc(places * sizeof *around->hidden);
	around->present = mem_alloc(places * sizeof *around->present);
	for (size_t i = 0; i < around->graph->component_count; i++)
		around->hidden[place_of(around, (int)i)]++;
	for (int i = 0; i < around->count; i++) {
		around->hidden[place_of(around, around->shown[i])]--;
		around->present[place_of(around, around->shown[i])]++;
	}
}

/* The id in the part of what folds the hidden components of PLACE. */
static void fold_id(const Around *around, int place, Text *out)
{
	text_reset(out);
	if ((size_t)place == around->graph->platform_count)
		text_add(out, LOOSE);
	else
		text_addf(out, "%s%s", around->graph->platforms[place].element->id, around->present[place] ? REST : "");
}

/* --- the part ---------------------------------------------------------- */

static Element *add_element(Around *around, ElementClass class, const char *id)
{
	return design_add(&around->part, class, id, strlen(id));
}

static Element *add_box(Around *around, const char *id, const char *name, const char *kind, const char *platform, int x, int y)
{
	Element *element = add_element(around, CLASS_COMPONENT, id);
	Text at = {0};

	text_addf(&at, "%d,%d", x, y);
	design_set(&around->part, element, "at", at.s);
	design_set(&around->part, element, "name", name);
	if (kind)
		design_set(&around->part, element, "kind", kind);
	if (platform)
		design_set(&around->part, element, "on", platform);
	text_clear(&at);
	return element;
}

static int shown_width(const char *name)
{
	int width = utf8_width(name);

	return (width < 24 ? width : 24) + 4;
}

/* The boxes of one platform in columns from X on; the column behind them. */
static int add_block(Around *around, int place, int x)
{
	const Graph *graph = around->graph;
	bool loose = (size_t)place == graph->platform_count;
	const Element *platform = loose ? NULL : graph->platforms[place].element;
	int n = 0, wide = 0;
	Text id = {0}, name = {0};

	for (int i = 0; i < around->count; i++) {
		const Element *element = graph->components[around->shown[i]].element;

		if (place_of(around, around->shown[i]) != place)
			continue;
		if (n && n % BLOCK_ROWS == 0) {
			x += wide + GAP_X;
			wide = 0;
		}
		add_box(around, element->id, element_name(element), element_get(element, "kind"),
		        platform ? platform->id : NULL, x, 3 + STEP_Y * (n++ % BLOCK_ROWS));
		wide = wide > shown_width(element_name(element)) ? wide : shown_width(element_name(element));
	}
	if (around->hidden[place] && !loose) {
		x += wide + GAP_X;
		fold_id(around, place, &id);
		text_addf(&name, "%d more", around->hidden[place]);
		add_box(around, id.s, name.s, NULL, platform->id, x, 3);
		wide = shown_width(name.s);
	}
	text_clear(&id);
	text_clear(&name);
	return x + wide + BLOCK_GAP;
}

static void add_platforms(Around *around)
{
	const Graph *graph = around->graph;
	Text name = {0};

	for (size_t i = 0; i < graph->platform_count; i++) {
		Element *element;

		if (!around->present[i])
			continue;
		element = add_element(around, CLASS_PLATFORM, graph->platforms[i].element->id);
		text_reset(&name);
		text_add(&name, element_name(graph->platforms[i].element));
		if (around->hidden[i])
			text_addf(&name, " %d of %d", around->present[i], around->present[i] + around->hidden[i]);
		design_set(&around->part, element, "vendor", graph->platforms[i].vendor);
		design_set(&around->part, element, "name", name.s);
	}
	text_clear(&name);
}

/* Places are taken in the order of vendors: Salesforce left, Heroku in the middle, AWS right. */
static void add_boxes(Around *around, const bool *linked)
{
	const Graph *graph = around->graph;
	int x = 3, rows = 1, places = (int)graph->platform_count + 1;
	Text id = {0}, name = {0};

	for (int vendor = VENDOR_SALESFORCE; vendor <= VENDOR_EXTERNAL + 1; vendor++)
		for (int p = 0; p < places; p++) {
			int of = p == places - 1 || graph->platforms[p].vendor_id == VENDOR_UNKNOWN ? VENDOR_EXTERNAL + 1 :
			         (int)graph->platforms[p].vendor_id;

			if (of != vendor || !around->present[p])
				continue;
			x = add_block(around, p, x);
			rows = around->present[p] > rows ? around->present[p] : rows;
		}
	rows = rows < BLOCK_ROWS ? rows : BLOCK_ROWS;
	x = 3;
	for (int p = 0; p < places; p++) {
		bool loose = p == places - 1;

		if (!around->hidden[p] || (!linked[p] && places > FOLDED_MOST) || (around->present[p] && !loose))
			continue;
		fold_id(around, p, &id);
		text_reset(&name);
		text_addf(&name, "%s %d", loose ? "on no platform" : element_name(graph->platforms[p].element), around->hidden[p]);
		add_box(around, id.s, name.s, NULL, NULL, x, 3 + STEP_Y * rows + FOLD_GAP);
		x += shown_width(name.s) + GAP_X;
	}
	text_clear(&id);
	text_clear(&name);
}

static void add_link(Around *around, int link, const char *from, const char *to, int count)
{
	const Element *whole = around->graph->links[link].element;
	Element *element = add_element(around, CLASS_LINK, whole->id);
	const char *via = element_get(whole, "via"), *label = element_get(whole, "label");
	Text number = {0};

	text_addf(&number, "%d", count);
	design_set(&around->part, element, "from", from);
	design_set(&around->part, element, "to", to);
	if (via)
		design_set(&around->part, element, "via", via);
	if (count > 1 || label)
		design_set(&around->part, element, "label", count > 1 ? number.s : label);
	text_clear(&number);
}

/* The end in the part; NOWHERE: it leads nowhere. */
static int tie_end(const Around *around, int component, int platform)
{
	if (component == NOWHERE)
		return platform == NOWHERE ? NOWHERE : (int)around->graph->component_count + platform;
	return around->is_shown[component] ? component : (int)around->graph->component_count + place_of(around, component);
}

/* What stands for END; a platform that is shown at all stands for itself where the link LEADS to it. */
static const char *tie_id(const Around *around, int end, bool leads, Text *id)
{
	int place = end - (int)around->graph->component_count;

	text_reset(id);
	if (place < 0)
		text_add(id, around->graph->components[end].element->id);
	else if (leads && around->present[place] && (size_t)place < around->graph->platform_count)
		text_add(id, around->graph->platforms[place].element->id);
	else
		fold_id(around, place, id);
	return id->s;
}

static int by_ends(const void *a, const void *b)
{
	const Tie *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->to != y->to)
		return x->to < y->to ? -1 : 1;
	return x->link < y->link ? -1 : x->link > y->link;
}

/* Of links with a folded end, those of the same two ends are one. LINKED: places that something leads to. */
static void add_links(Around *around, bool *linked)
{
	const Graph *graph = around->graph;
	int components = (int)graph->component_count;
	Tie *ties = mem_alloc((graph->link_count + 1) * sizeof *ties);
	size_t count = 0, n;
	Text from = {0}, to = {0};

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		Tie tie = {tie_end(around, link->from, link->from_platform), tie_end(around, link->to, link->to_platform), (int)i};
		bool folded = tie.from >= components && tie.to >= components;

		if (tie.from != NOWHERE && tie.to != NOWHERE && !(folded && (!around->base || tie.from == tie.to)))
			ties[count++] = tie;
	}
	qsort(ties, count, sizeof *ties, by_ends);
	for (size_t i = 0; i < count; i += n) {
		const GraphLink *link = &graph->links[ties[i].link];

		for (n = 1; i + n < count && (ties[i].from >= components || ties[i].to >= components) &&
		            ties[i + n].from == ties[i].from && ties[i + n].to == ties[i].to; n++)
			continue;
		if (ties[i].from >= components)
			linked[ties[i].from - components] = true;
		if (ties[i].to >= components)
			linked[ties[i].to - components] = true;
		tie_id(around, ties[i].from, link->from == NOWHERE, &from);
		tie_id(around, ties[i].to, link->to == NOWHERE, &to);
		add_link(around, ties[i].link, from.s, to.s, (int)n);
	}
	text_clear(&from);
	text_clear(&to);
	free(ties);
}

/* Everything where BASE has it. */
static void add_placed_boxes(Around *around)
{
	const Graph *graph = around->graph;
	Text name = {0};

	for (int i = 0; i < around->count; i++) {
		const GraphComponent *component = &graph->components[around->shown[i]];
		const SceneBox *box = &around->base->boxes[around->shown[i]];
		const char *in = element_get(component->element, "in");
		Element *copy = add_box(around, component->element->id, element_name(component->element),
		        element_get(component->element, "kind"), component->platform != NOWHERE ? graph->platforms[component->platform].element->id : NULL,
		        box->x < 0 ? 0 : box->x, box->y < 0 ? 0 : box->y);
		if (in && component->container != NOWHERE)
			design_set(&around->part, copy, "in", in);
	}
	for (size_t p = 0; p < graph->platform_count; p++) {
		const SceneZone *zone = &around->base->zones[p];

		if (around->present[p])
			continue;
		text_reset(&name);
		text_addf(&name, "%s %d", element_name(graph->platforms[p].element), around->hidden[p]);
		add_box(around, graph->platforms[p].element->id, name.s, NULL, NULL, zone->x < 0 ? 0 : zone->x, zone->y < 0 ? 0 : zone->y);
	}
	text_clear(&name);
}

static void make_part(Around *around)
{
	bool *linked = mem_alloc((around->graph->platform_count + 1) * sizeof *linked);

	design_init(&around->part);
	add_links(around, linked);
	add_platforms(around);
	if (around->base)
		add_placed_boxes(around);
	else
		add_boxes(around, linked);
	design_ready(&around->part);
	graph_build(&around->part_graph, &around->part, around->graph->catalog);
	free(linked);
}

/* --- by the indexes of the whole --------------------------------------- */

/* The place that the component ID of the part folds; NOWHERE: it is a component of the whole. */
static int folded_place(const Graph *graph, const char *id)
{
	size_t length = strlen(id), rest = strlen(REST);
	Text platform = {0};
	int place;

	if (strcmp(id, LOOSE) == 0)
		return (int)graph->platform_count;
	text_add_n(&platform, id, text_ends(id, REST) ? length - rest : length);
	place = graph_platform(graph, text_str(&platform));
	text_clear(&platform);
	return place;
}

static void take_container(Scene *scene, const Graph *graph, const SceneZone *old)
{
	int component = graph_component(graph, old->element->id);
	SceneZone *zone = &scene->zones[scene->zone_count++];

	*zone = *old;
	zone->component = component;
	zone->element = graph->components[component].element;
	zone->parent = graph->components[component].platform;
}

static void take_boxes(Scene *scene, const Graph *graph)
{
	SceneBox *old = scene->boxes;
	size_t count = scene->box_count, zones = scene->zone_count;
	SceneZone *old_zones = scene->zones;

	scene->boxes = arena_alloc(&scene->arena, graph->component_count * sizeof *scene->boxes);
	scene->box_count = graph->component_count;
	scene->zones = arena_alloc(&scene->arena, (2 * graph->platform_count + zones + 1) * sizeof *scene->zones);
	scene->zone_count = graph->platform_count + 1;
	for (size_t i = 0; i < graph->component_count; i++)
		scene->boxes[i] = (SceneBox){.element = graph->components[i].element, .component = (int)i, .zone = NOWHERE};
	for (size_t i = 0; i < scene->zone_count; i++)
		scene->zones[i] = (SceneZone){.element = i < graph->platform_count ? graph->platforms[i].element :
		                              design_find(graph->design, ID_DESIGN), .platform = NOWHERE,
		                              .component = NOWHERE, .parent = NOWHERE, .title = ""};
	for (size_t i = 0; i < zones; i++) {
		int platform = graph_platform(graph, old_zones[i].element->id);
		const Element *element;

		if (platform == NOWHERE) {
			take_container(scene, graph, &old_zones[i]);
			continue;
		}
		element = scene->zones[platform].element;
		scene->zones[platform] = old_zones[i];
		scene->zones[platform].element = element;
		scene->zones[platform].platform = platform;
	}
	for (size_t i = 0; i < count; i++) {
		int component = graph_component(graph, old[i].element->id);
		int place = component == NOWHERE ? folded_place(graph, old[i].element->id) : NOWHERE;
		const Element *element;
		SceneZone *zone;
		Text title = {0};

		if (component != NOWHERE) {
			element = scene->boxes[component].element;
			scene->boxes[component] = old[i];
			scene->boxes[component].element = element;
			scene->boxes[component].component = component;
			scene->boxes[component].zone = graph->components[component].platform;
			continue;
		}
		text_add(&title, old[i].line[0]);
		zone = scene->zones[place].w ? &scene->zones[scene->zone_count++] : &scene->zones[place];
		*zone = (SceneZone){
			.element = scene->zones[place].element, .component = NOWHERE, .parent = NOWHERE,
			.platform = (size_t)place < graph->platform_count && zone == &scene->zones[place] ? place : NOWHERE,
			.style = look_of_vendor((size_t)place < graph->platform_count ? graph->platforms[place].vendor : "")->style,
			.x = old[i].x, .y = old[i].y, .w = old[i].w, .h = old[i].h,
			.title = arena_copy_n(&scene->arena, title.s, title.length)};
		text_clear(&title);
	}
}

/* An end of a link of the part, in the whole. */
static void take_end(const Graph *graph, const SceneBox *boxes, int *component, int *platform)
{
	const char *id = *component != NOWHERE ? boxes[*component].element->id : NULL;

	if (!id)
		return;
	*component = graph_component(graph, id);
	*platform = *component == NOWHERE ? folded_place(graph, id) : graph->components[*component].platform;
}

static void take_links(Scene *scene, const Graph *graph, const SceneBox *boxes)
{
	SceneLink *old = scene->links;
	size_t count = scene->link_count;

	scene->links = arena_alloc(&scene->arena, graph->link_count * sizeof *scene->links);
	scene->link_count = graph->link_count;
	for (size_t i = 0; i < graph->link_count; i++)
		scene->links[i] = (SceneLink){.element = graph->links[i].element, .link = (int)i, .from = NOWHERE,
		                              .to = NOWHERE, .from_platform = NOWHERE, .to_platform = NOWHERE};
	for (size_t i = 0; i < count; i++) {
		int at = graph_link(graph, old[i].element->id);
		SceneLink *link = &scene->links[at];

		*link = old[i];
		link->element = graph->links[at].element;
		link->link = at;
		take_end(graph, boxes, &link->from, &link->from_platform);
		take_end(graph, boxes, &link->to, &link->to_platform);
	}
}

static void draw_part(Scene *scene, Around *around, const SceneOptions *options)
{
	SceneOptions normal = {.ascii = options->ascii, .zoom = SCENE_NORMAL};

	count_all(around);
	make_part(around);
	scene_build(scene, &around->part_graph, &normal);
	scene_forget(scene);
	take_links(scene, around->graph, scene->boxes);
	take_boxes(scene, around->graph);
	scene->version = around->graph->version;
	scene->options.zoom = SCENE_OVERVIEW;
	graph_clear(&around->part_graph);
	design_clear(&around->part);
	free(around->hidden);
	free(around->present);
}

static void begin(Around *around, const Graph *graph, size_t most)
{
	*around = (Around){.graph = graph, .most = (int)most};
	around->shown = mem_alloc((most + 1) * sizeof *around->shown);
	around->is_shown = mem_alloc((graph->component_count + 1) * sizeof *around->is_shown);
}

bool scene_around(Scene *scene, const Graph *graph, const char *id, const SceneOptions *options)
{
	Around around;
	bool found;

	scene_clear(scene);
	begin(&around, graph, SHOWN_MOST);
	found = choose(&around, id);
	if (found)
		draw_part(scene, &around, options);
	free(around.shown);
	free(around.is_shown);
	return found;
}

void scene_fold(Scene *scene, const Scene *base, const Graph *graph, const bool *folded, const SceneOptions *options)
{
	Around around;

	scene_clear(scene);
	begin(&around, graph, graph->component_count);
	for (size_t i = 0; i < graph->component_count; i++)
		if (graph->components[i].platform == NOWHERE || !folded[graph->components[i].platform])
			show(&around, (int)i);
	around.base = base;
	draw_part(scene, &around, options);
	free(around.shown);
	free(around.is_shown);
}
