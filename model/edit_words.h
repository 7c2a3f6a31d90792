/* The words of one line of the edit language. */
#ifndef TROIKA_MODEL_EDIT_WORDS_H
#define TROIKA_MODEL_EDIT_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "model/error.h"

/* `portal`, `name="Customer portal"`, `"odd key"=3`. */
typedef struct Word {
	char *key;              /* what stands before `=`; owned; NULL: there is no `=` */
	char *value;            /* the rest, without quotes; owned */
	bool key_quoted;
	bool value_quoted;
	int column;             /* of the word, from 1, in characters */
	int value_column;
} Word;

typedef struct Words {
	Word *items;            /* owned */
	size_t count;
	size_t cap;
} Words;

/* Splits LINE[0..length) up to a comment. On an error *COLUMN says where. */
bool words_split(const char *line, size_t length, Words *out, int *column, Error *err);
void words_clear(Words *words);

#endif
