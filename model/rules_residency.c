/* Residency: under whose law does data end up, and may it?
 *
 * The policy is the design's: residency.DATA.allowed lists jurisdictions (or
 * single regions), residency.DATA.transfer.JURISDICTION the basis on which it
 * may also go there. There is no fixed list of countries. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/list.h"
#include "model/rule_fixes.h"
#include "model/rule_kit.h"

/* ---- the policy ---------------------------------------------------------------------------- */

static const char *policy(const Graph *graph, const Element *data, const char *part)
{
	char key[192];

	snprintf(key, sizeof key, "residency.%s.%s", data->id, part);
	return element_get(the_design(graph), key);
}

static const char *transfer_basis(const Graph *graph, const Element *data, const char *jurisdiction)
{
	char part[96];

	snprintf(part, sizeof part, "transfer.%s", jurisdiction);
	return policy(graph, data, part);
}

/* The id of the region where the component is; "" not known. */
static const char *region_id(const Graph *graph, int component)
{
	int region = graph->components[component].jurisdiction;

	return region == NOWHERE ? "" : graph->catalog->regions[region].id;
}

/* In the region with this index; where it is not known nothing is held against it. */
static bool allowed_in(const Graph *graph, const Element *data, const char *allowed, int region)
{
	const Region *here = region == NOWHERE ? NULL : &graph->catalog->regions[region];

	return !here || list_has(allowed, here->jurisdiction) || list_has(allowed, here->id) ||
	       transfer_basis(graph, data, here->jurisdiction);
}

static bool allowed_at(const Graph *graph, const Element *data, const char *allowed, int component)
{
	return component == NOWHERE || allowed_in(graph, data, allowed, graph->components[component].jurisdiction);
}

/* ---- where data end up -------------------------------------------------------------------------- */

typedef struct Place {
	const GraphData *data;
	int component;
	int region;             /* where the data are: that of the component, or of its backup */
	const char *how;        /* "backup", "logs", "failover"; "" in everyday use */
} Place;

typedef struct Places {
	Place *items;
	size_t count, cap;
} Places;

static void place_add(Places *places, const Graph *graph, const GraphData *data, int component, const char *how)
{
	if (component == NOWHERE)
		return;
	MEM_GROW(places->items, places->cap, places->count + 1);
	places->items[places->count++] = (Place){data, component, graph->components[component].jurisdiction, how};
}

static int compare_places(const void *a, const void *b)
{
	const Place *x = a, *y = b;

	if (x->data != y->data)
		return x->data < y->data ? -1 : 1;
	if (x->component != y->component)
		return x->component < y->component ? -1 : 1;
	return (x->region > y->region) - (x->region < y->region);
}

/* Everyday use first, so that of several ways to one place that one is named. */
static int compare_ways(const void *a, const void *b)
{
	int order = compare_places(a, b);

	return order ? order : strcmp(((const Place *)a)->how, ((const Place *)b)->how);
}

/* The next word of *AT, up to a space or comma, as a copy; NULL: there is none. */
static char *next_word(const char **at)
{
	size_t length;

	*at += strspn(*at, " ,;");
	length = strcspn(*at, " ,;");
	*at += length;
	return length ? mem_copy_n(*at - length, length) : NULL;
}

/* `backup: daily, 30 days, us-east-1` names a region: the copies lie there. */
static void add_backup(const Graph *graph, const GraphData *data, int component, Places *places)
{
	const char *at = component == NOWHERE ? NULL
			 : graph_get(graph, graph->components[component].element, GRAPH_BACKUP);

	for (char *word; at && (word = next_word(&at)); free(word)) {
		int region = graph_region(graph->catalog, graph->components[component].kind->vendor, word);

		if (region == NOWHERE)
			continue;
		place_add(places, graph, data, component, "backup");
		places->items[places->count - 1].region = region;
	}
}

/* What keeps the data writes about them into its logs, unless the link says what it carries. */
static void add_logs(const Graph *graph, const GraphData *data, int component, Places *places)
{
	if (component == NOWHERE)
		return;
	for (uint32_t i = graph->out_start[component]; i < graph->out_start[component + 1]; i++) {
		const GraphLink *link = &graph->links[graph->out[i]];

		if (link->to != NOWHERE && !has_field(link->has, GRAPH_CARRIES) &&
		    (graph->components[link->to].traits & TRAIT_OBSERVER))
			place_add(places, graph, data, link->to, "logs");
	}
}

static void add_keeper(const Graph *graph, const GraphData *data, int component, Places *places)
{
	place_add(places, graph, data, component, "");
	add_backup(graph, data, component, places);
	add_logs(graph, data, component, places);
}

static void add_kept(const Graph *graph, const GraphData *data, Places *places)
{
	List copies = {0};

	add_keeper(graph, data, data->home, places);
	list_split(graph_get(graph, data->element, GRAPH_COPIES), &copies, NULL);
	for (size_t i = 0; i < copies.count; i++)
		add_keeper(graph, data, graph_component(graph, copies.items[i]), places);
	list_clear(&copies);
}

/* `fallback: queue` may name a component: the data go there when the other end is down. */
static void add_failover(const Graph *graph, const GraphData *data, const GraphLink *link, Places *places)
{
	const char *at = has_field(link->has, GRAPH_FALLBACK) ? graph_get(graph, link->element, GRAPH_FALLBACK) : NULL;

	for (char *word; at && (word = next_word(&at)); free(word))
		place_add(places, graph, data, graph_component(graph, word), "failover");
}

static void add_carried(const Graph *graph, const GraphLink *link, Places *places)
{
	List list = {0};

	list_split(graph_get(graph, link->element, GRAPH_CARRIES), &list, NULL);
	for (size_t i = 0; i < list.count; i++) {
		const Element *data = design_find(graph->design, list.items[i]);

		if (!data || data->class != CLASS_DATA || !field_true(graph, data, GRAPH_PERSONAL))
			continue;
		place_add(places, graph, &graph->data[data->index], link->from, "");
		place_add(places, graph, &graph->data[data->index], link->to, "");
		add_failover(graph, &graph->data[data->index], link, places);
	}
	list_clear(&list);
}

/* Every component that keeps or handles personal data: home and copies with their backups and logs, and both ends of
 * each link that carries it, with the one it falls back to. People are no place. */
static void find_places(const Graph *graph, Places *places)
{
	size_t used = 0;

	for (size_t i = 0; i < graph->data_count; i++)
		if (field_true(graph, graph->data[i].element, GRAPH_PERSONAL))
			add_kept(graph, &graph->data[i], places);
	for (size_t i = 0; i < graph->link_count; i++)
		if (has_field(graph->links[i].has, GRAPH_CARRIES))
			add_carried(graph, &graph->links[i], places);
	if (places->count)
		qsort(places->items, places->count, sizeof *places->items, compare_ways);
	for (size_t i = 0; i < places->count; i++) {
		if (graph->components[places->items[i].component].traits & TRAIT_ACTOR)
			continue;
		if (used && !compare_places(&places->items[used - 1], &places->items[i]))
			continue;
		places->items[used++] = places->items[i];
	}
	places->count = used;
}

/* A Common Runtime has two regions only. */
static bool is_common_runtime(const Graph *graph, const GraphComponent *component)
{
	const char *region = region_id(graph, (int)component->element->index);

	return component->vendor_id == VENDOR_HEROKU && !(component->traits & TRAIT_NETWORK) &&
	       (!strcmp(region, "us") || !strcmp(region, "eu")) &&
	       graph_inside(graph, component->container, "heroku.private-space") == NOWHERE &&
	       graph_inside(graph, component->container, "heroku.shield-space") == NOWHERE;
}

/* The policy names single regions of the jurisdiction where the component is, and the Common Runtime
 * promises no more than the jurisdiction. */
static bool too_coarse(const Graph *graph, const char *allowed, int component)
{
	const char *jurisdiction = graph_jurisdiction(graph, component);
	bool names_region = false;

	if (!jurisdiction || !is_common_runtime(graph, &graph->components[component]))
		return false;
	for (size_t i = 0; i < graph->catalog->region_count && !names_region; i++)
		names_region = !strcmp(graph->catalog->regions[i].jurisdiction, jurisdiction) &&
			       strcmp(graph->catalog->regions[i].id, jurisdiction) &&
			       list_has(allowed, graph->catalog->regions[i].id);
	return names_region;
}

/* "files (us)", "files (us, backup)", kept with the findings. */
static const char *in_brackets(Findings *findings, const Graph *graph, const Place *place)
{
	const char *id = graph->components[place->component].element->id;
	const char *jurisdiction = graph->catalog->regions[place->region].jurisdiction;
	size_t size = strlen(id) + strlen(jurisdiction) + strlen(place->how) + 6;
	char *text = arena_alloc(&findings->arena, size);

	snprintf(text, size, "%s (%s%s%s)", id, jurisdiction, *place->how ? ", " : "", place->how);
	return text;
}

/* Reports each datum whose places of the wanted sort are not allowed; DECIDES: also says where there
 * is no policy. */
static void check_places(const Graph *graph, Findings *findings,
                         bool (*wanted)(const Graph *, const GraphComponent *), const char *what,
                         bool decides)
{
	Places places = {0};
	NameList names = {.limit = 4};

	find_places(graph, &places);
	for (size_t i = 0; i < places.count; i++) {
		const GraphData *data = places.items[i].data;
		const GraphComponent *component = &graph->components[places.items[i].component];
		const char *allowed = policy(graph, data->element, "allowed");
		bool last = i + 1 == places.count || places.items[i + 1].data != data;

		if (allowed && wanted(graph, component) &&
		    !allowed_in(graph, data->element, allowed, places.items[i].region) &&
		    !too_coarse(graph, allowed, places.items[i].component))
			names_add(&names, in_brackets(findings, graph, &places.items[i]));
		if (!last)
			continue;
		if (names.count)
			finding_add(findings, data->element, "%s must stay in %s, and %s %s",
			            element_name(data->element), allowed, what, names_text(&names));
		else if (!allowed && decides)
			finding_undecided(findings, data->element, "residency: where it may be");
		names_clear(&names);
	}
	free(places.items);
}

/* ---- residency/personal-data-leaves, processor-outside, model-outside -------------------------- */

static bool is_model(const Graph *graph, const GraphComponent *component)
{
	(void)graph;
	return (component->traits & TRAIT_MODEL) &&
	       !(component->traits & (TRAIT_COMPUTE | TRAIT_CRM));
}

static bool is_processor(const Graph *graph, const GraphComponent *component)
{
	(void)graph;
	return (component->traits & (TRAIT_REPORTING | TRAIT_OBSERVER | TRAIT_PROVIDER)) &&
	       !(component->traits & TRAIT_CRM);
}

static bool is_keeper(const Graph *graph, const GraphComponent *component)
{
	return !is_model(graph, component) && !is_processor(graph, component);
}

static void check_leaves(const Graph *graph, Findings *findings)
{
	check_places(graph, findings, is_keeper, "also reaches", true);
}

static void check_processor(const Graph *graph, Findings *findings)
{
	check_places(graph, findings, is_processor, "is also seen by", false);
}

static void check_model(const Graph *graph, Findings *findings)
{
	check_places(graph, findings, is_model, "is also sent to", false);
}

const Rule rule_residency_personal_data_leaves = {
	"residency/personal-data-leaves", check_leaves, fix_by_region, false};
const Rule rule_residency_processor_outside = {
	"residency/processor-outside", check_processor, fix_by_region, false};
const Rule rule_residency_model_outside = {"residency/model-outside", check_model, fix_by_region, false};

/* ---- residency/no-region, region-too-coarse --------------------------------------------------------- */

static void check_region(const Graph *graph, Findings *findings)
{
	Places places = {0};
	bool *said = mem_alloc(graph->component_count + 1);

	find_places(graph, &places);
	for (size_t i = 0; i < places.count; i++) {
		int c = places.items[i].component;
		const GraphComponent *component = &graph->components[c];
		const char *region = has_field(component->has, GRAPH_REGION)
				     ? graph_get(graph, component->element, GRAPH_REGION)
				     : component->platform == NOWHERE ? NULL
				     : graph_get(graph, graph->platforms[component->platform].element, GRAPH_REGION);

		if (said[c] || component->jurisdiction != NOWHERE)
			continue;
		said[c] = true;
		if (region)
			finding_add(findings, component->element,
			            "it handles %s in '%s', which is no region the catalogue knows",
			            element_name(places.items[i].data->element), region);
		else
			finding_add(findings, component->element, "it handles %s, and nothing says where",
			            element_name(places.items[i].data->element));
	}
	free(said);
	free(places.items);
}

const Rule rule_residency_no_region = {"residency/no-region", check_region, fix_by_known_region, false};

static void check_coarse(const Graph *graph, Findings *findings)
{
	Places places = {0};

	find_places(graph, &places);
	for (size_t i = 0; i < places.count; i++) {
		const GraphData *data = places.items[i].data;
		const GraphComponent *component = &graph->components[places.items[i].component];
		const char *allowed = policy(graph, data->element, "allowed");

		if (!allowed || !too_coarse(graph, allowed, places.items[i].component) ||
		    allowed_at(graph, data->element, allowed, places.items[i].component))
			continue;
		finding_add(findings, component->element,
		            "%s must stay in %s, and the Common Runtime only promises %s",
		            element_name(data->element), allowed, region_id(graph, places.items[i].component));
	}
	free(places.items);
}

const Rule rule_residency_region_too_coarse = {
	"residency/region-too-coarse", check_coarse, NULL, false};

/* ---- residency/fragile-basis ---------------------------------------------------------------------------- */

static void check_basis(const Graph *graph, Findings *findings)
{
	const Element *design = the_design(graph);

	for (uint32_t i = 0; i < design->field_count; i++) {
		const char *key = design->fields[i].key, *at = strstr(key, ".transfer.");
		char *id;
		const Element *data;

		if (!text_starts(key, "residency.") || !at ||
		    !param_lists(findings, graph, "fragile", design->fields[i].value))
			continue;
		id = mem_copy_n(key + strlen("residency."), (size_t)(at - key) - strlen("residency."));
		data = design_find(graph->design, id);
		finding_add(findings, data ? data : design, "%s goes to %s on the basis of %s alone", id,
		            at + strlen(".transfer."), design->fields[i].value);
		free(id);
	}
}

const Rule rule_residency_fragile_basis = {"residency/fragile-basis", check_basis, NULL, false};

/* ---- residency/drift --------------------------------------------------------------------- */

/* May the link take personal data to another jurisdiction without a word that allows it? Data that
 * is declared not to be personal may go anywhere; nothing declared tells nothing. */
static bool link_drifts(const Graph *graph, const GraphLink *link)
{
	const char *carries = graph_get(graph, link->element, GRAPH_CARRIES);
	List list = {0};
	bool drifts = !carries;

	list_split(carries, &list, NULL);
	for (size_t i = 0; i < list.count && !drifts; i++) {
		const Element *data = design_find(graph->design, list.items[i]);
		const char *allowed;

		if (!data || data->class != CLASS_DATA || !field_true(graph, data, GRAPH_PERSONAL))
			continue;
		allowed = policy(graph, data, "allowed");
		drifts = !allowed || !allowed_at(graph, data, allowed, link->from) ||
			 !allowed_at(graph, data, allowed, link->to);
	}
	list_clear(&list);
	return drifts;
}

/* The two jurisdictions of the ends; false when they are one or not known, or no data passes. */
static bool link_crosses_borders(const Graph *graph, const GraphLink *link, const char **from,
                                 const char **to)
{
	*from = graph_jurisdiction(graph, link->from);
	*to = graph_jurisdiction(graph, link->to);
	return link->pattern->mode != MODE_OVERLAY && *from && *to && strcmp(*from, *to) != 0 &&
	       !(graph->components[link->from].traits & TRAIT_ACTOR);
}

static void check_drift(const Graph *graph, Findings *findings)
{
	NameList names = {.limit = 5};
	const char *first_from = NULL, *first_to = NULL;

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		const char *from, *to;

		if (!link_crosses_borders(graph, link, &from, &to) || !link_drifts(graph, link))
			continue;
		if (!first_from) {
			first_from = from;
			first_to = to;
		}
		names_add(&names, link->element->id);
	}
	if (names.count)
		finding_add(findings, the_design(graph),
		            "data pass between jurisdictions (%s and %s first) over %s, and nothing says that they may",
		            first_from, first_to, names_text(&names));
	names_clear(&names);
}

const Rule rule_residency_drift = {"residency/drift", check_drift, NULL, false};
