/* A baseline: findings that were there before, so that only new ones fail.
 *
 * It is what `troika check --format json` has written. A finding is known when the baseline has one of the same rule
 * at the same element, the one with the same message first; of three where there were two, one is new. Entries of
 * which nothing is found any more have dropped out; those that can find nothing any more, because the design has no
 * such element or no such rule has run, are stale. */
#ifndef TROIKA_MODEL_BASELINE_H
#define TROIKA_MODEL_BASELINE_H

#include "model/finding.h"

typedef struct BaselineEntry {
	const char *rule, *element, *message;
} BaselineEntry;

typedef struct BaselineDesign {
	const char *file;       /* as it was named */
	BaselineEntry *entries; /* sorted; in the arena */
	size_t count;
} BaselineDesign;

typedef struct Baseline {       /* {0} is empty */
	BaselineDesign *designs;        /* in the arena */
	size_t count;
	Arena arena;
} Baseline;

/* Reads PATH. False: what is wrong with it was added. */
bool baseline_read(Baseline *baseline, const char *path, Diagnostics *list);
/* Marks in FINDINGS, judged and of the design read from FILE, what the baseline knows, and counts anew. False: it
 * says nothing of FILE, neither by its path nor by its name alone, and all is new. */
bool baseline_apply(const Baseline *baseline, const char *file, const Design *design, Findings *findings);
void baseline_clear(Baseline *baseline);

#endif
