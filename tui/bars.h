/* The one-row bars: title, status and hints, and the keys that may follow a prefix. */
#ifndef TROIKA_TUI_BARS_H
#define TROIKA_TUI_BARS_H

#include "tui/app_state.h"

void bars_draw(const App *app, Canvas *canvas);
void bars_draw_pending(const App *app, Canvas *canvas);
/* The command whose hint stands at column X of the hint row; NULL: none. */
const Command *bars_hint_at(const App *app, int x);

#endif
