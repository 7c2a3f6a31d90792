/* The edit language: what each verb does, what it refuses, and that what is printed reads back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "model/edit_language.h"
#include "tests/unit/random_design.h"

static const char portal[] =
	"add platform sf vendor=salesforce\n"
	"add platform heroku vendor=heroku\n"
	"add salesforce.test-crm crm at=2,4 users=500\n"
	"add heroku.test-space space\n"
	"add heroku.test-space inner in=space\n"
	"add heroku.test-web portal in=inner dynos=2 owner=crm-team peer=orders\n"
	"add heroku.postgres orders in=space at=34,6\n"
	"add data customers class=master home=crm copies=orders,portal\n"
	"link crm orders via heroku-connect carries=customers\n"
	"link portal orders via custom\n"
	"add assumption load value=25k/day\n"
	"add flow visit steps=\"portal-orders: fetch,think,crm-orders: sync\"\n"
	"add flow sync steps=\"crm-orders: sync\"\n"
	"add waiver hub rule=coupling/fan-in at=crm,portal why=intent while=\"load <= 50k/day\"\n"
	"add waiver all rule=coupling/cycle at=por* why=intent\n"
	"add view money show=crm,portal-orders lens=cost\n"
	"add note n1 text=\"Ask, then tell\" about=portal\n"
	"set design name=\"Customer portal\" residency.customers.allowed=eu,uk residency.customers.transfer.us=SCC\n";

/* Runs SCRIPT on DESIGN; fails the test when it is refused. */
static void run(Design *design, const char *script)
{
	Edit edit = {0};
	Error err = {0};

	if (!edit_parse(script, "test", design, own_catalog(), &edit, &err) ||
	    !design_apply(design, &edit, &err))
		fail_msg("%s", err.text);
	edit_clear(&edit);
}

static void portal_design(Design *design)
{
	Error err = {0};

	design_init(design);
	run(design, portal);
	if (!design_check(design, own_catalog(), NULL, &err))
		fail_msg("%s", err.text);
}

/* SCRIPT on the portal must amount to EXPECTED, which is how it is printed. */
static void means(const char *script, const char *expected)
{
	Design design;
	Edit edit = {0};
	Error err = {0};
	Text text = {0};

	portal_design(&design);
	if (!edit_parse(script, "test", &design, own_catalog(), &edit, &err))
		fail_msg("%s", err.text);
	edit_print(&edit, own_catalog(), &text);
	assert_string_equal(text_str(&text), expected);
	if (!design_apply(&design, &edit, &err) || !design_check(&design, own_catalog(), &edit, &err) ||
	    !design_check(&design, own_catalog(), NULL, &err))
		fail_msg("%s", err.text);
	text_clear(&text);
	edit_clear(&edit);
	design_clear(&design);
}

static void refuses(const char *script, const char *message)
{
	Design design;
	Edit edit = {0};
	Error err = {0};

	portal_design(&design);
	if (edit_parse(script, "s", &design, own_catalog(), &edit, &err))
		fail_msg("taken: %s", script);
	assert_int_equal(edit.count, 0);
	if (!text_starts(err.text, message))
		fail_msg("%s\n  gives \"%s\"\n  not   \"%s\"", script, err.text, message);
	error_clear(&err);
	design_clear(&design);
}

static void adding_finds_id_and_platform(void **state)
{
	(void)state;
	means("add heroku.test-web", "add heroku.test-web test-web on=heroku\n");
	means("add heroku.postgres orders-2", "add heroku.postgres orders-2 on=heroku\n");
	means("add heroku.postgres\nadd heroku.postgres",
	      "add heroku.postgres postgres on=heroku\nadd heroku.postgres postgres-2 on=heroku\n");
	means("add heroku.test-web id=web in=space", "add heroku.test-web web on=heroku in=space\n");
	/* a component stands where its container stands, however deep */
	means("add platform h2 vendor=heroku\nadd component box kind=heroku.test-space in=space\n"
	      "add heroku.test-web web in=box",
	      "add platform h2 vendor=heroku\nadd component box kind=heroku.test-space in=space\n"
	      "add heroku.test-web web on=heroku in=box\n");
	/* the first of a vendor makes its platform */
	means("add aws.s3 files", "add platform aws vendor=aws\nadd aws.s3 files on=aws\n");
	means("add data aws\nadd aws.s3", "add data aws\nadd platform aws-2 vendor=aws\nadd aws.s3 s3 on=aws-2\n");
	means("add external.user", "add component user kind=external.user\n");
	means("add note text=Hi\nadd note text=Ho", "add note note text=Hi\nadd note note-2 text=Ho\n");
	means("add platform vendor=aws", "add platform aws vendor=aws\n");
	means("add component web kind=heroku.test-web dynos=3", "add component web kind=heroku.test-web dynos=3\n");
	means("  add   data\tx   # a remark\n\n# another\r\n", "add data x\n");
	means("add data x \"my key\"=\"a \\u0062\\n\"", "add data x \"my key\"=\"a b\\n\"\n");
}

static void adding_refuses_with_the_place(void **state)
{
	(void)state;
	refuses("add heroku.test-wbe w", "s:1:5: there is no kind \"heroku.test-wbe\"; did you mean heroku.test-web?");
	refuses("add s3", "s:1:5: there is no kind \"s3\"; did you mean aws.s3?");
	refuses("add dta x", "s:1:5: there is no kind \"dta\"; did you mean data?");
	refuses("\nadd heroku.test-web w dyno=3", "s:2:23: a heroku.test-web has no field \"dyno\"; did you mean dynos?");
	refuses("add heroku.test-web w dynos=0", "s:1:29: dynos: \"0\" is not a whole number from 1 to 100");
	refuses("add heroku.test-web crm", "s:1:21: crm exists already");
	refuses("add heroku.test-web w x", "s:1:23: \"x\" is no assignment");
	refuses("add heroku.test-web w dynos=1 dynos=2", "s:1:31: dynos is given twice");
	refuses("add heroku.test-web w id=v", "s:1:23: the id is given twice");
	refuses("add heroku.test-web w dynos=1 was=2", "s:1:31: what is added had no value before");
	refuses("add heroku.test-web w kind=heroku.web", "s:1:23: the kind is given twice");
	refuses("add platform h2 vendor=heroku\nadd heroku.test-web w",
	        "s:2:21: on which platform? Add on=heroku or on=h2");
	refuses("add component w kind=heroku.wbe", "s:1:22: there is no kind \"heroku.wbe\"; did you mean heroku.web?");
	refuses("add design x", "s:1:5: there is one design only");
	refuses("add", "s:1:1: what is to be added?");
	refuses("ad heroku.test-web", "s:1:1: unknown verb \"ad\"; did you mean add?");
	refuses("portal=1", "s:1:1: unknown verb \"portal\"; the verbs are add, link,");
	refuses("add note n text=\"日本\" x=\"", "s:1:25: the quote is not closed");
	refuses("add note n text=\"\\u001b[31m\"", "s:1:17: control characters are refused");
	refuses("add note n text=a\x1b", "s:1:18: a control character");
	refuses("add note n text=a\xff", "s:1:18: a control character or a byte");
	refuses("add note n text=a\"b\"", "s:1:18: a quote inside a word");
	refuses("add note n text=\"a\"b", "s:1:20: text behind a closing quote");
	refuses("add note n =x", "s:1:12: the name of a field is missing");
	refuses("add note n :class=x", "s:1:12: the name of a field is missing or begins with a colon");
}

static void linking_names_the_link_after_its_ends(void **state)
{
	(void)state;
	means("link portal crm via custom volume=20k/day", "link portal crm via custom id=portal-crm volume=20k/day\n");
	means("link crm orders via custom", "link crm orders via custom id=crm-orders-2\n");
	means("link crm heroku id=x via=custom", "link crm heroku via custom id=x\n");
	means("link portal portal via custom", "link portal portal via custom id=portal-portal\n");
	refuses("link crm", "s:1:6: which two?");
	refuses("link crm orders", "s:1:10: linked how?");
	refuses("link crm ordrs via custom", "s:1:10: there is no element \"ordrs\"; did you mean orders?");
	refuses("link crm orders via heroku-conect",
	        "s:1:21: there is no pattern \"heroku-conect\"; did you mean heroku-connect?");
	refuses("link crm orders via custom id=crm-orders", "s:1:31: crm-orders exists already");
	refuses("link crm orders via custom via=custom", "s:1:28: via is given twice");
	refuses("link crm orders via custom from=crm", "s:1:28: from is given twice");
	refuses("set crm-orders via=heroku-conect", "s:1:20: there is no pattern \"heroku-conect\"; did you mean "
	        "heroku-connect?");
	refuses("link crm orders via custom to=portal", "s:1:28: to is given twice");
}

static void setting_checks_what_was(void **state)
{
	(void)state;
	means("set portal dynos=4 size=performance-m", "set portal dynos=4 was=2 size=performance-m was=\n");
	means("set portal dynos=4 was=2 size=performance-m was=",
	      "set portal dynos=4 was=2 size=performance-m was=\n");
	means("set portal kind=salesforce.test-crm users=3 was= \nunset portal dynos peer",
	      "set portal kind=salesforce.test-crm was=heroku.test-web users=3 was=\n"
	      "unset portal dynos was=2 peer was=orders\n");
	means("set portal dynos=2", "");
	means("set portal dynos=3\nset portal dynos=2", "");
	means("set portal name=\"\"", "set portal name=\"\" was=\n");
	means("set portal \"x y\"=1\nset portal zz=2 was=", "set portal \"x y\"=1 was= zz=2 was=\n");
	means("set design budget=15000 residency.customers.allowed=eu",
	      "set design budget=15000 was= residency.customers.allowed=eu was=eu,uk\n");
	means("unset portal owner was=crm-team", "unset portal owner was=crm-team\n");
	refuses("set portal dynos=4 was=3", "s:1:20: portal: dynos is \"2\", where \"3\" was expected");
	refuses("set portal dynos=4 was=", "s:1:20: portal: dynos is \"2\", where unset was expected");
	refuses("set portal size=performance-m was=\"\"", "s:1:31: portal: size is unset, where \"\" was expected");
	refuses("unset portal owner was=x", "s:1:20: portal: owner is \"crm-team\", where \"x\"");
	refuses("unset portal ownr", "s:1:14: portal: \"ownr\" is not set; did you mean owner?");
	refuses("unset portal owner owner", "s:1:20: owner is given twice");
	refuses("set portal", "s:1:5: set what?");
	refuses("set prtal dynos=3", "s:1:5: there is no element \"prtal\"; did you mean portal?");
	refuses("set portal dynos", "s:1:12: \"dynos\" is no assignment");
	refuses("set portal usrs=3", "s:1:12: a heroku.test-web has no field \"usrs\"");
	refuses("set portal was=3", "s:1:12: a heroku.test-web has no field \"was\"");
}

static void moving_is_absolute_in_the_end(void **state)
{
	(void)state;
	means("move crm +4,0", "set crm at=6,4 was=2,4\n");
	means("move crm -4,+1\nmove crm 0,-2", "set crm at=-2,3 was=2,4\n");
	means("move portal 38,6", "set portal at=38,6 was=\n");
	means("move n1 1,1", "set n1 at=1,1 was=\n");
	refuses("move portal +4,0", "s:1:13: portal has no place to step from");
	refuses("move crm here", "s:1:10: \"here\" is no place");
	refuses("move crm +a,1", "s:1:10: \"+a,1\" is no step");
	refuses("move crm +99999,0", "s:1:10: that is off the canvas");
	refuses("move heroku 1,1", "s:1:6: heroku, a platform, has no place of its own");
	refuses("move crm", "s:1:6: move ID COLUMN,ROW");
}

static void renaming_changes_every_mention(void **state)
{
	(void)state;
	means("rename portal web",
	      "set portal-orders from=web was=portal\n"
	      "set customers copies=orders,web was=orders,portal\n"
	      "set hub at=crm,web was=crm,portal\n"
	      "set n1 about=web was=portal\n"
	      "add heroku.test-web web dynos=2 in=inner on=heroku owner=crm-team peer=orders\n"
	      "remove component portal dynos=2 in=inner kind=heroku.test-web on=heroku owner=crm-team "
	      "peer=orders\n");
	means("rename customers people",
	      "set design residency.people.allowed=eu,uk was= residency.people.transfer.us=SCC was=\n"
	      "unset design residency.customers.allowed was=eu,uk residency.customers.transfer.us was=SCC\n"
	      "set crm-orders carries=people was=customers\n"
	      "add data people class=master copies=orders,portal home=crm\n"
	      "remove data customers class=master copies=orders,portal home=crm\n");
	means("rename load peak",
	      "set hub while=\"peak <= 50k/day\" was=\"load <= 50k/day\"\n"
	      "add assumption peak value=25k/day\nremove assumption load value=25k/day\n");
	means("rename crm-orders feed",
	      "set sync steps=\"feed: sync\" was=\"crm-orders: sync\"\n"
	      "set visit steps=\"portal-orders: fetch,think,feed: sync\" was=\"portal-orders: "
	      "fetch,think,crm-orders: sync\"\n"
	      "link crm orders via heroku-connect id=feed carries=customers\n"
	      "remove link crm-orders carries=customers from=crm to=orders via=heroku-connect\n");
	means("rename portal portal", "");
	means("rename portal web\nrename web portal", "");
	refuses("rename portal crm", "s:1:15: crm exists already");
	refuses("rename portal Web", "s:1:15: \"Web\" is not an id");
	refuses("rename portal design", "s:1:15: the id design is reserved");
	refuses("rename design x", "s:1:15: the design itself has no id");
	refuses("rename prtal x", "s:1:8: there is no element");
}

static void removing_takes_along_what_cannot_stay(void **state)
{
	(void)state;
	means("remove n1", "remove note n1 about=portal text=\"Ask, then tell\"\n");
	means("remove data customers",
	      "unset design residency.customers.allowed was=eu,uk residency.customers.transfer.us was=SCC\n"
	      "unset crm-orders carries was=customers\n"
	      "remove data customers class=master copies=orders,portal home=crm\n");
	means("remove portal",
	      "set customers copies=orders was=orders,portal\n"
	      "set hub at=crm was=crm,portal\n"
	      "unset n1 about was=portal\n"
	      "remove component portal dynos=2 in=inner kind=heroku.test-web on=heroku owner=crm-team peer=orders\n"
	      "set visit steps=\"think,crm-orders: sync\" was=\"portal-orders: fetch,think,crm-orders: sync\"\n"
	      "set money show=crm was=crm,portal-orders\n"
	      "remove link portal-orders from=portal to=orders via=custom\n");
	/* contents move to where the container stood */
	means("remove inner", "set portal in=space was=inner\nremove component inner in=space kind=heroku.test-space on=heroku\n");
	means("remove space\nremove inner",
	      "remove component inner in=space kind=heroku.test-space on=heroku\n"
	      "unset orders in was=space\n"
	      "remove component space kind=heroku.test-space on=heroku\n"
	      "unset portal in was=inner\n");
	/* a flow of no steps goes, one that keeps some stays */
	means("remove crm-orders",
	      "set visit steps=\"portal-orders: fetch,think\" was=\"portal-orders: fetch,think,crm-orders: sync\"\n"
	      "remove link crm-orders carries=customers from=crm to=orders via=heroku-connect\n"
	      "remove flow sync steps=\"crm-orders: sync\"\n");
	/* nor is a view kept that would show everything then */
	means("set money show=n1\nremove n1",
	      "remove view money show=crm,portal-orders lens=cost\n"
	      "remove note n1 about=portal text=\"Ask, then tell\"\n");
	/* a waiver without its limit would hide more than was meant */
	means("remove load",
	      "remove assumption load value=25k/day\n"
	      "remove waiver hub at=crm,portal rule=coupling/fan-in while=\"load <= 50k/day\" why=intent\n");
	means("add data bare\nset crm-orders carries=customers,bare\nremove bare", "");
	refuses("remove portl", "s:1:8: there is no element \"portl\"; did you mean portal?");
	refuses("remove link portal", "s:1:13: portal is a component, not a link");
	refuses("remove portal crm", "s:1:15: remove takes one id");
	refuses("remove design", "s:1:8: the design itself cannot be removed");
	refuses("remove", "s:1:1: remove what?");
	refuses("remove note n1 about=portal", "s:1:13: n1 also has the field text now");
	refuses("remove note n1 about=x text=\"Ask, then tell\"", "s:1:16: n1: about is \"portal\", where \"x\"");
	refuses("remove note n1 was=", "s:1:13: n1 also has the field about now");
}

static void removing_a_platform_takes_what_stands_on_it(void **state)
{
	Design design;

	(void)state;
	portal_design(&design);
	run(&design, "remove heroku");
	assert_int_equal(design_count(&design, CLASS_PLATFORM), 1);
	assert_int_equal(design_count(&design, CLASS_COMPONENT), 1);
	assert_int_equal(design_count(&design, CLASS_LINK), 0);
	assert_int_equal(design_count(&design, CLASS_FLOW), 1);
	assert_string_equal(element_get(design_find(&design, "visit"), "steps"), "think");
	assert_true(design_check(&design, own_catalog(), NULL, NULL));
	run(&design, "remove crm\nremove sf");
	assert_true(design_check(&design, own_catalog(), NULL, NULL));
	design_clear(&design);
}

static void several_removals_go_into_one_edit(void **state)
{
	Design design;
	Edit edit = {0};
	Error err = {0};

	(void)state;
	portal_design(&design);
	assert_true(edit_remove_element(&edit, &design, own_catalog(), "portal", &err));
	assert_true(edit_remove_element(&edit, &design, own_catalog(), "orders", &err));
	assert_false(edit_remove_element(&edit, &design, own_catalog(), "crm-orders", &err));
	assert_true(edit_rename_element(&edit, &design, own_catalog(), "crm", "sales", &err));
	assert_true(design_apply(&design, &edit, &err));
	assert_null(design_find(&design, "portal-orders"));
	assert_string_equal(element_get(design_find(&design, "customers"), "home"), "sales");
	assert_null(element_get(design_find(&design, "customers"), "copies"));
	assert_true(design_check(&design, own_catalog(), NULL, NULL));
	error_clear(&err);
	edit_clear(&edit);
	design_clear(&design);
}

static void free_ids_are_well_formed(void **state)
{
	static const struct {
		const char *stem, *id;
	} cases[] = {
		{"portal", "portal-2"}, {"web", "web"}, {"Customer Portal!", "customer-portal"},
		{"design", "design-2"}, {"", "x"}, {"日本", "x"}, {"--a--", "a"}, {"../../x", "x"}, {"_a_b", "a_b"},
	};
	Design design;
	Edit edit = {0};
	char long_stem[200];
	char *id;

	(void)state;
	portal_design(&design);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		id = edit_free_id(&design, cases[i].stem);
		assert_string_equal(id, cases[i].id);
		free(id);
	}
	memset(long_stem, 'a', sizeof long_stem - 1);
	long_stem[sizeof long_stem - 1] = '\0';
	for (int i = 0; i < 300; i++) {
		id = edit_free_id(&design, long_stem);
		assert_true(id_valid(id));
		edit_add(&edit, id, KEY_CLASS, NULL, "data");
		assert_true(design_apply(&design, &edit, NULL));
		edit_clear(&edit);
		free(id);
	}
	design_clear(&design);
}

static void in_the_prompt_no_place_is_told(void **state)
{
	Design design;
	Edit edit = {0};
	Error err = {0};

	(void)state;
	design_init(&design);
	assert_false(edit_parse("set portal x=1", NULL, &design, own_catalog(), &edit, &err));
	assert_string_equal(err.text, "there is no element \"portal\"");
	assert_false(edit_parse("set portal x=1", "", &design, own_catalog(), &edit, NULL));
	error_clear(&err);
	design_clear(&design);
}

static void any_text_survives_as_a_word(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof nasty_texts / sizeof *nasty_texts; i++) {
		Design design;
		Text script = {0};

		portal_design(&design);
		text_add(&script, "set portal name=");
		edit_add_word(&script, nasty_texts[i]);
		text_add(&script, " notes=");
		edit_add_word(&script, nasty_texts[i]);
		run(&design, text_str(&script));
		assert_string_equal(element_get(design_find(&design, "portal"), "name"), nasty_texts[i]);
		assert_string_equal(element_get(design_find(&design, "portal"), "notes"), nasty_texts[i]);
		text_clear(&script);
		design_clear(&design);
	}
}

/* --- properties ----------------------------------------------------------------- */

static int by_op(const void *a, const void *b)
{
	const Op *left = a, *right = b;
	int order = strcmp(left->id, right->id);

	if (!order)
		order = strcmp(left->key, right->key);
	if (!order)
		order = !left->before - !right->before;
	return order;
}

static void assert_same_edit(const Edit *a, const Edit *b, const char *printed)
{
	Edit left = {0}, right = {0};

	edit_copy(&left, a);
	edit_copy(&right, b);
	edit_normalise(&left);
	edit_normalise(&right);
	if (left.count != right.count)
		fail_msg("%zu operations became %zu:\n%s", left.count, right.count, printed);
	if (left.count) {
		qsort(left.ops, left.count, sizeof *left.ops, by_op);
		qsort(right.ops, right.count, sizeof *right.ops, by_op);
	}
	for (size_t i = 0; i < left.count; i++)
		if (by_op(&left.ops[i], &right.ops[i]) ||
		    !text_equal(left.ops[i].before, right.ops[i].before) ||
		    !text_equal(left.ops[i].after, right.ops[i].after))
			fail_msg("%s.%s differs:\n%s", left.ops[i].id, left.ops[i].key, printed);
	edit_clear(&left);
	edit_clear(&right);
}

static void assert_equal_designs(const Design *a, const Design *b)
{
	Edit diff = {0};

	design_diff(a, b, &diff);
	if (diff.count)
		fail_msg("%s.%s differs", diff.ops[0].id, diff.ops[0].key);
}

static void what_is_printed_reads_back(void **state)
{
	(void)state;
	for (unsigned program = 0; program < 3000; program++) {
		Design old, new_;
		Edit diff = {0}, read = {0}, back = {0};
		Text text = {0};
		Error err = {0};

		random_design(&old);
		random_successor(&old, &new_);
		design_diff(&old, &new_, &diff);
		edit_print(&diff, own_catalog(), &text);
		if (!edit_parse(text_str(&text), "printed", &old, own_catalog(), &read, &err))
			fail_msg("%s\n%s", err.text, text_str(&text));
		assert_same_edit(&diff, &read, text_str(&text));
		assert_true(design_apply(&old, &read, NULL));
		assert_equal_designs(&old, &new_);
		/* and the way back */
		text_reset(&text);
		edit_inverse(&read, &back);
		edit_print(&back, own_catalog(), &text);
		edit_clear(&read);
		if (!edit_parse(text_str(&text), "printed", &new_, own_catalog(), &read, &err))
			fail_msg("%s\n%s", err.text, text_str(&text));
		assert_same_edit(&back, &read, text_str(&text));
		edit_clear(&diff);
		edit_clear(&read);
		edit_clear(&back);
		text_clear(&text);
		design_clear(&old);
		design_clear(&new_);
	}
}

/* Whatever is removed or renamed, a sound design stays sound, and the edit can be printed, read and taken back. */
static void cascades_keep_a_design_sound(void **state)
{
	(void)state;
	for (unsigned program = 0; program < 40; program++) {
		Design design;

		portal_design(&design);
		for (unsigned step = 0; step < 12; step++) {
			ElementClass class = (ElementClass)(1 + random_below(CLASS_COUNT - 1));
			Edit edit = {0}, read = {0};
			Error err = {0};
			Text script = {0};
			const char *id;

			if (!design_count(&design, class))
				continue;
			id = design_at(&design, class, random_below(design_count(&design, class)))->id;
			if (random_below(2))
				text_addf(&script, "remove %s", id);
			else
				text_addf(&script, "rename %s r%u", id, step * 100 + program);
			if (!edit_parse(text_str(&script), "s", &design, own_catalog(), &edit, &err))
				fail_msg("%s", err.text);
			text_reset(&script);
			edit_print(&edit, own_catalog(), &script);
			if (!edit_parse(text_str(&script), "s", &design, own_catalog(), &read, &err))
				fail_msg("%s\n%s", err.text, text_str(&script));
			assert_same_edit(&edit, &read, text_str(&script));
			if (!design_apply(&design, &edit, &err) ||
			    !design_check(&design, own_catalog(), NULL, &err))
				fail_msg("%s", err.text);
			edit_clear(&edit);
			edit_clear(&read);
			text_clear(&script);
		}
		design_clear(&design);
	}
}

/* Mutations of good scripts are read or refused; a refusal tells its place and leaves nothing behind. */
static void broken_scripts_are_refused_tidily(void **state)
{
	static const char bytes[] = "\"\\=# \n\tau{}0\x1b\xff,.:-";
	Design design;

	(void)state;
	portal_design(&design);
	for (unsigned program = 0; program < 4000; program++) {
		char script[] = "set portal dynos=4 was=2 notes=\"a \\u0041\"\nlink crm portal via custom id=x\n"
		                "rename orders o\nremove space\nadd aws.s3 name=\"\xe6\x97\xa5\"\nmove crm +1,1\n";
		Edit edit = {0};
		Error err = {0};

		for (unsigned n = 1 + random_below(3); n > 0; n--)
			script[random_below(sizeof script - 1)] = bytes[random_below(sizeof bytes - 1)];
		if (edit_parse(script, "s", &design, own_catalog(), &edit, &err)) {
			Design next = {0};

			design_copy(&next, &design);
			assert_true(design_apply(&next, &edit, NULL));
			design_clear(&next);
		} else {
			assert_int_equal(edit.count, 0);
			assert_true(text_starts(err.text, "s:"));
		}
		edit_clear(&edit);
		error_clear(&err);
	}
	design_clear(&design);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(adding_finds_id_and_platform),
		cmocka_unit_test(adding_refuses_with_the_place),
		cmocka_unit_test(linking_names_the_link_after_its_ends),
		cmocka_unit_test(setting_checks_what_was),
		cmocka_unit_test(moving_is_absolute_in_the_end),
		cmocka_unit_test(renaming_changes_every_mention),
		cmocka_unit_test(removing_takes_along_what_cannot_stay),
		cmocka_unit_test(removing_a_platform_takes_what_stands_on_it),
		cmocka_unit_test(several_removals_go_into_one_edit),
		cmocka_unit_test(free_ids_are_well_formed),
		cmocka_unit_test(in_the_prompt_no_place_is_told),
		cmocka_unit_test(any_text_survives_as_a_word),
		cmocka_unit_test(what_is_printed_reads_back),
		cmocka_unit_test(cascades_keep_a_design_sound),
		cmocka_unit_test(broken_scripts_are_refused_tidily),
	};

	random_start("test_edit_language");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
