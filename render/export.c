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
	{"text", ".txt", "text/plain", "the drawing in characters", false, EXPORT_NEEDS_SCENE, export_text},
	{"ansi", ".ansi", "text/plain", "the same in the colours of a theme, for terminals", false, EXPORT_NEEDS_SCENE, export_ansi},
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

/* Builds what EXPORTER needs of FULL->graph, and runs it. */
static bool run_on(const Exporter *exporter, ExportJob *full, Text *out, Error *err)
{
	bool canvas = !(exporter->needs & EXPORT_TAKES_LAYOUT) || strcmp(full->layout, "canvas") == 0;
	SceneOptions options = {.ascii = full->ascii, .zoom = full->zoom, .width = full->width};
	Scene scene = {0};
	Findings findings = {0};
	CostSheet cost = {0};
	bool done;

	if ((exporter->needs & EXPORT_NEEDS_SCENE) && canvas) {
		if (!options.zoom && scene_is_large(full->graph)) {
			options.zoom = SCENE_OVERVIEW;
			add_large_note(full);
		}
		scene_build(&scene, full->graph, &options);
		full->scene = &scene;
	}
	if (exporter->needs & EXPORT_NEEDS_JUDGEMENT) {
		findings_judge(&findings, full->graph);
		cost_price(&cost, full->graph, DECIMAL_ONE);
		full->findings = &findings;
		full->cost = &cost;
	}
	done = exporter->run(full, out, err);
	cost_clear(&cost);
	findings_clear(&findings);
	scene_clear(&scene);
	return done;
}

bool exporter_run(const Exporter *exporter, const Graph *graph, const DesignSource *source, const ExportJob *job,
                  Text *out, Error *err)
{
	ExportJob full = *job;
	Design part = {0};
	Graph part_graph = {0};
	bool done;

	full.graph = graph;
	full.source = source;
	if (!job->view)
		return run_on(exporter, &full, out, err);
	if (!(exporter->needs & EXPORT_NEEDS_SCENE))
		return error_set(err, "a view is for drawings: %s holds the whole design", exporter->name);
	if (!excerpt_make(&part, graph, job->view, err))
		return false;
	graph_build(&part_graph, &part, graph->catalog);
	full.graph = &part_graph;
	done = run_on(exporter, &full, out, err);
	graph_clear(&part_graph);
	design_clear(&part);
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
