/* Quick fixes: small edits that a person would make without thinking twice, and sees before they are made. */
#include "model/rule_fixes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/edit_language.h"
#include "model/list.h"
#include "model/rule_kit.h"

static const GraphLink *link_of(const Graph *graph, const Finding *finding)
{
	return &graph->links[finding->element->index];
}

/* ---- another pattern ------------------------------------------------------------------ */

/* In good standing (one that is NAMED as an alternative may stand still), one hop, something is known of it, and it may stand where LINK does. */
static bool may_replace(const Graph *graph, const GraphLink *link, const Pattern *pattern, bool named)
{
	return pattern && pattern != link->pattern && !*pattern->expands &&
	       (!strcmp(pattern->status, "ok") || (named && !strcmp(pattern->status, "sustaining"))) &&
	       pattern->mode != MODE_OVERLAY && strcmp(pattern->id, "custom") != 0 &&
	       pattern_legal(graph, pattern, graph_from(link), graph_to(link), NULL);
}

static bool use_pattern(const GraphLink *link, const Pattern *pattern, Edit *edit)
{
	fix_by_field(link->element, "via", pattern->id, edit);
	edit_set_label(edit, "link %s by %s", link->element->id, pattern->name);
	return true;
}

/* The first alternative that may replace it and that ACCEPT (may be NULL) takes, else, EVEN_OTHERS, any such. */
static bool replace(const Graph *graph, const GraphLink *link, bool even_others,
                    bool (*accept)(const GraphLink *, const Pattern *, Decimal), Decimal limit, Edit *edit)
{
	const Catalog *catalog = graph->catalog;

	for (const char *const *id = link->pattern->alternatives; *id; id++) {
		const Pattern *pattern = catalog_pattern(catalog, *id);

		if (may_replace(graph, link, pattern, true) && (!accept || accept(link, pattern, limit)))
			return use_pattern(link, pattern, edit);
	}
	for (size_t i = 0; even_others && i < catalog->pattern_count; i++)
		if (may_replace(graph, link, &catalog->patterns[i], false) &&
		    (!accept || accept(link, &catalog->patterns[i], limit)))
			return use_pattern(link, &catalog->patterns[i], edit);
	return false;
}

bool fix_by_alternative(const Graph *graph, const Finding *finding, Edit *edit)
{
	return replace(graph, link_of(graph, finding), false, NULL, 0, edit);
}

bool fix_by_waiting_less(const Graph *graph, const Finding *finding, Edit *edit)
{
	return fix_by_pattern(graph, link_of(graph, finding), MODE_ASYNC, edit);
}

/* It lags no longer than LIMIT seconds. */
static bool is_fresh(const GraphLink *link, const Pattern *pattern, Decimal limit)
{
	Decimal floor;

	(void)link;
	return pattern_lag(pattern, &floor) && floor <= limit;
}

bool fix_by_fresher(const Graph *graph, const Finding *finding, Edit *edit)
{
	const GraphLink *link = link_of(graph, finding);
	Decimal wanted;

	return link_number(graph, link, GRAPH_FRESHNESS, &wanted) && replace(graph, link, true, is_fresh, wanted, edit);
}

bool fix_by_subscription(const Graph *graph, const Finding *finding, Edit *edit)
{
	const GraphLink *link = link_of(graph, finding);

	for (const char *const *id = link->pattern->alternatives; *id; id++) {
		const Pattern *pattern = catalog_pattern(graph->catalog, *id);

		if (!pattern || pattern->mode != MODE_ASYNC ||
		    !pattern_legal(graph, pattern, graph_to(link), graph_from(link), NULL))
			continue;
		fix_by_field(link->element, "from", graph_get(graph, link->element, GRAPH_TO), edit);
		fix_by_field(link->element, "to", graph_get(graph, link->element, GRAPH_FROM), edit);
		return use_pattern(link, pattern, edit);
	}
	return false;
}

/* The script of the change without its last line, which draws the link that is there. */
bool fix_by_prerequisite(const Graph *graph, const Finding *finding, Edit *edit)
{
	const GraphLink *link = link_of(graph, finding);
	Legality legality = {0};
	char *last;
	bool made = false;

	pattern_judge(graph, link->pattern, graph_from(link), graph_to(link), &legality);
	last = legality.script.length && link_ends_fit(graph, link) ? strstr(legality.script.s, "\nlink ") : NULL;
	if (last) {
		last[1] = '\0';
		made = edit_parse(legality.script.s, "fix", graph->design, graph->catalog, edit, NULL);
		edit_set_label(edit, "give %s what %s needs", link->element->id, link->pattern->label);
	}
	legality_clear(&legality);
	return made;
}

/* ---- who calls, and what is left over ------------------------------------------------- */

bool fix_by_auth(const Graph *graph, const Finding *finding, Edit *edit)
{
	const GraphLink *link = link_of(graph, finding);
	bool inside = platform_is(graph, link->from_platform, VENDOR_AWS) &&
	              platform_is(graph, link->to_platform, VENDOR_AWS);

	fix_by_field(link->element, "auth", inside ? "iam-role" : "oauth", edit);
	edit_set_label(edit, "let %s prove itself by %s", link->element->id, inside ? "a role" : "OAuth");
	return true;
}

bool fix_by_own_user(const Graph *graph, const Finding *finding, Edit *edit)
{
	Text user = {0};

	(void)graph;
	text_addf(&user, "integration-%s", finding->element->id);
	fix_by_field(finding->element, "user", text_str(&user), edit);
	edit_set_label(edit, "give %s a user of its own", finding->element->id);
	text_clear(&user);
	return true;
}

/* The first component with CAPABILITY, other than ALSO_NOT; or NOWHERE. */
static int first_with(const Graph *graph, const char *capability, int also_not)
{
	for (size_t i = 0; i < graph->component_count; i++)
		if ((int)i != also_not && kind_has_capability(graph->components[i].kind, capability))
			return (int)i;
	return NOWHERE;
}

static bool has_vendor(const Graph *graph, VendorId vendor)
{
	for (size_t i = 0; i < graph->platform_count; i++)
		if (graph->platforms[i].vendor_id == vendor)
			return true;
	return false;
}

bool fix_by_dead_letter(const Graph *graph, const Finding *finding, Edit *edit)
{
	const GraphLink *link = link_of(graph, finding);
	int queue = first_with(graph, "queue", link->to);
	char *made = NULL;
	Text script = {0};
	bool good;

	if (queue == NOWHERE && !has_vendor(graph, VENDOR_AWS))
		return false;
	if (queue == NOWHERE) {
		int aws = legal_platform(graph, "aws", link->to_platform);

		made = edit_free_id(graph->design, "dead-letters");
		text_addf(&script, "add aws.sqs %s on=%s requests=0\n", made, graph->platforms[aws].element->id);
	}
	text_addf(&script, "set %s dlq=%s\n", link->element->id, made ? made : component_id(graph, queue));
	good = edit_parse(text_str(&script), "fix", graph->design, graph->catalog, edit, NULL);
	edit_set_label(edit, "keep what %s cannot take", link->to == NOWHERE ? "it" : component_id(graph, link->to));
	text_clear(&script);
	free(made);
	return good;
}

/* ---- where data are kept ------------------------------------------------------------- */

/* STORE becomes the home of the datum, and is no longer one of its copies. */
static bool move_home(const Graph *graph, const Element *data, int store, Edit *edit)
{
	const char *copies = graph_get(graph, data, GRAPH_COPIES);
	List list = {0};
	Text left = {0};

	if (store == NOWHERE)
		return false;
	list_split(copies, &list, NULL);
	for (size_t i = 0; i < list.count; i++)
		if (strcmp(list.items[i], component_id(graph, store)) != 0)
			text_addf(&left, "%s%s", left.length ? "," : "", list.items[i]);
	fix_by_field(data, "home", component_id(graph, store), edit);
	if (copies && strcmp(text_str(&left), copies) != 0)
		edit_add(edit, data->id, "copies", copies, left.length ? text_str(&left) : NULL);
	edit_set_label(edit, "keep %s in %s", data->id, component_id(graph, store));
	text_clear(&left);
	list_clear(&list);
	return true;
}

bool fix_by_object_store(const Graph *graph, const Finding *finding, Edit *edit)
{
	return move_home(graph, finding->element, first_with(graph, "object-store", NOWHERE), edit);
}

bool fix_by_database(const Graph *graph, const Finding *finding, Edit *edit)
{
	int store = first_with(graph, "detail-store", NOWHERE);

	if (store == NOWHERE)
		store = first_with(graph, "relational-store", NOWHERE);
	return move_home(graph, finding->element, store, edit);
}

/* The first region of VENDOR that ALLOWED names, itself or by its jurisdiction; NULL: none. */
static const Region *region_within(const Catalog *catalog, const char *vendor, const char *allowed)
{
	for (size_t i = 0; i < catalog->region_count; i++) {
		const Region *region = &catalog->regions[i];

		if (!strcmp(region->vendor, vendor) && !*region->alias_of &&
		    (list_has(allowed, region->id) || list_has(allowed, region->jurisdiction)))
			return region;
	}
	return NULL;
}

static bool touches_data(const Graph *graph, const GraphData *data, int component)
{
	const char *id = component_id(graph, component);

	if (data->home == component || list_has(field_text(graph, data->element, GRAPH_COPIES), id))
		return true;
	for (size_t i = 0; i < graph->link_count; i++)
		if ((graph->links[i].from == component || graph->links[i].to == component) &&
		    list_has(field_text(graph, graph->links[i].element, GRAPH_CARRIES), data->element->id))
			return true;
	return false;
}

bool fix_by_region(const Graph *graph, const Finding *finding, Edit *edit)
{
	const GraphData *data = &graph->data[finding->element->index];
	char key[192];
	const char *allowed;

	snprintf(key, sizeof key, "residency.%s.allowed", data->element->id);
	allowed = element_get(the_design(graph), key);
	for (size_t c = 0; allowed && c < graph->component_count; c++) {
		const char *jurisdiction = graph_jurisdiction(graph, (int)c);
		const GraphComponent *component = &graph->components[c];
		const Region *region;
		bool inside = !jurisdiction || list_has(allowed, jurisdiction) ||
		              list_has(allowed, graph->catalog->regions[component->jurisdiction].id);

		snprintf(key, sizeof key, "residency.%s.transfer.%s", data->element->id, jurisdiction ? jurisdiction : "");
		if (inside || element_get(the_design(graph), key) || !touches_data(graph, data, (int)c))
			continue;
		region = region_within(graph->catalog, component->kind->vendor, allowed);
		if (!region) {
			edit_clear(edit);
			return false;
		}
		fix_by_field(component->element, "region", region->id, edit);
	}
	edit_set_label(edit, "move what handles %s to where it may be", data->element->id);
	return edit->count > 0;
}

/* The jurisdiction of all that is known to be somewhere; NULL: there are several, or none. */
static const char *common_jurisdiction(const Graph *graph)
{
	const char *common = NULL;

	for (size_t c = 0; c < graph->component_count; c++) {
		const char *jurisdiction = graph_jurisdiction(graph, (int)c);

		if (jurisdiction && common && strcmp(jurisdiction, common) != 0)
			return NULL;
		common = jurisdiction ? jurisdiction : common;
	}
	return common;
}

bool fix_by_known_region(const Graph *graph, const Finding *finding, Edit *edit)
{
	const GraphComponent *component = &graph->components[finding->element->index];
	const char *jurisdiction = common_jurisdiction(graph);
	const Region *region = jurisdiction ? region_within(graph->catalog, component->kind->vendor, jurisdiction) : NULL;

	if (!region)
		return false;
	fix_by_field(component->element, "region", region->id, edit);
	edit_set_label(edit, "place %s in %s", component->element->id, region->id);
	return true;
}

/* ---- who signs in --------------------------------------------------------------------------- */

bool fix_by_provider(const Graph *graph, const Finding *finding, Edit *edit)
{
	const Pattern *sign_in = catalog_pattern(graph->catalog, "saml-oidc-sso");
	int provider = first_with(graph, "identity-idp", NOWHERE);
	Text script = {0};
	bool made = false;

	for (size_t c = 0; c < graph->component_count && sign_in && provider != NOWHERE && !made; c++) {
		const GraphComponent *component = &graph->components[c];

		if (component->platform == NOWHERE ||
		    graph->platforms[component->platform].element != finding->element ||
		    !kind_has_capability(component->kind, "identity-sp") ||
		    !pattern_legal(graph, sign_in, graph_end(graph, component->element->id),
		                   graph_end(graph, component_id(graph, provider)), NULL))
			continue;
		text_addf(&script, "link %s %s via %s\n", component->element->id, component_id(graph, provider), sign_in->id);
		made = edit_parse(text_str(&script), "fix", graph->design, graph->catalog, edit, NULL);
		edit_set_label(edit, "let %s ask %s who signs in", component->element->id, component_id(graph, provider));
	}
	text_clear(&script);
	return made;
}
