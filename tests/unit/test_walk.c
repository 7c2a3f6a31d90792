/* The walker: answers worked out by hand, and random graphs against a slow
 * but obvious way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "model/walk.h"
#include "tests/unit/small_design.h"

typedef struct Case {
	Design design;
	Graph graph;
	Walk walk;
} Case;

/* "a>b b>c" are hard calls, "a~b" soft ones; a letter a component. */
static void case_open(Case *test, const char *letters, const char *links, WalkLinks which)
{
	char line[64];
	int number = 0;

	design_init(&test->design);
	for (const char *letter = letters; *letter; letter++) {
		snprintf(line, sizeof line, "component %c kind=heroku.web", *letter);
		small_add(&test->design, line);
	}
	for (const char *at = links; *at; at += strcspn(at, " "), at += *at == ' ') {
		snprintf(line, sizeof line, "link l%02d from=%c to=%c via=%s", number++, at[0], at[2],
		         at[1] == '>' ? "call" : "soft");
		small_add(&test->design, line);
	}
	design_ready(&test->design);
	graph_build(&test->graph, &test->design, &small_catalog);
	walk_build(&test->walk, &test->graph, which);
}

static void case_close(Case *test)
{
	walk_clear(&test->walk);
	graph_clear(&test->graph);
	design_clear(&test->design);
}

static void assert_visibility(const char *letters, const char *links, uint64_t ones,
                              const char *reaches, const char *reached)
{
	uint32_t out[32], in[32];
	Case test;

	case_open(&test, letters, links, WALK_ALL);
	assert_int_equal(walk_visibility(&test.walk, out, in), ones);
	for (size_t c = 0; letters[c]; c++) {
		assert_int_equal(out[c], reaches[c] - '0');
		assert_int_equal(in[c], reached[c] - '0');
	}
	assert_int_equal(walk_visibility(&test.walk, NULL, NULL), ones);
	case_close(&test);
}

/* Six graphs; visibility worked out by hand. */
static void visibility_is_known(void **state)
{
	(void)state;
	assert_visibility("a", "", 1, "1", "1");
	assert_visibility("abcd", "a>b b>c c>d", 10, "4321", "1234");
	assert_visibility("abcd", "a>d b>d c~d", 7, "2221", "1114");
	assert_visibility("abc", "a>b b>c c>a", 9, "333", "333");
	assert_visibility("abcde", "a>b b>c c>b c>d e>a", 16, "43315", "24451");
	assert_visibility("abcdefgh", "a>h b>h c>h d>h e>h f>h g>h", 15, "22222221", "11111118");
}

static void a_circle_is_found_and_told_from_its_smallest(void **state)
{
	uint32_t circle[32];
	Case test;

	(void)state;
	case_open(&test, "abcdef", "f>e e>d d>f d>b b>c c>b a>a", WALK_ALL);
	assert_int_equal(walk_knot_size(&test.walk, test.walk.knot[3]), 3);
	assert_int_equal(test.walk.knot[3], test.walk.knot[5]);
	assert_true(test.walk.knot[1] < test.walk.knot[3]);
	assert_int_equal(walk_circle(&test.walk, test.walk.knot[5], circle), 3);
	assert_int_equal(circle[0], 3);
	assert_int_equal(circle[1], 5);
	assert_int_equal(circle[2], 4);
	assert_true(walk_in_circle(&test.walk, 0));
	assert_int_equal(walk_circle(&test.walk, test.walk.knot[0], circle), 1);
	case_close(&test);
}

/* Two circles through a: the shorter one is told. */
static void the_shortest_circle_is_told(void **state)
{
	uint32_t circle[32];
	Case test;

	(void)state;
	case_open(&test, "abcde", "a>b b>c c>d d>a a>e e>a", WALK_ALL);
	assert_int_equal(walk_circle(&test.walk, test.walk.knot[0], circle), 2);
	assert_int_equal(circle[1], 4);
	case_close(&test);
}

static void soft_links_do_not_stop_anybody(void **state)
{
	uint32_t in[32];
	bool from[] = {true, true, false, false};
	Case test;

	(void)state;
	case_open(&test, "abcd", "a>c b~c c>d", WALK_HARD);
	walk_reached_from(&test.walk, from, in);
	assert_int_equal(in[0], 1);
	assert_int_equal(in[1], 1);
	assert_int_equal(in[2], 1);
	assert_int_equal(in[3], 1);
	case_close(&test);
	case_open(&test, "abcd", "a>c b~c c>d", WALK_ALL);
	walk_reached_from(&test.walk, from, in);
	assert_int_equal(in[3], 2);
	case_close(&test);
}

static bool everything_is_inside(const Graph *graph, const GraphLink *link)
{
	return graph && link;
}

static void ways_are_the_longest_the_heaviest_and_the_frailest(void **state)
{
	uint32_t hops[32], next[32];
	Decimal weight[] = {1, 2, 4, 100, 0, 0}, sum[6], factor[6];
	Case test;

	(void)state;
	case_open(&test, "abcdef", "a>b b>c a>d c>e e>c", WALK_ALL);
	walk_longest(&test.walk, hops, next);
	assert_int_equal(hops[0], 2);
	assert_int_equal(test.walk.edge[next[0]], 1);
	assert_int_equal(next[3], WALK_END);
	assert_int_equal(hops[2], 0);
	walk_heaviest(&test.walk, weight, sum, next);
	assert_true(sum[0] == 101);
	assert_int_equal(test.walk.edge[next[0]], 3);
	assert_true(sum[1] == 6);
	for (int i = 0; i < 6; i++)
		factor[i] = DECIMAL_ONE / 10 * 9;
	walk_frailest(&test.walk, factor, NULL, sum, next);
	assert_true(sum[0] == (Decimal)6561 * DECIMAL_ONE / 10000);
	assert_true(sum[5] == factor[5]);
	walk_frailest(&test.walk, factor, everything_is_inside, sum, next);
	assert_true(sum[0] == (Decimal)81 * DECIMAL_ONE / 100);      /* the two of the circle count both */
	assert_true(sum[3] == factor[3]);
	case_close(&test);
}

/* Random graphs; everything is compared with Warshall's closure. */
enum { RANDOM_NODES = 70 };

static uint32_t random_next(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

static void random_design(Design *design, uint64_t *seed, uint32_t links,
                          bool reach[RANDOM_NODES][RANDOM_NODES])
{
	char line[64];

	memset(reach, 0, RANDOM_NODES * sizeof *reach);
	design_init(design);
	for (int c = 0; c < RANDOM_NODES; c++) {
		snprintf(line, sizeof line, "component c%02d kind=heroku.web", c);
		small_add(design, line);
		reach[c][c] = true;
	}
	for (uint32_t i = 0; i < links; i++) {
		uint32_t a = random_next(seed) % RANDOM_NODES, b = random_next(seed) % RANDOM_NODES;
		bool back = random_next(seed) % 4 == 0;

		snprintf(line, sizeof line, "link l%03u from=c%02u to=c%02u via=%s", i, a, b,
		         back ? "async" : "call");
		small_add(design, line);
		reach[back ? b : a][back ? a : b] = true;
	}
	design_ready(design);
	for (int k = 0; k < RANDOM_NODES; k++)
		for (int i = 0; i < RANDOM_NODES; i++)
			for (int j = 0; reach[i][k] && j < RANDOM_NODES; j++)
				reach[i][j] = reach[i][j] || reach[k][j];
}

static void compare(const Walk *walk, bool reach[RANDOM_NODES][RANDOM_NODES])
{
	uint32_t out[RANDOM_NODES], in[RANDOM_NODES];
	uint64_t ones = 0;

	for (uint32_t i = 0; i < RANDOM_NODES; i++)
		for (uint32_t j = 0; j < RANDOM_NODES; j++) {
			ones += reach[i][j];
			assert_int_equal(walk->knot[i] == walk->knot[j], reach[i][j] && reach[j][i]);
			if (reach[i][j])
				assert_true(walk->knot[j] <= walk->knot[i]);
		}
	assert_int_equal(walk_visibility(walk, out, in), ones);
	for (uint32_t i = 0; i < RANDOM_NODES; i++) {
		uint32_t reaches = 0, reached = 0;

		for (uint32_t j = 0; j < RANDOM_NODES; j++) {
			reaches += reach[i][j];
			reached += reach[j][i];
		}
		assert_int_equal(out[i], reaches);
		assert_int_equal(in[i], reached);
	}
}

static void random_graphs_agree_with_the_closure(void **state)
{
	static bool reach[RANDOM_NODES][RANDOM_NODES];
	uint64_t seed = 7;

	(void)state;
	for (uint32_t round = 0; round < 30; round++) {
		Design design;
		Graph graph;
		Walk walk;

		random_design(&design, &seed, 20 + round * 6, reach);
		graph_build(&graph, &design, &small_catalog);
		walk_build(&walk, &graph, WALK_ALL);
		compare(&walk, reach);
		walk_clear(&walk);
		graph_clear(&graph);
		design_clear(&design);
	}
}

/* More components than fit in one block of columns: a chain that goes round at its end. */
static void many_columns_are_counted_in_blocks(void **state)
{
	enum { LENGTH = 2500 };
	static uint32_t out[LENGTH], in[LENGTH];
	char line[64];
	Case test;

	(void)state;
	design_init(&test.design);
	for (int c = 0; c < LENGTH; c++) {
		snprintf(line, sizeof line, "component c%04d kind=heroku.web", c);
		small_add(&test.design, line);
	}
	for (int c = 0; c < LENGTH; c++) {
		snprintf(line, sizeof line, "link l%04d from=c%04d to=c%04d via=call", c, c,
		         c + 1 < LENGTH ? c + 1 : LENGTH - 10);
		small_add(&test.design, line);
	}
	design_ready(&test.design);
	graph_build(&test.graph, &test.design, &small_catalog);
	walk_build(&test.walk, &test.graph, WALK_CHAIN);
	walk_visibility(&test.walk, out, in);
	for (uint32_t c = 0; c < LENGTH; c++) {
		assert_int_equal(out[c], c < LENGTH - 10 ? LENGTH - c : 10);
		assert_int_equal(in[c], c < LENGTH - 10 ? c + 1 : LENGTH);
	}
	case_close(&test);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(visibility_is_known),
		cmocka_unit_test(a_circle_is_found_and_told_from_its_smallest),
		cmocka_unit_test(the_shortest_circle_is_told),
		cmocka_unit_test(soft_links_do_not_stop_anybody),
		cmocka_unit_test(ways_are_the_longest_the_heaviest_and_the_frailest),
		cmocka_unit_test(random_graphs_agree_with_the_closure),
		cmocka_unit_test(many_columns_are_counted_in_blocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
