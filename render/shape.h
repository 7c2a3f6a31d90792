/* Shapes: the ways to set top-level zones in bands of so many rows. */
#ifndef TROIKA_RENDER_SHAPE_H
#define TROIKA_RENDER_SHAPE_H

#include "render/slots.h"

typedef struct Shape {
	SlotShape shape;        /* points into the arrays below */
	int *order, *zone_band, *band_rows;     /* owned */
	long guess;             /* how large and how long it will be; less is better */
} Shape;

typedef struct Shapes {
	Shape *items;           /* best guess first; owned */
	size_t count, cap;
} Shapes;

/* What a drawing of that size costs (as routes do): by its area, when it is no landscape, and beyond the width wanted. */
long shape_size_cost(const Plan *plan, long width, long height);
/* The MOST best shapes for PLAN by their guessed size. */
void shapes_guess(Shapes *shapes, const Plan *plan, size_t most);
/* Puts the least guess first and drops all but the MOST best. */
void shapes_sort(Shapes *shapes, const Plan *plan, size_t most);
void shapes_clear(Shapes *shapes);

#endif
