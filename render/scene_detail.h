/* The detail zoom: what a box and a line say beyond their names. */
#ifndef TROIKA_RENDER_SCENE_DETAIL_H
#define TROIKA_RENDER_SCENE_DETAIL_H

#include "render/plan.h"
#include "render/scene.h"

/* Gives BOX of SCENE its lines: plan and size, cost, data kept, findings; those that are known. */
void scene_detail_box(Scene *scene, const Graph *graph, const Facts *facts, SceneBox *box);
/* The label of LINK with its pattern and mode: "orders: Heroku Connect, async"; in the arena of SCENE. */
const char *scene_detail_label(Scene *scene, const GraphLink *link, const char *label);
/* Spreads the fixed boxes of PLAN, which are larger than NORMAL (by box, only w and h), so that none is pushed onto
 * another: what was right of or below a box stays so. */
void scene_detail_spread(Plan *plan, const PlanRect *normal);

#endif
