/* Findings, rules and the judge.
 *
 * A rule is a record over a check; its words, severity and thresholds are
 * catalogue data (RuleText). A rule whose input is missing answers undecided,
 * never pass. A design re-maps severities (`severity.RULE`, also `off`) and
 * thresholds (`parameters.RULE.NAME`), and sets findings aside by waivers. */
#ifndef TROIKA_MODEL_FINDING_H
#define TROIKA_MODEL_FINDING_H

#include "model/cost.h"
#include "model/graph.h"
#include "model/walk.h"
#include "model/weight.h"

typedef enum Severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_ADVICE, SEVERITY_COUNT } Severity;

const char *severity_name(Severity severity);           /* "error" */
bool severity_from_name(const char *name, Severity *out);

typedef struct Finding {
	const char *key;        /* stable: rule@element, then rule@element#2 */
	const RuleText *rule;
	Severity severity;      /* after the design's re-mapping */
	const Element *element; /* what it is about; the design element for the whole */
	const char *message;    /* one sentence with the offending values */
	const char *remedy;     /* what to do here; NULL: the rule's */
	const Element *waiver;  /* NULL: not waived */
	const char *file;       /* of the rule itself, which is broken there; NULL: the place is the element's */
	int line;               /* there; 0: the file as a whole */
	bool known;             /* the baseline has it (model/baseline.h) */
} Finding;

typedef struct Undecided {
	const RuleText *rule;
	const Element *element;
	const char *missing;    /* which input */
} Undecided;

typedef struct StaleEntry {     /* of the baseline, which can find nothing any more */
	const char *rule, *element;
	const char *reason;
} StaleEntry;

typedef struct Quota {          /* what a vendor allows, and how much of it the design uses */
	const RuleText *rule;
	const Element *element;
	const char *what;       /* "API calls a day" */
	Decimal used, allowed;
} Quota;

typedef struct Study Study;     /* walks and prices that rules share; see finding_walk() */
typedef struct Findings Findings;

/* Rules that are not compiled in: they run after ours and before the waivers. */
typedef struct MoreRules {
	void (*run)(const struct MoreRules *more, const Graph *graph, Findings *findings);
} MoreRules;

typedef enum RuleOutcome { RULE_RAN, RULE_OFF, RULE_FAILED } RuleOutcome;

typedef struct RuleRun {
	const RuleText *rule;
	RuleOutcome outcome;    /* off: the design says so; failed: it is a rule of the team that is wrong */
} RuleRun;

struct Findings {
	Finding *items;         size_t count, cap;      /* sorted: severity, rule, element */
	Undecided *undecided;   size_t undecided_count, undecided_cap;  /* sorted: rule, element */
	RuleRun *runs;          size_t run_count, run_cap;      /* every rule, in the order they ran */
	size_t ran, skipped, failed;    /* of them */
	size_t by_severity[SEVERITY_COUNT];             /* neither waived nor known */
	size_t waived;
	bool compared;          /* with a baseline: */
	size_t known, dropped;  /* findings that it has, and of it what is found no more */
	StaleEntry *stale;      size_t stale_count, stale_cap;
	Quota *quotas;          size_t quota_count, quota_cap;  /* those that grow with volume, the fullest first */
	WeightTable weight;     /* does each platform pull its weight? */
	char today[11];         /* YYYY-MM-DD, for waivers; "": the day it is (SOURCE_DATE_EPOCH, UTC) */
	const MoreRules *more;  /* to be set before judging; NULL: none */
	const Catalog *catalog; /* while judging */
	const RuleText *rule;   /* the rule that is speaking now */
	Severity severity;      /* with which it speaks */
	bool remapped;          /* the design has set that severity */
	Study *study;           /* while judging */
	Arena arena;            /* all texts above */
};

typedef struct Rule {
	const char *id;         /* must be in the catalogue */
	void (*check)(const Graph *graph, Findings *findings);
	/* Appends to EDIT what would mend FINDING; false: no fix here. May be NULL. */
	bool (*fix)(const Graph *graph, const Finding *finding, Edit *edit);
	bool late;              /* about waivers: runs when they have been applied */
} Rule;

extern const Rule *const rule_table[];                  /* NULL-ended, by id */
const Rule *rule_find(const char *id);                  /* NULL: no check of ours */

/* Runs every rule over GRAPH, which must outlive FINDINGS ({0} or cleared before; `today`
 * and `more` may be set). */
void findings_judge(Findings *findings, const Graph *graph);
/* The same, handing out the price that judging needs in PRICE ({0} or cleared before), which the caller clears. */
void findings_judge_priced(Findings *findings, const Graph *graph, CostSheet *price);
void findings_clear(Findings *findings);
/* Does FINDING count, being neither waived nor known? */
bool finding_is_open(const Finding *finding);
/* What would mend FINDING as an edit with a label; false: there is no quick fix. */
bool finding_fix(const Graph *graph, const Finding *finding, Edit *edit);
/* The remedy of FINDING, or of its rule. */
const char *finding_remedy(const Finding *finding);

/* For rules that are not compiled in: RULE, which must outlive FINDINGS, speaks now. False: the design has turned
 * it off. */
bool finding_begin(Findings *findings, const Graph *graph, const RuleText *rule);
/* The rule that speaks cannot go on: what it said is forgotten, and FAULT at FILE and LINE of the rule is the
 * error instead. */
void finding_fail(Findings *findings, const Graph *graph, const char *file, int line, const char *fault);

/* For checks: say what is wrong with ELEMENT, or that an input is missing. */
void finding_add(Findings *findings, const Element *element, const char *format, ...)
	PRINTF_LIKE(3, 4);
/* The same with a severity of its own, unless the design has re-mapped the rule. */
void finding_add_as(Findings *findings, Severity severity, const Element *element,
                    const char *format, ...) PRINTF_LIKE(4, 5);
/* What to do about the finding added last, where that is more than the rule's remedy. */
void finding_set_remedy(Findings *findings, const char *format, ...) PRINTF_LIKE(2, 3);
void finding_undecided(Findings *findings, const Element *element, const char *missing);
/* Notes that the speaking rule has measured USED of ALLOWED; WHAT is static. Uses that grow with the volume of links. */
void finding_quota(Findings *findings, const Element *element, const char *what, Decimal used, Decimal allowed);
/* At how many times its volume the design reaches QUOTA. */
Decimal quota_factor(const Quota *quota);
/* The parameter NAME of the speaking rule, after the design's own setting. */
Decimal finding_param(const Findings *findings, const Graph *graph, const char *name);
/* The same as a text: a list. */
const char *finding_param_text(const Findings *findings, const Graph *graph, const char *name);

/* Shared by the rules of one judgement, made when first asked for. */
const Walk *finding_walk(Findings *findings, const Graph *graph, WalkLinks which);
const CostSheet *finding_cost(Findings *findings, const Graph *graph);
const WeightTable *finding_weight(Findings *findings, const Graph *graph);

/* ---- waivers --------------------------------------------------------------- */

typedef enum WaiverState {
	WAIVER_EFFECTIVE,       /* sets at least one finding aside */
	WAIVER_ORPHANED,        /* matches nothing */
	WAIVER_IDLE,            /* its rule is undecided here, so that it may match yet */
	WAIVER_INEFFECTIVE,     /* others set aside all that it matches */
	WAIVER_EXPIRED,         /* its day has passed */
	WAIVER_REOPENED,        /* its assumption does not hold, or cannot be told */
} WaiverState;

/* For the rules about waivers: how the waiver with this index fared, and why it was re-opened. */
WaiverState finding_waiver_state(const Findings *findings, size_t waiver, const char **why);

#endif
