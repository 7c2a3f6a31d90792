/* Signals: those that ask something become bytes in a pipe, those that kill give the terminal
 * back first. */
#ifndef TROIKA_TUI_SIGNALS_H
#define TROIKA_TUI_SIGNALS_H

#include <stdbool.h>

typedef struct Signals {        /* what came since the last time */
	bool resized;           /* SIGWINCH */
	bool stop;              /* SIGTSTP: suspend */
	bool resumed;           /* SIGCONT */
	int end;                /* TERM, HUP, INT or QUIT: leave with 128 + this; 0: none */
} Signals;

/* Installs the handlers and gives the descriptor to poll. Call it before curses starts, which
 * leaves handlers that stand alone. REPORT names the file that a crash is described in (version,
 * signal and addresses only); NULL: none. */
int signals_open(const char *report);
Signals signals_take(void);
/* Stops the process as Ctrl-Z does; returns when it goes on, at once where nobody could wake it. */
void signals_stop(void);
const char *signal_word(int number);    /* "SIGSEGV"; borrowed */

#endif
