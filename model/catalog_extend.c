/* Finds and reads a user's own catalogue files. */
#include "model/catalog_extend.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "model/file.h"
#include "model/state_folder.h"
#include "model/text.h"
#include "model/yaml.h"

enum { FILES_MOST = 100 };

static void add_file(CatalogReader *reader, const char *path, Diagnostics *list)
{
	Error err = {0};
	size_t length;
	char *bytes;

	if (file_read(path, &bytes, &length, &err)) {
		catalog_reader_add(reader, path, bytes, length, list);
		free(bytes);
	} else {
		diagnostics_add(list, false, path, 0, 0, "%s", err.text);
	}
	error_clear(&err);
}

bool catalog_extend(Catalog *out, const Catalog *base, const List *paths, Diagnostics *list)
{
	CatalogReader *reader = catalog_reader_new(base);
	size_t errors = list->errors;
	bool ok;

	for (size_t i = 0; i < paths->count; i++)
		add_file(reader, paths->items[i], list);
	*out = (Catalog){0};
	ok = list->errors == errors && catalog_reader_finish(reader, out, list);
	catalog_reader_free(reader);
	return ok;
}

/* --- the user's folder --------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void catalog_user_files(List *paths)
{
	char *folder = config_path("catalog");
	size_t first = paths->count;
	struct dirent *entry;
	DIR *dir = folder ? opendir(folder) : NULL;

	while (dir && paths->count - first < FILES_MOST && (entry = readdir(dir))) {
		Text path = {0};

		if (entry->d_name[0] == '.' || !text_ends(entry->d_name, ".yaml"))
			continue;
		text_addf(&path, "%s/%s", folder, entry->d_name);
		list_add(paths, text_str(&path));
		text_clear(&path);
	}
	if (dir)
		closedir(dir);
	if (paths->count - first > 1)
		qsort(paths->items + first, paths->count - first, sizeof *paths->items, by_name);
	free(folder);
}

/* --- beside a design ------------------------------------------------------------ */

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
	           (inner[length] == '/' || strcmp(outer, "/") == 0);

	free(outer);
	free(inner);
	error_clear(&err);
	return yes;
}

/* Adds the file NODE names to PATHS, or says why not. */
static void add_named(const YamlNode *node, const char *design, List *paths, Diagnostics *list)
{
	char *folder = folder_of(design);
	Text path = {0};

	if (node->type != YAML_TEXT || !node->text[0]) {
		diagnostics_add(list, false, design, (int)node->line, (int)node->column,
		                "catalog: names files, as in catalog: [own-kinds.yaml]");
	} else if (strcmp(design, "-") == 0) {
		diagnostics_add(list, false, design, (int)node->line, (int)node->column,
		                "a design from standard input has no folder to find '%s' in; name the design's file",
		                node->text);
	} else {
		text_addf(&path, "%s/%s", folder, node->text);
		if (node->text[0] == '/' || !stands_in(folder, text_str(&path)))
			diagnostics_add(list, false, design, (int)node->line, (int)node->column,
			                "'%s' is not a file in the folder of the design or below; move it there and write its "
			                "relative path", node->text);
		else
			list_add(paths, strcmp(folder, ".") == 0 ? node->text : text_str(&path));
	}
	text_clear(&path);
	free(folder);
}

/* May WORD be a key in BYTES? Most designs name no catalogue, and are not parsed for it. */
static bool may_be_key(const char *bytes, size_t length, const char *word)
{
	size_t size = strlen(word);
	const char *end = bytes + length, *at = bytes;

	while ((at = memchr(at, word[size - 1], (size_t)(end - at)))) {
		const char *behind = ++at;

		if ((size_t)(at - bytes) < size || memcmp(at - size, word, size) != 0)
			continue;
		while (behind < end && (*behind == '"' || *behind == '\'' || *behind == ' '))
			behind++;
		if (behind < end && *behind == ':')
			return true;
	}
	return false;
}

static bool pass_by(void *context, const YamlNode *key)
{
	return context == NULL && key->type == YAML_TEXT;
}

static void forget(void *context, const YamlDoc *doc, const YamlNode *key, const YamlNode *entry)
{
	(void)context;
	(void)doc;
	(void)key;
	(void)entry;
}

/* The files under `catalog:`; whatever else is wrong in the design its own reader says. */
static void design_files(const char *design, const char *bytes, size_t length, List *paths,
                         Diagnostics *list)
{
	static const char key[] = "catalog";
	Diagnostics others = {0};
	static const YamlVisitor top_level_only = {pass_by, forget, NULL};
	const YamlNode *named;
	YamlDoc doc = {0};

	if (!may_be_key(bytes, length, key))
		return;
	if (yaml_visit(&doc, design, bytes, length, &top_level_only, &others)) {
		named = yaml_get(doc.root, key);
		if (named && named->type == YAML_LIST) {
			for (const YamlNode *n = named->first; n && paths->count < FILES_MOST; n = n->next)
				add_named(n, design, paths, list);
		} else if (named) {
			add_named(named, design, paths, list);
		}
	}
	diagnostics_clear(&others);
	yaml_clear(&doc);
}

const Catalog *catalog_open(Catalog *own, const char *design, const char *bytes, size_t length,
                            Diagnostics *list)
{
	const Catalog *result = NULL;
	size_t errors = list->errors;
	List paths = {0};

	*own = (Catalog){0};
	catalog_user_files(&paths);
	design_files(design, bytes, length, &paths, list);
	if (list->errors == errors && paths.count == 0)
		result = catalog_builtin();
	else if (list->errors == errors && catalog_extend(own, catalog_builtin(), &paths, list))
		result = own;
	list_clear(&paths);
	return result;
}
