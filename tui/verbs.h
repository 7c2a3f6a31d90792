/* The records of the verbs; each stands above its function in verb_<name>.c. */
#ifndef TROIKA_TUI_VERBS_H
#define TROIKA_TUI_VERBS_H

#include "tui/cli.h"

extern const Verb verb_catalog;
extern const Verb verb_explain;

#endif
