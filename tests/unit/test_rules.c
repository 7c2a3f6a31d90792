/* Every rule: its words, a design that breaks it and one that does not; and
 * what a design may say about rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/design_file.h"
#include "model/finding.h"

typedef struct Case {
	Design design;
	Graph graph;
	Findings findings;
} Case;

static void case_judge(Case *test)
{
	graph_build(&test->graph, &test->design, catalog_builtin());
	test->findings = (Findings){.today = "2026-11-22"};
	findings_judge(&test->findings, &test->graph);
}

static void case_read(Case *test, const char *name, const char *bytes)
{
	Diagnostics list = {0};

	design_init(&test->design);
	if (!design_read_bytes(&test->design, catalog_builtin(), name, bytes, strlen(bytes), &list))
		fail_msg("%s:%d: %s", name, list.items[0].line, list.items[0].text);
	if (list.warnings)
		fail_msg("%s:%d: %s", name, list.items[0].line, list.items[0].text);
	diagnostics_clear(&list);
	case_judge(test);
}

static void case_file(Case *test, const char *rule, const char *which)
{
	char path[512], *bytes;
	size_t length;
	Error err = {0};

	snprintf(path, sizeof path, "%s/tests/rules/%s/%s.yaml", getenv("TROIKA_SRCDIR"), rule, which);
	if (!file_read(path, &bytes, &length, &err))
		fail_msg("%s", err.text);
	case_read(test, path, bytes);
	free(bytes);
}

static void case_close(Case *test)
{
	findings_clear(&test->findings);
	graph_clear(&test->graph);
	design_clear(&test->design);
}

static const Finding *find(const Findings *findings, const char *rule)
{
	for (size_t i = 0; i < findings->count; i++)
		if (!strcmp(findings->items[i].rule->id, rule))
			return &findings->items[i];
	return NULL;
}

static const Finding *find_key(const Findings *findings, const char *key)
{
	for (size_t i = 0; i < findings->count; i++)
		if (!strcmp(findings->items[i].key, key))
			return &findings->items[i];
	return NULL;
}

static const Undecided *find_undecided(const Findings *findings, const char *rule)
{
	for (size_t i = 0; i < findings->undecided_count; i++)
		if (!strcmp(findings->undecided[i].rule->id, rule))
			return &findings->undecided[i];
	return NULL;
}

static int complaints;

#define COMPLAIN(...) (complaints++, print_error(__VA_ARGS__))

static void the_bad_design_breaks_it_and_the_good_one_does_not(void **state)
{
	(void)state;
	complaints = 0;
	for (const Rule *const *rule = rule_table; *rule; rule++) {
		Case test;

		case_file(&test, (*rule)->id, "bad");
		if (!find(&test.findings, (*rule)->id))
			COMPLAIN("%s: its bad design passes\n", (*rule)->id);
		case_close(&test);
		case_file(&test, (*rule)->id, "good");
		if (find(&test.findings, (*rule)->id))
			COMPLAIN("%s: its good design fails: %s\n", (*rule)->id,
			         find(&test.findings, (*rule)->id)->message);
		for (size_t i = 0; i < test.findings.undecided_count; i++)
			if (!strcmp(test.findings.undecided[i].rule->id, (*rule)->id))
				COMPLAIN("%s: its good design is undecided for %s\n", (*rule)->id,
				         test.findings.undecided[i].missing);
		case_close(&test);
	}
	assert_int_equal(complaints, 0);
}

static void assert_sentence(const char *rule, const char *what, const char *text)
{
	if (!text_ends(text, ".") && !text_ends(text, "?"))
		fail_msg("%s: %s is missing or no sentence: \"%s\"", rule, what, text);
}

static void assert_words(const RuleText *text)
{
	if (!*text->title || text_ends(text->title, "."))
		fail_msg("%s has no title", text->id);
	assert_sentence(text->id, "why", text->why);
	assert_sentence(text->id, "impact", text->impact);
	assert_sentence(text->id, "remedy", text->remedy);
	assert_sentence(text->id, "hint", text->hint);
	if (!text_ends(text->question, "?"))
		fail_msg("%s asks nothing: \"%s\"", text->id, text->question);
	if (!*text->sources)
		fail_msg("%s has no source", text->id);
	for (size_t i = 0; text->sources[i]; i++)
		if (!catalog_source(catalog_builtin(), text->sources[i]))
			fail_msg("%s: no source %s", text->id, text->sources[i]);
	for (size_t i = 0; i < text->param_count; i++)
		assert_sentence(text->id, text->params[i].name, text->params[i].sentence);
}

static void every_rule_has_words_and_every_word_a_rule(void **state)
{
	const Catalog *catalog = catalog_builtin();
	size_t count = 0;

	(void)state;
	for (const Rule *const *rule = rule_table; *rule; rule++, count++) {
		const RuleText *text = catalog_rule(catalog, (*rule)->id);

		if (!text)
			fail_msg("%s has no words", (*rule)->id);
		assert_words(text);
		if (rule[1] && strcmp(rule[0]->id, rule[1]->id) >= 0)
			fail_msg("%s does not come before %s", rule[0]->id, rule[1]->id);
	}
	for (size_t i = 0; i < catalog->rule_count; i++)
		if (!rule_find(catalog->rules[i].id))
			fail_msg("the words of %s have no rule", catalog->rules[i].id);
	assert_int_equal(count, catalog->rule_count);
}

/* The 104 rules of the domain, by their numbers there. */
static void every_rule_of_the_domain_is_there(void **state)
{
	static const struct {
		const char *prefix, *family;
		int count;
	} families[] = {
		{"JUS", "justification/", 8}, {"COU", "coupling/", 16}, {"PAT", "pattern/", 14}, {"DAT", "data/", 12},
		{"RES", "residency/", 7}, {"IDN", "identity/", 8}, {"NET", "network/", 8}, {"LIM", "limits/", 10},
		{"CST", "cost/", 10}, {"OPS", "operations/", 11},
	};
	const Catalog *catalog = catalog_builtin();

	(void)state;
	for (size_t f = 0; f < sizeof families / sizeof *families; f++)
		for (int number = 1; number <= families[f].count; number++) {
			char ref[16];
			bool found = false;

			snprintf(ref, sizeof ref, "%s-%02d", families[f].prefix, number);
			for (size_t i = 0; i < catalog->rule_count; i++)
				found = found || (!strcmp(catalog->rules[i].ref, ref) &&
				                  text_starts(catalog->rules[i].id, families[f].family));
			if (!found)
				fail_msg("no rule %s%s", families[f].family, ref);
		}
}

static void a_budget_in_another_currency_is_no_missing_price(void **state)
{
	Case test;

	(void)state;
	case_read(&test, "t.yaml", "troika: 1\nbudget: 90 EUR\n");
	assert_string_equal(find(&test.findings, "cost/unpriced")->message,
	                    "the budget cannot be compared with the total: it is in EUR, the design counts in USD: "
	                    "set rates.EUR");
	case_close(&test);
}

static void what_many_places_want_for_is_said_once(void **state)
{
	Case test;
	size_t said = 0;

	(void)state;
	case_read(&test, "t.yaml",
	          "troika: 1\nplatforms: {sf: {vendor: salesforce}, heroku: {vendor: heroku}}\n"
	          "components:\n  crm: {kind: salesforce.service-cloud, on: sf}\n"
	          "  a: {kind: heroku.postgres, on: heroku}\n  b: {kind: heroku.postgres, on: heroku}\n"
	          "links:\n  x: {from: crm, to: a, via: heroku-connect}\n  y: {from: crm, to: b, via: heroku-connect}\n");
	for (size_t i = 0; i < test.findings.undecided_count; i++)
		said += !strcmp(test.findings.undecided[i].rule->id, "justification/not-purchasable");
	assert_int_equal(said, 1);
	case_close(&test);
}

/* tests/rules/FAMILY/RULE: a folder for each rule, and none for anything else. */
static void no_folder_is_left_without_its_rule(void **state)
{
	char path[1024];
	DIR *families, *rules;
	struct dirent *family, *rule;

	(void)state;
	snprintf(path, sizeof path, "%s/tests/rules", getenv("TROIKA_SRCDIR"));
	families = opendir(path);
	assert_non_null(families);
	while ((family = readdir(families))) {
		snprintf(path, sizeof path, "%s/tests/rules/%s", getenv("TROIKA_SRCDIR"), family->d_name);
		if (*family->d_name == '.' || !(rules = opendir(path)))
			continue;
		while ((rule = readdir(rules))) {
			snprintf(path, sizeof path, "%s/%s", family->d_name, rule->d_name);
			if (*rule->d_name != '.' && !rule_find(path))
				fail_msg("tests/rules/%s tests no rule", path);
		}
		closedir(rules);
	}
	closedir(families);
}

/* A quick fix is an edit that applies, leaves a valid design and mends its finding. */
static void a_quick_fix_mends(void **state)
{
	size_t fixes = 0;

	(void)state;
	complaints = 0;
	for (const Rule *const *rule = rule_table; *rule; rule++) {
		Case test, after;
		Edit edit = {0};
		Error err = {0};
		char *key;
		bool still = false;

		if (!(*rule)->fix)
			continue;
		case_file(&test, (*rule)->id, "bad");
		key = strdup(find(&test.findings, (*rule)->id)->key);
		if (!finding_fix(&test.graph, find(&test.findings, (*rule)->id), &edit)) {
			COMPLAIN("%s: no quick fix for its bad design\n", (*rule)->id);
			free(key);
			case_close(&test);
			continue;
		}
		assert_non_null(edit.label);
		design_init(&after.design);
		design_copy(&after.design, &test.design);
		if (!design_apply(&after.design, &edit, &err) ||
		    !design_check(&after.design, catalog_builtin(), &edit, &err))
			fail_msg("%s: %s", (*rule)->id, err.text);
		case_judge(&after);
		for (size_t i = 0; i < after.findings.count; i++)
			still = still || !strcmp(after.findings.items[i].key, key);
		for (size_t i = 0; i < after.findings.count; i++)
			if (after.findings.items[i].severity == SEVERITY_ERROR &&
			    !find_key(&test.findings, after.findings.items[i].key))
				COMPLAIN("%s: its quick fix brings %s: %s\n", (*rule)->id, after.findings.items[i].key,
				         after.findings.items[i].message);
		if (still)
			COMPLAIN("%s: its quick fix leaves %s\n", (*rule)->id, key);
		edit_clear(&edit);
		free(key);
		case_close(&after);
		case_close(&test);
		fixes++;
	}
	assert_true(fixes > 0);
	assert_int_equal(complaints, 0);
}

#define DEAR \
	"troika: 1\nbudget: 1000\nplatforms: {sf: {vendor: salesforce}}\n" \
	"components: {crm: {kind: salesforce.sales-cloud, on: sf, users: 10}}\n"

static void a_design_re_maps_severities(void **state)
{
	Case test;

	(void)state;
	case_read(&test, "dear", DEAR);
	assert_int_equal(test.findings.by_severity[SEVERITY_ERROR], 1);
	assert_string_equal(test.findings.items[0].key, "cost/over-budget@design");
	assert_int_equal(test.findings.skipped, 0);
	case_close(&test);
	case_read(&test, "mild", DEAR "severity: {cost/over-budget: advice}\n");
	assert_int_equal(test.findings.by_severity[SEVERITY_ERROR], 0);
	assert_int_equal(find(&test.findings, "cost/over-budget")->severity, SEVERITY_ADVICE);
	case_close(&test);
	case_read(&test, "off", DEAR "severity: {cost/over-budget: \"off\"}\n");
	assert_null(find(&test.findings, "cost/over-budget"));
	assert_int_equal(test.findings.skipped, 1);
	case_close(&test);
}

static void a_design_sets_thresholds(void **state)
{
	static const char text[] =
		"troika: 1\nplatforms: {sf: {vendor: salesforce, why: CRM}, aws: {vendor: aws, why: files}}\n"
		"components: {a: {kind: salesforce.apex, on: sf}, b: {kind: aws.s3, on: aws}}\n";
	char set[512];
	Case test;

	(void)state;
	case_read(&test, "short", text);
	assert_non_null(find(&test.findings, "justification/no-written-why"));
	case_close(&test);
	snprintf(set, sizeof set, "%sparameters: {justification/no-written-why: {characters: 3}}\n", text);
	case_read(&test, "set", set);
	assert_null(find(&test.findings, "justification/no-written-why"));
	case_close(&test);
	snprintf(set, sizeof set, "%sparameters: {justification/no-written-why: {characters: many}}\n", text);
	case_read(&test, "nonsense", set);
	assert_non_null(find(&test.findings, "justification/no-written-why"));
	case_close(&test);
}

static void a_waiver_sets_aside_and_is_counted(void **state)
{
	Case test;

	(void)state;
	case_read(&test, "waived", DEAR
	          "waivers: {w: {rule: cost/*, at: d*, why: paid until spring, until: 2026-11-22}}\n");
	assert_int_equal(test.findings.waived, 1);
	assert_int_equal(test.findings.by_severity[SEVERITY_ERROR], 0);
	assert_string_equal(find(&test.findings, "cost/over-budget")->waiver->id, "w");
	case_close(&test);
	case_read(&test, "yesterday", DEAR
	          "waivers: {w: {rule: cost/*, at: d*, why: paid until spring, until: 2026-11-21}}\n");
	assert_int_equal(test.findings.waived, 0);
	assert_int_equal(test.findings.by_severity[SEVERITY_ERROR], 1);
	case_close(&test);
}

static void an_assumption_is_compared_by_its_size(void **state)
{
	static const struct {
		const char *value, *while_;
		bool waived;
	} cases[] = {
		{"25k/day", "volume <= 50k/day", true}, {"60k/day", "volume <= 50k/day", false},
		{"3k/h", "volume < 50k/day", false}, {"2k/h", "volume < 50k/day", true},
		{"5", "volume != 6", true}, {"6", "volume != 6", false}, {"9", "volume > 8", true},
		{"8", "volume > 8", false}, {"8", "volume >= 8", true}, {"8", "volume = 8", true},
		{"yes", "volume = yes", true}, {"yes", "volume < no", false}, {"5 GB", "volume < 1 TB", true},
		{"5 EUR", "volume < 6 USD", false}, {"5", "volume", false},
		{"5", "volume <", false}, {"5", "", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[1024];
		Case test;

		snprintf(text, sizeof text, "%sassumptions: {volume: {value: \"%s\"}}\nwaivers: "
		         "{w: {rule: cost/over-budget, at: design, why: because, while: \"%s\"}}\n",
		         DEAR, cases[i].value, cases[i].while_);
		case_read(&test, cases[i].while_, text);
		if ((test.findings.waived == 1) != cases[i].waived)
			fail_msg("%s with %s", cases[i].while_, cases[i].value);
		if (!cases[i].waived)
			assert_non_null(find(&test.findings, "waiver/reopened"));
		case_close(&test);
	}
}

/* A start, an idea, one platform: nobody who draws that wants to be shouted at. */
static void a_sketch_is_left_in_peace(void **state)
{
	static const char *const sketches[] = {
		"troika: 1\n",
		"troika: 1\nplatforms: {sf: {vendor: salesforce}}\n",
		"troika: 1\nplatforms: {sf: {vendor: salesforce}}\n"
		"components: {crm: {kind: salesforce.sales-cloud, on: sf}}\n",
		"troika: 1\nplatforms: {sf: {vendor: salesforce}, hk: {vendor: heroku}}\n"
		"components: {crm: {kind: salesforce.sales-cloud, on: sf}, web: {kind: heroku.web, on: hk}}\n",
		"troika: 1\nplatforms: {sf: {vendor: salesforce}}\ncomponents:\n"
		"  {crm: {kind: salesforce.sales-cloud, on: sf}, flow: {kind: salesforce.flow, on: sf},\n"
		"   apex: {kind: salesforce.apex, on: sf}, screen: {kind: salesforce.lightning-ui, on: sf}}\n"
		"links: {a: {from: screen, to: apex, via: sf-internal}, b: {from: apex, to: crm, via: sf-internal},\n"
		"   c: {from: flow, to: apex, via: sf-internal}, d: {from: apex, to: flow, via: sf-internal}}\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof sketches / sizeof *sketches; i++) {
		Case test;

		case_read(&test, "sketch", sketches[i]);
		for (size_t f = 0; f < test.findings.count; f++)
			if (test.findings.items[f].severity == SEVERITY_ERROR || test.findings.count > 3)
				fail_msg("sketch %zu: %s: %s", i, test.findings.items[f].key,
				         test.findings.items[f].message);
		case_close(&test);
	}
}

#define TWO "troika: 1\nplatforms: {sf: {vendor: salesforce}, hk: {vendor: heroku}}\n"
#define THREE \
	"crm: {kind: salesforce.sales-cloud, on: sf}, ui: {kind: salesforce.lightning-ui, on: sf}, " \
	"web: {kind: heroku.web, on: hk}"

/* Below its threshold a rule about what is left out is undecided, and a waiver of it waits. */
static void a_sketch_is_undecided_and_not_passed(void **state)
{
	static const char *const rules[] = {
		"operations/no-owner", "operations/no-on-call", "operations/no-runbook", "operations/no-central-observability",
		"identity/no-central-provider", "cost/no-budget",
	};
	Case sketch, grown, told;

	(void)state;
	case_read(&sketch, "sketch", TWO "components: {" THREE "}\n"
	          "waivers: {w: {rule: operations/no-owner, at: sf, why: not yet}}\n");
	case_read(&grown, "grown", TWO "components: {" THREE ", four: {kind: heroku.worker, on: hk}}\n");
	case_read(&told, "told", TWO "components: {" THREE "}\nparameters: {operations/no-owner: {components: 3}}\n");
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		const Undecided *undecided = find_undecided(&sketch.findings, rules[i]);

		if (find(&sketch.findings, rules[i]) || !undecided)
			fail_msg("%s is not undecided", rules[i]);
		assert_true(text_starts(undecided->missing, "4 components; a sketch of fewer is not judged for "));
		if (!find(&grown.findings, rules[i]) || find_undecided(&grown.findings, rules[i]))
			fail_msg("%s does not judge four components", rules[i]);
	}
	assert_null(find(&sketch.findings, "waiver/orphaned"));
	assert_non_null(find(&told.findings, "operations/no-owner"));
	case_close(&told);
	case_close(&grown);
	case_close(&sketch);
}

static void a_waiver_of_no_rule_names_the_one_meant(void **state)
{
	Case test;

	(void)state;
	case_read(&test, "typo", "troika: 1\nwaivers: {a: {rule: operations/no-ownr, at: \"*\", why: x},\n"
	          "  b: {rule: ours/unknown, at: \"*\", why: x}, c: {rule: cost/no-budget, at: \"*\", why: x}}\n");
	assert_string_equal(find_key(&test.findings, "waiver/orphaned@a")->message,
	                    "there is no rule operations/no-ownr; did you mean operations/no-owner?");
	assert_string_equal(find_key(&test.findings, "waiver/orphaned@b")->message,
	                    "there is no rule ours/unknown; rules of a team take part by --rules");
	assert_string_equal(find_key(&test.findings, "waiver/orphaned@c")->message,
	                    "a waiver of cost/no-budget at * matches no finding");
	case_close(&test);
}

/* A platform with a reason is asked for what its reason lacks, not for a reason. */
static void a_remedy_is_not_done_already(void **state)
{
	Case test;
	const Finding *finding;

	(void)state;
	case_read(&test, "none", TWO "requires: [crm]\ncomponents: {crm: {kind: salesforce.sales-cloud, on: sf}, "
	          "web: {kind: heroku.web, on: hk}}\n");
	finding = find(&test.findings, "justification/nothing-unique");
	assert_string_equal(finding_remedy(finding), "Either move its component to sf, or write why it is here (set hk why=\"…\").");
	case_close(&test);
	case_read(&test, "reason", "troika: 1\nplatforms: {sf: {vendor: salesforce}, hk: {vendor: heroku, why: The team "
	          "knows it and deploys in minutes}}\nrequires: [crm, external-ui]\ncomponents: {crm: {kind: "
	          "salesforce.sales-cloud, on: sf}, web: {kind: heroku.web, on: hk}}\n");
	finding = find_key(&test.findings, "justification/nothing-unique@hk");
	assert_string_equal(finding_remedy(finding),
	                    "Add the capability that its why speaks of to what the design requires (set design requires=…), "
	                    "or move its component to sf, which has nothing yet for external-ui.");
	case_close(&test);
}

/* What justifies a platform in the table of weights counts against its complexity. */
static void what_justifies_a_platform_is_counted(void **state)
{
	const Finding *finding;
	Case test;

	(void)state;
	case_read(&test, "shared", "troika: 1\nrequires: [crm, external-ui, relational-store, ml-training]\n"
	          "parameters: {justification/more-complex-than-useful: {worth: 1}}\n"
	          "platforms: {sf: {vendor: salesforce}, hk: {vendor: heroku}, aws: {vendor: aws}}\n"
	          "components: {crm: {kind: salesforce.sales-cloud, on: sf}, web: {kind: heroku.web, on: hk},\n"
	          "  store: {kind: heroku.postgres, on: hk}, model: {kind: aws.sagemaker, on: aws}}\n");
	for (size_t i = 0; i < test.findings.weight.count; i++)
		assert_int_equal(test.findings.weight.items[i].verdict, WEIGHT_JUSTIFIED);
	finding = find(&test.findings, "justification/more-complex-than-useful");
	assert_string_equal(finding->message, "3 platforms, 0 links between them and 0 patterns, for 4 required capabilities "
	                                      "that no other platform alone offers");
	case_close(&test);
}

static void keys_are_unique_and_the_order_is_stable(void **state)
{
	Case test, again;

	(void)state;
	case_file(&test, "coupling/cycle", "bad");
	case_file(&again, "coupling/cycle", "bad");
	assert_string_equal(find(&test.findings, "coupling/cycle")->key, "coupling/cycle@code");
	assert_int_equal(test.findings.count, again.findings.count);
	for (size_t i = 0; i < test.findings.count; i++) {
		assert_string_equal(test.findings.items[i].key, again.findings.items[i].key);
		assert_string_equal(test.findings.items[i].message, again.findings.items[i].message);
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(test.findings.items[i].key, test.findings.items[j].key);
		if (i)
			assert_true(test.findings.items[i - 1].severity <= test.findings.items[i].severity);
	}
	case_close(&again);
	case_close(&test);
}

/* Where the design is no help, the fix of an illegal link puts what is missing between. */
static void an_illegal_link_is_mended_by_one_between(void **state)
{
	Case test;
	Edit edit = {0};

	(void)state;
	case_read(&test, "relay", "troika: 1\nplatforms: {sf: {vendor: salesforce}, aws: {vendor: aws}}\n"
	          "components: {cdc: {kind: salesforce.cdc, on: sf}, topic: {kind: aws.sns, on: aws}}\n"
	          "links: {go: {from: cdc, to: topic, via: event-relay}}\n");
	assert_non_null(find(&test.findings, "pattern/illegal-ends"));
	assert_true(finding_fix(&test.graph, find(&test.findings, "pattern/illegal-ends"), &edit));
	assert_string_equal(edit.label, "put aws.eventbridge between and go on by eventbridge-rule for go");
	edit_clear(&edit);
	case_close(&test);
}

#define STORE "troika: 1\nplatforms: {hk: {vendor: heroku}}\ncomponents: {s: {kind: heroku.postgres, on: hk"
#define CALL \
	"troika: 1\nplatforms: {hk: {vendor: heroku}, sf: {vendor: salesforce}}\ncomponents: {a: {kind: heroku.web, on: hk}, " \
	"c: {kind: salesforce.sales-cloud, on: sf}}\nlinks: {l: {from: a, to: c, via: rest-call-in"

/* Fields that make a rule speak, or be quiet. */
static void a_field_makes_the_difference(void **state)
{
	static const struct {
		const char *design, *rule;
		bool speaks, undecided;
	} cases[] = {
		{STORE "}}\n", "data/no-backup", false, false},
		{STORE ", stateful: true}}\n", "data/no-backup", true, false},
		{STORE ", stateful: true, backup: daily}}\n", "data/no-backup", false, false},
		{CALL "}}\n", "pattern/not-idempotent", false, false},
		{CALL ", retries: 0}}\n", "pattern/not-idempotent", false, false},
		{CALL ", retries: 3}}\n", "pattern/not-idempotent", true, false},
		{CALL ", retries: 3, access: r}}\n", "pattern/not-idempotent", false, false},
		{CALL ", retries: 3, idempotent: true}}\n", "pattern/not-idempotent", false, false},
		{CALL ", user: a}, m: {from: a, to: c, via: rest-call-in}}\n", "identity/shared-integration-user", false, true},
		{CALL "}}\n", "identity/shared-integration-user", false, false},
		{STORE "}}\ndata: {d: {home: s, personal: true}}\n", "network/open-store", false, true},
		{STORE ", public: false}}\ndata: {d: {home: s, personal: true}}\n", "network/open-store", false, false},
		{"troika: 1\nrates: {EUR: 1.1}\n", "cost/old-price", false, true},
		{"troika: 1\nrates: {EUR: 1.1}\nrates-date: 2025-11-21\n", "cost/old-price", true, false},
		{"troika: 1\nrates: {EUR: 1.1}\nrates-date: 2025-11-22\n", "cost/old-price", false, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool undecided = false;
		Case test;

		case_read(&test, cases[i].design, cases[i].design);
		for (size_t u = 0; u < test.findings.undecided_count; u++)
			undecided = undecided || !strcmp(test.findings.undecided[u].rule->id, cases[i].rule);
		if ((find(&test.findings, cases[i].rule) != NULL) != cases[i].speaks || undecided != cases[i].undecided)
			fail_msg("%s of:\n%s", cases[i].rule, cases[i].design);
		case_close(&test);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_rule_has_words_and_every_word_a_rule),
		cmocka_unit_test(every_rule_of_the_domain_is_there),
		cmocka_unit_test(no_folder_is_left_without_its_rule),
		cmocka_unit_test(the_bad_design_breaks_it_and_the_good_one_does_not),
		cmocka_unit_test(a_budget_in_another_currency_is_no_missing_price),
		cmocka_unit_test(what_many_places_want_for_is_said_once),
		cmocka_unit_test(a_quick_fix_mends),
		cmocka_unit_test(a_design_re_maps_severities),
		cmocka_unit_test(a_design_sets_thresholds),
		cmocka_unit_test(a_waiver_sets_aside_and_is_counted),
		cmocka_unit_test(an_assumption_is_compared_by_its_size),
		cmocka_unit_test(an_illegal_link_is_mended_by_one_between),
		cmocka_unit_test(a_field_makes_the_difference),
		cmocka_unit_test(a_sketch_is_left_in_peace),
		cmocka_unit_test(a_remedy_is_not_done_already),
		cmocka_unit_test(what_justifies_a_platform_is_counted),
		cmocka_unit_test(a_sketch_is_undecided_and_not_passed),
		cmocka_unit_test(a_waiver_of_no_rule_names_the_one_meant),
		cmocka_unit_test(keys_are_unique_and_the_order_is_stable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
