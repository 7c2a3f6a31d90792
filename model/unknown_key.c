/* A key that is no field: one that can be kept and may be a slip of the fingers, or the begin of keys that are
 * fields, where a map is wanted. */
#include "model/unknown_key.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "model/nearest.h"
#include "model/quote.h"

/* The field KEY with each `*` filled in by the segment of WANTED there. */
static void fill_in(const char *key, const char *wanted, Text *out)
{
	text_reset(out);
	for (;;) {
		size_t length = strcspn(key, "."), given = strcspn(wanted, ".");

		if (length == 1 && *key == '*' && given)
			text_add_n(out, wanted, given);
		else
			text_add_n(out, key, length);
		if (!key[length])
			return;
		text_add_char(out, '.');
		key += length + 1;
		wanted += given + (wanted[given] == '.');
	}
}

static void try_fields(Nearest *nearest, const FieldSpec *fields, size_t count, char **kept)
{
	Text filled = {0};

	for (size_t i = 0; i < count; i++) {
		if (!strchr(fields[i].key, '*')) {
			nearest_try(nearest, fields[i].key);
			continue;
		}
		fill_in(fields[i].key, nearest->wanted, &filled);
		nearest_try(nearest, text_str(&filled));
		if (nearest->best == filled.s) {
			free(*kept);
			*kept = mem_copy(filled.s);
			nearest->best = *kept;
		}
	}
	text_clear(&filled);
}

bool unknown_key_tell(const Catalog *catalog, ElementClass class, const Kind *kind, const Pattern *pattern,
                      const char *key, Text *out)
{
	const FieldSpec *below = catalog_field_below(catalog, class, key);
	Nearest nearest = {.wanted = key};
	char *kept = NULL;

	if (!*key || *key == ':') {
		quote_add_short(out, key);
		text_add(out, " cannot be the name of a field");
		return true;
	}
	if (below) {
		text_addf(out, "%s takes a map, not a value; what stands in it is %s (%s)", key, below->key,
		          below->sentence);
		return true;
	}
	text_add(out, "unknown field ");
	quote_add_short(out, key);
	try_fields(&nearest, catalog->fields[class], catalog->field_count[class], &kept);
	if (kind)
		try_fields(&nearest, kind->fields, kind->field_count, &kept);
	if (pattern)
		try_fields(&nearest, pattern->fields, pattern->field_count, &kept);
	nearest_add(&nearest, out);
	free(kept);
	return false;
}
