/* Questions that strangers ask: SELECTs over tables of ours, in a database that is shut up.
 *
 * The tables are filled once, in memory, and then only read: by a connection that cannot write, that may call a
 * short list of functions, and whose texts, memory, rows and steps are counted (https://www.sqlite.org/security.html).
 * Steps are the same on every machine; the clock only guards against few that are slow. It lives in
 * model/database.c, the only file that knows SQLite; what can be told without it, in model/sandbox_rules.c. */
#ifndef TROIKA_MODEL_SANDBOX_H
#define TROIKA_MODEL_SANDBOX_H

#include <stdint.h>

#include "model/error.h"

enum {
	SANDBOX_TEXT = 2000,            /* bytes of a text in a table; the rest is cut */
	SANDBOX_LONGEST = 30000,        /* bytes of a text that a question may put together */
	SANDBOX_SQL = 65536,            /* bytes of a question */
	SANDBOX_ROWS = 10000,           /* of an answer */
	SANDBOX_STEPS = 20000000,       /* of SQLite's virtual machine, a question */
	SANDBOX_QUESTIONS = 10,         /* that may use up all their steps, of all together */
	SANDBOX_MS = 2000,              /* of work, a question, however slow the machine */
	SANDBOX_HEAP = 64 << 20,        /* bytes, besides the tables */
};

typedef struct SandboxColumn {
	const char *name;
	const char *type;       /* "text", "integer", "real" */
	bool indexed;           /* joins go over it */
	const char *sentence;
} SandboxColumn;

typedef struct SandboxTable {
	const char *name;
	const char *sentence;
	const SandboxColumn *columns;
	size_t column_count;
} SandboxTable;

typedef struct Sandbox Sandbox;

/* A sandbox with TABLES, static data, still empty. Never NULL: what fails is said by sandbox_seal(). */
Sandbox *sandbox_new(const SandboxTable *tables, size_t count);
void sandbox_free(Sandbox *box);        /* NULL will do */

/* Begins a row of the table with this index; then each column gets its value, in order. The row is
 * written with its last column. */
void sandbox_row(Sandbox *box, size_t table);
void sandbox_text(Sandbox *box, const char *text);      /* NULL: absent */
void sandbox_integer(Sandbox *box, int64_t number);
void sandbox_real(Sandbox *box, double number);
void sandbox_absent(Sandbox *box);

/* From here on there are only questions. */
bool sandbox_seal(Sandbox *box, Error *err);

typedef struct SandboxQuestion {
	const char *sql;        /* one SELECT; terminated */
	const char *const *columns;     /* that it must give, each by its name */
	size_t column_count;
	size_t optional;        /* how many of them, the last ones, may be missing */
	/* Takes a row: a clean text for each column, NULL where it is missing or absent. False: the question is wrong,
	 * and why. */
	bool (*row)(void *context, size_t number, const char *const *texts, Error *err);
	void *context;
} SandboxQuestion;

/* False: the error says why; *LINE (of the SQL, from 1) where, 0 where that is not known. Rows may have been
 * given before it failed. */
bool sandbox_ask(Sandbox *box, const SandboxQuestion *question, int *line, Error *err);

#endif
