/* The design and its edits: loading, applying, rolling back, inverse, difference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/design.h"
#include "model/text.h"
#include "tests/unit/random.h"

static Element *add(Design *design, ElementClass class, const char *id)
{
	return design_add(design, class, id, strlen(id));
}

/* Everything the design says, and whether its indexes hold. */
static char *dump(const Design *design)
{
	Text text = {0};

	for (ElementClass class = CLASS_DESIGN; class < CLASS_COUNT; class++) {
		for (size_t i = 0; i < design_count(design, class); i++) {
			const Element *element = design_at(design, class, i);

			assert_int_equal(element->class, class);
			assert_int_equal(element->index, i);
			assert_ptr_equal(design_find(design, element->id), element);
			if (i > 0)
				assert_true(strcmp(design_at(design, class, i - 1)->id, element->id) < 0);
			text_addf(&text, "%s %s @%d v%d\n", class_name(class), element->id, element->line,
			          (int)element->version);
			for (uint32_t j = 0; j < element->field_count; j++) {
				if (j > 0)
					assert_true(strcmp(element->fields[j - 1].key,
					                   element->fields[j].key) < 0);
				text_addf(&text, "  %s=%s\n", element->fields[j].key,
				          element->fields[j].value);
			}
		}
	}
	return text_take(&text);
}

/* The same without the versions. */
static char *content(const Design *design)
{
	char *s = dump(design), *out = s;

	for (const char *in = s; *in;) {
		if (text_starts(in, " @"))
			in += strcspn(in, "\n");
		*out++ = *in++;
	}
	*out = '\0';
	return s;
}

static void assert_same_content(const Design *a, const Design *b)
{
	char *left = content(a), *right = content(b);

	assert_string_equal(left, right);
	free(left);
	free(right);
}

static void loading_sorts_elements_and_fields(void **state)
{
	Design design;
	Element *portal;

	(void)state;
	design_init(&design);
	portal = add(&design, CLASS_COMPONENT, "portal");
	portal->line = 7;
	design_set(&design, portal, "on", "heroku");
	design_set(&design, portal, "kind", "heroku.web");
	add(&design, CLASS_COMPONENT, "crm");
	add(&design, CLASS_PLATFORM, "heroku");
	design_set(&design, portal, "dynos", "2");      /* not the last element any more */
	design_set(&design, portal, "dynos", "3");
	assert_null(add(&design, CLASS_LINK, "crm"));
	assert_null(add(&design, CLASS_LINK, "design"));
	design_ready(&design);
	assert_int_equal(design_count(&design, CLASS_COMPONENT), 2);
	assert_string_equal(design_at(&design, CLASS_COMPONENT, 0)->id, "crm");
	assert_int_equal(portal->field_count, 3);
	assert_string_equal(element_get(portal, "dynos"), "3");
	assert_string_equal(element_get(portal, "on"), "heroku");
	assert_null(element_get(portal, "o"));
	assert_string_equal(element_name(portal), "portal");
	free(dump(&design));
	design_clear(&design);
	design_clear(&design);
	design_clear(NULL);
}

static void an_element_may_have_very_many_fields(void **state)
{
	enum { MANY = 20000 };
	Design design;
	Element *element;
	char key[16];

	(void)state;
	design_init(&design);
	element = design_element(&design);
	for (int i = MANY; i-- > 0;) {
		snprintf(key, sizeof key, "k%05d", i);
		design_set(&design, element, key, i % 2 ? "odd" : "even");
	}
	design_ready(&design);
	assert_int_equal(element->field_count, MANY);
	assert_string_equal(element->fields[0].key, "k00000");
	assert_string_equal(element_get(element, "k19999"), "odd");
	design_clear(&design);
}

static void ten_thousand_components_load(void **state)
{
	enum { COMPONENTS = 10000, LINKS = 20000 };
	Design design, copy = {0};
	char id[32];

	(void)state;
	design_init(&design);
	for (int i = COMPONENTS; i-- > 0;) {
		Element *element;

		snprintf(id, sizeof id, "c%05d", i);
		element = add(&design, CLASS_COMPONENT, id);
		design_set(&design, element, "kind", "heroku.web");
		design_set(&design, element, "on", "heroku");
		design_set(&design, element, "name", id);
	}
	for (int i = 0; i < LINKS; i++) {
		Element *element;

		snprintf(id, sizeof id, "l%05d", i);
		element = add(&design, CLASS_LINK, id);
		snprintf(id, sizeof id, "c%05d", i / 2);
		design_set(&design, element, "from", id);
		design_set(&design, element, "to", "c00000");
		design_set(&design, element, "via", "custom");
	}
	design_ready(&design);
	assert_int_equal(design_count(&design, CLASS_COMPONENT), COMPONENTS);
	assert_string_equal(element_get(design_find(&design, "l19999"), "from"), "c09999");
	design_copy(&copy, &design);
	assert_same_content(&design, &copy);
	design_clear(&design);
	assert_string_equal(element_get(design_find(&copy, "l19999"), "from"), "c09999");
	design_clear(&copy);
}

/* --- single edits ------------------------------------------------------------ */

static void portal_design(Design *design)
{
	Element *element;

	design_init(design);
	add(design, CLASS_PLATFORM, "heroku");
	element = add(design, CLASS_COMPONENT, "portal");
	design_set(design, element, "kind", "heroku.web");
	design_set(design, element, "dynos", "2");
	add(design, CLASS_DATA, "bare");
	design_ready(design);
}

/* Applying the N operations of OPS must fail with all of WORDS in the error, and change nothing. */
static void refuses(const Op *ops, size_t count, const char *words)
{
	Design design;
	Edit edit = {0};
	Error err = {0};
	char *before, *after;

	portal_design(&design);
	edit_add(&edit, "portal", "name", NULL, "Portal");
	edit_add(&edit, "extra", KEY_CLASS, NULL, "note");
	edit_add(&edit, "bare", KEY_CLASS, "data", NULL);
	for (size_t i = 0; i < count; i++)
		edit_add(&edit, ops[i].id, ops[i].key, ops[i].before, ops[i].after);
	before = dump(&design);
	assert_false(design_apply(&design, &edit, &err));
	after = dump(&design);
	assert_string_equal(before, after);
	assert_int_equal(design.version, 0);
	assert_non_null(err.text);
	if (!strstr(err.text, words))
		fail_msg("\"%s\" does not say \"%s\"", err.text, words);
	free(before);
	free(after);
	edit_clear(&edit);
	error_clear(&err);
	design_clear(&design);
}

#define OP(id_, key_, before_, after_) \
	(Op){(char *)(id_), (char *)(key_), (char *)(before_), (char *)(after_)}
#define REFUSES(words, ...) \
	refuses((Op[]){__VA_ARGS__}, sizeof((Op[]){__VA_ARGS__}) / sizeof(Op), words)

static void what_does_not_fit_is_refused_whole(void **state)
{
	(void)state;
	REFUSES("portal: dynos is \"2\", where \"3\" was expected", OP("portal", "dynos", "3", "4"));
	REFUSES("dynos is \"2\", where unset was expected", OP("portal", "dynos", NULL, "4"));
	REFUSES("size is unset", OP("portal", "size", "x", NULL));
	REFUSES("no element nowhere", OP("nowhere", "dynos", NULL, "4"));
	REFUSES("no element nowhere", OP("nowhere", KEY_CLASS, "note", NULL));
	REFUSES("exists already", OP("portal", KEY_CLASS, NULL, "note"));
	REFUSES("no class \"gadget\"", OP("p2", KEY_CLASS, NULL, "gadget"));
	REFUSES("is a component, not a link", OP("portal", KEY_CLASS, "link", NULL));
	REFUSES("field dynos is still set", OP("portal", KEY_CLASS, "component", NULL));
	REFUSES("cannot turn from a component into a link", OP("portal", KEY_CLASS, "component", "link"));
	REFUSES("ghost is absent, not note", OP("ghost", KEY_CLASS, "note", "note"));
	REFUSES("portal is component, not absent", OP("portal", KEY_CLASS, NULL, NULL));
	REFUSES("the design itself", OP("design", KEY_CLASS, "design", NULL));
	REFUSES("one design only", OP("d2", KEY_CLASS, NULL, "design"));
	REFUSES("cannot be the name of a field", OP("portal", ":line", NULL, "4"));
	REFUSES("cannot be the name of a field", OP("portal", "", NULL, "4"));
	REFUSES("no element bare", OP("bare", "home", NULL, "crm"));    /* it went before */
}

static void an_element_may_go_and_come_back_in_one_edit(void **state)
{
	Design design;
	Edit edit = {0}, inverse = {0};
	char *before, *after;

	(void)state;
	portal_design(&design);
	before = content(&design);
	edit_add(&edit, "portal", "dynos", "2", NULL);
	edit_add(&edit, "portal", "kind", "heroku.web", NULL);
	edit_add(&edit, "portal", KEY_CLASS, "component", NULL);
	edit_add(&edit, "portal", KEY_CLASS, NULL, "note");
	edit_add(&edit, "portal", "text", NULL, "gone");
	assert_true(design_apply(&design, &edit, NULL));
	assert_int_equal(design_find(&design, "portal")->class, CLASS_NOTE);
	assert_int_equal(design_count(&design, CLASS_COMPONENT), 0);
	assert_int_equal(design_find(&design, "portal")->version, 1);
	edit_inverse(&edit, &inverse);
	assert_true(design_apply(&design, &inverse, NULL));
	after = content(&design);
	assert_string_equal(before, after);
	free(before);
	free(after);
	edit_clear(&edit);
	edit_clear(&inverse);
	design_clear(&design);
}

static void huge_values_pass_unharmed(void **state)
{
	Design design;
	Edit edit = {0};
	char *huge = malloc((1 << 20) + 1);

	(void)state;
	assert_non_null(huge);
	memset(huge, 'a', 1 << 20);
	huge[1 << 20] = '\0';
	portal_design(&design);
	edit_add(&edit, "portal", "notes", NULL, huge);
	assert_true(design_apply(&design, &edit, NULL));
	assert_string_equal(element_get(design_find(&design, "portal"), "notes"), huge);
	free(huge);
	edit_clear(&edit);
	design_clear(&design);
}

static void check_folded(const Op *ops, size_t count, const Op *expected, size_t expected_count)
{
	Edit edit = {0};

	for (size_t i = 0; i < count; i++)
		edit_add(&edit, ops[i].id, ops[i].key, ops[i].before, ops[i].after);
	edit_normalise(&edit);
	assert_int_equal(edit.count, expected_count);
	for (size_t i = 0; i < expected_count; i++) {
		assert_string_equal(edit.ops[i].id, expected[i].id);
		assert_string_equal(edit.ops[i].key, expected[i].key);
		assert_true(text_equal(edit.ops[i].before, expected[i].before));
		assert_true(text_equal(edit.ops[i].after, expected[i].after));
	}
	edit_clear(&edit);
}

#define OPS(...) (Op[]){__VA_ARGS__}, sizeof((Op[]){__VA_ARGS__}) / sizeof(Op)

static void folding_keeps_the_meaning(void **state)
{
	(void)state;
	check_folded(OPS(OP("b", "x", "1", "2"), OP("a", "x", NULL, "1"), OP("b", "x", "2", "3")),
	             OPS(OP("b", "x", "1", "3"), OP("a", "x", NULL, "1")));
	check_folded(OPS(OP("b", "x", "1", "2"), OP("b", "x", "2", "1")), NULL, 0);
	check_folded(OPS(OP("b", KEY_CLASS, NULL, "note"), OP("b", "text", NULL, "t"),
	                 OP("b", "text", "t", NULL), OP("b", KEY_CLASS, "note", NULL)), NULL, 0);
	/* gone and back with another text: the text changed */
	check_folded(OPS(OP("b", "text", "t", NULL), OP("b", KEY_CLASS, "note", NULL),
	                 OP("b", KEY_CLASS, NULL, "note"), OP("b", "text", NULL, "u")),
	             OPS(OP("b", "text", "t", "u")));
	/* another class: really removed and added */
	check_folded(OPS(OP("b", "text", "t", NULL), OP("b", KEY_CLASS, "note", NULL),
	                 OP("b", KEY_CLASS, NULL, "data"), OP("b", "text", NULL, "t")),
	             OPS(OP("b", "text", "t", NULL), OP("b", KEY_CLASS, "note", NULL),
	                 OP("b", KEY_CLASS, NULL, "data"), OP("b", "text", NULL, "t")));
	/* contradictions stay, so that applying them fails */
	check_folded(OPS(OP("b", "x", "1", "2"), OP("b", "x", "3", "1")),
	             OPS(OP("b", "x", "1", "2"), OP("b", "x", "3", "1")));
}

/* --- random programs ---------------------------------------------------------- */

static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g", "h"};
static const char *const keys[] = {"at", "kind", "name", "notes", "zeta"};
static const char *const values[] = {"1", "2", "3", ""};

#define PICK(array) (array)[random_below(sizeof (array) / sizeof *(array))]

/* Appends one operation; now and then one that does not fit. SCRATCH follows. */
static void random_op(Design *scratch, Edit *edit)
{
	const char *id = PICK(ids), *key = PICK(keys), *value = PICK(values);
	const Element *element = design_find(scratch, id);
	Edit step = {0};

	if (!element) {
		edit_add(&step, id, KEY_CLASS, NULL,
		         class_name((ElementClass)(1 + random_below(CLASS_COUNT - 1))));
	} else if (random_below(6) == 0) {
		for (uint32_t i = 0; i < element->field_count; i++)
			edit_add(&step, id, element->fields[i].key, element->fields[i].value, NULL);
		edit_add(&step, id, KEY_CLASS, class_name(element->class), NULL);
	} else {
		const char *before = element_get(element, key);

		edit_add(&step, id, key, before, before && random_below(3) == 0 ? NULL : value);
	}
	assert_true(design_apply(scratch, &step, NULL));
	for (size_t i = 0; i < step.count; i++)
		edit_add(edit, step.ops[i].id, step.ops[i].key, step.ops[i].before, step.ops[i].after);
	edit_clear(&step);
}

static void random_edit(const Design *design, Edit *edit)
{
	Design scratch = {0};

	design_copy(&scratch, design);
	for (unsigned n = 1 + random_below(12); n > 0; n--)
		random_op(&scratch, edit);
	design_clear(&scratch);
}

static void check_inverse(Design *design, const Edit *edit)
{
	Design undone = {0};
	Edit inverse = {0};

	design_copy(&undone, design);
	assert_true(design_apply(&undone, edit, NULL));
	edit_inverse(edit, &inverse);
	assert_true(design_apply(&undone, &inverse, NULL));
	assert_same_content(design, &undone);
	edit_clear(&inverse);
	design_clear(&undone);
}

static void check_rollback(Design *design, const Edit *edit)
{
	Edit broken = {0};
	char *before = dump(design), *after;

	edit_copy(&broken, edit);
	edit_add(&broken, "a", "name", "never this", "x");
	assert_false(design_apply(design, &broken, NULL));
	after = dump(design);
	assert_string_equal(before, after);
	free(before);
	free(after);
	edit_clear(&broken);
}

static void check_fold_and_diff(Design *design, const Edit *edit)
{
	Design next = {0}, folded = {0};
	Edit normal = {0}, diff = {0};

	design_copy(&next, design);
	assert_true(design_apply(&next, edit, NULL));
	edit_copy(&normal, edit);
	edit_normalise(&normal);
	assert_true(normal.count <= edit->count);
	design_copy(&folded, design);
	assert_true(design_apply(&folded, &normal, NULL));
	assert_same_content(&next, &folded);
	design_diff(design, &next, &diff);
	assert_true(design_apply(design, &diff, NULL));         /* and so the program goes on */
	assert_same_content(&next, design);
	edit_clear(&normal);
	edit_clear(&diff);
	design_clear(&next);
	design_clear(&folded);
}

static void random_programs_apply_roll_back_and_invert(void **state)
{
	(void)state;
	for (unsigned program = 0; program < 60; program++) {
		Design design;

		design_init(&design);
		for (unsigned step = 0; step < 25; step++) {
			Edit edit = {0};

			random_edit(&design, &edit);
			check_inverse(&design, &edit);
			check_rollback(&design, &edit);
			check_fold_and_diff(&design, &edit);
			edit_clear(&edit);
		}
		design_clear(&design);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(loading_sorts_elements_and_fields),
		cmocka_unit_test(an_element_may_have_very_many_fields),
		cmocka_unit_test(ten_thousand_components_load),
		cmocka_unit_test(what_does_not_fit_is_refused_whole),
		cmocka_unit_test(an_element_may_go_and_come_back_in_one_edit),
		cmocka_unit_test(huge_values_pass_unharmed),
		cmocka_unit_test(folding_keeps_the_meaning),
		cmocka_unit_test(random_programs_apply_roll_back_and_invert),
	};

	random_start("test_design");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
