/* The notation of keys, both ways: one table of names, one of mouse forms. */
#include "tui/key.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/utf8.h"

typedef struct KeyName {
	const char *name;
	KeyCode code;
	unsigned mods;          /* that the name stands for by itself */
	const char *bytes;      /* of a named character; NULL: none */
} KeyName;

static const KeyName names[] = {        /* the first name of a key is the one printed */
	{"Enter", CODE_ENTER, 0, NULL},
	{"Esc", CODE_ESC, 0, NULL},
	{"Tab", CODE_TAB, 0, NULL},
	{"BS", CODE_BACKSPACE, 0, NULL},
	{"Del", CODE_DELETE, 0, NULL},
	{"Ins", CODE_INSERT, 0, NULL},
	{"Up", CODE_UP, 0, NULL},
	{"Down", CODE_DOWN, 0, NULL},
	{"Left", CODE_LEFT, 0, NULL},
	{"Right", CODE_RIGHT, 0, NULL},
	{"Home", CODE_HOME, 0, NULL},
	{"End", CODE_END, 0, NULL},
	{"PgUp", CODE_PAGE_UP, 0, NULL},
	{"PgDn", CODE_PAGE_DOWN, 0, NULL},
	{"Space", CODE_CHAR, 0, " "},
	{"lt", CODE_CHAR, 0, "<"},
	{"gt", CODE_CHAR, 0, ">"},
	{"Return", CODE_ENTER, 0, NULL},
	{"Escape", CODE_ESC, 0, NULL},
	{"Backspace", CODE_BACKSPACE, 0, NULL},
	{"Delete", CODE_DELETE, 0, NULL},
};
enum { NAME_COUNT = sizeof names / sizeof *names };

Key key_char(const char *utf8)
{
	Key key = {.code = CODE_CHAR};

	snprintf(key.bytes, sizeof key.bytes, "%s", utf8);
	return key;
}

Key key_code(KeyCode code, unsigned mods)
{
	return (Key){.code = code, .mods = mods};
}

bool key_is_char(const Key *key, const char *utf8)
{
	return key->code == CODE_CHAR && !key->mods && strcmp(key->bytes, utf8) == 0;
}

bool key_is_mouse(const Key *key)
{
	return key->code >= CODE_PRESS && key->code <= CODE_SIDE_WHEEL;
}

bool key_equal(const Key *a, const Key *b)
{
	if (a->code != b->code || a->mods != b->mods)
		return false;
	if (a->code == CODE_CHAR)
		return strcmp(a->bytes, b->bytes) == 0;
	return a->code != CODE_FUNCTION || a->amount == b->amount;
}

/* --- reading ----------------------------------------------------------------- */

typedef struct Reader {
	const char *start;      /* of the script */
	const char *at;
	Keys *out;
	Error *err;
} Reader;

static bool fail(const Reader *r, const char *what)
{
	size_t place = utf8_length(r->start, (size_t)(r->at - r->start)) + 1;

	return error_set(r->err, "keys, character %zu: %s", place, what);
}

static void push(Keys *keys, Key key)
{
	MEM_GROW(keys->items, keys->cap, keys->count + 1);
	keys->items[keys->count++] = key;
}

static bool number(const char **at, int *out)
{
	char *end;
	long n;

	while (**at == ' ')
		(*at)++;
	if (!isdigit((unsigned char)**at) && **at != '-' && **at != '+')
		return false;
	n = strtol(*at, &end, 10);
	if (end == *at || n < -9999 || n > 9999)
		return false;
	*out = (int)n;
	*at = end;
	return true;
}

static bool pair(const char **at, char between, int *x, int *y)
{
	return number(at, x) && *(*at)++ == between && number(at, y);
}

static Key mouse(KeyCode code, int button, int clicks, int x, int y)
{
	return (Key){.code = code, .button = button, .clicks = clicks, .x = x, .y = y};
}

static void push_click(Keys *out, int button, int clicks, int x, int y)
{
	push(out, mouse(CODE_PRESS, button, clicks, x, y));
	push(out, mouse(CODE_RELEASE, button, clicks, x, y));
}

/* Reads what stands in <Word …> behind the word. */
static bool read_mouse(Keys *out, const char *word, const char *rest)
{
	int x, y, x2, y2, n = 0;

	if (strcmp(word, "Wheel") == 0 || strcmp(word, "SideWheel") == 0) {
		Key key = {.code = *word == 'W' ? CODE_WHEEL : CODE_SIDE_WHEEL};

		if (!number(&rest, &n) || !n || *rest != ' ' || !pair(&rest, ',', &key.x, &key.y) || *rest)
			return false;
		key.amount = n;
		push(out, key);
		return true;
	}
	if (strcmp(word, "Size") == 0) {
		if (!pair(&rest, 'x', &x, &y) || *rest || x < 0 || y < 0)
			return false;
		push(out, (Key){.code = CODE_SIZE, .x = x, .y = y});
		return true;
	}
	if (!pair(&rest, ',', &x, &y))
		return false;
	if (strcmp(word, "Drag") == 0) {
		if (*rest != ' ' || !pair(&rest, ',', &x2, &y2) || *rest)
			return false;
		push(out, mouse(CODE_PRESS, 1, 1, x, y));
		push(out, mouse(CODE_MOVE, 1, 0, x2, y2));
		push(out, mouse(CODE_RELEASE, 1, 0, x2, y2));
		return true;
	}
	if (*rest)
		return false;
	if (strcmp(word, "Click") == 0) {
		push_click(out, 1, 1, x, y);
	} else if (strcmp(word, "DoubleClick") == 0) {
		push_click(out, 1, 1, x, y);
		push_click(out, 1, 2, x, y);
	} else if (strcmp(word, "RightClick") == 0) {
		push_click(out, 3, 1, x, y);
	} else if (strcmp(word, "Press") == 0) {
		push(out, mouse(CODE_PRESS, 1, 1, x, y));
	} else if (strcmp(word, "Move") == 0) {
		push(out, mouse(CODE_MOVE, 1, 0, x, y));
	} else if (strcmp(word, "Release") == 0) {
		push(out, mouse(CODE_RELEASE, 1, 0, x, y));
	} else {
		return false;
	}
	return true;
}

static void add_code_point(Text *out, unsigned code)
{
	if (code < 0x80) {
		text_add_char(out, (char)code);
	} else if (code < 0x800) {
		text_add_char(out, (char)(0xc0 | code >> 6));
		text_add_char(out, (char)(0x80 | (code & 0x3f)));
	} else {
		text_add_char(out, (char)(0xe0 | code >> 12));
		text_add_char(out, (char)(0x80 | (code >> 6 & 0x3f)));
		text_add_char(out, (char)(0x80 | (code & 0x3f)));
	}
}

static bool read_escape(const char **at, Text *out)
{
	static const char from[] = "nrtbf\"\\/", to[] = "\n\r\t\b\f\"\\/";
	const char *hit = **at ? strchr(from, **at) : NULL;
	char digits[5] = "";
	char *end;

	if (hit) {
		text_add_char(out, to[hit - from]);
		(*at)++;
		return true;
	}
	if (**at != 'u')
		return false;
	strncpy(digits, *at + 1, 4);
	add_code_point(out, (unsigned)strtoul(digits, &end, 16));
	if (end != digits + 4)
		return false;
	*at += 5;
	return true;
}

/* At a <Paste "…"> behind the word: the text may hold `>`. */
static bool read_paste(Reader *r, const char *at)
{
	Text text = {0};
	Key key = {.code = CODE_PASTE};

	while (*at == ' ')
		at++;
	if (*at++ != '"')
		return fail(r, "a paste is written <Paste \"text\">");
	while (*at && *at != '"') {
		if (*at != '\\') {
			text_add_char(&text, *at++);
		} else if (at++, !read_escape(&at, &text)) {
			text_clear(&text);
			return fail(r, "an escape in a paste that JSON does not have");
		}
	}
	if (*at != '"' || at[1] != '>') {
		text_clear(&text);
		return fail(r, "a paste that is not closed by \">");
	}
	key.text = arena_copy_n(&r->out->arena, text_str(&text), text.length);
	key.length = text.length;
	text_clear(&text);
	push(r->out, key);
	r->at = at + 2;
	return true;
}

static unsigned read_mods(const char **word)
{
	unsigned mods = 0;

	while ((*word)[0] && (*word)[1] == '-' && (*word)[2]) {
		char c = **word;

		if (c != 'C' && c != 'S' && c != 'A' && c != 'M')
			break;
		mods |= c == 'C' ? MOD_CTRL : c == 'S' ? MOD_SHIFT : MOD_ALT;
		*word += 2;
	}
	return mods;
}

static bool named_key(const char *word, Key *out)
{
	unsigned mods = read_mods(&word);
	int width, n = 0;

	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (strcmp(names[i].name, word) != 0)
			continue;
		*out = names[i].bytes ? key_char(names[i].bytes) : key_code(names[i].code, 0);
		out->mods = mods;
		return true;
	}
	if (*word == 'F' && isdigit((unsigned char)word[1])) {
		word++;
		if (!number(&word, &n) || *word || n < 1 || n > 12)
			return false;
		*out = key_code(CODE_FUNCTION, mods);
		out->amount = n;
		return true;
	}
	if (!(mods & (MOD_CTRL | MOD_ALT)) || !*word || strlen(word) > 7 ||
	    utf8_cluster(word, strlen(word), &width) != strlen(word))
		return false;
	*out = key_char(word);
	out->mods = mods;
	if (mods & MOD_CTRL && !word[1])
		out->bytes[0] = (char)tolower((unsigned char)*word);
	return true;
}

static bool read_named(Reader *r)
{
	const char *close = strchr(r->at, '>');
	char body[64], word[64] = "";
	const char *space;
	size_t length;
	Key key;

	if (strncmp(r->at, "<Paste", 6) == 0)
		return read_paste(r, r->at + 6);
	length = close ? (size_t)(close - r->at) - 1 : 0;
	if (!length || length >= sizeof body)
		return fail(r, "`<` begins the name of a key; a plain one is <lt>");
	memcpy(body, r->at + 1, length);
	body[length] = '\0';
	space = strchr(body, ' ');
	if (space) {
		memcpy(word, body, (size_t)(space - body));
		if (!read_mouse(r->out, word, space + 1))
			return fail(r, "not a key of the mouse");
	} else if (named_key(body, &key)) {
		push(r->out, key);
	} else {
		return fail(r, "no key has this name");
	}
	r->at = close + 1;
	return true;
}

static bool read_char(Reader *r)
{
	unsigned char c = (unsigned char)*r->at;
	size_t length = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4, bad;
	char bytes[8] = "";

	for (size_t i = 0; i < length && r->at[i]; i++)
		bytes[i] = r->at[i];
	if (strlen(bytes) != length || !utf8_clean(bytes, length, false, &bad))
		return fail(r, "not a character that can be typed");
	push(r->out, key_char(bytes));
	r->at += length;
	return true;
}

bool keys_parse(const char *script, Keys *out, Error *err)
{
	Reader r = {script, script, out, err};

	while (*r.at) {
		if (*r.at == '\n' || *r.at == '\r') {
			r.at++;
			continue;
		}
		if (!(*r.at == '<' ? read_named(&r) : read_char(&r)))
			return false;
	}
	return true;
}

bool keys_parse_recording(const char *text, Keys *out, Error *err)
{
	char *script = mem_copy(text);
	bool remark = false, good;

	/* As line breaks, so that places in errors stay true. */
	for (char *s = script; *s; s++) {
		if (s == script || s[-1] == '\n')
			remark = *s == '#';
		if (remark && *s != '\n')
			*s = '\r';
	}
	good = keys_parse(script, out, err);
	free(script);
	return good;
}

void keys_clear(Keys *keys)
{
	if (!keys)
		return;
	free(keys->items);
	arena_clear(&keys->arena);
	*keys = (Keys){0};
}

/* --- printing ---------------------------------------------------------------- */

static void add_mods(Text *out, unsigned mods)
{
	text_add(out, mods & MOD_CTRL ? "C-" : "");
	text_add(out, mods & MOD_ALT ? "A-" : "");
	text_add(out, mods & MOD_SHIFT ? "S-" : "");
}

static void add_paste(Text *out, const Key *key)
{
	text_add(out, "<Paste \"");
	for (size_t i = 0; i < key->length; i++) {
		unsigned char c = (unsigned char)key->text[i];

		if (c == '"' || c == '\\')
			text_add_char(out, '\\');
		if (c < 0x20 || c == 0x7f)
			text_addf(out, "\\u%04x", c);
		else
			text_add_char(out, (char)c);
	}
	text_add(out, "\">");
}

static void add_char(Text *out, const Key *key)
{
	if (key->mods) {
		text_add_char(out, '<');
		add_mods(out, key->mods);
		text_addf(out, "%s>", strcmp(key->bytes, " ") == 0 ? "Space" : key->bytes);
	} else if (strcmp(key->bytes, " ") == 0) {
		text_add(out, "<Space>");
	} else {
		text_add(out, strcmp(key->bytes, "<") == 0 ? "<lt>" : key->bytes);
	}
}

static void add_named(Text *out, const Key *key)
{
	for (size_t i = 0; i < NAME_COUNT; i++) {
		if (names[i].code != key->code)
			continue;
		text_add_char(out, '<');
		add_mods(out, key->mods);
		text_addf(out, "%s>", names[i].name);
		return;
	}
}

void key_add_text(Text *out, const Key *key)
{
	switch (key->code) {
	case CODE_NONE:
		break;
	case CODE_CHAR:
		add_char(out, key);
		break;
	case CODE_FUNCTION:
		text_add_char(out, '<');
		add_mods(out, key->mods);
		text_addf(out, "F%d>", key->amount);
		break;
	case CODE_PASTE:
		add_paste(out, key);
		break;
	case CODE_PRESS:
		text_addf(out, "<%s %d,%d>", key->button == 3 ? "RightClick" : "Press", key->x, key->y);
		break;
	case CODE_MOVE:
		text_addf(out, "<Move %d,%d>", key->x, key->y);
		break;
	case CODE_RELEASE:
		text_addf(out, "<Release %d,%d>", key->x, key->y);
		break;
	case CODE_WHEEL:
	case CODE_SIDE_WHEEL:
		text_addf(out, "<%s %d %d,%d>", key->code == CODE_WHEEL ? "Wheel" : "SideWheel",
		          key->amount, key->x, key->y);
		break;
	case CODE_SIZE:
		text_addf(out, "<Size %dx%d>", key->x, key->y);
		break;
	default:
		add_named(out, key);
	}
}
