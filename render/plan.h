/* The Plan: a drawing as a problem and its answer, in numbers alone.
 *
 * What is to be drawn (boxes of a size, zones in zones, links with heads and
 * labels) and, once solved, where. It knows no design, no names and no glyphs,
 * so that placement and routing can be tested on random problems.
 *
 * Units are cells; x grows to the right, y downwards. All indexes are into the
 * arrays of the plan. A solved plan keeps the drawing contract: no line through a box, no two lines in one
 * cell on the same axis, no turn in a cell of another line, crossings at right angles,
 * one line a port. */
#ifndef TROIKA_RENDER_PLAN_H
#define TROIKA_RENDER_PLAN_H

#include <stdbool.h>
#include <stddef.h>

enum { NONE = -1 };             /* an index that names nothing */

typedef struct PlanPoint { int x, y; } PlanPoint;

typedef struct PlanRect { int x, y, w, h; } PlanRect;

typedef struct PlanZone {
	int parent;             /* a zone with a smaller index, or NONE */
	int rank;               /* top-level zones stand from left to right by it */
	bool outside;           /* not part of the row: above or below the others */
	int title_width;
	bool fixed;             /* an empty zone that stands at rect.x, rect.y */
	PlanRect rect;          /* answer; w 0: not drawn */
} PlanZone;

typedef struct PlanBox {
	int zone;               /* or NONE */
	bool fixed;             /* stands at rect.x, rect.y */
	bool shifted;           /* answer: fixed, but had to give way */
	int grown_w, grown_h;   /* answer: what ports added to its size */
	PlanRect rect;          /* the size is given; the place is the answer unless fixed */
} PlanBox;

typedef struct PlanEnd {
	bool zone;              /* the frame of zone `index`, not a box */
	int index;
} PlanEnd;

typedef enum LabelSide {
	LABEL_NONE,             /* there is none, or it found no room */
	LABEL_INLINE,           /* in a horizontal run */
	LABEL_BESIDE            /* right or left of a vertical run */
} LabelSide;

enum { PLAN_NO_PIN = -(1 << 30) };      /* the x of a way-point that makes no sense: the link stays pending */

typedef struct PlanLink {
	PlanEnd from, to;
	bool head_from, head_to;
	int label_width;        /* 0: no label */
	int key_width;          /* width of the number that may stand for it; 0: none */
	PlanPoint *pins;        /* way-points the user set, in cells the line runs through; borrowed */
	size_t pin_count;

	PlanPoint *points;      /* answer: corners from border cell to border cell; owned */
	size_t point_count;
	bool pending;           /* no clean route was found: points are a plain bend */
	LabelSide label_side;
	bool label_keyed;       /* only the number found room */
	PlanPoint label;        /* its first cell */
	int cost;               /* of the route, as the router counts */
} PlanLink;

typedef struct Plan {
	PlanZone *zones;        size_t zone_count;
	PlanBox *boxes;         size_t box_count;
	PlanLink *links;        size_t link_count;
	int width;              /* wanted: at most so many columns; 0: free */
	PlanRect used;          /* answer: the rectangle around all that is drawn */
} Plan;

void plan_init(Plan *plan, size_t zones, size_t boxes, size_t links);
void plan_clear(Plan *plan);
void plan_copy(Plan *to, const Plan *from);     /* deep; TO is {0} or cleared */

/* Sets the rectangles of all zones from their members; MIN padding only. */
void plan_fit_zones(Plan *plan);
/* The rectangle of ZONE when it holds RECT as well: a box, or (IS_ZONE) a zone inside it. */
PlanRect plan_zone_grown(const Plan *plan, int zone, const PlanRect *rect, bool is_zone);
bool plan_zone_has_inner(const Plan *plan, int zone);
/* Is zone INNER the zone OUTER or inside it? */
bool plan_zone_inside(const Plan *plan, int inner, int outer);
/* The rectangle of the box or zone an end names. */
const PlanRect *plan_end_rect(const Plan *plan, PlanEnd end);
bool rect_overlap(const PlanRect *a, const PlanRect *b, int gap_x, int gap_y);
/* Makes AROUND hold RECT as well; a rectangle of width 0 is none. */
void rect_hold(PlanRect *around, const PlanRect *rect);
void plan_measure_used(Plan *plan);
/* The rectangle around the boxes and zones, without routes and labels. */
PlanRect plan_extent(const Plan *plan);
/* Cells of what is shown as the label: the text, its number, or 0. */
int plan_label_width(const PlanLink *link);
/* Moves everything, answers included. */
void plan_shift(Plan *plan, int dx, int dy);

#endif
