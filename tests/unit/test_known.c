/* Six small graphs whose every figure was worked out by hand; the arithmetic stands beside it.
 *
 * a>b: a calls b and waits (hard, synchronous). a~b: a calls b and can do without it (soft). a-b: a sends to b, which
 * depends on it (asynchronous, soft). Letters are components, in the order of the alphabet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "model/coupling.h"
#include "tests/unit/small_design.h"

enum { MOST = 8 };

typedef struct Known {
	const char *letters, *links;
	const char *reaches;            /* others that each reaches, a digit a component */
	const char *blast, *stops;      /* others that suffer, and that stop, when it is down */
	const char *ca, *ce;
	const char *instability[MOST];
	const char *propagation;        /* ones of the visibility matrix / n², to 4 places */
	uint32_t circles, largest, chain;
	uint32_t availability[MOST];    /* of each, per mille */
	const char *product[MOST];      /* along the frailest way of waiting calls */
	uint32_t latency[MOST];         /* of each, ms */
	uint32_t slowest[MOST];         /* along the slowest way, a circle counted whole */
} Known;

static const Known graphs[] = {
	/* A chain. Visibility: a sees 3, b 2, c 1 = 6 of 9 = 0.6667. I: a 1/(0+1), b 1/(1+1), c 0/(1+0).
	 * Availability: c 0.9; b 0.9 · 0.9 = 0.81; a 0.9 · 0.81 = 0.729. Latency: 30; 20 + 30; 10 + 50. */
	{"abc", "a>b b>c", "210", "012", "012", "011", "110", {"1", "0.5", "0"}, "0.6667", 0, 0, 2,
	 {900, 900, 900}, {"0.729", "0.81", "0.9"}, {10, 20, 30}, {60, 50, 30}},

	/* A fork. a sees 4, b and c 2, d 1 = 9 of 16 = 0.5625. I: a 2/2, b and c 1/2, d 0/2. Longest way a b d: 2 hops.
	 * Availability: the frailer way over c: 0.5 · 0.8 = 0.4 for c, a 1.0 · 0.4; b 0.9 · 0.8 = 0.72.
	 * Latency: b 5 + 100 = 105; c 50 + 100 = 150; a 1 + 150. */
	{"abcd", "a>b a>c b>d c>d", "3110", "0113", "0113", "0112", "2110", {"1", "0.5", "0.5", "0"}, "0.5625", 0, 0, 2,
	 {1000, 900, 500, 800}, {"0.4", "0.72", "0.4", "0.8"}, {1, 5, 50, 100}, {151, 105, 150, 100}},

	/* A circle of three with one that calls in and one that is called. b, c, d see each other and e: 4 each, a sees 5,
	 * e 1 = 18 of 25 = 0.72. Ca: b 2 (a, d), c 1, d 1, e 1; Ce: a 1, b 1, c 1, d 2 (b, e).
	 * In the condensation a → {b c d} → e: 2 hops. Availability of the knot: 0.9³ = 0.729, times e 0.9 = 0.6561,
	 * and a 0.9 · 0.6561 = 0.59049. Latency: the knot 10 + 20 + 30 = 60, + e 5 = 65; a 1 + 65 = 66. */
	{"abcde", "a>b b>c c>d d>b d>e", "43330", "03334", "03334", "02111", "11120",
	 {"1", "0.3333", "0.5", "0.6667", "0"}, "0.72", 1, 3, 2,
	 {900, 900, 900, 900, 900}, {"0.59049", "0.6561", "0.6561", "0.6561", "0.9"},
	 {1, 10, 20, 30, 5}, {66, 65, 65, 65, 5}},

	/* Soft and asynchronous. a~b, b-c: c depends on b. Depends: a → b, c → b: a and c see 2, b 1 = 5 of 9 = 0.5556.
	 * Nobody stops, and no caller waits for a chain: each stands alone. */
	{"abc", "a~b b-c", "101", "020", "000", "020", "101", {"1", "0", "1"}, "0.5556", 0, 0, 0,
	 {900, 800, 700}, {"0.9", "0.8", "0.7"}, {10, 20, 30}, {10, 20, 30}},

	/* A hub of six: five call f, f calls nobody; parallel links a f count once. a…e see 2, f 1 = 11 of 36 = 0.3056.
	 * Availability 0.99 · 0.9 = 0.891; latency 10 + 40. */
	{"abcdef", "a>f a>f b>f c>f d>f e~f", "111110", "000005", "000004", "000005", "111110",
	 {"1", "1", "1", "1", "1", "0"}, "0.3056", 0, 0, 1,
	 {990, 990, 990, 990, 990, 900}, {"0.891", "0.891", "0.891", "0.891", "0.99", "0.9"},
	 {10, 10, 10, 10, 10, 40}, {50, 50, 50, 50, 10, 40}},

	/* Two islands: a circle of two, and one that nobody knows. a and b see 2, c 1 = 5 of 9 = 0.5556.
	 * Knot {a b}: 0.8 · 0.5 = 0.4; 7 + 8 = 15. c depends on nobody either way: no instability. */
	{"abc", "a>b b>a", "110", "110", "110", "110", "110", {"0.5", "0.5", "-1"}, "0.5556", 1, 2, 0,
	 {800, 500, 900}, {"0.4", "0.4", "0.9"}, {7, 8, 9}, {15, 15, 9}},
};

static const char *pattern_of(char sign)
{
	return sign == '>' ? "call" : sign == '~' ? "soft" : "async";
}

static void known_design(Design *design, const Known *known)
{
	char line[64];
	int number = 0;

	design_init(design);
	for (const char *letter = known->letters; *letter; letter++) {
		snprintf(line, sizeof line, "component %c kind=heroku.web", *letter);
		small_add(design, line);
	}
	for (const char *at = known->links; *at; at += strcspn(at, " "), at += *at == ' ') {
		snprintf(line, sizeof line, "link l%02d from=%c to=%c via=%s", number++, at[0], at[2], pattern_of(at[1]));
		small_add(design, line);
	}
	design_ready(design);
}

static void assert_decimal(const char *links, char letter, const char *what, Decimal value, const char *wanted)
{
	Text text = {0};

	decimal_add_text(&text, value);
	if (strcmp(text_str(&text), wanted) != 0)
		fail_msg("%s: %s of %c is %s, not %s", links, what, letter, text_str(&text), wanted);
	text_clear(&text);
}

static void assert_number(const char *links, char letter, const char *what, uint32_t value, uint32_t wanted)
{
	if (value != wanted)
		fail_msg("%s: %s of %c is %u, not %u", links, what, letter, value, wanted);
}

static void assert_figures(const Known *known, const Coupling *coupling)
{
	for (uint32_t c = 0; known->letters[c]; c++) {
		const ComponentCoupling *one = &coupling->components[c];
		char letter = known->letters[c];

		assert_number(known->links, letter, "reaches", one->reaches, (uint32_t)(known->reaches[c] - '0'));
		assert_number(known->links, letter, "blast", one->blast, (uint32_t)(known->blast[c] - '0'));
		assert_number(known->links, letter, "stops", one->stops, (uint32_t)(known->stops[c] - '0'));
		assert_number(known->links, letter, "Ca", one->fan_in, (uint32_t)(known->ca[c] - '0'));
		assert_number(known->links, letter, "Ce", one->fan_out, (uint32_t)(known->ce[c] - '0'));
		assert_decimal(known->links, letter, "I", decimal_round(one->instability, 4), known->instability[c]);
	}
	assert_decimal(known->links, '-', "propagation cost", decimal_round(coupling->propagation, 4), known->propagation);
	assert_int_equal(coupling->circles, known->circles);
	assert_int_equal(coupling->largest_circle, known->largest);
	assert_int_equal(coupling->longest_chain, known->chain);
}

static void assert_ways(const Known *known, const Graph *graph)
{
	Decimal factor[MOST], latency[MOST], product[MOST], sum[MOST];
	uint32_t next[MOST];
	Walk walk = {0};

	for (size_t c = 0; known->letters[c]; c++) {
		decimal_divide(decimal_from(known->availability[c]), decimal_from(1000), &factor[c]);
		latency[c] = decimal_from(known->latency[c]);
	}
	walk_build(&walk, graph, WALK_CHAIN);
	walk_frailest(&walk, factor, NULL, product, next);
	walk_heaviest(&walk, latency, sum, next);
	for (size_t c = 0; known->letters[c]; c++) {
		char slowest[16];

		snprintf(slowest, sizeof slowest, "%u", known->slowest[c]);
		assert_decimal(known->links, known->letters[c], "availability", product[c], known->product[c]);
		assert_decimal(known->links, known->letters[c], "latency", sum[c], slowest);
	}
	walk_clear(&walk);
}

static void six_graphs_are_known(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof graphs / sizeof *graphs; i++) {
		Design design;
		Graph graph = {0};
		Coupling coupling;

		known_design(&design, &graphs[i]);
		graph_build(&graph, &design, &small_catalog);
		coupling_measure(&coupling, &graph);
		assert_figures(&graphs[i], &coupling);
		assert_ways(&graphs[i], &graph);
		coupling_clear(&coupling);
		graph_clear(&graph);
		design_clear(&design);
	}
}

/* Staff of the portal are known to the keeper of customers, which asks the provider: 2 hops. The CRM asks the provider
 * itself, and so do, by their platform, all surfaces on Heroku: 1. A job faces nobody and asks nobody. */
static void identity_is_so_many_hops_away(void **state)
{
	static const struct {
		const char *id;
		uint32_t hops;
	} wanted[] = {{"admin", 1}, {"crm", 1}, {"idp", 0}, {"job", WALK_END}, {"keeper", 1}, {"portal", 2}};
	Design design;
	Graph graph = {0};
	Coupling coupling;

	(void)state;
	SMALL_DESIGN(&design, "platform hk vendor=heroku", "platform sf vendor=salesforce", "platform aws vendor=aws",
	             "component admin kind=heroku.web on=hk", "component portal kind=heroku.web on=hk",
	             "component crm kind=salesforce.cloud on=sf", "component job kind=aws.function on=aws",
	             "component idp kind=external.staff", "component keeper kind=external.customers",
	             "link a from=portal to=keeper via=call", "link b from=keeper to=idp via=soft",
	             "link c from=crm to=idp via=call", "link d from=hk to=idp via=call", "link e from=job to=crm via=call");
	graph_build(&graph, &design, &small_catalog);
	coupling_measure(&coupling, &graph);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (coupling.components[graph_component(&graph, wanted[i].id)].sign_in != wanted[i].hops)
			fail_msg("%s is %u hops from who knows", wanted[i].id,
			         coupling.components[graph_component(&graph, wanted[i].id)].sign_in);
	coupling_clear(&coupling);
	graph_clear(&graph);
	design_clear(&design);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(six_graphs_are_known),
		cmocka_unit_test(identity_is_so_many_hops_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
