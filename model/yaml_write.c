/* Plain, single-quoted, double-quoted and block texts. */
#include "model/yaml_write.h"

#include <string.h>

/* --- words that are not texts for every reader ------------------------------------ */

static bool lower_equal(const char *s, const char *word)
{
	for (; *s && *word; s++, word++)
		if ((*s >= 'A' && *s <= 'Z' ? *s + 32 : *s) != *word)
			return false;
	return *s == *word;
}

/* Anything of digits and the signs that numbers, times and dates are made of, the bases
 * and `1e5` included; rather too much than too little. */
static bool like_number(const char *s)
{
	if (*s == '-' || *s == '+')
		s++;
	if (*s == '.' && (lower_equal(s, ".inf") || lower_equal(s, ".nan")))
		return true;
	if (s[0] == '0' && s[1] && strchr("xXoObB", s[1]))
		return s[2] && s[2 + strspn(s + 2, "0123456789abcdefABCDEF_")] == '\0';
	if (*s == '.')
		s++;
	if (*s < '0' || *s > '9')
		return false;
	return s[strspn(s, "0123456789_.,:eE+-TtZz ")] == '\0';
}

bool yaml_means_other(const char *s)
{
	static const char *const words[] = {"", "~", "null", "true", "false", "yes", "no", "on", "off",
	                                    "y", "n", "<<", "="};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (lower_equal(s, words[i]))
			return true;
	return like_number(s);
}

/* --- plain ---------------------------------------------------------------------------- */

bool yaml_stands_plain(const char *s, bool flow)
{
	size_t length = strlen(s);

	if (!length || s[0] == ' ' || s[length - 1] == ' ' || s[length - 1] == ':' ||
	    strchr("-?:,[]{}#&*!|>'\"%@`=~", s[0]))
		return false;
	if (strstr(s, ": ") || strstr(s, " #") || (flow && strpbrk(s, ",[]{}?")))
		return false;
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)s[i] < 0x20 || s[i] == 0x7f)
			return false;
	return true;
}

/* -5 and .5 are plain numbers although they begin with a sign. */
static bool negative_number(const char *s)
{
	return s[0] == '-' && s[1] >= '0' && s[1] <= '9' && like_number(s) && !strpbrk(s, ",: ");
}

/* --- quoted --------------------------------------------------------------------------- */

static void add_single(Text *out, const char *s)
{
	text_add_char(out, '\'');
	for (; *s; s++)
		text_add(out, *s == '\'' ? "''" : (char[]){*s, '\0'});
	text_add_char(out, '\'');
}

static void add_double(Text *out, const char *s)
{
	text_add_char(out, '"');
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			text_addf(out, "\\%c", *s);
		else if (*s == '\n')
			text_add(out, "\\n");
		else if (*s == '\t')
			text_add(out, "\\t");
		else if ((unsigned char)*s < 0x20 || *s == 0x7f)
			text_addf(out, "\\u%04X", (unsigned)(unsigned char)*s);
		else
			text_add_char(out, *s);
	}
	text_add_char(out, '"');
}

static bool one_line(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			return false;
	return true;
}

void yaml_add_text(Text *out, const char *s, YamlQuotes wish, bool flow, bool typed)
{
	bool plain = yaml_means_other(s) ? typed && *s && (yaml_stands_plain(s, flow) || negative_number(s))
	                                 : yaml_stands_plain(s, flow);

	if (wish == QUOTES_NONE && plain)
		text_add(out, s);
	else if (wish == QUOTES_SINGLE && one_line(s))
		add_single(out, s);
	else
		add_double(out, s);
}

/* --- block ------------------------------------------------------------------------------ */

/* Lines with spaces at their end or tabs at their begin look empty to people and differ to readers. */
static bool block_can_hold(const char *s)
{
	if (!*s || *s == ' ' || *s == '\t' || *s == '\n')
		return false;
	for (const char *at = s; *at; at++) {
		if ((unsigned char)*at < 0x20 && *at != '\n')
			return false;
		if (*at == 0x7f || (*at == ' ' && (at[1] == '\n' || !at[1])))
			return false;
	}
	return true;
}

bool yaml_add_block(Text *out, const char *s, size_t indent, const char *newline)
{
	size_t length = strlen(s), ends = 0;

	if (!block_can_hold(s))
		return false;
	while (ends < length && s[length - 1 - ends] == '\n')
		ends++;
	text_add(out, ends == 0 ? "|-" : ends == 1 ? "|" : "|+");
	length -= ends > 1 ? 0 : ends;
	for (size_t i = 0; i < length;) {
		size_t line = strcspn(s + i, "\n");

		text_add(out, newline);
		if (line) {
			text_add_repeat(out, " ", indent);
			text_add_n(out, s + i, line);
		}
		i += line + 1;
	}
	return true;
}
