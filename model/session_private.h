/* The parts of a session among themselves. */
#ifndef TROIKA_MODEL_SESSION_PRIVATE_H
#define TROIKA_MODEL_SESSION_PRIVATE_H

#include "model/session.h"

bool file_absent(const char *path);
bool file_empty(const char *path);       /* made, and not written yet */
bool path_is_stdin(const char *path);
/* Closes the journal; WHY, which is emptied, becomes the sentence for the status line. */
void session_not_kept(Session *session, Error *why);
int64_t session_last_seq(const Session *session);       /* 0: no edit yet */

bool session_keep(Session *session, Error *err);        /* the edits that could not be kept when they were made */

/* Puts EDIT, which the design shows already, at the end of the history and empties it. */
void history_push(Session *session, Edit *edit);
/* Builds the stacks of undo and redo anew from the history, as far as its edits still follow from one another. */
void history_build(Session *session);
/* Adds who last changed the field that keeps EDIT from being applied: "; bob changed it (label)". */
void history_add_culprit(const Session *session, const Edit *edit, Text *out);
/* The newest edit that changed the field of OP; NULL: none. */
const Edit *history_last_change(const Session *session, const Op *op);
/* The fold of all edits that the file does not hold. */
void history_unsaved(const Session *session, Edit *out);

/* The catalogue of a design that is not there yet. */
const Catalog *session_new_catalog(Session *session, const char *path, Diagnostics *list);
/* Reads the file PATH into the design and the source, both of which are empty. */
bool session_read(Session *session, const char *path, Diagnostics *list);

/* The file has changed since it was read: brings what it says now into the design, as one edit, and *SOURCE is the
 * file as it is now. False: it cannot be read, or, with MERGE_ASK, what both have changed is in TOLD (may be NULL). */
bool session_merge(Session *session, MergeSide side, DesignSource *source, Diagnostics *told, Error *err);

/* Brings kept edits back: reads the journal into the history and applies to the design, which is
 * what the file says, the edits behind the base. */
bool recover(Session *session, Diagnostics *list, Error *err);

#endif
