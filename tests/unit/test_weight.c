/* Whether a platform pulls its weight: small designs, each judged by hand first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/design_file.h"
#include "model/finding.h"

typedef struct Judged {
	Design design;
	Graph graph;
	Findings findings;
} Judged;

static void judge(Judged *judged, const char *text)
{
	Diagnostics list = {0};

	*judged = (Judged){0};
	design_init(&judged->design);
	if (!design_read_bytes(&judged->design, catalog_builtin(), "d.yaml", text, strlen(text), &list))
		fail_msg("%d: %s", list.items[0].line, list.items[0].text);
	diagnostics_clear(&list);
	graph_build(&judged->graph, &judged->design, catalog_builtin());
	findings_judge(&judged->findings, &judged->graph);
}

static void forget(Judged *judged)
{
	findings_clear(&judged->findings);
	graph_clear(&judged->graph);
	design_clear(&judged->design);
}

static const Weight *weight_of(const Judged *judged, const char *platform)
{
	const WeightTable *table = &judged->findings.weight;

	for (size_t i = 0; i < table->count; i++)
		if (strcmp(judged->graph.platforms[table->items[i].platform].element->id, platform) == 0)
			return &table->items[i];
	return NULL;
}

static void assert_capabilities(const Judged *judged, uint64_t bits, const char *wanted)
{
	Text text = {0};

	weight_add_capabilities(&judged->findings.weight, bits, &text);
	assert_string_equal(text_str(&text), wanted);
	text_clear(&text);
}

#define PLATFORMS(heroku_why) \
	"platforms:\n" \
	"  sf: {vendor: salesforce, why: The business works here.}\n" \
	"  hk: {vendor: heroku" heroku_why "}\n" \
	"components:\n" \
	"  crm: {kind: salesforce.service-cloud, on: sf, users: 10, edition: enterprise}\n"

/* Salesforce alone has a CRM, and no kind of it is a relational store. */
static void test_justified(void **state)
{
	Judged judged;
	const Weight *sf, *hk;

	(void)state;
	judge(&judged, "troika: 1\nname: x\nrequires: [crm, relational-store]\n" PLATFORMS("")
	      "  web: {kind: heroku.web, on: hk, dynos: 2, size: standard-1x}\n"
	      "  db: {kind: heroku.postgres, on: hk, plan: standard-0}\n"
	      "links:\n"
	      "  a: {from: web, to: crm, via: rest-call-in}\n"
	      "  b: {from: web, to: db, via: owned-store}\n");
	sf = weight_of(&judged, "sf");
	hk = weight_of(&judged, "hk");
	assert_int_equal(judged.findings.weight.count, 2);
	assert_int_equal(sf->verdict, WEIGHT_JUSTIFIED);
	assert_capabilities(&judged, sf->only_here, "crm");
	assert_int_equal(hk->verdict, WEIGHT_JUSTIFIED);
	assert_capabilities(&judged, hk->serves, "relational-store");
	assert_capabilities(&judged, hk->only_here, "relational-store");
	assert_string_equal(hk->reason, "only here: relational-store");
	/* Two Standard-1X at 25 and Standard-0 at 50; only a goes to another platform. */
	assert_true(hk->cost == decimal_from(2 * 25 + 50));
	assert_int_equal(hk->unpriced, 0);
	assert_int_equal(hk->components, 2);
	assert_int_equal(hk->links, 1);
	assert_int_equal(sf->links, 1);
	assert_string_equal(judged.findings.weight.currency, "USD");
	forget(&judged);
}

/* What Heroku serves here Salesforce offers as well: without a reason it is prestige, with one weak. */
static void test_rival(void **state)
{
	static const char tail[] = "  site: {kind: heroku.web, on: hk, dynos: 1}\n";
	static const Verdict wanted[] = {WEIGHT_PRESTIGE, WEIGHT_PRESTIGE, WEIGHT_WEAK};
	const char *texts[] = {
		"troika: 1\nname: x\nrequires: [crm, external-ui]\n" PLATFORMS(""),
		"troika: 1\nname: x\nrequires: [crm, external-ui]\n" PLATFORMS(", why: Because."),
		"troika: 1\nname: x\nrequires: [crm, external-ui]\n" PLATFORMS(", why: The team knows it and may not hire."),
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		Judged judged;
		Text text = {0};
		const Weight *hk;

		text_addf(&text, "%s%s", texts[i], tail);
		judge(&judged, text.s);
		hk = weight_of(&judged, "hk");
		assert_int_equal(hk->verdict, wanted[i]);
		assert_int_equal(hk->only_here, 0);
		assert_string_equal(judged.graph.platforms[hk->rival].element->id, "sf");
		assert_string_equal(hk->reason, "sf offers it as well: external-ui");
		forget(&judged);
		text_clear(&text);
	}
}

static void test_serves_nothing(void **state)
{
	Judged judged;

	(void)state;
	judge(&judged, "troika: 1\nname: x\nrequires: [crm]\n" PLATFORMS("")
	      "  web: {kind: heroku.web, on: hk, dynos: 1}\n");
	assert_int_equal(weight_of(&judged, "hk")->verdict, WEIGHT_PRESTIGE);
	assert_string_equal(weight_of(&judged, "hk")->reason, "it serves nothing of what is required");
	forget(&judged);
}

/* Files are Salesforce's as long as they are few: past 10 GB, or of unknown size, only S3 keeps them well. */
static void test_files(void **state)
{
	static const struct { const char *size; Verdict verdict; } cases[] = {
		{", size: 1 GB", WEIGHT_PRESTIGE}, {", size: 2 TB", WEIGHT_JUSTIFIED}, {"", WEIGHT_JUSTIFIED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		Judged judged;
		Text text = {0};

		text_addf(&text, "troika: 1\nname: x\nrequires: [crm, object-store]\n"
		          "platforms:\n  sf: {vendor: salesforce}\n  cloud: {vendor: aws}\n"
		          "components:\n  crm: {kind: salesforce.service-cloud, on: sf}\n"
		          "  files: {kind: aws.s3, on: cloud, gb: 5 GB}\n"
		          "data:\n  scans: {class: file, home: files%s}\n", cases[i].size);
		judge(&judged, text.s);
		assert_int_equal(weight_of(&judged, "cloud")->verdict, cases[i].verdict);
		forget(&judged);
		text_clear(&text);
	}
}

/* Nobody has said what is required; what is outside the three vendors is not weighed; two orgs are two platforms. */
static void test_undecided(void **state)
{
	Judged judged;

	(void)state;
	judge(&judged, "troika: 1\nname: x\nplatforms:\n  sf: {vendor: salesforce}\n  sf2: {vendor: salesforce}\n"
	      "  out: {vendor: external}\n  empty: {vendor: aws}\ncomponents:\n  crm: {kind: salesforce.sales-cloud, on: sf}\n"
	      "  crm2: {kind: salesforce.sales-cloud, on: sf2}\n  idp: {kind: external.okta, on: out}\n");
	assert_int_equal(judged.findings.weight.count, 2);
	assert_int_equal(weight_of(&judged, "sf")->verdict, WEIGHT_UNDECIDED);
	assert_string_equal(weight_of(&judged, "sf2")->reason, "the design does not say what it requires");
	assert_null(weight_of(&judged, "out"));
	assert_null(weight_of(&judged, "empty"));
	forget(&judged);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_justified),
		cmocka_unit_test(test_rival),
		cmocka_unit_test(test_serves_nothing),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_undecided),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
