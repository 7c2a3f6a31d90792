/* The overview: every component and every link is there, as a tag or in a number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "render/scene_around.h"
#include "tests/unit/assert_draws.h"
#include "tests/unit/small_design.h"

typedef struct Drawn {
	Design design;
	Graph graph;
	Scene scene;
} Drawn;

static void draw(Drawn *drawn, bool ascii)
{
	graph_build(&drawn->graph, &drawn->design, &small_catalog);
	scene_build(&drawn->scene, &drawn->graph, &(SceneOptions){.ascii = ascii, .zoom = SCENE_OVERVIEW});
}

static void clear(Drawn *drawn)
{
	scene_clear(&drawn->scene);
	graph_clear(&drawn->graph);
	design_clear(&drawn->design);
}

static void platforms_are_frames_with_tags(void **state)
{
	Drawn drawn = {0};

	(void)state;
	SMALL_DESIGN(&drawn.design,
		"platform sf vendor=salesforce", "platform hk vendor=heroku",
		"component crm kind=salesforce.cloud on=sf", "component console kind=salesforce.cloud on=sf",
		"component web kind=heroku.web on=hk",
		"link a from=console to=crm via=call", "link b from=crm to=web via=call",
		"link c from=console to=web via=call");
	draw(&drawn, false);
	assert_draws(&drawn.scene,
		"╭┄ sf 2 ┄┄┄┄┄┄┄┄┄┄╮       ╭┄ hk 1 ┄╮\n"
		"┊  CO─CR          ●──2───►┊  WE    ┊\n"
		"┊  1 link inside  ┊       ╰┄┄┄┄┄┄┄┄╯\n"
		"╰┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄╯\n"
		"\n"
		"WE web\n"
		"CO console, CR crm\n");
	clear(&drawn);
}

/* COUNT components on each of three platforms; links from each to the next, over the edge as well. */
static void make_rows(Drawn *drawn, int count)
{
	static const char *const platforms[] = {"aws", "hk", "sf"};
	Text line = {0};

	design_init(&drawn->design);
	for (int p = 0; p < 3; p++) {
		text_reset(&line);
		text_addf(&line, "platform %s vendor=aws", platforms[p]);
		small_add(&drawn->design, line.s);
	}
	for (int i = 0; i < 3 * count; i++) {
		text_reset(&line);
		text_addf(&line, "component c%05d kind=aws.bus on=%s", i, platforms[i / count]);
		small_add(&drawn->design, line.s);
	}
	for (int i = 0; i + 1 < 3 * count; i++) {
		text_reset(&line);
		text_addf(&line, "link l%05d from=c%05d to=c%05d via=call", i, i, i + 1);
		small_add(&drawn->design, line.s);
	}
	design_ready(&drawn->design);
	text_clear(&line);
}

static bool holds(const SceneZone *zone, const SceneBox *box)
{
	return box->x > zone->x && box->x + box->w < zone->x + zone->w && box->y > zone->y &&
	       box->y + box->h < zone->y + zone->h;
}

static void every_tag_stands_in_its_frame_alone(void **state)
{
	Drawn drawn = {0};
	const Scene *scene = &drawn.scene;

	(void)state;
	make_rows(&drawn, 60);
	draw(&drawn, true);
	for (size_t i = 0; i < scene->box_count; i++) {
		const SceneBox *box = &scene->boxes[i];

		assert_int_equal(box->h, 1);
		assert_true(holds(&scene->zones[box->zone], box));
		assert_ptr_equal(scene_hit(scene, box->x, box->y), box->element);
		for (size_t k = 0; k < i; k++)
			assert_true(box->y != scene->boxes[k].y || box->x >= scene->boxes[k].x + 3 ||
			            scene->boxes[k].x >= box->x + 3);
	}
	clear(&drawn);
}

static void a_large_design_is_folded_to_numbers(void **state)
{
	Drawn drawn = {0};
	const Scene *scene = &drawn.scene;
	Edit edit = {0};

	(void)state;
	make_rows(&drawn, 1001);
	draw(&drawn, false);
	assert_true(scene_is_large(&drawn.graph));
	assert_int_equal(scene->zone_count, 3);
	assert_string_equal(scene->zones[0].title, " aws 1001 ");
	assert_string_equal(scene->zones[0].note, "1000 links inside");
	for (size_t i = 0; i < scene->box_count; i++)
		assert_int_equal(scene->boxes[i].w, 0);
	assert_true(scene->width <= 120 && scene->height <= 60);
	scene_positions(scene, &drawn.graph, &edit);
	assert_int_equal(edit.count, 0);
	clear(&drawn);
}

/* The number at each line is that of the links between its frames. */
static void links_are_merged_and_counted(void **state)
{
	Drawn drawn = {0};
	int shown = 0;

	(void)state;
	SMALL_DESIGN(&drawn.design,
		"platform sf vendor=salesforce", "platform hk vendor=heroku", "platform aws vendor=aws",
		"component a kind=salesforce.cloud on=sf", "component b kind=heroku.web on=hk",
		"component c kind=aws.bus on=aws", "component d kind=aws.bus",
		"link l1 from=a to=b via=call", "link l2 from=b to=a via=call", "link l3 from=a to=hk via=call",
		"link l4 from=d to=c via=call", "link l5 from=a to=a via=call", "link l6 from=sf to=a via=call");
	draw(&drawn, false);
	for (size_t i = 0; i < drawn.scene.link_count; i++) {
		const SceneLink *link = &drawn.scene.links[i];

		if (!link->point_count)
			continue;
		shown++;
		assert_string_equal(link->shown, i == 3 ? "1" : "3");
		assert_true(i == 3 ? link->head_from != link->head_to : link->head_from && link->head_to);
	}
	assert_int_equal(shown, 2);
	assert_string_equal(drawn.scene.zones[2].note, "2 links inside");
	clear(&drawn);
}

static void very_many_frames_stand_in_rows(void **state)
{
	Drawn drawn = {0};
	Text line = {0};

	(void)state;
	design_init(&drawn.design);
	for (int i = 0; i < 400; i++) {
		text_reset(&line);
		text_addf(&line, "platform p%03d vendor=aws", i);
		small_add(&drawn.design, line.s);
		text_reset(&line);
		text_addf(&line, "component c%03d kind=aws.bus on=p%03d", i, i);
		small_add(&drawn.design, line.s);
		text_reset(&line);
		text_addf(&line, "link l%03d from=c%03d to=c%03d via=call", i, i, (i + 1) % 400);
		small_add(&drawn.design, line.s);
	}
	design_ready(&drawn.design);
	draw(&drawn, false);
	assert_int_equal(drawn.scene.left_out, 400);
	for (size_t i = 0; i < 400; i++) {
		assert_true(holds(&drawn.scene.zones[i], &drawn.scene.boxes[i]));
		for (size_t k = 0; k < i; k++)
			assert_true(drawn.scene.zones[i].y >= drawn.scene.zones[k].y + drawn.scene.zones[k].h ||
			            drawn.scene.zones[i].x >= drawn.scene.zones[k].x + drawn.scene.zones[k].w);
	}
	text_clear(&line);
	clear(&drawn);
}

static void nothing_is_an_overview_too(void **state)
{
	Drawn drawn = {0};

	(void)state;
	design_init(&drawn.design);
	draw(&drawn, false);
	assert_draws(&drawn.scene, "");
	clear(&drawn);
}

/* What is around one component is shown as boxes, all else is in a number, and everything is told by the whole. */
static void surroundings_unfold_alone(void **state)
{
	static const char *const ids[] = {"c01500", "c00000", "hk", "sf"};
	Drawn drawn = {0};
	Scene *scene = &drawn.scene;

	(void)state;
	make_rows(&drawn, 1001);
	draw(&drawn, false);
	for (size_t n = 0; n < sizeof ids / sizeof *ids; n++) {
		size_t shown = 0;

		assert_true(scene_around(scene, &drawn.graph, ids[n], &(SceneOptions){0}));
		assert_int_equal(scene->box_count, drawn.graph.component_count);
		assert_int_equal(scene->link_count, drawn.graph.link_count);
		for (size_t i = 0; i < scene->box_count; i++) {
			const SceneBox *box = &scene->boxes[i];

			assert_ptr_equal(box->element, drawn.graph.components[i].element);
			if (!box->w)
				continue;
			shown++;
			assert_true(holds(&scene->zones[box->zone], box));
			assert_ptr_equal(scene_hit(scene, box->x + 1, box->y + 1), box->element);
		}
		assert_in_range(shown, 3, 30);
		assert_true(n > 1 || scene_box(scene, ids[n])->w > 0);
		for (size_t i = 0; i < scene->link_count; i++)
			assert_ptr_equal(scene->links[i].element, drawn.graph.links[i].element);
		assert_non_null(strstr(scene->zones[drawn.graph.components[1500].platform].title, "1001"));
	}
	assert_false(scene_around(scene, &drawn.graph, "nobody", &(SceneOptions){0}));
	clear(&drawn);
}

/* Folded, a platform is one frame with its number where it stood; its links are merged, all others as they were. */
static void platforms_fold_to_one_frame(void **state)
{
	Drawn drawn = {0};
	Scene folded = {0};
	bool folds[3] = {false};

	(void)state;
	SMALL_DESIGN(&drawn.design,
		"platform aws vendor=aws", "platform hk vendor=heroku", "platform sf vendor=salesforce",
		"component space kind=heroku.space on=hk", "component web kind=heroku.web on=hk in=space at=40,2",
		"component db kind=heroku.postgres on=hk at=40,9", "component crm kind=salesforce.cloud on=sf at=4,2",
		"component fn kind=aws.function on=aws at=80,2", "component loose kind=aws.bus at=4,20",
		"link l1 from=crm to=web via=call", "link l2 from=crm to=db via=call", "link l3 from=web to=db via=call",
		"link l4 from=web to=fn via=call", "link l5 from=sf to=hk via=call", "link l6 from=space to=crm via=async",
		"link l7 from=loose to=fn via=call");
	graph_build(&drawn.graph, &drawn.design, &small_catalog);
	scene_build(&drawn.scene, &drawn.graph, &(SceneOptions){0});
	for (int set = 0; set < 8; set++) {
		for (int p = 0; p < 3; p++)
			folds[p] = set >> p & 1;
		scene_fold(&folded, &drawn.scene, &drawn.graph, folds, &(SceneOptions){0});
		for (size_t i = 0; i < folded.box_count; i++) {
			int platform = drawn.graph.components[i].platform;

			assert_ptr_equal(folded.boxes[i].element, drawn.graph.components[i].element);
			assert_int_equal(folded.boxes[i].w > 0, drawn.scene.boxes[i].w > 0 && (platform == NOWHERE || !folds[platform]));
			assert_true(!folded.boxes[i].w || (folded.boxes[i].x == drawn.scene.boxes[i].x &&
			                                   folded.boxes[i].y == drawn.scene.boxes[i].y));
		}
		assert_string_equal(folded.zones[1].title, folds[1] ? "hk 3" : "hk");
		for (size_t i = 0; i < folded.link_count; i++)
			assert_true(!folded.links[i].point_count || folded.links[i].link == (int)i);
		if (set == 2)   /* hk alone: two links of crm are one, the inner one is gone */
			assert_true(text_equal(folded.links[0].label, "2") && !folded.links[1].point_count &&
			            !folded.links[2].point_count && folded.links[3].point_count && folded.links[4].point_count);
	}
	scene_clear(&folded);
	clear(&drawn);
}

/* Zooming out and in again, and an edit between, end in the drawing of that zoom. */
static void zooms_follow_each_other(void **state)
{
	Drawn drawn = {0};
	SceneOptions normal = {.zoom = SCENE_NORMAL}, small = {.zoom = SCENE_OVERVIEW};

	(void)state;
	make_rows(&drawn, 2);
	draw(&drawn, false);
	scene_update(&drawn.scene, &drawn.graph, &normal, 0);
	assert_int_equal(drawn.scene.boxes[0].h, 3);
	scene_preview(&drawn.scene, &drawn.graph, &small, 0);
	scene_preview(&drawn.scene, &drawn.graph, &normal, 0);
	scene_update(&drawn.scene, &drawn.graph, &small, 0);
	assert_int_equal(drawn.scene.boxes[0].h, 1);
	assert_false(scene_is_busy(&drawn.scene));
	clear(&drawn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(platforms_are_frames_with_tags),
		cmocka_unit_test(every_tag_stands_in_its_frame_alone),
		cmocka_unit_test(a_large_design_is_folded_to_numbers),
		cmocka_unit_test(links_are_merged_and_counted),
		cmocka_unit_test(very_many_frames_stand_in_rows),
		cmocka_unit_test(nothing_is_an_overview_too),
		cmocka_unit_test(zooms_follow_each_other),
		cmocka_unit_test(surroundings_unfold_alone),
		cmocka_unit_test(platforms_fold_to_one_frame),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
