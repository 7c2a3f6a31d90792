/* What the editor in lines says of what the screen would show. Used by tui/plain.c alone. */
#ifndef TROIKA_TUI_PLAIN_SAY_H
#define TROIKA_TUI_PLAIN_SAY_H

#include <stdio.h>

#include "tui/app_state.h"

enum { ROWS_SAID = 20 };        /* of a list, before it asks for more words */

typedef struct Plain {
	App *app;
	FILE *out;
	Text said;              /* what the line has brought about */
	size_t heard;           /* messages of the application that were said */
	char selected[ID_SIZE]; /* as it was said last */
	bool refused;           /* some line was */
} Plain;

/* Each adds lines to `said`. */
void plain_say(Plain *plain, const char *text);         /* glyphs as words, see tui/speak.h */
void plain_sayf(Plain *plain, const char *format, ...) PRINTF_LIKE(2, 3);
void plain_say_lines(Plain *plain, const char *text);
void plain_refuse(Plain *plain, const char *why);       /* and remembers that a line was refused */
void plain_say_messages(Plain *plain);                  /* of the application since the last time */
/* All that the line has brought about: messages, the selection, and the question that is open now. */
void plain_say_all(Plain *plain);

#endif
