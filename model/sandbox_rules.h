/* What a question of strangers may say, as far as it can be told without SQLite: names of functions, tables and
 * columns; and the tables in SQL. */
#ifndef TROIKA_MODEL_SANDBOX_RULES_H
#define TROIKA_MODEL_SANDBOX_RULES_H

#include "model/sandbox.h"
#include "model/text.h"

/* Only what neither reaches outside nor differs from one run to the next. */
bool sandbox_function_allowed(const char *name);
/* A table of ours; or the name of a part of the question of which no column is read, where SQLite names no column
 * (""). Its own tables are neither. */
bool sandbox_table_allowed(const SandboxTable *tables, size_t count, const char *table, const char *column);
/* How the table is made, with its indexes, and how a row of it is inserted. */
void sandbox_table_sql(const SandboxTable *table, Text *create, Text *insert);
/* Finds each wanted column among the GIVEN ones of an answer, whose names NAME tells: AT has its place, -1 where it is
 * missing. False: one that must be there is not, or a stranger is. */
bool sandbox_columns(const SandboxQuestion *question, const char *(*name)(void *answer, int column), void *answer,
                     int given, int *at, Error *err);
/* The line, from 1, of a byte of SQL; 0 for one below 0. */
int sandbox_line(const char *sql, int offset);

#endif
