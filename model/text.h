/* Text: a growing string, always terminated. {0} is empty. */
#ifndef TROIKA_MODEL_TEXT_H
#define TROIKA_MODEL_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "model/error.h"

typedef struct Text {
	char *s;                /* owned; NULL while empty: use text_str() */
	size_t length;          /* bytes, without the terminator */
	size_t cap;
} Text;

const char *text_str(const Text *text);             /* never NULL */
void text_add(Text *text, const char *s);
void text_add_n(Text *text, const char *s, size_t length);
void text_add_char(Text *text, char c);
void text_add_repeat(Text *text, const char *s, size_t times);
void text_addf(Text *text, const char *format, ...) PRINTF_LIKE(2, 3);
void text_addv(Text *text, const char *format, va_list args) PRINTF_LIKE(2, 0);
void text_reset(Text *text);                        /* empty, memory kept */
void text_clear(Text *text);                        /* empty, memory freed */
char *text_take(Text *text);                        /* the caller owns it; never NULL */

bool text_equal(const char *a, const char *b);      /* NULL equals only NULL */
bool text_starts(const char *s, const char *prefix);
bool text_ends(const char *s, const char *suffix);
/* Is WORD one of WORDS, which end with NULL? */
bool words_have(const char *const *words, const char *word);
/* Does NAME match PATTERN, where `*` stands for any run of characters? */
bool text_glob(const char *pattern, const char *name);
/* The edit distance of A and B, at most LIMIT + 1 (Levenshtein 1966, with
 * neighbouring letters swapped counted as one). */
unsigned text_distance(const char *a, const char *b, unsigned limit);

#endif
