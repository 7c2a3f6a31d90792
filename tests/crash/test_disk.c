/* The journal on a disk that fails, fills up and loses power: what was acknowledged is there, once
 * and in order, and the file is never damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "model/journal.h"
#include "model/text.h"
#include "tests/crash/disk.h"
#include "tests/unit/random.h"
#include "tests/unit/work_folder.h"

enum { EDITS = 6 };

static char folder[WORK_FOLDER_LONGEST], design[96], state_folder[96];
static unsigned seed;

typedef struct Run {
	char acknowledged[EDITS][33];
	int count;              /* of them */
	int tried;
} Run;

static void clean_state(void)
{
	char path[512];
	const struct dirent *entry;
	DIR *dir = opendir(state_folder);

	while (dir && (entry = readdir(dir))) {
		snprintf(path, sizeof path, "%s/%s", state_folder, entry->d_name);
		unlink(path);
	}
	if (dir)
		closedir(dir);
	disk_forget();
}

static void append(Journal *journal, Run *run, size_t size)
{
	Edit edit = {0};
	Error err = {0};
	Text value = {0};

	text_add_repeat(&value, "v", size);
	edit_add(&edit, "portal", "name", NULL, text_str(&value));
	run->tried++;
	if (journal_append(journal, &edit, &err))
		memcpy(run->acknowledged[run->count++], edit.uid, sizeof edit.uid);
	else
		assert_non_null(err.text);
	error_clear(&err);
	edit_clear(&edit);
	text_clear(&value);
}

/* A short life: a new design, edits of some sizes, a save, the view. */
static void live(Run *run)
{
	Journal *journal = journal_open(design, NULL);

	*run = (Run){0};
	if (!journal)
		return;
	journal_set_base(journal, "troika: 1\n", 10, 0, NULL);
	append(journal, run, 10);
	append(journal, run, 6000);
	journal_set_base(journal, "troika: 1\nname: x\n", 18, run->count, NULL);
	append(journal, run, 100);
	journal_put(journal, "view", "1,2", NULL);
	journal_close(journal);
	journal = journal_open(design, NULL);
	for (int i = 3; journal && i < EDITS; i++)
		append(journal, run, 300);
	journal_close(journal);
}

typedef struct Check {
	const Run *run;
	int found;              /* of the acknowledged */
	int others;
} Check;

static bool check_edit(Edit *edit, void *context, Error *err)
{
	Check *check = context;
	const Run *run = check->run;

	(void)err;
	if (check->found < run->count && strcmp(edit->uid, run->acknowledged[check->found]) == 0)
		check->found++;
	else
		check->others++;
	return true;
}

/* False: an acknowledged edit is missing or out of order. Damage fails the test. */
static bool all_there(const Run *run)
{
	Check check = {.run = run};
	Error err = {0};
	Journal *journal = journal_open(design, &err);

	if (!journal)
		fail_msg("%s", err.text);
	if (!journal_each(journal, check_edit, &check, &err))
		fail_msg("%s", err.text);
	assert_true(check.found + check.others <= run->tried);
	journal_close(journal);
	return check.found == run->count;
}

static long count_operations(void)
{
	Run run;

	clean_state();
	disk_fail(0, FAULT_IO, false);
	live(&run);
	assert_int_equal(run.count, EDITS);
	assert_true(all_there(&run));
	return disk_operations();
}

/* --- P6: faults --------------------------------------------------------------------------- */

static void every_fault_is_survived(void **state)
{
	long most = count_operations(), stride = getenv("TROIKA_LONG") ? 1 : 9;

	(void)state;
	print_message("%ld operations, every %ld\n", most, stride);
	for (DiskFault fault = FAULT_IO; fault <= FAULT_SYNC; fault++)
		for (int for_ever = 0; for_ever < 2; for_ever++)
			for (long at = 1 + rand_r(&seed) % stride; at <= most; at += stride) {
				Run run;

				clean_state();
				disk_fail(at, fault, for_ever);
				live(&run);
				disk_fail(0, fault, false);
				if (!all_there(&run))
					fail_msg("fault %d at %ld%s: an edit is lost", (int)fault, at,
					         for_ever ? " and for ever" : "");
			}
}

/* --- P2: power cuts ------------------------------------------------------------------------ */

static bool survives_cut(long most)
{
	long at = 1 + (long)((unsigned long)rand_r(&seed) % (unsigned long)most);
	bool again = rand_r(&seed) % 2;
	Run run;

	clean_state();
	disk_cut(at);
	live(&run);
	disk_restart(&seed);
	if (again) {                            /* and once more while it is being mended */
		Journal *journal;

		disk_cut(1 + rand_r(&seed) % 20);
		journal = journal_open(design, NULL);
		if (journal)
			journal_each(journal, check_edit, &(Check){.run = &run}, NULL);
		journal_close(journal);
		disk_restart(&seed);
	}
	return all_there(&run);
}

static void acknowledged_edits_survive_power_cuts(void **state)
{
	int times = getenv("TROIKA_LONG") ? 20000 : 200;
	long most = count_operations();

	(void)state;
	for (int i = 0; i < times; i++)
		if (!survives_cut(most))
			fail_msg("an edit is lost in cut %d", i);
}

static void the_disk_would_show_missing_syncs(void **state)
{
	long most = count_operations();
	int lost = 0;

	(void)state;
	for (int i = 0; i < 60; i++) {
		Run run;

		clean_state();
		disk_ignore_syncs(true);
		disk_cut(most / 2 + rand_r(&seed) % (most / 2));
		live(&run);
		disk_ignore_syncs(false);
		disk_restart(&seed);
		{
			Check check = {.run = &run};
			Journal *journal = journal_open(design, NULL);

			lost += !journal || !journal_each(journal, check_edit, &check, NULL) ||
			        check.found < run.count;
			journal_close(journal);
		}
	}
	print_message("without syncs %d of 60 cuts lose something\n", lost);
	assert_true(lost > 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_fault_is_survived),
		cmocka_unit_test(acknowledged_edits_survive_power_cuts),
		cmocka_unit_test(the_disk_would_show_missing_syncs),
	};
	FILE *file;
	int failed;

	seed = (unsigned)random_seed();
	print_message("TROIKA_SEED=%u\n", seed);
	if (!work_folder(folder, "disk"))
		return 99;
	setenv("XDG_STATE_HOME", folder, 1);
	snprintf(state_folder, sizeof state_folder, "%s/troika", folder);
	snprintf(design, sizeof design, "%s/portal.yaml", folder);
	file = fopen(design, "w");
	if (!file)
		return 99;
	fputs("troika: 1\n", file);
	fclose(file);
	disk_install();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	clean_state();
	rmdir(state_folder);
	unlink(design);
	rmdir(folder);
	return failed;
}
