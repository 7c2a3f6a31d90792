/* Words are measured in cells, so that wide characters fold where they should. */
#include "model/wrap.h"

#include <string.h>

#include "model/utf8.h"

static bool is_wider(const char *s, size_t length, int room)
{
	int width = 0, more;

	for (size_t at = 0; at < length && width <= room; width += more)
		at += utf8_cluster(s + at, length - at, &more);
	return width > room;
}

/* Adds a WORD that is longer than a line, broken behind a mark of its own where it has one. Returns the column. */
static int add_long_word(Text *out, const char *word, int at, int indent, int columns)
{
	size_t left = strlen(word);

	while (is_wider(word, left, columns - at)) {
		size_t size = 0, mark = 0;
		int width = 0, more;

		while (size < left) {
			size_t step = utf8_cluster(word + size, left - size, &more);

			if (width + more > columns - at && size)
				break;
			width += more;
			size += step;
			if (strchr("/-_,;?&", word[size - 1]))
				mark = size;
		}
		if (mark)
			size = mark;
		text_add_n(out, word, size);
		word += size;
		left -= size;
		if (!left)
			return at + width;
		text_add_char(out, '\n');
		text_add_repeat(out, " ", (size_t)indent);
		at = indent;
	}
	text_add(out, word);
	return at + utf8_width(word);
}

/* Adds the words of LINE[0..length) and returns the column behind them. */
static int add_words(Text *out, const char *line, size_t length, int at, int indent, int columns)
{
	Text word = {0}, safe = {0};
	bool first = true;

	while (length) {
		size_t blank = 0, size = 0;
		int width;

		while (blank < length && line[blank] == ' ')
			blank++;
		line += blank;
		length -= blank;
		while (size < length && line[size] != ' ')
			size++;
		if (!size)
			break;
		text_reset(&word);
		text_reset(&safe);
		text_add_n(&word, line, size);
		utf8_add_safe(&safe, word.s);
		width = utf8_width(safe.s);
		if (!first && at + 1 + width > columns) {
			text_add_char(out, '\n');
			text_add_repeat(out, " ", (size_t)indent);
			at = indent;
		} else if (!first) {
			text_add_char(out, ' ');
			at++;
		}
		at = add_long_word(out, safe.s, at, indent, columns);
		first = false;
		line += size;
		length -= size;
	}
	text_clear(&word);
	text_clear(&safe);
	return at;
}

void wrap_add(Text *out, const char *s, int at, int indent, int columns)
{
	for (;;) {
		size_t length = strcspn(s, "\n");

		add_words(out, s, length, at, indent, columns);
		text_add_char(out, '\n');
		s += length;
		if (!*s || !s[1])
			return;
		s++;
		if (*s != '\n')
			text_add_repeat(out, " ", (size_t)indent);
		at = indent;
	}
}

void wrap_add_entry(Text *out, int margin, const char *title, int indent, const char *s)
{
	Text safe = {0};
	int width;

	utf8_add_safe(&safe, title);
	width = margin + utf8_width(text_str(&safe));
	text_add_repeat(out, " ", (size_t)margin);
	text_add_n(out, text_str(&safe), safe.length);
	if (width + 1 > indent) {
		text_add_char(out, '\n');
		width = 0;
	}
	text_add_repeat(out, " ", (size_t)(indent - width));
	wrap_add(out, s, indent, indent, WRAP_COLUMNS);
	text_clear(&safe);
}
