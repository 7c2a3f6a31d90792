/* The lines of the prompt that were run, kept for the next time: oldest first, one a line in the state folder, for the
 * user's eyes only. */
#ifndef TROIKA_TUI_PROMPT_HISTORY_H
#define TROIKA_TUI_PROMPT_HISTORY_H

#include "model/list.h"

/* Adds what is kept; nothing when nothing can be read. */
void prompt_history_read(List *out);
/* Puts LINE last and keeps at most MOST lines; 0: forgets them all. What is no plain text is not kept, and what cannot
 * be written is not missed. */
void prompt_history_add(const char *line, long most);

#endif
