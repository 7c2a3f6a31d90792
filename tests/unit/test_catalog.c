/* The built-in catalogue, the questions asked of it, and its reader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/catalog.h"
#include "model/catalog_read.h"
#include "model/text.h"

/* --- the built-in catalogue --------------------------------------------------- */

/* Every kind the domain names, after folding sizes and plans into fields. */
static const char *const named_kinds[] = {
	"aws.api-gateway", "aws.appflow", "aws.bedrock", "aws.cloudfront", "aws.cloudwatch", "aws.cognito",
	"aws.custom", "aws.dynamodb", "aws.eventbridge", "aws.fargate", "aws.firehose", "aws.glue",
	"aws.iam", "aws.identity-center", "aws.kinesis", "aws.kms", "aws.lambda", "aws.nat-gateway",
	"aws.privatelink", "aws.rds-postgres", "aws.redshift", "aws.s3", "aws.sagemaker",
	"aws.secrets-manager", "aws.site-to-site-vpn", "aws.sns", "aws.sqs", "aws.step-functions",
	"aws.vpc", "aws.waf", "external.custom", "external.datadog", "external.entra",
	"external.mulesoft", "external.newrelic", "external.okta", "external.onprem",
	"external.pagerduty", "external.power-bi", "external.snowflake", "external.splunk",
	"external.tableau", "external.user", "heroku.applink", "heroku.connect", "heroku.custom",
	"heroku.data-connector", "heroku.kafka", "heroku.key-value", "heroku.log-drain",
	"heroku.postgres", "heroku.private-space", "heroku.scheduler", "heroku.shield-space",
	"heroku.web", "heroku.worker", "salesforce.agentforce", "salesforce.apex",
	"salesforce.big-objects", "salesforce.cdc", "salesforce.custom", "salesforce.data-cloud",
	"salesforce.event-relay", "salesforce.experience-cloud", "salesforce.external-objects",
	"salesforce.external-services", "salesforce.files", "salesforce.flow", "salesforce.identity",
	"salesforce.lightning-ui", "salesforce.named-credential", "salesforce.platform-events",
	"salesforce.platform-licence", "salesforce.private-connect", "salesforce.pubsub-api",
	"salesforce.sales-cloud", "salesforce.service-cloud", "salesforce.shield",
};

static const char *const named_patterns[] = {
	"apex-callout-apigw-lambda", "apex-callout-heroku", "apigw-lambda", "appflow", "applink",
	"aws-internal-sdk", "aws-sdk-from-heroku", "bi-query", "bulk-api", "canvas", "cdc-pubsub",
	"custom", "data-cloud-zero-copy", "event-relay", "eventbridge-rule", "eventbridge-to-salesforce",
	"heroku-connect", "heroku-connect-readonly", "heroku-data-connector", "heroku-data-privatelink",
	"heroku-vpc-peering", "kinesis-stream", "lake-to-warehouse", "log-drain", "outbound-message",
	"owned-store", "platform-events-publish", "platform-events-pubsub", "polling", "private-connect",
	"queue", "rest-call-in", "s3-file-reference", "s3-ingest-data-cloud", "salesforce-connect",
	"saml-oidc-sso", "sf-internal", "shared-database", "ui-update", "user-https",
	"vpn-site-to-site",
};

static void every_id_of_the_domain_is_there(void **state)
{
	const Catalog *c = catalog_builtin();

	(void)state;
	for (size_t i = 0; i < sizeof named_kinds / sizeof *named_kinds; i++)
		if (!catalog_kind(c, named_kinds[i]))
			fail_msg("no kind %s", named_kinds[i]);
	for (size_t i = 0; i < sizeof named_patterns / sizeof *named_patterns; i++)
		if (!catalog_pattern(c, named_patterns[i]))
			fail_msg("no pattern %s", named_patterns[i]);
}

static void ids_are_sorted_and_unique(void **state)
{
	const Catalog *c = catalog_builtin();

	(void)state;
	for (size_t i = 1; i < c->kind_count; i++)
		assert_true(strcmp(c->kinds[i - 1].id, c->kinds[i].id) < 0);
	for (size_t i = 1; i < c->pattern_count; i++)
		assert_true(strcmp(c->patterns[i - 1].id, c->patterns[i].id) < 0);
	for (size_t i = 1; i < c->rule_count; i++)
		assert_true(strcmp(c->rules[i - 1].id, c->rules[i].id) < 0);
	for (size_t i = 1; i < c->source_count; i++)
		assert_true(strcmp(c->sources[i - 1].id, c->sources[i].id) < 0);
}

static void resolved_sets_agree_with_the_selectors(void **state)
{
	const Catalog *c = catalog_builtin();

	(void)state;
	for (size_t p = 0; p < c->pattern_count; p++) {
		const Pattern *pattern = &c->patterns[p];

		for (size_t k = 0; k < c->kind_count; k++) {
			assert_int_equal(pattern_takes_from(c, pattern, &c->kinds[k]),
			                 selectors_match(pattern->from, &c->kinds[k]));
			assert_int_equal(pattern_takes_to(c, pattern, &c->kinds[k]),
			                 selectors_match(pattern->to, &c->kinds[k]));
		}
	}
}

static void a_field_is_found_by_its_key(void **state)
{
	const Catalog *c = catalog_builtin();

	(void)state;
	for (int class = 0; class < CLASS_COUNT; class++)
		for (size_t i = 0; i < c->field_count[class]; i++)
			assert_ptr_equal(catalog_field(c, (ElementClass)class, NULL, NULL, c->fields[class][i].key),
			                 &c->fields[class][i]);
	assert_null(catalog_field(c, CLASS_COMPONENT, NULL, NULL, "nonsense"));
	assert_string_equal(catalog_field(c, CLASS_DESIGN, NULL, NULL, "residency.customers.allowed")->key,
	                    "residency.*.allowed");
	assert_string_equal(catalog_field(c, CLASS_DESIGN, NULL, NULL, "residency.a.transfer.us")->key,
	                    "residency.*.transfer.*");
	assert_null(catalog_field(c, CLASS_DESIGN, NULL, NULL, "residency..allowed"));
	assert_null(catalog_field(c, CLASS_DESIGN, NULL, NULL, "residency.a.b.allowed"));
	assert_null(catalog_field(c, CLASS_DESIGN, NULL, NULL, "residency.a"));
}

static void near_misses_are_named(void **state)
{
	const Catalog *c = catalog_builtin();

	(void)state;
	assert_string_equal(catalog_nearest_kind(c, "heroku.postgers"), "heroku.postgres");
	assert_string_equal(catalog_nearest_kind(c, "salesforce.s3"), "aws.s3");
	assert_string_equal(catalog_nearest_pattern(c, "heroku-conect"), "heroku-connect");
	assert_null(catalog_nearest_pattern(c, "quantum-tunnel"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_id_of_the_domain_is_there),
		cmocka_unit_test(ids_are_sorted_and_unique),
		cmocka_unit_test(resolved_sets_agree_with_the_selectors),
		cmocka_unit_test(a_field_is_found_by_its_key),
		cmocka_unit_test(near_misses_are_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
