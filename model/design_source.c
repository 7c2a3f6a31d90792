/* The files of a design: the main one and those it includes.
 *
 * An included file lies in the folder of the main file or below it, whatever
 * symbolic links say, so that the check of a stranger's design reads nothing
 * else. Its path is relative to the file that names it. */
#include "model/design_tree.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "model/quote.h"

enum { INCLUDES_MAX = 64 };

typedef struct Loader {
	DesignSource *source;
	DesignTrees *trees;
	const YamlVisitor *visitor;
	Diagnostics *list;
	char *root;             /* the real folder of the main file */
	struct stat stats[INCLUDES_MAX + 1];    /* to know a file under another name */
	size_t parents[INCLUDES_MAX + 1];       /* who includes it, as indexes into trees */
	size_t bytes;           /* of all files so far */
} Loader;

static YamlDoc *trees_add(DesignTrees *trees)
{
	trees->docs = mem_resize(trees->docs, trees->count + 1, sizeof *trees->docs);
	trees->docs[trees->count] = (YamlDoc){0};
	return &trees->docs[trees->count++];
}

static char *folder_of(const char *path)
{
	const char *slash = strcmp(path, "-") == 0 ? NULL : strrchr(path, '/');

	return slash ? mem_copy_n(path, (size_t)(slash - path) + 1) : mem_copy("");
}

/* --- what may be included --------------------------------------------------------- */

static bool climbs(const char *path)
{
	for (const char *at = path; *at; at += strcspn(at, "/"), at += strspn(at, "/"))
		if (strncmp(at, "..", 2) == 0 && (at[2] == '/' || !at[2]))
			return true;
	return false;
}

static bool inside(const char *root, const char *path)
{
	size_t length = strlen(root);

	return strncmp(path, root, length) == 0 && (path[length] == '/' || strcmp(root, "/") == 0);
}

static void refuse(Loader *l, size_t by, const YamlNode *item, const char *why)
{
	Text text = {0};

	quote_add_short(&text, item->text);
	diagnostics_add(l->list, false, l->trees->docs[by].file, (int)item->line, (int)item->column,
	                "include %s: %s", text.s, why);
	text_clear(&text);
}

/* Is the file met already: as one of those that lead here, or beside? */
static bool met_before(Loader *l, size_t by, const YamlNode *item, const struct stat *st)
{
	for (size_t i = 0; i < l->trees->count; i++) {
		size_t up = by;

		if (l->stats[i].st_ino != st->st_ino || l->stats[i].st_dev != st->st_dev)
			continue;
		while (up != i && up != 0)
			up = l->parents[up];
		refuse(l, by, item, i == by ? "the file includes itself; remove the line"
		       : up == i ? "the files include each other in a circle; remove one of the lines"
		       : "the file is included already; remove one of the lines");
		return true;
	}
	return false;
}

/* The real path of an included file that may be read, or NULL and the reason told. */
static char *resolve(Loader *l, size_t by, const YamlNode *item, const char *path, struct stat *st)
{
	char *real = NULL;

	if (item->type != YAML_TEXT || !item->text[0])
		refuse(l, by, item, "not a file name; write include: [file.yaml]");
	else if (item->text[0] == '/' || climbs(item->text))
		refuse(l, by, item, "the path must be relative, without ..; put the file into the design's folder");
	else if (l->trees->count > INCLUDES_MAX)
		refuse(l, by, item, "more than 64 files; put some of them together");
	else if (!(real = realpath(path, NULL)))
		refuse(l, by, item, "there is no such file that can be read; check the name");
	else if (!l->root || !inside(l->root, real))
		refuse(l, by, item, "it leads out of the design's folder; put the file itself there");
	else if (stat(real, st) == 0 && !met_before(l, by, item, st))
		return real;
	free(real);
	return NULL;
}

/* --- loading ------------------------------------------------------------------------ */

static void load_includes(Loader *l, size_t by);

static void keep_include(Loader *l, size_t by, char *path, char *bytes, size_t length)
{
	DesignSource *source = l->source;
	size_t index = l->trees->count;
	YamlDoc *doc = trees_add(l->trees);

	source->includes = mem_resize(source->includes, source->include_count + 1, sizeof *source->includes);
	source->includes[source->include_count++] = (IncludedFile){path, bytes, length};
	l->parents[index] = by;
	yaml_visit(doc, path, bytes, length, l->visitor, l->list);
	load_includes(l, index);
}

static void load_include(Loader *l, size_t by, const YamlNode *item)
{
	char *folder = folder_of(l->trees->docs[by].file), *real, *bytes;
	Text path = {0};
	Error err = {0};
	struct stat st;
	size_t length;

	text_addf(&path, "%s%s", folder, item->text);
	free(folder);
	real = resolve(l, by, item, path.s, &st);
	if (real && !file_read(real, &bytes, &length, &err)) {
		refuse(l, by, item, text_starts(err.text, real) ? err.text + strlen(real) + 2 : err.text);
	} else if (real && (l->bytes += length) > FILE_BYTES_MAX) {
		refuse(l, by, item, "the files have more than 64 MB together; make the design smaller");
		free(bytes);
	} else if (real) {
		l->stats[l->trees->count] = st;
		keep_include(l, by, text_take(&path), bytes, length);
	}
	error_clear(&err);
	free(real);
	text_clear(&path);
}

static void load_includes(Loader *l, size_t by)
{
	const YamlNode *include = l->trees->docs[by].broken ? NULL : yaml_get(l->trees->docs[by].root, "include");

	if (!include || yaml_is_null(include))
		return;
	if (include->type == YAML_TEXT)
		load_include(l, by, include);
	for (const YamlNode *item = include->first; include->type == YAML_LIST && item; item = item->next)
		load_include(l, by, item);
}

bool design_source_open(DesignSource *source, const char *path, Diagnostics *list)
{
	size_t skip = strlen(path) + 2;
	Error err = {0};

	*source = (DesignSource){.path = mem_copy(path)};
	if (file_read(path, &source->bytes, &source->length, &err))
		return true;
	diagnostics_add(list, false, path, 0, 0, "%s", text_starts(err.text, path) ? err.text + skip : err.text);
	error_clear(&err);
	return false;
}

bool design_source_read(DesignSource *source, const YamlVisitor *visitor, DesignTrees *trees, Diagnostics *list)
{
	Loader l = {.source = source, .trees = trees, .visitor = visitor, .list = list, .bytes = source->length};
	const char *path = strcmp(source->path, "-") == 0 ? "." : source->path;
	size_t errors = list->errors;
	char *folder = folder_of(source->path);

	l.root = realpath(folder[0] ? folder : ".", NULL);
	free(folder);
	if (stat(path, &l.stats[0]) != 0)
		l.stats[0] = (struct stat){0};
	yaml_visit(trees_add(trees), source->path, source->bytes, source->length, visitor, list);
	load_includes(&l, 0);
	free(l.root);
	return list->errors == errors;
}

bool design_source_parse(const DesignSource *source, const YamlVisitor *visitor,
                         DesignTrees *trees, Diagnostics *list)
{
	size_t errors = list->errors;

	yaml_visit(trees_add(trees), source->path, source->bytes, source->length, visitor, list);
	for (size_t i = 0; i < source->include_count; i++) {
		const IncludedFile *file = &source->includes[i];

		yaml_visit(trees_add(trees), file->path, file->bytes, file->length, visitor, list);
	}
	return list->errors == errors;
}

void design_trees_clear(DesignTrees *trees)
{
	for (size_t i = 0; i < trees->count; i++)
		yaml_clear(&trees->docs[i]);
	free(trees->docs);
	*trees = (DesignTrees){0};
}

void design_source_clear(DesignSource *source)
{
	if (!source)
		return;
	for (size_t i = 0; i < source->include_count; i++) {
		free(source->includes[i].path);
		free(source->includes[i].bytes);
	}
	free(source->includes);
	free(source->path);
	free(source->bytes);
	*source = (DesignSource){0};
}
