/* The drawing in characters; what is wider than asked for is folded into pages, from left to right. */
#include <string.h>

#include "model/utf8.h"
#include "render/export_parts.h"

static int widest_line(const char *text)
{
	int widest = 0;
	Text line = {0};

	for (const char *at = text; *at;) {
		size_t length = strcspn(at, "\n");
		int width;

		text_reset(&line);
		text_add_n(&line, at, length);
		width = utf8_width(line.s);
		if (width > widest)
			widest = width;
		at += length + (at[length] == '\n');
	}
	text_clear(&line);
	return widest;
}

/* Adds the cells FROM … TO - 1 of LINE[0..length), without blanks at the end. A wide character that is cut by an edge
 * becomes a blank on both pages. */
static void add_cells(Text *out, const char *line, size_t length, int from, int to)
{
	size_t start = out->length;
	int at = 0;

	while (length && at < to) {
		int width;
		size_t bytes = utf8_cluster(line, length, &width);

		if (at >= from && at + width <= to)
			text_add_n(out, line, bytes);
		else if (at + width > from)
			text_add_char(out, ' ');
		at += width;
		line += bytes;
		length -= bytes;
	}
	while (out->length > start && out->s[out->length - 1] == ' ')
		out->s[--out->length] = '\0';
	text_add_char(out, '\n');
}

static void add_page(Text *out, const char *text, int from, int to)
{
	while (*text) {
		size_t length = strcspn(text, "\n");

		add_cells(out, text, length, from, to);
		text += length + (text[length] == '\n');
	}
}

bool export_text(const ExportJob *job, Text *out, Error *err)
{
	Text whole = {0};
	int widest, pages;

	(void)err;
	scene_add_text(job->scene, &whole);
	widest = job->width ? widest_line(text_str(&whole)) : 0;
	if (widest <= job->width) {
		text_add_n(out, text_str(&whole), whole.length);
		text_clear(&whole);
		return true;
	}
	pages = (widest + job->width - 1) / job->width;
	for (int page = 0; page < pages; page++) {
		text_addf(out, "%spage %d of %d\n\n", page ? "\n" : "", page + 1, pages);
		add_page(out, whole.s, page * job->width, (page + 1) * job->width);
	}
	text_clear(&whole);
	return true;
}
