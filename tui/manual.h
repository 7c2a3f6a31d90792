/* The manual page and the shell completions, from the tables. */
#ifndef TROIKA_TUI_MANUAL_H
#define TROIKA_TUI_MANUAL_H

#include "model/text.h"

void manual_add_page(Text *out);        /* troika(1), in the man macros */
void manual_add_bash(Text *out);
void manual_add_zsh(Text *out);
void manual_add_fish(Text *out);

#endif
