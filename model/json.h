/* JSON out: a small streaming writer that cannot write what is not JSON.
 *
 * Objects and lists go one item a line, or all on one line, so that a difference of two outputs
 * reads well. Texts become valid UTF-8 of harmless characters (model/quote.h). */
#ifndef TROIKA_MODEL_JSON_H
#define TROIKA_MODEL_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "model/text.h"

enum { JSON_DEEPEST = 32 };

typedef struct Json {           /* {.out = &text} begins a document */
	Text *out;              /* borrowed */
	int depth;
	char closer[JSON_DEEPEST];      /* the bracket that ends each open level */
	bool line[JSON_DEEPEST];        /* its items stand on one line */
	bool comma;             /* an item stands before the next on this level */
	bool keyed;             /* a key waits for its value */
} Json;

/* BRACKET is '{' or '['. Inside what is on one line everything is. */
void json_open(Json *json, char bracket);
void json_open_line(Json *json, char bracket);
void json_close(Json *json);            /* the latest that is open; the last one ends the line */
void json_key(Json *json, const char *key);
void json_text(Json *json, const char *value);          /* NULL: null */
void json_number(Json *json, int64_t value);
void json_bool(Json *json, bool value);
void json_null(Json *json);
void json_literal(Json *json, const char *json_value);  /* a value that is JSON already: a decimal number */

/* A key and its value at once. */
void json_put_text(Json *json, const char *key, const char *value);
void json_put_number(Json *json, const char *key, int64_t value);
void json_put_bool(Json *json, const char *key, bool value);
void json_put_words(Json *json, const char *key, const char *const *words);     /* NULL-ended, on one line */

#endif
