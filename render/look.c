/* Fills and accents were computed for normal, protan, deutan and tritan vision; ink keeps a contrast of at least
 * 7 to 1 on each fill, and each accent 4.5 to 1 on white. */
#include "render/look.h"

#include <string.h>

const Look look_table[] = {
	{STYLE_SALESFORCE, BORDER_SINGLE, "Salesforce", "SF", "#E3F1FF", "#0B5CAB", "#F5FAFF"},
	{STYLE_HEROKU, BORDER_DOUBLE, "Heroku", "HK", "#E9B8EC", "#5A0B5E", "#FCF4FC"},
	{STYLE_AWS, BORDER_HEAVY, "AWS", "AWS", "#FFD3A6", "#8F4700", "#FFF8F0"},
	{STYLE_PEOPLE, BORDER_ROUND, "people", "", "#C9FAE2", "#067D46", "#F2FDF8"},
	{STYLE_EXTERNAL, BORDER_DASHED, "external", "EXT", "#D6D6D6", "#606060", "#F7F7F7"},
	{0},
};

enum { LOOK_EXTERNAL = 4 };

const Look *look_of(Style style)
{
	for (const Look *look = look_table; look->name; look++)
		if (look->style == style)
			return look;
	return &look_table[LOOK_EXTERNAL];
}

const Look *look_of_vendor(const char *vendor)
{
	if (strcmp(vendor, "salesforce") == 0)
		return look_of(STYLE_SALESFORCE);
	if (strcmp(vendor, "heroku") == 0)
		return look_of(STYLE_HEROKU);
	if (strcmp(vendor, "aws") == 0)
		return look_of(STYLE_AWS);
	return look_of(STYLE_EXTERNAL);
}

const Look *look_of_component(const GraphComponent *component)
{
	if (!component->kind)
		return look_of(STYLE_EXTERNAL);
	if (strcmp(component->kind->id, "external.user") == 0)
		return look_of(STYLE_PEOPLE);
	return look_of_vendor(component->kind->vendor);
}

const char *look_link_label(const GraphLink *link)
{
	const char *label = element_get(link->element, "label");

	if (label)
		return label;
	return link->pattern ? link->pattern->label : "";
}
