/* Characters through utf8proc: what is plain text, what is one cluster, how wide it is. */
#include "model/utf8.h"

#include <string.h>
#include <utf8proc.h>

size_t utf8_decode(const char *s, size_t length, uint32_t *character)
{
	utf8proc_int32_t read;
	utf8proc_ssize_t bytes;

	if (length > 0 && !((unsigned char)*s & 0x80)) {
		*character = (unsigned char)*s;
		return 1;
	}
	if (length > 4)
		length = 4;
	bytes = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)length, &read);
	if (bytes <= 0 || read < 0)
		return 0;
	*character = (uint32_t)read;
	return (size_t)bytes;
}

void utf8_encode(Text *out, uint32_t character)
{
	utf8proc_uint8_t bytes[4];
	utf8proc_ssize_t length = utf8proc_encode_char((utf8proc_int32_t)character, bytes);

	if (length > 0)
		text_add_n(out, (const char *)bytes, (size_t)length);
}

/* The property Bidi_Control of Unicode. */
static bool is_bidi_control(uint32_t c)
{
	return c == 0x61c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069);
}

bool utf8_harmless(uint32_t c)
{
	if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		return false;
	if (c < 0x600)
		return true;
	if (c == 0x2028 || c == 0x2029 || c == 0xfeff || is_bidi_control(c))
		return false;
	return (c < 0xd800 || c > 0xdfff) && (c < 0xfdd0 || c > 0xfdef) && (c & 0xfffe) != 0xfffe &&
	       c <= 0x10ffff;
}

/* Are the eight bytes at S all printable ASCII? */
static bool eight_plain(const char *s)
{
	const uint64_t ones = 0x0101010101010101u, tops = ones << 7;
	uint64_t bytes;

	memcpy(&bytes, s, sizeof bytes);
	/* a top bit stays where a byte is below 0x20, is 0x7f or above */
	return !((bytes | (bytes - ones * 0x20) | (bytes + ones)) & tops);
}

bool utf8_clean(const char *s, size_t length, bool prose, size_t *at)
{
	size_t i = 0;

	while (i < length) {
		uint32_t character;
		size_t bytes;

		while (length - i >= 8 && eight_plain(s + i))
			i += 8;
		if (i == length)
			break;
		bytes = utf8_decode(s + i, length - i, &character);
		if (!bytes || !(utf8_harmless(character) ||
		                (prose && (character == '\n' || character == '\t')))) {
			if (at)
				*at = i;
			return false;
		}
		i += bytes;
	}
	return true;
}

static bool is_plain_ascii(char c)
{
	return c >= 0x20 && c < 0x7f;
}

size_t utf8_cluster(const char *s, size_t length, int *width)
{
	utf8proc_int32_t state = 0;
	uint32_t character, next;
	size_t bytes, more;
	int cells;

	if (length > 0 && is_plain_ascii(*s) && (length == 1 || is_plain_ascii(s[1]))) {
		if (width)
			*width = 1;
		return 1;
	}
	bytes = utf8_decode(s, length, &character);
	cells = bytes ? utf8proc_charwidth((utf8proc_int32_t)character) : length > 0;
	if (!bytes)
		bytes = length > 0;
	else
		while ((more = utf8_decode(s + bytes, length - bytes, &next)) &&
		       !utf8proc_grapheme_break_stateful((utf8proc_int32_t)character,
		                                         (utf8proc_int32_t)next, &state)) {
			cells += utf8proc_charwidth((utf8proc_int32_t)next);
			if (cells > 2)
				cells = 2;
			bytes += more;
			character = next;
		}
	if (width)
		*width = cells;
	return bytes;
}

int utf8_width(const char *s)
{
	size_t left = strlen(s);
	int cells = 0;

	while (left > 0) {
		int width;
		size_t bytes = utf8_cluster(s, left, &width);

		cells += width;
		s += bytes;
		left -= bytes;
	}
	return cells;
}

size_t utf8_length(const char *s, size_t bytes)
{
	size_t characters = 0;

	for (size_t i = 0; i < bytes; characters++) {
		uint32_t character;
		size_t length = utf8_decode(s + i, bytes - i, &character);

		i += length ? length : 1;
	}
	return characters;
}

/* The bytes of S that fit into WIDTH cells. */
static size_t fitting_bytes(const char *s, size_t length, int width)
{
	size_t at = 0;

	while (at < length) {
		int cells;
		size_t bytes = utf8_cluster(s + at, length - at, &cells);

		if (cells > width)
			break;
		width -= cells;
		at += bytes;
	}
	return at;
}

void utf8_add_cut(Text *out, const char *s, int width, bool ascii)
{
	size_t length = strlen(s);
	int mark = ascii ? 3 : 1;

	if (width <= 0)
		return;
	if (fitting_bytes(s, length, width) == length) {
		text_add_n(out, s, length);
		return;
	}
	if (mark > width)
		mark = width;
	text_add_n(out, s, fitting_bytes(s, length, width - mark));
	if (ascii)
		text_add_repeat(out, ".", (size_t)mark);
	else
		text_add(out, "…");
}

static void add_shown(Text *out, uint32_t character)
{
	if (character == '\n')
		text_add(out, "\\n");
	else if (character == '\t')
		text_add(out, "\\t");
	else if (character == '\r')
		text_add(out, "\\r");
	else if (character < 0x100)
		text_addf(out, "\\x%02x", (unsigned)character);
	else
		text_addf(out, "\\u%04x", (unsigned)character);
}

void utf8_add_safe(Text *out, const char *s)
{
	size_t left = strlen(s);

	while (left > 0) {
		uint32_t character;
		size_t bytes = utf8_decode(s, left, &character);

		if (!bytes) {
			add_shown(out, (unsigned char)*s);
			bytes = 1;
		} else if (utf8_harmless(character)) {
			text_add_n(out, s, bytes);
		} else {
			add_shown(out, character);
		}
		s += bytes;
		left -= bytes;
	}
}

void utf8_add_lower(Text *out, const char *s)
{
	enum { LONGEST_FOLDING = 8 };
	size_t left = strlen(s);

	while (left > 0) {
		utf8proc_int32_t folded[LONGEST_FOLDING];
		uint32_t character;
		size_t bytes = utf8_decode(s, left, &character);
		utf8proc_ssize_t count = -1;

		if (bytes > 1)
			count = utf8proc_decompose_char((utf8proc_int32_t)character, folded,
			                                LONGEST_FOLDING, UTF8PROC_CASEFOLD, NULL);
		if (count >= 0 && count <= LONGEST_FOLDING) {
			for (utf8proc_ssize_t i = 0; i < count; i++)
				utf8_encode(out, (uint32_t)folded[i]);
		} else if (bytes == 1 && character >= 'A' && character <= 'Z') {
			text_add_char(out, (char)(character - 'A' + 'a'));
		} else {
			text_add_n(out, s, bytes ? bytes : 1);
		}
		s += bytes ? bytes : 1;
		left -= bytes ? bytes : 1;
	}
}
