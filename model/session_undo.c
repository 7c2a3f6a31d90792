/* Undo and redo as edits of their own: an undo is the inverse of an edit, a redo that of an undo. */
#include <string.h>

#include "model/session_private.h"

static const Edit *top(const Session *session, const EditStack *stack)
{
	return stack->count ? &session->history[stack->items[stack->count - 1]] : NULL;
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

	if (session->holding)
		return error_set(err, "what is still being done is one step: it can only be undone as a whole");
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
