/* What the editor derives from one version of a design. */
#include "tui/world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "render/scene_around.h"

void world_clear(World *world)
{
	lens_clear(&world->look);
	facts_clear(&world->facts);
	cost_clear(&world->cost);
	findings_clear(&world->findings);
	scene_clear(&world->scene);
	scene_clear(&world->kept);
	list_clear(&world->folded);
	scene_clear(&world->parked);
	graph_clear(&world->graph);
	free(world->by_element);
	free(world->cost_lines);
	free(world->cost_gaps);
	team_rules_clear(&world->team);
	free(world->team_names);
	*world = (World){0};
}

static int by_id(const void *a, const void *b)
{
	const IdIndex *x = a, *y = b;
	int order = strcmp(x->id, y->id);

	return order ? order : x->index < y->index ? -1 : x->index > y->index;
}

static void index_findings(World *world)
{
	size_t count = world->findings.count;

	free(world->by_element);
	world->by_element = mem_alloc((count + 1) * sizeof *world->by_element);
	world->by_element_count = count;
	for (uint32_t i = 0; i < count; i++)
		world->by_element[i] = (IdIndex){world->findings.items[i].element->id, i};
	qsort(world->by_element, count, sizeof *world->by_element, by_id);
}

static void index_cost(World *world)
{
	const CostSheet *cost = &world->cost;

	free(world->cost_lines);
	free(world->cost_gaps);
	world->cost_lines = mem_alloc((cost->count + 1) * sizeof *world->cost_lines);
	world->cost_gaps = mem_alloc((cost->unpriced_count + 1) * sizeof *world->cost_gaps);
	for (uint32_t i = 0; i < cost->count; i++)
		world->cost_lines[i] = (IdIndex){cost->lines[i].element->id, i};
	for (uint32_t i = 0; i < cost->unpriced_count; i++)
		world->cost_gaps[i] = (IdIndex){cost->unpriced[i].element->id, i};
	qsort(world->cost_lines, cost->count, sizeof *world->cost_lines, by_id);
	qsort(world->cost_gaps, cost->unpriced_count, sizeof *world->cost_gaps, by_id);
}

static void judge_design(World *world)
{
	findings_clear(&world->findings);
	world->findings.more = world->team.count ? &world->team.more : NULL;
	cost_clear(&world->cost);
	findings_judge_priced(&world->findings, &world->graph, &world->cost);
	index_findings(world);
	index_cost(world);
	world->judged = true;
}

/* A large design is drawn as its overview, whatever the zoom, so that no key waits. */
static SceneOptions fitting(const World *world, const SceneOptions *options)
{
	SceneOptions fit = *options;

	fit.facts = &world->facts;
	if (scene_is_large(&world->graph))
		fit.zoom = SCENE_OVERVIEW;
	return fit;
}

static bool is_normal(const SceneOptions *options)
{
	return options->zoom != SCENE_OVERVIEW && options->zoom != SCENE_DETAIL;
}

/* While another zoom is shown the drawing of the normal one is set aside, to be brought up to date when it is back. */
static void park(World *world, const SceneOptions *next)
{
	bool now = is_normal(&world->scene.options);

	if (!world->scene.cache && !world->parked.cache)
		return;
	if (now && world->scene.cache && !is_normal(next)) {
		scene_clear(&world->parked);
		world->parked = world->scene;
		world->scene = (Scene){0};
	} else if (!now && world->parked.cache && is_normal(next)) {
		scene_clear(&world->scene);
		world->scene = world->parked;
		world->parked = (Scene){0};
	}
}

bool world_take_rules(World *world, const Design *design, const char *path, Error *err)
{
	const char *names = element_get(design_at(design, CLASS_DESIGN, 0), "rules");

	if (text_equal(names, world->team_names))
		return true;
	/* Findings point at the words of the rules they come from. */
	findings_clear(&world->findings);
	team_rules_clear(&world->team);
	free(world->team_names);
	world->team_names = mem_copy(names);
	return !names || team_rules_add_named(&world->team, design, path ? path : "-", err);
}

/* Is a part of a large design unfolded? What is gone folds by itself. */
static bool draws_around(World *world, const SceneOptions *fit)
{
	if (fit->zoom != SCENE_OVERVIEW || !scene_is_large(&world->graph) ||
	    (graph_component(&world->graph, world->around) == NOWHERE && graph_platform(&world->graph, world->around) == NOWHERE))
		world->around[0] = '\0';
	return *world->around;
}

/* Which platforms are folded, by index; NULL: none, or the zoom has no boxes of its own. The caller frees. */
static bool *folds(const World *world, const SceneOptions *fit)
{
	bool *folded = NULL;

	if (fit->zoom == SCENE_OVERVIEW || fit->zoom == SCENE_DETAIL)
		return NULL;
	for (size_t i = 0; i < world->folded.count; i++) {
		int platform = graph_platform(&world->graph, world->folded.items[i]);

		if (platform == NOWHERE)
			continue;
		if (!folded)
			folded = mem_alloc((world->graph.platform_count + 1) * sizeof *folded);
		folded[platform] = true;
	}
	return folded;
}

/* Draws what is folded or unfolded in part; false: nothing is. The whole drawing is kept meanwhile. */
static bool draw_part(World *world, const SceneOptions *fit)
{
	bool *folded = folds(world, fit);

	if (draws_around(world, fit))
		scene_around(&world->scene, &world->graph, world->around, fit);
	else if (!folded)
		return false;
	else {
		if (world->scene.options.zoom == SCENE_NORMAL && world->kept.options.zoom != SCENE_NORMAL) {
			scene_clear(&world->kept);
			world->kept = world->scene;
			world->scene = (Scene){0};
		}
		scene_update(&world->kept, &world->graph, fit, 0);
		scene_fold(&world->scene, &world->kept, &world->graph, folded, fit);
	}
	free(folded);
	return true;
}

/* The drawing behind what was folded, if that was the case, goes on. */
static void come_back(World *world, const SceneOptions *fit)
{
	Scene folded = world->scene;

	if (world->scene.cache || world->kept.options.zoom != fit->zoom || scene_is_large(&world->graph))
		return;
	world->scene = world->kept;
	world->kept = (Scene){0};
	scene_clear(&folded);
}

void world_take(World *world, const Design *design, const Catalog *catalog,
                const SceneOptions *options, bool judge)
{
	SceneOptions fit;

	graph_clear(&world->graph);
	graph_build(&world->graph, design, catalog);
	if (judge)
		judge_design(world);
	facts_take(&world->facts, &world->graph, &world->findings, &world->cost);
	fit = fitting(world, options);
	park(world, &fit);
	if (judge)
		scene_update(&world->scene, &world->graph, &fit, WORLD_STATES);
	else
		scene_preview(&world->scene, &world->graph, &fit, WORLD_STATES);
	world->design = design;
	world_look(world, world->lens, world->subject);
}

/* The drawing at the zoom before is kept as long as the design is the same. */
static void change_zoom(World *world, const SceneOptions *fit)
{
	Scene shown = world->scene;

	world->scene = world->kept;
	world->kept = shown;
	if (world->scene.options.zoom != fit->zoom || world->scene.version != world->graph.version ||
	    world->scene.options.ascii != fit->ascii)
		scene_build(&world->scene, &world->graph, fit);
}

void world_redraw(World *world, const SceneOptions *options)
{
	SceneOptions fit = fitting(world, options);

	if (draw_part(world, &fit)) {
		world_look(world, world->lens, world->subject);
		return;
	}
	come_back(world, &fit);
	if (fit.zoom != world->scene.options.zoom && !scene_is_large(&world->graph))
		change_zoom(world, &fit);
	else
		scene_update(&world->scene, &world->graph, &fit, WORLD_STATES);
	world_look(world, world->lens, world->subject);
}

void world_fold(World *world, const char *id, const SceneOptions *options)
{
	List now = {0};
	bool was = false;

	for (size_t i = 0; id && i < world->folded.count; i++) {
		if (strcmp(world->folded.items[i], id) == 0)
			was = true;
		else
			list_add(&now, world->folded.items[i]);
	}
	if (id && !was)
		list_add(&now, id);
	list_clear(&world->folded);
	world->folded = now;
	world_redraw(world, options);
}

void world_unfold(World *world, const char *id, const SceneOptions *options)
{
	snprintf(world->around, sizeof world->around, "%s", id);
	world_redraw(world, options);
}

void world_look(World *world, const Lens *lens, const char *id)
{
	LensJob job = {.graph = &world->graph, .facts = &world->facts, .ascii = world->scene.options.ascii};

	world->lens = lens;
	if (id != world->subject)
		snprintf(world->subject, sizeof world->subject, "%s", id);
	if (!lens) {
		lens_clear(&world->look);
		return;
	}
	job.selected = *world->subject ? design_find(world->design, world->subject) : NULL;
	lens_look(lens, &job, &world->look);
}

/* The first of SORTED that is about ID, and how many. */
static size_t find(const IdIndex *sorted, size_t count, const char *id, size_t *first)
{
	size_t low = 0, high = count, n = 0;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strcmp(sorted[middle].id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	*first = low;
	while (low + n < count && strcmp(sorted[low + n].id, id) == 0)
		n++;
	return n;
}

size_t world_findings(const World *world, const char *id, size_t *first)
{
	return find(world->by_element, world->by_element_count, id, first);
}

const Finding *world_finding(const World *world, size_t first, size_t n)
{
	return &world->findings.items[world->by_element[first + n].index];
}

size_t world_cost_lines(const World *world, const char *id, size_t *first)
{
	return find(world->cost_lines, world->cost.count, id, first);
}

const CostLine *world_cost_line(const World *world, size_t first, size_t n)
{
	return &world->cost.lines[world->cost_lines[first + n].index];
}

size_t world_cost_gaps(const World *world, const char *id, size_t *first)
{
	return find(world->cost_gaps, world->cost.unpriced_count, id, first);
}

const CostGap *world_cost_gap(const World *world, size_t first, size_t n)
{
	return &world->cost.unpriced[world->cost_gaps[first + n].index];
}

void world_counts(const World *world, const char *id, size_t counts[SEVERITY_COUNT])
{
	size_t first, n = world_findings(world, id, &first);

	memset(counts, 0, SEVERITY_COUNT * sizeof *counts);
	for (size_t i = 0; i < n; i++) {
		const Finding *finding = world_finding(world, first, i);

		if (!finding->waiver)
			counts[finding->severity]++;
	}
}
