/* Recent designs: the paths that were open, newest first, one a line in the state folder. */
#ifndef TROIKA_TUI_RECENT_H
#define TROIKA_TUI_RECENT_H

#include "model/list.h"

/* Adds those that are still there; nothing when nothing can be read. */
void recent_list(List *out);
/* Puts PATH first. What cannot be written is not missed. */
void recent_add(const char *path);

#endif
