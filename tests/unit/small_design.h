/* Small designs for tests: elements from one line each, over a small catalogue
 * whose patterns differ in exactly the semantics that are tested. */
#ifndef TROIKA_TESTS_SMALL_DESIGN_H
#define TROIKA_TESTS_SMALL_DESIGN_H

#include <stdlib.h>
#include <string.h>

#include "model/design.h"

#define NONE_AT_ALL ((const char *const[]){NULL})
#define SELECTORS(...) ((const char *const[]){__VA_ARGS__, NULL})

#define SMALL_KIND(kind_id, kind_vendor, caps) \
	{.id = kind_id, .vendor = kind_vendor, .name = kind_id, .role = "", .capabilities = caps, \
	 .synonyms = NONE_AT_ALL, .availability = "99.9", .lifecycle = "active", \
	 .sources = NONE_AT_ALL, .notes = ""}

#define SMALL_PATTERN(pattern_id, sources_, targets_, pattern_mode, depends_, hard_, requires_) \
	{.id = pattern_id, .name = pattern_id, .label = pattern_id, .from = sources_, \
	 .to = targets_, .requires = requires_, .mode = pattern_mode, .expands = "", .depends = depends_, \
	 .hard = hard_, .access = "rw", .latency = "", .latency_class = "", .limit = "", \
	 .delivery = "", .retention_hours = "", .score = "0.5", .transport = "TLS", \
	 .auth = "", .cost_driver = "", .on_target_down = "", .use_when = "", .avoid_when = "", \
	 .alternatives = NONE_AT_ALL, .official = "", .status = "ok", .sources = NONE_AT_ALL}

static const Kind small_kinds[] = {
	SMALL_KIND("aws.bus", "aws", SELECTORS("event-bus")),
	SMALL_KIND("aws.function", "aws", SELECTORS("compute-function")),
	SMALL_KIND("external.customers", "external", SELECTORS("external-identity")),
	SMALL_KIND("external.staff", "external", SELECTORS("identity-idp")),
	SMALL_KIND("heroku.postgres", "heroku", SELECTORS("relational-store")),
	{.id = "heroku.space", .vendor = "heroku", .name = "Private Space", .role = "",
	 .capabilities = SELECTORS("private-network"), .synonyms = NONE_AT_ALL, .container = true,
	 .availability = "", .lifecycle = "", .sources = NONE_AT_ALL, .notes = ""},
	SMALL_KIND("heroku.web", "heroku", SELECTORS("app-runtime", "external-ui")),
	SMALL_KIND("salesforce.cloud", "salesforce", SELECTORS("crm", "ui")),
	SMALL_KIND("salesforce.events", "salesforce", SELECTORS("event-bus")),
};

static const Pattern small_patterns[] = {
	SMALL_PATTERN("async", SELECTORS("*"), SELECTORS("*"), MODE_ASYNC, DEPENDS_TO, false,
	              NONE_AT_ALL),
	SMALL_PATTERN("call", SELECTORS("*"), SELECTORS("*"), MODE_SYNC, DEPENDS_FROM, true,
	              NONE_AT_ALL),
	SMALL_PATTERN("overlay", SELECTORS("*"), SELECTORS("*"), MODE_OVERLAY, DEPENDS_NONE, false,
	              NONE_AT_ALL),
	SMALL_PATTERN("peering", SELECTORS("heroku.web"), SELECTORS("aws.*"), MODE_SYNC,
	              DEPENDS_FROM, true, SELECTORS("from in heroku.space")),
	SMALL_PATTERN("relay", SELECTORS("salesforce.events"), SELECTORS("aws.bus"), MODE_ASYNC,
	              DEPENDS_TO, false, NONE_AT_ALL),
	SMALL_PATTERN("rule", SELECTORS("aws.bus"), SELECTORS("aws.function"), MODE_ASYNC,
	              DEPENDS_TO, false, NONE_AT_ALL),
	SMALL_PATTERN("soft", SELECTORS("*"), SELECTORS("*"), MODE_SYNC, DEPENDS_FROM, false,
	              NONE_AT_ALL),
	SMALL_PATTERN("sync", SELECTORS("salesforce.cloud"), SELECTORS("capability:relational-store"),
	              MODE_ASYNC, DEPENDS_TO, false, NONE_AT_ALL),
};

static const Region small_regions[] = {
	{.vendor = "aws", .id = "eu-central-1", .name = "Frankfurt", .jurisdiction = "eu"},
	{.vendor = "aws", .id = "us-east-1", .name = "Virginia", .jurisdiction = "us"},
	{.vendor = "heroku", .id = "eu", .name = "Europe", .jurisdiction = "eu"},
	{.vendor = "salesforce", .id = "eu", .name = "Europe", .jurisdiction = "eu"},
};

static const Catalog small_catalog = {
	.kinds = small_kinds, .kind_count = sizeof small_kinds / sizeof *small_kinds,
	.patterns = small_patterns, .pattern_count = sizeof small_patterns / sizeof *small_patterns,
	.regions = small_regions, .region_count = sizeof small_regions / sizeof *small_regions,
};

/* "component portal kind=heroku.web on=heroku": words without spaces; the id
 * `design` sets fields of the design itself. */
static inline void small_add(Design *design, const char *line)
{
	char *copy = strdup(line), *save = NULL;
	const char *class_word = strtok_r(copy, " ", &save);
	ElementClass class = CLASS_DESIGN;
	Element *element = NULL;

	if (!strcmp(class_word, "design")) {
		element = design_element(design);
	} else if (class_from_name(class_word, &class)) {
		const char *id = strtok_r(NULL, " ", &save);

		element = id ? design_add(design, class, id, strlen(id)) : NULL;
	}
	assert_non_null(element);
	for (char *word; (word = strtok_r(NULL, " ", &save));) {
		char *value = strchr(word, '=');

		assert_non_null(value);
		*value = '\0';
		design_set(design, element, word, value + 1);
	}
	free(copy);
}

/* One element a line. */
static inline void small_design(Design *design, const char *const *lines)
{
	design_init(design);
	for (; *lines; lines++)
		small_add(design, *lines);
	design_ready(design);
}

#define SMALL_DESIGN(design, ...) \
	small_design(design, (const char *const[]){__VA_ARGS__, NULL})

#endif
