/* Words for the ear. */
#include "tui/speak.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

#include "model/utf8.h"

typedef struct Spoken { const char *glyph, *word; } Spoken;

static const Spoken spoken[] = {        /* glyphs that carry a meaning */
	{"✖", "error"}, {"▲", "warning"}, {"○", "advice"}, {"✓", "ok"}, {"→", "to"}, {"←", "from"}, {"⇄", "both ways"},
	{"…", "..."}, {"·", ","}, {"‹", ""}, {"›", ""}, {"×", "times"}, {"≤", "at most"}, {"≥", "at least"},
};

static const Spoken *find(const char *s)
{
	for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++)
		if (text_starts(s, spoken[i].glyph))
			return &spoken[i];
	return NULL;
}

static bool is_drawing(const char *s)
{
	uint32_t c = 0;

	utf8_decode(s, strlen(s), &c);
	return c >= 0x2190 && c <= 0x27bf;      /* arrows, boxes, blocks, shapes, dingbats */
}

/* A gap between columns is a pause. */
static void add_gap(Text *out, size_t begin, size_t blanks, const char *next)
{
	if (!blanks || out->length == begin || !*next || *next == ',')
		return;
	if (blanks > 1 && !strchr(",.:;", out->s[out->length - 1]))
		text_add_char(out, ',');
	text_add_char(out, ' ');
}

/* Does a word follow at once? */
static bool glued(const char *next)
{
	return isalnum((unsigned char)*next);
}

void speak_add(Text *out, const char *text)
{
	size_t begin = out->length;
	Text safe = {0};

	utf8_add_safe(&safe, text);
	for (const char *s = text_str(&safe); *s;) {
		size_t blanks = strspn(s, " "), length;
		const Spoken *word;

		s += blanks;
		word = find(s);
		add_gap(out, begin, blanks, word ? word->word : s);
		length = word ? strlen(word->glyph) : utf8_cluster(s, strlen(s), NULL);
		if (word) {
			text_add(out, word->word);
			text_add(out, *word->word && *word->word != ',' && glued(s + length) ? " " : "");
		} else if (*s && !is_drawing(s)) {
			text_add_n(out, s, length);
		}
		s += length;
	}
	while (out->length > begin && strchr(" ,", out->s[out->length - 1]))    /* a drawing stood there */
		out->s[--out->length] = '\0';
	text_clear(&safe);
}
