/* The world: what the editor derives from one version of a design, recomputed only when it changed.
 *
 * Graph, scene, findings and cost, and an index from an element to its findings. The
 * user interface names elements by id and never keeps a pointer over an edit. */
#ifndef TROIKA_TUI_WORLD_H
#define TROIKA_TUI_WORLD_H

#include "model/cost.h"
#include "model/finding.h"
#include "model/team_rules.h"
#include "model/list.h"
#include "render/lens.h"
#include "render/scene.h"

enum { WORLD_STATES = 60000 };  /* of the router in one frame: some milliseconds */

typedef struct IdIndex {
	const char *id;         /* of an element, in the pool of the design */
	uint32_t index;
} IdIndex;

typedef struct World {          /* {0} is empty */
	const Design *design;   /* what graph and scene were made from; borrowed */
	Graph graph;
	Scene scene;
	Scene kept;             /* of the same design at another zoom, to come back to; {0}: none */
	List folded;            /* ids of platforms that are drawn as one frame each */
	char around[64];        /* of a large design: the id whose surroundings are unfolded; "": none */
	Scene parked;           /* the drawing of the normal zoom while another is shown; its elements may be gone */
	Findings findings;
	TeamRules team;         /* rules in SQL that the design names */
	char *team_names;       /* its `rules` when they were read; owned; NULL: none */
	CostSheet cost;
	IdIndex *by_element;    /* findings, sorted by element id, then as judged; owned */
	size_t by_element_count;
	IdIndex *cost_lines, *cost_gaps;        /* likewise of the cost sheet */
	bool judged;            /* findings and cost belong to this design */
	Facts facts;            /* of the same, by the indexes of the graph */
	const Lens *lens;       /* NULL: none */
	LensView look;          /* through it */
	char subject[64];       /* the id of what the lens is asked about; "": nothing */
} World;

void world_clear(World *world);
/* Reads the rules in SQL that DESIGN, of the file PATH (NULL: none yet), names, when it names others than before.
 * False: they cannot be found, and why; what was read before is gone. */
bool world_take_rules(World *world, const Design *design, const char *path, Error *err);
/* Takes DESIGN in: graph and scene, and when JUDGE findings and cost as well. Without JUDGE (a
 * preview that changes no meaning) those of before stand; their pointers must stay good.
 * Routes that take longer than a frame are left to scene_settle(). */
void world_take(World *world, const Design *design, const Catalog *catalog,
                const SceneOptions *options, bool judge);
/* Another zoom or glyph set of the same design. */
void world_redraw(World *world, const SceneOptions *options);
/* Folds the platform ID to one frame, or unfolds it; NULL: unfolds all. */
void world_fold(World *world, const char *id, const SceneOptions *options);
/* Of a large design: unfolds what stands around ID ("": folds all again). */
void world_unfold(World *world, const char *id, const SceneOptions *options);
/* Looks through LENS (NULL: through none any more) with the element ID ("": nothing) in mind. */
void world_look(World *world, const Lens *lens, const char *id);

/* The findings about ID: *FIRST and how many; world_finding() gives them. */
size_t world_findings(const World *world, const char *id, size_t *first);
const Finding *world_finding(const World *world, size_t first, size_t n);
/* Counts by severity, without the waived. */
void world_counts(const World *world, const char *id, size_t counts[SEVERITY_COUNT]);
/* The lines and gaps of the cost sheet that are about ID, likewise. */
size_t world_cost_lines(const World *world, const char *id, size_t *first);
const CostLine *world_cost_line(const World *world, size_t first, size_t n);
size_t world_cost_gaps(const World *world, const char *id, size_t *first);
const CostGap *world_cost_gap(const World *world, size_t first, size_t n);

/* What an edit would change, tried on a copy of the design. */
typedef struct Effect {         /* {0} is nothing */
	bool known;             /* has been tried */
	long delta[SEVERITY_COUNT];     /* findings more or less */
	Decimal cost;           /* a month more or less */
	size_t gaps;            /* more things without a price */
	char *refused;          /* the edit cannot be made: why; owned */
	char *opened;           /* the first finding that would open, its title; owned */
	size_t opened_count, closed_count;
	bool remains;           /* the finding that the trial watches is still there */
} Effect;

/* A copy to try edits on, made once for a series of them. */
typedef struct Trial {
	Design design;
	bool ready;
	const MoreRules *more;  /* of the world */
	char **keys;            /* of the findings before, sorted; owned */
	size_t key_count;
	const char *watch;      /* the key of the finding that shall go; borrowed; NULL: none */
	size_t before[SEVERITY_COUNT];
	Decimal cost;
	size_t gaps;
} Trial;

void trial_start(Trial *trial, const World *world);
void trial_clear(Trial *trial);
/* Tries EDIT and takes it back. */
void trial_run(Trial *trial, const Catalog *catalog, const Edit *edit, Effect *effect);
void effect_clear(Effect *effect);
/* "▲ 1 timeout", "0": what it does to findings; and to cost, "+ $0.40". */
void effect_add_findings(const Effect *effect, Text *out);
void effect_add_cost(const Effect *effect, const char *currency, Text *out);

#endif
