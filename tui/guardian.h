/* The guardian: a tiny parent that gives the terminal back when the editor dies, and starts it
 * again on the same view.
 *
 * Every edit is durable before it is shown, so a crash costs under a second and no work. */
#ifndef TROIKA_TUI_GUARDIAN_H
#define TROIKA_TUI_GUARDIAN_H

#include <stdbool.h>

/* Forks. The parent never returns: it ends with the status of the child. The child, which is to be
 * the editor, returns, and returns again in a new process each time the one before it
 * died. Without ON all goes on in this process. */
void guardian_start(bool on);

/* For the editor. A descriptor that becomes readable when the guardian has died; -1: there is none. */
int guardian_fd(void);
/* Stores the view (a line) for the next start. Cheap: memory that both see. */
void guardian_keep_view(const char *view);
const char *guardian_view(void);        /* of the editor that died; NULL: start afresh */
/* The signal that the editor before this one died by; 0: it did not. */
int guardian_crash(void);
/* It died twice within a minute: ask about the last edit before going on. */
bool guardian_doubts(void);
/* Where the work is, for the last words when the editor dies again and again. */
void guardian_keep_place(const char *place);
/* Ends the process because memory is out, so that the guardian starts it again. */
void guardian_out_of_memory(void);

#endif
