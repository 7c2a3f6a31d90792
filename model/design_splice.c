/* The save that touches only what changed.
 *
 * The file is read again; entry by entry the design it holds is compared with the one to be saved, and the
 * difference becomes patches. What comes out is read back: if it is not the design, the elements that differ are
 * written anew, then their sections, and if that does not help nothing is saved. */
#include <stdlib.h>
#include <string.h>

#include "model/design_tree.h"
#include "model/list.h"
#include "model/splice_saver.h"

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
		if (i < a->field_count && saver_is_version(a, a->fields[i].key))
			i++;
		else if (j < b->field_count && saver_is_version(b, b->fields[j].key))
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

	text_reset(&s->why);
	for (int i = 0; i < CLASS_COUNT; i++) {
		ElementClass class = (ElementClass)i;

		if (design_count(back, class) != design_count(s->new_, class)) {
			s->section_rewrite[class] = true;
			same = false;
		}
		for (size_t k = 0; k < design_count(s->new_, class); k++) {
			const Element *element = design_at(s->new_, class, k);

			if (same_element(s, element, saver_find(back, class, element->id)))
				continue;
			pool_add(&s->rewrite, element->id);
			s->section_rewrite[class] = true;
			if (same)
				text_addf(&s->why, "%s %s", class_name(class), element->id);
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
			const Element *element = design_at(s->new_, class, k), *old = saver_find(s->old, class, element->id);

			if (old && saver_same_fields(old, element))
				continue;
			pool_add(&s->rewrite, element->id);
			s->section_rewrite[class] = true;
		}
	}
}

static bool reads_back(Saver *s, const DesignSource *source, const Text *text)
{
	DesignSource copy = *source;
	Diagnostics list = {0};
	Design back;
	uint64_t unknown;
	bool good;

	copy.path = source->path ? source->path : mem_copy("new design");
	copy.bytes = text->s;
	copy.length = text->length;
	design_init(&back);
	if (design_fill_source(&back, s->catalog, &copy, &unknown, &list)) {
		good = same_design(s, &back) && unknown == design_unknown(s->catalog, s->root, true);
	} else {
		good = false;
		suspect_changes(s);
	}
	design_clear(&back);
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
			now = saver_find(new_, class, element->id);
			if (!now || !saver_same_fields(element, now))
				return error_set(err, "%s '%s' stands in the included file %s, line %d, which is not "
				                 "written to; change it there, or move it to the main file",
				                 class_name(class), element->id, element->file, element->line);
		}
	}
	return true;
}

static bool try_splice(Saver *s, const DesignSource *source, const DesignTrees *trees, Text *out)
{
	s->root = trees->docs[0].root;
	s->splice = (Splice){.doc = &trees->docs[0], .style = splice_style(&trees->docs[0])};
	saver_change_top(s);
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
	bool good = design_source_parse(source, NULL, &trees, &list) && try_splice(s, source, &trees, out);

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
	return error_set(err, "%s: the change of %s cannot be put into the file without losing something in it; change it there "
	                 "by hand, or save under another name", source->path, s->why.length ? s->why.s : "this design");
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
	const YamlNode *root = trees->count ? trees->docs[0].root : NULL;

	if (!root)
		return write_whole(s, source, out, err);
	if (root->type != YAML_MAP)
		return error_set(err, "%s: this is no design; save under another name", source->path);
	design_fill(old, s->catalog, trees);
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
	if (source->bytes && !design_source_parse(source, NULL, &trees, &list))
		good = error_set(err, "%s:%d:%d: %s", source->path, list.items[0].line, list.items[0].column,
		                 list.items[0].text);
	else
		good = splice(&s, source, &old, &trees, out, err);
	pool_clear(&s.rewrite);
	free(s.tops);
	text_clear(&s.why);
	design_clear(&old);
	design_trees_clear(&trees);
	diagnostics_clear(&list);
	return good;
}
