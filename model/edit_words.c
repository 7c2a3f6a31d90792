/* Words: runs of anything but space, in which a quoted text may stand for a key or a value. */
#include "model/edit_words.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"
#include "model/quote.h"
#include "model/utf8.h"

typedef struct Splitter {
	const char *at;         /* in a terminated copy of the line */
	const char *counted;    /* up to where the columns are counted */
	int column;             /* of that place */
	Words *out;
} Splitter;

/* The column of where the splitter is; from one place to the next, since lines may be long. */
static int column_now(Splitter *splitter)
{
	if (splitter->at > splitter->counted) {
		splitter->column += (int)utf8_length(splitter->counted,
		                                     (size_t)(splitter->at - splitter->counted));
		splitter->counted = splitter->at;
	}
	return splitter->column;
}

/* Reads a quoted or bare part that ends before a space or one of STOPS. */
static bool read_part(Splitter *splitter, const char *stops, Text *out, bool *quoted, Error *err)
{
	size_t length;

	*quoted = *splitter->at == '"';
	if (*quoted) {
		const char *start = splitter->at;

		if (!quote_read(&splitter->at, out, err))
			return false;
		if (utf8_clean(text_str(out), out->length, true, NULL))
			return true;
		splitter->at = start;
		return error_set(err, "control characters are refused in a value; only \\n and \\t may stand");
	}
	length = strcspn(splitter->at, stops);
	text_add_n(out, splitter->at, length);
	splitter->at += length;
	if (*splitter->at != '"')
		return true;
	return error_set(err, "a quote inside a word; put the whole value in quotes");
}

static bool at_end_of_word(const Splitter *splitter)
{
	return !*splitter->at || strchr(" \t", *splitter->at);
}

static bool read_word(Splitter *splitter, Error *err)
{
	Word word = {.column = column_now(splitter)};
	Text part = {0};
	bool quoted;

	word.value_column = word.column;
	if (!read_part(splitter, " \t=\"", &part, &quoted, err)) {
		text_clear(&part);
		return false;
	}
	if (*splitter->at == '=') {
		splitter->at++;
		word.key = text_take(&part);
		word.key_quoted = quoted;
		word.value_column = column_now(splitter);
		if (!read_part(splitter, " \t\"", &part, &quoted, err)) {
			free(word.key);
			text_clear(&part);
			return false;
		}
	}
	word.value = text_take(&part);
	word.value_quoted = quoted;
	MEM_GROW(splitter->out->items, splitter->out->cap, splitter->out->count + 1);
	splitter->out->items[splitter->out->count++] = word;
	if (at_end_of_word(splitter))
		return true;
	return error_set(err, "text behind a closing quote; leave a space between words");
}

bool words_split(const char *line, size_t length, Words *out, int *column, Error *err)
{
	char *copy = mem_copy_n(line, length);
	Splitter splitter = {.at = copy, .counted = copy, .column = 1, .out = out};
	size_t offender;
	bool good = utf8_clean(copy, length, true, &offender);

	if (!good) {
		splitter.at = copy + offender;
		error_set(err, "a control character or a byte that is not UTF-8; write it as \\uXXXX in "
		          "quotes");
	}
	while (good) {
		splitter.at += strspn(splitter.at, " \t");
		if (!*splitter.at || *splitter.at == '#')
			break;
		good = read_word(&splitter, err);
	}
	if (!good && column)
		*column = column_now(&splitter);
	free(copy);
	return good;
}

void words_clear(Words *words)
{
	if (!words)
		return;
	for (size_t i = 0; i < words->count; i++) {
		free(words->items[i].key);
		free(words->items[i].value);
	}
	free(words->items);
	*words = (Words){0};
}
