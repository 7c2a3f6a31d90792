/* History: the committed edits, and the stacks of those that can be undone and redone.
 *
 * An undo says whose number it takes back, a redo whose undo: from these numbers alone the stacks are built,
 * now and after a restart. Only edits of one author are taken back by that author. */
#include "model/session_private.h"

#include <string.h>

#include "model/design_view.h"

static void stack_push(EditStack *stack, size_t index)
{
	MEM_GROW(stack->items, stack->cap, stack->count + 1);
	stack->items[stack->count++] = index;
}

/* Removes the edit SEQ from STACK, where it is last unless other terminals of the same author were at work. */
static void stack_drop(const Session *session, EditStack *stack, int64_t seq)
{
	for (size_t i = stack->count; i-- > 0;) {
		if (session->history[stack->items[i]].seq != seq)
			continue;
		memmove(&stack->items[i], &stack->items[i + 1],
		        (stack->count - i - 1) * sizeof *stack->items);
		stack->count--;
		return;
	}
}

/* Notes the edit INDEX of the history on the stacks. */
static void stack_edit(Session *session, size_t index)
{
	const Edit *edit = &session->history[index];

	if (!text_equal(edit->author, session->author))
		return;
	if (edit->undoes) {
		stack_drop(session, &session->done, edit->undoes);
		stack_push(&session->undone, index);
		return;
	}
	if (edit->redoes)
		stack_drop(session, &session->undone, edit->redoes);
	else
		session->undone.count = 0;
	stack_push(&session->done, index);
}

void history_push(Session *session, Edit *edit)
{
	MEM_GROW(session->history, session->history_cap, session->history_count + 1);
	session->history[session->history_count] = *edit;
	*edit = (Edit){0};
	stack_edit(session, session->history_count++);
}

/* The first edit of the history that still follows: from it on every edit, taken back one after the other, meets the
 * values it left. */
static size_t first_that_chains(const Session *session)
{
	enum { DEEPEST = 2000 };
	size_t first = session->history_count;
	DesignView view;

	view_init(&view, &session->design);
	while (first > 0 && session->history_count - first < DEEPEST) {
		Edit back = {0};
		bool follows;

		edit_inverse(&session->history[first - 1], &back);
		follows = view_apply(&view, &back, NULL);
		edit_clear(&back);
		if (!follows)
			break;
		first--;
	}
	view_clear(&view);
	return first;
}

void history_build(Session *session)
{
	session->done.count = session->undone.count = 0;
	for (size_t i = first_that_chains(session); i < session->history_count; i++)
		stack_edit(session, i);
}

void history_unsaved(const Session *session, Edit *out)
{
	for (size_t i = session->saved_count; i < session->history_count; i++) {
		Edit copy = {0};

		edit_copy(&copy, &session->history[i]);
		edit_append(out, &copy);
		edit_clear(&copy);
	}
	edit_normalise(out);
}

static const char *value_now(const DesignView *view, const Op *op)
{
	const Element *element = view_find(view, op->id);

	if (!element)
		return NULL;
	return strcmp(op->key, KEY_CLASS) == 0 ? class_name(element->class) : element_get(element, op->key);
}

/* The first operation of EDIT that does not fit the design; NULL: all do. */
static const Op *misfit(const Session *session, const Edit *edit)
{
	const Op *found = NULL;
	DesignView view;

	view_init(&view, &session->design);
	for (size_t i = 0; i < edit->count && !found; i++) {
		Edit one = {.ops = &edit->ops[i], .count = 1};

		if (!text_equal(value_now(&view, &edit->ops[i]), edit->ops[i].before) ||
		    !view_apply(&view, &one, NULL))
			found = &edit->ops[i];
	}
	view_clear(&view);
	return found;
}

const Edit *history_last_change(const Session *session, const Op *op)
{
	for (size_t i = session->history_count; i-- > 0;)
		for (size_t j = 0; j < session->history[i].count; j++)
			if (strcmp(session->history[i].ops[j].key, op->key) == 0 &&
			    strcmp(session->history[i].ops[j].id, op->id) == 0)
				return &session->history[i];
	return NULL;
}

void history_add_culprit(const Session *session, const Edit *edit, Text *out)
{
	const Op *op = misfit(session, edit);
	const Edit *change = op ? history_last_change(session, op) : NULL;

	if (change && change->author && !text_equal(change->author, session->author))
		text_addf(out, "; %s changed it (%s)", change->author, change->label ? change->label : "");
}
