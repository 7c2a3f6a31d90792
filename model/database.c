/* SQLite behind a narrow door.
 *
 * The header of a file is read before SQLite opens it, so that a foreign file is refused untouched
 * and a write-ahead log beside it is never followed. */
#include "model/database.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "model/database_file.h"
#include "model/memory.h"
#include "model/sandbox_rules.h"
#include "model/state_folder.h"
#include "model/text.h"
#include "model/utf8.h"

enum {
	WAIT_MS = 3000,                 /* for another process, in all */
	WAIT_STEP_US = 200,             /* shortest wait; the longest is ten times that */
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

static int64_t clock_ms(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t now_ms(void)
{
	return clock_ms(CLOCK_MONOTONIC);
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

/* Reads the header through SQLite's own file layer: closing a descriptor of our own would take
 * away the locks of a connection that this process has on the same file. */
static int read_header(const char *file, unsigned char header[DATABASE_HEADER])
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	const char *name = sqlite3_create_filename(file, "", "", 0, NULL);
	sqlite3_file *handle = mem_alloc((size_t)vfs->szOsFile);
	int rc = name ? vfs->xOpen(vfs, name, handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL)
	              : SQLITE_NOMEM;

	if (rc == SQLITE_OK)
		rc = handle->pMethods->xRead(handle, header, DATABASE_HEADER, 0);
	if (handle->pMethods)
		handle->pMethods->xClose(handle);
	free(handle);
	sqlite3_free_filename(name);
	return rc;
}

static bool header_ours(const Database *db, Error *err)
{
	unsigned char header[DATABASE_HEADER];
	int rc = read_header(db->file, header);

	if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ)
		return say(db, rc, err);
	return database_header_ours(db->form, db->file, rc == SQLITE_OK ? header : NULL, err);
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

	if (database_file_ours(form, file, err) && header_ours(db, err) && connect(db, err) && schema_ours(db, err))
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
	ok = database_file_new(form, name, err) && connect(db, err);
	if (ok && !(make_tables(db) && fill(db, context) && database_commit(db)))
		ok = database_error(db, err);
	ok = ok && database_file_give_name(form, name, file, err);
	database_close(db);
	database_file_remove(name);
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

/* --- questions of strangers -------------------------------------------------------------- */

enum {
	QUESTION_COLUMNS = 8,
	STEPS_BETWEEN = 20,             /* looks at the budget: the dearest step takes a few milliseconds */
	MS_BETWEEN = 10,
};

struct Sandbox {
	sqlite3 *sqlite;        /* first the one that fills, then the one that asks */
	const SandboxTable *tables;
	size_t table_count;
	sqlite3_stmt **inserts; /* by table; NULL once sealed */
	size_t table;           /* of the row at hand */
	int column;             /* columns it has so far */
	int rc;                 /* of filling: the first that is not good */
	int64_t steps, steps_in_all;    /* left */
	int64_t deadline;       /* of the question at hand, in milliseconds of this process */
	int64_t looked;         /* when it was last compared, by the clock on the wall */
};

static void box_run(Sandbox *box, const char *sql)
{
	if (box->rc == SQLITE_OK)
		box->rc = sqlite3_exec(box->sqlite, sql, NULL, NULL, NULL);
}

static void make_table(Sandbox *box, size_t index)
{
	Text create = {0}, insert = {0};

	sandbox_table_sql(&box->tables[index], &create, &insert);
	box_run(box, create.s);
	if (box->rc == SQLITE_OK)
		box->rc = sqlite3_prepare_v2(box->sqlite, insert.s, -1, &box->inserts[index], NULL);
	text_clear(&create);
	text_clear(&insert);
}

Sandbox *sandbox_new(const SandboxTable *tables, size_t count)
{
	Sandbox *box = mem_alloc(sizeof *box);

	box->tables = tables;
	box->table_count = count;
	box->inserts = mem_alloc(count * sizeof *box->inserts);
	box->steps_in_all = (int64_t)SANDBOX_STEPS * SANDBOX_QUESTIONS;
	box->rc = sqlite3_open_v2(":memory:", &box->sqlite, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	box_run(box, "PRAGMA journal_mode=OFF; PRAGMA temp_store=MEMORY; BEGIN");
	for (size_t i = 0; i < count; i++)
		make_table(box, i);
	return box;
}

static void close_inserts(Sandbox *box)
{
	for (size_t i = 0; box->inserts && i < box->table_count; i++)
		sqlite3_finalize(box->inserts[i]);
	free(box->inserts);
	box->inserts = NULL;
}

void sandbox_free(Sandbox *box)
{
	if (!box)
		return;
	close_inserts(box);
	sqlite3_close(box->sqlite);
	free(box);
}

void sandbox_row(Sandbox *box, size_t table)
{
	assert(table < box->table_count && box->column == 0);
	box->table = table;
}

static void next_column(Sandbox *box, int rc)
{
	sqlite3_stmt *insert = box->inserts[box->table];

	if (box->rc == SQLITE_OK)
		box->rc = rc;
	if ((size_t)++box->column < box->tables[box->table].column_count)
		return;
	box->column = 0;
	rc = sqlite3_step(insert);
	if (box->rc == SQLITE_OK && rc != SQLITE_DONE)
		box->rc = rc;
	sqlite3_reset(insert);
}

void sandbox_text(Sandbox *box, const char *text)
{
	size_t length = text ? strlen(text) : 0;

	if (length > SANDBOX_TEXT)
		for (length = SANDBOX_TEXT; length && ((unsigned char)text[length] & 0xc0) == 0x80;)
			length--;
	next_column(box, sqlite3_bind_text64(box->inserts[box->table], box->column + 1, text, length,
	                                     SQLITE_STATIC, SQLITE_UTF8));
}

void sandbox_integer(Sandbox *box, int64_t number)
{
	next_column(box, sqlite3_bind_int64(box->inserts[box->table], box->column + 1, number));
}

void sandbox_real(Sandbox *box, double number)
{
	next_column(box, sqlite3_bind_double(box->inserts[box->table], box->column + 1, number));
}

void sandbox_absent(Sandbox *box)
{
	next_column(box, sqlite3_bind_null(box->inserts[box->table], box->column + 1));
}

/* --- … shut up --------------------------------------------------------------------------- */

static int authorize(void *context, int action, const char *first, const char *second, const char *database,
                     const char *part)
{
	const Sandbox *box = context;

	(void)database;
	(void)part;             /* of the question; there are no views and no triggers */
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_READ:
		return sandbox_table_allowed(box->tables, box->table_count, first, second) ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_FUNCTION:
		return sandbox_function_allowed(second) ? SQLITE_OK : SQLITE_DENY;
	}
	return SQLITE_DENY;
}

/* What the process has worked is dear to ask, what the clock says is cheap. */
static int count_steps(void *context)
{
	Sandbox *box = context;
	int64_t now;

	box->steps -= STEPS_BETWEEN;
	box->steps_in_all -= STEPS_BETWEEN;
	if (box->steps < 0 || box->steps_in_all < 0)
		return 1;
	now = now_ms();
	if (now - box->looked < MS_BETWEEN)
		return 0;
	box->looked = now;
	return clock_ms(CLOCK_PROCESS_CPUTIME_ID) > box->deadline;
}

static void set_limits(sqlite3 *sqlite)
{
	static const struct { int what, most; } limits[] = {
		{SQLITE_LIMIT_LENGTH, SANDBOX_LONGEST}, {SQLITE_LIMIT_SQL_LENGTH, SANDBOX_SQL},
		{SQLITE_LIMIT_COLUMN, 200}, {SQLITE_LIMIT_EXPR_DEPTH, 100}, {SQLITE_LIMIT_COMPOUND_SELECT, 50},
		{SQLITE_LIMIT_VDBE_OP, 100000}, {SQLITE_LIMIT_FUNCTION_ARG, 20}, {SQLITE_LIMIT_ATTACHED, 0},
		{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100}, {SQLITE_LIMIT_VARIABLE_NUMBER, 0},
		{SQLITE_LIMIT_TRIGGER_DEPTH, 0}, {SQLITE_LIMIT_WORKER_THREADS, 0},
	};
	static const struct { int what, value; } settings[] = {
		{SQLITE_DBCONFIG_DEFENSIVE, 1}, {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
		{SQLITE_DBCONFIG_ENABLE_VIEW, 0}, {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
		{SQLITE_DBCONFIG_DQS_DML, 0}, {SQLITE_DBCONFIG_DQS_DDL, 0}, {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
	};

	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		sqlite3_db_config(sqlite, settings[i].what, settings[i].value, NULL);
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		sqlite3_limit(sqlite, limits[i].what, limits[i].most);
	sqlite3_drop_modules(sqlite, NULL);
}

/* The filled database goes over, as bytes, to a connection that can only read it. */
static int shut(Sandbox *box)
{
	sqlite3_int64 size = 0;
	unsigned char *bytes = sqlite3_serialize(box->sqlite, "main", &size, 0);
	sqlite3 *reader = NULL;
	int rc = bytes ? sqlite3_open_v2(":memory:", &reader, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
	               : SQLITE_NOMEM;

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(reader, "PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON", NULL, NULL, NULL);
	if (rc != SQLITE_OK)
		sqlite3_free(bytes);
	else                    /* frees the bytes, also when it fails */
		rc = sqlite3_deserialize(reader, "main", bytes, size, size,
		                         SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(reader, "PRAGMA query_only=ON", NULL, NULL, NULL);
	sqlite3_close(box->sqlite);
	box->sqlite = reader;
	if (rc != SQLITE_OK)
		return rc;
	set_limits(reader);
	sqlite3_set_authorizer(reader, authorize, box);
	sqlite3_progress_handler(reader, STEPS_BETWEEN, count_steps, box);
	return SQLITE_OK;
}

bool sandbox_seal(Sandbox *box, Error *err)
{
	assert(box->column == 0);
	close_inserts(box);
	box_run(box, "COMMIT");
	if (box->rc == SQLITE_OK)
		box->rc = shut(box);
	return box->rc == SQLITE_OK || error_set(err, "the tables for rules in SQL cannot be made: %s", sqlite3_errstr(box->rc));
}

/* --- … and asked ------------------------------------------------------------------------- */

static bool box_refuses(const Sandbox *box, int rc, Error *err)
{
	const char *words = sqlite3_errmsg(box->sqlite);

	switch (rc & 0xff) {
	case SQLITE_INTERRUPT:
		if (box->steps_in_all < 0)
			return error_set(err, "the rules of this design take too long together");
		return error_set(err, "it takes too long, more than %d million steps; narrow what it joins or how far it recurses",
		                 SANDBOX_STEPS / 1000000);
	case SQLITE_NOMEM:
		return error_set(err, "it needs too much memory; narrow what it joins, sorts or puts together");
	case SQLITE_TOOBIG:
		return error_set(err, "it makes a text longer than %d bytes", SANDBOX_LONGEST);
	}
	if (strcmp(words, "not authorized") == 0)
		return error_set(err, "only a SELECT over the documented tables is allowed");
	return error_set(err, "%s", words);
}

/* Is there anything but space and comments behind the first statement? */
static bool stands_alone(Sandbox *box, const char *tail)
{
	while (*tail) {
		sqlite3_stmt *more = NULL;
		const char *at = tail;
		int rc = sqlite3_prepare_v2(box->sqlite, at, -1, &more, &tail);

		sqlite3_finalize(more);
		if (rc != SQLITE_OK || more)
			return false;
		if (tail == at)
			break;
	}
	return true;
}

static bool take_row(sqlite3_stmt *select, const SandboxQuestion *question, const int at[QUESTION_COLUMNS],
                     size_t number, Error *err)
{
	const char *texts[QUESTION_COLUMNS] = {0};

	for (size_t i = 0; i < question->column_count; i++) {
		size_t length;

		if (at[i] < 0 || sqlite3_column_type(select, at[i]) == SQLITE_NULL)
			continue;
		texts[i] = (const char *)sqlite3_column_text(select, at[i]);
		length = (size_t)sqlite3_column_bytes(select, at[i]);
		if (!texts[i] || strlen(texts[i]) != length || !utf8_clean(texts[i], length, true, NULL))
			return error_set(err, "row %zu: %s is no plain text", number, question->columns[i]);
	}
	return question->row(question->context, number, texts, err);
}

static const char *column_name(void *select, int column)
{
	return sqlite3_column_name(select, column);
}

static bool ask(Sandbox *box, sqlite3_stmt *select, const SandboxQuestion *question, Error *err)
{
	int at[QUESTION_COLUMNS];
	size_t number = 0;
	int rc;

	if (!sandbox_columns(question, column_name, select, sqlite3_column_count(select), at, err))
		return false;
	while ((rc = sqlite3_step(select)) == SQLITE_ROW) {
		if (++number > SANDBOX_ROWS)
			return error_set(err, "it gives more than %d rows; narrow it", SANDBOX_ROWS);
		if (!take_row(select, question, at, number, err))
			return false;
	}
	return rc == SQLITE_DONE || box_refuses(box, rc, err);
}

bool sandbox_ask(Sandbox *box, const SandboxQuestion *question, int *line, Error *err)
{
	sqlite3_int64 before = sqlite3_hard_heap_limit64(sqlite3_memory_used() + SANDBOX_HEAP);
	sqlite3_stmt *select = NULL;
	const char *tail = "";
	bool ok = false;
	int rc;

	assert(question->column_count <= QUESTION_COLUMNS);
	box->steps = SANDBOX_STEPS;
	box->deadline = clock_ms(CLOCK_PROCESS_CPUTIME_ID) + SANDBOX_MS;
	*line = 0;
	rc = sqlite3_prepare_v2(box->sqlite, question->sql, -1, &select, &tail);
	if (rc != SQLITE_OK) {
		box_refuses(box, rc, err);
		*line = sandbox_line(question->sql, sqlite3_error_offset(box->sqlite));
	} else if (!select) {
		error_set(err, "there is no SELECT in it");
	} else if (!sqlite3_stmt_readonly(select) || sqlite3_stmt_isexplain(select)) {
		error_set(err, "only a SELECT over the documented tables is allowed");
	} else if (!stands_alone(box, tail)) {
		error_set(err, "more than one statement; write one SELECT a file");
		*line = sandbox_line(question->sql, (int)(tail - question->sql));
	} else {
		ok = ask(box, select, question, err);
	}
	sqlite3_finalize(select);
	sqlite3_hard_heap_limit64(before);
	return ok;
}
