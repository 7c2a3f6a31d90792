/* What changed in a section: elements that came, went or got another id.
 *
 * New elements go to the end of their section, written like their neighbours. */
#include <stdlib.h>
#include <string.h>

#include "model/splice_saver.h"
#include "model/yaml_write.h"

/* --- renaming -------------------------------------------------------------------------------------- */

/* How many fields the elements share, in percent of the larger. */
static size_t likeness(const Element *a, const Element *b)
{
	size_t same = 0, most = a->field_count > b->field_count ? a->field_count : b->field_count;

	for (size_t i = 0, j = 0; i < a->field_count && j < b->field_count;) {
		int order = strcmp(a->fields[i].key, b->fields[j].key);

		same += order == 0 && strcmp(a->fields[i].value, b->fields[j].value) == 0;
		i += order <= 0;
		j += order >= 0;
	}
	return most ? same * 100 / most : 100;
}

static void elements_add(Elements *list, const Element *element)
{
	MEM_GROW(list->items, list->cap, list->count + 1);
	list->items[list->count++] = element;
}

Elements saver_new_elements(const Saver *s, ElementClass class)
{
	Elements list = {0};

	for (size_t i = 0; i < design_count(s->new_, class); i++) {
		const Element *element = design_at(s->new_, class, i);

		if (!saver_find(s->old, class, element->id))
			elements_add(&list, element);
	}
	return list;
}

/* An element that went and one that came with nearly the same fields: its name was changed. */
static const Element *renamed_to(Elements *added, const Element *old, size_t *budget)
{
	enum { ALIKE = 60 };
	const Element **best = NULL;
	size_t most = ALIKE - 1;

	for (size_t i = 0; i < added->count && *budget > 0; i++, (*budget)--) {
		size_t like = added->items[i] ? likeness(old, added->items[i]) : 0;

		if (like > most) {
			most = like;
			best = &added->items[i];
		}
	}
	if (!best)
		return NULL;
	old = *best;
	*best = NULL;
	return old;
}

static void rename_entry(Saver *s, const YamlNode *section, const YamlNode *entry, const char *id)
{
	const YamlNode *key = entry->key;
	char first = s->splice.doc->source[key->start];
	Text text = {0};

	yaml_add_text(&text, id, first == '"' ? QUOTES_DOUBLE : first == '\'' ? QUOTES_SINGLE : QUOTES_NONE,
	              section->flow, false);
	patch_add(&s->splice.patches, key->start, key->end, text.s);
	text_clear(&text);
}

/* --- sections ------------------------------------------------------------------------------------------ */

bool saver_blank_above(const Splice *sp, const YamlNode *entry)
{
	size_t at = splice_line_start(sp, entry->key->start);

	while (at > 0) {
		size_t above = splice_line_start(sp, at - 1 - (at > 1 && sp->doc->source[at - 2] == '\r'));

		if (splice_line_blank(sp, above))
			return true;
		if (sp->doc->source[above + strspn(sp->doc->source + above, " \t")] != '#')
			return false;
		at = above;
	}
	return false;
}

/* Neighbours stand on one line each, or on several. */
static bool neighbours_flow(const YamlNode *section)
{
	const YamlNode *last = NULL;

	for (const YamlNode *at = section->first; at; at = at->next)
		if (at->type == YAML_MAP && at->count)
			last = at;
	return last && last->flow;
}

/* Do blank lines keep the last elements of SECTION apart? One above the last alone may part two groups. */
static bool elements_apart(const Splice *sp, const YamlNode *section)
{
	const YamlNode *last = NULL, *before = NULL;

	if (section->flow)
		return false;
	for (const YamlNode *at = section->first; at; at = at->next) {
		before = last;
		last = at;
	}
	return before && saver_blank_above(sp, last) && (before == section->first || saver_blank_above(sp, before));
}

/* Adds what is left in ADDED, at least one, behind the last element of SECTION. */
static void add_elements(Saver *s, const YamlNode *section, const Elements *added)
{
	Splice *sp = &s->splice;
	const YamlNode *last = splice_last_kept(section);
	bool flow = section->flow || neighbours_flow(section);
	bool apart = last && elements_apart(sp, section);
	Text text = {0}, separator = {0};

	text_add(&separator, apart ? sp->style.newline : "");
	splice_separator(sp, section, &separator);
	for (size_t i = 0; i < added->count; i++) {
		if (!added->items[i])
			continue;
		text_add(&text, text.length ? separator.s : "");
		print_element(&text, &sp->style, s->catalog, added->items[i], splice_indent(sp, section), flow);
	}
	if (apart)
		patch_add(&sp->patches, splice_entry_end(sp, last), splice_entry_end(sp, last), sp->style.newline);
	splice_add(sp, section, last, text.s);
	text_clear(&separator);
	text_clear(&text);
}

/* The lines of the elements of a section that has none so far. */
void saver_print_elements(const Saver *s, const Elements *added, size_t indent, Text *out)
{
	const PrintStyle *style = &s->splice.style;

	for (size_t i = 0; i < added->count; i++) {
		if (!added->items[i])
			continue;
		text_add(out, style->newline);
		text_add_repeat(out, " ", indent);
		print_element(out, style, s->catalog, added->items[i], indent, false);
	}
}

/* `components:` or `components: {}` in a file of lines gets lines of its own. */
static void fill_section(Saver *s, const YamlNode *section, const Elements *added)
{
	Splice *sp = &s->splice;
	size_t colon = splice_behind_colon(sp, section);
	size_t end = section->end > colon ? section->end : colon, line = splice_line_end(sp, end);
	Text text = {0};

	saver_print_elements(s, added, saver_key_indent(sp, section) + sp->style.step, &text);
	if (text.length) {
		patch_add(&sp->patches, colon, end, "");
		patch_add(&sp->patches, line, line, text.s);
	}
	text_clear(&text);
}

static void change_entries(Saver *s, ElementClass class, YamlNode *section, Elements *added)
{
	size_t budget = 200000;         /* pairs that may be compared; renaming is done one at a time */

	for (YamlNode *entry = section->first; entry; entry = entry->next) {
		const Element *old = saver_find(s->old, class, entry->key->text), *new_;

		if (!old || old->file)
			continue;
		new_ = saver_find(s->new_, class, old->id);
		if (!new_ && (new_ = renamed_to(added, old, &budget)))
			rename_entry(s, section, entry, new_->id);
		if (new_)
			saver_change_element(s, section, entry, old, new_);
		else
			entry->gone = true;
	}
}

static void rewrite_section(Saver *s, ElementClass class, const YamlNode *section)
{
	Splice *sp = &s->splice;
	Elements all = {0};
	Text text = {0};

	if (saver_holds_unknown(section) || s->root->flow)
		return;
	for (size_t i = 0; i < design_count(s->new_, class); i++)
		if (!design_at(s->new_, class, i)->file)
			elements_add(&all, design_at(s->new_, class, i));
	saver_print_elements(s, &all, saver_key_indent(sp, section) + sp->style.step, &text);
	patch_add(&sp->patches, splice_behind_colon(sp, section), section->end, all.count ? text_str(&text) : " {}");
	free(all.items);
	text_clear(&text);
}

static bool any_left(const Elements *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i])
			return true;
	return false;
}

void saver_change_section(Saver *s, ElementClass class, YamlNode *section)
{
	Elements added = saver_new_elements(s, class);
	bool any;

	if (s->section_rewrite[class]) {
		rewrite_section(s, class, section);
	} else if (section->type == YAML_MAP && (section->count || s->root->flow)) {
		change_entries(s, class, section, &added);
		any = any_left(&added);
		splice_remove_gone(&s->splice, section, any);
		if (any)
			add_elements(s, section, &added);
		else
			saver_empty_map(s, section);
	} else if (!s->root->flow) {
		fill_section(s, section, &added);
	}
	free(added.items);
}

