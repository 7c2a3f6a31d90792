/* Coupling: who depends on whom, in circles, in crowds and over borders. */
#include <stdlib.h>
#include <string.h>

#include "model/coupling.h"
#include "model/list.h"
#include "model/rule_kit.h"

/* ---- coupling/cycle ----------------------------------------------------------- */

/* A knot counts when a link in it leaves its deployable: Flow and Apex of one org
 * that call each other are one program. */
static bool knot_crosses(const Walk *walk, uint32_t knot)
{
	for (uint32_t m = walk->member_start[knot]; m < walk->member_start[knot + 1]; m++) {
		uint32_t c = walk->member[m];

		for (uint32_t i = walk->edge_start[c]; i < walk->edge_start[c + 1]; i++)
			if (walk->edge[i] != c && walk->knot[walk->edge[i]] == knot &&
			    !walk->graph->links[walk->edge_link[i]].is_internal)
				return true;
	}
	return false;
}

static void say_cycle(Findings *findings, const Walk *walk, uint32_t knot, uint32_t *circle)
{
	const Graph *graph = walk->graph;
	uint32_t size = walk_knot_size(walk, knot), length = walk_circle(walk, knot, circle);
	Text way = {0};

	for (uint32_t i = 0; i < length && i < 8; i++)
		text_addf(&way, "%s → ", component_id(graph, (int)circle[i]));
	text_add(&way, length > 8 ? "…" : component_id(graph, (int)circle[0]));
	if (size > length)
		text_addf(&way, ", and %u more in the same knot", size - length);
	finding_add(findings, graph->components[circle[0]].element,
	            "each stops when the next is down: %s", text_str(&way));
	text_clear(&way);
}

static void check_cycle(const Graph *graph, Findings *findings)
{
	const Walk *walk = finding_walk(findings, graph, WALK_HARD);
	uint32_t *circle = mem_alloc((graph->component_count + 1) * sizeof *circle);

	for (uint32_t knot = 0; knot < walk->knot_count; knot++)
		if (walk_knot_size(walk, knot) > 1 && knot_crosses(walk, knot))
			say_cycle(findings, walk, knot, circle);
	free(circle);
}

/* The first link round the circle that an asynchronous pattern can replace. */
static bool fix_cycle(const Graph *graph, const Finding *finding, Edit *edit)
{
	Walk walk;
	uint32_t *circle = mem_alloc((graph->component_count + 1) * sizeof *circle);
	uint32_t first = finding->element->index, length;
	bool fixed = false;

	walk_build(&walk, graph, WALK_HARD);
	length = walk_circle(&walk, walk.knot[first], circle);
	for (uint32_t i = 0; i < length && !fixed; i++) {
		uint32_t c = circle[i], next = circle[(i + 1) % length];

		for (uint32_t e = walk.edge_start[c]; e < walk.edge_start[c + 1] && !fixed; e++)
			fixed = walk.edge[e] == next &&
				fix_by_pattern(graph, &graph->links[walk.edge_link[e]], MODE_ASYNC, edit);
	}
	walk_clear(&walk);
	free(circle);
	return fixed;
}

const Rule rule_coupling_cycle = {"coupling/cycle", check_cycle, fix_cycle, false};

/* ---- coupling/cyclic-core ---------------------------------------------------------- */

static void check_core(const Graph *graph, Findings *findings)
{
	const Walk *walk = finding_walk(findings, graph, WALK_ALL);
	Decimal share = finding_param(findings, graph, "share"), limit;
	uint32_t largest = 0;

	if (decimal_from((int64_t)graph->component_count) < finding_param(findings, graph, "from-components"))
		return;
	for (uint32_t knot = 1; knot < walk->knot_count; knot++)
		if (walk_knot_size(walk, knot) > walk_knot_size(walk, largest))
			largest = knot;
	if (decimal_from(walk_knot_size(walk, largest)) < finding_param(findings, graph, "from-core") ||
	    !decimal_multiply(decimal_from((int64_t)graph->component_count), share, &limit) ||
	    decimal_from(walk_knot_size(walk, largest)) < limit || !knot_crosses(walk, largest))
		return;
	finding_add(findings, graph->components[walk->member[walk->member_start[largest]]].element,
	            "%u of %zu components depend on each other, directly or through others",
	            walk_knot_size(walk, largest), graph->component_count);
}

const Rule rule_coupling_cyclic_core = {"coupling/cyclic-core", check_core, NULL, false};

/* ---- coupling/propagation-cost ---------------------------------------------------------- */

static void check_propagation(const Graph *graph, Findings *findings)
{
	Decimal warn = finding_param(findings, graph, "warn"), error = finding_param(findings, graph, "error");
	uint64_t all = (uint64_t)graph->component_count * graph->component_count, ones;
	Decimal cost;

	if (decimal_from((int64_t)graph->component_count) < finding_param(findings, graph, "from-components"))
		return;
	ones = walk_visibility(finding_walk(findings, graph, WALK_ALL), NULL, NULL);
	if (!decimal_divide(decimal_from((int64_t)ones), decimal_from((int64_t)all), &cost) || cost <= warn)
		return;
	finding_add_as(findings, cost > error ? SEVERITY_ERROR : SEVERITY_WARNING, the_design(graph),
	               "a change or failure anywhere reaches %d %% of the design on average",
	               (int)(100.0 * decimal_double(cost) + 0.5));
}

const Rule rule_coupling_propagation_cost = {"coupling/propagation-cost", check_propagation, NULL, false};

/* ---- coupling/everything-depends ---------------------------------------------------------- */

static void check_density(const Graph *graph, Findings *findings)
{
	const Walk *walk = finding_walk(findings, graph, WALK_HARD);
	int64_t n = (int64_t)graph->component_count;
	ComponentCoupling *coupling;
	uint64_t edges;
	Decimal limit;

	if (decimal_from(n) < finding_param(findings, graph, "from-components"))
		return;
	coupling = mem_alloc((graph->component_count + 1) * sizeof *coupling);
	edges = coupling_fans(walk, coupling);
	free(coupling);
	if (!decimal_multiply(decimal_from(n * (n - 1)), finding_param(findings, graph, "density"), &limit) ||
	    decimal_from((int64_t)edges) <= limit)
		return;
	finding_add(findings, the_design(graph), "%llu of the %lld possible dependencies between %lld components are there",
	            (unsigned long long)edges, (long long)(n * (n - 1)), (long long)n);
}

const Rule rule_coupling_everything_depends = {"coupling/everything-depends", check_density, NULL, false};

/* ---- coupling/blast-radius ------------------------------------------------------------------ */

static bool on_org(const Graph *graph, uint32_t c)
{
	return platform_is(graph, graph->components[c].platform, VENDOR_SALESFORCE);
}

typedef struct Blast {
	uint32_t all;
	Decimal warn, error;    /* as numbers of surfaces */
} Blast;

/* What depends on each other in a circle stops together: said once, at its first member. */
static void say_blast(const Walk *walk, Findings *findings, uint32_t c, uint32_t stopped, const Blast *blast)
{
	const Graph *graph = walk->graph;
	uint32_t others = walk_knot_size(walk, walk->knot[c]) - 1;
	Text text = {0};

	if (stopped < 2 || decimal_from(stopped) < blast->warn ||
	    walk->member[walk->member_start[walk->knot[c]]] != c)
		return;
	text_add(&text, element_name(graph->components[c].element));
	if (others)
		text_addf(&text, " or one of the %u in a circle with it", others);
	finding_add_as(findings, decimal_from(stopped) >= blast->error ? SEVERITY_ERROR : SEVERITY_WARNING,
	               graph->components[c].element, "when %s is down, %u of %u surfaces that people use stop",
	               text_str(&text), stopped, blast->all);
	text_clear(&text);
}

/* An org is down as a whole: for its components only the surfaces beside Salesforce count. */
static void check_blast(const Graph *graph, Findings *findings)
{
	const Walk *walk = finding_walk(findings, graph, WALK_HARD);
	bool *from = mem_alloc((graph->component_count + 1) * 2), *inside = from + graph->component_count;
	uint32_t *stopped = mem_alloc((graph->component_count * 2 + 1) * sizeof *stopped);
	uint32_t *org = stopped + graph->component_count;
	Blast blast = {0};

	for (uint32_t c = 0; c < graph->component_count; c++) {
		bool surface = graph->components[c].traits & TRAIT_INTERFACE;

		inside[c] = surface && on_org(graph, c);
		from[c] = surface && !inside[c];
		blast.all += surface;
	}
	if (decimal_from(blast.all) >= finding_param(findings, graph, "from-surfaces") &&
	    decimal_multiply(finding_param(findings, graph, "warn"), decimal_from(blast.all), &blast.warn) &&
	    decimal_multiply(finding_param(findings, graph, "error"), decimal_from(blast.all), &blast.error)) {
		walk_reached_from(walk, from, stopped);
		walk_reached_from(walk, inside, org);
		for (uint32_t c = 0; c < graph->component_count; c++)
			say_blast(walk, findings, c, stopped[c] + (on_org(graph, c) ? 0 : org[c]) - from[c], &blast);
	}
	free(from);
	free(stopped);
}

const Rule rule_coupling_blast_radius = {"coupling/blast-radius", check_blast, NULL, false};

/* ---- coupling/fan-in, fan-out, hub -------------------------------------------------------------- */

/* Made to be asked by many: a crowd there is no fault. */
static bool made_for_many(const GraphComponent *component)
{
	return component->traits & (TRAIT_BROKER | TRAIT_GATEWAY | TRAIT_PROVIDER | TRAIT_OBSERVER |
	                            TRAIT_ACTOR | TRAIT_NETWORK | TRAIT_VAULT);
}

static int64_t whole(Decimal value)
{
	return (int64_t)(value / DECIMAL_ONE);
}

static void each_crowd(const Graph *graph, Findings *findings,
                       void (*say)(const Graph *, Findings *, const GraphComponent *, uint32_t, uint32_t,
                                   int64_t))
{
	ComponentCoupling *coupling = mem_alloc((graph->component_count + 1) * sizeof *coupling);
	int64_t limit = whole(finding_param(findings, graph, "max"));

	coupling_fans(finding_walk(findings, graph, WALK_ALL), coupling);
	for (size_t i = 0; i < graph->component_count; i++)
		if (!made_for_many(&graph->components[i]))
			say(graph, findings, &graph->components[i], coupling[i].fan_in,
			    coupling[i].fan_out, limit);
	free(coupling);
}

static void say_fan_in(const Graph *graph, Findings *findings, const GraphComponent *component,
                       uint32_t in, uint32_t out, int64_t limit)
{
	(void)graph;
	(void)out;
	if (in > limit)
		finding_add(findings, component->element, "%u components depend on it (%lld are many)", in,
		            (long long)limit);
}

static void check_fan_in(const Graph *graph, Findings *findings)
{
	each_crowd(graph, findings, say_fan_in);
}

static void say_fan_out(const Graph *graph, Findings *findings, const GraphComponent *component,
                        uint32_t in, uint32_t out, int64_t limit)
{
	(void)graph;
	(void)in;
	if (out > limit)
		finding_add(findings, component->element, "it depends on %u components (%lld are many)", out,
		            (long long)limit);
}

static void check_fan_out(const Graph *graph, Findings *findings)
{
	each_crowd(graph, findings, say_fan_out);
}

static void say_hub(const Graph *graph, Findings *findings, const GraphComponent *component,
                    uint32_t in, uint32_t out, int64_t limit)
{
	(void)graph;
	if (in && out && in + out > limit)
		finding_add(findings, component->element, "%u components depend on it and it depends on %u: %u in all",
		            in, out, in + out);
}

static void check_hub(const Graph *graph, Findings *findings)
{
	each_crowd(graph, findings, say_hub);
}

const Rule rule_coupling_fan_in = {"coupling/fan-in", check_fan_in, NULL, false};
const Rule rule_coupling_fan_out = {"coupling/fan-out", check_fan_out, NULL, false};
const Rule rule_coupling_hub = {"coupling/hub", check_hub, NULL, false};

/* ---- coupling/zone-of-pain, unstable-dependency ----------------------------------------------------- */

static void check_pain(const Graph *graph, Findings *findings)
{
	ComponentCoupling *coupling = mem_alloc((graph->component_count + 1) * sizeof *coupling);
	Decimal callers = finding_param(findings, graph, "callers");
	Decimal instability = finding_param(findings, graph, "instability"), value;

	coupling_fans(finding_walk(findings, graph, WALK_ALL), coupling);
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];

		if (!(component->traits & TRAIT_COMPUTE) || made_for_many(component) ||
		    decimal_from(coupling[i].fan_in) < callers ||
		    !coupling_instability(&coupling[i], &value) || value > instability)
			continue;
		finding_add(findings, component->element,
		            "%u components depend on this %s directly, with no contract in front",
		            coupling[i].fan_in, component->kind->name);
	}
	free(coupling);
}

const Rule rule_coupling_zone_of_pain = {"coupling/zone-of-pain", check_pain, NULL, false};

static void check_unstable(const Graph *graph, Findings *findings)
{
	ComponentCoupling *coupling = mem_alloc((graph->component_count + 1) * sizeof *coupling);
	Decimal limit = finding_param(findings, graph, "difference");
	int64_t dependers = whole(finding_param(findings, graph, "from-dependers"));

	coupling_fans(finding_walk(findings, graph, WALK_ALL), coupling);
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		Decimal here, there;

		if (link->depender == NOWHERE || !link->cross_platform || link->is_internal ||
		    coupling[link->depender].fan_in < dependers ||
		    !coupling_instability(&coupling[link->depender], &here) ||
		    !coupling_instability(&coupling[link->dependee], &there) || there - here <= limit)
			continue;
		finding_add(findings, link->element,
		            "%s, on which %u depend, depends on %s, which depends on %u itself",
		            component_id(graph, link->depender), coupling[link->depender].fan_in,
		            component_id(graph, link->dependee), coupling[link->dependee].fan_out);
	}
	free(coupling);
}

const Rule rule_coupling_unstable_dependency = {"coupling/unstable-dependency", check_unstable, NULL, false};

/* ---- coupling/shared-database ------------------------------------------------------------------------ */

static const char *owner_of(const Graph *graph, int component)
{
	const GraphComponent *one = &graph->components[component];
	const char *owner = graph_get(graph, one->element, GRAPH_OWNER);

	if (!owner && one->platform != NOWHERE)
		owner = graph_get(graph, graph->platforms[one->platform].element, GRAPH_OWNER);
	return owner;
}

/* Writes into a store of its own choosing, not as the one pipe that replicates into it. */
static bool link_writes_store(const Graph *graph, const GraphLink *link)
{
	return link->from != NOWHERE && link->pattern->mode == MODE_SYNC && !link->pattern->both_ways &&
	       (!link->is_free || has_field(link->has, GRAPH_ACCESS)) && link_writes(graph, link) &&
	       (graph->components[link->from].traits & TRAIT_COMPUTE);
}

static void check_shared_store(const Graph *graph, Findings *findings, uint32_t store)
{
	const char *first = NULL, *second = NULL;
	uint32_t a = 0, b = 0, writers = 0;
	bool undeclared = false;

	for (uint32_t i = graph->in_start[store]; i < graph->in_start[store + 1]; i++) {
		const GraphLink *link = &graph->links[graph->in[i]];
		const char *owner;

		if (!link_writes_store(graph, link))
			continue;
		owner = owner_of(graph, link->from);
		undeclared = undeclared || !owner;
		writers++;
		if (!first && owner) {
			first = owner;
			a = (uint32_t)link->from;
		} else if (first && owner && strcmp(first, owner) && !second) {
			second = owner;
			b = (uint32_t)link->from;
		}
	}
	if (second)
		finding_add(findings, graph->components[store].element, "%s of %s and %s of %s both write it",
		            component_id(graph, (int)a), first, component_id(graph, (int)b), second);
	else if (writers > 1 && undeclared)
		finding_undecided(findings, graph->components[store].element, "owner of those who write it");
}

static void check_shared(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->component_count; i++)
		if ((graph->components[i].traits & TRAIT_STORE) &&
		    !(graph->components[i].traits & (TRAIT_CRM | TRAIT_OBJECT_STORE | TRAIT_WAREHOUSE)))
			check_shared_store(graph, findings, (uint32_t)i);
}

const Rule rule_coupling_shared_database = {"coupling/shared-database", check_shared, NULL, false};

/* ---- coupling/chatty-link ---------------------------------------------------------------------------- */

static void check_chatty(const Graph *graph, Findings *findings)
{
	Decimal calls = finding_param(findings, graph, "calls"), often = finding_param(findings, graph, "a-day");
	Decimal small = finding_param(findings, graph, "kb"), value, payload;
	Text text = {0};
	size_t missing = 0;

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (link->pattern->mode != MODE_SYNC || !link->cross_platform || link->is_free)
			continue;
		missing += !has_field(link->has, GRAPH_CALLS) && !has_field(link->has, GRAPH_VOLUME);
		text_reset(&text);
		if (link_number(graph, link, GRAPH_CALLS, &value) && value > calls) {
			add_number(&text, value);
			finding_add(findings, link->element, "%s calls for one thing a user does", text_str(&text));
		} else if (link_number(graph, link, GRAPH_VOLUME, &value) && per_day(value) > often &&
		           link_number(graph, link, GRAPH_PAYLOAD, &payload) && payload < small) {
			add_number(&text, per_day(value));
			finding_add(findings, link->element, "%s calls a day, each with less than %lld kB",
			            text_str(&text), (long long)whole(small));
		}
	}
	undecided_places(findings, graph, "calls or volume of calls between platforms", missing);
	text_clear(&text);
}

const Rule rule_coupling_chatty_link = {"coupling/chatty-link", check_chatty, NULL, false};

/* ---- coupling/tight-coupling ---------------------------------------------------------------------------- */

static void check_tight(const Graph *graph, Findings *findings)
{
	uint32_t count;
	Decimal mean = coupling_mean_score(graph, &count);
	Text text = {0};

	if (decimal_from(count) < finding_param(findings, graph, "from-links") ||
	    mean <= finding_param(findings, graph, "score"))
		return;
	decimal_add_fixed(&text, mean, 2, false);
	finding_add(findings, the_design(graph),
	            "the %u links between platforms have a mean coupling of %s (0 loose, 1 tight)", count,
	            text_str(&text));
	text_clear(&text);
}

const Rule rule_coupling_tight_coupling = {"coupling/tight-coupling", check_tight, NULL, false};

/* ---- coupling/strong-and-distant ---------------------------------------------------------------------------- */

static void check_strong(const Graph *graph, Findings *findings)
{
	size_t missing = 0;

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		const GraphComponent *target;

		if (link->dependee == NOWHERE || !link->cross_platform || link->pattern->schema < 3 ||
		    link->is_free)
			continue;
		target = &graph->components[link->dependee];
		if (!has_field(target->has, GRAPH_VOLATILITY)) {
			missing++;
			continue;
		}
		if (!strcmp(graph_get(graph, target->element, GRAPH_VOLATILITY), "high"))
			finding_add(findings, link->element,
			            "%s uses the model of %s, which is on another platform and changes often",
			            component_id(graph, link->depender), component_id(graph, link->dependee));
	}
	undecided_places(findings, graph, "volatility", missing);
}

const Rule rule_coupling_strong_and_distant = {"coupling/strong-and-distant", check_strong, NULL, false};

/* ---- coupling/sync-without-owner ------------------------------------------------------------------------------ */

/* Data that pass and have a home have an owner as well. */
static bool data_have_homes(const Graph *graph, const GraphLink *link)
{
	List list = {0};
	bool known;

	if (!has_field(link->has, GRAPH_CARRIES))
		return false;
	list_split(graph_get(graph, link->element, GRAPH_CARRIES), &list, NULL);
	known = list.count > 0;
	for (size_t i = 0; i < list.count && known; i++) {
		const Element *data = design_find(graph->design, list.items[i]);

		known = data && data->class == CLASS_DATA && graph_get(graph, data, GRAPH_HOME);
	}
	list_clear(&list);
	return known;
}

static void check_sync(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (link->pattern->mode != MODE_ASYNC || !link->pattern->both_ways || !link_writes(graph, link) ||
		    link->is_free || has_field(link->has, GRAPH_CONFLICT) || data_have_homes(graph, link))
			continue;
		finding_add(findings, link->element, "both %s and %s may change a record, and nothing says who wins",
		            graph_end_name(graph, graph_from(link)), graph_end_name(graph, graph_to(link)));
	}
}

static bool fix_sync(const Graph *graph, const Finding *finding, Edit *edit)
{
	const GraphLink *link = &graph->links[finding->element->index];

	for (const char *const *id = link->pattern->alternatives; *id; id++) {
		const Pattern *pattern = catalog_pattern(graph->catalog, *id);

		if (!pattern || strcmp(pattern->access, "r") ||
		    !pattern_legal(graph, pattern, graph_from(link), graph_to(link), NULL))
			continue;
		fix_by_field(link->element, "via", pattern->id, edit);
		edit_set_label(edit, "let %s only read", link->element->id);
		return true;
	}
	fix_by_field(link->element, "conflict", "the home of the data wins", edit);
	return true;
}

const Rule rule_coupling_sync_without_owner = {"coupling/sync-without-owner", check_sync, fix_sync, false};
