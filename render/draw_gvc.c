/* Graphviz through libgvc, with two plug-ins only: the layout and the writers of text formats. So it starts in
 * a fifth of the time, and neither fonts nor picture loaders are in reach of a hostile graph. */
#include "config.h"

#include "render/draw_gvc.h"

#include <dlfcn.h>
#include <graphviz/gvc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static GVC_t *context;

static const char *plugin_of(const char *layout)
{
	if (strcmp(layout, "dot") == 0)
		return "dot_layout";
	if (strcmp(layout, "neato") == 0 || strcmp(layout, "fdp") == 0 || strcmp(layout, "sfdp") == 0)
		return "neato_layout";
	return NULL;
}

/* The table of a plug-in, or NULL. Its version in the file name changes with Graphviz. */
static void *load_plugin(const char *name, char symbol[64])
{
	static const char *const endings[] = {"so.6", "so.7", "so.8", "so.9", "so", "dylib"};

	snprintf(symbol, 64, "gvplugin_%s_LTX_library", name);
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		char path[512];
		void *library;

		snprintf(path, sizeof path, "%s/libgvplugin_%s.%s", GRAPHVIZ_PLUGINS, name, endings[i]);
		library = dlopen(path, RTLD_NOW);
		if (library)
			return dlsym(library, symbol);
	}
	return NULL;
}

bool gvc_prepare(const char *layout, Error *err)
{
	static char symbols[2][64];
	const char *plugin = plugin_of(layout);
	lt_symlist_t table[3] = {0};

	if (!plugin)
		return error_set(err, "there is no layout '%s'; there are dot, fdp, neato and sfdp", layout);
	agseterr(AGERR);                /* a warning is no reason for a message */
	table[0].address = load_plugin(plugin, symbols[0]);
	table[0].name = symbols[0];
	table[1].address = load_plugin("core", symbols[1]);
	table[1].name = symbols[1];
	if (table[0].address && table[1].address)
		context = gvContextPlugins(table, 0);
	else
		context = gvContext();          /* an unknown arrangement: all it has */
	if (!context)
		return error_set(err, "Graphviz does not start");
	return true;
}

bool gvc_draw(const char *format, const char *layout, const char *dot, Text *out, Error *err)
{
	graph_t *graph = agmemread(dot);
	char *drawing = NULL;
	unsigned length = 0;

	if (!graph)
		return error_set(err, "Graphviz cannot read the graph");
	if (gvLayout(context, graph, layout) != 0)
		return error_set(err, "the layout '%s' failed on this graph", layout);
	if (gvRenderData(context, graph, format, &drawing, &length) != 0 || !drawing)
		return error_set(err, "Graphviz cannot write '%s'", format);
	text_add_n(out, drawing, length);
	return true;                    /* the process ends: freeing would only risk the answer */
}
