/* What changed in an element becomes patches to the entries of its map.
 *
 * Dotted keys are followed into the maps of the file; what is there is changed in place, what is
 * not is added behind the last entry. */
#include <stdlib.h>
#include <string.h>

#include "model/design_tree.h"
#include "model/splice_saver.h"

/* --- what changed ------------------------------------------------------------------------ */

void changes_add(Changes *changes, const char *key, const char *before, const char *after)
{
	MEM_GROW(changes->items, changes->cap, changes->count + 1);
	changes->items[changes->count++] = (Change){key, before, after};
}

/* The version of the format stands in the file and in no field. */
bool saver_is_version(const Element *element, const char *key)
{
	return element->class == CLASS_DESIGN && strcmp(key, "troika") == 0;
}

Changes saver_field_changes(const Element *old, const Element *new_)
{
	Changes changes = {0};
	size_t i = 0, j = 0;

	while (i < old->field_count || j < new_->field_count) {
		const Field *a = i < old->field_count ? &old->fields[i] : NULL;
		const Field *b = j < new_->field_count ? &new_->fields[j] : NULL;
		int order = !a ? 1 : !b ? -1 : strcmp(a->key, b->key);

		if (order < 0)
			changes_add(&changes, a->key, a->value, NULL);
		else if (order > 0 && !saver_is_version(new_, b->key))
			changes_add(&changes, b->key, NULL, b->value);
		else if (order == 0 && strcmp(a->value, b->value) != 0)
			changes_add(&changes, a->key, a->value, b->value);
		i += order <= 0;
		j += order >= 0;
	}
	return changes;
}

bool saver_same_fields(const Element *a, const Element *b)
{
	Changes changes = saver_field_changes(a, b);
	bool same = changes.count == 0;

	free(changes.items);
	return same;
}

/* The element of that id and class, or NULL. */
const Element *saver_find(const Design *design, ElementClass class, const char *id)
{
	const Element *element = design_find(design, id);

	return element && element->class == class ? element : NULL;
}

/* --- maps ----------------------------------------------------------------------------------- */

YamlNode *saver_entry(const YamlNode *map, const char *segment, size_t length)
{
	for (YamlNode *at = map->first; at; at = at->next)
		if (at->key->length == length && memcmp(at->key->text, segment, length) == 0)
			return at;
	return NULL;
}

Field *changes_after(const Change *changes, size_t count, size_t *kept)
{
	Field *fields = mem_alloc((count + 1) * sizeof *fields);

	*kept = 0;
	for (size_t i = 0; i < count; i++)
		if (changes[i].after)
			fields[(*kept)++] = (Field){changes[i].key, changes[i].after};
	return fields;
}

size_t changes_group(const Change *changes, size_t count, size_t prefix, size_t segment)
{
	size_t n = 1;

	if (!changes[0].key[prefix + segment])
		return 1;
	while (n < count && strncmp(changes[n].key, changes[0].key, prefix + segment + 1) == 0)
		n++;
	return n;
}

/* Adds fields behind the last entry of MAP. */
static void add_fields(Saver *s, const FieldScope *scope, const YamlNode *map, const Changes *added, size_t prefix)
{
	Splice *sp = &s->splice;
	Text text = {0}, separator = {0};
	size_t indent = splice_indent(sp, map), count;
	Field *fields = changes_after(added->items, added->count, &count);

	splice_separator(sp, map, &separator);
	if (count && map->flow)
		print_flow_entries(&text, &sp->style, scope, fields, count, prefix, separator.s);
	else if (count)
		print_block_map(&text, &sp->style, scope, fields, count, prefix, indent);
	if (count)
		splice_add(sp, map, splice_last_kept(map), text.s + (map->flow ? 0 : strlen(sp->style.newline) + indent));
	text_clear(&separator);
	text_clear(&text);
	free(fields);
}

static void change_map(Saver *s, const FieldScope *scope, YamlNode *map, const Change *changes,
                       size_t count, size_t prefix);

/* Changes of fields below one key of a map. True: they must be added as a whole. */
static bool change_inner(Saver *s, const FieldScope *scope, YamlNode *entry,
                         const Change *changes, size_t count, size_t prefix)
{
	size_t kept;
	Field *fields = changes_after(changes, count, &kept);
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

void saver_change_entries(Saver *s, const FieldScope *scope, YamlNode *map, const Change *changes,
                          size_t count, size_t prefix, Changes *added)
{
	size_t n;

	for (size_t i = 0; i < count; i += n) {
		const char *segment = changes[i].key + prefix;
		size_t length = strcspn(segment, ".");
		YamlNode *entry = saver_entry(map, segment, length);
		bool add;

		n = changes_group(changes + i, count - i, prefix, length);
		add = segment[length] ? change_inner(s, scope, entry, changes + i, n, prefix + length + 1)
		                      : change_leaf(s, scope, map, entry, &changes[i]);
		for (size_t k = i; add && k < i + n; k++)
			if (changes[k].after)
				changes_add(added, changes[k].key, NULL, changes[k].after);
	}
}

static void change_map(Saver *s, const FieldScope *scope, YamlNode *map, const Change *changes,
                       size_t count, size_t prefix)
{
	Changes added = {0};

	saver_change_entries(s, scope, map, changes, count, prefix, &added);
	if (!goes_whole(map, prefix, added.count)) {
		splice_remove_gone(&s->splice, map, added.count > 0);
		add_fields(s, scope, map, &added, prefix);
	}
	free(added.items);
}

/* --- elements ---------------------------------------------------------------------------------- */

bool saver_holds_unknown(const YamlNode *node)
{
	for (const YamlNode *at = node->first; at; at = at->next)
		if ((at->type == YAML_MAP && node->type == YAML_LIST) || (at->key && !design_key_kept(at->key)) ||
		    saver_holds_unknown(at))
			return true;
	return false;
}

size_t saver_key_indent(const Splice *sp, const YamlNode *entry)
{
	return entry->key->start - splice_line_start(sp, entry->key->start);
}

static void write_anew(Saver *s, const YamlNode *section, const YamlNode *entry, const Element *element)
{
	Splice *sp = &s->splice;
	Text text = {0};

	if (saver_holds_unknown(entry))
		return;
	print_element(&text, &sp->style, s->catalog, element, saver_key_indent(sp, entry), section->flow);
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
		                saver_key_indent(sp, entry) + sp->style.step);
		patch_add(&sp->patches, entry->start, entry->end, "");
		patch_add(&sp->patches, splice_line_end(sp, entry->end), splice_line_end(sp, entry->end), text.s);
	}
	text_clear(&text);
}

void saver_empty_map(Saver *s, const YamlNode *map)
{
	size_t colon = splice_behind_colon(&s->splice, map);

	if (!map->flow && !splice_last_kept(map))
		patch_add(&s->splice.patches, colon, colon, " {}");
}

void saver_change_element(Saver *s, const YamlNode *section, YamlNode *entry, const Element *old,
                           const Element *new_)
{
	FieldScope scope = field_scope(s->catalog, new_);
	Changes changes = saver_field_changes(old, new_);

	if (changes.count && pool_find(&s->rewrite, new_->id)) {
		write_anew(s, section, entry, new_);
	} else if (changes.count && yaml_is_null(entry)) {
		fill_empty(s, section, entry, new_);
	} else if (changes.count) {
		change_map(s, &scope, entry, changes.items, changes.count, 0);
		if (!new_->field_count)
			saver_empty_map(s, entry);
	}
	free(changes.items);
}

