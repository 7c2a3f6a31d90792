/* Completion of the edit language: what may stand at the end of a line. */
#ifndef TROIKA_TUI_COMPLETE_H
#define TROIKA_TUI_COMPLETE_H

#include "tui/app_state.h"

/* Does LINE begin with a verb of the edit language and a space? */
bool complete_is_edit(const char *line);
bool complete_is_verb(const char *line);         /* a verb of the edit language and nothing else */
const char *complete_form(const char *line);    /* "set ID KEY=VALUE…": how its verb is written; "" no edit */
/* Fills PICKER with the words that fit the last word of LINE, with a sentence each. */
void complete_fill(const App *app, const char *line, Picker *picker);
/* LINE with its last word replaced by WORD, and a space behind it unless it ends with `=`. */
void complete_take(const char *line, const char *word, Text *out);

#endif
