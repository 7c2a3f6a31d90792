/* Op and Edit: owned strings, the inverse, and folding. */
#include "model/edit.h"

#include <assert.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "model/text.h"

void edit_add(Edit *edit, const char *id, const char *key, const char *before, const char *after)
{
	assert(id && key);
	MEM_GROW(edit->ops, edit->cap, edit->count + 1);
	edit->ops[edit->count++] = (Op){
		.id = mem_copy(id),
		.key = mem_copy(key),
		.before = mem_copy(before),
		.after = mem_copy(after),
	};
}

void edit_set_label(Edit *edit, const char *format, ...)
{
	Text text = {0};
	va_list args;

	va_start(args, format);
	text_addv(&text, format, args);
	va_end(args);
	free(edit->label);
	edit->label = text_take(&text);
}

void edit_inverse(const Edit *edit, Edit *out)
{
	for (size_t i = edit->count; i-- > 0;) {
		const Op *op = &edit->ops[i];

		edit_add(out, op->id, op->key, op->after, op->before);
	}
}

static void op_clear(Op *op)
{
	free(op->id);
	free(op->key);
	free(op->before);
	free(op->after);
}

static void ops_clear(Op *ops, size_t count)
{
	for (size_t i = 0; i < count; i++)
		op_clear(&ops[i]);
	free(ops);
}

void edit_append(Edit *to, Edit *from)
{
	MEM_GROW(to->ops, to->cap, to->count + from->count);
	if (from->count)
		memcpy(&to->ops[to->count], from->ops, from->count * sizeof *from->ops);
	to->count += from->count;
	from->count = 0;                        /* their strings have moved */
}

size_t edit_group_length(const Edit *edit, size_t at)
{
	size_t end = at;

	while (end < edit->count && strcmp(edit->ops[end].id, edit->ops[at].id) == 0) {
		const Op *op = &edit->ops[end];
		bool class = strcmp(op->key, KEY_CLASS) == 0;

		if (class && op->after && end > at)
			break;
		end++;
		if (class && !op->after)
			break;
	}
	return end - at;
}

void edit_copy(Edit *to, const Edit *from)
{
	edit_clear(to);
	for (size_t i = 0; i < from->count; i++) {
		const Op *op = &from->ops[i];

		edit_add(to, op->id, op->key, op->before, op->after);
	}
	to->label = mem_copy(from->label);
	to->author = mem_copy(from->author);
	to->time = from->time;
	to->seq = from->seq;
	to->undoes = from->undoes;
	to->redoes = from->redoes;
	memcpy(to->uid, from->uid, sizeof to->uid);
}

void edit_clear(Edit *edit)
{
	if (!edit)
		return;
	ops_clear(edit->ops, edit->count);
	free(edit->label);
	free(edit->author);
	*edit = (Edit){0};
}

/* --- folding ----------------------------------------------------------------
 *
 * All operations on one field become one, from the first `before` to the last
 * `after`. Per element, in the order of first mention, the folded operations
 * stand so that they can be applied: what removes an element comes last, what
 * adds one first, and one that changes its class is removed and added again. */

typedef struct Fold {           /* all operations on one field */
	Op *op;                 /* the first; takes over the last `after` */
	size_t first;           /* index of the first operation on the element */
	size_t index;           /* of op */
} Fold;

static int by_field_and_index(const void *a, const void *b)
{
	const Op *left = *(Op *const *)a, *right = *(Op *const *)b;
	int order = strcmp(left->id, right->id);

	if (!order)
		order = strcmp(left->key, right->key);
	if (!order)
		order = (left > right) - (left < right);
	return order;
}

static bool same_field(const Op *a, const Op *b)
{
	return strcmp(a->key, b->key) == 0 && strcmp(a->id, b->id) == 0;
}

/* Do operations on the same field follow from one another? SORTED is by field. */
static bool chains_hold(Op *const *sorted, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (same_field(sorted[i - 1], sorted[i]) &&
		    !text_equal(sorted[i - 1]->after, sorted[i]->before))
			return false;
	return true;
}

static int by_element_and_index(const void *a, const void *b)
{
	const Fold *left = a, *right = b;

	if (left->first != right->first)
		return left->first < right->first ? -1 : 1;
	return (left->index > right->index) - (left->index < right->index);
}

/* Folds runs of SORTED into FOLDS; what takes no part any more is emptied. */
static size_t fold_runs(Edit *edit, Op **sorted, Fold *folds)
{
	size_t count = 0, element = 0;

	for (size_t i = 0; i < edit->count; i++) {
		Op *op = sorted[i];

		if (i > 0 && same_field(folds[count - 1].op, op)) {
			Op *first = folds[count - 1].op;

			free(first->after);
			first->after = op->after;
			op->after = NULL;
			continue;
		}
		if (i == 0 || strcmp(op->id, sorted[i - 1]->id) != 0)
			element = count;
		folds[count] = (Fold){.op = op, .index = (size_t)(op - edit->ops)};
		folds[count].first = folds[count].index;
		if (folds[count].index < folds[element].first)
			for (size_t j = element; j < count; j++)
				folds[j].first = folds[count].index;
		else
			folds[count].first = folds[element].first;
		count++;
	}
	return count;
}

/* Moves OP behind OUT if it changes something. */
static void add_changed(Edit *out, Op *op)
{
	if (text_equal(op->before, op->after))
		return;
	MEM_GROW(out->ops, out->cap, out->count + 1);
	out->ops[out->count++] = *op;
	*op = (Op){0};
}

/* The folds of one element, in an order that can be applied. */
static void add_element(Edit *out, const Fold *folds, size_t count)
{
	Op *class = NULL;
	bool goes;

	for (size_t i = 0; i < count; i++)
		if (strcmp(folds[i].op->key, KEY_CLASS) == 0)
			class = folds[i].op;
	if (class && class->before && class->after && strcmp(class->before, class->after) != 0) {
		for (size_t i = 0; i < count; i++)
			if (folds[i].op != class && folds[i].op->before)
				edit_add(out, class->id, folds[i].op->key, folds[i].op->before, NULL);
		edit_add(out, class->id, KEY_CLASS, class->before, NULL);
		edit_add(out, class->id, KEY_CLASS, NULL, class->after);
		for (size_t i = 0; i < count; i++)
			if (folds[i].op != class && folds[i].op->after)
				edit_add(out, class->id, folds[i].op->key, NULL, folds[i].op->after);
		return;
	}
	goes = class && class->before;
	if (class && !goes)
		add_changed(out, class);
	for (size_t i = 0; i < count; i++)
		if (folds[i].op != class)
			add_changed(out, folds[i].op);
	if (goes)
		add_changed(out, class);
}

void edit_normalise(Edit *edit)
{
	Op **sorted = mem_alloc(edit->count * sizeof *sorted);
	Fold *folds = mem_alloc(edit->count * sizeof *folds);
	Edit out = {0};
	size_t count;

	for (size_t i = 0; i < edit->count; i++)
		sorted[i] = &edit->ops[i];
	qsort(sorted, edit->count, sizeof *sorted, by_field_and_index);
	if (chains_hold(sorted, edit->count)) {
		count = fold_runs(edit, sorted, folds);
		qsort(folds, count, sizeof *folds, by_element_and_index);
		for (size_t i = 0, end; i < count; i = end) {
			for (end = i + 1; end < count && folds[end].first == folds[i].first;)
				end++;
			add_element(&out, &folds[i], end - i);
		}
		ops_clear(edit->ops, edit->count);
		edit->ops = out.ops;
		edit->count = out.count;
		edit->cap = out.cap;
	}
	free(sorted);
	free(folds);
}
