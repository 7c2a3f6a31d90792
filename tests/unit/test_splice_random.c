/* Random designs, written in random manners, under random edits: what is saved reads as the design, and what
 * was not touched is there byte for byte. TROIKA_ROUNDS makes it longer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/design_file.h"
#include "tests/unit/json_check.h"
#include "tests/unit/random_design.h"
#include "tests/unit/splice_tool.h"
#include "tests/unit/wild_print.h"

static const char *differs(const Element *a, const Element *b)
{
	static char text[200];

	for (size_t k = 0; k < 2; k++) {
		const Element *x = k ? b : a, *y = k ? a : b;

		for (size_t i = 0; i < x->field_count; i++) {
			const char *other = element_get(y, x->fields[i].key);

			if (strcmp(x->fields[i].key, "troika") != 0 && !text_equal(other, x->fields[i].value)) {
				snprintf(text, sizeof text, "%.40s %.40s: '%.40s' '%.40s'", x->id, x->fields[i].key,
				         x->fields[i].value, other ? other : "(none)");
				return text;
			}
		}
	}
	return NULL;
}

/* Fails the test, printing TEXT, unless it reads as DESIGN. */
static void assert_reads_as(const char *text, size_t length, const Design *design, const char *before)
{
	Diagnostics list = {0};
	Design back;
	const char *difference = NULL;

	design_init(&back);
	design_read_bytes(&back, own_catalog(), "t.yaml", text, length, &list);
	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT && !difference; class++) {
		if (design_count(&back, class) != design_count(design, class))
			difference = class_section(class);
		for (size_t i = 0; i < design_count(design, class) && !difference; i++) {
			const Element *element = design_at(design, class, i), *there = design_find(&back, element->id);

			difference = there ? differs(element, there) : element->id;
		}
	}
	if (difference)
		fail_msg("%s (%s)\n--- before\n%s\n--- reads otherwise\n%s\n", difference, list.count ? list.items[0].text : "",
		         before, text);
	diagnostics_clear(&list);
	design_clear(&back);
}

static bool part_same(const Element *a, const Element *b, const char *key)
{
	size_t length = strlen(key);

	for (size_t k = 0; k < 2; k++) {
		const Element *x = k ? b : a, *y = k ? a : b;

		for (size_t i = 0; i < x->field_count; i++)
			if (strncmp(x->fields[i].key, key, length) == 0 &&
			    (x->fields[i].key[length] == '.' || !x->fields[i].key[length]) &&
			    !text_equal(element_get(y, x->fields[i].key), x->fields[i].value))
				return false;
	}
	return true;
}

/* Must this piece of the old text be in the new one? */
static bool survives(const WildPiece *piece, const Design *old, const Design *new_)
{
	const Element *a = design_find(old, piece->id), *b = design_find(new_, piece->id);

	if (!b || a->class != b->class)
		return false;
	return piece->key ? part_same(a, b, piece->key) : !differs(a, b);
}

static void assert_untouched(const Wild *wild, const Design *old, const Design *new_, const char *after)
{
	for (size_t i = 0; i < wild->count; i++)
		if (survives(&wild->pieces[i], old, new_) && !strstr(after, wild->pieces[i].text))
			fail_msg("%s %s is touched\n--- before\n%s\n--- after\n%s\n--- lost\n%s\n", wild->pieces[i].id,
			         wild->pieces[i].key ? wild->pieces[i].key : "", wild->out.s, after, wild->pieces[i].text);
}

/* --- edits ---------------------------------------------------------------------------- */

static void one_edit(Design *design)
{
	ElementClass class = (ElementClass)random_below(CLASS_COUNT);
	size_t count = design_count(design, class);
	const char *id = PICK(random_ids);
	const Element *element = count ? design_at(design, class, random_below(count)) : NULL;

	if (class != CLASS_DESIGN && !design_find(design, id) && random_below(4) == 0) {
		if (element && random_below(2))
			tool_move(design, element->id, id);
		else
			tool_set(design, id, KEY_CLASS, class_name(class));
	} else if (element && class != CLASS_DESIGN && random_below(4) == 0) {
		tool_del(design, element->id);
	} else if (element && element->field_count && random_below(3) == 0) {
		tool_set(design, element->id, element->fields[random_below(element->field_count)].key, NULL);
	} else if (element) {
		FieldScope scope = field_scope(own_catalog(), element);
		const FieldSpec *spec;
		char key[64];

		random_key(class, scope.kind, key, sizeof key, &spec);
		tool_set(design, element->id, key, random_value(field_spec(&scope, key)));
	}
}

/* Many things change, or few. */
static void random_edits(const Design *old, Design *new_)
{
	if (random_below(3) == 0) {
		random_successor(old, new_);
		return;
	}
	*new_ = (Design){0};
	design_copy(new_, old);
	for (unsigned n = random_below(4) + 1; n > 0; n--)
		one_edit(new_);
}

/* --- rounds --------------------------------------------------------------------------- */

static void splice(const Text *text, const Design *design, Text *out)
{
	DesignSource source = {.path = (char[]){"t.yaml"}, .bytes = text->s, .length = text->length};
	Error err = {0};

	if (!design_splice(&source, design, own_catalog(), out, &err))
		fail_msg("%s\n%s", err.text, text->s);
}

static void dump(const Text *text, const Design *design);

static void one_round(bool json)
{
	Design old, new_;
	Wild wild = {0};
	Text out = {0}, same = {0};

	random_design(&old);
	random_edits(&old, &new_);
	if (json)
		wild_json(&wild.out, own_catalog(), &old);
	else
		wild_print(&wild, own_catalog(), &old);
	assert_reads_as(wild.out.s, wild.out.length, &old, "");
	splice(&wild.out, &old, &same);
	assert_int_equal(same.length, wild.out.length);
	assert_memory_equal(same.s, wild.out.s, same.length);
	splice(&wild.out, &new_, &out);
	assert_reads_as(out.s, out.length, &new_, wild.out.s);
	assert_untouched(&wild, &old, &new_, out.s);
	if (json && !is_json(out.s))
		fail_msg("--- before\n%s\n--- is no JSON\n%s", wild.out.s, out.s);
	dump(&out, &new_);
	text_clear(&out);
	text_clear(&same);
	wild_clear(&wild);
	design_clear(&old);
	design_clear(&new_);
}

/* --- for another reader ------------------------------------------------------------------ */

/* {"typed": …} where a number, boolean or date is meant. */
static void dump_value(Json *json, const FieldSpec *spec, const char *value)
{
	List items = {0};

	if (field_is_typed(spec)) {
		json_open(json, '{');
		json_key(json, "typed");
	}
	if (field_is_list(spec) && list_split(value, &items, NULL)) {
		json_open(json, '[');
		for (size_t i = 0; i < items.count; i++)
			json_text(json, items.items[i]);
		json_close(json);
	} else {
		json_text(json, value);
	}
	if (field_is_typed(spec))
		json_close(json);
	list_clear(&items);
}

/* What DESIGN holds, as id → key → text or list. */
static void dump_design(const Design *design, Text *out)
{
	Json json = {.out = out};

	json_open(&json, '{');
	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++) {
		for (size_t i = 0; i < design_count(design, class); i++) {
			const Element *element = design_at(design, class, i);
			FieldScope scope = field_scope(own_catalog(), element);

			json_key(&json, element->id);
			json_open(&json, '{');
			for (size_t k = 0; k < element->field_count; k++) {
				json_key(&json, element->fields[k].key);
				dump_value(&json, field_spec(&scope, element->fields[k].key), element->fields[k].value);
			}
			json_close(&json);
		}
	}
	json_close(&json);
}

static void write_file(const char *folder, int number, const char *kind, const Text *text)
{
	Text path = {0};
	FILE *file;

	text_addf(&path, "%s/%d.%s", folder, number, kind);
	file = fopen(path.s, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(text->s, 1, text->length, file), text->length);
	assert_int_equal(fclose(file), 0);
	text_clear(&path);
}

/* With TROIKA_DUMP, a folder: keeps TEXT and what DESIGN holds there, for tests/yaml/readback.sh. */
static void dump(const Text *text, const Design *design)
{
	static int number;
	const char *folder = getenv("TROIKA_DUMP");
	Text json = {0};

	if (!folder)
		return;
	dump_design(design, &json);
	write_file(folder, ++number, "yaml", text);
	write_file(folder, number, "json", &json);
	text_clear(&json);
}

static void saved_is_read_and_the_rest_stays(void **state)
{
	const char *rounds = getenv("TROIKA_ROUNDS");

	(void)state;
	for (int i = rounds ? atoi(rounds) : 300; i > 0; i--)
		one_round(i % 4 == 0);
}

static void a_new_file_reads_as_the_design(void **state)
{
	(void)state;
	for (int i = 0; i < 100; i++) {
		DesignSource source = {0};
		Design design;
		Text out = {0};
		Error err = {0};

		random_design(&design);
		if (!design_splice(&source, &design, own_catalog(), &out, &err))
			fail_msg("%s", err.text);
		assert_reads_as(out.s, out.length, &design, "");
		dump(&out, &design);
		text_clear(&out);
		design_clear(&design);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(saved_is_read_and_the_rest_stays),
		cmocka_unit_test(a_new_file_reads_as_the_design),
	};

	random_start("test_splice_random");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
