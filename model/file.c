/* Reading whole files safely, and replacing them as a whole or not at all.
 *
 * Reading never waits for the other end of a pipe and never follows a device.
 * Writing goes to a temporary file in the same folder that takes the place of
 * the old one in one step, after it is on the disk: a reader sees the old bytes
 * or the new ones, also when the power goes. */
#include "model/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/memory.h"
#include "model/text.h"

/* --- reading ------------------------------------------------------------------ */

static bool system_fault(const char *path, const char *what, Error *err)
{
	switch (errno) {
	case ENOENT:
	case ENOTDIR:
		return error_set(err, "%s: there is no such file; check the name and the folder", path);
	case EACCES:
	case EPERM:
		return error_set(err, "%s: you may not %s it; check the permissions of file and folder", path, what);
	case ELOOP:
		return error_set(err, "%s: its symbolic links go in a circle; name the file itself", path);
	case ENAMETOOLONG:
		return error_set(err, "%s: the name is too long; use a shorter one", path);
	case ENOSPC:
	case EDQUOT:
		return error_set(err, "%s: the disk is full, the old file stays; free some space and try again", path);
	case EROFS:
		return error_set(err, "%s: the disk is read-only; save under another name", path);
	default:
		return error_set(err, "%s: cannot %s it (%s); try again or use another place", path, what, strerror(errno));
	}
}

static bool check_kind(const char *path, const struct stat *st, Error *err)
{
	if (S_ISREG(st->st_mode))
		return true;
	if (S_ISDIR(st->st_mode))
		return error_set(err, "%s: this is a folder; name a file in it", path);
	if (S_ISFIFO(st->st_mode))
		return error_set(err, "%s: this is a named pipe (FIFO); use a file, or - for standard input", path);
	return error_set(err, "%s: this is a device or socket; use a file", path);
}

static bool too_large(const char *path, Error *err)
{
	return error_set(err, "%s: larger than %d MB; split it", path, FILE_BYTES_MAX >> 20);
}

/* Reads FD to its end, SIZE being what to expect. */
static bool read_all(int fd, const char *path, size_t size, Text *out, Error *err)
{
	MEM_GROW(out->s, out->cap, size + 2);
	for (;;) {
		ssize_t got;

		if (out->length + 1 >= out->cap)
			MEM_GROW(out->s, out->cap, out->cap * 2);
		got = read(fd, out->s + out->length, out->cap - out->length - 1);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return system_fault(path, "read", err);
		if (got == 0)
			break;
		out->length += (size_t)got;
		if (out->length > FILE_BYTES_MAX)
			return too_large(path, err);
	}
	out->s[out->length] = '\0';
	return true;
}

static bool read_file(const char *path, Text *out, Error *err)
{
	struct stat st;
	bool good;
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd < 0 && (errno == ENXIO || errno == ENODEV))
		return error_set(err, "%s: this is a device or socket; use a file", path);
	if (fd < 0)
		return system_fault(path, "read", err);
	good = fstat(fd, &st) == 0 ? check_kind(path, &st, err) : system_fault(path, "read", err);
	if (good && st.st_size > FILE_BYTES_MAX)
		good = too_large(path, err);
	good = good && read_all(fd, path, (size_t)st.st_size, out, err);
	close(fd);
	return good;
}

bool file_read(const char *path, char **bytes, size_t *length, Error *err)
{
	Text text = {0};
	bool good = strcmp(path, "-") == 0 ? read_all(STDIN_FILENO, "standard input", 4096, &text, err)
	                                   : read_file(path, &text, err);

	if (!good) {
		text_clear(&text);
		return false;
	}
	*length = text.length;
	*bytes = text_take(&text);
	return true;
}

/* --- replacing ---------------------------------------------------------------- */

typedef struct Replacement {
	const char *path;       /* as the user named it, for messages */
	char *target;           /* where the bytes go: symbolic links followed; owned */
	char *folder;           /* of target; owned */
	char *temporary;        /* beside it; owned; NULL: none made */
	bool exists;
	struct stat st;         /* of what is there */
} Replacement;

static void replacement_clear(Replacement *r)
{
	if (r->temporary)
		unlink(r->temporary);
	free(r->temporary);
	free(r->target);
	free(r->folder);
}

static bool find_target(Replacement *r, Error *err)
{
	const char *slash;
	struct stat link;

	if (lstat(r->path, &link) == 0 && S_ISLNK(link.st_mode)) {
		r->target = realpath(r->path, NULL);
		if (!r->target && errno == ENOENT)
			return error_set(err, "%s: a symbolic link to a file that is not there; mend the link", r->path);
		if (!r->target)
			return system_fault(r->path, "write", err);
	} else {
		r->target = mem_copy(r->path);
	}
	slash = strrchr(r->target, '/');
	r->folder = slash ? mem_copy_n(r->target, (size_t)(slash - r->target) + 1) : mem_copy("./");
	r->exists = stat(r->target, &r->st) == 0;
	if (!r->exists)
		return errno == ENOENT || system_fault(r->path, "write", err);
	if (!check_kind(r->path, &r->st, err))
		return false;
	if (access(r->target, W_OK) != 0)
		return error_set(err, "%s: the file is read-only; make it writable or save under another name", r->path);
	return true;
}

/* Opens a new file beside the target that nobody else has. */
static int open_temporary(Replacement *r)
{
	mode_t mode = r->exists ? r->st.st_mode & 0777 : 0666;
	const char *slash = strrchr(r->target, '/'), *name = slash ? slash + 1 : r->target;
	Text temporary = {0};
	int fd = -1;

	for (unsigned i = 0; i < 100 && fd < 0; i++) {
		text_reset(&temporary);
		text_addf(&temporary, "%s.%.200s.%ld-%u.tmp", r->folder, name, (long)getpid(), i);
		fd = open(temporary.s, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	if (fd >= 0)
		r->temporary = text_take(&temporary);
	text_clear(&temporary);
	return fd;
}

static bool write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t done = write(fd, bytes, length);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		bytes += done;
		length -= (size_t)done;
	}
	return true;
}

/* Owner and mode as they were; a group that cannot be kept gets no rights from it. */
static bool keep_mode(int fd, const struct stat *st)
{
	mode_t mode = st->st_mode & 07777;

	if (fchown(fd, st->st_uid, st->st_gid) != 0 && fchown(fd, (uid_t)-1, st->st_gid) != 0)
		mode &= ~(mode_t)(S_ISUID | S_ISGID | S_IRWXG);
	return fchmod(fd, mode) == 0 || errno == EPERM;         /* not every disk has modes */
}

static bool write_temporary(Replacement *r, const char *bytes, size_t length, Error *err)
{
	int fd = open_temporary(r);
	bool good;
	int fault;

	if (fd < 0 && errno == ENOENT)
		return error_set(err, "%s: there is no such folder; make it first", r->path);
	if (fd < 0)
		return system_fault(r->path, "write", err);
	good = write_all(fd, bytes, length) && (!r->exists || keep_mode(fd, &r->st)) && fsync(fd) == 0;
	fault = errno;
	if (close(fd) != 0 && good) {
		good = false;
		fault = errno;
	}
	errno = fault;
	return good || system_fault(r->path, "write", err);
}

static bool sync_folder(const Replacement *r, Error *err)
{
	int fd = open(r->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool good;

	if (fd < 0)
		return true;            /* a folder that may be written but not read */
	good = fsync(fd) == 0 || errno == EINVAL || errno == EROFS;
	close(fd);
	return good || error_set(err, "%s: written, but the disk did not confirm it; save again", r->path);
}

/* Are the bytes at the target as EXPECTED? */
static bool holds(const Replacement *r, const char *expected, size_t length)
{
	Text now = {0};
	bool same = read_file(r->target, &now, NULL) && now.length == length &&
	            memcmp(now.s, expected, length) == 0;

	text_clear(&now);
	return same;
}

static bool changed_meanwhile(const Replacement *r, Error *err)
{
	struct stat st;

	if (stat(r->target, &st) != 0 && errno == ENOENT)
		return error_set(err, "%s: the file was removed since it was read; save under another name", r->path);
	return error_set(err, "%s: the file was changed by someone else since it was read; nothing is written", r->path);
}

static bool move_in_place(Replacement *r, Error *err)
{
	if (rename(r->temporary, r->target) != 0)
		return system_fault(r->path, "write", err);
	free(r->temporary);
	r->temporary = NULL;
	return true;
}

static bool replace(Replacement *r, const char *bytes, size_t length,
                    const char *expected, size_t expected_length, Error *err)
{
	if (!find_target(r, err))
		return false;
	if (r->exists && holds(r, bytes, length))
		return sync_folder(r, err);
	if (expected && !holds(r, expected, expected_length))
		return changed_meanwhile(r, err);
	if (!write_temporary(r, bytes, length, err))
		return false;
	if (expected && !holds(r, expected, expected_length))
		return changed_meanwhile(r, err);
	return move_in_place(r, err) && sync_folder(r, err);
}

bool file_replace(const char *path, const char *bytes, size_t length,
                  const char *expected, size_t expected_length, Error *err)
{
	Replacement r = {.path = path};
	bool good = replace(&r, bytes, length, expected, expected_length, err);

	replacement_clear(&r);
	return good;
}

/* Unlike rename, link replaces nothing; not every disk has it. */
static bool put_in_place(Replacement *r, Error *err)
{
	if (link(r->temporary, r->target) == 0)
		return true;
	if (errno == EEXIST)
		return error_set(err, "%s: there is such a file already; choose another name", r->path);
	if (errno != EPERM && errno != ENOTSUP && errno != ENOSYS)
		return system_fault(r->path, "write", err);
	return move_in_place(r, err);
}

bool file_create(const char *path, const char *bytes, size_t length, Error *err)
{
	Replacement r = {.path = path};
	bool good = find_target(&r, err);

	if (good && r.exists)
		good = error_set(err, "%s: there is such a file already; choose another name", path);
	good = good && write_temporary(&r, bytes, length, err) && put_in_place(&r, err) && sync_folder(&r, err);
	replacement_clear(&r);
	return good;
}

bool file_same(const char *a, const char *b)
{
	struct stat x, y;

	return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}
