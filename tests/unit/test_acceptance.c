/* Every promise of the editor has a test: each row that must be shown is in tests/acceptance, and what stands there exists and
 * is run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/file.h"
#include "model/text.h"

static const char *const rows[] = {
	"A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "B1", "B2", "B3", "B4", "B5", "B6", "B7", "C1", "C2", "C3", "C4", "C5",
	"D1", "D2", "D3", "D4", "D5", "E1", "E2", "E3", "E4", "F1", "F2", "F3", "F4", "F5", "G1", "G2", "G3", "H1", "H2", "I2", "J1",
	"keystrokes", "use-cases", "main-job", "sizes",
	"one-key-destroys", "wrong-place", "no-such-command", "header-eats", "mouse-capture", "copy-over-ssh", "escape-slow",
	"flicker", "broken-terminal", "light-background", "colour-alone", "widths", "keys-taken", "screen-readers", "undo-grain",
	"resize-crash",
};

static char *read_source(const char *name)
{
	const char *root = getenv("TROIKA_SRCDIR");
	Text path = {0};
	char *bytes = NULL;
	size_t length;

	text_addf(&path, "%s/%s", root ? root : ".", name);
	if (!file_read(text_str(&path), &bytes, &length, NULL))
		bytes = NULL;
	text_clear(&path);
	return bytes;
}

/* Does SOURCE hold BEFORE, NAME and one of the characters AFTER, one behind the other? */
static bool holds(const char *source, char before, const char *name, const char *after)
{
	size_t length = strlen(name);

	for (const char *at = source; (at = strstr(at, name)); at++)
		if (at > source && at[-1] == before && at[length] && strchr(after, at[length]))
			return true;
	return false;
}

/* Is the program among those that a build runs? */
static bool is_run(const char *program)
{
	char *makefile = read_source("Makefile.am");
	bool found;

	assert_non_null(makefile);
	found = holds(makefile, ' ', program, " \n");
	free(makefile);
	return found;
}

/* The test FUNCTION of PROGRAM: in C one that main() lists; of a script the whole (-), or a program it runs. */
static void check_test(const char *row, const char *program, const char *function)
{
	bool is_c = !strstr(program, ".sh") && strcmp(program, "tests/bench/run") != 0, whole = strcmp(function, "-") == 0;
	Text path = {0};
	char *source;

	text_addf(&path, "%s%s", program, is_c ? ".c" : "");
	source = read_source(text_str(&path));
	if (!source)
		fail_msg("%s: there is no %s", row, text_str(&path));
	if (!is_run(program))
		fail_msg("%s: nothing in Makefile.am runs %s", row, program);
	if (!whole && !(is_c ? holds(source, '(', function, "),") : holds(source, '/', function, " \"\n")))
		fail_msg("%s: %s runs no %s", row, text_str(&path), function);
	free(source);
	text_clear(&path);
}

static void every_promise_has_a_test(void **state)
{
	bool met[sizeof rows / sizeof *rows] = {false};
	char *table = read_source("tests/acceptance");

	(void)state;
	assert_non_null(table);
	for (char *rest, *line = strtok_r(table, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		char *cells, *row, *program, *function, *how;
		bool known = false;

		if (*line == '#')
			continue;
		row = strtok_r(line, "\t", &cells);
		program = strtok_r(NULL, "\t", &cells);
		function = strtok_r(NULL, "\t", &cells);
		how = strtok_r(NULL, "\t", &cells);
		if (!row || !program || !function || !how)
			fail_msg("\"%s\": row, program, function and how are wanted, with tabs between", line);
		for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
			if (strcmp(rows[i], row) == 0)
				known = met[i] = true;
		if (!known)
			fail_msg("there is no row %s", row);
		check_test(row, program, function);
	}
	free(table);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (!met[i])
			fail_msg("%s has no test", rows[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_promise_has_a_test),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
