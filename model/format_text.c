/* Texts as they were written, at another place: without quotes they do not need, and with the indentation of
 * their new place. */
#include <stdlib.h>
#include <string.h>

#include "model/format_private.h"
#include "model/utf8.h"
#include "model/yaml_write.h"

static bool is_break(char c)
{
	return c == '\n' || c == '\r';
}

static bool one_line(const YamlDoc *doc, const YamlNode *node)
{
	for (size_t i = node->start; i < node->end; i++)
		if (is_break(doc->source[i]))
			return false;
	return true;
}

/* --- on one line -------------------------------------------------------------------------- */

bool format_add_line(Text *out, const YamlDoc *doc, const FieldSpec *spec, const YamlNode *node, bool flow)
{
	bool single = one_line(doc, node);
	Text plain = {0};

	if (node->block || (!single && (!flow || strchr(node->text, '\n'))))
		return false;
	if (node->quoted || !single)
		yaml_add_text(&plain, node->text, QUOTES_NONE, flow, field_is_typed(spec));
	if (!single || (node->quoted && strcmp(text_str(&plain), node->text) == 0))
		text_add_n(out, text_str(&plain), plain.length);
	else
		text_add_n(out, doc->source + node->start, node->end - node->start);
	text_clear(&plain);
	return true;
}

/* --- on several lines ------------------------------------------------------------------------ */

/* The line of the source that begins AT, without its line end; returns where the next one begins. */
static size_t next_line(const YamlDoc *doc, size_t at, size_t end, size_t *behind)
{
	*behind = at;
	while (*behind < end && !is_break(doc->source[*behind]))
		++*behind;
	at = *behind;
	if (at + 1 < end && doc->source[at] == '\r' && doc->source[at + 1] == '\n')
		return at + 2;
	return at < end ? at + 1 : at;
}

/* A plain or quoted text: its lines are folded when it is read, whatever blanks stand around them. */
static void add_folded(Text *out, const YamlDoc *doc, const YamlNode *node, size_t indent)
{
	const char *s = doc->source;
	size_t behind;

	for (size_t at = node->start, next; at < node->end; at = next) {
		next = next_line(doc, at, node->end, &behind);
		if (at > node->start) {
			text_add(out, "\n");
			while (at < behind && (s[at] == ' ' || s[at] == '\t'))
				at++;
			text_add_repeat(out, " ", at < behind ? indent : 0);
		}
		/* behind a backslash a blank counts */
		while (next > behind && behind > at && (s[behind - 1] == ' ' || s[behind - 1] == '\t') &&
		       !(behind > at + 1 && s[behind - 2] == '\\'))
			behind--;
		text_add_n(out, s + at, behind - at);
	}
}

/* The spaces before the first line of S from AT on that holds anything but spaces. */
static size_t spaces_of_first(const char *s, size_t length)
{
	size_t spaces = 0;

	for (size_t i = 0; i < length; i++) {
		if (s[i] == ' ')
			spaces++;
		else if (is_break(s[i]))
			spaces = 0;
		else
			return spaces;
	}
	return 0;
}

/* Must the header say how deep the text is indented? The first lines seem deeper than they are, or begin with a tab. */
static bool needs_indicator(const char *text)
{
	text += strspn(text, "\n");
	return *text == ' ' || *text == '\t';
}

static bool only_blank(const char *text)
{
	return text[strspn(text, " \n")] == '\0';
}

/* A block text: its lines as they are, but for what they are indented by. */
static void add_block(Text *out, const YamlDoc *doc, const YamlNode *node, size_t indent)
{
	const char *s = doc->source;
	size_t behind, ends = 0, at = next_line(doc, node->start, node->end, &behind), lines = out->length;
	size_t old = spaces_of_first(s + at, node->end - at) - spaces_of_first(node->text, node->length);

	while (ends < node->length && node->text[node->length - 1 - ends] == '\n')
		ends++;
	text_addf(out, "%c%s%s", s[node->start], needs_indicator(node->text) ? "2" : "", ends == 0 ? "-" : ends == 1 ? "" : "+");
	for (size_t next; at < node->end; at = next) {
		next = next_line(doc, at, node->end, &behind);
		text_add(out, "\n");
		for (size_t i = 0; i < old && at < behind && s[at] == ' '; i++)
			at++;
		text_add_repeat(out, " ", at < behind ? indent : 0);
		text_add_n(out, s + at, behind - at);
	}
	while (out->length > lines && out->s[out->length - 1] == '\n')
		out->s[--out->length] = '\0';
	text_add_repeat(out, "\n", ends > 1 ? ends - 1 : 0);
}

void format_add_text(Text *out, const YamlDoc *doc, const FieldSpec *spec, const YamlNode *node, size_t indent)
{
	if (format_add_line(out, doc, spec, node, false))
		return;
	if (node->block && only_blank(node->text))
		yaml_add_text(out, node->text, QUOTES_DOUBLE, false, false);
	else if (node->block)
		add_block(out, doc, node, indent);
	else
		add_folded(out, doc, node, indent);
}

/* --- comments behind lines ----------------------------------------------------------------------- */

enum { ALIGNED_MAX = 60, GAP = 2 };     /* columns of a line whose comment is aligned with others; before a comment */

static size_t width_at(const Text *text, size_t at)
{
	size_t start = at;
	char *line;
	size_t width;

	while (start > 0 && text->s[start - 1] != '\n')
		start--;
	line = mem_copy_n(text->s + start, at - start);
	width = (size_t)utf8_width(line);
	free(line);
	return width;
}

/* How many marks from FIRST on stand on lines that follow each other. */
static size_t run_length(const FormatLines *lines, size_t first)
{
	size_t n = 1;

	for (; first + n < lines->count; n++) {
		const char *from = lines->text.s + lines->marks[first + n - 1].at, *to = lines->text.s + lines->marks[first + n].at;

		if (*from != '\n' || memchr(from + 1, '\n', (size_t)(to - from - 1)))
			break;
	}
	return n;
}

static void add_with_newline(Text *out, const char *s, size_t length, const char *newline)
{
	const char *end = s + length;

	while (s < end) {
		const char *line = memchr(s, '\n', (size_t)(end - s));

		text_add_n(out, s, (size_t)((line ? line : end) - s));
		text_add(out, line ? newline : "");
		s = line ? line + 1 : end;
	}
}

static size_t add_run(const FormatLines *lines, size_t first, size_t count, size_t from, const char *newline, Text *out)
{
	size_t column = 0;

	for (size_t i = first; i < first + count; i++) {
		size_t width = width_at(&lines->text, lines->marks[i].at);

		if (width <= ALIGNED_MAX && width > column)
			column = width;
	}
	for (size_t i = first; i < first + count; i++) {
		const FormatMark *mark = &lines->marks[i];
		size_t width = width_at(&lines->text, mark->at);

		add_with_newline(out, lines->text.s + from, mark->at - from, newline);
		text_add_repeat(out, " ", GAP + (column > width ? column - width : 0));
		text_add_n(out, mark->comment, mark->length);
		from = mark->at;
	}
	return from;
}

void format_lines_add(const FormatLines *lines, const char *newline, Text *out)
{
	size_t from = 0, n;

	for (size_t i = 0; i < lines->count; i += n) {
		n = run_length(lines, i);
		from = add_run(lines, i, n, from, newline, out);
	}
	add_with_newline(out, text_str(&lines->text) + from, lines->text.length - from, newline);
}
