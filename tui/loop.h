/* The editor in a terminal: the loop that waits, feeds keys to the application and shows frames. */
#ifndef TROIKA_TUI_LOOP_H
#define TROIKA_TUI_LOOP_H

#include "tui/app.h"
#include "tui/term.h"

typedef struct LoopOptions {
	AppOptions app;         /* size, ascii and view are set by the loop */
	TermOptions term;
	int escape_wait;        /* ms to wait for more after an Esc; 0: the default */
	const char *report;     /* file for a crash report; NULL: none */
	const char *say;        /* sentence for the status row at the start; NULL: none */
} LoopOptions;

/* Takes the terminal over, runs the application on SESSION (borrowed; NULL: the start screen) until
 * the person leaves or a signal comes, and gives the terminal back. *STATUS is then the
 * exit status: 0, or 128 + signal. False: the terminal cannot be used. */
bool loop_run(Session *session, const LoopOptions *options, int *status, Error *err);

#endif
