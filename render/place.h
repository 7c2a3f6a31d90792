/* Placement: where boxes stand that have no place yet.
 *
 * Without any given place, platforms stand beside each other in bands; the boxes of a zone fill slots of
 * columns and rows, exchanged until links are short, straight and rarely cross; gaps are made as wide
 * as the routes need and squeezed as far as all links still find their way. Boxes with a given place stay exactly there;
 * others take the nearest free slot. */
#ifndef TROIKA_RENDER_PLACE_H
#define TROIKA_RENDER_PLACE_H

#include "render/route.h"

/* Places all boxes and zones of PLAN and routes its links; ROUTER holds the grid afterwards. */
void place_plan(Plan *plan, Router *router);


#endif
