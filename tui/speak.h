/* What the screen shows as a line for the ear: glyphs become words, drawing goes, columns become a list. */
#ifndef TROIKA_TUI_SPEAK_H
#define TROIKA_TUI_SPEAK_H

#include "model/text.h"

void speak_add(Text *out, const char *text);    /* without a line end; made safe for a terminal */

#endif
