/* What the files of the scene share. */
#ifndef TROIKA_RENDER_SCENE_PARTS_H
#define TROIKA_RENDER_SCENE_PARTS_H

#include "render/carry.h"
#include "render/route.h"
#include "render/scene.h"
#include "render/squeeze.h"

typedef struct SceneState {     /* a drawing by ids, which outlives the design it was made from */
	bool drawn;             /* false: there is none */
	uint64_t content;       /* of the design, see there */
	int zoom, width;        /* options it was made with */
	Plan plan;
	const char **platforms; size_t platform_count;  /* ids in order; those of zones 0 … */
	const char **components, **links;               /* ids in order */
	PlanPoint *given;       /* by component: the place its `at` gives it, or nowhere */
	int *zone_component;    /* by zone: the component index of a container, NOWHERE */
	int *keys;              /* by link: its number in the legend; 0: none */
	int *wishes;            /* by link: the number it had before, and keeps if it can */
	Arena arena;            /* all but the plan */
} SceneState;

typedef struct SceneMemory {    /* drawings of before, see render/scene_memory.h */
	SceneState *items;      /* the oldest first; owned */
	size_t count, cap;
	size_t bytes;           /* about */
} SceneMemory;

typedef struct SceneCache {
	SceneState shown;       /* not drawn: the overview is shown */
	SceneState kept;        /* while a preview is shown: the drawing before it */
	SceneState past;        /* while SHOWN is remade: the preview before it, whose routes the grid still has */
	bool previewing;
	Router router;          /* its grid is that of the drawing shown, squeezed */
	Squeeze squeeze;
	bool too_wide;          /* even squeezed: nothing is routed */
	bool busy;              /* there are links in its queue */
	bool stale;             /* the grid is of another drawing: the next one makes its own */
	SceneMemory memory;
} SceneCache;

/* Makes SCENE (whatever it holds is forgotten, not freed) and PLAN from GRAPH, without places and routes. */
void scene_sketch(Scene *scene, const Graph *graph, const SceneOptions *options, Plan *plan);

/* Notes who is who in STATE, whose plan is that of SCENE, and what it shows. */
void scene_state_name(SceneState *state, const Scene *scene, const Graph *graph);
void scene_state_clear(SceneState *state);
/* Are they of the very same elements? */
bool scene_state_same_ids(const SceneState *a, const SceneState *b);
/* Which of BEFORE everything of NOW was; for carry_map_clear(). */
void scene_state_match(const SceneState *now, const SceneState *before, CarryMap *was);
void scene_state_wish(SceneState *state, const SceneState *before, const CarryMap *was);
/* Numbers the labels that are in the legend alone; the largest number. */
int scene_state_number(SceneState *state);

#endif
