/* The lines of the prompt that were run. */
#include "tui/prompt_history.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "model/file.h"
#include "model/memory.h"
#include "model/state_folder.h"
#include "model/utf8.h"

enum { LINE_LONGEST = 4000 };

static char *history_path(void)
{
	char *folder = state_folder(NULL);
	Text path = {0};

	if (!folder)
		return NULL;
	state_folder_make(folder, NULL);
	text_addf(&path, "%s/prompt", folder);
	free(folder);
	return text_take(&path);
}

static bool worth_keeping(const char *line)
{
	size_t length = strlen(line);

	return length && length <= LINE_LONGEST && utf8_clean(line, length, false, NULL);
}

/* The file is others' to write as well: what is no line of a prompt is passed over. */
static void read_file(const char *path, List *out)
{
	char *bytes;
	size_t length;

	if (!file_read(path, &bytes, &length, NULL))
		return;
	for (const char *at = bytes; *at;) {
		size_t size = strcspn(at, "\n");
		char *line = mem_copy_n(at, size);

		if (worth_keeping(line))
			list_add(out, line);
		free(line);
		at += size;
		at += *at == '\n';
	}
	free(bytes);
}

void prompt_history_read(List *out)
{
	char *path = history_path();

	if (path)
		read_file(path, out);
	free(path);
}

static void write_file(const char *path, const List *lines, size_t most)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	Text text = {0};

	if (fd >= 0)
		close(fd);              /* whoever replaces it keeps its mode */
	for (size_t i = lines->count > most ? lines->count - most : 0; i < lines->count; i++)
		text_addf(&text, "%s\n", lines->items[i]);
	file_replace(path, text_str(&text), text.length, NULL, 0, NULL);
	text_clear(&text);
}

void prompt_history_add(const char *line, long most)
{
	char *path = history_path();
	List lines = {0};

	if (path && most > 0)
		read_file(path, &lines);
	if (path && worth_keeping(line) && (!lines.count || strcmp(lines.items[lines.count - 1], line) != 0))
		list_add(&lines, line);
	if (path && (most > 0 || access(path, F_OK) == 0))
		write_file(path, &lines, (size_t)most);
	list_clear(&lines);
	free(path);
}
