/* A sample of the tree, read without a warning, checked, and as a graph. */
#ifndef TROIKA_TESTS_SAMPLE_H
#define TROIKA_TESTS_SAMPLE_H

#include <stdio.h>
#include <stdlib.h>

#include "model/design_file.h"
#include "model/graph.h"

typedef struct Opened {
	Design design;
	DesignSource source;
	Graph graph;
} Opened;

static inline void open_sample(Opened *opened, const char *name)
{
	const char *folder = getenv("TROIKA_SRCDIR");
	Diagnostics list = {0};
	Error err = {0};
	char path[1024];

	snprintf(path, sizeof path, "%s/samples/%s.yaml", folder ? folder : ".", name);
	*opened = (Opened){0};
	design_init(&opened->design);
	if (!design_read(&opened->design, catalog_builtin(), &opened->source, path, &list) || list.count)
		fail_msg("%s:%d:%d: %s", list.items[0].file, list.items[0].line, list.items[0].column,
		         list.items[0].text);
	if (!design_check(&opened->design, catalog_builtin(), NULL, &err))
		fail_msg("%s: %s", name, err.text);
	graph_build(&opened->graph, &opened->design, catalog_builtin());
	diagnostics_clear(&list);
}

static inline void close_sample(Opened *opened)
{
	graph_clear(&opened->graph);
	design_clear(&opened->design);
	design_source_clear(&opened->source);
}

#endif
