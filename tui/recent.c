/* Recent designs. */
#include "tui/recent.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/file.h"
#include "model/memory.h"
#include "model/state_folder.h"

enum { RECENT_MOST = 9 };

static char *list_path(bool make)
{
	char *folder = state_folder(NULL);
	Text path = {0};

	if (!folder)
		return NULL;
	if (make)
		state_folder_make(folder, NULL);
	text_addf(&path, "%s/recent", folder);
	free(folder);
	return text_take(&path);
}

static void read_lines(const char *path, List *out)
{
	char *bytes;
	size_t length;

	if (!path || !file_read(path, &bytes, &length, NULL))
		return;
	for (const char *at = bytes; *at;) {
		size_t line = strcspn(at, "\n");
		char *one = mem_copy_n(at, line);

		if (*one == '/' && out->count < RECENT_MOST)
			list_add(out, one);
		free(one);
		at += line;
		at += *at == '\n';
	}
	free(bytes);
}

void recent_list(List *out)
{
	char *path = list_path(false);
	List all = {0};

	read_lines(path, &all);
	for (size_t i = 0; i < all.count; i++)
		if (access(all.items[i], R_OK) == 0)
			list_add(out, all.items[i]);
	list_clear(&all);
	free(path);
}

void recent_add(const char *path)
{
	char *whole = path_canonical(path, NULL), *file = whole ? list_path(true) : NULL;
	List all = {0};
	Text text = {0};

	if (file)
		read_lines(file, &all);
	if (file && !strchr(whole, '\n') && !(all.count && strcmp(all.items[0], whole) == 0)) {
		text_addf(&text, "%s\n", whole);
		for (size_t i = 0; i < all.count; i++)
			if (strcmp(all.items[i], whole) != 0)
				text_addf(&text, "%s\n", all.items[i]);
		file_replace(file, text_str(&text), text.length, NULL, 0, NULL);
	}
	list_clear(&all);
	text_clear(&text);
	free(file);
	free(whole);
}
