/* Exporters: records in one table. */
#ifndef TROIKA_RENDER_EXPORT_H
#define TROIKA_RENDER_EXPORT_H

#include "model/cost.h"
#include "model/finding.h"
#include "model/session.h"
#include "render/scene.h"

typedef struct ExportJob {      /* what an exporter may read */
	const Session *session;
	const Graph *graph;
	const Scene *scene;     /* built with the options of the job */
	const Findings *findings;
	const CostSheet *cost;
	bool ascii;
	const char *layout;     /* "canvas" (ours), "dot" (Graphviz) */
} ExportJob;

typedef struct Exporter {
	const char *name;       /* "svg" */
	const char *extension;  /* ".svg" */
	const char *mime;
	const char *sentence;
	bool binary;            /* not for a terminal */
	bool (*run)(const ExportJob *job, Text *out, Error *err);
} Exporter;

extern const Exporter exporter_table[];                 /* ended by a record without name */
const Exporter *exporter_find(const char *name);        /* NULL: none */

#endif
