/* Input: bytes of the terminal to keys.
 *
 * A sequence is taken whole or swallowed whole: what the terminal says late, or says in a way we
 * do not know, never turns into characters that run commands. Knows no terminal and no clock, so
 * that tests and fuzzers can drive it. */
#ifndef TROIKA_TUI_INPUT_H
#define TROIKA_TUI_INPUT_H

#include <stdint.h>

#include "tui/key.h"

typedef struct Input {          /* {0} is empty */
	Text bytes;             /* came in and not taken yet */
	size_t at;              /* how many of them are taken */
	int swallowing;         /* inside a sequence that is thrown away: which kind */
	bool pasting;           /* between the two marks of a bracketed paste */
	Text paste;             /* its text so far, and the one given out last */
	bool again;             /* the bytes just read give another key */
	int button;             /* held down now; 0: none */
	int x, y;               /* cell of the last press or move */
	int last_button;        /* of the last press, for double clicks */
	int last_x, last_y;
	int64_t last_press;     /* when it was */
	int cursor_column;      /* 1-based, that the terminal reported; 0: it has not */
} Input;

void input_feed(Input *input, const char *bytes, size_t length);
/* The next key. NOW is any clock in milliseconds; OVERDUE says that no byte came for input_wait().
 * Texts of a paste are borrowed until the next call. False: there is none (yet). */
bool input_next(Input *input, int64_t now, bool overdue, Key *key);
/* How many milliseconds to wait for the rest of what has begun; -1: nothing has. ESCAPE is the
 * time after which a lone ESC is the key. */
int input_wait(const Input *input, int escape);
void input_clear(Input *input);

#endif
