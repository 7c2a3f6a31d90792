/* The writer keeps nothing but where commas and line breaks go. */
#include "model/json.h"

#include <assert.h>

#include "model/quote.h"

static bool on_one_line(const Json *json)
{
	return json->depth > 0 && json->line[json->depth - 1];
}

static void break_line(Json *json)
{
	text_add_char(json->out, '\n');
	text_add_repeat(json->out, "  ", (size_t)json->depth);
}

/* What stands before an item: nothing behind its key, else a comma and its place. */
static void begin_item(Json *json)
{
	if (json->keyed) {
		json->keyed = false;
		return;
	}
	assert(json->depth == 0 || json->closer[json->depth - 1] == ']');
	if (json->comma)
		text_add(json->out, on_one_line(json) ? ", " : ",");
	if (json->depth && !on_one_line(json))
		break_line(json);
}

static void open(Json *json, char bracket, bool line)
{
	assert(bracket == '{' || bracket == '[');
	assert(json->depth < JSON_DEEPEST);
	begin_item(json);
	line = line || on_one_line(json);
	text_add_char(json->out, bracket);
	json->line[json->depth] = line;
	json->closer[json->depth++] = bracket == '{' ? '}' : ']';
	json->comma = false;
}

void json_open(Json *json, char bracket)
{
	open(json, bracket, false);
}

void json_open_line(Json *json, char bracket)
{
	open(json, bracket, true);
}

void json_close(Json *json)
{
	bool empty = !json->comma, line = on_one_line(json);

	assert(json->depth > 0 && !json->keyed);
	json->depth--;
	if (!line && !empty)
		break_line(json);
	text_add_char(json->out, json->closer[json->depth]);
	if (!json->depth)
		text_add_char(json->out, '\n');
	json->comma = true;
}

void json_key(Json *json, const char *key)
{
	assert(json->depth > 0 && json->closer[json->depth - 1] == '}' && !json->keyed);
	if (json->comma)
		text_add(json->out, on_one_line(json) ? ", " : ",");
	if (!on_one_line(json))
		break_line(json);
	quote_add(json->out, key);
	text_add(json->out, ": ");
	json->keyed = true;
}

void json_literal(Json *json, const char *json_value)
{
	begin_item(json);
	text_add(json->out, json_value);
	json->comma = true;
}

void json_text(Json *json, const char *value)
{
	if (!value) {
		json_null(json);
		return;
	}
	begin_item(json);
	quote_add(json->out, value);
	json->comma = true;
}

void json_number(Json *json, int64_t value)
{
	begin_item(json);
	text_addf(json->out, "%lld", (long long)value);
	json->comma = true;
}

void json_bool(Json *json, bool value)
{
	json_literal(json, value ? "true" : "false");
}

void json_null(Json *json)
{
	json_literal(json, "null");
}

void json_put_text(Json *json, const char *key, const char *value)
{
	json_key(json, key);
	json_text(json, value);
}

void json_put_number(Json *json, const char *key, int64_t value)
{
	json_key(json, key);
	json_number(json, value);
}

void json_put_bool(Json *json, const char *key, bool value)
{
	json_key(json, key);
	json_bool(json, value);
}

void json_put_words(Json *json, const char *key, const char *const *words)
{
	json_key(json, key);
	json_open_line(json, '[');
	for (; *words; words++)
		json_text(json, *words);
	json_close(json);
}
