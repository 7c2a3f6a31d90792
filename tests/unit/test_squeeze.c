/* Empty stretches are cut out of a plan and put back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "render/scene.h"
#include "render/squeeze.h"
#include "tests/unit/random.h"
#include "tests/unit/small_design.h"

enum { BOXES = 6, PLANS = 200, FAR = 4000 };

static PlanPoint random_point(void)
{
	return (PlanPoint){(int)random_below(FAR), (int)random_below(FAR)};
}

/* Links of one bend between the middles of boxes; where they run does not matter here. */
static void random_plan(Plan *plan)
{
	plan_init(plan, 1, BOXES, BOXES);
	plan->zones[0] = (PlanZone){.parent = NONE, .title_width = 4};
	for (size_t i = 0; i < BOXES; i++) {
		PlanPoint at = random_point();
		PlanLink *link = &plan->links[i];

		plan->boxes[i] = (PlanBox){.zone = i < 2 ? 0 : NONE, .rect = {at.x, at.y, 9, 3}};
		*link = (PlanLink){.label_width = 5, .label_side = LABEL_BESIDE, .point_count = 3};
		link->points = mem_alloc(3 * sizeof *link->points);
		link->points[0] = at;
		link->points[2] = random_point();
		link->points[1] = (PlanPoint){link->points[2].x, at.y};
		link->label = (PlanPoint){random_below(2) ? link->points[2].x + 1 : link->points[2].x - 5,
		                          (link->points[2].y + at.y) / 2};
	}
	plan_fit_zones(plan);
}

static void assert_same_plan(const Plan *a, const Plan *b)
{
	assert_memory_equal(a->zones, b->zones, a->zone_count * sizeof *a->zones);
	assert_memory_equal(a->boxes, b->boxes, a->box_count * sizeof *a->boxes);
	for (size_t i = 0; i < a->link_count; i++) {
		assert_memory_equal(a->links[i].points, b->links[i].points, 3 * sizeof(PlanPoint));
		assert_int_equal(a->links[i].label.x, b->links[i].label.x);
		assert_int_equal(a->links[i].label.y, b->links[i].label.y);
	}
}

static void what_is_cut_out_comes_back(void **state)
{
	(void)state;
	random_start("test_squeeze");
	for (int i = 0; i < PLANS; i++) {
		Plan plan, before;
		Squeeze squeeze = {0};

		random_plan(&plan);
		plan_copy(&before, &plan);
		squeeze_find(&squeeze, &plan);
		squeeze_apply(&squeeze, &plan);
		assert_false(squeeze_is_too_large(&plan));
		for (size_t k = 0; k < BOXES; k++)
			assert_true(plan.boxes[k].rect.w == 9 && plan.boxes[k].rect.h == 3);
		squeeze_undo(&squeeze, &plan);
		assert_same_plan(&plan, &before);
		squeeze_clear(&squeeze);
		plan_clear(&plan);
		plan_clear(&before);
	}
}

/* Two boxes at the ends of the canvas, and one of them moved. */
static void far_boxes_are_linked(void **state)
{
	Design design;
	Graph graph = {0};
	Scene scene = {0};
	Edit edit = {0};
	const SceneLink *link;

	(void)state;
	SMALL_DESIGN(&design,
		"platform sf vendor=salesforce",
		"platform hk vendor=heroku",
		"component crm kind=salesforce.cloud on=sf at=3,1",
		"component web kind=heroku.web on=hk at=3990,3990",
		"link l from=crm to=web via=call label=reads");
	graph_build(&graph, &design, &small_catalog);
	scene_build(&scene, &graph, &(SceneOptions){0});
	link = scene_link(&scene, "l");
	assert_false(link->pending);
	assert_string_equal(link->shown, "reads");
	edit_add(&edit, "web", "at", "3990,3990", "2000,3000");
	assert_true(design_apply(&design, &edit, NULL));
	edit_clear(&edit);
	graph_clear(&graph);
	graph_build(&graph, &design, &small_catalog);
	scene_update(&scene, &graph, &(SceneOptions){0}, 0);
	link = scene_link(&scene, "l");
	assert_false(link->pending);
	assert_int_equal(scene_box(&scene, "web")->x, 2000);
	assert_in_range(link->points[link->point_count - 1].x, 2000, 2000 + scene_box(&scene, "web")->w - 1);
	scene_clear(&scene);
	graph_clear(&graph);
	design_clear(&design);
}

/* A diagonal of boxes leaves no column empty: too much to keep, so it is said and nothing is routed. */
static void a_diagonal_is_too_wide(void **state)
{
	Design design;
	Graph graph = {0};
	Scene scene = {0};
	Text legend = {0};

	(void)state;
	design_init(&design);
	small_add(&design, "platform hk vendor=heroku");
	for (int i = 0; i < FAR / 10; i++) {
		char line[80];

		snprintf(line, sizeof line, "component c%03d kind=heroku.web on=hk at=%d,%d", i, 10 * i, 10 * i);
		small_add(&design, line);
	}
	small_add(&design, "link l from=c001 to=c002 via=call label=reads");
	design_ready(&design);
	graph_build(&graph, &design, &small_catalog);
	scene_build(&scene, &graph, &(SceneOptions){0});
	assert_true(scene.too_wide && scene_link(&scene, "l")->pending);
	scene_add_legend(&scene, 0, &legend);
	assert_non_null(strstr(text_str(&legend), "no link is routed: the boxes spread over"));
	assert_non_null(strstr(text_str(&legend), "not routed: c001"));
	text_clear(&legend);
	scene_clear(&scene);
	graph_clear(&graph);
	design_clear(&design);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_cut_out_comes_back),
		cmocka_unit_test(far_boxes_are_linked),
		cmocka_unit_test(a_diagonal_is_too_wide),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
