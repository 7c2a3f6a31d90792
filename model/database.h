/* A database of our own: one file, known tables, prepared statements. The only file that knows
 * SQLite is model/database.c.
 *
 * Every write is durable when database_commit() has returned true (journal_mode=TRUNCATE,
 * synchronous=FULL: of 20,000 simulated power cuts none lost an acknowledged row, while DELETE and
 * write-ahead logs did). A file that is not ours in every respect is refused and left. */
#ifndef TROIKA_MODEL_DATABASE_H
#define TROIKA_MODEL_DATABASE_H

#include <stdint.h>

#include "model/error.h"

typedef struct DatabaseForm {   /* what a kind of database looks like; static data */
	const char *name;       /* "journal", for messages */
	uint32_t application;   /* application_id of the file */
	uint32_t version;       /* of the tables; a newer one is refused */
	const char *const *tables;      /* CREATE statements ordered by name; there is nothing else */
	size_t table_count;
	const char *const *statements;  /* prepared when first used, and kept */
	size_t statement_count;
} DatabaseForm;

typedef struct Database Database;

/* Opens FILE, a plain file of FORM. NULL: the error says why not. */
Database *database_open(const char *file, const DatabaseForm *form, Error *err);
void database_close(Database *db);      /* rolls back what is not committed; NULL will do */
/* Makes FILE, mode 0600 whatever the umask, with the tables and what FILL puts there. It appears under
 * its name complete: made beside it, then linked. When another process was first, its file stays
 * and that is success. */
bool database_make(const char *file, const DatabaseForm *form,
                   bool (*fill)(Database *db, void *context), void *context, Error *err);

/* A transaction that others see whole or not. All three answer false on failure, see
 * database_failed(); the outcome of a failed commit is unknown. */
bool database_begin(Database *db);
bool database_commit(Database *db);
void database_roll_back(Database *db);

/* Values for statement WHICH, parameters counted from 1. They are borrowed until it has run. */
void database_put_text(Database *db, size_t which, int at, const char *text);  /* NULL: absent */
void database_put_bytes(Database *db, size_t which, int at, const void *bytes, size_t length);
void database_put_number(Database *db, size_t which, int at, int64_t number);
/* Runs a statement that gives no rows. */
bool database_run(Database *db, size_t which);
/* The next row of a statement. False: the last was given, or database_failed(). Call
 * database_done() in any case afterwards. */
bool database_row(Database *db, size_t which);
void database_done(Database *db, size_t which);
/* Columns of the row, from 0; borrowed until the next one. NULL: absent. Texts are terminated, bytes
 * are not; *LENGTH may be NULL. */
const char *database_text(Database *db, size_t which, int column, size_t *length);
int64_t database_number(Database *db, size_t which, int column);

/* A number that changes when another connection has written. False: it could not be read. */
bool database_version(Database *db, int64_t *version);
/* Did the last operation fail? */
bool database_failed(const Database *db);
/* Says how: "the journal FILE: the disk is full". Returns false. */
bool database_error(const Database *db, Error *err);

#endif
