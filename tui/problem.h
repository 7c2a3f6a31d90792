/* The cursor in the list of findings, which the problems panel, n and the quick fix share. */
#ifndef TROIKA_TUI_PROBLEM_H
#define TROIKA_TUI_PROBLEM_H

#include "tui/app_state.h"

/* The finding at place AT of the list, in its order; NULL: the list is not so long. */
const Finding *problem_finding(const App *app, size_t at);
void problem_go(App *app, const Finding *finding);       /* puts the cursor there */
bool problem_shown(const App *app, size_t at);  /* does the filter of the panel let it through? */
/* The order of the list: "severity", "place", "rule"; NULL: the next of these. */
void problem_sort(App *app, const char *by);
const char *problem_sort_name(const App *app);
const char *problem_filter_name(const App *app);        /* "all", "waived", "error" … */
const Finding *problem_at(const App *app);      /* the finding of the cursor; NULL: none is shown there */
void problem_settle(App *app);                  /* after the findings or the filter changed */
/* The first time it goes to the finding of the cursor itself; then through all, in a circle. */
void problem_next(App *app, bool back);
/* The finding that is meant: the one visited when it is of the selection, else the first of it, else
 * the one of the cursor. NULL: nothing is wrong here. */
const Finding *problem_meant(const App *app);

#endif
