/* The editor in lines, for screen readers, slow connections and scripts: a prompt with the same commands, the same edit
 * language and the same questions as the screen, answered in words. No byte of it moves a cursor or sets a colour. */
#ifndef TROIKA_TUI_PLAIN_H
#define TROIKA_TUI_PLAIN_H

#include <stdio.h>

#include "tui/app.h"

/* Reads lines from IN and answers on OUT until the person leaves or IN ends; what was not saved is kept. PROMPT: shows
 * that a line is awaited. True: no line was refused. */
bool plain_talk(Session *session, const AppOptions *options, FILE *in, FILE *out, bool prompt);

#endif
