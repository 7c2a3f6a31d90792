/* The samples hold what they promise: they read without a warning, draw whole, cost to the
 * cent what they say, and are clean, or are bad in the way they teach. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/cost.h"
#include "model/finding.h"
#include "render/scene.h"
#include "tests/unit/sample.h"

typedef struct Sample {
	const char *name;
	const char *total;      /* a month, in USD */
	const char *low, *high; /* of the range; NULL: not stated */
	const char *unpriced;   /* the only element without a price; NULL: all have one */
	const char *pitfalls[16];       /* rules that must speak, NULL-ended; none: clean */
} Sample;

static const Sample samples[] = {
	{"customer-portal", "91612.40", "65213.70", "100959.80", "connect", {NULL}},
	{"event-processing", "22093.70", NULL, NULL, NULL, {NULL}},
	{"ml-recommendations", "88473.15", "61736.97", "98195.50", NULL, {NULL}},
	{"pdf-generation", "156.47", "148.74", "171.94", NULL, {NULL}},
	{"prestige-hybrid", "4400.00", NULL, NULL, NULL,
		{"identity/no-central-provider", "justification/no-written-why", "justification/nothing-unique",
		 "justification/salesforce-suffices", "justification/trivial-platform",
		 "operations/no-central-observability", "operations/no-on-call", "operations/no-runbook", NULL}},
	{"tight-coupling", "35243.07", NULL, NULL, NULL,
		{"cost/no-budget", "coupling/blast-radius", "coupling/cycle", "coupling/propagation-cost",
		 "coupling/shared-database", "data/master-outside-crm", "identity/no-central-provider",
		 "identity/separate-accounts", "limits/api-calls", "operations/no-central-observability",
		 "operations/no-fallback", "operations/no-on-call", "operations/no-owner", "operations/no-runbook",
		 "residency/drift", NULL}},
	{"warehouse-analytics", "2941.77", "2833.86", "3429.08", NULL, {NULL}},
};
enum { SAMPLE_COUNT = sizeof samples / sizeof samples[0] };

static void check_amount(const char *name, const char *what, Decimal amount, const char *wanted)
{
	Text text = {0};

	decimal_add_fixed(&text, amount, 2, false);
	if (strcmp(text_str(&text), wanted) != 0)
		fail_msg("%s: %s is %s, not %s", name, what, text_str(&text), wanted);
	text_clear(&text);
}

static void each_costs_what_it_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLE_COUNT; i++) {
		const Sample *sample = &samples[i];
		CostSheet sheet = {0};
		Opened opened;

		open_sample(&opened, sample->name);
		cost_price(&sheet, &opened.graph, DECIMAL_ONE);
		check_amount(sample->name, "the total", sheet.total, sample->total);
		if (sample->low)
			check_amount(sample->name, "the low end", sheet.low, sample->low);
		if (sample->high)
			check_amount(sample->name, "the high end", sheet.high, sample->high);
		for (size_t k = 0; k < sheet.unpriced_count; k++)
			if (!sample->unpriced || strcmp(sheet.unpriced[k].element->id, sample->unpriced) != 0)
				fail_msg("%s: %s has no price: %s", sample->name, sheet.unpriced[k].element->id,
				         sheet.unpriced[k].reason);
		assert_int_equal(sheet.unpriced_count, sample->unpriced ? 1 : 0);
		cost_clear(&sheet);
		close_sample(&opened);
	}
}

/* Lines make platforms, platforms the whole, and so do what is fixed and what is metered. */
static void each_adds_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLE_COUNT; i++) {
		CostSheet sheet = {0};
		Opened opened;
		Decimal lines = 0, platforms = 0;

		open_sample(&opened, samples[i].name);
		cost_price(&sheet, &opened.graph, DECIMAL_ONE);
		assert_int_equal(sheet.platform_count, opened.graph.platform_count);
		for (size_t p = 0; p < sheet.platform_count; p++) {
			Decimal own = 0;

			for (size_t k = 0; k < sheet.count; k++)
				if (sheet.lines[k].platform == (int)p)
					own += sheet.lines[k].amount;
			if (own != sheet.platform_total[p])
				fail_msg("%s: the lines of %s do not make its total", samples[i].name,
				         opened.graph.platforms[p].element->id);
			platforms += own;
		}
		for (size_t k = 0; k < sheet.count; k++)
			lines += sheet.lines[k].amount;
		check_amount(samples[i].name, "the sum of the lines", lines, samples[i].total);
		check_amount(samples[i].name, "the sum of the platforms", platforms, samples[i].total);
		check_amount(samples[i].name, "fixed and usage", sheet.fixed + sheet.usage, samples[i].total);
		cost_clear(&sheet);
		close_sample(&opened);
	}
}

/* The canvas of the editor in 120 by 40 has, between its panels, 68 columns; in 80 by 24 it has 20 rows, of which the
 * portal needs one more for the lower borders of its platforms. */
static void each_is_drawn_whole_and_fits_a_terminal(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLE_COUNT; i++) {
		SceneOptions options = {0};
		Scene scene = {0};
		Opened opened;

		open_sample(&opened, samples[i].name);
		scene_build(&scene, &opened.graph, &options);
		for (size_t k = 0; k < scene.box_count; k++) {
			assert_true(opened.graph.components[k].placed);
			if (scene.boxes[k].shifted)
				fail_msg("%s: %s stands on another", samples[i].name, scene.boxes[k].element->id);
		}
		for (size_t k = 0; k < scene.link_count; k++)
			if (scene.links[k].pending)
				fail_msg("%s: %s found no way", samples[i].name, scene.links[k].element->id);
		assert_int_equal(scene.key_count, 0);
		if (scene.width > 68 || scene.height > 20 + (strcmp(samples[i].name, "customer-portal") == 0))
			fail_msg("%s is drawn %d by %d", samples[i].name, scene.width, scene.height);
		scene_clear(&scene);
		close_sample(&opened);
	}
}

static bool speaks(const Findings *findings, const char *rule)
{
	for (size_t i = 0; i < findings->count; i++)
		if (strcmp(findings->items[i].rule->id, rule) == 0 && !findings->items[i].waiver)
			return true;
	return false;
}

static void check_findings(const Sample *sample, const Findings *findings)
{
	for (size_t i = 0; sample->pitfalls[i]; i++)
		if (!speaks(findings, sample->pitfalls[i]))
			fail_msg("%s does not show %s", sample->name, sample->pitfalls[i]);
	/* What is sold on request only stays without a price, and a warning says so. */
	for (size_t i = 0; !sample->pitfalls[0] && i < findings->count; i++)
		if (!findings->items[i].waiver && findings->items[i].severity != SEVERITY_ADVICE &&
		    !(sample->unpriced && !strcmp(findings->items[i].rule->id, "cost/unpriced") &&
		      !strcmp(findings->items[i].element->id, sample->unpriced)))
			fail_msg("%s: %s: %s", sample->name, findings->items[i].key, findings->items[i].message);
	assert_int_equal(findings->by_severity[SEVERITY_ERROR] > 0, sample->pitfalls[0] != NULL);
}

static void each_is_clean_or_bad_as_it_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLE_COUNT; i++) {
		Findings findings = {.today = "2026-11-22"};
		Opened opened;

		open_sample(&opened, samples[i].name);
		findings_judge(&findings, &opened.graph);
		check_findings(&samples[i], &findings);
		findings_clear(&findings);
		close_sample(&opened);
	}
}

static void each_opens_with_what_it_teaches(void **state)
{
	(void)state;
	for (size_t i = 0; i < SAMPLE_COUNT; i++) {
		Opened opened;

		open_sample(&opened, samples[i].name);
		assert_true(text_starts(opened.source.bytes, "# "));
		if (!strstr(opened.source.bytes, "# What it teaches: "))
			fail_msg("%s does not say what it teaches", samples[i].name);
		close_sample(&opened);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_opens_with_what_it_teaches),
		cmocka_unit_test(each_costs_what_it_says),
		cmocka_unit_test(each_adds_up),
		cmocka_unit_test(each_is_drawn_whole_and_fits_a_terminal),
		cmocka_unit_test(each_is_clean_or_bad_as_it_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
