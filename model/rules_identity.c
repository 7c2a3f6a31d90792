/* Identity: one place that says who somebody is, and every surface asks it. */
#include <stdlib.h>
#include <string.h>

#include "model/rule_fixes.h"
#include "model/rule_kit.h"

/* A provider for staff: not one that only knows customers. */
static bool is_staff_provider(const GraphComponent *component)
{
	return (component->traits & TRAIT_PROVIDER) && !(component->traits & TRAIT_CUSTOMER_IDENTITY);
}

static bool has_provider(const Graph *graph)
{
	for (size_t i = 0; i < graph->component_count; i++)
		if (graph->components[i].traits & TRAIT_PROVIDER)
			return true;
	return false;
}

/* ---- identity/no-central-provider -------------------------------------------------- */

static void check_no_central_provider(const Graph *graph, Findings *findings)
{
	NameList names = {.limit = 4};
	bool *seen = mem_alloc(graph->platform_count + 1);

	if (!has_provider(graph)) {
		for (size_t i = 0; i < graph->component_count; i++) {
			const GraphComponent *component = &graph->components[i];

			if (component->platform == NOWHERE || seen[component->platform] ||
			    !component_faces_people(graph, component))
				continue;
			seen[component->platform] = true;
			names_add(&names, element_name(graph->platforms[component->platform].element));
		}
		if (names.count > 1 && !is_sketch(findings, graph))
			finding_add(findings, the_design(graph),
			            "people sign in on %s, and no identity provider stands behind them",
			            names_text(&names));
	}
	names_clear(&names);
	free(seen);
}

const Rule rule_identity_no_central_provider = {
	"identity/no-central-provider", check_no_central_provider, NULL, false};

/* ---- identity/two-providers ----------------------------------------------------------- */

static void check_two(const Graph *graph, Findings *findings)
{
	NameList names = {.limit = 4};

	for (size_t i = 0; i < graph->component_count; i++)
		if (is_staff_provider(&graph->components[i]))
			names_add(&names, component_id(graph, (int)i));
	if (names.count > 1)
		finding_add(findings, the_design(graph), "%s all say who a member of staff is", names_text(&names));
	names_clear(&names);
}

const Rule rule_identity_two_providers = {"identity/two-providers", check_two, NULL, false};

/* ---- identity/not-federated -------------------------------------------------------------- */

/* Who asks a provider: bit for each component; PLATFORMS for links from whole platforms. An org
 * signs in as one. */
static bool *mark_federated(const Graph *graph, bool *platforms)
{
	bool *federated = mem_alloc(graph->component_count + 1);

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		GraphEnd other;

		if (link->to != NOWHERE && (graph->components[link->to].traits & TRAIT_PROVIDER))
			other = graph_from(link);
		else if (link->from != NOWHERE && (graph->components[link->from].traits & TRAIT_PROVIDER))
			other = graph_to(link);
		else
			continue;
		if (other.component != NOWHERE)
			federated[other.component] = true;
		if (other.platform != NOWHERE &&
		    (other.component == NOWHERE || graph->platforms[other.platform].vendor_id == VENDOR_SALESFORCE))
			platforms[other.platform] = true;
	}
	return federated;
}

static void check_federated(const Graph *graph, Findings *findings)
{
	bool *platforms = mem_alloc(graph->platform_count + 1);
	bool *federated = mark_federated(graph, platforms);
	bool provider = has_provider(graph);

	for (size_t i = 0; i < graph->component_count && provider; i++) {
		const GraphComponent *component = &graph->components[i];
		const char *identity = field_text(graph, component->element, GRAPH_IDENTITY);

		if (!component_faces_people(graph, component) || (component->traits & TRAIT_PROVIDER))
			continue;
		if (!strcmp(identity, "local"))
			finding_add(findings, component->element, "it keeps accounts of its own beside the provider");
		else if (*identity == '\0' && !federated[i] &&
		         (component->platform == NOWHERE || !platforms[component->platform]))
			finding_add(findings, component->element, "no link says that %s asks the provider who signs in",
			            element_name(component->element));
	}
	free(platforms);
	free(federated);
}

static bool fix_federated(const Graph *graph, const Finding *finding, Edit *edit)
{
	(void)graph;
	fix_by_field(finding->element, "identity", "federated", edit);
	edit_set_label(edit, "federate %s", finding->element->id);
	return true;
}

const Rule rule_identity_not_federated = {
	"identity/not-federated", check_federated, fix_federated, false};

/* ---- identity/separate-accounts --------------------------------------------------------------- */

static void check_separate(const Graph *graph, Findings *findings)
{
	NameList names = {.limit = 4};

	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];

		if (has_field(component->has, GRAPH_IDENTITY) && (component->traits & TRAIT_INTERFACE) &&
		    !strcmp(graph_get(graph, component->element, GRAPH_IDENTITY), "local"))
			names_add(&names, component->element->id);
	}
	if (names.count > 1)
		finding_add(findings, the_design(graph), "%s each keep accounts of their own", names_text(&names));
	names_clear(&names);
}

const Rule rule_identity_separate_accounts = {
	"identity/separate-accounts", check_separate, NULL, false};

/* ---- identity/aws-without-saml ------------------------------------------------------------------- */

static void check_aws(const Graph *graph, Findings *findings)
{
	bool *platforms = mem_alloc(graph->platform_count + 1);
	bool *federated = mark_federated(graph, platforms);

	for (size_t p = 0; p < graph->platform_count && has_provider(graph); p++) {
		const GraphPlatform *platform = &graph->platforms[p];
		bool signs_in = platforms[p];

		if (platform->vendor_id != VENDOR_AWS || !platform->component_count)
			continue;
		for (size_t i = 0; i < graph->component_count && !signs_in; i++)
			signs_in = graph->components[i].platform == (int)p && federated[i] &&
				   kind_has_capability(graph->components[i].kind, "identity-sp");
		if (!signs_in && !is_sketch(findings, graph))
			finding_add(findings, platform->element,
			            "people who work on %s do not sign in through the provider",
			            element_name(platform->element));
	}
	free(platforms);
	free(federated);
}

const Rule rule_identity_aws_without_saml = {"identity/aws-without-saml", check_aws, fix_by_provider, false};

/* ---- identity/shared-integration-user ----------------------------------------------------------------- */

static bool touches_salesforce(const Graph *graph, const GraphLink *link)
{
	return (link->from_platform != NOWHERE &&
	        graph->platforms[link->from_platform].vendor_id == VENDOR_SALESFORCE) ||
	       (link->to_platform != NOWHERE &&
	        graph->platforms[link->to_platform].vendor_id == VENDOR_SALESFORCE);
}

typedef struct UserLink {
	const char *user;
	size_t link;
} UserLink;

static int compare_users(const void *a, const void *b)
{
	const UserLink *x = a, *y = b;
	int order = strcmp(x->user, y->user);

	return order ? order : (x->link > y->link) - (x->link < y->link);
}

/* A link over which something signs in to Salesforce by itself. */
static bool is_integration(const Graph *graph, const GraphLink *link)
{
	return strstr(link->pattern->auth, "integration user") ||
	       (link->from != NOWHERE && (graph->components[link->from].traits & TRAIT_COMPUTE) &&
	        link->to_platform != NOWHERE && graph->platforms[link->to_platform].vendor_id == VENDOR_SALESFORCE);
}

static void check_shared_user(const Graph *graph, Findings *findings)
{
	UserLink *users = mem_alloc((graph->link_count + 1) * sizeof *users);
	size_t count = 0, unsaid = 0;

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (!link->cross_platform || !touches_salesforce(graph, link))
			continue;
		if (!has_field(link->has, GRAPH_USER))
			unsaid += is_integration(graph, link);
		else
			users[count++] = (UserLink){graph_get(graph, link->element, GRAPH_USER), i};
	}
	if (count)
		qsort(users, count, sizeof *users, compare_users);
	for (size_t i = 1; i < count; i++)
		if (!strcmp(users[i].user, users[i - 1].user))
			finding_add(findings, graph->links[users[i].link].element,
			            "it signs in as %s, as %s does", users[i].user,
			            graph->links[users[i - 1].link].element->id);
	if (unsaid + count > 1)
		undecided_places(findings, graph, "user of integrations", unsaid);
	free(users);
}

const Rule rule_identity_shared_integration_user = {
	"identity/shared-integration-user", check_shared_user, fix_by_own_user, false};

/* ---- identity/connected-app --------------------------------------------------------------------------- */

static void check_connected_app(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];

		if (has_field(link->has, GRAPH_AUTH) &&
		    !strcmp(graph_get(graph, link->element, GRAPH_AUTH), "connected-app"))
			finding_add(findings, link->element,
			            "new Connected Apps are restricted since Spring '26");
	}
}

static bool fix_connected_app(const Graph *graph, const Finding *finding, Edit *edit)
{
	(void)graph;
	fix_by_field(finding->element, "auth", "external-client-app", edit);
	return true;
}

const Rule rule_identity_connected_app = {
	"identity/connected-app", check_connected_app, fix_connected_app, false};

/* ---- identity/no-mfa ---------------------------------------------------------------------------------------- */

static void check_mfa(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];

		if (!is_staff_provider(component))
			continue;
		if (!has_field(component->has, GRAPH_MFA))
			finding_undecided(findings, component->element, "mfa");
		else if (!field_true(graph, component->element, GRAPH_MFA))
			finding_add(findings, component->element, "%s asks for no second factor",
			            element_name(component->element));
	}
}

static bool fix_mfa(const Graph *graph, const Finding *finding, Edit *edit)
{
	(void)graph;
	fix_by_field(finding->element, "mfa", "true", edit);
	return true;
}

const Rule rule_identity_no_mfa = {"identity/no-mfa", check_mfa, fix_mfa, false};

/* ---- identity/customers-as-staff ------------------------------------------------------------------------------ */

/* Salesforce seats: so many members of staff there are at least. */
static Decimal seats(const Graph *graph)
{
	Decimal sum = 0, users;

	for (size_t i = 0; i < graph->component_count; i++)
		if ((graph->components[i].traits & TRAIT_CRM) &&
		    !(graph->components[i].traits & TRAIT_CUSTOMER_IDENTITY) &&
		    component_number(graph, &graph->components[i], "users", &users))
			decimal_add(sum, users, &sum);
	return sum;
}

static void check_customers(const Graph *graph, Findings *findings)
{
	Decimal limit = finding_param(findings, graph, "users"), staff = 0, users;
	Text text = {0};

	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];

		if (!is_staff_provider(component))
			continue;
		if (!component_number(graph, component, "users", &users)) {
			finding_undecided(findings, component->element, "users");
			continue;
		}
		if (users <= limit)
			continue;
		staff = seats(graph);
		if (staff == 0 || users - staff <= limit)
			continue;
		text_reset(&text);
		add_number(&text, users);
		text_add(&text, " people are licensed as staff, and ");
		add_number(&text, staff);
		finding_add(findings, component->element, "%s have seats in Salesforce", text_str(&text));
	}
	text_clear(&text);
}

const Rule rule_identity_customers_as_staff = {
	"identity/customers-as-staff", check_customers, NULL, false};
