/* Patterns: is each link one of the documented ways, used as it is meant? */
#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "model/rule_fixes.h"
#include "model/rule_kit.h"

/* ---- pattern/illegal-ends ---------------------------------------------------------- */

static void check_illegal_ends(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		Text why = {0};

		if (link_ends_fit(graph, link) || !*link->pattern->id)
			continue;
		pattern_legal(graph, link->pattern, graph_from(link), graph_to(link), &why);
		finding_add(findings, link->element, "%s cannot link %s to %s: %s", link->pattern->name,
		            graph_end_name(graph, graph_from(link)), graph_end_name(graph, graph_to(link)),
		            text_str(&why));
		text_clear(&why);
	}
}

/* One component between, where the pattern does half the way. */
static bool fix_by_stone(const Graph *graph, const GraphLink *link, Edit *edit)
{
	Legality legality = {0};
	Text script = {0};
	bool made = false;

	pattern_judge(graph, link->pattern, graph_from(link), graph_to(link), &legality);
	if (legality.between) {
		text_addf(&script, "remove %s\n%s", link->element->id, text_str(&legality.script));
		made = edit_parse(text_str(&script), "fix", graph->design, graph->catalog, edit, NULL);
		edit_set_label(edit, "%s for %s", text_str(&legality.change), link->element->id);
	}
	text_clear(&script);
	legality_clear(&legality);
	return made;
}

static bool fix_illegal_ends(const Graph *graph, const Finding *finding, Edit *edit)
{
	const GraphLink *link = &graph->links[finding->element->index];

	if (pattern_legal(graph, link->pattern, graph_to(link), graph_from(link), NULL)) {
		const char *from = graph_get(graph, link->element, GRAPH_FROM);
		const char *to = graph_get(graph, link->element, GRAPH_TO);

		fix_by_field(link->element, "from", to, edit);
		fix_by_field(link->element, "to", from, edit);
		edit_set_label(edit, "reverse %s", link->element->id);
		return true;
	}
	return fix_by_pattern(graph, link, link->pattern->mode, edit) || fix_by_stone(graph, link, edit);
}

const Rule rule_pattern_illegal_ends = {
	"pattern/illegal-ends", check_illegal_ends, fix_illegal_ends, false};

/* ---- pattern/free-form --------------------------------------------------------------- */

static void check_free_form(const Graph *graph, Findings *findings)
{
	size_t links = 0, components = 0;

	for (size_t i = 0; i < graph->link_count; i++)
		links += graph->links[i].is_free;
	for (size_t i = 0; i < graph->component_count; i++)
		components += (graph->components[i].traits & TRAIT_FREE) != 0;
	if (links || components)
		finding_add(findings, the_design(graph),
		            "%zu component%s and %zu link%s are of a free kind or pattern, which nothing is known of",
		            components, components == 1 ? "" : "s", links, links == 1 ? "" : "s");
}

const Rule rule_pattern_free_form = {"pattern/free-form", check_free_form, NULL, false};

/* ---- pattern/write-through-read-only ---------------------------------------------------- */

static void check_write(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (!has_field(link->has, GRAPH_ACCESS) || strcmp(link->pattern->access, "r") ||
		    !link_writes(graph, link) || field_true(graph, link->element, GRAPH_WRITABLE))
			continue;
		finding_add(findings, link->element, "it writes to %s, and %s only reads",
		            graph_end_name(graph, graph_to(link)), link->pattern->name);
	}
}

static bool fix_write(const Graph *graph, const Finding *finding, Edit *edit)
{
	(void)graph;
	fix_by_field(finding->element, "access", "r", edit);
	edit_set_label(edit, "let %s only read", finding->element->id);
	return true;
}

const Rule rule_pattern_write_through_read_only = {
	"pattern/write-through-read-only", check_write, fix_write, false};

/* ---- pattern/stale-promise ----------------------------------------------------------------- */

static void check_stale(const Graph *graph, Findings *findings)
{
	Text text = {0};

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		Decimal wanted, floor;

		if (!link_number(graph, link, GRAPH_FRESHNESS, &wanted) ||
		    !pattern_lag(link->pattern, &floor) || wanted >= floor)
			continue;
		text_reset(&text);
		add_number(&text, wanted);
		finding_add(findings, link->element, "data no older than %s s are promised, %s takes %s",
		            text_str(&text), link->pattern->name, link->pattern->latency);
	}
	text_clear(&text);
}

const Rule rule_pattern_stale_promise = {"pattern/stale-promise", check_stale, fix_by_fresher, false};

/* ---- pattern/beyond-timeout ------------------------------------------------------------------ */

typedef struct Patience {
	Decimal seconds;
	const char *whose;      /* NULL: nobody's */
} Patience;

static void lose_patience(Patience *patience, bool known, Decimal seconds, const char *whose)
{
	if (known && (!patience->whose || seconds < patience->seconds))
		*patience = (Patience){seconds, whose};
}

/* How long the platform of the caller lets it wait for an answer. */
static Patience patience_of_caller(const Graph *graph, const GraphLink *link)
{
	const GraphComponent *from = &graph->components[link->from];
	Patience patience = {0};
	Decimal seconds = 0;
	bool known;

	known = component_limit(graph, from, "callout-max-s", NULL, &seconds);
	lose_patience(&patience, known, seconds, from->kind->name);
	known = component_limit(graph, from, "timeout-s", "type", &seconds);
	lose_patience(&patience, known, seconds, from->kind->name);
	return patience;
}

/* How long the caller, the link and the one called let an answer take. */
static Patience patience_of(const Graph *graph, const GraphLink *link)
{
	const GraphComponent *to = &graph->components[link->to];
	Patience patience = patience_of_caller(graph, link);
	Decimal seconds = 0;
	bool known;

	known = link_number(graph, link, GRAPH_TIMEOUT, &seconds);
	lose_patience(&patience, known, seconds, "the timeout of the link");
	known = component_limit(graph, to, "first-byte-s", NULL, &seconds);
	lose_patience(&patience, known, seconds, to->kind->name);
	known = component_limit(graph, to, "request-timeout-s", NULL, &seconds);
	lose_patience(&patience, known, seconds, to->kind->name);
	known = component_limit(graph, to, "timeout-s", "type", &seconds);
	lose_patience(&patience, known, seconds, to->kind->name);
	return patience;
}

/* A timeout longer than the caller may wait? Says so. */
static bool timeout_too_long(const Graph *graph, Findings *findings, const GraphLink *link)
{
	Patience caller = patience_of_caller(graph, link);
	Text timeout = {0}, limit = {0};
	Decimal seconds;

	if (!caller.whose || !link_number(graph, link, GRAPH_TIMEOUT, &seconds) || seconds <= caller.seconds)
		return false;
	add_number(&timeout, seconds);
	add_number(&limit, caller.seconds);
	finding_add(findings, link->element, "its timeout is %s s, %s ends the call after %s s", text_str(&timeout),
	            caller.whose, text_str(&limit));
	text_clear(&timeout);
	text_clear(&limit);
	return true;
}

static void check_timeout(const Graph *graph, Findings *findings)
{
	Text takes = {0}, limit = {0};
	size_t missing = 0;

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		Decimal milliseconds, seconds;
		Patience patience;

		if (link->pattern->mode != MODE_SYNC || link->from == NOWHERE || link->to == NOWHERE ||
		    link->is_internal || link->is_free)
			continue;
		patience = patience_of(graph, link);
		if (!patience.whose || timeout_too_long(graph, findings, link))
			continue;
		if (!has_field(graph->components[link->to].has, GRAPH_LATENCY)) {
			missing++;
			continue;
		}
		if (!component_quantity(graph, &graph->components[link->to], GRAPH_LATENCY, &milliseconds) ||
		    !decimal_divide(milliseconds, decimal_from(1000), &seconds) || seconds <= patience.seconds)
			continue;
		text_reset(&takes);
		text_reset(&limit);
		add_number(&takes, seconds);
		add_number(&limit, patience.seconds);
		finding_add(findings, link->element, "%s takes %s s to answer, %s ends the call after %s s",
		            component_id(graph, link->to), text_str(&takes), patience.whose, text_str(&limit));
	}
	undecided_places(findings, graph, "latency of what is called", missing);
	text_clear(&takes);
	text_clear(&limit);
}

const Rule rule_pattern_beyond_timeout = {"pattern/beyond-timeout", check_timeout, NULL, false};

/* ---- pattern/payload-too-large ----------------------------------------------------------------- */

/* Limits of a message by the names the catalogue gives them, in kilobytes. */
static const struct {
	const char *name;
	int64_t kilobytes;      /* of one unit, times 1000 */
	bool sync, async;
} payload_limits[] = {
	{"event-mb", 1000000, false, true}, {"message-kib", 1024, false, true},
	{"entry-kib", 1024, false, true}, {"record-max-mib", 1048576, false, true},
	{"sync-payload-mb", 1000000, true, false}, {"async-payload-mb", 1000000, false, true},
	{"payload-mb", 1000000, true, true}, {"request-mb", 1000000, true, false},
	{"heap-mb", 1000000, true, false},
};

static bool payload_limit(const Graph *graph, const GraphLink *link, int component, Decimal *kilobytes)
{
	bool sync = link->pattern->mode == MODE_SYNC, found = false;

	if (component == NOWHERE)
		return false;
	for (size_t i = 0; i < sizeof payload_limits / sizeof *payload_limits; i++) {
		Decimal limit;

		if (!(sync ? payload_limits[i].sync : payload_limits[i].async) ||
		    !component_limit(graph, &graph->components[component], payload_limits[i].name, NULL, &limit))
			continue;
		limit = limit / 1000 * payload_limits[i].kilobytes;
		if (!found || limit < *kilobytes)
			*kilobytes = limit;
		found = true;
	}
	return found;
}

/* EVENTS are the patterns that pass over the event bus of Salesforce. */
static bool link_payload_limit(const Graph *graph, const bool *events, Decimal event_limit,
                               const GraphLink *link, Decimal *kilobytes, const char **whose)
{
	Decimal limit;

	*whose = NULL;
	if (payload_limit(graph, link, link->from, &limit)) {
		*kilobytes = limit;
		*whose = graph->components[link->from].kind->name;
	}
	if (payload_limit(graph, link, link->to, &limit) && (!*whose || limit < *kilobytes)) {
		*kilobytes = limit;
		*whose = graph->components[link->to].kind->name;
	}
	if (pattern_in(events, graph, link->pattern) && (!*whose || event_limit < *kilobytes)) {
		*kilobytes = event_limit;
		*whose = link->pattern->name;
	}
	return *whose != NULL;
}

static void check_payload(const Graph *graph, Findings *findings)
{
	bool *events = param_patterns(findings, graph, "events", false);
	Decimal event_limit = finding_param(findings, graph, "event-kb");
	Text size = {0}, most = {0};
	size_t missing = 0;

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		Decimal payload, limit;
		const char *whose;

		if (link->pattern->mode == MODE_OVERLAY || link->is_internal || link->is_free ||
		    !link_payload_limit(graph, events, event_limit, link, &limit, &whose))
			continue;
		if (!link_number(graph, link, GRAPH_PAYLOAD, &payload)) {
			missing++;
			continue;
		}
		if (payload <= limit)
			continue;
		text_reset(&size);
		text_reset(&most);
		add_number(&size, payload);
		add_number(&most, limit);
		finding_add(findings, link->element, "a payload of %s kB, and %s takes at most %s kB",
		            text_str(&size), whose, text_str(&most));
	}
	undecided_places(findings, graph, "payload", missing);
	free(events);
	text_clear(&size);
	text_clear(&most);
}

const Rule rule_pattern_payload_too_large = {"pattern/payload-too-large", check_payload, NULL, false};

/* ---- pattern/legacy, polling ----------------------------------------------------------------------- */

static void check_legacy(const Graph *graph, Findings *findings)
{
	bool *set = param_patterns(findings, graph, "statuses", true);

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (!pattern_in(set, graph, link->pattern))
			continue;
		finding_add(findings, link->element, "%s is %s%s", link->pattern->name,
		            strcmp(link->pattern->status, "anti-pattern") ? "" : "an ", link->pattern->status);
		if (*link->pattern->alternatives)
			finding_set_remedy(findings, "Use %s instead.", *link->pattern->alternatives);
	}
	free(set);
}

const Rule rule_pattern_legacy = {"pattern/legacy", check_legacy, fix_by_alternative, false};

static void check_polling(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (strcmp(link->pattern->id, "polling") || link->to == NOWHERE ||
		    !(graph->components[link->to].traits & TRAIT_CRM))
			continue;
		finding_add(findings, link->element, "it asks %s again and again, which would tell by itself",
		            component_id(graph, link->to));
	}
}

const Rule rule_pattern_polling_for_events = {"pattern/polling-for-events", check_polling, fix_by_subscription, false};

/* ---- what is delivered more than once, late, or not at all -------------------------------------------- */

static bool delivers_to_code(const Graph *graph, const GraphLink *link)
{
	return link->pattern->mode == MODE_ASYNC && link->to != NOWHERE && !link->is_free &&
	       (graph->components[link->to].traits & TRAIT_COMPUTE);
}

static bool tries_again(const Graph *graph, const GraphLink *link)
{
	Decimal retries;

	if (link->pattern->mode != MODE_SYNC || link->to == NOWHERE || link->is_free || !link_writes(graph, link))
		return false;
	/* A row or file written twice is the same row or file; an order is not. */
	return (graph->components[link->to].traits & (TRAIT_STORE | TRAIT_CRM)) != TRAIT_STORE &&
	       link_number(graph, link, GRAPH_RETRIES, &retries) && retries > 0;
}

static void check_idempotent(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (field_true(graph, link->element, GRAPH_IDEMPOTENT))
			continue;
		if (delivers_to_code(graph, link) && text_starts(link->pattern->delivery, "at least once"))
			finding_add(findings, link->element,
			            "%s delivers at least once, and %s is not said to take a message twice",
			            link->pattern->name, component_id(graph, link->to));
		else if (tries_again(graph, link))
			finding_add(findings, link->element,
			            "the caller tries again, and %s is not said to take a message twice",
			            component_id(graph, link->to));
	}
}

static bool fix_idempotent(const Graph *graph, const Finding *finding, Edit *edit)
{
	(void)graph;
	fix_by_field(finding->element, "idempotent", "true", edit);
	edit_set_label(edit, "say that %s takes messages twice", finding->element->id);
	return true;
}

const Rule rule_pattern_not_idempotent = {
	"pattern/not-idempotent", check_idempotent, fix_idempotent, false};

static void check_dead_letter(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (!delivers_to_code(graph, link) || has_field(link->has, GRAPH_DLQ))
			continue;
		finding_add(findings, link->element, "what %s cannot take has nowhere to go",
		            component_id(graph, link->to));
	}
}

const Rule rule_pattern_no_dead_letter = {"pattern/no-dead-letter", check_dead_letter, fix_by_dead_letter, false};

static void check_retention(const Graph *graph, Findings *findings)
{
	Text text = {0};
	size_t missing = 0;

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		Decimal wanted, kept;

		if (link->pattern->mode != MODE_ASYNC || !decimal_parse(link->pattern->retention_hours, &kept, NULL))
			continue;
		if (!link_number(graph, link, GRAPH_OUTAGE, &wanted)) {
			missing++;
			continue;
		}
		if (wanted <= kept)
			continue;
		text_reset(&text);
		add_number(&text, wanted);
		finding_add(findings, link->element, "it must survive %s h, %s keeps what waits for %s h",
		            text_str(&text), link->pattern->name, link->pattern->retention_hours);
	}
	undecided_places(findings, graph, "outage of asynchronous links", missing);
	text_clear(&text);
}

const Rule rule_pattern_retention_too_short = {
	"pattern/retention-too-short", check_retention, NULL, false};

static void check_order(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (!has_field(link->has, GRAPH_ORDER) || link->pattern->mode != MODE_ASYNC ||
		    !field_true(graph, link->element, GRAPH_ORDER) || link->is_free ||
		    param_lists(findings, graph, "ordered", link->pattern->id))
			continue;
		finding_add(findings, link->element, "messages must come in order, and %s delivers %s",
		            link->pattern->name, link->pattern->delivery);
	}
}

const Rule rule_pattern_order_assumed = {"pattern/order-assumed", check_order, NULL, false};

/* ---- pattern/events-straight-to-lambda ------------------------------------------------------------------ */

static void check_straight(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		const GraphComponent *from, *to;

		if (link->from == NOWHERE || link->to == NOWHERE || link->pattern->mode == MODE_OVERLAY)
			continue;
		from = &graph->components[link->from];
		to = &graph->components[link->to];
		if (!(from->traits & TRAIT_BROKER) || from->vendor_id != VENDOR_SALESFORCE ||
		    !kind_has_capability(to->kind, "event-handler"))
			continue;
		finding_add(findings, link->element, "%s does not call %s by itself",
		            from->kind->name, to->kind->name);
	}
}

/* The documented way takes several hops; its pattern knows them. */
static bool fix_straight(const Graph *graph, const Finding *finding, Edit *edit)
{
	const GraphLink *link = &graph->links[finding->element->index];
	Text script = {0};
	bool made;

	text_addf(&script, "remove %s\nlink %s %s via lambda-on-salesforce-events\n", finding->element->id,
	          component_id(graph, link->from), component_id(graph, link->to));
	made = edit_parse(text_str(&script), "fix", graph->design, graph->catalog, edit, NULL);
	edit_set_label(edit, "relay %s over EventBridge", component_id(graph, link->from));
	text_clear(&script);
	return made;
}

const Rule rule_pattern_events_straight_to_lambda = {
	"pattern/events-straight-to-lambda", check_straight, fix_straight, false};

/* ---- pattern/callout-in-trigger --------------------------------------------------------------------------- */

static void check_trigger(const Graph *graph, Findings *findings)
{
	size_t missing = 0;

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (link->pattern->mode != MODE_SYNC || !link->cross_platform || link->from == NOWHERE ||
		    graph->components[link->from].vendor_id != VENDOR_SALESFORCE ||
		    kind_limit(graph->components[link->from].kind, "callout-max-s") == NULL)
			continue;
		if (!has_field(link->has, GRAPH_TRIGGER)) {
			missing++;
			continue;
		}
		if (!strcmp(graph_get(graph, link->element, GRAPH_TRIGGER), "record-save"))
			finding_add(findings, link->element, "saving a record waits for %s",
			            graph_end_name(graph, graph_to(link)));
	}
	undecided_places(findings, graph, "trigger of callouts", missing);
}

static bool fix_trigger(const Graph *graph, const Finding *finding, Edit *edit)
{
	const GraphLink *link = &graph->links[finding->element->index];

	if (fix_by_pattern(graph, link, MODE_ASYNC, edit))
		return true;
	fix_by_field(finding->element, "trigger", "event", edit);
	edit_set_label(edit, "let %s follow an event after the save", finding->element->id);
	return true;
}

const Rule rule_pattern_callout_in_trigger = {
	"pattern/callout-in-trigger", check_trigger, fix_trigger, false};
