/* A line of text being typed. */
#include "tui/text_field.h"

#include <string.h>

#include "model/utf8.h"

void field_set(TextField *field, const char *text)
{
	text_reset(&field->text);
	text_add(&field->text, text);
	field->cursor = field->text.length;
	field->selected = false;
}

void field_suggest(TextField *field, const char *text)
{
	field_set(field, text);
	field->selected = field->text.length > 0;
}

const char *field_value(const TextField *field)
{
	return text_str(&field->text);
}

void field_clear(TextField *field)
{
	text_clear(&field->text);
	*field = (TextField){0};
}

static size_t cluster_at(const TextField *field, size_t at)
{
	int width;

	if (at >= field->text.length)
		return 0;
	return utf8_cluster(field->text.s + at, field->text.length - at, &width);
}

/* Clusters can only be found from the left. */
static size_t previous(const TextField *field, size_t at)
{
	size_t i = 0, last = 0;

	while (i < at) {
		last = i;
		i += cluster_at(field, i);
	}
	return last;
}

static void erase(TextField *field, size_t from, size_t to)
{
	memmove(field->text.s + from, field->text.s + to, field->text.length - to + 1);
	field->text.length -= to - from;
	field->cursor = from;
}

static size_t word_start(const TextField *field)
{
	size_t at = field->cursor;

	while (at && field->text.s[at - 1] == ' ')
		at--;
	while (at && field->text.s[at - 1] != ' ')
		at--;
	return at;
}

/* Adds TEXT as one line: breaks and tabs become spaces; what is not a character people write
 * (controls, bidi overrides, broken bytes) is dropped. */
static void add_one_line(Text *out, const char *text, size_t length)
{
	size_t i = 0, bad;

	while (i < length) {
		unsigned char c = (unsigned char)text[i];

		if (c == '\n' || c == '\t' || c == '\r') {
			if (!(c == '\r' && i + 1 < length && text[i + 1] == '\n'))
				text_add_char(out, ' ');
			i++;
		} else if (utf8_clean(text + i, length - i, false, &bad)) {
			text_add_n(out, text + i, length - i);
			return;
		} else if (bad) {
			text_add_n(out, text + i, bad);
			i += bad;
		} else {
			i++;
			while (i < length && ((unsigned char)text[i] & 0xc0) == 0x80)
				i++;
		}
	}
}

bool field_insert(TextField *field, const char *text, size_t length)
{
	Text clean = {0}, whole = {0};
	bool fits;

	if (length > FIELD_LIMIT)
		return false;
	add_one_line(&clean, text, length);
	fits = field->text.length + clean.length <= FIELD_LIMIT;
	if (fits && clean.length) {
		text_add_n(&whole, field_value(field), field->cursor);
		text_add_n(&whole, clean.s, clean.length);
		text_add(&whole, field_value(field) + field->cursor);
		text_clear(&field->text);
		field->text = whole;
		field->cursor += clean.length;
	}
	text_clear(&clean);
	return fits;
}

/* A key or a paste that holds nothing one can see changes nothing. */
static FieldAnswer insert(TextField *field, const char *text, size_t length)
{
	size_t before = field->text.length;

	if (!field_insert(field, text, length))
		return FIELD_FULL;
	return field->text.length == before ? FIELD_STAYED : FIELD_CHANGED;
}

static FieldAnswer move_cursor(TextField *field, size_t at)
{
	if (field->cursor == at)
		return FIELD_STAYED;
	field->cursor = at;
	return FIELD_MOVED;
}

static FieldAnswer cut(TextField *field, size_t from, size_t to)
{
	if (from == to)
		return FIELD_STAYED;
	erase(field, from, to);
	return FIELD_CHANGED;
}

static FieldAnswer control_key(TextField *field, const Key *key)
{
	switch (key->bytes[0]) {
	case 'u':
		return cut(field, 0, field->cursor);
	case 'k':
		return cut(field, field->cursor, field->text.length);
	case 'w':
		return cut(field, word_start(field), field->cursor);
	case 'e':
		return move_cursor(field, field->text.length);
	default:
		return FIELD_NOT_MINE;
	}
}

/* Text takes the place of what is selected, and deleting takes all of it; any other key leaves it to be edited. */
static FieldAnswer selected_key(TextField *field, const Key *key)
{
	TextField other = {0};
	FieldAnswer answer;

	field->selected = false;
	if (key->code == CODE_BACKSPACE || key->code == CODE_DELETE)
		return cut(field, 0, field->text.length);
	if (key->code != CODE_PASTE && (key->code != CODE_CHAR || key->mods))
		return field_key(field, key);
	answer = field_key(&other, key);
	if (answer == FIELD_CHANGED) {
		field_clear(field);
		*field = other;
	} else {
		field_clear(&other);
		field->selected = true;
	}
	return answer;
}

FieldAnswer field_key(TextField *field, const Key *key)
{
	size_t at = field->cursor;

	if (field->selected)
		return selected_key(field, key);
	switch (key->code) {
	case CODE_CHAR:
		if (key->mods & MOD_CTRL)
			return control_key(field, key);
		if (key->mods)
			return FIELD_NOT_MINE;
		return insert(field, key->bytes, strlen(key->bytes));
	case CODE_PASTE:
		return insert(field, key->text, key->length);
	case CODE_BACKSPACE:
		return cut(field, previous(field, at), at);
	case CODE_DELETE:
		return cut(field, at, at + cluster_at(field, at));
	case CODE_LEFT:
		return move_cursor(field, previous(field, at));
	case CODE_RIGHT:
		return move_cursor(field, at + cluster_at(field, at));
	case CODE_HOME:
		return move_cursor(field, 0);
	case CODE_END:
		return move_cursor(field, field->text.length);
	default:
		return FIELD_NOT_MINE;
	}
}

void field_draw(const TextField *field, Canvas *canvas, int x, int y, int width, Style style)
{
	size_t start = 0;
	int before;

	if (width < 1)
		return;
	canvas_fill(canvas, x, y, width, 1, style, " ");
	for (;;) {              /* drop clusters on the left until the cursor fits */
		Text part = {0};

		text_add_n(&part, field_value(field) + start, field->cursor - start);
		before = utf8_width(text_str(&part));
		text_clear(&part);
		if (before < width || start >= field->cursor)
			break;
		start += cluster_at(field, start);
	}
	canvas_text_cut(canvas, x, y, width, field->selected ? STYLE_FOCUS : style, field_value(field) + start, false);
	canvas->cursor_x = x + before;
	canvas->cursor_y = y;
}
