/* A growing string, and a few questions about strings. */
#include "model/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"

const char *text_str(const Text *text)
{
	return text->s ? text->s : "";
}

static void reserve(Text *text, size_t more)
{
	MEM_GROW(text->s, text->cap, text->length + more + 1);
}

void text_add_n(Text *text, const char *s, size_t length)
{
	reserve(text, length);
	if (length)
		memcpy(text->s + text->length, s, length);
	text->length += length;
	text->s[text->length] = '\0';
}

void text_add(Text *text, const char *s)
{
	text_add_n(text, s, strlen(s));
}

void text_add_char(Text *text, char c)
{
	text_add_n(text, &c, 1);
}

void text_add_repeat(Text *text, const char *s, size_t times)
{
	size_t length = strlen(s);

	while (times-- > 0)
		text_add_n(text, s, length);
}

void text_addv(Text *text, const char *format, va_list args)
{
	va_list again;
	int need;

	va_copy(again, args);
	need = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (need <= 0)
		return;
	reserve(text, (size_t)need);
	vsnprintf(text->s + text->length, (size_t)need + 1, format, args);
	text->length += (size_t)need;
}

void text_addf(Text *text, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	text_addv(text, format, args);
	va_end(args);
}

void text_reset(Text *text)
{
	text->length = 0;
	if (text->s)
		text->s[0] = '\0';
}

void text_clear(Text *text)
{
	if (!text)
		return;
	free(text->s);
	*text = (Text){0};
}

char *text_take(Text *text)
{
	char *s = text->s ? text->s : mem_copy("");

	*text = (Text){0};
	return s;
}

bool text_equal(const char *a, const char *b)
{
	if (!a || !b)
		return a == b;
	return strcmp(a, b) == 0;
}

bool text_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool text_ends(const char *s, const char *suffix)
{
	size_t length = strlen(s), end = strlen(suffix);

	return length >= end && strcmp(s + length - end, suffix) == 0;
}

bool text_glob(const char *pattern, const char *name)
{
	const char *star = NULL, *resume = NULL;

	while (*name) {
		if (*pattern == '*') {
			star = pattern++;
			resume = name;
		} else if (*pattern == *name) {
			pattern++;
			name++;
		} else if (star) {
			pattern = star + 1;
			name = ++resume;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return !*pattern;
}

enum { DISTANCE_LONGEST = 63 };         /* longer names are never near misses */

unsigned text_distance(const char *a, const char *b, unsigned limit)
{
	unsigned rows[3][DISTANCE_LONGEST + 2];
	size_t la = strlen(a), lb = strlen(b);

	if (la > DISTANCE_LONGEST || lb > DISTANCE_LONGEST)
		return limit + 1;
	for (unsigned j = 0; j <= lb; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= la; i++) {
		unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *over = rows[(i + 1) % 3];

		unsigned least = (unsigned)i;

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= lb; j++) {
			unsigned best = above[j - 1] + (a[i - 1] != b[j - 1]);

			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    over[j - 2] + 1 < best)
				best = over[j - 2] + 1;
			row[j] = best;
			if (best < least)
				least = best;
		}
		if (least > limit + 1)          /* a swap may still come from the row above: hence + 1 */
			return limit + 1;
	}
	return rows[la % 3][lb] > limit ? limit + 1 : rows[la % 3][lb];
}

bool words_have(const char *const *words, const char *word)
{
	for (; *words; words++)
		if (strcmp(*words, word) == 0)
			return true;
	return false;
}
