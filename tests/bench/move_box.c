/* What it costs to move a box of a large drawing by one cell: the update of the scene, and the whole step of the editor's
 * world (graph and scene), beside one bare pass over the memory of as many cells as the drawing has.
 *
 *   move_box DESIGN */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/design_file.h"
#include "render/scene.h"
#include "tests/bench/bench.h"
#include "tests/unit/random.h"

enum { MOVES = 300, MOST = 1000, CELL_BYTES = 16 };

static double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

typedef struct World {
	Design design;
	Graph graph;
	Scene scene;
} World;

static void apply(World *world, Edit *edit)
{
	if (!design_apply(&world->design, edit, NULL)) {
		fprintf(stderr, "move_box: an edit was refused\n");
		exit(2);
	}
	edit_clear(edit);
}

static void start(World *world, const char *path)
{
	DesignSource source = {0};
	Diagnostics list = {0};
	Edit edit = {0};

	design_init(&world->design);
	if (!design_read(&world->design, catalog_builtin(), &source, path, &list)) {
		fprintf(stderr, "move_box: %s is no design\n", path);
		exit(2);
	}
	graph_build(&world->graph, &world->design, catalog_builtin());
	scene_build(&world->scene, &world->graph, &(SceneOptions){0});
	scene_positions(&world->scene, &world->graph, &edit);
	apply(world, &edit);
	graph_clear(&world->graph);
	graph_build(&world->graph, &world->design, catalog_builtin());
	scene_update(&world->scene, &world->graph, &(SceneOptions){0}, 0);
}

/* Moves a box by one cell where there is room; how long its two parts took, in milliseconds. */
static void move(World *world, double *scene_ms, double *all_ms)
{
	static const int step[4][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
	const SceneBox *box = &world->scene.boxes[random_below(world->scene.box_count)];
	const int *by = step[random_below(4)];
	char at[32];
	double begin, middle;
	Edit edit = {0};

	snprintf(at, sizeof at, "%d,%d", box->x + by[0], box->y + by[1]);
	edit_add(&edit, box->element->id, "at", element_get(box->element, "at"), at);
	apply(world, &edit);
	begin = now_ms();
	graph_clear(&world->graph);
	graph_build(&world->graph, &world->design, catalog_builtin());
	middle = now_ms();
	scene_update(&world->scene, &world->graph, &(SceneOptions){0}, 0);
	*all_ms = now_ms() - begin;
	*scene_ms = now_ms() - middle;
}

static double memory_pass_ms(size_t cells)
{
	static double runs[11];
	char *from = malloc(cells * CELL_BYTES), *to = malloc(cells * CELL_BYTES);

	if (!from || !to)
		exit(3);
	memset(from, 1, cells * CELL_BYTES);
	for (int i = -1; i < 11; i++) {
		double begin = now_ms();

		memcpy(to, from, cells * CELL_BYTES);
		from[(size_t)(i + 1) % cells] = to[cells - 1];
		if (i >= 0)
			runs[i] = now_ms() - begin;
	}
	free(from);
	free(to);
	return median(runs, 11);
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static void print(const char *what, double *ms, size_t count, double pass)
{
	qsort(ms, count, sizeof *ms, compare);
	printf("%s: p50 %.2f, p99 %.2f, max %.2f ms (%zu moves); p50 is %.1f, p99 %.1f memory passes\n", what,
	       ms[count / 2], ms[count * 99 / 100], ms[count - 1], count, ms[count / 2] / pass, ms[count * 99 / 100] / pass);
}

int main(int argc, char **argv)
{
	static double scene_ms[MOST], all_ms[MOST];
	size_t count = (size_t)rounds(MOVES), pending = 0;
	double pass;
	World world = {0};

	if (argc != 2) {
		fprintf(stderr, "usage: move_box DESIGN\n");
		return 2;
	}
	start(&world, argv[1]);
	for (size_t i = 0; i < count; i++)
		move(&world, &scene_ms[i], &all_ms[i]);
	for (size_t i = 0; i < world.scene.link_count; i++)
		pending += world.scene.links[i].pending;
	pass = memory_pass_ms((size_t)world.scene.width * (size_t)world.scene.height);
	printf("%zu boxes, %zu links, %d x %d cells, one memory pass %.2f ms\n", world.scene.box_count,
	       world.scene.link_count, world.scene.width, world.scene.height, pass);
	print("scene", scene_ms, count, pass);
	print("graph and scene", all_ms, count, pass);
	printf("links pending at the end: %zu\n", pending);
	return 0;
}
