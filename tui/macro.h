/* A macro: the keys a person typed between two presses of one key, to be typed again. */
#ifndef TROIKA_TUI_MACRO_H
#define TROIKA_TUI_MACRO_H

#include "tui/key.h"

enum { MACRO_KEYS_MOST = 2000, MACRO_TIMES_MOST = 1000 };

typedef struct Macro {          /* {0} is empty */
	Keys keys;              /* the texts of pastes are its own */
	size_t gesture;         /* where the present command began: a macro ends before the one that ends it */
	bool recording;
	bool running;
	long wanted;            /* how often it shall be typed after this key; 0: not */
} Macro;

void macro_begin(Macro *macro);                 /* forgets what was recorded */
void macro_end(Macro *macro);
/* Takes KEY; FIRST: no command is half typed. False: the macro is full, and ends. */
bool macro_note(Macro *macro, const Key *key, bool first);
void macro_clear(Macro *macro);

#endif
