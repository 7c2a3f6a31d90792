/* A catalogue for tests: the built-in one with a few kinds and patterns whose fields
 * have every type, so that tests do not change when the data does. */
#ifndef TROIKA_TESTS_OWN_CATALOG_H
#define TROIKA_TESTS_OWN_CATALOG_H

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/catalog_read.h"

static const char own_kinds[] =
	"sources:\n"
	"  test: {what: made up, at: here, grade: unverified}\n"
	"kinds:\n"
	"  heroku.test-web:\n"
	"    name: Test web\n"
	"    role: serves\n"
	"    capabilities: [app-runtime]\n"
	"    sources: [test]\n"
	"    fields:\n"
	"      dynos: {type: number, min: 1, max: 100, default: 1, sentence: How many run.}\n"
	"      size: {type: choice, choices: [standard-1x, performance-m], sentence: How large.}\n"
	"      memory: {type: quantity, unit: GB, min: 0, max: 64, sentence: How much memory.}\n"
	"      ratio: {type: decimal, min: 0, max: 1, sentence: A share.}\n"
	"      since: {type: date, sentence: Since when.}\n"
	"      peer: {type: reference, refers: component, sentence: Its twin.}\n"
	"  heroku.test-space:\n"
	"    name: Test space\n"
	"    role: holds\n"
	"    capabilities: [isolation]\n"
	"    container: true\n"
	"    sources: [test]\n"
	"  heroku.test-strict:\n"
	"    name: Test strict\n"
	"    role: wants\n"
	"    capabilities: [isolation]\n"
	"    sources: [test]\n"
	"    fields:\n"
	"      plan: {type: choice, choices: [mini, maxi], required: true, sentence: Which plan.}\n"
	"  salesforce.test-crm:\n"
	"    name: Test CRM\n"
	"    role: knows\n"
	"    capabilities: [crm]\n"
	"    sources: [test]\n"
	"    fields:\n"
	"      users: {type: number, min: 0, sentence: How many people.}\n";

/* Made once, and kept until the process ends. */
static inline const Catalog *own_catalog(void)
{
	static Catalog catalog;
	static bool made;
	Diagnostics list = {0};
	CatalogReader *reader;
	bool read;

	if (made)
		return &catalog;
	reader = catalog_reader_new(catalog_builtin());
	read = catalog_reader_add(reader, "own.yaml", own_kinds, strlen(own_kinds), &list) &&
	       catalog_reader_finish(reader, &catalog, &list);
	for (size_t i = 0; i < list.count; i++)
		fprintf(stderr, "own.yaml:%d: %s\n", list.items[i].line, list.items[i].text);
	diagnostics_clear(&list);
	catalog_reader_free(reader);
	if (!read)
		abort();
	made = true;
	return &catalog;
}

#endif
