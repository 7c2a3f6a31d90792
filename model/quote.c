/* Double quotes with JSON escapes, both ways. */
#include "model/quote.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "model/utf8.h"

static void add_escape(Text *out, uint32_t character)
{
	if (character > 0xffff) {
		character -= 0x10000;
		text_addf(out, "\\u%04x\\u%04x", 0xd800 + (unsigned)(character >> 10),
		          0xdc00 + (unsigned)(character & 0x3ff));
	} else {
		text_addf(out, "\\u%04x", (unsigned)character);
	}
}

static void add_character(Text *out, const char *s, size_t length, uint32_t character)
{
	if (character == '"' || character == '\\')
		text_addf(out, "\\%c", (char)character);
	else if (character == '\n')
		text_add(out, "\\n");
	else if (character == '\t')
		text_add(out, "\\t");
	else if (utf8_harmless(character))
		text_add_n(out, s, length);
	else
		add_escape(out, character);
}

void quote_add(Text *out, const char *s)
{
	size_t left = strlen(s);

	text_add_char(out, '"');
	while (left > 0) {
		uint32_t character;
		size_t length = utf8_decode(s, left, &character);

		if (!length) {
			add_escape(out, 0xfffd);
			length = 1;
		} else {
			add_character(out, s, length, character);
		}
		s += length;
		left -= length;
	}
	text_add_char(out, '"');
}

void quote_add_short(Text *out, const char *value)
{
	enum { LONGEST = 60 };
	char cut[LONGEST + sizeof "…"];
	size_t length = LONGEST;

	if (!value) {
		text_add(out, "unset");
	} else if (strlen(value) <= LONGEST) {
		quote_add(out, value);
	} else {
		while (length > 0 && ((unsigned char)value[length] & 0xc0) == 0x80)
			length--;
		memcpy(cut, value, length);
		memcpy(cut + length, "…", sizeof "…");
		quote_add(out, cut);
	}
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The four digits behind `\u`. */
static bool read_hex(const char *s, uint32_t *out)
{
	*out = 0;
	for (int i = 0; i < 4; i++) {
		int digit = hex_digit(s[i]);

		if (digit < 0)
			return false;
		*out = *out << 4 | (uint32_t)digit;
	}
	return true;
}

/* *AT stands on the `u` of `\u`. */
static bool read_unicode(const char **at, Text *out, Error *err)
{
	const char *s = *at;
	uint32_t character, low;

	if (!read_hex(s + 1, &character))
		return error_set(err, "\\u wants four hexadecimal digits");
	if (!character)
		return error_set(err, "a text cannot hold the character \\u0000");
	s += 5;
	if (character >= 0xd800 && character <= 0xdfff) {
		if (character >= 0xdc00 || s[0] != '\\' || s[1] != 'u' || !read_hex(s + 2, &low) ||
		    low < 0xdc00 || low > 0xdfff)
			return error_set(err, "\\u%04x is half a character; write both halves of the "
			                      "pair", (unsigned)character);
		character = 0x10000 + ((character - 0xd800) << 10) + (low - 0xdc00);
		s += 6;
	}
	utf8_encode(out, character);
	*at = s;
	return true;
}

static bool read_escape(const char **at, Text *out, Error *err)
{
	static const char letters[] = "\"\\/bfnrt", means[] = "\"\\/\b\f\n\r\t";
	const char *letter;

	++*at;
	if (**at == 'u')
		return read_unicode(at, out, err);
	letter = **at ? strchr(letters, **at) : NULL;
	if (!letter)
		return error_set(err, "unknown escape after \\; the escapes are \\\" \\\\ \\/ \\b \\f "
		                      "\\n \\r \\t \\u");
	text_add_char(out, means[letter - letters]);
	++*at;
	return true;
}

bool quote_read(const char **at, Text *out, Error *err)
{
	assert(**at == '"');
	++*at;
	for (;;) {
		size_t plain = strcspn(*at, "\"\\\n");

		text_add_n(out, *at, plain);
		*at += plain;
		if (**at == '"') {
			++*at;
			return true;
		}
		if (**at != '\\')
			return error_set(err, "the quote is not closed; end it with \"");
		if (!read_escape(at, out, err))
			return false;
	}
}
