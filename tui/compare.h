/* Comparing: what differs between another state of the design and this one, as a list and as signs on the canvas. */
#ifndef TROIKA_TUI_COMPARE_H
#define TROIKA_TUI_COMPARE_H

#include "tui/app_state.h"

/* Compares with the design OTHER, called NAME: opens the list of changes; boxes and lines that are new or changed stay
 * marked until compare_end(). */
void compare_show(App *app, const Design *other, const char *name);
void compare_end(App *app);
void compare_clear(Compared *compared);
/* The signs on the drawing of the design as it is: call it when the design has changed. */
void compare_look(App *app);

#endif
