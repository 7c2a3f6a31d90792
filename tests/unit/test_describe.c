/* The design in sentences: what is said, in which order, and that nothing of a design can speak to a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/app_rig.h"
#include "render/describe.h"

static const char *const shop =
	"troika: 1\nname: Shop\nbudget: 100\n"
	"platforms:\n  h: {vendor: heroku, region: eu}\n"
	"components:\n"
	"  web: {kind: heroku.web, on: h, name: \"Shop front\"}\n"
	"  db: {kind: heroku.postgres, on: h, plan: standard-0}\n"
	"links:\n  web-db: {from: web, to: db, via: owned-store, volume: 20k/day}\n"
	"notes:\n  n1: {text: \"two,\\nthree\", about: [web, db]}\n";

static void tell(Rig *rig, const char *id, Text *out)
{
	Description d = {&rig->app->world.graph, &rig->app->world.findings, &rig->app->world.cost};

	if (id)
		assert_true(describe_element(&d, id, out));
	else
		describe_design(&d, out);
}

static void says(const Text *text, const char *sentence)
{
	if (!strstr(text_str(text), sentence))
		fail_msg("\"%s\" is not said:\n%s", sentence, text_str(text));
}

static void test_design(void **state)
{
	Rig rig;
	Text text = {0};
	const char *const order[] = {"\nPlatforms: 1\n", "\nComponents: 2\n", "\nLinks: 1\n", "\nNotes: 1\n",
	                             "\nFindings: ", "\nCost: "};
	const char *at;

	(void)state;
	rig_open(&rig, shop, 80, 24);
	tell(&rig, NULL, &text);
	says(&text, "Shop.\n");
	says(&text, "h is a platform of Heroku in region eu, with 2 components.\n");
	says(&text, "Shop front (web) is a component: Web dyno on h, with 1 link from it and 0 to it.\n");
	says(&text, "Link web-db: Shop front (web) to db by App and its own store, synchronous, volume 20k/day; "
	            "Shop front stops when db is down.\n");
	says(&text, "Note n1, says two, three, about web; db.\n");
	says(&text, "The budget is $100.00; ");
	at = text_str(&text);
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		at = strstr(at, order[i]);
		assert_non_null(at);
	}
	text_clear(&text);
	rig_close(&rig);
}

static void test_element(void **state)
{
	Rig rig;
	Text text = {0};

	(void)state;
	rig_open(&rig, shop, 80, 24);
	tell(&rig, "db", &text);
	says(&text, "db is a component: Heroku Postgres on h, with 0 links from it and 1 to it.\n");
	says(&text, "Link web-db: ");
	says(&text, "Cost: ");
	assert_null(strstr(text_str(&text), "Platforms"));
	text_clear(&text);
	rig_close(&rig);
}

/* D tells the selection, and the whole design on demand. */
static void test_sheet(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, shop, 120, 40);
	rig_keys(&rig, ":go-design<Enter>D");
	rig_shows(&rig, "In sentences");
	rig_shows(&rig, "It has 1 platform, 2 components and 1 link.");
	rig_keys(&rig, "<Esc>:describe db<Enter>");
	rig_shows(&rig, "db is a component: Heroku Postgres on h");
	rig_hides(&rig, "It has 1 platform");
	rig_keys(&rig, "<Esc>:describe nobody<Enter>");
	rig_says(&rig, "no element nobody");
	rig_close(&rig);
}

/* Every sentence of the sample ends, and no line holds what moves a terminal. */
static void test_lines(void **state)
{
	Rig rig;
	Text text = {0};

	(void)state;
	rig_sample(&rig, "customer-portal.yaml", 80, 24);
	tell(&rig, NULL, &text);
	for (const char *line = text_str(&text); *line; line += strcspn(line, "\n") + 1) {
		size_t length = strcspn(line, "\n");

		if (length && !strchr(".!?", line[length - 1]) && !strchr("0123456789", line[length - 1]))
			fail_msg("no end: %.*s", (int)length, line);
		for (size_t i = 0; i < length; i++)
			assert_true((unsigned char)line[i] >= 32);
	}
	text_clear(&text);
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_design),
		cmocka_unit_test(test_element),
		cmocka_unit_test(test_sheet),
		cmocka_unit_test(test_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
