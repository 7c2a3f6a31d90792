/* The rules: one record each, in the file of its family.
 *
 * To add one: words and thresholds in model/catalog/rules.yaml, the check in
 * rules_<family>.c, its name here, and tests/rules/<id>/{bad,good}.yaml. */
#ifndef TROIKA_MODEL_RULES_H
#define TROIKA_MODEL_RULES_H

#include "model/finding.h"

/* By id. */
#define RULES(X) \
	X(cost_no_budget) \
	X(cost_over_budget) \
	X(coupling_cycle) \
	X(identity_no_central_provider) \
	X(justification_no_written_why) \
	X(pattern_free_form) \
	X(pattern_illegal_ends) \
	X(residency_drift) \
	X(waiver_expired) \
	X(waiver_ineffective) \
	X(waiver_orphaned) \
	X(waiver_reopened)

#define RULE_DECLARATION(name) extern const Rule rule_##name;
RULES(RULE_DECLARATION)
#undef RULE_DECLARATION

#endif
