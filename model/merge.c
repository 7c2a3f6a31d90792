/* Three-way merge of designs.
 *
 * What one side changed, folded into one edit, is applied to what the other says, element by element: a change
 * fits where the value before is still there, or the value after is there already; a removal fits whole or not at
 * all. What would leave the result unsound is dropped with all that was done to the same element. */
#include "model/merge.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/mention.h"
#include "model/quote.h"

/* --- what fits ------------------------------------------------------------------ */

static void drop(Merge *merge, size_t at, size_t count)
{
	for (size_t i = at; i < at + count; i++)
		merge->dropped[i] = true;
}

static bool removal_fits(const Design *design, const Op *ops, size_t count)
{
	const Element *element = design_find(design, ops->id);

	if (!element || strcmp(class_name(element->class), ops[count - 1].before) != 0 ||
	    element->field_count != count - 1)
		return false;
	for (size_t i = 0; i + 1 < count; i++)
		if (!text_equal(element_get(element, ops[i].key), ops[i].before))
			return false;
	return true;
}

static void apply_one(Design *design, const Op *op)
{
	Edit one = {0};

	edit_add(&one, op->id, op->key, op->before, op->after);
	design_apply(design, &one, NULL);
	edit_clear(&one);
}

/* Removes the element with what others have put into it. */
static void remove_as_it_is(Design *design, const char *id)
{
	const Element *element = design_find(design, id);
	Edit removal = {0};

	for (size_t i = 0; i < element->field_count; i++)
		edit_add(&removal, id, element->fields[i].key, element->fields[i].value, NULL);
	edit_add(&removal, id, KEY_CLASS, class_name(element->class), NULL);
	design_apply(design, &removal, NULL);
	edit_clear(&removal);
}

/* Applies the removal of a group, or drops it. */
static void merge_removal(Merge *merge, size_t at, size_t count)
{
	const Op *ops = &merge->ours.ops[at];

	if (!design_find(&merge->result, ops->id))
		return;                         /* the file has removed it as well */
	if (removal_fits(&merge->result, ops, count))
		for (size_t i = 0; i < count; i++)
			apply_one(&merge->result, &ops[i]);
	else if (merge->prefer_ours)
		remove_as_it_is(&merge->result, ops->id);
	else
		drop(merge, at, count);
}

static void set_over(Design *design, const Op *op, const char *now)
{
	Op over = {op->id, op->key, (char *)(uintptr_t)now, op->after};

	apply_one(design, &over);
}

/* Applies one operation, or says that it does not fit. */
static bool merge_op(Design *design, const Op *op, bool prefer_ours)
{
	const Element *element = design_find(design, op->id);
	const char *now;

	if (strcmp(op->key, KEY_CLASS) == 0) {
		if (element)
			return strcmp(class_name(element->class), op->after) == 0;
		apply_one(design, op);
		return true;
	}
	if (!element)
		return false;
	now = element_get(element, op->key);
	if (text_equal(now, op->after))
		return true;
	if (!prefer_ours && !text_equal(now, op->before))
		return false;
	set_over(design, op, now);
	return true;
}

static void merge_group(Merge *merge, size_t at, size_t count)
{
	const Op *ops = &merge->ours.ops[at];
	const Op *last = &ops[count - 1];

	if (merge->dropped[at])
		return;
	if (strcmp(last->key, KEY_CLASS) == 0 && !last->after) {
		merge_removal(merge, at, count);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (merge_op(&merge->result, &ops[i], merge->prefer_ours))
			continue;
		if (strcmp(ops[i].key, KEY_CLASS) == 0) {
			drop(merge, at, count);        /* the id is something else now */
			return;
		}
		drop(merge, at + i, 1);
	}
}

/* --- what stays sound ------------------------------------------------------------ */

/* The ids of elements with faults, and of those that the faulty fields name. */
static void gather_faulty(void *context, const Element *element, const char *key, bool warning,
                          const char *text)
{
	const char *value = key ? element_get(element, key) : NULL;
	List items = {0};

	(void)text;
	if (warning)
		return;
	idset_add(context, element->id);
	if (value && list_split(value, &items, NULL))
		for (size_t i = 0; i < items.count; i++) {
			items.items[i][strspn(items.items[i], "abcdefghijklmnopqrstuvwxyz0123456789-_")] = '\0';
			idset_add(context, items.items[i]);
		}
	list_clear(&items);
}

/* Drops the groups of the elements in IDS. False: there were none left. */
static bool drop_elements(Merge *merge, const IdSet *ids)
{
	bool any = false;

	for (size_t i = 0; i < merge->ours.count; i++) {
		if (merge->dropped[i] || !idset_has(ids, merge->ours.ops[i].id))
			continue;
		merge->dropped[i] = any = true;
	}
	return any;
}

static bool all_dropped(const Merge *merge)
{
	for (size_t i = 0; i < merge->ours.count; i++)
		if (!merge->dropped[i])
			return false;
	return true;
}

void merge_run(Merge *merge)
{
	merge->dropped = mem_alloc(merge->ours.count + 1);
	for (;;) {
		IdSet faulty = {0};
		bool sound;

		design_copy(&merge->result, merge->theirs);
		for (size_t i = 0; i < merge->ours.count;) {
			size_t count = edit_group_length(&merge->ours, i);

			merge_group(merge, i, count);
			i += count;
		}
		design_check_each(&merge->result, merge->catalog, gather_faulty, &faulty);
		sound = faulty.lengths == 0 || all_dropped(merge);
		if (!sound && !drop_elements(merge, &faulty))
			drop(merge, 0, merge->ours.count);
		idset_clear(&faulty);
		if (sound)
			return;
	}
}

size_t merge_misfits(const Merge *merge)
{
	size_t count = 0;

	for (size_t i = 0; i < merge->ours.count; i++)
		count += merge->dropped[i];
	return count;
}

/* --- telling ---------------------------------------------------------------------- */

void merge_add_change(const Op *op, Text *out)
{
	text_add(out, op->id);
	if (strcmp(op->key, KEY_CLASS) == 0) {
		text_addf(out, " was %s", op->after ? "added" : "removed");
		return;
	}
	text_addf(out, ": %s from ", op->key);
	quote_add_short(out, op->before);
	text_add(out, " to ");
	quote_add_short(out, op->after);
}

static void tell_op(const Merge *merge, const Op *op, MergeTell *tell, void *context)
{
	const Element *element = design_find(&merge->result, op->id);
	Text text = {0};

	merge_add_change(op, &text);
	if (strcmp(op->key, KEY_CLASS) != 0) {
		text_add(&text, "; the file now says ");
		quote_add_short(&text, element ? element_get(element, op->key) : NULL);
	}
	tell(context, op, text_str(&text));
	text_clear(&text);
}

void merge_tell_misfits(const Merge *merge, MergeTell *tell, void *context)
{
	for (size_t at = 0, count; at < merge->ours.count; at += count) {
		const Op *ops = &merge->ours.ops[at], *whole = NULL;

		count = edit_group_length(&merge->ours, at);
		for (size_t i = 0; i < count; i++)
			if (merge->dropped[at + i] && strcmp(ops[i].key, KEY_CLASS) == 0)
				whole = &ops[i];
		for (size_t i = 0; i < count; i++)
			if (merge->dropped[at + i] && (!whole || whole == &ops[i]))
				tell_op(merge, &ops[i], tell, context);
	}
}

void merge_clear(Merge *merge)
{
	edit_clear(&merge->ours);
	free(merge->dropped);
	design_clear(&merge->result);
}
