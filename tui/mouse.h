/* The mouse: click, drag and wheel on whatever lies there. */
#ifndef TROIKA_TUI_MOUSE_H
#define TROIKA_TUI_MOUSE_H

#include "tui/app_state.h"

bool mouse_key(App *app, const Key *key);       /* whether the frame changed */

#endif
