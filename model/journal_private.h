/* What the files of the journal share: journal.c writes and reads edits, journal_find.c finds the
 * database of a design, journal_database.c says what is in one. */
#ifndef TROIKA_MODEL_JOURNAL_PRIVATE_H
#define TROIKA_MODEL_JOURNAL_PRIVATE_H

#include "model/database.h"
#include "model/journal.h"

typedef enum Statement {
	LAST_SEQ, INSERT_EDIT, FIND_UID, READ_EDITS,
	GET_ABOUT, PUT_ABOUT, GET_VIEW, PUT_VIEW, GET_BASE, PUT_BASE, UNSAVED,
	STATEMENT_COUNT
} Statement;

struct Journal {
	Database *db;           /* NULL: not made yet, or to be opened again */
	char *folder;           /* the state folder; owned, as all strings */
	char *path;             /* canonical, of the design */
	char *file;             /* the database, there or not */
	char *doubt;            /* path of a design that is gone and may be this one; NULL: none */
	char *mark;             /* of the design file that holds the base */
	bool mark_new;          /* the next edit stores it */
	int64_t seen;           /* seq of the newest edit this process knows */
	int64_t version;        /* of the database when that was so */
	bool behind;            /* the last append met edits it had not seen */
	char *first_base;       /* the base while there is no database */
	size_t first_length;
};

extern const DatabaseForm journal_form;

void journal_disconnect(Journal *journal);      /* closes the database; the rest stays */

/* A journal with its path, folder and nothing else. NULL: the error says why there can be none. */
Journal *journal_new(const char *path, Error *err);
/* Finds the database of the design and opens it. True and no db: there is none, `file` is a free name.
 * False: something stands there that cannot be used. */
bool journal_find_by_name(Journal *journal, Error *err);

/* Looks through the folder for the database that the design had before it was moved, and leaves it
 * open. With none, `file` is as before and nothing is open; `doubt` is then the path of a design that
 * may have been this one. */
bool journal_find_moved(Journal *journal);
/* Gives the open database to this path, and lets the name LINK lead to it. */
bool journal_take_over(Journal *journal, const char *link, Error *err);

bool journal_is_of_path(Journal *journal);      /* does the open database belong to this design? */
bool journal_base_is_content(Journal *journal); /* does the file hold exactly the base? */
/* A value with GET_ABOUT or GET_VIEW (the caller frees; NULL: none), and storing one. */
char *journal_get_pair(Journal *journal, Statement which, const char *key);
bool journal_put_pair(Database *db, Statement which, const char *key, const char *value);
bool journal_file_exists(const char *file);

#endif
