/* catalog_compile FILE… : reads the catalogue's YAML and prints it as C tables.
 *
 * Part of the build. The tables are read-only data of the program, so that starting
 * reads no file and allocates nothing. The same input prints the same bytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/catalog_members.h"
#include "model/catalog_read.h"
#include "model/memory.h"
#include "model/text.h"

/* Nested lists need a name of their own, and must be printed before their owner. */
typedef struct Printer {
	Text before;            /* complete definitions */
	int lists;              /* names given */
} Printer;

static void add_string(Text *out, const char *s)
{
	text_add_char(out, '"');
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\')
			text_addf(out, "\\%c", c);
		else if (c < 0x20 || c >= 0x7f || (c == '?' && s[1] == '?'))
			text_addf(out, "\\%03o", c);
		else
			text_add_char(out, *s);
	}
	text_add_char(out, '"');
}

/* Returns the number in the name of the list. */
static int print_words(Printer *p, const char *const *words)
{
	int number = p->lists++;

	text_addf(&p->before, "static const char *const l%d[] = {", number);
	for (; *words; words++) {
		add_string(&p->before, *words);
		text_add(&p->before, ", ");
	}
	text_add(&p->before, "NULL};\n");
	return number;
}

static int print_pairs(Printer *p, const NamedValue *pairs, size_t count)
{
	int number = p->lists++;

	text_addf(&p->before, "static const NamedValue l%d[] = {", number);
	for (size_t i = 0; i < count; i++) {
		text_add_char(&p->before, '{');
		add_string(&p->before, pairs[i].name);
		text_add(&p->before, ", ");
		add_string(&p->before, pairs[i].value);
		text_add(&p->before, "}, ");
	}
	text_add(&p->before, "};\n");
	return number;
}

static int print_set(Printer *p, const uint64_t *set, size_t bits)
{
	int number = p->lists++;

	text_addf(&p->before, "static const uint64_t l%d[] = {", number);
	for (size_t i = 0; i <= bits / 64; i++)
		text_addf(&p->before, "UINT64_C(0x%016llx), ", (unsigned long long)set[i]);
	text_add(&p->before, "};\n");
	return number;
}

static void print_record(Printer *p, const Record *record, const void *item, Text *out);

static int print_records(Printer *p, const Record *record, const void *items, size_t count)
{
	Text out = {0};
	int number;

	for (size_t i = 0; i < count; i++)
		print_record(p, record, (const char *)items + i * record->size, &out);
	number = p->lists++;
	text_addf(&p->before, "static const %s l%d[] = {\n%s};\n", record->type, number, text_str(&out));
	text_clear(&out);
	return number;
}

static void print_text(const char *name, const char *value, Text *out)
{
	text_addf(out, ".%s = ", name);
	add_string(out, value);
	text_add(out, ", ");
}

static void print_list(Printer *p, const Member *m, const void *item, Text *out)
{
	size_t count = m->count_name ? MEMBER_OF(item, m->count_offset, size_t) : 0;
	const void *list = MEMBER_OF(item, m->offset, const void *);
	int number;

	if (!list || (m->count_name && !count))
		return;
	if (m->type == MEMBER_RECORDS)
		number = print_records(p, m->record, list, count);
	else if (m->type == MEMBER_PAIRS)
		number = print_pairs(p, list, count);
	else
		number = print_words(p, list);
	text_addf(out, ".%s = l%d, ", m->name, number);
	if (m->count_name)
		text_addf(out, ".%s = %zu, ", m->count_name, count);
}

static void print_member(Printer *p, const Member *m, const void *item, Text *out)
{
	switch (m->type) {
	case MEMBER_TEXT:
	case MEMBER_DECIMAL:
	case MEMBER_DATE:
		print_text(m->name, MEMBER_OF(item, m->offset, const char *), out);
		break;
	case MEMBER_BOOLEAN:
		if (MEMBER_OF(item, m->offset, bool))
			text_addf(out, ".%s = true, ", m->name);
		break;
	case MEMBER_CHOICE:
	case MEMBER_LEVEL:
		text_addf(out, ".%s = %d, ", m->name, MEMBER_OF(item, m->offset, int));
		break;
	default:
		print_list(p, m, item, out);
	}
}

static void print_record(Printer *p, const Record *record, const void *item, Text *out)
{
	text_add(out, "\t{");
	if (record->key_name)
		print_text(record->key_name, MEMBER_OF(item, record->key_offset, const char *), out);
	for (const Member *m = record->members; m->key; m++)
		print_member(p, m, item, out);
	text_add(out, "},\n");
}

/* --- what the tables of members do not cover ---------------------------------- */

static void print_kinds(Printer *p, const Catalog *catalog, Text *out)
{
	for (size_t i = 0; i < catalog->kind_count; i++) {
		print_record(p, &kind_record, &catalog->kinds[i], out);
		out->length -= strlen("},\n");
		print_text("vendor", catalog->kinds[i].vendor, out);
		text_add(out, "},\n");
	}
}

static void print_patterns(Printer *p, const Catalog *catalog, Text *out)
{
	for (size_t i = 0; i < catalog->pattern_count; i++) {
		const Pattern *pattern = &catalog->patterns[i];
		int from = print_set(p, pattern->from_kinds, catalog->kind_count);
		int to = print_set(p, pattern->to_kinds, catalog->kind_count);

		print_record(p, &pattern_record, pattern, out);
		out->length -= strlen("},\n");
		text_addf(out, ".from_kinds = l%d, .to_kinds = l%d},\n", from, to);
	}
}

static void print_regions(Printer *p, const Catalog *catalog, Text *out)
{
	for (size_t i = 0; i < catalog->region_count; i++) {
		print_record(p, &region_record, &catalog->regions[i], out);
		out->length -= strlen("},\n");
		print_text("vendor", catalog->regions[i].vendor, out);
		text_add(out, "},\n");
	}
}

static void print_fields(Printer *p, const Catalog *catalog, int class, Text *out)
{
	int fields = print_records(p, &field_record, catalog->fields[class], catalog->field_count[class]);
	int order = p->lists++;

	text_addf(&p->before, "static const uint8_t l%d[] = {", order);
	for (size_t i = 0; i < catalog->field_count[class]; i++)
		text_addf(&p->before, "%d, ", catalog->field_by_key[class][i]);
	text_add(&p->before, "};\n");
	text_addf(out, "\t.fields[%d] = l%d, .field_count[%d] = %zu, .field_by_key[%d] = l%d,\n",
	          class, fields, class, catalog->field_count[class], class, order);
}

static void print_table(Printer *p, const char *type, const char *name, Text *rows)
{
	text_addf(&p->before, "static const %s %s[] = {\n%s};\n", type, name, text_str(rows));
	text_reset(rows);
}

static void print_catalog(Printer *p, const Catalog *c)
{
	Text rows = {0};

	print_kinds(p, c, &rows);
	print_table(p, "Kind", "kinds", &rows);
	print_patterns(p, c, &rows);
	print_table(p, "Pattern", "patterns", &rows);
	for (size_t i = 0; i < c->rule_count; i++)
		print_record(p, &rule_record, &c->rules[i], &rows);
	print_table(p, "RuleText", "rules", &rows);
	for (size_t i = 0; i < c->source_count; i++)
		print_record(p, &source_record, &c->sources[i], &rows);
	print_table(p, "Source", "sources", &rows);
	print_regions(p, c, &rows);
	print_table(p, "Region", "regions", &rows);
	for (int i = 0; i < CLASS_COUNT; i++)
		if (c->field_count[i])
			print_fields(p, c, i, &rows);
	text_addf(&p->before, "static const Catalog catalog = {\n%s"
	          "\t.kinds = kinds, .kind_count = %zu, .patterns = patterns, .pattern_count = %zu,\n"
	          "\t.rules = rules, .rule_count = %zu, .sources = sources, .source_count = %zu,\n"
	          "\t.regions = regions, .region_count = %zu,\n};\n", text_str(&rows), c->kind_count,
	          c->pattern_count, c->rule_count, c->source_count, c->region_count);
	text_clear(&rows);
}

/* --- the program ------------------------------------------------------------- */

static bool read_whole(const char *path, Text *out)
{
	char part[65536];
	FILE *file = fopen(path, "rb");
	size_t count;
	bool ok;

	if (!file)
		return false;
	while ((count = fread(part, 1, sizeof part, file)) > 0)
		text_add_n(out, part, count);
	ok = !ferror(file);
	fclose(file);
	return ok;
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool read_all(CatalogReader *reader, char **paths, Diagnostics *list)
{
	for (; *paths; paths++) {
		Text bytes = {0};

		if (!read_whole(*paths, &bytes))
			diagnostics_add(list, false, *paths, 0, 0, "cannot be read");
		else
			catalog_reader_add(reader, *paths, text_str(&bytes), bytes.length, list);
		text_clear(&bytes);
	}
	return list->errors == 0;
}

static void print_program(const Catalog *catalog, char **paths)
{
	Printer p = {0};

	printf("/* The built-in catalogue. Made by catalog_compile from");
	for (; *paths; paths++)
		printf(" %s", base_name(*paths));
	printf(". */\n#include \"model/catalog.h\"\n\n");
	print_catalog(&p, catalog);
	fputs(text_str(&p.before), stdout);
	printf("\nconst Catalog *catalog_builtin(void)\n{\n\treturn &catalog;\n}\n");
	text_clear(&p.before);
}

int main(int argc, char **argv)
{
	CatalogReader *reader = catalog_reader_new(NULL);
	Diagnostics list = {0};
	Catalog catalog = {0};
	bool ok;

	ok = argc > 1 && read_all(reader, argv + 1, &list) &&
	     catalog_reader_finish(reader, &catalog, &list);
	if (ok)
		print_program(&catalog, argv + 1);
	diagnostics_sort(&list);
	for (size_t i = 0; i < list.count; i++)
		fprintf(stderr, "%s:%d:%d: %s\n", list.items[i].file, list.items[i].line,
		        list.items[i].column, list.items[i].text);
	catalog_clear(&catalog);
	catalog_reader_free(reader);
	diagnostics_clear(&list);
	return ok && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
