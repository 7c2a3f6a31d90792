/* The nearest known name, for "did you mean": candidates are tried one by one. */
#ifndef TROIKA_MODEL_NEAREST_H
#define TROIKA_MODEL_NEAREST_H

#include "model/text.h"

typedef struct Nearest {
	const char *wanted;     /* what was written */
	const char *best;       /* the nearest candidate so far, borrowed; NULL: none is near */
	unsigned distance;      /* its edit distance */
} Nearest;

/* Takes CANDIDATE when it is nearer than all before: at most a third of the letters differ. */
void nearest_try(Nearest *nearest, const char *candidate);
/* Adds "; did you mean BEST?" when there is one. */
void nearest_add(const Nearest *nearest, Text *out);

#endif
