/* Where a field of the design stands in its files. */
#include <string.h>

#include "model/design_tree.h"

static const YamlDoc *doc_of(const DesignTrees *trees, const Element *element)
{
	for (size_t i = 0; element->file && i < trees->count; i++)
		if (strcmp(trees->docs[i].file, element->file) == 0)
			return &trees->docs[i];
	return &trees->docs[0];
}

static const YamlNode *entry_of(const YamlNode *map, const char *key, size_t length)
{
	for (const YamlNode *at = map && map->type == YAML_MAP ? map->first : NULL; at; at = at->next)
		if (at->key->length == length && memcmp(at->key->text, key, length) == 0)
			return at;
	return NULL;
}

/* The node of the dotted KEY in MAP, or the deepest there is on the way. */
static const YamlNode *node_of(const YamlNode *map, const char *key)
{
	const YamlNode *found = NULL;

	while (*key) {
		size_t length = strcspn(key, ".");

		map = entry_of(map, key, length);
		if (!map)
			break;
		found = map;
		key += length + (key[length] == '.');
	}
	return found;
}

static const YamlNode *item_named(const YamlNode *node, const char *text)
{
	for (const YamlNode *at = node->first; node->type == YAML_LIST && at; at = at->next) {
		const char *found = at->type == YAML_TEXT && at->length ? strstr(text, at->text) : NULL;

		if (found && found > text && strchr("'\" ", found[-1]) && strchr("'\",: ", found[at->length]))
			return at;
	}
	return node;
}

const YamlNode *design_place_of(const DesignTrees *trees, const Element *element, const char *key, const char *text)
{
	const YamlNode *map = doc_of(trees, element)->root, *node;

	if (element->class != CLASS_DESIGN)
		map = yaml_get(yaml_get(map, class_section(element->class)), element->id);
	if (!key)
		return map;
	node = node_of(map, key);
	return node ? item_named(node, text) : NULL;
}
