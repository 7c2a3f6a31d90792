/* The Scene: what is drawn of a design, and where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "render/scene.h"
#include "tests/unit/assert_draws.h"
#include "tests/unit/small_design.h"

static void build(Scene *scene, Graph *graph, const Design *design)
{
	graph_build(graph, design, &small_catalog);
	scene_build(scene, graph, &(SceneOptions){0});
}

static void an_empty_design_draws_nothing(void **state)
{
	Design design;
	Graph graph = {0};
	Scene scene = {0};

	(void)state;
	design_init(&design);
	build(&scene, &graph, &design);
	assert_draws(&scene, "");
	scene_clear(&scene);
	graph_clear(&graph);
	design_clear(&design);
}

static void a_link_joins_two_placed_boxes(void **state)
{
	Design design;
	Graph graph = {0};
	Scene scene = {0};

	(void)state;
	SMALL_DESIGN(&design,
		"platform sf vendor=salesforce",
		"platform hk vendor=heroku",
		"component crm kind=salesforce.cloud on=sf at=3,1",
		"component web kind=heroku.web on=hk at=26,1",
		"link l from=crm to=web via=call label=reads");
	build(&scene, &graph, &design);
	assert_draws(&scene,
		"╭┄sf┄┄┄┄┄┄┄┄╮          ╭┄hk┄┄┄┄┄┄┄┄╮\n"
		"┊  ┌─────┐  ┊          ┊  ╔═════╗  ┊\n"
		"┊  │ crm ├─────reads─────►║ web ║  ┊\n"
		"┊  └─────┘  ┊          ┊  ╚═════╝  ┊\n"
		"╰┄┄┄┄┄┄┄┄┄┄┄╯          ╰┄┄┄┄┄┄┄┄┄┄┄╯\n");
	assert_int_equal(scene_box(&scene, "web")->x, 26);
	assert_string_equal(scene_hit(&scene, 14, 2)->id, "l");
	assert_string_equal(scene_hit(&scene, 4, 2)->id, "crm");
	assert_string_equal(scene_hit(&scene, 24, 3)->id, "hk");
	assert_null(scene_hit(&scene, 100, 100));
	scene_clear(&scene);
	graph_clear(&graph);
	design_clear(&design);
}

/* Way-points are obeyed; a link that cannot keep to its own is listed, and its label with it. */
static void a_pinned_link_keeps_to_its_way_points(void **state)
{
	Design design;
	Graph graph = {0};
	Scene scene = {0};

	(void)state;
	SMALL_DESIGN(&design,
		"platform hk vendor=heroku",
		"component a kind=heroku.web on=hk at=4,2",
		"component b kind=heroku.web on=hk at=24,2",
		"link over from=a to=b via=soft label=over route=\"6,7\",\"26,8\"",
		"link self from=a to=a via=soft label=me route=\"10,1\"",
		"link through from=b to=a via=soft label=in route=\"25,3\"",
		"link wild from=b to=a via=soft label=far route=\"99999,3\"");
	build(&scene, &graph, &design);
	assert_draws(&scene,
		"      ┌──┐\n"
		"╭┄hk┄┄▼┄┄│┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄╮\n"
		"┊  ╔═══╗ │me           ╔═══╗  ┊\n"
		"┊  ║ a ╟─┘·············║ b ║  ┊\n"
		"┊  ╚═╤═╝               ╚═══╝  ┊\n"
		"╰┄┄┄┄│┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄▲┄┄┄┄╯\n"
		"     │over               │\n"
		"     │                   │\n"
		"     └───────────────────┘\n"
		"\n"
		"not routed: b → a  in\n"
		"not routed: b → a  far\n");
	scene_clear(&scene);
	graph_clear(&graph);
	design_clear(&design);
}

/* No way leads to the box in the middle: its link is drawn dotted and listed. */
static void a_walled_in_box_has_a_pending_link(void **state)
{
	Design design;
	Graph graph = {0};
	Scene scene = {0};
	Text legend = {0};

	(void)state;
	SMALL_DESIGN(&design,
		"component a kind=external.staff at=20,4",
		"component b kind=external.staff at=20,10",
		"component c kind=external.staff at=15,7",
		"component d kind=external.staff at=25,7",
		"component m kind=external.staff at=20,7",
		"component z kind=external.staff at=50,7",
		"link l from=z to=m via=call label=in");
	build(&scene, &graph, &design);
	assert_int_equal(scene_box(&scene, "m")->x, 20);
	assert_int_equal(scene_box(&scene, "a")->y + 3, scene_box(&scene, "m")->y);
	assert_true(scene_link(&scene, "l")->pending);
	scene_add_legend(&scene, 0, &legend);
	assert_string_equal(text_str(&legend), "\nnot routed: z → m  in\n");
	text_clear(&legend);
	scene_clear(&scene);
	graph_clear(&graph);
	design_clear(&design);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_design_draws_nothing),
		cmocka_unit_test(a_link_joins_two_placed_boxes),
		cmocka_unit_test(a_pinned_link_keeps_to_its_way_points),
		cmocka_unit_test(a_walled_in_box_has_a_pending_link),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
