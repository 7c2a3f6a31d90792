/* Data: where does what live, and who may change it? */
#include <stdlib.h>
#include <string.h>

#include "model/list.h"
#include "model/rule_fixes.h"
#include "model/rule_kit.h"

static const GraphComponent *home_of(const Graph *graph, const GraphData *data)
{
	return data->home == NOWHERE ? NULL : &graph->components[data->home];
}

static bool has_class(const Graph *graph, const GraphData *data, const char *class)
{
	return !strcmp(field_text(graph, data->element, GRAPH_CLASS), class);
}

static bool data_size(const Graph *graph, const GraphData *data, Decimal *gigabytes)
{
	return element_number(graph, data->element, GRAPH_SIZE, gigabytes);
}

/* ---- data/master-outside-crm ------------------------------------------------------------ */

static bool design_has_crm(const Graph *graph)
{
	for (size_t i = 0; i < graph->component_count; i++)
		if (graph->components[i].traits & TRAIT_CRM)
			return true;
	return false;
}

static void check_master(const Graph *graph, Findings *findings)
{
	bool crm = design_has_crm(graph);

	for (size_t i = 0; i < graph->data_count && crm; i++) {
		const GraphData *data = &graph->data[i];
		const GraphComponent *home = home_of(graph, data);

		if (!home || !has_class(graph, data, "master") ||
		    !field_true(graph, data->element, GRAPH_PERSONAL) || (home->traits & TRAIT_CRM))
			continue;
		finding_add(findings, data->element, "%s is at home in %s, a %s", element_name(data->element),
		            home->element->id, home->kind->name);
	}
}

static bool fix_master(const Graph *graph, const Finding *finding, Edit *edit)
{
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];
		const char *old = graph_get(graph, finding->element, GRAPH_HOME);
		const char *copies = graph_get(graph, finding->element, GRAPH_COPIES);
		Text list = {0};

		if (!(component->traits & TRAIT_CRM))
			continue;
		fix_by_field(finding->element, "home", component->element->id, edit);
		if (copies && list_has(copies, component->element->id)) {
			fix_by_field(finding->element, "copies", old, edit);
		} else if (old) {
			text_addf(&list, "%s%s%s", copies ? copies : "", copies && *copies ? "," : "", old);
			fix_by_field(finding->element, "copies", text_str(&list), edit);
		}
		edit_set_label(edit, "make %s the home of %s", component->element->id, finding->element->id);
		text_clear(&list);
		return true;
	}
	return false;
}

const Rule rule_data_master_outside_crm = {"data/master-outside-crm", check_master, fix_master, false};

/* ---- data/two-truths ------------------------------------------------------------------------ */

typedef struct Named {
	const char *name;
	const GraphData *data;
} Named;

static int compare_named(const void *a, const void *b)
{
	const Named *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	return order ? order : (x->data > y->data) - (x->data < y->data);
}

/* Two master data of one name at two homes. */
static void check_twins(const Graph *graph, Findings *findings)
{
	Named *named = mem_alloc((graph->data_count + 1) * sizeof *named);
	size_t count = 0;

	for (size_t i = 0; i < graph->data_count; i++) {
		const GraphData *data = &graph->data[i];
		const char *name = element_get(data->element, "name");

		if (name && data->home != NOWHERE && has_class(graph, data, "master"))
			named[count++] = (Named){name, data};
	}
	if (count)
		qsort(named, count, sizeof *named, compare_named);
	for (size_t i = 1; i < count; i++)
		if (!strcmp(named[i].name, named[i - 1].name) &&
		    named[i].data->home != named[i - 1].data->home)
			finding_add(findings, named[i].data->element, "%s has two homes, %s and %s", named[i].name,
			            component_id(graph, named[i - 1].data->home),
			            component_id(graph, named[i].data->home));
	free(named);
}

static bool syncs_back(const Graph *graph, const GraphData *data, int copy)
{
	for (uint32_t i = graph->in_start[copy]; i < graph->in_start[copy + 1]; i++) {
		const GraphLink *link = &graph->links[graph->in[i]];

		if (link->pattern->both_ways && link->from == data->home)
			return true;
	}
	for (uint32_t i = graph->out_start[copy]; i < graph->out_start[copy + 1]; i++)
		if (graph->links[graph->out[i]].to == data->home)
			return true;
	return false;
}

/* A copy that somebody says he writes, and from which nothing goes back. */
static void check_written_copies(const Graph *graph, Findings *findings, const GraphData *data)
{
	List copies = {0};

	list_split(graph_get(graph, data->element, GRAPH_COPIES), &copies, NULL);
	for (size_t c = 0; c < copies.count; c++) {
		int copy = graph_component(graph, copies.items[c]);

		if (copy == NOWHERE || copy == data->home || syncs_back(graph, data, copy))
			continue;
		for (uint32_t i = graph->in_start[copy]; i < graph->in_start[copy + 1]; i++) {
			const GraphLink *link = &graph->links[graph->in[i]];

			if (link->from == NOWHERE || link->from == data->home ||
			    !has_field(link->has, GRAPH_ACCESS) || !has_field(link->has, GRAPH_CARRIES) ||
			    !link_writes(graph, link) ||
			    !list_has(graph_get(graph, link->element, GRAPH_CARRIES), data->element->id))
				continue;
			finding_add(findings, data->element, "%s writes the copy in %s, and nothing brings it home to %s",
			            component_id(graph, link->from), component_id(graph, copy),
			            component_id(graph, data->home));
			break;
		}
	}
	list_clear(&copies);
}

static void check_truths(const Graph *graph, Findings *findings)
{
	check_twins(graph, findings);
	for (size_t i = 0; i < graph->data_count; i++)
		if (graph->data[i].home != NOWHERE)
			check_written_copies(graph, findings, &graph->data[i]);
}

const Rule rule_data_two_truths = {"data/two-truths", check_truths, NULL, false};

/* ---- data/no-home --------------------------------------------------------------------------- */

static void check_home(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->data_count; i++)
		if (!graph_get(graph, graph->data[i].element, GRAPH_HOME))
			finding_add(findings, graph->data[i].element, "nothing says where the truth of %s is",
			            element_name(graph->data[i].element));
}

const Rule rule_data_no_home = {"data/no-home", check_home, NULL, false};

/* ---- data/detail-in-crm ------------------------------------------------------------------------ */

/* Whether DATA is larger than LIMIT (gigabytes), with its size in TEXT; no size known is undecided. */
static bool larger_than(const Graph *graph, Findings *findings, const GraphData *data, Decimal limit, Text *text)
{
	Decimal size;

	if (!data_size(graph, data, &size)) {
		finding_undecided(findings, data->element, "size");
		return false;
	}
	text_reset(text);
	add_number(text, size);
	return size > limit;
}

static void check_detail(const Graph *graph, Findings *findings)
{
	Decimal limit = finding_param(findings, graph, "gb");
	Text text = {0};

	for (size_t i = 0; i < graph->data_count; i++) {
		const GraphData *data = &graph->data[i];
		const GraphComponent *home = home_of(graph, data);

		if (!home || home->vendor_id != VENDOR_SALESFORCE ||
		    kind_has_capability(home->kind, "archive") || (home->traits & TRAIT_WAREHOUSE) ||
		    !param_lists(findings, graph, "classes", field_text(graph, data->element, GRAPH_CLASS)))
			continue;
		if (!larger_than(graph, findings, data, limit, &text))
			continue;
		finding_add(findings, data->element, "%s GB of %s data in %s", text_str(&text),
		            field_text(graph, data->element, GRAPH_CLASS), home->kind->name);
	}
	text_clear(&text);
}

const Rule rule_data_detail_in_crm = {"data/detail-in-crm", check_detail, fix_by_database, false};

/* ---- data/files-outside-object-store, blobs-in-database -------------------------------------------- */

static bool keeps_files_well(const GraphComponent *component)
{
	return (component->traits & TRAIT_OBJECT_STORE) && component->vendor_id != VENDOR_SALESFORCE;
}

static void check_files(const Graph *graph, Findings *findings)
{
	Decimal limit = finding_param(findings, graph, "gb");
	Text text = {0};

	for (size_t i = 0; i < graph->data_count; i++) {
		const GraphData *data = &graph->data[i];
		const GraphComponent *home = home_of(graph, data);

		if (!home || !has_class(graph, data, "file") || keeps_files_well(home) ||
		    (home->traits & TRAIT_RELATIONAL))
			continue;
		if (!larger_than(graph, findings, data, limit, &text))
			continue;
		finding_add(findings, data->element, "%s GB of files in %s, a %s", text_str(&text),
		            home->element->id, home->kind->name);
	}
	text_clear(&text);
}

const Rule rule_data_files_outside_object_store = {
	"data/files-outside-object-store", check_files, fix_by_object_store, false};

static bool kept_in(const Graph *graph, const GraphData *data, uint32_t traits, const char **where)
{
	const GraphComponent *home = home_of(graph, data);
	List copies = {0};
	bool found = home && (home->traits & traits);

	if (found)
		*where = home->element->id;
	list_split(graph_get(graph, data->element, GRAPH_COPIES), &copies, NULL);
	for (size_t i = 0; i < copies.count && !found; i++) {
		int copy = graph_component(graph, copies.items[i]);

		found = copy != NOWHERE && (graph->components[copy].traits & traits);
		if (found)
			*where = component_id(graph, copy);
	}
	list_clear(&copies);
	return found;
}

static void check_blobs(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->data_count; i++) {
		const char *where;

		if (has_class(graph, &graph->data[i], "file") &&
		    kept_in(graph, &graph->data[i], TRAIT_RELATIONAL, &where))
			finding_add(findings, graph->data[i].element, "files as rows of %s", where);
	}
}

const Rule rule_data_blobs_in_database = {"data/blobs-in-database", check_blobs, fix_by_object_store, false};

/* ---- data/secret-outside-vault -------------------------------------------------------------------- */

static void check_secret(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->data_count; i++) {
		const GraphData *data = &graph->data[i];
		List copies = {0};
		NameList names = {.limit = 4};
		int home = data->home;

		if (!has_class(graph, data, "secret"))
			continue;
		if (home != NOWHERE && !(graph->components[home].traits & TRAIT_VAULT))
			names_add(&names, component_id(graph, home));
		list_split(graph_get(graph, data->element, GRAPH_COPIES), &copies, NULL);
		for (size_t c = 0; c < copies.count; c++) {
			int copy = graph_component(graph, copies.items[c]);

			if (copy != NOWHERE && !(graph->components[copy].traits & TRAIT_VAULT))
				names_add(&names, component_id(graph, copy));
		}
		if (names.count)
			finding_add(findings, data->element, "it is kept in %s, which is no vault", names_text(&names));
		names_clear(&names);
		list_clear(&copies);
	}
}

static bool fix_secret(const Graph *graph, const Finding *finding, Edit *edit)
{
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];

		if (!(component->traits & TRAIT_VAULT))
			continue;
		fix_by_field(finding->element, "home", component->element->id, edit);
		if (graph_get(graph, finding->element, GRAPH_COPIES))
			fix_by_field(finding->element, "copies", NULL, edit);
		edit_set_label(edit, "keep %s in %s only", finding->element->id, component->element->id);
		return true;
	}
	return false;
}

const Rule rule_data_secret_outside_vault = {
	"data/secret-outside-vault", check_secret, fix_secret, false};

/* ---- data/long-lived-credential --------------------------------------------------------------------- */

static void check_credential(const Graph *graph, Findings *findings)
{
	Decimal limit = finding_param(findings, graph, "days"), days;
	Text text = {0};

	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		const char *auth;

		if (!has_field(link->has, GRAPH_AUTH))
			continue;
		auth = graph_get(graph, link->element, GRAPH_AUTH);
		if (!param_lists(findings, graph, "static", auth))
			continue;
		if (!link_number(graph, link, GRAPH_ROTATION, &days)) {
			finding_undecided(findings, link->element, "rotation");
			continue;
		}
		if (days <= limit)
			continue;
		text_reset(&text);
		add_number(&text, days);
		finding_add(findings, link->element, "the %s is changed every %s days", auth, text_str(&text));
	}
	text_clear(&text);
}

const Rule rule_data_long_lived_credential = {
	"data/long-lived-credential", check_credential, fix_by_auth, false};

/* ---- data/many-copies ------------------------------------------------------------------------------------ */

static void check_copies(const Graph *graph, Findings *findings)
{
	Decimal limit = finding_param(findings, graph, "places");

	for (size_t i = 0; i < graph->data_count; i++) {
		const GraphData *data = &graph->data[i];
		List copies = {0};
		int64_t places;

		list_split(graph_get(graph, data->element, GRAPH_COPIES), &copies, NULL);
		places = (int64_t)copies.count + (data->home != NOWHERE);
		if (decimal_from(places) > limit)
			finding_add(findings, data->element, "%s is kept in %lld places",
			            element_name(data->element), (long long)places);
		list_clear(&copies);
	}
}

const Rule rule_data_many_copies = {"data/many-copies", check_copies, NULL, false};

/* ---- data/reports-on-live-store, unfed-warehouse ------------------------------------------------------------ */

static void check_reports(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->link_count; i++) {
		const GraphLink *link = &graph->links[i];
		const GraphComponent *store;

		if (link->from == NOWHERE || link->to == NOWHERE || link->pattern->mode == MODE_OVERLAY ||
		    !(graph->components[link->from].traits & TRAIT_REPORTING))
			continue;
		store = &graph->components[link->to];
		if (!(store->traits & (TRAIT_CRM | TRAIT_RELATIONAL)) || (store->traits & TRAIT_WAREHOUSE))
			continue;
		finding_add(findings, link->element, "%s reads the live data of %s",
		            component_id(graph, link->from), store->element->id);
	}
}

const Rule rule_data_reports_on_live_store = {
	"data/reports-on-live-store", check_reports, NULL, false};

static bool is_fed(const Graph *graph, uint32_t store)
{
	for (uint32_t i = graph->in_start[store]; i < graph->in_start[store + 1]; i++) {
		const GraphLink *link = &graph->links[graph->in[i]];

		if (link->pattern->mode == MODE_OVERLAY)
			continue;
		if (link->from == NOWHERE || link_writes(graph, link) || link->pattern->mode == MODE_ASYNC)
			return true;
	}
	return false;
}

static void check_fed(const Graph *graph, Findings *findings)
{
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];

		if (!(component->traits & TRAIT_WAREHOUSE) ||
		    (component->traits & TRAIT_CRM) || component->vendor_id == VENDOR_SALESFORCE ||
		    is_fed(graph, (uint32_t)i) || is_sketch(findings, graph))
			continue;
		finding_add(findings, component->element, "no link brings data into %s",
		            element_name(component->element));
	}
}

const Rule rule_data_unfed_warehouse = {"data/unfed-warehouse", check_fed, NULL, false};

/* ---- data/no-backup ----------------------------------------------------------------------------------------------- */

/* A store that we run (the vendor keeps those of Salesforce), of which nothing says how it is backed up. */
static bool lacks_backup(const GraphComponent *store)
{
	return store->vendor_id != VENDOR_SALESFORCE && store->vendor_id != VENDOR_EXTERNAL &&
	       !has_field(store->has, GRAPH_BACKUP);
}

static void check_backup(const Graph *graph, Findings *findings)
{
	bool *said = mem_alloc(graph->component_count + 1);

	for (size_t i = 0; i < graph->data_count; i++) {
		const GraphData *data = &graph->data[i];
		const GraphComponent *home = home_of(graph, data);

		if (!home || !field_true(graph, data->element, GRAPH_PERSONAL) || !(home->traits & TRAIT_STORE) ||
		    !lacks_backup(home))
			continue;
		said[data->home] = true;
		finding_add(findings, home->element, "it is the home of %s, and nothing says how it is backed up",
		            element_name(data->element));
	}
	for (size_t i = 0; i < graph->component_count; i++) {
		const GraphComponent *component = &graph->components[i];

		if (!said[i] && has_field(component->has, GRAPH_STATEFUL) &&
		    field_true(graph, component->element, GRAPH_STATEFUL) && lacks_backup(component))
			finding_add(findings, component->element,
			            "it keeps data that must not be lost, and nothing says how they are backed up");
	}
	free(said);
}

const Rule rule_data_no_backup = {"data/no-backup", check_backup, NULL, false};
