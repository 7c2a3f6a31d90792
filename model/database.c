/* SQLite behind a narrow door.
 *
 * The header of a file is read before SQLite opens it, so that a foreign file is refused untouched
 * and a write-ahead log beside it is never followed. */
#include "model/database.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "model/memory.h"
#include "model/state_folder.h"
#include "model/text.h"

enum {
	WAIT_MS = 3000,                 /* for another process, in all */
	WAIT_STEP_US = 200,             /* shortest wait; the longest is ten times that */
	HEADER_SIZE = 100               /* of the file: https://www.sqlite.org/fileformat2.html */
};

struct Database {
	sqlite3 *sqlite;
	const DatabaseForm *form;
	char *file;             /* owned */
	sqlite3_stmt **statements;      /* as many as the form has, NULL until used; owned */
	sqlite3_stmt *version;  /* PRAGMA data_version */
	int rc;                 /* of the last operation; SQLITE_OK, _ROW and _DONE are good */
	int64_t wait_began;     /* of the busy handler, in milliseconds */
	uint32_t chance;        /* its random numbers */
};

/* --- failing and waiting ----------------------------------------------------------------- */

static const char *reason(sqlite3 *sqlite, int rc)
{
	if (rc == SQLITE_READONLY_DBMOVED)
		return "the file was moved or removed";
	switch (rc & 0xff) {
	case SQLITE_FULL:
		return "the disk is full";
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return "another program holds it";
	case SQLITE_READONLY:
	case SQLITE_PERM:
		return "it is read-only";
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return "it is damaged";
	case SQLITE_IOERR:
		return rc == SQLITE_IOERR_NOMEM ? "out of memory" : "the disk reports an error";
	case SQLITE_CANTOPEN:
		return "the file cannot be opened";
	}
	return sqlite ? sqlite3_errmsg(sqlite) : sqlite3_errstr(rc);
}

static bool say(const Database *db, int rc, Error *err)
{
	return error_set(err, "the %s %s: %s", db->form->name, db->file, reason(db->sqlite, rc));
}

bool database_error(const Database *db, Error *err)
{
	return say(db, db->rc, err);
}

static bool is_good(int rc)
{
	return rc == SQLITE_OK || rc == SQLITE_ROW || rc == SQLITE_DONE;
}

bool database_failed(const Database *db)
{
	return !is_good(db->rc);
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits a random moment: equal steps starve one of two writers. */
static int wait_for_lock(void *context, int times)
{
	Database *db = context;
	struct timespec pause = {0};

	if (times == 0)
		db->wait_began = now_ms();
	if (now_ms() - db->wait_began >= WAIT_MS)
		return 0;
	db->chance = db->chance * 1664525u + 1013904223u;
	pause.tv_nsec = (WAIT_STEP_US + (long)((db->chance >> 8) % (9 * WAIT_STEP_US))) * 1000;
	nanosleep(&pause, NULL);
	return 1;
}

/* --- is it ours? ------------------------------------------------------------------------- */

static uint32_t big_endian(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* Reads the header through SQLite's own file layer: closing a descriptor of our own would take
 * away the locks of a connection that this process has on the same file. */
static int read_header(const char *file, unsigned char header[HEADER_SIZE])
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	const char *name = sqlite3_create_filename(file, "", "", 0, NULL);
	sqlite3_file *handle = mem_alloc((size_t)vfs->szOsFile);
	int rc = name ? vfs->xOpen(vfs, name, handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL)
	              : SQLITE_NOMEM;

	if (rc == SQLITE_OK)
		rc = handle->pMethods->xRead(handle, header, HEADER_SIZE, 0);
	if (handle->pMethods)
		handle->pMethods->xClose(handle);
	free(handle);
	sqlite3_free_filename(name);
	return rc;
}

static bool header_ours(const Database *db, Error *err)
{
	unsigned char header[HEADER_SIZE];
	int rc = read_header(db->file, header);
	const DatabaseForm *form = db->form;

	if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ)
		return say(db, rc, err);
	if (rc == SQLITE_IOERR_SHORT_READ || memcmp(header, "SQLite format 3", 16) != 0 ||
	    big_endian(header + 68) != form->application || header[18] != 1 || header[19] != 1)
		return error_set(err, "%s: not a %s of troika, or damaged; move it away", db->file, form->name);
	if (big_endian(header + 60) > form->version)
		return error_set(err, "the %s %s: written by a newer troika (version %u); update troika",
		                 form->name, db->file, big_endian(header + 60));
	return true;
}

/* Only a plain file is opened, never a pipe, a device or a link. */
static bool file_ours(const Database *db, Error *err)
{
	const char *name = db->form->name;
	struct stat st;

	if (lstat(db->file, &st) < 0)
		return error_set(err, "the %s %s: %s", name, db->file, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return error_set(err, "%s: not a plain file; move it away", db->file);
	if ((st.st_mode & 077) && chmod(db->file, 0600) < 0)
		return error_set(err, "the %s %s: cannot be made private: %s", name, db->file, strerror(errno));
	return true;
}

/* Views, triggers and tables that we did not make could say anything. */
static bool schema_ours(Database *db, Error *err)
{
	sqlite3_stmt *schema = NULL;
	size_t count = 0;
	int rc;

	sqlite3_prepare_v2(db->sqlite, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
	                   "OR type <> 'index' ORDER BY name", -1, &schema, NULL);
	if (!schema)
		return say(db, sqlite3_extended_errcode(db->sqlite), err);
	while ((rc = sqlite3_step(schema)) == SQLITE_ROW) {
		const char *sql = (const char *)sqlite3_column_text(schema, 0);

		if (count >= db->form->table_count || !text_equal(sql, db->form->tables[count]))
			break;
		count++;
	}
	sqlite3_finalize(schema);
	if (!is_good(rc))
		return say(db, rc, err);
	return (rc == SQLITE_DONE && count == db->form->table_count) ||
	       error_set(err, "%s: not a %s of troika: unknown tables; move it away", db->file, db->form->name);
}

/* --- opening ----------------------------------------------------------------------------- */

static Database *new_database(const char *file, const DatabaseForm *form)
{
	Database *db = mem_alloc(sizeof *db);

	db->form = form;
	db->file = mem_copy(file);
	db->statements = mem_alloc(form->statement_count * sizeof *db->statements);
	db->chance = (uint32_t)getpid() * 2654435761u;
	return db;
}

void database_close(Database *db)
{
	if (!db)
		return;
	for (size_t i = 0; i < db->form->statement_count; i++)
		sqlite3_finalize(db->statements[i]);
	sqlite3_finalize(db->version);
	sqlite3_close(db->sqlite);
	free(db->statements);
	free(db->file);
	free(db);
}

static bool connect(Database *db, Error *err)
{
	static const char setup[] =
		"PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF;"
		"PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0";

	db->rc = sqlite3_open_v2(db->file, &db->sqlite, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (db->rc == SQLITE_OK) {
		sqlite3_extended_result_codes(db->sqlite, 1);
		sqlite3_busy_handler(db->sqlite, wait_for_lock, db);
		sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
		sqlite3_db_config(db->sqlite, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
		db->rc = sqlite3_exec(db->sqlite, setup, NULL, NULL, NULL);
	}
	return db->rc == SQLITE_OK || say(db, db->rc, err);
}

Database *database_open(const char *file, const DatabaseForm *form, Error *err)
{
	Database *db = new_database(file, form);

	if (file_ours(db, err) && header_ours(db, err) && connect(db, err) && schema_ours(db, err))
		return db;
	database_close(db);
	return NULL;
}

/* --- making ------------------------------------------------------------------------------ */

static bool make_tables(Database *db)
{
	char sql[96];

	database_begin(db);
	for (size_t i = 0; i < db->form->table_count && db->rc == SQLITE_OK; i++)
		db->rc = sqlite3_exec(db->sqlite, db->form->tables[i], NULL, NULL, NULL);
	snprintf(sql, sizeof sql, "PRAGMA application_id=%u; PRAGMA user_version=%u",
	         db->form->application, db->form->version);
	if (db->rc == SQLITE_OK)
		db->rc = sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL);
	return db->rc == SQLITE_OK;
}

static bool make_empty(const Database *db, Error *err)
{
	int fd = open(db->file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool ok = fd >= 0 && fchmod(fd, 0600) == 0;

	if (!ok)
		error_set(err, "the %s %s: %s", db->form->name, db->file, strerror(errno));
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool exists(const char *file)
{
	struct stat st;

	return lstat(file, &st) == 0;
}

/* Gives the complete database FRESH its name, unless another process was first with its own. */
static bool give_name(const Database *fresh, const char *file, Error *err)
{
	const char *slash = strrchr(file, '/');
	char *folder;

	if (link(fresh->file, file) < 0 && errno != EEXIST) {
		/* a file system without links: the name was free a moment ago */
		if (exists(file) || rename(fresh->file, file) < 0)
			return exists(file) ||
			       error_set(err, "the %s %s: %s", fresh->form->name, file, strerror(errno));
	}
	folder = mem_copy_n(file, slash ? (size_t)(slash - file) + 1 : 0);
	state_folder_sync(folder);
	free(folder);
	return true;
}

static void remove_with_rollback_file(const char *file)
{
	Text text = {0};

	unlink(file);
	text_addf(&text, "%s-journal", file);
	unlink(text_str(&text));
	text_clear(&text);
}

bool database_make(const char *file, const DatabaseForm *form,
                   bool (*fill)(Database *db, void *context), void *context, Error *err)
{
	char uid[33], *name;
	Text fresh = {0};
	Database *db;
	bool ok;

	random_hex(uid);
	text_addf(&fresh, "%s.new-%s", file, uid);
	name = text_take(&fresh);
	db = new_database(name, form);
	ok = make_empty(db, err) && connect(db, err);
	if (ok && !(make_tables(db) && fill(db, context) && database_commit(db)))
		ok = database_error(db, err);
	ok = ok && give_name(db, file, err);
	database_close(db);
	remove_with_rollback_file(name);
	free(name);
	return ok;
}

/* --- statements -------------------------------------------------------------------------- */

static sqlite3_stmt *prepare(Database *db, const char *sql, sqlite3_stmt **kept)
{
	if (!*kept)
		db->rc = sqlite3_prepare_v3(db->sqlite, sql, -1, SQLITE_PREPARE_PERSISTENT, kept, NULL);
	return *kept;
}

/* The statement WHICH; NULL: the database cannot be read, and rc says so. */
static sqlite3_stmt *statement(Database *db, size_t which)
{
	return prepare(db, db->form->statements[which], &db->statements[which]);
}

void database_put_text(Database *db, size_t which, int at, const char *text)
{
	sqlite3_stmt *prepared = statement(db, which);

	if (prepared && text)
		sqlite3_bind_text64(prepared, at, text, strlen(text), SQLITE_STATIC, SQLITE_UTF8);
}

void database_put_bytes(Database *db, size_t which, int at, const void *bytes, size_t length)
{
	sqlite3_stmt *prepared = statement(db, which);

	if (prepared)
		sqlite3_bind_blob64(prepared, at, bytes, length, SQLITE_STATIC);
}

void database_put_number(Database *db, size_t which, int at, int64_t number)
{
	sqlite3_stmt *prepared = statement(db, which);

	if (prepared)
		sqlite3_bind_int64(prepared, at, number);
}

bool database_row(Database *db, size_t which)
{
	sqlite3_stmt *prepared = statement(db, which);

	if (prepared)
		db->rc = sqlite3_step(prepared);
	return prepared && db->rc == SQLITE_ROW;
}

void database_done(Database *db, size_t which)
{
	sqlite3_reset(db->statements[which]);
	sqlite3_clear_bindings(db->statements[which]);
}

bool database_run(Database *db, size_t which)
{
	database_row(db, which);
	database_done(db, which);
	return !database_failed(db);
}

const char *database_text(Database *db, size_t which, int column, size_t *length)
{
	sqlite3_stmt *row = db->statements[which];
	int type = sqlite3_column_type(row, column);
	const void *text;

	if (type == SQLITE_NULL)
		return NULL;
	text = type == SQLITE_BLOB ? sqlite3_column_blob(row, column) : sqlite3_column_text(row, column);
	if (length)
		*length = (size_t)sqlite3_column_bytes(row, column);
	return text ? text : "";
}

int64_t database_number(Database *db, size_t which, int column)
{
	return sqlite3_column_int64(db->statements[which], column);
}

static bool execute(Database *db, const char *sql)
{
	db->rc = sqlite3_exec(db->sqlite, sql, NULL, NULL, NULL);
	return db->rc == SQLITE_OK;
}

bool database_begin(Database *db)
{
	return execute(db, "BEGIN IMMEDIATE");
}

bool database_commit(Database *db)
{
	return execute(db, "COMMIT");
}

void database_roll_back(Database *db)
{
	sqlite3_exec(db->sqlite, "ROLLBACK", NULL, NULL, NULL);
}

bool database_version(Database *db, int64_t *version)
{
	bool good = prepare(db, "PRAGMA data_version", &db->version) &&
	            (db->rc = sqlite3_step(db->version)) == SQLITE_ROW;

	if (good)
		*version = sqlite3_column_int64(db->version, 0);
	sqlite3_reset(db->version);
	return good;
}
