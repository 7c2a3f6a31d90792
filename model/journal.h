/* The journal: every committed edit in SQLite, durable before it is shown.
 *
 * One database a design in $XDG_STATE_HOME/troika (0700, files 0600), journal_mode=TRUNCATE,
 * synchronous=FULL. History is append-only. A design is recognised by its path, after a move by
 * file identity and content together; edits behind the last saved state come back on the next
 * open. Looking at a design writes nothing: the database is made with the first edit. */
#ifndef TROIKA_MODEL_JOURNAL_H
#define TROIKA_MODEL_JOURNAL_H

#include "model/edit.h"
#include "model/error.h"

typedef struct Journal Journal;

/* Opens the journal of the design file PATH (which need not exist). NULL: the error says why
 * nothing can be kept; a damaged or foreign database is left as it is. */
Journal *journal_open(const char *path, Error *err);
void journal_close(Journal *journal);

/* Appends EDIT durably and gives it seq (and uid and time where they are missing). After a failed
 * COMMIT the edit is looked up by uid: true only when it is there. False with journal_behind():
 * another terminal was first; take its edits with journal_changes() and try again. */
bool journal_append(Journal *journal, Edit *edit, Error *err);
bool journal_behind(const Journal *journal);
int64_t journal_last(const Journal *journal);   /* seq of the newest edit this process knows; 0: none */

/* The base: the content of the file that edits with seq > *base_seq apply to. *BYTES is
 * terminated and the caller's; NULL: none was stored. */
bool journal_base(Journal *journal, char **bytes, size_t *length, int64_t *base_seq, Error *err);
/* Call it when the file has been read for the first time and after every save. */
bool journal_set_base(Journal *journal, const char *bytes, size_t length, int64_t base_seq, Error *err);

/* Calls EACH for every edit in order; it may take the content of the edit by zeroing it. */
typedef bool JournalEach(Edit *edit, void *context, Error *err);
bool journal_each(Journal *journal, JournalEach *each, void *context, Error *err);
/* The same for edits with seq > SINCE. */
bool journal_changes(Journal *journal, int64_t since, JournalEach *each, void *context, Error *err);
/* Has another process written since the last journal_each, journal_changes or append? Takes
 * microseconds: made to be asked a few times a second. */
bool journal_changed(Journal *journal);

/* A small store beside the edits: the view (scroll, selection, open panel). Before the first
 * edit there is nothing to keep it in: journal_put then does nothing and succeeds. */
bool journal_put(Journal *journal, const char *key, const char *value, Error *err);
char *journal_get(Journal *journal, const char *key);   /* the caller frees; NULL: none */

/* Kept there as well: kept edits that did not fit when the file had changed, all and those to be told, a line each:
 * "SEQ TEXT". misfits_each() reads such lines; NULL will do. */
#define JOURNAL_MISFITS "misfits"
#define JOURNAL_MISFITS_NOW "misfits-now"
void misfits_each(const char *lines, void (*each)(void *context, int64_t seq, const char *text), void *context);

const char *journal_file(const Journal *journal);       /* the database, there or not; borrowed */
/* Where the journal of PATH is or would be (the caller frees), and removal of it; that there is
 * none is no error. */
char *journal_path(const char *path, Error *err);
bool journal_forget(const char *path, Error *err);
bool journal_has_unsaved(const char *path);             /* kept edits newer than the file */

/* The old path of a design that has gone from its place, left unsaved edits, and had this content or
 * this file (borrowed), so that the program can ask whether it was moved here; NULL: no such
 * doubt. After closing the journal, journal_adopt() moves that journal to PATH. */
const char *journal_doubt(const Journal *journal);
bool journal_adopt(const char *path, const char *from, Error *err);

#endif
