/* Errors and diagnostics.
 *
 * What the world can break returns bool and takes an `Error *err` last; a
 * file that may hold many faults reports them all through Diagnostics. */
#ifndef TROIKA_MODEL_ERROR_H
#define TROIKA_MODEL_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#if defined(__GNUC__)
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
#else
#define PRINTF_LIKE(fmt, args)
#endif

typedef struct Error {
	char *text;             /* what is wrong and what to do; NULL: no error */
} Error;

/* Replaces the text of ERR (which may be NULL). Always returns false, so that
 * a function can end with `return error_set(err, …)`. */
bool error_set(Error *err, const char *format, ...) PRINTF_LIKE(2, 3);
void error_clear(Error *err);

typedef struct Diagnostic {
	char *file;             /* as the user named it; owned */
	int line;               /* 1-based; 0: the file as a whole */
	int column;             /* 1-based, in characters; 0: the line as a whole */
	bool warning;           /* does not stop the reading */
	char *text;             /* "what is wrong; what to do"; owned */
} Diagnostic;

enum { DIAGNOSTICS_MAX = 50 };  /* errors and warnings kept of one file */

typedef struct Diagnostics {
	Diagnostic *items;      /* owned */
	size_t count;           /* how many are kept, at most DIAGNOSTICS_MAX */
	size_t errors;          /* all errors met, kept or not */
	size_t warnings;        /* all warnings met, kept or not */
} Diagnostics;

/* Adds one; errors push out nothing, what passes the maximum is only counted. */
void diagnostics_add(Diagnostics *list, bool warning, const char *file,
                     int line, int column, const char *format, ...)
	PRINTF_LIKE(6, 7);
/* Sorts by file, line, column, keeping the order of equals. */
void diagnostics_sort(Diagnostics *list);
void diagnostics_clear(Diagnostics *list);

#endif
