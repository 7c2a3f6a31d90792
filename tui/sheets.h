/* The pop-ups and sheets, by what opens them. */
#ifndef TROIKA_TUI_SHEETS_H
#define TROIKA_TUI_SHEETS_H

#include "tui/app_state.h"

/* The first frame of an open design; OPENING (or NULL): the warnings of opening it. */
void app_begin(App *app, const char *view, const Diagnostics *opening);
void app_restore_view(App *app, const char *view);
bool app_open_file(App *app, const char *path); /* another design; false: said why not */

void start_open(App *app);                      /* the start screen */
void palette_open(App *app, const char *line);
void help_open(App *app, bool all);
void find_open(App *app);
void connect_open(App *app, const char *from, const char *to);
void fix_open(App *app, const char *finding_key);
void explain_open(App *app, const char *id);
void cost_open(App *app, Decimal scale);        /* SCALE multiplies what is metered */
void coupling_open(App *app);                   /* who depends on whom, in figures */
void weight_open(App *app);                     /* does each platform pull its weight? */
void messages_open(App *app);
void export_open(App *app);
void quit_open(App *app);
/* Saves to PATH; NULL: to the file of the design, which asks for a name when it has none yet. THEN_QUIT:
 * leaves when it is saved. */
void save_design(App *app, const char *path, bool then_quit);
void waive_open(App *app, const char *reason);  /* accepts the finding that is meant; REASON (or NULL) to begin with */
void menu_open(App *app, int x, int y);
void patterns_open(App *app, const char *id);

/* A line of text: TITLE, what stands in it, a SENTENCE below. FIELD (may be NULL) checks while typing.
 * ACCEPT gets the text; the layer is closed before. */
typedef void (*PromptAccept)(App *app, const char *id, const char *key, const char *text);
/* PROMPT_OPEN with a proposal as its text: typing replaces it, Enter takes it. */
void prompt_propose(App *app, const char *title, const char *text, const char *sentence, const char *id,
                    const char *key, PromptAccept accept);
void prompt_open(App *app, const char *title, const char *text, const char *sentence,
                 const FieldSpec *field, const char *id, const char *key, PromptAccept accept);
/* The right editor for a field of an element: text, choice, reference, list. */
void field_edit_open(App *app, const char *id, const char *key);

#endif
