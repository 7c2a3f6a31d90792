/* Applying an edit: all of it, or none; and the edit between two designs. */
#include "model/design_private.h"

#include <stdlib.h>
#include <string.h>

#include "model/quote.h"

struct DesignTrial {
	Design *design;
	const Edit *edit;
	Element **removed;      /* by operation: the very element, to be put back; NULL: it removed none */
	size_t first[CLASS_COUNT];      /* the least place where elements came or went */
};

static void note_place(DesignTrial *trial, ElementClass class, size_t at)
{
	if (at < trial->first[class])
		trial->first[class] = at;
}

static bool add_element(Design *design, const Op *op, DesignTrial *trial, Error *err)
{
	ElementClass class;

	if (!class_from_name(op->after, &class))
		return error_set(err, "%s: there is no class \"%s\"", op->id, op->after);
	if (class == CLASS_DESIGN)
		return error_set(err, "%s: there is one design only; it cannot be added", op->id);
	if (design_find(design, op->id))
		return error_set(err, "%s exists already; choose another id", op->id);
	note_place(trial, class, design_insert(design, design_new_element(design, class, op->id)));
	return true;
}

static bool remove_element(Design *design, const Op *op, size_t at, DesignTrial *trial, Error *err)
{
	Element *element = design_find_mutable(design, op->id);

	if (!element)
		return error_set(err, "there is no element %s to remove", op->id);
	if (strcmp(class_name(element->class), op->before) != 0)
		return error_set(err, "%s is a %s, not a %s", op->id, class_name(element->class),
		                 op->before);
	if (element->class == CLASS_DESIGN)
		return error_set(err, "the design itself cannot be removed");
	if (element->field_count)
		return error_set(err, "%s cannot be removed: its field %s is still set", op->id,
		                 element->fields[0].key);
	note_place(trial, element->class, design_take_out(design, element));
	trial->removed[at] = element;
	return true;
}

static bool apply_class(Design *design, const Op *op, size_t at, DesignTrial *trial, Error *err)
{
	const Element *element;

	if (!op->before && op->after)
		return add_element(design, op, trial, err);
	if (op->before && !op->after)
		return remove_element(design, op, at, trial, err);
	element = design_find(design, op->id);
	if (!text_equal(op->before, op->after))
		return error_set(err, "%s cannot turn from a %s into a %s; remove it and add it anew",
		                 op->id, op->before, op->after);
	if (!text_equal(element ? class_name(element->class) : NULL, op->before))
		return error_set(err, "%s is %s, not %s", op->id,
		                 element ? class_name(element->class) : "absent",
		                 op->before ? op->before : "absent");
	return true;
}

static bool is_as_expected(const Element *element, const Op *op, Error *err)
{
	const char *now = element_get(element, op->key);
	Text is = {0}, expected = {0};

	if (text_equal(now, op->before))
		return true;
	quote_add_short(&is, now);
	quote_add_short(&expected, op->before);
	error_set(err, "%s: %s is %s, where %s was expected; it has changed in the meantime", op->id,
	          op->key, text_str(&is), text_str(&expected));
	text_clear(&is);
	text_clear(&expected);
	return false;
}

/* Keeps what an edit costs in proportion to it. */
static bool has_room(const Element *element, const Op *op, Error *err)
{
	enum { FIELDS_MOST = 10000 };

	if (element->field_count < FIELDS_MOST || !op->after || op->before)
		return true;
	return error_set(err, "%s has %u fields already; no more can be added", element->id,
	                 (unsigned)element->field_count);
}

static bool apply_op(Design *design, const Op *op, size_t at, DesignTrial *trial, Error *err)
{
	Element *element;

	if (strcmp(op->key, KEY_CLASS) == 0)
		return apply_class(design, op, at, trial, err);
	element = design_find_mutable(design, op->id);
	if (!element)
		return error_set(err, "there is no element %s, whose %s was to change", op->id, op->key);
	if (!*op->key || *op->key == ':')
		return error_set(err, "%s: \"%s\" cannot be the name of a field", op->id, op->key);
	if (!is_as_expected(element, op, err) || !has_room(element, op, err))
		return false;
	if (op->after)
		design_put(design, element, op->key, op->after);
	else if (op->before)
		design_drop(design, element, op->key);
	return true;
}

static void take_back_op(Design *design, const Op *op, size_t at, DesignTrial *trial)
{
	Element *element = design_find_mutable(design, op->id);

	if (strcmp(op->key, KEY_CLASS) != 0) {
		if (op->before)
			design_put(design, element, op->key, op->before);
		else if (op->after)
			design_drop(design, element, op->key);
	} else if (trial->removed[at]) {
		design_insert(design, trial->removed[at]);
	} else if (!op->before && op->after) {
		design_take_out(design, element);
	}
}

static void number_changed(const DesignTrial *trial)
{
	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++)
		design_number(trial->design, class, trial->first[class]);
}

static void trial_free(DesignTrial *trial)
{
	free(trial->removed);
	free(trial);
}

/* Takes back the first DONE operations. */
static void take_back(DesignTrial *trial, size_t done)
{
	while (done-- > 0)
		take_back_op(trial->design, &trial->edit->ops[done], done, trial);
	number_changed(trial);
	trial_free(trial);
}

DesignTrial *design_try(Design *design, const Edit *edit, Error *err)
{
	DesignTrial *trial = mem_alloc(sizeof *trial);

	trial->design = design;
	trial->edit = edit;
	trial->removed = mem_alloc(edit->count * sizeof(Element *));
	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++)
		trial->first[class] = SIZE_MAX;
	for (size_t i = 0; i < edit->count; i++) {
		if (!apply_op(design, &edit->ops[i], i, trial, err)) {
			take_back(trial, i);
			return NULL;
		}
	}
	number_changed(trial);
	return trial;
}

void design_keep(DesignTrial *trial)
{
	Design *design = trial->design;

	design->version++;
	for (size_t i = 0; i < trial->edit->count; i++) {
		Element *element = design_find_mutable(design, trial->edit->ops[i].id);

		if (element)
			element->version = design->version;
	}
	trial_free(trial);
}

void design_take_back(DesignTrial *trial)
{
	take_back(trial, trial->edit->count);
}

bool design_apply(Design *design, const Edit *edit, Error *err)
{
	DesignTrial *trial = design_try(design, edit, err);

	if (trial)
		design_keep(trial);
	return trial != NULL;
}

/* --- the difference --------------------------------------------------------- */

static void diff_removed(const Element *element, Edit *out)
{
	for (uint32_t i = 0; i < element->field_count; i++)
		edit_add(out, element->id, element->fields[i].key, element->fields[i].value, NULL);
	edit_add(out, element->id, KEY_CLASS, class_name(element->class), NULL);
}

static void diff_added(const Element *element, Edit *out)
{
	edit_add(out, element->id, KEY_CLASS, NULL, class_name(element->class));
	for (uint32_t i = 0; i < element->field_count; i++)
		edit_add(out, element->id, element->fields[i].key, NULL, element->fields[i].value);
}

static void diff_fields(const Element *old, const Element *new_, Edit *out)
{
	uint32_t i = 0, j = 0;

	while (i < old->field_count || j < new_->field_count) {
		const Field *left = i < old->field_count ? &old->fields[i] : NULL;
		const Field *right = j < new_->field_count ? &new_->fields[j] : NULL;
		int order = !left ? 1 : !right ? -1 : strcmp(left->key, right->key);

		if (order < 0)
			edit_add(out, old->id, left->key, left->value, NULL);
		else if (order > 0)
			edit_add(out, old->id, right->key, NULL, right->value);
		else if (strcmp(left->value, right->value) != 0)
			edit_add(out, old->id, left->key, left->value, right->value);
		i += order <= 0;
		j += order >= 0;
	}
}

void design_diff(const Design *old, const Design *new_, Edit *out)
{
	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++) {
		for (size_t i = 0; i < new_->count[class]; i++) {
			const Element *element = new_->elements[class][i];
			const Element *before = design_find(old, element->id);

			if (before && before->class == class) {
				diff_fields(before, element, out);
				continue;
			}
			if (before)
				diff_removed(before, out);
			diff_added(element, out);
		}
	}
	for (ElementClass class = CLASS_COUNT; class-- > CLASS_DESIGN;)
		for (size_t i = 0; i < old->count[class]; i++)
			if (!design_find(new_, old->elements[class][i]->id))
				diff_removed(old->elements[class][i], out);
}
