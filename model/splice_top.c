/* What changed at the top level: fields of the design and whole sections, each put
 * where a new file would have it. */
#include <stdlib.h>
#include <string.h>

#include "model/splice_saver.h"

/* --- the top level ----------------------------------------------------------------------------------------- */

enum { RANK_SECTIONS = 10000, RANK_BEHIND = 20000, RANK_UNKNOWN = 9999 };

/* The place of KEY, of the top level or dotted, in the order of a new file. */
static size_t rank_of(const FieldScope *scope, const char *key)
{
	size_t order;

	for (int class = CLASS_DESIGN + 1; class < CLASS_COUNT; class++)
		if (strcmp(class_section((ElementClass)class), key) == 0)
			return RANK_SECTIONS + (size_t)class;
	if (strcmp(key, "troika") == 0)
		return 0;
	order = field_order(scope, key);
	if (field_stands_behind(key))
		return RANK_BEHIND + order;
	return order < RANK_UNKNOWN ? 1 + order : RANK_UNKNOWN;
}

/* The last top-level entry that stays and comes before RANK. */
static const YamlNode *anchor_for(const Saver *s, const FieldScope *scope, size_t rank)
{
	const YamlNode *anchor = NULL;

	for (const YamlNode *at = s->root->first; at; at = at->next)
		if (!at->gone && rank_of(scope, at->key->text) <= rank)
			anchor = at;
	return anchor ? anchor : splice_last_kept(s->root);
}

/* Keeps TEXT, a `key: value` for the top level, until all are known. */
static void keep_top(Saver *s, size_t rank, bool apart, Text *text)
{
	MEM_GROW(s->tops, s->top_cap, s->top_count + 1);
	s->tops[s->top_count] = (TopEntry){text_take(text), rank, s->top_count, apart && !s->root->flow};
	s->top_count++;
}

static bool sections_apart(const Saver *s)
{
	const FieldScope scope = {.catalog = s->catalog, .class = CLASS_DESIGN};
	size_t sections = 0, apart = 0;

	for (const YamlNode *at = s->root->first; at; at = at->next) {
		if (rank_of(&scope, at->key->text) <= RANK_SECTIONS)
			continue;
		sections++;
		apart += saver_blank_above(&s->splice, at);
	}
	return 2 * apart > sections;
}

static void create_section(Saver *s, ElementClass class)
{
	const PrintStyle *style = &s->splice.style;
	const char *name = class_section(class);
	Elements added = saver_new_elements(s, class);
	Text text = {0};

	print_key(&text, style, name, strlen(name), s->root->flow);
	if (!s->root->flow) {
		saver_print_elements(s, &added, splice_indent(&s->splice, s->root) + style->step, &text);
	} else {
		text_add(&text, " {");
		for (size_t i = 0; i < added.count; i++) {
			text_add(&text, i ? ", " : "");
			print_element(&text, style, s->catalog, added.items[i], 0, true);
		}
		text_add(&text, "}");
	}
	if (added.count)
		keep_top(s, RANK_SECTIONS + (size_t)class, sections_apart(s), &text);
	free(added.items);
	text_clear(&text);
}

static void change_sections(Saver *s)
{
	for (int i = CLASS_DESIGN + 1; i < CLASS_COUNT; i++) {
		YamlNode *section = yaml_get(s->root, class_section((ElementClass)i));

		if (section)
			saver_change_section(s, (ElementClass)i, section);
		else
			create_section(s, (ElementClass)i);
	}
}

/* Fields of the design that share the first part of their keys and have no entry yet. */
static void create_field(Saver *s, const FieldScope *scope, const Change *changes, size_t count)
{
	const PrintStyle *style = &s->splice.style;
	size_t kept, indent = splice_indent(&s->splice, s->root), skip = strlen(style->newline) + indent;
	size_t rank = rank_of(scope, changes[0].key);
	Field *fields = changes_after(changes, count, &kept);
	Text text = {0}, line = {0};

	if (s->root->flow) {
		print_flow_entries(&text, style, scope, fields, kept, 0, ", ");
	} else {
		print_block_map(&line, style, scope, fields, kept, 0, indent);
		text_add(&text, line.s + skip);
	}
	keep_top(s, rank, false, &text);
	free(fields);
	text_clear(&line);
	text_clear(&text);
}

static int by_rank(const void *a, const void *b)
{
	const TopEntry *left = a, *right = b;

	if (left->rank != right->rank)
		return left->rank < right->rank ? -1 : 1;
	return left->index < right->index ? -1 : left->index > right->index;
}

/* Adds the entries FIRST..END, which come behind the same one. */
static void add_tops(Saver *s, const YamlNode *after, size_t first, size_t end)
{
	Splice *sp = &s->splice;
	Text text = {0}, separator = {0};

	splice_separator(sp, s->root, &separator);
	for (size_t i = first; i < end; i++) {
		text_add(&text, i > first && s->tops[i].apart ? sp->style.newline : "");
		text_add(&text, i > first ? separator.s : "");
		text_add(&text, s->tops[i].text);
	}
	if (s->tops[first].apart)
		patch_add(&sp->patches, splice_entry_end(sp, after), splice_entry_end(sp, after), sp->style.newline);
	splice_add(sp, s->root, after, text.s);
	text_clear(&separator);
	text_clear(&text);
}

/* Adds all that came new, once it is known what stays. */
static void add_all_tops(Saver *s, const FieldScope *scope)
{
	const YamlNode *last = splice_last_kept(s->root), *anchor = NULL;
	size_t end;

	if (s->top_count)
		qsort(s->tops, s->top_count, sizeof *s->tops, by_rank);
	for (size_t i = 0; i < s->top_count; i = end) {
		anchor = anchor_for(s, scope, s->tops[i].rank);
		for (end = i + 1; end < s->top_count && anchor_for(s, scope, s->tops[end].rank) == anchor;)
			end++;
		if (anchor)
			add_tops(s, anchor, i, end);
	}
	splice_remove_gone(&s->splice, s->root, anchor && anchor == last);
}

void saver_change_top(Saver *s)
{
	const Element *old = design_at(s->old, CLASS_DESIGN, 0), *new_ = design_at(s->new_, CLASS_DESIGN, 0);
	FieldScope scope = field_scope(s->catalog, new_);
	Changes changes = saver_field_changes(old, new_), added = {0};
	size_t n;

	saver_change_entries(s, &scope, s->root, changes.items, changes.count, 0, &added);
	change_sections(s);
	for (size_t i = 0; i < added.count; i += n) {
		n = changes_group(&added.items[i], added.count - i, 0, strcspn(added.items[i].key, "."));
		create_field(s, &scope, &added.items[i], n);
	}
	add_all_tops(s, &scope);
	for (size_t i = 0; i < s->top_count; i++)
		free(s->tops[i].text);
	s->top_count = 0;
	free(changes.items);
	free(added.items);
}
