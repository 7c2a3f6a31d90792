/* Printing an edit in the edit language, so that it reads back on any design it fits. */
#include "model/edit_language.h"

#include <string.h>

#include "model/quote.h"
#include "model/utf8.h"

void edit_add_word(Text *out, const char *value)
{
	size_t length = strlen(value);

	if (length > 0 && !strpbrk(value, " \t\"#=") && utf8_clean(value, length, false, NULL))
		text_add(out, value);
	else
		quote_add(out, value);
}

/* The operations of one element that make one or two lines. */
typedef struct Group {
	const Op *ops;
	size_t count;
	const Catalog *catalog;
} Group;

static const char *after_of(const Group *group, const char *key)
{
	for (size_t i = 0; i < group->count; i++)
		if (strcmp(group->ops[i].key, key) == 0)
			return group->ops[i].after;
	return NULL;
}

static void add_key(Text *out, const char *key, bool quoted)
{
	if (quoted)
		quote_add(out, key);
	else
		edit_add_word(out, key);
}

static void add_assignment(Text *out, const char *key, bool quoted, const char *value)
{
	text_add_char(out, ' ');
	add_key(out, key, quoted);
	text_add_char(out, '=');
	edit_add_word(out, value);
}

static void add_was(Text *out, const char *before)
{
	text_add(out, " was=");
	if (before)
		edit_add_word(out, before);
}

static bool is_one_of(const char *key, const char *const *keys)
{
	for (; keys && *keys; keys++)
		if (strcmp(*keys, key) == 0)
			return true;
	return false;
}

/* The fields of an element that is added, but those in SAID. */
static void print_fields(const Group *group, ElementClass class, const char *const *said, Text *out)
{
	const char *kind_id = after_of(group, "kind"), *via = after_of(group, "via");
	const Kind *kind = class == CLASS_COMPONENT && kind_id ? catalog_kind(group->catalog, kind_id) : NULL;
	const Pattern *pattern = class == CLASS_LINK && via ? catalog_pattern(group->catalog, via) : NULL;

	for (size_t i = 0; i < group->count; i++) {
		const Op *op = &group->ops[i];
		bool known;

		if (strcmp(op->key, KEY_CLASS) == 0 || !op->after || is_one_of(op->key, said))
			continue;
		known = catalog_field(group->catalog, class, kind, pattern, op->key) != NULL;
		add_assignment(out, op->key, !known, op->after);
	}
	text_add_char(out, '\n');
}

/* May KIND stand as the first word behind `add`? */
static bool is_kind_word(const Group *group, const char *kind)
{
	ElementClass class;

	return kind && catalog_kind(group->catalog, kind) && !class_from_name(kind, &class);
}

static void print_add(const Group *group, const char *class_word, Text *out)
{
	static const char *const said_of_kind[] = {"kind", NULL};
	static const char *const said_of_link[] = {"from", "to", "via", NULL};
	const char *id = group->ops[0].id, *kind = after_of(group, "kind"), *via = after_of(group, "via");
	ElementClass class = CLASS_DESIGN;

	class_from_name(class_word, &class);
	if (class == CLASS_COMPONENT && is_kind_word(group, kind) && after_of(group, "on")) {
		text_addf(out, "add %s ", kind);
		edit_add_word(out, id);
		print_fields(group, class, said_of_kind, out);
	} else if (class == CLASS_LINK && after_of(group, "from") && after_of(group, "to") && via &&
	           catalog_pattern(group->catalog, via)) {
		text_add(out, "link ");
		edit_add_word(out, after_of(group, "from"));
		text_add_char(out, ' ');
		edit_add_word(out, after_of(group, "to"));
		text_addf(out, " via %s", via);
		add_assignment(out, "id", false, id);
		print_fields(group, class, said_of_link, out);
	} else {
		text_addf(out, "add %s ", class_word);
		edit_add_word(out, id);
		print_fields(group, class, NULL, out);
	}
}

static void print_remove(const Group *group, const char *class_word, Text *out)
{
	text_addf(out, "remove %s ", class_word);
	edit_add_word(out, group->ops[0].id);
	if (group->count == 1)
		text_add(out, " was=");         /* it has no fields, and that is all there is to do */
	for (size_t i = 0; i + 1 < group->count; i++)
		add_assignment(out, group->ops[i].key, strcmp(group->ops[i].key, "was") == 0,
		               group->ops[i].before);
	text_add_char(out, '\n');
}

static void print_set(const Group *group, Text *out)
{
	bool begun = false;

	for (size_t i = 0; i < group->count; i++) {
		const Op *op = &group->ops[i];

		if (!op->after)
			continue;
		if (!begun) {
			text_add(out, "set ");
			edit_add_word(out, op->id);
		}
		begun = true;
		add_assignment(out, op->key, strcmp(op->key, "was") == 0, op->after);
		add_was(out, op->before);
	}
	if (begun)
		text_add_char(out, '\n');
}

static void print_unset(const Group *group, Text *out)
{
	bool begun = false;

	for (size_t i = 0; i < group->count; i++) {
		const Op *op = &group->ops[i];

		if (op->after || !op->before)
			continue;
		if (!begun) {
			text_add(out, "unset ");
			edit_add_word(out, op->id);
		}
		begun = true;
		text_add_char(out, ' ');
		add_key(out, op->key, false);
		add_was(out, op->before);
	}
	if (begun)
		text_add_char(out, '\n');
}

static void print_group(const Group *group, Text *out)
{
	const Op *first = &group->ops[0], *last = &group->ops[group->count - 1];

	if (strcmp(first->key, KEY_CLASS) == 0 && first->after) {
		print_add(group, first->after, out);
	} else if (strcmp(last->key, KEY_CLASS) == 0 && last->before) {
		print_remove(group, last->before, out);
	} else {
		print_set(group, out);
		print_unset(group, out);
	}
}

void edit_print(const Edit *edit, const Catalog *catalog, Text *out)
{
	Edit normal = {0};

	edit_copy(&normal, edit);
	edit_normalise(&normal);
	for (size_t i = 0; i < normal.count;) {
		Group group = {&normal.ops[i], edit_group_length(&normal, i), catalog};

		print_group(&group, out);
		i += group.count;
	}
	edit_clear(&normal);
}
