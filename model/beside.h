/* Files that a design names: in its folder or below, so that the check of a stranger's design reads nothing else. */
#ifndef TROIKA_MODEL_BESIDE_H
#define TROIKA_MODEL_BESIDE_H

#include "model/error.h"
#include "model/list.h"

/* The path of NAME, which the design DESIGN (its path; "-" is standard input, which has no folder) names. It must be
 * relative and, links followed, stand in the folder of the design or below. The caller frees it; NULL: why not. */
char *beside_design(const char *design, const char *name, Error *err);

/* Adds to PATHS the files in FOLDER whose names end in SUFFIX and do not begin with a dot, sorted by name, at most
 * MOST of them. False: there is no such folder that can be read. */
bool folder_list(const char *folder, const char *suffix, size_t most, List *paths);

#endif
