/* All rules, by id. */
#include <stddef.h>

#include "model/rules.h"

const Rule *const rule_table[] = {
#define RULE_ADDRESS(name) &rule_##name,
	RULES(RULE_ADDRESS)
#undef RULE_ADDRESS
	NULL,
};
