/* Selectors, as waivers use them; and the ways by which data end up elsewhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "model/design_file.h"
#include "model/finding.h"
#include "model/selector.h"

typedef struct Read {
	Design design;
	Graph graph;
} Read;

static void read_text(Read *read, const char *text)
{
	Diagnostics list = {0};

	*read = (Read){0};
	design_init(&read->design);
	if (!design_read_bytes(&read->design, catalog_builtin(), "d.yaml", text, strlen(text), &list))
		fail_msg("%d: %s", list.items[0].line, list.items[0].text);
	diagnostics_clear(&list);
	graph_build(&read->graph, &read->design, catalog_builtin());
}

static void forget(Read *read)
{
	graph_clear(&read->graph);
	design_clear(&read->design);
}

static const char shop[] =
	"troika: 1\nname: x\nplatforms:\n  aws: {vendor: aws}\n  hk: {vendor: heroku}\n"
	"components:\n  web: {kind: heroku.web, on: hk, tags: [front, old]}\n  db: {kind: heroku.postgres, on: hk, tags: [old]}\n"
	"  files: {kind: aws.s3, on: aws}\n"
	"links:\n  web-db: {from: web, to: db, via: owned-store}\n"
	"  web-files: {from: web, to: files, via: aws-sdk-from-heroku, carries: [scans]}\n"
	"data:\n  people: {class: master, home: db}\n  scans: {class: file, home: files}\n";

static void test_matches(void **state)
{
	static const struct { const char *selector, *matched; } cases[] = {
		{"web", "web"}, {"web*", "web web-db web-files"}, {"*", "aws hk db files web web-db web-files people scans"},
		{"id:d*", "db"}, {"kind:heroku.*", "db web"}, {"kind:aws.s3", "files"}, {"kind:owned-store", "web-db"},
		{"tag:old", "db web"}, {"tag:f*", "web"}, {"not tag:old kind:*", "files web-db web-files"},
		{"platform:aws", "aws files web-files scans"}, {"platform:hk kind:heroku.web", "web"},
		{"class:file", "files web-files scans"}, {"class:master not people", "db"}, {"web, files", "files web"},
		{"tag:front,platform:aws not id:scans", "aws files web web-files"}, {"not *", ""}, {" web ", "web"},
		{"not not web", "aws hk db files web-db web-files people scans"},
	};
	Read read;

	(void)state;
	read_text(&read, shop);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		Selector selector;
		Text text = {0};
		Error err = {0};

		if (!selector_parse(&selector, cases[i].selector, &err))
			fail_msg("%s: %s", cases[i].selector, err.text);
		for (int class = CLASS_PLATFORM; class < CLASS_COUNT; class++)
			for (size_t e = 0; e < design_count(&read.design, (ElementClass)class); e++) {
				const Element *element = design_at(&read.design, (ElementClass)class, e);

				if (selector_fits(&selector, &read.graph, element))
					text_addf(&text, "%s%s", text.length ? " " : "", element->id);
			}
		if (strcmp(text_str(&text), cases[i].matched) != 0)
			fail_msg("'%s' matches '%s', not '%s'", cases[i].selector, text_str(&text), cases[i].matched);
		text_clear(&text);
		selector_clear(&selector);
	}
	forget(&read);
}

static void test_refused(void **state)
{
	static const struct { const char *selector, *words; } cases[] = {
		{"knd:x", "'knd:' selects nothing"}, {"kind:", "ends in ':'"}, {"not", "'not' stands in front"}, {"a,", "selects nothing"},
		{",a", "selects nothing"}, {"", "selects nothing"}, {"web not", "'not' stands in front"}, {":x", "':' selects nothing"},
	};
	Text many = {0};
	Selector selector;
	Error err = {0};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_false(selector_parse(&selector, cases[i].selector, &err));
		if (!strstr(err.text, cases[i].words))
			fail_msg("'%s': %s", cases[i].selector, err.text);
		assert_int_equal(selector.count, 0);
		selector_clear(&selector);
	}
	text_add_repeat(&many, "a ", 1000);
	assert_false(selector_parse(&selector, many.s, &err));
	selector_clear(&selector);
	text_clear(&many);
	error_clear(&err);
}

/* Of the findings of a rule a waiver sets aside those it selects. */
static void test_waiver(void **state)
{
	static const char text[] =
		"troika: 1\nname: x\nplatforms:\n  hk: {vendor: heroku}\n"
		"components:\n  one: {kind: heroku.web, on: hk, tags: [old], critical: true}\n"
		"  two: {kind: heroku.web, on: hk, critical: true}\n"
		"waivers:\n  w: {rule: operations/single-point-of-failure, at: 'kind:heroku.* not tag:old', why: It is known.}\n"
		"  gone: {rule: operations/single-point-of-failure, at: 'tag:none', why: It is known.}\n";
	Findings findings = {0};
	size_t waived = 0, open = 0, orphaned = 0;
	Read read;

	(void)state;
	read_text(&read, text);
	findings_judge(&findings, &read.graph);
	for (size_t i = 0; i < findings.count; i++) {
		const Finding *finding = &findings.items[i];

		if (strcmp(finding->rule->id, "operations/single-point-of-failure") == 0) {
			waived += finding->waiver && strcmp(finding->element->id, "two") == 0;
			open += !finding->waiver && strcmp(finding->element->id, "one") == 0;
		}
		orphaned += strcmp(finding->key, "waiver/orphaned@gone") == 0;
	}
	assert_int_equal(orphaned, 1);
	assert_int_equal(waived, 1);
	assert_int_equal(open, 1);
	findings_clear(&findings);
	forget(&read);
}

/* The findings of the rules about residency, as "rule: message". */
static void residency(const char *more, const char *wanted)
{
	Findings findings = {0};
	Text text = {0}, said = {0};
	Read read;

	text_addf(&text, "troika: 1\nname: x\nresidency: {people: {allowed: [eu]%s}}\n"
	          "platforms:\n  hk: {vendor: heroku, region: eu}\n  far: {vendor: aws, region: us-east-1}\n"
	          "  out: {vendor: external, region: us}\n", strncmp(more, "TRANSFER", 8) ? "" : ", transfer: {us: SCC}");
	text_add(&text, strncmp(more, "TRANSFER", 8) ? more : more + 8);
	read_text(&read, text.s);
	findings_judge(&findings, &read.graph);
	for (size_t i = 0; i < findings.count; i++)
		if (strcmp(findings.items[i].rule->id, "residency/personal-data-leaves") == 0 ||
		    strcmp(findings.items[i].rule->id, "residency/processor-outside") == 0)
			text_addf(&said, "%s|", findings.items[i].message);
	assert_string_equal(text_str(&said), wanted);
	text_clear(&text);
	text_clear(&said);
	findings_clear(&findings);
	forget(&read);
}

static void test_residency(void **state)
{
#define PEOPLE "data:\n  people: {class: master, home: db, personal: true}\n"
	(void)state;
	residency("components:\n  db: {kind: heroku.postgres, on: hk}\n" PEOPLE, "");
	residency("components:\n  db: {kind: heroku.postgres, on: hk, backup: 'daily, 30 days, us'}\n" PEOPLE,
	          "people must stay in eu, and also reaches db (us, backup)|");
	residency("TRANSFERcomponents:\n  db: {kind: heroku.postgres, on: hk, backup: 'daily, 30 days, us'}\n" PEOPLE, "");
	residency("components:\n  db: {kind: heroku.postgres, on: hk, backup: 'daily, 30 days, eu'}\n" PEOPLE, "");
	residency("components:\n  db: {kind: heroku.postgres, on: hk}\n  logs: {kind: external.datadog, on: out}\n"
	          "links:\n  l: {from: db, to: logs, via: log-drain}\n" PEOPLE,
	          "people must stay in eu, and is also seen by logs (us, logs)|");
	residency("components:\n  db: {kind: heroku.postgres, on: hk}\n  logs: {kind: external.datadog, on: out}\n"
	          "links:\n  l: {from: db, to: logs, via: log-drain, carries: [counts]}\n"
	          PEOPLE "  counts: {class: event, home: db}\n", "");
	residency("components:\n  db: {kind: heroku.postgres, on: hk}\n  web: {kind: heroku.web, on: hk}\n"
	          "  spare: {kind: aws.rds-postgres, on: far}\n"
	          "links:\n  l: {from: web, to: db, via: owned-store, carries: [people], fallback: 'spare, read only'}\n" PEOPLE,
	          "people must stay in eu, and also reaches spare (us, failover)|");
	residency("components:\n  db: {kind: heroku.postgres, on: hk}\n  copy: {kind: aws.rds-postgres, on: far}\n"
	          "data:\n  people: {class: master, home: db, copies: [copy], personal: true}\n",
	          "people must stay in eu, and also reaches copy (us)|");
#undef PEOPLE
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_matches),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_waiver),
		cmocka_unit_test(test_residency),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
