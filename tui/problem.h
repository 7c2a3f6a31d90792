/* The cursor in the list of findings, which the problems panel, n and the quick fix share. */
#ifndef TROIKA_TUI_PROBLEM_H
#define TROIKA_TUI_PROBLEM_H

#include "tui/app_state.h"

bool problem_shown(const App *app, size_t index);       /* does the filter of the panel let it through? */
const Finding *problem_at(const App *app);      /* the finding of the cursor; NULL: none is shown there */
void problem_settle(App *app);                  /* puts the cursor on a finding that is shown */
/* The first time it goes to the finding of the cursor itself; then through all, in a circle. */
void problem_next(App *app, bool back);
/* The finding that is meant: the one visited when it is of the selection, else the first of it, else
 * the one of the cursor. NULL: nothing is wrong here. */
const Finding *problem_meant(const App *app);

#endif
