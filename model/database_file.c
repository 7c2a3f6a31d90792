/* The header is judged by its bytes alone, so that a foreign file is refused untouched. A new file is made complete
 * under a name of its own, then linked: nobody ever sees half of one. */
#include "model/database_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/memory.h"
#include "model/state_folder.h"
#include "model/text.h"

bool database_file_ours(const DatabaseForm *form, const char *file, Error *err)
{
	const char *name = form->name;
	struct stat st;

	if (lstat(file, &st) < 0)
		return error_set(err, "the %s %s: %s", name, file, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return error_set(err, "%s: not a plain file; move it away", file);
	if ((st.st_mode & 077) && chmod(file, 0600) < 0)
		return error_set(err, "the %s %s: cannot be made private: %s", name, file, strerror(errno));
	return true;
}

static uint32_t big_endian(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

bool database_header_ours(const DatabaseForm *form, const char *file, const unsigned char *header, Error *err)
{
	if (!header || memcmp(header, "SQLite format 3", 16) != 0 || big_endian(header + 68) != form->application ||
	    header[18] != 1 || header[19] != 1)
		return error_set(err, "%s: not a %s of troika, or damaged; move it away", file, form->name);
	if (big_endian(header + 60) > form->version)
		return error_set(err, "the %s %s: written by a newer troika (version %u); update troika", form->name, file,
		                 big_endian(header + 60));
	return true;
}

bool database_file_new(const DatabaseForm *form, const char *file, Error *err)
{
	int fd = open(file, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	bool ok = fd >= 0 && fchmod(fd, 0600) == 0;

	if (!ok)
		error_set(err, "the %s %s: %s", form->name, file, strerror(errno));
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool exists(const char *file)
{
	struct stat st;

	return lstat(file, &st) == 0;
}

bool database_file_give_name(const DatabaseForm *form, const char *fresh, const char *file, Error *err)
{
	const char *slash = strrchr(file, '/');
	char *folder;

	if (link(fresh, file) < 0 && errno != EEXIST) {
		/* a file system without links: the name was free a moment ago */
		if (exists(file) || rename(fresh, file) < 0)
			return exists(file) ||
			       error_set(err, "the %s %s: %s", form->name, file, strerror(errno));
	}
	folder = mem_copy_n(file, slash ? (size_t)(slash - file) + 1 : 0);
	state_folder_sync(folder);
	free(folder);
	return true;
}

void database_file_remove(const char *file)
{
	Text text = {0};

	unlink(file);
	text_addf(&text, "%s-journal", file);
	unlink(text_str(&text));
	text_clear(&text);
}
