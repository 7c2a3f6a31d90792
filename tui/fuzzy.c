/* Ranking while typing. */
#include "tui/fuzzy.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

enum {
	SCORE_LETTER = 16,      /* a letter found */
	SCORE_ROW = 12,         /* right behind the one before */
	SCORE_WORD = 14,        /* at the begin of a word */
	SCORE_FIRST = 10,       /* at the begin of the text */
	SCORE_WHOLE = 24,       /* the query is a whole word */
	COST_GAP = 2,           /* a letter skipped between two found */
	GAP_MOST = 12,          /* skipped letters that count */
	TEXT_MOST = 400,        /* bytes of a text that are looked at */
};

static int lower(char c)
{
	return tolower((unsigned char)c);
}

static bool word_begin(const char *text, size_t at)
{
	return at == 0 || (!isalnum((unsigned char)text[at - 1]) && (unsigned char)text[at - 1] < 0x80);
}

/* The score of matching WORD in TEXT from the place START on, greedily; -1: not found. */
static int score_from(const char *word, size_t length, const char *text, size_t size, size_t start)
{
	size_t at = start, last = start;
	int score = 0;

	for (size_t i = 0; i < length; i++, at++) {
		while (at < size && lower(text[at]) != lower(word[i]))
			at++;
		if (at == size)
			return -1;
		score += SCORE_LETTER;
		if (word_begin(text, at))
			score += SCORE_WORD;
		if (i && at == last + 1) {
			score += SCORE_ROW;
		} else if (i) {
			size_t gap = at - last - 1;

			score -= COST_GAP * (int)(gap > GAP_MOST ? GAP_MOST : gap);
		}
		last = at;
	}
	if (start == 0)
		score += SCORE_FIRST;
	if (last == start + length - 1 && word_begin(text, start) &&
	    (last + 1 == size || !isalnum((unsigned char)text[last + 1])))
		score += SCORE_WHOLE;
	return score;
}

static int score_word(const char *word, size_t length, const char *text, size_t size)
{
	int best = 0;

	for (size_t start = 0; start < size; start++) {
		int score;

		if (lower(text[start]) != lower(*word))
			continue;
		score = score_from(word, length, text, size, start);
		if (score < 0)
			break;
		if (score > best)
			best = score;
	}
	/* Letters scattered over a long text are noise, not a match. */
	return best < (int)length * SCORE_LETTER + (int)(length - 1) * SCORE_ROW / 3 ? 0 : best;
}

/* The best place where WORD stands letter by letter. */
static int score_run(const char *word, size_t length, const char *text, size_t size)
{
	int best = 0;

	for (size_t start = 0; start + length <= size; start++) {
		int score;

		if (strncasecmp(text + start, word, length) != 0)
			continue;
		score = score_from(word, length, text, size, start);
		if (score > best)
			best = score;
	}
	return best;
}

typedef int (*WordScore)(const char *word, size_t length, const char *text, size_t size);

static int score_all(const char *query, const char *text, WordScore score_one)
{
	size_t size = strnlen(text, TEXT_MOST);
	int total = 1;

	while (*query) {
		size_t length = strcspn(query, " ");

		if (length) {
			int score = score_one(query, length, text, size);

			if (!score)
				return 0;
			total += score;
		}
		query += length;
		while (*query == ' ')
			query++;
	}
	return total;
}

int fuzzy_score(const char *query, const char *text)
{
	return score_all(query, text, score_word);
}

int fuzzy_score_whole(const char *query, const char *text)
{
	return score_all(query, text, score_run);
}
