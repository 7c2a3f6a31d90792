/* To whom costs fall, and what they may grow to: sums done by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "model/cost_share.h"
#include "model/design_file.h"
#include "model/finding.h"

typedef struct Priced {
	Design design;
	Graph graph;
	CostSheet sheet;
	CostShares shares;
} Priced;

static void price(Priced *priced, const char *text, Decimal scale)
{
	Diagnostics list = {0};

	*priced = (Priced){0};
	design_init(&priced->design);
	if (!design_read_bytes(&priced->design, catalog_builtin(), "d.yaml", text, strlen(text), &list))
		fail_msg("%d: %s", list.items[0].line, list.items[0].text);
	diagnostics_clear(&list);
	graph_build(&priced->graph, &priced->design, catalog_builtin());
	cost_price(&priced->sheet, &priced->graph, scale);
	cost_share(&priced->shares, &priced->graph, &priced->sheet, scale);
}

static void forget(Priced *priced)
{
	cost_share_clear(&priced->shares);
	cost_clear(&priced->sheet);
	graph_clear(&priced->graph);
	design_clear(&priced->design);
}

static void assert_amount(Decimal amount, const char *wanted)
{
	Text text = {0};

	decimal_add_text(&text, amount);
	assert_string_equal(text_str(&text), wanted);
	text_clear(&text);
}

/* web 2 × 25 = 50, db 50, files 100 × 0.023 + 10 × 0.09 = 3.20, idle 25: 128.20. */
static const char shop[] =
	"troika: 1\nname: x\n"
	"platforms:\n  hk: {vendor: heroku}\n  cloud: {vendor: aws, region: us-east-1}\n"
	"components:\n"
	"  web: {kind: heroku.web, on: hk, dynos: 2, size: standard-1x}\n"
	"  idle: {kind: heroku.web, on: hk, dynos: 1, size: standard-1x}\n"
	"  db: {kind: heroku.postgres, on: hk, plan: standard-0}\n"
	"  files: {kind: aws.s3, on: cloud, gb: 100 GB, egress: 10 GB/month}\n"
	"  other: {kind: aws.s3, on: cloud, gb: 0}\n"
	"links:\n"
	"  a: {from: web, to: db, via: owned-store}\n"
	"  b: {from: web, to: files, via: aws-sdk-from-heroku, access: r, volume: 3000/month, payload: 2 MB}\n"
	"  c: {from: web, to: other, via: aws-sdk-from-heroku, access: r, volume: 3000/month, payload: 2 MB}\n"
	"  d: {from: web, to: files, via: aws-sdk-from-heroku, access: r}\n"
	"  e: {from: web, to: files, via: aws-sdk-from-heroku, access: w, volume: 10/month, payload: 2 MB}\n"
	"flows:\n"
	"  buy: {volume: 100/month, steps: ['a: look', 'b : fetch']}\n"
	"  look: {volume: 300/month, steps: ['a']}\n"
	"  rare: {steps: ['a: once']}\n";

/* A month: buy touches web 2 × 100, db 100, files 100; look web 300, db 300.
 * buy: 50 × 200/500 + 50 × 100/400 + 3.20 = 35.70; look: 50 × 300/500 + 50 × 300/400 = 67.50. */
static void test_flows(void **state)
{
	Priced priced;
	const FlowShare *flows;

	(void)state;
	price(&priced, shop, DECIMAL_ONE);
	flows = priced.shares.flows;
	assert_amount(priced.sheet.total, "128.2");
	assert_int_equal(priced.shares.flow_count, 3);
	assert_amount(flows[0].amount, "35.7");
	assert_amount(flows[0].each, "0.357");
	assert_amount(flows[0].runs, "100");
	assert_amount(flows[1].amount, "67.5");
	assert_amount(flows[1].each, "0.225");
	assert_null(flows[1].reason);
	assert_string_equal(flows[2].flow->id, "rare");
	assert_non_null(flows[2].reason);
	assert_amount(priced.shares.by_none, "25");
	assert_amount(flows[0].amount + flows[1].amount + priced.shares.by_none, "128.2");
	forget(&priced);
}

/* 3,000 × 2 MB = 6 GB at 0.09; what is written comes in free. */
static void test_transfers(void **state)
{
	Priced priced;
	const TransferShare *transfers;

	(void)state;
	price(&priced, shop, DECIMAL_ONE);
	transfers = priced.shares.transfers;
	assert_int_equal(priced.shares.transfer_count, 3);
	assert_amount(transfers[0].gigabytes, "6");
	assert_amount(transfers[0].unit_price, "0.09");
	assert_amount(transfers[0].amount, "0.54");
	assert_null(transfers[0].reason);
	assert_amount(transfers[1].gigabytes, "6");
	assert_string_equal(transfers[1].reason, "not in the total: set egress of what it leaves");
	assert_string_equal(transfers[2].reason, "its volume or payload is not known");
	forget(&priced);
}

/* At ten times the volume 23 + 9 for files, and the same 125 for the rest. */
static void test_scale(void **state)
{
	Priced priced;

	(void)state;
	price(&priced, shop, decimal_from(10));
	assert_amount(priced.sheet.total, "157");
	assert_amount(priced.shares.flows[1].runs, "3000");
	assert_amount(priced.shares.flows[1].amount, "67.5");
	assert_amount(priced.shares.flows[1].each, "0.0225");
	assert_amount(priced.shares.transfers[0].gigabytes, "60");
	assert_amount(priced.shares.transfers[0].amount, "5.4");
	forget(&priced);
}

/* Enterprise: 100,000 API calls a day and 1,000 for each of 50 users, and 25,000 event deliveries, of which the links
 * use 30,000 and 10,000; of the calls that rest on no volume nothing is said. */
static void test_quotas(void **state)
{
	static const char text[] =
		"troika: 1\nname: x\nplatforms:\n  sf: {vendor: salesforce}\n  hk: {vendor: heroku}\n"
		"components:\n  crm: {kind: salesforce.service-cloud, on: sf, users: 50, edition: enterprise}\n"
		"  web: {kind: heroku.web, on: hk}\n"
		"links:\n  in: {from: web, to: crm, via: rest-call-in, volume: 30000/day}\n"
		"  events: {from: crm, to: web, via: platform-events-pubsub, volume: 10000/day}\n";
	Findings findings = {0};
	Priced priced;

	(void)state;
	price(&priced, text, DECIMAL_ONE);
	findings_judge(&findings, &priced.graph);
	assert_true(findings.quota_count >= 2);
	assert_string_equal(findings.quotas[0].what, "event deliveries a day");
	assert_amount(decimal_round(findings.quotas[0].used, 2), "10000");
	assert_amount(findings.quotas[0].allowed, "25000");
	assert_amount(decimal_round(quota_factor(&findings.quotas[0]), 6), "2.5");
	assert_string_equal(findings.quotas[1].what, "API calls a day");
	assert_amount(findings.quotas[1].allowed, "150000");
	assert_amount(decimal_round(quota_factor(&findings.quotas[1]), 6), "5");
	for (size_t i = 1; i < findings.quota_count; i++)
		assert_true(quota_factor(&findings.quotas[i - 1]) <= quota_factor(&findings.quotas[i]));
	findings_clear(&findings);
	forget(&priced);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_flows),
		cmocka_unit_test(test_transfers),
		cmocka_unit_test(test_scale),
		cmocka_unit_test(test_quotas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
