/* Justification: does every platform pull its weight? */
#include <stdlib.h>
#include <string.h>

#include "model/coupling.h"
#include "model/edit_language.h"
#include "model/list.h"
#include "model/rule_kit.h"

/* ---- justification/no-written-why ------------------------------------------------------ */

/* Characters; of a text that is not mostly letters and digits only these, so that "........" is no reason. */
static Decimal reason_length(const char *text)
{
	int64_t characters = 0, letters = 0;

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		characters += (c & 0xc0) != 0x80;
		letters += (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xc0;
	}
	return decimal_from(2 * letters < characters ? letters : characters);
}

static void check_no_written_why(const Graph *graph, Findings *findings)
{
	Decimal enough = finding_param(findings, graph, "characters");

	if (horses_in_use(graph) < 2)
		return;
	for (size_t i = 0; i < graph->platform_count; i++) {
		const GraphPlatform *platform = &graph->platforms[i];
		const char *why = field_text(graph, platform->element, GRAPH_WHY);

		if (!platform->component_count || !platform_is_horse(platform) ||
		    reason_length(why) >= enough)
			continue;
		if (*why)
			finding_add(findings, platform->element, "\"%s\" is no reason for %s", why,
			            element_name(platform->element));
		else
			finding_add(findings, platform->element,
			            "nothing says what %s does that the others cannot",
			            element_name(platform->element));
	}
}

const Rule rule_justification_no_written_why = {
	"justification/no-written-why", check_no_written_why, NULL, false};

/* ---- justification/nothing-unique, salesforce-suffices -------------------------------------- */

static const Weight *weight_of(const WeightTable *table, int platform)
{
	for (size_t i = 0; i < table->count; i++)
		if (table->items[i].platform == platform)
			return &table->items[i];
	return NULL;
}

/* "move its 2 components to Salesforce, which needs one for external-ui": what of that no component does there yet. */
static void add_move(const Graph *graph, const WeightTable *table, const Weight *weight, Text *out)
{
	const Weight *rival = weight_of(table, weight->rival);
	uint64_t missing = rival ? weight->serves & ~rival->serves : 0;

	if (weight->components == 1)
		text_add(out, "move its component");
	else
		text_addf(out, "move its %u components", weight->components);
	text_addf(out, " to %s", element_name(graph->platforms[weight->rival].element));
	if (missing) {
		text_add(out, ", which has nothing yet for ");
		weight_add_capabilities(table, missing, out);
	}
}

/* A reason that is written does not weigh by itself: what it says has to be required. */
static void set_remedy(const Graph *graph, Findings *findings, const WeightTable *table, const Weight *weight)
{
	const char *id = graph->platforms[weight->platform].element->id;
	Text move = {0};

	if (weight->rival != NOWHERE)
		add_move(graph, table, weight, &move);
	else
		text_addf(&move, "remove %s", id);
	if (weight->verdict == WEIGHT_WEAK)
		finding_set_remedy(findings, "Add the capability that its why speaks of to what the design requires (set design requires=…), or %s.",
		                   text_str(&move));
	else
		finding_set_remedy(findings, "Either %s, or write why it is here (set %s why=\"…\").", text_str(&move), id);
	text_clear(&move);
}

static void check_unique(const Graph *graph, Findings *findings)
{
	const WeightTable *table = finding_weight(findings, graph);

	if (table->count < 2)
		return;
	if (!table->require_count) {
		finding_undecided(findings, the_design(graph), "requires");
		return;
	}
	for (size_t i = 0; i < table->count; i++) {
		const Weight *weight = &table->items[i];
		const Element *platform = graph->platforms[weight->platform].element;

		if (weight->verdict == WEIGHT_JUSTIFIED)
			continue;
		finding_add_as(findings, weight->verdict == WEIGHT_PRESTIGE ? SEVERITY_ERROR : SEVERITY_WARNING,
		               platform, "%s does nothing of its own: %s", element_name(platform),
		               weight->reason);
		set_remedy(graph, findings, table, weight);
	}
}

const Rule rule_justification_nothing_unique = {
	"justification/nothing-unique", check_unique, NULL, false};

static void check_suffices(const Graph *graph, Findings *findings)
{
	const WeightTable *table = finding_weight(findings, graph);
	bool salesforce = false;
	Text text = {0};

	for (size_t i = 0; i < table->count; i++)
		salesforce = salesforce ||
			     graph->platforms[table->items[i].platform].vendor_id == VENDOR_SALESFORCE;
	if (horses_in_use(graph) < 2 || !salesforce)
		return;
	if (!table->require_count) {
		finding_undecided(findings, the_design(graph), "requires");
	} else if (table->salesforce_suffices) {
		weight_add_capabilities(table, UINT64_MAX, &text);
		finding_add(findings, the_design(graph), "Salesforce alone offers all that is required: %s",
		            text_str(&text));
	}
	text_clear(&text);
}

const Rule rule_justification_salesforce_suffices = {
	"justification/salesforce-suffices", check_suffices, NULL, false};

/* ---- justification/trivial-platform --------------------------------------------------------- */

static void check_trivial(const Graph *graph, Findings *findings)
{
	const WeightTable *table = finding_weight(findings, graph);
	const CostSheet *sheet = finding_cost(findings, graph);
	Decimal limit = finding_param(findings, graph, "cost");
	Text text = {0};

	for (size_t i = 0; i < table->count && table->count > 1; i++) {
		const Weight *weight = &table->items[i];
		const Element *platform = graph->platforms[weight->platform].element;

		if (weight->components != 1 || weight->cost >= limit ||
		    graph->platforms[weight->platform].vendor_id == VENDOR_SALESFORCE)
			continue;
		if (weight->unpriced) {
			finding_undecided(findings, platform, "what it costs");
			continue;
		}
		if (weight->verdict == WEIGHT_UNDECIDED) {
			finding_undecided(findings, platform, "requires");
			continue;
		}
		if (weight->verdict == WEIGHT_JUSTIFIED)
			continue;
		text_reset(&text);
		cost_add_money(&text, sheet->currency, weight->cost);
		finding_add(findings, platform,
		            "one component of %s a month costs a vendor, a runbook and a login more", text_str(&text));
	}
	text_clear(&text);
}

const Rule rule_justification_trivial_platform = {
	"justification/trivial-platform", check_trivial, NULL, false};

/* ---- justification/role-mismatch ---------------------------------------------------------------- */

static bool lists_meet(const char *list, const char *other, char *found, size_t size)
{
	List items = {0};
	bool meet = false;

	list_split(list, &items, NULL);
	for (size_t i = 0; i < items.count && !meet; i++) {
		meet = list_has(other, items.items[i]) && strlen(items.items[i]) < size;
		if (meet)
			memcpy(found, items.items[i], strlen(items.items[i]) + 1);
	}
	list_clear(&items);
	return meet;
}

/* Only what a component is said to do beyond its kind: kinds are at home where they are. */
static void check_role(const Graph *graph, Findings *findings)
{
	const char *engagement = finding_param_text(findings, graph, "engagement");
	const char *heavy = finding_param_text(findings, graph, "heavy");

	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const char *own;
		char found[64];

		if (!has_field(component->has, GRAPH_CAPABILITIES) || component->platform == NOWHERE ||
		    !platform_is_horse(&graph->platforms[component->platform]))
			continue;
		own = graph_get(graph, component->element, GRAPH_CAPABILITIES);
		if (graph->platforms[component->platform].vendor_id == VENDOR_SALESFORCE) {
			if (lists_meet(own, heavy, found, sizeof found))
				finding_add(findings, component->element,
				            "%s on Salesforce, which is made for short transactions", found);
		} else if (lists_meet(own, engagement, found, sizeof found)) {
			finding_add(findings, component->element, "%s on %s, which Salesforce is there for", found,
			            element_name(graph->platforms[component->platform].element));
		}
	}
}

const Rule rule_justification_role_mismatch = {
	"justification/role-mismatch", check_role, NULL, false};

/* ---- justification/sustaining-vendor, not-purchasable ---------------------------------------------- */

static bool is_decided(const Graph *graph, const Element *element)
{
	for (size_t i = 0; i < design_count(graph->design, CLASS_DECISION); i++) {
		const char *about = element_get(design_at(graph->design, CLASS_DECISION, i), "about");

		if (about && list_has(about, element->id))
			return true;
	}
	return false;
}

static void check_sustaining(const Graph *graph, Findings *findings)
{
	Decimal limit = finding_param(findings, graph, "years"), years;
	NameList names = {.limit = 4};

	for (size_t i = 0; i < graph->component_count; i++)
		if (!strcmp(graph->components[i].kind->lifecycle, "sustaining") &&
		    !is_decided(graph, graph->components[i].element))
			names_add(&names, component_id(graph, (int)i));
	for (size_t i = 0; i < graph->link_count; i++)
		if (graph->links[i].pattern->status[0] == 's' && !is_decided(graph, graph->links[i].element))
			names_add(&names, graph->links[i].element->id);
	if (!names.count)
		;
	else if (!element_number(graph, the_design(graph), GRAPH_HORIZON, &years))
		finding_undecided(findings, the_design(graph), "horizon");
	else if (years >= limit)
		finding_add(findings, the_design(graph),
		            "%s %s on products that are kept alive but not developed, without a way out",
		            names_text(&names), names.count == 1 ? "stands" : "stand");
	names_clear(&names);
}

/* The decision is proposed, for people to fill in. */
static bool fix_sustaining(const Graph *graph, const Finding *finding, Edit *edit)
{
	char *id = edit_free_id(graph->design, "way-out");
	List about = {0};
	Text script = {0};
	bool made;

	(void)finding;
	for (size_t i = 0; i < graph->component_count; i++)
		if (!strcmp(graph->components[i].kind->lifecycle, "sustaining") &&
		    !is_decided(graph, graph->components[i].element))
			list_add(&about, component_id(graph, (int)i));
	for (size_t i = 0; i < graph->link_count; i++)
		if (graph->links[i].pattern->status[0] == 's' && !is_decided(graph, graph->links[i].element))
			list_add(&about, graph->links[i].element->id);
	text_addf(&script, "add decision %s title=\"The way out of what is kept alive but not developed\" status=proposed about=", id);
	list_join(&about, &script);
	made = edit_parse(text_str(&script), "fix", graph->design, graph->catalog, edit, NULL);
	edit_set_label(edit, "propose a decision about the way out");
	text_clear(&script);
	list_clear(&about);
	free(id);
	return made;
}

const Rule rule_justification_sustaining_vendor = {
	"justification/sustaining-vendor", check_sustaining, fix_sustaining, false};

static bool needs_enterprise(const Graph *graph, const GraphLink *link)
{
	return link->pattern->status[0] == 's' ||
	       (link->to != NOWHERE && graph->components[link->to].vendor_id == VENDOR_HEROKU &&
	        kind_has_capability(graph->components[link->to].kind, "bidirectional-sync"));
}

/* Where a contract is said not to be there; where nothing is said it is not known. */
static void check_purchasable(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		const Element *platform;
		const char *contract;

		if (link->to_platform == NOWHERE || !needs_enterprise(graph, link))
			continue;
		platform = graph->platforms[link->to_platform].element;
		contract = graph_get(graph, platform, GRAPH_ENTERPRISE);
		if (!contract)
			finding_undecided(findings, platform, "enterprise");
		else if (strcmp(contract, "true"))
			finding_add(findings, link->element,
			            "%s comes with Heroku Enterprise, which new customers cannot buy", link->pattern->name);
	}
}

const Rule rule_justification_not_purchasable = {
	"justification/not-purchasable", check_purchasable, NULL, false};

/* ---- justification/more-complex-than-useful ------------------------------------------------------------ */

static size_t distinct_patterns(const Graph *graph)
{
	bool *seen = mem_alloc(graph->catalog->pattern_count + 1);
	size_t count = 0;

	for (size_t i = 0; i < graph->link_count; i++) {
		const Pattern *pattern = graph->links[i].pattern;
		bool *here = *pattern->id ? &seen[pattern - graph->catalog->patterns] : NULL;

		if (!here || *here || !coupling_counts(&graph->links[i]))
			continue;
		*here = true;
		count++;
	}
	free(seen);
	return count;
}

/* The required capabilities by which platforms are justified: what only one of them offers, and what no other offers
 * alone. */
static uint64_t justifying(const WeightTable *table)
{
	uint64_t all = 0;

	for (size_t i = 0; i < table->count; i++) {
		const Weight *weight = &table->items[i];

		all |= weight->only_here;
		if (weight->verdict == WEIGHT_JUSTIFIED && !weight->only_here)
			all |= weight->serves;
	}
	return all;
}

static void check_complex(const Graph *graph, Findings *findings)
{
	const WeightTable *table = finding_weight(findings, graph);
	int64_t unique = __builtin_popcountll(justifying(table)), links = 0, patterns = (int64_t)distinct_patterns(graph), complexity;
	Decimal worth;

	if (table->count < 2)
		return;
	if (!table->require_count) {
		finding_undecided(findings, the_design(graph), "requires");
		return;
	}
	for (size_t i = 0; i < graph->link_count; i++)
		links += coupling_counts(&graph->links[i]);
	complexity = 10 * (int64_t)table->count + 2 * links + 3 * patterns;
	if (!decimal_multiply(decimal_from(unique), finding_param(findings, graph, "worth"), &worth) ||
	    decimal_from(complexity) <= worth)
		return;
	finding_add(findings, the_design(graph),
	            "%zu platforms, %lld link%s between them and %lld pattern%s, for %lld required capabilit%s that no other platform alone offers",
	            table->count, (long long)links, links == 1 ? "" : "s", (long long)patterns,
	            patterns == 1 ? "" : "s", (long long)unique,
	            unique == 1 ? "y" : "ies");
}

const Rule rule_justification_more_complex_than_useful = {
	"justification/more-complex-than-useful", check_complex, NULL, false};
