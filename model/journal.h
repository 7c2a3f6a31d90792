/* The journal: every committed edit in SQLite, durable before it is shown.
 *
 * One database a design in $XDG_STATE_HOME/troika (0700, files 0600), journal_mode=TRUNCATE,
 * synchronous=FULL. History is append-only. A design is recognised by its path and
 * content; edits behind the last saved state come back on the next open. */
#ifndef TROIKA_MODEL_JOURNAL_H
#define TROIKA_MODEL_JOURNAL_H

#include "model/edit.h"
#include "model/error.h"

typedef struct Journal Journal;

/* Opens or makes the journal of the design file PATH. NULL: the error says why nothing can be kept. */
Journal *journal_open(const char *path, Error *err);
void journal_close(Journal *journal);

/* Appends EDIT durably and gives it seq. After a failure the edit is looked up by uid:
 * true only when it is there. */
bool journal_append(Journal *journal, Edit *edit, Error *err);

/* The base: the content of the file (hash, bytes) that edits with seq > *base_seq apply to. */
bool journal_base(Journal *journal, char **bytes, size_t *length, int64_t *base_seq, Error *err);
bool journal_set_base(Journal *journal, const char *bytes, size_t length, int64_t base_seq, Error *err);

/* Calls EACH for every edit in order; it may take the content of the edit by zeroing it. */
bool journal_each(Journal *journal, bool (*each)(Edit *edit, void *context, Error *err),
                  void *context, Error *err);

/* A small store beside the edits: the view (scroll, selection, open panel). */
bool journal_put(Journal *journal, const char *key, const char *value, Error *err);
char *journal_get(Journal *journal, const char *key);   /* the caller frees; NULL: none */

/* Where the journal of PATH would be (the caller frees), and removal of it. */
char *journal_path(const char *path, Error *err);
bool journal_forget(const char *path, Error *err);
bool journal_has_unsaved(const char *path);             /* kept edits newer than the file */

#endif
