/* Do documents fit a JSON Schema: `fits_schema SCHEMA [DOCUMENT…]`, JSON or YAML. Without a document: is the
 * schema one? Status 0 yes, 1 no with the reasons on standard output, 2 unreadable. */
#include <stdio.h>
#include <stdlib.h>

#include "model/file.h"
#include "tests/tools/json_schema.h"

typedef struct Document {
	YamlDoc doc;
	char *bytes;
} Document;

static void close_document(Document *document)
{
	yaml_clear(&document->doc);
	free(document->bytes);
}

static void open_document(Document *document, const char *path)
{
	Diagnostics list = {0};
	Error err = {0};
	size_t length;

	*document = (Document){0};
	if (!file_read(path, &document->bytes, &length, &err)) {
		printf("%s\n", err.text);
		exit(2);
	}
	if (!yaml_read(&document->doc, path, document->bytes, length, &list) || !document->doc.root) {
		printf("%s: %s\n", path, list.count ? list.items[0].text : "it is empty");
		exit(2);
	}
	diagnostics_clear(&list);
}

int main(int argc, char **argv)
{
	Document schema, document;
	Text faults = {0};
	int status;

	if (argc < 2) {
		fprintf(stderr, "usage: fits_schema SCHEMA [DOCUMENT...]\n");
		return 2;
	}
	open_document(&schema, argv[1]);
	schema_well_formed(schema.doc.root, &faults);
	for (int i = 2; i < argc && !faults.length; i++) {
		open_document(&document, argv[i]);
		schema_fits(schema.doc.root, document.doc.root, &faults);
		close_document(&document);
		if (faults.length)
			printf("%s:\n", argv[i]);
	}
	fputs(text_str(&faults), stdout);
	status = faults.length != 0;
	text_clear(&faults);
	close_document(&schema);
	return status;
}
