/* The table of verbs, in the order of the help. */
#include "tui/verbs.h"

const Verb *const verb_table[] = {
	&verb_explain,
	&verb_catalog,
	NULL,
};
