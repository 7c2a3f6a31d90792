/* Each function is a switch over characters that mean something in its language. */
#include "render/escape.h"

#include <ctype.h>
#include <string.h>

#include "model/utf8.h"

static const uint32_t replacement = 0xfffd;

/* The next character of *S, U+FFFD for a broken byte; false at the end. */
static bool next(const char **s, size_t *left, uint32_t *character)
{
	size_t length;

	if (!*left)
		return false;
	length = utf8_decode(*s, *left, character);
	if (!length) {
		*character = replacement;
		length = 1;
	}
	*s += length;
	*left -= length;
	return true;
}

void escape_xml(Text *out, const char *s)
{
	size_t left = strlen(s);
	uint32_t c;

	while (next(&s, &left, &c))
		switch (c) {
		case '&': text_add(out, "&amp;"); break;
		case '<': text_add(out, "&lt;"); break;
		case '>': text_add(out, "&gt;"); break;
		case '"': text_add(out, "&quot;"); break;
		case '\n': case '\t': case '\r': text_addf(out, "&#%u;", (unsigned)c); break;
		default:
			if (c < 0x20 || (c & 0xfffe) == 0xfffe)
				utf8_encode(out, replacement);
			else if (utf8_harmless(c))
				utf8_encode(out, c);
			else
				text_addf(out, "&#%u;", (unsigned)c);
		}
}

/* Does S begin with an entity, as `&lt;` or `&#60;`? A label would show what it stands for. */
static bool begins_entity(const char *s)
{
	size_t length = 1;

	if (*s != '&')
		return false;
	if (s[1] == '#')
		length += s[2] == 'x' || s[2] == 'X' ? 2 : 1;
	for (size_t first = length;; length++)
		if (!isalnum((unsigned char)s[length]))
			return length > first && s[length] == ';';
}

void escape_dot(Text *out, const char *s)
{
	size_t left = strlen(s);
	uint32_t c;

	text_add_char(out, '"');
	for (const char *at = s; next(&s, &left, &c); at = s)
		if (c == '"')
			text_add(out, "\\\"");
		else if (c == '\\')
			text_add(out, "\\\\");
		else if (c == '\n')
			text_add(out, "\\n");
		else if (begins_entity(at))
			text_add(out, "&amp;");
		else
			utf8_encode(out, utf8_harmless(c) ? c : replacement);
	text_add_char(out, '"');
}

void escape_csv(Text *out, const char *s)
{
	bool formula = *s && strchr("=+-@\t\r", *s);
	size_t left = strlen(s);
	uint32_t c;

	if (!formula && !strpbrk(s, "\",\r\n") && *s != ' ') {
		while (next(&s, &left, &c))
			utf8_encode(out, utf8_harmless(c) ? c : replacement);
		return;
	}
	text_add(out, formula ? "\"'" : "\"");
	while (next(&s, &left, &c))
		if (c == '"')
			text_add(out, "\"\"");
		else
			utf8_encode(out, utf8_harmless(c) || c == '\n' ? c : replacement);
	text_add_char(out, '"');
}

static void add_github(Text *out, const char *s, const char *special)
{
	size_t left = strlen(s);
	uint32_t c;

	while (next(&s, &left, &c))
		if (c < 0x80 && c && strchr(special, (int)c))
			text_addf(out, "%%%02X", (unsigned)c);
		else
			utf8_encode(out, utf8_harmless(c) ? c : replacement);
}

void escape_github(Text *out, const char *s)
{
	add_github(out, s, "%\r\n");
}

void escape_github_property(Text *out, const char *s)
{
	add_github(out, s, "%\r\n:,");
}

void escape_markdown(Text *out, const char *s)
{
	size_t left = strlen(s);
	bool start = true;
	uint32_t c;

	while (next(&s, &left, &c)) {
		if (c == '\n')
			text_add(out, "<br>");
		else if (c == '<')
			text_add(out, "&lt;");
		else if (c == '>')
			text_add(out, "&gt;");
		else if (c == '&')
			text_add(out, "&amp;");
		else if (c < 0x80 && c && (strchr("\\`*_[]|~$#", (int)c) || (start && strchr("-+=:", (int)c))))
			text_addf(out, "\\%c", (char)c);
		else if (c == '@')
			text_add(out, "&#64;");         /* names nobody on the page it is shown on */
		else
			utf8_encode(out, utf8_harmless(c) ? c : replacement);
		start = false;
	}
}

void escape_uri_path(Text *out, const char *path)
{
	for (; *path; path++) {
		unsigned char c = (unsigned char)*path;

		if (c < 0x80 && (isalnum(c) || strchr("/-._~", c)))
			text_add_char(out, (char)c);
		else
			text_addf(out, "%%%02X", c);
	}
}
