/* Lenses: one question asked of a whole drawing, answered on every box and line.
 *
 * A lens changes no place and no route. Its answer is a short tag on a box and a look of a line, never a colour alone, and
 * a legend that says what they mean and what they come to. */
#ifndef TROIKA_RENDER_LENS_H
#define TROIKA_RENDER_LENS_H

#include "render/scene.h"

typedef struct LensJob {
	const Graph *graph;
	const Facts *facts;
	const Element *selected;        /* whose blast radius is asked for; NULL: nobody's */
	bool ascii;
} LensJob;

typedef struct Lens {
	const char *name;       /* "cost"; as the field `lens` of a view has it */
	const char *sentence;
	void (*look)(const LensJob *job, LensView *view);
} Lens;

extern const Lens lens_table[];         /* ended by a record without name */
const Lens *lens_find(const char *name);        /* NULL: none */
/* Fills VIEW ({0} or of another look). */
void lens_look(const Lens *lens, const LensJob *job, LensView *view);
void lens_clear(LensView *view);

#endif
