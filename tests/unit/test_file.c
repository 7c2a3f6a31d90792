/* Reading and replacing whole files: what is refused, what is kept, and that
 * a fault at any step leaves the old file or the new one, never a part. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include "model/file.h"
#include "model/text.h"

/* --- faults: the linker sends these calls here (--wrap) ------------------------- */

static int fail_at;             /* the call that fails, from 1; 0: none */
static int calls;
static bool short_write;        /* a failing write writes a part first */

ssize_t __real_write(int fd, const void *bytes, size_t length);
int __real_fsync(int fd);
int __real_rename(const char *from, const char *to);
int __real_link(const char *from, const char *to);
int __real_fchmod(int fd, mode_t mode);
int __real_close(int fd);
ssize_t __wrap_write(int fd, const void *bytes, size_t length);
int __wrap_fsync(int fd);
int __wrap_rename(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);
int __wrap_fchmod(int fd, mode_t mode);
int __wrap_close(int fd);

static bool fails(int how)
{
	if (fail_at == 0 || ++calls < fail_at || calls > fail_at)
		return false;
	errno = how;
	return true;
}

ssize_t __wrap_write(int fd, const void *bytes, size_t length)
{
	if (short_write && fail_at && calls + 1 == fail_at && length > 1) {
		short_write = false;
		return __real_write(fd, bytes, length / 2);
	}
	return fails(ENOSPC) ? -1 : __real_write(fd, bytes, length);
}

int __wrap_fsync(int fd)
{
	return fails(EIO) ? -1 : __real_fsync(fd);
}

int __wrap_rename(const char *from, const char *to)
{
	return fails(EIO) ? -1 : __real_rename(from, to);
}

int __wrap_link(const char *from, const char *to)
{
	return fails(EIO) ? -1 : __real_link(from, to);
}

int __wrap_fchmod(int fd, mode_t mode)
{
	return fails(EIO) ? -1 : __real_fchmod(fd, mode);
}

int __wrap_close(int fd)
{
	int done = __real_close(fd);

	return fails(EIO) ? -1 : done;
}

/* --- a folder of our own -------------------------------------------------------- */

static char folder[] = "test_file.XXXXXX";
static char here[4096];

static int enter(void **state)
{
	(void)state;
	if (!getcwd(here, sizeof here) || !mkdtemp(folder) || chdir(folder) != 0)
		return -1;
	return 0;
}

static int leave(void **state)
{
	DIR *dir = opendir(".");

	(void)state;
	for (struct dirent *entry; dir && (entry = readdir(dir));)
		if (entry->d_name[0] != '.' || strlen(entry->d_name) > 2)
			remove(entry->d_name);
	if (dir)
		closedir(dir);
	return chdir(here) == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static int files_here(void)
{
	DIR *dir = opendir(".");
	int count = 0;

	while (readdir(dir))
		count++;
	closedir(dir);
	return count - 2;
}

static void put(const char *name, const char *text)
{
	FILE *file = fopen(name, "wb");

	fputs(text, file);
	fclose(file);
}

static char *get(const char *name)
{
	char *bytes = NULL;
	size_t length;

	if (!file_read(name, &bytes, &length, NULL))
		return NULL;
	return bytes;
}

static void assert_holds(const char *name, const char *text)
{
	char *bytes = get(name);

	assert_non_null(bytes);
	assert_string_equal(bytes, text);
	free(bytes);
}

static void assert_says(Error *err, const char *name, const char *part)
{
	assert_non_null(err->text);
	if (!text_starts(err->text, name) || !strstr(err->text, part) || !strstr(err->text, "; "))
		fail_msg("says: %s", err->text);
	error_clear(err);
}

/* --- reading --------------------------------------------------------------------- */

static void what_is_no_file_is_refused(void **state)
{
	Error err = {0};
	char *bytes = NULL;
	size_t length;

	(void)state;
	assert_false(file_read("missing.yaml", &bytes, &length, &err));
	assert_says(&err, "missing.yaml", "no such file");
	assert_false(file_read(".", &bytes, &length, &err));
	assert_says(&err, ".", "folder");
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_false(file_read("pipe", &bytes, &length, &err));
	assert_says(&err, "pipe", "FIFO");
	assert_false(file_read("/dev/zero", &bytes, &length, &err));
	assert_says(&err, "/dev/zero", "device");
	assert_int_equal(symlink("loop", "loop"), 0);
	assert_false(file_read("loop", &bytes, &length, &err));
	assert_says(&err, "loop", "circle");
	put("huge", "");
	assert_int_equal(truncate("huge", (off_t)FILE_BYTES_MAX + 1), 0);
	assert_false(file_read("huge", &bytes, &length, &err));
	assert_says(&err, "huge", "64 MB");
	assert_null(bytes);
	remove("huge");
	remove("loop");
	remove("pipe");
}

static void bytes_come_as_they_are(void **state)
{
	char *bytes = NULL;
	size_t length;
	FILE *file = fopen("bin", "wb");

	(void)state;
	fwrite("a\0b\r\n", 1, 5, file);
	fclose(file);
	assert_true(file_read("bin", &bytes, &length, NULL));
	assert_int_equal(length, 5);
	assert_memory_equal(bytes, "a\0b\r\n", 6);
	free(bytes);
	assert_true(file_read("/proc/self/stat", &bytes, &length, NULL));       /* of size 0 */
	assert_true(length > 10);
	free(bytes);
	remove("bin");
}

/* --- replacing -------------------------------------------------------------------- */

static void mode_and_link_are_kept(void **state)
{
	struct stat st;

	(void)state;
	put("d.yaml", "old");
	chmod("d.yaml", 0640);
	assert_int_equal(symlink("d.yaml", "l.yaml"), 0);
	assert_true(file_replace("l.yaml", "new", 3, "old", 3, NULL));
	assert_holds("d.yaml", "new");
	assert_int_equal(lstat("l.yaml", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	assert_int_equal(stat("d.yaml", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0640);
	assert_int_equal(files_here(), 2);
	remove("d.yaml");
	remove("l.yaml");
}

static void a_new_file_has_the_usual_mode(void **state)
{
	mode_t mask = umask(027);
	struct stat st;

	(void)state;
	assert_true(file_replace("n.yaml", "x", 1, NULL, 0, NULL));
	assert_int_equal(stat("n.yaml", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	umask(mask);
	remove("n.yaml");
}

static void what_others_changed_is_not_overwritten(void **state)
{
	Error err = {0};

	(void)state;
	put("d.yaml", "theirs");
	assert_false(file_replace("d.yaml", "mine", 4, "old", 3, &err));
	assert_says(&err, "d.yaml", "changed by someone else");
	assert_holds("d.yaml", "theirs");
	remove("d.yaml");
	assert_false(file_replace("d.yaml", "mine", 4, "old", 3, &err));
	assert_says(&err, "d.yaml", "removed");
	assert_null(get("d.yaml"));
	assert_int_equal(files_here(), 0);
}

static void the_same_bytes_are_not_written_again(void **state)
{
	struct stat before, after;

	(void)state;
	put("d.yaml", "same");
	assert_int_equal(stat("d.yaml", &before), 0);
	assert_true(file_replace("d.yaml", "same", 4, "other", 5, NULL));
	assert_int_equal(stat("d.yaml", &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	remove("d.yaml");
}

static void what_is_no_file_is_not_replaced(void **state)
{
	Error err = {0};

	(void)state;
	assert_int_equal(mkfifo("pipe", 0600), 0);
	assert_false(file_replace("pipe", "x", 1, NULL, 0, &err));
	assert_says(&err, "pipe", "FIFO");
	assert_false(file_replace(".", "x", 1, NULL, 0, &err));
	assert_says(&err, ".", "folder");
	assert_false(file_replace("no/such/d.yaml", "x", 1, NULL, 0, &err));
	assert_says(&err, "no/such/d.yaml", "no such folder");
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	assert_false(file_replace("dangling", "x", 1, NULL, 0, &err));
	assert_says(&err, "dangling", "mend the link");
	remove("dangling");
	remove("pipe");
}

static void create_replaces_nothing(void **state)
{
	Error err = {0};

	(void)state;
	assert_true(file_create("c.yaml", "one", 3, NULL));
	assert_false(file_create("c.yaml", "two", 3, &err));
	assert_says(&err, "c.yaml", "already");
	assert_holds("c.yaml", "one");
	assert_int_equal(files_here(), 1);
	remove("c.yaml");
}

/* Fails the K-th call for every K until none is left; what is there must be OLD or the new bytes. */
static void fail_every_step(bool create, bool part)
{
	const char *old = create ? NULL : "old bytes";
	bool good = false;

	for (int k = 1; !good; k++) {
		Error err = {0};
		char *now;

		if (old)
			put("d.yaml", old);
		fail_at = k;
		calls = 0;
		short_write = part;
		good = create ? file_create("d.yaml", "new", 3, &err)
		              : file_replace("d.yaml", "new", 3, old, strlen(old), &err);
		good = good && calls < k;
		fail_at = 0;
		now = get("d.yaml");
		assert_true(good || err.text || (now && strcmp(now, "new") == 0));
		assert_true(text_equal(now, old) || text_equal(now, "new"));
		assert_true(files_here() <= 1);
		assert_true(k < 50);
		free(now);
		error_clear(&err);
		remove("d.yaml");
	}
}

static void a_fault_at_any_step_leaves_a_whole_file(void **state)
{
	(void)state;
	fail_every_step(false, false);
	fail_every_step(false, true);
	fail_every_step(true, false);
	fail_every_step(true, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_file_is_refused),
		cmocka_unit_test(bytes_come_as_they_are),
		cmocka_unit_test(mode_and_link_are_kept),
		cmocka_unit_test(a_new_file_has_the_usual_mode),
		cmocka_unit_test(what_others_changed_is_not_overwritten),
		cmocka_unit_test(the_same_bytes_are_not_written_again),
		cmocka_unit_test(what_is_no_file_is_not_replaced),
		cmocka_unit_test(create_replaces_nothing),
		cmocka_unit_test(a_fault_at_any_step_leaves_a_whole_file),
	};

	return cmocka_run_group_tests(tests, enter, leave);
}
