/* Network: what passes in the clear, in public, or over a door that is not there. */
#include <stdlib.h>
#include <string.h>

#include "model/list.h"
#include "model/rule_fixes.h"
#include "model/rule_kit.h"

/* ---- network/clear-text ---------------------------------------------------------------- */

static void check_clear(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		const char *transport = has_field(link->has, GRAPH_TRANSPORT)
					? graph_get(graph, link->element, GRAPH_TRANSPORT) : NULL;

		if (transport ? !strcmp(transport, "plain")
		    : !link->pattern->encrypted && link->pattern->mode != MODE_OVERLAY && !link->is_free &&
		      !link->is_internal && *link->pattern->id)
			finding_add(findings, link->element, "what passes from %s to %s is not encrypted",
			            graph_end_name(graph, graph_from(link)), graph_end_name(graph, graph_to(link)));
	}
}

static bool fix_clear(const Graph *graph, const Finding *finding, Edit *edit)
{
	(void)graph;
	fix_by_field(finding->element, "transport", "tls", edit);
	edit_set_label(edit, "encrypt %s", finding->element->id);
	return true;
}

const Rule rule_network_clear_text = {"network/clear-text", check_clear, fix_clear, false};

/* ---- network/special-data-in-public, public-data-path ------------------------------------ */

static void check_special(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (!link->cross_platform || link->pattern->mode == MODE_OVERLAY || link_is_private(graph, link) ||
		    !link_carries(graph, link, GRAPH_SPECIAL))
			continue;
		finding_add(findings, link->element, "data of a special category pass from %s to %s over the public internet",
		            graph_end_name(graph, graph_from(link)), graph_end_name(graph, graph_to(link)));
	}
}

const Rule rule_network_special_data_in_public = {
	"network/special-data-in-public", check_special, NULL, false};

/* The links that are no traffic but a private way between platforms. */
static size_t *find_overlays(const Graph *graph, size_t *count)
{
	size_t *overlays = mem_alloc((graph->link_count + 1) * sizeof *overlays);

	*count = 0;
	for (size_t i = 0; i < graph->link_count; i++)
		if (graph->links[i].pattern->mode == MODE_OVERLAY && graph->links[i].cross_platform)
			overlays[(*count)++] = i;
	return overlays;
}

static bool platforms_peered(const Graph *graph, const size_t *overlays, size_t count, const GraphLink *link)
{
	for (size_t i = 0; i < count; i++) {
		const GraphLink *overlay = &graph->links[overlays[i]];

		if ((overlay->from_platform == link->from_platform &&
		     overlay->to_platform == link->to_platform) ||
		    (overlay->from_platform == link->to_platform &&
		     overlay->to_platform == link->from_platform))
			return true;
	}
	return false;
}

static void check_public_path(const Graph *graph, Findings *findings)
{
	size_t count, *overlays = find_overlays(graph, &count);

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (link->to == NOWHERE || !platform_is(graph, link->from_platform, VENDOR_HEROKU) ||
		    !platform_is(graph, link->to_platform, VENDOR_AWS) || link->pattern->mode == MODE_OVERLAY ||
		    !(graph->components[link->to].traits & TRAIT_STORE) ||
		    (graph->components[link->to].traits & TRAIT_OBJECT_STORE) || link_is_private(graph, link) ||
		    !link_carries(graph, link, GRAPH_PERSONAL) ||
		    platforms_peered(graph, overlays, count, link))
			continue;
		finding_add(findings, link->element, "personal data pass from %s to the store %s on a public path",
		            graph_end_name(graph, graph_from(link)), graph_end_name(graph, graph_to(link)));
	}
	free(overlays);
}

const Rule rule_network_public_data_path = {
	"network/public-data-path", check_public_path, NULL, false};

/* ---- network/no-prerequisite ------------------------------------------------------------------ */

static void check_prerequisite(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		Text why = {0};

		if (!*link->pattern->requires || !link_ends_fit(graph, link) ||
		    pattern_legal(graph, link->pattern, graph_from(link), graph_to(link), &why)) {
			text_clear(&why);
			continue;
		}
		finding_add(findings, link->element, "%s: %s", link->pattern->name, text_str(&why));
		text_clear(&why);
	}
}

const Rule rule_network_no_prerequisite = {
	"network/no-prerequisite", check_prerequisite, fix_by_prerequisite, false};

/* ---- network/allow-list-only ------------------------------------------------------------------- */

static void check_allow_list(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (has_field(link->has, GRAPH_AUTH) &&
		    !strcmp(graph_get(graph, link->element, GRAPH_AUTH), "ip-allowlist"))
			finding_add(findings, link->element, "nothing but an address proves who calls %s",
			            graph_end_name(graph, graph_to(link)));
	}
}

const Rule rule_network_allow_list_only = {"network/allow-list-only", check_allow_list, fix_by_auth, false};

/* ---- network/open-store --------------------------------------------------------------------------- */

/* Returns how many stores of ours it is not known of. */
static size_t check_open_at(const Graph *graph, Findings *findings, const Element *data, int c, bool *said)
{
	const GraphComponent *component = c == NOWHERE ? NULL : &graph->components[c];

	if (!component || said[c] || !(component->traits & TRAIT_STORE))
		return 0;
	said[c] = true;
	if (!has_field(component->has, GRAPH_PUBLIC))
		return component->vendor_id == VENDOR_HEROKU || component->vendor_id == VENDOR_AWS;
	if (field_true(graph, component->element, GRAPH_PUBLIC))
		finding_add(findings, component->element, "it keeps %s and can be reached from the internet",
		            element_name(data));
	return 0;
}

static void check_open_store(const Graph *graph, Findings *findings)
{
	bool *said = mem_alloc(graph->component_count + 1);
	size_t unknown = 0;

	for (size_t i = 0; i < graph->data_count; i++) {
		const Element *data = graph->data[i].element;
		List copies = {0};

		if (!field_true(graph, data, GRAPH_PERSONAL))
			continue;
		unknown += check_open_at(graph, findings, data, graph->data[i].home, said);
		list_split(graph_get(graph, data, GRAPH_COPIES), &copies, NULL);
		for (size_t c = 0; c < copies.count; c++)
			unknown += check_open_at(graph, findings, data, graph_component(graph, copies.items[c]), said);
		list_clear(&copies);
	}
	undecided_places(findings, graph, "public of stores with personal data", unknown);
	free(said);
}

static bool fix_open_store(const Graph *graph, const Finding *finding, Edit *edit)
{
	(void)graph;
	fix_by_field(finding->element, "public", "false", edit);
	edit_set_label(edit, "close %s to the internet", finding->element->id);
	return true;
}

const Rule rule_network_open_store = {"network/open-store", check_open_store, fix_open_store, false};

/* ---- network/open-api ------------------------------------------------------------------------------- */

/* Heroku has its router in front; a function or container of AWS has nothing. */
static void check_open_api(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		const GraphComponent *to;

		if (link->from == NOWHERE || link->to == NOWHERE || link->pattern->mode == MODE_OVERLAY ||
		    !(graph->components[link->from].traits & TRAIT_ACTOR))
			continue;
		to = &graph->components[link->to];
		if (!(to->traits & TRAIT_COMPUTE) || to->vendor_id != VENDOR_AWS)
			continue;
		finding_add(findings, link->element, "people reach %s with no gateway or firewall in front",
		            element_name(to->element));
	}
}

const Rule rule_network_open_api = {"network/open-api", check_open_api, NULL, false};

/* ---- network/salesforce-by-vpn ------------------------------------------------------------------------- */

static bool is_tunnel(const Graph *graph, GraphEnd end)
{
	return end.component != NOWHERE && (graph->components[end.component].traits & TRAIT_NETWORK) &&
	       kind_has_capability(graph->components[end.component].kind, "vpn");
}

static void check_vpn(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		bool salesforce = platform_is(graph, link->from_platform, VENDOR_SALESFORCE) ||
				  platform_is(graph, link->to_platform, VENDOR_SALESFORCE);

		if (!salesforce)
			continue;
		if (is_tunnel(graph, graph_from(link)) || is_tunnel(graph, graph_to(link)) ||
		    !strcmp(link->pattern->id, "vpn-site-to-site") ||
		    !strcmp(field_text(graph, link->element, GRAPH_TRANSPORT), "ipsec"))
			finding_add(findings, link->element, "Salesforce cannot end a VPN tunnel");
	}
}

const Rule rule_network_salesforce_by_vpn = {"network/salesforce-by-vpn", check_vpn, NULL, false};
