/* Three-way merge: what one side changed is applied to what the other says. */
#ifndef TROIKA_MODEL_MERGE_H
#define TROIKA_MODEL_MERGE_H

#include "model/catalog.h"
#include "model/design.h"
#include "model/text.h"

typedef struct Merge {
	const Catalog *catalog;
	const Design *theirs;   /* borrowed */
	bool prefer_ours;       /* where both changed the same, and that is sound; else theirs stands */
	Edit ours;              /* what we changed since the state both come from, folded; owned */
	bool *dropped;          /* by operation of `ours`: it does not fit; owned */
	Design result;          /* what they say with what fits; sound where theirs is; owned */
} Merge;

/* Fills `dropped` and `result` from the rest. */
void merge_run(Merge *merge);
void merge_clear(Merge *merge);
size_t merge_misfits(const Merge *merge);       /* operations that do not fit */

/* Tells what does not fit, in order: "web: dynos from "2" to "3"; the file now says "7"". What was to be done to
 * an element that could not be added or removed is told as one. */
typedef void MergeTell(void *context, const Op *op, const char *text);
void merge_tell_misfits(const Merge *merge, MergeTell *tell, void *context);
void merge_add_change(const Op *op, Text *out); /* "web: dynos from "2" to "3"" */

#endif
