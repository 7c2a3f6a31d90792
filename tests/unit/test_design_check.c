/* The invariants of a design, and the values of fields. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/design.h"
#include "model/nearest.h"
#include "tests/unit/own_catalog.h"

/* --- values ------------------------------------------------------------------- */

static const FieldSpec *spec(const char *key)
{
	const Kind *web = catalog_kind(own_catalog(), "heroku.test-web");
	const FieldSpec *field = catalog_field(own_catalog(), CLASS_COMPONENT, web, NULL, key);

	if (!field)
		fail_msg("no field %s", key);
	return field;
}

static void takes(const char *key, const char *value)
{
	Error err = {0};

	if (!field_value_valid(spec(key), value, &err))
		fail_msg("%s=%s: %s", key, value, err.text);
}

static void refuses(const char *key, const char *value, const char *words)
{
	Error err = {0};

	if (field_value_valid(spec(key), value, &err))
		fail_msg("%s=%s was taken", key, value);
	if (!strstr(err.text, words))
		fail_msg("\"%s\" does not say \"%s\"", err.text, words);
	error_clear(&err);
}

static void values_are_of_the_type_of_their_field(void **state)
{
	(void)state;
	takes("name", "");
	takes("name", "</text><script> 日本 ☁️ %s%n");
	refuses("name", "two\nlines", "one line");
	refuses("name", "\x1b]0;x\a", "control characters");
	refuses("name", "\xe2\x80\xaeX", "control characters");
	takes("notes", "two\nlines\tand a tab");
	refuses("notes", "\r", "control characters");
	takes("dynos", "1");
	takes("dynos", "100");
	refuses("dynos", "0", "is not a whole number from 1 to 100");
	refuses("dynos", "101", "from 1 to 100");
	refuses("dynos", "0x10", "whole number");
	refuses("dynos", "010", "whole number");
	refuses("dynos", "1e3", "whole number");
	refuses("dynos", "2.0", "whole number");
	refuses("dynos", "", "whole number");
	refuses("dynos", "99999999999999999999999999999999999999999", "whole number");
	takes("size", "performance-m");
	refuses("size", "performance-n", "is none of standard-1x, performance-m; did you mean performance-m?");
	refuses("size", "", "is none of standard-1x, performance-m");
	takes("memory", "64 GB");
	takes("memory", "500 MB");
	takes("memory", "2");
	refuses("memory", "65 GB", "from 0 to 64 GB");
	refuses("memory", "3 days", "GB");
	refuses("memory", ".nan", "");
	takes("ratio", "0.5");
	refuses("ratio", "1.5", "is not a number from 0 to 1");
	takes("since", "2028-02-29");
	refuses("since", "2027-02-29", "not a day of the calendar");
	refuses("since", "2027-2-9", "such as 2027-03-31");
	refuses("since", "2027-13-01", "such as");
	takes("critical", "true");
	refuses("critical", "yes", "neither true nor false");
	takes("price", "12.50 EUR");
	refuses("price", "-1", "");
	takes("at", "12,4");
	takes("at", "-3, 0");
	refuses("at", "12", "such as 12,4");
	refuses("at", "12,4,5", "such as");
	refuses("at", "100000,1", "99999");
	refuses("at", "1,-0", "such as");
	takes("tags", "a,\"b,c\"");
	refuses("tags", "a,\"b", "quote");
	refuses("tags", "\"\\u001b\"", "control characters");
	refuses("tags", "\"a\\nb\"", "one line");
	takes("on", "heroku");
	refuses("on", "../../x", "is not an id");
}

static void ids_are_small_and_plain(void **state)
{
	char longest[65];

	(void)state;
	memset(longest, 'a', 64);
	longest[64] = '\0';
	assert_false(id_valid(longest));
	longest[63] = '\0';
	assert_true(id_valid(longest));
	assert_true(id_valid("0001-portal_on-heroku"));
	assert_false(id_valid(""));
	assert_false(id_valid("-rf"));
	assert_false(id_valid("_x"));
	assert_false(id_valid("Portal"));
	assert_false(id_valid("a.b"));
	assert_false(id_valid("design"));
	assert_false(id_valid("d\xc3\xa9"));
}

static void the_nearest_name_is_near(void **state)
{
	Nearest nearest = {.wanted = "prtal"};

	(void)state;
	nearest_try(&nearest, "postal");
	nearest_try(&nearest, "portal");
	nearest_try(&nearest, "portals");
	assert_string_equal(nearest.best, "portal");
	nearest = (Nearest){.wanted = "a"};
	nearest_try(&nearest, "b");
	assert_null(nearest.best);
	nearest = (Nearest){.wanted = "crm"};
	nearest_try(&nearest, "crm");
	nearest_try(&nearest, "cm");
	assert_string_equal(nearest.best, "crm");
	nearest = (Nearest){.wanted = "xyz"};
	nearest_try(&nearest, "abc");
	nearest_try(&nearest, "portal");
	assert_null(nearest.best);
}

/* --- designs ------------------------------------------------------------------ */

static void set(Design *design, Element *element, const char *fields)
{
	char *copy = strdup(fields), *save = NULL;

	for (char *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
		char *equals = strchr(word, '=');

		*equals = '\0';
		for (char *c = equals + 1; *c; c++)
			if (*c == '_')
				*c = ' ';
		design_set(design, element, word, equals + 1);
	}
	free(copy);
}

static void add(Design *design, ElementClass class, const char *id, const char *fields)
{
	set(design, design_add(design, class, id, strlen(id)), fields);
}

/* A small design without a fault. */
static void sound_design(Design *design)
{
	design_init(design);
	set(design, design_element(design), "name=Portal residency.customers.allowed=eu,uk");
	add(design, CLASS_PLATFORM, "heroku", "vendor=heroku");
	add(design, CLASS_PLATFORM, "sf", "vendor=salesforce");
	add(design, CLASS_COMPONENT, "space", "kind=heroku.test-space on=heroku");
	add(design, CLASS_COMPONENT, "web", "kind=heroku.test-web on=heroku in=space dynos=2");
	add(design, CLASS_COMPONENT, "crm", "kind=salesforce.test-crm on=sf");
	add(design, CLASS_LINK, "web-crm", "from=web to=crm via=custom carries=customers");
	add(design, CLASS_LINK, "crm-heroku", "from=crm to=heroku via=custom");
	add(design, CLASS_DATA, "customers", "class=master home=crm copies=web");
	add(design, CLASS_ASSUMPTION, "load", "value=25k/day");
	add(design, CLASS_FLOW, "visit", "steps=web-crm:_ask,think,\"Note:_a_thing\"");
	add(design, CLASS_WAIVER, "hub", "rule=coupling/fan-in at=cr* why=x while=load_<=_50k/day");
	add(design, CLASS_NOTE, "n1", "text=Ask about=web,web-crm,design");
	design_ready(design);
}

static bool fits(const Design *design, const Edit *edit, Error *err)
{
	Error whole = {0};
	bool all = design_check(design, own_catalog(), NULL, &whole);
	bool some = design_check(design, own_catalog(), edit, err);

	/* What an edit broke is found by the check of the edit as well as by that of the whole. */
	assert_int_equal(all, some);
	error_clear(&whole);
	return some;
}

/* Changes the sound design by the N operations; WORDS NULL: it stays sound. */
static void check(const Op *ops, size_t count, const char *words)
{
	Design design;
	Edit edit = {0};
	Error err = {0};

	sound_design(&design);
	for (size_t i = 0; i < count; i++)
		edit_add(&edit, ops[i].id, ops[i].key, ops[i].before, ops[i].after);
	if (!design_apply(&design, &edit, &err))
		fail_msg("%s", err.text);
	if (fits(&design, &edit, &err) != !words)
		fail_msg("%s: %s", words ? words : "sound", err.text ? err.text : "no fault");
	if (words && !strstr(err.text, words))
		fail_msg("\"%s\" does not say \"%s\"", err.text, words);
	error_clear(&err);
	edit_clear(&edit);
	design_clear(&design);
}

#define OP(id_, key_, before_, after_) \
	(Op){(char *)(id_), (char *)(key_), (char *)(before_), (char *)(after_)}
#define CHECK(words, ...) \
	check((Op[]){__VA_ARGS__}, sizeof((Op[]){__VA_ARGS__}) / sizeof(Op), words)

static void sound_changes_pass(void **state)
{
	(void)state;
	CHECK(NULL, OP("web", "dynos", "2", "3"));
	CHECK(NULL, OP("web", "in", "space", NULL));
	CHECK(NULL, OP("web", "own-key", NULL, "kept"));        /* unknown keys are only warned about */
	CHECK(NULL, OP("crm-heroku", "from", "crm", NULL), OP("crm-heroku", "to", "heroku", NULL),
	      OP("crm-heroku", "via", "custom", NULL), OP("crm-heroku", KEY_CLASS, "link", NULL));
}

static void ids_and_catalogue_names_are_checked(void **state)
{
	(void)state;
	CHECK("\"../../x\" is not an id", OP("../../x", KEY_CLASS, NULL, "data"));
	CHECK("web: kind \"heroku.test-wbe\" is not in the catalogue; did you mean heroku.test-web?",
	      OP("web", "kind", "heroku.test-web", "heroku.test-wbe"));
	CHECK("via \"heroku-conect\" is not in the catalogue; did you mean heroku-connect?",
	      OP("web-crm", "via", "custom", "heroku-conect"));
	CHECK("web: size: \"big\" is none of", OP("web", "size", NULL, "big"));
	CHECK("web: this component has no kind", OP("web", "kind", "heroku.test-web", NULL));
	CHECK("this component has no plan", OP("web", "kind", "heroku.test-web", "heroku.test-strict"));
	CHECK("this platform has no vendor", OP("p", KEY_CLASS, NULL, "platform"));
	CHECK("n1: this note has no text", OP("n1", "text", "Ask", ""));
}

static void references_exist_and_are_of_the_right_class(void **state)
{
	(void)state;
	CHECK("web: on names \"herokuu\", but there is no such platform; did you mean heroku?",
	      OP("web", "on", "heroku", "herokuu"));
	CHECK("web: on names crm, a component; it must name a platform", OP("web", "on", "heroku", "crm"));
	CHECK("web-crm: to names n1, a note; it must name a component or a platform",
	      OP("web-crm", "to", "crm", "n1"));
	CHECK("carries names \"orders\"", OP("web-crm", "carries", "customers", "customers,orders"));
	CHECK("visit: steps names \"web-cmr\", but there is no such link; did you mean web-crm?",
	      OP("visit", "steps", "web-crm: ask,think,\"Note: a thing\"", "web-cmr: ask"));
	CHECK("hub: while names \"lod\"", OP("hub", "while", "load <= 50k/day", "lod <= 1"));
	CHECK("web: peer names \"gone\"", OP("web", "peer", NULL, "gone"));
}

static void what_others_name_cannot_go(void **state)
{
	(void)state;
	CHECK("names \"customers\"", OP("customers", "class", "master", NULL),
	      OP("customers", "home", "crm", NULL), OP("customers", "copies", "web", NULL),
	      OP("customers", KEY_CLASS, "data", NULL));
	CHECK("hub: while names \"load\"", OP("load", "value", "25k/day", NULL),
	      OP("load", KEY_CLASS, "assumption", NULL));
	/* gone and back as something else */
	CHECK("hub: while names load, a data", OP("load", "value", "25k/day", NULL),
	      OP("load", KEY_CLASS, "assumption", NULL), OP("load", KEY_CLASS, NULL, "data"));
	CHECK("web: in names space, a heroku.test-web, in which nothing can stand",
	      OP("space", "kind", "heroku.test-space", "heroku.test-web"));
}

static void containment_has_no_circle(void **state)
{
	(void)state;
	CHECK("space: stands in itself (space in itself)", OP("space", "in", NULL, "space"));
	CHECK("stands in itself (box in space in itself)", OP("box", KEY_CLASS, NULL, "component"),
	      OP("box", "kind", NULL, "heroku.test-space"), OP("box", "in", NULL, "space"),
	      OP("space", "in", NULL, "box"));
}

static void deep_containment_is_quick(void **state)
{
	enum { DEEP = 20000 };
	Design design;
	Error err = {0};
	char id[32], fields[96];

	(void)state;
	design_init(&design);
	add(&design, CLASS_PLATFORM, "heroku", "vendor=heroku");
	for (int i = 0; i < DEEP; i++) {
		snprintf(id, sizeof id, "c%05d", i);
		snprintf(fields, sizeof fields, "kind=heroku.test-space on=heroku in=c%05d", (i + 1) % DEEP);
		add(&design, CLASS_COMPONENT, id, fields);
	}
	design_ready(&design);
	assert_false(design_check(&design, own_catalog(), NULL, &err));
	assert_non_null(strstr(err.text, "stands in itself (c00000 in c00001 in"));
	error_clear(&err);
	design_clear(&design);
}

typedef struct Faults {
	Text text;
	size_t errors, warnings;
} Faults;

static void gather(void *context, const Element *element, const char *key, bool warning, const char *text)
{
	Faults *faults = context;

	text_addf(&faults->text, "%s/%s: %s\n", element->id, key ? key : "", text);
	if (warning)
		faults->warnings++;
	else
		faults->errors++;
}

static void every_fault_of_a_design_is_told(void **state)
{
	Design design;
	Faults faults = {0};

	(void)state;
	design_init(&design);
	set(&design, design_element(&design), "budgt=3 residency.nobody.allowed=eu");
	add(&design, CLASS_COMPONENT, "Web", "kind=heroku.test-web on=nowhere dyno=3 dynos=0");
	add(&design, CLASS_NOTE, "n", "text=");
	add(&design, CLASS_NOTE, "o", "");
	add(&design, CLASS_LINK, "l", "from=Web to=gone via=telepathy unknown=1");
	design_ready(&design);
	design_check_each(&design, own_catalog(), gather, &faults);
	assert_string_equal(text_str(&faults.text),
		"design/budgt: design: unknown field \"budgt\"; did you mean budget?\n"
		"Web/: \"Web\" is not an id; an id is a small letter or digit, then small letters, "
		"digits, - and _, at most 63 in all\n"
		"Web/dyno: Web: unknown field \"dyno\"; did you mean dynos?\n"
		"Web/dynos: Web: dynos: \"0\" is not a whole number from 1 to 100\n"
		"Web/on: Web: on names \"nowhere\", but there is no such platform; add it, or name another\n"
		"l/to: l: to names \"gone\", but there is no such element; add it, or name another\n"
		"l/via: l: via \"telepathy\" is not in the catalogue; 'troika catalog patterns' lists them\n"
		"n/text: n: this note has no text; set it (What it says.)\n"
		"o/: o: this note has no text; set it (What it says.)\n"
		"design/residency.nobody.allowed: residency.nobody.allowed names \"nobody\", but there "
		"is no such data\n");
	assert_int_equal(faults.errors, 7);
	assert_int_equal(faults.warnings, 3);
	text_clear(&faults.text);
	design_clear(&design);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_are_of_the_type_of_their_field),
		cmocka_unit_test(ids_are_small_and_plain),
		cmocka_unit_test(the_nearest_name_is_near),
		cmocka_unit_test(sound_changes_pass),
		cmocka_unit_test(ids_and_catalogue_names_are_checked),
		cmocka_unit_test(references_exist_and_are_of_the_right_class),
		cmocka_unit_test(what_others_name_cannot_go),
		cmocka_unit_test(containment_has_no_circle),
		cmocka_unit_test(deep_containment_is_quick),
		cmocka_unit_test(every_fault_of_a_design_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
