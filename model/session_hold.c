/* Several edits that become one: while a macro runs, and for whoever else makes one gesture of many edits. */
#include <assert.h>

#include "model/session_private.h"

void session_hold(Session *session)
{
	assert(!session->holding);
	session->holding = true;
}

bool session_release(Session *session, const char *label, Error *err)
{
	Edit held = session->held, back = {0};
	bool good;

	assert(session->holding);
	session->holding = false;
	session->held = (Edit){0};
	edit_inverse(&held, &back);
	good = design_apply(&session->design, &back, err);
	assert(good);                   /* nothing else has changed it since */
	edit_clear(&back);
	edit_set_label(&held, "%s", label);
	good = session_commit(session, &held, err);
	edit_clear(&held);
	return good;
}

const Edit *session_last_edit(const Session *session)
{
	if (session->holding && session->held.count)
		return &session->held;
	return session->history_count ? &session->history[session->history_count - 1] : NULL;
}
