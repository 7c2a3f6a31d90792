/* The grammar of terminal input (ECMA-48, xterm's control sequences, SGR mouse, bracketed paste).
 *
 * Each reader looks at the bytes at hand and answers how many it takes: 0 says that the end is
 * missing. Sequences that grow too long, strings and pastes are eaten piecemeal, so that no input
 * costs more than its length. */
#include "tui/input.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "model/memory.h"

enum {
	SEQUENCE_LONGEST = 64,          /* bytes of a control sequence that can mean something */
	PASTE_LONGEST = 8 << 20,        /* bytes kept of a paste; more are counted as pasted and lost */
	PARAMETERS = 4,
	SEQUENCE_WAIT = 500,            /* ms for the rest of ESC [ …: networks split sequences */
	PASTE_WAIT = 3000,              /* ms without a byte after which a paste has lost its end */
	DOUBLE_CLICK = 400              /* ms */
};

enum { SWALLOW_NOTHING, SWALLOW_SEQUENCE, SWALLOW_STRING };

static const char paste_end[] = "\033[201~";

void input_feed(Input *input, const char *bytes, size_t length)
{
	if (input->at == input->bytes.length) {
		text_reset(&input->bytes);
		input->at = 0;
	}
	text_add_n(&input->bytes, bytes, length);
}

void input_clear(Input *input)
{
	if (!input)
		return;
	text_clear(&input->bytes);
	text_clear(&input->paste);
	*input = (Input){0};
}

/* --- control sequences --------------------------------------------------------------- */

static unsigned modifiers(int parameter)
{
	unsigned bits = parameter > 1 ? (unsigned)parameter - 1 : 0;

	return (bits & 1 ? MOD_SHIFT : 0u) | (bits & 2 ? MOD_ALT : 0u) | (bits & 4 ? MOD_CTRL : 0u);
}

/* Keys whose sequence ends with a letter, after ESC [ and ESC O alike. */
static Key letter_key(char final, unsigned mods)
{
	Key key = {.mods = mods};

	switch (final) {
	case 'A': key.code = CODE_UP; break;
	case 'B': key.code = CODE_DOWN; break;
	case 'C': key.code = CODE_RIGHT; break;
	case 'D': key.code = CODE_LEFT; break;
	case 'H': key.code = CODE_HOME; break;
	case 'F': key.code = CODE_END; break;
	case 'Z': key = key_code(CODE_TAB, mods | MOD_SHIFT); break;
	case 'M': key.code = CODE_ENTER; break;         /* of the keypad */
	case 'P': case 'Q': case 'R': case 'S':
		key.code = CODE_FUNCTION;
		key.amount = final - 'P' + 1;
		break;
	}
	return key;
}

/* Keys written ESC [ NUMBER ~. */
static Key number_key(int number, unsigned mods)
{
	static const KeyCode codes[] = {CODE_NONE, CODE_HOME, CODE_INSERT, CODE_DELETE, CODE_END,
	                                CODE_PAGE_UP, CODE_PAGE_DOWN, CODE_HOME, CODE_END};
	static const char functions[] = {1, 2, 3, 4, 5, 0, 6, 7, 8, 9, 10, 0, 11, 12};
	Key key = {.mods = mods};

	if (number >= 0 && number <= 8) {
		key.code = codes[number];
	} else if (number >= 11 && number <= 24 && functions[number - 11]) {
		key.code = CODE_FUNCTION;
		key.amount = functions[number - 11];
	}
	return key;
}

static Key release(Input *input)
{
	Key key = {.code = CODE_RELEASE, .button = input->button, .x = input->x, .y = input->y};

	input->button = 0;
	return key;
}

/* A press; a second one soon after on the same cell is a double click. */
static Key press(Input *input, int button, int64_t now)
{
	Key key = {.code = CODE_PRESS, .button = button, .clicks = 1, .x = input->x, .y = input->y};

	if (button == input->last_button && input->x == input->last_x && input->y == input->last_y &&
	    now - input->last_press < DOUBLE_CLICK) {
		key.clicks = 2;
		input->last_button = 0;         /* a third begins anew */
	} else {
		input->last_button = button;
	}
	input->last_x = input->x;
	input->last_y = input->y;
	input->last_press = now;
	input->button = button;
	return key;
}

/* What the mouse did: CODE is xterm's button code, X and Y are counted from 1. */
static Key mouse_event(Input *input, int code, int x, int y, bool up, int64_t now)
{
	int button = (code & 3) + 1;
	Key key = {0};

	if (code < 0 || code > 127)
		return key;                     /* buttons beyond the wheel */
	if (input->button && !up && code < 32 && button < 4) {
		input->again = true;            /* a press, but the release before it got lost */
		return release(input);
	}
	input->x = x > 0 ? x - 1 : 0;
	input->y = y > 0 ? y - 1 : 0;
	if (code & 64) {
		key.code = code & 2 ? CODE_SIDE_WHEEL : CODE_WHEEL;
		key.amount = code & 1 ? 1 : -1;
	} else if (up || (button == 4 && !(code & 32))) {
		if (input->button)
			key = release(input);
	} else if (code & 32) {
		if (input->button)
			key.code = CODE_MOVE;
		key.button = input->button;
	} else {
		key = press(input, button, now);
	}
	key.x = input->x;
	key.y = input->y;
	key.mods |= (code & 4 ? MOD_SHIFT : 0u) | (code & 8 ? MOD_ALT : 0u) | (code & 16 ? MOD_CTRL : 0u);
	return key;
}

typedef struct Sequence {
	int parameters[PARAMETERS];     /* 0 where none is written */
	int count;
	bool broken;                    /* a byte that cannot stand in one cut it off */
	char mark;                      /* '<', '?', '>' … before them; 0: none */
	char final;
} Sequence;

/* Reads what stands behind ESC [. The bytes taken, or 0: the end is missing. */
static size_t read_sequence(const char *s, size_t length, Sequence *out)
{
	size_t i = 0;

	*out = (Sequence){0};
	if (i < length && s[i] >= '<' && s[i] <= '?')
		out->mark = s[i++];
	for (; i < length; i++) {
		int *parameter = &out->parameters[out->count < PARAMETERS ? out->count : PARAMETERS - 1];

		if (s[i] >= '0' && s[i] <= '9') {
			if (*parameter < 1000)
				*parameter = *parameter * 10 + (s[i] - '0');
		} else if (s[i] == ';' || s[i] == ':') {
			out->count++;
		} else if (s[i] >= 0x40 && s[i] <= 0x7e) {
			out->final = s[i];
			return i + 1;
		} else if ((unsigned char)s[i] < 0x20 || (unsigned char)s[i] > 0x7e) {
			out->broken = true;     /* what follows is something else */
			return i;
		}
	}
	return 0;
}

/* What a whole sequence means; CODE_NONE: nothing to us. */
static Key sequence_key(Input *input, const Sequence *seq, int64_t now)
{
	const int *p = seq->parameters;

	if (seq->mark == '<' && (seq->final == 'M' || seq->final == 'm'))
		return mouse_event(input, p[0], p[1], p[2], seq->final == 'm', now);
	if (seq->mark)
		return (Key){0};
	switch (seq->final) {
	case '~':
		return number_key(p[0], modifiers(p[1]));
	case 'R':
		if (p[0] > 1) {                 /* the answer to "where is the cursor?" */
			input->cursor_column = p[1];
			return (Key){0};
		}
		break;
	case 'O':                               /* the window lost the focus */
		return input->button ? release(input) : (Key){0};
	case 'I':
	case 'M':
		return (Key){0};
	}
	return letter_key(seq->final, modifiers(p[1]));
}

/* ESC [ M and three bytes: the mouse of terminals without SGR reports. */
static size_t read_old_mouse(Input *input, const unsigned char *s, size_t length, int64_t now, Key *key)
{
	if (length < 6)
		return 0;
	*key = mouse_event(input, s[3] - 32, s[4] - 32, s[5] - 32, false, now);
	return 6;
}

static size_t read_bracket(Input *input, const char *s, size_t length, int64_t now, Key *key)
{
	Sequence seq;
	size_t taken;

	if (length < 3)
		return 0;
	if (s[2] == 'M')
		return read_old_mouse(input, (const unsigned char *)s, length, now, key);
	if (s[2] == '[') {                      /* function keys of the Linux console */
		if (length < 4)
			return 0;
		if (s[3] >= 'A' && s[3] <= 'E')
			*key = (Key){.code = CODE_FUNCTION, .amount = s[3] - 'A' + 1};
		return 4;
	}
	taken = read_sequence(s + 2, length - 2, &seq);
	if (!taken && !seq.broken) {
		if (length <= SEQUENCE_LONGEST)
			return 0;
		input->swallowing = SWALLOW_SEQUENCE;
		return length;
	}
	if (seq.final == '~' && seq.parameters[0] == 200 && !seq.mark) {
		input->pasting = true;
		text_reset(&input->paste);
	} else if (seq.final) {
		*key = sequence_key(input, &seq, now);
	}
	return taken + 2;
}

/* Does an answer of the terminal (OSC, DCS) begin here, and not ESC and a key? */
static bool string_begins(const char *s, size_t length)
{
	if (length < 3)
		return false;
	return (s[1] == ']' && s[2] >= '0' && s[2] <= '9') ||
	       (s[1] == 'P' && strchr("01$+>!", s[2]) && s[2]);
}

static size_t read_escape(Input *input, const char *s, size_t length, bool overdue, int64_t now, Key *key)
{
	size_t taken = 0;

	if (length >= 2 && s[1] == '[') {
		taken = read_bracket(input, s, length, now, key);
	} else if (length >= 3 && s[1] == 'O') {
		*key = letter_key(s[2], 0);
		taken = 3;
	} else if (string_begins(s, length)) {
		input->swallowing = SWALLOW_STRING;
		taken = 2;
	} else if (length >= 3 || (length == 2 && !strchr("O]P", s[1]))) {
		*key = key_code(CODE_ESC, 0);   /* and then a key of its own, not Alt */
		taken = 1;
	}
	if (taken || !overdue)
		return taken;
	if (length > 2 && s[1] == '[')
		return length;                  /* the rest of a sequence never came */
	*key = key_code(CODE_ESC, 0);
	return 1;
}

/* --- characters ---------------------------------------------------------------------- */

static Key control_key(unsigned char c)
{
	Key key = {.code = CODE_CHAR, .mods = MOD_CTRL};

	switch (c) {
	case '\r':
	case '\n':
		return key_code(CODE_ENTER, 0);
	case '\t':
		return key_code(CODE_TAB, 0);
	case '\b':
	case 0x7f:
		return key_code(CODE_BACKSPACE, 0);
	}
	key.bytes[0] = (char)(c == 0 ? ' ' : c < 27 ? c + 'a' - 1 : c + '@');
	return key;
}

/* Length of the character that begins with C by its first byte; 0: none begins so. */
static size_t character_length(unsigned char c)
{
	return c < 0x80 ? 1 : c < 0xc2 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : c < 0xf5 ? 4 : 0;
}

/* Is S a well-formed character of more than one byte, and not a control character? The Unicode
 * Standard, table 3-7. */
static bool character_valid(const unsigned char *s, size_t length)
{
	if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
	    (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f))
		return false;
	for (size_t i = 1; i < length; i++)
		if ((s[i] & 0xc0) != 0x80)
			return false;
	return !(s[0] == 0xc2 && s[1] < 0xa0);
}

static size_t read_character(const unsigned char *s, size_t length, bool overdue, Key *key)
{
	size_t need = character_length(s[0]);

	if (s[0] < 0x20 || s[0] == 0x7f) {
		*key = control_key(s[0]);
		return 1;
	}
	if (!need)
		return 1;
	for (size_t i = 1; i < need && i < length; i++)
		if ((s[i] & 0xc0) != 0x80)
			return i;               /* broken: swallow what there is of it */
	if (length < need)
		return overdue ? length : 0;
	if (need == 1 || character_valid(s, need)) {
		key->code = CODE_CHAR;
		memcpy(key->bytes, s, need);
	}
	return need;
}

/* --- pastes and what is thrown away -------------------------------------------------- */

static void give_paste(Input *input, Key *key)
{
	input->pasting = false;
	*key = (Key){.code = CODE_PASTE, .text = text_str(&input->paste), .length = input->paste.length};
}

static void keep_pasted(Input *input, const char *s, size_t length)
{
	size_t room = PASTE_LONGEST - input->paste.length;

	text_add_n(&input->paste, s, length < room ? length : room);
}

static const char *find_paste_end(const char *s, size_t length)
{
	const char *end = s + length, *escape;

	for (; (escape = memchr(s, '\033', (size_t)(end - s))); s = escape + 1)
		if ((size_t)(end - escape) >= sizeof paste_end - 1 &&
		    memcmp(escape, paste_end, sizeof paste_end - 1) == 0)
			return escape;
	return NULL;
}

static size_t read_paste(Input *input, const char *s, size_t length, bool overdue, Key *key)
{
	const size_t mark = sizeof paste_end - 1;
	const char *end = find_paste_end(s, length);
	size_t tail = 0;

	if (end) {
		keep_pasted(input, s, (size_t)(end - s));
		give_paste(input, key);
		return (size_t)(end - s) + mark;
	}
	/* the mark may have begun: its first bytes wait for the rest */
	for (size_t i = 1; i < mark && i <= length; i++)
		if (memcmp(s + length - i, paste_end, i) == 0)
			tail = i;
	if (overdue)
		tail = 0;
	keep_pasted(input, s, length - tail);
	if (overdue)
		give_paste(input, key);
	return length - tail;
}

static size_t swallow(Input *input, const char *s, size_t length, bool overdue)
{
	bool string = input->swallowing == SWALLOW_STRING;

	for (size_t i = 0; i < length; i++) {
		if (s[i] == '\033' && string && i + 1 == length && !overdue)
			return i;               /* perhaps the first half of ST, ESC \ */
		if (s[i] == '\033' || (string ? s[i] == '\a' : s[i] >= 0x40 && s[i] <= 0x7e)) {
			input->swallowing = SWALLOW_NOTHING;
			if (s[i] != '\033')
				return i + 1;
			return string && i + 1 < length && s[i + 1] == '\\' ? i + 2 : i;
		}
	}
	if (overdue)
		input->swallowing = SWALLOW_NOTHING;
	return length;
}

/* --- the whole ------------------------------------------------------------------------ */

static size_t read_one(Input *input, int64_t now, bool overdue, Key *key)
{
	const char *s = input->bytes.s + input->at;
	size_t length = input->bytes.length - input->at;

	if (input->pasting)
		return read_paste(input, s, length, overdue, key);
	if (input->swallowing)
		return swallow(input, s, length, overdue);
	if (s[0] == '\033')
		return read_escape(input, s, length, overdue, now, key);
	return read_character((const unsigned char *)s, length, overdue, key);
}

bool input_next(Input *input, int64_t now, bool overdue, Key *key)
{
	if (overdue && input->at == input->bytes.length)
		input->swallowing = SWALLOW_NOTHING;
	while (input->at < input->bytes.length || (overdue && input->pasting)) {
		int swallowing = input->swallowing;
		size_t taken;

		if (input->at == input->bytes.length) {
			give_paste(input, key);
			return true;
		}
		*key = (Key){0};
		taken = read_one(input, now, overdue, key);
		if (input->again)
			taken = 0;              /* the key came out of nothing: read the same bytes again */
		input->again = false;
		input->at += taken;
		if (key->code != CODE_NONE)
			return true;
		if (!taken && swallowing == input->swallowing)
			break;
	}
	return false;
}

int input_wait(const Input *input, int escape)
{
	size_t left = input->bytes.length - input->at;

	if (input->pasting)
		return PASTE_WAIT;
	if (input->swallowing)
		return SEQUENCE_WAIT;
	if (!left)
		return -1;
	return left > 1 ? SEQUENCE_WAIT : escape;
}
