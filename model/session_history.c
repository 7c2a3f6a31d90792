/* History: undo and redo as edits of their own.
 *
 * An undo is the inverse of an edit and says whose number it takes back; a redo is the inverse of an
 * undo. From these numbers alone the stacks of what can be undone and redone are built, now and
 * after a restart. Only edits of one author are taken back by that author. */
#include "model/session_private.h"

#include <stdlib.h>
#include <string.h>

#include "model/design_view.h"

static void stack_push(EditStack *stack, size_t index)
{
	MEM_GROW(stack->items, stack->cap, stack->count + 1);
	stack->items[stack->count++] = index;
}

static const Edit *top(const Session *session, const EditStack *stack)
{
	return stack->count ? &session->history[stack->items[stack->count - 1]] : NULL;
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

static const Edit *last_change(const Session *session, const Op *op)
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
	const Edit *change = op ? last_change(session, op) : NULL;

	if (change && change->author && !text_equal(change->author, session->author))
		text_addf(out, "; %s changed it (%s)", change->author, change->label ? change->label : "");
}

/* The label without the word that undo and redo put before it. */
static const char *plain_label(const Edit *edit)
{
	const char *label = edit->label ? edit->label : "";
	const char *word = edit->undoes ? "undo " : edit->redoes ? "redo " : "";

	return text_starts(label, word) ? label + strlen(word) : label;
}

/* Commits the inverse of the edit on top of STACK. */
static bool take_back(Session *session, const EditStack *stack, const char *word, Error *err)
{
	const Edit *edit = top(session, stack);
	Edit back = {0};
	bool good;

	if (!edit)
		return error_set(err, "nothing to %s", word);
	edit_inverse(edit, &back);
	edit_set_label(&back, "%s %s", word, plain_label(edit));
	if (strcmp(word, "undo") == 0)
		back.undoes = edit->seq;
	else
		back.redoes = edit->seq;
	good = session_commit(session, &back, err);
	if (!good && err && err->text)
		error_set(err, "cannot %s \"%s\": %s", word, plain_label(edit), err->text);
	edit_clear(&back);
	return good;
}

bool session_undo(Session *session, Error *err)
{
	return session_refresh(session, NULL, err) && take_back(session, &session->done, "undo", err);
}

bool session_redo(Session *session, Error *err)
{
	return session_refresh(session, NULL, err) && take_back(session, &session->undone, "redo", err);
}

const char *session_undo_label(const Session *session)
{
	const Edit *edit = top(session, &session->done);

	return edit ? plain_label(edit) : NULL;
}

const char *session_redo_label(const Session *session)
{
	const Edit *edit = top(session, &session->undone);

	return edit ? plain_label(edit) : NULL;
}

size_t session_undo_depth(const Session *session)
{
	return session->done.count;
}

size_t session_redo_depth(const Session *session)
{
	return session->undone.count;
}
