/* The Graph and the legality of links. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "model/graph.h"
#include "model/legal.h"
#include "tests/unit/small_design.h"

static void portal(Design *design)
{
	SMALL_DESIGN(design,
		"platform sf vendor=salesforce region=eu",
		"platform hk vendor=heroku region=eu",
		"platform aws vendor=aws region=us-east-1",
		"component crm kind=salesforce.cloud on=sf at=2,4",
		"component events kind=salesforce.events on=sf",
		"component space kind=heroku.space on=hk",
		"component orders kind=heroku.postgres in=space at=-3,12",
		"component portal kind=heroku.web on=hk",
		"component job kind=aws.function on=aws region=eu-central-1",
		"component odd kind=aws.function on=aws region=mars capabilities=secrets,bi",
		"link l1 from=crm to=orders via=sync",
		"link l2 from=portal to=orders via=call",
		"link l3 from=portal to=orders via=call fallback=cache",
		"link l4 from=portal to=aws via=call",
		"data customers home=crm copies=orders");
}

static void what_the_design_says_is_resolved(void **state)
{
	Design design;
	Graph graph;
	const GraphComponent *crm, *orders;
	const GraphLink *sync, *call;

	(void)state;
	portal(&design);
	graph_build(&graph, &design, &small_catalog);
	assert_int_equal(graph.component_count, 7);
	crm = &graph.components[graph_component(&graph, "crm")];
	orders = &graph.components[graph_component(&graph, "orders")];
	assert_string_equal(crm->kind->id, "salesforce.cloud");
	assert_true(crm->placed && crm->column == 2 && crm->row == 4);
	assert_true(crm->traits & TRAIT_CRM);
	assert_int_equal(crm->platform, graph_platform(&graph, "sf"));
	assert_true(orders->placed && orders->column == -3 && orders->row == 12);
	assert_int_equal(orders->container, graph_component(&graph, "space"));
	assert_int_equal(orders->platform, graph_platform(&graph, "hk"));
	assert_int_equal(graph.platforms[graph_platform(&graph, "hk")].component_count, 3);
	sync = &graph.links[graph_link(&graph, "l1")];
	assert_ptr_equal(&graph.components[sync->depender], orders);
	assert_ptr_equal(&graph.components[sync->dependee], crm);
	assert_true(sync->cross_platform && !sync->hard);
	call = &graph.links[graph_link(&graph, "l2")];
	assert_int_equal(call->depender, graph_component(&graph, "portal"));
	assert_true(call->hard && !call->cross_platform);
	assert_false(graph.links[graph_link(&graph, "l3")].hard);
	assert_int_equal(graph.data[0].home, graph_component(&graph, "crm"));
	assert_int_equal(graph_component(&graph, "l1"), NOWHERE);
	assert_int_equal(graph_component(&graph, "absent"), NOWHERE);
	graph_clear(&graph);
	design_clear(&design);
}

static void a_link_may_end_at_a_platform(void **state)
{
	Design design;
	Graph graph;
	const GraphLink *link;

	(void)state;
	portal(&design);
	graph_build(&graph, &design, &small_catalog);
	link = &graph.links[graph_link(&graph, "l4")];
	assert_int_equal(link->to, NOWHERE);
	assert_int_equal(link->to_platform, graph_platform(&graph, "aws"));
	assert_int_equal(link->depender, NOWHERE);
	assert_true(link->cross_platform);
	graph_clear(&graph);
	design_clear(&design);
}

static void a_region_has_a_jurisdiction(void **state)
{
	Design design;
	Graph graph;

	(void)state;
	portal(&design);
	graph_build(&graph, &design, &small_catalog);
	assert_string_equal(graph_jurisdiction(&graph, graph_component(&graph, "orders")), "eu");
	assert_string_equal(graph_jurisdiction(&graph, graph_component(&graph, "job")), "eu");
	assert_null(graph_jurisdiction(&graph, graph_component(&graph, "odd")));
	assert_true(graph.components[graph_component(&graph, "odd")].traits & TRAIT_VAULT);
	assert_true(graph.components[graph_component(&graph, "odd")].traits & TRAIT_REPORTING);
	graph_clear(&graph);
	design_clear(&design);
}

static void adjacency_lists_each_link_once_and_in_order(void **state)
{
	Design design;
	Graph graph;
	uint32_t portal_index, orders;

	(void)state;
	portal(&design);
	graph_build(&graph, &design, &small_catalog);
	portal_index = (uint32_t)graph_component(&graph, "portal");
	orders = (uint32_t)graph_component(&graph, "orders");
	assert_int_equal(graph.out_start[portal_index + 1] - graph.out_start[portal_index], 3);
	assert_int_equal(graph.out[graph.out_start[portal_index]], graph_link(&graph, "l2"));
	assert_int_equal(graph.in_start[orders + 1] - graph.in_start[orders], 3);
	assert_int_equal(graph.needs_start[orders + 1] - graph.needs_start[orders], 1);
	assert_int_equal(graph.serves_start[orders + 1] - graph.serves_start[orders], 2);
	assert_int_equal(graph.out_start[graph.component_count], 4);
	assert_int_equal(graph.needs_start[graph.component_count], 3);
	graph_clear(&graph);
	design_clear(&design);
}

static void an_empty_and_an_unchecked_design_are_graphs(void **state)
{
	Design design;
	Graph graph;

	(void)state;
	design_init(&design);
	graph_build(&graph, &design, &small_catalog);
	assert_int_equal(graph.component_count, 0);
	assert_int_equal(graph.out_start[0], 0);
	graph_clear(&graph);
	design_clear(&design);
	SMALL_DESIGN(&design, "component a kind=no.such in=a at=9", "component b",
	             "link l from=a to=ghost via=nothing", "link m from=a to=b");
	graph_build(&graph, &design, &small_catalog);
	assert_string_equal(graph.components[0].kind->id, "");
	assert_false(graph.components[0].placed);
	assert_string_equal(graph.links[0].pattern->id, "");
	assert_int_equal(graph.links[0].to, NOWHERE);
	assert_int_equal(graph_inside(&graph, 0, "heroku.space"), NOWHERE);
	graph_clear(&graph);
	design_clear(&design);
}

static void assert_illegal(const Graph *graph, const char *pattern, const char *from,
                           const char *to, const char *part)
{
	Text why = {0};

	assert_false(pattern_legal(graph, catalog_pattern(graph->catalog, pattern),
	                           graph_end(graph, from), graph_end(graph, to), &why));
	if (!strstr(text_str(&why), part))
		fail_msg("'%s' does not say '%s'", text_str(&why), part);
	text_clear(&why);
}

static void assert_legal(const Graph *graph, const char *pattern, const char *from, const char *to)
{
	Text why = {0};

	if (!pattern_legal(graph, catalog_pattern(graph->catalog, pattern), graph_end(graph, from),
	                   graph_end(graph, to), &why))
		fail_msg("%s: %s", pattern, text_str(&why));
	assert_string_equal(text_str(&why), "");
}

static void an_illegal_link_says_the_smallest_change(void **state)
{
	Design design;
	Graph graph;

	(void)state;
	portal(&design);
	graph_build(&graph, &design, &small_catalog);
	assert_legal(&graph, "sync", "crm", "orders");
	assert_illegal(&graph, "sync", "orders", "crm", "from crm to orders: reverse it");
	assert_illegal(&graph, "sync", "crm", "portal", "anything that offers relational-store");
	assert_illegal(&graph, "sync", "portal", "orders", "it starts at salesforce.cloud, not at portal (heroku.web): start it at crm (salesforce.cloud)");
	assert_illegal(&graph, "sync", "portal", "job", "it leads from salesforce.cloud to anything that offers relational-store: ");
	assert_illegal(&graph, "relay", "events", "job", "put aws.bus between and go on by rule");
	assert_illegal(&graph, "peering", "portal", "job", "portal must stand in a heroku.space (Private Space): put it in one");
	assert_legal(&graph, "call", "portal", "portal");
	assert_legal(&graph, "call", "hk", "aws");
	assert_illegal(&graph, "peering", "portal", "sf", "it ends at any aws component, not at sf (a whole platform)");
	assert_illegal(&graph, "sync", "crm", "absent", "nothing");
	graph_clear(&graph);
	design_clear(&design);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_the_design_says_is_resolved),
		cmocka_unit_test(a_link_may_end_at_a_platform),
		cmocka_unit_test(a_region_has_a_jurisdiction),
		cmocka_unit_test(adjacency_lists_each_link_once_and_in_order),
		cmocka_unit_test(an_empty_and_an_unchecked_design_are_graphs),
		cmocka_unit_test(an_illegal_link_says_the_smallest_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
