/* Names are compared as SQL does: ASCII letters without their case, whatever the locale. */
#include "model/sandbox_rules.h"

#include <stdlib.h>
#include <string.h>

static int lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

/* The order of the first MOST bytes of two names. */
static int compare(const char *a, const char *b, size_t most)
{
	while (most && *a && lower(*a) == lower(*b)) {
		a++;
		b++;
		most--;
	}
	return most ? lower(*a) - lower(*b) : 0;
}

static bool same(const char *a, const char *b)
{
	return compare(a, b, SIZE_MAX) == 0;
}

static int by_function(const void *name, const void *entry)
{
	return compare(name, *(const char *const *)entry, SIZE_MAX);
}

bool sandbox_function_allowed(const char *name)
{
	static const char *const allowed[] = {
		"abs", "avg", "ceil", "char", "coalesce", "count", "cume_dist", "dense_rank", "first_value", "floor",
		"format", "glob", "group_concat", "hex", "ifnull", "iif", "instr", "lag", "last_value", "lead",
		"length", "like", "lower", "ltrim", "max", "min", "nth_value", "ntile", "nullif", "percent_rank",
		"printf", "quote", "rank", "replace", "round", "row_number", "rtrim", "sign", "substr", "substring",
		"sum", "total", "trim", "typeof", "unicode", "upper",
	};

	return name && bsearch(name, allowed, sizeof allowed / sizeof *allowed, sizeof *allowed, by_function);
}

bool sandbox_table_allowed(const SandboxTable *tables, size_t count, const char *table, const char *column)
{
	for (size_t i = 0; table && i < count; i++)
		if (same(table, tables[i].name))
			return true;
	return table && column && !*column && compare(table, "sqlite_", 7) != 0 &&
	       compare(table, "pragma_", 7) != 0;
}

void sandbox_table_sql(const SandboxTable *table, Text *create, Text *insert)
{
	text_addf(create, "CREATE TABLE %s(", table->name);
	text_addf(insert, "INSERT INTO %s VALUES(", table->name);
	for (size_t i = 0; i < table->column_count; i++) {
		text_addf(create, "%s%s %s", i ? ", " : "", table->columns[i].name, table->columns[i].type);
		text_add(insert, i ? ", ?" : "?");
	}
	text_add(create, ");");
	text_add(insert, ")");
	for (size_t i = 0; i < table->column_count; i++)
		if (table->columns[i].indexed)
			text_addf(create, "CREATE INDEX %s_%s ON %s(%s);", table->name, table->columns[i].name, table->name,
			          table->columns[i].name);
}

bool sandbox_columns(const SandboxQuestion *question, const char *(*name)(void *answer, int column), void *answer,
                     int given, int *at, Error *err)
{
	const char *stranger = NULL;

	for (size_t i = 0; i < question->column_count; i++)
		at[i] = -1;
	for (int c = 0; c < given; c++) {
		const char *word = name(answer, c);
		size_t i = 0;

		while (i < question->column_count && !same(word ? word : "", question->columns[i]))
			i++;
		if (i == question->column_count || at[i] >= 0)
			stranger = stranger || !word ? stranger : word;
		else
			at[i] = c;
	}
	for (size_t i = 0; i + question->optional < question->column_count; i++)
		if (at[i] < 0)
			return error_set(err, "it gives no column %s; name one so, as in SELECT id AS %s", question->columns[i],
			                 question->columns[i]);
	return !stranger || error_set(err, "it gives a column %.60s that means nothing here; leave it out", stranger);
}

int sandbox_line(const char *sql, int offset)
{
	int line = 1;

	for (int i = 0; i < offset && sql[i]; i++)
		line += sql[i] == '\n';
	return offset < 0 ? 0 : line;
}
