/* The classes of the design file: their names and the sections they stand in. */
#include <assert.h>
#include <string.h>

#include "model/catalog.h"

static const struct {
	const char *name;
	const char *section;
} class_table[CLASS_COUNT] = {
	[CLASS_DESIGN] = {"design", ""},
	[CLASS_PLATFORM] = {"platform", "platforms"},
	[CLASS_COMPONENT] = {"component", "components"},
	[CLASS_LINK] = {"link", "links"},
	[CLASS_DATA] = {"data", "data"},
	[CLASS_ASSUMPTION] = {"assumption", "assumptions"},
	[CLASS_FLOW] = {"flow", "flows"},
	[CLASS_DECISION] = {"decision", "decisions"},
	[CLASS_WAIVER] = {"waiver", "waivers"},
	[CLASS_VIEW] = {"view", "views"},
	[CLASS_NOTE] = {"note", "notes"},
};

const char *class_name(ElementClass class)
{
	assert((unsigned)class < CLASS_COUNT);
	return class_table[class].name;
}

const char *class_section(ElementClass class)
{
	assert((unsigned)class < CLASS_COUNT);
	return class_table[class].section;
}

bool class_from_name(const char *name, ElementClass *out)
{
	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++) {
		if (strcmp(class_table[class].name, name) == 0) {
			*out = class;
			return true;
		}
	}
	return false;
}

bool class_from_section(const char *section, ElementClass *out)
{
	for (ElementClass class = CLASS_DESIGN + 1; class < CLASS_COUNT; class++) {
		if (strcmp(class_table[class].section, section) == 0) {
			*out = class;
			return true;
		}
	}
	return false;
}
