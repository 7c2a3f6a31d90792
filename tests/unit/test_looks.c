/* Layouts for every size, contrast of every theme, ranking while typing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <string.h>

#include "tui/fuzzy.h"
#include "tui/layout.h"
#include "render/theme.h"

/* --- layout ------------------------------------------------------------------------ */

static void check_rect(Rect r, int w, int h)
{
	assert_true(r.w >= 0 && r.h >= 0);
	if (!r.w || !r.h)
		return;
	assert_true(r.x >= 0 && r.y >= 0 && r.x + r.w <= w && r.y + r.h <= h);
}

static bool meet(Rect a, Rect b)
{
	return a.w && a.h && b.w && b.h && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

static void check_layout(const Layout *l)
{
	check_rect(l->canvas, l->width, l->height);
	check_rect(l->status, l->width, l->height);
	check_rect(l->hint, l->width, l->height);
	assert_false(meet(l->canvas, l->status) || meet(l->canvas, l->hint) || meet(l->status, l->hint));
	for (PanelId id = 0; id < PANEL_COUNT; id++) {
		check_rect(l->panel[id], l->width, l->height);
		assert_false(!l->over[id] && meet(l->panel[id], l->canvas));
		assert_false(meet(l->panel[id], l->status) || meet(l->panel[id], l->hint));
		for (PanelId other = 0; other < id; other++)
			assert_false(!l->over[id] && !l->over[other] && meet(l->panel[id], l->panel[other]));
	}
}

static void every_size_has_a_layout(void **state)
{
	PanelWish wishes[PANEL_COUNT];
	Layout l;

	(void)state;
	for (unsigned set = 0; set < 81; set++) {
		unsigned rest = set;

		for (PanelId id = 0; id < PANEL_COUNT; id++, rest /= 3)
			wishes[id] = (PanelWish)(rest % 3);
		for (int w = 0; w <= 300; w += w < 8 ? 1 : 7) {
			for (int h = 0; h <= 100; h += h < 8 ? 1 : 5) {
				Rect popup;

				layout_make(&l, w, h, wishes, set % 5 == 4);
				check_layout(&l);
				popup = layout_popup(&l, 70, 20);
				check_rect(popup, w, h);
			}
		}
	}
}

static void sizes_choose_panels(void **state)
{
	PanelWish wishes[PANEL_COUNT] = {WISH_AUTO};
	Layout l;

	(void)state;
	layout_make(&l, 80, 24, wishes, false);
	assert_int_equal(l.canvas.w, 80);
	assert_int_equal(l.canvas.h, 20);
	assert_int_equal(l.panel[PANEL_CATALOG].w, 0);
	layout_make(&l, 120, 40, wishes, false);
	assert_int_equal(l.panel[PANEL_CATALOG].w, 22);
	assert_int_equal(l.panel[PANEL_INSPECTOR].w, 28);
	assert_int_equal(l.panel[PANEL_PROBLEMS].h, 5);
	assert_int_equal(l.panel[PANEL_MAP].w, 28);
	layout_make(&l, 160, 45, wishes, false);
	assert_int_equal(l.panel[PANEL_CATALOG].w, 28);
	assert_int_equal(l.panel[PANEL_INSPECTOR].w, 40);
	assert_int_equal(l.panel[PANEL_PROBLEMS].h, 10);
	layout_make(&l, 40, 10, wishes, false);
	assert_int_equal(l.canvas.h, 8);
	assert_int_equal(l.title.h, 0);
	layout_make(&l, 120, 40, wishes, true);
	assert_int_equal(l.canvas.w, 120);
}

/* --- themes --------------------------------------------------------------------------- */

static double luminance(int32_t colour)
{
	static const double weight[] = {0.2126, 0.7152, 0.0722};
	double sum = 0;

	for (int i = 0; i < 3; i++) {
		double c = (double)(colour >> (16 - 8 * i) & 0xff) / 255;

		sum += weight[i] * (c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4));
	}
	return sum;
}

/* WCAG 2.1: 1 to 21. */
static double contrast(int32_t a, int32_t b)
{
	double x = luminance(a) + 0.05, y = luminance(b) + 0.05;

	return x > y ? x / y : y / x;
}

static void every_pair_of_a_theme_can_be_read(void **state)
{
	(void)state;
	assert_true(contrast(0xffffff, 0) > 20.9);
	for (const Theme *theme = theme_table; theme->name; theme++) {
		for (int s = 0; s < STYLE_COUNT; s++) {
			const CellLook *look = &theme->looks[s];

			assert_true((look->fore == COLOUR_NONE) == (look->back == COLOUR_NONE));
			if (look->fore != COLOUR_NONE && contrast(look->fore, look->back) < 4.5)
				fail_msg("%s, style %d: contrast %.2f", theme->name, s, contrast(look->fore, look->back));
		}
	}
}

/* What a state looks like without colour differs from plain text. */
static void states_differ_without_colour(void **state)
{
	static const Style states[] = {STYLE_BAR, STYLE_FOCUS, STYLE_MARK, STYLE_FIELD, STYLE_ERROR, STYLE_WARNING,
	                               STYLE_LINK_FOCUS, STYLE_GHOST};

	(void)state;
	for (const Theme *theme = theme_table; theme->name; theme++)
		for (size_t i = 0; i < sizeof states / sizeof *states; i++)
			assert_int_not_equal(theme->looks[states[i]].plain, theme->looks[STYLE_NORMAL].plain);
}

static void themes_are_found_by_name(void **state)
{
	(void)state;
	assert_string_equal(theme_find("high")->name, "high");
	assert_null(theme_find("pink"));
	assert_null(theme_find(NULL));
}

/* --- ranking ------------------------------------------------------------------------------ */

static void better_places_rank_higher(void **state)
{
	(void)state;
	assert_true(fuzzy_score("s3", "Amazon S3") > fuzzy_score("s3", "Sales Cloud 3"));
	assert_true(fuzzy_score("re", "rename") > fuzzy_score("re", "score"));
	assert_true(fuzzy_score("heroku web", "Heroku web dyno") > fuzzy_score("heroku web", "Heroku Redis for the website"));
	assert_int_equal(fuzzy_score("xyz", "Amazon S3"), 0);
	assert_int_equal(fuzzy_score("", "anything"), 1);
	assert_true(fuzzy_score("PG", "Heroku PostGres") > 0);
	assert_int_equal(fuzzy_score("two words", "two"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_size_has_a_layout),
		cmocka_unit_test(sizes_choose_panels),
		cmocka_unit_test(every_pair_of_a_theme_can_be_read),
		cmocka_unit_test(states_differ_without_colour),
		cmocka_unit_test(themes_are_found_by_name),
		cmocka_unit_test(better_places_rank_higher),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
