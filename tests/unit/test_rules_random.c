/* Rules under designs that nobody would draw: any kind, any pattern, any value. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/coupling.h"
#include "model/finding.h"
#include "tests/unit/random.h"

#define PICK(array) (array)[random_below(sizeof (array) / sizeof *(array))]

static const char *const values[] = {
	"", "true", "false", "0", "1", "2", "1000000", "99999999999999999999999999", "-5", "20k/day", "3k/s",
	"500 GB", "5 kB", "2 MB", "30 s", "80 h", "365 day", "99.95 %", "0 %", "12.50 EUR", "15k", "many", "%s%n",
	"eu", "us", "eu-central-1", "us-east-1", "mars", "high", "local", "federated", "none", "basic", "plain",
	"demo", "eco", "premium-0", "c0", "c1,c2,c3", "d0", "d0,d1", "c0,\"", "a,b", "rest", "r", "rw", "record-save",
	"crm,external-ui,object-store", "compute-heavy,ui,identity-idp,warehouse", "master", "file", "secret",
	"日本", "\x1b[31m",
};

static void set_random(Design *design, Element *element, const FieldSpec *fields, size_t count)
{
	for (uint64_t n = random_below(7); n > 0 && count; n--) {
		const FieldSpec *field = &fields[random_below(count)];
		const char *value = field->choices && random_below(3) ? field->choices[0] : PICK(values);

		if (!strchr(field->key, '*'))
			design_set(design, element, field->key, value);
	}
}

static Element *add(Design *design, ElementClass class, char letter, unsigned number)
{
	const Catalog *catalog = catalog_builtin();
	char id[16];
	Element *element;

	snprintf(id, sizeof id, "%c%u", letter, number);
	element = design_add(design, class, id, strlen(id));
	assert_non_null(element);
	set_random(design, element, catalog->fields[class], catalog->field_count[class]);
	return element;
}

static const char *end_id(char *id, size_t size, unsigned components)
{
	if (random_below(12) == 0)
		snprintf(id, size, "p%u", (unsigned)random_below(5));
	else if (random_below(40) == 0)
		snprintf(id, size, "ghost");
	else
		snprintf(id, size, "c%u", (unsigned)random_below(components));
	return id;
}

static void random_whole_design(Design *design)
{
	static const char *const vendors[] = {"salesforce", "heroku", "aws", "external", "aws"};
	static const char *const settings[] = {
		"residency.d0.allowed", "residency.d1.allowed", "residency.d0.transfer.us", "rates.EUR",
		"severity.coupling/cycle", "parameters.coupling/fan-in.max", "parameters.data/many-copies.places",
		"requires", "budget", "horizon", "engineers", "recovery",
	};
	const Catalog *catalog = catalog_builtin();
	unsigned components = 1 + (unsigned)random_below(40), links = (unsigned)random_below(90);
	char id[16];

	design_init(design);
	for (int i = 0; i < 6; i++)
		design_set(design, design_element(design), PICK(settings), PICK(values));
	for (unsigned i = 0; i < 4 + random_below(2); i++)
		design_set(design, add(design, CLASS_PLATFORM, 'p', i), "vendor", vendors[i]);
	for (unsigned i = 0; i < components; i++) {
		const Kind *kind = &catalog->kinds[random_below(catalog->kind_count)];
		Element *element = add(design, CLASS_COMPONENT, 'c', i);

		design_set(design, element, "kind", random_below(30) ? kind->id : "no.such");
		set_random(design, element, kind->fields, kind->field_count);
		snprintf(id, sizeof id, "p%u", (unsigned)random_below(5));
		if (random_below(8))
			design_set(design, element, "on", id);
		if (random_below(6) == 0)
			design_set(design, element, "in", end_id(id, sizeof id, components));
	}
	for (unsigned i = 0; i < links; i++) {
		const Pattern *pattern = &catalog->patterns[random_below(catalog->pattern_count)];
		Element *element = add(design, CLASS_LINK, 'l', i);

		design_set(design, element, "via", random_below(30) ? pattern->id : "no-such");
		design_set(design, element, "from", end_id(id, sizeof id, components));
		design_set(design, element, "to", end_id(id, sizeof id, components));
	}
	for (unsigned i = 0; i < random_below(5); i++)
		design_set(design, add(design, CLASS_DATA, 'd', i), "home", end_id(id, sizeof id, components));
	for (unsigned i = 0; i < random_below(4); i++) {
		add(design, CLASS_FLOW, 'f', i);
		add(design, CLASS_DECISION, 'e', i);
		add(design, CLASS_WAIVER, 'w', i);
		add(design, CLASS_ASSUMPTION, 'a', i);
	}
	design_ready(design);
}

static void assert_well_formed(const Findings *findings)
{
	size_t sum = findings->waived;

	for (int s = 0; s < SEVERITY_COUNT; s++)
		sum += findings->by_severity[s];
	assert_int_equal(sum, findings->count);
	for (size_t i = 0; i < findings->count; i++) {
		const Finding *finding = &findings->items[i];

		assert_true(*finding->message && *finding_remedy(finding) && *finding->key);
		if (i)
			assert_true(finding[-1].severity <= finding->severity);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(findings->items[j].key, finding->key);
	}
}

static void assert_same(const Findings *a, const Findings *b)
{
	assert_int_equal(a->count, b->count);
	assert_int_equal(a->undecided_count, b->undecided_count);
	for (size_t i = 0; i < a->count; i++) {
		assert_string_equal(a->items[i].key, b->items[i].key);
		assert_string_equal(a->items[i].message, b->items[i].message);
	}
	for (size_t i = 0; i < a->undecided_count; i++)
		assert_string_equal(a->undecided[i].missing, b->undecided[i].missing);
}

/* A fix applies; where the design was valid it stays so. */
static void try_fixes(const Design *design, const Graph *graph, const Findings *findings)
{
	bool valid = design_check(design, catalog_builtin(), NULL, NULL);

	for (size_t i = 0; i < findings->count; i++) {
		Edit edit = {0};
		Error err = {0};

		if (finding_fix(graph, &findings->items[i], &edit)) {
			Design copy;

			assert_non_null(edit.label);
			design_init(&copy);
			design_copy(&copy, design);
			if (!design_apply(&copy, &edit, &err) ||
			    (valid && !design_check(&copy, catalog_builtin(), &edit, &err)))
				fail_msg("%s: %s", findings->items[i].key, err.text);
			design_clear(&copy);
		}
		edit_clear(&edit);
	}
}

static void any_design_is_judged_the_same_twice(void **state)
{
	size_t seen = 0;

	(void)state;
	for (int round = 0; round < 120; round++) {
		Design design;
		Graph graph;
		Findings first = {.today = "2026-11-22"}, second = {.today = "2026-11-22"};
		Coupling coupling;

		random_whole_design(&design);
		graph_build(&graph, &design, catalog_builtin());
		findings_judge(&first, &graph);
		assert_well_formed(&first);
		coupling_measure(&coupling, &graph);
		try_fixes(&design, &graph, &first);
		graph_clear(&graph);
		graph_build(&graph, &design, catalog_builtin());
		findings_judge(&second, &graph);
		assert_same(&first, &second);
		seen += first.count;
		coupling_clear(&coupling);
		findings_clear(&first);
		findings_clear(&second);
		graph_clear(&graph);
		design_clear(&design);
	}
	assert_true(seen > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_design_is_judged_the_same_twice),
	};

	random_start("test_rules_random");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
