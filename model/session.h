/* The session: one open design and the only door through which it changes.
 *
 * Every committed edit is in the history and, when edits are kept, in the journal before the
 * design shows it. Undo commits the inverse of an edit, so the history only grows. */
#ifndef TROIKA_MODEL_SESSION_H
#define TROIKA_MODEL_SESSION_H

#include "model/design_file.h"
#include "model/journal.h"

typedef struct EditStack {      /* indexes into the history, the newest last */
	size_t *items;          /* owned */
	size_t count, cap;
} EditStack;

typedef struct Session {
	const Catalog *catalog;
	Catalog own_catalog;    /* when the user or the design has one; catalog may point here */
	Design design;
	DesignSource source;    /* the file as it was read or last saved; path NULL: it has none yet */
	bool on_disk;           /* the file was there when it was read or saved */
	bool keep;              /* edits are to be kept */
	Journal *journal;       /* NULL: nothing is kept (no writable state folder) */
	char *why_not_kept;     /* the sentence for the status line; NULL: all is kept */
	size_t unkept;          /* the last so many of the history wait for room on the disk */
	const char *read_only;  /* why no file may be written; borrowed; NULL: it may */
	char *author;           /* who edits here; owned; may be replaced before the first edit */
	Edit *history;          /* all committed edits, oldest first; owned */
	size_t history_count, history_cap;
	size_t saved_count;     /* how many of them the file holds */
	uint64_t saved_content; /* design.content of what the file says */
	size_t recovered;       /* kept edits that this open brought back */
	bool misfits;           /* kept edits that did not fit a changed file are told until the next save */
	bool holding;           /* edits are gathered in `held` and not kept */
	Edit held;
	char *checkpoints;      /* named moments, see model/past.h; owned */
	EditStack done;         /* my edits that still stand: undo takes the last */
	EditStack undone;       /* my undos that still stand: redo takes the last */
} Session;

/* Opens PATH (which need not exist: a new design that a save will create; NULL: a design without a
 * file) by CATALOG (NULL: the one that the design asks for, see design_open()) and replays kept edits when KEEP; without KEEP no journal is touched. When the file has
 * changed since edits were kept, they are applied to what it says now, field by field; what does
 * not fit is told as a warning and stays in the journal. False: the file has errors, or cannot be
 * read; close the session all the same. */
bool session_open(Session *session, const Catalog *catalog, const char *path, bool keep,
                  Diagnostics *list);
void session_close(Session *session);

/* Does EDIT leave alone which files a design is made of? These are read when it is opened: a name that is not there
 * would keep the saved design from opening. */
bool session_may_edit(const Edit *edit, Error *err);
/* Check `before` → apply → check invariants → append to the journal, durable → version++.
 * When the journal cannot be written, the edit is made all the same, `why_not_kept` says why, and the next one tries again.
 * On success EDIT is emptied (its content moved to the history). An edit that changes nothing
 * succeeds and is not recorded. On failure nothing has changed. Operations on one field are
 * folded, see edit_normalise(). */
bool session_commit(Session *session, Edit *edit, Error *err);
bool session_keeps(const Session *session);             /* is every edit so far kept? */
/* Reads a script of the edit language and commits it with LABEL (NULL: made from the script). */
bool session_run(Session *session, const char *script, const char *label, Error *err);

/* From here on edits change the design alone; session_release() makes one kept edit of them all. In between there is
 * no undo and no saving. False: that edit was refused or cannot be kept, and the design is as it was before. */
void session_hold(Session *session);
bool session_release(Session *session, const char *label, Error *err);

/* Takes in what other terminals have committed since; *CHANGED (may be NULL) says whether there was anything.
 * Microseconds when there was not. */
bool session_refresh(Session *session, bool *changed, Error *err);

/* Takes back my latest edit that still stands; redo takes back the latest undo. False with an
 * error text when there is nothing, or someone has changed the same field since. */
bool session_undo(Session *session, Error *err);
bool session_redo(Session *session, Error *err);
/* What undo or redo would do: the label, or NULL when there is nothing. */
const char *session_undo_label(const Session *session);
const char *session_redo_label(const Session *session);
size_t session_undo_depth(const Session *session);
size_t session_redo_depth(const Session *session);

const Edit *session_last_edit(const Session *session);          /* the newest, held ones as one; NULL: none */
size_t session_differences(const Session *session);             /* elements that the file says otherwise */
bool session_dirty(const Session *session);             /* does the design differ from the file? */
/* Splices the difference into the file, atomically. A file that changed since it was read is merged first, as one edit:
 * what came from it is in TOLD (may be NULL). When both changed the same, MERGE_ASK saves nothing, leaves the design as it
 * is and says in TOLD what; otherwise SIDE stands. A file that says all this already is not rewritten. */
typedef enum MergeSide { MERGE_ASK, MERGE_OURS, MERGE_THEIRS } MergeSide;
bool session_save(Session *session, MergeSide side, Diagnostics *told, Error *err);
/* Saves under a new name, which must be free, and goes on there, with a journal of its own. */
bool session_save_as(Session *session, const char *path, Error *err);
/* Takes back all edits that are not in the file, as one edit: it can be undone. */
bool session_discard(Session *session, Error *err);

#endif
