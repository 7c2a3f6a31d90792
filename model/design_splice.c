/* The save that touches only what changed.
 *
 * The file is read again; entry by entry the design it holds is compared with the one to be saved, and the
 * difference becomes patches. What comes out is read back: if it is not the design, the elements that differ are
 * written anew, then their sections, and if that does not help nothing is saved. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "model/design_tree.h"
#include "model/list.h"
#include "model/splice.h"
#include "model/yaml_write.h"

typedef struct Saver {
	Splice splice;
	const Catalog *catalog;
	const Design *old;      /* what the file holds */
	const Design *new_;     /* what it shall hold */
	const YamlNode *root;
	Pool rewrite;           /* ids of elements that are written anew */
	bool section_rewrite[CLASS_COUNT];
} Saver;

/* --- what changed ------------------------------------------------------------------------ */

/* A field before and after; NULL: absent. */
typedef struct Change {
	const char *key;
	const char *before, *after;
} Change;

typedef struct Changes {
	Change *items;          /* sorted by key; owned */
	size_t count, cap;
} Changes;

static void add_change(Changes *changes, const char *key, const char *before, const char *after)
{
	MEM_GROW(changes->items, changes->cap, changes->count + 1);
	changes->items[changes->count++] = (Change){key, before, after};
}

/* The version of the format stands in the file and in no field. */
static bool is_version(const Element *element, const char *key)
{
	return element->class == CLASS_DESIGN && strcmp(key, "troika") == 0;
}

static Changes field_changes(const Element *old, const Element *new_)
{
	Changes changes = {0};
	size_t i = 0, j = 0;

	while (i < old->field_count || j < new_->field_count) {
		const Field *a = i < old->field_count ? &old->fields[i] : NULL;
		const Field *b = j < new_->field_count ? &new_->fields[j] : NULL;
		int order = !a ? 1 : !b ? -1 : strcmp(a->key, b->key);

		if (order < 0)
			add_change(&changes, a->key, a->value, NULL);
		else if (order > 0 && !is_version(new_, b->key))
			add_change(&changes, b->key, NULL, b->value);
		else if (order == 0 && strcmp(a->value, b->value) != 0)
			add_change(&changes, a->key, a->value, b->value);
		i += order <= 0;
		j += order >= 0;
	}
	return changes;
}

static bool same_fields(const Element *a, const Element *b)
{
	Changes changes = field_changes(a, b);
	bool same = changes.count == 0;

	free(changes.items);
	return same;
}

/* The element of that id and class, or NULL. */
static const Element *find(const Design *design, ElementClass class, const char *id)
{
	const Element *element = design_find(design, id);

	return element && element->class == class ? element : NULL;
}

/* --- maps ----------------------------------------------------------------------------------- */

static YamlNode *entry_of(const YamlNode *map, const char *segment, size_t length)
{
	for (YamlNode *at = map->first; at; at = at->next)
		if (at->key->length == length && memcmp(at->key->text, segment, length) == 0)
			return at;
	return NULL;
}

static Field *after_fields(const Change *changes, size_t count, size_t *kept)
{
	Field *fields = mem_alloc((count + 1) * sizeof *fields);

	*kept = 0;
	for (size_t i = 0; i < count; i++)
		if (changes[i].after)
			fields[(*kept)++] = (Field){changes[i].key, changes[i].after};
	return fields;
}

static size_t group_length(const Change *changes, size_t count, size_t prefix, size_t segment)
{
	size_t n = 1;

	if (!changes[0].key[prefix + segment])
		return 1;
	while (n < count && strncmp(changes[n].key, changes[0].key, prefix + segment + 1) == 0)
		n++;
	return n;
}

/* The entries to be added behind the last of MAP, as text. */
static void add_fields(Saver *s, const FieldScope *scope, const YamlNode *map, const Field *fields,
                       size_t count, size_t prefix)
{
	Splice *sp = &s->splice;
	Text text = {0}, separator = {0};
	size_t indent = splice_indent(sp, map), skip = strlen(sp->style.newline) + indent;

	if (count == 0)
		return;
	splice_separator(sp, map, &separator);
	if (map->flow)
		print_flow_entries(&text, &sp->style, scope, fields, count, prefix, separator.s);
	else
		print_block_map(&text, &sp->style, scope, fields, count, prefix, indent);
	splice_add(sp, map, splice_last_kept(map), map->flow ? text.s : text.s + skip);
	text_clear(&separator);
	text_clear(&text);
}

static void change_map(Saver *s, const FieldScope *scope, YamlNode *map, const Change *changes,
                       size_t count, size_t prefix);

/* Changes of fields below one key of a map. True: they must be added as a whole. */
static bool change_inner(Saver *s, const FieldScope *scope, YamlNode *entry,
                         const Change *changes, size_t count, size_t prefix)
{
	size_t kept;
	Field *fields = after_fields(changes, count, &kept);
	bool add = !entry && kept;

	if (entry && entry->type == YAML_MAP) {
		change_map(s, scope, entry, changes, count, prefix);
	} else if (entry && yaml_is_null(entry)) {
		Text text = {0};

		print_flow_map(&text, &s->splice.style, scope, fields, kept, prefix);
		splice_replace(&s->splice, entry, text.s);
		text_clear(&text);
	}
	free(fields);
	return add;
}

/* One field of MAP. True: it must be added. */
static bool change_leaf(Saver *s, const FieldScope *scope, const YamlNode *map, YamlNode *entry,
                        const Change *change)
{
	if (!entry && change->after)
		return true;
	if (!entry)
		return false;
	if (change->after)
		splice_value(&s->splice, field_spec(scope, change->key), entry, change->after, map->flow);
	else
		entry->gone = true;
	return false;
}

/* A map inside an element that loses all its entries goes as a whole. */
static bool goes_whole(YamlNode *map, size_t prefix, size_t added)
{
	if (prefix == 0 || added || splice_last_kept(map))
		return false;
	map->gone = true;
	return true;
}

/* Makes the changes, whose keys are alike up to PREFIX, in MAP. */
static void change_map(Saver *s, const FieldScope *scope, YamlNode *map, const Change *changes,
                       size_t count, size_t prefix)
{
	Field *added = mem_alloc((count + 1) * sizeof *added);
	size_t add_count = 0, n;

	for (size_t i = 0; i < count; i += n) {
		const char *segment = changes[i].key + prefix;
		size_t length = strcspn(segment, ".");
		YamlNode *entry = entry_of(map, segment, length);
		bool add;

		n = group_length(changes + i, count - i, prefix, length);
		add = segment[length] ? change_inner(s, scope, entry, changes + i, n, prefix + length + 1)
		                      : change_leaf(s, scope, map, entry, &changes[i]);
		for (size_t k = i; add && k < i + n; k++)
			if (changes[k].after)
				added[add_count++] = (Field){changes[k].key, changes[k].after};
	}
	if (!goes_whole(map, prefix, add_count)) {
		splice_remove_gone(&s->splice, map, add_count > 0);
		add_fields(s, scope, map, added, add_count, prefix);
	}
	free(added);
}

/* --- elements ---------------------------------------------------------------------------------- */

/* The file holds things in ENTRY that the design does not know and a new text would lose. */
static bool holds_unknown(const YamlNode *node)
{
	for (const YamlNode *at = node->first; at; at = at->next)
		if ((at->type == YAML_MAP && node->type == YAML_LIST) || (at->key && !design_key_kept(at->key)) ||
		    holds_unknown(at))
			return true;
	return false;
}

static size_t key_indent(const Splice *sp, const YamlNode *entry)
{
	return entry->key->start - splice_line_start(sp, entry->key->start);
}

static void write_anew(Saver *s, const YamlNode *section, const YamlNode *entry, const Element *element)
{
	Splice *sp = &s->splice;
	Text text = {0};

	if (holds_unknown(entry))
		return;
	print_element(&text, &sp->style, s->catalog, element, key_indent(sp, entry), section->flow);
	patch_add(&sp->patches, entry->key->start, entry->end, text.s);
	text_clear(&text);
}

/* An element that stood without fields gets the first ones. */
static void fill_empty(Saver *s, const YamlNode *section, const YamlNode *entry, const Element *element)
{
	Splice *sp = &s->splice;
	FieldScope scope = field_scope(s->catalog, element);
	Text text = {0};

	if (section->flow) {
		print_flow_map(&text, &sp->style, &scope, element->fields, element->field_count, 0);
		splice_replace(sp, entry, text.s);
	} else {
		print_block_map(&text, &sp->style, &scope, element->fields, element->field_count, 0,
		                key_indent(sp, entry) + sp->style.step);
		patch_add(&sp->patches, entry->start, entry->end, "");
		patch_add(&sp->patches, splice_line_end(sp, entry->end), splice_line_end(sp, entry->end), text.s);
	}
	text_clear(&text);
}

/* All fields go: in block style nothing would be left behind the colon. */
static void empty_map(Saver *s, YamlNode *map)
{
	size_t colon = splice_behind_colon(&s->splice, map);

	if (!map->flow && !splice_last_kept(map))
		patch_add(&s->splice.patches, colon, colon, " {}");
}

static void change_element(Saver *s, const YamlNode *section, YamlNode *entry, const Element *old,
                           const Element *new_)
{
	FieldScope scope = field_scope(s->catalog, new_);
	Changes changes = field_changes(old, new_);

	if (changes.count && pool_find(&s->rewrite, new_->id)) {
		write_anew(s, section, entry, new_);
	} else if (changes.count && yaml_is_null(entry)) {
		fill_empty(s, section, entry, new_);
	} else if (changes.count) {
		change_map(s, &scope, entry, changes.items, changes.count, 0);
		if (!new_->field_count)
			empty_map(s, entry);
	}
	free(changes.items);
}

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

typedef struct Elements {
	const Element **items;  /* NULL: used up */
	size_t count, cap;
} Elements;

static void elements_add(Elements *list, const Element *element)
{
	MEM_GROW(list->items, list->cap, list->count + 1);
	list->items[list->count++] = element;
}

static Elements new_elements(const Saver *s, ElementClass class)
{
	Elements list = {0};

	for (size_t i = 0; i < design_count(s->new_, class); i++) {
		const Element *element = design_at(s->new_, class, i);

		if (!find(s->old, class, element->id))
			elements_add(&list, element);
	}
	return list;
}

/* An element that went and one that came with nearly the same fields: its name was changed. */
static const Element *renamed_to(Elements *added, const Element *old)
{
	enum { ALIKE = 60, PAIRS_MAX = 1000 };
	const Element **best = NULL;
	size_t most = ALIKE - 1;

	for (size_t i = 0; i < added->count && added->count <= PAIRS_MAX; i++) {
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

static bool blank_above(const Splice *sp, const YamlNode *entry)
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

static const YamlNode *second_last(const YamlNode *section)
{
	const YamlNode *before = NULL;

	for (const YamlNode *at = section->first; at && at->next; at = at->next)
		before = at;
	return before;
}

/* Adds what is left in ADDED, at least one, behind the last element of SECTION. */
static void add_elements(Saver *s, const YamlNode *section, const Elements *added)
{
	Splice *sp = &s->splice;
	const YamlNode *last = splice_last_kept(section);
	bool flow = section->flow || neighbours_flow(section);
	bool apart = !section->flow && last && second_last(section) && blank_above(sp, last);
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
static void print_elements(const Saver *s, const Elements *added, size_t indent, Text *out)
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

	print_elements(s, added, key_indent(sp, section) + sp->style.step, &text);
	if (text.length) {
		patch_add(&sp->patches, colon, end, "");
		patch_add(&sp->patches, line, line, text.s);
	}
	text_clear(&text);
}

static void change_entries(Saver *s, ElementClass class, YamlNode *section, Elements *added)
{
	for (YamlNode *entry = section->first; entry; entry = entry->next) {
		const Element *old = find(s->old, class, entry->key->text), *new_;

		if (!old || old->file)
			continue;
		new_ = find(s->new_, class, old->id);
		if (!new_ && (new_ = renamed_to(added, old)))
			rename_entry(s, section, entry, new_->id);
		if (new_)
			change_element(s, section, entry, old, new_);
		else
			entry->gone = true;
	}
}

static void rewrite_section(Saver *s, ElementClass class, const YamlNode *section)
{
	Splice *sp = &s->splice;
	Elements all = {0};
	Text text = {0};

	if (holds_unknown(section) || s->root->flow)
		return;
	for (size_t i = 0; i < design_count(s->new_, class); i++)
		if (!design_at(s->new_, class, i)->file)
			elements_add(&all, design_at(s->new_, class, i));
	print_elements(s, &all, key_indent(sp, section) + sp->style.step, &text);
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

static void change_section(Saver *s, ElementClass class, YamlNode *section, Elements *added)
{
	bool any;

	if (s->section_rewrite[class]) {
		rewrite_section(s, class, section);
	} else if (section->type == YAML_MAP && (section->count || s->root->flow)) {
		change_entries(s, class, section, added);
		any = any_left(added);
		splice_remove_gone(&s->splice, section, any);
		if (any)
			add_elements(s, section, added);
		else
			empty_map(s, section);
	} else if (!s->root->flow) {
		fill_section(s, section, added);
	}
}

/* --- the top level ----------------------------------------------------------------------------------------- */

enum { RANK_SECTIONS = 10000, RANK_BEHIND = 20000, RANK_UNKNOWN = 9999 };

/* The place of a top-level key in the order of a new file. */
static size_t rank_of(const FieldScope *scope, const char *key)
{
	size_t order;

	for (int class = CLASS_DESIGN + 1; class < CLASS_COUNT; class++)
		if (strcmp(class_section((ElementClass)class), key) == 0)
			return RANK_SECTIONS + (size_t)class;
	if (strcmp(key, "troika") == 0)
		return 0;
	order = field_order(scope, key);
	if (strcmp(key, "include") == 0 || strcmp(key, "catalog") == 0 || strcmp(key, "rules") == 0)
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

/* Adds ENTRY, a `key: value` of the top level, where a new file would have it. */
static void add_top(Saver *s, const FieldScope *scope, size_t rank, bool apart, const char *entry)
{
	Splice *sp = &s->splice;
	const YamlNode *after = anchor_for(s, scope, rank);

	if (!after)
		return;
	if (apart && !s->root->flow)
		patch_add(&sp->patches, splice_entry_end(sp, after), splice_entry_end(sp, after), sp->style.newline);
	splice_add(sp, s->root, after, entry);
}

static bool sections_apart(const Saver *s)
{
	const FieldScope scope = {.catalog = s->catalog, .class = CLASS_DESIGN};

	for (const YamlNode *at = s->root->first; at; at = at->next)
		if (rank_of(&scope, at->key->text) > RANK_SECTIONS && blank_above(&s->splice, at))
			return true;
	return false;
}

static void create_section(Saver *s, const FieldScope *scope, ElementClass class, const Elements *added)
{
	const PrintStyle *style = &s->splice.style;
	const char *name = class_section(class);
	size_t indent = splice_indent(&s->splice, s->root);
	Text text = {0};

	print_key(&text, style, name, strlen(name), s->root->flow);
	if (!s->root->flow) {
		print_elements(s, added, indent + style->step, &text);
	} else {
		text_add(&text, " {");
		for (size_t i = 0; i < added->count; i++) {
			text_add(&text, i ? ", " : "");
			print_element(&text, style, s->catalog, added->items[i], 0, true);
		}
		text_add(&text, "}");
	}
	add_top(s, scope, RANK_SECTIONS + (size_t)class, sections_apart(s), text.s);
	text_clear(&text);
}

static void change_sections(Saver *s, const FieldScope *scope)
{
	Elements missing[CLASS_COUNT] = {{0}};

	for (int i = CLASS_DESIGN + 1; i < CLASS_COUNT; i++) {
		ElementClass class = (ElementClass)i;
		YamlNode *section = yaml_get(s->root, class_section(class));
		Elements added = new_elements(s, class);

		if (section)
			change_section(s, class, section, &added);
		else
			missing[i] = added;
		if (section)
			free(added.items);
	}
	for (int i = CLASS_DESIGN + 1; i < CLASS_COUNT; i++) {
		if (missing[i].count)
			create_section(s, scope, (ElementClass)i, &missing[i]);
		free(missing[i].items);
	}
}

/* Fields of the design that have no entry yet, each at its place. */
static void add_design_fields(Saver *s, const FieldScope *scope, const Change *changes, size_t count)
{
	size_t n;

	for (size_t i = 0; i < count; i += n) {
		size_t length = strcspn(changes[i].key, "."), kept;
		Field *fields;
		Text text = {0};
		char *name = mem_copy_n(changes[i].key, length);

		n = group_length(changes + i, count - i, 0, length);
		fields = after_fields(changes + i, n, &kept);
		if (kept && s->root->flow)
			print_flow_entries(&text, &s->splice.style, scope, fields, kept, 0, ", ");
		else if (kept)
			print_block_map(&text, &s->splice.style, scope, fields, kept, 0, splice_indent(&s->splice, s->root));
		if (kept)
			add_top(s, scope, rank_of(scope, name), false, s->root->flow ? text.s
			        : text.s + strlen(s->splice.style.newline) + splice_indent(&s->splice, s->root));
		free(fields);
		free(name);
		text_clear(&text);
	}
}

/* Changes of the design element: those of entries that are there first, so that what comes anew
 * knows what stays. */
static void change_top(Saver *s)
{
	const Element *old = design_at(s->old, CLASS_DESIGN, 0), *new_ = design_at(s->new_, CLASS_DESIGN, 0);
	FieldScope scope = field_scope(s->catalog, new_);
	Changes all = field_changes(old, new_), there = {0}, absent = {0};

	for (size_t i = 0; i < all.count; i++) {
		const Change *c = &all.items[i];
		Changes *to = entry_of(s->root, c->key, strcspn(c->key, ".")) ? &there : &absent;

		add_change(to, c->key, c->before, c->after);
	}
	change_map(s, &scope, (YamlNode *)(uintptr_t)s->root, there.items, there.count, 0);
	change_sections(s, &scope);
	add_design_fields(s, &scope, absent.items, absent.count);
	free(all.items);
	free(there.items);
	free(absent.items);
}

/* --- reading back -------------------------------------------------------------------------------------------- */

static bool same_value(const FieldScope *scope, const Field *a, const Field *b)
{
	List left = {0}, right = {0};
	bool same = strcmp(a->value, b->value) == 0;

	if (!same && field_is_list(field_spec(scope, a->key)) && list_split(a->value, &left, NULL) &&
	    list_split(b->value, &right, NULL)) {
		same = left.count == right.count;
		for (size_t i = 0; same && i < left.count; i++)
			same = strcmp(left.items[i], right.items[i]) == 0;
	}
	list_clear(&left);
	list_clear(&right);
	return same;
}

static bool same_element(const Saver *s, const Element *a, const Element *b)
{
	FieldScope scope;
	size_t i = 0, j = 0;

	if (!a || !b)
		return false;
	scope = field_scope(s->catalog, a);
	while (i < a->field_count || j < b->field_count) {
		if (i < a->field_count && is_version(a, a->fields[i].key))
			i++;
		else if (j < b->field_count && is_version(b, b->fields[j].key))
			j++;
		else if (i == a->field_count || j == b->field_count ||
		         strcmp(a->fields[i].key, b->fields[j].key) != 0 ||
		         !same_value(&scope, &a->fields[i++], &b->fields[j++]))
			return false;
	}
	return true;
}

/* Compares what was read back with the design; what differs is to be written anew. */
static bool same_design(Saver *s, const Design *back)
{
	bool same = true;

	for (int i = 0; i < CLASS_COUNT; i++) {
		ElementClass class = (ElementClass)i;

		if (design_count(back, class) != design_count(s->new_, class)) {
			s->section_rewrite[class] = true;
			same = false;
		}
		for (size_t k = 0; k < design_count(s->new_, class); k++) {
			const Element *element = design_at(s->new_, class, k);

			if (same_element(s, element, find(back, class, element->id)))
				continue;
			pool_add(&s->rewrite, element->id);
			s->section_rewrite[class] = true;
			same = false;
		}
	}
	return same;
}

/* The text cannot be read at all: everything that changed is under suspicion. */
static void suspect_changes(Saver *s)
{
	for (int i = 0; i < CLASS_COUNT; i++) {
		ElementClass class = (ElementClass)i;

		s->section_rewrite[class] = design_count(s->old, class) != design_count(s->new_, class);
		for (size_t k = 0; k < design_count(s->new_, class); k++) {
			const Element *element = design_at(s->new_, class, k), *old = find(s->old, class, element->id);

			if (old && same_fields(old, element))
				continue;
			pool_add(&s->rewrite, element->id);
			s->section_rewrite[class] = true;
		}
	}
}

static bool reads_back(Saver *s, const DesignSource *source, const Text *text)
{
	DesignSource copy = *source;
	DesignTrees trees = {0};
	Diagnostics list = {0};
	Design back;
	bool good;

	copy.path = source->path ? source->path : mem_copy("new design");
	copy.bytes = text->s;
	copy.length = text->length;
	design_init(&back);
	good = design_source_parse(&copy, &trees, &list);
	if (good)
		design_fill(&back, s->catalog, &trees, &list);
	if (good)
		good = same_design(s, &back);
	else
		suspect_changes(s);
	design_clear(&back);
	design_trees_clear(&trees);
	diagnostics_clear(&list);
	if (!source->path)
		free(copy.path);
	return good;
}

/* --- the door ------------------------------------------------------------------------------------------------------ */

/* Elements of included files are not written to: their edits must not get lost silently. */
static bool includes_untouched(const Design *old, const Design *new_, Error *err)
{
	for (int i = CLASS_DESIGN + 1; i < CLASS_COUNT; i++) {
		ElementClass class = (ElementClass)i;

		for (size_t k = 0; k < design_count(old, class); k++) {
			const Element *element = design_at(old, class, k), *now;

			if (!element->file)
				continue;
			now = find(new_, class, element->id);
			if (!now || !same_fields(element, now))
				return error_set(err, "%s '%s' stands in the included file %s, line %d, which is not "
				                 "written to; change it there, or move it to the main file",
				                 class_name(class), element->id, element->file, element->line);
		}
	}
	return true;
}

static PrintStyle style_of(const YamlDoc *doc)
{
	const char *newline = strpbrk(doc->source, "\r\n");
	PrintStyle style = {.newline = "\n", .step = 2};

	if (newline && newline[0] == '\r')
		style.newline = newline[1] == '\n' ? "\r\n" : "\r";
	style.json = doc->root->flow && doc->root->first && doc->source[doc->root->first->key->start] == '"';
	for (const YamlNode *at = doc->root->first; at; at = at->next)
		if (at->type == YAML_MAP && !at->flow && at->first && at->first->key->column > at->key->column) {
			style.step = at->first->key->column - at->key->column;
			break;
		}
	return style;
}

static bool try_splice(Saver *s, const DesignSource *source, const DesignTrees *trees, Text *out)
{
	s->root = trees->docs[0].root;
	s->splice = (Splice){.doc = &trees->docs[0], .style = style_of(&trees->docs[0])};
	change_top(s);
	text_reset(out);
	patches_apply(&s->splice.patches, source->bytes, source->length, out);
	patches_clear(&s->splice.patches);
	return reads_back(s, source, out);
}

/* With more effort: TREES carry the marks of the first try. */
static bool try_again(Saver *s, const DesignSource *source, Text *out)
{
	DesignTrees trees = {0};
	Diagnostics list = {0};
	bool good = design_source_parse(source, &trees, &list) && try_splice(s, source, &trees, out);

	design_trees_clear(&trees);
	diagnostics_clear(&list);
	return good;
}

static bool splice_file(Saver *s, const DesignSource *source, const DesignTrees *trees, Text *out, Error *err)
{
	if (try_splice(s, source, trees, out))
		return true;
	memset(s->section_rewrite, 0, sizeof s->section_rewrite);
	if (try_again(s, source, out) || try_again(s, source, out))
		return true;
	text_reset(out);
	return error_set(err, "%s: this edit cannot be put into the file without losing something; save under another name "
	                 "and compare", source->path);
}

/* A new file, or one with nothing but comments, which stay above. */
static bool write_whole(Saver *s, const DesignSource *source, Text *out, Error *err)
{
	if (source->length) {
		text_add_n(out, source->bytes, source->length);
		if (out->s[out->length - 1] != '\n')
			text_add(out, "\n");
	}
	design_print(s->new_, s->catalog, out);
	return reads_back(s, source, out) ||
	       error_set(err, "the design cannot be written as YAML; look for odd field names in it");
}

static bool splice(Saver *s, const DesignSource *source, Design *old, const DesignTrees *trees, Text *out, Error *err)
{
	Diagnostics list = {0};
	const YamlNode *root = trees->count ? trees->docs[0].root : NULL;

	if (!root)
		return write_whole(s, source, out, err);
	if (root->type != YAML_MAP)
		return error_set(err, "%s: this is no design; save under another name", source->path);
	design_fill(old, s->catalog, trees, &list);
	diagnostics_clear(&list);
	return includes_untouched(old, s->new_, err) && splice_file(s, source, trees, out, err);
}

bool design_splice(const DesignSource *source, const Design *design, const Catalog *catalog,
                   Text *out, Error *err)
{
	Design old;
	Saver s = {.catalog = catalog, .old = &old, .new_ = design};
	DesignTrees trees = {0};
	Diagnostics list = {0};
	bool good;

	design_init(&old);
	if (source->bytes && !design_source_parse(source, &trees, &list))
		good = error_set(err, "%s:%d:%d: %s", source->path, list.items[0].line, list.items[0].column,
		                 list.items[0].text);
	else
		good = splice(&s, source, &old, &trees, out, err);
	pool_clear(&s.rewrite);
	design_clear(&old);
	design_trees_clear(&trees);
	diagnostics_clear(&list);
	return good;
}
