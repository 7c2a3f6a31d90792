/* Operations: who sees it, who is called, and what he does then. */
#include <stdlib.h>
#include <string.h>

#include "model/list.h"
#include "model/rule_kit.h"

/* Platforms of ours that have something on them. */
static bool platform_counts(const GraphPlatform *platform)
{
	return platform->component_count && platform_is_horse(platform);
}

static bool is_hybrid(const Graph *graph)
{
	return horses_in_use(graph) > 1;
}

/* ---- operations/no-central-observability ------------------------------------------------- */

/* Which platforms send their logs or metrics to OBSERVER. */
static size_t mark_seen(const Graph *graph, uint32_t observer, bool *seen)
{
	size_t count = 0;

	memset(seen, 0, graph->platform_count + 1);
	if (graph->components[observer].platform != NOWHERE)
		seen[graph->components[observer].platform] = true;
	for (uint32_t i = graph->in_start[observer]; i < graph->in_start[observer + 1]; i++)
		if (graph->links[graph->in[i]].from_platform != NOWHERE)
			seen[graph->links[graph->in[i]].from_platform] = true;
	for (uint32_t i = graph->out_start[observer]; i < graph->out_start[observer + 1]; i++)
		if (graph->links[graph->out[i]].to_platform != NOWHERE)
			seen[graph->links[graph->out[i]].to_platform] = true;
	for (size_t p = 0; p < graph->platform_count; p++)
		count += seen[p] && platform_counts(&graph->platforms[p]);
	return count;
}

static void check_observability(const Graph *graph, Findings *findings)
{
	bool *seen = mem_alloc(graph->platform_count + 1), *best = mem_alloc(graph->platform_count + 1);
	size_t most = 0, all = 0;
	const Element *observer = NULL;
	NameList blind = {.limit = 4};

	for (size_t p = 0; p < graph->platform_count; p++)
		all += platform_counts(&graph->platforms[p]);
	for (uint32_t i = 0; i < graph->component_count && is_hybrid(graph); i++) {
		size_t count;

		if (!(graph->components[i].traits & TRAIT_OBSERVER))
			continue;
		count = mark_seen(graph, i, seen);
		if (count > most || !observer) {
			most = count;
			observer = graph->components[i].element;
			memcpy(best, seen, graph->platform_count + 1);
		}
	}
	for (size_t p = 0; p < graph->platform_count; p++)
		if (platform_counts(&graph->platforms[p]) && !best[p])
			names_add(&blind, element_name(graph->platforms[p].element));
	if (!is_hybrid(graph) || (most >= 2 && !blind.count) || is_sketch(findings, graph))
		;
	else if (most < 2)
		finding_add(findings, the_design(graph), "no component sees more than one of the %zu platforms", all);
	else
		finding_add_as(findings, SEVERITY_WARNING, observer, "%s does not see %s", element_name(observer),
		               names_text(&blind));
	names_clear(&blind);
	free(seen);
	free(best);
}

const Rule rule_operations_no_central_observability = {
	"operations/no-central-observability", check_observability, NULL, false};

/* ---- operations/no-owner, no-on-call, no-runbook ------------------------------------------------- */

static void check_owner(const Graph *graph, Findings *findings)
{
	size_t *without = mem_alloc((graph->platform_count + 1) * sizeof *without);

	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const GraphPlatform *platform = component->platform == NOWHERE ? NULL
						: &graph->platforms[component->platform];

		if (has_field(component->has, GRAPH_OWNER) || !platform || !platform_counts(platform) ||
		    graph_get(graph, platform->element, GRAPH_OWNER))
			continue;
		without[component->platform]++;
	}
	for (size_t p = 0; p < graph->platform_count; p++)
		if (without[p] && !is_sketch(findings, graph))
			finding_add(findings, graph->platforms[p].element, "nobody owns %zu of the %u components on %s",
			            without[p], graph->platforms[p].component_count,
			            element_name(graph->platforms[p].element));
	free(without);
}

const Rule rule_operations_no_owner = {"operations/no-owner", check_owner, NULL, false};

static bool has_rota_tool(const Graph *graph)
{
	for (size_t i = 0; i < graph->component_count; i++)
		if (kind_has_capability(graph->components[i].kind, "on-call"))
			return true;
	return false;
}

static void check_on_call(const Graph *graph, Findings *findings)
{
	bool tool = has_rota_tool(graph);

	for (size_t p = 0; p < graph->platform_count && is_hybrid(graph); p++) {
		const GraphPlatform *platform = &graph->platforms[p];

		if (!platform_counts(platform) || graph_get(graph, platform->element, GRAPH_ON_CALL) ||
		    is_sketch(findings, graph))
			continue;
		finding_add(findings, platform->element, "nobody is called when %s fails%s",
		            element_name(platform->element), tool ? ", though there is a tool for it" : "");
	}
}

const Rule rule_operations_no_on_call = {"operations/no-on-call", check_on_call, NULL, false};

/* A link whose breaking somebody has to mend: a call that stops its caller, or a stream of data. */
static bool needs_runbook(const Graph *graph, const GraphLink *link)
{
	return link->cross_platform && (link->hard || link->pattern->mode == MODE_ASYNC) &&
	       link->depender != NOWHERE && !(graph->components[link->from].traits & TRAIT_ACTOR) &&
	       !has_field(link->has, GRAPH_RUNBOOK) && link_is_critical(graph, link);
}

static void check_runbook(const Graph *graph, Findings *findings)
{
	for (size_t p = 0; p < graph->platform_count && is_hybrid(graph); p++) {
		const GraphPlatform *platform = &graph->platforms[p];

		if (platform_counts(platform) && !graph_get(graph, platform->element, GRAPH_RUNBOOK) &&
		    !is_sketch(findings, graph))
			finding_add(findings, platform->element, "no steps are written for when %s fails",
			            element_name(platform->element));
	}
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (needs_runbook(graph, link))
			finding_add(findings, link->element,
			            "no steps are written for when it breaks, and what it joins is critical");
	}
}

const Rule rule_operations_no_runbook = {"operations/no-runbook", check_runbook, NULL, false};

/* ---- operations/too-many-surfaces ------------------------------------------------------------------- */

static void check_surfaces(const Graph *graph, Findings *findings)
{
	Decimal each = finding_param(findings, graph, "engineers"), people, needed;
	int64_t surfaces = 0;
	Text text = {0};

	for (size_t p = 0; p < graph->platform_count; p++)
		surfaces += platform_counts(&graph->platforms[p]);
	if (!is_hybrid(graph) || is_sketch(findings, graph))
		return;
	if (!element_number(graph, the_design(graph), GRAPH_ENGINEERS, &people)) {
		finding_undecided(findings, the_design(graph), "engineers");
		return;
	}
	if (!decimal_multiply(decimal_from(surfaces), each, &needed) || people >= needed)
		return;
	add_number(&text, people);
	finding_add(findings, the_design(graph), "%s people run %lld platforms, each with its own console and skills",
	            text_str(&text), (long long)surfaces);
	text_clear(&text);
}

const Rule rule_operations_too_many_surfaces = {
	"operations/too-many-surfaces", check_surfaces, NULL, false};

/* ---- operations/single-point-of-failure ----------------------------------------------------------------- */

/* Is there one of it, with nothing that takes over? False as well where the vendor sees to that. */
static bool stands_alone(const Graph *graph, const Findings *findings, const GraphComponent *component)
{
	const char *plan = graph_get(graph, component->element, GRAPH_PLAN);
	const Catalog *catalog = graph->catalog;
	Decimal copies;

	if (has_field(component->has, GRAPH_REPLICAS))
		return component_quantity(graph, component, GRAPH_REPLICAS, &copies) && copies <= DECIMAL_ONE;
	if (component_number(graph, component, "dynos", &copies) ||
	    component_number(graph, component, "tasks", &copies) ||
	    component_number(graph, component, "instances", &copies))
		return copies <= DECIMAL_ONE;
	if (catalog_field(catalog, CLASS_COMPONENT, component->kind, NULL, "multi-az"))
		return !text_equal(element_get(component->element, "multi-az"), "true");
	if (plan && component->vendor_id == VENDOR_HEROKU) {
		List plans = {0};
		bool covered = false;

		list_split(finding_param_text(findings, graph, "standby-plans"), &plans, NULL);
		for (size_t i = 0; i < plans.count; i++)
			covered = covered || text_glob(plans.items[i], plan);
		list_clear(&plans);
		return !covered;
	}
	return false;
}

static void check_single(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const char *plan;

		if (!has_field(component->has, GRAPH_CRITICAL) ||
		    !field_true(graph, component->element, GRAPH_CRITICAL) ||
		    !stands_alone(graph, findings, component))
			continue;
		plan = graph_get(graph, component->element, GRAPH_PLAN);
		finding_add(findings, component->element, "it is critical and there is one of it%s%s%s",
		            plan ? " (plan " : "", plan ? plan : "", plan ? ")" : "");
	}
}

static bool fix_single(const Graph *graph, const Finding *finding, Edit *edit)
{
	const GraphComponent *component = &graph->components[finding->element->index];
	const char *field = has_field(component->has, GRAPH_REPLICAS) ? "replicas" : "dynos";

	if (!catalog_field(graph->catalog, CLASS_COMPONENT, component->kind, NULL, field))
		return false;
	fix_by_field(finding->element, field, "2", edit);
	edit_set_label(edit, "run two of %s", finding->element->id);
	return true;
}

const Rule rule_operations_single_point_of_failure = {
	"operations/single-point-of-failure", check_single, fix_single, false};

/* ---- operations/no-fallback, unmonitored-link ---------------------------------------------------------------- */

static void check_fallback(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (!link->hard || !link->cross_platform || link->pattern->mode != MODE_SYNC ||
		    link->is_free || has_field(link->has, GRAPH_FALLBACK) ||
		    !link_is_critical(graph, link))
			continue;
		if (link->from != NOWHERE && (graph->components[link->from].traits & TRAIT_ACTOR))
			continue;
		finding_add(findings, link->element, "%s stops with %s, and nothing says what it does then%s",
		            graph_end_name(graph, graph_from(link)), graph_end_name(graph, graph_to(link)),
		            has_field(link->has, GRAPH_TIMEOUT) ? "" : " or after how long");
	}
}

const Rule rule_operations_no_fallback = {"operations/no-fallback", check_fallback, NULL, false};

static void check_monitored(const Graph *graph, Findings *findings)
{
	NameList names = {.limit = 5};

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (link->cross_platform && link->pattern->mode == MODE_ASYNC && !link->is_free &&
		    link->pattern->depends != DEPENDS_NONE && !has_field(link->has, GRAPH_ALARM))
			names_add(&names, link->element->id);
	}
	if (names.count && !is_sketch(findings, graph))
		finding_add(findings, the_design(graph), "nothing calls anybody when %s %s", names_text(&names),
		            names.count == 1 ? "lags or fails" : "lag or fail");
	names_clear(&names);
}

const Rule rule_operations_unmonitored_link = {
	"operations/unmonitored-link", check_monitored, NULL, false};

/* ---- operations/slow-recovery ------------------------------------------------------------------------------------ */

static void check_recovery(const Graph *graph, Findings *findings)
{
	Decimal wanted, takes;
	size_t missing = 0;

	if (!element_number(graph, the_design(graph), GRAPH_RECOVERY, &wanted)) {
		finding_undecided(findings, the_design(graph), "recovery");
		return;
	}
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		bool critical = has_field(component->has, GRAPH_CRITICAL) &&
				field_true(graph, component->element, GRAPH_CRITICAL);
		Text a = {0}, b = {0};

		if (!has_field(component->has, GRAPH_RECOVERY)) {
			missing += critical;
			continue;
		}
		if (!component_quantity(graph, component, GRAPH_RECOVERY, &takes) || takes <= wanted)
			continue;
		add_number(&a, takes);
		add_number(&b, wanted);
		finding_add(findings, component->element, "it takes %s h to bring it back, and %s h are wanted",
		            text_str(&a), text_str(&b));
		text_clear(&a);
		text_clear(&b);
	}
	undecided_places(findings, graph, "recovery of critical components", missing);
}

const Rule rule_operations_slow_recovery = {"operations/slow-recovery", check_recovery, NULL, false};

/* ---- operations/no-correlation ------------------------------------------------------------------------------------- */

/* How many platforms the steps of a flow ("link: words") touch. */
static size_t platforms_of_flow(const Graph *graph, const Element *flow, bool *seen)
{
	List steps = {0};
	size_t count = 0;

	memset(seen, 0, graph->platform_count + 1);
	list_split(element_get(flow, "steps"), &steps, NULL);
	for (size_t i = 0; i < steps.count; i++) {
		char *id = mem_copy_n(steps.items[i], strcspn(steps.items[i], ":"));
		int index = graph_link(graph, id);

		free(id);
		if (index == NOWHERE)
			continue;
		if (graph->links[index].from_platform != NOWHERE)
			seen[graph->links[index].from_platform] = true;
		if (graph->links[index].to_platform != NOWHERE)
			seen[graph->links[index].to_platform] = true;
	}
	list_clear(&steps);
	for (size_t p = 0; p < graph->platform_count; p++)
		count += seen[p] && platform_is_horse(&graph->platforms[p]);
	return count;
}

static void check_correlation(const Graph *graph, Findings *findings)
{
	bool *seen = mem_alloc(graph->platform_count + 1);
	Decimal limit = finding_param(findings, graph, "platforms");
	bool traced = false;

	for (size_t i = 0; i < graph->component_count && !traced; i++)
		traced = kind_has_capability(graph->components[i].kind, "tracing");
	for (size_t i = 0; i < design_count(graph->design, CLASS_FLOW) && !traced; i++) {
		const Element *flow = design_at(graph->design, CLASS_FLOW, i);
		size_t platforms = platforms_of_flow(graph, flow, seen);

		if (decimal_from((int64_t)platforms) >= limit)
			finding_add(findings, flow, "it crosses %zu platforms, and nothing follows it across them",
			            platforms);
	}
	free(seen);
}

const Rule rule_operations_no_correlation = {"operations/no-correlation", check_correlation, NULL, false};

/* ---- operations/assumed-sla --------------------------------------------------------------------------------------------- */

static void check_sla(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];

		if (component->vendor_id != VENDOR_SALESFORCE || !has_field(component->has, GRAPH_CRITICAL) ||
		    !field_true(graph, component->element, GRAPH_CRITICAL) ||
		    has_field(component->has, GRAPH_AVAILABILITY))
			continue;
		finding_add(findings, component->element, "%s %% are assumed; the standard contract promises no number",
		            component->kind->availability);
	}
}

const Rule rule_operations_assumed_sla = {"operations/assumed-sla", check_sla, NULL, false};
