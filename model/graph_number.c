/* Texts of elements as numbers, by what the catalogue says of their fields. */
#include "model/graph_number.h"

#include <string.h>

#include "model/quantity.h"

static bool read_number(const FieldSpec *field, const char *value, Decimal *out)
{
	const char *unit = field ? field->unit : "";
	Dimension dimension = field && field->type == FIELD_MONEY ? DIMENSION_MONEY
			      : quantity_dimension(unit);
	Quantity quantity;

	if (!value)
		value = field && *field->fallback ? field->fallback : NULL;
	return value && quantity_parse(value, dimension, unit, &quantity, NULL) &&
	       quantity_in(quantity.value, dimension, unit, out);
}

bool component_number(const Graph *graph, const GraphComponent *component, const char *field,
                      Decimal *out)
{
	return read_number(catalog_field(graph->catalog, CLASS_COMPONENT, component->kind, NULL, field),
	                   element_get(component->element, field), out);
}

bool component_quantity(const Graph *graph, const GraphComponent *component, GraphKey field, Decimal *out)
{
	return has_field(component->has, field) &&
	       component_number(graph, component, graph_key_text(field), out);
}

bool element_number(const Graph *graph, const Element *element, GraphKey field, Decimal *out)
{
	return read_number(catalog_field(graph->catalog, element->class, NULL, NULL, graph_key_text(field)),
	                   graph_get(graph, element, field), out);
}

bool link_number(const Graph *graph, const GraphLink *link, GraphKey field, Decimal *out)
{
	if (!has_field(link->has, field))
		return false;
	return read_number(catalog_field(graph->catalog, CLASS_LINK, NULL, link->pattern,
	                                 graph_key_text(field)),
	                   graph_get(graph, link->element, field), out);
}

bool link_writes(const Graph *graph, const GraphLink *link)
{
	const char *access = has_field(link->has, GRAPH_ACCESS)
			     ? graph_get(graph, link->element, GRAPH_ACCESS) : link->pattern->access;

	return strchr(access, 'w') != NULL;
}

bool link_feeds(const Graph *graph, const GraphLink *link)
{
	if (link->pattern->mode == MODE_SYNC)
		return link_writes(graph, link);
	return link->pattern->mode == MODE_ASYNC;
}
