/* Excerpt: the part of a design that a view shows, as a design of its own for pictures. */
#ifndef TROIKA_MODEL_EXCERPT_H
#define TROIKA_MODEL_EXCERPT_H

#include "model/graph.h"

/* Makes PART ({0}) of what NAME names: a view (what it shows; all when it says nothing), or any other element
 * alone. A platform stands for all on it, a container for all in it, a link for its ends, anything else for what its
 * fields name. PART has platforms, components, the links between them, and all data; ids and fields are those of the
 * whole. False: nothing has that id, or it shows no component; PART is empty then. */
bool excerpt_make(Design *part, const Graph *graph, const char *name, Error *err);

#endif
