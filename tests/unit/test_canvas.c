/* The Canvas: clipping, wide clusters, safe text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <limits.h>
#include <string.h>

#include "render/canvas.h"

static void assert_shows(const Canvas *canvas, const char *expected)
{
	Text text = {0};

	canvas_add_text(canvas, true, &text);
	assert_string_equal(text_str(&text), expected);
	text_clear(&text);
}

static void text_is_clipped_on_all_sides(void **state)
{
	Canvas canvas;

	(void)state;
	assert_true(canvas_init(&canvas, 5, 2));
	canvas_text(&canvas, -2, 0, STYLE_NORMAL, "abcdefghij");
	canvas_text(&canvas, 0, -1, STYLE_NORMAL, "above");
	canvas_text(&canvas, 0, 2, STYLE_NORMAL, "below");
	canvas_text(&canvas, 4, 1, STYLE_NORMAL, "xy");
	canvas_text(&canvas, INT_MAX, 1, STYLE_NORMAL, "far");
	canvas_fill(&canvas, INT_MIN, INT_MAX, 3, 3, STYLE_NORMAL, "#");
	assert_shows(&canvas, "cdefg\n    x\n");
	canvas_clear(&canvas);
}

static void wide_clusters_are_never_halved(void **state)
{
	Canvas canvas;

	(void)state;
	assert_true(canvas_init(&canvas, 6, 3));
	assert_int_equal(canvas_text(&canvas, 0, 0, STYLE_NORMAL, "日本"), 4);
	canvas_put(&canvas, 1, 0, STYLE_NORMAL, "x");           /* right half of the first */
	canvas_put(&canvas, 2, 0, STYLE_NORMAL, "y");           /* left half of the second */
	assert_shows(&canvas, " xy\n\n\n");
	canvas_text(&canvas, -1, 1, STYLE_NORMAL, "日本日");    /* sticks out at the left */
	canvas_text(&canvas, 5, 2, STYLE_NORMAL, "日");         /* and at the right */
	assert_shows(&canvas, " xy\n 本日\n\n");
	assert_int_equal(canvas_at(&canvas, 2, 1)->width, 0);
	canvas_clear(&canvas);
}

static void cutting_marks_what_is_lost(void **state)
{
	Canvas canvas;

	(void)state;
	assert_true(canvas_init(&canvas, 10, 3));
	assert_int_equal(canvas_text_cut(&canvas, 0, 0, 5, STYLE_NORMAL, "abcdefgh", false), 5);
	canvas_text_cut(&canvas, 0, 1, 8, STYLE_NORMAL, "abcdefgh", true);
	canvas_text_cut(&canvas, 0, 2, 0, STYLE_NORMAL, "abcdefgh", true);
	assert_shows(&canvas, "abcd…\nabcdefgh\n\n");
	canvas_clear(&canvas);
}

static void control_characters_are_shown_not_sent(void **state)
{
	Canvas canvas;
	Text text = {0};

	(void)state;
	assert_true(canvas_init(&canvas, 40, 1));
	canvas_text(&canvas, 0, 0, STYLE_NORMAL, "a\x1b]0;x\x07\xff");
	canvas_add_text(&canvas, true, &text);
	assert_null(strchr(text.s, '\x1b'));
	assert_null(strchr(text.s, '\x07'));
	assert_non_null(strstr(text.s, "]0;x"));
	text_clear(&text);
	canvas_clear(&canvas);
}

static void a_long_cluster_keeps_its_base(void **state)
{
	Canvas canvas;
	char marks[1 + 2 * 80 + 1] = "a";

	(void)state;
	for (int i = 0; i < 80; i++)
		memcpy(marks + 1 + 2 * i, "\xcc\x81", 3);
	assert_true(canvas_init(&canvas, 3, 1));
	assert_int_equal(canvas_text(&canvas, 0, 0, STYLE_NORMAL, marks), 1);
	assert_int_equal(canvas_at(&canvas, 0, 0)->bytes[0], 'a');
	assert_true(strlen(canvas_at(&canvas, 0, 0)->bytes) % 2 == 1);
	canvas_clear(&canvas);
}

static void absurd_sizes_are_refused(void **state)
{
	Canvas canvas;

	(void)state;
	assert_false(canvas_init(&canvas, INT_MAX, INT_MAX));
	assert_false(canvas_init(&canvas, -1, 4));
	assert_true(canvas_init(&canvas, 0, 0));
	canvas_text(&canvas, 0, 0, STYLE_NORMAL, "x");
	assert_shows(&canvas, "");
	canvas_clear(&canvas);
	assert_true(canvas_init(&canvas, 3, 0));
	canvas_clear(&canvas);
	canvas_clear(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_clipped_on_all_sides),
		cmocka_unit_test(wide_clusters_are_never_halved),
		cmocka_unit_test(cutting_marks_what_is_lost),
		cmocka_unit_test(control_characters_are_shown_not_sent),
		cmocka_unit_test(a_long_cluster_keeps_its_base),
		cmocka_unit_test(absurd_sizes_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
