/* Figures and lists of the editor: coupling, problems, what a tidy and a selection box say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/unit/app_designs.h"
#include "tests/unit/app_rig.h"
#include "tui/problem.h"

static void the_coupling_leads_to_its_rows(void **state)
{
	Rig rig;

	(void)state;
	rig_sample(&rig, "customer-portal.yaml", 80, 24);
	rig_keys(&rig, "X");
	rig_shows(&rig, "Who depends on whom");
	rig_shows(&rig, "crm (Service Cloud)        2    1");
	rig_keys(&rig, "<Down><Down><Enter>");
	assert_string_equal(rig.app->selected, "crm");
	rig_keys(&rig, "X<End>");
	rig_shows(&rig, "Longest chain");
	rig_close(&rig);
	rig_open(&rig, NULL, 80, 24);
	rig_keys(&rig, ":coupling<Enter>");
	rig_shows(&rig, "no component yet");
	rig_close(&rig);
}

static void problems_are_sorted(void **state)
{
	Rig rig;
	const Finding *at;

	(void)state;
	rig_sample(&rig, "customer-portal.yaml", 120, 40);
	rig_shows(&rig, "s by severity   ‹ all ›");
	rig_keys(&rig, "<S-Tab><Down>s");
	at = problem_at(rig.app);
	rig_shows(&rig, "by place   ‹ all ›");
	rig_keys(&rig, "s");
	rig_shows(&rig, "by rule   ‹ all ›");
	assert_ptr_equal(problem_at(rig.app), at);
	for (size_t i = 1; i < rig.app->world.findings.count; i++)
		assert_true(strcmp(problem_finding(rig.app, i - 1)->rule->id, problem_finding(rig.app, i)->rule->id) <= 0);
	rig_keys(&rig, "f");                    /* the fix of the one that the cursor is on */
	assert_ptr_equal(problem_at(rig.app), at);
	rig_keys(&rig, "<Esc>:sort-problems luck<Enter>");
	rig_says(&rig, "severity, place or rule");
	rig_keys(&rig, ":sort-problems severity<Enter>");
	rig_shows(&rig, "by severity");
	rig_close(&rig);
}

static void a_tidy_is_framed_and_told(void **state)
{
	Rig rig;

	(void)state;
	rig_sample(&rig, "customer-portal.yaml", 80, 24);
	rig_keys(&rig, "ta");
	rig_shows(&rig, "─ Tidy all: shown behind ─");
	rig_shows(&rig, "│ Enter keeps it   Esc puts all back");
	rig_close(&rig);
}

/* Is TEXT on row Y of the last frame, in the W cells from X? */
static bool on_row(const Rig *rig, int x, int y, int w, const char *text)
{
	for (int at = x; at < x + w; at++) {
		const Cell *cell = canvas_at(&rig->canvas, at, y);

		if (cell && strcmp(cell->bytes, text) == 0)
			return true;
	}
	return false;
}

static void a_lens_tells_findings_once(void **state)
{
	static const char *const glyphs[] = {"✖", "▲", "○"};
	Rig rig;
	size_t seen = 0;

	(void)state;
	rig_sample(&rig, "customer-portal.yaml", 120, 40);
	rig_keys(&rig, ":lens findings<Enter>");
	rig_shows(&rig, "findings: ");
	for (size_t i = 0; i < rig.app->world.scene.box_count; i++) {
		const SceneBox *box = &rig.app->world.scene.boxes[i];
		int x = box->x - rig.app->ox + rig.app->layout.canvas.x, y = box->y - rig.app->oy + rig.app->layout.canvas.y;

		for (size_t g = 0; g < sizeof glyphs / sizeof *glyphs; g++) {
			bool top = on_row(&rig, x, y, box->w, glyphs[g]), low = on_row(&rig, x, y + box->h - 1, box->w, glyphs[g]);

			assert_false(top && low);
			seen += top || low;
		}
	}
	assert_true(seen > 0);
	rig_close(&rig);
}

static void a_box_around_nothing_marks_nothing(void **state)
{
	Rig rig;

	(void)state;
	rig_open(&rig, shop, 80, 24);
	rig_keys(&rig, "<Drag 70,20 76,21>");
	rig_says(&rig, "nothing was marked");
	assert_int_equal(rig.app->marks.count, 0);
	rig_close(&rig);
}

static void prose_keeps_its_indent(void **state)
{
	Rig rig;

	(void)state;
	rig_sample(&rig, "customer-portal.yaml", 80, 24);
	rig_keys(&rig, "T");
	rig_shows(&rig, "│     relational-store");
	rig_close(&rig);
}

static void the_cost_can_be_scaled(void **state)
{
	Rig rig;

	(void)state;
	rig_sample(&rig, "customer-portal.yaml", 80, 60);
	rig_keys(&rig, "B");
	rig_shows(&rig, "─ Cost a month ─");
	rig_shows(&rig, "100,000 request × 0.005 / 1,000");
	rig_keys(&rig, "<Esc>:cost 10<Enter>");
	rig_shows(&rig, "Cost a month at ×10 the volume");
	rig_shows(&rig, "1,000,000 request × 0.005 / 1,000");
	rig_hides(&rig, "breaks first");        /* no link says its volume */
	rig_keys(&rig, "<Esc>:cost much<Enter>");
	rig_says(&rig, "not much");
	rig_keys(&rig, ":cost -1<Enter>");
	rig_says(&rig, "not -1");
	rig_close(&rig);
	rig_sample(&rig, "event-processing.yaml", 80, 60);
	rig_keys(&rig, "B<End>");
	rig_shows(&rig, "What breaks first");
	rig_shows(&rig, "×1.39");
	rig_close(&rig);
}

static void patterns_are_cards(void **state)
{
	Rig rig;

	(void)state;
	rig_sample(&rig, "customer-portal.yaml", 80, 24);
	rig_keys(&rig, ":patterns<Enter>heroku aws");
	rig_shows(&rig, "> Heroku app uses an AWS service");        /* found by its platforms */
	rig_shows(&rig, "│ Heroku ├────AWS SDK───►│ AWS │");
	rig_shows(&rig, "avoid    Keys would be kept for long");
	rig_hides(&rig, "if down");             /* no room for it below the list */
	rig_keys(&rig, "<Esc><Size 160x45>:patterns<Enter>heroku-connect");
	rig_shows(&rig, "│◄");                  /* both ways */
	rig_shows(&rig, "if down");
	rig_keys(&rig, "<Esc>/portal<Enter>c");
	rig_keys(&rig, "<Left><Enter>");
	rig_shows(&rig, "Connect  Portal");
	rig_shows(&rig, "use      ");
	rig_keys(&rig, "<Size 120x40>");
	rig_hides(&rig, "use      ");
	for (int width = 1; width < 200; width += 7) {
		char size[32];

		snprintf(size, sizeof size, "<Size %dx%d>", width, width / 3 + 1);
		rig_keys(&rig, size);
		rig_frame(&rig);
	}
	rig_close(&rig);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_coupling_leads_to_its_rows),
		cmocka_unit_test(problems_are_sorted),
		cmocka_unit_test(a_tidy_is_framed_and_told),
		cmocka_unit_test(a_lens_tells_findings_once),
		cmocka_unit_test(a_box_around_nothing_marks_nothing),
		cmocka_unit_test(prose_keeps_its_indent),
		cmocka_unit_test(the_cost_can_be_scaled),
		cmocka_unit_test(patterns_are_cards),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
