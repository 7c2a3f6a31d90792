/* Limits: what the vendors allow in a day, an hour, a run, and how much of it
 * the design uses. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/rule_fixes.h"
#include "model/rule_kit.h"

typedef struct Use {            /* of an allocation of one org */
	Decimal used;
	size_t links, missing;
} Use;

/* Which of the two platforms of the link is Salesforce; NOWHERE: none. */
static int org_of(const Graph *graph, const GraphLink *link)
{
	if (link->from_platform != NOWHERE &&
	    graph->platforms[link->from_platform].vendor_id == VENDOR_SALESFORCE)
		return link->from_platform;
	if (link->to_platform != NOWHERE && graph->platforms[link->to_platform].vendor_id == VENDOR_SALESFORCE)
		return link->to_platform;
	return NOWHERE;
}

/* The volume a month of the links by the patterns of the parameter, for each org. */
static Use *uses_by_org(const Graph *graph, const Findings *findings)
{
	Use *uses = mem_alloc((graph->platform_count + 1) * sizeof *uses);
	bool *set = param_patterns(findings, graph, "patterns", false);

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		int org = org_of(graph, link);
		Decimal volume;

		if (org == NOWHERE || !pattern_in(set, graph, link->pattern))
			continue;
		uses[org].links++;
		if (link_number(graph, link, GRAPH_VOLUME, &volume))
			decimal_add(uses[org].used, volume, &uses[org].used);
		else
			uses[org].missing++;
	}
	free(set);
	return uses;
}

static void say_use(Findings *findings, const Element *element, const char *what, Decimal used,
                    Decimal allowed, Decimal share)
{
	Text a = {0}, b = {0};

	add_number(&a, used);
	add_number(&b, allowed);
	finding_add(findings, element, "%s %s a day where %s are allowed (%d %% is the mark)", text_str(&a),
	            what, text_str(&b), (int)(100 * decimal_double(share) + 0.5));
	text_clear(&a);
	text_clear(&b);
}

/* Weighs what an org uses of an allocation in a day: MISSING names the input that some of its links lack. */
static void weigh_use(const Graph *graph, Findings *findings, const Element *element, const char *what,
                      const char *missing, const Use *use, Decimal allowed)
{
	Decimal share = finding_param(findings, graph, "share"), used = per_day(use->used), limit;

	if (decimal_multiply(allowed, share, &limit) && used > limit)
		say_use(findings, element, what, used, allowed, share);
	else if (use->missing)
		finding_undecided(findings, element, missing);
}

/* ---- limits/api-calls ------------------------------------------------------------------- */

/* 100,000 and so many for each user, by edition; false: the org has no edition that says so. */
static bool api_allocation(const Graph *graph, int org, Decimal *out)
{
	bool found = false;

	*out = 0;
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		Decimal base, each, users, more;

		if (component->platform != org || !component_limit(graph, component, "api-calls-24h", NULL, &base) ||
		    !component_limit(graph, component, "api-calls-per-user-24h", "edition", &each))
			continue;
		if (!found)
			*out += base;
		found = true;
		if (component_number(graph, component, "users", &users) && decimal_multiply(users, each, &more))
			decimal_add(*out, more, out);
	}
	return found;
}

/* Says so where an edition in ORG has the API as an add-on only. */
static void ask_for_add_on(const Graph *graph, Findings *findings, int org)
{
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		Text missing = {0};
		Decimal price;

		if (component->platform != org || !component_limit(graph, component, "api-add-on-usd", "edition", &price))
			continue;
		text_addf(&missing, "whether %s has the API, which is an add-on below Enterprise (", component->element->id);
		add_number(&missing, price);
		text_add(&missing, " USD a user)");
		finding_undecided(findings, component->element, text_str(&missing));
		text_clear(&missing);
	}
}

static void check_api(const Graph *graph, Findings *findings)
{
	Use *uses = uses_by_org(graph, findings);
	Decimal allowed;

	for (int p = 0; p < (int)graph->platform_count; p++) {
		if (!uses[p].links)
			continue;
		ask_for_add_on(graph, findings, p);
		if (!api_allocation(graph, p, &allowed)) {
			finding_undecided(findings, graph->platforms[p].element, "how many API calls its edition allows");
			continue;
		}
		finding_quota(findings, graph->platforms[p].element, "API calls a day", per_day(uses[p].used), allowed);
		weigh_use(graph, findings, graph->platforms[p].element, "API calls", "volume of links that call the API",
		          &uses[p], allowed);
	}
	free(uses);
}

const Rule rule_limits_api_calls = {"limits/api-calls", check_api, NULL, false};

/* ---- limits/event-deliveries -------------------------------------------------------------- */

/* The allocation of the edition, which Platform Events and CDC share, and the add-ons. */
static bool delivery_allocation(const Graph *graph, const Findings *findings, int org, Decimal *out)
{
	const char *edition = platform_edition(graph, org);
	const Kind *bus = catalog_kind(graph->catalog, "salesforce.platform-events");
	char name[96];
	const char *limit;

	snprintf(name, sizeof name, "delivery-24h.%s", !strcmp(edition, "agentforce1") ? "unlimited" : edition);
	limit = bus && *edition ? kind_limit(bus, name) : NULL;
	if (!limit || !decimal_parse(limit, out, NULL))
		return false;
	for (size_t i = 0; i < graph->component_count; i++) {
		Decimal addons, more;

		if (graph->components[i].platform == org &&
		    component_number(graph, &graph->components[i], "addons", &addons) &&
		    decimal_multiply(addons, finding_param(findings, graph, "add-on"), &more))
			decimal_add(*out, more, out);
	}
	return true;
}

static void check_deliveries(const Graph *graph, Findings *findings)
{
	Use *uses = uses_by_org(graph, findings);
	Decimal allowed;

	for (int p = 0; p < (int)graph->platform_count; p++) {
		const Element *element = graph->platforms[p].element;

		if (!uses[p].links)
			continue;
		if (!delivery_allocation(graph, findings, p, &allowed)) {
			finding_undecided(findings, element, "edition of the org");
			continue;
		}
		finding_quota(findings, element, "event deliveries a day", per_day(uses[p].used), allowed);
		weigh_use(graph, findings, element, "event deliveries", "volume of links that take events", &uses[p],
		          allowed);
	}
	free(uses);
}

const Rule rule_limits_event_deliveries = {"limits/event-deliveries", check_deliveries, NULL, false};

/* ---- limits/publish-rate ----------------------------------------------------------------------- */

static void check_publish(const Graph *graph, Findings *findings)
{
	Decimal limit = finding_param(findings, graph, "per-hour");
	Use *uses = uses_by_org(graph, findings);

	for (size_t p = 0; p < graph->platform_count; p++) {
		Text a = {0}, b = {0};

		finding_quota(findings, graph->platforms[p].element, "events published an hour", per_hour(uses[p].used), limit);
		if (per_hour(uses[p].used) > limit) {
			add_number(&a, per_hour(uses[p].used));
			add_number(&b, limit);
			finding_add(findings, graph->platforms[p].element,
			            "%s events an hour are published where %s are allowed", text_str(&a), text_str(&b));
		} else if (uses[p].missing) {
			finding_undecided(findings, graph->platforms[p].element, "volume of links that publish events");
		}
		text_clear(&a);
		text_clear(&b);
	}
	free(uses);
}

const Rule rule_limits_publish_rate = {"limits/publish-rate", check_publish, NULL, false};

/* ---- limits/cdc-entities, connect-demo ------------------------------------------------------------ */

static void check_entities(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		Decimal entities, limit, addons;
		Text text = {0};

		if (!(component->traits & TRAIT_BROKER) ||
		    !component_limit(graph, component, "entities", NULL, &limit) ||
		    !component_number(graph, component, "entities", &entities) || entities <= limit ||
		    (component_number(graph, component, "addons", &addons) && addons > 0))
			continue;
		add_number(&text, entities);
		text_add(&text, " objects are captured, and ");
		add_number(&text, limit);
		finding_add(findings, component->element, "%s are free without the add-on", text_str(&text));
		text_clear(&text);
	}
}

static bool fix_entities(const Graph *graph, const Finding *finding, Edit *edit)
{
	(void)graph;
	fix_by_field(finding->element, "addons", "1", edit);
	return true;
}

const Rule rule_limits_cdc_entities = {"limits/cdc-entities", check_entities, fix_entities, false};

static void check_demo(const Graph *graph, Findings *findings)
{
	Decimal limit = finding_param(findings, graph, "rows"), rows;

	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const char *environment;

		if (!has_field(component->has, GRAPH_PLAN) ||
		    !kind_has_capability(component->kind, "bidirectional-sync") ||
		    strcmp(field_text(graph, component->element, GRAPH_PLAN), "demo"))
			continue;
		environment = field_text(graph, component->element, GRAPH_ENVIRONMENT);
		if (component_number(graph, component, "rows", &rows) && rows > limit) {
			Text text = {0};

			add_number(&text, rows);
			finding_add(findings, component->element, "%s rows on the demo plan", text_str(&text));
			text_clear(&text);
		} else if (!*environment || !strcmp(environment, "production")) {
			finding_add(findings, component->element, "the demo plan in production");
		}
	}
}

static bool fix_demo(const Graph *graph, const Finding *finding, Edit *edit)
{
	(void)graph;
	fix_by_field(finding->element, "plan", "contract", edit);
	return true;
}

const Rule rule_limits_connect_demo = {"limits/connect-demo", check_demo, fix_demo, false};

/* ---- limits/connections ------------------------------------------------------------------------------ */

static void check_store_connections(const Graph *graph, Findings *findings, uint32_t store, Decimal limit)
{
	Decimal sum = 0, share = finding_param(findings, graph, "share"), mark;
	size_t missing = 0, callers = 0;
	Text a = {0}, b = {0};

	for (uint32_t i = graph->in_start[store]; i < graph->in_start[store + 1]; i++) {
		const GraphLink *link = &graph->links[graph->in[i]];
		Decimal processes = DECIMAL_ONE, pool, product;

		if (link->from == NOWHERE || link->pattern->mode != MODE_SYNC ||
		    !(graph->components[link->from].traits & TRAIT_COMPUTE))
			continue;
		callers++;
		component_number(graph, &graph->components[link->from], "dynos", &processes);
		if (!component_quantity(graph, &graph->components[link->from], GRAPH_POOL, &pool))
			missing++;
		else if (decimal_multiply(processes, pool, &product))
			decimal_add(sum, product, &sum);
	}
	if (decimal_multiply(limit, share, &mark) && sum > mark) {
		add_number(&a, sum);
		add_number(&b, limit);
		finding_add(findings, graph->components[store].element,
		            "up to %s connections are kept where the plan takes %s (%d %% is the mark)", text_str(&a),
		            text_str(&b), (int)(100 * decimal_double(share) + 0.5));
	} else if (missing && callers) {
		finding_undecided(findings, graph->components[store].element, "pool of those who connect");
	}
	text_clear(&a);
	text_clear(&b);
}

static void check_connections(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->component_count; i++) {
		Decimal limit;

		if ((graph->components[i].traits & TRAIT_RELATIONAL) &&
		    component_limit(graph, &graph->components[i], "connections", "plan", &limit))
			check_store_connections(graph, findings, (uint32_t)i, limit);
	}
}

const Rule rule_limits_connections = {"limits/connections", check_connections, NULL, false};

/* ---- limits/stream-throughput ----------------------------------------------------------------------------- */

static void check_stream(const Graph *graph, Findings *findings, uint32_t stream, Decimal each)
{
	Decimal sum = 0, shards, allowed;
	size_t missing = 0;
	Text a = {0}, b = {0};
	bool sized;

	for (uint32_t i = graph->in_start[stream]; i < graph->in_start[stream + 1]; i++) {
		const GraphLink *link = &graph->links[graph->in[i]];
		Decimal volume, kilobytes, bytes;

		if (!link_feeds(graph, link))
			continue;
		if (!link_number(graph, link, GRAPH_VOLUME, &volume) ||
		    !link_number(graph, link, GRAPH_PAYLOAD, &kilobytes))
			missing++;
		else if (decimal_multiply(per_hour(volume), kilobytes, &bytes))
			decimal_add(sum, bytes, &sum);
	}
	/* From kB an hour to MB a second. */
	decimal_divide(sum, decimal_from(3600000), &sum);
	sized = component_number(graph, &graph->components[stream], "shards", &shards) &&
	        decimal_multiply(shards, each, &allowed);
	if (sized)
		finding_quota(findings, graph->components[stream].element, "MB a second into its shards", sum, allowed);
	if (sized && sum > allowed) {
		add_number(&a, sum);
		add_number(&b, allowed);
		finding_add(findings, graph->components[stream].element,
		            "%s MB come in a second where its shards take %s", text_str(&a), text_str(&b));
	} else if (missing) {
		finding_undecided(findings, graph->components[stream].element, "volume and payload of what comes in");
	}
	text_clear(&a);
	text_clear(&b);
}

static void check_throughput(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		Decimal each;

		if ((component->traits & TRAIT_BROKER) &&
		    component_limit(graph, component, "write-mb-s", NULL, &each) &&
		    !text_equal(element_get(component->element, "mode"), "on-demand"))
			check_stream(graph, findings, (uint32_t)i, each);
	}
}

const Rule rule_limits_stream_throughput = {"limits/stream-throughput", check_throughput, NULL, false};

/* ---- limits/long-calls ----------------------------------------------------------------------------------------- */

static void check_long(const Graph *graph, Findings *findings)
{
	size_t missing = 0, uncounted = 0;

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		const GraphComponent *to;
		Decimal limit, from_s, milliseconds, volume, at_once;
		Text a = {0}, b = {0};

		if (link->to == NOWHERE || !link->cross_platform || link->pattern->mode != MODE_SYNC)
			continue;
		to = &graph->components[link->to];
		if (to->vendor_id != VENDOR_SALESFORCE ||
		    !component_limit(graph, to, "concurrent-long-requests", NULL, &limit) ||
		    !component_limit(graph, to, "long-request-s", NULL, &from_s))
			continue;
		if (!component_quantity(graph, to, GRAPH_LATENCY, &milliseconds)) {
			missing++;
			continue;
		}
		if (milliseconds < from_s * 1000)
			continue;
		if (!link_number(graph, link, GRAPH_VOLUME, &volume)) {
			uncounted++;
			continue;
		}
		if (!decimal_multiply(per_hour(volume), milliseconds, &at_once) ||
		    !decimal_divide(at_once, decimal_from(3600000), &at_once))
			continue;
		finding_quota(findings, link->element, "long calls at once", at_once, limit);
		if (at_once <= limit)
			continue;
		add_number(&a, at_once);
		add_number(&b, limit);
		finding_add(findings, link->element, "%s long calls at once on average where %s are allowed",
		            text_str(&a), text_str(&b));
		text_clear(&a);
		text_clear(&b);
	}
	undecided_places(findings, graph, "latency of Salesforce as others call it", missing);
	undecided_places(findings, graph, "volume of long calls", uncounted);
}

const Rule rule_limits_long_calls = {"limits/long-calls", check_long, fix_by_waiting_less, false};

/* ---- limits/external-rows, appflow-run ---------------------------------------------------------------------------- */

static void check_rows(const Graph *graph, Findings *findings)
{
	Decimal limit = finding_param(findings, graph, "per-hour"), volume;
	bool *set = param_patterns(findings, graph, "patterns", false);

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		Text a = {0}, b = {0};

		if (!pattern_in(set, graph, link->pattern))
			continue;
		if (!link_number(graph, link, GRAPH_VOLUME, &volume)) {
			finding_undecided(findings, link->element, "volume");
			continue;
		}
		finding_quota(findings, link->element, "external rows an hour", per_hour(volume), limit);
		if (per_hour(volume) <= limit)
			continue;
		add_number(&a, per_hour(volume));
		add_number(&b, limit);
		finding_add(findings, link->element, "%s external rows an hour where %s are allowed", text_str(&a),
		            text_str(&b));
		text_clear(&a);
		text_clear(&b);
	}
	free(set);
}

const Rule rule_limits_external_rows = {"limits/external-rows", check_rows, fix_by_alternative, false};

static void check_run(const Graph *graph, Findings *findings)
{
	Decimal limit = finding_param(findings, graph, "gb"), kilobytes, gigabytes;
	bool *set = param_patterns(findings, graph, "patterns", false);

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		Text a = {0}, b = {0};

		if (!pattern_in(set, graph, link->pattern))
			continue;
		if (!link_number(graph, link, GRAPH_PAYLOAD, &kilobytes)) {
			finding_undecided(findings, link->element, "payload of a run");
			continue;
		}
		if (!decimal_divide(kilobytes, decimal_from(1000000), &gigabytes) || gigabytes <= limit)
			continue;
		add_number(&a, gigabytes);
		add_number(&b, limit);
		finding_add(findings, link->element, "a run of %s GB where %s GB are allowed", text_str(&a),
		            text_str(&b));
		text_clear(&a);
		text_clear(&b);
	}
	free(set);
}

const Rule rule_limits_appflow_run = {"limits/appflow-run", check_run, NULL, false};
