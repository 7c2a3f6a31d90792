/* The table of verbs, in the order of the help. */
#include "tui/verbs.h"

const Verb *const verb_table[] = {
	&verb_new,
	&verb_templates,
	&verb_check,
	&verb_cost,
	&verb_coupling,
	&verb_describe,
	&verb_export,
	&verb_apply,
	&verb_fmt,
	&verb_explain,
	&verb_catalog,
	&verb_log,
	&verb_forget,
	&verb_present,
	&verb_screen,
	&verb_options,
	&verb_schema,
	&verb_help,
	NULL,
};
