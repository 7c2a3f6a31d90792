/* What stands in a design file alone, because no field of the design can hold it: it must come
 * through every save unseen by the comparison of designs. */
#include <string.h>

#include "model/design_tree.h"
#include "model/pool.h"

bool design_key_kept(const YamlNode *key)
{
	return key->length > 0 && key->text[0] != ':' && !strpbrk(key->text, ".\n\t") && strlen(key->text) == key->length;
}

bool design_holds_map(const YamlNode *list)
{
	for (const YamlNode *at = list->first; list->type == YAML_LIST && at; at = at->next)
		if (at->type == YAML_MAP)
			return true;
	return false;
}

bool design_knows_key(const Catalog *catalog, const char *key)
{
	ElementClass class;

	return class_from_section(key, &class) || catalog_field(catalog, CLASS_DESIGN, NULL, NULL, key) ||
	       catalog_field_below(catalog, CLASS_DESIGN, key);
}

/* Anything of NODE and below, whatever the order of entries. */
static uint64_t sum_of(const YamlNode *node)
{
	uint64_t sum = hash_bytes(node->text, node->length) * 0x9e3779b97f4a7c15u + (uint64_t)node->type;

	for (const YamlNode *at = node->first; at; at = at->next) {
		uint64_t inner = sum_of(at);

		if (at->key)
			inner = inner * 31 + hash_bytes(at->key->text, at->key->length);
		sum += inner * 0xbf58476d1ce4e5b9u;
	}
	return sum;
}

uint64_t design_unknown(const Catalog *catalog, const YamlNode *node, bool top)
{
	uint64_t sum = 0;

	for (const YamlNode *at = node ? node->first : NULL; at; at = at->next) {
		if (at->gone)
			continue;
		if ((at->key && !design_key_kept(at->key)) || design_holds_map(at) ||
		    (top && at->type == YAML_MAP && !design_knows_key(catalog, at->key->text)))
			sum += sum_of(at) * 31 + (at->key ? hash_bytes(at->key->text, at->key->length) : 0);
		else
			sum += design_unknown(catalog, at, false);
	}
	return sum;
}
