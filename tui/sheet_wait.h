/* A pop-up that stands while an errand runs: the drawing can be looked at, Esc gives the work up. */
#ifndef TROIKA_TUI_SHEET_WAIT_H
#define TROIKA_TUI_SHEET_WAIT_H

#include "tui/app_state.h"
#include "tui/errand.h"

/* What to do with the ANSWER; ID and KEY as given to wait_open(), ACCEPTED: Enter was pressed meanwhile. */
typedef void (*WaitDone)(App *app, const char *id, const char *key, const Text *answer, bool accepted);

/* DOING says what is done ("placing 800 boxes"). Takes ERRAND; ID and KEY are copied, NULL will do. */
void wait_open(App *app, Errand *errand, const char *doing, const char *id, const char *key, WaitDone done);

/* Moves the drawing behind a pop-up as navigation keys ask. */
void wait_look(App *app, Act act);

#endif
