/* Findings, rules and the judge.
 *
 * A rule is a record over a check; its words, severity and thresholds are
 * catalogue data (RuleText). A rule whose input is missing answers undecided,
 * never pass. */
#ifndef TROIKA_MODEL_FINDING_H
#define TROIKA_MODEL_FINDING_H

#include "model/graph.h"

typedef enum Severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_ADVICE, SEVERITY_COUNT } Severity;

const char *severity_name(Severity severity);           /* "error" */

typedef struct Finding {
	char *key;              /* stable: rule@element, then rule@element#2; owned */
	const RuleText *rule;
	Severity severity;      /* after the design's re-mapping */
	const Element *element; /* what it is about; the design element for the whole */
	char *message;          /* one sentence with the offending values; owned */
	char *remedy;           /* what to do here; owned; NULL: the rule's */
	const Element *waiver;  /* NULL: not waived */
} Finding;

typedef struct Undecided {
	const RuleText *rule;
	const Element *element;
	char *missing;          /* which input; owned */
} Undecided;

typedef struct Findings {
	Finding *items;         size_t count, cap;      /* sorted: severity, rule, element */
	Undecided *undecided;   size_t undecided_count, undecided_cap;
	size_t ran, skipped;    /* rules */
	size_t by_severity[SEVERITY_COUNT];             /* not waived */
	size_t waived;
	const Catalog *catalog; /* while judging */
	const RuleText *rule;   /* the rule that is speaking now */
} Findings;

typedef struct Rule {
	const char *id;         /* must be in the catalogue */
	void (*check)(const Graph *graph, Findings *findings);
	/* Appends to EDIT what would mend FINDING; false: no fix here. May be NULL. */
	bool (*fix)(const Graph *graph, const Finding *finding, Edit *edit);
} Rule;

extern const Rule *const rule_table[];                  /* NULL-ended, by id */

/* Runs every rule over GRAPH. FINDINGS is {0} or cleared before. */
void findings_judge(Findings *findings, const Graph *graph);
void findings_clear(Findings *findings);

/* For checks: say what is wrong with ELEMENT, or that an input is missing. */
void finding_add(Findings *findings, const Element *element, const char *format, ...)
	PRINTF_LIKE(3, 4);
void finding_undecided(Findings *findings, const Element *element, const char *missing);
/* The parameter NAME of the speaking rule, after the design's own setting. */
Decimal finding_param(const Findings *findings, const Graph *graph, const char *name);

#endif
