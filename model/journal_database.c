/* The database of a journal: its tables, its statements, and the pairs of key and value in it. */
#include "model/journal_private.h"

#include <stdlib.h>

#include "model/memory.h"

static const char *const tables[] = {
	"CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
	"CREATE TABLE base(id INTEGER PRIMARY KEY, seq INTEGER, bytes BLOB)",
	("CREATE TABLE edits(seq INTEGER PRIMARY KEY, uid TEXT UNIQUE, time INTEGER, author TEXT, "
	 "label TEXT, undoes INTEGER, redoes INTEGER, ops TEXT)"),
	"CREATE TABLE view(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
};

static const char *const statements[STATEMENT_COUNT] = {
	[LAST_SEQ] = "SELECT max(seq) FROM edits",
	[INSERT_EDIT] = "INSERT INTO edits VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
	[FIND_UID] = "SELECT seq FROM edits WHERE uid = ?",
	[READ_EDITS] = ("SELECT seq, uid, time, author, label, undoes, redoes, ops FROM edits "
	                "WHERE seq > ? ORDER BY seq"),
	[GET_ABOUT] = "SELECT value FROM about WHERE key = ?",
	[PUT_ABOUT] = "INSERT OR REPLACE INTO about VALUES(?, ?)",
	[GET_VIEW] = "SELECT value FROM view WHERE key = ?",
	[PUT_VIEW] = "INSERT OR REPLACE INTO view VALUES(?, ?)",
	[GET_BASE] = "SELECT bytes, seq FROM base WHERE id = 1",
	[PUT_BASE] = "INSERT OR REPLACE INTO base VALUES(1, ?, ?)",
	[UNSAVED] = "SELECT count(*) FROM edits WHERE seq > ifnull((SELECT seq FROM base), 0)",
};

const DatabaseForm journal_form = {
	.name = "journal",
	.application = 0x54726b61,      /* "Trka" */
	.version = 1,
	.tables = tables, .table_count = sizeof tables / sizeof *tables,
	.statements = statements, .statement_count = STATEMENT_COUNT,
};

bool journal_put_pair(Database *db, Statement which, const char *key, const char *value)
{
	database_put_text(db, which, 1, key);
	database_put_text(db, which, 2, value);
	return database_run(db, which);
}

char *journal_get_pair(Journal *journal, Statement which, const char *key)
{
	char *value = NULL;

	database_put_text(journal->db, which, 1, key);
	if (database_row(journal->db, which))
		value = mem_copy(database_text(journal->db, which, 0, NULL));
	database_done(journal->db, which);
	return value;
}

void journal_disconnect(Journal *journal)
{
	database_close(journal->db);
	journal->db = NULL;
}

void journal_close(Journal *journal)
{
	if (!journal)
		return;
	journal_disconnect(journal);
	free(journal->folder);
	free(journal->path);
	free(journal->file);
	free(journal->doubt);
	free(journal->mark);
	free(journal->first_base);
	free(journal);
}
