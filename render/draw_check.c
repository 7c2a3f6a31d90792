/* Checks of untrusted pictures. Strict and small: a picture that is refused costs a message, one that is
 * wrongly taken may run in somebody's browser. */
#include "config.h"

#include "render/draw_check.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "model/utf8.h"

enum { SVG_DEEPEST = 256, NAME_LONGEST = 64 };

typedef struct Scan {
	const char *at, *end;
	char open[SVG_DEEPEST][NAME_LONGEST];   /* names of the open elements */
	size_t depth;
	bool root_seen;
} Scan;

static bool starts(const Scan *scan, const char *word)
{
	size_t length = strlen(word);

	return (size_t)(scan->end - scan->at) >= length && memcmp(scan->at, word, length) == 0;
}

static bool skip_past(Scan *scan, const char *word)
{
	const char *found = memmem(scan->at, (size_t)(scan->end - scan->at), word, strlen(word));

	if (!found)
		return false;
	scan->at = found + strlen(word);
	return true;
}

static void skip_blanks(Scan *scan)
{
	while (scan->at < scan->end && strchr(" \t\r\n", *scan->at))
		scan->at++;
}

static bool read_name(Scan *scan, char name[NAME_LONGEST])
{
	size_t length = 0;

	while (scan->at < scan->end && (isalnum((unsigned char)*scan->at) || strchr(":_-.", *scan->at))) {
		if (length + 1 == NAME_LONGEST)
			return false;
		name[length++] = *scan->at++;
	}
	name[length] = '\0';
	return length > 0;
}

/* `&lt;` and `&#160;` are whole references; a bare `&` is not XML. */
static bool reference_sound(Scan *scan)
{
	static const char *const known[] = {"&lt;", "&gt;", "&amp;", "&quot;", "&apos;"};
	const char *at = scan->at + 1;
	bool hex;

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (starts(scan, known[i])) {
			scan->at += strlen(known[i]);
			return true;
		}
	if (at == scan->end || *at != '#')
		return false;
	at++;
	hex = at < scan->end && *at == 'x';
	at += hex;
	scan->at = at;
	while (at < scan->end && (hex ? isxdigit((unsigned char)*at) : isdigit((unsigned char)*at)))
		at++;
	if (at == scan->at || at - scan->at > 7 || at == scan->end || *at != ';')
		return false;
	scan->at = at + 1;
	return true;
}

/* A link may name a place in the picture, or the web, or a mail address. */
static bool link_sound(const char *value, size_t length)
{
	static const char *const allowed[] = {"#", "https:", "mailto:", "data:image/png;base64,"};

	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		if (length >= strlen(allowed[i]) && strncasecmp(value, allowed[i], strlen(allowed[i])) == 0)
			return true;
	return false;
}

/* A `url(…)` may only name a part of the picture. In plain texts it is just a word. */
static bool value_sound(const char *name, const char *value, size_t length)
{
	static const char *const texts[] = {"id", "class", "title", "xlink:title", "aria-label", "font-family"};
	const char *url = memmem(value, length, "url", 3);

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (strcmp(name, texts[i]) == 0)
			return true;
	if (strncasecmp(name, "on", 2) == 0)
		return false;
	if (strcasecmp(name, "href") == 0 || strcasecmp(name, "xlink:href") == 0)
		return link_sound(value, length);
	if (strcasecmp(name, "style") == 0)
		return !memchr(value, '&', length) && !url;
	return !url || text_starts(value, "url(#");
}

static bool attribute_sound(Scan *scan)
{
	char name[NAME_LONGEST], quote;
	const char *value;

	if (!read_name(scan, name) || scan->end - scan->at < 2 || *scan->at++ != '=')
		return false;
	quote = *scan->at++;
	if (quote != '"' && quote != '\'')
		return false;
	value = scan->at;
	while (scan->at < scan->end && *scan->at != quote) {
		if (*scan->at == '<')
			return false;
		if (*scan->at != '&')
			scan->at++;
		else if (!reference_sound(scan))
			return false;
	}
	if (scan->at >= scan->end || !value_sound(name, value, (size_t)(scan->at - value)))
		return false;
	scan->at++;
	return true;
}

static bool element_sound(Scan *scan)
{
	static const char *const refused[] = {"script", "foreignObject", "iframe", "embed", "object", "handler",
	                                      "set", "animate"};
	char name[NAME_LONGEST];

	scan->at++;
	if (!read_name(scan, name))
		return false;
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		if (strcasecmp(name, refused[i]) == 0)
			return false;
	if (!scan->depth && (scan->root_seen || strcmp(name, "svg") != 0))
		return false;
	scan->root_seen = true;
	for (;;) {
		skip_blanks(scan);
		if (starts(scan, "/>")) {
			scan->at += 2;
			return true;
		}
		if (starts(scan, ">"))
			break;
		if (!attribute_sound(scan))
			return false;
	}
	scan->at++;
	if (scan->depth == SVG_DEEPEST)
		return false;
	memcpy(scan->open[scan->depth++], name, NAME_LONGEST);
	return true;
}

static bool end_tag_sound(Scan *scan)
{
	char name[NAME_LONGEST];

	scan->at += 2;
	if (!read_name(scan, name) || !scan->depth || strcmp(name, scan->open[scan->depth - 1]) != 0)
		return false;
	scan->depth--;
	skip_blanks(scan);
	return scan->at < scan->end && *scan->at++ == '>';
}

static bool doctype_sound(Scan *scan)
{
	while (scan->at < scan->end && *scan->at != '>')
		if (*scan->at++ == '[')
			return false;
	return scan->at++ < scan->end && !scan->root_seen;
}

static bool piece_sound(Scan *scan)
{
	if (starts(scan, "<!--"))
		return skip_past(scan, "-->");
	if (starts(scan, "<?xml "))
		return !scan->root_seen && skip_past(scan, "?>");
	if (starts(scan, "<!DOCTYPE svg"))
		return doctype_sound(scan);
	if (starts(scan, "</"))
		return end_tag_sound(scan);
	if (starts(scan, "<"))
		return element_sound(scan);
	if (starts(scan, "&"))
		return scan->depth && reference_sound(scan);
	if (!scan->depth && !strchr(" \t\r\n", *scan->at))
		return false;
	scan->at++;
	return true;
}

bool svg_sound(const char *bytes, size_t length, Error *err)
{
	Scan scan = {.at = bytes, .end = bytes + length};
	size_t at;

	if (!utf8_clean(bytes, length, true, &at))
		return error_set(err, "the picture holds a broken or forbidden character at byte %zu", at);
	while (scan.at < scan.end) {
		size_t where = (size_t)(scan.at - bytes);

		if (!piece_sound(&scan))
			return error_set(err, "the picture is not the SVG that was asked for (byte %zu)", where);
	}
	if (!scan.root_seen || scan.depth)
		return error_set(err, "the picture is cut off");
	return true;
}

static uint32_t big_endian(const char *at)
{
	const unsigned char *b = (const unsigned char *)at;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

bool png_sound(const char *bytes, size_t length, Error *err)
{
	size_t at = 8;
	bool first = true;

	if (length < 8 || memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) != 0)
		return error_set(err, "the picture is not a PNG");
	while (length - at >= 12) {
		size_t size = big_endian(bytes + at);
		const char *type = bytes + at + 4;

		if (size > length - at - 12 || first != (memcmp(type, "IHDR", 4) == 0))
			break;
		first = false;
		at += 12 + size;
		if (memcmp(type, "IEND", 4) == 0)
			return at == length || error_set(err, "something follows the end of the PNG");
	}
	return error_set(err, "the PNG is damaged");
}

bool plain_sound(const char *bytes, size_t length, Error *err)
{
	const char *end = bytes + length;
	size_t at_fault;

	if (!utf8_clean(bytes, length, true, &at_fault))
		return error_set(err, "the layout holds a broken or forbidden character at byte %zu", at_fault);
	for (const char *line = bytes; line < end;) {
		const char *next = memchr(line, '\n', (size_t)(end - line));

		if (strncmp(line, "stop\n", 5) == 0)
			return line + 5 == end || error_set(err, "something follows the end of the layout");
		if (!next || !(text_starts(line, "graph ") || text_starts(line, "node ") || text_starts(line, "edge ")))
			break;
		line = next + 1;
	}
	return error_set(err, "the layout is not what was asked for");
}
