/* Slots: placement without given places.
 *
 * Top-level zones stand in bands, one band below the other. A band is a grid of columns and rows; each column belongs
 * to one block, the boxes that stand directly in one zone. A box takes one slot. Columns of nested zones lie
 * beside those of the zone around them, so that every zone is one rectangle. */
#ifndef TROIKA_RENDER_SLOTS_H
#define TROIKA_RENDER_SLOTS_H

#include "render/plan.h"

typedef struct SlotBlock {
	int zone;               /* or NONE */
	int band;
	int *boxes;             /* owned */
	int count;
	int first_column, columns;      /* in its band */
} SlotBlock;

typedef struct SlotColumn {
	int block;
	int x, w;
	int gap;                /* free cells to its left, frames not counted */
	int frames;             /* cells for frames and their padding to its left */
} SlotColumn;

typedef struct SlotBand {
	int rows;
	int first_slot;         /* the slot of column c and row r is first_slot + c * rows + r */
	SlotColumn *columns;    /* owned */
	int column_count;
	int *row_gap;           /* free cells above each row; owned */
	int *row_y, *row_h;     /* owned */
	int depth;              /* how deep its zones are nested */
} SlotBand;

typedef struct SlotPlace { int band, column, row; } SlotPlace;

typedef struct Slots {
	SlotBlock *blocks;      int block_count;
	SlotBand *bands;        int band_count;
	SlotPlace *places;      /* by slot */
	int *slot_box;          /* by slot: box or NONE */
	int *box_slot;          /* by box; NONE: it has no slot */
	int slot_count;
} Slots;

/* One way to arrange the top-level zones. */
typedef struct SlotShape {
	const int *zone_band;   /* by zone: the band of a top-level zone (others: unused); non-decreasing by order */
	const int *order;       /* the top-level zones from left to right and top to bottom; NONE: the boxes without zone */
	int order_count;
	const int *band_rows;   /* by band */
	int band_count;
} SlotShape;

void slots_init(Slots *slots, const Plan *plan, const SlotShape *shape);
void slots_clear(Slots *slots);
/* Exchanges boxes between the slots of a block, about EFFORT times; the cost of the arrangement found. */
long slots_arrange(Slots *slots, const Plan *plan, long effort);
/* Sets gaps for the routes that are to be expected; SPACE 8 is what is usual. */
void slots_space(Slots *slots, const Plan *plan, int space);
/* Gives boxes their places by columns, rows and gaps, and fits the zones. */
void slots_apply(Slots *slots, Plan *plan);

#endif
