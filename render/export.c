/* The table of exporters, and the little ones. */
#include "render/export.h"

#include <string.h>

#include "model/nearest.h"
#include "model/excerpt.h"
#include "model/utf8.h"
#include "render/draw_child.h"
#include "render/export_parts.h"
#include "render/export_svg.h"

const Exporter exporter_table[] = {
	{"text", ".txt", "text/plain", "the drawing in characters", false,
	 EXPORT_NEEDS_SCENE | EXPORT_TAKES_LENS, export_text},
	{"ansi", ".ansi", "text/plain", "the same in the colours of a theme, for terminals", false,
	 EXPORT_NEEDS_SCENE | EXPORT_TAKES_LENS, export_ansi},
	{"geometry", ".json", "application/json", "where everything is in the text drawing", false,
	 EXPORT_NEEDS_SCENE, export_geometry},
	{"dot", ".dot", "text/vnd.graphviz", "a Graphviz graph, with the positions of the canvas", false,
	 EXPORT_NEEDS_SCENE | EXPORT_TAKES_LAYOUT, export_dot},
	{"svg", ".svg", "image/svg+xml", "a drawing for documents and the web", false,
	 EXPORT_NEEDS_SCENE | EXPORT_TAKES_LAYOUT, export_svg},
	{"png", ".png", "image/png", "a picture", true, EXPORT_NEEDS_SCENE | EXPORT_TAKES_LAYOUT, export_png},
	{"yaml", ".yaml", "application/yaml", "the design file, with the edits that are not saved", false, 0, export_yaml},
	{"json", ".json", "application/json", "the whole design with findings and cost", false,
	 EXPORT_NEEDS_JUDGEMENT, export_json},
	{0},
};

const Exporter *exporter_find(const char *name)
{
	for (const Exporter *exporter = exporter_table; exporter->name; exporter++)
		if (strcmp(exporter->name, name) == 0)
			return exporter;
	return NULL;
}

const Exporter *exporter_nearest(const char *name)
{
	Nearest nearest = {.wanted = name};

	for (const Exporter *exporter = exporter_table; exporter->name; exporter++)
		nearest_try(&nearest, exporter->name);
	return nearest.best ? exporter_find(nearest.best) : NULL;
}

static void add_large_note(const ExportJob *job)
{
	if (job->note)
		text_addf(job->note, "%zu components and %zu links: this is the overview; --view ID draws one view or platform, "
		          "--zoom normal all of it", job->graph->component_count, job->graph->link_count);
}

/* What is made for one run. */
typedef struct Making {
	Design part;
	Graph part_graph;
	Scene scene;
	Findings findings;
	CostSheet cost;
	Facts facts;
	LensView look;
} Making;

/* The lens of JOB, else of its view; false: there is none of that name. */
static bool choose_lens(const ExportJob *job, const Graph *whole, const Lens **lens, Error *err)
{
	const Element *view = job->view ? design_find(whole->design, job->view) : NULL;
	const char *name = job->lens ? job->lens : view && view->class == CLASS_VIEW ? element_get(view, "lens") : NULL;
	Text names = {0};

	*lens = lens_find(name);
	if (!name || *lens)
		return true;
	for (const Lens *known = lens_table; known->name; known++)
		text_addf(&names, "%s%s", names.length ? ", " : "", known->name);
	error_set(err, "there is no lens '%s'; there are %s", name, names.s);
	text_clear(&names);
	return false;
}

static void judge(Making *making, ExportJob *full, const Graph *whole)
{
	findings_judge(&making->findings, whole);
	cost_price(&making->cost, whole, DECIMAL_ONE);
	full->findings = &making->findings;
	full->cost = &making->cost;
}

static void draw(Making *making, ExportJob *full)
{
	SceneOptions options = {.ascii = full->ascii, .zoom = full->zoom, .width = full->width,
	                        .facts = full->findings ? &making->facts : NULL};

	scene_build(&making->scene, full->graph, &options);
	full->scene = &making->scene;
}

static void look(Making *making, ExportJob *full, const Lens *lens)
{
	LensJob job = {.graph = full->graph, .facts = &making->facts, .ascii = full->ascii};

	lens_look(lens, &job, &making->look);
	full->look = &making->look;
}

/* Makes what EXPORTER needs of FULL->graph, and runs it. */
static bool run_on(const Exporter *exporter, Making *making, ExportJob *full, const Graph *whole, Text *out, Error *err)
{
	bool canvas = !(exporter->needs & EXPORT_TAKES_LAYOUT) || strcmp(full->layout, "canvas") == 0;
	const Lens *lens = NULL;

	if (full->lens && !(exporter->needs & EXPORT_TAKES_LENS))
		return error_set(err, "a lens is for text and ansi, not for %s", exporter->name);
	if ((exporter->needs & EXPORT_TAKES_LENS) && !choose_lens(full, whole, &lens, err))
		return false;
	canvas = canvas && (exporter->needs & EXPORT_NEEDS_SCENE);
	if (canvas && !full->zoom && scene_is_large(full->graph)) {
		full->zoom = SCENE_OVERVIEW;
		add_large_note(full);
	}
	if ((exporter->needs & EXPORT_NEEDS_JUDGEMENT) || lens || (canvas && full->zoom && full->zoom != SCENE_NORMAL))
		judge(making, full, whole);
	if (full->findings)
		facts_take(&making->facts, full->graph, full->findings, full->cost);
	if (canvas)
		draw(making, full);
	if (lens)
		look(making, full, lens);
	return exporter->run(full, out, err);
}

static void drop(Making *making)
{
	lens_clear(&making->look);
	facts_clear(&making->facts);
	cost_clear(&making->cost);
	findings_clear(&making->findings);
	scene_clear(&making->scene);
	graph_clear(&making->part_graph);
	design_clear(&making->part);
}

bool exporter_run(const Exporter *exporter, const Graph *graph, const DesignSource *source, const ExportJob *job,
                  Text *out, Error *err)
{
	ExportJob full = *job;
	Making making = {0};
	bool done;

	full.graph = graph;
	full.source = source;
	if (job->view) {
		if (!(exporter->needs & EXPORT_NEEDS_SCENE))
			return error_set(err, "a view is for drawings: %s holds the whole design", exporter->name);
		if (!excerpt_make(&making.part, graph, job->view, err))
			return false;
		graph_build(&making.part_graph, &making.part, graph->catalog);
		full.graph = &making.part_graph;
	}
	done = run_on(exporter, &making, &full, graph, out, err);
	drop(&making);
	return done;
}

/* --- the little ones ------------------------------------------------------- */

bool export_yaml(const ExportJob *job, Text *out, Error *err)
{
	return design_splice(job->source, job->graph->design, job->graph->catalog, out, err);
}

static bool layout_is_ours(const ExportJob *job)
{
	return strcmp(job->layout, "canvas") == 0;
}

bool export_svg(const ExportJob *job, Text *out, Error *err)
{
	Text dot = {0};
	bool done;

	if (layout_is_ours(job))
		return export_svg_canvas(job, out, err);
	done = export_dot(job, &dot, err) && draw_child_run("svg", job->layout, &dot, out, err);
	text_clear(&dot);
	return done;
}

bool export_png(const ExportJob *job, Text *out, Error *err)
{
	Text svg = {0};
	bool done = export_svg(job, &svg, err) && draw_child_run("png", NULL, &svg, out, err);

	text_clear(&svg);
	return done;
}
