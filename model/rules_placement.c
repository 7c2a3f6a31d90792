/* Placement: does everything stand where it can be had?
 *
 * A kind of Salesforce, Heroku or AWS runs on a platform of that vendor, and a vendor has the regions it has.
 * External products run where their vendor runs them, or on one's own machines: they may stand anywhere. */
#include <string.h>

#include "model/nearest.h"
#include "model/rule_kit.h"

/* As people write it. */
static const char *vendor_title(const char *vendor)
{
	static const char *const titles[] = {
		[VENDOR_UNKNOWN] = "nobody known", [VENDOR_SALESFORCE] = "Salesforce", [VENDOR_HEROKU] = "Heroku",
		[VENDOR_AWS] = "AWS", [VENDOR_EXTERNAL] = "an outside vendor",
	};

	return titles[vendor_from_name(vendor)];
}

static bool is_of_horse(const GraphComponent *component)
{
	return component->vendor_id == VENDOR_SALESFORCE || component->vendor_id == VENDOR_HEROKU ||
	       component->vendor_id == VENDOR_AWS;
}

/* ---- placement/no-platform, wrong-platform -------------------------------------------- */

/* The first platform of the vendor of COMPONENT; NULL: the design has none. */
static const Element *platform_of_kind(const Graph *graph, const GraphComponent *component)
{
	for (size_t i = 0; i < graph->platform_count; i++)
		if (graph->platforms[i].vendor_id == component->vendor_id)
			return graph->platforms[i].element;
	return NULL;
}

static void say_where(const Graph *graph, Findings *findings, const GraphComponent *component)
{
	const Element *platform = platform_of_kind(graph, component);

	if (platform)
		finding_set_remedy(findings, "Move it to %s (set %s on=%s).", platform->id, component->element->id,
		                   platform->id);
	else
		finding_set_remedy(findings, "Add a platform of %s, and set on to it.",
		                   vendor_title(component->kind->vendor));
}

static void check_no_platform(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];

		if (component->platform != NOWHERE || !is_of_horse(component))
			continue;
		finding_add(findings, component->element, "%s is on no platform, so that no region, owner or budget covers it",
		            component->element->id);
		say_where(graph, findings, component);
	}
}

static void check_wrong_platform(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const GraphPlatform *platform;

		if (component->platform == NOWHERE || !is_of_horse(component))
			continue;
		platform = &graph->platforms[component->platform];
		if (platform->vendor_id == component->vendor_id || platform->vendor_id == VENDOR_UNKNOWN)
			continue;
		finding_add(findings, component->element, "%s runs at %s alone, and %s is a platform of %s",
		            component->kind->name, vendor_title(component->kind->vendor), platform->element->id,
		            vendor_title(platform->vendor));
		say_where(graph, findings, component);
	}
}

/* Also takes it out of a container that stands elsewhere. */
static bool fix_platform(const Graph *graph, const Finding *finding, Edit *edit)
{
	const GraphComponent *component = &graph->components[finding->element->index];
	const Element *platform = platform_of_kind(graph, component);

	if (!platform)
		return false;
	fix_by_field(finding->element, "on", platform->id, edit);
	if (component->container != NOWHERE &&
	    graph->components[component->container].vendor_id != component->vendor_id)
		fix_by_field(finding->element, "in", NULL, edit);
	edit_set_label(edit, "move %s to %s", finding->element->id, platform->id);
	return true;
}

const Rule rule_placement_no_platform = {"placement/no-platform", check_no_platform, fix_platform, false};
const Rule rule_placement_wrong_platform = {
	"placement/wrong-platform", check_wrong_platform, fix_platform, false};

/* ---- placement/unknown-region ----------------------------------------------------------- */

/* Is ID a region of VENDOR; of an external one or none ("") a region of anybody? */
static bool region_known(const Graph *graph, const char *vendor, const char *id)
{
	VendorId known = vendor_from_name(vendor);

	if (known == VENDOR_UNKNOWN || known == VENDOR_EXTERNAL)
		return graph_region(graph->catalog, vendor, id) != NOWHERE;
	return catalog_region(graph->catalog, vendor, id);
}

/* The nearest region of VENDOR to what was written, else its first in the same jurisdiction; NULL: none. */
static const char *region_meant(const Graph *graph, const char *vendor, const char *id)
{
	const Catalog *catalog = graph->catalog;
	int other = graph_region(catalog, vendor, id);
	const char *same_law = NULL;
	Nearest nearest = {.wanted = id};

	for (size_t i = 0; i < catalog->region_count; i++) {
		const Region *region = &catalog->regions[i];

		if (*vendor && strcmp(region->vendor, vendor) != 0)
			continue;
		nearest_try(&nearest, region->id);
		if (!same_law && other != NOWHERE && !strcmp(region->jurisdiction, catalog->regions[other].jurisdiction))
			same_law = region->id;
	}
	return nearest.best ? nearest.best : same_law;
}

static void check_region_field(const Graph *graph, Findings *findings, const Element *element, const char *vendor,
                               GraphKey field, const char *key)
{
	const char *id = graph_get(graph, element, field), *meant;
	int other;

	if (!id || region_known(graph, vendor, id))
		return;
	other = graph_region(graph->catalog, vendor, id);
	meant = region_meant(graph, vendor, id);
	if (other != NOWHERE)
		finding_add(findings, element, "%s is %s, a region of %s and not of %s", key, id,
		            vendor_title(graph->catalog->regions[other].vendor), vendor_title(vendor));
	else
		finding_add(findings, element, "%s is '%s', which is no region%s%s that the catalogue knows", key, id,
		            *vendor ? " of " : "", *vendor ? vendor_title(vendor) : "");
	if (meant)
		finding_set_remedy(findings, "Write the vendor's own name, such as %s=%s.", key, meant);
}

static const char *vendor_at(const Graph *graph, const GraphComponent *component)
{
	return component->platform == NOWHERE ? component->kind->vendor : graph->platforms[component->platform].vendor;
}

static void check_regions(const Graph *graph, Findings *findings)
{
	check_region_field(graph, findings, the_design(graph), "", GRAPH_PRICE_REGION, "price-region");
	for (size_t i = 0; i < graph->platform_count; i++) {
		const GraphPlatform *platform = &graph->platforms[i];

		check_region_field(graph, findings, platform->element, platform->vendor, GRAPH_REGION, "region");
		check_region_field(graph, findings, platform->element, platform->vendor, GRAPH_PRICE_REGION, "price-region");
	}
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];

		if (has_field(component->has, GRAPH_REGION))
			check_region_field(graph, findings, component->element, vendor_at(graph, component), GRAPH_REGION,
			                   "region");
		if (has_field(component->has, GRAPH_PRICE_REGION))
			check_region_field(graph, findings, component->element, vendor_at(graph, component),
			                   GRAPH_PRICE_REGION, "price-region");
	}
}

static bool fix_region(const Graph *graph, const Finding *finding, Edit *edit)
{
	const Element *element = finding->element;
	const char *key = text_starts(finding->message, "price-region") ? "price-region" : "region";
	const char *vendor = element->class == CLASS_PLATFORM ? graph->platforms[element->index].vendor
	                   : element->class == CLASS_COMPONENT ? vendor_at(graph, &graph->components[element->index]) : "";
	const char *meant = region_meant(graph, vendor, element_get(element, key));

	if (!meant)
		return false;
	fix_by_field(element, key, meant, edit);
	edit_set_label(edit, "set the %s of %s to %s", key, element->id, meant);
	return true;
}

const Rule rule_placement_unknown_region = {"placement/unknown-region", check_regions, fix_region, false};
