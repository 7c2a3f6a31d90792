/* A folder for the files of a test, in memory where the system has such a place: what these tests
 * prove does not need the disk, and a slow one would only make them slow. */
#ifndef TROIKA_TESTS_WORK_FOLDER_H
#define TROIKA_TESTS_WORK_FOLDER_H

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORK_FOLDER_LONGEST = 64 };

/* Makes a new folder with NAME in its name. */
static inline bool work_folder(char folder[WORK_FOLDER_LONGEST], const char *name)
{
	const char *place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

	snprintf(folder, WORK_FOLDER_LONGEST, "%s/troika-%s-XXXXXX", place, name);
	return mkdtemp(folder) != NULL;
}

/* Removes PATH with all that is below it. */
static inline void remove_tree(const char *path)
{
	DIR *dir = opendir(path);
	const struct dirent *entry;

	while (dir && (entry = readdir(dir))) {
		char below[512];

		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (snprintf(below, sizeof below, "%s/%s", path, entry->d_name) < (int)sizeof below && unlink(below) < 0)
			remove_tree(below);
	}
	if (dir)
		closedir(dir);
	rmdir(path);
}

#endif
