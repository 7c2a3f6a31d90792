/* The table kind × pattern × kind, whole: each cell is legal as the catalogue states it, or has one reason and the
 * smallest change; and the change is made, and the answer asked for again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "model/edit_language.h"
#include "model/legal.h"
#include "tests/unit/random.h"

/* ---- what the catalogue states, read without the program's own matcher ------------- */

static bool states(const char *const *selectors, const Kind *kind)
{
	for (; *selectors; selectors++) {
		const char *s = *selectors, *star = strchr(s, '*');

		if (!strcmp(s, kind->id) || !strcmp(s, "*") || (star && !strncmp(s, kind->id, (size_t)(star - s))))
			return true;
		for (const char *const *one = kind->capabilities; *one; one++)
			if (!strncmp(s, "capability:", 11) && !strcmp(s + 11, *one))
				return true;
	}
	return false;
}

/* Of two bare components, by hand: the four prerequisites that the catalogue has. */
static bool prerequisites_stated(const Pattern *pattern, const Kind *from, const Kind *to)
{
	static const struct {
		const char *pattern, *either, *from;
	} met[] = {
		{"private-connect", "salesforce.private-connect", NULL},
		{"heroku-vpc-peering", NULL, "heroku.private-space"},
		{"heroku-vpc-peering", NULL, "heroku.shield-space"},
	};

	if (!*pattern->requires)
		return true;
	for (size_t i = 0; i < sizeof met / sizeof *met; i++)
		if (!strcmp(met[i].pattern, pattern->id) &&
		    ((met[i].either && (!strcmp(met[i].either, from->id) || !strcmp(met[i].either, to->id))) ||
		     (met[i].from && !strcmp(met[i].from, from->id))))
			return true;
	return false;
}

/* ---- two bare components ------------------------------------------------------------ */

typedef struct Pair {
	Design design;
	Graph graph;
} Pair;

static void apply(Design *design, const char *script, const char *what)
{
	Edit edit = {0};
	Error err = {0};

	if (!edit_parse(script, "", design, catalog_builtin(), &edit, &err) || !design_apply(design, &edit, &err) ||
	    !design_check(design, catalog_builtin(), &edit, &err))
		fail_msg("%s: %s\n%s", what, err.text, script);
	edit_clear(&edit);
}

static void pair_open(Pair *pair, const Kind *from, const Kind *to)
{
	char script[256];

	snprintf(script, sizeof script, "add %s a\nadd %s b\n", from->id, to->id);
	design_init(&pair->design);
	apply(&pair->design, script, "pair");
	pair->graph = (Graph){0};
	graph_build(&pair->graph, &pair->design, catalog_builtin());
}

static void pair_close(Pair *pair)
{
	graph_clear(&pair->graph);
	design_clear(&pair->design);
}

static void judge(const Graph *graph, const Pattern *pattern, Legality *out)
{
	pattern_judge(graph, pattern, graph_end(graph, "a"), graph_end(graph, "b"), out);
}

/* The links of a made change: by the pattern asked about and by others, all of them legal. */
static void assert_change_is_legal(const Pair *pair, const Pattern *pattern, const char *script)
{
	Design design;
	Graph graph = {0};
	size_t by_it = 0;

	design_init(&design);
	design_copy(&design, &pair->design);
	apply(&design, script, pattern->id);
	graph_build(&graph, &design, catalog_builtin());
	for (size_t i = 0; i < graph.link_count; i++) {
		const GraphLink *link = &graph.links[i];
		Text why = {0};

		by_it += link->pattern == pattern;
		if (!pattern_legal(&graph, link->pattern, graph_from(link), graph_to(link), &why))
			fail_msg("%s: after its change %s is still illegal: %s\n%s", pattern->id, link->element->id,
			         text_str(&why), script);
	}
	if (!by_it && !*pattern->expands)
		fail_msg("%s: its change draws no link by it:\n%s", pattern->id, script);
	graph_clear(&graph);
	design_clear(&design);
}

static void assert_sentence(const Pattern *pattern, const Legality *legality)
{
	const char *reason = text_str(&legality->reason), *change = text_str(&legality->change);

	if (legality->legal && (*reason || *change))
		fail_msg("%s: legal, and yet: %s: %s", pattern->id, reason, change);
	if (!legality->legal && (!*reason || !*change || strchr(reason, '\n') || strchr(change, ':')))
		fail_msg("%s: one reason and one change are wanted, not \"%s: %s\"", pattern->id, reason, change);
	if (!*text_str(&legality->script))
		fail_msg("%s: no edit would do it: %s: %s", pattern->id, reason, change);
}

/* Every cell is judged; of each pair of kinds every 61st change is made, another one each time round the table. */
static void every_cell_is_stated_or_has_its_reason(void **state)
{
	const Catalog *c = catalog_builtin();
	size_t cell = random_below(61), legal = 0, made = 0;

	(void)state;
	for (size_t f = 0; f < c->kind_count; f++)
		for (size_t t = 0; t < c->kind_count; t++) {
			const Kind *from = &c->kinds[f], *to = &c->kinds[t];
			Pair pair;

			pair_open(&pair, from, to);
			for (size_t p = 0; p < c->pattern_count; p++, cell++) {
				const Pattern *pattern = &c->patterns[p];
				bool stated = states(pattern->from, from) && states(pattern->to, to) &&
				              prerequisites_stated(pattern, from, to);
				Legality legality = {0};

				judge(&pair.graph, pattern, &legality);
				if (legality.legal != stated)
					fail_msg("%s -%s-> %s: the catalogue states %d", from->id, pattern->id, to->id, stated);
				assert_sentence(pattern, &legality);
				if (cell % 61 == 0) {
					assert_change_is_legal(&pair, pattern, text_str(&legality.script));
					made++;
				}
				legal += stated;
				legality_clear(&legality);
			}
			pair_close(&pair);
		}
	assert_true(legal > c->kind_count * c->kind_count);     /* the free pattern alone links any two */
	assert_true(made > 4000);
}

/* ---- each sort of change ----------------------------------------------------------------- */

static void assert_change(const char *pieces, const char *pattern_id, const char *change, const char *script)
{
	const Pattern *pattern = catalog_pattern(catalog_builtin(), pattern_id);
	Pair pair = {0};
	Legality legality = {0};

	design_init(&pair.design);
	apply(&pair.design, pieces, pattern_id);
	graph_build(&pair.graph, &pair.design, catalog_builtin());
	judge(&pair.graph, pattern, &legality);
	assert_string_equal(text_str(&legality.change), change);
	assert_string_equal(text_str(&legality.script), script);
	assert_change_is_legal(&pair, pattern, script);
	legality_clear(&legality);
	pair_close(&pair);
}

static void the_smallest_change_is_said(void **state)
{
	(void)state;
	assert_change("add heroku.postgres a\nadd salesforce.sales-cloud b", "heroku-connect", "reverse it",
	              "link b a via heroku-connect\n");
	assert_change("add heroku.web a\nadd aws.vpc b", "heroku-vpc-peering", "put it in one",
	              "add heroku.private-space private-space on=heroku\nset a in=private-space\n"
	              "link a b via heroku-vpc-peering\n");
	assert_change("add heroku.web a\nadd aws.vpc b\nadd heroku.shield-space s", "heroku-vpc-peering", "put it in one",
	              "set a in=s\nlink a b via heroku-vpc-peering\n");
	assert_change("add aws.lambda a\nadd heroku.postgres b", "heroku-data-privatelink", "set it",
	              "set b plan=private-0\nlink a b via heroku-data-privatelink\n");
	assert_change("add heroku.postgres a\nadd heroku.kafka b", "heroku-data-connector", "put a and b in one",
	              "add heroku.private-space private-space on=heroku\nset a in=private-space\n"
	              "set b in=private-space\nlink a b via heroku-data-connector\n");
	assert_change("add heroku.private-space s\nadd heroku.postgres a\nadd heroku.kafka b in=s",
	              "heroku-data-connector", "put a and b in one", "set a in=s\nlink a b via heroku-data-connector\n");
	assert_change("add salesforce.apex a\nadd aws.vpc b", "private-connect", "add one",
	              "add salesforce.private-connect private-connect on=salesforce\nlink a b via private-connect\n");
	assert_change("add salesforce.cdc a\nadd aws.lambda b", "event-relay",
	              "put aws.eventbridge between and go on by eventbridge-rule",
	              "add aws.eventbridge eventbridge on=aws\nlink a eventbridge via event-relay\n"
	              "link eventbridge b via eventbridge-rule\n");
	assert_change("add salesforce.cdc a\nadd aws.lambda b\nadd aws.eventbridge bus", "event-relay",
	              "go through bus, and on by eventbridge-rule",
	              "link a bus via event-relay\nlink bus b via eventbridge-rule\n");
	assert_change("add heroku.web a\nadd aws.lambda b\nadd aws.api-gateway door", "apigw-lambda",
	              "go through door, and come there by aws-sdk-from-heroku",
	              "link a door via aws-sdk-from-heroku\nlink door b via apigw-lambda\n");
	assert_change("add external.user a\nadd external.okta b", "heroku-connect",
	              "start it at salesforce.sales-cloud and end it at heroku.postgres",
	              "add salesforce.sales-cloud sales-cloud\nadd heroku.postgres postgres\n"
	              "link sales-cloud postgres via heroku-connect\n");
}

/* "Lambda triggered by Salesforce events" is not one hop. */
static void a_pattern_of_several_hops_is_drawn_as_those(void **state)
{
	Design design;
	Edit edit = {0};
	Error err = {0};

	(void)state;
	design_init(&design);
	apply(&design, "add salesforce.cdc a\nadd aws.lambda b\nadd aws.eventbridge bus", "pieces");
	apply(&design, "link a b via lambda-on-salesforce-events", "expands");
	assert_null(design_find(&design, "a-b"));
	assert_string_equal(element_get(design_find(&design, "bus-2"), "kind"), "aws.eventbridge");
	assert_string_equal(element_get(design_find(&design, "bus-2"), "on"), "aws");
	assert_string_equal(element_get(design_find(&design, "a-bus-2"), "via"), "event-relay");
	assert_string_equal(element_get(design_find(&design, "bus-2-b"), "via"), "eventbridge-rule");
	assert_false(edit_parse("link a b via lambda-on-salesforce-events volume=3/day", "s", &design, catalog_builtin(),
	                        &edit, &err));
	assert_non_null(strstr(err.text, "s:1:42: lambda-on-salesforce-events is drawn as several links"));
	error_clear(&err);
	/* A fully written line, as a journal prints it, is taken at its word. */
	apply(&design, "link a b via lambda-on-salesforce-events id=direct", "written");
	assert_non_null(design_find(&design, "direct"));
	design_clear(&design);
}

/* Whole designs: several platforms of a vendor, containers, ends that are platforms. */
static void any_two_of_any_design_get_a_change_that_fits(void **state)
{
	static const char *const frame =
		"add platform aws vendor=aws\nadd platform aws-2 vendor=aws\nadd platform hk vendor=heroku\n"
		"add platform hk-2 vendor=heroku\nadd platform sf vendor=salesforce\n"
		"add heroku.private-space space on=hk\nadd aws.vpc vpc on=aws-2\n";
	static const char *const vendors[] = {"aws", "heroku", "salesforce"}, *const homes[] = {"aws-2", "hk-2", "sf"};
	const Catalog *c = catalog_builtin();

	(void)state;
	for (int round = 0; round < 60; round++) {
		Text script = {0};
		Pair pair = {0};

		text_add(&script, frame);
		for (int i = 0; i < 8; i++) {
			const Kind *kind = &c->kinds[random_below(c->kind_count)];

			text_addf(&script, "add %s c%d", kind->id, i);
			for (size_t v = 0; v < 3; v++)
				if (!strcmp(kind->vendor, vendors[v]))
					text_addf(&script, " on=%s", homes[v]);
			text_add(&script, random_below(4) || strcmp(kind->vendor, "heroku") ? "\n" : " in=space\n");
		}
		design_init(&pair.design);
		apply(&pair.design, text_str(&script), "design");
		graph_build(&pair.graph, &pair.design, c);
		for (int i = 0; i < 60; i++) {
			const Pattern *pattern = &c->patterns[random_below(c->pattern_count)];
			char from[8], to[8];
			Legality legality = {0};

			snprintf(from, sizeof from, random_below(9) ? "c%u" : "hk", random_below(8));
			snprintf(to, sizeof to, random_below(9) ? "c%u" : "aws", random_below(8));
			pattern_judge(&pair.graph, pattern, graph_end(&pair.graph, from), graph_end(&pair.graph, to), &legality);
			assert_sentence(pattern, &legality);
			assert_change_is_legal(&pair, pattern, text_str(&legality.script));
			legality_clear(&legality);
		}
		pair_close(&pair);
		text_clear(&script);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_smallest_change_is_said),
		cmocka_unit_test(a_pattern_of_several_hops_is_drawn_as_those),
		cmocka_unit_test(any_two_of_any_design_get_a_change_that_fits),
		cmocka_unit_test(every_cell_is_stated_or_has_its_reason),
	};

	random_start("test_legal");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
