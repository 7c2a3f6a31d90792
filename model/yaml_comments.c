/* First all comments are found: every # that stands between the texts of the tree. Then the tree is walked
 * once more along them, and each is given to its owner. */
#include "model/yaml_comments.h"

#include <stdlib.h>
#include <string.h>

#include "model/text.h"

typedef struct Walk {
	YamlComments *comments;
	const YamlDoc *doc;
	size_t at;              /* finding: how far the source was looked through; giving: the next comment */
} Walk;

/* --- the source ------------------------------------------------------------------------- */

static bool is_break(char c)
{
	return c == '\n' || c == '\r';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The begin of the file, behind a byte order mark. */
static size_t file_start(const YamlDoc *doc)
{
	return doc->length >= 3 && memcmp(doc->source, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

static size_t line_start(const YamlDoc *doc, size_t at)
{
	while (at > file_start(doc) && !is_break(doc->source[at - 1]))
		at--;
	return at;
}

static size_t skip_blanks_back(const YamlDoc *doc, size_t at)
{
	while (at > file_start(doc) && is_blank(doc->source[at - 1]))
		at--;
	return at;
}

static bool begins_line(const YamlDoc *doc, size_t at)
{
	at = skip_blanks_back(doc, at);
	return at == file_start(doc) || is_break(doc->source[at - 1]);
}

bool yaml_stands_apart(const YamlDoc *doc, size_t at)
{
	const char *s = doc->source;

	if (!begins_line(doc, at))
		return false;
	at = skip_blanks_back(doc, at);
	if (at == file_start(doc))
		return false;
	at -= at >= 2 && s[at - 1] == '\n' && s[at - 2] == '\r' ? 2 : 1;
	return begins_line(doc, at);
}

/* The end of what is no comment on the line before the one that begins AT. */
static size_t end_of_line_before(const YamlDoc *doc, size_t at)
{
	size_t end = at - (at >= 2 && doc->source[at - 1] == '\n' && doc->source[at - 2] == '\r' ? 2 : 1), line;
	const char *sign;

	line = line_start(doc, end);
	sign = memchr(doc->source + line, '#', end - line);
	return sign ? (size_t)(sign - doc->source) : end;
}

size_t yaml_entry_start(const YamlDoc *doc, const YamlNode *parent, const YamlNode *entry)
{
	size_t at = entry->start;

	if (entry->key)
		return entry->key->start;
	if (parent->flow)
		return at;
	/* Between the dash and the item stand blanks and comments alone. */
	for (;;) {
		at = skip_blanks_back(doc, at);
		if (at == file_start(doc) || !is_break(doc->source[at - 1]))
			return at > 0 && doc->source[at - 1] == '-' ? at - 1 : entry->start;
		at = end_of_line_before(doc, at);
	}
}

/* --- finding ------------------------------------------------------------------------------- */

static size_t add_comment(Walk *w, size_t start)
{
	YamlComments *c = w->comments;
	const char *s = w->doc->source;
	size_t end = start, behind;

	while (end < w->doc->length && !is_break(s[end]))
		end++;
	behind = end;
	while (is_blank(s[end - 1]))
		end--;
	MEM_GROW(c->items, c->cap, c->count + 1);
	c->items[c->count++] = (YamlComment){
		.start = start, .end = end, .column = start - line_start(w->doc, start), .own = begins_line(w->doc, start),
		.apart = yaml_stands_apart(w->doc, start),
	};
	return behind;
}

/* Nothing but signs, blanks and comments stands from here to END. */
static void find_until(Walk *w, size_t end)
{
	while (w->at < end) {
		if (w->doc->source[w->at] == '#')
			w->at = add_comment(w, w->at);
		else
			w->at++;
	}
}

static void skip_until(Walk *w, size_t end)
{
	w->at = end > w->at ? end : w->at;
}

static void find_in(Walk *w, const YamlNode *node)
{
	if (node->key) {
		find_until(w, node->key->start);
		skip_until(w, node->key->end);
	}
	if (node->type == YAML_TEXT) {
		size_t head = node->start;

		find_until(w, node->start);
		while (node->block && head < node->end && !is_break(w->doc->source[head]))
			head++;
		find_until(w, head);
		skip_until(w, node->end);
	}
	for (const YamlNode *at = node->first; at; at = at->next)
		find_in(w, at);
}

/* --- giving ---------------------------------------------------------------------------------- */

static const YamlComment *peek(const Walk *w, size_t bound)
{
	const YamlComments *all = w->comments;

	return w->at < all->count && all->items[w->at].start < bound ? &all->items[w->at] : NULL;
}

static void give(Walk *w, const YamlNode *owner, CommentPlace place)
{
	w->comments->items[w->at].owner = owner;
	w->comments->items[w->at].place = place;
	w->at++;
}

static void give_until(Walk *w, size_t bound, const YamlNode *owner, CommentPlace place)
{
	while (peek(w, bound))
		give(w, owner, place);
}

/* Does the next comment stand on the line that FROM is on? */
static bool on_line_of(const Walk *w, size_t from, size_t bound)
{
	const YamlComment *next = peek(w, bound);

	if (!next || next->own || next->start < from)
		return false;
	while (from < next->start && !is_break(w->doc->source[from]))
		from++;
	return from == next->start;
}

static bool is_block_container(const YamlNode *node)
{
	return node->type != YAML_TEXT && !node->flow && node->first;
}

static void give_node(Walk *w, const YamlNode *node, size_t start, size_t bound);

static void give_in_flow(Walk *w, const YamlNode *node, size_t bound)
{
	if (on_line_of(w, node->start, node->first ? yaml_entry_start(w->doc, node, node->first) : node->end))
		give(w, node, COMMENT_LINE);
	for (const YamlNode *at = node->first; at; at = at->next) {
		size_t start = yaml_entry_start(w->doc, node, at);

		give_until(w, start, at, COMMENT_ABOVE);
		give_node(w, at, start, at->next ? yaml_entry_start(w->doc, node, at->next) : node->end);
	}
	give_until(w, node->end, node, COMMENT_BELOW);
	if (on_line_of(w, node->end, bound))
		give(w, node, COMMENT_LINE);
}

/* Where what belongs to the end of CHILD ends: before the first comment behind it that is indented no deeper. A
 * comment right behind a block text must not be indented with it. */
static size_t end_of_child(const Walk *w, const YamlNode *child, size_t column, size_t bound)
{
	if (child->block)
		return child->end;
	for (size_t i = w->at; i < w->comments->count && w->comments->items[i].start < bound; i++) {
		const YamlComment *c = &w->comments->items[i];

		if (c->start >= child->end && c->own && c->column <= column)
			return c->start;
	}
	return bound;
}

static void give_in_block(Walk *w, const YamlNode *node, size_t bound)
{
	size_t start = yaml_entry_start(w->doc, node, node->first), column = start - line_start(w->doc, start);

	for (const YamlNode *at = node->first; at; at = at->next) {
		size_t next = at->next ? yaml_entry_start(w->doc, node, at->next) : bound, limit;

		give_until(w, start, at, COMMENT_ABOVE);
		limit = end_of_child(w, at, column, next);
		give_node(w, at, start, limit);
		start = next;
		give_until(w, limit, at, COMMENT_BELOW);
	}
	give_until(w, bound, node, COMMENT_BELOW);
}

/* All comments between START, the begin of the entry of NODE, and BOUND that are for NODE or below it. */
static void give_node(Walk *w, const YamlNode *node, size_t start, size_t bound)
{
	size_t from = node->key ? node->key->end : start;

	if (on_line_of(w, from, is_block_container(node) ? yaml_entry_start(w->doc, node, node->first) : node->start))
		give(w, node, COMMENT_LINE);
	if (is_block_container(node)) {
		give_in_block(w, node, bound);
		return;
	}
	give_until(w, node->start, node, COMMENT_ABOVE);
	if (node->type != YAML_TEXT) {
		give_in_flow(w, node, bound);
		return;
	}
	if (node->block)
		give_until(w, node->end, node, COMMENT_LINE);
	else if (on_line_of(w, node->end, bound))
		give(w, node, COMMENT_LINE);
}

/* --- the head of the file ----------------------------------------------------------------------- */

/* How many of the first COUNT comments speak of the whole file: all but the last paragraph, if that stands right
 * above the first entry. A single paragraph speaks of the file, unless a section begins it. */
static size_t head_count(const Walk *w, size_t count, bool section)
{
	const YamlComment *items = w->comments->items;
	const YamlNode *first = w->doc->root->first;
	size_t start = first ? yaml_entry_start(w->doc, w->doc->root, first) : w->doc->root->start, paragraph = count;

	if (count == 0 || yaml_stands_apart(w->doc, start) || !begins_line(w->doc, start))
		return count;
	do
		paragraph--;
	while (paragraph > 0 && !items[paragraph].apart);
	if (paragraph > 0)
		return paragraph;
	for (size_t i = 0; i < count; i++)
		if (text_starts(w->doc->source + items[i].start, "# yaml-language-server:"))
			return count;
	return section ? 0 : count;
}

static void give_head(Walk *w)
{
	const YamlNode *root = w->doc->root, *first = root->first;
	size_t count = 0, head;

	while (count < w->comments->count && w->comments->items[count].start < root->start)
		count++;
	head = head_count(w, count, first && is_block_container(first));
	while (w->at < head)
		give(w, NULL, COMMENT_HEAD);
	while (w->at < count)
		give(w, first ? first : root, COMMENT_ABOVE);
}

/* --- the doors -------------------------------------------------------------------------------------- */

/* Indexes with the owner beside each. */
typedef struct Owned {
	uintptr_t owner;
	size_t index;
} Owned;

static int by_owner(const void *a, const void *b)
{
	const Owned *left = a, *right = b;

	if (left->owner != right->owner)
		return left->owner < right->owner ? -1 : 1;
	return left->index < right->index ? -1 : left->index > right->index;
}

static void sort_by_owner(YamlComments *c)
{
	Owned *owned = mem_alloc((c->count + 1) * sizeof *owned);

	for (size_t i = 0; i < c->count; i++)
		owned[i] = (Owned){(uintptr_t)c->items[i].owner, i};
	qsort(owned, c->count, sizeof *owned, by_owner);
	c->by_owner = mem_alloc((c->count + 1) * sizeof *c->by_owner);
	for (size_t i = 0; i < c->count; i++)
		c->by_owner[i] = owned[i].index;
	free(owned);
}

void yaml_comments(YamlComments *comments, const YamlDoc *doc)
{
	Walk w = {.comments = comments, .doc = doc, .at = file_start(doc)};

	*comments = (YamlComments){0};
	find_in(&w, doc->root);
	find_until(&w, doc->length);
	w.at = 0;
	give_head(&w);
	give_node(&w, doc->root, doc->root->start, doc->length);
	give_until(&w, doc->length, doc->root, COMMENT_BELOW);
	sort_by_owner(comments);
}

const YamlComment *yaml_comment_of(const YamlComments *comments, const YamlNode *owner, CommentPlace place,
                                   size_t *state)
{
	size_t low = 0, high = comments->count;

	while (!*state && low < high) {
		size_t middle = low + (high - low) / 2;

		if ((uintptr_t)comments->items[comments->by_owner[middle]].owner < (uintptr_t)owner)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = *state ? *state : low; i < comments->count; i++) {
		const YamlComment *c = &comments->items[comments->by_owner[i]];

		if (c->owner != owner)
			return NULL;
		if (c->place != place)
			continue;
		*state = i + 1;
		return c;
	}
	return NULL;
}

bool yaml_comments_between(const YamlComments *comments, size_t from, size_t to)
{
	size_t low = 0, high = comments->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (comments->items[middle].start < from)
			low = middle + 1;
		else
			high = middle;
	}
	return low < comments->count && comments->items[low].start < to;
}

void yaml_comments_clear(YamlComments *comments)
{
	free(comments->items);
	free(comments->by_owner);
	*comments = (YamlComments){0};
}
