/* The editor in lines: the same model as by keys, in words alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/app_rig.h"
#include "tui/command_table.h"
#include "tui/plain.h"
#include "tui/speak.h"

static const char two[] =
	"troika: 1\nname: Two\nbudget: 1000\n"
	"platforms:\n"
	"  heroku: {vendor: heroku, name: Heroku}\n"
	"  aws: {vendor: aws, name: AWS}\n"
	"components:\n"
	"  portal: {kind: heroku.web, on: heroku, name: Portal, at: [4, 4], size: standard-1x, dynos: 1}\n"
	"  jobs: {kind: heroku.worker, on: heroku, name: Jobs, at: [4, 12], size: standard-1x}\n"
	"  files: {kind: aws.s3, on: aws, name: Files, at: [44, 4]}\n";

/* Runs LINES on RIG's session; the answers are the caller's. */
static char *talk(Rig *rig, const char *lines, bool *done)
{
	AppOptions options = {0};
	char *said = NULL;
	size_t size = 0;
	FILE *in = fmemopen((void *)(uintptr_t)lines, strlen(lines), "r"), *out = open_memstream(&said, &size);
	bool all = plain_talk(&rig->session, &options, in, out, false);

	fclose(in);
	fclose(out);
	if (done)
		*done = all;
	for (size_t i = 0; i < size; i++)
		if ((unsigned char)said[i] < 32 && said[i] != '\n')
			fail_msg("a control character was said: %d", said[i]);
	return said;
}

static void holds(const char *said, const char *words)
{
	if (!strstr(said, words))
		fail_msg("\"%s\" was not said:\n%s", words, said);
}

/* KEYS on the screen and LINES at the prompt lead to one design, each edit to one undo. */
static void same_model(const char *keys, const char *lines)
{
	Rig screen, plain;
	Edit difference = {0};
	char *said;
	bool done;

	rig_open(&screen, two, 120, 40);
	rig_keys(&screen, keys);
	rig_open(&plain, two, 80, 24);
	said = talk(&plain, lines, &done);
	if (!done)
		fail_msg("a line was refused:\n%s", said);
	design_diff(&screen.session.design, &plain.session.design, &difference);
	if (difference.count)
		fail_msg("%s %s: %s by keys, %s by lines\n%s", difference.ops[0].id, difference.ops[0].key,
		         difference.ops[0].before, difference.ops[0].after, said);
	assert_true(screen.session.history_count > 0);
	assert_int_equal(screen.session.history_count, plain.session.history_count);
	edit_clear(&difference);
	free(said);
	rig_close(&screen);
	rig_close(&plain);
}

/* --- the flows ------------------------------------------------------------------- */

static void placing(void **state)
{
	(void)state;
	same_model("as3<Enter><Enter>", "add-component s3\n");
	same_model("apostgres<Enter><Enter>", "add-component\npostgres\n1\n");
}

static void connecting(void **state)
{
	(void)state;
	same_model(":jump<Enter><Esc>/portal<Enter>c<Right><Enter><Enter>", "select portal\nconnect\nFiles\n1\n");
}

static void moving(void **state)
{
	(void)state;
	same_model("/portal<Enter>m<Right><Right><Down><Enter>", "move portal +2,1\n");
}

static void marking(void **state)
{
	(void)state;
	same_model("/portal<Enter><Space>/jobs<Enter><Space>d", "select Portal\nmark\nselect Jobs\nmark\ndelete\n");
}

static void fixing_and_undo(void **state)
{
	(void)state;
	same_model(":set portal dynos=3<Enter>u", "set portal dynos=3\nundo\n");
	same_model("gdnWbecause<Enter>", "go-design\nnext-problem\nwaive\nbecause\n");
}

/* --- the conversation --------------------------------------------------------------- */

static void fields_are_asked_for(void **state)
{
	Rig rig;
	char *said;
	bool done;

	(void)state;
	rig_open(&rig, two, 80, 24);
	said = talk(&rig, "select portal\nrename-element\nShop front\nedit\n", &done);
	assert_true(done);
	holds(said, "Selected: Portal, id portal\n");
	holds(said, "Type the text;");
	holds(said, "1 name: Shop front\n");
	assert_string_equal(element_get(design_find(&rig.session.design, "portal"), "name"), "Shop front");
	free(said);
	rig_close(&rig);
}

static void the_form_takes_numbers_and_lets_commands_through(void **state)
{
	Rig rig;
	char *said;

	(void)state;
	rig_open(&rig, two, 80, 24);
	said = talk(&rig, "select portal\nedit\n99\n1\n.\n1\nFront\nselect files\n", NULL);
	holds(said, "the form has no such number");
	holds(said, "Selected: Files, id files\n");
	assert_string_equal(element_get(design_find(&rig.session.design, "portal"), "name"), "Front");
	free(said);
	rig_close(&rig);
}

static void what_is_wrong_is_said_and_counts(void **state)
{
	static const char *const bad[] = {
		"fly\n", "set portal dynos=many\n", "select\n", "select o\n", "select nobody\n", "list-up\n", "present\n", "record\n", "undo now\n",
		"select portal\nmove-component\n", "describe nobody\n", "help fly\n", "undo\n",
		"set portal name=\"\x1b[2J\"\n", "\xff\xfe\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		Rig rig;
		bool done;
		char *said;

		rig_open(&rig, two, 80, 24);
		said = talk(&rig, bad[i], &done);
		if (done)
			fail_msg("%s was taken:\n%s", bad[i], said);
		assert_int_equal(rig.session.history_count, 0);
		free(said);
		rig_close(&rig);
	}
}

static void help_tells_every_command(void **state)
{
	Rig rig;
	char *said;

	(void)state;
	rig_open(&rig, two, 80, 24);
	said = talk(&rig, "help\n", NULL);
	for (const Command *c = rig.app->commands; c->name; c++)
		if (c->states & STATE_SELECT && strcmp(c->group, "View") != 0 && !strstr("record replay commands redraw suspend", c->word))
			holds(said, c->word);
	free(said);
	rig_close(&rig);
}

/* Every command, run from a prompt with nothing but empty lines behind it, ends the conversation sooner or later. */
static void every_command_can_be_left(void **state)
{
	(void)state;
	for (const Command *c = command_table; c->name; c++) {
		Rig rig;
		Text lines = {0};

		if (strcmp(c->word, "suspend") == 0 || strcmp(c->word, "write") == 0)
			continue;
		rig_open(&rig, two, 80, 24);
		text_addf(&lines, "select portal\n%s\n\n\n\n\nselect files\ndescribe files\n", c->word);
		free(talk(&rig, text_str(&lines), NULL));
		text_clear(&lines);
		rig_close(&rig);
	}
}

static void leaving_asks_what_to_do_with_edits(void **state)
{
	Rig rig;
	char *said, *bytes;
	size_t length;

	(void)state;
	rig_open(&rig, two, 80, 24);
	said = talk(&rig, "set portal dynos=4\nquit\n1\ndescribe\n", NULL);
	holds(said, "not saved");
	assert_null(strstr(said, "Platforms"));
	assert_true(file_read(rig.path, &bytes, &length, NULL));
	assert_non_null(strstr(bytes, "dynos: 4"));
	free(bytes);
	free(said);
	rig_close(&rig);
}

static void glyphs_become_words(void **state)
{
	static const struct { const char *shown, *said; } cases[] = {
		{"✖1 ▲2", "error 1 warning 2"},
		{"Portal → Files", "Portal to Files"},
		{"  a    b  c ", "a, b, c"},
		{"AWS · vendor", "AWS, vendor"},
		{"why=\"…\"", "why=\"...\""},
		{"│ x │", "x"},
		{"a\x1b[2J", "a\\x1b[2J"},
		{"naïve 東京", "naïve 東京"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		Text text = {0};

		speak_add(&text, cases[i].shown);
		assert_string_equal(text_str(&text), cases[i].said);
		text_clear(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(placing),
		cmocka_unit_test(connecting),
		cmocka_unit_test(moving),
		cmocka_unit_test(marking),
		cmocka_unit_test(fixing_and_undo),
		cmocka_unit_test(fields_are_asked_for),
		cmocka_unit_test(the_form_takes_numbers_and_lets_commands_through),
		cmocka_unit_test(what_is_wrong_is_said_and_counts),
		cmocka_unit_test(help_tells_every_command),
		cmocka_unit_test(every_command_can_be_left),
		cmocka_unit_test(leaving_asks_what_to_do_with_edits),
		cmocka_unit_test(glyphs_become_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
