/* Every command in every state: it does or says something, or says why not; and then it does nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/app_spots.h"
#include "tui/command_table.h"

static int silent;              /* commands that did nothing and said nothing */

/* It leaves the editor alone but for what it says. */
static void check_refused(Rig *rig, const Spot *spot, const Command *command, const char *why, const Shot *before)
{
	uint64_t version = rig->session.design.version;
	Shot after = {0};

	command_run(rig->app, command, NULL);
	if (strcmp(rig_said(rig), why) != 0)
		fail_msg("%s: %s says \"%s\" and not \"%s\"", spot->name, command->name, rig_said(rig), why);
	assert_int_equal(rig->session.design.version, version);
	text_reset(&rig->app->message);
	take(rig, &after);
	if (!same(before, &after))
		fail_msg("%s: %s was refused, and yet:\n%s", spot->name, command->name, rig_frame(rig));
	free(after.cells);
}

static void check_run(Rig *rig, const Spot *spot, const Command *command, const Shot *before)
{
	Error err = {0};
	Shot after = {0};
	AppWants wants;

	command_run(rig->app, command, NULL);
	while (app_busy(rig->app))
		app_idle(rig->app);
	take(rig, &after);
	wants = app_take_wants(rig->app);
	if (!rig->app->message.length && same(before, &after) && !wants.quit && !wants.suspend && !wants.repaint) {
		print_error("%s: %s does nothing and says nothing\n", spot->name, command->name);
		silent++;
	}
	if (!design_check(&rig->session.design, catalog_builtin(), NULL, &err))
		fail_msg("%s: %s: %s", spot->name, command->name, err.text);
	free(after.cells);
}

static void each_runs_or_says_why(void **state)
{
	Shot start = {0}, now = {0};

	(void)state;
	for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
		Rig rig;

		open_spot(&rig, &places[p], &start);
		for (const Command *c = command_table; c->name; c++) {
			const char *why = command_why_not(rig.app, c);

			if (why) {
				assert_true(strlen(why) > 8);
				check_refused(&rig, &places[p], c, why, &start);
				continue;
			}
			if (strcmp(c->word, "replay") == 0 || !(c->states & places[p].state))
				continue;       /* from the palette, which was left by then */
			check_run(&rig, &places[p], c, &start);
			text_reset(&rig.app->message);
			take(&rig, &now);
			if (same(&start, &now) && !session_undo_depth(&rig.session))
				continue;
			rig_close(&rig);
			open_spot(&rig, &places[p], &start);
		}
		assert_int_equal(chdir("/"), 0);
		rig_close(&rig);
	}
	free(start.cells);
	free(now.cells);
	assert_int_equal(silent, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_runs_or_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
