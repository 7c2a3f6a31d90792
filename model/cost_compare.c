/* The JSON of an earlier sheet is YAML as well. */
#include "model/cost_compare.h"

#include <stdlib.h>
#include <string.h>

#include "model/file.h"
#include "model/rule_kit.h"
#include "model/yaml.h"

static const char *text_at(const YamlNode *map, const char *key)
{
	const YamlNode *node = yaml_get(map, key);

	return node && node->type == YAML_TEXT ? node->text : "";
}

static bool read_totals(CostBefore *before, const YamlNode *root)
{
	const char *currency = text_at(root, "currency");

	if (strcmp(text_at(root, "version"), "1") != 0 || strlen(currency) != 3 ||
	    !decimal_parse(text_at(root, "total"), &before->total, NULL))
		return false;
	memcpy(before->currency, currency, sizeof before->currency);
	return true;
}

bool cost_before_read(CostBefore *before, const char *path, Error *err)
{
	Diagnostics list = {0};
	YamlDoc doc = {0};
	size_t length = 0;
	char *bytes = NULL;
	bool ok;

	if (!file_read(path, &bytes, &length, err))
		return false;
	ok = yaml_read(&doc, path, bytes, length, &list) && read_totals(before, doc.root);
	if (!ok)
		error_set(err, "%s: this is no cost sheet; write one with `troika cost --format json DESIGN > FILE`", path);
	diagnostics_clear(&list);
	yaml_clear(&doc);
	free(bytes);
	return ok;
}

Decimal cost_increase(const CostBefore *before, const CostSheet *sheet, Decimal *percent)
{
	Decimal more = sheet->total - before->total;

	if (!decimal_multiply(more, decimal_from(100), percent) || !decimal_divide(*percent, before->total, percent))
		*percent = 0;
	return more;
}

bool cost_increase_allowed(const Graph *graph, const CostBefore *before, const CostSheet *sheet, Decimal *most)
{
	Decimal percent, more = cost_increase(before, sheet, &percent);

	if (!element_number(graph, the_design(graph), GRAPH_INCREASE, most)) {
		*most = -1;
		return true;
	}
	return more <= 0 || (before->total > 0 && percent <= *most);
}
