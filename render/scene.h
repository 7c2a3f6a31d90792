/* The Scene: zones, boxes, routed links and labels in cells.
 *
 * Built, it is pure: the same Graph, positions and options give the same Scene. It serves the screen, the text export,
 * the geometry and the positions of the Graphviz exports. The routing contract is the table of
 * metrics in the manual: no line through a box, no two links on one cell and axis,
 * crossings only at right angles, one port a link. */
#ifndef TROIKA_RENDER_SCENE_H
#define TROIKA_RENDER_SCENE_H

#include "render/canvas.h"
#include "render/facts.h"

enum { SCENE_OVERVIEW = 1, SCENE_NORMAL, SCENE_DETAIL };        /* zooms */

typedef struct SceneOptions {
	bool ascii;             /* pure ASCII glyphs, the same layout */
	int zoom;               /* 0 means SCENE_NORMAL */
	int width;              /* the placement should fit this many columns; 0: free */
	const Facts *facts;     /* what SCENE_DETAIL tells, of the same graph; borrowed for the call; NULL: nothing is known */
} SceneOptions;

typedef struct ScenePoint { int x, y; } ScenePoint;

/* Coordinates are those of `at`: cell (0, 0) is the top left cell of the design's canvas. Frames and links may lie
 * further to the left or above (negative), when boxes stand at its edge. */
typedef struct SceneZone {      /* the frame of a platform, or of a container component */
	const Element *element;
	int platform;           /* graph index; NOWHERE for a container */
	int component;          /* graph index of the container; NOWHERE for a platform */
	int parent;             /* zone index or NOWHERE */
	int x, y, w, h;
	Style style;
	const char *title;      /* safe text, cut; in the arena */
	const char *note;       /* of the overview: what its last row says; NULL or "": nothing */
} SceneZone;

typedef enum SceneBorder {
	BORDER_SINGLE,          /* Salesforce */
	BORDER_DOUBLE,          /* Heroku */
	BORDER_HEAVY,           /* AWS */
	BORDER_DASHED,          /* external */
	BORDER_ROUND            /* people */
} SceneBorder;

enum { SCENE_MORE_LINES = 4 };

typedef struct SceneBox {
	const Element *element;
	int component;          /* graph index */
	int zone;               /* zone index or NOWHERE */
	int x, y, w, h;         /* w 0: a container, drawn as a zone; or folded into the number of its zone */
	Style style;
	SceneBorder border;
	bool shifted;           /* its `at` was taken: it stands in the nearest free place */
	bool joined;            /* of the overview: a link joins it with the tag to its right */
	const char *line[2];    /* the name, wrapped, or the tag of the overview (h 1); line[1] may be NULL; in the arena */
	const char **more;      /* of SCENE_DETAIL: what stands below the name; in the arena */
	int more_count;         /* at most SCENE_MORE_LINES */
} SceneBox;

typedef struct SceneLink {
	const Element *element;
	int link;               /* graph index */
	int from, to;           /* component indexes; NOWHERE where the end is a platform */
	int from_platform, to_platform; /* the platform of each end, or NOWHERE */
	ScenePoint *points;     /* corners from border cell to border cell; in the arena */
	size_t point_count;
	bool head_from, head_to;        /* arrowheads */
	bool pending;           /* could not be routed cleanly: drawn dotted, listed */
	const char *label;      /* the whole text; NULL: none; in the arena */
	const char *shown;      /* what stands at the line: the label, its key, or NULL when there was no room */
	int key;                /* > 0: the label is in the legend under this number */
	int label_x, label_y, label_w;  /* of what is shown */
} SceneLink;

typedef struct Scene {
	int left, top, width, height;   /* the used rectangle: all that is drawn */
	SceneZone *zones;       size_t zone_count;
	SceneBox *boxes;        size_t box_count;       /* by graph component index */
	SceneLink *links;       size_t link_count;      /* by graph link index */
	int key_count;          /* labels that are only in the legend, numbered from 1 */
	size_t left_out;        /* of the overview: pairs of frames that are linked, too many to be drawn */
	bool too_wide;          /* the boxes spread over so many cells that no link is routed: all are pending */
	SceneOptions options;
	uint64_t version;       /* of the graph */
	Arena arena;
	void *cache;            /* what the next update starts from */
} Scene;

/* Is GRAPH so large (above 3,000 components or 6,000 links) that its drawing as a whole takes more than moments? Then the
 * overview is what to show, or one view or platform at a time. */
bool scene_is_large(const Graph *graph);

/* Places what has no position, routes and labels: a function of GRAPH and OPTIONS alone. */
void scene_build(Scene *scene, const Graph *graph, const SceneOptions *options);

/* The drawing of GRAPH, made from the one that SCENE shows, which may be of another version of the design or of a copy of it,
 * gone by now (elements find themselves by id). Everything that the change does not touch stays as it is, to the cell (M13):
 * boxes do not move by themselves, also those without `at`, and only these links are routed anew: those whose ends, label,
 * heads or way-points changed, those on whose cells a box, frame or name now stands, and those that are pending. Links that
 * stay make no room: a link that finds no way among them is pending, though a build might route all. A change back to what was
 * drawn before at this zoom brings back that drawing (scene_memory.h), so that undo takes back what an edit did to it.
 *
 * So the drawing depends on the edits that led to it, and a build of the same design may route links otherwise; of the same
 * build and the same edits the same drawing comes, whatever the clock says and however the work is sliced.
 *
 * About STATES states of the router (0: all it takes) are expanded now; until scene_settle() has done the rest, links that
 * wait are shown as pending. An update that follows one that is not settled settles it first. */
void scene_update(Scene *scene, const Graph *graph, const SceneOptions *options, long states);
/* The same for a change that is not made yet: the next preview or update starts again from the drawing before it, so that a
 * drag leaves no traces of its way, and a preview need not be settled. Links that were pending are not tried again. */
void scene_preview(Scene *scene, const Graph *graph, const SceneOptions *options, long states);
/* Is there work left? */
bool scene_is_busy(const Scene *scene);
/* Goes on with it by about STATES states (0: to the end). True: the drawing may have changed. */
bool scene_settle(Scene *scene, long states);
void scene_clear(Scene *scene);
/* Forgets what updates start from; the next one builds. What is drawn stays. */
void scene_forget(Scene *scene);

/* What a lens says of the drawing; filled by render/lens.h. */
enum { LENS_TAG_WIDEST = 14 };

typedef enum LensStroke { STROKE_PLAIN, STROKE_HEAVY, STROKE_DASHED } LensStroke;

typedef struct LensTag {
	char text[4 * LENS_TAG_WIDEST + 1];     /* safe; "" : nothing to say */
	Style style;            /* of the whole box */
} LensTag;

typedef struct LensLine {
	Style style;
	LensStroke stroke;
} LensLine;

typedef struct LensView {       /* {0} is no lens */
	LensTag *components;    /* by graph index; owned, as the next */
	LensLine *links;
	Text legend;            /* one sentence */
	bool tells_findings;    /* as badges do, which then are not drawn */
} LensView;

/* What to emphasise while drawing. {0}: nothing. */
typedef struct SceneFocus {
	const Element *selected;        /* component, link or platform; NULL: none */
	const Element *const *marked;   /* NULL-ended; NULL: none */
	const char *(*badge)(const Element *element, void *context, Style *style); /* "✖1"; NULL: none */
	void *context;
	const LensView *lens;   /* of the same graph; NULL: none */
} SceneFocus;

/* Draws SCENE with its cell (ox, oy) at the canvas cell (x, y), clipped to w × h. */
void scene_draw(const Scene *scene, const SceneFocus *focus, Canvas *canvas,
                int x, int y, int w, int h, int ox, int oy);
/* Adds the legend: the tags of an overview, labels that found no room, links that are pending; in lines of COLUMNS cells where the words allow it
 * (0: as long as they are). */
void scene_add_legend(const Scene *scene, int columns, Text *out);
/* What stands at a scene cell: box, then link, then zone; NULL: nothing. */
const Element *scene_hit(const Scene *scene, int x, int y);
const SceneBox *scene_box(const Scene *scene, const char *id);  /* NULL: none */
const SceneLink *scene_link(const Scene *scene, const char *id);
/* The free top-left cell for a new box of COMPONENT-KIND on PLATFORM (graph index), near the component NEAR
 * (or NOWHERE). Nothing else moves. */
ScenePoint scene_free_slot(const Scene *scene, const Graph *graph, int platform, const char *name, int near);
/* The edit that writes the present placement of all unplaced components (`at`). */
void scene_positions(const Scene *scene, const Graph *graph, Edit *out);

#endif
