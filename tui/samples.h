/* The samples: designs a user starts from, and reads. */
#ifndef TROIKA_TUI_SAMPLES_H
#define TROIKA_TUI_SAMPLES_H

#include <stddef.h>

#include "model/error.h"

typedef struct Sample {
	char *name;             /* "customer-portal"; owned, as all */
	char *path;
	char *title;            /* the name of the design */
	char *lesson;           /* what its opening comment says; "" without */
} Sample;

typedef struct Samples {
	Sample *items;          /* sorted by name */
	size_t count, cap;
} Samples;

/* The folder of the samples: TROIKA_SAMPLES, else beside the program (a build tree), else where they
 * are installed. The caller frees; NULL: there is none, and the error says where it was looked for. */
char *samples_folder(Error *err);
bool samples_list(Samples *samples, Error *err);
const Sample *samples_find(const Samples *samples, const char *name);   /* NULL: none */
const Sample *samples_nearest(const Samples *samples, const char *name);        /* NULL: none is near */
void samples_clear(Samples *samples);

#endif
