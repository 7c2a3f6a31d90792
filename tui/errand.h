/* Errands: work that takes seconds, done by a copy of the process, so that the editor goes on answering keys
 * and can give the work up at any moment. What the copy changes in memory is lost; only its answer comes back. */
#ifndef TROIKA_TUI_ERRAND_H
#define TROIKA_TUI_ERRAND_H

#include "model/error.h"
#include "model/text.h"

typedef struct Errand Errand;
typedef enum ErrandState { ERRAND_RUNNING, ERRAND_DONE, ERRAND_FAILED } ErrandState;

/* What the copy does: fills OUT, any bytes, or says in ERR why not. It must touch neither the terminal nor a file nor
 * the journal. */
typedef bool (*ErrandRun)(const void *context, Text *out, Error *err);

/* NULL: the error says why it could not be started. CONTEXT need not outlive the call. */
Errand *errand_start(ErrandRun run, const void *context, Error *err);
/* Waits at most MILLISECONDS (-1: to the end). ERRAND_DONE: OUT has the answer; ERRAND_FAILED: ERR. */
ErrandState errand_step(Errand *errand, int milliseconds, Text *out, Error *err);
int errand_seconds(const Errand *errand);       /* since its start */
void errand_end(Errand *errand);                /* kills what still runs; NULL will do */

#endif
