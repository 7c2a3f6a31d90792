/* Lenses and the detail zoom: what they say, and that they change no place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/utf8.h"
#include "render/lens.h"
#include "tests/unit/small_design.h"

typedef struct Drawn {
	Design design;
	Graph graph;
	Findings findings;
	CostSheet cost;
	Facts facts;
	Scene scene;
} Drawn;

static void build(Drawn *drawn, int zoom)
{
	graph_build(&drawn->graph, &drawn->design, catalog_builtin());
	findings_judge(&drawn->findings, &drawn->graph);
	cost_price(&drawn->cost, &drawn->graph, DECIMAL_ONE);
	facts_take(&drawn->facts, &drawn->graph, &drawn->findings, &drawn->cost);
	scene_build(&drawn->scene, &drawn->graph, &(SceneOptions){.zoom = zoom, .facts = &drawn->facts});
}

/* The web app calls the CRM and is called by a job; it sends personal data to a function elsewhere. */
static void draw(Drawn *drawn, int zoom)
{
	*drawn = (Drawn){0};
	SMALL_DESIGN(&drawn->design,
		"platform sf vendor=salesforce region=eu-central owner=crm", "platform hk vendor=heroku region=eu",
		"platform aws vendor=aws region=us-east-1",
		"component crm kind=salesforce.service-cloud on=sf at=3,1 price=900 identity=federated",
		"component web kind=heroku.web on=hk at=30,1 price=100 owner=team",
		"component job kind=heroku.web on=hk at=30,8 price=0",
		"component fn kind=aws.lambda on=aws at=60,1 price=0",
		"data people class=master home=crm copies=web,fn personal=true",
		"link a from=web to=crm via=rest-call-in", "link b from=job to=web via=https-call",
		"link c from=web to=fn via=custom carries=people");
	build(drawn, zoom);
}

static void clear(Drawn *drawn)
{
	scene_clear(&drawn->scene);
	facts_clear(&drawn->facts);
	cost_clear(&drawn->cost);
	findings_clear(&drawn->findings);
	graph_clear(&drawn->graph);
	design_clear(&drawn->design);
}

static void look(const char *lens, const Drawn *drawn, const char *selected, LensView *view)
{
	LensJob job = {.graph = &drawn->graph, .facts = &drawn->facts,
	               .selected = selected ? design_find(&drawn->design, selected) : NULL};

	assert_non_null(lens_find(lens));
	lens_look(lens_find(lens), &job, view);
}

static void assert_tag(const Drawn *drawn, const LensView *view, const char *id, const char *expected)
{
	assert_string_equal(view->components[graph_component(&drawn->graph, id)].text, expected);
}

static LensStroke stroke_of(const Drawn *drawn, const LensView *view, const char *id)
{
	return view->links[graph_link(&drawn->graph, id)].stroke;
}

static void cost_is_told_as_a_share(void **state)
{
	Drawn drawn;
	LensView view = {0};

	(void)state;
	draw(&drawn, SCENE_NORMAL);
	look("cost", &drawn, NULL, &view);
	assert_tag(&drawn, &view, "crm", "90%");
	assert_tag(&drawn, &view, "web", "10%");
	assert_non_null(strstr(view.legend.s, "$1,000.00"));
	lens_clear(&view);
	clear(&drawn);
}

static void coupling_tells_the_blast_radius_of_what_is_selected(void **state)
{
	Drawn drawn;
	LensView view = {0};

	(void)state;
	draw(&drawn, SCENE_NORMAL);
	look("coupling", &drawn, NULL, &view);
	assert_tag(&drawn, &view, "crm", "I0.00");
	assert_tag(&drawn, &view, "job", "I1.00");
	look("coupling", &drawn, "crm", &view);
	assert_tag(&drawn, &view, "crm", "down");
	assert_tag(&drawn, &view, "web", "stops");
	assert_tag(&drawn, &view, "job", "stops");
	assert_tag(&drawn, &view, "fn", "");
	assert_int_equal(stroke_of(&drawn, &view, "a"), STROKE_HEAVY);
	assert_int_equal(stroke_of(&drawn, &view, "c"), STROKE_PLAIN);
	lens_clear(&view);
	clear(&drawn);
}

static void data_tells_where_people_are_kept_and_sent(void **state)
{
	Drawn drawn;
	LensView view = {0};

	(void)state;
	draw(&drawn, SCENE_NORMAL);
	look("data", &drawn, NULL, &view);
	assert_tag(&drawn, &view, "crm", "EU+PII");
	assert_tag(&drawn, &view, "job", "EU");
	assert_tag(&drawn, &view, "fn", "US+PII");
	assert_int_equal(stroke_of(&drawn, &view, "c"), STROKE_HEAVY);
	assert_int_equal(view.links[graph_link(&drawn.graph, "c")].style, STYLE_ERROR);
	assert_int_equal(stroke_of(&drawn, &view, "b"), STROKE_DASHED);
	look("region", &drawn, NULL, &view);
	assert_tag(&drawn, &view, "fn", "us-east-1");
	look("owner", &drawn, NULL, &view);
	assert_tag(&drawn, &view, "crm", "crm");
	assert_tag(&drawn, &view, "web", "team");
	assert_tag(&drawn, &view, "fn", "?");
	look("identity", &drawn, NULL, &view);
	assert_tag(&drawn, &view, "crm", "SSO");
	look("calls", &drawn, NULL, &view);
	assert_int_equal(stroke_of(&drawn, &view, "a"), STROKE_HEAVY);
	lens_clear(&view);
	clear(&drawn);
}

/* Whatever the lens, tags fit, and without them and their strokes the drawing is the same. */
static void a_lens_changes_no_place(void **state)
{
	Drawn drawn;
	Canvas plain, seen;

	(void)state;
	draw(&drawn, SCENE_NORMAL);
	assert_true(canvas_init(&plain, drawn.scene.width, drawn.scene.height));
	assert_true(canvas_init(&seen, drawn.scene.width, drawn.scene.height));
	scene_draw(&drawn.scene, NULL, &plain, 0, 0, plain.width, plain.height, drawn.scene.left, drawn.scene.top);
	for (const Lens *lens = lens_table; lens->name; lens++) {
		LensView view = {0};
		SceneFocus focus = {.lens = &view};

		look(lens->name, &drawn, "web", &view);
		assert_true(view.legend.length > 0);
		canvas_blank(&seen);
		scene_draw(&drawn.scene, &focus, &seen, 0, 0, seen.width, seen.height, drawn.scene.left, drawn.scene.top);
		for (int y = 0; y < plain.height; y++)
			for (int x = 0; x < plain.width; x++) {
				const char *was = canvas_at(&plain, x, y)->bytes, *is = canvas_at(&seen, x, y)->bytes;

				if (!strcmp(was, " ") || strstr("┌┐└┘╔╗╚╝┏┓┗┛┴├┬┤╧╟╤╢┷┣┯┫►◄▲▼", was)) {
					if (strcmp(was, is) && !strstr("┏┓┗┛", is))
						fail_msg("%s draws '%s' over '%s' at %d,%d", lens->name, is, was, x, y);
				}
			}
		for (size_t i = 0; i < drawn.graph.component_count; i++)
			assert_true(utf8_width(view.components[i].text) <= LENS_TAG_WIDEST);
		lens_clear(&view);
	}
	canvas_clear(&plain);
	canvas_clear(&seen);
	clear(&drawn);
}

/* The choices of the field `lens` of a view are the lenses there are. */
static void views_may_name_every_lens(void **state)
{
	const FieldSpec *field = catalog_field(catalog_builtin(), CLASS_VIEW, NULL, NULL, "lens");
	size_t count = 0;

	(void)state;
	for (; field->choices[count]; count++)
		assert_non_null(lens_find(field->choices[count]));
	for (const Lens *lens = lens_table; lens->name; lens++)
		count--;
	assert_int_equal(count, 0);
}

static bool says(const SceneBox *box, const char *words)
{
	for (int i = 0; i < box->more_count; i++)
		if (strstr(box->more[i], words))
			return true;
	return false;
}

static void detail_tells_cost_data_and_mode(void **state)
{
	Drawn drawn;
	const SceneBox *crm;

	(void)state;
	draw(&drawn, SCENE_DETAIL);
	crm = scene_box(&drawn.scene, "crm");
	assert_true(says(crm, "$900.00/mo") && says(crm, "personal data"));
	assert_int_equal(crm->h, 3 + crm->more_count);
	assert_non_null(strstr(scene_link(&drawn.scene, "a")->label, ", sync"));
	for (size_t i = 0; i < drawn.scene.box_count; i++)
		assert_false(drawn.scene.boxes[i].shifted);
	clear(&drawn);
}

/* Boxes that stand close in the design keep clear of each other, in their order. */
static void detail_makes_room_between_boxes(void **state)
{
	Drawn drawn = {0};

	(void)state;
	SMALL_DESIGN(&drawn.design,
		"component a kind=aws.s3 at=3,1 price=12345", "component b kind=aws.s3 at=3,5 price=12345",
		"component c kind=aws.s3 at=10,1 price=12345", "component d kind=aws.s3 at=10,5 price=12345");
	build(&drawn, SCENE_DETAIL);
	for (int i = 0; i < 4; i++) {
		const SceneBox *box = &drawn.scene.boxes[i];

		assert_false(box->shifted);
		assert_true(i % 2 == 0 || box->y >= drawn.scene.boxes[i - 1].y + drawn.scene.boxes[i - 1].h + 1);
		assert_true(i < 2 || box->x >= drawn.scene.boxes[i - 2].x + drawn.scene.boxes[i - 2].w + 1);
	}
	clear(&drawn);
}

static void the_overview_counts_findings_by_platform(void **state)
{
	Drawn drawn;
	uint32_t counts[SEVERITY_COUNT] = {0};
	Text expected = {0};

	(void)state;
	draw(&drawn, SCENE_OVERVIEW);
	for (size_t i = 0; i < drawn.graph.component_count; i++)
		if (drawn.graph.components[i].platform == graph_platform(&drawn.graph, "sf"))
			for (int severity = 0; severity < SEVERITY_ADVICE; severity++)
				counts[severity] += drawn.facts.components[i].findings[severity];
	facts_add_findings(counts, false, &expected);
	assert_true(expected.length > 0);
	assert_non_null(strstr(drawn.scene.zones[graph_platform(&drawn.graph, "sf")].note, expected.s));
	text_clear(&expected);
	clear(&drawn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cost_is_told_as_a_share),
		cmocka_unit_test(coupling_tells_the_blast_radius_of_what_is_selected),
		cmocka_unit_test(data_tells_where_people_are_kept_and_sent),
		cmocka_unit_test(a_lens_changes_no_place),
		cmocka_unit_test(views_may_name_every_lens),
		cmocka_unit_test(detail_tells_cost_data_and_mode),
		cmocka_unit_test(detail_makes_room_between_boxes),
		cmocka_unit_test(the_overview_counts_findings_by_platform),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
