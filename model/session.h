/* The session: one open design and the only door through which it changes. */
#ifndef TROIKA_MODEL_SESSION_H
#define TROIKA_MODEL_SESSION_H

#include "model/design_file.h"
#include "model/journal.h"

typedef struct Session {
	const Catalog *catalog;
	Design design;
	DesignSource source;    /* the file as it was read or last saved */
	Journal *journal;       /* NULL: nothing is kept (no writable state folder) */
	char *why_not_kept;     /* the sentence for the status line; NULL: all is kept */
	Edit *history;          /* all committed edits, oldest first; owned */
	size_t history_count, history_cap;
	uint64_t saved_version; /* design.version when the file last equalled it */
	size_t recovered;       /* kept edits that this open brought back */
} Session;

/* Opens PATH (which need not exist: a new design that a save will create) and replays kept
 * edits when KEEP; without KEEP no journal is touched. */
bool session_open(Session *session, const Catalog *catalog, const char *path, bool keep,
                  Diagnostics *list);
void session_close(Session *session);

/* Check `before` → apply → check invariants → append to the journal, durable → version++.
 * On success EDIT is emptied (its content moved to the history). An edit that changes nothing
 * succeeds and is not recorded. On failure nothing has changed. */
bool session_commit(Session *session, Edit *edit, Error *err);
/* Reads a script of the edit language and commits it with LABEL (NULL: made from the script). */
bool session_run(Session *session, const char *script, const char *label, Error *err);

/* Takes back my latest edit that still stands; redo takes back the latest undo. False with an
 * error text when there is nothing, or someone has changed the same field since. */
bool session_undo(Session *session, Error *err);
bool session_redo(Session *session, Error *err);
/* What undo or redo would do: the label, or NULL when there is nothing. */
const char *session_undo_label(const Session *session);
const char *session_redo_label(const Session *session);
size_t session_undo_depth(const Session *session);
size_t session_redo_depth(const Session *session);

bool session_dirty(const Session *session);             /* edits that are not in the file */
bool session_save(Session *session, Error *err);        /* splice, atomic write */
bool session_save_as(Session *session, const char *path, Error *err);
bool session_discard(Session *session, Error *err);     /* forgets edits that are not in the file */

#endif
