/* What was printed is read back before anyone sees it: all it held is still there, and nothing else. */
#include <stdlib.h>
#include <string.h>

#include "model/format_private.h"

/* The entry of MAP under KEY; HINT is where it is looked for first. */
static const YamlNode *entry_like(const YamlNode *map, const YamlNode *key, const YamlNode *hint)
{
	if (hint && hint->key->length == key->length && memcmp(hint->key->text, key->text, key->length) == 0)
		return hint;
	for (const YamlNode *at = map->first; at; at = at->next)
		if (at->key->length == key->length && memcmp(at->key->text, key->text, key->length) == 0)
			return at;
	return NULL;
}

/* Do both hold the same, but for the order of keys? */
static bool same_tree(const YamlNode *a, const YamlNode *b)
{
	const YamlNode *hint = b->first;

	if (a->type != b->type || a->count != b->count || a->length != b->length)
		return false;
	if (a->type == YAML_TEXT)
		return memcmp(a->text, b->text, a->length) == 0 && yaml_is_null(a) == yaml_is_null(b);
	for (const YamlNode *at = a->first; at; at = at->next) {
		const YamlNode *other = a->type == YAML_MAP ? entry_like(b, at->key, hint) : hint;

		if (!other || !same_tree(at, other))
			return false;
		hint = other->next;
	}
	return true;
}

typedef struct Words {
	const char *s;
	size_t length;
} Words;

static int by_words(const void *a, const void *b)
{
	const Words *left = a, *right = b;
	size_t length = left->length < right->length ? left->length : right->length;
	int order = memcmp(left->s, right->s, length);

	return order ? order : left->length < right->length ? -1 : left->length > right->length;
}

/* What the comments say, sorted; the caller frees. */
static Words *words_of(const YamlComments *comments, const YamlDoc *doc)
{
	Words *words = mem_alloc((comments->count + 1) * sizeof *words);

	for (size_t i = 0; i < comments->count; i++)
		words[i] = (Words){doc->source + comments->items[i].start, comments->items[i].end - comments->items[i].start};
	qsort(words, comments->count, sizeof *words, by_words);
	return words;
}

static bool same_comments(const YamlDoc *doc, const YamlComments *now, const YamlDoc *back)
{
	YamlComments comments;
	Words *before, *after;
	bool same;

	yaml_comments(&comments, back);
	before = words_of(now, doc);
	after = words_of(&comments, back);
	same = comments.count == now->count;
	for (size_t i = 0; same && i < comments.count; i++)
		same = by_words(&before[i], &after[i]) == 0;
	free(before);
	free(after);
	yaml_comments_clear(&comments);
	return same;
}

bool format_reads_back(const YamlDoc *doc, const YamlComments *comments, const Text *out)
{
	Diagnostics list = {0};
	YamlDoc back;
	bool good = yaml_read(&back, doc->file, out->s, out->length, &list) && back.root &&
	            same_tree(doc->root, back.root) && same_comments(doc, comments, &back);

	yaml_clear(&back);
	diagnostics_clear(&list);
	return good;
}
