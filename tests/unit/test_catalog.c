/* The built-in catalogue, the questions asked of it, and its reader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "model/catalog.h"
#include "model/catalog_read.h"
#include "model/decimal.h"
#include "model/quantity.h"
#include "model/text.h"
#include "model/utf8.h"

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
	"external.tableau", "external.user", "external.vpn", "heroku.applink", "heroku.connect", "heroku.custom",
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
	"heroku-vpc-peering", "https-call", "kinesis-stream", "lake-to-warehouse",
	"lambda-on-salesforce-events", "log-drain", "outbound-message",
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
	assert_string_equal(catalog_nearest_kind(c, "aws.postgers"), "heroku.postgres");
	assert_string_equal(catalog_nearest_kind(c, "external.queue"), "aws.sqs");
	assert_string_equal(catalog_nearest_kind(c, "heroku.queue"), "heroku.key-value");
	assert_string_equal(catalog_nearest_kind(c, "bucket"), "aws.s3");
	assert_null(catalog_nearest_kind(c, "heroku.xyz"));
	assert_string_equal(catalog_nearest_pattern(c, "heroku-conect"), "heroku-connect");
	assert_null(catalog_nearest_pattern(c, "quantum-tunnel"));
}

/* --- what each record must say ------------------------------------------------ */

static void check_sources(const char *id, const char *const *sources)
{
	if (!sources[0])
		fail_msg("%s has no source", id);
	for (; *sources; sources++)
		if (!catalog_source(catalog_builtin(), *sources))
			fail_msg("%s: no source %s", id, *sources);
}

static void check_sentence(const char *id, const char *what, const char *text, bool required)
{
	if (!*text && !required)
		return;
	if (!text_ends(text, ".") && !text_ends(text, "?"))
		fail_msg("%s: %s is no sentence: \"%s\"", id, what, text);
}

static void check_words(const char *id, const char *what, const char *text, int widest)
{
	if (!*text || utf8_width(text) > widest)
		fail_msg("%s: %s is empty or wider than %d: \"%s\"", id, what, widest, text);
}

static void check_fields(const char *id, const FieldSpec *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const FieldSpec *f = &fields[i];

		check_sentence(id, f->key, f->sentence, true);
		if (*f->unit && quantity_dimension(f->unit) == DIMENSION_COUNT)
			fail_msg("%s: %s has the unknown unit %s", id, f->key, f->unit);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(fields[k].key, f->key);
	}
}

static void every_field_is_whole(void **state)
{
	const Catalog *c = catalog_builtin();

	(void)state;
	for (int class = 0; class < CLASS_COUNT; class++)
		check_fields(class_name((ElementClass)class), c->fields[class], c->field_count[class]);
	for (size_t i = 0; i < c->kind_count; i++)
		check_fields(c->kinds[i].id, c->kinds[i].fields, c->kinds[i].field_count);
	for (size_t i = 0; i < c->pattern_count; i++)
		check_fields(c->patterns[i].id, c->patterns[i].fields, c->patterns[i].field_count);
}

static void every_kind_is_whole(void **state)
{
	const Catalog *c = catalog_builtin();

	(void)state;
	for (size_t i = 0; i < c->kind_count; i++) {
		const Kind *k = &c->kinds[i];
		Decimal availability;

		check_words(k->id, "name", k->name, 28);
		check_words(k->id, "role", k->role, 64);
		check_words(k->id, "life-cycle", k->lifecycle, 20);
		check_sources(k->id, k->sources);
		check_sentence(k->id, "notes", k->notes, false);
		if (!k->synonyms[0])
			fail_msg("%s has no other word to find it by", k->id);
		if (!text_ends(k->id, ".custom"))
			assert_true(decimal_parse(k->availability, &availability, NULL));
		assert_true(text_starts(k->id, k->vendor));
	}
}

static void every_pattern_is_whole(void **state)
{
	const Catalog *c = catalog_builtin();

	(void)state;
	for (size_t i = 0; i < c->pattern_count; i++) {
		const Pattern *p = &c->patterns[i];
		Decimal score, rounded = decimal_from(40 * p->temporal + 30 * p->schema + 20 * p->data +
		                                      10 * p->location);

		check_words(p->id, "name", p->name, 48);
		check_words(p->id, "label", p->label, 20);
		check_words(p->id, "transport", p->transport, 40);
		check_words(p->id, "status", p->status, 20);
		check_sources(p->id, p->sources);
		check_sentence(p->id, "use-when", p->use_when, true);
		check_sentence(p->id, "avoid-when", p->avoid_when, false);
		check_sentence(p->id, "target-down", p->on_target_down, true);
		for (const char *const *a = p->alternatives; *a; a++)
			if (!catalog_pattern(c, *a))
				fail_msg("%s: no pattern %s", p->id, *a);
		assert_true(decimal_parse(p->score, &score, NULL));
		rounded -= score * 400;
		if (rounded > 2 * DECIMAL_ONE || rounded < -2 * DECIMAL_ONE)
			fail_msg("%s: the score %s is not that of its sub-scores", p->id, p->score);
	}
}

static void every_price_can_be_computed(void **state)
{
	const Catalog *c = catalog_builtin();

	(void)state;
	for (size_t i = 0; i < c->kind_count; i++) {
		const Kind *k = &c->kinds[i];

		if (!k->price_count)
			fail_msg("%s has no price, not even a quote", k->id);
		for (size_t n = 0; n < k->price_count; n++) {
			const Price *p = &k->prices[n];
			bool open = text_equal(p->model, "quote") || text_equal(p->model, "unknown") || text_equal(p->model, "included");
			Decimal amount, per;

			assert_int_equal(*p->amount == '\0', open);
			if (!open && (!decimal_parse(p->amount, &amount, NULL) || amount <= 0))
				fail_msg("%s: %s costs '%s'", k->id, p->item, p->amount);
			assert_true(decimal_parse(p->per, &per, NULL) && per > 0);
			assert_non_null(catalog_source(c, p->source));
			assert_true(*p->grade);
			assert_int_equal(strlen(p->as_of), 10);
			if (*p->region)
				assert_non_null(catalog_region(c, k->vendor, p->region));
		}
	}
}

static bool names(const char *const *sources, const char *id)
{
	for (; *sources; sources++)
		if (text_equal(*sources, id))
			return true;
	return false;
}

static bool is_named(const Catalog *c, const char *id)
{
	for (size_t i = 0; i < c->kind_count; i++) {
		if (names(c->kinds[i].sources, id))
			return true;
		for (size_t n = 0; n < c->kinds[i].price_count; n++)
			if (text_equal(c->kinds[i].prices[n].source, id))
				return true;
	}
	for (size_t i = 0; i < c->pattern_count; i++)
		if (names(c->patterns[i].sources, id))
			return true;
	for (size_t i = 0; i < c->rule_count; i++)
		if (names(c->rules[i].sources, id))
			return true;
	return false;
}

static void every_source_is_named_by_somebody(void **state)
{
	const Catalog *c = catalog_builtin();

	(void)state;
	for (size_t i = 0; i < c->source_count; i++) {
		const Source *s = &c->sources[i];

		if (!*s->what || !*s->at || !*s->grade)
			fail_msg("the source %s does not say what, where and of which grade", s->id);
		if (!is_named(c, s->id))
			fail_msg("nobody names the source %s", s->id);
	}
}

/* Each vendor has regions, and each region a law. */
static void every_region_has_a_law(void **state)
{
	static const char *const vendors[] = {"salesforce", "heroku", "aws"};
	const Catalog *c = catalog_builtin();

	(void)state;
	for (size_t v = 0; v < sizeof vendors / sizeof *vendors; v++) {
		size_t count = 0;

		for (size_t i = 0; i < c->region_count; i++)
			count += text_equal(c->regions[i].vendor, vendors[v]);
		assert_true(count > 1);
	}
	for (size_t i = 0; i < c->region_count; i++)
		if (!*c->regions[i].jurisdiction || !*c->regions[i].name)
			fail_msg("%s %s is under no law", c->regions[i].vendor, c->regions[i].id);
}

static void an_alias_leads_to_a_region_of_the_same_law(void **state)
{
	const Catalog *c = catalog_builtin();

	(void)state;
	for (size_t i = 0; i < c->region_count; i++) {
		const Region *r = &c->regions[i], *itself;

		assert_ptr_equal(catalog_region(c, r->vendor, r->id), r);
		if (!*r->alias_of)
			continue;
		itself = catalog_region(c, r->vendor, r->alias_of);
		assert_non_null(itself);
		assert_string_equal(itself->alias_of, "");
		assert_string_equal(itself->jurisdiction, r->jurisdiction);
	}
	assert_null(catalog_region(c, "aws", "atlantis"));
}

/* --- links that people draw ---------------------------------------------------- */

/* Each link of the domain's use cases has a documented pattern that takes its ends. */
static const struct {
	const char *from, *pattern, *to;
} natural_links[] = {
	{"external.user", "user-https", "heroku.web"},
	{"external.user", "user-https", "salesforce.lightning-ui"},
	{"external.user", "user-https", "salesforce.service-cloud"},
	{"external.user", "user-https", "external.tableau"},
	{"aws.cloudfront", "user-https", "heroku.web"},
	{"salesforce.service-cloud", "heroku-connect", "heroku.postgres"},
	{"salesforce.sales-cloud", "heroku-connect-readonly", "heroku.postgres"},
	{"salesforce.sales-cloud", "heroku-connect", "heroku.connect"},
	{"heroku.connect", "heroku-connect", "heroku.postgres"},
	{"heroku.web", "owned-store", "heroku.postgres"},
	{"heroku.web", "owned-store", "heroku.key-value"},
	{"heroku.web", "queue", "heroku.key-value"},
	{"heroku.web", "queue", "heroku.worker"},
	{"heroku.key-value", "queue", "heroku.worker"},
	{"heroku.web", "aws-sdk-from-heroku", "aws.s3"},
	{"heroku.worker", "aws-sdk-from-heroku", "aws.s3"},
	{"heroku.worker", "aws-sdk-from-heroku", "aws.kms"},
	{"salesforce.service-cloud", "s3-file-reference", "aws.s3"},
	{"salesforce.service-cloud", "salesforce-connect", "heroku.postgres"},
	{"heroku.web", "rest-call-in", "salesforce.service-cloud"},
	{"salesforce.apex", "apex-callout-heroku", "heroku.web"},
	{"salesforce.lightning-ui", "apex-callout-apigw-lambda", "aws.api-gateway"},
	{"salesforce.lightning-ui", "sf-internal", "salesforce.apex"},
	{"aws.api-gateway", "apigw-lambda", "aws.lambda"},
	{"aws.lambda", "aws-internal-sdk", "aws.bedrock"},
	{"aws.lambda", "aws-internal-sdk", "aws.sagemaker"},
	{"aws.lambda", "aws-internal-sdk", "aws.secrets-manager"},
	{"salesforce.platform-events", "platform-events-pubsub", "heroku.worker"},
	{"heroku.worker", "platform-events-publish", "salesforce.platform-events"},
	{"heroku.worker", "rest-call-in", "salesforce.sales-cloud"},
	{"heroku.worker", "bulk-api", "salesforce.sales-cloud"},
	{"salesforce.platform-events", "event-relay", "aws.eventbridge"},
	{"salesforce.cdc", "event-relay", "aws.eventbridge"},
	{"salesforce.cdc", "lambda-on-salesforce-events", "aws.lambda"},
	{"aws.eventbridge", "eventbridge-rule", "aws.lambda"},
	{"aws.eventbridge", "kinesis-stream", "aws.kinesis"},
	{"aws.kinesis", "kinesis-stream", "aws.firehose"},
	{"aws.kinesis", "aws-internal-sdk", "aws.s3"},
	{"aws.firehose", "aws-internal-sdk", "aws.s3"},
	{"aws.s3", "lake-to-warehouse", "aws.redshift"},
	{"aws.s3", "lake-to-warehouse", "external.snowflake"},
	{"external.tableau", "bi-query", "aws.redshift"},
	{"external.power-bi", "bi-query", "external.snowflake"},
	{"heroku.web", "saml-oidc-sso", "external.okta"},
	{"salesforce.service-cloud", "saml-oidc-sso", "external.okta"},
	{"aws.iam", "saml-oidc-sso", "external.okta"},
	{"heroku.web", "saml-oidc-sso", "aws.cognito"},
	{"external.tableau", "saml-oidc-sso", "external.okta"},
	{"heroku.web", "log-drain", "external.datadog"},
	{"salesforce.service-cloud", "log-drain", "external.datadog"},
	{"aws.cloudwatch", "log-drain", "external.datadog"},
	{"aws.lambda", "log-drain", "aws.cloudwatch"},
	{"heroku.worker", "log-drain", "aws.cloudwatch"},
	{"salesforce.private-connect", "private-connect", "aws.vpc"},
	{"heroku.private-space", "heroku-vpc-peering", "aws.vpc"},
	{"aws.vpc", "vpn-site-to-site", "external.vpn"},
	{"heroku.web", "https-call", "heroku.web"},
	{"external.custom", "custom", "salesforce.custom"},
};

static void natural_links_have_a_pattern(void **state)
{
	const Catalog *c = catalog_builtin();

	(void)state;
	for (size_t i = 0; i < sizeof natural_links / sizeof *natural_links; i++) {
		const Pattern *pattern = catalog_pattern(c, natural_links[i].pattern);
		const Kind *from = catalog_kind(c, natural_links[i].from);
		const Kind *to = catalog_kind(c, natural_links[i].to);

		if (!pattern || !from || !to || !pattern_takes_from(c, pattern, from) ||
		    !pattern_takes_to(c, pattern, to))
			fail_msg("%s -%s-> %s is not possible", natural_links[i].from,
			         natural_links[i].pattern, natural_links[i].to);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_id_of_the_domain_is_there),
		cmocka_unit_test(ids_are_sorted_and_unique),
		cmocka_unit_test(resolved_sets_agree_with_the_selectors),
		cmocka_unit_test(a_field_is_found_by_its_key),
		cmocka_unit_test(near_misses_are_named),
		cmocka_unit_test(every_field_is_whole),
		cmocka_unit_test(every_kind_is_whole),
		cmocka_unit_test(every_pattern_is_whole),
		cmocka_unit_test(every_price_can_be_computed),
		cmocka_unit_test(every_source_is_named_by_somebody),
		cmocka_unit_test(every_region_has_a_law),
		cmocka_unit_test(an_alias_leads_to_a_region_of_the_same_law),
		cmocka_unit_test(natural_links_have_a_pattern),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
