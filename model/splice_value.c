/* One value of a file becomes another, in the manner the old one was written.
 *
 * Of a list only the items that differ are touched, so that comments and line
 * breaks between the others stay. */
#include <stdlib.h>
#include <string.h>

#include "model/list.h"
#include "model/splice.h"
#include "model/yaml_write.h"

static YamlQuotes quotes_of(const Splice *sp, const YamlNode *node)
{
	if (!node || node->type != YAML_TEXT || !node->quoted || node->block)
		return QUOTES_NONE;
	return sp->doc->source[node->start] == '\'' ? QUOTES_SINGLE : QUOTES_DOUBLE;
}

/* Adds VALUE as a text in the quotes of LIKE (NULL: in the style of the file). */
static void add_text_like(const Splice *sp, Text *out, const FieldSpec *spec, const char *value,
                          const YamlNode *like, bool flow)
{
	if (like && (like->quoted || !sp->style.json))
		yaml_add_text(out, value, quotes_of(sp, like), flow, field_is_typed(spec));
	else
		print_value(out, &sp->style, spec, value, false, flow);
}

/* --- lists ------------------------------------------------------------------------------ */

static void join_node(const YamlNode *node, List *items)
{
	for (const YamlNode *at = node->first; at; at = at->next)
		list_add(items, at->text);
}

static bool item_is(const YamlNode *node, const char *item)
{
	List items = {0};
	Text joined = {0};
	bool same;

	if (node->type == YAML_TEXT)
		return strcmp(node->text, item) == 0;
	join_node(node, &items);
	list_join(&items, &joined);
	same = strcmp(text_str(&joined), item) == 0;
	text_clear(&joined);
	list_clear(&items);
	return same;
}

/* Adds an item in the manner of LIKE: a way-point beside [1, 2] is written so as well. */
static void add_item(const Splice *sp, Text *out, const FieldSpec *spec, const char *item,
                     const YamlNode *like, bool flow)
{
	static const FieldSpec point = {.type = FIELD_POINT};

	if (like && like->type == YAML_LIST)
		print_value(out, &sp->style, &point, item, true, true);
	else
		add_text_like(sp, out, spec, item, like, flow);
}

static void add_items(Splice *sp, const FieldSpec *spec, const YamlNode *list, const YamlNode *after,
                      char *const *items, size_t count)
{
	Text text = {0}, separator = {0};

	splice_separator(sp, list, &separator);
	for (size_t i = 0; i < count; i++) {
		text_add(&text, i ? separator.s : "");
		text_add(&text, list->flow ? "" : "- ");
		add_item(sp, &text, spec, items[i], list->first, list->flow);
	}
	splice_add(sp, list, after, text.s);
	text_clear(&separator);
	text_clear(&text);
}

/* Items that stay: pairs[i] is the new index of node i, or LOST. */
enum { LOST = -1, ITEMS_COMPARED = 500 };

/* The longest common subsequence, by the table of its lengths; for very long lists the same begin
 * and end alone. */
static void pair_items(YamlNode *const *nodes, size_t count, const List *items, int *pairs)
{
	size_t n = items->count, begin = 0;
	unsigned short *length;

	for (size_t i = 0; i < count; i++)
		pairs[i] = LOST;
	for (; begin < count && begin < n && item_is(nodes[begin], items->items[begin]); begin++)
		pairs[begin] = (int)begin;
	for (; count > begin && n > begin && item_is(nodes[count - 1], items->items[n - 1]); count--, n--)
		pairs[count - 1] = (int)n - 1;
	if (count - begin > ITEMS_COMPARED || n - begin > ITEMS_COMPARED)
		return;
	length = mem_alloc((count - begin + 1) * (n - begin + 1) * sizeof *length);
#define LENGTH(i, j) length[((i) - begin) * (n - begin + 1) + (j) - begin]
	for (size_t i = count; i-- > begin;)
		for (size_t j = n; j-- > begin;)
			LENGTH(i, j) = (unsigned short)(item_is(nodes[i], items->items[j]) ? LENGTH(i + 1, j + 1) + 1
			               : LENGTH(i + 1, j) > LENGTH(i, j + 1) ? LENGTH(i + 1, j) : LENGTH(i, j + 1));
	for (size_t i = begin, j = begin; i < count && j < n;) {
		if (item_is(nodes[i], items->items[j]))
			pairs[i++] = (int)j++;
		else if (LENGTH(i + 1, j) >= LENGTH(i, j + 1))
			i++;
		else
			j++;
	}
#undef LENGTH
	free(length);
}

/* Between two items that stay: OLD nodes from FIRST on become the NEW items from number ITEM on. What is
 * too many is marked as gone. */
static void replace_items(Splice *sp, const FieldSpec *spec, const YamlNode *list, YamlNode **first, size_t old,
                          const List *items, size_t item, size_t new_)
{
	for (size_t i = 0; i < old; i++) {
		Text text = {0};

		if (i >= new_) {
			first[i]->gone = true;
			continue;
		}
		add_item(sp, &text, spec, items->items[item + i], first[i], list->flow);
		patch_add(&sp->patches, first[i]->start, first[i]->end, text.s);
		text_clear(&text);
	}
}

/* Calls for each run of items that differ, first to replace, then (ADD) to add what is more. True: at
 * its end something is added. */
static bool each_difference(Splice *sp, const FieldSpec *spec, const YamlNode *list, YamlNode **nodes,
                            const int *pairs, const List *items, bool add)
{
	size_t i = 0, j = 0, old, new_;
	bool added = false;

	while (i < list->count || j < items->count) {
		for (old = 0; i + old < list->count && pairs[i + old] == LOST;)
			old++;
		new_ = (i + old < list->count ? (size_t)pairs[i + old] : items->count) - j;
		if (!add)
			replace_items(sp, spec, list, nodes + i, old, items, j, new_);
		added = new_ > old;
		if (add && added)
			add_items(sp, spec, list, i + old ? nodes[i + old - 1] : NULL, items->items + j + old, new_ - old);
		i += old + 1;
		j += new_ + 1;
	}
	return added;
}

static void change_items(Splice *sp, const FieldSpec *spec, const YamlNode *list, const List *items)
{
	YamlNode **nodes = mem_alloc((list->count + 1) * sizeof(YamlNode *));
	int *pairs = mem_alloc((list->count + 1) * sizeof *pairs);
	size_t count = 0;

	for (YamlNode *at = list->first; at; at = at->next)
		nodes[count++] = at;
	pair_items(nodes, count, items, pairs);
	splice_remove_gone(sp, list, each_difference(sp, spec, list, nodes, pairs, items, false));
	each_difference(sp, spec, list, nodes, pairs, items, true);
	free(pairs);
	free(nodes);
}

static void list_value(Splice *sp, const FieldSpec *spec, const YamlNode *entry, const char *value)
{
	List items = {0};

	if (list_split(value, &items, NULL)) {
		if (items.count == 0 && !entry->flow)
			splice_replace(sp, entry, "[]");
		else
			change_items(sp, spec, entry, &items);
	}
	list_clear(&items);
}

/* --- texts -------------------------------------------------------------------------------- */

/* Where the lines of a block text are indented to. */
static size_t block_indent(const Splice *sp, const YamlNode *entry)
{
	size_t at = splice_next_line(sp, entry->start);

	while (at < entry->end && splice_line_blank(sp, at))
		at = splice_next_line(sp, at);
	if (at < entry->end)
		return strspn(sp->doc->source + at, " ");
	return entry->key->start - splice_line_start(sp, entry->key->start) + sp->style.step;
}

static void text_value(Splice *sp, const FieldSpec *spec, const YamlNode *entry, const char *value, bool flow)
{
	Text text = {0};

	if (field_is_list(spec) && (strpbrk(value, ",\"") || !*value))
		print_value(&text, &sp->style, spec, value, true, flow);
	else if (!entry->block || !yaml_add_block(&text, value, block_indent(sp, entry), sp->style.newline))
		add_text_like(sp, &text, spec, value, entry, flow);
	splice_replace(sp, entry, text.s);
	text_clear(&text);
}

void splice_value(Splice *sp, const FieldSpec *spec, const YamlNode *entry, const char *value, bool flow)
{
	if (entry->type == YAML_LIST)
		list_value(sp, spec, entry, value);
	else if (entry->type == YAML_TEXT)
		text_value(sp, spec, entry, value, flow);
}
