/* DOT by our own prints: platforms and containers as clusters, ids as they are, positions of the canvas.
 *
 * `neato -n` draws it as the canvas does; `dot`, `fdp` and `sfdp` lay it out anew. Sizes of nodes are given, so that
 * no layout needs fonts. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/utf8.h"
#include "render/escape.h"
#include "render/export_parts.h"
#include "render/look.h"

enum {
	CELL_W = 9, CELL_H = 19,        /* points of a cell of the canvas */
	LABELLED_MOST = 60,             /* dot fails on larger clustered graphs when links have labels */
	DEEPEST = 24                    /* clusters within clusters; what is deeper stays in the deepest */
};

typedef struct Drawing {
	const ExportJob *job;
	const Graph *graph;
	Text *out;
	int *first, *next;              /* children of a container, by component index; NOWHERE ends */
	int *platform_first;            /* components that stand on a platform and in no container */
	int loose_first;                /* those on no platform */
	bool *platform_is_end;          /* a link names the platform itself, */
	bool *component_is_end;         /* or the component */
	const SceneZone **platform_zone, **component_zone;      /* NULL without a scene */
	bool labels;                    /* links carry their labels */
} Drawing;

/* --- who stands where ------------------------------------------------------ */

static void gather_ends(Drawing *drawing)
{
	const Graph *graph = drawing->graph;

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		const int ends[2][2] = {{link->from, link->from_platform}, {link->to, link->to_platform}};

		for (int e = 0; e < 2; e++)
			if (ends[e][0] != NOWHERE)
				drawing->component_is_end[ends[e][0]] = true;
			else if (ends[e][1] != NOWHERE)
				drawing->platform_is_end[ends[e][1]] = true;
	}
}

static void gather_zones(Drawing *drawing)
{
	const Scene *scene = drawing->job->scene;

	for (size_t i = 0; scene && i < scene->zone_count; i++) {
		const SceneZone *zone = &scene->zones[i];

		if (zone->component != NOWHERE)
			drawing->component_zone[zone->component] = zone;
		else if (zone->platform != NOWHERE)
			drawing->platform_zone[zone->platform] = zone;
	}
}

static void gather(Drawing *drawing)
{
	const Graph *graph = drawing->graph;
	size_t components = graph->component_count, platforms = graph->platform_count;

	drawing->first = mem_alloc((components + 1) * sizeof(int));
	drawing->next = mem_alloc((components + 1) * sizeof(int));
	drawing->platform_first = mem_alloc((platforms + 1) * sizeof(int));
	drawing->platform_is_end = mem_alloc(platforms + 1);
	drawing->component_is_end = mem_alloc(components + 1);
	drawing->platform_zone = mem_alloc((platforms + 1) * sizeof *drawing->platform_zone);
	drawing->component_zone = mem_alloc((components + 1) * sizeof *drawing->component_zone);
	for (size_t i = 0; i < components; i++)
		drawing->first[i] = NOWHERE;
	for (size_t i = 0; i < platforms; i++)
		drawing->platform_first[i] = NOWHERE;
	drawing->loose_first = NOWHERE;
	for (size_t i = components; i-- > 0;) {         /* backwards, so that the lists run forwards */
		const GraphComponent *component = &graph->components[i];
		int *list = &drawing->loose_first;

		if (component->container != NOWHERE)
			list = &drawing->first[component->container];
		else if (component->platform != NOWHERE)
			list = &drawing->platform_first[component->platform];
		drawing->next[i] = *list;
		*list = (int)i;
	}
	gather_ends(drawing);
	gather_zones(drawing);
}

static void give_back(Drawing *drawing)
{
	free(drawing->first);
	free(drawing->next);
	free(drawing->platform_first);
	free(drawing->platform_is_end);
	free(drawing->component_is_end);
	free(drawing->platform_zone);
	free(drawing->component_zone);
}

static bool is_cluster(const Drawing *drawing, int component)
{
	return drawing->first[component] != NOWHERE;
}

/* --- nodes and clusters ---------------------------------------------------- */

static void indent(const Drawing *drawing, int depth)
{
	text_add_repeat(drawing->out, "\t", (size_t)depth);
}

static void add_attribute(Text *out, const char *name, const char *value)
{
	text_addf(out, ", %s=", name);
	escape_dot(out, value);
}

static const char *border_style(SceneBorder border)
{
	switch (border) {
	case BORDER_SINGLE: return "style=filled";
	case BORDER_DOUBLE: return "style=filled, peripheries=2";
	case BORDER_HEAVY: return "style=filled, penwidth=3";
	case BORDER_DASHED: return "style=\"filled,dashed\"";
	case BORDER_ROUND: return "style=\"filled,rounded\"";
	}
	return "style=filled";
}

static void add_inches(Text *out, const char *name, int points)
{
	text_addf(out, ", %s=%d.%03d", name, points / 72, points % 72 * 1000 / 72);
}

/* The middle of a rectangle of cells, in points, from the bottom left. */
static void add_pos(const Drawing *drawing, int x, int y, int w, int h)
{
	const Scene *scene = drawing->job->scene;
	int twice_x = (2 * (x - scene->left) + w - 1) * CELL_W;
	int twice_y = (2 * (scene->top + scene->height - y) - h + 1) * CELL_H;

	text_addf(drawing->out, ", pos=\"%d%s,%d%s\"", twice_x / 2, twice_x % 2 ? ".5" : "",
	          twice_y / 2, twice_y % 2 ? ".5" : "");
}

static void add_place(const Drawing *drawing, int component, const char *name)
{
	const Scene *scene = drawing->job->scene;
	const SceneBox *box = scene ? &scene->boxes[component] : NULL;
	int w = (utf8_width(name) + 3) * CELL_W, h = 2 * CELL_H;

	if (box && box->w > 1) {
		w = (box->w - 1) * CELL_W;
		h = (box->h - 1) * CELL_H;
		add_pos(drawing, box->x, box->y, box->w, box->h);
	}
	add_inches(drawing->out, "width", w);
	add_inches(drawing->out, "height", h);
}

static void add_label(const Drawing *drawing, int component, const char *name)
{
	const SceneBox *box = drawing->job->scene ? &drawing->job->scene->boxes[component] : NULL;
	Text label = {0};

	if (box && box->line[0]) {
		text_add(&label, box->line[0]);
		if (box->line[1])
			text_addf(&label, "\n%s", box->line[1]);
		name = label.s;
	}
	escape_dot(drawing->out, name);
	text_clear(&label);
}

static void add_node(const Drawing *drawing, int index, int depth)
{
	const GraphComponent *component = &drawing->graph->components[index];
	const Look *look = look_of_component(component);
	const char *name = element_name(component->element);

	indent(drawing, depth);
	escape_dot(drawing->out, component->element->id);
	text_add(drawing->out, " [label=");
	add_label(drawing, index, name);
	text_addf(drawing->out, ", %s, fillcolor=\"%s\", color=\"%s\"", border_style(look->border), look->fill,
	          look->accent);
	add_place(drawing, index, name);
	add_attribute(drawing->out, "tooltip", component->kind ? component->kind->id : "");
	add_attribute(drawing->out, "id", component->element->id);
	text_add(drawing->out, "];\n");
}

/* A point that stands for a whole cluster at the end of a link. */
static void add_anchor(const Drawing *drawing, const char *id, const SceneZone *zone, int depth)
{
	indent(drawing, depth);
	escape_dot(drawing->out, id);
	text_add(drawing->out, " [shape=point, style=invis, width=0.1, height=0.1, label=\"\"");
	if (zone)
		add_pos(drawing, zone->x, zone->y, zone->w, zone->h);
	text_add(drawing->out, "];\n");
}

static void open_cluster(const Drawing *drawing, const Element *element, const Look *look, const char *style,
                         const char *tag, int depth)
{
	Text id = {0}, label = {0};

	text_addf(&id, "cluster_%s", element->id);
	text_addf(&label, "%s", element_name(element));
	if (*tag && !strcasestr(label.s, look->name))
		text_addf(&label, " [%s]", tag);
	indent(drawing, depth);
	text_add(drawing->out, "subgraph ");
	escape_dot(drawing->out, id.s);
	text_add(drawing->out, " {\n");
	indent(drawing, depth + 1);
	text_add(drawing->out, "graph [label=");
	escape_dot(drawing->out, label.s);
	text_addf(drawing->out, ", labeljust=l, fontname=\"Helvetica-Bold\", fontsize=13, margin=14, style=\"%s\", bgcolor=\"%s\", color=\"%s\", fontcolor=\"%s\"", style, look->wash,
	          look->accent, look->accent);
	add_attribute(drawing->out, "tooltip", element_name(element));
	add_attribute(drawing->out, "id", element->id);
	text_add(drawing->out, "];\n");
	text_clear(&id);
	text_clear(&label);
}

static void close_cluster(const Drawing *drawing, int depth)
{
	indent(drawing, depth);
	text_add(drawing->out, "}\n");
}

/* The components of a list, and those within them, with a stack of our own: designs may nest without end. */
static void add_members(const Drawing *drawing, int first, int depth)
{
	size_t open = 0, cap = 0;
	int *todo = NULL;               /* what comes after the open containers */
	int at = first, shown = 0;      /* clusters that are open */

	for (;;) {
		if (at == NOWHERE) {
			if (!open)
				break;
			at = todo[--open];
			if (open < DEEPEST) {
				shown--;
				close_cluster(drawing, depth + shown);
			}
			continue;
		}
		if (!is_cluster(drawing, at)) {
			add_node(drawing, at, depth + shown);
			at = drawing->next[at];
			continue;
		}
		if (open < DEEPEST) {
			const GraphComponent *container = &drawing->graph->components[at];

			open_cluster(drawing, container->element, look_of_component(container), "rounded,dotted", "",
			             depth + shown);
			shown++;
			if (drawing->component_is_end[at])
				add_anchor(drawing, container->element->id, drawing->component_zone[at], depth + shown);
		} else {
			add_node(drawing, at, depth + shown);
		}
		MEM_GROW(todo, cap, open + 1);
		todo[open++] = drawing->next[at];
		at = drawing->first[at];
	}
	free(todo);
}

static void add_platform(const Drawing *drawing, int index)
{
	const GraphPlatform *platform = &drawing->graph->platforms[index];
	const Look *look = look_of_vendor(platform->vendor);

	open_cluster(drawing, platform->element, look, "rounded,dashed", look->tag, 1);
	if (drawing->platform_is_end[index] || drawing->platform_first[index] == NOWHERE)
		add_anchor(drawing, platform->element->id, drawing->platform_zone[index], 2);
	add_members(drawing, drawing->platform_first[index], 2);
	close_cluster(drawing, 1);
}

/* --- links ----------------------------------------------------------------- */

/* The zone that an end of a link is, or NULL: an ordinary component. */
static const Element *end_cluster(const Drawing *drawing, int component, int platform)
{
	if (component == NOWHERE)
		return platform == NOWHERE ? NULL : drawing->graph->platforms[platform].element;
	return is_cluster(drawing, component) ? drawing->graph->components[component].element : NULL;
}

static void add_link(const Drawing *drawing, const GraphLink *link)
{
	const char *label = look_link_label(link);
	const Element *tail = end_cluster(drawing, link->from, link->from_platform);
	const Element *head = end_cluster(drawing, link->to, link->to_platform);
	PatternMode mode = link->pattern ? link->pattern->mode : MODE_SYNC;

	text_add(drawing->out, "\t");
	escape_dot(drawing->out, element_get(link->element, "from"));
	text_add(drawing->out, " -> ");
	escape_dot(drawing->out, element_get(link->element, "to"));
	text_add(drawing->out, " [id=");
	escape_dot(drawing->out, link->element->id);
	/* Graphviz cuts a line at the border of a zone after it has placed a label, and before it places an outer one. */
	if (drawing->labels && *label)
		add_attribute(drawing->out, tail || head ? "xlabel" : "label", label);
	add_attribute(drawing->out, "tooltip", label);
	if (link->pattern && link->pattern->both_ways)
		text_add(drawing->out, ", dir=both");
	if (mode != MODE_SYNC)
		text_addf(drawing->out, ", style=%s", mode == MODE_ASYNC ? "dashed" : "dotted");
	if (tail)
		text_addf(drawing->out, ", ltail=\"cluster_%s\"", tail->id);
	if (head)
		text_addf(drawing->out, ", lhead=\"cluster_%s\"", head->id);
	text_add(drawing->out, "];\n");
}

/* --- the whole ------------------------------------------------------------- */

static void add_head(const Drawing *drawing)
{
	const Element *design = design_at(drawing->graph->design, CLASS_DESIGN, 0);
	const char *name = element_get(design, "name");
	Text *out = drawing->out;

	text_add(out, "digraph ");
	escape_dot(out, name ? name : "design");
	text_add(out, " {\n\tgraph [label=");
	escape_dot(out, name ? name : "");
	text_add(out, ", labelloc=t, fontname=\"Helvetica-Bold\", fontsize=18, fontcolor=\"" LOOK_INK "\", bgcolor=\"" LOOK_PAPER
	              "\", compound=true, rankdir=LR, nodesep=0.4, ranksep=0.9, pad=0.3];\n"
	              "\tnode [shape=box, fixedsize=true, fontname=\"DejaVu Sans Mono\", fontsize=14, fontcolor=\"" LOOK_INK
	              "\"];\n\tedge [fontname=\"DejaVu Sans Mono\", fontsize=10, fontcolor=\"" LOOK_INK "\", color=\"" LOOK_LINE
	              "\"];\n");
}

bool export_dot(const ExportJob *job, Text *out, Error *err)
{
	Drawing drawing = {.job = job, .graph = job->graph, .out = out};

	(void)err;
	/* Labels are for a layout that can take them, and for readers of the file. */
	drawing.labels = job->scene || job->graph->component_count <= LABELLED_MOST;
	gather(&drawing);
	add_head(&drawing);
	for (size_t i = 0; i < job->graph->platform_count; i++)
		add_platform(&drawing, (int)i);
	add_members(&drawing, drawing.loose_first, 1);
	for (size_t i = 0; i < job->graph->link_count; i++)
		add_link(&drawing, &job->graph->links[i]);
	text_add(out, "}\n");
	give_back(&drawing);
	return true;
}
