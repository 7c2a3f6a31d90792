/* Coupling figures against graphs worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/coupling.h"
#include "tests/unit/small_design.h"

typedef struct Measured {
	Design design;
	Graph graph;
	Coupling coupling;
} Measured;

static void measure(Measured *m)
{
	graph_build(&m->graph, &m->design, &small_catalog);
	coupling_measure(&m->coupling, &m->graph);
}

static void clear(Measured *m)
{
	coupling_clear(&m->coupling);
	graph_clear(&m->graph);
	design_clear(&m->design);
}

static void assert_component(const Measured *m, const char *id, uint32_t in, uint32_t out, const char *instability,
                             uint32_t reaches, uint32_t blast, uint32_t circle)
{
	const ComponentCoupling *c = &m->coupling.components[graph_component(&m->graph, id)];
	Text text = {0};

	decimal_add_text(&text, c->instability);
	assert_int_equal(c->fan_in, in);
	assert_int_equal(c->fan_out, out);
	assert_string_equal(text.s, instability);
	assert_int_equal(c->reaches, reaches);
	assert_int_equal(c->blast, blast);
	assert_int_equal(c->circle, circle);
	text_clear(&text);
}

static void nothing_is_coupled_with_nothing(void **state)
{
	Measured m = {0};

	(void)state;
	design_init(&m.design);
	measure(&m);
	assert_int_equal(m.coupling.count, 0);
	assert_true(m.coupling.propagation == 0);
	clear(&m);
}

/* a → b → c: the visibility matrix has 3 + 2 + 1 ones of 9. */
static void a_chain_reaches_down(void **state)
{
	Measured m = {0};
	Text text = {0};

	(void)state;
	SMALL_DESIGN(&m.design, "platform hk vendor=heroku", "component a kind=heroku.web on=hk",
	             "component b kind=heroku.web on=hk", "component c kind=heroku.web on=hk",
	             "link ab from=a to=b via=call", "link bc from=b to=c via=call", "link more from=a to=b via=call");
	measure(&m);
	assert_component(&m, "a", 0, 1, "1", 2, 0, 0);
	assert_component(&m, "b", 1, 1, "0.5", 1, 1, 0);
	assert_component(&m, "c", 1, 0, "0", 0, 2, 0);
	assert_int_equal(m.coupling.dependencies, 2);
	assert_int_equal(m.coupling.longest_chain, 2);
	decimal_add_fixed(&text, decimal_round(m.coupling.propagation, 4), 4, false);
	assert_string_equal(text.s, "0.6667");
	text_clear(&text);
	clear(&m);
}

/* An asynchronous link is depended on by the side it reaches. */
static void the_arrow_does_not_matter(void **state)
{
	Measured m = {0};

	(void)state;
	SMALL_DESIGN(&m.design, "platform hk vendor=heroku", "component a kind=heroku.web on=hk",
	             "component b kind=heroku.web on=hk", "link ab from=a to=b via=async");
	measure(&m);
	assert_component(&m, "a", 1, 0, "0", 0, 1, 0);
	assert_component(&m, "b", 0, 1, "1", 1, 0, 0);
	assert_int_equal(m.coupling.longest_chain, 0);
	clear(&m);
}

static void a_circle_holds_its_members(void **state)
{
	Measured m = {0};

	(void)state;
	SMALL_DESIGN(&m.design, "platform hk vendor=heroku", "platform aws vendor=aws",
	             "component a kind=heroku.web on=hk", "component b kind=aws.function on=aws",
	             "component c kind=heroku.web on=hk", "component d kind=heroku.web on=hk",
	             "link ab from=a to=b via=call", "link ba from=b to=a via=call", "link ca from=c to=a via=call",
	             "link self from=d to=d via=call");
	measure(&m);
	assert_component(&m, "a", 2, 1, "0.333333333333", 1, 2, 2);
	assert_component(&m, "b", 1, 1, "0.5", 1, 2, 2);
	assert_component(&m, "c", 0, 1, "1", 2, 0, 0);
	assert_component(&m, "d", 0, 0, "-1", 0, 0, 0);
	assert_int_equal(m.coupling.circles, 1);
	assert_int_equal(m.coupling.largest_circle, 2);
	assert_int_equal(m.coupling.cross_platform, 2);
	clear(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_coupled_with_nothing),
		cmocka_unit_test(a_chain_reaches_down),
		cmocka_unit_test(the_arrow_does_not_matter),
		cmocka_unit_test(a_circle_holds_its_members),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
