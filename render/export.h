/* Exporters: records in one table. */
#ifndef TROIKA_RENDER_EXPORT_H
#define TROIKA_RENDER_EXPORT_H

#include "model/cost.h"
#include "model/finding.h"
#include "model/design_file.h"
#include "render/lens.h"
#include "render/theme.h"

typedef struct ExportJob {
	/* what is asked for */
	bool ascii;
	int zoom;               /* as in SceneOptions; 0: normal, or the overview of a large design */
	int width;              /* of text: fold into pages of so many columns; 0: one page */
	const char *layout;     /* "canvas" (ours), or of Graphviz: "dot", "fdp", "neato", "sfdp" */
	const char *view;       /* the id of a view, or of a part of the design; NULL: the whole */
	const char *lens;       /* of text: a name of render/lens.h; NULL: that of the view, or none */
	const Theme *theme;     /* of coloured text; NULL: the default */
	Text *note;             /* gets what the user should know of the drawing; NULL: nobody asks */
	/* what exporter_run adds for the exporter; what its record does not need may be NULL */
	const Graph *graph;     /* of the design, or of the part that is shown; it names its catalogue */
	const DesignSource *source;     /* what it was read from; {0}: nothing */
	const Scene *scene;     /* built with the options of the job */
	const Findings *findings;
	const CostSheet *cost;
	const LensView *look;   /* through the lens */
} ExportJob;

enum {                          /* what an exporter needs of the job */
	EXPORT_NEEDS_SCENE = 1,
	EXPORT_NEEDS_JUDGEMENT = 2,     /* findings and cost */
	EXPORT_TAKES_LAYOUT = 4,        /* with a layout of Graphviz the scene is not needed */
	EXPORT_TAKES_LENS = 8
};

typedef struct Exporter {
	const char *name;       /* "svg" */
	const char *extension;  /* ".svg" */
	const char *mime;
	const char *sentence;
	bool binary;            /* not for a terminal */
	int needs;              /* bits of EXPORT_… */
	bool (*run)(const ExportJob *job, Text *out, Error *err);
} Exporter;

extern const Exporter exporter_table[];                 /* ended by a record without name */
const Exporter *exporter_find(const char *name);        /* NULL: none */
const Exporter *exporter_nearest(const char *name);     /* NULL: none is near */

/* Builds what EXPORTER needs of the design of GRAPH, read from SOURCE, as JOB asks for, and runs it. */
bool exporter_run(const Exporter *exporter, const Graph *graph, const DesignSource *source, const ExportJob *job,
                  Text *out, Error *err);

#endif
