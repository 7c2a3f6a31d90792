/* Every field that a design may have is used: by a price of its kind, or by a rule, the cost, an exporter or the
 * editor. Shown by looking for its name in their source, not in a list that somebody keeps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/catalog.h"
#include "model/file.h"
#include "model/graph_key.h"
#include "model/text.h"

/* ---- the source of all that asks ---------------------------------------------------- */

/* Files that name fields without using them: the catalogue's own. */
static bool asks(const char *file)
{
	return text_ends(file, ".c") && !text_starts(file, "catalog") && !text_starts(file, "class");
}

static void read_folder(const char *folder, Text *out)
{
	char path[1024];
	struct dirent *entry;
	DIR *files;

	snprintf(path, sizeof path, "%s/%s", getenv("TROIKA_SRCDIR"), folder);
	files = opendir(path);
	assert_non_null(files);
	while ((entry = readdir(files))) {
		Error err = {0};
		char *bytes;
		size_t length;

		if (!asks(entry->d_name))
			continue;
		snprintf(path, sizeof path, "%s/%s/%s", getenv("TROIKA_SRCDIR"), folder, entry->d_name);
		if (!file_read(path, &bytes, &length, &err))
			fail_msg("%s", err.text);
		text_add_n(out, bytes, length);
		free(bytes);
	}
	closedir(files);
}

static Text source;

static int read_source(void **state)
{
	(void)state;
	read_folder("model", &source);
	read_folder("render", &source);
	read_folder("tui", &source);
	return 0;
}

static int forget_source(void **state)
{
	(void)state;
	text_clear(&source);
	return 0;
}

/* Does the source have WORD, and no more of a name behind it? */
static bool source_has(const char *word)
{
	for (const char *at = source.s; (at = strstr(at, word)); at++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZ_", at[strlen(word)]))
			return true;
	return false;
}

/* "residency.*.allowed" is asked for as "residency." and ".allowed" or as a whole. */
static bool is_named(const char *key)
{
	char word[128];

	snprintf(word, sizeof word, "\"%.*s%s", (int)strcspn(key, "*"), key, strchr(key, '*') ? "" : "\"");
	if (source_has(word))
		return true;
	if (strchr(key, '*')) {         /* as a family: rule_setting(graph, "severity", …) */
		snprintf(word, sizeof word, "\"%.*s\"", (int)strcspn(key, "."), key);
		return source_has(word);
	}
	return false;
}

static bool is_known_key(const char *key)
{
	static const struct {
		const char *key, *name;
	} keys[] = {
#define KEY_NAME(name, key) {key, "GRAPH_" #name},
		GRAPH_KEYS(KEY_NAME)
#undef KEY_NAME
	};

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (!strcmp(keys[i].key, key) && source_has(keys[i].name))
			return true;
	return false;
}

/* ---- prices --------------------------------------------------------------------------- */

/* Is KEY a factor of the metric ("nodes*hours") or a condition ("type=http,size=m") of a price? */
static bool is_priced(const Kind *kind, const char *key)
{
	size_t length = strlen(key);

	for (size_t i = 0; i < kind->price_count; i++) {
		const char *const lists[] = {kind->prices[i].metric, kind->prices[i].when};

		if (!strcmp(kind->prices[i].model, "hourly") && !strcmp(key, "hours"))
			return true;
		for (size_t l = 0; l < 2; l++)
			for (const char *at = lists[l]; *at; at += strcspn(at, "*,"), at += *at != '\0')
				if (!strncmp(at, key, length) && strchr("*=,", at[length]))
					return true;
	}
	return false;
}

/* ---- the fields ------------------------------------------------------------------------- */

static void all_are_used(const char *owner, const Kind *kind, const FieldSpec *fields, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!(kind && is_priced(kind, fields[i].key)) && !is_known_key(fields[i].key) && !is_named(fields[i].key))
			fail_msg("nothing uses the field %s of %s: delete it, or let a rule, a price or an exporter ask for it",
			         fields[i].key, owner);
}

static void every_field_is_used(void **state)
{
	const Catalog *c = catalog_builtin();

	(void)state;
	for (int class = 0; class < CLASS_COUNT; class++)
		all_are_used(class_name((ElementClass)class), NULL, c->fields[class], c->field_count[class]);
	for (size_t i = 0; i < c->kind_count; i++)
		all_are_used(c->kinds[i].id, &c->kinds[i], c->kinds[i].fields, c->kinds[i].field_count);
	for (size_t i = 0; i < c->pattern_count; i++)
		all_are_used(c->patterns[i].id, NULL, c->patterns[i].fields, c->patterns[i].field_count);
}

/* The search itself can fail. */
static void an_unused_field_would_be_seen(void **state)
{
	const Kind *s3 = catalog_kind(catalog_builtin(), "aws.s3");

	(void)state;
	assert_false(is_named("picture-of-nothing"));
	assert_false(is_named("picture-of.*.nothing"));
	assert_false(is_known_key("picture-of-nothing"));
	assert_true(is_priced(s3, "storage"));
	assert_false(is_priced(s3, "stor"));
	assert_false(is_priced(s3, "owner"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_field_is_used),
		cmocka_unit_test(an_unused_field_would_be_seen),
	};

	return cmocka_run_group_tests(tests, read_source, forget_source);
}
