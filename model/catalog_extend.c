/* Finds and reads a user's own catalogue files. */
#include "model/catalog_extend.h"

#include <stdlib.h>
#include <string.h>

#include "model/beside.h"
#include "model/file.h"
#include "model/memory.h"
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
		diagnostics_add(list, false, path, 0, 0, "%s",
		                text_starts(err.text, path) ? err.text + strlen(path) + 2 : err.text);
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

void catalog_user_files(List *paths)
{
	char *folder = config_path("catalog");

	if (folder)
		folder_list(folder, ".yaml", FILES_MOST, paths);
	free(folder);
}

/* --- beside a design ------------------------------------------------------------ */

/* Adds the file NODE names to PATHS, or says why not. */
static void add_named(const YamlNode *node, const char *design, List *paths, Diagnostics *list)
{
	Error err = {0};
	char *path = NULL;

	if (node->type != YAML_TEXT || !node->text[0])
		error_set(&err, "catalog: names files, as in catalog: [own-kinds.yaml]");
	else
		path = beside_design(design, node->text, &err);
	if (path)
		list_add(paths, path);
	else
		diagnostics_add(list, false, design, (int)node->line, (int)node->column, "%s", err.text);
	error_clear(&err);
	free(path);
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
