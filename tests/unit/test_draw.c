/* The drawing helper: what it draws, and that no helper, however it misbehaves, does more than fail. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "render/draw_check.h"
#include "render/draw_child.h"

static char folder[] = "/tmp/troika-test-draw-XXXXXX";

static void use_real_helper(void)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/troika-draw", getenv("TROIKA_BUILDDIR"));
	setenv("TROIKA_DRAW", path, 1);
}

/* Makes the shell script BODY the helper. */
static void use_helper(const char *body)
{
	char path[64];
	FILE *file;

	snprintf(path, sizeof path, "%s/helper", folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "#!/bin/sh\n%s\n", body);
	fclose(file);
	chmod(path, 0700);
	setenv("TROIKA_DRAW", path, 1);
}

static int make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
	char path[64];

	(void)state;
	snprintf(path, sizeof path, "%s/helper", folder);
	unlink(path);
	return rmdir(folder);
}

static bool draw(const char *format, const char *layout, const char *input, Text *out, Error *err)
{
	Text text = {0};
	bool done;

	text_add(&text, input);
	done = draw_child_run(format, layout, &text, out, err);
	text_clear(&text);
	return done;
}

/* Runs the present helper, which must fail with WORDS in the message and leave nothing behind. */
static void assert_fails(const char *format, const char *input, const char *words)
{
	Text out = {0};
	Error err = {0};

	assert_false(draw(format, "dot", input, &out, &err));
	if (!strstr(err.text, words))
		fail_msg("'%s' is not in '%s'", words, err.text);
	assert_int_equal(out.length, 0);
	error_clear(&err);
	text_clear(&out);
}

static void dot_becomes_svg_plain_and_png(void **state)
{
	Text svg = {0}, plain = {0}, png = {0};
	Error err = {0};

	(void)state;
	use_real_helper();
	if (!draw("svg", "dot", "digraph { a -> b [label=\"x < y\"] }", &svg, &err))
		fail_msg("%s", err.text);
	assert_non_null(strstr(svg.s, "x &lt; y"));
	assert_true(draw("plain", "neato", "graph { a -- b }", &plain, &err));
	assert_true(text_starts(plain.s, "graph "));
	assert_true(draw("png", NULL, svg.s, &png, &err));
	assert_memory_equal(png.s, "\x89PNG", 4);
	text_clear(&svg);
	text_clear(&plain);
	text_clear(&png);
}

static void faults_of_the_input_are_said(void **state)
{
	(void)state;
	use_real_helper();
	assert_fails("svg", "digraph {", "gave up");
	assert_fails("svg", "", "gave up");
}

static void a_crash_costs_a_message(void **state)
{
	(void)state;
	use_helper("kill -SEGV $$");
	assert_fails("svg", "x", "died (Segmentation fault)");
	use_helper("echo 'no more' >&2; exit 4");
	assert_fails("svg", "x", "gave up: no more");
	use_helper("exit 0");
	assert_fails("svg", "x", "cut off");
	setenv("TROIKA_DRAW", "/nonexistent/helper", 1);
	assert_fails("svg", "x", "TROIKA_DRAW names /nonexistent/helper");
}

static void a_hang_is_ended(void **state)
{
	(void)state;
	draw_child_set_deadline(150);
	use_helper("kill -STOP $$");
	assert_fails("svg", "x", "took too long");
	use_helper("exec <&- >&- 2>&-; kill -STOP $$");
	assert_fails("svg", "x", "took too long");
	draw_child_set_deadline(60000);
}

static void a_flood_is_ended(void **state)
{
	(void)state;
	use_helper("exec cat /dev/zero");
	assert_fails("svg", "x", "more than can be right");
	use_helper("cat >/dev/null; i=0; while [ $i -lt 3000 ]; do echo complaint $i >&2; i=$((i + 1)); done; exit 1");
	assert_fails("svg", "x", "gave up: complaint 0");
}

static void input_that_is_not_read_blocks_nothing(void **state)
{
	Text big = {0};

	(void)state;
	text_add_repeat(&big, "0123456789abcdef", 1 << 18);
	use_helper("echo '<svg>'; exit 0");
	assert_fails("svg", big.s, "cut off");
	text_clear(&big);
}

static void the_helper_gets_a_clean_world(void **state)
{
	Text out = {0};
	Error err = {0};

	(void)state;
	setenv("SECRET", "s3cret", 1);
	use_helper("cat >/dev/null; echo '<svg><title>'; env; echo; echo ' pwd' $PWD; ulimit -f; "
	           "(echo x > /tmp/troika-draw-wrote) 2>/dev/null && test -s /tmp/troika-draw-wrote && echo written; "
	           "ls /proc/$$/fd | wc -l; echo '</title></svg>'");
	if (!draw("svg", "dot", "x", &out, &err))
		fail_msg("%s", err.text);
	assert_null(strstr(out.s, "s3cret"));
	assert_non_null(strstr(out.s, "LC_ALL=C.UTF-8"));
	assert_null(strstr(out.s, "written"));
	unsetenv("SECRET");
	unlink("/tmp/troika-draw-wrote");
	text_clear(&out);
}

static void an_unfinished_child_can_be_left(void **state)
{
	Text none = {0}, out = {0};
	Error err = {0};
	DrawChild *child;

	(void)state;
	use_helper("kill -STOP $$");
	child = draw_child_start("svg", "dot", &none, &err);
	assert_non_null(child);
	assert_int_equal(draw_child_step(child, 5, &out, &err), DRAW_RUNNING);
	draw_child_end(child);
	draw_child_end(NULL);
}

static void containment_is_told(void **state)
{
	Text out = {0};

	(void)state;
	use_real_helper();
	draw_child_describe(&out);
	assert_non_null(strstr(out.s, "troika-draw"));
	assert_non_null(strstr(out.s, "Landlock"));
	assert_non_null(strstr(out.s, "seccomp"));
	text_clear(&out);
}

static void unsound_svg_is_refused(void **state)
{
	static const char *const bad[] = {
		"", "x", "<svg>", "<svg></g></svg>", "<svg/><svg/>", "<g/>", "<svg><script>x</script></svg>",
		"<svg><SCRIPT/></svg>", "<svg onload=\"x()\"/>", "<svg><a href=\"javascript:x\"/></svg>",
		"<svg><a xlink:href=\" https://x\"/></svg>", "<svg><a xlink:href=\"&#106;avascript:x\"/></svg>",
		"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "<svg>&a;</svg>", "<svg>a & b</svg>", "<svg x='<'/>",
		"<svg x=y/>", "<svg><![CDATA[x]]></svg>", "<svg>\x1b[31m</svg>", "<svg>\xff</svg>", "<svg/>text",
		"<svg style=\"background:url(http://x)\"/>", "<svg fill=\"url(http://x)\"/>", "<svg x='1' y></svg>",
		"<svg><foreignObject/></svg>", "<svg>&#12345678;</svg>", "<svg x=\"&lt", "<!DOCTYPE svg", "<svg", "<!--",
	};
	static const char *const good[] = {
		"<svg/>", "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"a\" \"b\">\n<!-- c -->\n<svg></svg>\n",
		"<svg a=\"&lt;&#160;&quot;\" b='x>y'><g fill=\"url(#a)\"><text>&amp; a &gt; b</text></g></svg>",
		"<svg xlink:title=\"curl(1)\"><a href=\"https://x\"/><a href=\"mailto:x\"/><a href=\"#x\"/></svg>",
	};
	Error err = {0};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (svg_sound(bad[i], strlen(bad[i]), &err))
			fail_msg("taken: %s", bad[i]);
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (!svg_sound(good[i], strlen(good[i]), &err))
			fail_msg("refused: %s (%s)", good[i], err.text);
	error_clear(&err);
}

static void unsound_png_is_refused(void **state)
{
	static const char whole[] = "\x89PNG\r\n\x1a\n\0\0\0\1IHDRxcrc!\0\0\0\0IENDcrc!";
	size_t length = sizeof whole - 1;
	char more[sizeof whole];
	Error err = {0};

	(void)state;
	assert_true(png_sound(whole, length, &err));
	for (size_t cut = 0; cut < length; cut++)
		assert_false(png_sound(whole, cut, &err));
	memcpy(more, whole, sizeof whole);
	assert_false(png_sound(more, sizeof whole, &err));
	more[8] = '\x7f';
	assert_false(png_sound(more, length, &err));
	error_clear(&err);
}

static void unsound_plain_is_refused(void **state)
{
	static const char good[] = "graph 1 2 3\nnode a 1 1 1 1 a solid ellipse black lightgrey\nstop\n";
	Error err = {0};

	(void)state;
	assert_true(plain_sound(good, strlen(good), &err));
	assert_false(plain_sound(good, strlen(good) - 5, &err));
	assert_false(plain_sound("graph 1\nstop\nmore\n", 18, &err));
	assert_false(plain_sound("hello\nstop\n", 11, &err));
	error_clear(&err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dot_becomes_svg_plain_and_png),
		cmocka_unit_test(faults_of_the_input_are_said),
		cmocka_unit_test(a_crash_costs_a_message),
		cmocka_unit_test(a_hang_is_ended),
		cmocka_unit_test(a_flood_is_ended),
		cmocka_unit_test(input_that_is_not_read_blocks_nothing),
		cmocka_unit_test(the_helper_gets_a_clean_world),
		cmocka_unit_test(an_unfinished_child_can_be_left),
		cmocka_unit_test(containment_is_told),
		cmocka_unit_test(unsound_svg_is_refused),
		cmocka_unit_test(unsound_png_is_refused),
		cmocka_unit_test(unsound_plain_is_refused),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
