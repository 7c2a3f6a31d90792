/* The bytes of a YAML file before YAML is looked at: encoding and characters.
 *
 * libyaml accepts UTF-16 and gives its own words for a bad byte without a
 * remedy; here each fault gets line, column, cause and what to do. */
#include "model/yaml.h"

#include <string.h>

enum { FAULTS_MAX = 5 };        /* a binary file is not listed byte by byte */

/* The character at S, and its bytes in *SIZE; -1 when it is not UTF-8 (too
 * long forms, surrogates and what lies past U+10FFFF included). */
static int32_t decode(const unsigned char *s, size_t left, size_t *size)
{
	static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
	size_t n = s[0] < 0x80 ? 1 : s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 : s[0] < 0xf0 ? 3 : s[0] < 0xf5 ? 4 : 0;
	uint32_t c = n == 1 ? s[0] : n == 2 ? s[0] & 0x1f : n == 3 ? s[0] & 0x0f : s[0] & 0x07;

	*size = 1;
	if (n == 0 || n > left)
		return -1;
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return -1;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (n > 1 && (c < least[n] || (c >= 0xd800 && c < 0xe000) || c > 0x10ffff))
		return -1;
	*size = n;
	return (int32_t)c;
}

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

static bool is_bidi(uint32_t c)
{
	return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2066 && c <= 0x2069);
}

static bool is_separator(uint32_t c)
{
	return c == 0x2028 || c == 0x2029;
}

static bool is_nothing(uint32_t c)
{
	return c == 0xfeff || (c & 0xfffe) == 0xfffe;
}

bool yaml_value_clean(const char *text, size_t length, uint32_t *fault)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t size;

	for (size_t i = 0; i < length; i += size) {
		int32_t c;

		size = 1;
		if ((s[i] >= 0x20 && s[i] < 0x7f) || s[i] == '\n' || s[i] == '\t')
			continue;
		c = decode(s + i, length - i, &size);
		*fault = c < 0 ? 0xfffd : (uint32_t)c;
		if (c < 0 || is_control(*fault) || is_bidi(*fault) || is_separator(*fault) || is_nothing(*fault))
			return false;
	}
	return true;
}

/* The fault of one character as it stands in the file; NULL: none. */
static const char *source_fault(int32_t c)
{
	if (c < 0)
		return "this byte is not UTF-8; save the file in the encoding UTF-8";
	if (c == '\n' || c == '\r' || c == '\t')
		return NULL;
	if (c == 0)
		return "the file holds a zero byte, so it is binary or damaged; give a text file";
	if (c == 0xfeff)
		return "a byte order mark stands in the middle of the file; delete it (it is invisible)";
	if (is_control((uint32_t)c))
		return "control character; delete it";
	if (is_separator((uint32_t)c))
		return "an invisible line separator (U+2028 or U+2029); replace it by a line break";
	if (is_nothing((uint32_t)c))
		return "this is not a character of Unicode; delete it";
	return NULL;
}

static bool utf16(const unsigned char *s, size_t length)
{
	return length >= 2 && ((s[0] == 0xff && s[1] == 0xfe) || (s[0] == 0xfe && s[1] == 0xff) ||
	                       (s[0] && !s[1] && length % 2 == 0 && length >= 4 && s[2] && !s[3]) ||
	                       (!s[0] && s[1] && length % 2 == 0 && length >= 4 && !s[2] && s[3]));
}

static bool is_plain(unsigned char c)
{
	return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\t' || c == '\r';
}

/* Are eight bytes at once printable ASCII? A byte below 0x20 borrows, 0x7f carries, others have the high bit: each
 * leaves a high bit behind. */
static bool are_printable(const unsigned char *s)
{
	const uint64_t ones = 0x0101010101010101u;
	uint64_t word;

	memcpy(&word, s, sizeof word);
	return (((word - ones * 0x20) | (word + ones) | word) & ones * 0x80) == 0;
}

/* The bytes from S that are printable ASCII or line ends: almost all of a file. */
static size_t plain_run(const unsigned char *s, size_t length)
{
	size_t i = 0;

	for (;;) {
		while (i + 8 <= length && are_printable(s + i))
			i += 8;
		if (i == length || !is_plain(s[i]))
			return i;
		while (i < length && is_plain(s[i]) && s[i] >= 0x20)
			i++;
		while (i < length && is_plain(s[i]) && s[i] < 0x20)
			i++;
	}
}

static void place(const char *s, size_t at, int *line, int *column)
{
	size_t start = 0;

	*line = *column = 1;
	for (size_t i = 0; i < at; i++)
		if (s[i] == '\n' || (s[i] == '\r' && s[i + 1] != '\n')) {
			(*line)++;
			start = i + 1;
		}
	for (size_t i = start; i < at; i++)
		*column += ((unsigned char)s[i] & 0xc0) != 0x80;
}

bool yaml_source_check(const char *file, const char *source, size_t length,
                       bool *ascii, Diagnostics *list)
{
	const unsigned char *s = (const unsigned char *)source;
	size_t i = length >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0 ? 3 : 0, size;
	int faults = 0, line, column;

	*ascii = i == 0;
	if (length > YAML_BYTES_MAX) {
		diagnostics_add(list, false, file, 0, 0, "the file has %zu MB, more than %d MB; split it with include:",
		                length >> 20, YAML_BYTES_MAX >> 20);
		return false;
	}
	if (utf16(s, length)) {
		diagnostics_add(list, false, file, 1, 1, "the file is UTF-16; save it in the encoding UTF-8");
		return false;
	}
	for (i += plain_run(s + i, length - i); i < length; i += size, i += plain_run(s + i, length - i)) {
		const char *fault = source_fault(decode(s + i, length - i, &size));

		*ascii = false;
		if (!fault)
			continue;
		place(source, i, &line, &column);
		diagnostics_add(list, false, file, line, column, "%s", fault);
		if (++faults == FAULTS_MAX || s[i] == 0)
			break;
	}
	return faults == 0;
}
