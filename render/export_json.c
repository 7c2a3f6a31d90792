/* The whole design as JSON, with its findings and its cost, for programs that want everything at once. */
#include <string.h>

#include "model/list.h"
#include "render/export_parts.h"
#include "render/report.h"

static void put_field(Json *json, const Field *field, const FieldSpec *spec)
{
	List list = {0};

	if (!field_is_list(spec) || !list_split(field->value, &list, NULL)) {
		json_put_text(json, field->key, field->value);
		list_clear(&list);
		return;
	}
	json_key(json, field->key);
	json_open_line(json, '[');
	for (size_t i = 0; i < list.count; i++)
		json_text(json, list.items[i]);
	json_close(json);
	list_clear(&list);
}

static void add_element(Json *json, const Catalog *catalog, const Element *element)
{
	const char *kind_id = element->class == CLASS_COMPONENT ? element_get(element, "kind") : NULL;
	const char *via = element->class == CLASS_LINK ? element_get(element, "via") : NULL;
	const Kind *kind = kind_id ? catalog_kind(catalog, kind_id) : NULL;
	const Pattern *pattern = via ? catalog_pattern(catalog, via) : NULL;

	json_open(json, '{');
	json_put_text(json, "id", element->id);
	json_key(json, "fields");
	json_open(json, '{');
	for (uint32_t i = 0; i < element->field_count; i++)
		put_field(json, &element->fields[i],
		          catalog_field(catalog, element->class, kind, pattern, element->fields[i].key));
	json_close(json);
	json_close(json);
}

bool export_json(const ExportJob *job, Text *out, Error *err)
{
	const Design *design = job->graph->design;
	ReportDesign report = {job->source->path ? job->source->path : "", design, job->graph, job->findings};
	Json json = {.out = out};

	(void)err;
	json_open(&json, '{');
	json_put_number(&json, "version", 1);
	json_key(&json, "design");
	add_element(&json, job->graph->catalog, design_at(design, CLASS_DESIGN, 0));
	for (ElementClass class = CLASS_PLATFORM; class < CLASS_COUNT; class++) {
		json_key(&json, class_section(class));
		json_open(&json, '[');
		for (size_t i = 0; i < design_count(design, class); i++)
			add_element(&json, job->graph->catalog, design_at(design, class, i));
		json_close(&json);
	}
	json_key(&json, "check");
	json_open(&json, '{');
	report_add_design(&json, &report);
	json_close(&json);
	json_key(&json, "cost");
	json_open(&json, '{');
	report_add_cost(&json, job->graph, job->cost);
	json_close(&json);
	json_close(&json);
	return true;
}
