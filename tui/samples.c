/* Samples are ordinary design files in one folder; what they teach is their opening comment. */
#include "config.h"

#include "tui/samples.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/file.h"
#include "model/memory.h"
#include "model/text.h"

static bool is_folder(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

char *samples_folder(Error *err)
{
	const char *named = getenv("TROIKA_SAMPLES");
	char self[PATH_MAX], path[PATH_MAX + 32];
	ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);

	if (named && *named)
		return mem_copy(named);
	while (length > 0 && self[length - 1] != '/')
		length--;
	if (length > 1) {
		snprintf(path, sizeof path, "%.*s/samples", (int)length - 1, self);
		if (is_folder(path))
			return mem_copy(path);
		snprintf(path, sizeof path, "%.*s/../share/" PACKAGE "/samples", (int)length - 1, self);
		if (is_folder(path))
			return mem_copy(path);
	}
	if (is_folder(TROIKA_DATADIR "/samples"))
		return mem_copy(TROIKA_DATADIR "/samples");
	error_set(err, "the samples are not there (looked beside the program and in %s/samples); name their folder in "
	               "TROIKA_SAMPLES", TROIKA_DATADIR);
	return NULL;
}

/* The first lines of BYTES that are comments, as one text; the line for editors is left out. */
static char *opening_comment(const char *bytes)
{
	Text text = {0};

	while (*bytes == '#') {
		size_t length = strcspn(bytes, "\n");
		const char *words = bytes + strspn(bytes, "# ");

		if (words < bytes + length && !text_starts(words, "yaml-language-server")) {
			if (text.length)
				text_add_char(&text, ' ');
			text_add_n(&text, words, (size_t)(bytes + length - words));
		}
		bytes += length + (bytes[length] == '\n');
	}
	return text_take(&text);
}

/* The value of the line `name: …` at the margin. */
static char *design_title(const char *bytes, const char *otherwise)
{
	for (const char *line = bytes; *line;) {
		size_t length = strcspn(line, "\n");

		if (text_starts(line, "name:")) {
			const char *start = line + 5 + strspn(line + 5, " \"'");
			const char *end = line + length;

			while (end > start && strchr(" \"'\r", end[-1]))
				end--;
			if (end > start)
				return mem_copy_n(start, (size_t)(end - start));
		}
		line += length + (line[length] == '\n');
	}
	return mem_copy(otherwise);
}

static void add_sample(Samples *samples, const char *folder, const char *file)
{
	Text path = {0};
	Error err = {0};
	char *bytes = NULL;
	size_t length;

	text_addf(&path, "%s/%s", folder, file);
	if (file_read(path.s, &bytes, &length, &err)) {
		Sample *sample;

		MEM_GROW(samples->items, samples->cap, samples->count + 1);
		sample = &samples->items[samples->count++];
		sample->name = mem_copy_n(file, strlen(file) - strlen(".yaml"));
		sample->path = mem_copy(path.s);
		sample->title = design_title(bytes, sample->name);
		sample->lesson = opening_comment(bytes);
	}
	free(bytes);
	error_clear(&err);
	text_clear(&path);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const Sample *)a)->name, ((const Sample *)b)->name);
}

bool samples_list(Samples *samples, Error *err)
{
	char *folder = samples_folder(err);
	struct dirent *entry;
	DIR *open;

	if (!folder)
		return false;
	open = opendir(folder);
	if (!open)
		error_set(err, "%s: %s", folder, strerror(errno));
	while (open && (entry = readdir(open)))
		if (entry->d_name[0] != '.' && text_ends(entry->d_name, ".yaml"))
			add_sample(samples, folder, entry->d_name);
	if (samples->count)
		qsort(samples->items, samples->count, sizeof *samples->items, by_name);
	if (open)
		closedir(open);
	free(folder);
	return open != NULL;
}

const Sample *samples_find(const Samples *samples, const char *name)
{
	for (size_t i = 0; i < samples->count; i++)
		if (strcmp(samples->items[i].name, name) == 0)
			return &samples->items[i];
	return NULL;
}

const Sample *samples_nearest(const Samples *samples, const char *name)
{
	const Sample *best = NULL;
	unsigned limit = 4;

	for (size_t i = 0; i < samples->count; i++) {
		unsigned distance = text_distance(name, samples->items[i].name, limit);

		if (distance < limit && distance < strlen(name)) {
			limit = distance;
			best = &samples->items[i];
		}
	}
	return best;
}

void samples_clear(Samples *samples)
{
	for (size_t i = 0; i < samples->count; i++) {
		free(samples->items[i].name);
		free(samples->items[i].path);
		free(samples->items[i].title);
		free(samples->items[i].lesson);
	}
	free(samples->items);
	*samples = (Samples){0};
}
