/* The colours and border styles of exports, readable for every sort of colour vision.
 *
 * Colour never stands alone: each vendor has a tag and a border of its own as well. */
#ifndef TROIKA_RENDER_LOOK_H
#define TROIKA_RENDER_LOOK_H

#include "model/graph.h"
#include "render/scene.h"

typedef struct Look {
	Style style;            /* whose look it is */
	SceneBorder border;
	const char *name;       /* "Salesforce" */
	const char *tag;        /* "SF"; "" none */
	const char *fill;       /* of a box; "#rrggbb" as all */
	const char *accent;     /* of its border, and of the title of a zone */
	const char *wash;       /* of the ground of a zone */
} Look;

extern const Look look_table[];         /* ended by a record without name */
#define LOOK_INK "#111111"              /* text on every fill */
#define LOOK_LINE "#3D4657"             /* links */
#define LOOK_PAPER "#FFFFFF"

const Look *look_of(Style style);                       /* never NULL: external for what has none */
const Look *look_of_vendor(const char *vendor);
const Look *look_of_component(const GraphComponent *component);

/* What the line of LINK says: its label, else the pattern's short name. */
const char *look_link_label(const GraphLink *link);

#endif
