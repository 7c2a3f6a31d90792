/* The journal: what is appended comes back, whatever happens in between. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "model/edit_record.h"
#include "model/journal.h"
#include "model/memory.h"
#include "model/state_folder.h"
#include "model/text.h"
#include "tests/unit/random.h"
#include "tests/unit/work_folder.h"

static char folder[WORK_FOLDER_LONGEST];         /* of this test, the state folder is below it */
static char design[96];         /* a design file in it */

static void write_file(const char *path, const char *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	fclose(file);
}

static void write_text(const char *path, const char *text)
{
	write_file(path, text, strlen(text));
}

static int make_folder(void **state)
{
	char sub[96];

	(void)state;
	if (!work_folder(folder, "journal"))
		return -1;
	snprintf(sub, sizeof sub, "%s/state", folder);
	setenv("XDG_STATE_HOME", sub, 1);
	snprintf(design, sizeof design, "%s/portal.yaml", folder);
	write_text(design, "troika: 1\n");
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	remove_tree(folder);
	return 0;
}

static Journal *open_ok(const char *path)
{
	Error err = {0};
	Journal *journal = journal_open(path, &err);

	if (!journal)
		fail_msg("%s", err.text);
	return journal;
}

static void append_value(Journal *journal, const char *value)
{
	Edit edit = {0};
	Error err = {0};

	edit_add(&edit, "portal", "name", NULL, value);
	if (!journal_append(journal, &edit, &err))
		fail_msg("%s", err.text);
	edit_clear(&edit);
}

/* Collects the edits it is given. */
typedef struct Seen {
	Edit edits[4096];
	size_t count;
} Seen;

static bool collect(Edit *edit, void *context, Error *err)
{
	Seen *seen = context;

	if (seen->count >= 4096)
		return error_set(err, "too many");
	seen->edits[seen->count++] = *edit;
	*edit = (Edit){0};
	return true;
}

static void clear_seen(Seen *seen)
{
	for (size_t i = 0; i < seen->count; i++)
		edit_clear(&seen->edits[i]);
	free(seen);
}

static Seen *all_edits(Journal *journal)
{
	Seen *seen = mem_alloc(sizeof *seen);
	Error err = {0};

	if (!journal_each(journal, collect, seen, &err))
		fail_msg("%s", err.text);
	return seen;
}

static size_t count_edits(const char *path)
{
	Journal *journal = open_ok(path);
	Seen *seen = all_edits(journal);
	size_t count = seen->count;

	clear_seen(seen);
	journal_close(journal);
	return count;
}

static void records_keep_every_byte(void **state)
{
	static const char *const values[] = {NULL, "", "-", "3:abc", "a\nb", "\x01\x1b[31m", "\xff\xfe",
	                                     "\xc3\xa9", "\"quoted\", '\\n'"};
	Edit edit = {0}, back = {0};
	Text record = {0};

	(void)state;
	for (size_t i = 0; i < 9; i++)
		for (size_t j = 0; j < 9; j++)
			edit_add(&edit, "id", values[j] ? values[j] : "k", values[i], values[j]);
	edit_record_write(&edit, &record);
	assert_true(edit_record_read(text_str(&record), record.length, &back));
	assert_int_equal(back.count, edit.count);
	for (size_t i = 0; i < edit.count; i++) {
		assert_true(text_equal(edit.ops[i].id, back.ops[i].id));
		assert_true(text_equal(edit.ops[i].key, back.ops[i].key));
		assert_true(text_equal(edit.ops[i].before, back.ops[i].before));
		assert_true(text_equal(edit.ops[i].after, back.ops[i].after));
	}
	edit_clear(&edit);
	edit_clear(&back);
	text_clear(&record);
}

static void torn_records_are_refused(void **state)
{
	static const char good[] = "2:id3:key-5:after\n2:id3:key1:x-\n";
	static const char *const bad[] = {"2:id3:key--", "--3:abc-\n", "2:id-1:a1:b\n", "3:id", "99999999999999999999:a",
	                                  ":", "2id", "2:id3:key-5:after", "x", "-1:a"};
	Edit edit = {0};

	(void)state;
	assert_true(edit_record_read(good, sizeof good - 1, &edit));
	assert_int_equal(edit.count, 2);
	edit_clear(&edit);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_false(edit_record_read(bad[i], strlen(bad[i]), &edit));
		edit_clear(&edit);
	}
	for (size_t length = 1; length < sizeof good - 1; length++) {
		bool whole = edit_record_read(good, length, &edit);

		assert_int_equal(whole, length == 18);
		edit_clear(&edit);
	}
	assert_false(edit_record_read("2:i\0", 4, &edit));
	edit_clear(&edit);
}

static void looking_writes_nothing(void **state)
{
	Journal *journal = open_ok(design);
	char *path = journal_path(design, NULL);
	Error err = {0};

	(void)state;
	assert_true(journal_set_base(journal, "troika: 1\n", 10, 0, &err));
	assert_true(journal_put(journal, "view", "1,2", &err));
	assert_null(journal_get(journal, "view"));
	assert_int_equal(access(path, F_OK), -1);
	assert_false(journal_has_unsaved(design));
	free(path);
	journal_close(journal);
}

static void edits_come_back(void **state)
{
	Journal *journal = open_ok(design);
	Edit edit = {0};
	Error err = {0};
	Seen *seen;
	int64_t seq;
	char *base;
	size_t length;

	(void)state;
	assert_true(journal_set_base(journal, "troika: 1\n", 10, 0, &err));
	edit_add(&edit, "portal", ":class", NULL, "component");
	edit_add(&edit, "portal", "name", NULL, "Ünïcode \x01 \xff");
	edit_set_label(&edit, "add %s", "portal");
	edit.author = mem_copy("ann");
	edit.undoes = 7;
	edit.redoes = 9;
	assert_true(journal_append(journal, &edit, &err));
	assert_int_equal(edit.seq, 1);
	assert_int_equal(strlen(edit.uid), 32);
	assert_true(edit.time > 1500000000000);
	append_value(journal, NULL);
	assert_true(journal_put(journal, "view", "3,4", &err));
	journal_close(journal);

	assert_true(journal_has_unsaved(design));
	journal = open_ok(design);
	seen = all_edits(journal);
	assert_int_equal(seen->count, 2);
	assert_string_equal(seen->edits[0].uid, edit.uid);
	assert_string_equal(seen->edits[0].label, "add portal");
	assert_string_equal(seen->edits[0].author, "ann");
	assert_int_equal(seen->edits[0].time, edit.time);
	assert_int_equal(seen->edits[0].undoes, 7);
	assert_int_equal(seen->edits[0].redoes, 9);
	assert_int_equal(seen->edits[0].count, 2);
	assert_string_equal(seen->edits[0].ops[1].after, "Ünïcode \x01 \xff");
	assert_null(seen->edits[1].ops[0].after);
	assert_null(seen->edits[1].label);
	clear_seen(seen);
	assert_true(journal_base(journal, &base, &length, &seq, &err));
	assert_string_equal(base, "troika: 1\n");
	assert_int_equal(length, 10);
	assert_int_equal(seq, 0);
	free(base);
	base = journal_get(journal, "view");
	assert_string_equal(base, "3,4");
	free(base);
	assert_true(journal_set_base(journal, "saved\n", 6, 2, &err));
	journal_close(journal);
	assert_false(journal_has_unsaved(design));
	edit_clear(&edit);
}

static void files_are_private_whatever_the_umask(void **state)
{
	static const mode_t masks[] = {0, 0777, 022};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		mode_t before = umask(masks[i]);
		Journal *journal = open_ok(design);
		struct stat st;
		char *path;

		append_value(journal, "x");
		umask(before);
		path = journal_path(design, NULL);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
		*strrchr(path, '/') = '\0';
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0700);
		free(path);
		journal_close(journal);
		assert_true(journal_forget(design, NULL));
	}
}

static void nothing_is_left_beside_the_database(void **state)
{
	Journal *journal = open_ok(design);
	char *path = journal_path(design, NULL);
	const struct dirent *entry;
	DIR *dir;

	(void)state;
	append_value(journal, "x");
	journal_close(journal);
	dir = opendir(getenv("XDG_STATE_HOME"));
	assert_non_null(dir);
	closedir(dir);
	*strrchr(path, '/') = '\0';
	dir = opendir(path);
	while ((entry = readdir(dir)))
		assert_true(entry->d_name[0] == '.' || text_ends(entry->d_name, ".db") ||
		            text_ends(entry->d_name, ".db-journal"));
	closedir(dir);
	free(path);
}

static void two_terminals_take_turns(void **state)
{
	Journal *one = open_ok(design), *two = open_ok(design);
	Seen *seen = mem_alloc(sizeof *seen);
	Edit edit = {0};
	Error err = {0};

	(void)state;
	append_value(one, "first");
	assert_true(journal_changed(two));
	edit_add(&edit, "portal", "name", "first", "second");
	assert_false(journal_append(two, &edit, &err));
	assert_true(journal_behind(two));
	assert_true(journal_changes(two, 0, collect, seen, &err));
	assert_int_equal(seen->count, 1);
	assert_false(journal_changed(two));
	assert_true(journal_append(two, &edit, &err));
	assert_false(journal_behind(two));
	assert_int_equal(edit.seq, 2);
	assert_true(journal_changed(one));
	assert_true(journal_changes(one, 1, collect, seen, &err));
	assert_int_equal(seen->count, 2);
	assert_string_equal(seen->edits[1].uid, edit.uid);
	assert_false(journal_changed(one));
	append_value(one, "third");
	assert_false(journal_changed(one));
	edit_clear(&edit);
	error_clear(&err);
	clear_seen(seen);
	journal_close(one);
	journal_close(two);
}

/* Writes COUNT edits with turns, as a session does: behind, catch up, again. */
static bool count_up(Edit *edit, void *context, Error *err)
{
	(void)edit;
	(void)err;
	++*(int64_t *)context;
	return true;
}

static int writer(const char *author, int count)
{
	Journal *journal = journal_open(design, NULL);
	int64_t known = 0;

	for (int i = 0; journal && i < count; ) {
		Edit edit = {0};
		bool kept;

		edit_add(&edit, "portal", "name", NULL, author);
		edit.author = mem_copy(author);
		kept = journal_append(journal, &edit, NULL);
		if (kept)
			known = edit.seq;
		else if (!journal_behind(journal) || !journal_changes(journal, known, count_up, &known, NULL))
			return 1;
		edit_clear(&edit);
		i += kept;
	}
	journal_close(journal);
	return journal ? 0 : 2;
}

static void two_writers_lose_nothing(void **state)
{
	enum { EACH = 60 };
	pid_t child = fork();
	Journal *journal;
	Seen *seen;
	int status, mine = 0;

	(void)state;
	if (child == 0)
		_exit(writer("child", EACH));
	assert_int_equal(writer("parent", EACH), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	journal = open_ok(design);
	seen = all_edits(journal);
	assert_int_equal(seen->count, 2 * EACH);
	for (size_t i = 0; i < seen->count; i++)
		mine += strcmp(seen->edits[i].author, "parent") == 0;
	assert_int_equal(mine, EACH);
	clear_seen(seen);
	journal_close(journal);
}

static void moved_designs_are_known_again(void **state)
{
	char moved[96];
	Journal *journal = open_ok(design);
	Error err = {0};

	(void)state;
	assert_true(journal_set_base(journal, "troika: 1\n", 10, 0, &err));
	append_value(journal, "x");
	journal_close(journal);
	snprintf(moved, sizeof moved, "%s/moved.yaml", folder);
	assert_int_equal(rename(design, moved), 0);
	assert_true(journal_has_unsaved(moved));
	assert_int_equal(count_edits(moved), 1);
	assert_int_equal(count_edits(moved), 1);        /* now by the link */

	write_text(design, "troika: 1\n");              /* another design at the old place */
	assert_int_equal(count_edits(design), 0);
	journal = open_ok(design);
	append_value(journal, "y");
	append_value(journal, "z");
	journal_close(journal);
	assert_int_equal(count_edits(design), 2);
	assert_int_equal(count_edits(moved), 1);
	assert_true(journal_forget(moved, &err));
	assert_int_equal(count_edits(moved), 0);
	assert_int_equal(count_edits(design), 2);
}

static void expect_doubt(const char *path, const char *old)
{
	Journal *journal = open_ok(path);

	assert_true(text_equal(journal_doubt(journal), old));
	journal_close(journal);
}

static void copies_and_lookalikes_stay_strangers(void **state)
{
	char other[96];
	Journal *journal = open_ok(design);
	Error err = {0};

	(void)state;
	snprintf(other, sizeof other, "%s/other.yaml", folder);
	assert_true(journal_set_base(journal, "troika: 1\n", 10, 0, &err));
	append_value(journal, "x");
	journal_close(journal);
	write_text(other, "troika: 1\n");               /* a copy */
	assert_int_equal(count_edits(other), 0);
	expect_doubt(other, NULL);
	unlink(design);                                 /* now perhaps a move: ask */
	assert_int_equal(count_edits(other), 0);
	assert_false(journal_has_unsaved(other));
	expect_doubt(other, design);
	assert_true(journal_adopt(other, design, &err));
	assert_int_equal(count_edits(other), 1);
	expect_doubt(other, NULL);
}

static void expect_refusal(const char *words)
{
	Error err = {0};
	Journal *journal = journal_open(design, &err);

	assert_null(journal);
	assert_non_null(err.text);
	if (!strstr(err.text, words))
		fail_msg("\"%s\" does not say \"%s\"", err.text, words);
	assert_false(journal_has_unsaved(design));
	error_clear(&err);
}

static char *journal_with_edits(size_t count)
{
	Journal *journal = open_ok(design);
	char *path = journal_path(design, NULL);

	for (size_t i = 0; i < count; i++)
		append_value(journal, "something to fill a page with");
	journal_close(journal);
	return path;
}

static void poke(const char *path, off_t at, const void *bytes, size_t length)
{
	int fd = open(path, O_RDWR);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, bytes, length, at), length);
	close(fd);
}

static void strange_files_are_refused_and_left(void **state)
{
	char *path = journal_with_edits(3);
	Error err = {0};
	struct stat st;

	(void)state;
	poke(path, 60, "\0\0\0\2", 4);
	expect_refusal("newer troika");
	poke(path, 60, "\0\0\0\1", 4);
	assert_int_equal(count_edits(design), 3);
	poke(path, 68, "abcd", 4);
	expect_refusal("not a journal");
	poke(path, 68, "Trka\0\0", 4);
	poke(path, 18, "\2\2", 2);                      /* write-ahead log */
	expect_refusal("not a journal");
	write_text(path, "");
	expect_refusal("not a journal");
	write_text(path, "\x89PNG and more");
	expect_refusal("not a journal");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_size, 13);
	unlink(path);
	assert_int_equal(mkfifo(path, 0600), 0);
	expect_refusal("not a plain file");
	unlink(path);
	assert_int_equal(symlink("/etc/passwd", path), 0);
	expect_refusal("leads elsewhere");
	assert_true(journal_forget(design, &err));
	assert_int_equal(count_edits(design), 0);
	assert_int_equal(access("/etc/passwd", F_OK), 0);
	free(path);
}

static bool ignore(Edit *edit, void *context, Error *err)
{
	(void)edit;
	(void)context;
	(void)err;
	return true;
}

/* Whatever is cut off or overwritten: an answer with a reason, never a crash or false edits. */
static void damage_is_noticed(void **state)
{
	char *path = journal_with_edits(200), *whole;
	struct stat st;
	FILE *file;

	(void)state;
	assert_int_equal(stat(path, &st), 0);
	whole = mem_alloc((size_t)st.st_size);
	file = fopen(path, "rb");
	assert_int_equal(fread(whole, 1, (size_t)st.st_size, file), st.st_size);
	fclose(file);
	for (off_t size = 0; size < st.st_size; size += 512) {
		Error err = {0};
		Journal *journal;

		write_file(path, whole, (size_t)size);
		journal = journal_open(design, &err);
		if (journal && journal_each(journal, ignore, NULL, &err))
			fail_msg("cut at %ld and not noticed", (long)size);
		assert_non_null(err.text);
		error_clear(&err);
		journal_close(journal);
	}
	srand(1);
	for (int i = 0; i < 100; i++) {
		Journal *journal;

		write_file(path, whole, (size_t)st.st_size);
		poke(path, rand() % st.st_size, "\xff\x00\x81", 3);
		journal = journal_open(design, NULL);
		if (journal)
			journal_each(journal, ignore, NULL, NULL);
		journal_close(journal);
	}
	free(whole);
	free(path);
}

static void removal_while_open_is_reported(void **state)
{
	Journal *journal = open_ok(design);
	char *path = journal_path(design, NULL);
	Edit edit = {0};
	Error err = {0};

	(void)state;
	append_value(journal, "x");
	unlink(path);
	edit_add(&edit, "portal", "name", NULL, "y");
	for (int i = 0; i < 2; i++) {
		assert_false(journal_append(journal, &edit, &err));
		assert_non_null(strstr(err.text, "moved or removed"));
	}
	edit_clear(&edit);
	error_clear(&err);
	journal_close(journal);
	free(path);
}

static void without_a_folder_it_says_so(void **state)
{
	char *state_home = mem_copy(getenv("XDG_STATE_HOME")), *home = mem_copy(getenv("HOME"));
	Error err = {0};
	char sub[96];

	(void)state;
	write_text(state_home, "in the way");
	assert_null(journal_open(design, &err));
	assert_non_null(strstr(err.text, state_home));
	unlink(state_home);
	setenv("XDG_STATE_HOME", "relative", 1);
	unsetenv("HOME");
	assert_null(journal_open(design, &err));
	assert_non_null(strstr(err.text, "HOME"));
	setenv("HOME", folder, 1);
	assert_int_equal(count_edits(design), 0);
	snprintf(sub, sizeof sub, "%s/.local/state/troika", folder);
	assert_int_equal(access(sub, F_OK), 0);
	assert_null(journal_open("-", &err));
	assert_null(journal_open("/nowhere/at/all.yaml", &err));
	if (home)
		setenv("HOME", home, 1);
	setenv("XDG_STATE_HOME", state_home, 1);
	free(home);
	free(state_home);
	error_clear(&err);
}

/* --- kill -9 ------------------------------------------------------------------------------ */

/* Appends for ever, with every uid to OUT after COMMIT. */
static void append_for_ever(int out)
{
	Journal *journal = journal_open(design, NULL);

	for (;;) {
		Edit edit = {0};

		edit_add(&edit, "portal", "name", NULL, "x");
		if (!journal || !journal_append(journal, &edit, NULL) ||
		    write(out, edit.uid, 32) != 32)
			_exit(1);
		edit_clear(&edit);
	}
}

/* Kills a writer at a random moment; adds the uids it acknowledged to UIDS. */
static void one_round(Text *uids, unsigned *seed)
{
	int ends[2];
	char part[4096];
	ssize_t got;
	size_t stop = (size_t)rand_r(seed) % 12 * 32;
	size_t begin = uids->length;
	struct timespec spin, now;
	long extra = rand_r(seed) % 3000000;
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		close(ends[0]);
		append_for_ever(ends[1]);
	}
	close(ends[1]);
	while (uids->length - begin < stop && (got = read(ends[0], part, 32)) > 0)
		text_add_n(uids, part, (size_t)got);
	clock_gettime(CLOCK_MONOTONIC, &spin);
	do
		clock_gettime(CLOCK_MONOTONIC, &now);
	while ((now.tv_sec - spin.tv_sec) * 1000000000 + now.tv_nsec - spin.tv_nsec < extra);
	kill(child, SIGKILL);
	while ((got = read(ends[0], part, sizeof part)) > 0)
		text_add_n(uids, part, (size_t)got);
	close(ends[0]);
	waitpid(child, NULL, 0);
}

/* Every acknowledged uid stands in the journal, in this order; between them may stand edits
 * whose acknowledgement was cut off, at most one a round. */
static void check_order(const Text *uids, int rounds)
{
	Journal *journal = open_ok(design);
	Seen *seen = all_edits(journal);
	size_t at = 0;

	assert_int_equal(uids->length % 32, 0);
	for (size_t i = 0; i < seen->count && at < uids->length; i++)
		if (memcmp(seen->edits[i].uid, uids->s + at, 32) == 0)
			at += 32;
	assert_int_equal(at, uids->length);
	assert_true(seen->count <= uids->length / 32 + (size_t)rounds);
	clear_seen(seen);
	journal_close(journal);
}

static void acknowledged_edits_survive_kill(void **state)
{
	const char *many = getenv("TROIKA_LONG");
	unsigned seed = (unsigned)random_seed(), first = seed;
	int rounds = many ? 300 : 30;
	Text uids = {0};

	(void)state;
	print_message("TROIKA_SEED=%u\n", first);
	for (int i = 1; i <= rounds; i++) {
		one_round(&uids, &seed);
		check_order(&uids, i);
	}
	text_clear(&uids);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(records_keep_every_byte),
		cmocka_unit_test(torn_records_are_refused),
		IN_FOLDER(looking_writes_nothing),
		IN_FOLDER(edits_come_back),
		IN_FOLDER(files_are_private_whatever_the_umask),
		IN_FOLDER(nothing_is_left_beside_the_database),
		IN_FOLDER(two_terminals_take_turns),
		IN_FOLDER(two_writers_lose_nothing),
		IN_FOLDER(moved_designs_are_known_again),
		IN_FOLDER(copies_and_lookalikes_stay_strangers),
		IN_FOLDER(strange_files_are_refused_and_left),
		IN_FOLDER(damage_is_noticed),
		IN_FOLDER(removal_while_open_is_reported),
		IN_FOLDER(without_a_folder_it_says_so),
		IN_FOLDER(acknowledged_edits_survive_kill),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
