/* Which files a design may name, and what stands in a folder. */
#include "model/beside.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/memory.h"
#include "model/quote.h"
#include "model/state_folder.h"

static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return mem_copy(".");
	return slash == path ? mem_copy("/") : mem_copy_n(path, (size_t)(slash - path));
}

/* Does the file INSIDE, links followed, stand in FOLDER or below it? */
static bool stands_in(const char *folder, const char *inside)
{
	Error err = {0};
	char *outer = path_canonical(folder, &err), *inner = path_canonical(inside, &err);
	size_t length = outer ? strlen(outer) : 0;
	bool yes = outer && inner && strncmp(inner, outer, length) == 0 &&
	           (!inner[length] || inner[length] == '/' || strcmp(outer, "/") == 0);

	free(outer);
	free(inner);
	error_clear(&err);
	return yes;
}

/* Is the file or folder PATH, called NAME in the design, there and in its FOLDER? */
static bool may_be_read(const char *folder, const char *path, const char *name, Error *err)
{
	Text text = {0};
	bool ok = false;

	quote_add_short(&text, name);
	if (!*name)
		error_set(err, "there is an empty name; write that of a file or folder, or remove it");
	else if (name[0] != '/' && !strstr(name, "..") && access(path, F_OK) != 0)
		error_set(err, "there is no such file or folder as %s beside the design; check the name", text.s);
	else if (name[0] == '/' || !stands_in(folder, path))
		error_set(err, "%s is not in the folder of the design or below; move it there and write its relative path",
		          text.s);
	else
		ok = true;
	text_clear(&text);
	return ok;
}

char *beside_design(const char *design, const char *name, Error *err)
{
	char *folder;
	Text path = {0};
	bool ok;

	if (strcmp(design, "-") == 0) {
		error_set(err, "a design from standard input has no folder to look for files in; name the design's file");
		return NULL;
	}
	folder = folder_of(design);
	text_addf(&path, "%s/%s", folder, name);
	ok = may_be_read(folder, path.s, name, err);
	if (ok && strcmp(folder, ".") == 0) {
		text_reset(&path);
		text_add(&path, name);
	}
	free(folder);
	if (ok)
		return text_take(&path);
	text_clear(&path);
	return NULL;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool folder_list(const char *folder, const char *suffix, size_t most, List *paths)
{
	size_t first = paths->count;
	struct dirent *entry;
	DIR *dir = opendir(folder);
	Text path = {0};

	while (dir && paths->count - first < most && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.' || !text_ends(entry->d_name, suffix))
			continue;
		text_reset(&path);
		text_addf(&path, "%s/%s", folder, entry->d_name);
		list_add(paths, path.s);
	}
	text_clear(&path);
	if (paths->count - first > 1)
		qsort(paths->items + first, paths->count - first, sizeof *paths->items, by_name);
	return dir && closedir(dir) == 0;
}
