/* The state folder and file identity: plain file system work that the journal stands on. */
#include "model/state_folder.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "model/memory.h"
#include "model/text.h"

enum { PRIVATE_FOLDER = 0700 };

char *state_folder(Error *err)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
	Text path = {0};

	if (state && state[0] == '/') {
		text_addf(&path, "%s/troika", state);
	} else if (home && home[0] == '/') {
		text_addf(&path, "%s/.local/state/troika", home);
	} else {
		error_set(err, "no folder to keep edits in: set HOME or XDG_STATE_HOME");
		return NULL;
	}
	return text_take(&path);
}

char *config_path(const char *name)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
	Text path = {0};

	if (config && config[0] == '/')
		text_addf(&path, "%s/troika/%s", config, name);
	else if (home && home[0] == '/')
		text_addf(&path, "%s/.config/troika/%s", home, name);
	return path.length ? text_take(&path) : NULL;
}

/* Makes PATH; that it is there already is as good. */
static bool make_folder(const char *path, Error *err)
{
	if (mkdir(path, PRIVATE_FOLDER) == 0) {
		if (chmod(path, PRIVATE_FOLDER) == 0)   /* the umask may have taken bits away */
			return true;
		return error_set(err, "%s: cannot make the folder: %s", path, strerror(errno));
	}
	/* EEXIST is what counts, but read-only and automounted parents answer otherwise */
	if (errno == EEXIST || access(path, F_OK) == 0)
		return true;
	return error_set(err, "%s: cannot make the folder: %s", path, strerror(errno));
}

static bool make_parents(const char *folder, Error *err)
{
	char *path = mem_copy(folder);
	bool ok = true;

	for (char *slash = strchr(path + 1, '/'); slash && ok; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		ok = make_folder(path, err);
		*slash = '/';
	}
	free(path);
	return ok;
}

bool state_folder_make(const char *folder, Error *err)
{
	struct stat st;

	if (stat(folder, &st) < 0 && (!make_parents(folder, err) || !make_folder(folder, err)))
		return false;
	if (stat(folder, &st) < 0 || !S_ISDIR(st.st_mode))
		return error_set(err, "%s: not a folder; move it away", folder);
	if (st.st_uid != geteuid())
		return error_set(err, "%s: belongs to another user; set XDG_STATE_HOME", folder);
	if ((st.st_mode & 077) && chmod(folder, PRIVATE_FOLDER) < 0)
		return error_set(err, "%s: cannot be made private: %s", folder, strerror(errno));
	if (access(folder, W_OK | X_OK) < 0)
		return error_set(err, "%s: %s", folder, strerror(errno));
	return true;
}

void state_folder_sync(const char *folder)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0)
		return;
	(void)fsync(fd);        /* some file systems cannot; there is nothing better to do */
	close(fd);
}

char *path_canonical(const char *path, Error *err)
{
	char *whole = realpath(path, NULL), *copy, *folder;
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	Text text = {0};

	if (whole)
		return whole;
	if (errno != ENOENT || !*name) {
		error_set(err, "%s: %s", path, errno == ENOENT ? "not a file name" : strerror(errno));
		return NULL;
	}
	copy = slash ? mem_copy_n(path, (size_t)(slash - path) + 1) : mem_copy(".");
	folder = realpath(copy, NULL);
	free(copy);
	if (!folder) {
		error_set(err, "%s: the folder cannot be entered: %s", path, strerror(errno));
		return NULL;
	}
	text_addf(&text, "%s/%s", strcmp(folder, "/") == 0 ? "" : folder, name);
	free(folder);
	return text_take(&text);
}

char *path_mark(const char *path)
{
	struct stat st;
	Text text = {0};

	if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
		text_addf(&text, "%llu:%llu %lld.%09ld", (unsigned long long)st.st_dev,
		          (unsigned long long)st.st_ino, (long long)st.st_mtim.tv_sec,
		          st.st_mtim.tv_nsec);
	return text_take(&text);
}

bool mark_same_file(const char *a, const char *b)
{
	size_t length = strcspn(a, " ");

	return length > 0 && length == strcspn(b, " ") && strncmp(a, b, length) == 0;
}

static bool holds(int fd, const char *bytes, size_t length)
{
	char part[4096];
	size_t at = 0;

	for (;;) {
		ssize_t got = read(fd, part, sizeof part);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0 && at == length;
		if ((size_t)got > length - at || memcmp(part, bytes + at, (size_t)got) != 0)
			return false;
		at += (size_t)got;
	}
}

bool path_holds(const char *path, const void *bytes, size_t length)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	bool same;

	if (fd < 0)
		return false;
	same = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size >= 0 &&
	       (size_t)st.st_size == length && holds(fd, bytes, length);
	close(fd);
	return same;
}

uint64_t hash_long(const char *text)
{
	uint64_t hash = 14695981039346656037u;

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 1099511628211u;
	return hash;
}

void random_hex(char out[33])
{
	static const char digits[] = "0123456789abcdef";
	static uint32_t calls;
	unsigned char bytes[16];

	if (getentropy(bytes, sizeof bytes) < 0) {
		/* No source of chance: time, process and a counter still never repeat together. */
		struct timespec now;
		uint64_t parts[2];

		clock_gettime(CLOCK_REALTIME, &now);
		parts[0] = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
		parts[1] = ((uint64_t)getpid() << 32) | ++calls;
		memcpy(bytes, parts, sizeof bytes);
	}
	for (size_t i = 0; i < sizeof bytes; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[32] = '\0';
}
