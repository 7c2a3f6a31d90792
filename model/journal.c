/* The journal in SQLite: one connection, prepared statements, one row an edit.
 *
 * A database appears under its name complete (made beside it and linked), so that what stands
 * there is ours or is refused. A failed COMMIT says nothing: the connection is opened anew and the
 * uid looked up. The names are hashes of paths; the path inside is what counts, because a database
 * cannot be renamed while another process may have it open: a moved design gets a symbolic link. */
#include "model/journal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "model/edit_record.h"
#include "model/memory.h"
#include "model/state_folder.h"
#include "model/text.h"

enum {
	APPLICATION_ID = 0x54726b61,    /* "Trka" */
	VERSION = 1,                    /* of the tables */
	NAMES_OF_A_PATH = 8,            /* databases whose paths have one hash, or that moved away */
	SCAN_MOST = 4096,               /* databases looked at to find a moved design */
	WAIT_MS = 3000,                 /* for another process, in all */
	WAIT_STEP_US = 200,             /* shortest wait; the longest is ten times that */
	HEADER_SIZE = 100               /* of the file: https://www.sqlite.org/fileformat2.html */
};

/* What sqlite_schema holds, ordered by name; anything else is not ours. */
static const char *const tables[] = {
	"CREATE TABLE about(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
	"CREATE TABLE base(id INTEGER PRIMARY KEY, seq INTEGER, bytes BLOB)",
	("CREATE TABLE edits(seq INTEGER PRIMARY KEY, uid TEXT UNIQUE, time INTEGER, author TEXT, "
	 "label TEXT, undoes INTEGER, redoes INTEGER, ops TEXT)"),
	"CREATE TABLE view(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
};
enum { TABLE_COUNT = sizeof tables / sizeof *tables };

typedef enum Statement {
	BEGIN, COMMIT, ROLLBACK, LAST_SEQ, INSERT_EDIT, FIND_UID, READ_EDITS,
	GET_ABOUT, PUT_ABOUT, GET_VIEW, PUT_VIEW, GET_BASE, PUT_BASE, UNSAVED, DATA_VERSION,
	STATEMENT_COUNT
} Statement;

static const char *const statement_sql[STATEMENT_COUNT] = {
	[BEGIN] = "BEGIN IMMEDIATE",
	[COMMIT] = "COMMIT",
	[ROLLBACK] = "ROLLBACK",
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
	[DATA_VERSION] = "PRAGMA data_version",
};

struct Journal {
	sqlite3 *db;            /* NULL: not made yet, or to be opened again */
	char *folder;           /* the state folder; owned, as all strings */
	char *path;             /* canonical, of the design */
	char *file;             /* the database, there or not */
	char *mark;             /* of the design file that holds the base; owned as well */
	bool mark_new;          /* the next edit stores it */
	sqlite3_stmt *statements[STATEMENT_COUNT];
	int64_t seen;           /* seq of the newest edit this process knows */
	int64_t data_version;   /* of the database when that was so */
	bool behind;            /* the last append met edits it had not seen */
	char *first_base;       /* the base while there is no database */
	size_t first_length;
	int64_t wait_began;     /* of the busy handler, in milliseconds */
	uint32_t chance;        /* its random numbers */
};

/* --- one database connection ------------------------------------------------------------- */

static int64_t now_ms(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits a random moment: equal steps starve one of two writers. */
static int wait_for_lock(void *context, int times)
{
	Journal *journal = context;
	struct timespec pause = {0};

	if (times == 0)
		journal->wait_began = now_ms(CLOCK_MONOTONIC);
	if (now_ms(CLOCK_MONOTONIC) - journal->wait_began >= WAIT_MS)
		return 0;
	journal->chance = journal->chance * 1664525u + 1013904223u;
	pause.tv_nsec = (WAIT_STEP_US + (long)((journal->chance >> 8) % (9 * WAIT_STEP_US))) * 1000;
	nanosleep(&pause, NULL);
	return 1;
}

static const char *reason(sqlite3 *db, int rc)
{
	switch (rc) {
	case SQLITE_READONLY_DBMOVED:
		return "the file was moved or removed";
	case SQLITE_IOERR_NOMEM:
		return "out of memory";
	}
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
		return "the disk reports an error";
	case SQLITE_CANTOPEN:
		return "the file cannot be opened";
	}
	return db ? sqlite3_errmsg(db) : sqlite3_errstr(rc);
}

static bool failed(const Journal *journal, int rc, Error *err)
{
	return error_set(err, "the journal %s: %s", journal->file, reason(journal->db, rc));
}

static void disconnect(Journal *journal)
{
	for (int i = 0; i < STATEMENT_COUNT; i++) {
		sqlite3_finalize(journal->statements[i]);
		journal->statements[i] = NULL;
	}
	sqlite3_close(journal->db);
	journal->db = NULL;
}

/* The statement WHICH, prepared once and kept; NULL: the database cannot be read. */
static sqlite3_stmt *statement(Journal *journal, Statement which)
{
	sqlite3_stmt **kept = &journal->statements[which];

	if (!*kept)
		sqlite3_prepare_v3(journal->db, statement_sql[which], -1,
		                   SQLITE_PREPARE_PERSISTENT, kept, NULL);
	return *kept;
}

/* One step of WHICH: SQLITE_ROW, SQLITE_DONE or an error. */
static int step(Journal *journal, Statement which)
{
	sqlite3_stmt *prepared = statement(journal, which);

	return prepared ? sqlite3_step(prepared) : sqlite3_extended_errcode(journal->db);
}

static void reset(Journal *journal, Statement which)
{
	sqlite3_reset(journal->statements[which]);
	sqlite3_clear_bindings(journal->statements[which]);
}

/* Runs what gives no row. SQLITE_OK or an error. */
static int run(Journal *journal, Statement which)
{
	int rc = step(journal, which);

	reset(journal, which);
	return rc == SQLITE_DONE || rc == SQLITE_ROW ? SQLITE_OK : rc;
}

static void bind_text(sqlite3_stmt *prepared, int at, const char *text)
{
	if (text)
		sqlite3_bind_text64(prepared, at, text, strlen(text), SQLITE_STATIC, SQLITE_UTF8);
}

/* Puts a pair with PUT_ABOUT or PUT_VIEW. */
static int put_pair(Journal *journal, Statement which, const char *key, const char *value)
{
	sqlite3_stmt *prepared = statement(journal, which);

	if (!prepared)
		return sqlite3_extended_errcode(journal->db);
	bind_text(prepared, 1, key);
	bind_text(prepared, 2, value);
	return run(journal, which);
}

static char *column_copy(sqlite3_stmt *prepared, int column)
{
	return mem_copy((const char *)sqlite3_column_text(prepared, column));
}

/* A value with GET_ABOUT or GET_VIEW; NULL: none. */
static char *get_pair(Journal *journal, Statement which, const char *key)
{
	sqlite3_stmt *prepared = statement(journal, which);
	char *value = NULL;

	if (!prepared)
		return NULL;
	bind_text(prepared, 1, key);
	if (sqlite3_step(prepared) == SQLITE_ROW)
		value = column_copy(prepared, 0);
	reset(journal, which);
	return value;
}

/* The first number of the first row of WHICH. */
static bool get_number(Journal *journal, Statement which, int64_t *number, Error *err)
{
	int rc = step(journal, which);

	if (rc == SQLITE_ROW)
		*number = sqlite3_column_int64(journal->statements[which], 0);
	reset(journal, which);
	return rc == SQLITE_ROW || failed(journal, rc, err);
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

static bool header_ours(const Journal *journal, Error *err)
{
	unsigned char header[HEADER_SIZE];
	int rc = read_header(journal->file, header);

	if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ)
		return failed(journal, rc, err);
	if (rc == SQLITE_IOERR_SHORT_READ || memcmp(header, "SQLite format 3", 16) != 0 ||
	    big_endian(header + 68) != APPLICATION_ID || header[18] != 1 || header[19] != 1)
		return error_set(err, "%s: not a journal of troika, or damaged; move it away",
		                 journal->file);
	if (big_endian(header + 60) > VERSION)
		return error_set(err, "the journal %s: written by a newer troika (version %u); update troika",
		                 journal->file, big_endian(header + 60));
	return true;
}

/* Only a plain file of ours in our folder is opened, never a pipe, a device or a link out. */
static bool file_ours(const char *file, Error *err)
{
	struct stat st;

	if (lstat(file, &st) < 0)
		return error_set(err, "the journal %s: %s", file, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return error_set(err, "%s: not a plain file; move it away", file);
	if ((st.st_mode & 077) && chmod(file, 0600) < 0)
		return error_set(err, "the journal %s: cannot be made private: %s", file, strerror(errno));
	return true;
}

static bool schema_ours(Journal *journal, Error *err)
{
	sqlite3_stmt *schema = NULL;
	size_t count = 0;
	int rc;

	sqlite3_prepare_v2(journal->db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
	                   "OR type <> 'index' ORDER BY name", -1, &schema, NULL);
	if (!schema)
		return failed(journal, sqlite3_extended_errcode(journal->db), err);
	while ((rc = sqlite3_step(schema)) == SQLITE_ROW) {
		const char *sql = (const char *)sqlite3_column_text(schema, 0);

		if (count >= TABLE_COUNT || !text_equal(sql, tables[count]))
			break;
		count++;
	}
	sqlite3_finalize(schema);
	if (rc != SQLITE_DONE && rc != SQLITE_ROW)
		return failed(journal, rc, err);
	return (rc == SQLITE_DONE && count == TABLE_COUNT) ||
	       error_set(err, "%s: not a journal of troika: unknown tables; move it away", journal->file);
}

/* Opens journal->file, which must exist, and sets the connection up. */
static bool connect_raw(Journal *journal, Error *err)
{
	static const char setup[] =
		"PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF;"
		"PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0";
	int rc = sqlite3_open_v2(journal->file, &journal->db,
	                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

	if (rc == SQLITE_OK) {
		sqlite3_extended_result_codes(journal->db, 1);
		sqlite3_busy_handler(journal->db, wait_for_lock, journal);
		sqlite3_db_config(journal->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		sqlite3_db_config(journal->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
		sqlite3_db_config(journal->db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
		rc = sqlite3_exec(journal->db, setup, NULL, NULL, NULL);
	}
	if (rc == SQLITE_OK)
		return true;
	failed(journal, rc, err);
	disconnect(journal);
	return false;
}

static bool connect(Journal *journal, Error *err)
{
	if (!file_ours(journal->file, err) || !header_ours(journal, err) || !connect_raw(journal, err))
		return false;
	if (schema_ours(journal, err))
		return true;
	disconnect(journal);
	return false;
}

/* --- finding the database of a design ---------------------------------------------------- */

static void set_file(Journal *journal, const char *name)
{
	Text text = {0};

	text_addf(&text, "%s/%s", journal->folder, name);
	free(journal->file);
	journal->file = text_take(&text);
}

/* The NTH name for a database of this path, from 0. */
static void set_nth_file(Journal *journal, int nth)
{
	char name[64];

	if (nth == 0)
		snprintf(name, sizeof name, "%016llx.db", (unsigned long long)hash_long(journal->path));
	else
		snprintf(name, sizeof name, "%016llx-%d.db",
		         (unsigned long long)hash_long(journal->path), nth + 1);
	set_file(journal, name);
}

/* Follows the link that a move left; it must lead to a plain name in the folder. */
static bool follow_link(Journal *journal, Error *err)
{
	char name[NAME_MAX + 1];
	ssize_t length = readlink(journal->file, name, sizeof name - 1);

	if (length < 0)
		return true;
	name[length] = '\0';
	if (strchr(name, '/') || !text_ends(name, ".db"))
		return error_set(err, "%s: a link that leads elsewhere; move it away", journal->file);
	set_file(journal, name);
	return true;
}

static bool exists(const char *file)
{
	struct stat st;

	return lstat(file, &st) == 0;
}

/* Does the database that is open belong to this design? */
static bool is_of_path(Journal *journal)
{
	char *path = get_pair(journal, GET_ABOUT, "path");
	bool same = text_equal(path, journal->path);

	free(path);
	return same;
}

/* Looks under the names of the path. True and no db: none there, journal->file is a free name.
 * False: something stands there that cannot be used. */
static bool find_by_name(Journal *journal, Error *err)
{
	int free_name = -1;

	for (int nth = 0; nth < NAMES_OF_A_PATH; nth++) {
		set_nth_file(journal, nth);
		if (!exists(journal->file)) {
			if (free_name < 0)
				free_name = nth;
			continue;
		}
		if (!follow_link(journal, err))
			return false;
		if (!exists(journal->file))
			continue;               /* the link of a journal that was forgotten */
		if (!connect(journal, err))
			return false;
		if (is_of_path(journal))
			return true;
		disconnect(journal);
	}
	if (free_name < 0)
		return error_set(err, "%s: no name is left for the journal; clear the folder",
		                 journal->folder);
	set_nth_file(journal, free_name);
	return true;
}

static bool base_is_content(Journal *journal, const char *path)
{
	sqlite3_stmt *prepared = statement(journal, GET_BASE);
	bool same = false;

	if (prepared && sqlite3_step(prepared) == SQLITE_ROW) {
		const void *bytes = sqlite3_column_blob(prepared, 0);
		int length = sqlite3_column_bytes(prepared, 0);

		same = length > 0 && path_holds(path, bytes, (size_t)length);
	}
	reset(journal, GET_BASE);
	return same;
}

static bool unsaved(Journal *journal)
{
	int64_t count = 0;

	return get_number(journal, UNSAVED, &count, NULL) && count > 0;
}

typedef enum Kinship { STRANGER, DOUBTFUL, SAME } Kinship;

/* Is the open database that of this design before it was moved? SAME only when the file is the
 * very inode in its very state with the very content, and nothing stands at the old path: an
 * inode alone is given to the next file, content alone to every copy of a template. */
static Kinship kinship(Journal *journal, const char *mark)
{
	char *old = get_pair(journal, GET_ABOUT, "path");
	char *old_mark = old ? path_mark(old) : NULL, *kept = get_pair(journal, GET_ABOUT, "mark");
	bool content = base_is_content(journal, journal->path);
	bool file = kept && mark_same_file(kept, mark);
	Kinship kin = STRANGER;

	if (text_equal(old, journal->path))
		kin = SAME;             /* its link is gone */
	else if (!old || *old_mark)
		kin = STRANGER;         /* a copy: the design is still where it was */
	else if (content && file && text_equal(kept, mark))
		kin = SAME;
	else if ((content || file) && unsaved(journal))
		kin = DOUBTFUL;
	free(old);
	free(old_mark);
	free(kept);
	return kin;
}

/* Looks through the folder for a database of kinship WANTED and leaves it open. With none,
 * journal->file is as before and nothing is open. */
static bool find_by_kinship(Journal *journal, Kinship wanted)
{
	DIR *dir = opendir(journal->folder);
	char *name = mem_copy(journal->file), *mark = path_mark(journal->path);
	const struct dirent *entry;
	bool found = false;

	for (int i = 0; dir && *mark && !found && i < SCAN_MOST && (entry = readdir(dir)); i++) {
		if (!text_ends(entry->d_name, ".db"))
			continue;
		set_file(journal, entry->d_name);
		if (!connect(journal, NULL))
			continue;
		found = kinship(journal, mark) == wanted;
		if (!found)
			disconnect(journal);
	}
	if (dir)
		closedir(dir);
	if (!found) {
		free(journal->file);
		journal->file = mem_copy(name);
	}
	free(name);
	free(mark);
	return found;
}

/* Gives the open database to this path: the path inside, and a link under the name LINK. */
static bool adopt(Journal *journal, const char *link, Error *err)
{
	const char *slash = strrchr(journal->file, '/');
	int rc = put_pair(journal, PUT_ABOUT, "path", journal->path);

	if (rc != SQLITE_OK)
		return failed(journal, rc, err);
	if (symlink(slash + 1, link) == 0)      /* without it the folder is searched again */
		state_folder_sync(journal->folder);
	return true;
}

static Journal *new_journal(const char *path, Error *err)
{
	Journal *journal;
	char *canonical, *folder;

	if (strcmp(path, "-") == 0) {
		error_set(err, "edits of standard input are not kept; save them to a file");
		return NULL;
	}
	canonical = path_canonical(path, err);
	folder = canonical ? state_folder(err) : NULL;
	if (!folder) {
		free(canonical);
		return NULL;
	}
	journal = mem_alloc(sizeof *journal);
	journal->path = canonical;
	journal->folder = folder;
	journal->chance = (uint32_t)getpid() * 2654435761u;
	return journal;
}

void journal_close(Journal *journal)
{
	if (!journal)
		return;
	disconnect(journal);
	free(journal->folder);
	free(journal->path);
	free(journal->file);
	free(journal->mark);
	free(journal->first_base);
	free(journal);
}

/* Remembers up to where this process knows the edits, and the file if it holds the base. */
static bool take_over(Journal *journal, Error *err)
{
	char *mark = path_mark(journal->path), *kept = get_pair(journal, GET_ABOUT, "mark");

	journal->mark_new = !text_equal(mark, kept) && base_is_content(journal, journal->path);
	journal->mark = mark;
	free(kept);
	return get_number(journal, DATA_VERSION, &journal->data_version, err) &&
	       get_number(journal, LAST_SEQ, &journal->seen, err);
}

Journal *journal_open(const char *path, Error *err)
{
	Journal *journal = new_journal(path, err);

	if (!journal)
		return NULL;
	if (state_folder_make(journal->folder, err) && find_by_name(journal, err)) {
		char *name = mem_copy(journal->file);
		bool ok = journal->db || !find_by_kinship(journal, SAME) || adopt(journal, name, err);

		free(name);
		if (ok && (!journal->db || take_over(journal, err)))
			return journal;
	}
	journal_close(journal);
	return NULL;
}

/* --- making a database ------------------------------------------------------------------- */

static int put_base(Journal *journal, const char *bytes, size_t length, int64_t seq)
{
	sqlite3_stmt *prepared = statement(journal, PUT_BASE);
	int rc;

	if (!prepared)
		return sqlite3_extended_errcode(journal->db);
	sqlite3_bind_int64(prepared, 1, seq);
	sqlite3_bind_blob64(prepared, 2, bytes, length, SQLITE_STATIC);
	rc = run(journal, PUT_BASE);
	if (rc == SQLITE_OK)
		rc = put_pair(journal, PUT_ABOUT, "mark", journal->mark);
	return rc;
}

static int make_tables(Journal *journal)
{
	char sql[96];
	int rc = run(journal, BEGIN);

	for (size_t i = 0; i < TABLE_COUNT && rc == SQLITE_OK; i++)
		rc = sqlite3_exec(journal->db, tables[i], NULL, NULL, NULL);
	snprintf(sql, sizeof sql, "PRAGMA application_id=%d; PRAGMA user_version=%d",
	         APPLICATION_ID, VERSION);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(journal->db, sql, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = put_pair(journal, PUT_ABOUT, "path", journal->path);
	if (rc == SQLITE_OK && journal->first_base)
		rc = put_base(journal, journal->first_base, journal->first_length, 0);
	return rc == SQLITE_OK ? run(journal, COMMIT) : rc;
}

/* Makes the whole database in journal->file, an empty new file. */
static bool make_complete(Journal *journal, Error *err)
{
	int fd = open(journal->file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	int rc;

	if (fd < 0 || fchmod(fd, 0600) < 0) {
		error_set(err, "the journal %s: %s", journal->file, strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	close(fd);
	if (!connect_raw(journal, err))
		return false;
	rc = make_tables(journal);
	if (rc != SQLITE_OK)
		failed(journal, rc, err);
	disconnect(journal);
	return rc == SQLITE_OK;
}

/* Gives the complete database FRESH its name, unless another process was first with its own. */
static bool give_name(const char *fresh, const char *file, const char *folder, Error *err)
{
	if (link(fresh, file) < 0 && errno != EEXIST) {
		/* a file system without links: the name was free a moment ago */
		if (exists(file) || rename(fresh, file) < 0)
			return exists(file) ||
			       error_set(err, "the journal %s: %s", file, strerror(errno));
	}
	state_folder_sync(folder);
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

/* Makes the database under a name of its own and links it: whoever sees the name sees it whole. */
static bool make_database(Journal *journal, Error *err)
{
	char *file = journal->file, uid[33];
	Text fresh = {0};
	bool ok;

	random_hex(uid);
	text_addf(&fresh, "%s.new-%s", file, uid);
	journal->file = text_take(&fresh);
	ok = make_complete(journal, err) && give_name(journal->file, file, journal->folder, err);
	remove_with_rollback_file(journal->file);
	free(journal->file);
	journal->file = file;
	return ok;
}

/* An open database to write to, made or opened again where that is needed. */
static bool ready(Journal *journal, Error *err)
{
	if (journal->db)
		return true;
	if (!exists(journal->file)) {
		if (journal->seen)
			return error_set(err, "the journal %s: the file was moved or removed", journal->file);
		if (!state_folder_make(journal->folder, err) || !make_database(journal, err))
			return false;
	}
	if (!connect(journal, err))
		return false;
	if (is_of_path(journal))
		return true;
	disconnect(journal);
	return error_set(err, "the journal %s: belongs to another design", journal->file);
}

/* --- edits ------------------------------------------------------------------------------- */

static void bind_edit(sqlite3_stmt *prepared, const Edit *edit, int64_t seq, const Text *record)
{
	sqlite3_bind_int64(prepared, 1, seq);
	bind_text(prepared, 2, edit->uid);
	sqlite3_bind_int64(prepared, 3, edit->time);
	bind_text(prepared, 4, edit->author);
	bind_text(prepared, 5, edit->label);
	sqlite3_bind_int64(prepared, 6, edit->undoes);
	sqlite3_bind_int64(prepared, 7, edit->redoes);
	sqlite3_bind_text64(prepared, 8, text_str(record), record->length, SQLITE_STATIC, SQLITE_UTF8);
}

static int insert_edit(Journal *journal, const Edit *edit, int64_t seq)
{
	sqlite3_stmt *prepared = statement(journal, INSERT_EDIT);
	Text record = {0};
	int rc;

	if (!prepared)
		return sqlite3_extended_errcode(journal->db);
	edit_record_write(edit, &record);
	bind_edit(prepared, edit, seq, &record);
	rc = run(journal, INSERT_EDIT);
	text_clear(&record);
	if (rc == SQLITE_OK && journal->mark_new)
		rc = put_pair(journal, PUT_ABOUT, "mark", journal->mark);
	return rc;
}

/* One transaction. SQLITE_OK: durable. SQLITE_ABORT with behind: others were first. */
static int write_edit(Journal *journal, const Edit *edit)
{
	int64_t last = 0;
	int rc = run(journal, BEGIN);

	if (rc != SQLITE_OK)
		return rc;
	if (!get_number(journal, LAST_SEQ, &last, NULL))
		return sqlite3_extended_errcode(journal->db);
	journal->behind = last != journal->seen;
	if (journal->behind)
		return SQLITE_ABORT;
	rc = insert_edit(journal, edit, last + 1);
	return rc == SQLITE_OK ? run(journal, COMMIT) : rc;
}

static bool find_uid(Journal *journal, const char *uid)
{
	sqlite3_stmt *prepared = statement(journal, FIND_UID);
	bool found;

	if (!prepared)
		return false;
	bind_text(prepared, 1, uid);
	found = sqlite3_step(prepared) == SQLITE_ROW;
	reset(journal, FIND_UID);
	return found;
}

/* After an error of unknown outcome: opens the database anew, which rolls back what is half
 * done, and looks whether the edit is there. RC is the error. */
static bool settle(Journal *journal, const Edit *edit, int rc, Error *err)
{
	Error why = {0};
	bool there;

	failed(journal, rc, err);
	disconnect(journal);
	if (!exists(journal->file) || !connect(journal, &why)) {
		error_clear(&why);
		return false;   /* not acknowledged; should it be there, the next append is behind it */
	}
	there = find_uid(journal, edit->uid);
	if (there)
		error_clear(err);
	return there;
}

bool journal_append(Journal *journal, Edit *edit, Error *err)
{
	int rc;

	if (!edit->uid[0])
		random_hex(edit->uid);
	if (!edit->time)
		edit->time = now_ms(CLOCK_REALTIME);
	journal->behind = false;
	if (!ready(journal, err))
		return false;
	rc = write_edit(journal, edit);
	if (journal->behind) {
		run(journal, ROLLBACK);
		return error_set(err, "the design was changed in another terminal at the same moment");
	}
	if (rc != SQLITE_OK && !settle(journal, edit, rc, err))
		return false;
	journal->mark_new = false;
	edit->seq = ++journal->seen;
	return true;
}

bool journal_behind(const Journal *journal)
{
	return journal->behind;
}

int64_t journal_last(const Journal *journal)
{
	return journal->seen;
}

static bool row_to_edit(sqlite3_stmt *row, Edit *edit)
{
	const char *uid = (const char *)sqlite3_column_text(row, 1);
	const char *record = (const char *)sqlite3_column_text(row, 7);

	edit->seq = sqlite3_column_int64(row, 0);
	edit->time = sqlite3_column_int64(row, 2);
	edit->author = column_copy(row, 3);
	edit->label = column_copy(row, 4);
	edit->undoes = sqlite3_column_int64(row, 5);
	edit->redoes = sqlite3_column_int64(row, 6);
	if (!uid || strlen(uid) != sizeof edit->uid - 1 || !record)
		return false;
	memcpy(edit->uid, uid, sizeof edit->uid);
	return edit_record_read(record, (size_t)sqlite3_column_bytes(row, 7), edit);
}

bool journal_changes(Journal *journal, int64_t since, JournalEach *each, void *context, Error *err)
{
	sqlite3_stmt *prepared;
	int64_t seq = since;
	int rc = SQLITE_DONE;
	bool ok = true;

	if (!journal->db && !exists(journal->file))
		return true;
	if (!ready(journal, err) ||
	    !get_number(journal, DATA_VERSION, &journal->data_version, err))
		return false;
	prepared = statement(journal, READ_EDITS);
	if (!prepared)
		return failed(journal, sqlite3_extended_errcode(journal->db), err);
	sqlite3_bind_int64(prepared, 1, since);
	while (ok && (rc = sqlite3_step(prepared)) == SQLITE_ROW) {
		Edit edit = {0};

		if (!row_to_edit(prepared, &edit) || edit.seq != seq + 1)
			ok = error_set(err, "the journal %s: edit %lld is damaged", journal->file,
			               (long long)seq + 1);
		seq++;
		ok = ok && each(&edit, context, err);
		edit_clear(&edit);
	}
	if (ok && rc != SQLITE_DONE)
		ok = failed(journal, rc, err);
	reset(journal, READ_EDITS);
	if (ok && seq > journal->seen)
		journal->seen = seq;
	return ok;
}

bool journal_each(Journal *journal, JournalEach *each, void *context, Error *err)
{
	return journal_changes(journal, 0, each, context, err);
}

bool journal_changed(Journal *journal)
{
	int64_t version;

	if (!journal->db)
		return exists(journal->file);
	return get_number(journal, DATA_VERSION, &version, NULL) && version != journal->data_version;
}

/* --- base and view ----------------------------------------------------------------------- */

bool journal_base(Journal *journal, char **bytes, size_t *length, int64_t *base_seq, Error *err)
{
	int rc;

	*bytes = NULL;
	*length = 0;
	*base_seq = 0;
	if (!journal->db) {
		*bytes = journal->first_base ? mem_copy_n(journal->first_base, journal->first_length) : NULL;
		*length = journal->first_length;
		return true;
	}
	rc = step(journal, GET_BASE);
	if (rc == SQLITE_ROW) {
		sqlite3_stmt *row = journal->statements[GET_BASE];
		const void *blob = sqlite3_column_blob(row, 0);

		*length = (size_t)sqlite3_column_bytes(row, 0);
		*bytes = mem_copy_n(blob ? blob : "", *length);
		*base_seq = sqlite3_column_int64(row, 1);
	}
	reset(journal, GET_BASE);
	return rc == SQLITE_ROW || rc == SQLITE_DONE || failed(journal, rc, err);
}

bool journal_set_base(Journal *journal, const char *bytes, size_t length, int64_t base_seq, Error *err)
{
	int rc;

	free(journal->mark);
	journal->mark = path_mark(journal->path);
	if (!journal->db && !exists(journal->file)) {
		free(journal->first_base);
		journal->first_base = mem_copy_n(bytes, length);
		journal->first_length = length;
		return true;
	}
	if (!ready(journal, err))
		return false;
	rc = run(journal, BEGIN);
	if (rc == SQLITE_OK)
		rc = put_base(journal, bytes, length, base_seq);
	if (rc == SQLITE_OK)
		rc = run(journal, COMMIT);
	if (rc != SQLITE_OK) {
		failed(journal, rc, err);
		disconnect(journal);
		return false;
	}
	journal->mark_new = false;
	return true;
}

bool journal_put(Journal *journal, const char *key, const char *value, Error *err)
{
	int rc;

	if (!journal->db)
		return true;
	rc = put_pair(journal, PUT_VIEW, key, value);
	return rc == SQLITE_OK || failed(journal, rc, err);
}

char *journal_get(Journal *journal, const char *key)
{
	return journal->db ? get_pair(journal, GET_VIEW, key) : NULL;
}

/* --- questions about a design that is not open ------------------------------------------- */

/* The journal of PATH without making or changing anything; its db is NULL when it has none. */
static Journal *look(const char *path, Error *err)
{
	Journal *journal = new_journal(path, err);

	if (!journal)
		return NULL;
	set_nth_file(journal, 0);
	if (!exists(journal->folder))
		return journal;
	if (find_by_name(journal, err)) {
		if (!journal->db)
			find_by_kinship(journal, SAME);
		return journal;
	}
	journal_close(journal);
	return NULL;
}

char *journal_path(const char *path, Error *err)
{
	Journal *journal = look(path, err);
	char *file = journal ? mem_copy(journal->file) : NULL;

	journal_close(journal);
	return file;
}

bool journal_has_unsaved(const char *path)
{
	Journal *journal = look(path, NULL);
	bool has = journal && journal->db && unsaved(journal);

	journal_close(journal);
	return has;
}

char *journal_doubt(const char *path)
{
	Journal *journal = look(path, NULL);
	char *old = NULL;

	if (journal && !journal->db && exists(journal->folder) && find_by_kinship(journal, DOUBTFUL))
		old = get_pair(journal, GET_ABOUT, "path");
	journal_close(journal);
	return old;
}

bool journal_adopt(const char *path, const char *from, Error *err)
{
	Journal *old = look(from, err), *journal = old ? look(path, err) : NULL;
	bool ok = false;

	if (journal && !old->db)
		error_set(err, "%s: no edits are kept of it", from);
	else if (journal && journal->db)
		error_set(err, "%s: has kept edits of its own; forget them first", path);
	else if (journal) {
		free(old->path);
		old->path = mem_copy(journal->path);
		ok = adopt(old, journal->file, err);
	}
	journal_close(journal);
	journal_close(old);
	return ok;
}

/* Removes the database FILE, what SQLite and a stopped start left beside it, and links to it. */
static void remove_all(const char *folder, const char *file)
{
	const char *name = strrchr(file, '/') + 1;
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	char target[NAME_MAX + 1];

	while (dir && (entry = readdir(dir))) {
		ssize_t length = readlinkat(dirfd(dir), entry->d_name, target, sizeof target - 1);

		target[length > 0 ? length : 0] = '\0';
		if (text_starts(entry->d_name, name) || strcmp(target, name) == 0)
			unlinkat(dirfd(dir), entry->d_name, 0);
	}
	if (dir)
		closedir(dir);
	state_folder_sync(folder);
}

bool journal_forget(const char *path, Error *err)
{
	Journal *journal = new_journal(path, err);
	Error damage = {0};
	bool gone;

	if (!journal)
		return false;
	/* What cannot be read under the name of this design is what the user wants to be rid of. */
	if (find_by_name(journal, &damage) && !journal->db && exists(journal->folder))
		find_by_kinship(journal, SAME);
	if (journal->db && run(journal, BEGIN) != SQLITE_OK) {
		error_set(err, "the journal %s: another program is writing to it; try again", journal->file);
		journal_close(journal);
		return false;
	}
	if (journal->file && exists(journal->file))
		remove_all(journal->folder, journal->file);
	gone = !exists(journal->file) ||
	       error_set(err, "the journal %s: cannot be removed: %s", journal->file, strerror(errno));
	error_clear(&damage);
	journal_close(journal);
	return gone;
}
