/* The tree of a YAML file grows in a store of blocks. Entries that a visitor
 * takes leave the store at once, so that a large file needs no large tree. */
#include "model/yaml_tree.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/pool.h"

enum {
	FEW_KEYS = 8,           /* up to here keys are compared one by one */
	BLOCK_FIRST = 16 << 10,
	BLOCK_LARGEST = 1 << 20
};

/* --- the store ----------------------------------------------------------------------- */

/* Makes the next block the current one, with room for NEED bytes. */
static void next_block(YamlStore *store, size_t need)
{
	size_t size = store->count ? store->blocks[store->count - 1].size * 2 : BLOCK_FIRST;
	size_t at = store->count && store->blocks ? store->at + 1 : 0;

	size = size > BLOCK_LARGEST ? BLOCK_LARGEST : size;
	size = size < need ? need : size;
	if (at == store->count) {
		store->blocks = mem_resize(store->blocks, store->count + 1, sizeof *store->blocks);
		store->blocks[store->count++] = (YamlBlock){mem_resize(NULL, size, 1), size};
	} else if (store->blocks[at].size < need) {
		free(store->blocks[at].bytes);
		store->blocks[at] = (YamlBlock){mem_resize(NULL, size, 1), size};
	}
	store->at = at;
	store->used = 0;
}

static void *store_take(YamlStore *store, size_t size)
{
	void *memory;

	size = (size + 7) & ~(size_t)7;
	if (!store->count || store->used + size > store->blocks[store->at].size)
		next_block(store, size);
	memory = store->blocks[store->at].bytes + store->used;
	store->used += size;
	return memory;
}

void yaml_clear(YamlDoc *doc)
{
	if (!doc)
		return;
	for (size_t i = 0; i < doc->store.count; i++)
		free(doc->store.blocks[i].bytes);
	free(doc->store.blocks);
	*doc = (YamlDoc){0};
}

/* --- nodes ----------------------------------------------------------------------------- */

YamlNode *yaml_tree_node(YamlTree *tree, YamlType type)
{
	YamlStore *store = &tree->doc->store;
	YamlNode *node;

	if (tree->depth == 2 && tree->levels[1].visited && !tree->levels[1].key) {
		tree->mark_block = store->at;
		tree->mark_used = store->used;
	}
	node = store_take(store, sizeof *node);
	*node = (YamlNode){.type = type, .text = ""};
	tree->nodes++;
	return node;
}

char *yaml_tree_copy(YamlTree *tree, const char *text, size_t length)
{
	char *copy = store_take(&tree->doc->store, length + 1);

	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

/* --- keys ------------------------------------------------------------------------------- */

static bool same_key(const YamlNode *a, const YamlNode *b)
{
	return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static const YamlNode **key_slot(const YamlLevel *level, const YamlNode *key)
{
	size_t i = pool_hash(key->text, key->length) & level->mask;

	while (level->keys[i] && !same_key(level->keys[i], key))
		i = (i + 1) & level->mask;
	return &level->keys[i];
}

static void keys_grow(YamlLevel *level)
{
	size_t slots = level->keys ? (level->mask + 1) * 2 : FEW_KEYS * 4;

	free(level->keys);
	level->keys = mem_alloc(slots * sizeof(level->keys[0]));
	level->mask = slots - 1;
	for (const YamlNode *at = level->node->first; at; at = at->next)
		*key_slot(level, at->key) = at->key;
}

/* The same key that was there before, or NULL. */
static const YamlNode *key_before(YamlLevel *level, const YamlNode *key)
{
	const YamlNode **slot, *before;

	if (level->node->count <= FEW_KEYS) {
		for (const YamlNode *at = level->node->first; at; at = at->next)
			if (same_key(at->key, key))
				return at->key;
		return NULL;
	}
	if (!level->keys || level->node->count * 2 > level->mask)
		keys_grow(level);
	slot = key_slot(level, key);
	before = *slot;
	if (!before)
		*slot = key;
	return before;
}

bool yaml_tree_wants_key(const YamlTree *tree)
{
	const YamlLevel *level;

	if (tree->depth == 0)
		return false;
	level = &tree->levels[tree->depth - 1];
	return level->node->type == YAML_MAP && !level->key;
}

/* As many bytes of S as fit into a message, without half a character. */
static int short_length(const char *s)
{
	int length = 0;

	while (s[length] && length < 64)
		length++;
	while (length > 0 && ((unsigned char)s[length] & 0xc0) == 0x80)
		length--;
	return length;
}

void yaml_tree_key(YamlTree *tree, const YamlNode *key)
{
	YamlLevel *level = &tree->levels[tree->depth - 1];
	const YamlNode *before;

	level->key = key;
	if (level->visited || key->type != YAML_TEXT || !key->length)
		return;
	before = key_before(level, key);
	if (before)
		diagnostics_add(tree->list, false, tree->doc->file, (int)key->line, (int)key->column,
		                "'%.*s' stands here twice, first in line %u; remove or rename one of them",
		                short_length(key->text), key->text, (unsigned)before->line);
}

/* --- values ------------------------------------------------------------------------------ */

static void link_node(YamlTree *tree, YamlNode *node)
{
	YamlLevel *level;

	if (tree->depth == 0) {
		tree->doc->root = node;
		return;
	}
	level = &tree->levels[tree->depth - 1];
	node->key = level->key;
	level->key = NULL;
	level->node->count++;
	if (level->visited)
		return;
	if (level->last)
		level->last->next = node;
	else
		level->node->first = node;
	level->last = node;
}

/* NODE, which belongs to the level that is open now, is complete. */
static void node_done(YamlTree *tree, YamlNode *node)
{
	YamlStore *store = &tree->doc->store;
	YamlLevel *level;

	if (tree->depth == 0)
		return;
	level = &tree->levels[tree->depth - 1];
	level->end = node->end;
	if (!level->visited)
		return;
	tree->visitor->take(tree->visitor->context, tree->doc, level->node->key, node);
	store->at = tree->mark_block;
	store->used = tree->mark_used;
}

void yaml_tree_value(YamlTree *tree, YamlNode *text)
{
	link_node(tree, text);
	node_done(tree, text);
}

void yaml_tree_open(YamlTree *tree, YamlNode *node)
{
	bool visited = false;

	assert(tree->depth < YAML_DEPTH_MAX);
	link_node(tree, node);
	if (tree->visitor && tree->depth == 1 && node->type == YAML_MAP && node->key)
		visited = tree->visitor->wants(tree->visitor->context, node->key);
	tree->levels[tree->depth++] = (YamlLevel){.node = node, .visited = visited};
}

void yaml_tree_close(YamlTree *tree, uint32_t flow_end)
{
	YamlLevel *level = &tree->levels[--tree->depth];
	YamlNode *node = level->node;

	/* libyaml ends a block where the next one begins, past comments and blank lines */
	if (node->flow)
		node->end = flow_end;
	else if (node->count)
		node->end = level->end;
	free(level->keys);
	level->keys = NULL;
	node_done(tree, node);
}

void yaml_tree_abandon(YamlTree *tree)
{
	while (tree->depth > 0)
		free(tree->levels[--tree->depth].keys);
}

/* --- questions ------------------------------------------------------------------------------ */

YamlNode *yaml_get(const YamlNode *map, const char *key)
{
	size_t length = strlen(key);

	if (!map || map->type != YAML_MAP)
		return NULL;
	for (YamlNode *at = map->first; at; at = at->next)
		if (at->key->type == YAML_TEXT && at->key->length == length && memcmp(at->key->text, key, length) == 0)
			return at;
	return NULL;
}

bool yaml_is_null(const YamlNode *node)
{
	static const char *const words_of_nothing[] = {"", "~", "null", "Null", "NULL"};

	if (node->type != YAML_TEXT || node->quoted || node->length > 4)
		return false;
	for (size_t i = 0; i < sizeof words_of_nothing / sizeof words_of_nothing[0]; i++)
		if (strcmp(node->text, words_of_nothing[i]) == 0)
			return true;
	return false;
}
