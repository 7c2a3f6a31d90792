/* Two people edit one design at once, and are killed now and then: no acknowledged edit is lost, both see
 * the same, nobody waits long. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "model/session.h"
#include "tests/unit/random.h"
#include "tests/unit/work_folder.h"

static char folder[WORK_FOLDER_LONGEST], path[96];

static const char start[] =
	"troika: 1\n"
	"platforms: {heroku: {vendor: heroku}}\n"
	"components:\n"
	"  ann: {kind: heroku.web, on: heroku}\n"
	"  bob: {kind: heroku.web, on: heroku}\n";

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What a writer tells after each edit. */
typedef struct Told {
	int number;             /* it has set its name to this */
	int waited;             /* milliseconds */
} Told;

/* Sets the name of its own component to the numbers from FIRST to LAST, and now and then touches the
 * field that both share. */
static int write_edits(const char *who, int first, int last, int out)
{
	Session session;
	Diagnostics list = {0};

	setenv("TROIKA_AUTHOR", who, 1);
	if (!session_open(&session, catalog_builtin(), path, true, &list) || session.why_not_kept)
		return 2;
	for (int i = first; i <= last; i++) {
		int64_t before = now_ms();
		Told told = {.number = i};
		char script[96];

		snprintf(script, sizeof script, "set %s name=\"%s %d\"", who, who, i);
		if (i % 7 == 0)
			snprintf(script + strlen(script), 48, "\nset design name=\"%s %d\"", who, i);
		if (!session_run(&session, script, NULL, NULL))
			return 3;
		told.waited = (int)(now_ms() - before);
		if (write(out, &told, sizeof told) != sizeof told)
			return 4;
	}
	session_close(&session);
	diagnostics_clear(&list);
	return 0;
}

typedef struct Writer {
	const char *who;
	pid_t pid;
	int in;                 /* what it tells */
	int done;               /* the last number acknowledged */
	int longest;            /* wait */
} Writer;

static void start_writer(Writer *writer, int last)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	writer->pid = fork();
	if (writer->pid == 0) {
		close(ends[0]);
		_exit(write_edits(writer->who, writer->done + 1, last, ends[1]));
	}
	close(ends[1]);
	writer->in = ends[0];
}

/* Takes what it tells until COUNT more edits or its end; whether it has ended. */
static bool hear(Writer *writer, int count)
{
	Told told;

	while (count-- > 0) {
		if (read(writer->in, &told, sizeof told) != sizeof told)
			return true;
		writer->done = told.number;
		if (told.waited > writer->longest)
			writer->longest = told.waited;
	}
	return false;
}

static void kill_writer(Writer *writer)
{
	kill(writer->pid, SIGKILL);
	hear(writer, 1 << 20);
	close(writer->in);
	waitpid(writer->pid, NULL, 0);
}

static int component_number(const Session *session, const char *id)
{
	const char *name = element_get(design_find(&session->design, id), "name");

	return name ? atoi(name + strlen(id) + 1) : 0;
}

/* Every acknowledged number is in the history, in order; between them at most KILLS unheard. */
static void check_history(const Session *session, const Writer *writer, int kills)
{
	int next = 1, unheard = 0;

	for (size_t i = 0; i < session->history_count; i++) {
		const Edit *edit = &session->history[i];

		if (strcmp(edit->author, writer->who) != 0)
			continue;
		for (size_t j = 0; j < edit->count; j++) {
			int number;

			if (strcmp(edit->ops[j].id, writer->who) != 0)
				continue;
			number = atoi(edit->ops[j].after + strlen(writer->who) + 1);
			if (number != next) {
				assert_int_equal(number, next - 1);     /* made again after a kill */
				unheard++;
			}
			next = number + 1;
		}
	}
	assert_true(next > writer->done);
	assert_true(unheard <= kills);
}

static void nothing_is_lost_between_two(void **state)
{
	int last = getenv("TROIKA_LONG") ? 10000 : 500, kills = 0;
	Writer writers[2] = {{.who = "ann"}, {.who = "bob"}};
	Diagnostics list = {0};
	Session session;

	(void)state;
	for (int i = 0; i < 2; i++)
		start_writer(&writers[i], last);
	for (int turn = 0; writers[0].done < last || writers[1].done < last; turn++) {
		Writer *writer = &writers[writers[turn % 2].done < last ? turn % 2 : 1 - turn % 2];

		hear(writer, 1 + (int)(random_next() % 20));
		if (writer->done < last && random_next() % 4 == 0) {
			kill_writer(writer);
			kills++;
			start_writer(writer, last);
		}
	}
	for (int i = 0; i < 2; i++) {
		int status;

		waitpid(writers[i].pid, &status, 0);
		assert_int_equal(status, 0);
		close(writers[i].in);
	}
	assert_true(session_open(&session, catalog_builtin(), path, true, &list));
	assert_int_equal(list.count, 0);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(component_number(&session, writers[i].who), last);
		check_history(&session, &writers[i], kills);
	}
	print_message("%d kills, longest wait %d ms\n", kills,
	              writers[0].longest > writers[1].longest ? writers[0].longest : writers[1].longest);
	session_close(&session);
	diagnostics_clear(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_lost_between_two),
	};
	char command[160];
	FILE *file;
	int failed;

	random_start("test_two");
	signal(SIGPIPE, SIG_IGN);
	if (!work_folder(folder, "two"))
		return 99;
	setenv("XDG_STATE_HOME", folder, 1);
	snprintf(path, sizeof path, "%s/portal.yaml", folder);
	file = fopen(path, "w");
	if (!file)
		return 99;
	fputs(start, file);
	fclose(file);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command) != 0 || failed;
}
