/* Operations as counted strings: written without escapes, read with a bound on every step. */
#include "model/edit_record.h"

#include <stdlib.h>
#include <string.h>

#include "model/memory.h"

typedef struct Reader {
	const char *at;
	const char *end;
} Reader;

static void write_string(Text *out, const char *s)
{
	size_t length;

	if (!s) {
		text_add_char(out, '-');
		return;
	}
	length = strlen(s);
	text_addf(out, "%zu:", length);
	text_add_n(out, s, length);
}

void edit_record_write(const Edit *edit, Text *out)
{
	for (size_t i = 0; i < edit->count; i++) {
		const Op *op = &edit->ops[i];

		write_string(out, op->id);
		write_string(out, op->key);
		write_string(out, op->before);
		write_string(out, op->after);
		text_add_char(out, '\n');
	}
}

static bool read_length(Reader *reader, size_t *length)
{
	size_t left = (size_t)(reader->end - reader->at);

	if (left == 0 || *reader->at < '0' || *reader->at > '9')
		return false;
	for (*length = 0; reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9';
	     reader->at++) {
		*length = *length * 10 + (size_t)(*reader->at - '0');
		if (*length > left)
			return false;
	}
	return reader->at < reader->end && *reader->at++ == ':' &&
	       *length <= (size_t)(reader->end - reader->at);
}

/* *S is NULL for an absent string; the caller frees it. */
static bool read_string(Reader *reader, char **s)
{
	size_t length;

	*s = NULL;
	if (reader->at < reader->end && *reader->at == '-') {
		reader->at++;
		return true;
	}
	if (!read_length(reader, &length) || memchr(reader->at, '\0', length))
		return false;
	*s = mem_copy_n(reader->at, length);
	reader->at += length;
	return true;
}

static bool read_op(Reader *reader, Edit *edit)
{
	char *id, *key = NULL, *before = NULL, *after = NULL;
	bool ok = read_string(reader, &id) && read_string(reader, &key) &&
	          read_string(reader, &before) && read_string(reader, &after) && id && key &&
	          reader->at < reader->end && *reader->at++ == '\n';

	if (ok)
		edit_add(edit, id, key, before, after);
	free(id);
	free(key);
	free(before);
	free(after);
	return ok;
}

bool edit_record_read(const char *record, size_t length, Edit *edit)
{
	Reader reader = {record, record + length};

	while (reader.at < reader.end)
		if (!read_op(&reader, edit))
			return false;
	return true;
}
