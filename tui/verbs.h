/* The records of the verbs; each stands above its function in verb_<name>.c. */
#ifndef TROIKA_TUI_VERBS_H
#define TROIKA_TUI_VERBS_H

#include "tui/cli.h"

extern const Verb *const verb_table[];  /* NULL-ended, in the order of the help */

extern const Verb verb_apply;
extern const Verb verb_catalog;
extern const Verb verb_check;
extern const Verb verb_cost;
extern const Verb verb_coupling;
extern const Verb verb_describe;
extern const Verb verb_edit;            /* the editor: what runs when no verb is named */
extern const Verb verb_explain;
extern const Verb verb_export;
extern const Verb verb_fmt;
extern const Verb verb_forget;
extern const Verb verb_help;
extern const Verb verb_log;
extern const Verb verb_new;
extern const Verb verb_options;
extern const Verb verb_present;
extern const Verb verb_schema;
extern const Verb verb_screen;
extern const Verb verb_templates;

#endif
