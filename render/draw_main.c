/* troika-draw: the helper that draws with other people's libraries.
 *
 *     troika-draw svg|plain LAYOUT < graph.dot
 *     troika-draw png < picture.svg
 *     troika-draw probe
 *
 * It loads what it needs, reads its input, locks itself in, draws, answers on standard output and
 * ends. The parent sets limits and a deadline and checks the answer. */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "render/draw_contain.h"
#include "render/draw_gvc.h"
#include "render/draw_rsvg.h"

enum { INPUT_MIB_MOST = 64 };

#ifdef SANITIZED
/* The search for leaks wants to trace this process, which may not be traced; and what Graphviz has not given
 * back is given back by the end of the process. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "detect_leaks=0";
}
#endif

static bool read_all(Text *text, Error *err)
{
	char buffer[65536];
	ssize_t got;

	while ((got = read(STDIN_FILENO, buffer, sizeof buffer)) != 0) {
		if (got < 0 && errno != EINTR)
			return error_set(err, "cannot read: %s", strerror(errno));
		if (got > 0)
			text_add_n(text, buffer, (size_t)got);
		if (text->length > (size_t)INPUT_MIB_MOST << 20)
			return error_set(err, "more than %d MiB to draw", INPUT_MIB_MOST);
	}
	return true;
}

static bool write_all(const Text *text, Error *err)
{
	size_t done = 0;

	while (done < text->length) {
		ssize_t wrote = write(STDOUT_FILENO, text->s + done, text->length - done);

		if (wrote < 0 && errno != EINTR)
			return error_set(err, "cannot write: %s", strerror(errno));
		if (wrote > 0)
			done += (size_t)wrote;
	}
	return true;
}

static bool probe(Text *out)
{
	Containment containment = draw_contain();

	text_add(out, "  contained by: limits of memory, processor time and files; a deadline\n");
	if (containment.landlock)
		text_addf(out, "  Landlock %d: it reads fonts and nothing else, and writes nothing\n", containment.landlock);
	else
		text_add(out, "  Landlock is not available here: it could read files\n");
	if (containment.seccomp)
		text_add(out, "  seccomp: it starts no program and reaches no network\n");
	else
		text_add(out, "  seccomp is not available here: it could start programs\n");
	return true;
}

static bool run(int argc, char **argv, Text *out, Error *err)
{
	const char *format = argc > 1 ? argv[1] : "";
	Text input = {0};
	bool done;

	if (argc == 2 && strcmp(format, "probe") == 0)
		return probe(out);
	if (argc == 2 && strcmp(format, "png") == 0) {
		if (!read_all(&input, err))
			return false;
		draw_contain();
		done = rsvg_paint(&input, out, err);
	} else if (argc == 3 && (strcmp(format, "svg") == 0 || strcmp(format, "plain") == 0)) {
		if (!gvc_prepare(argv[2], err) || !read_all(&input, err))
			return false;
		draw_contain();
		done = gvc_draw(format, argv[2], text_str(&input), out, err);
	} else {
		return error_set(err, "usage: troika-draw svg|plain LAYOUT, or png, or probe; it is a part of troika");
	}
	text_clear(&input);
	return done;
}

int main(int argc, char **argv)
{
	Text out = {0};
	Error err = {0};
	bool done = run(argc, argv, &out, &err) && write_all(&out, &err);

	if (!done)
		fprintf(stderr, "troika-draw: %s\n", err.text);
	text_clear(&out);
	error_clear(&err);
	return done ? 0 : 1;
}
